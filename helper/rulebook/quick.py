"""Regular expressions that are compiled when they are needed, and tried where they can match.

Patterns that look at the same texts form a `Pool`. It goes over a text once, word by word, and
notes which of them can begin where; each then tries these places only. What matches stays
exactly the same. Nothing is compiled, nor even parsed, before the first text is there.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from re._parser import parse  # type: ignore[import-not-found]
from typing import Any, Self, TypeAlias

from helper.rulebook.folding import fold, is_wide
from helper.rulebook.heads import Beginning, beginning, shortest
from helper.rulebook.latest import latest
from helper.rulebook.needs import Needs, are_met, needs, noted_needs, recalled_needs
from helper.rulebook.pattern import Pattern, branches
from helper.rulebook.places import Heads, Places, Seen

Span: TypeAlias = tuple[int, int]

Recall: TypeAlias = Callable[[Iterable[bytes], Callable[[], Any]], Any]
"""What was found out about something before, or is now (see `helper.rulebook.notebook`)."""


@dataclass(frozen=True)
class Alternative:
    """How one alternative of a pattern begins, and what it needs if it can begin anywhere."""

    source: str
    begins: Beginning
    needs: Needs

    @classmethod
    def read(cls, source: str, flags: re.RegexFlag) -> Self:
        """Read it off the parsed source."""
        nodes = parse(source, flags)
        begins = beginning(nodes)
        return cls(source, begins, needs(nodes) if begins.anywhere_wide else ())

    @classmethod
    def recalled(cls, source: str, row: list[Any]) -> Self:
        """The same from what `noted` gave."""
        *begins, needed = row
        return cls(source, Beginning(*begins), recalled_needs(needed))

    @classmethod
    def apart(cls, source: str, flags: re.RegexFlag) -> list[Self]:
        """The same, branch by branch where not all of them tell how they begin."""
        whole = cls.read(source, flags)
        if not whole.begins.anywhere_wide:
            return [whole]
        return [cls.read(branch, flags) for branch in branches(source)]

    def noted(self) -> list[Any]:
        """What was read off, as JSON can hold it."""
        one = self.begins
        begins = [one.together, one.anywhere, one.anywhere_wide, one.words_before]
        return [*begins, noted_needs(self.needs)]

    def is_due(self, folded: str) -> bool:
        """Whether one that can begin anywhere can be in a text at all."""
        return (self.begins.anywhere or is_wide(folded)) and are_met(self.needs, folded)


class Parts:
    """Parts of a text, in order, each of them looked at as a text of its own."""

    def __init__(self, whole: str, spans: Sequence[Span]) -> None:
        """What many patterns ask of the same parts is made once."""
        self.whole = whole
        self._spans = spans
        self.texts = [whole[start:end] for start, end in spans]
        self.starts = [start for start, _ in spans]
        self.ends = list(accumulate((end for _, end in spans), max))

    @cached_property
    def folded(self) -> list[str]:
        """The same parts, folded."""
        folded = fold(self.whole)
        return [folded[start:end] for start, end in self._spans]


class Quick(Pattern):
    """A pattern that asks its `Pool` where it can begin; without one it is a plain pattern."""

    pool: Pool | None = None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match; of two at the same place the one of the earlier alternative."""
        if self.pool is None:
            return super().search(text, start, end)
        places = None if self._scans and end < len(text) else self._places(text)
        if places is None:
            return super().search(text, start, end)
        return next(self._tried(places, text, start, end), None) if places else None

    def is_in(self, text: str) -> bool:
        """Whether there is a match at all."""
        return self.search(text) is not None

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """All matches from ``start`` on in order, none overlapping another."""
        places = self._places(text)
        if places is None:
            return self.whole.finditer(text, start)
        return self._tried(places, text, start, len(text)) if places else iter(())

    def starts(self, text: str) -> Iterator[int]:
        """Where all matches begin, in order; the pool is quicker than small letters."""
        return (one.start() for one in self.finditer(text))

    def first_in_each(self, parts: Parts) -> dict[int, re.Match[str]]:
        """The first match in each part, by its number; places count from where it begins."""
        found: dict[int, re.Match[str]] = {}
        for n, place in self._begun_in(parts):
            if n not in found and (match := self.whole.match(parts.texts[n], place)):
                found[n] = match
        return found

    def _begun_in(self, parts: Parts) -> Iterator[tuple[int, int]]:
        """Number of a part and where in it a match can begin, in order within each part."""
        if self.pool is None or self._scans:
            for n, folded in enumerate(parts.folded if self._may_match(fold(parts.whole)) else ()):
                if self._may_match(folded) and (found := self.whole.search(parts.texts[n])):
                    yield n, found.start()
            return
        more = self.pool.places_in_parts(parts).get(self, ())
        for place in sorted({*more, *(self._places(parts.whole) or ())}):
            n = bisect_right(parts.ends, place)
            if n < len(parts.texts) and parts.starts[n] <= place:
                yield n, place - parts.starts[n]

    def _may_match(self, folded: str) -> bool:
        """Whether a text has what is needed, where that is all one can tell."""
        return len(self._scans) < len(self.alternatives) or bool(self._due(folded))

    def _due(self, folded: str) -> list[Pattern]:
        """What finds those that can begin anywhere, if they can be in a text at all."""
        return [finder for scan, finder in self._scans if scan.is_due(folded)]

    def _places(self, text: str) -> list[int] | None:
        """Where a match can begin, in order; ``None`` for anywhere."""
        if self.pool is None:
            return None
        noted = self.pool.noted(text)
        return noted[self] if self._scans else noted.heads.get(self, [])

    def with_scans(self, text: str, places: list[int]) -> list[int] | None:
        """The ``places`` of heads, and those of alternatives that can begin anywhere."""
        due = self._due(fold(text)) if self._scans else []
        if not due:
            return places
        if len(due) == len(self.alternatives):
            return None
        scanned = {at.start() for finder in due for at in finder.finditer(text)}
        return sorted(scanned.union(places))

    def _tried(
        self, places: Iterable[int], text: str, start: int, end: int
    ) -> Iterator[re.Match[str]]:
        match = self.whole.match
        for place in places:
            if start <= place <= end and (found := match(text, place, end)):
                start = max(found.end(), place + 1)
                yield found

    @cached_property
    def alternatives(self) -> list[Alternative]:
        """The alternatives apart; all as one where they count each other's groups."""
        known = self.pool.recalled.get(self) if self.pool else None
        return list(chain(*(self.read_off() if known is None else self._recalled(known))))

    def _recalled(self, known: list[list[Any]]) -> Iterator[list[Alternative]]:
        """What was noted of each of the sources."""
        sources = self.sources if len(known) == len(self.sources) else [self.pattern]
        for source, rows in zip(sources, known, strict=True):
            parts = branches(source) if len(rows) > 1 else [source]
            yield [Alternative.recalled(part, row) for part, row in zip(parts, rows, strict=True)]

    def read_off(self) -> list[list[Alternative]]:
        """Parse them source by source, and see how they begin."""
        try:
            return [Alternative.apart(source, self.flags) for source in self.sources]
        except re.error:
            return [[Alternative.read(self.pattern, self.flags)]]

    @property
    def heads(self) -> set[str]:
        """What those of its matches begin with that cannot begin anywhere."""
        return shortest({head for one in self.alternatives for head in one.begins.heads})

    @cached_property
    def _scans(self) -> list[tuple[Alternative, Pattern]]:
        """The alternatives that can begin anywhere, and what finds each, also where two overlap."""
        return [
            (one, Pattern([one.source], self.flags, self._notes).places)
            for one in self.alternatives
            if one.begins.anywhere_wide
        ]

    @cached_property
    def words_before(self) -> int:
        """How many words before one of its heads a match may begin."""
        return max(one.begins.words_before for one in self.alternatives)


class Noted(dict[Quick, "list[int] | None"]):
    """Where patterns that may scan can begin in a text, found out when they ask."""

    def __init__(self, text: str, heads: Places[Quick]) -> None:
        """``heads`` tells where in ``text`` the heads of all patterns stand."""
        self.heads = heads
        self.text = text

    def __missing__(self, pattern: Quick) -> list[int] | None:
        """Once for each."""
        self[pattern] = pattern.with_scans(self.text, self.heads.get(pattern, []))
        return self[pattern]


class Pool:
    """Patterns that look at the same texts."""

    def __init__(self, patterns: Iterable[Quick], recall: Recall | None = None) -> None:
        """Let these patterns ask this pool from now on; how they begin it may ``recall``."""
        self._patterns = list(patterns)
        self._recall = recall
        for pattern in self._patterns:
            pattern.pool = self
        self._remembered = latest(sentences=64)(self._noted)
        self._last = Noted("", defaultdict(list))
        self.places_in_parts = lru_cache(maxsize=4)(self._places_in_parts)
        self._heads_in = latest(sentences=4)(self._note)

    @cached_property
    def _heads(self) -> Heads[Quick]:
        return Heads((pattern, pattern.heads) for pattern in self._patterns)

    @cached_property
    def recalled(self) -> Mapping[Quick, list[Any]]:
        """What was noted of the alternatives of each pattern, if anything is to be noted."""
        if self._recall is None:
            return {}
        of = (f"{one.flags:d}\n{one.pattern}".encode() for one in self._patterns)
        rows = self._recall(of, self._read_off)
        return dict(zip(self._patterns, rows, strict=True))

    def _read_off(self) -> list[list[Any]]:
        return [
            [[one.noted() for one in parts] for parts in pattern.read_off()]
            for pattern in self._patterns
        ]

    def noted(self, text: str) -> Noted:
        """Where each can begin in a text: mostly in the one that was just asked about."""
        last = self._last
        if last.text is not text:
            self._last = last = self._remembered(text)
        return last

    def _noted(self, text: str) -> Noted:
        return Noted(text, self._heads_in(fold(text)))  # A text has the heads of the folded one.

    def _note(self, folded: str) -> Places[Quick]:
        """Where the heads of each pattern stand, in order; a place may be noted twice."""
        text = seen(folded)
        found = self._heads.places(text)
        for pattern, places in found.items():
            if count := pattern.words_before:
                places += {start for at in places for start in text.words_before(at, count)}
            places.sort()
        return found

    def _places_in_parts(self, parts: Parts) -> Places[Quick]:
        """Who else can begin where parts of a text do, if each part is a text of its own."""
        folded = fold(parts.whole)
        told = seen(folded)
        found: Places[Quick] = defaultdict(list)
        lines = [at for at in parts.starts if folded[at - 1 : at] != "\n"]
        self._heads.note_lines(told.begun(lines), found)
        for at in parts.starts:
            if folded[at - 1 : at].isalnum():  # A word begins that does not in the whole text.
                for pattern in self._patterns:
                    found[pattern].append(at)
        return found


seen = lru_cache(maxsize=8)(Seen)
"""A folded text that all pools look at."""
