"""Would the times we offer have been kept? The past answers, one after the other (B41)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import mean
from zoneinfo import ZoneInfo

from helper.contracts import Kind
from helper.remembering.past.history import MOST_ANSWERS
from helper.replying.composing import timeline
from helper.rulebook import Rulebook
from helper.workdays import working_time_between


@dataclass(frozen=True, slots=True)
class Answer:
    """A mail, and when the last word on it was sent."""

    work: Kind
    received: datetime
    sent: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """Had each time been offered as it would be now: how many of ``n`` would have been kept.

    ``minutes`` is the mean working time from a mail to the time offered.
    """

    n: int
    kept: int
    minutes: int


def backtest(answers: Sequence[Answer], book: Rulebook, zone: ZoneInfo) -> Backtest:
    """Each answer against the time that those before it would have made us offer."""
    past: defaultdict[str, list[int]] = defaultdict(list)
    kept: list[bool] = []
    widths: list[int] = []

    def minutes(start: datetime, end: datetime) -> int:
        return int(working_time_between(book.rhythm, start, end, zone).total_seconds() / 60)

    for one in sorted(answers, key=lambda answer: answer.received):
        known = past[one.work]
        if len(known) >= book.timeline.least_history:
            latest = known[-MOST_ANSWERS:]
            offered = timeline.offer(one.work, latest, book, zone, one.received).options[-1]
            kept.append(one.sent <= offered.at)
            widths.append(minutes(one.received, offered.at))
        known.append(minutes(one.received, one.sent))
    return Backtest(n=len(kept), kept=sum(kept), minutes=round(mean(widths or [0])))
