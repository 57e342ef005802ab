"""Room 3: what was sent, what it promised, and what became of that."""

from __future__ import annotations

from typing import Literal, TypeAlias

from helper.contracts.terms import App, Moment, Person, Zone, contract

PromiseForm: TypeAlias = Literal["explicit", "implied"]
"""Explicit promises say what will be done, or when; implied ones let one hope for it (B53)."""

PromiseState: TypeAlias = Literal["open", "kept", "renegotiated", "broken", "dropped"]
"""What became of a promise. "Due soon" is not stored: it follows from ``due`` and the clock."""

Grain: TypeAlias = Literal["minute", "hour", "day", "week", "month"]
"""How exactly a due time was said."""

CLOCKED = frozenset[Grain]({"minute", "hour"})
"""The time of the others was filled in by a convention."""

Every: TypeAlias = Literal["P1D", "P1W", "P2W", "P1M", "P3M", "P1Y"]
"""How often a promise comes again, as an ISO 8601 duration. A day means a working day."""

Stage: TypeAlias = Literal["soon", "due", "missed", "held"]
"""Why a promise wants attention. ``held`` asks, some days after it was kept: did it hold (B58)?"""


@contract
class Due:
    """A time phrase resolved. ``due`` is ``None`` when the text holds no time."""

    due: Moment | None
    grain: Grain | None
    text: str | None
    start: int = 0
    end: int = 0
    inferred: bool = False
    """True when a convention filled something in that was not said."""
    counted: bool = False
    """Whether it is told as so long from now: "within two days"."""


@contract
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


@contract
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
    until: Moment | None = None
    """When what comes again ends, if that is said: "every Friday until Christmas"."""


@contract
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


@contract
class Promised:
    """What a promise was about, as its writer would name it afterwards, as far as that is known."""

    thing: str | None = None
    """What the reader was to have: "the corrected invoice"."""
    pledge: str | None = None
    """What was to be done, behind "I'd told you": "I'd call you back"."""
    anew: str | None = None
    """The same promised once more, by ``{time}``: "I'll call you back by {time}"."""


@contract
class PromiseEvent:
    """One line of a promise's history."""

    at: Moment
    what: str
    detail: str | None = None


@contract
class SentReport:
    """What a sent mail did to the ledger."""

    promises: tuple[Promise, ...]
    """New rows with a time."""
    untimed: tuple[Promise, ...]
    """New rows without: offered once for a time, never nagged about (B53)."""
    kept: tuple[Promise, ...]
    """Rows this mail fulfilled."""


@contract
class Reminder:
    """A moment at which a promise wants attention; at most one notification each (B55)."""

    promise: Promise
    stage: Stage
    at: Moment
    title: str | None = None
    """What a notification says first, in the language of the browser that is to show it."""
