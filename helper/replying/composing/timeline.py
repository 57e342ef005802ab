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
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo

from helper import basis
from helper.contracts import Basis, Reading, Timeline, TimeOption
from helper.replying.composing.labels import both
from helper.rulebook import Rulebook
from helper.rulebook.writing import TimeWords
from helper.text import blank
from helper.workdays import add_working_time, next_in_block, open_blocks, open_hours, spans

_PHONE = re.compile(
    r"(?<![A-Za-z0-9/.-])(?:\+\d|\(?0|1[3-9](?=\d{9}(?!\d)))"
    r"(?:[ ()/.-]{0,2}\d){7,13}(?![A-Za-z0-9/-])"
)
"""A number to call: it begins with +, with 0, or as a Chinese mobile does; an order does not."""

_MAX_BLOCKS = 400
_PATIENCE = timedelta(days=7)
_SHORTLY = timedelta(minutes=10)
_SHORT = ((15, 15), (5, 5))
"""So far into a block, and so round, is a time where all blocks are too short for the rules."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What binds the user beside the mail.

    Nothing is offered before ``earliest``: when an absence ends, or when a mail came that is dated
    ahead by a skewed clock. ``after`` is the time promised before, which cannot be kept: the answer
    comes behind it. ``taken`` is when open promises fall due; a block that holds enough of them
    gets no more, except for the look at a mail that is pressing: a word to who is upset waits for
    none (C4).
    """

    earliest: datetime | None = None
    after: datetime | None = None
    taken: Sequence[datetime] = ()


NO_LIMITS = Limits()


def offer(  # noqa: PLR0913 - one argument per thing the desk knows
    work: str,
    minutes: Sequence[int],
    book: Rulebook,
    zone: ZoneInfo,
    now: datetime,
    *,
    whole: Sequence[int] = (),
    language: str = "en",
    there: tzinfo | None = None,
    wish: Wish = NO_WISH,
    limits: Limits = NO_LIMITS,
) -> Timeline:
    """A first look and a full answer, both inside the user's own support blocks.

    Args:
        work: the kind of work, a key of ``rules/timeline.yaml`` (else ``support`` speaks).
        minutes: working minutes to the user's first answers to such mails; may be empty.
        book: the rule book.
        zone: where the user works; times and labels are in it.
        now: aware; nothing is offered before it.
        whole: working minutes until such matters were settled; while there are too few of
            them, the first answers speak for the later time as well.
        language: whose words label the times.
        there: where the customer is, as `zone_of` found it; labels then say their time as well.
        wish: what the mail asks of the times.
        limits: what binds the user beside it.
    """
    known = _basis(work, minutes, whole, book)
    start = max(now, limits.earliest) if limits.earliest else now
    agenda = _Agenda(book, zone, start, limits.taken)
    look = _look(agenda, known.p50_minutes, wish)
    later = replace(agenda, start=max(look, limits.after or look))
    answer = max(
        agenda.time_after(known.p80_minutes), later.time_after(book.timeline.apart_minutes)
    )
    words = book.replying[language].times
    options = (
        TimeOption(at=look, label=both(look, now, zone, words, there), what="look"),
        TimeOption(at=answer, label=both(answer, now, zone, words, there), what="answer"),
    )
    return Timeline(zone=zone.key, options=options, basis=known)


def _look(agenda: _Agenda, usual: int, wish: Wish) -> datetime:
    """When to look at it: as soon as the user mostly does, and as the mail needs it."""
    rules = agenda.book.timeline
    sooner = rules.quick_minutes if wish.quick else rules.look_minutes
    sooner = min(sooner, rules.pressing_minutes) if wish.pressing else sooner
    free = replace(agenda, taken=()) if wish.pressing else agenda
    look = free.time_after(min(sooner, usual))
    if wish.by and wish.by < look:
        look = agenda.time_before(wish.by) or look
    if wish.call and agenda.holds(wish.call):
        look = wish.call.astimezone(agenda.zone)
    return look


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


@dataclass(frozen=True, slots=True)
class _Agenda:
    """The user's working time from ``start`` on, and when what is promised in it falls due."""

    book: Rulebook
    zone: ZoneInfo
    start: datetime
    taken: Sequence[datetime]

    def time_after(self, minutes: int) -> datetime:
        """The first fit time in a support block once ``minutes`` of working time have passed."""
        rules, rhythm = self.book.timeline, self.book.rhythm
        ready = add_working_time(rhythm, self.start, timedelta(minutes=minutes), self.zone)
        steps = ((rules.into_block_minutes, rules.grain_minutes), *_SHORT)
        fits = (self._fit(ready, timedelta(minutes=into), grain) for into, grain in steps)
        return next(filter(None, fits), None) or _round_up(
            next_in_block(rhythm, ready, self.zone), _SHORT[-1][1]
        )

    def _fit(self, ready: datetime, into: timedelta, grain: int) -> datetime | None:
        """The first round time in a block that is free and goes so far into it.

        Free is a block that holds few promises; of these the first is taken by which the blocks
        can keep all that falls due, as the checklist asks, unless nobody would wait so long.
        """
        first = None
        most = self.book.timeline.per_block
        blocks = spans(self.book.rhythm, self.start, self.zone, open_blocks(self.book.rhythm))
        for number, (start, end) in enumerate(islice(blocks, _MAX_BLOCKS), 1):
            begin = max(start, ready)
            at = _round_up((begin + into).astimezone(self.zone), grain)
            due_then = sum(begin <= due <= end for due in self.taken)
            due_by_then = sum(due <= at for due in self.taken)
            if at >= end or due_then >= most:
                continue
            if due_by_then < number * most:
                return at
            first = first or at
            if at > first + _PATIENCE:
                break
        return first

    def time_before(self, needed: datetime) -> datetime | None:
        """A round time from now to ``needed``, else shortly before it, if one works then.

        Where too little is left to do anything, the soonest one can keep: whether that still helps
        is asked. Where nobody works any more before it, the end of the day that is left.
        """
        start, zone, rhythm = self.start, self.zone, self.book.rhythm
        if needed <= start:
            return None
        soonest = _round_up((start + _SHORTLY).astimezone(zone), _SHORT[-1][1])
        grain = self.book.timeline.grain_minutes
        round_one = _round_up(needed - timedelta(minutes=2 * grain - 1), grain).astimezone(zone)
        tried = (round_one, max(needed.astimezone(zone) - _SHORTLY, soonest))
        in_hours = next((at for at in tried if at >= soonest and self.holds(at)), None)
        begin, end = next(spans(rhythm, start, zone, open_hours(rhythm)))
        is_left = begin == start and end - start >= _SHORTLY and end < needed
        return in_hours or (end.astimezone(zone) if is_left else None)

    def holds(self, at: datetime) -> bool:
        """Whether ``at`` lies ahead, and in working hours that are not quiet."""
        rhythm = self.book.rhythm
        hours = next(spans(rhythm, at, self.zone, open_hours(rhythm)))
        return self.start < at and hours[0] == at


def _round_up(at: datetime, grain: int) -> datetime:
    """The next wall-clock minute divisible by ``grain``, never earlier than ``at``."""
    over = timedelta(minutes=at.minute % grain, seconds=at.second, microseconds=at.microsecond)
    rest = timedelta(minutes=grain) - over if over else timedelta()
    # Added in UTC, so that a clock change in between neither skips nor repeats an hour.
    return (at.astimezone(UTC) + rest).astimezone(at.tzinfo)
