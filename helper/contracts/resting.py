"""Room 4: the inbox as one card, the day, and the private look back."""

from __future__ import annotations

from typing import Literal, TypeAlias

from helper.contracts.remembering import Promise, Reminder
from helper.contracts.replying import Basis
from helper.contracts.terms import Kind, Level, Moment, Person, Sender, Zone, contract

Pile: TypeAlias = Literal[Kind, "other", "unread"]
"""Where a row of the inbox lies: ``other`` asks nothing in sight and hurts nobody, ``unread`` is
what nothing is known of."""


@contract
class InboxRow:
    """One row of the visible inbox.

    ``snippet`` is all that a list shows, or, of a mail that is open or at hand, its text.
    """

    id: str
    sender: Sender = None
    subject: str = ""
    snippet: str = ""
    received: Moment | None = None
    thread: str | None = None


@contract
class TriagedRow:
    """A row with its pile and level, in the proposed order of the digest."""

    id: str
    pile: Pile
    kind: Kind | None
    level: Level | None
    ask: str | None
    waiting_minutes: int | None
    sender: Sender = None
    subject: str = ""


@contract
class Digest:
    """The morning in one card (B74). ``minutes`` is an honest estimate from own history."""

    rows: tuple[TriagedRow, ...]
    counts: dict[str, int]
    minutes: int
    basis: Basis
    promised_today: tuple[Promise, ...]
    line: str
    """The one sentence of the card, and of its single notification."""
    announce: bool = False
    """True once a day, in the first support block: the line may be said aloud now (B74)."""


@contract
class Block:
    """A stretch of the day that is planned for support."""

    start: Moment
    end: Moment


@contract
class Pause:
    """An offer of a break, not an order (002:28, 002:46). ``since`` names the run it is about."""

    reason: Literal["hot", "long"]
    since: Moment
    minutes: int
    line: str


@contract
class Day:
    """The rhythm of today and the one line that lets the user stop (B75, B76)."""

    now: Moment
    zone: Zone
    blocks: tuple[Block, ...]
    in_block: bool
    quiet: bool
    next_promise: Promise | None
    all_clear: str
    """For example: Nothing is promised before Thu 10:00."""
    reminders: tuple[Reminder, ...] = ()
    """Reminders no desktop channel could show: the extension shows these itself."""
    pause: Pause | None = None
    """An offer to step away for a while, when the day has been a lot (B73)."""


@contract
class Stretch:
    """Time at the keyboard with one thread, as far as it can be seen from outside."""

    start: Moment
    end: Moment
    thread: str
    kind: Kind | None
    level: Level | None


@contract
class TimeSpent:
    """Minutes with mail of one kind: inside the user's support blocks, and outside (B77)."""

    kind: Kind
    planned_minutes: int
    unplanned_minutes: int


@contract
class WeekOfTime:
    """Minutes of one week, inside the support blocks and outside: planned, or firefighting."""

    since: Moment
    planned_minutes: int
    unplanned_minutes: int


@contract
class Calibration:
    """How the times offered fitted: percent of the promised span that was used, by share."""

    n: int
    in_time: int
    p50_percent: int
    p80_percent: int


@contract
class LevelMove:
    """So many threads went from one level, in the first mail, to another, in the last."""

    first: Level
    last: Level
    threads: int


@contract
class Theme:
    """What people ask about, with masked quotes: no name, address or number (B79)."""

    id: str
    name: str
    asks: int
    people: int
    quotes: tuple[str, ...]


@contract
class Thanks:
    """Someone said thank you."""

    when: Moment
    person: Person
    about: str


@contract
class GoodReply:
    """A reply that turned a frustrated mail into a thank you in the same thread."""

    sent: Moment
    person: Person
    about: str
    level: Level


@contract
class Note:
    """The private note of the week: what was appreciated, and what was kept (B80)."""

    line: str
    thanks: tuple[Thanks, ...]
    kept: int
    good: GoodReply | None
    is_day: bool
    """True from the last block of the working week on: the day to read it."""


@contract
class Insights:
    """The private look back over one week: sums for the user alone, never a ranking (B80)."""

    since: Moment
    until: Moment
    read: dict[str, int]
    """Mails read, by kind."""
    answered: int
    first_response: Basis | None
    promised: int
    kept: int
    broken: int
    thanks: int
    time: tuple[TimeSpent, ...] = ()
    weeks: tuple[WeekOfTime, ...] = ()
    """The weeks up to this one, the oldest first."""
    calibration: Calibration | None = None
    moves: tuple[LevelMove, ...] = ()
    recovered: tuple[Thanks, ...] = ()
    """Who was frustrated and thanked later, in the same weeks; about what they had been (B62)."""
    note: Note | None = None
