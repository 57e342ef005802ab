"""Room 1: a mail, and what it says."""

from __future__ import annotations

from dataclasses import field
from typing import Literal, TypeAlias

from helper.contracts.terms import App, Kind, Level, Moment, Sender, Span, contract

Cause: TypeAlias = Literal["not_knowing", "blocked", "mistreated"]
"""Why a customer is frustrated: does not know, cannot do, feels mistreated (000:65)."""


@contract
class EarlierMail:
    """One message further up the thread: enough to know who spoke when, and what was said."""

    text: str = ""
    sender: Sender = None
    received: Moment | None = None
    mine: bool = False


@contract
class Mail:
    """One open mail as the page or a file gave it. ``text`` or ``html`` must be there."""

    text: str | None = None
    html: str | None = None
    subject: str | None = None
    sender: Sender = None
    received: Moment | None = None
    language: str | None = None
    app: App = "file"
    account: str | None = None
    thread: str | None = None
    message: str | None = None
    link: str | None = None
    earlier: tuple[EarlierMail, ...] = ()


@contract
class Evidence(Span):
    """Words that moved the level. ``weight`` is their share of the score, 0..1."""

    rule: str
    weight: float
    family: str = ""


@contract
class Noise(Span):
    """What was left out of the reading: quote, signature, disclaimer, advert, duplicate."""

    kind: str


@contract
class Facts:
    """What a reply may lift from the mail, exactly as written there. ``None`` means unknown."""

    name: str | None = None
    object: str | None = None
    duration: str | None = None
    impact: str | None = None
    references: tuple[str, ...] = ()


@contract
class Claim:
    """What the writer says we promised (B11), and our own sentence if we really did."""

    start: int
    end: int
    text: str
    promise: int | None = None
    sentence: str | None = None


@contract
class LastTime:
    """The last problem of this person, and how it ended (B59)."""

    when: Moment
    about: str
    outcome: Literal["kept", "broken", "unsolved", "open", "answered", "unanswered"]
    level: Level
    failures: int = 0
    """How often we failed this person in the last 90 days (B60): by a broken promise, by what did
    not help, or, of somebody who complains, by what they complained of before."""


@contract
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
    wrongs: tuple[str, ...] | None = None
    """What may have gone wrong by our doing, such as ``late`` or ``no_answer``, likeliest first:
    of what is not among these no reply should speak. ``None`` where nobody listened."""
    fair: Span | None = None
    """What the writer says would set it right, in their own words (B46, 001:9)."""
    claims: tuple[Claim, ...] = ()
    first_reply: bool | None = None
    """Whether the answer would be the first in its thread; ``None`` when not known (B43)."""
    last_time: LastTime | None = None
    call: bool = False
    """Whether a call would serve better than one more mail (B61)."""
    sender: Sender = None
    subject: str | None = None
    received: Moment | None = None
    app: App = "file"
    account: str | None = None
    thread: str | None = None
    message: str | None = None
    link: str | None = None
