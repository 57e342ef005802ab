"""Sentences no careful person would send, and good replies: what the checklist sees of both.

The rules were mended on these lists, so they show that what was once noticed stays noticed.
How much is noticed at first sight stands in CONTRIBUTING.
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


def good_replies(language: str) -> list[str]:
    """Whole replies as careful people write them."""
    return (HERE / GOOD[language]).read_text(encoding="utf-8").split("%%\n")


def noticed(sentence: str, language: str, book: Rulebook) -> set[str]:
    """The rules that notice its words, not those for what is missing around them."""
    reading = a_reading("x", 2, language=language, facts={"name": None}, hurts=())
    found = find(sentence, NOW, ZoneInfo("Europe/Berlin"), book, language)
    rules = rules_of(check(sentence, reading, book, language, promises=found))
    return {rule for rule in rules if not rule.startswith(("ack.", "name."))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_of_both(language: str) -> None:
    """A thousand bad sentences in each language, 40 good replies, 100 of them in all."""
    assert len(bad_sentences(language)) >= 1000
    assert len(good_replies(language)) >= 40
    assert sum(len(good_replies(one)) for one in LANGUAGES) >= 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_known_bad_sentences_are_noticed(book: Rulebook, language: str) -> None:
    """Recall of at least .95 on the lists, and .9 by the very rule they break."""
    rows = bad_sentences(language)
    seen = [(rule, sentence, noticed(sentence, language, book)) for rule, sentence in rows]
    missed = [sentence for _, sentence, rules in seen if not rules]
    assert len(missed) <= 0.05 * len(rows), missed
    otherwise = [row for row in seen if row[0] not in row[2]]
    assert len(otherwise) <= 0.1 * len(rows), otherwise


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
