from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helper.contracts import Mail
from helper.paths import shipped_rules
from helper.reading.reader import read
from helper.rulebook import Rulebook, load_rulebook, shipped_files
from tests.bench.speed import MAIL, hostile, ratio, seconds

TEXTBLOBS = 10
"""A roof that catches a slip on a busy machine; `make bench` prints the ratio, about 6."""


def test_a_mail_is_read_in_a_few_textblobs(book: Rulebook) -> None:
    """A 2 kB mail, cleaned, judged and lifted from, beside TextBlob's polarity alone."""
    took, times = min(ratio(book, 15) for _ in range(3))
    assert times < TEXTBLOBS
    assert took < 0.05


def test_reading_tries_few_patterns(tmp_path: Path) -> None:
    """Of the other languages only what is noise is looked at; of its own not every pattern."""
    shipped = shutil.copytree(shipped_rules(), tmp_path / "rules")
    book = load_rulebook(shipped, trusted=shipped_files(shipped))
    read(Mail(text=MAIL), book)
    used = {
        code: ["whole" in vars(rule.pattern) for rule in (*rules.cues, *rules.asks, *rules.kinds)]
        for code, rules in book.reading.items()
    }
    assert 5 < sum(used["en"]) < 0.9 * len(used["en"])
    assert not any(used["zh"])
    assert not any(used["ja"])


@pytest.mark.parametrize(("language", "most"), [("en", 0.1), ("zh", 0.2), ("ja", 0.2)])
def test_most_rules_tell_how_they_begin(book: Rulebook, language: str, most: float) -> None:
    """A pattern that can begin anywhere is tried everywhere: few may."""
    rules = book.reading[language]
    lists = (rules.noise, rules.cues, rules.kinds, rules.asks, rules.not_asks, rules.claims)
    alternatives = [one for rules in lists for rule in rules for one in rule.pattern.alternatives]
    anywhere = [one.source for one in alternatives if one.begins.anywhere]
    assert len(anywhere) < most * len(alternatives), anywhere


@pytest.mark.parametrize("name", sorted(hostile()))
def test_hostile_mails_do_not_hang(book: Rulebook, name: str) -> None:
    """Caps, not luck: the worst mails take a third of a second (twice that on a busy machine)."""
    mail = hostile()[name]
    assert seconds(lambda: read(mail, book), 2) < 0.6
