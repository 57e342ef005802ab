"""The cues of the rules in a text, and what those that count add up to.

Each rule is looked for once; what a "not" takes back does not count. Words count once, each family
of cues up to its cap, and every further family a little less: people repeat themselves.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from helper.rulebook.folding import fold
from helper.rulebook.reading import Cue, ReadingRules

_LOOK_BACK = 28
"""Characters before a cue in which a "not" still speaks about it."""

_AGAIN = 0.5
"""Each further hit of a family counts this much of what the one before counted."""

_MAX_HITS = 200


class Hit(NamedTuple):
    """One cue found. ``points`` is what it adds, after its family was added up."""

    start: int
    end: int
    cue: Cue
    points: float


def find(text: str, rules: ReadingRules) -> list[Hit]:
    """Every cue in the text that is not taken back by a negation."""
    return search(text, rules)[0]


def search(text: str, rules: ReadingRules) -> tuple[list[Hit], bool]:
    """Cues that count, and whether a "not" took others back."""
    text = rules.plain(text)
    folded = fold(text)
    found: list[Hit] = []
    denied = False
    for cue in rules.cues:
        for place in cue.all_in(text, folded):
            if cue.negatable and _is_negated(folded, place, rules):
                denied = True
            else:
                found.append(Hit(place.start(), place.end(), cue, cue.points))
            if len(found) > _MAX_HITS:
                return found, denied
    return found, denied


def weigh(hits: list[Hit], rules: ReadingRules) -> list[Hit]:
    """The hits that count, with what each adds.

    Words count once, for the strongest cue they stand in. In a family each further hit counts
    half, up to the cap; each further family counts a little less than the one before.
    """
    by_family = _silenced(_apart(hits), rules)
    capped = [list(_capped(kept, rules.families[name].cap)) for name, kept in by_family.items()]
    capped.sort(key=lambda family: -sum(hit.points for hit in family))
    return [hit for place, family in enumerate(capped) for hit in _faded(family, place, rules)]


def _apart(hits: list[Hit]) -> dict[str, list[Hit]]:
    """Hits by family, the strongest first; calming and stirring words do not hide each other."""
    by_family: defaultdict[str, list[Hit]] = defaultdict(list)
    taken: defaultdict[float, list[Hit]] = defaultdict(list)
    for hit in sorted(hits, key=lambda hit: (-abs(hit.cue.points), hit.start)):
        sign = math.copysign(1, hit.cue.points) if hit.cue.points else 0.0
        if all(hit.end <= other.start or other.end <= hit.start for other in taken[sign]):
            taken[sign].append(hit)
            by_family[hit.cue.family].append(hit)
    return by_family


def _silenced(by_family: dict[str, list[Hit]], rules: ReadingRules) -> dict[str, list[Hit]]:
    silent = {name for family in by_family for name in rules.families[family].silences}
    return {family: hits for family, hits in by_family.items() if family not in silent}


def _capped(hits: list[Hit], cap: float) -> Iterator[Hit]:
    left = cap
    for place, hit in enumerate(hits):
        size = min(abs(hit.cue.points) * _AGAIN**place, left)
        left -= size
        yield Hit(hit.start, hit.end, hit.cue, math.copysign(size, hit.cue.points))


def _faded(family: list[Hit], place: int, rules: ReadingRules) -> Iterator[Hit]:
    for hit in family:
        factor = rules.score.fade**place if hit.points > 0 else 1.0
        yield Hit(hit.start, hit.end, hit.cue, hit.points * factor)


def _is_negated(folded: str, place: re.Match[str], rules: ReadingRules) -> bool:
    """Some languages deny before the word, some behind it, some do both."""
    if rules.negation_after and rules.negation_after.match(folded, place.end()):
        return True
    if rules.negation is None:
        return False
    before = folded[max(0, place.start() - _LOOK_BACK) : place.start()]
    return any(found.end() == len(before) for found in rules.negation.finditer(before))
