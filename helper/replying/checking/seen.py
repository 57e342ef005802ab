"""A text as the checklist sees it, and how a finding is made that no single pattern gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helper.contracts import Finding, Level, Move, Reading
from helper.rulebook.replying import ReplyingRules
from helper.text import holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """What the mail client knows beside the text; ``None`` where it cannot tell.

    ``attached`` is whether a file hangs on the mail, ``signature`` what the client puts below it
    by itself.
    """

    attached: bool | None = None
    signature: str = ""


NOTHING_KNOWN = Mailing()


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
    me: str | None = None
    """The name of the user."""
    mailing: Mailing = NOTHING_KNOWN
    reading: Reading | None = None
    """The mail it answers."""
    name: str | None = None
    """What to call the writer of the mail."""
    full_names: tuple[str, ...] = ()
    """As they sign, and as they are shown as its sender."""

    @property
    def level(self) -> Level:
        """The level of the mail answered; 0 when there is none."""
        return (self.reading.level if self.reading else None) or 0

    @property
    def is_signed_anyway(self) -> bool:
        """Whether the mail client brings the name: to write it as well is once too often (B64)."""
        return self.me is not None and holds(self.mailing.signature, self.me)


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
