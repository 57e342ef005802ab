"""The working calendar: days, hours, holidays, clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helper.workdays import (
    add_working_time,
    at,
    is_holiday,
    is_working_day,
    next_in_block,
    working_days_after,
    working_time_between,
)
from tests.promising import rhythm_rules

BERLIN = ZoneInfo("Europe/Berlin")
RHYTHM = rhythm_rules()


def berlin(clock: str) -> datetime:
    """A moment on the wall clock of Berlin."""
    return datetime.fromisoformat(clock).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 18), True),
        (date(2026, 11, 21), False),
        (date(2026, 12, 25), False),
        (date(2026, 12, 28), False),
        (date(2026, 12, 29), True),
    ],
)
def test_working_days(day: date, *, works: bool) -> None:
    """No weekend, no public holiday of the country, no day off of one's own."""
    rhythm = rhythm_rules(country="DE", days_off=(date(2026, 12, 28),))
    assert is_working_day(rhythm, day) is works


def test_holidays_need_a_country_that_is_known() -> None:
    """Without a country, or with one nobody knows, every weekday works."""
    christmas = date(2026, 12, 25)
    assert not is_holiday(None, christmas)
    assert not is_holiday("ZZ", christmas)
    assert is_holiday("GB", christmas)
    assert not is_holiday("JP", christmas)


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (date(2026, 11, 18), time(9), "2026-11-18T09:00:00+01:00"),
        (date(2026, 3, 29), time(2, 30), "2026-03-29T03:30:00+02:00"),
        (date(2026, 10, 25), time(2, 30), "2026-10-25T02:30:00+02:00"),
    ],
)
def test_a_clock_on_a_day(day: date, clock: time, expected: str) -> None:
    """A time the clock change skips moves forward; of a repeated one, the first is meant."""
    assert at(day, clock, BERLIN).isoformat() == expected


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 11, 18), 0, date(2026, 11, 18)),
        (date(2026, 11, 18), 2, date(2026, 11, 20)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 12, 23), 2, date(2026, 12, 28)),
    ],
)
def test_working_days_after(start: date, count: int, expected: date) -> None:
    """Weekends and holidays are stepped over."""
    assert working_days_after(rhythm_rules(country="DE"), start, count) == expected


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        ("2026-11-18 11:00", 2, "2026-11-18 13:00"),
        ("2026-11-18 17:00", 2, "2026-11-19 10:00"),
        ("2026-11-20 17:00", 2, "2026-11-23 10:00"),
        ("2026-11-21 12:00", 9, "2026-11-23 18:00"),
        ("2026-11-18 07:00", 1, "2026-11-18 10:00"),
    ],
)
def test_working_time_is_added(start: str, hours: int, expected: str) -> None:
    """Nights and weekends pass without counting."""
    end = add_working_time(RHYTHM, berlin(start), timedelta(hours=hours), BERLIN)
    assert end == berlin(expected)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-18 10:00", "2026-11-18 12:00", 2),
        ("2026-11-18 17:00", "2026-11-19 10:00", 2),
        ("2026-11-20 17:00", "2026-11-23 10:00", 2),
        ("2026-11-21 00:00", "2026-11-22 23:00", 0),
        ("2026-11-18 12:00", "2026-11-18 10:00", 0),
    ],
)
def test_working_time_between(start: str, end: str, hours: int) -> None:
    """Only working hours lie between two moments; none when they are the wrong way round."""
    between = working_time_between(RHYTHM, berlin(start), berlin(end), BERLIN)
    assert between == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-18 10:00", "2026-11-18 10:00"),
        ("2026-11-18 11:00", "2026-11-18 13:30"),
        ("2026-11-18 20:00", "2026-11-19 09:30"),
        ("2026-11-20 17:30", "2026-11-23 09:30"),
    ],
)
def test_the_next_moment_in_a_block(moment: str, expected: str) -> None:
    """B51: inside a block it is now, else the start of the next one."""
    assert next_in_block(RHYTHM, berlin(moment), BERLIN) == berlin(expected)


moments = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2035, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
zones = st.sampled_from([BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")])
minutes = st.integers(min_value=1, max_value=5000)


@settings(deadline=None)
@given(moments, minutes, zones)
def test_adding_and_measuring_agree(start: datetime, count: int, zone: ZoneInfo) -> None:
    """What was added is what lies between, over weekends and clock changes."""
    work = timedelta(minutes=count)
    end = add_working_time(RHYTHM, start, work, zone)
    assert working_time_between(RHYTHM, start, end, zone) == work


@settings(deadline=None)
@given(moments, zones)
def test_a_proposed_moment_lies_in_a_block(moment: datetime, zone: ZoneInfo) -> None:
    """B51, whenever it is asked: on a working day, inside one of the blocks, not in the past."""
    proposed = next_in_block(RHYTHM, moment, zone)
    assert proposed >= moment
    assert is_working_day(RHYTHM, proposed.date())
    assert any(block.start <= proposed.time() < block.end for block in RHYTHM.blocks)


def test_a_night_shift_of_a_clock_change_is_an_hour_shorter() -> None:
    """The hour the clock leaves out is nobody's working time, in whatever zone a moment comes."""
    plan = rhythm_rules(working_days=["sun"], working_hours="00:00-08:00", blocks=["04:00-05:00"])
    begin, end = datetime(2026, 3, 29, tzinfo=BERLIN), datetime(2026, 3, 29, 8, tzinfo=BERLIN)
    for start in (begin, begin.astimezone(UTC)):
        assert working_time_between(plan, start, end, BERLIN) == timedelta(hours=7)
        assert add_working_time(plan, start, timedelta(hours=7), BERLIN) == end
