"""Two weeks with a clock in the hand: every reminder once, and only when it may speak."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from helper.contracts import Promise, Reading, Reminder
from helper.remembering.past.attention import Attention
from helper.remembering.reminding.reminders import Notified, upcoming
from helper.remembering.reminding.watcher import Asks, Watcher
from helper.resting.rhythm import all_clear, in_block, is_quiet, may_speak
from helper.resting.timelog import Plan, spent
from helper.store import Store
from tests.promising import promise, resting_rules, rhythm_rules, store_with

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 10, 19, 6, 0, tzinfo=UTC)
"""A Monday; the clock changes on the Sunday between the two weeks."""
DAYS = 14
STEP = timedelta(minutes=10)
SEEDS = [1, 2]


def some_promises(seed: int) -> list[Promise]:
    """Forty promises made in working hours, for later the same day up to five days on."""
    dice = random.Random(seed)
    made = [
        START + timedelta(days=dice.choice([0, 1, 2, 3, 4, 7, 8, 9]), minutes=dice.randrange(600))
        for _ in range(40)
    ]
    return [
        promise(id=number, made=at, due=at + timedelta(minutes=dice.randrange(60, 7200)))
        for number, at in enumerate(made, start=1)
    ]


class Fortnight:
    """A watcher ticking through two weeks, asleep now and then, restarted every morning."""

    def __init__(self, store: Store, promises: Sequence[Promise], *, allowed: bool) -> None:
        self.rhythm = rhythm_rules(due_may_break_in=allowed)
        self.notified = Notified(store)
        self.promises = promises
        self.now = START
        self.said: list[tuple[datetime, Reminder]] = []
        self.notices: list[datetime] = []

    def run(self, dice: random.Random) -> None:
        """Tick on; the computer sleeps for an hour or two about once a day."""
        watcher = self.watcher()
        while self.now < START + timedelta(days=DAYS):
            watcher.look(self.now)
            self.now += timedelta(minutes=90) if dice.random() < 0.008 else STEP
            if self.now.astimezone(BERLIN).time() < time(0, 10):
                watcher = self.watcher()

    def watcher(self) -> Watcher:
        """A watcher as after a start of the helper."""
        asks = Asks(
            planned=self.planned,
            may_speak=lambda now, one: may_speak(now, one, self.rhythm, BERLIN),
            claim=self.notified.claim,
            confirm=self.notified.confirm,
            reachable=lambda: True,
            show=self.show,
        )
        return Watcher(asks, lambda: self.now)

    def planned(self, now: datetime) -> list[Reminder]:
        """What is planned for the promises made so far."""
        made = [one for one in self.promises if one.made <= now]
        return self.notified.unshown(upcoming(made, now, self.rhythm))

    def show(self, reminders: Sequence[Reminder]) -> bool:
        """Note what was shown, and when."""
        self.notices.append(self.now)
        self.said += [(self.now, one) for one in reminders]
        return True


@pytest.fixture(params=SEEDS)
def promises(request: pytest.FixtureRequest) -> list[Promise]:
    """Promises of one seed."""
    return some_promises(request.param)


@pytest.fixture
def store(promises: list[Promise], tmp_path: Path) -> Iterator[Store]:
    """A database that holds them."""
    opened = store_with(tmp_path / "db.sqlite3", *promises)
    yield opened
    opened.close()


@pytest.mark.parametrize("allowed", [False, True])
def test_a_fortnight_of_promises(
    promises: list[Promise],
    store: Store,
    allowed: bool,  # noqa: FBT001
) -> None:
    """None twice, none in silence, one notice at a time, and warned before the slip."""
    fortnight = Fortnight(store, promises, allowed=allowed)
    fortnight.run(random.Random(7))

    said = Counter((one.promise.id, one.stage) for _, one in fortnight.said)
    assert set(said.values()) == {1}
    for now, one in fortnight.said:
        if is_quiet(now, BERLIN, fortnight.rhythm):
            assert (one.stage, allowed) == ("due", True)
        elif not in_block(now, BERLIN, fortnight.rhythm):
            assert one.stage == "soon" or allowed
    assert len(fortnight.notices) == len(set(fortnight.notices))
    spoken_of = {one.promise.id for _, one in fortnight.said}
    over = {one.id for one in promises if one.due and one.due < fortnight.now - timedelta(days=4)}
    assert over <= spoken_of


def test_every_evening_has_its_line(promises: list[Promise]) -> None:
    """B76: at six each evening one line tells what comes next, or that nothing does."""
    rules = resting_rules()
    for day in range(DAYS):
        evening = START + timedelta(days=day, hours=10)
        known = [one for one in promises if one.made <= evening]
        ahead = sorted(one.due for one in known if one.due and one.due > evening)
        line = all_clear(promise(due=ahead[0]) if ahead else None, evening, BERLIN, rules)

        label = rules.labels.moment(ahead[0], evening, BERLIN) if ahead else ""
        before = f"Nothing is promised before {label}."
        assert line == (before if ahead else "Nothing is due. You can switch off.")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_fortnight_of_time_is_right_to_the_minute(seed: int, tmp_path: Path) -> None:
    """B77: what the log says of two weeks is what a stopwatch beside the user would say.

    Mails come in runs, read and answered for some minutes each, with pauses that are a rest;
    every minute is looked up in the plan by itself, also on the day the clock changes.
    """
    dice, rhythm = random.Random(seed), rhythm_rules(working_days=["mon", "wed", "fri", "sun"])
    opened = Store(tmp_path / "db.sqlite3")
    log = Attention(opened)
    expected: Counter[tuple[str, bool]] = Counter()
    for day in range(DAYS):
        now = START + timedelta(days=day, minutes=dice.randrange(240))
        for number in range(6):
            kind = dice.choice(["support", "complaint", "new_work"])
            log.note(reading(kind, f"{day}-{number}"), now)
            for _ in range(dice.randrange(1, 6)):
                step = dice.randrange(1, 5)
                for minute in range(step):
                    at = now + timedelta(minutes=minute)
                    expected[kind, in_block(at, BERLIN, rhythm)] += 1
                now += timedelta(minutes=step)
                log.note(reading(kind, f"{day}-{number}"), now)
            now += timedelta(minutes=dice.randrange(6, 60))

    found = spent(log.stretches(START, START + timedelta(days=DAYS + 1)), Plan(BERLIN, rhythm))
    opened.close()
    assert {
        (one.kind, planned): minutes
        for one in found
        for planned, minutes in ((True, one.planned_minutes), (False, one.unplanned_minutes))
        if minutes
    } == expected


def reading(kind: str, thread: str) -> Reading:
    """A mail of some kind in a thread."""
    return Reading(
        language="en",
        text="",
        level=1,
        score=0.3,
        confidence=1,
        kind=kind,  # type: ignore[arg-type]
        app="gmail",
        thread=thread,
    )
