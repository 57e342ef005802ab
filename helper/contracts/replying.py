"""Room 2: times to offer, drafts, and what the checklist finds."""

from __future__ import annotations

from typing import Literal, TypeAlias

from helper.contracts.terms import Moment, Zone, contract

MailForm: TypeAlias = Literal["full", "acknowledge", "new_work", "parked", "thanks"]
"""Kinds of draft that answer a mail. ``parked`` is for a dispute, ``thanks`` for mere thanks."""

PromiseNews: TypeAlias = Literal["late_notice", "recovery", "away", "held"]
"""Kinds of draft about a promise: late, missed, in the way of an absence, kept a while ago."""

Form: TypeAlias = Literal[MailForm, PromiseNews]
"""Kinds of draft."""


@contract
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


@contract
class TimeOption:
    """One time to offer, inside the user's own working hours (B51)."""

    at: Moment
    label: str
    what: Literal["look", "answer"]


@contract
class Timeline:
    """Two times the user can keep and the customer can choose between (B38, B41)."""

    zone: Zone
    options: tuple[TimeOption, ...]
    basis: Basis


@contract
class Move:
    """One step of a reply, such as name, sorry, understanding, action, time or choice."""

    move: str
    start: int
    end: int


@contract
class Gap:
    """A visible ``[...]`` that only the user can fill. ``hint`` says with what."""

    start: int
    end: int
    hint: str


@contract
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


@contract
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


@contract
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


@contract
class Check:
    """The live checklist on one text. ``heat`` is the writer's own anger, 0..1, never stored."""

    findings: tuple[Finding, ...]
    ticks: Ticks
    heat: float
    order: tuple[Move, ...] = ()
    language: str | None = None
    """Whose rules judged it; with it a rule can be switched off from where it spoke."""
