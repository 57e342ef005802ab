"""The shapes of the door that are not contracts: questions and answers of single routes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from helper.contracts import (
    App,
    Draft,
    Form,
    InboxRow,
    Moment,
    Promise,
    PromiseEvent,
    PromiseState,
    Reading,
    Theme,
    Timeline,
    Zone,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesStatus:
    """Whether the newest edit of the rules is in force; ``problem`` says what to mend."""

    ok: bool
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifications:
    """Where reminders appear now, and why not on the desktop if they do not."""

    channel: Literal["desktop", "extension"]
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """Where secrets are kept."""

    backend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the helper is."""

    product: str
    version: str
    languages: tuple[str, ...]
    rules: RulesStatus
    notifications: Notifications
    secrets: Secrets
    ledger: str | None = None
    """What happened to a broken ledger when the helper started, and what is missing now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelloQuery:
    """The caller's nonce, and which client it is."""

    nonce: str = ""
    client: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """Who answers on this port; ``proof`` shows that it is the helper that was paired."""

    product: str
    version: str
    proof: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRequest:
    """The one-time code from the terminal, and a name for this browser."""

    code: str
    label: str = "browser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """The token, shown this one time."""

    client: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """The user, as their replies are signed.

    ``signed`` says that the mail client's own signature brings the name already.
    """

    name: str | None = None
    signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRequest:
    """A reading to answer, or a promise to write about; and what the user chose."""

    reading: Reading | None = None
    promise: Annotated[int, Field(ge=0, lt=2**63)] | None = None
    form: Form | None = None
    choice: Literal["look", "answer"] | None = None
    me: Me = field(default_factory=Me)
    zone: Zone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """Drafts, the recommended one first, and the times they offer."""

    drafts: tuple[Draft, ...]
    timeline: Timeline
    call: str | None = None
    """A sentence that promises a call by the sooner time, where one would serve better (B61)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRequest:
    """What the user typed so far, and the reading it answers."""

    text: str
    reading: Reading | None = None
    me: Me = field(default_factory=Me)
    attached: bool | None = None
    """Whether a file hangs on the mail; left out when the page doesn't show it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseQuery:
    """Which rows of the ledger."""

    state: PromiseState | None = None
    app: App | None = None
    thread: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """Rows of the ledger, the next due first."""

    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseDetail:
    """One row with its history."""

    promise: Promise
    events: tuple[PromiseEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseChange:
    """What to do with a row.

    ``renegotiate`` needs ``due``; a snooze without ``until`` lasts to the next block.
    """

    action: Literal["done", "snooze", "renegotiate", "confirm", "drop", "notice", "shown"]
    until: Moment | None = None
    due: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseChanged:
    """The row as it is now."""

    promise: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """A sent mail that the client's own Undo brought back; the id it was reported with."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayQuery:
    """An absence: from ``since`` until before ``until``."""

    since: Moment
    until: Moment
    zone: Zone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayPromise:
    """A promise that falls into an absence, and a notice to send before leaving."""

    promise: Promise
    draft: Draft | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """What an absence would break, the next due first."""

    promises: tuple[AwayPromise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageRequest:
    """The visible rows of an inbox; ``announce`` when the caller could notify about them now."""

    rows: tuple[InboxRow, ...]
    zone: Zone | None = None
    language: str | None = None
    announce: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneQuery:
    """The zone the user is in and the language they read; the helper's own when left out."""

    zone: Zone | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportQuery:
    """The format of an export, and what is in it; themes have no calendar."""

    format: Literal["md", "csv", "ics"] = "md"
    about: Literal["promises", "themes"] = "promises"
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Themes:
    """What people ask about, the most frequent first."""

    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageQuery:
    """A language, ISO 639-1; English where there is nothing in it."""

    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A mail to practise on. ``try_it`` is the hint before, ``why`` the reason after."""

    id: str
    title: str
    sender: str
    subject: str
    text: str
    try_it: str
    answer: str
    """An answer to compare with; ``{me}`` stands for the name of whoever practises."""
    why: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Situations:
    """All of one language, in the order they are offered."""

    language: str
    situations: tuple[Situation, ...]


SettingKind: TypeAlias = Literal[
    "text", "number", "choice", "yes", "days", "dates", "span", "spans", "languages"
]
"""How a setting is best asked for; its value is one short text in any case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing the user can set."""

    name: str
    value: str
    default: str
    meaning: str
    kind: SettingKind
    choices: tuple[str, ...] = ()
    fixed: bool = False
    """Whether the environment says it, so that the file is not asked."""
    at_start: bool = False
    """Whether a change works only once the helper is started anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsList:
    """Everything the user can set."""

    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChange:
    """A new value, as text."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSwitch:
    """A rule of the checklist, and whether it speaks."""

    id: str
    message: str
    source: str
    severity: Literal["hint", "warning"]
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSwitches:
    """The rules of the checklist in one language."""

    language: str
    rules: tuple[RuleSwitch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """Let a rule speak, or be silent."""

    language: str
    id: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """A paired browser."""

    id: str
    label: str
    paired: Moment
    used: Moment | None
    this: bool
    """Whether it is the one that asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Browsers:
    """Everyone who is paired."""

    browsers: tuple[Browser, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoke:
    """The id of a browser to be forgotten."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forget:
    """The address, or the name, of a person to be forgotten with all that is noted of them."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How the user writes in one language; ``None`` and ``False``: no habit shows (yet)."""

    language: str
    mails: int
    """Sent mails that told something."""
    greeting: str | None
    """Such as ``Hi …,``; the name is left out."""
    closing: str | None
    long_forms: bool
    """Writes "I am" and not "I'm"."""
    short_sentences: bool
    familiar: bool
    """Writes 你 and not 您, or します and not いたします."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """What was learned of how the user writes."""

    voices: tuple[Heard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Whether there was something to do."""

    found: bool
