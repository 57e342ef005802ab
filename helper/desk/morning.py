"""The morning in one notification, also where no browser runs (B74).

Of the inbox the helper knows only what was opened, so a browser that sees the whole list goes
first: it has the beginning of the first block to itself. Whoever speaks, it is once a day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from helper.contracts import Promise
from helper.desk.reminding import Channel
from helper.remembering.reminding.announced import Announced
from helper.remembering.reminding.notices import Notice
from helper.resting import digest, rhythm
from helper.rulebook.resting import RestingRules
from helper.rulebook.rhythm import RhythmRules
from helper.workdays import at, open_blocks

BROWSER_FIRST = timedelta(minutes=10)
"""So long after the first block began the helper keeps silent, but for half of it at most."""
LATELY = timedelta(days=7)
"""What was opened longer ago and never answered was left on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """What the morning must ask of others: what is owed, and who may say it where."""

    promised: Callable[[datetime, ZoneInfo], Sequence[Promise]]
    things: Callable[[Sequence[Promise]], Mapping[int, str]]
    unanswered: Callable[[datetime], int]
    announced: Announced
    channel: Channel

    def look(self, now: datetime, zone: ZoneInfo, plan: RhythmRules, words: RestingRules) -> bool:
        """Say what today holds, if it is time and nobody did; true when it was shown."""
        today = now.astimezone(zone).date()
        if not _is_time(now, zone, plan) or self.announced.was(today) or not self.channel.check():
            return False
        owed, waiting = self.promised(now, zone), self.unanswered(now - LATELY)
        if not (owed or waiting) or not self.announced.claim(today):
            return False
        promised = digest.promised_line(owed, self.things(owed), words.digest)
        line = digest.morning_line(promised, waiting, words.digest)
        shown = self.channel.show(Notice(title=words.digest.morning, body=line))
        if not shown:  # a later look, or a browser, may still say it
            self.announced.release(today)
        return shown


def _is_time(now: datetime, zone: ZoneInfo, plan: RhythmRules) -> bool:
    if not rhythm.may_announce(now, zone, plan):
        return False
    first, day = open_blocks(plan)[0], now.astimezone(zone).date()
    start, end = at(day, first.start, zone), at(day, first.end, zone)
    return start + min(BROWSER_FIRST, (end - start) / 2) <= now < end
