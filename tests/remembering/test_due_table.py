"""Over three hundred phrases, each said at 29 moments around the world and the calendar."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from helper.remembering.dates.due import resolve
from tests.remembering.due_truth import SENT, cross, phrases

if TYPE_CHECKING:
    from helper.rulebook import Rulebook


def test_the_table_is_large_enough() -> None:
    """No phrase twice, in three languages, in zones with and without clock changes."""
    said = [(language, phrase) for language, _rule, phrase in phrases()]
    assert len(said) == len(set(said)) >= 300
    assert {language for language, _phrase in said} == {"en", "zh", "ja"}
    assert len({zone for zone, _clock, _fold in SENT}) >= 10


def test_every_phrase_means_its_moment_everywhere(book: Rulebook) -> None:
    """Exact to the minute, at every moment, in every zone: nine thousand cases, none wrong."""
    wrong = []
    for language, phrase, sent, expected in cross():
        zone = ZoneInfo(str(sent.tzinfo))
        due = resolve(phrase, sent, zone, book.remembering[language], book.rhythm).due
        if (due and due.astimezone(UTC)) != expected:
            there = expected and expected.astimezone(zone)
            wrong.append(f"{phrase!r} at {sent}: {due}, not {there}")
    assert not wrong, "\n".join(wrong[:20])
