"""What is asked and answered about the helper itself: how it is, who is paired, what is set."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from helper.contracts import Moment, contract

Why: TypeAlias = Literal["browser", "nowhere", "silent", "no_buttons"]
"""Why reminders do not appear on the desktop, or without buttons: `Notifications`."""


@contract
class RulesStatus:
    """Whether the newest edit of the rules is in force; ``problem`` says what to mend.

    ``outgrown``: it lies in the shipped rules, so they are those of another version by now, and
    the helper has to be started anew.
    """

    ok: bool
    problem: str | None
    outgrown: bool


@contract
class Notifications:
    """Where reminders appear now, and why not on the desktop, or not with buttons there.

    ``browser`` and ``nowhere`` are what the user set; a ``silent`` desktop does not answer.
    """

    channel: Literal["desktop", "extension"]
    why: Why | None


@contract
class Secrets:
    """Where secrets are kept: a keyring's name, a file's, or both while the keyring is silent."""

    keyring: str | None
    file: str | None


@contract
class Mended:
    """What became of a ledger that was broken, empty or gone when the helper started."""

    aside: str | None
    """Name of the file that keeps the broken one; ``None``: it was gone."""
    restored: date | None
    """The day of the copy in its place, since when promises are missing; ``None``: begun anew."""


@contract
class Status:
    """How the helper is."""

    product: str
    version: str
    languages: tuple[str, ...]
    rules: RulesStatus
    notifications: Notifications
    secrets: Secrets
    ledger: Mended | None = None
    """``None``: it was whole."""


@contract
class HelloQuery:
    """The caller's nonce, and which client it is."""

    nonce: str = ""
    client: str = ""


@contract
class Hello:
    """Who answers on this port; ``proof`` shows that it is the helper that was paired."""

    product: str
    version: str
    proof: str | None


@contract
class PairRequest:
    """The one-time code from the terminal, and a name for this browser."""

    code: str
    label: str = "browser"


@contract
class Paired:
    """The token, shown this one time."""

    client: str
    token: str


@contract
class Browser:
    """A paired browser."""

    id: str
    label: str
    paired: Moment
    used: Moment | None
    this: bool
    """Whether it is the one that asks."""


@contract
class Browsers:
    """Everyone who is paired."""

    browsers: tuple[Browser, ...]


@contract
class Revoke:
    """The id of a browser to be forgotten."""

    id: str


@contract
class LanguageQuery:
    """A language, ISO 639-1; English where there is nothing in it."""

    language: str = "en"


SettingKind: TypeAlias = Literal[
    "text", "number", "choice", "yes", "days", "dates", "span", "spans", "languages"
]
"""How a setting is best asked for; its value is one short text in any case."""


@contract
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


@contract
class SettingsList:
    """Everything the user can set."""

    settings: tuple[Setting, ...]


@contract
class SettingChange:
    """A new value, as text."""

    name: str
    value: str


@contract
class RuleSwitch:
    """A rule of the checklist, and whether it speaks."""

    id: str
    message: str
    source: str
    severity: Literal["hint", "warning"]
    on: bool


@contract
class RuleSwitches:
    """The rules of the checklist in one language."""

    language: str
    rules: tuple[RuleSwitch, ...]


@contract
class RuleChange:
    """Let a rule speak, or be silent."""

    language: str
    id: str
    on: bool


@contract
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


@contract
class Situations:
    """All of one language, in the order they are offered."""

    language: str
    situations: tuple[Situation, ...]


@contract
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


@contract
class Voices:
    """What was learned of how the user writes."""

    voices: tuple[Heard, ...]


@contract
class Forget:
    """The address, or the name, of a person to be forgotten with all that is noted of them."""

    person: str


@contract
class Done:
    """Whether there was something to do."""

    found: bool
