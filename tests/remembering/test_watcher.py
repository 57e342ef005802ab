"""One clock over all promises: once each, over restarts, kills, sleep and lost desktops."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from helper.contracts import Reminder
from helper.remembering.reminding.notices import notice_about
from helper.remembering.reminding.notifying import Desktop
from helper.remembering.reminding.reminders import LEASE, Notified
from helper.remembering.reminding.watcher import LONGEST_WAIT, Asks, Watcher, latest
from tests.desktop import DesktopSession, eventually
from tests.promising import DUE, promise, reminder, resting_rules, rows, store_with
from tests.remembering.office import BERLIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helper.store import Store

Stage = Literal["soon", "due", "missed"]
ROOT = Path(__file__).parent.parent.parent
SOON = DUE - timedelta(minutes=30)


@dataclass
class House:
    """What stands around a watcher: a real database, a clock to hold, a list for a screen."""

    store: Store
    now: datetime = SOON
    reachable: bool = True
    takes: bool = True
    open_to_talk: bool = True
    screen: list[list[int]] = field(default_factory=list)
    stages: tuple[Stage, ...] = ("soon",)

    @property
    def notified(self) -> Notified:
        """The memory of what was shown."""
        return Notified(self.store)

    def planned(self, _: datetime) -> list[Reminder]:
        """What the open rows plan and nobody was shown."""
        minutes: dict[Stage, int] = {"soon": -30, "due": 0, "missed": 5}
        plan = [
            Reminder(promise=one, stage=stage, at=one.due + timedelta(minutes=minutes[stage]))
            for one in rows(self.store)
            if one.due
            for stage in self.stages
        ]
        return self.notified.unshown(plan)

    def show(self, reminders: Sequence[Reminder]) -> bool:
        """Put one notice on the screen, if the screen takes it."""
        if self.takes:
            self.screen.append([one.promise.id for one in reminders])
        return self.takes

    def watcher(self) -> Watcher:
        """A new watcher, as after a restart."""
        asks = Asks(
            planned=self.planned,
            may_speak=lambda now, one: self.open_to_talk and one.at <= now,
            claim=self.notified.claim,
            confirm=self.notified.confirm,
            reachable=lambda: self.reachable,
            show=self.show,
        )
        return Watcher(asks, lambda: self.now)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with one promise to Ana."""
    store = store_with(tmp_path / "db.sqlite3", promise())
    yield House(store)
    store.close()


class TestOnce:
    """Each reminder is shown once."""

    def test_nothing_before_its_time(self, house: House) -> None:
        """A minute early, the watcher is silent."""
        assert house.watcher().look(SOON - timedelta(minutes=1)) == ()
        assert house.screen == []

    def test_once_over_many_looks(self, house: House) -> None:
        """Every half minute for an hour: one notification."""
        watcher = house.watcher()
        for step in range(120):
            watcher.look(SOON + step * LONGEST_WAIT)

        assert house.screen == [[1]]

    def test_once_over_a_restart(self, house: House) -> None:
        """A new watcher on the same database says nothing again."""
        house.watcher().look(SOON)
        house.watcher().look(SOON + timedelta(hours=1))

        assert house.screen == [[1]]

    def test_two_watchers_at_once_show_it_once(self, house: House) -> None:
        """The claim is atomic: of many threads that ask at once, one may show it."""
        barrier = threading.Barrier(8)
        won: list[bool] = []

        def race() -> None:
            barrier.wait()
            won.append(house.notified.claim(reminder(), SOON))

        threads = [threading.Thread(target=race) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert sorted(won) == [False] * 7 + [True]

    def test_a_new_time_speaks_anew(self, house: House) -> None:
        """Renegotiated or snoozed, a promise has a time of its own again."""
        notified = house.notified
        moved = reminder(promise(due=DUE + timedelta(days=1)))
        later = SOON + timedelta(minutes=20)
        snoozed = reminder(promise(snoozed=later), at=later)
        notified.confirm(reminder(), SOON)

        assert notified.unshown([reminder(), moved, snoozed]) == [moved, snoozed]

    def test_several_at_once_are_one_notice(self, tmp_path: Path) -> None:
        """After a night or a sleep, five promises are one notification, soonest first."""
        due = [DUE + timedelta(minutes=minutes) for minutes in (50, 10, 40, 30, 20)]
        promises = [promise(id=at, due=when) for at, when in enumerate(due, start=1)]
        house = House(store_with(tmp_path / "db.sqlite3", *promises))

        house.watcher().look(DUE + timedelta(hours=9))

        assert house.screen == [[2, 5, 4, 3, 1]]
        house.store.close()

    def test_a_promise_that_went_through_all_stages_asleep_is_said_once(self, house: House) -> None:
        """Soon, due and missed while the computer slept: the latest is said, once for all."""
        house.stages = ("soon", "due", "missed")
        watcher = house.watcher()

        shown = watcher.look(DUE + timedelta(hours=9))

        assert [one.stage for one in shown] == ["missed"]
        watcher.look(DUE + timedelta(hours=10))
        assert house.screen == [[1]]

    def test_awake_all_along_each_stage_is_said(self, house: House) -> None:
        """A warning, then the moment itself: two reminders, two notifications."""
        house.stages = ("soon", "due")
        watcher = house.watcher()
        watcher.look(SOON)
        watcher.look(DUE)

        assert house.screen == [[1], [1]]

    def test_silence_is_kept_and_then_made_up_for(self, house: House) -> None:
        """What may not speak now is neither lost nor counted as shown."""
        watcher = house.watcher()
        house.open_to_talk = False
        watcher.look(SOON)
        assert house.screen == []

        house.open_to_talk = True
        watcher.look(SOON + timedelta(minutes=20))
        assert house.screen == [[1]]


class TestFailures:
    """What goes wrong between claiming and showing."""

    def test_what_the_desktop_did_not_take_is_tried_again(self, house: House) -> None:
        """A claim nobody confirmed runs out; the reminder is shown then, once."""
        watcher = house.watcher()
        house.takes = False
        assert watcher.look(SOON) == ()

        house.takes = True
        watcher.look(SOON + LEASE - timedelta(seconds=1))
        assert house.screen == []
        watcher.look(SOON + LEASE)
        watcher.look(SOON + 2 * LEASE)
        assert house.screen == [[1]]

    def test_without_a_desktop_the_browser_gets_them(self, house: House) -> None:
        """No desktop channel: reminders wait until the browser says it has shown them."""
        house.reachable = False
        watcher = house.watcher()
        assert watcher.look(SOON) == ()
        assert watcher.waiting(SOON - timedelta(minutes=1)) == ()

        waiting = watcher.waiting(SOON)
        assert [one.promise.id for one in waiting] == [1]
        assert house.watcher().waiting(SOON) == waiting

        house.notified.confirm(waiting[0], SOON)
        assert watcher.waiting(SOON) == ()
        house.reachable = True
        watcher.look(SOON + timedelta(hours=1))
        assert house.screen == []

    def test_with_a_desktop_the_browser_gets_none(self, house: House) -> None:
        """One channel at a time: what the desktop shows does not come twice."""
        assert house.watcher().waiting(SOON) == ()

    def test_a_desktop_lost_while_showing_hands_over_to_the_browser(self, house: House) -> None:
        """The bus dies between the claim and the showing: the browser gets it at once."""
        watcher = house.watcher()
        house.takes = False
        watcher.look(SOON)
        house.reachable = False

        assert [one.promise.id for one in watcher.waiting(SOON)] == [1]


class TestThread:
    """The thread around it."""

    def test_it_looks_at_once_and_when_poked(self, house: House) -> None:
        """After a start, and after a change, nobody waits for half a minute."""
        watcher = house.watcher()
        house.now = SOON - timedelta(hours=3)
        watcher.start()
        house.now = SOON
        watcher.poke()

        eventually(lambda: house.screen == [[1]], "the poke was heard")
        watcher.stop()

    def test_it_wakes_for_the_next_planned_moment(self, house: House) -> None:
        """A promise planned in a second is not shown half a minute late."""
        house.now = SOON - timedelta(seconds=1)
        watcher = house.watcher()
        watcher.start()
        house.now = SOON

        eventually(lambda: house.screen == [[1]], "the moment was met", patience=4)
        watcher.stop()

    def test_a_stumble_does_not_stop_the_clock(
        self, house: House, caplog: pytest.LogCaptureFixture
    ) -> None:
        """An error at one look is logged; the next look works."""
        house.store.db.execute("ALTER TABLE notified RENAME TO gone")
        watcher = house.watcher()
        watcher.start()
        eventually(lambda: "stumbled" in caplog.text, "it stumbled")
        house.store.db.execute("ALTER TABLE gone RENAME TO notified")
        watcher.poke()

        eventually(lambda: house.screen == [[1]], "it went on")
        watcher.stop()

    def test_stopping_is_quick_and_may_be_repeated(self, house: House) -> None:
        """Ctrl+C does not wait for the half minute to pass."""
        watcher = house.watcher()
        watcher.start()
        watcher.stop()
        watcher.stop()

        assert not watcher._thread.is_alive()  # noqa: SLF001


def test_latest_keeps_one_stage_for_each_promise() -> None:
    """The latest stage of each, whatever order they came in; soonest due first."""
    later = promise(id=2, due=DUE + timedelta(hours=1))
    mixed = [
        reminder(later, stage="missed"),
        reminder(stage="due"),
        reminder(later, stage="soon"),
        reminder(stage="soon"),
    ]

    assert [(one.promise.id, one.stage) for one in latest(mixed)] == [(1, "due"), (2, "missed")]


class TestProcesses:
    """A real process, a real desktop, and SIGKILL."""

    def run(
        self, session: DesktopSession, store: Store, now: datetime, mode: str = "never"
    ) -> subprocess.CompletedProcess[str]:
        """Start a helper that takes one look at ``now``."""
        return subprocess.run(
            [sys.executable, "-m", "tests.watch_once", store.path, now.isoformat(), mode],
            cwd=ROOT,
            env={**os.environ, **session.env},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def test_once_over_restart_and_kill(self, session: DesktopSession, house: House) -> None:
        """Killed right after it was shown, or just started again: it stays at one."""
        before = len(session.notes())

        killed = self.run(session, house.store, SOON, "after")
        again = self.run(session, house.store, SOON + timedelta(hours=1))

        assert (killed.returncode, killed.stdout) == (-9, "1")
        assert (again.returncode, again.stdout) == (0, "")
        assert len(session.wait_for_notes(before + 1)) == before + 1

    def test_killed_between_claim_and_showing_it_still_comes(
        self, session: DesktopSession, house: House
    ) -> None:
        """SIGKILL with the claim in hand: silent at first, shown once when the claim runs out."""
        before = len(session.notes())

        killed = self.run(session, house.store, SOON, "before")
        early = self.run(session, house.store, SOON + timedelta(seconds=10))
        later = self.run(session, house.store, SOON + LEASE)
        again = self.run(session, house.store, SOON + 3 * LEASE)

        assert [one.returncode for one in (killed, early, later, again)] == [-9, 0, 0, 0]
        assert [one.stdout for one in (killed, early, later, again)] == ["", "", "1", ""]
        assert len(session.wait_for_notes(before + 1)) == before + 1

    def test_from_the_clock_to_the_button(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The clock reaches it, the desktop shows it, Done is pressed: the row says kept."""

        def keep(action: str, promises: tuple[int, ...]) -> None:
            if action == "done":
                keeping = "UPDATE promises SET state = 'kept' WHERE id = ?"
                house.store.db.execute(keeping, promises)

        with DesktopSession(house.store.path.parent / "desktop") as own:
            for name, value in own.env.items():
                monkeypatch.setenv(name, value)
            desktop = Desktop(keep)
            desktop.start()
            rules = resting_rules()
            asks = Asks(
                planned=house.planned,
                may_speak=lambda now, one: one.at <= now,
                claim=house.notified.claim,
                confirm=house.notified.confirm,
                reachable=lambda: desktop.channel is not None,
                show=lambda found: desktop.show(notice_about(found, house.now, BERLIN, rules)),
            )
            watcher = Watcher(asks, lambda: house.now)
            house.now = SOON - timedelta(hours=1)
            watcher.start()
            house.now = SOON
            watcher.poke()
            own.wait_for_notes(1)
            own.press("Done")
            eventually(lambda: rows(house.store) == [], "the row says kept")
            watcher.stop()
            desktop.stop()
