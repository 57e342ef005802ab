"""Heard first: what only shows in the order of a reply.

Who was heard is told by the moves, or by a kind sentence at the beginning that speaks of the very
thing: "Six weeks is far too long to wait for 640 pounds."
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from helper.contracts import FRUSTRATED, UNEASY, Finding, Move
from helper.replying.checking.lint import Ear
from helper.replying.checking.moves import COLD, HEARD
from helper.replying.checking.seen import Seen, note
from helper.text import meant, words

_BEGINNING = 2
"""So many sentences, after the greeting, are the place to show that one has listened."""


def order(seen: Seen, ear: Ear) -> Iterator[Finding]:
    """To a frustrated mail, feeling before fact, question and fix (B14-B22)."""
    if seen.level < UNEASY or not seen.plain.strip():
        return
    heard = [move.start for move in seen.moves if move.move in HEARD] or _taken_up(seen, ear)
    if heard:
        cold = (move for move in seen.moves if move.move in COLD and move.start < heard[0])
        for move in cold:
            yield note(seen, "ack.late", move.start, move.end)
    elif seen.level >= FRUSTRATED or any(move.move in COLD for move in seen.moves):
        fix = next((move for move in seen.moves if move.move == "fix"), None)
        at = fix or _first(seen)
        yield note(seen, "ack.fix_only" if fix else "ack.missing", at.start, at.end)
    yield from _brushed_off(seen)


def _taken_up(seen: Seen, ear: Ear) -> list[int]:
    """Where a kind sentence at the beginning speaks of what they wrote."""
    other = [move for move in seen.moves if move.move in {*COLD, "name"}]
    said = (one for one in seen.sentences if not any(one[0] == move.start for move in other))
    theirs = meant(seen.reading.text) if seen.reading else frozenset()
    return [
        start
        for start, end in islice(said, _BEGINNING)
        if meant(seen.plain[start:end]) & theirs and ear.is_kind(seen.plain[start:end])
    ]


def _brushed_off(seen: Seen) -> Iterator[Finding]:
    short = len(words(seen.plain)) < seen.rules.plain.brush_off_words
    if seen.level >= FRUSTRATED and short:
        yield note(seen, "ack.brush_off", 0, len(seen.plain.rstrip()))


def _first(seen: Seen) -> Move:
    """The first sentence after the greeting: where the acknowledgement belongs."""
    greeting = next((move for move in seen.moves if move.move == "name"), None)
    start = greeting.end if greeting else 0
    rest = seen.plain[start:]
    start += len(rest) - len(rest.lstrip())
    end = seen.plain.find("\n", start)
    return Move(move="", start=start, end=end if end > start else len(seen.plain))
