"""Small reckoning behind time phrases: number words, weeks, months.

Nothing here knows a language or a rule; tables of words come in as arguments.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from helper.rulebook.remembering import Unit

Value = TypeVar("Value")

_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12}
_DAYS: dict[Unit, int] = {"week": 7, "fortnight": 14}


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
    found = re.findall("|".join(map(re.escape, longest_first)), text.casefold())
    if not found:
        raise ValueError(text)
    total = 0.0
    for word in found:
        value = words[word]
        total = total * value if value in (10, 100) and 0 < total < value else total + value
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
