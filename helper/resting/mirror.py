"""The private look back over one week (B80): sums for the user alone, never a ranking.

What is counted is what the user can be glad of or can plan with: mails read by kind, answers,
the own time to a first answer with its n, promises made and kept and how their times fitted,
where the time went, how threads ended, thanks received.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from helper import basis
from helper.contracts import (
    Calibration,
    Insights,
    LevelMove,
    Note,
    Thanks,
    TimeSpent,
    WeekOfTime,
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


def insights(  # noqa: PLR0913 - one argument for each sum in the mirror
    since: datetime,
    until: datetime,
    *,
    read: Mapping[str, int],
    answered: int,
    response_minutes: Sequence[float],
    promised: int,
    kept: int,
    broken: int,
    thanks: int,
    time: tuple[TimeSpent, ...] = (),
    weeks: tuple[WeekOfTime, ...] = (),
    calibration: Calibration | None = None,
    moves: tuple[LevelMove, ...] = (),
    recovered: tuple[Thanks, ...] = (),
    note: Note | None = None,
) -> Insights:
    """The mirror of one stretch of time.

    ``response_minutes`` are working minutes from receiving a mail to its first answer.
    ``promised`` counts those made in this time, ``kept`` and ``broken`` those that ended in it,
    whenever they were made. A new time agreed upon is a promise kept or broken later.
    """
    return Insights(
        since=since,
        until=until,
        read={kind: n for kind, n in read.items() if n},
        answered=answered,
        first_response=basis.of_history(FIRST_RESPONSE, response_minutes)
        if response_minutes
        else None,
        promised=promised,
        kept=kept,
        broken=broken,
        thanks=thanks,
        time=time,
        weeks=weeks,
        calibration=calibration,
        moves=moves,
        recovered=recovered,
        note=note,
    )


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
