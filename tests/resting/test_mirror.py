"""The private look back: right sums, no ranking."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.contracts import Insights
from helper.resting.mirror import calibrated, first_response, level_moves, week, week_starts
from tests.promising import rhythm_rules

SINCE = datetime(2026, 11, 16, tzinfo=UTC)
UNTIL = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


class TestWeek:
    """From when to when."""

    @pytest.mark.parametrize(
        ("now", "start"),
        [
            ("2026-11-18T10:00+00:00", "2026-11-16T00:00+01:00"),
            ("2026-11-16T00:00+01:00", "2026-11-16T00:00+01:00"),
            ("2026-11-15T23:30+00:00", "2026-11-16T00:00+01:00"),
            ("2026-11-15T22:30+00:00", "2026-11-09T00:00+01:00"),
            ("2026-10-27T10:00+00:00", "2026-10-26T00:00+01:00"),
            ("2026-10-25T10:00+00:00", "2026-10-19T00:00+02:00"),
        ],
    )
    def test_it_starts_at_local_midnight(self, now: str, start: str) -> None:
        """Monday on the user's wall, also when the clock changes within the week."""
        moment = datetime.fromisoformat(now)

        since, until = week(moment, BERLIN, rhythm_rules())
        assert (since.isoformat(timespec="minutes"), until) == (start, moment)

    def test_a_week_may_start_on_sunday(self) -> None:
        """The convention is the user's own."""
        conventions = {**rhythm_rules().conventions.model_dump(), "week_start": "sun"}

        since, _ = week(UNTIL, BERLIN, rhythm_rules(conventions=conventions))
        assert since == datetime(2026, 11, 15, tzinfo=BERLIN)


class TestSums:
    """What is counted."""

    def test_no_answer_no_first_response(self) -> None:
        """Nothing to look back on is said as such, not as zero minutes."""
        assert first_response([]) is None

    def test_first_response_shows_its_n(self) -> None:
        """Half were answered within p50, four of five within p80 (nearest rank)."""
        basis = first_response([50, 10, 40, 20, 30.5])

        assert basis is not None
        assert (basis.n, basis.p50_minutes, basis.p80_minutes) == (5, 31, 40)
        assert basis.source == "history"

    @given(st.lists(st.floats(0, 10_000), min_size=1, max_size=60))
    def test_the_shares_hold(self, minutes: list[float]) -> None:
        """At least half lie within p50 and at least four of five within p80."""
        basis = first_response(minutes)

        assert basis is not None
        assert sum(one <= basis.p50_minutes for one in minutes) >= 0.5 * len(minutes)
        assert sum(one <= basis.p80_minutes for one in minutes) >= 0.8 * len(minutes)
        assert basis.p50_minutes <= basis.p80_minutes

    def test_there_is_no_field_for_a_ranking(self) -> None:
        """B80, B24: no score, no streak, no target, no speed per hour."""
        names = {one.name for one in fields(Insights)}

        assert not names & {"score", "rank", "streak", "target", "per_hour", "goal", "average"}


class TestCalibration:
    """How well the times offered fitted."""

    def test_percent_of_the_time_given(self) -> None:
        """Half done after half the time, one exactly when due, one late."""
        made, due = SINCE, SINCE + timedelta(hours=10)
        closed = [made + timedelta(hours=hours) for hours in (5, 5, 10, 12)]
        found = calibrated([(made, due, at) for at in closed])

        assert found is not None
        assert (found.n, found.in_time) == (4, 3)
        assert (found.p50_percent, found.p80_percent) == (50, 120)

    def test_nothing_ended_nothing_said(self) -> None:
        """No promise, and a promise due when it was made, give no figure."""
        assert calibrated([]) is None
        assert calibrated([(SINCE, SINCE, SINCE)]) is None


def test_levels_move_within_threads() -> None:
    """Threads with the same way count together, the hottest beginning first."""
    found = level_moves([(3, 0), (0, 0), (3, 0), (4, 2)])

    assert [(one.first, one.last, one.threads) for one in found] == [
        (4, 2, 1),
        (3, 0, 2),
        (0, 0, 1),
    ]


def test_eight_weeks_are_shown() -> None:
    """Each begins at local midnight of the first day, over the end of summer time too."""
    starts = week_starts(UNTIL, BERLIN, rhythm_rules())

    assert len(starts) == 8
    assert {(at.weekday(), at.hour) for at in starts} == {(0, 0)}
    assert starts[-1] == datetime(2026, 11, 16, tzinfo=BERLIN)
    assert [at.isoformat()[:10] for at in starts[3:6]] == ["2026-10-19", "2026-10-26", "2026-11-02"]
