"""An offer to step away, when the day has been a lot (B73).

Tired and swamped people answer badly (002:28), and a walk mends mood and attention (002:46).
So after several hot mails in a row, or a long stretch without a rest, a break is offered:
once for each such run, never ordered, and nothing is kept of whether it was taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from helper.contracts import ANGRY, Pause, Stretch
from helper.rulebook.resting import PauseWords
from helper.rulebook.rhythm import PauseRules


def offer(
    stretches: Sequence[Stretch], now: datetime, rules: PauseRules, words: PauseWords
) -> Pause | None:
    """A break to offer at ``now``, or none. ``stretches`` are those of today, in order."""
    run = since_rest(stretches, now, timedelta(minutes=rules.rest_minutes))
    if not run:
        return None
    hot = hot_run(run)
    if len({one.thread for one in hot}) >= rules.hot_mails:
        return Pause(reason="hot", since=hot[0].start, minutes=rules.walk_minutes, line=words.hot)
    if now - run[0].start >= timedelta(minutes=rules.long_minutes):
        return Pause(reason="long", since=run[0].start, minutes=rules.walk_minutes, line=words.long)
    return None


def since_rest(stretches: Sequence[Stretch], now: datetime, rest: timedelta) -> list[Stretch]:
    """The stretches since the last rest of at least ``rest``; none while one is being had."""
    run: list[Stretch] = []
    after = now
    for one in reversed(stretches):
        if after - one.end >= rest:
            break
        run.insert(0, one)
        after = one.start
    return run


def hot_run(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The hot mails at the end of a run, with nothing calmer after them."""
    hot: list[Stretch] = []
    for one in reversed(stretches):
        if (one.level or 0) < ANGRY:
            break
        hot.insert(0, one)
    return hot
