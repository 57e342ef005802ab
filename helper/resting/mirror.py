"""What the private look back over one week reckons out (B80): never a ranking.

It is what the user can be glad of or can plan with: the own time to a first answer with its n,
how the times given fitted, how threads ended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from helper import basis
from helper.contracts import (
    Basis,
    Calibration,
    LevelMove,
)
from helper.rulebook.rhythm import WEEKDAYS, RhythmRules
from helper.workdays import at

FIRST_RESPONSE = "first_response"
"""The work whose `Basis` stands in the mirror."""
WEEKS = 8
"""So far back the mirror shows where time went."""
_WHOLE = 100


def week(now: datetime, zone: ZoneInfo, rhythm: RhythmRules) -> tuple[datetime, datetime]:
    """From the start of this week in ``zone`` to ``now``."""
    today = now.astimezone(zone).date()
    first = WEEKDAYS.index(rhythm.conventions.week_start)
    start = today - timedelta(days=(today.weekday() - first) % len(WEEKDAYS))
    midnight = datetime.min.time()
    return at(start, midnight, zone), now


def first_response(minutes: Sequence[float]) -> Basis | None:
    """What the times to first answers say; ``None`` when there is nothing to look back on.

    ``minutes`` are working minutes from receiving a mail to its first answer.
    """
    return basis.of_history(FIRST_RESPONSE, minutes) if minutes else None


def calibrated(ended: Sequence[tuple[datetime, datetime, datetime]]) -> Calibration | None:
    """How well offered times fitted. Each promise is (made, due, closed); ``None`` without any.

    100 percent means done exactly when it was due; less is room to spare, more is late.
    """
    used = [
        (closed - made) / (due - made) * 100 for made, due, closed in ended if due > made <= closed
    ]
    if not used:
        return None
    return Calibration(
        n=len(used),
        in_time=sum(percent <= _WHOLE for percent in used),
        p50_percent=basis.within(used, basis.HALF),
        p80_percent=basis.within(used, basis.FOUR_OF_FIVE),
    )


def level_moves(threads: Sequence[tuple[int, int]]) -> tuple[LevelMove, ...]:
    """Threads by their first and last level, the hottest beginning first."""
    counted = Counter(threads)
    ordered = sorted(counted.items(), key=lambda item: (-item[0][0], item[0][1]))
    return tuple(LevelMove(first=a, last=b, threads=n) for (a, b), n in ordered)


def week_starts(now: datetime, zone: ZoneInfo, rhythm: RhythmRules) -> list[datetime]:
    """The beginnings of the latest `WEEKS` weeks, this one last."""
    start, _ = week(now, zone, rhythm)
    first = start.astimezone(zone).date()
    days = [first - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    return [at(day, datetime.min.time(), zone) for day in days]
