"""When a promise speaks: before it slips, when due, when missed; once each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helper.remembering.reminding.reminders import (
    LEASE,
    Notified,
    soon_at,
    upcoming,
)
from helper.store import Store
from tests.promising import promise, rhythm_rules, store_with

if TYPE_CHECKING:
    from pathlib import Path

    from helper.contracts import Promise, Reminder

MADE = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 19, 14, 0, tzinfo=UTC)
RHYTHM = rhythm_rules()
OPEN = promise(made=MADE, due=DUE, grain="hour", state="open")


def plan(*promises: Promise, now: datetime = MADE) -> list[tuple[str, datetime]]:
    """Stage and moment of every reminder."""
    return [(one.stage, one.at) for one in upcoming(promises, now, RHYTHM)]


def test_a_promise_speaks_three_times_at_most() -> None:
    """A quarter of the time before, when due, and when its grace is over (B40, B55, B56)."""
    assert plan(OPEN) == [
        ("soon", DUE - timedelta(hours=7, minutes=15)),
        ("due", DUE),
        ("missed", DUE + timedelta(hours=1)),
    ]


def test_an_hour_that_comes_twice_is_counted_twice() -> None:
    """Promised at 2:50 for 2:30, forty minutes later: the clock went back in between."""
    night = datetime(2026, 10, 25, 2, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    made, due = night.replace(minute=50), night.replace(minute=30, fold=1)
    row = replace(OPEN, made=made, due=due, grain="minute")
    assert [at.astimezone(UTC).strftime("%H:%M") for _, at in plan(row)] == [
        "01:10",
        "01:30",
        "01:45",
    ]


@pytest.mark.parametrize(
    ("promised", "lead"),
    [
        (timedelta(hours=1), timedelta(minutes=30)),
        (timedelta(minutes=40), timedelta(minutes=20)),
        (timedelta(hours=8), timedelta(hours=2)),
        (timedelta(days=30), timedelta(days=1)),
    ],
)
def test_the_warning_fits_the_size_of_the_promise(promised: timedelta, lead: timedelta) -> None:
    """A share of the time promised, within bounds, and never before half of it is over."""
    assert soon_at(replace(OPEN, due=MADE + promised), RHYTHM) == MADE + promised - lead


@settings(deadline=None)
@given(st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=400)))
def test_the_warning_always_comes_before_the_slip(promised: timedelta) -> None:
    """B40: later than the promise, earlier than its due time, whatever its size."""
    soon = soon_at(replace(OPEN, due=MADE + promised), RHYTHM)
    assert soon is not None
    assert MADE < soon < MADE + promised


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "kept"},
        {"state": "dropped"},
        {"state": "renegotiated"},
        {"due": None, "form": "implied"},
        {"app": "practice"},
    ],
)
def test_what_is_settled_or_has_no_time_is_silent(changes: dict[str, object]) -> None:
    """After it was kept nothing is said; implied and practice rows never speak (B53)."""
    assert plan(replace(OPEN, **changes)) == []  # type: ignore[arg-type]


def test_a_broken_promise_is_brought_up_once_within_a_month() -> None:
    """Neither marking it nor a holiday with the computer off swallows the last reminder."""
    broken = replace(OPEN, state="broken")
    missed = ("missed", DUE + timedelta(hours=1))
    assert plan(broken, now=DUE + timedelta(hours=2)) == [missed]
    assert plan(broken, now=DUE + timedelta(days=15)) == [missed]
    assert plan(broken, now=DUE + timedelta(days=31)) == []


def test_a_snooze_is_silent_until_its_moment_and_speaks_then() -> None:
    """What was reached meanwhile is said then; what lies behind it keeps its time."""
    until = DUE - timedelta(hours=1)
    assert plan(replace(OPEN, snoozed=until)) == [
        ("soon", until),
        ("due", DUE),
        ("missed", DUE + timedelta(hours=1)),
    ]
    late = DUE + timedelta(minutes=20)
    assert plan(replace(OPEN, snoozed=late)) == [
        ("due", late),
        ("missed", DUE + timedelta(hours=1)),
    ]


@pytest.mark.parametrize(
    ("closed", "days", "held"),
    [
        ("2026-11-18 14:00", 3, "2026-11-23 08:00"),  # Wednesday: Thursday, Friday, Monday
        ("2026-11-20 23:30", 1, "2026-11-23 08:00"),  # Saturday in Berlin
        ("2026-12-31 09:00", 2, "2027-01-04 08:00"),
        ("2026-03-27 09:00", 1, "2026-03-30 07:00"),  # over the change to summer time
    ],
)
def test_after_it_was_kept_one_question(closed: str, days: int, held: str) -> None:
    """B58: some working days later, in the morning of the user's zone; all moments in UTC."""
    moments = [datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (closed, held)]
    kept = replace(OPEN, state="kept", closed=moments[0])
    found = upcoming([kept], moments[0], rhythm_rules(ask_after_working_days=days))
    assert [(one.stage, one.at) for one in found] == [("held", moments[1])]


def test_who_wants_no_question_gets_none() -> None:
    """Nought working days after means never."""
    kept = replace(OPEN, state="kept", closed=DUE)
    assert upcoming([kept], DUE, rhythm_rules(ask_after_working_days=0)) == []


class TestNotified:
    """Once each, over restarts and channels."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        """A database that holds the promise."""
        path = tmp_path / "aizuchi.db"
        store_with(path, OPEN).close()
        return path

    @pytest.fixture
    def soon(self) -> Reminder:
        """The first reminder of the promise."""
        return upcoming([OPEN], MADE, RHYTHM)[0]

    def test_a_claim_is_given_once_also_after_a_restart(self, path: Path, soon: Reminder) -> None:
        """What was shown is never shown again."""
        store = Store(path)
        notified = Notified(store)
        assert notified.claim(soon, DUE)
        notified.confirm(soon, DUE)
        store.close()
        again = Notified(Store(path))
        assert not again.claim(soon, DUE + timedelta(days=1))
        assert again.unshown([soon]) == []

    def test_a_claim_that_was_never_confirmed_lapses(self, path: Path, soon: Reminder) -> None:
        """A helper that died between claim and show does not swallow the reminder."""
        notified = Notified(Store(path))
        assert notified.claim(soon, DUE)
        assert not notified.claim(soon, DUE + LEASE - timedelta(seconds=1))
        assert notified.unshown([soon]) == [soon]
        assert notified.claim(soon, DUE + LEASE)

    def test_of_many_at_once_one_gets_it(self, path: Path, soon: Reminder) -> None:
        """The claim is one statement in one transaction."""
        store, barrier, won = Store(path), Barrier(8), []

        def grab() -> None:
            barrier.wait()
            won.append(Notified(store).claim(soon, DUE))

        threads = [Thread(target=grab) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(won) == [False] * 7 + [True]

    def test_a_snooze_opens_a_new_round(self, path: Path, soon: Reminder) -> None:
        """The same stage may speak again at the moment the user chose, and once only."""
        notified = Notified(Store(path))
        notified.confirm(soon, soon.at)
        until = soon.at + timedelta(hours=1)
        again = upcoming([replace(OPEN, snoozed=until)], soon.at, RHYTHM)[0]
        assert (again.stage, again.at) == ("soon", until)
        assert notified.claim(again, until)
        notified.confirm(again, until)
        assert not notified.claim(again, until + timedelta(days=1))

    def test_another_lead_time_does_not_repeat_it(self, path: Path, soon: Reminder) -> None:
        """Editing the rhythm moves the warning; one already given stays given (#2676)."""
        notified = Notified(Store(path))
        notified.confirm(soon, soon.at)
        longer = upcoming([OPEN], MADE, rhythm_rules(soon_share=0.5))
        assert [one.stage for one in notified.unshown(longer)] == ["due", "missed"]

    def test_a_new_due_time_speaks_anew(self, path: Path, soon: Reminder) -> None:
        """A promise renegotiated has new moments of its own."""
        notified = Notified(Store(path))
        notified.confirm(soon, soon.at)
        moved = replace(OPEN, due=DUE + timedelta(days=1))
        assert len(notified.unshown(upcoming([moved], MADE, RHYTHM))) == 3
