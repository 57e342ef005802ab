"""Arithmetic on the working calendar: which moments count as work, and what comes after them.

Pure functions over `RhythmRules`. Replying uses them to find times the user can keep,
remembering to know what "in three business days" means, resting to know when to be silent.
All reckoning is done on the wall clock of a zone, so a day has 23 or 25 hours when it has.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from zoneinfo import ZoneInfo

from helper.rulebook.rhythm import WEEKDAYS, DaySpan, RhythmRules

MAX_DAYS = 3660


def is_working_day(rhythm: RhythmRules, day: date) -> bool:
    """Whether ``day`` is a working weekday, no public holiday and no day off."""
    return (
        WEEKDAYS[day.weekday()] in rhythm.working_days
        and day not in rhythm.days_off
        and not is_holiday(rhythm.country, day)
    )


def is_holiday(country: str | None, day: date) -> bool:
    """Whether ``day`` is a public holiday in ``country`` (ISO code); unknown codes have none."""
    return country is not None and day in _holidays(country, day.year)


@lru_cache(maxsize=64)
def _holidays(country: str, year: int) -> frozenset[date]:
    try:
        return frozenset(named_holidays(country, year))
    except NotImplementedError:
        return frozenset()


def named_holidays(country: str, year: int, language: str | None = None) -> dict[date, str]:
    """The public holidays of a country (ISO code) by their day.

    Raises:
        NotImplementedError: the country is unknown.
    """
    return dict(_package().country_holidays(country, years=year, language=language))


def countries() -> tuple[str, ...]:
    """The countries whose holidays are known, by their ISO codes in order."""
    return tuple(sorted(_package().list_supported_countries(include_aliases=False)))


def _package() -> ModuleType:
    # It takes long to import, and most users name no country.
    return import_module("holidays")


def at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment ``clock`` shows on ``day``; a time that a clock change skips moves forward."""
    moment = datetime.combine(day, clock, tzinfo=zone)
    return moment.astimezone(UTC).astimezone(zone)


def working_days_after(rhythm: RhythmRules, day: date, count: int) -> date:
    """The ``count``-th working day after ``day``."""
    for _ in range(MAX_DAYS):
        if count <= 0:
            return day
        day += timedelta(days=1)
        count -= is_working_day(rhythm, day)
    return day


def spans(
    rhythm: RhythmRules, start: datetime, zone: ZoneInfo, parts: tuple[DaySpan, ...]
) -> Iterator[tuple[datetime, datetime]]:
    """The given parts of each working day from ``start`` on, cut at ``start``, in order.

    In UTC, so that what lies between two moments is counted as it passes.
    """
    day = start.astimezone(zone).date()
    start = start.astimezone(UTC)
    for _ in range(MAX_DAYS):
        if is_working_day(rhythm, day):
            for part in parts:
                end = at(day, part.end, zone).astimezone(UTC)
                if end > start:
                    yield max(start, at(day, part.start, zone).astimezone(UTC)), end
        day += timedelta(days=1)


def open_hours(rhythm: RhythmRules) -> tuple[DaySpan, ...]:
    """The working hours as far as they are not quiet; all of them where they all are."""
    return _unquiet(rhythm, (rhythm.working_hours,)) or (rhythm.working_hours,)


def open_blocks(rhythm: RhythmRules) -> tuple[DaySpan, ...]:
    """The support blocks as far as they are not quiet; where they all are, the `open_hours`."""
    return _unquiet(rhythm, rhythm.blocks) or open_hours(rhythm)


def _unquiet(rhythm: RhythmRules, parts: tuple[DaySpan, ...]) -> tuple[DaySpan, ...]:
    quiet = rhythm.quiet_hours
    awake = [(quiet.end, quiet.start)]
    if quiet.start <= quiet.end:
        awake = [(time.min, quiet.start), (quiet.end, time.max)]
    if quiet.start == quiet.end:
        return parts
    return tuple(
        DaySpan(start=max(part.start, start), end=min(part.end, end))
        for part in parts
        for start, end in awake
        if max(part.start, start) < min(part.end, end)
    )


def covers(span: DaySpan, clock: time) -> bool:
    """Whether a stretch that may pass midnight covers ``clock``; equal ends cover nothing."""
    if span.start <= span.end:
        return span.start <= clock < span.end
    return clock >= span.start or clock < span.end


def add_working_time(
    rhythm: RhythmRules, start: datetime, work: timedelta, zone: ZoneInfo
) -> datetime:
    """The moment at which ``work`` has passed inside working hours, counted from ``start``."""
    for begin, end in spans(rhythm, start, zone, (rhythm.working_hours,)):
        if begin + work <= end:
            return (begin + work).astimezone(zone)
        work -= end - begin
    return start


def working_time_between(
    rhythm: RhythmRules, start: datetime, end: datetime, zone: ZoneInfo
) -> timedelta:
    """How much working time lies between two moments."""
    total = timedelta()
    for begin, finish in spans(rhythm, start, zone, (rhythm.working_hours,)):
        if begin >= end:
            return total
        total += min(finish, end) - begin
    return total


def next_in_block(rhythm: RhythmRules, moment: datetime, zone: ZoneInfo) -> datetime:
    """``moment`` when it lies in an open block, else the start of the next one (B51)."""
    return next(spans(rhythm, moment, zone, open_blocks(rhythm)))[0].astimezone(zone)
