"""What a mail is about is learned from mails that people labelled."""

from __future__ import annotations

import json
from pathlib import Path

from helper.reading.train.texts import CORPUS, rows_in
from helper.rulebook import Rulebook
from helper.school import clauses
from helper.school.lessons import report
from helper.school.matters import MATTERS, lessons
from helper.school.places import labelled

MAILS = (
    ("The kettle of my aunt leaks.", "The kettle", ["The kettle of my aunt"], "mend"),
    ("The kettle is nothing, the lamp of the hall is broken.", "the lamp of the hall", [], "mend"),
    ("Where is it?", None, [], "answer"),
    ("Thank you so much for the lamp.", "the lamp", [], "thank"),
    ("Buy a lamp now!", "a lamp", [], "none"),
)


def corpus(folder: Path) -> Path:
    """Two files of labelled mails."""
    rows = [
        {"text": text, "subject": None, "from": None, "about": about, "also": also, "needs": needs}
        for text, about, also, needs in MAILS
    ]
    (folder / "en").mkdir()
    for name in ("a", "b"):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / "en" / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_labels_tell_which_phrase_fits(book: Rulebook, tmp_path: Path) -> None:
    """The noun that was named fits, a word from its middle fits half; thanks teach nothing."""
    known = list(lessons("en", book, corpus(tmp_path), written=tmp_path))[:3]
    fits = [
        {one.stem: fit for one, fit in zip(lesson.found, lesson.chosen.fits, strict=True)}
        for lesson in known
    ]
    assert fits == [{"kettle": 1.0}, {"kettle": 0.0, "lamp": 1.0, "hall": 0.5}, {}]
    assert [one.is_nameable for one in known] == [True, True, False]


def test_the_report_counts_what_is_wrong(book: Rulebook, tmp_path: Path) -> None:
    """A line for each certainty, by what the other files taught."""
    lines = list(report(MATTERS, list(lessons("en", book, corpus(tmp_path), written=tmp_path))))
    assert lines
    assert all("of 4 nameable named" in line for line in lines)


def test_texts_of_others_are_labelled_by_place(book: Rulebook, tmp_path: Path) -> None:
    """They stand in no file of ours: what people named is found in the data by id and place."""
    dialogue = {"id": "7", "turns": [["customer", "The kettle leaks."], ["helpdesk", "Which?"]]}
    (tmp_path / "talks.jsonl").write_text(json.dumps(dialogue) + "\n", encoding="utf-8")
    labels = [
        {"file": "talks", "id": "7", "needs": "mend", "about": [[0, 10]]},
        {"file": "talks", "id": "7", "needs": "thank", "about": []},
    ]
    (tmp_path / "elsewhere").mkdir()
    lines = "".join(json.dumps(label) + "\n" for label in labels)
    (tmp_path / "elsewhere" / "en.jsonl").write_text(lines, encoding="utf-8")

    (known,) = lessons("en", book, tmp_path, tmp_path, written=tmp_path)
    assert [one.stem for one in known.found] == ["kettle"]
    assert known.chosen.fits == [1.0]
    assert not list(lessons("ja", book, tmp_path, tmp_path))


def test_a_label_finds_its_place_in_a_text_that_lies_elsewhere(tmp_path: Path) -> None:
    """Public texts stay where they lie: kept are their ids and the places that people read."""
    text = "The lid broke. It is Monday. Do you mend lids?"
    turns = [["customer", text], ["helpdesk", "Hello"]]
    (tmp_path / "talks.jsonl").write_text(json.dumps({"id": "7", "turns": turns}), "utf-8")
    rows = [
        {"file": "talks", "id": "7", "fit": [[0, 13]], "unfit": [[15, 27]], "asked": [[29, 46]]},
        {"file": "talks", "id": "8", "fit": [[0, 4]]},
        {"file": "gone", "id": "1", "unfit": [[0, 4]]},
    ]
    (tmp_path / "en.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (one,) = labelled(tmp_path, tmp_path)
    places = (*one.fit, *one.unfit, *one.asked)
    assert [one.row["text"][start:end] for start, end in places] == [
        "The lid broke",
        "It is Monday",
        "Do you mend lids?",
    ]


def test_clauses_of_others_are_labelled_by_place_as_well(book: Rulebook, tmp_path: Path) -> None:
    """The same file may say which of their words can be told back."""
    turns = [["customer", "你们好，等了九天没发货。给个说法吧。"], ["helpdesk", "您好。"]]
    dialogue = json.dumps({"id": "7", "turns": turns}) + "\n"
    (tmp_path / "talks.jsonl").write_text(dialogue, encoding="utf-8")
    label = {"file": "talks", "id": "7", "told": [[4, 11]]}
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "zh.jsonl").write_text(json.dumps(label), encoding="utf-8")

    (known,) = clauses.lessons("zh", book, tmp_path, tmp_path, tmp_path)
    said = dict(zip(known.said, known.chosen.fits, strict=True))
    assert said["等了九天没发货"] == 1.0


def test_a_text_of_others_is_labelled_once() -> None:
    """Twice would teach it twice."""
    for file in (CORPUS / "elsewhere").glob("*.jsonl"):
        labels = [(row["file"], row["id"]) for row in rows_in(file)]
        assert len(labels) == len(set(labels))


def test_what_posts_are_about_is_learned_as_well(book: Rulebook, tmp_path: Path) -> None:
    """A post that says what it needs and is about is a lesson like any mail; others are none."""
    rows = [
        {"text": "the kettle leaks", "lacks": ["model"], "needs": "mend", "about": "kettle"},
        {"text": "the jug leaks too", "lacks": ["model"], "needs": "mend"},
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "missing-en.jsonl").write_text(lines, encoding="utf-8")
    (known,) = lessons("en", book, tmp_path / "none", written=tmp_path)
    assert [one.stem for one in known.found] == ["kettle"]
    assert known.chosen.fits == [1.0]
