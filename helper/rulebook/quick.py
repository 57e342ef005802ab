"""Regular expressions that are compiled when they are needed, and tried where they can match.

Patterns that look at the same texts form a `Pool`. It goes over a text once, word by word, and
notes which of them can begin where; each then tries these places only. What matches stays
exactly the same. Nothing is compiled, nor even parsed, before the first text is there.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from re._parser import parse  # type: ignore[import-not-found]
from typing import Self, TypeAlias

from helper.rulebook.heads import (
    LINE,
    SIZES,
    WIDE,
    WORD,
    Beginning,
    Needs,
    all_places,
    are_met,
    beginning,
    first_word,
    fold,
    index,
    needs,
    word_starts,
    words,
)
from helper.rulebook.pattern import Pattern

Span: TypeAlias = tuple[int, int]

_VOCABULARY = 4000
"""Words of which a pool remembers who can begin with them."""


@dataclass(frozen=True)
class Alternative:
    """How one alternative of a pattern begins, and what it needs if it can begin anywhere."""

    source: str
    flags: re.RegexFlag
    begins: Beginning
    needs: Needs

    @classmethod
    def read(cls, source: str, flags: re.RegexFlag) -> Self:
        """Read it off the parsed source."""
        nodes = parse(source, flags)
        begins = beginning(nodes)
        return cls(source, flags, begins, needs(nodes) if begins.anywhere_wide else ())

    @cached_property
    def everywhere(self) -> re.Pattern[str]:
        """Matches of no length where the alternative matches, also where two overlap."""
        return re.compile(f"(?={self.source})", self.flags)

    def is_due(self, text: str) -> bool:
        """Whether one that can begin anywhere can be in ``text`` at all."""
        if not self.begins.anywhere and not WIDE.search(text):
            return False
        return are_met(self.needs, fold(text))


class Quick(Pattern):
    """A pattern that asks its `Pool` where it can begin; without one it is a plain pattern."""

    pool: Pool | None = None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match; of two at the same place the one of the earlier alternative."""
        places = None if self._scans and end < len(text) else self._places(text)
        if places is None:
            return self.whole.search(text, start, end)
        return next(self._tried(places, text, start, end), None) if places else None

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """All matches from ``start`` on in order, none overlapping another."""
        places = self._places(text)
        if places is None:
            return self.whole.finditer(text, start)
        return self._tried(places, text, start, len(text)) if places else iter(())

    def first_in_each(self, text: str, spans: Sequence[Span]) -> dict[int, re.Match[str]]:
        """The first match in each of the ``spans``, seen as a text of its own, by its number.

        The spans stand in order; places in a match count from the beginning of its span.
        """
        found: dict[int, re.Match[str]] = {}
        for n, place in self._begun_in(text, spans):
            start, end = spans[n]
            if n not in found and (match := self.whole.match(text[start:end], place - start)):
                found[n] = match
        return found

    def _begun_in(self, text: str, spans: Sequence[Span]) -> Iterator[Span]:
        """Number of a span and where in it a match can begin, in order within each span."""
        if self.pool is None or self._scans:
            if self._scans_for_nothing(text):
                return
            for n, (start, end) in enumerate(spans):
                if found := self._in_part(text[start:end]):
                    yield n, start + found.start()
            return
        begun = _noted_at(self.pool, fold(text), tuple(start for start, _ in spans)).get(self, [])
        n = 0
        for place in sorted({*begun, *(self._places(text) or ())}):
            while n < len(spans) and spans[n][1] <= place:
                n += 1
            if n < len(spans) and spans[n][0] <= place:
                yield n, place

    def _in_part(self, text: str) -> re.Match[str] | None:
        """The first match in a short text of which no walk is worth it."""
        return None if self._scans_for_nothing(text) else self.whole.search(text)

    def _scans_for_nothing(self, text: str) -> bool:
        """Whether all alternatives can begin anywhere, and none has what it needs."""
        only_scans = len(self._scans) == len(self.alternatives)
        return only_scans and not any(scan.is_due(text) for scan in self._scans)

    def _places(self, text: str) -> list[int] | None:
        """Where a match can begin, in order; ``None`` for anywhere."""
        if self.pool is None:
            return None
        places = _noted(self.pool, text).get(self, [])
        due = [scan for scan in self._scans if scan.is_due(text)]
        if not due:
            return places
        if len(self.alternatives) == 1:
            return None
        return sorted(
            {at.start() for scan in due for at in scan.everywhere.finditer(text)} | {*places}
        )

    def _tried(
        self, places: Iterable[int], text: str, start: int, end: int
    ) -> Iterator[re.Match[str]]:
        for place in places:
            if start <= place <= end and (found := self.whole.match(text, place, end)):
                start = max(found.end(), place + 1)
                yield found

    @cached_property
    def alternatives(self) -> list[Alternative]:
        """The alternatives apart; all as one where they count each other's groups."""
        try:
            return [Alternative.read(source, self.flags) for source in self.sources]
        except re.error:
            return [Alternative.read(self.pattern, self.flags)]

    @cached_property
    def _scans(self) -> list[Alternative]:
        """The alternatives that can begin anywhere."""
        return [one for one in self.alternatives if one.begins.anywhere_wide]

    @cached_property
    def words_before(self) -> int:
        """How many words before one of its heads a match may begin."""
        return max(one.begins.words_before for one in self.alternatives)


class _Seen:
    """A folded text: where in it words and lines begin."""

    def __init__(self, folded: str) -> None:
        self.index = index(folded)
        self.words = words(self.index)
        self.lines = [0, *(at + 1 for at in all_places("\n", folded))]


_Found: TypeAlias = defaultdict[Quick, list[int]]
"""Where each pattern can begin; most patterns nowhere."""


class Pool:
    """Patterns that look at the same texts."""

    def __init__(self, patterns: Iterable[Quick]) -> None:
        """Let these patterns ask this pool from now on."""
        self._patterns = list(patterns)
        for pattern in self._patterns:
            pattern.pool = self

    @cached_property
    def _heads(self) -> _Heads:
        return _Heads(self._patterns)

    def note(self, seen: _Seen) -> _Found:
        """Where each pattern can begin, in order; a place may be noted twice."""
        found: _Found = defaultdict(list)
        self._heads.note_words(seen, found)
        self._heads.note(LINE, seen.lines, seen.index, found)
        self._heads.note("", self._heads.loose_places(seen.index), seen.index, found)
        for pattern, places in found.items():
            if count := pattern.words_before:
                places += {start for at in places for start in word_starts(seen.index, at, count)}
            places.sort()
        return found

    def note_parts(self, folded: str, starts: Sequence[int]) -> _Found:
        """Who else can begin where parts of a text do, if each part is a text of its own."""
        text = index(folded)
        found: _Found = defaultdict(list)
        lines = [at for at in starts if text[at - 1 : at] != "\n"]
        self._heads.note(LINE, lines, text, found)
        for at in starts:
            if text[at - 1 : at].isalnum():  # A word begins here that does not in the whole text.
                for pattern in self._patterns:
                    found[pattern].append(at)
        return found


class _Heads:
    """The heads of many patterns, and whose they are."""

    def __init__(self, patterns: list[Quick]) -> None:
        self._whose: dict[str, dict[str, list[Quick]]] = {WORD: {}, LINE: {}, "": {}}
        for pattern in patterns:
            for head in {head for one in pattern.alternatives for head in one.begins.heads}:
                mark = head[:1] if head[:1] in self._whose else ""
                self._whose[mark].setdefault(head[len(mark) :], []).append(pattern)
        self._longer: defaultdict[str, set[int]] = defaultdict(set)
        for head in self._whose[WORD]:
            word = first_word(head)
            if word != head:
                self._longer[word].add(len(head))
        loose = self._whose[""]
        self._firsts = re.compile("|".join(sorted({re.escape(head[0]) for head in loose})))
        self._narrow = sorted({head[:2] for head in loose if not WIDE.search(head)})
        self._known = lru_cache(maxsize=_VOCABULARY)(self._of_word)

    def note_words(self, seen: _Seen, found: _Found) -> None:
        """Note who can begin where a word does."""
        heads, text = self._whose[WORD], seen.index
        if not heads:
            return
        for word, places in seen.words.items():
            patterns, sizes = self._known(word)
            for pattern in patterns:
                found[pattern] += places
            for size in sizes:
                for at in places:
                    for pattern in heads.get(text[at : at + size], ()):
                        found[pattern].append(at)

    def _of_word(self, word: str) -> tuple[list[Quick], set[int]]:
        """Who begins with this word or its beginning; sizes of heads that go on behind it."""
        heads = self._whose[WORD]
        begun = (heads.get(word[:size], ()) for size in SIZES if size <= len(word))
        return [pattern for patterns in begun for pattern in patterns], self._longer.get(
            word, set()
        )

    def note(self, mark: str, places: list[int], text: str, found: _Found) -> None:
        """Note who can begin at these places, by the heads with this mark."""
        heads = self._whose[mark]
        for size in SIZES:
            for at in places:
                for pattern in heads.get(text[at : at + size], ()):
                    found[pattern].append(at)

    def loose_places(self, text: str) -> list[int]:
        """Where the first letters of heads stand that need no word or line to begin."""
        if WIDE.search(text):
            return [at.start() for at in self._firsts.finditer(text)]
        return [at for letters in self._narrow for at in all_places(letters, text)]


@lru_cache(maxsize=64)
def _noted(pool: Pool, text: str) -> _Found:
    """All rules look at the same few texts."""
    return _noted_in_folded(pool, fold(text))


@lru_cache(maxsize=64)
def _noted_in_folded(pool: Pool, folded: str) -> _Found:
    """One and the same for a text and what is left of it by folding."""
    return pool.note(_seen(folded))


@lru_cache(maxsize=4)
def _noted_at(pool: Pool, folded: str, starts: tuple[int, ...]) -> _Found:
    """All rules for sentences look at the same ones."""
    return pool.note_parts(folded, starts)


@lru_cache(maxsize=16)
def _seen(folded: str) -> _Seen:
    """The same for all pools that look at one text."""
    return _Seen(folded)
