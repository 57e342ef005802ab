"""Sentences no careful person would send, and good replies: what the checklist sees of both.

Rules were mended and the ear was trained on the long lists, so they show that what was once
noticed stays noticed. The short lists were written last and nothing was done to them since.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from helper.reading.manners import DOUBT, heard, is_kind
from helper.reading.train.manners import replies
from helper.remembering.finding.promises import find
from helper.replying.checking.checklist import check
from helper.replying.checking.lint import Ear
from helper.rulebook import Rulebook
from helper.text import words
from tests.replying.readings import NOW, a_reading, rules_of

HERE = Path(__file__).parent
LANGUAGES = ("en", "zh", "ja")
NAMED = {"en": 0.8, "zh": 0.8, "ja": 0.8}
"""How many are found by the very rule they break; the ear names none."""
UNSEEN = {"en": 0.8, "zh": 0.83, "ja": 0.88}
HOT = ("sorry", "抱歉", "对不起", "申し訳")


def ear_of(language: str) -> Ear:
    """The trained ear, as the desk hands it on."""
    mild = _ear_of(language, DOUBT)
    return replace(_ear_of(language), mild=mild)


def _ear_of(language: str, doubt: float = 0.0) -> Ear:
    return Ear(
        partial(heard, language=language, doubt=doubt),
        partial(is_kind, language=language, doubt=doubt),
    )


def bad_sentences(language: str) -> list[tuple[str, str]]:
    """Each with the rule it breaks; a rule is a heading, and its sentences follow one a line."""
    rows: list[tuple[str, str]] = []
    rule = ""
    for line in (HERE / f"bad_sentences_{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            rule = line.removeprefix("# ")
        else:
            rows.append((rule, line))
    return rows


def noticed(sentence: str, language: str, book: Rulebook, *, promised: bool = False) -> set[str]:
    """The rules that notice its words, not those for what is missing around them."""
    reading = a_reading("x", 2, language=language, facts={"name": None}, hurts=())
    found = find(sentence, NOW, ZoneInfo("Europe/Berlin"), book, language) if promised else ()
    ear = ear_of(language)
    rules = rules_of(check(sentence, reading, book, language, promises=found, ear=ear))
    return {rule for rule in rules if not rule.startswith(("ack.", "name."))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_of_both(language: str) -> None:
    """A thousand bad sentences and 60 good replies in each language."""
    assert len(bad_sentences(language)) >= 1000
    assert sum(len(replies(HERE, language, held=held)) for held in (True, False)) >= 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_known_bad_sentences_are_noticed(book: Rulebook, language: str) -> None:
    """Recall of at least .95 on the lists, and .9 by the very rule they break."""
    rows = bad_sentences(language)
    seen = [
        (rule, text, noticed(text, language, book, promised=rule.startswith("promise.")))
        for rule, text in rows
    ]
    missed = [sentence for _, sentence, rules in seen if not rules]
    assert len(missed) <= 0.05 * len(rows), missed
    named = [rule for rule, _, rules in seen if rule in rules]
    assert len(named) >= NAMED[language] * len(rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_unseen_bad_sentences_are_noticed(book: Rulebook, language: str) -> None:
    """What rules and ear notice of sentences written after both: the floor lies just below."""
    path = HERE / f"unseen_sentences_{language}.txt"
    unseen = path.read_text(encoding="utf-8").splitlines()
    missed = [one for one in unseen if not noticed(one, language, book, promised=True)]
    assert len(unseen) - len(missed) >= UNSEEN[language] * len(unseen), missed


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("附件是图纸，请查收。", "zh"),
        ("附件里是照片。", "zh"),
        ("予約を変更いたしました。", "ja"),
        ("リンクを再発行いたしました。", "ja"),
    ],
)
def test_what_was_done_for_them_is_not_cold(book: Rulebook, text: str, language: str) -> None:
    """B06: plain good news and a file that is handed over, in words the ear wasn't trained on."""
    assert not noticed(text, language, book)


@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_good_replies_are_left_alone(book: Rulebook, language: str, *, held: bool) -> None:
    """At most one false finding in 200 words, also in those the ear was not trained on.

    Hot mails are answered with a sorry in them.
    """
    found: list[str] = []
    count = 0
    for text in replies(HERE, language, held=held):
        level = 3 if any(word in text for word in HOT) else 0
        mail = a_reading(level=level, facts={"name": None}, language=language)
        found += rules_of(check(text, mail, book, language, ear=ear_of(language)))
        count += len(words(text))
    assert len(found) <= count / 200, found
