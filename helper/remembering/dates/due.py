"""The moment a time phrase means: "by Friday 3pm", sent on a Wednesday in Berlin.

No date library measured knows business days, "end of week" or "first thing tomorrow", and all
of them read dates into phone numbers and versions, so the grammar is our own: rules of one
language cut the text into parts, neighbouring parts form one phrase, and
`helper.remembering.dates.moments` says which moment they name together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain, pairwise
from typing import TypeAlias
from zoneinfo import ZoneInfo

from helper.contracts import Due
from helper.remembering.dates.moments import Part, Scene, combine
from helper.remembering.dates.periods import Groups
from helper.remembering.dates.resolvers import resolve_part
from helper.rulebook.pattern import Pattern
from helper.rulebook.remembering import RememberingRules, Resolver
from helper.rulebook.rhythm import RhythmRules
from helper.sentences import CLAUSE

NO_DUE = Due(due=None, grain=None, text=None)

_BLOT = "\ufffc"
_LOOK_BACK = 40
"""How many characters before a phrase may say that it is a deadline."""


_Phrase: TypeAlias = "list[list[_Found]]"
"""Parts that name one time together; the sides of a choice or a range apart."""

_Said: TypeAlias = tuple[int, int, Resolver, Groups]
"""Where words stand that may name a part of a time, and what reads their groups."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A part and where it stands."""

    start: int
    end: int
    part: Part


def resolve(
    text: str, sent: datetime, zone: ZoneInfo, rules: RememberingRules, rhythm: RhythmRules
) -> Due:
    """The time that counts in a phrase or sentence: the first deadline, else the first time.

    ``due`` is in ``zone`` and later than ``sent``; it is ``None`` when no future time is named.
    """
    dues = all_in(text, sent, zone, rules, rhythm)
    deadlines = (due for due in dues if is_deadline(text, due, rules))
    return next(deadlines, dues[0] if dues else NO_DUE)


def all_in(
    text: str, sent: datetime, zone: ZoneInfo, rules: RememberingRules, rhythm: RhythmRules
) -> list[Due]:
    """Every future time in ``text``, in order, with its place."""
    # In UTC: moments of one zone compare by their clocks, and in autumn an hour comes twice.
    scene = Scene(sent.astimezone(UTC), zone, rules, rhythm)
    return in_each([text], scene)[0]


def in_each(texts: Iterable[str], scene: Scene) -> list[list[Due]]:
    """The same for sentences that follow each other."""
    found: list[list[Due]] = []
    last: _Phrase = []
    for text in texts:
        dues, last = _in_one(text, last, scene)
        found.append(dues)
    return found


def _in_one(text: str, before: _Phrase, scene: Scene) -> tuple[list[Due], _Phrase]:
    """The times of a sentence, and its last phrase; ``before`` is that of the sentence before."""
    phrases = _phrases(text, _parts(text, scene), scene.rules)
    whole: list[_Phrase] = []
    for phrase in phrases:
        whole.append(_on_the_day(text, whole[-1] if whole else [], phrase, scene.rules))
    whole = [one for one, other in pairwise([*whole, []]) if not _is_lent(text, one, other)]
    dues = [_due(text, phrase, scene) for phrase in _anchored(text, whole, before, scene.rules)]
    last = next((phrase for phrase in reversed(whole) if not _lead(phrase)), [])
    return [due for due in dues if due is not None], last


def is_deadline(text: str, due: Due, rules: RememberingRules) -> bool:
    """Whether the words right before or behind a time make it a deadline."""
    return _is_beside(text, due, rules.deadline, rules.deadline_behind)


def is_taken_back(text: str, due: Due, rules: RememberingRules) -> bool:
    """Whether the words right before or behind a time say that it will not hold."""
    return _is_beside(text, due, rules.taken_back_before, rules.taken_back)


def hangs_on_something(text: str, due: Due, rules: RememberingRules) -> bool:
    """Whether a length of time counts from something to come, whenever that may be."""
    return due.counted and _is_beside(text, due, rules.counted_from, rules.counted_from_behind)


def ends_rounds(text: str, due: Due, rules: RememberingRules) -> bool:
    """Whether the words right before or behind a time say that something ends then."""
    return _is_beside(text, due, rules.until, rules.until_behind)


def _is_beside(text: str, due: Due, before: Pattern | None, behind: Pattern | None) -> bool:
    """Whether one of two patterns stands right before or right behind a time."""
    start = max(0, due.start - _LOOK_BACK)
    return bool(
        (before and before.search(text, start, due.start))
        or (behind and behind.match(text, due.end))
    )


def _parts(text: str, scene: Scene) -> list[_Found]:
    """The parts of times in ``text``; the longest match wins where several overlap."""
    taken = bytearray(len(text))
    parts: list[_Found] = []
    for start, end, resolver, groups in _said(text, scene.rules):
        if any(taken[start:end]):
            continue
        part = resolve_part(resolver, groups, scene)
        if part is not None:
            parts.append(_Found(start, end, part))
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


def _phrases(text: str, parts: list[_Found], rules: RememberingRules) -> list[_Phrase]:
    """Neighbouring parts as phrases; inside a phrase, the sides of "to", "or" and "-"."""
    phrases: list[_Phrase] = []
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


def _is_apart(text: str, one: _Phrase, other: _Found, rules: RememberingRules) -> bool:
    """Whether words that could join two times name them one by one."""
    return _are_both(text, one, other, rules) or _is_end_of_rounds(text, one, other, rules)


def _are_both(text: str, one: _Phrase, other: _Found, rules: RememberingRules) -> bool:
    """Whether two days are named one by one, and not as the ends of a stretch.

    Each may have its clock: "Thursday at 3 and Monday at 4".
    """
    if not (other.part.days and any(found.part.days for found in one[-1])):
        return False
    start, end = one[0][0].start, one[-1][-1].end
    if not rules.both.fullmatch(text[end : other.start]):
        return False
    return not rules.between.search(text, max(0, start - _LOOK_BACK), start)


def _is_end_of_rounds(text: str, one: _Phrase, other: _Found, rules: RememberingRules) -> bool:
    """Whether the second of two times ends what comes again at the first."""
    end = one[-1][-1].end
    if not (rules.until and rules.until.search(text, end, other.start)):
        return False
    return any(rule.pattern.search(text[:end]) for rule in rules.rounds)


def _are_two_days(one: Part, other: Part) -> bool:
    """Whether both name a day of the week: "I won't manage Friday, Monday is realistic"."""
    return one.kind == other.kind == "day" and one.rank == other.rank == 1


def _on_the_day(text: str, before: _Phrase, sides: _Phrase, rules: RememberingRules) -> _Phrase:
    """A bare part of the day is of the day just named: "on Thursday at ten, in the afternoon".

    So is a bare clock in the same clause ("on Thursday our fitter comes at ten"), behind an
    earlier one of that day ("On Thursday I'm out till ten, I'll come at eleven"), or if the day was
    agreed on: "Thursday works, I'll come at ten". All are likely and not said, so they are marked
    as inferred.
    """
    day = next((found for found in chain(*before) if found.part.days), None)
    only = [found.part for found in chain(*sides)]
    if day is None or any(part.days for part in only):
        return sides
    is_bare = any(part.kind == "part" and part.grain == "hour" for part in only)
    first = sides[0][0]
    between = text[day.end : first.start]
    goes_on = _is_later(only[0], before) or not (
        CLAUSE.search(between) or rules.also.search(between)
    )
    is_clock = only[0].kind == "clock" and (goes_on or rules.agreed.match(text, day.end))
    if not (is_bare or is_clock) or len(between) > _LOOK_BACK:
        return sides
    named = Part("day", days=day.part.days, rank=day.part.rank, inferred=True)
    carried = _Found(first.start, first.start, named)
    return [[carried, *sides[0]], *sides[1:]]


def _is_later(part: Part, before: _Phrase) -> bool:
    """Whether a clock is later than the one before it, as both are said."""
    hands = [found.part.clock for found in chain(*before) if found.part.kind == "clock"]
    last = hands[-1] if hands else None
    return part.clock is not None and last is not None and part.clock > last


def _is_lent(text: str, sides: _Phrase, coming: _Phrase) -> bool:
    """Whether a bare day is only that of the clock behind it in the same clause."""
    first = coming[0][0] if coming else None
    if first is None or first.start < first.end or any(f.part.kind != "day" for f in chain(*sides)):
        return False
    return not CLAUSE.search(text, sides[-1][-1].end, first.start)


def _anchored(
    text: str, phrases: list[_Phrase], last: _Phrase, rules: RememberingRules
) -> list[_Phrase]:
    """The phrases; one that counts back from another takes in that other's parts.

    "An hour before the visit on Friday at 2" is one time. In "They come at 2, and I'll call an
    hour before" the other stays a time of its own, and may stand in the sentence before.
    """
    whole: list[_Phrase] = []
    ahead: _Found | None = None
    for phrase in phrases:
        goes_on = ahead and not CLAUSE.search(text, ahead.end, phrase[0][0].start)
        taken = [_counted_back(ahead, phrase[-1])] if ahead and goes_on else phrase
        lead = _lead(taken)
        ahead = lead if lead and lead.part.anchor == "behind" else None
        if lead is None:
            last = taken
            whole.append(taken)
        elif last and not ahead:
            between = text[whole[-1][-1][-1].end : lead.start] if whole else ""
            if whole and not (CLAUSE.search(between) or rules.also.search(between)):
                whole.pop()
            there = [
                replace(found, start=lead.start, end=lead.start) for found in _later_side(last)
            ]
            whole.append([_counted_back(lead, [*there, *phrase[0]]), *phrase[1:]])
        elif lead.part.days:
            whole.append(phrase)
    return whole


def _lead(phrase: _Phrase) -> _Found | None:
    """What counts back from another time, where that time is not named right beside it."""
    lead = next((found for found in phrase[0] if found.part.anchor), None)
    if lead is None or len(phrase) == len(phrase[0]) == 1:
        return lead
    others = [found.part for found in chain(*phrase) if found is not lead]
    is_alone = lead.part.kind == "lead" or any(part.days for part in others)
    return None if is_alone or lead.part.anchor == "behind" else lead


def _counted_back(lead: _Found, there: list[_Found]) -> list[_Found]:
    """A stretch before a time; by days, it is before the day of that time.

    What is said beside the stretch stays: "that day at three".
    """
    if lead.part.kind != "lead":
        there = [found for found in there if found.part.days or found.start > lead.start]
    others = [found for found in there if found is not lead]
    return sorted([lead, *others], key=lambda found: found.end)


def _due(text: str, sides: _Phrase, scene: Scene) -> Due | None:
    start, end = sides[0][0].start, sides[-1][-1].end
    before = _is_shut_out(text, start, scene.rules)
    # From Monday to Wednesday: the Wednesday behind that Monday.
    own = [found.part for found in sides[-1]]
    if len(sides) > 1 and any(part.weekday is not None and part.rank == 1 for part in own):
        begin = combine([found.part for found in sides[0]], scene)
        scene = replace(scene, sent=begin.moment.astimezone(UTC)) if begin else scene
    when = combine([found.part for found in _later_side(sides)], scene, before=before)
    if when is None:
        return None
    return Due(
        due=when.moment,
        grain=when.grain,
        text=text[start:end],
        start=start,
        end=end,
        inferred=when.inferred,
        counted=any(part.counted for part in own),
    )


def _is_shut_out(text: str, start: int, rules: RememberingRules) -> bool:
    """Whether the words before a time mean the time before it: "before Tuesday" is Monday."""
    begin = max(0, start - _LOOK_BACK)
    denied = rules.not_before and rules.not_before.search(text, begin, start)
    return bool(rules.before.search(text, begin, start)) and not denied


def _later_side(sides: _Phrase) -> list[_Found]:
    """The parts of the last side, and of earlier sides what the last leaves unsaid."""
    whole: list[_Found] = []
    for side in reversed(sides):
        said = {found.part.kind for found in whole}
        whole = [found for found in side if found.part.kind not in said] + whole
    return whole
