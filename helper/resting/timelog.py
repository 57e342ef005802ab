"""Where the week's time went: planned, or firefighting (000:43, 000:49, B77).

A minute with customers' mail inside one of the user's own support blocks was planned. Outside
them the mail decided what was worked on and when: that is the fire. Both are sums for the user
alone; there is no target, no rate and nothing per mail.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from helper import basis
from helper.contracts import Basis, Block, Kind, Stretch, TimeSpent, WeekOfTime
from helper.resting.rhythm import blocks_of
from helper.rulebook.rhythm import RhythmRules
from helper.workdays import at

_MINUTE = timedelta(minutes=1)
_NOTHING = timedelta()


class Plan:
    """The support blocks by day, each day looked up once."""

    def __init__(self, zone: ZoneInfo, rhythm: RhythmRules) -> None:
        self.zone = zone
        self._rhythm = rhythm
        self._days: dict[date, tuple[Block, ...]] = {}

    def on(self, day: date) -> tuple[Block, ...]:
        """The blocks of a day on the user's calendar."""
        if day not in self._days:
            noon = at(day, time(12), self.zone)
            self._days[day] = blocks_of(noon, self.zone, self._rhythm)
        return self._days[day]


def spent(stretches: Sequence[Stretch], plan: Plan) -> tuple[TimeSpent, ...]:
    """Minutes by kind, in the order of `Kind`; kinds without any are left out."""
    planned: dict[Kind, timedelta] = defaultdict(timedelta)
    whole: dict[Kind, timedelta] = defaultdict(timedelta)
    for one in stretches:
        kind: Kind = one.kind or "none"
        whole[kind] += one.end - one.start
        planned[kind] += inside(one, plan)
    return tuple(
        TimeSpent(
            kind=kind,
            planned_minutes=_minutes(planned[kind]),
            unplanned_minutes=_minutes(whole[kind]) - _minutes(planned[kind]),
        )
        for kind in get_args(Kind)
        if _minutes(whole[kind])
    )


def weeks(
    stretches: Sequence[Stretch], starts: Sequence[datetime], plan: Plan
) -> tuple[WeekOfTime, ...]:
    """The same for each week that begins at one of ``starts``; other mail than customers' too."""
    piles: dict[int, list[Stretch]] = defaultdict(list)
    for one in stretches:
        piles[bisect_right(starts, one.start)].append(one)
    return tuple(_week(start, piles[place], plan) for place, start in enumerate(starts, start=1))


def inside(stretch: Stretch, plan: Plan) -> timedelta:
    """How much of a stretch lies in support blocks."""
    overlaps = (
        min(stretch.end, block.end) - max(stretch.start, block.start)
        for day in _days(stretch, plan.zone)
        for block in plan.on(day)
    )
    return sum((overlap for overlap in overlaps if overlap > _NOTHING), _NOTHING)


def answering(minutes: Sequence[int], default: Basis, least: int) -> Basis:
    """Time at the keyboard for one reply: one's own history, once it holds ``least`` replies."""
    if len(minutes) < least:
        return replace(default, n=len(minutes))
    return basis.of_history(default.work, minutes)


def _week(start: datetime, stretches: Sequence[Stretch], plan: Plan) -> WeekOfTime:
    sums = spent(stretches, plan)
    return WeekOfTime(
        since=start,
        planned_minutes=sum(one.planned_minutes for one in sums),
        unplanned_minutes=sum(one.unplanned_minutes for one in sums),
    )


def _days(stretch: Stretch, zone: ZoneInfo) -> Iterator[date]:
    """The local days a stretch touches."""
    day = stretch.start.astimezone(zone).date()
    last = stretch.end.astimezone(zone).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def _minutes(time: timedelta) -> int:
    return round(time / _MINUTE)
