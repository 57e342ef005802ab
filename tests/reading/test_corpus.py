"""The training corpus is what its README says, and stays apart from what measures it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import helper.reading
from tests.reading.labelled import labelled

CORPUS = Path(helper.reading.__file__).parent / "corpus"
LEAST = {"en": 1800, "zh": 600, "ja": 600}
KINDS = {"support", "new_work", "complaint", "none"}
UNSENT = {"list", "personal"}
"""Registers of what is written to colleagues or to nobody: it has a level, but no kind."""
CAUSES = {"not_knowing", "blocked", "mistreated", None}
WRONG = {
    *("late", "no_answer", "broken_word", "no_show", "charge", "price", "broken", "access"),
    *("outage", "wrong_item", "bad_work", "rude", "sent_around", "lost", "privacy", "cancelled"),
    *("refused", "unclear", "harm", "grief", "unwanted", "other"),
}
NEEDS = {"answer", "do", "mend", "thank", "feel", "none"}
_END = re.compile(r"[.!?。！？\n]+")
_SHORT = {"en": 25, "zh": 12, "ja": 15}
"""Shorter sentences in letters are greetings and set phrases that anyone writes."""


def mails(language: str) -> list[dict[str, Any]]:
    """The corpus of one language."""
    files = sorted((CORPUS / language).glob("*.jsonl"))
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines]


def sentences(text: str, language: str) -> set[str]:
    """The sentences of a text that are long enough to be somebody's own, without spaces."""
    folded = ("".join(part.split()).casefold() for part in _END.split(text))
    return {one for one in folded if len(one) > _SHORT[language]}


@pytest.mark.parametrize("language", LEAST)
def test_each_mail_is_whole(language: str) -> None:
    """Unique ids and texts, known labels, asks that are pieces of the text."""
    found = mails(language)

    assert len(found) >= LEAST[language]
    assert len({mail["id"] for mail in found}) == len(found)
    assert len({mail["text"] for mail in found}) == len(found)
    for mail in found:
        assert mail["level"] in range(5), mail["id"]
        unsent = mail["register"] in UNSENT
        assert mail["kind"] is None if unsent else mail["kind"] in KINDS, mail["id"]
        assert mail["cause"] in CAUSES, mail["id"]
        assert all(ask in mail["text"] for ask in mail["asks"]), mail["id"]


@pytest.mark.parametrize("language", LEAST)
def test_what_it_is_about_stands_in_the_mail(language: str) -> None:
    """A reply could copy it; what went wrong and what is needed are words of the README."""
    for mail in (mail for mail in mails(language) if "about" in mail):
        whole = f"{mail['subject'] or ''}\n{mail['text']}"
        named = [mail["about"] or "", *mail["also"]]
        assert all(one in whole for one in named), mail["id"]
        assert len(set(named)) == len(named), mail["id"]
        assert WRONG.issuperset(mail["wrong"]), mail["id"]
        assert mail["needs"] in NEEDS, mail["id"]


@pytest.mark.parametrize("language", LEAST)
def test_labels_agree_with_each_other(language: str) -> None:
    """No machine is frustrated or asks; no complaint is calm; frustration has a cause."""
    for mail in mails(language):
        if mail["kind"] == "none":
            assert (mail["level"], mail["cause"], mail["asks"]) == (0, None, []), mail["id"]
        assert mail["kind"] != "complaint" or mail["level"] > 0, mail["id"]
        assert mail["level"] < 2 or mail["cause"] or mail["kind"] is None, mail["id"]


def test_english_complaints_hold_something_against_us() -> None:
    """CONTRIBUTING, "What the labels mean": at level 2 the cause decides; plain asking has none."""
    for mail in mails("en"):
        if mail["level"] == 2 and mail["kind"] in {"support", "complaint"}:
            reproach = mail["cause"] == "mistreated"
            assert (mail["kind"] == "complaint") == reproach, mail["id"]
        if mail["level"] == 0:
            assert mail["cause"] != "mistreated", mail["id"]
            assert mail["kind"] != "new_work" or mail["cause"] is None, mail["id"]


@pytest.mark.parametrize("language", LEAST)
def test_every_level_and_kind_is_there(language: str) -> None:
    """No level under 5 %, no kind under 8 %: a model must have seen each."""
    found = mails(language)
    levels = Counter(mail["level"] for mail in found)
    kinds = Counter(mail["kind"] for mail in found if mail["kind"])

    assert all(levels[level] >= 0.05 * len(found) for level in range(5))
    assert all(kinds[kind] >= 0.08 * kinds.total() for kind in KINDS)


@pytest.mark.parametrize("language", LEAST)
def test_no_sentence_is_shared_with_the_test_mails(language: str) -> None:
    """What trains must not be what measures."""
    trained = set[str]().union(*(sentences(mail["text"], language) for mail in mails(language)))

    for one in labelled(language):
        shared = sentences(one.mail.text or "", language) & trained
        assert not shared, one.id


@pytest.mark.parametrize("language", LEAST)
def test_no_sentence_stands_twice(language: str) -> None:
    """Each mail is its own; a sentence that came twice would count twice."""
    counts = Counter(
        sentence for mail in mails(language) for sentence in sentences(mail["text"], language)
    )

    assert [sentence for sentence, count in counts.items() if count > 1] == []
