"""The few things that flow through the house. Read this first.

Two ways lead through it::

    Mail -> Reading -> Timeline -> Draft -> Check        (read, then reply)
    SentMail -> FoundPromise -> Promise -> Reminder      (remember)

and ``InboxRow -> Digest`` and ``Day`` let the user rest. Contracts are data: frozen, typed,
no behaviour, no I/O. The same classes are the JSON of the HTTP API and of the ``--jsonl``
commands, field by field, so a name changed here is a name changed at the door.

Units and conventions: every ``start``/``end`` is a half-open range of Unicode code points in
the text the field's docstring names. Every moment is an aware ``datetime``. ``zone`` is an
IANA name such as ``Europe/Berlin``. ``language`` is an ISO 639-1 code. ``rule`` is the id of a
rule in ``rules/``, where its source stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Literal, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, Field


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        message = f"no such time zone: {name!r}; write an IANA name such as Europe/Berlin"
        raise ValueError(message) from error
    return name


Moment: TypeAlias = Annotated[
    AwareDatetime,
    Field(ge=datetime(1980, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC)),
]
"""An aware moment of this age; far ends of the calendar would only overflow."""

OUR_YEARS = range(1981, 2199)
"""Years that lie in `Moment` in every zone."""

Zone: TypeAlias = Annotated[str, AfterValidator(_known_zone)]
"""An IANA time zone."""

Level: TypeAlias = Annotated[int, Field(ge=0, le=4)]
"""How frustrated somebody is who writes."""
CALM: Level = 0
UNEASY: Level = 1
FRUSTRATED: Level = 2
ANGRY: Level = 3
END_OF_ROPE: Level = 4

Kind: TypeAlias = Literal["support", "new_work", "complaint", "none"]
"""The small classes an endless inbox falls into (000:71); ``none`` is no customer mail."""

Cause: TypeAlias = Literal["not_knowing", "blocked", "mistreated"]
"""Why a customer is frustrated: does not know, cannot do, feels mistreated (000:65)."""

App: TypeAlias = Literal["gmail", "outlook", "practice", "file"]
"""Where a mail was read. ``practice`` mail never mixes with real promises."""

MailForm: TypeAlias = Literal["full", "acknowledge", "new_work", "parked", "thanks"]
"""Kinds of draft that answer a mail. ``parked`` is for a dispute, ``thanks`` for mere thanks."""

PromiseNews: TypeAlias = Literal["late_notice", "recovery", "away", "held"]
"""Kinds of draft about a promise: late, missed, in the way of an absence, kept a while ago."""

Form: TypeAlias = Literal[MailForm, PromiseNews]
"""Kinds of draft."""

PromiseForm: TypeAlias = Literal["explicit", "implied"]
"""Explicit promises say what will be done, or when; implied ones let one hope for it (B53)."""

PromiseState: TypeAlias = Literal["open", "kept", "renegotiated", "broken", "dropped"]
"""What became of a promise. "Due soon" is not stored: it follows from ``due`` and the clock."""

Grain: TypeAlias = Literal["minute", "hour", "day", "week", "month"]
"""How exactly a due time was said."""

Every: TypeAlias = Literal["P1D", "P1W", "P2W", "P1M", "P3M", "P1Y"]
"""How often a promise comes again, as an ISO 8601 duration. A day means a working day."""

Stage: TypeAlias = Literal["soon", "due", "missed", "held"]
"""Why a promise wants attention. ``held`` asks, some days after it was kept: did it hold (B58)?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who writes or is written to. Outlook shows some senders by name only."""

    name: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierMail:
    """One message further up the thread: enough to know who spoke when, and what was said."""

    text: str = ""
    sender: Annotated[Person | None, Field(alias="from")] = None
    received: Moment | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One open mail as the page or a file gave it. ``text`` or ``html`` must be there."""

    text: str | None = None
    html: str | None = None
    subject: str | None = None
    sender: Annotated[Person | None, Field(alias="from")] = None
    received: Moment | None = None
    language: str | None = None
    app: App = "file"
    account: str | None = None
    thread: str | None = None
    message: str | None = None
    link: str | None = None
    earlier: tuple[EarlierMail, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in a text; ``text`` repeats what stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Span):
    """Words that moved the level. ``weight`` is their share of the score, 0..1."""

    rule: str
    weight: float
    family: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise(Span):
    """What was left out of the reading: quote, signature, disclaimer, advert, duplicate."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a reply may lift from the mail, exactly as written there. ``None`` means unknown."""

    name: str | None = None
    object: str | None = None
    duration: str | None = None
    impact: str | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What the writer says we promised (B11), and our own sentence if we really did."""

    start: int
    end: int
    text: str
    promise: int | None = None
    sentence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTime:
    """The last problem of this person, and how it ended (B59)."""

    when: Moment
    about: str
    outcome: Literal["kept", "broken", "open", "answered", "unanswered"]
    level: Level
    failures: int = 0
    """Promises broken to this person in the last 90 days (B60)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one mail says and how its writer feels. Spans count in ``text``.

    ``text`` is the whole plain text of the mail; what ``noise`` covers was not judged.
    ``score`` is 0..1, higher is more frustrated, monotone with ``level``. In an unsupported
    language ``level``, ``score``, ``kind`` and ``cause`` are ``None``: no guess is made (B12).
    """

    language: str
    text: str
    level: Level | None
    score: float | None
    confidence: float
    kind: Kind | None
    kind_confidence: float = 0.0
    cause: Cause | None = None
    evidence: tuple[Evidence, ...] = ()
    asks: tuple[Span, ...] = ()
    noise: tuple[Noise, ...] = ()
    facts: Facts = field(default_factory=Facts)
    hurts: tuple[str, ...] = ()
    """Families of distinct hurts, strongest first: one sorry each, no more (B33)."""
    fair: Span | None = None
    """What the writer says would set it right, in their own words (B46, 001:9)."""
    claims: tuple[Claim, ...] = ()
    first_reply: bool | None = None
    """Whether the answer would be the first in its thread; ``None`` when not known (B43)."""
    last_time: LastTime | None = None
    call: bool = False
    """Whether a call would serve better than one more mail (B61)."""
    sender: Annotated[Person | None, Field(alias="from")] = None
    subject: str | None = None
    received: Moment | None = None
    app: App = "file"
    account: str | None = None
    thread: str | None = None
    message: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The history behind a time (B41). ``n`` = 0 means: only the default speaks.

    Where two times are offered, half of the first answers came within ``p50_minutes``, and four
    of five matters were done within ``p80_minutes``.
    """

    work: str
    n: int
    p50_minutes: int
    p80_minutes: int
    source: Literal["history", "default"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOption:
    """One time to offer, inside the user's own working hours (B51)."""

    at: Moment
    label: str
    what: Literal["look", "answer", "acknowledge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Two times the user can keep and the customer can choose between (B38, B41)."""

    zone: Zone
    options: tuple[TimeOption, ...]
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One step of a draft: name, sorry, understanding, action, time, choice, thanks, sign."""

    move: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A visible ``[...]`` that only the user can fill. ``hint`` says with what."""

    start: int
    end: int
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reply to start from. Spans count in ``text``; ``times`` has the promised one first."""

    form: Form
    language: str
    text: str
    moves: tuple[Move, ...]
    times: tuple[TimeOption, ...] = ()
    gaps: tuple[Gap, ...] = ()
    basis: Basis | None = None
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something the checklist noticed in the user's text; never a reason to block sending."""

    rule: str
    start: int
    end: int
    severity: Literal["hint", "warning"]
    message: str
    fix: str | None = None
    """Text to put in place of the span, where a fix is safe."""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """The eight points of the reply checklist (002:36-44)."""

    their_name: bool
    your_name: bool
    thanks: bool
    understood: bool
    simple: bool
    positive: bool
    brief: bool
    proofread: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The live checklist on one text. ``heat`` is the writer's own anger, 0..1, never stored."""

    findings: tuple[Finding, ...]
    ticks: Ticks
    heat: float
    order: tuple[Move, ...] = ()
    language: str | None = None
    """Whose rules judged it; with it a rule can be switched off from where it spoke."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A time phrase resolved. ``due`` is ``None`` when the text holds no time."""

    due: Moment | None
    grain: Grain | None
    text: str | None
    start: int = 0
    end: int = 0
    inferred: bool = False
    """True when a convention filled something in that was not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMail:
    """What the user sent: the new part only. ``id`` makes a repeated report harmless."""

    id: str
    text: str
    sent: Moment
    zone: Zone
    app: App = "file"
    account: str | None = None
    thread: str | None = None
    message: str | None = None
    subject: str | None = None
    recipients: tuple[Person, ...] = ()
    link: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPromise:
    """A commitment found in sent text, with the moment it falls due."""

    start: int
    end: int
    text: str
    form: PromiseForm
    due: Moment | None
    due_text: str | None
    grain: Grain | None
    confidence: float
    rule: str
    every: Every | None = None
    """How often it comes again, for a promise such as "every Friday"."""
    inferred: bool = False
    """Whether a convention filled in part of the time: shown as such, until confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One row of the ledger: who was promised what, until when, in which words."""

    id: int
    state: PromiseState
    form: PromiseForm
    sentence: str
    due: Moment | None
    due_text: str | None
    grain: Grain | None
    zone: Zone
    made: Moment
    person: Person
    app: App
    account: str | None
    thread: str | None
    subject: str | None
    link: str | None
    language: str
    closed: Moment | None = None
    snoozed: Moment | None = None
    notice: bool = False
    """True when the user asked to tell the customer before the time slips (B40)."""
    every: Every | None = None
    """How often it comes again; when this round is over, the next one gets a row of its own."""
    inferred: bool = False
    """Whether part of its time was filled in by a convention and not yet confirmed (B53)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseEvent:
    """One line of a promise's history."""

    at: Moment
    what: str
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReport:
    """What a sent mail did to the ledger."""

    promises: tuple[Promise, ...]
    """New rows with a time."""
    untimed: tuple[Promise, ...]
    """New rows without: offered once for a time, never nagged about (B53)."""
    kept: tuple[Promise, ...]
    """Rows this mail fulfilled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A moment at which a promise wants attention; at most one notification each (B55)."""

    promise: Promise
    stage: Stage
    at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """One row of the visible inbox: all the list shows, no body."""

    id: str
    sender: Annotated[Person | None, Field(alias="from")] = None
    subject: str = ""
    snippet: str = ""
    received: Moment | None = None
    thread: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriagedRow:
    """A row with its pile and level, in the proposed order of the digest."""

    id: str
    kind: Kind | None
    level: Level | None
    ask: str | None
    waiting_minutes: int | None
    sender: Annotated[Person | None, Field(alias="from")] = None
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the day that is planned for support."""

    start: Moment
    end: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """An offer of a break, not an order (002:28, 002:46). ``since`` names the run it is about."""

    reason: Literal["hot", "long"]
    since: Moment
    minutes: int
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Time at the keyboard with one thread, as far as it can be seen from outside."""

    start: Moment
    end: Moment
    thread: str
    kind: Kind | None
    level: Level | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpent:
    """Minutes with mail of one kind: inside the user's support blocks, and outside (B77)."""

    kind: Kind
    planned_minutes: int
    unplanned_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOfTime:
    """Minutes of one week, inside the support blocks and outside: planned, or firefighting."""

    since: Moment
    planned_minutes: int
    unplanned_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How the times offered fitted: percent of the promised span that was used, by share."""

    n: int
    in_time: int
    p50_percent: int
    p80_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelMove:
    """So many threads went from one level, in the first mail, to another, in the last."""

    first: Level
    last: Level
    threads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What people ask about, with masked quotes: no name, address or number (B79)."""

    id: str
    name: str
    asks: int
    people: int
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """Someone said thank you."""

    when: Moment
    person: Person
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodReply:
    """A reply that turned a frustrated mail into a thank you in the same thread."""

    sent: Moment
    person: Person
    about: str
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The private note of the week: what was appreciated, and what was kept (B80)."""

    line: str
    thanks: tuple[Thanks, ...]
    kept: int
    good: GoodReply | None
    is_day: bool
    """True from the last block of the working week on: the day to read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
