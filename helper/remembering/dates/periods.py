"""What names a stretch of the calendar means: a week, a month, a quarter, a place in one.

Like the rest of `helper.remembering.dates.resolvers`, no language is known here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import islice

from helper.contracts import Grain
from helper.remembering.dates.moments import Part, Scene
from helper.remembering.dates.reckoning import (
    Length,
    add_months,
    days_from,
    last_of,
    length_of,
    look,
    nth_of,
    number,
    week_of,
)
from helper.rulebook.remembering import Unit
from helper.rulebook.rhythm import WEEKDAYS
from helper.workdays import is_working_day

Groups = Mapping[str, str]

_HUNDRED = 100


def period(groups: Groups, scene: Scene) -> Part:
    """A week, month, quarter or year, however it is named, or a day or place in it."""
    kinds = (kind for group, kind in _KINDS.items() if group in groups)
    return next(kinds, _whole_or_place)(groups, scene)


def _whole_or_place(groups: Groups, scene: Scene) -> Part:
    """This or the next week, month, quarter or year as a whole, or a place in it."""
    words = scene.rules.words
    place = look(words.places, groups["place"]) if "place" in groups else None
    place = "start" if "begin" in groups else place
    if "month" in groups:
        firsts = list(in_years(look(words.months, groups["month"]), 1, None, scene))
        return _in_month(firsts, "month", place, scene)
    ahead = look(words.which, groups["which"]) if "which" in groups else 0
    unit = look(words.units, groups["unit"]) if "unit" in groups else "week"
    if unit == "week" or place == "weekend":
        return _in_week(week_of(scene.today, ahead), place, scene, rolls="which" not in groups)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = scene.today.replace(day=1, month=(scene.today.month - 1) // months * months + 1)
    starts = [add_months(first, (ahead + more) * months) for more in (0, 1)]
    return _in_month(starts, unit, place, scene)


def _quarter(groups: Groups, scene: Scene) -> Part:
    """Q1 as a whole, or a place in it."""
    words = scene.rules.words
    place = look(words.places, groups["place"]) if "place" in groups else None
    month = 3 * int(number(groups["quarter"], words.numbers)) - 2
    firsts = in_years(month, 1, groups.get("year"), scene)
    ahead = [first for first in firsts if last_of(first, "quarter") >= scene.today]
    return _in_month(ahead or list(firsts), "quarter", place, scene)


def _week_in_month(groups: Groups, scene: Scene) -> Part:
    """The first week of December is its first seven days; without a weekday its end of week."""
    words = scene.rules.words
    if "month" in groups:
        firsts = in_years(look(words.months, groups["month"]), 1, None, scene)
    else:
        start = add_months(scene.today.replace(day=1), look(words.which, groups["which"]))
        firsts = (start,)
    begin = timedelta(weeks=int(number(groups["nth"], words.numbers)) - 1)
    weeks = [days_from(first + begin, 7) for first in firsts]
    coming = next((week for week in weeks if week[-1] >= scene.today), weeks[0])
    end = WEEKDAYS.index(scene.rhythm.conventions.end_of_week)
    days = sorted(coming, key=lambda day: day.weekday() != end)
    return Part("period", "week", days=tuple(days), rank=2, period=(coming[0], coming[-1]))


def _nth_day_in_month(groups: Groups, scene: Scene) -> Part:
    """The last Friday of the month, the first working day of next month."""
    words = scene.rules.words
    nth = int(number(groups["nth"], words.numbers))
    wanted = look(words.weekdays, groups["weekday"]) if "weekday" in groups else None
    if "month" in groups:
        firsts = list(in_years(look(words.months, groups["month"]), 1, None, scene))
    else:
        first = add_months(scene.today.replace(day=1), look(words.which, groups["which"]))
        firsts = [first, add_months(first, 1)]

    def fits(day: date) -> bool:
        return is_working_day(scene.rhythm, day) if wanted is None else day.weekday() == wanted

    months = (days_from(first, length_of(first)) for first in firsts)
    return Part("day", days=tuple(nth_of(filter(fits, month), nth) for month in months), rank=4)


def _week_holding(_groups: Groups, scene: Scene) -> Part:
    """The week of the day that is named beside it."""
    end = WEEKDAYS.index(scene.rhythm.conventions.end_of_week)
    return Part("period", "week", weekday=end, length=Length(0, "week"))


def _numbered_week(groups: Groups, scene: Scene) -> Part:
    """Week 50 (ISO 8601): this year's, or the next."""
    week = int(groups["number"])
    end = 1 + WEEKDAYS.index(scene.rhythm.conventions.end_of_week)
    years = (scene.today.year, scene.today.year + 1)
    days = tuple(date.fromisocalendar(year, week, end) for year in years)
    return Part("period", "week", days=days, rank=2)


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
    if place in ("mid", "end", "weekend") and rolls:
        days: tuple[date, ...] = (day, day + timedelta(days=7))
    else:
        end = monday + timedelta(days=WEEKDAYS.index(conventions.end_of_week))
        days = (day, *([end] if end > day else []), monday + timedelta(days=6))
    first = monday + timedelta(days=5) if place == "weekend" else monday
    period = (first, monday + timedelta(days=6)) if place in (None, "weekend") else None
    grain: Grain = "day" if place == "end" else "week"
    return Part("period", grain, days=days, period=period, inferred=place in ("early", "late"))


def _in_month(starts: list[date], unit: Unit, place: str | None, scene: Scene) -> Part:
    lasts = [last_of(start, unit) for start in starts]
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


def in_years(month: int, day: int, year: str | None, scene: Scene) -> tuple[date, ...]:
    """The date in the year said, or in this and the next years that have such a day."""
    if year is not None:
        said = int(number(year, scene.rules.words.numbers))
        return (date(said + 2000 if said < _HUNDRED else said, month, day),)
    years = range(scene.today.year, scene.today.year + 9)
    dates = (date(one, month, day) for one in years if day <= length_of(date(one, month, 1)))
    days = tuple(islice(dates, 3))
    if not days:
        raise ValueError
    return days


_KINDS: dict[str, Callable[[Groups, Scene], Part]] = {
    "holding": _week_holding,
    "number": _numbered_week,
    "weekday": _nth_day_in_month,
    "working": _nth_day_in_month,
    "nth": _week_in_month,
    "quarter": _quarter,
}
"""The group that tells how a period is named."""
