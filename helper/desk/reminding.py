"""Where remembering and resting meet: which promise wants attention, and may it speak now?

The watcher's one clock, the ledger's reminders, the rhythm of the day and the channel that
shows a notice are put together here; what the user does with a notice comes back to the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from helper.clock import Clock
from helper.contracts import Promise, Reminder
from helper.remembering.keeping.ledger import Ledger
from helper.remembering.keeping.naming import things_of
from helper.remembering.reminding import reminders
from helper.remembering.reminding.notices import Notice, by_hand, notice_about, title_of
from helper.remembering.reminding.reminders import Notified
from helper.remembering.reminding.watcher import LONGEST_WAIT, Asks, Watcher
from helper.resting import rhythm
from helper.rulebook import Rulebook
from helper.rulebook.resting import RestingRules
from helper.settings import Settings


class Channel(Protocol):
    """Where reminders can be shown; `helper.remembering.reminding.notifying.Desktop` is one."""

    def check(self) -> bool:
        """Whether something can be shown there now."""

    def show(self, notice: Notice) -> bool:
        """Show it; true only when it was taken."""

    def clear(self, promise: int) -> None:
        """Take away what is shown about a promise that was dealt with."""

    def about(self) -> frozenset[int]:
        """The promises of which something is shown."""


class Locale(NamedTuple):
    """A language, and its words for the user's own screen."""

    language: str
    words: RestingRules


class Nowhere:
    """The channel of a desk without a desktop: reminders wait for the browser to show them."""

    def check(self) -> bool:
        """Nothing can be shown."""
        return False

    def show(self, _notice: Notice) -> bool:
        """Nothing was shown."""
        return False

    def clear(self, promise: int) -> None:
        """Nothing to take away."""

    def about(self) -> frozenset[int]:
        """Nothing is shown."""
        return frozenset()


class Reminding:
    """The watcher over all promises, and the memory of what was shown."""

    def __init__(  # noqa: PLR0913, PLR0917 - each is a part of the house it joins
        self,
        rules: Callable[[], Rulebook],
        ledger: Ledger,
        notified: Notified,
        settings: Callable[[], Settings],
        clock: Clock,
        channel: Channel,
        locale: Callable[[], Locale],
    ) -> None:
        self._rules = rules
        self._locale = locale
        self._ledger = ledger
        self._notified = notified
        self._settings = settings
        self._clock = clock
        self._channel = channel
        asks = Asks(
            planned=self._planned,
            may_speak=self._may_speak,
            claim=notified.claim,
            confirm=notified.confirm,
            reachable=channel.check,
            show=self._show,
        )
        self._watcher = Watcher(asks, clock)
        self.start = self._watcher.start
        self.stop = self._watcher.stop

    def changed(self, *promises: Promise) -> None:
        """The ledger changed: notices about these promises are old, and the plan is too."""
        for promise in promises:
            self._channel.clear(promise.id)
        self._watcher.poke()

    def look(self, now: datetime) -> tuple[Reminder, ...]:
        """Show what may speak at ``now``; the watcher's thread does so by itself."""
        return self._watcher.look(now)

    def could_not_open(self, promise: Promise, *, telling: bool) -> None:
        """A button led nowhere: say where the mail is, and where the words to send are."""
        self._channel.show(by_hand(promise, self._locale().words, telling=telling))

    def waiting(
        self, zone: ZoneInfo | None = None, locale: Locale | None = None
    ) -> tuple[Reminder, ...]:
        """What the browser should show, because no desktop can, with what it should say."""
        now = self._clock()
        zone, locale = zone or self._settings().timezone, locale or self._locale()
        found = self._watcher.waiting(now)
        things = self._things(found, locale)
        titles = (title_of(one, now, zone, locale.words, things) for one in found)
        return tuple(replace(one, title=title) for one, title in zip(found, titles, strict=True))

    def shown(self, promise: Promise) -> None:
        """The browser has shown what was due about ``promise``."""
        now = self._clock()
        for reminder in reminders.upcoming([promise], now, self._rules().rhythm):
            if self._may_speak(now, reminder):
                self._notified.confirm(reminder, now)

    def _planned(self, now: datetime) -> Sequence[Reminder]:
        """What may speak before the next look, or else not before the next block.

        A warning whose last chance is now has its moment before that block; what is planned for
        later can wait for a later look.
        """
        self._take_away_outdated()
        self._ledger.mark_missed(now)
        rules = self._rules().rhythm
        block = rhythm.next_block(now, self._settings().timezone, rules)
        until = max(now + LONGEST_WAIT, block.start)
        rows = [*self._ledger.watched(now, until), *self._ledger.to_follow_up(now)]
        return self._notified.unshown(reminders.upcoming(rows, now, rules))

    def _may_speak(self, now: datetime, reminder: Reminder) -> bool:
        if self._settings().notify == "nowhere":
            return False
        return rhythm.may_speak(now, reminder, self._rules().rhythm, self._settings().timezone)

    def _take_away_outdated(self) -> None:
        """Whom `aizuchi forget` deleted, in a process of its own, no notice may name any more.

        Nor may one tell a time that a mail of the user moved or took back, or that an import found
        to be kept.
        """
        for number in self._ledger.outdated(self._channel.about()):
            self._channel.clear(number)

    def _show(self, speaking: Sequence[Reminder]) -> bool:
        zone, locale = self._settings().timezone, self._locale()
        things = self._things(speaking, locale)
        return self._channel.show(notice_about(speaking, self._clock(), zone, locale.words, things))

    def _things(self, speaking: Sequence[Reminder], locale: Locale) -> dict[int, str]:
        """What is promised, where that was said in the language of the notice."""
        rows = (one.promise for one in speaking if one.promise.language == locale.language)
        return things_of(rows, self._rules())
