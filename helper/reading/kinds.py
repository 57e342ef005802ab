"""Which of the few classes a mail falls into (000:71): support, new work, complaint, none.

A "perceived complaint" is rarely one (000:73): it is a frustrated person asking for support. So
a complaint is not a topic of its own here; it is what a customer's mail becomes when its writer
holds something against us (CONTRIBUTING.md, "What the labels mean").
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from helper.contracts import FRUSTRATED, Kind, Mail
from helper.reading.frustration import Judgement
from helper.rulebook.base import fold
from helper.rulebook.reading import ReadingRules

_KINDS: tuple[Kind, ...] = ("support", "none", "new_work", "complaint")
"""Support first: it is the most common, and what is left where nothing speaks for another."""

_VOICE = 2.0
"""Points for each step of a trained voice's logit (see `helper.reading.voices`)."""

_LOUDEST = 2.5
"""A voice is believed up to this logit: it may be wrong."""

_ALONE = 0.6
"""What counts of the voice that hears a machine where no rule agrees: a lost customer is worse
than a newsletter that stays."""

_MACHINE = 0.65
"""The chance below which few rules make nobody a machine: some words tell little."""

_CLEAR = 4.0
"""Points of rules beyond which more of the same says nothing new."""

_HEAT = 0.8
"""Points of a complaint for each step of the logit of the frustration score."""

_SAID = 2.0
"""Rule points from which a calm mail is a complaint: it calls itself one."""

_NAMED = 1.0
"""Machines do not feel: only rules with more points make a frustrated mail a machine's."""

_MAX_TEXT = 8000


def kind_of(
    mail: Mail, text: str, judgement: Judgement, rules: ReadingRules, heard: Mapping[str, float]
) -> tuple[Kind, float]:
    """The class and the chance that it is the right one. ``text`` has footers, but no quotes.

    What rules and voices give each class is added up, and shared out by softmax. The few numbers
    above were fitted on the mails of the corpus, each heard by voices that had not learned it,
    and on the half of the test mails that is tuned on.
    """
    if not text.strip():
        return "none", 1.0
    found = count(mail, text, rules)
    points = {kind: _told(kind, found, heard) for kind in _KINDS}
    points["none"] += rules.lean.none
    points["new_work"] += rules.lean.new_work
    points["complaint"] += rules.lean.complaint + _HEAT * _logit(judgement.score)
    if judgement.level == FRUSTRATED and judgement.cause != "mistreated":
        points["complaint"] += rules.lean.blameless
    if judgement.level == 0 and found["complaint"] < _SAID:
        del points["complaint"]
    if judgement.level >= FRUSTRATED and found["none"] <= _NAMED:
        del points["none"]
    best, chance = _likeliest(points)
    if best == "none" and found["none"] <= _NAMED and chance < _MACHINE:
        del points["none"]
        best, chance = _likeliest(points)
    return best, round(chance, 3)


def _likeliest(points: Mapping[Kind, float]) -> tuple[Kind, float]:
    best = max(points, key=lambda kind: points[kind])
    return best, 1 / sum(math.exp(one - points[best]) for one in points.values())


def count(mail: Mail, text: str, rules: ReadingRules) -> Mapping[Kind, float]:
    """Points for each class; each rule counts once."""
    sender = mail.sender
    places = {
        "sender": f"{sender.name or ''} <{sender.address or ''}>" if sender else "",
        "subject": mail.subject or "",
        "text": text[:_MAX_TEXT],
    }
    places = {where: fold(rules.plain(words)) for where, words in places.items()}
    points: dict[Kind, float] = dict.fromkeys(_KINDS, 0.0)
    for cue in rules.kinds:
        if cue.pattern.search(places[cue.where]):
            points[cue.kind] += cue.points
    return points


def _told(kind: Kind, found: Mapping[Kind, float], heard: Mapping[str, float]) -> float:
    """What the rules and the voice of a class say for it; support has no voice of its own."""
    if kind == "support":
        return 0.0
    rival = min(found["support"], _CLEAR) if kind == "new_work" else 0.0
    least = 0.0 if kind == "complaint" and found[kind] >= _SAID else -_LOUDEST
    logit = min(max(heard.get(kind, 0.0), least), _LOUDEST)
    trust = _ALONE if kind == "none" and not found["none"] else 1.0
    return min(found[kind], _CLEAR) - rival + _VOICE * trust * logit


def _logit(score: float) -> float:
    score = min(max(score, 1e-3), 1 - 1e-3)
    return math.log(score / (1 - score))
