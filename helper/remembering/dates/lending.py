"""What times of one text take from each other: a clock its day, "an hour before" its visit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, pairwise

from helper.remembering.dates.beside import LOOK_BACK
from helper.remembering.dates.moments import Part
from helper.remembering.dates.phrases import Found, Phrase, later_side
from helper.rulebook.remembering import RememberingRules
from helper.sentences import CLAUSE


def on_their_days(text: str, phrases: Iterable[Phrase], rules: RememberingRules) -> list[Phrase]:
    """The times of a sentence, each on its day; a day that is only lent to a clock is none."""
    whole: list[Phrase] = []
    for phrase in phrases:
        whole.append(_on_the_day(text, whole[-1] if whole else [], phrase, rules))
    return [one for one, other in pairwise([*whole, []]) if not _is_lent(text, one, other)]


def _on_the_day(text: str, before: Phrase, sides: Phrase, rules: RememberingRules) -> Phrase:
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
    goes_on = _is_later(only[0], before) or _is_one_clause(between, rules)
    is_clock = only[0].kind == "clock" and (goes_on or rules.agreed.match(text, day.end))
    if not (is_bare or is_clock) or len(between) > LOOK_BACK:
        return sides
    named = Part("day", days=day.part.days, rank=day.part.rank, inferred=True)
    carried = Found(first.start, first.start, named)
    return [[carried, *sides[0]], *sides[1:]]


def _is_one_clause(between: str, rules: RememberingRules) -> bool:
    """Whether two times with these words between them are of one clause."""
    return not (CLAUSE.search(between) or rules.also.search(between))


def _is_later(part: Part, before: Phrase) -> bool:
    """Whether a clock is later than the one before it, as both are said."""
    hands = [found.part.clock for found in chain(*before) if found.part.kind == "clock"]
    last = hands[-1] if hands else None
    return part.clock is not None and last is not None and part.clock > last


def _is_lent(text: str, sides: Phrase, coming: Phrase) -> bool:
    """Whether a bare day is only that of the clock behind it in the same clause."""
    first = coming[0][0] if coming else None
    if first is None or first.start < first.end or any(f.part.kind != "day" for f in chain(*sides)):
        return False
    return not CLAUSE.search(text, sides[-1][-1].end, first.start)


def anchored(
    text: str, phrases: list[Phrase], last: Phrase, rules: RememberingRules
) -> list[Phrase]:
    """The phrases; one that counts back from another takes in that other's parts.

    "An hour before the visit on Friday at 2" is one time. In "They come at 2, and I'll call an
    hour before" the other stays a time of its own, and may stand in the sentence before.
    """
    whole: list[Phrase] = []
    ahead: Found | None = None
    for phrase in phrases:
        goes_on = ahead and not CLAUSE.search(text, ahead.end, phrase[0][0].start)
        taken = [_counted_back(ahead, phrase[-1])] if ahead and goes_on else phrase
        lead = lead_of(taken)
        ahead = lead if lead and lead.part.anchor == "behind" else None
        if lead is None:
            last = taken
            whole.append(taken)
        elif last and not ahead:
            between = text[whole[-1][-1][-1].end : lead.start] if whole else ""
            if whole and _is_one_clause(between, rules):
                whole.pop()
            there = [replace(found, start=lead.start, end=lead.start) for found in later_side(last)]
            whole.append([_counted_back(lead, [*there, *phrase[0]]), *phrase[1:]])
        elif lead.part.days:
            whole.append(phrase)
    return whole


def lead_of(phrase: Phrase) -> Found | None:
    """What counts back from another time, where that time is not named right beside it."""
    lead = next((found for found in phrase[0] if found.part.anchor), None)
    if lead is None or len(phrase) == len(phrase[0]) == 1:
        return lead
    others = [found.part for found in chain(*phrase) if found is not lead]
    is_alone = lead.part.kind == "lead" or any(part.days for part in others)
    return None if is_alone or lead.part.anchor == "behind" else lead


def _counted_back(lead: Found, there: list[Found]) -> list[Found]:
    """A stretch before a time; by days, it is before the day of that time.

    What is said beside the stretch stays: "that day at three".
    """
    if lead.part.kind != "lead":
        there = [found for found in there if found.part.days or found.start > lead.start]
    others = [found for found in there if found is not lead]
    return sorted([lead, *others], key=lambda found: found.end)
