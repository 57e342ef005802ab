"""One clock over all promises: a single thread that asks who wants attention now (B55).

No alarm per promise: what is planned stands in the ledger, so sleep, restart or a changed clock
lose nothing. The wall clock is read at every tick, for the wait itself does not count the time
a computer sleeps (cpython issue 85876); that is why no wait is longer than 30 seconds.

Each reminder is claimed in the database before it is shown and confirmed afterwards. A claim is
a lease: should the helper die in between, the reminder may be claimed again after a few minutes
and is shown then, so nothing is lost for ever and nothing is shown twice while all is well.
Without a desktop nothing is claimed; the reminders wait for the browser to show them.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from helper.clock import Clock
from helper.contracts import Reminder

LONGEST_WAIT = timedelta(seconds=30)
SHORTEST_WAIT = timedelta(seconds=0.5)


_STAGES = ("soon", "due", "missed", "held")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """What the watcher must ask of others.

    ``planned`` gives the reminders of promises that nobody has been shown yet, those that may
    speak early too. ``may_speak`` knows the rhythm of the day and that a reminder has its
    time. ``claim`` is true for one caller only; ``confirm`` says it was shown. ``reachable``
    tells whether there is a desktop, ``show`` whether it took the reminders, as one notice.
    """

    planned: Callable[[datetime], Sequence[Reminder]]
    may_speak: Callable[[datetime, Reminder], bool]
    claim: Callable[[Reminder, datetime], bool]
    confirm: Callable[[Reminder, datetime], None]
    reachable: Callable[[], bool]
    show: Callable[[Sequence[Reminder]], bool]


class Watcher:
    """The thread. `start` it, `poke` it when the plan has changed, `stop` it."""

    def __init__(self, asks: Asks, clock: Clock) -> None:
        self._asks = asks
        self._clock = clock
        self._stopping = threading.Event()
        self._awake = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin with a look at once: something may have fallen due while the helper was off."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the look under way and end."""
        self._stopping.set()
        self._awake.set()
        if self._thread.is_alive():
            self._thread.join()

    def poke(self) -> None:
        """Look again now: a promise was made, moved or closed."""
        self._awake.set()

    def waiting(self, now: datetime) -> tuple[Reminder, ...]:
        """What the browser should show, because no desktop can."""
        if self._asks.reachable():
            return ()
        return tuple(latest(self._speaking(self._asks.planned(now), now)))

    def look(self, now: datetime) -> tuple[Reminder, ...]:
        """Show what may speak at ``now``, all in one notice; gives what was shown."""
        return self._say(self._asks.planned(now), now)

    def _say(self, planned: Sequence[Reminder], now: datetime) -> tuple[Reminder, ...]:
        if not self._asks.reachable():
            return ()
        claimed = [one for one in self._speaking(planned, now) if self._asks.claim(one, now)]
        if not claimed:
            return ()
        speaking = latest(claimed)
        if not self._asks.show(speaking):
            _log.warning("%d reminders could not be shown; they are tried again", len(claimed))
            return ()
        for reminder in claimed:
            self._asks.confirm(reminder, now)
        return tuple(speaking)

    def _speaking(self, planned: Sequence[Reminder], now: datetime) -> list[Reminder]:
        return [one for one in planned if self._asks.may_speak(now, one)]

    def _watch(self) -> None:
        while not self._stopping.is_set():
            now = self._clock()
            try:
                planned = self._asks.planned(now)
                self._say(planned, now)
                wait = _until_next(planned, now)
            except Exception as error:  # noqa: BLE001 - the clock must never stop
                # Only the kind of error is logged: its text may quote a mail.
                _log.error("the watcher stumbled and goes on: %s", type(error).__name__)
                wait = LONGEST_WAIT
            self._awake.wait(wait.total_seconds())
            self._awake.clear()


def _until_next(planned: Sequence[Reminder], now: datetime) -> timedelta:
    """How long until the next planned moment, within bounds."""
    ahead = [one.at - now for one in planned if one.at > now]
    return max(SHORTEST_WAIT, min([LONGEST_WAIT, *ahead]))


def latest(reminders: Iterable[Reminder]) -> list[Reminder]:
    """One reminder for each promise, the latest stage, soonest due first.

    After a long sleep a promise may have been soon, due and missed: that is said once.
    """
    by_promise: dict[int, Reminder] = {}
    for reminder in sorted(reminders, key=lambda one: _STAGES.index(one.stage)):
        by_promise[reminder.promise.id] = reminder
    return sorted(by_promise.values(), key=lambda one: one.promise.due or one.at)
