"""Two times the user can keep and the customer can choose between (B38, B41, B51).

The time comes from the user's own past, not from hope: people who plan from what they want
are late, people who tie the forecast to their own history are not (Buehler 1994). The sooner
option is a first look, at the median of the user's first answers; the later one is everything,
at the 80th percentile of how long such matters took until the last word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo

from helper import basis
from helper.contracts import Basis, Reading, Timeline, TimeOption
from helper.rulebook import Rulebook
from helper.rulebook.writing import TimeWords
from helper.text import blank
from helper.workdays import add_working_time, next_in_block, open_blocks, open_hours, spans

_PHONE = re.compile(
    r"(?<![A-Za-z0-9/.-])(?:\+\d|\(?0|1[3-9](?=\d{9}(?!\d)))"
    r"(?:[ ()/.-]{0,2}\d){7,13}(?![A-Za-z0-9/-])"
)
"""A number to call: it begins with +, with 0, or as a Chinese mobile does; an order does not."""

_NEAR_DAYS = 6
_NOON = 12
_MAX_BLOCKS = 400
_PATIENCE = timedelta(days=7)
_SHORTLY = timedelta(minutes=10)
_SHORT = ((15, 15), (5, 5))
"""So far into a block, and so round, is a time where all blocks are too short for the rules."""
_CLOCKS_CHANGE = (((2, 22), (4, 10)), ((8, 31), (11, 8)))
"""From month and day to month and day: two weeks before the first change to the last one."""
_STEADY = (timedelta(hours=5), timedelta(hours=9))
"""From Pakistan to Japan no clock changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a mail asks of the times, by its words and by how its writer feels.

    ``pressing`` is a mail that can't wait, so that the look comes as early as it can; of a
    ``quick`` one a word will do, which is a matter of minutes. ``by`` is when the customer needs
    it: the look comes before that if it can. ``call`` is when they would like to be called; it is
    taken up if it lies in working hours.
    """

    pressing: bool = False
    quick: bool = False
    by: datetime | None = None
    call: datetime | None = None


NO_WISH = Wish()


def offer(  # noqa: PLR0913, PLR0917 - one argument per thing the desk knows
    work: str,
    minutes: Sequence[int],
    book: Rulebook,
    zone: ZoneInfo,
    now: datetime,
    received: datetime | None = None,
    *,
    whole: Sequence[int] = (),
    language: str = "en",
    taken: Sequence[datetime] = (),
    there: tzinfo | None = None,
    wish: Wish = NO_WISH,
    after: datetime | None = None,
) -> Timeline:
    """A first look and a full answer, both inside the user's own support blocks.

    Args:
        work: the kind of work, a key of ``rules/timeline.yaml`` (else ``support`` speaks).
        minutes: working minutes to the user's first answers to such mails; may be empty.
        book: the rule book.
        zone: where the user works; times and labels are in it.
        now: aware; nothing is offered before it.
        received: when the mail came; counts only if it lies after ``now`` (a skewed clock).
        whole: working minutes until such matters were settled; while there are too few of
            them, the first answers speak for the later time as well.
        language: whose words label the times.
        taken: when open promises fall due; a block that holds enough of them gets no more, except
            for the look at a mail that is pressing: a word to who is upset waits for none (C4).
        there: where the customer is, as `zone_of` found it; labels then say their time as well.
        wish: what the mail asks of the times.
        after: the time promised before, which cannot be kept: the answer comes behind it.
    """
    rules = book.timeline
    known = _basis(work, minutes, whole, book)
    start = max(now, received) if received else now
    sooner = rules.quick_minutes if wish.quick else rules.look_minutes
    sooner = min(sooner, rules.pressing_minutes) if wish.pressing else sooner
    before = () if wish.pressing else taken
    look = _moment(book, start, min(sooner, known.p50_minutes), zone, before)
    if wish.by and wish.by < look:
        look = _in_time(book, start, wish.by, zone) or look
    if wish.call and _at_work(book, start, wish.call, zone):
        look = wish.call.astimezone(zone)
    answer = max(
        _moment(book, start, known.p80_minutes, zone, taken),
        _moment(book, max(look, after or look), rules.apart_minutes, zone, taken),
    )
    words = book.replying[language].times
    by_look, by_answer = (_unchanged(there, at) for at in (look, answer))
    options = (
        TimeOption(at=look, label=both(look, now, zone, words, by_look), what="look"),
        TimeOption(at=answer, label=both(answer, now, zone, words, by_answer), what="answer"),
    )
    return Timeline(zone=zone.key, options=options, basis=known)


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
    ours = label(at, now, zone, words)
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


def call(offered: Timeline, words: TimeWords, reading: Reading) -> str | None:
    """A call by the sooner time, as a promise to be sent: so the ledger reminds of it (B61).

    Nobody is asked for a number that stands in their mail (B21).
    """
    quotes = [one for one in reading.noise if one.kind == "quote"]
    is_known = _PHONE.search(blank(reading.text, quotes)) is not None
    said = (is_known and words.call_known) or words.call
    return said.format(time=offered.options[0].label) or None


def answering(book: Rulebook) -> Basis:
    """Time at the keyboard for one answer, for the estimate in the morning's digest."""
    return basis.of_rules("answering", book.timeline.answering)


def _basis(work: str, minutes: Sequence[int], whole: Sequence[int], book: Rulebook) -> Basis:
    """Half of the first answers, and four of five whole matters; ``n`` of the rarer ones."""
    rules = book.timeline
    if len(minutes) < rules.least_history:
        return basis.of_rules(work, rules.works.get(work, rules.works["support"]), len(minutes))
    first = basis.of_history(work, minutes)
    settled = basis.of_history(work, whole) if len(whole) >= rules.least_history else first
    return replace(
        first,
        n=min(first.n, settled.n),
        p80_minutes=max(first.p50_minutes, settled.p80_minutes),
    )


def _moment(
    book: Rulebook, start: datetime, minutes: int, zone: ZoneInfo, taken: Sequence[datetime]
) -> datetime:
    """The first fit time in a support block once ``minutes`` of working time have passed."""
    rules = book.timeline
    ready = add_working_time(book.rhythm, start, timedelta(minutes=minutes), zone)
    steps = ((rules.into_block_minutes, rules.grain_minutes), *_SHORT)
    fits = (_fit(book, (start, ready), zone, taken, *step) for step in steps)
    return next(filter(None, fits), None) or _round_up(
        next_in_block(book.rhythm, ready, zone), _SHORT[-1][1]
    )


def _fit(  # noqa: PLR0913, PLR0917 - what is free, and how round it is to be
    book: Rulebook,
    span: tuple[datetime, datetime],
    zone: ZoneInfo,
    taken: Sequence[datetime],
    into_minutes: int,
    grain: int,
) -> datetime | None:
    """The first round time in a block that is free and goes so far into it.

    The ``span`` goes from now until one is ready. Free is a block that holds few promises; of
    these the first is taken by which the blocks can keep all that falls due, as the checklist
    asks, unless nobody would wait so long for it.
    """
    first = None
    now, ready = span
    into, most = timedelta(minutes=into_minutes), book.timeline.per_block
    blocks = spans(book.rhythm, now, zone, open_blocks(book.rhythm))
    for number, (start, end) in enumerate(islice(blocks, _MAX_BLOCKS), 1):
        begin = max(start, ready)
        at = _round_up((begin + into).astimezone(zone), grain)
        due_then = sum(begin <= due <= end for due in taken)
        due_by_then = sum(due <= at for due in taken)
        if at >= end or due_then >= most:
            continue
        if due_by_then < number * most:
            return at
        first = first or at
        if at > first + _PATIENCE:
            break
    return first


def _in_time(book: Rulebook, start: datetime, needed: datetime, zone: ZoneInfo) -> datetime | None:
    """A round time between now and ``needed``, else shortly before it, if one works then.

    Where too little is left to do anything, the soonest one can keep: whether that still helps
    is asked. Where nobody works any more before it, the end of the day that is left.
    """
    if needed <= start:
        return None
    soonest = _round_up((start + _SHORTLY).astimezone(zone), _SHORT[-1][1])
    grain = book.timeline.grain_minutes
    round_one = _round_up(needed - timedelta(minutes=2 * grain - 1), grain).astimezone(zone)
    tried = (round_one, max(needed.astimezone(zone) - _SHORTLY, soonest))
    in_hours = next((at for at in tried if at >= soonest and _at_work(book, start, at, zone)), None)
    begin, end = next(spans(book.rhythm, start, zone, open_hours(book.rhythm)))
    is_left = begin == start and end - start >= _SHORTLY and end < needed
    return in_hours or (end.astimezone(zone) if is_left else None)


def _at_work(book: Rulebook, start: datetime, at: datetime, zone: ZoneInfo) -> bool:
    """Whether ``at`` lies ahead, and in working hours that are not quiet."""
    hours = next(spans(book.rhythm, at, zone, open_hours(book.rhythm)))
    return start < at and hours[0] == at


def _round_up(at: datetime, grain: int) -> datetime:
    """The next wall-clock minute divisible by ``grain``, never earlier than ``at``."""
    over = timedelta(minutes=at.minute % grain, seconds=at.second, microseconds=at.microsecond)
    rest = timedelta(minutes=grain) - over if over else timedelta()
    # Added in UTC, so that a clock change in between neither skips nor repeats an hour.
    return (at.astimezone(UTC) + rest).astimezone(at.tzinfo)
