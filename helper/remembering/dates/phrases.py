"""Which words of a text name one time together: "Friday" and "at 3", "Monday" to "Wednesday".

Rules of one language cut the text into parts; those that stand side by side, with no more than a
word between them that joins, are one phrase.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from helper.remembering.dates.beside import LOOK_BACK
from helper.remembering.dates.moments import Part, Scene
from helper.remembering.dates.periods import Groups
from helper.remembering.dates.resolvers import resolve_part
from helper.rulebook.remembering import RememberingRules, Resolver

_BLOT = "\ufffc"


_Said: TypeAlias = tuple[int, int, Resolver, Groups]
"""Where words stand that may name a part of a time, and what reads their groups."""


@dataclass(frozen=True, slots=True)
class Found:
    """A part and where it stands."""

    start: int
    end: int
    part: Part


Phrase: TypeAlias = list[list[Found]]
"""Parts that name one time together; the sides of a choice or a range apart."""


def phrases_in(text: str, scene: Scene) -> list[Phrase]:
    """The times that ``text`` names, in order, each with its parts."""
    return _joined(text, _parts(text, scene), scene.rules)


def _parts(text: str, scene: Scene) -> list[Found]:
    """The parts of times in ``text``; the longest match wins where several overlap."""
    taken = bytearray(len(text))
    parts: list[Found] = []
    for start, end, resolver, groups in _said(text, scene.rules):
        if any(taken[start:end]):
            continue
        part = resolve_part(resolver, groups, scene)
        if part is not None:
            parts.append(Found(start, end, part))
            taken[start:end] = b"\1" * (end - start)
    return sorted(parts, key=lambda found: found.start)


@lru_cache(maxsize=512)
def _said(text: str, rules: RememberingRules) -> Sequence[_Said]:
    """What may be part of a time, the longest first.

    It is the same whenever it is said, and while somebody types most sentences are said again.
    """
    if not any(rule.pattern.search(text) for rule in rules.times):
        return ()  # Most sentences name no time, and need no look at what only looks like one.
    text = _without_lookalikes(text, rules)
    matches = [
        (*match.span(), rule.resolver, _groups(match))
        for rule in rules.times
        for match in rule.pattern.finditer(text)
        if match.start() < match.end()
    ]
    return sorted(matches, key=lambda said: said[0] - said[1])


def _without_lookalikes(text: str, rules: RememberingRules) -> str:
    """The text with phone numbers, versions and past dates blotted out, place for place."""
    for rule in rules.not_times:
        text = rule.pattern.sub(lambda found: _BLOT * len(found[0]), text)
    return text


def _groups(match: re.Match[str]) -> dict[str, str]:
    groups = match.groupdict()
    return {name.rstrip("0123456789"): said for name, said in groups.items() if said is not None}


def _joined(text: str, parts: list[Found], rules: RememberingRules) -> list[Phrase]:
    """Neighbouring parts as phrases; inside a phrase, the sides of "to", "or" and "-"."""
    phrases: list[Phrase] = []
    for before, part in pairwise([None, *parts]):
        if part is None:
            continue
        between = text[before.end : part.start] if before else None
        if before is None or between is None or _is_apart(text, phrases[-1], part, rules):
            phrases.append([[part]])
        elif rules.choice.fullmatch(between):
            phrases[-1].append([part])
        elif rules.joint.fullmatch(between) and not _are_two_days(before.part, part.part):
            phrases[-1][-1].append(part)
        else:
            phrases.append([[part]])
    return phrases


def _is_apart(text: str, one: Phrase, other: Found, rules: RememberingRules) -> bool:
    """Whether words that could join two times name them one by one."""
    return _are_both(text, one, other, rules) or _is_end_of_rounds(text, one, other, rules)


def _are_both(text: str, one: Phrase, other: Found, rules: RememberingRules) -> bool:
    """Whether two days are named one by one, and not as the ends of a stretch.

    Each may have its clock: "Thursday at 3 and Monday at 4".
    """
    if not (other.part.days and any(found.part.days for found in one[-1])):
        return False
    start, end = one[0][0].start, one[-1][-1].end
    if not rules.both.fullmatch(text[end : other.start]):
        return False
    return not rules.between.search(text, max(0, start - LOOK_BACK), start)


def _is_end_of_rounds(text: str, one: Phrase, other: Found, rules: RememberingRules) -> bool:
    """Whether the second of two times ends what comes again at the first."""
    end = one[-1][-1].end
    if not (rules.until and rules.until.search(text, end, other.start)):
        return False
    return any(rule.pattern.search(text[:end]) for rule in rules.rounds)


def _are_two_days(one: Part, other: Part) -> bool:
    """Whether both name a day of the week: "I won't manage Friday, Monday is realistic"."""
    return one.kind == other.kind == "day" and one.rank == other.rank == 1


def later_side(sides: Phrase) -> list[Found]:
    """The parts of the last side, and of earlier sides what the last leaves unsaid."""
    whole: list[Found] = []
    for side in reversed(sides):
        said = {found.part.kind for found in whole}
        whole = [found for found in side if found.part.kind not in said] + whole
    return whole
