"""A text as the checklist sees it, and how a finding is made that no single pattern gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helper.contracts import Finding, Level, Move, Reading
from helper.rulebook.replying import ReplyingRules


@dataclass(frozen=True, slots=True)
class Seen:
    """A text seen the ways the checks need; ``plain`` has quoted lines blanked, same length.

    ``folded`` is ``plain`` in lower case, as most rules want it.
    """

    plain: str
    folded: str
    sentences: Sequence[tuple[int, int]]
    rules: ReplyingRules
    moves: tuple[Move, ...]
    reading: Reading | None
    name: str | None
    """What to call the writer of the mail."""
    full_names: tuple[str, ...]
    """As they sign, and as they are shown as its sender."""

    @property
    def level(self) -> Level:
        """The level of the mail answered; 0 when there is none."""
        return (self.reading.level if self.reading else None) or 0


def note(seen: Seen, rule: str, start: int, end: int, fix: str | None = None) -> Finding:
    """The finding ``rule`` of a place, in the words of the rules."""
    words = seen.rules.notes[rule]
    return Finding(
        rule=rule,
        start=start,
        end=end,
        severity=words.severity,
        message=words.message,
        fix=fix,
        source=words.source,
    )
