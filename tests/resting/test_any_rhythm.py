"""Whatever week somebody keeps: quiet hours over blocks, blocks in any order, single days (B40)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helper.contracts import Person, SentMail
from helper.desk.desk import Desk
from helper.remembering.reminding.reminders import upcoming
from helper.replying.composing.timeline import Wish, offer
from helper.resting.rhythm import in_block, is_quiet, may_speak, next_block
from helper.rulebook.rhythm import WEEKDAYS, RhythmRules
from helper.settings import Settings
from helper.store import Store
from helper.workdays import is_working_day
from tests.books import the_book
from tests.clock import HeldClock
from tests.promising import promise, rhythm_rules
from tests.screen import Screen

if TYPE_CHECKING:
    from helper.remembering.reminding.notices import Notice

BOOK = the_book()
BERLIN = ZoneInfo("Europe/Berlin")
STEP = timedelta(minutes=5)
ZONES = st.sampled_from([BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu")])
EVENINGS = rhythm_rules(
    working_hours="09:00-20:00", blocks=["19:00-19:45", "09:30-10:30"], quiet_hours="19:00-08:00"
)
"""Somebody who looks once more after supper, when nothing may disturb."""
SUPPER = rhythm_rules(
    working_hours="09:00-20:00", blocks=["19:00-19:45"], quiet_hours="19:00-08:00"
)
"""Somebody who looks only then."""


def _clock(quarter: int) -> time:
    return time(quarter // 4, quarter % 4 * 15)


@st.composite
def rhythms(draw: st.DrawFn) -> RhythmRules:
    """Any week somebody may set."""
    ends = sorted(draw(st.sets(st.integers(0, 95), min_size=4, max_size=8)))
    first, *cuts, last = ends[: len(ends) // 2 * 2]
    blocks = [
        f"{_clock(one):%H:%M}-{_clock(two):%H:%M}"
        for one, two in zip(cuts[::2], cuts[1::2], strict=True)
    ]
    quiet = draw(st.tuples(st.integers(0, 95), st.integers(0, 95)) | st.just((76, 32)))
    return rhythm_rules(
        working_hours=f"{_clock(first):%H:%M}-{_clock(last):%H:%M}",
        blocks=draw(st.permutations(blocks)),
        quiet_hours=f"{_clock(quiet[0]):%H:%M}-{_clock(quiet[1]):%H:%M}",
        working_days=draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1)),
        days_off=draw(st.lists(st.dates(date(2026, 3, 20), date(2026, 4, 20)), max_size=2)),
    )


def moments() -> st.SearchStrategy[datetime]:
    """Any minute around a change of the clock."""
    start = datetime(2026, 3, 23, tzinfo=UTC)
    return st.integers(0, 14 * 24 * 60).map(lambda minutes: start + timedelta(minutes=minutes))


def chances(begin: datetime, end: datetime, plan: RhythmRules, zone: ZoneInfo) -> list[datetime]:
    """The moments of work between two that are not quiet."""
    hours = plan.working_hours
    ticks = (begin + step * STEP for step in range(int((end - begin) / STEP)))
    return [
        now
        for now in ticks
        if not is_quiet(now, zone, plan) and hours.start <= now.astimezone(zone).time() < hours.end
    ]


@given(rhythms(), moments(), st.integers(20, 6 * 24 * 60), ZONES)
@settings(max_examples=150, deadline=None, derandomize=True)
@example(EVENINGS, datetime(2026, 11, 18, 10, tzinfo=UTC), 22 * 60, BERLIN)
def test_a_warning_never_waits_for_a_block_it_may_not_speak_in(
    plan: RhythmRules, made: datetime, minutes: int, zone: ZoneInfo
) -> None:
    """B40: it comes before the slip wherever a moment of work is left that is not quiet."""
    due = made + timedelta(minutes=minutes)
    soon = upcoming([promise(made=made, due=due, zone=zone.key)], made, plan)[0]
    left = chances(made, due, plan, zone)
    assert any(may_speak(now, soon, plan, zone) for now in left) == bool(left)


@given(rhythms(), moments(), ZONES)
@settings(max_examples=100, deadline=None, derandomize=True)
@example(SUPPER, datetime(2026, 11, 18, 10, tzinfo=UTC), BERLIN)
def test_what_was_missed_is_told_in_any_week(
    plan: RhythmRules, made: datetime, zone: ZoneInfo
) -> None:
    """B56: also where every block lies in quiet hours, as long as some working hour does not."""
    slipped = promise(made=made, due=made, zone=zone.key, state="broken", closed=made)
    (missed,) = upcoming([slipped], made, plan)
    left = chances(made, made + timedelta(days=14), plan, zone)
    assert any(may_speak(now, missed, plan, zone) for now in left) == bool(left)


@given(rhythms(), moments(), st.lists(st.integers(1, 3000), max_size=9), ZONES, st.booleans())
@settings(max_examples=60, deadline=None, derandomize=True)
@example(EVENINGS, datetime(2026, 11, 18, 14, tzinfo=UTC), [], BERLIN, True)  # noqa: FBT003
def test_no_time_is_offered_in_quiet_hours(
    plan: RhythmRules,
    now: datetime,
    minutes: list[int],
    zone: ZoneInfo,
    called: bool,  # noqa: FBT001
) -> None:
    """B51, B75: nobody is promised an hour of rest, unless the user works in no other."""
    wish = Wish(call=now + timedelta(hours=5)) if called else Wish(pressing=True)
    book = replace(BOOK, rhythm=plan)
    found = offer("support", minutes, book, zone, now, wish=wish).options
    awake = chances(now, now + timedelta(days=14), plan, zone)
    for one in found:
        assert one.at > now
        assert is_working_day(plan, one.at.astimezone(zone).date())
        assert not (awake and is_quiet(one.at, zone, plan))
    assert found[0].at < found[1].at


def test_blocks_in_any_order_are_the_same_day() -> None:
    """A block added at the end of the line is not the last of the day for that."""
    now = datetime(2026, 11, 18, 7, tzinfo=UTC)
    plan = rhythm_rules(blocks=["13:30-14:30", "09:30-11:00"])
    same = rhythm_rules(blocks=["09:30-11:00", "13:30-14:30"])
    assert plan == same
    assert next_block(now, BERLIN, plan).start.hour == 9


@pytest.mark.parametrize(
    "blocks", [["06:00-07:00", "09:30-11:00"], ["09:30-09:40"], ["06:00-07:00"]]
)
def test_the_morning_waits_for_the_first_block_that_is_not_quiet(
    store: Store, held: HeldClock, blocks: list[str]
) -> None:
    """B74: a first look before seven, in silence, is no reason to say nothing all day."""
    early = rhythm_rules(working_hours="06:00-18:00", blocks=blocks, quiet_hours="19:00-08:00")
    held.now = datetime(2026, 11, 18, 4, tzinfo=UTC)
    book, screen = replace(BOOK, rhythm=early), Screen()
    desk = Desk(lambda: book, store, Settings(zone="Europe/Berlin"), held, screen)
    ana = Person(name="Ana", address="ana@else.example")
    text = "I'll send you the report by today 17:00."
    desk.sent(
        SentMail(
            id="a", text=text, sent=held.now, zone="Europe/Berlin", app="gmail", recipients=(ana,)
        )
    )
    said = []
    while held.now < datetime(2026, 11, 18, 22, tzinfo=UTC):
        if desk.say_morning():
            said.append(held.now.astimezone(BERLIN))
        held.now += STEP
    assert len(said) == 1
    assert in_block(said[0], BERLIN, early) or len(blocks) == 1
    assert not is_quiet(said[0], BERLIN, early)


class Stubborn(Screen):
    """A desktop that is there, and takes its first notice for nothing."""

    tries = 0

    def show(self, notice: Notice) -> bool:
        """Refuse once."""
        self.tries += 1
        return self.tries > 1 and super().show(notice)


def test_a_morning_that_was_not_taken_is_said_again(store: Store, held: HeldClock) -> None:
    """B74: once a day means shown once, not tried once."""
    held.now = datetime(2026, 11, 18, 8, 45, tzinfo=UTC)
    desk = Desk(lambda: BOOK, store, Settings(zone="Europe/Berlin"), held, Stubborn())
    text = "I'll send you the report by today 17:00."
    ana = Person(name="Ana", address="ana@else.example")
    desk.sent(
        SentMail(
            id="a", text=text, sent=held.now, zone="Europe/Berlin", app="gmail", recipients=(ana,)
        )
    )
    assert [desk.say_morning() for _ in range(3)] == [False, True, False]
