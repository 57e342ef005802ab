"""How well the reader agrees with a person over mails labelled beforehand.

The floors are what is reached, a little lower: they may rise, never fall.
"""

from __future__ import annotations

import pytest

from helper.contracts import Reading
from helper.reading.reader import read
from helper.rulebook import Rulebook
from tests.reading.labelled import Labelled, kappa, labelled, macro_f1

Pairs = list[tuple[Labelled, Reading]]


@pytest.fixture(scope="module")
def pairs(book: Rulebook) -> Pairs:
    """Each mail with its labels and its reading."""
    return [(one, read(one.mail, book)) for one in labelled("en")]


def test_there_are_enough_mails(pairs: Pairs) -> None:
    """Sixty mails at least, every level and every kind among them."""
    assert len(pairs) >= 60
    assert {one.level for one, _ in pairs} == {0, 1, 2, 3, 4}
    assert {one.kind for one, _ in pairs} == {"support", "new_work", "complaint", "none"}


def test_levels_agree(pairs: Pairs) -> None:
    """B04: the level agrees with a person's, weighted by how far off it is."""
    assert kappa([(one.level, reading.level or 0) for one, reading in pairs]) >= 0.9


def test_no_level_is_off_by_more_than_two(pairs: Pairs) -> None:
    """B04: nobody calm is called angry, nobody angry is called calm."""
    far = {
        one.id: (one.level, reading.level)
        for one, reading in pairs
        if abs(one.level - (reading.level or 0)) > 2
    }
    assert far == {}


def test_kinds_agree(pairs: Pairs) -> None:
    """B01: macro-F1 over support, new work, complaint and no customer mail."""
    assert macro_f1([(one.kind, reading.kind) for one, reading in pairs]) >= 0.95


def test_machines_are_never_customers(pairs: Pairs) -> None:
    """B01: newsletters, receipts, invitations and auto-replies are none, and nobody else is."""
    for one, reading in pairs:
        assert (reading.kind == "none") == (one.kind == "none"), one.id


def test_causes_agree(pairs: Pairs) -> None:
    """B03: macro-F1 over not knowing, blocked, mistreated and no cause."""
    assert macro_f1([(one.cause, reading.cause) for one, reading in pairs]) >= 0.82


def test_the_first_ask_is_the_right_one(pairs: Pairs) -> None:
    """B05: the first ask holds the labelled words; where nothing is asked, nothing is found."""
    right = [
        one.asks[0].lower() in reading.asks[0].text.lower()
        if one.asks and reading.asks
        else not one.asks and not reading.asks
        for one, reading in pairs
    ]
    assert sum(right) / len(right) >= 0.95


def test_every_complaint_has_an_ask_or_says_there_is_none(pairs: Pairs) -> None:
    """B02: a complaint is somebody asking for support; an empty list says "no ask found"."""
    for one, reading in pairs:
        if one.kind == "complaint" and one.asks:
            assert reading.asks, one.id


def test_all_spans_repeat_the_text(pairs: Pairs) -> None:
    """Every span counts in ``text`` and repeats what stands there."""
    for one, reading in pairs:
        assert reading.text == one.mail.text
        for span in (*reading.evidence, *reading.asks, *reading.noise, *reading.claims):
            assert reading.text[span.start : span.end] == span.text


def test_facts_are_lifted_word_for_word(pairs: Pairs) -> None:
    """R2: what a reply names stands in the mail; nothing is invented."""
    for one, reading in pairs:
        facts = reading.facts
        source = " ".join(f"{one.mail.subject}\n{reading.text}".split())
        for fact in (facts.object, facts.duration, facts.impact, *facts.references):
            assert fact is None or fact in source, (one.id, fact)


def test_score_rises_with_level(pairs: Pairs) -> None:
    """A higher level never has a lower score than a lower level."""
    for _, a in pairs:
        for _, b in pairs:
            if (a.level or 0) < (b.level or 0):
                assert (a.score or 0) < (b.score or 0)
