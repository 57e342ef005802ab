"""When a promise is late: from when on it is broken, and from when on nobody speaks of it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from helper.contracts import Promise
from helper.workdays import at

GRACE = {"minute": timedelta(minutes=15), "hour": timedelta(hours=1)}
"""How long a promise with a clock may be late before it counts as broken."""

STALE = timedelta(days=30)
"""A promise broken longer ago stands in the ledger, but is not brought up any more. What slipped
while the computer was off for a holiday is: nobody has heard of it yet."""


def grace_ends(promise: Promise) -> datetime | None:
    """From when on a promise is broken: a day said without a clock lasts to its midnight."""
    if promise.due is None:
        return None
    if promise.grain in GRACE:
        return promise.due.astimezone(UTC) + GRACE[promise.grain]
    return _midnight_after(promise.due, promise.zone)


def is_day_over(promise: Promise, now: datetime) -> bool:
    """Whether the day it was promised for is past."""
    return promise.due is not None and now >= _midnight_after(promise.due, promise.zone)


def _midnight_after(moment: datetime, zone: str) -> datetime:
    place = ZoneInfo(zone)
    return at(moment.astimezone(place).date() + timedelta(days=1), time(0), place)
