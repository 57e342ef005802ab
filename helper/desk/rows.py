"""Texts in which nothing stands in an endless row: six thousand line breaks, or "ha ha ha".

A pattern that looks ahead from each place of such a row takes time with its square: a mail that
ended in one kept its answer waiting for seconds. A row says no more than its first signs do, so
replying is given a text without the rest, and what it finds there is put back in its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from helper.contracts import Check, Claim, Evidence, Finding, Move, Noise, Reading, Span

Placed = TypeVar("Placed", Span, Evidence, Claim, Noise, Finding, Move)
Told = TypeVar("Told", Span, Evidence, Claim)

_TIMES = 40
"""So often the same few signs may stand one behind the other."""
_SIGNS = 4
"""How many they are at most: a row of longer ones does not reach as far."""
_ROW = re.compile(rf"(?P<first>([\s\S]{{1,{_SIGNS}}}?)\2{{{_TIMES - 1}}})\2+")
_HINT = re.compile(r"(?:[\s\S]{12})*?([\s\S]{12})\1")
"""Stands in every row, whatever it repeats, and is looked for at each twelfth place alone."""


@dataclass(frozen=True, slots=True)
class Short:
    """A text with short rows, and where in the whole one stand each of its signs and its end."""

    text: str
    places: Sequence[int]

    def back(self, found: Placed) -> Placed:
        """A place here as one in the whole text."""
        return replace(found, start=self.places[found.start], end=self.places[found.end])

    def there(self, known: Placed) -> Placed:
        """A place in the whole text as one here."""
        start, end = (bisect_left(self.places, at) for at in (known.start, known.end))
        return replace(known, start=start, end=end)

    def told(self, known: Iterable[Told]) -> tuple[Told, ...]:
        """The same for places that repeat what stands there."""
        moved = map(self.there, known)
        return tuple(replace(one, text=self.text[one.start : one.end]) for one in moved)


def short(text: str) -> Short:
    """``text`` with short rows; mostly it has no others."""
    if not _HINT.match(text):
        return Short(text, range(len(text) + 1))
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for row in _ROW.finditer(text):
        parts.append(text[at : row.end("first")])
        places += range(at, row.end("first"))
        at = row.end()
    return Short("".join([*parts, text[at:]]), [*places, *range(at, len(text) + 1)])


def shortened(reading: Reading) -> Reading:
    """The reading of the same mail with short rows, every place where it was."""
    whole = short(reading.text)
    if len(whole.text) == len(reading.text):
        return reading
    facts = reading.facts
    return replace(
        reading,
        text=whole.text,
        evidence=whole.told(reading.evidence),
        asks=whole.told(reading.asks),
        noise=tuple(map(whole.there, reading.noise)),
        fair=reading.fair and whole.told([reading.fair])[0],
        claims=whole.told(reading.claims),
        facts=replace(
            facts,
            object=_short(facts.object),
            duration=_short(facts.duration),
            impact=_short(facts.impact),
        ),
    )


def _short(words: str | None) -> str | None:
    return words and short(words).text


def lengthened(found: Check, typed: Short) -> Check:
    """What was found in a text with short rows, in the text as it was typed."""
    return replace(
        found,
        findings=tuple(map(typed.back, found.findings)),
        order=tuple(map(typed.back, found.order)),
    )
