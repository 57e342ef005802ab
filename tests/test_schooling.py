"""What a mail is about is learned from mails that people labelled."""

from __future__ import annotations

import json
from pathlib import Path

from helper.desk.schooling import lessons, report
from helper.rulebook import Rulebook

MAILS = (
    ("The kettle of my aunt leaks.", "The kettle", ["The kettle of my aunt"], "mend"),
    ("The kettle is nothing, the lamp of the hall is broken.", "the lamp of the hall", [], "mend"),
    ("Thank you so much.", None, [], "thank"),
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
    """The noun that was named fits, a word from its middle fits half, and no mail among others."""
    known = list(lessons("en", book, corpus(tmp_path)))[:3]
    fits = [
        {one.stem: fit for one, fit in zip(lesson.found, lesson.chosen.fits, strict=True)}
        for lesson in known
    ]
    assert fits == [{"kettle": 1.0}, {"kettle": 0.0, "lamp": 1.0, "hall": 0.5}, {}]
    assert [one.is_nameable for one in known] == [True, True, False]


def test_the_report_counts_what_is_wrong(book: Rulebook, tmp_path: Path) -> None:
    """A line for each certainty, by what the other files taught."""
    lines = list(report(list(lessons("en", book, corpus(tmp_path)))))
    assert lines
    assert all("of the nameable named" in line or "nothing named" in line for line in lines)
