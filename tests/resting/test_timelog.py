"""Where the time went: every minute once, in its kind, inside the blocks or outside them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helper.contracts import Basis, Kind, Stretch
from helper.resting.timelog import Plan, answering, inside, spent, weeks
from tests.promising import rhythm_rules

BERLIN = ZoneInfo("Europe/Berlin")
RHYTHM = rhythm_rules()
WEDNESDAY = datetime(2026, 11, 18, tzinfo=BERLIN)


def stretch(start: str, minutes: float, kind: Kind | None = "support", day: int = 18) -> Stretch:
    """Time spent from a clock time on a day of November 2026 in Berlin."""
    hour, minute = map(int, start.split(":"))
    begin = datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)
    end = begin + timedelta(minutes=minutes)
    return Stretch(start=begin, end=end, thread="t", kind=kind, level=0)


@pytest.mark.parametrize(
    ("one", "minutes"),
    [
        (stretch("09:30", 30), 30),
        (stretch("09:00", 60), 30),
        (stretch("10:45", 60), 15),
        (stretch("12:00", 60), 0),
        (stretch("09:00", 9 * 60), 90 + 60 + 60),
        (stretch("10:00", 60, day=21), 0),
        (stretch("23:00", 12 * 60, day=17), 90),
    ],
)
def test_only_time_inside_a_block_was_planned(one: Stretch, minutes: int) -> None:
    """Before, between, over several, on a Saturday, over midnight into the next morning."""
    assert inside(one, Plan(BERLIN, RHYTHM)) == timedelta(minutes=minutes)


def test_the_day_the_clock_changes_is_counted_as_it_was() -> None:
    """On the last Sunday of October one hour comes twice; a Sunday block sees both ends right."""
    rhythm = rhythm_rules(working_days=["sun"], blocks=["09:30-11:00"])
    begin = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)
    one = Stretch(start=begin, end=begin + timedelta(hours=12), thread="t", kind=None, level=None)

    assert inside(one, Plan(BERLIN, rhythm)) == timedelta(minutes=90)


def test_sums_by_kind() -> None:
    """Each kind once, in its own order; mail nobody could place counts as none."""
    found = spent(
        [stretch("09:00", 45), stretch("11:00", 20, "complaint"), stretch("11:20", 7, None)],
        Plan(BERLIN, RHYTHM),
    )

    assert [(one.kind, one.planned_minutes, one.unplanned_minutes) for one in found] == [
        ("support", 15, 30),
        ("complaint", 0, 20),
        ("none", 0, 7),
    ]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(1, 300)), max_size=12))
def test_no_minute_is_lost_or_counted_twice(parts: list[tuple[int, int]]) -> None:
    """B77: the sums of the kinds, of the weeks and of the stretches are the same to the minute."""
    stretches = [
        Stretch(
            start=WEDNESDAY + timedelta(minutes=start),
            end=WEDNESDAY + timedelta(minutes=start + length),
            thread=str(start),
            kind="support",
            level=1,
        )
        for start, length in parts
    ]
    starts = [WEDNESDAY + timedelta(days=7 * number) for number in range(3)]

    by_kind = spent(stretches, Plan(BERLIN, RHYTHM))
    by_week = weeks(stretches, starts, Plan(BERLIN, RHYTHM))

    whole = sum(length for _, length in parts)
    assert sum(one.planned_minutes + one.unplanned_minutes for one in by_kind) == whole
    assert sum(one.planned_minutes + one.unplanned_minutes for one in by_week) == whole
    assert sum(one.planned_minutes for one in by_kind) == sum(
        one.planned_minutes for one in by_week
    )


def test_an_evening_over_the_end_of_the_week_belongs_to_the_week_it_began_in() -> None:
    """Who still answered at midnight on Sunday finds it all with that evening."""
    starts = [datetime(2026, 11, day, tzinfo=BERLIN) for day in (16, 23)]
    found = weeks([stretch("23:40", 60, day=22)], starts, Plan(BERLIN, RHYTHM))

    assert [one.unplanned_minutes for one in found] == [60, 0]


class TestAnswering:
    """Time at the keyboard for one reply."""

    DEFAULT = Basis(work="answering", n=0, p50_minutes=4, p80_minutes=10, source="default")

    def test_the_default_speaks_until_there_is_history(self) -> None:
        """Seven replies say how many there are, and are not yet believed."""
        found = answering([30] * 7, self.DEFAULT, 8)

        assert (found.p50_minutes, found.p80_minutes, found.n) == (4, 10, 7)
        assert found.source == "default"

    def test_then_ones_own_replies_speak(self) -> None:
        """Half of them took no longer than p50, eight of ten no longer than p80."""
        found = answering([2, 3, 4, 5, 6, 7, 8, 9, 10, 30], self.DEFAULT, 8)

        assert found.source == "history"
        assert (found.n, found.p50_minutes, found.p80_minutes) == (10, 6, 9)
