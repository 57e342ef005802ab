"""A few of the writer's own words, said back as they stand: "My mother has not slept since".

What is quoted is never false and fits nobody else (001:8). Of all clauses the one is taken that
tells most of what went wrong: ears that learned it from whole mails hear it in a clause as well.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from helper.contracts import Reading
from helper.ears.chorus import WEIGHTS, Voice, chorus, totals
from helper.ears.grams import read_grams
from helper.replying.understanding.telling import Clause, clauses, is_free, is_shown, passes
from helper.replying.understanding.turning import calmed, turned
from helper.rulebook.replying import ReplyingRules
from helper.text import words

ASTRAY = "wrong"
"""The ear that hears whether anything went wrong, and what the names of those begin with that
hear what it was."""
FOLDER = WEIGHTS / "echoes"
FIT = "fit"
"""The ear that hears whether a clause may be said back at all, where a language has one."""
EDGE = "^ {} $"
"""A clause as that ear is given it: how it begins and ends tells most."""
_LIKELIEST = 3
_ASKED = ("?", "？")
_MOST_SIGNS = 2
_IDEAL = 9
"""Words of a quote that says enough and no more."""
_FAR = 6
"""Words from there that weigh as much as one word of trouble."""
_FITTING = 3.0
"""What it weighs whether it may be said back."""
_LOOSE = 2.0
"""What is loosely written is quoted only where nothing else says as much."""


def cited(reading: Reading, rules: ReplyingRules) -> str | None:
    """The clause that tells most of the trouble; ``None`` where none tells enough."""
    ears = _ears(reading)
    is_calm = not reading.level and not reading.wrongs
    if rules.citing is None or is_calm or not ears or rules.grief.search(reading.text):
        return None
    found = ((one, quote(one, reading, rules)) for one in clauses(reading, rules))
    weighed = ((_weight(said, one, reading, rules, ears), said) for one, said in found if said)
    telling = sorted((pair for pair in weighed if pair[0] >= rules.citing.least), reverse=True)
    best = next((said for _, said in telling if passes(said, rules, reading.text)), None)
    return turned(best, rules) if best and rules.citing.told else best


def _ears(reading: Reading) -> Mapping[str, Voice]:
    """Those for what is wrong with this mail, if anything is."""
    known = chorus(reading.language)
    if reading.wrongs == () and (reading.level or 0) <= 1:
        return {}
    names = (f"{ASTRAY}.{one}" for one in (reading.wrongs or ())[:_LIKELIEST])
    return {name: known[name] for name in (ASTRAY, *names) if name in known}


def quote(clause: Clause, reading: Reading, rules: ReplyingRules) -> str | None:
    """The clause as it would be quoted, if it is fit for it."""
    citing = rules.citing
    if citing is None:
        return None
    if clause.length < citing.words or reading.text[clause.end : clause.end + 1] in _ASKED:
        return None
    said = citing.lead.sub("", clause.text.replace("\u2019", "'").strip(citing.edges))
    if citing.unfit.search(said) or not is_free(clause, reading, rules):
        return None
    return calmed(said, rules)


def _weight(
    said: str, clause: Clause, reading: Reading, rules: ReplyingRules, ears: Mapping[str, Voice]
) -> float:
    """How much a clause tells of the trouble, be it short or long."""
    heard = totals(ears, read_grams(said, ears[ASTRAY].orders).distinct)
    loud = {name: total * ears[name].scale for name, total in heard.items()}
    most = max((worth for name, worth in loud.items() if name != ASTRAY), default=0.0)
    signs = {found[0].casefold() for found in rules.telling_signs.finditer(said)}
    is_loose = rules.garbled is not None and bool(rules.garbled.search(said))
    return (
        (loud[ASTRAY] + most) / math.sqrt(clause.length)
        + min(len(signs), _MOST_SIGNS)
        + is_shown(clause.start, clause.end, reading)
        - abs(len(words(said)) - _IDEAL) / _FAR
        - _LOOSE * is_loose
        + _FITTING * _fits(said, reading.language)
    )


def _fits(said: str, language: str) -> float:
    """How surely a clause may be said back; 0 where nobody learned to tell."""
    ear = chorus(language, FOLDER).get(FIT)
    return ear.logit(EDGE.format(said)) if ear else 0.0
