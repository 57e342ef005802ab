"""When to speak and when to be silent: support blocks, quiet hours, days off (B75, B76).

A notification waits for the next support block (000:101, 000:109: support must not rule the
day). Two things may not wait that long:

* A warning whose promise would slip before the next block is open for long enough. It must
  come before the slip, or the customer goes home without a word (000:89, B40). It speaks as
  soon as it may inside working hours, and when no working hour is left between the moment it
  was planned for and the slip, in the last block before: a promise for Sunday warns on Friday.
* A promise that falls due, if the user allows it (``due_may_break_in``). It is the only thing
  that may break quiet hours, weekends and days off.

Pure functions of a moment, a zone and `RhythmRules`; the clock is always an argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from helper.contracts import Block, Day, Pause, Promise, Reminder
from helper.rulebook.resting import RestingRules
from helper.rulebook.rhythm import RhythmRules
from helper.workdays import at, covers, is_working_day, open_blocks, open_hours, spans

_LOOK_BACK_DAYS = 60
"""A stretch without a single working day that is longer than this is no holiday any more."""


def blocks_of(now: datetime, zone: ZoneInfo, rhythm: RhythmRules) -> tuple[Block, ...]:
    """The support blocks of the day ``now`` lies in; none on a day off."""
    today = now.astimezone(zone).date()
    if not is_working_day(rhythm, today):
        return ()
    return tuple(
        Block(start=at(today, part.start, zone), end=at(today, part.end, zone))
        for part in rhythm.blocks
    )


def next_block(now: datetime, zone: ZoneInfo, rhythm: RhythmRules) -> Block:
    """The first block that opens after ``now``: where a snoozed promise comes back."""
    found = (
        Block(start=start.astimezone(zone), end=end.astimezone(zone))
        for start, end in spans(rhythm, now, zone, open_blocks(rhythm))
        if start > now
    )
    return next(found)


def in_block(now: datetime, zone: ZoneInfo, rhythm: RhythmRules) -> bool:
    """Whether ``now`` is planned for support."""
    return any(block.start <= now < block.end for block in blocks_of(now, zone, rhythm))


def is_quiet(now: datetime, zone: ZoneInfo, rhythm: RhythmRules) -> bool:
    """Whether ``now`` belongs to rest: quiet hours, a weekend, a holiday, a day off."""
    local = now.astimezone(zone)
    return not is_working_day(rhythm, local.date()) or covers(rhythm.quiet_hours, local.time())


def may_speak(now: datetime, reminder: Reminder, rhythm: RhythmRules, zone: ZoneInfo) -> bool:
    """Whether this reminder may be shown at ``now``; see the top of this file for the rules.

    A reminder planned for later (``at`` ahead of ``now``) may already speak when this is the
    last good chance, so ask about planned ones too.
    """
    if now < speaks_from(reminder, rhythm, zone):
        return False
    if reminder.stage == "due" and rhythm.due_may_break_in:
        return True
    if is_quiet(now, zone, rhythm):
        return False
    return may_announce(now, zone, rhythm) or (
        _in_working_hours(now, zone, rhythm) and _would_slip(now, reminder, rhythm, zone)
    )


def may_announce(now: datetime, zone: ZoneInfo, rhythm: RhythmRules) -> bool:
    """Whether the inbox may speak up: in a support block, never in quiet hours or on a day off.

    Where every block is quiet, it is in the working hours: nobody set them to hear nothing.
    """
    clock = now.astimezone(zone).time()
    is_open = any(part.start <= clock < part.end for part in open_blocks(rhythm))
    return is_open and not is_quiet(now, zone, rhythm)


def speaks_from(reminder: Reminder, rhythm: RhythmRules, zone: ZoneInfo) -> datetime:
    """The earliest moment this reminder may speak at.

    That is its own moment, unless it is a warning with no chance to speak between then and
    its due time: then the start of the last block before. A snooze is never cut short.
    """
    due, snoozed = reminder.promise.due, reminder.promise.snoozed
    if reminder.stage != "soon" or due is None or snoozed == reminder.at:
        return reminder.at
    if _can_speak(reminder.at, due, rhythm, zone):
        return reminder.at
    return _last_block_before(reminder.at, rhythm, zone) or reminder.at


def all_clear(
    next_promise: Promise | None, now: datetime, zone: ZoneInfo, rules: RestingRules
) -> str:
    """The line that lets the user stop, such as "Nothing is promised before Thu 10:00"."""
    if next_promise is None:
        return rules.all_clear.nothing
    person = rules.notices.call(next_promise.person)
    if next_promise.due is None:
        return rules.all_clear.unsolved.format(person=person)
    time_label = rules.labels.moment(next_promise.due, now, zone)
    if next_promise.due > now:
        return rules.all_clear.before.format(time=time_label)
    return rules.all_clear.waiting.format(person=person, time=time_label)


def day(  # noqa: PLR0913 - one argument for each thing the day is made of
    now: datetime,
    zone: ZoneInfo,
    rhythm: RhythmRules,
    rules: RestingRules,
    *,
    next_promise: Promise | None = None,
    slipped: Promise | None = None,
    reminders: Sequence[Reminder] = (),
    pause: Pause | None = None,
) -> Day:
    """Today at ``now``. ``reminders`` are those no desktop channel could show.

    Nobody rests well on a promise that has ``slipped`` without a word, so it is named first.
    """
    return Day(
        now=now,
        zone=zone.key,
        blocks=blocks_of(now, zone, rhythm),
        in_block=in_block(now, zone, rhythm),
        quiet=is_quiet(now, zone, rhythm),
        next_promise=next_promise,
        all_clear=all_clear(slipped or next_promise, now, zone, rules),
        reminders=tuple(reminders),
        pause=pause,
    )


def _in_working_hours(now: datetime, zone: ZoneInfo, rhythm: RhythmRules) -> bool:
    local = now.astimezone(zone)
    return is_working_day(rhythm, local.date()) and covers(rhythm.working_hours, local.time())


def _would_slip(now: datetime, reminder: Reminder, rhythm: RhythmRules, zone: ZoneInfo) -> bool:
    """Whether waiting for the next block would leave too little time before the slip."""
    due = reminder.promise.due
    if reminder.stage != "soon" or due is None or now >= due:
        return False
    lead = timedelta(minutes=rhythm.soon_at_least_minutes)
    return due < next_block(now, zone, rhythm).start + lead


def _can_speak(start: datetime, due: datetime, rhythm: RhythmRules, zone: ZoneInfo) -> bool:
    """Whether some moment from ``start`` on and before ``due`` is a working one, not quiet."""
    begin, _ = next(spans(rhythm, start, zone, open_hours(rhythm)), (due, due))
    return begin < due


def _last_block_before(moment: datetime, rhythm: RhythmRules, zone: ZoneInfo) -> datetime | None:
    """Where the last block opened that is over, or at least open, at ``moment``."""
    today = moment.astimezone(zone).date()
    for back in range(_LOOK_BACK_DAYS):
        day = today - timedelta(days=back)
        if is_working_day(rhythm, day):
            starts = (at(day, part.start, zone) for part in reversed(open_blocks(rhythm)))
            if start := next((start for start in starts if start < moment), None):
                return start
    return None
