"""Sentences no careful person would send, and good replies: what the checklist sees of both.

The lists were written before the rules were mended on them, so they show that what was once
noticed stays noticed. They say little of sentences nobody has thought of yet: when two further
lists were new, three to six in ten of their sentences were noticed.
"""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from helper.remembering.promises import find
from helper.replying.checklist import check
from helper.rulebook import Rulebook
from helper.text import words
from tests.replying.readings import NOW, a_reading, rules_of

HERE = Path(__file__).parent
LANGUAGES = ("en", "zh", "ja")
GOOD = {"en": "good_replies.txt", "zh": "good_replies_zh.txt", "ja": "good_replies_ja.txt"}
HOT = ("sorry", "抱歉", "对不起", "申し訳")


def bad_sentences(language: str) -> list[str]:
    """One a line."""
    return (HERE / f"bad_sentences_{language}.txt").read_text(encoding="utf-8").splitlines()


def good_replies(language: str) -> list[str]:
    """Whole replies as careful people write them."""
    return (HERE / GOOD[language]).read_text(encoding="utf-8").split("%%\n")


def noticed(sentence: str, language: str, book: Rulebook) -> bool:
    """Whether its words are noticed, not only what is missing around them."""
    reading = a_reading("x", 2, language=language, facts={"name": None}, hurts=())
    found = find(sentence, NOW, ZoneInfo("Europe/Berlin"), book, language)
    rules = rules_of(check(sentence, reading, book, language, promises=found))
    return any(not rule.startswith(("ack.", "name.")) for rule in rules)


def test_there_are_enough_of_both() -> None:
    """At least 400 bad sentences, and 60 good replies."""
    assert sum(len(bad_sentences(language)) for language in LANGUAGES) >= 400
    assert sum(len(good_replies(language)) for language in LANGUAGES) >= 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_known_bad_sentences_are_noticed(book: Rulebook, language: str) -> None:
    """Recall of at least .95 on the lists."""
    sentences = bad_sentences(language)
    missed = [one for one in sentences if not noticed(one, language, book)]
    assert len(missed) <= 0.05 * len(sentences), missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_good_replies_are_left_alone(book: Rulebook, language: str) -> None:
    """At most one false finding in 200 words; hot mails are answered with a sorry in them."""
    found: list[str] = []
    count = 0
    for text in good_replies(language):
        level = 3 if any(word in text for word in HOT) else 0
        mail = a_reading(level=level, facts={"name": None}, language=language)
        found += rules_of(check(text, mail, book, language))
        count += len(words(text))
    assert len(found) <= count / 200, found
