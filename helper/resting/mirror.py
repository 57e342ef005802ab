"""The private look back over one week (B80): sums for the user alone, never a ranking.

What is counted is what the user can be glad of or can plan with: mails read by kind, answers,
the own time to a first answer with its n, promises made and kept, thanks received.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from helper.contracts import Basis, Insights
from helper.rulebook.rhythm import WEEKDAYS, RhythmRules
from helper.workdays import at

FIRST_RESPONSE = "first_response"
"""The work whose `Basis` stands in the mirror."""


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
        first_response=_basis(response_minutes),
        promised=promised,
        kept=kept,
        broken=broken,
        thanks=thanks,
    )


def _basis(minutes: Sequence[float]) -> Basis | None:
    """The middle and the four-of-five mark; ``None`` when there is nothing to look back on."""
    if not minutes:
        return None
    return Basis(
        work=FIRST_RESPONSE,
        n=len(minutes),
        p50_minutes=_share(minutes, 0.5),
        p80_minutes=_share(minutes, 0.8),
        source="history",
    )


def _share(minutes: Sequence[float], share: float) -> int:
    """The least whole minute within which at least ``share`` of them lie (nearest rank)."""
    ordered = sorted(minutes)
    return ceil(ordered[max(0, ceil(share * len(ordered)) - 1)])
