"""What the checklist says of the promises in a text while it is typed (001:13, B54).

A promise is noted if it says no time, if its time lies outside the working hours, if so much
else falls due by then that it can hardly be kept, or if somebody else is to keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from zoneinfo import ZoneInfo

from helper.contracts import ANGRY, Finding, FoundPromise
from helper.replying.checking.lint import Ear
from helper.replying.checking.seen import Seen, note
from helper.rulebook import Rulebook
from helper.rulebook.rhythm import RhythmRules
from helper.workdays import is_working_day, open_blocks, spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What was promised before: when it falls due, asked only if a time is promised."""

    now: datetime
    zone: ZoneInfo
    due: Callable[[], Sequence[datetime]]


def promised(
    seen: Seen, found: Sequence[FoundPromise], book: Rulebook, load: Load | None, ear: Ear
) -> Iterator[Finding]:
    """Every doubt about the time of a promise in the text."""
    timed = [promise for promise in found if promise.due]
    if not timed:  # one time is enough for the whole of a reply
        yield from _timeless(seen, found, ear)
        return
    yield from _at_night(seen, timed, book.rhythm)
    if load and seen.level < ANGRY:  # who is upset gets the first word, whatever else is due
        yield from _beyond(seen, timed, book, load)


def believed(
    promises: Sequence[FoundPromise], found: Sequence[Finding], book: Rulebook, language: str
) -> Sequence[FoundPromise]:
    """The promises, without those only an ear hears in words that a rule knows for something else.

    "We're useless at this" and "We owe you an apology" commit to nothing.
    """
    rules = book.remembering.get(language)
    told = {rule.id for rule in rules.promises} if rules else set()
    return [
        promise
        for promise in promises
        if promise.rule in told
        or not any(one.start < promise.end and promise.start < one.end for one in found)
    ]


def for_others(
    seen: Seen, found: Sequence[FoundPromise], book: Rulebook, language: str
) -> Iterator[Finding]:
    """What someone else is to keep, who may not know of it; said once for a reply."""
    rules = book.remembering.get(language)
    delegated = rules.told_by("delegated") if rules else ()
    theirs = (one for one in found if one.rule in delegated)
    for promise in [one for one in theirs if seen.rules.others.search(one.text)][:1]:
        yield note(seen, "promise.for_others", promise.start, promise.end)


def _timeless(seen: Seen, found: Sequence[FoundPromise], ear: Ear) -> Iterator[Finding]:
    """Neither a time that the ledger understands, nor one that only a person does.

    "I'll cut the cake for you" needs none; what puts people off sounds unlike it.
    """
    timed = [move for move in seen.moves if move.move == "time"]
    for promise in found:
        tied = seen.rules.tied.search(seen.folded, promise.start, promise.end)
        if tied or ear.is_kind(seen.plain[promise.start : promise.end]):
            continue
        if not any(move.start < promise.end and promise.start < move.end for move in timed):
            yield note(seen, "promise.without_time", promise.start, promise.end)


def _at_night(seen: Seen, found: Sequence[FoundPromise], rhythm: RhythmRules) -> Iterator[Finding]:
    """Outside the user's own working hours, or on a day off that the text names."""
    hours = rhythm.working_hours
    for promise in found:
        due = promise.due
        if due is None or promise.grain not in {"minute", "hour", "day"}:
            continue
        in_hours = promise.grain == "day" or hours.start <= due.time() <= hours.end
        if not (in_hours and is_working_day(rhythm, due.date())):
            yield note(seen, "promise.outside_hours", promise.start, promise.end)


def _beyond(
    seen: Seen, found: Sequence[FoundPromise], book: Rulebook, load: Load
) -> Iterator[Finding]:
    """More falls due by then than the support blocks until then can keep (B41, B44)."""
    taken = load.due()
    for promise in found:
        if promise.due is None or promise.due <= load.now:
            continue
        before = sum(due <= promise.due for due in taken)
        if before >= _room(book, load, promise.due):
            doubt = note(seen, "promise.beyond_load", promise.start, promise.end)
            yield replace(doubt, message=doubt.message.format(count=before))


def _room(book: Rulebook, load: Load, until: datetime) -> int:
    """How many promises can be kept until then; one block's worth in the shortest time."""
    blocks = spans(book.rhythm, load.now, load.zone, open_blocks(book.rhythm))
    count = sum(1 for _ in takewhile(lambda block: block[0] < until, blocks))
    return max(1, count) * book.timeline.per_block
