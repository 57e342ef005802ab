"""What the named groups of one matched time rule mean: groups -> one `Part`.

Resolvers know no language: the words behind the groups are looked up in the tables of the rule
book, what they mean without a clock stands in ``rules/rhythm.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, time, timedelta
from zoneinfo import ZoneInfo

from helper.contracts import Grain
from helper.remembering.dates.moments import LAST_MINUTE, NOON, Anchor, Part, Scene
from helper.remembering.dates.periods import Groups, in_years, period
from helper.remembering.dates.reckoning import (
    Length,
    add_months,
    days_from,
    feast,
    length_of,
    look,
    number,
    shift,
    week_of,
)
from helper.rulebook.remembering import Resolver, Unit
from helper.workdays import add_working_time, at, working_days_after

_HALF = 0.5
_HALVES: dict[Unit, tuple[float, Unit]] = {"year": (6, "month"), "month": (15, "day")}
_SMALLER: dict[str, Unit] = {"months": "month", "weeks": "week", "days": "day"}
"""What may follow a larger unit, the larger first."""
_MONTHS_AHEAD = 96
_SIXTY = 60
_MIDNIGHT = 24


def resolve_part(resolver: Resolver, groups: Groups, scene: Scene) -> Part | None:
    """What the named groups of one matched rule mean; ``None`` when they are no time at all."""
    try:
        part = _RESOLVERS[resolver](groups, scene)
        return replace(part, counted=True) if resolver == "length" else part
    except (ValueError, OverflowError):
        return None


def _near_day(groups: Groups, scene: Scene) -> Part:
    day = scene.today + timedelta(days=look(scene.rules.words.near_days, groups["near"]))
    return Part("day", days=(day,), rank=3)


def _weekday(groups: Groups, scene: Scene) -> Part:
    weekday = look(scene.rules.words.weekdays, groups["weekday"])
    which = groups.get("which")
    first = scene.today + timedelta(days=(weekday - scene.today.weekday()) % 7)
    if which is None:
        now = first == scene.today  # on a Monday, "on Monday" may be today or in a week
        if now and "ahead" in groups:
            first, now = first + timedelta(days=7), False
        return Part("day", days=days_from(first, 8, 7), rank=1, weekday=weekday, inferred=now)
    weeks = look(scene.rules.words.which, which)
    day = week_of(scene.today, weeks) + timedelta(days=weekday)
    ahead = weeks == 1 and first < day
    days = (day, day + timedelta(days=7)) if weeks == 0 else (day,)
    return Part("day", days=days, rank=1, weekday=weekday, inferred=ahead)


def _date(groups: Groups, scene: Scene) -> Part:
    words = scene.rules.words
    day = int(number(groups["day"], words.numbers))
    month_word = groups["month"]
    month = int(month_word) if month_word.isdecimal() else look(words.months, month_word)
    return Part("day", days=in_years(month, day, groups.get("year"), scene), rank=5)


def _numeric_date(groups: Groups, scene: Scene) -> Part:
    """Two bare numbers: read by the habit where the writer lives, unless only one is a date."""
    first, second = int(groups["a"]), int(groups["b"])
    orders = [(first, second), (second, first)]
    if not scene.rules.month_first.search(scene.zone.key):
        orders.reverse()
    readings = [_in_years_or_none(month, day, groups.get("year"), scene) for month, day in orders]
    possible = [days for days in readings if days]
    if not possible:
        raise ValueError
    both = len(possible) > 1 and first != second
    days = (*possible[0], *possible[1]) if both else possible[0]
    return Part("day", days=days, rank=4, inferred=both)


def _month_day(groups: Groups, scene: Scene) -> Part:
    day = int(number(groups["day"], scene.rules.words.numbers))
    start = scene.today.replace(day=1)
    which = groups.get("which")
    if which is not None:
        start = add_months(start, look(scene.rules.words.which, which))
        return Part("day", days=(start.replace(day=day),), rank=3)
    months = (add_months(start, ahead) for ahead in range(_MONTHS_AHEAD))
    days = tuple(month.replace(day=day) for month in months if day <= length_of(month))
    if not days:
        raise ValueError
    return Part("day", days=days, rank=3)


def _named_day(groups: Groups, scene: Scene) -> Part:
    said = look(scene.rules.words.named_days, groups["name"])
    year = groups.get("year")
    if fixed := re.fullmatch(r"(\d\d)-(\d\d)", said):
        return Part("day", days=in_years(int(fixed[1]), int(fixed[2]), year, scene), rank=5)
    years = [int(year)] if year else range(scene.today.year, scene.today.year + 3)
    return Part("day", days=tuple(feast(said, one) for one in years), rank=5)


def _clock(groups: Groups, scene: Scene) -> Part:
    words = scene.rules.words
    if "same" in groups:
        return _same_clock(groups, scene)
    hour = int(number(groups["hour"], words.numbers))
    minute = _minutes(groups.get("minute", "0"), words.numbers)
    if "to" in groups:
        hour, minute = hour - 1, _SIXTY - minute
    half = look(words.halves, groups["half"]) if "half" in groups else None
    if half == "pm" and hour < NOON:
        hour += NOON
    if half == "am" and hour == NOON:
        hour = 0
    said = groups["hour"]
    fixed = half is not None or not 0 < hour <= NOON or (said[0] == "0" and len(said) > 1)
    grain: Grain = "minute" if minute else "hour"
    if (hour, minute) == (_MIDNIGHT, 0):
        return Part("clock", grain, clock=LAST_MINUTE)
    return Part("clock", grain, clock=time(hour, minute), fixed=fixed)


def _same_clock(groups: Groups, scene: Scene) -> Part:
    """This time tomorrow; this time next week names the same day of that week as well."""
    clock = scene.now.time().replace(second=0, microsecond=0)
    weeks = look(scene.rules.words.which, groups["which"]) if "which" in groups else 0
    days = (scene.today + timedelta(weeks=weeks),) if weeks else ()
    return Part("clock", "minute", days=days, rank=3, clock=clock)


def _zone(groups: Groups, scene: Scene) -> Part:
    """Where a clock is read: London time, UTC+8; where "your time" is can only be guessed."""
    if "zone" in groups:
        return Part("zone", zone=ZoneInfo(look(scene.rules.words.zones, groups["zone"])))
    if "offset" in groups:
        ahead = int(groups["offset"])
        return Part("zone", zone=ZoneInfo(f"Etc/GMT{-ahead:+d}"))  # POSIX counts to the west
    return Part("zone", inferred="own" not in groups)


def _minutes(said: str, words: Mapping[str, float]) -> int:
    """Minutes past the hour; half past is a share of it."""
    minutes = number(said, words)
    return round(minutes * _SIXTY) if 0 < minutes < 1 else int(minutes)


def _day_part(groups: Groups, scene: Scene) -> Part:
    conventions = scene.rhythm.conventions
    ladder = {
        "morning": (conventions.morning, conventions.noon),
        "noon": (conventions.noon,),
        "afternoon": (conventions.afternoon, conventions.end_of_day),
        "evening": (conventions.evening, LAST_MINUTE),
        "midnight": (LAST_MINUTE,),
    }[look(scene.rules.words.day_parts, groups["part"])]
    exact = len(ladder) == 1
    if "close" in groups:
        ladder = ladder[1:] or ladder
    if anchor := _anchor(groups):
        return Part("part", "hour", clock=ladder[0], length=Length(-1, "day"), anchor=anchor)
    days: tuple[date, ...] = ()
    if "near" in groups:
        ahead = look(scene.rules.words.near_days, groups["near"])
        days = (scene.today + timedelta(days=ahead),)
    later = ladder[1:] if days == (scene.today,) else ()
    return Part(
        "part",
        "hour",
        days=days,
        rank=3,
        clock=ladder[0],
        fixed=exact,
        fallbacks=later,
    )


def _day_end(_groups: Groups, scene: Scene) -> Part:
    return Part("part", "day", clock=scene.rhythm.conventions.end_of_day, fallbacks=(LAST_MINUTE,))


def _length(groups: Groups, scene: Scene) -> Part:
    if "then" in groups:  # no sooner and no later than what was named before
        return Part("lead", length=Length(0, "minute"), anchor="before")
    words = scene.rules.words
    unit: Unit = look(words.units, groups["unit"]) if "unit" in groups else "day"
    if "of" in groups:
        return _elapsing(15 * number(groups.get("n", "1"), words.numbers), "minute", scene)
    if "more" in groups or "hours" in groups:
        return _in_two_units(groups, unit, scene)
    if any(name in groups for name in _SMALLER):
        return _in_several_units(groups, unit, scene)
    count = number(groups.get("n", "1"), words.numbers) + (0.5 if "half" in groups else 0)
    if count == _HALF and unit in _HALVES:
        count, unit = _HALVES[unit]
    if unit in ("minute", "hour"):
        return _in_hours(groups, count, unit, scene)
    return _in_days(groups, Length(max(1, round(count)), unit), scene)


def _in_hours(groups: Groups, count: float, unit: Unit, scene: Scene) -> Part:
    if anchor := _anchor(groups):
        minutes = count * _SIXTY if unit == "hour" else count
        ahead = round(minutes) if "later" in groups else -round(minutes)
        return Part("lead", length=Length(ahead, "minute"), anchor=anchor)
    working, vague = _manner(groups, scene)
    return _elapsing(count, unit, scene, working=working, vague=vague)


def _in_days(groups: Groups, length: Length, scene: Scene) -> Part:
    unit = length.unit
    grain: Grain = "day" if unit == "day" else "week" if unit in ("week", "fortnight") else "month"
    # A word that may be said of today, too, means today where no other day is named.
    days = (scene.today,) if "near" in groups else ()
    if "same" in groups:  # that day
        return Part("day", grain, days, rank=-1, length=replace(length, count=0), anchor="before")
    if anchor := _anchor(groups):
        ahead = length if "later" in groups else replace(length, count=-length.count)
        return Part("day", grain, days, rank=-1, length=ahead, anchor=anchor)
    if "after" in groups:
        return Part("day", grain, length=length)
    working, vague = _manner(groups, scene)
    if working and unit == "day":
        day = working_days_after(scene.rhythm, scene.today, length.count)
        return Part("day", grain, days=(day,), rank=3, inferred=vague)
    return Part("day", grain, days=(scene.today,), rank=3, length=length, inferred=vague)


def _manner(groups: Groups, scene: Scene) -> tuple[bool, bool]:
    """Whether a length counts working time only, and whether its number is none: a few."""
    words = scene.rules.words
    working = bool(words.working.search(groups.get("working", "")))
    return working, bool(words.vague.search(groups.get("n", "")))


def _anchor(groups: Groups) -> Anchor | None:
    """Where the time stands that this is counted from, if it is."""
    if "before" in groups:
        return "behind"
    return "before" if {"earlier", "later"}.intersection(groups) else None


def _in_two_units(groups: Groups, unit: Unit, scene: Scene) -> Part:
    """An hour and twenty ``more`` minutes; or two days, to the same clock, and three ``hours``."""
    words = scene.rules.words.numbers
    said = (groups.get(name, "0") for name in ("n", "hours", "more"))
    count, hours, minutes = (number(one, words) for one in said)
    minutes += _SIXTY * hours
    if unit == "hour":
        return _elapsing(_SIXTY * count + minutes, "minute", scene)
    day = shift(scene.today, Length(int(count), unit))
    begin = at(day, scene.now.time(), scene.zone)
    return _elapsing(minutes, "minute", replace(scene, sent=begin.astimezone(UTC)))


def _in_several_units(groups: Groups, unit: Unit, scene: Scene) -> Part:
    """Two months, one ``weeks`` and three ``days``: each counted from where the last one ends."""
    words = scene.rules.words.numbers
    day = shift(scene.today, Length(int(number(groups["n"], words)), unit))
    for name, smaller in _SMALLER.items():
        day = shift(day, Length(int(number(groups.get(name, "0"), words)), smaller))
    return Part("day", days=(day,), rank=3)


def _elapsing(
    count: float, unit: Unit, scene: Scene, *, working: bool = False, vague: bool = False
) -> Part:
    stretch = timedelta(minutes=count) if unit == "minute" else timedelta(hours=count)
    moment = (scene.sent.astimezone(UTC) + stretch).astimezone(scene.zone)
    if working:
        moment = add_working_time(scene.rhythm, scene.sent, stretch, scene.zone)
    grain: Grain = "minute" if unit == "minute" or stretch.seconds % 3600 else "hour"
    return Part("moment", grain, moment=moment, inferred=vague)


def _in_years_or_none(
    month: int, day: int, year: str | None, scene: Scene
) -> tuple[date, ...] | None:
    try:
        return in_years(month, day, year, scene)
    except ValueError:
        return None


_RESOLVERS: dict[Resolver, Callable[[Groups, Scene], Part]] = {
    "near_day": _near_day,
    "weekday": _weekday,
    "date": _date,
    "numeric_date": _numeric_date,
    "month_day": _month_day,
    "named_day": _named_day,
    "clock": _clock,
    "zone": _zone,
    "day_part": _day_part,
    "day_end": _day_end,
    "length": _length,
    "period": period,
}
