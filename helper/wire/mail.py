"""What is asked and answered about mail, promises and the day."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from pydantic import Field

from helper.contracts import (
    App,
    Draft,
    Form,
    Hours,
    InboxRow,
    Moment,
    Promise,
    PromiseEvent,
    PromiseState,
    Reading,
    Theme,
    Timeline,
    Zone,
    contract,
)


@contract
class Me:
    """The user, as their replies are signed.

    ``signature`` is what the mail client puts below by itself: a name in it is not written twice.
    """

    name: str | None = None
    signature: str = ""


@contract
class DraftRequest:
    """A reading to answer, or a promise to write about; and what the user chose."""

    reading: Reading | None = None
    promise: Annotated[int, Field(ge=0, lt=2**63)] | None = None
    form: Form | None = None
    choice: Literal["look", "answer"] | None = None
    me: Me = field(default_factory=Me)
    zone: Zone | None = None
    language: str | None = None
    """What the user reads: hints are given in it. Left out, in the language of the draft."""


@contract
class Drafts:
    """Drafts, the recommended one first, and the times they offer."""

    drafts: tuple[Draft, ...]
    timeline: Timeline
    call: str | None = None
    """A sentence that promises a call by the sooner time, where one would serve better (B61)."""


@contract
class CheckRequest:
    """What the user typed so far, and the reading it answers."""

    text: str
    reading: Reading | None = None
    me: Me = field(default_factory=Me)
    attached: bool | None = None
    """Whether a file hangs on the mail; left out when the page doesn't show it."""
    language: str | None = None
    """What the user reads: findings are told in it. Left out, in the language of the text."""


@contract
class PromiseQuery:
    """Which rows of the ledger; ``waiting``: only those that still want a deed or a word."""

    state: PromiseState | None = None
    waiting: bool = False
    app: App | None = None
    thread: str | None = None
    person: str | None = None


@contract
class Promises:
    """Rows of the ledger, the next due first."""

    promises: tuple[Promise, ...]


@contract
class PromiseDetail:
    """One row with its history."""

    promise: Promise
    events: tuple[PromiseEvent, ...]


@contract
class PromiseChange:
    """What to do with a row.

    ``renegotiate`` needs ``due``; a snooze without ``until`` lasts to the next block; ``reopen``
    takes back that a row was closed.
    """

    action: Literal["done", "drop", "reopen", "snooze", "renegotiate", "confirm", "notice", "shown"]
    until: Moment | None = None
    due: Moment | None = None


@contract
class PromiseChanged:
    """The row as it is now."""

    promise: Promise


@contract
class Unsent:
    """A sent mail that the client's own Undo brought back; the id it was reported with."""

    id: str


@contract
class AwayQuery:
    """An absence: from ``since`` until before ``until``."""

    since: Moment
    until: Moment
    zone: Zone | None = None


@contract
class AwayPromise:
    """A promise that falls into an absence, and a notice to send before leaving."""

    promise: Promise
    draft: Draft | None


@contract
class Away:
    """What an absence would break, the next due first."""

    promises: tuple[AwayPromise, ...]


@contract
class TriageRequest:
    """The visible rows of an inbox; ``announce`` when the caller could notify about them now."""

    rows: tuple[InboxRow, ...]
    zone: Zone | None = None
    language: str | None = None
    announce: bool = False


@contract
class ZoneQuery:
    """The zone the user is in and the language they read; the helper's own when left out."""

    zone: Zone | None = None
    language: str | None = None


@contract
class DayQuery:
    """The same for the day, and how many hours the clocks show that stand around its words."""

    zone: Zone | None = None
    language: str | None = None
    hours: Hours | None = None


@contract
class ExportQuery:
    """The format of an export, and what is in it; themes have no calendar."""

    format: Literal["md", "csv", "ics"] = "md"
    about: Literal["promises", "themes"] = "promises"
    language: str | None = None


@contract
class Themes:
    """What people ask about, the most frequent first."""

    themes: tuple[Theme, ...]
