"""What kind of mail it is (000:71), and why a customer writes as they do (000:65).

A "perceived complaint" is rarely one (000:73): it is a frustrated person asking for support. So
a complaint is not a topic of its own here; it is what a customer's mail becomes when its writer
holds something against us (CONTRIBUTING.md, "What the labels mean").

Kind and cause are told together, for they go together: what was done to a writer makes a
complaint, what fails a cry for help. Their signs are what the voices hear, what the rules find,
and how frustrated the mail is. What each is worth was learned (`helper.reading.train.classes`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from helper.contracts import ANGRY, FRUSTRATED, Cause, Kind, Mail
from helper.ears.weighing import Scales, Signs, chances, scales_of
from helper.reading.frustration import Judgement, logit
from helper.reading.voices import LABELS, UNEASY
from helper.rulebook.folding import fold
from helper.rulebook.reading import ReadingRules

TABLE = "classes"
"""The folder of what was learned."""

_LOUDEST = 2.5
"""A voice is believed up to this logit: it may be wrong."""

_CLEAR = 4.0
"""Points of rules beyond which more of the same says nothing new."""

_PLAIN = 2.0
"""Points of rules from which a mail calls itself what it is."""

_SURE = 0.7
"""The chance below which nobody is a machine: a lost customer is worse than one more pitch."""

_NAMED = 1.0
"""Machines do not feel: only rules with more points make a frustrated mail a machine's. And who
does feel has a cause."""

CALLED = re.compile(r"@(?<![\w.]@)[^\W\d]")
"""Somebody called out by name in a post, such as "@CloudBand"; no address of a mail."""

_EDGE = 1e-3
"""Nearer to 0 or 1 no score tells more."""

_MAX_TEXT = 8000

_KINDS: tuple[Kind, ...] = ("support", "new_work", "complaint", "none")
_CAUSES: tuple[Cause, ...] = ("not_knowing", "blocked", "mistreated")
_BY_RULES: Scales = {kind: {f"rules {kind}": 1.0} for kind in _KINDS} | {
    f"{kind}.{cause}": {f"rules {kind}": 1.0, f"rules {cause}": 1.0}
    for kind in _KINDS
    for cause in _CAUSES
}
"""What the rules say alone, in a language nothing was learned of."""


@dataclass(frozen=True, slots=True)
class Class:
    """The likeliest kind, the chance that it is the right one, and the likeliest cause."""

    kind: Kind
    chance: float
    cause: Cause | None = None


NOTHING = Class("none", 1.0)
"""What is said of no words at all."""


def class_of(
    found: Signs, language: str, *, is_called: bool = False, reminds: bool = False
) -> Class:
    """What the signs of a mail say it is; without a table of its language the rules' alone.

    Where somebody ``is_called`` by name, a person wants to be read: no ear takes that for a
    machine against the rules. Who ``reminds`` us of our word and is angry minds that it was not
    kept, also where all that is asked is where it stays.
    """
    feels = any(f"level {level}" in found for level in (FRUSTRATED, ANGRY))
    told = chances(found, scales_of(TABLE, language) or _BY_RULES)
    if reminds and f"level {ANGRY}" in found:
        told = _only(told, "mistreated")
    kinds: defaultdict[Kind, float] = defaultdict(float)
    causes: defaultdict[Cause | None, float] = defaultdict(float)
    for name, chance in told.items():
        kind, cause = parted(name)
        kinds[kind] += chance
        causes[cause] += chance
    if feels:
        causes[None] = 0.0
        if "plainly complaint" in found:  # It calls itself one.
            kinds["complaint"] = 1.0
    is_human = (feels or is_called) and found.get("rules none", 0.0) <= _NAMED
    if kinds["none"] < _SURE or is_human:
        kinds["none"] = 0.0
    kind, cause = max(kinds, key=kinds.__getitem__), max(causes, key=causes.__getitem__)
    return Class(kind, round(kinds[kind], 3), None if kind == "none" else cause)


def _only(told: Mapping[str, float], cause: Cause) -> dict[str, float]:
    """The chances of the classes of one cause, if it is known that it is this one."""
    left = {name: chance for name, chance in told.items() if parted(name)[1] == cause}
    whole = sum(left.values())
    return {name: chance / whole for name, chance in left.items()}


def parted(name: str) -> tuple[Kind, Cause | None]:
    """The kind and the cause a class is named after."""
    kind, _, cause = name.partition(".")
    return cast(Kind, kind), cast(Cause, cause) if cause else None


def signs(
    mail: Mail, text: str, judgement: Judgement, rules: ReadingRules, heard: Mapping[str, float]
) -> dict[str, float]:
    """All that tells of kind and cause. ``text`` has footers, but no quotes."""
    told = {"any": 1.0, f"level {min(judgement.level, ANGRY)}": 1.0}
    told["score"] = logit(judgement.score, _EDGE) / 2
    if judgement.cause:
        told[f"rules {judgement.cause}"] = 1.0
    for kind, points in count(mail, text, rules).items():
        told[f"rules {kind}"] = min(points, _CLEAR)
        if points >= _PLAIN:
            told[f"plainly {kind}"] = 1.0
    for voice in (*LABELS, UNEASY) if heard else ():
        told[voice] = min(max(heard[voice], -_LOUDEST), _LOUDEST)
    return told


def count(mail: Mail, text: str, rules: ReadingRules) -> Mapping[Kind, float]:
    """Points of the rules for each kind; each rule counts once."""
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
