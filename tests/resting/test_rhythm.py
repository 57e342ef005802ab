"""When to speak and when to be silent: blocks, quiet hours, days off, and what may not wait."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helper.contracts import Person, Promise, Reminder
from helper.remembering.reminding.reminders import upcoming
from helper.resting.rhythm import (
    all_clear,
    blocks_of,
    day,
    in_block,
    is_quiet,
    may_speak,
    next_block,
    speaks_from,
)
from helper.rulebook.rhythm import RhythmRules
from tests.promising import promise, reminder, resting_rules, rhythm_rules

Stage = Literal["soon", "due", "missed"]
BERLIN = ZoneInfo("Europe/Berlin")
RHYTHM = rhythm_rules()
LOUD = rhythm_rules(due_may_break_in=True)
RULES = resting_rules()


def berlin(month: int, day_of_month: int, clock: str) -> datetime:
    """A moment of 2026 on Berlin's wall clock, as the helper's clock gives it: in UTC."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, month, day_of_month, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def wednesday(clock: str) -> datetime:
    """A moment of Wednesday, 18 November 2026."""
    return berlin(11, 18, clock)


def warning(due: datetime, at: datetime) -> Reminder:
    """A warning planned for ``at`` about a promise for ``due``, made well before."""
    return reminder(promise(due=due, made=at - timedelta(days=2)), at=at)


class TestToday:
    """The blocks of a day."""

    def test_three_blocks_on_a_working_day(self) -> None:
        """Kushlev and Dunn 2015: three checks a day lower stress; that is the default."""
        blocks = blocks_of(wednesday("03:00"), BERLIN, RHYTHM)

        clocks = [(f"{one.start:%H:%M}", f"{one.end:%H:%M}") for one in blocks]
        assert clocks == [("09:30", "11:00"), ("13:30", "14:30"), ("16:30", "17:30")]

    @pytest.mark.parametrize(
        ("rhythm", "moment"),
        [
            (RHYTHM, berlin(11, 21, "10:00")),
            (rhythm_rules(days_off=(date(2026, 11, 18),)), wednesday("10:00")),
            (rhythm_rules(country="DE"), berlin(12, 25, "10:00")),
        ],
        ids=["saturday", "day off", "Christmas"],
    )
    def test_a_day_off_has_none_and_is_quiet(self, rhythm: RhythmRules, moment: datetime) -> None:
        """Weekends, holidays and single days off are days off."""
        assert blocks_of(moment, BERLIN, rhythm) == ()
        assert not in_block(moment, BERLIN, rhythm)
        assert is_quiet(moment, BERLIN, rhythm)

    @pytest.mark.parametrize(
        ("clock", "inside"),
        [("09:29", False), ("09:30", True), ("10:59", True), ("11:00", False), ("12:00", False)],
    )
    def test_a_block_is_half_open(self, clock: str, inside: bool) -> None:  # noqa: FBT001
        """From its first minute on, up to but not including its end."""
        assert in_block(wednesday(clock), BERLIN, RHYTHM) is inside

    @pytest.mark.parametrize(
        ("clock", "quiet"),
        [("18:59", False), ("19:00", True), ("23:59", True), ("07:59", True), ("08:00", False)],
    )
    def test_quiet_hours_pass_midnight(self, clock: str, quiet: bool) -> None:  # noqa: FBT001
        """19:00-08:00 covers the evening and the early morning."""
        assert is_quiet(wednesday(clock), BERLIN, RHYTHM) is quiet

    def test_the_day_is_the_one_on_the_users_wall(self) -> None:
        """23:30 UTC on a Friday is Saturday in Tokyo and still a working day in New York."""
        moment = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)

        assert is_quiet(moment, ZoneInfo("Asia/Tokyo"), RHYTHM)
        assert not is_quiet(moment, ZoneInfo("America/New_York"), RHYTHM)

    @pytest.mark.parametrize(
        ("now", "start"),
        [
            (wednesday("08:00"), wednesday("09:30")),
            (wednesday("09:30"), wednesday("13:30")),
            (wednesday("13:29"), wednesday("13:30")),
            (wednesday("16:45"), berlin(11, 19, "09:30")),
            (berlin(11, 20, "16:45"), berlin(11, 23, "09:30")),
        ],
    )
    def test_the_next_block_is_never_the_one_under_way(
        self, now: datetime, start: datetime
    ) -> None:
        """A snoozed promise comes back later, not at once."""
        assert next_block(now, BERLIN, RHYTHM).start == start

    def test_blocks_follow_the_clock_over_its_change(self) -> None:
        """Half past nine is half past nine, before and after summer time ends."""
        before, after = berlin(10, 23, "06:00"), berlin(10, 26, "06:00")

        starts = [blocks_of(moment, BERLIN, RHYTHM)[0].start for moment in (before, after)]
        assert [f"{start:%H:%M %z}" for start in starts] == ["09:30 +0200", "09:30 +0100"]


class TestMaySpeak:
    """B75: notifications wait for the next block."""

    @pytest.mark.parametrize("stage", ["soon", "due", "missed"])
    def test_inside_a_block_everything_may(self, stage: Stage) -> None:
        """This time is planned for it."""
        found = Reminder(
            promise=promise(due=wednesday("10:00")), stage=stage, at=wednesday("09:31")
        )

        assert may_speak(wednesday("09:40"), found, RHYTHM, BERLIN)

    @pytest.mark.parametrize("clock", ["08:15", "11:30", "12:59", "15:00", "17:45", "18:30"])
    def test_outside_a_block_a_far_promise_waits(self, clock: str) -> None:
        """What is due tomorrow need not disturb the work of today."""
        found = warning(due=berlin(11, 20, "17:00"), at=wednesday("08:00"))

        assert not may_speak(wednesday(clock), found, RHYTHM, BERLIN)

    def test_not_before_its_time(self) -> None:
        """A reminder planned for the afternoon does not speak in the morning's block."""
        found = warning(due=wednesday("17:00"), at=wednesday("14:00"))

        assert not may_speak(wednesday("10:00"), found, RHYTHM, BERLIN)
        assert may_speak(wednesday("14:00"), found, RHYTHM, BERLIN)

    @pytest.mark.parametrize(
        ("due", "speaks"), [("13:00", True), ("13:40", True), ("13:59", True), ("14:00", False)]
    )
    def test_a_slip_before_the_next_block_may_not_wait(
        self,
        due: str,
        speaks: bool,  # noqa: FBT001
    ) -> None:
        """B40: due before, or less than half an hour into, the next block: warn at once."""
        found = warning(due=wednesday(due), at=wednesday("12:10"))

        assert may_speak(wednesday("12:10"), found, RHYTHM, BERLIN) is speaks

    def test_a_warning_that_is_too_late_is_no_warning(self) -> None:
        """Once the time is over, nothing is urgent any more: it waits for the block."""
        found = warning(due=wednesday("12:00"), at=wednesday("11:30"))

        assert not may_speak(wednesday("12:00"), found, RHYTHM, BERLIN)
        assert may_speak(wednesday("13:30"), found, RHYTHM, BERLIN)

    @pytest.mark.parametrize("stage", ["soon", "missed"])
    def test_only_what_is_due_may_break_in(self, stage: Stage) -> None:
        """Allowed or not, a warning and a missed promise leave the night alone."""
        due = wednesday("22:00")
        found = Reminder(promise=promise(due=due), stage=stage, at=due)

        assert not may_speak(due, found, LOUD, BERLIN)

    @pytest.mark.parametrize(
        "moment", [wednesday("22:00"), berlin(11, 21, "12:00"), wednesday("12:00")]
    )
    def test_a_due_promise_breaks_in_only_if_allowed(self, moment: datetime) -> None:
        """At night, on a weekend, between blocks: the user decides, and the default is no."""
        found = Reminder(promise=promise(due=moment), stage="due", at=moment)

        assert not may_speak(moment, found, RHYTHM, BERLIN)
        assert may_speak(moment, found, LOUD, BERLIN)
        assert not may_speak(moment - timedelta(minutes=1), found, LOUD, BERLIN)

    def test_quiet_hours_win_over_a_block(self) -> None:
        """Who sets quiet hours over a block wants quiet."""
        rhythm = rhythm_rules(quiet_hours={"start": time(10), "end": time(11)})
        found = warning(due=wednesday("12:00"), at=wednesday("09:40"))

        assert not may_speak(wednesday("10:30"), found, rhythm, BERLIN)


class TestEarlierThanPlanned:
    """A warning planned for a silent stretch that lasts until the slip comes before it."""

    def test_a_promise_for_sunday_warns_on_friday(self) -> None:
        """The last block before the weekend is the last good chance."""
        found = warning(due=berlin(11, 22, "12:00"), at=berlin(11, 21, "12:00"))

        assert speaks_from(found, RHYTHM, BERLIN) == berlin(11, 20, "16:30")
        assert not may_speak(berlin(11, 20, "14:00"), found, RHYTHM, BERLIN)
        assert may_speak(berlin(11, 20, "16:30"), found, RHYTHM, BERLIN)

    def test_who_starts_the_helper_late_on_friday_is_told_in_working_hours(self) -> None:
        """The block is over, the working day is not: better now than after the slip."""
        found = warning(due=berlin(11, 22, "12:00"), at=berlin(11, 21, "12:00"))

        assert may_speak(berlin(11, 20, "17:50"), found, RHYTHM, BERLIN)
        assert not may_speak(berlin(11, 20, "18:10"), found, RHYTHM, BERLIN)

    def test_a_promise_for_tonight_warns_in_the_last_block(self) -> None:
        """Due at 20:00, planned for 18:30: both after work, so the block at 16:30 speaks."""
        found = warning(due=wednesday("20:00"), at=wednesday("18:30"))

        assert speaks_from(found, RHYTHM, BERLIN) == wednesday("16:30")

    def test_a_promise_for_early_morning_warns_the_day_before(self) -> None:
        """Due at 08:30, before work begins: the evening before is too late, its block is not."""
        found = warning(due=berlin(11, 19, "08:30"), at=berlin(11, 19, "07:30"))

        assert speaks_from(found, RHYTHM, BERLIN) == wednesday("16:30")

    def test_working_hours_before_the_slip_leave_it_at_its_time(self) -> None:
        """Monday 9:20 is outside a block, but there is a chance from nine on."""
        found = warning(due=berlin(11, 23, "09:20"), at=berlin(11, 22, "20:00"))

        assert speaks_from(found, RHYTHM, BERLIN) == berlin(11, 22, "20:00")
        assert may_speak(berlin(11, 23, "09:00"), found, RHYTHM, BERLIN)

    def test_so_do_hours_that_begin_in_quiet(self) -> None:
        """Monday's work begins at nine, and quiet ends at ten: there is a chance from ten on."""
        rhythm = rhythm_rules(quiet_hours={"start": time(19), "end": time(10)})
        found = warning(due=berlin(11, 23, "10:30"), at=berlin(11, 22, "20:00"))

        assert speaks_from(found, rhythm, BERLIN) == berlin(11, 22, "20:00")
        assert may_speak(berlin(11, 23, "10:00"), found, rhythm, BERLIN)

    def test_a_snooze_is_never_cut_short(self) -> None:
        """Who asked for silence until Saturday gets it."""
        until = berlin(11, 21, "10:00")
        found = reminder(promise(due=berlin(11, 22, "12:00"), snoozed=until), at=until)

        assert speaks_from(found, RHYTHM, BERLIN) == until

    def test_two_weeks_off_warn_before_they_begin(self) -> None:
        """The longest silence still has a last block before it."""
        off = tuple(date(2026, 12, 21) + timedelta(days=count) for count in range(14))
        found = warning(due=berlin(12, 30, "12:00"), at=berlin(12, 29, "12:00"))

        start = speaks_from(found, rhythm_rules(days_off=off), BERLIN)
        assert start == berlin(12, 18, "16:30")


MINUTES_OF_A_FORTNIGHT = 14 * 24 * 60
STEP = timedelta(minutes=10)
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kathmandu"])
STARTS = st.sampled_from([datetime(2026, 3, 24, tzinfo=UTC), datetime(2026, 10, 20, tzinfo=UTC)])


@st.composite
def promises(draw: st.DrawFn) -> tuple[Promise, ZoneInfo]:
    """A promise made at any minute for any minute of the days after, over clock changes too."""
    start = draw(STARTS)
    made = start + timedelta(minutes=draw(st.integers(0, MINUTES_OF_A_FORTNIGHT)))
    due = made + timedelta(minutes=draw(st.integers(20, 6 * 24 * 60)))
    zone = draw(ZONES)
    return promise(made=made, due=due, zone=zone), ZoneInfo(zone)


def ticks(start: datetime, end: datetime) -> list[datetime]:
    """Moments a watcher looks at, from ``start`` to ``end``."""
    return [start + step * STEP for step in range(int((end - start) / STEP) + 1)]


class TestEveryDay:
    """Properties over any promise and any minute."""

    @settings(deadline=None, max_examples=120)
    @given(promises(), st.booleans())
    def test_nothing_speaks_in_silence_but_an_allowed_due(
        self,
        drawn: tuple[Promise, ZoneInfo],
        allowed: bool,  # noqa: FBT001
    ) -> None:
        """Outside blocks only a slip may speak, in quiet hours only an allowed due promise."""
        about, zone = drawn
        assert about.due is not None
        rhythm = LOUD if allowed else RHYTHM
        plan = upcoming([about], about.made, rhythm)
        for now in ticks(about.made, about.due + timedelta(days=1)):
            spoken = {one.stage for one in plan if may_speak(now, one, rhythm, zone)}
            if is_quiet(now, zone, rhythm):
                assert spoken <= ({"due"} if allowed else set())
            elif not in_block(now, zone, rhythm):
                assert spoken <= ({"soon", "due"} if allowed else {"soon"})
                assert "soon" not in spoken or now < about.due

    @settings(deadline=None, max_examples=120)
    @given(promises())
    def test_a_warning_comes_before_the_slip_when_it_can(
        self, drawn: tuple[Promise, ZoneInfo]
    ) -> None:
        """B40: if any working, unquiet moment lies between promise and due, a warning speaks."""
        about, zone = drawn
        assert about.due is not None
        soon = upcoming([about], about.made, RHYTHM)[0]
        chances = [
            now
            for now in ticks(about.made, about.due - STEP)
            if now >= speaks_from(soon, RHYTHM, zone)
            and not is_quiet(now, zone, RHYTHM)
            and time(9) <= now.astimezone(zone).time() < time(18)
        ]
        spoken = [now for now in chances if may_speak(now, soon, RHYTHM, zone)]

        assert bool(spoken) == bool(chances)

    @settings(deadline=None, max_examples=200)
    @given(promises())
    def test_it_speaks_early_only_for_want_of_a_later_chance(
        self, drawn: tuple[Promise, ZoneInfo]
    ) -> None:
        """Earlier than planned means: from then to the slip there was only silence."""
        about, zone = drawn
        assert about.due is not None
        soon = upcoming([about], about.made, RHYTHM)[0]
        start = speaks_from(soon, RHYTHM, zone)

        assert start <= soon.at
        if start < soon.at:
            assert not any(
                in_block(now, zone, RHYTHM)
                for now in ticks(soon.at, about.due - timedelta(minutes=1))
            )


class TestAllClear:
    """B76: one line, then silence."""

    @pytest.mark.parametrize(
        ("due", "line"),
        [
            (wednesday("21:30"), "Nothing is promised before 21:30."),
            (berlin(11, 19, "10:00"), "Nothing is promised before Thu 10:00."),
            (berlin(11, 24, "10:00"), "Nothing is promised before Tue 10:00."),
            (berlin(11, 25, "10:00"), "Nothing is promised before Wed 25 Nov 10:00."),
        ],
    )
    def test_it_names_the_next_promise(self, due: datetime, line: str) -> None:
        """As exactly as the distance asks for: a bare weekday only within six days."""
        assert all_clear(promise(due=due), wednesday("18:00"), BERLIN, RULES) == line

    def test_next_year_is_named(self) -> None:
        """A date of another year carries its year."""
        due = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)

        line = all_clear(promise(due=due), wednesday("18:00"), BERLIN, RULES)
        assert line == "Nothing is promised before Mon 4 Jan 2027 10:00."

    def test_the_time_is_on_the_users_wall(self) -> None:
        """A promise made in Berlin is read in Tokyo's time by who sits in Tokyo."""
        due = berlin(11, 19, "10:00")

        line = all_clear(promise(due=due), wednesday("10:00"), ZoneInfo("Asia/Tokyo"), RULES)
        assert line == "Nothing is promised before Thu 18:00."

    def test_no_promise_no_condition(self) -> None:
        """Without a time there is nothing to wait for, but what was promised is not denied."""
        line = all_clear(None, wednesday("18:00"), BERLIN, RULES)

        assert line == "Nothing is due. You can switch off."

    def test_what_did_not_help_is_named(self) -> None:
        """It has no new time yet, and somebody waits for one."""
        again = promise(due=None, person=Person(name="Ana"))

        line = all_clear(again, wednesday("18:00"), BERLIN, RULES)
        assert line.startswith("Ana wrote that it still isn't right.")

    def test_it_does_not_call_it_a_day_over_a_missed_promise(self) -> None:
        """Someone waits: saying otherwise would be no rest. No counter, no reproach."""
        late = promise(due=wednesday("15:00"), person=Person(address="ana@example.com"))

        line = all_clear(late, wednesday("18:00"), BERLIN, RULES)
        assert line.startswith("ana@example.com was promised 15:00.")


def test_the_day_puts_it_together() -> None:
    """Blocks, whether it is time, the next promise, the line, and what the browser must show."""
    next_promise = promise(due=wednesday("16:00"))
    waiting = [reminder(next_promise)]

    today = day(
        wednesday("10:00"), BERLIN, RHYTHM, RULES, next_promise=next_promise, reminders=waiting
    )

    assert today.zone == "Europe/Berlin"
    assert len(today.blocks) == 3
    assert today.in_block
    assert not today.quiet
    assert today.next_promise == next_promise
    assert today.all_clear == "Nothing is promised before 16:00."
    assert today.reminders == tuple(waiting)
