"""What a part of a time phrase means, whatever language said it.

A rule's pattern cuts words into named groups, a resolver here turns the groups into a `Part`,
and `combine` puts the parts of one phrase ("Wednesday", "25 November", "11:00") together. All
reckoning is done on the wall clock of the writer's zone; conventions come from
``rules/rhythm.yaml``. A day said without its week, month or year, or a clock without its day,
gives several candidates: the first that lies in the future is meant.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from helper.contracts import Grain
from helper.rulebook.remembering import RememberingRules, Resolver, Unit
from helper.rulebook.rhythm import WEEKDAYS, RhythmRules
from helper.workdays import add_working_time, at, working_days_after

LAST_MINUTE = time(23, 59)
FAR = timedelta(days=270)
"""A date without a year that lies further away was probably meant as a past one."""

_NOON = 12
_FIRST_MORNING_HOUR = 7
"""A bare hour before this is read as afternoon: nobody promises an answer for 3 at night."""
_MONTHS_AHEAD = 96
_SIXTY = 60
_HUNDRED = 100

Kind = Literal["day", "clock", "part", "moment", "period"]
Groups = Mapping[str, str]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when something was said, and by which conventions it is read."""

    sent: datetime
    zone: ZoneInfo
    rules: RememberingRules
    rhythm: RhythmRules

    @property
    def now(self) -> datetime:
        """The moment of sending on the writer's wall clock."""
        return self.sent.astimezone(self.zone)

    @property
    def today(self) -> date:
        """The writer's date."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a time phrase. ``rank`` tells how exactly a day was named."""

    kind: Kind
    grain: Grain = "day"
    days: tuple[date, ...] = ()
    rank: int = 0
    weekday: int | None = None
    clock: time | None = None
    fixed: bool = True
    """False for a clock that may be meant twelve hours later."""
    zone: ZoneInfo | None = None
    moment: datetime | None = None
    period: tuple[date, date] | None = None
    fallbacks: tuple[time, ...] = ()
    """Later clocks of the same day that serve when ``clock`` is over."""
    length: Length | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time in one unit, to be counted from an anchor day; backward below zero."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class When:
    """A phrase put together: the moment, and how exactly it was said."""

    moment: datetime
    grain: Grain
    inferred: bool


def resolve_part(resolver: Resolver, groups: Groups, scene: Scene) -> Part | None:
    """What the named groups of one matched rule mean; ``None`` when they are no time at all."""
    try:
        return _RESOLVERS[resolver](groups, scene)
    except (ValueError, OverflowError):
        return None


def combine(parts: list[Part], scene: Scene, *, before: bool = False) -> When | None:
    """The moment that the parts of one phrase name together, or ``None`` when it is past.

    ``before`` shuts the named day out: before the 1st is the day before it.
    """
    moment = next((part.moment for part in parts if part.moment), None)
    if moment is not None:
        return _elapsed(moment, parts) if moment > scene.sent else None
    clock = _clock_of(parts, scene)
    named = _day_of(parts) or Part("day", days=_days_from(scene.today, 2))
    days = _shut_out(named, parts) if before and clock.kind == "day" else named.days
    return _first_future(replace(named, days=days), clock, scene)


def _elapsed(moment: datetime, parts: list[Part]) -> When:
    return When(moment, parts[0].grain, any(part.inferred for part in parts))


def _first_future(named: Part, clock: Part, scene: Scene) -> When | None:
    grain = named.grain if clock.kind == "day" else clock.grain
    inferred = named.inferred or clock.inferred
    for day in named.days:
        for number, hands in enumerate((clock.clock, *clock.fallbacks)):
            moment = at(day, hands or LAST_MINUTE, clock.zone or scene.zone)
            if moment > scene.sent:
                far = len(named.days) > 1 and moment - scene.sent > FAR
                return When(moment.astimezone(scene.zone), grain, inferred or number > 0 or far)
    return None


def _clock_of(parts: list[Part], scene: Scene) -> Part:
    """The clock of a phrase: said, meant by a part of the day, or the end of the working day."""
    clock = next((part for part in reversed(parts) if part.kind == "clock"), None)
    part = next((part for part in reversed(parts) if part.kind == "part"), None)
    if clock is not None and clock.clock is not None:
        return clock if clock.fixed else _on_which_half(clock, clock.clock, part, scene)
    if part is not None:
        return part
    end = scene.rhythm.conventions.end_of_day
    return Part("day", clock=end, fallbacks=(LAST_MINUTE,))


def _on_which_half(clock: Part, hands: time, part: Part | None, scene: Scene) -> Part:
    """Seven in the evening is 19:00; at three, with nothing else said, is 15:00."""
    later = replace(clock, clock=time((hands.hour + _NOON) % 24, hands.minute), inferred=not part)
    if part is not None and part.clock is not None:
        is_late = part.clock > scene.rhythm.conventions.noon
        return later if is_late and hands.hour < _NOON else clock
    return later if hands.hour < _FIRST_MORNING_HOUR else clock


def _day_of(parts: list[Part]) -> Part | None:
    """The best named day; a weekday or a week said beside it picks among its candidates."""
    named = [part for part in parts if part.days]
    if not named:
        return None
    best = max(named, key=lambda part: part.rank)
    counted = next((part for part in parts if part.length), None)
    if counted is not None and counted.length is not None:
        return _counted(best, counted.length, named)
    for other in named:
        if other is not best:
            best = _narrow(best, other)
    return best


def _counted(anchor: Part, length: Length, named: list[Part]) -> Part:
    """The days a length after (or before) its anchor; a weekday names the day of that week."""
    weekday = next((part.weekday for part in named if part.weekday is not None), None)
    days = tuple(_shift(day, length) for day in anchor.days)
    if weekday is not None and anchor.weekday is None:
        days = tuple(_week_of(day, 0) + timedelta(days=weekday) for day in days)
    return replace(anchor, days=days)


def _narrow(best: Part, other: Part) -> Part:
    days = best.days
    if other.period is not None:
        first, last = other.period
        days = tuple(day for day in days if first <= day <= last)
    if other.weekday is not None:
        days = tuple(day for day in days if day.weekday() == other.weekday)
    if days:
        return replace(best, days=days, inferred=best.inferred and len(days) > 1)
    return replace(best, inferred=True)


def _shut_out(named: Part, parts: list[Part]) -> tuple[date, ...]:
    """The day before each candidate; before a whole week or month is before it begins."""
    period = next((part for part in parts if part.kind == "period"), None)
    if period is None:
        return tuple(day - timedelta(days=1) for day in named.days)
    if period.period is None or named is not period:
        return named.days
    return (period.period[0] - timedelta(days=1),)


# Resolvers: groups of one rule -> one part.


def _near_day(groups: Groups, scene: Scene) -> Part:
    day = scene.today + timedelta(days=_look(scene.rules.words.near_days, groups["near"]))
    return Part("day", days=(day,), rank=3)


def _weekday(groups: Groups, scene: Scene) -> Part:
    weekday = _look(scene.rules.words.weekdays, groups["weekday"])
    which = groups.get("which")
    first = scene.today + timedelta(days=(weekday - scene.today.weekday()) % 7)
    if which is None:
        return Part("day", days=_days_from(first, 8, 7), rank=1, weekday=weekday)
    weeks = _look(scene.rules.words.which, which)
    day = _week_of(scene.today, weeks) + timedelta(days=weekday)
    ahead = weeks == 1 and first < day
    days = (day, day + timedelta(days=7)) if weeks == 0 else (day,)
    return Part("day", days=days, rank=1, weekday=weekday, inferred=ahead)


def _date(groups: Groups, scene: Scene) -> Part:
    words = scene.rules.words
    day = int(number(groups["day"], words.numbers))
    month_word = groups["month"]
    month = int(month_word) if month_word.isdecimal() else _look(words.months, month_word)
    return Part("day", days=_in_years(month, day, groups.get("year"), scene), rank=5)


def _numeric_date(groups: Groups, scene: Scene) -> Part:
    """Two bare numbers: read by the language's habit unless only one reading is a date."""
    first, second = int(groups["a"]), int(groups["b"])
    orders = [(first, second), (second, first)]
    if not scene.rules.month_first:
        orders.reverse()
    readings = [_in_years_or_none(month, day, groups.get("year"), scene) for month, day in orders]
    possible = [days for days in readings if days]
    if not possible:
        raise ValueError
    both = len(possible) > 1 and first != second
    days = possible[0] if len(possible) == 1 else (*possible[0], *possible[1])
    return Part("day", days=days if both else possible[0], rank=4, inferred=both)


def _month_day(groups: Groups, scene: Scene) -> Part:
    day = int(number(groups["day"], scene.rules.words.numbers))
    start = scene.today.replace(day=1)
    which = groups.get("which")
    if which is not None:
        start = _add_months(start, _look(scene.rules.words.which, which))
        return Part("day", days=(start.replace(day=day),), rank=3)
    months = (_add_months(start, ahead) for ahead in range(_MONTHS_AHEAD))
    days = tuple(month.replace(day=day) for month in months if day <= _length_of(month))
    if not days:
        raise ValueError
    return Part("day", days=days, rank=3)


def _named_day(groups: Groups, scene: Scene) -> Part:
    month, _, day = _look(scene.rules.words.named_days, groups["name"]).partition("-")
    return Part("day", days=_in_years(int(month), int(day), groups.get("year"), scene), rank=5)


def _clock(groups: Groups, scene: Scene) -> Part:
    words = scene.rules.words
    hour = int(number(groups["hour"], words.numbers))
    minute = _minutes(groups.get("minute", "0"), words.numbers)
    if "to" in groups:
        hour, minute = hour - 1, _SIXTY - minute
    half = _look(words.halves, groups["half"]) if "half" in groups else None
    if half == "pm" and hour < _NOON:
        hour += _NOON
    if half == "am" and hour == _NOON:
        hour = 0
    zone = ZoneInfo(_look(words.zones, groups["zone"])) if "zone" in groups else None
    said = groups["hour"]
    fixed = half is not None or hour > _NOON or (said[0] == "0" and len(said) > 1)
    grain: Grain = "minute" if minute else "hour"
    return Part("clock", grain, clock=time(hour, minute), fixed=fixed, zone=zone)


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
    }[_look(scene.rules.words.day_parts, groups["part"])]
    days: tuple[date, ...] = ()
    if "near" in groups:
        ahead = _look(scene.rules.words.near_days, groups["near"])
        days = (scene.today + timedelta(days=ahead),)
    later = ladder[1:] if days == (scene.today,) else ()
    return Part("part", "hour", days=days, rank=3, clock=ladder[0], fallbacks=later)


def _day_end(_groups: Groups, scene: Scene) -> Part:
    return Part("part", "day", clock=scene.rhythm.conventions.end_of_day, fallbacks=(LAST_MINUTE,))


def _length(groups: Groups, scene: Scene) -> Part:
    words = scene.rules.words
    unit = _look(words.units, groups["unit"])
    count = number(groups.get("n", "1"), words.numbers) + (0.5 if "half" in groups else 0)
    working = bool(words.working.search(groups.get("working", "")))
    vague = bool(words.vague.search(groups.get("n", "")))
    if unit in ("minute", "hour"):
        return _elapsing(count, unit, scene, working=working, vague=vague)
    length = Length(max(1, round(count)), unit)
    grain: Grain = "day" if unit == "day" else "week" if unit in ("week", "fortnight") else "month"
    if "before" in groups:
        length = replace(length, count=-length.count)
    if "before" in groups or "after" in groups:
        return Part("day", grain, length=length)
    if working and unit == "day":
        day = working_days_after(scene.rhythm, scene.today, length.count)
        return Part("day", grain, days=(day,), rank=3, inferred=vague)
    return Part("day", grain, days=(scene.today,), rank=3, length=length, inferred=vague)


def _elapsing(count: float, unit: Unit, scene: Scene, *, working: bool, vague: bool) -> Part:
    stretch = timedelta(minutes=count) if unit == "minute" else timedelta(hours=count)
    moment = (scene.sent.astimezone(UTC) + stretch).astimezone(scene.zone)
    if working:
        moment = add_working_time(scene.rhythm, scene.sent, stretch, scene.zone)
    grain: Grain = "minute" if unit == "minute" or stretch.seconds % 3600 else "hour"
    return Part("moment", grain, moment=moment, inferred=vague)


def _period(groups: Groups, scene: Scene) -> Part:
    """A week, month, quarter or year as a whole, or a place in it."""
    words = scene.rules.words
    place = _look(words.places, groups["place"]) if "place" in groups else None
    if "month" in groups:
        firsts = list(_in_years(_look(words.months, groups["month"]), 1, None, scene))
        return _in_month(firsts, "month", place, scene)
    ahead = _look(words.which, groups["which"]) if "which" in groups else 0
    unit = _look(words.units, groups["unit"]) if "unit" in groups else "week"
    if unit == "week" or place == "weekend":
        return _in_week(_week_of(scene.today, ahead), place, scene, rolls="which" not in groups)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = scene.today.replace(day=1, month=(scene.today.month - 1) // months * months + 1)
    starts = [_add_months(first, (ahead + more) * months) for more in (0, 1)]
    return _in_month(starts, unit, place, scene)


def _in_week(monday: date, place: str | None, scene: Scene, *, rolls: bool) -> Part:
    conventions = scene.rhythm.conventions
    named = {
        "start": conventions.week_start,
        "early": conventions.early_week,
        "mid": conventions.mid_week,
        "late": conventions.late_week,
        "end": conventions.end_of_week,
        "weekend": conventions.weekend,
    }
    day = monday + timedelta(days=WEEKDAYS.index(named[place or "end"]))
    if place in ("end", "weekend") and rolls:
        days: tuple[date, ...] = (day, day + timedelta(days=7))
    else:
        days = (day, monday + timedelta(days=6))
    first = monday + timedelta(days=5) if place == "weekend" else monday
    period = (first, monday + timedelta(days=6)) if place in (None, "weekend") else None
    grain: Grain = "day" if place == "end" else "week"
    return Part("period", grain, days=days, period=period, inferred=place in ("early", "late"))


def _in_month(starts: list[date], unit: str, place: str | None, scene: Scene) -> Part:
    lasts = [_last_of(start, unit) for start in starts]
    middle = scene.rhythm.conventions.mid_month
    days = {
        "start": starts,
        "early": [start.replace(day=10) for start in starts],
        "mid": [start.replace(day=middle) for start in starts],
        "end": lasts,
    }.get(place or "end", lasts)
    grain: Grain = "month" if place in (None, "early", "late") else "day"
    whole = None if place else (starts[0], lasts[0])
    inferred = place in ("early", "late")
    return Part("period", grain, days=tuple(days), period=whole, inferred=inferred)


_RESOLVERS: dict[Resolver, Callable[[Groups, Scene], Part]] = {
    "near_day": _near_day,
    "weekday": _weekday,
    "date": _date,
    "numeric_date": _numeric_date,
    "month_day": _month_day,
    "named_day": _named_day,
    "clock": _clock,
    "day_part": _day_part,
    "day_end": _day_end,
    "length": _length,
    "period": _period,
}


# Words and numbers.


def _look(table: Mapping[str, Value], word: str) -> Value:
    """The entry of the longest key that ``word`` begins with.

    Raises:
        ValueError: no key fits.
    """
    folded = re.sub(r"\s+", " ", word.casefold()).strip()
    keys = [key for key in table if folded.startswith(key)]
    if not keys:
        raise ValueError(word)
    return table[max(keys, key=len)]


def number(text: str, words: Mapping[str, float]) -> float:
    """The number that digits or number words name: 3, 1.5, twenty four, 二十三.

    Raises:
        ValueError: there is no number.
    """
    digits = re.search(r"\d+(?:\.\d+)?", text)
    if digits:
        return float(digits[0])
    longest_first = sorted(words, key=len, reverse=True)
    found = re.findall("|".join(map(re.escape, longest_first)), text.casefold())
    if not found:
        raise ValueError(text)
    total = 0.0
    for word in found:
        value = words[word]
        total = total * value if value in (10, 100) and 0 < total < value else total + value
    return total


# Calendar.


def _days_from(first: date, count: int, step: int = 1) -> tuple[date, ...]:
    return tuple(first + timedelta(days=step * index) for index in range(count))


def _week_of(day: date, ahead: int) -> date:
    """The Monday of the week that is ``ahead`` weeks after the one of ``day``."""
    return day - timedelta(days=day.weekday()) + timedelta(weeks=ahead)


def _length_of(month: date) -> int:
    return calendar.monthrange(month.year, month.month)[1]


def _add_months(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, _length_of(first)))


def _last_of(start: date, unit: str) -> date:
    following = _add_months(start, {"month": 1, "quarter": 3, "year": 12}[unit])
    return following - timedelta(days=1)


def _shift(day: date, length: Length) -> date:
    months = {"month": 1, "quarter": 3, "year": 12}.get(length.unit)
    if months:
        return _add_months(day, length.count * months)
    return day + timedelta(days=length.count * {"week": 7, "fortnight": 14}.get(length.unit, 1))


def _in_years(month: int, day: int, year: str | None, scene: Scene) -> tuple[date, ...]:
    """The date in the year said, or in this and the next years that have such a day."""
    if year is not None:
        said = int(year)
        return (date(said + 2000 if said < _HUNDRED else said, month, day),)
    years = range(scene.today.year, scene.today.year + 9)
    dates = (date(one, month, day) for one in years if day <= _length_of(date(one, month, 1)))
    days = tuple(islice(dates, 3))
    if not days:
        raise ValueError
    return days


def _in_years_or_none(
    month: int, day: int, year: str | None, scene: Scene
) -> tuple[date, ...] | None:
    try:
        return _in_years(month, day, year, scene)
    except ValueError:
        return None
