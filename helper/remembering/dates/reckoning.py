"""Small reckoning behind time phrases: number words, weeks, months.

Nothing here knows a language or a rule; tables of words come in as arguments.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from dateutil.easter import easter

from helper.contracts import Every
from helper.rulebook.remembering import Unit
from helper.rulebook.rhythm import WEEKDAYS, RhythmRules, Weekday
from helper.workdays import at, named_holidays, working_days_after

Value = TypeVar("Value")

_TIMES = (10, 100, 1000)
"""Number words that multiply what stands before them: two thousand, 三十."""
_WHOLE = "(?<![a-z])(?:{})(?![a-z])"
"""The a of "and" is no number; Chinese and Japanese write words without a space between."""
_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12}
_DAYS: dict[Unit, int] = {"week": 7, "fortnight": 14}
_ROUNDS: dict[Every, Unit] = {
    "P1W": "week",
    "P2W": "fortnight",
    "P1M": "month",
    "P3M": "quarter",
    "P1Y": "year",
}


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time in one unit, to be counted from an anchor day; backward below zero."""

    count: int
    unit: Unit


def look(table: Mapping[str, Value], word: str) -> Value:
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
    found = re.findall(_WHOLE.format("|".join(map(re.escape, longest_first))), text.casefold())
    if not found:
        raise ValueError(text)
    total = 0.0
    for word in found:
        value = words[word]
        total = total * value if value in _TIMES and 0 < total < value else total + value
    return total


def days_from(first: date, count: int, step: int = 1) -> tuple[date, ...]:
    """``count`` days from ``first`` on, ``step`` days apart."""
    return tuple(first + timedelta(days=step * index) for index in range(count))


def week_of(day: date, ahead: int) -> date:
    """The Monday of the week that is ``ahead`` weeks after the one of ``day``."""
    return day - timedelta(days=day.weekday()) + timedelta(weeks=ahead)


def length_of(month: date) -> int:
    """How many days the month of ``month`` has."""
    return calendar.monthrange(month.year, month.month)[1]


def add_months(day: date, count: int) -> date:
    """The same day ``count`` months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + count, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, length_of(first)))


def feast(said: str, year: int) -> date:
    """A day that moves: ``easter+1`` is Easter Monday, ``11-thu-4`` the fourth Thursday.

    ``CN zh_CN 春节`` is the first day that China's holidays in Chinese call so: feasts of the
    moon follow no rule that fits here.

    Raises:
        ValueError: it is said in another way, or the year has no such day.
    """
    if " " in said:
        country, language, name = said.split(" ", 2)
        known = named_holidays(country, year, language)
        return min(day for day, one in known.items() if name in one and day.year == year)
    if said.startswith("easter"):
        sunday: date = easter(year)
        return sunday + timedelta(days=int(said.removeprefix("easter")))
    month, weekday, number = said.split("-")
    first = date(year, int(month), 1)
    ahead = (WEEKDAYS.index(cast("Weekday", weekday)) - first.weekday()) % 7
    return first + timedelta(days=ahead, weeks=int(number) - 1)


def nth_of(days: Iterable[date], nth: int) -> date:
    """The first, second, ... of some days; the last for -1.

    Raises:
        ValueError: there are not so many.
    """
    found = list(days)
    if nth > len(found) or not found:
        raise ValueError
    return found[nth - 1 if nth > 0 else nth]


def last_of(start: date, unit: Unit) -> date:
    """The last day of the month, quarter or year that begins on ``start``."""
    following = add_months(start, _MONTHS[unit])
    return following - timedelta(days=1)


def shift(day: date, length: Length) -> date:
    """The day a length after ``day``."""
    months = _MONTHS.get(length.unit)
    if months:
        return add_months(day, length.count * months)
    return day + timedelta(days=length.count * _DAYS.get(length.unit, 1))


def rounds(first: date, every: Every, rhythm: RhythmRules) -> Iterator[date]:
    """The days after ``first`` on which a promise comes again; of days only working ones."""
    day = first
    for number in count(1):
        if every == "P1D":
            day = working_days_after(rhythm, day, 1)
        else:
            day = shift(first, Length(number, _ROUNDS[every]))
        yield day


def half_round(every: Every) -> timedelta:
    """Half the time between two rounds; a mail sent within it before the due time is for it."""
    first = date(2001, 1, 1)
    once = timedelta(days=1) if every == "P1D" else shift(first, Length(1, _ROUNDS[every])) - first
    return once / 2


def next_round(
    due: datetime, zone: ZoneInfo, every: Every, after: datetime, rhythm: RhythmRules
) -> datetime:
    """When it falls due again once ``after`` has passed, on the same clock of ``zone``."""
    local = due.astimezone(zone)
    moments = (at(day, local.time(), zone) for day in rounds(local.date(), every, rhythm))
    return next(moment for moment in moments if moment > after)
