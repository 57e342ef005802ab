"""How a time that is offered is said: on the user's clock, and on the customer's own as well."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from helper.rulebook.writing import TimeWords

_NEAR_DAYS = 6
_NOON = 12
_CLOCKS_CHANGE = (((2, 22), (4, 10)), ((8, 31), (11, 8)))
"""From month and day to month and day: two weeks before the first change to the last one."""
_STEADY = (timedelta(hours=5), timedelta(hours=9))
"""From Pakistan to Japan no clock changes."""


def zone_of(received: datetime | None, zone: ZoneInfo, now: datetime) -> tzinfo | None:
    """Where the customer is, if the offset of their mail surely says so; else ``None``.

    Offset zero may only mean that a program wrote it, and the user's own offset that the mail
    client shows its own time. While clocks change, an offset of a zone that may change with
    them says nothing of next week.
    """
    offset = received.utcoffset() if received else None
    if not received or not offset or offset == now.astimezone(zone).utcoffset():
        return None
    return _unchanged(timezone(offset), now)


def _unchanged(there: tzinfo | None, at: datetime) -> tzinfo | None:
    """``there``, unless its clocks may change about ``at``."""
    offset = there.utcoffset(at) if isinstance(there, timezone) else None
    if offset is None or _STEADY[0] <= offset <= _STEADY[1]:
        return there
    day = (at.month, at.day)
    return None if any(first <= day <= last for first, last in _CLOCKS_CHANGE) else there


def both(
    at: datetime, now: datetime, zone: ZoneInfo, words: TimeWords, there: tzinfo | None
) -> str:
    """The label of ``at`` in the user's time, and in the customer's where it is another one."""
    ours, there = label(at, now, zone, words), _unchanged(there, at)
    if there is None or at.astimezone(there).utcoffset() == at.astimezone(zone).utcoffset():
        return ours
    other_day = at.astimezone(there).date() != at.astimezone(zone).date()
    form = words.theirs_other_day if other_day else words.theirs
    return ours + say(at.astimezone(there), form, words)


def label(at: datetime, now: datetime, zone: ZoneInfo, words: TimeWords) -> str:
    """How a person would say ``at`` when writing ``now``; exact to the minute."""
    there = at.astimezone(zone)
    today = now.astimezone(zone).date()
    days = (there.date() - today).days
    if days in (0, 1):
        form = words.today if days == 0 else words.tomorrow
    elif 0 < days <= _NEAR_DAYS:
        rolls = there.weekday() < today.weekday()
        form = (rolls and words.next_week) or words.weekday
    else:
        form = words.date
    return say(there, form, words)


def say(there: datetime, form: str, words: TimeWords) -> str:
    """Fill one of the forms of `TimeWords` with a local moment."""
    return form.format(
        clock=_clock(there, words),
        weekday=words.weekdays[there.weekday()],
        day=there.day,
        month=words.months[there.month - 1],
        year=there.year,
    )


def _clock(there: datetime, words: TimeWords) -> str:
    if not words.hours:
        return f"{there:%H:%M}"
    form = {0: "{hour}", 30: words.half}.get(there.minute, words.minutes)
    return form.format(
        hour=words.hours[there.hour],
        minute=there.minute,
        digits=f"{there:%I:%M}".lstrip("0"),
        side=words.sides[there.hour >= _NOON],
    )
