"""Which of the few classes a mail falls into (000:71): support, new work, complaint, none.

A "perceived complaint" is rarely one (000:73): it is a frustrated person asking for support. So
a complaint is not a topic of its own here; it is what a customer's mail becomes when its writer
is angry, or frustrated by how they were treated.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

from helper.contracts import Kind, Mail
from helper.reading.frustration import Judgement
from helper.rulebook.base import fold
from helper.rulebook.reading import ReadingRules

_ANGRY = 3
_FRUSTRATED = 2
_SURE = 2.0
"""Points from which a class is taken over the default, which is support."""

_WISHED = 1.0
"""The same for new work, where it also has to outweigh support."""

_VOICE = 3.5
"""Points for each step of a trained voice's logit (see `helper.reading.voices`)."""

_ALONE = 1.8
"""What a voice can add at most, a little less than sure: some rule has to agree."""

_REPROACH = 0.1
"""The logit from which a frustrated mail is heard as a complaint."""

_MAX_TEXT = 8000


def kind_of(
    mail: Mail, text: str, judgement: Judgement, rules: ReadingRules, heard: Mapping[str, float]
) -> tuple[Kind, float]:
    """The class and how sure it is, 0..1. ``text`` still has footers, but no quotes."""
    points = count(mail, text, rules)
    points["none"] += min(_VOICE * heard.get("none", 0.0), _ALONE)
    points["new_work"] += min(_VOICE * heard.get("new_work", 0.0), _ALONE)
    doubt = judgement.level >= _FRUSTRATED  # Whoever is frustrated wants something put right.
    if not text.strip() or points["none"] >= _SURE + doubt:
        return "none", _sure(points["none"] - _SURE + 1)
    if _is_complaint(judgement, points, heard):
        return "complaint", _sure(judgement.level - 1 + points["complaint"] / 2)
    if points["new_work"] >= _WISHED + doubt and points["new_work"] > points["support"]:
        return "new_work", _sure(points["new_work"] - points["support"])
    return "support", _sure(1 + points["support"] - max(points["new_work"], points["none"]))


def count(mail: Mail, text: str, rules: ReadingRules) -> dict[Kind, float]:
    """Points for each class; each rule counts once."""
    sender = mail.sender
    places = {
        "sender": f"{sender.name or ''} <{sender.address or ''}>" if sender else "",
        "subject": mail.subject or "",
        "text": text[:_MAX_TEXT],
    }
    places = {where: fold(rules.plain(words)) for where, words in places.items()}
    points: defaultdict[Kind, float] = defaultdict(float)
    for cue in rules.kinds:
        if cue.pattern.search(places[cue.where]):
            points[cue.kind] += cue.points
    return points


def _is_complaint(
    judgement: Judgement, points: Mapping[Kind, float], heard: Mapping[str, float]
) -> bool:
    if judgement.level >= _ANGRY or points["complaint"] >= _SURE:
        return True
    if heard:
        return judgement.level > 0 and heard["complaint"] > _REPROACH
    return judgement.level >= _FRUSTRATED + (judgement.cause != "mistreated")


def _sure(points: float) -> float:
    return round(1 / (1 + math.exp(-0.9 * points)), 3)
