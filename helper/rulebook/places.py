"""Where in a text stands what patterns can begin with: one walk over it serves them all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeAlias, TypeVar

from ahocorasick_rs import AhoCorasick

from helper.rulebook.folding import index
from helper.rulebook.heads import LINE, MOST_AT_LINE, WORD

_WORDS = re.compile(r"\w+")
_WITHOUT_BLANK = re.compile(r"(?<![\w ])(?=\w)")
"""Where a word begins, but not behind a blank."""

Owner = TypeVar("Owner", bound=Hashable)
Owners: TypeAlias = "dict[str, tuple[Owner, ...]]"
"""Heads, and whose they are."""

Places: TypeAlias = "defaultdict[Owner, list[int]]"
"""Where each can begin; most can nowhere."""


class Seen:
    """A folded text: where in it words and lines begin."""

    def __init__(self, folded: str) -> None:
        self.index = index(folded)
        self.lines = [0, *(found.end() for found in re.finditer("\n", folded))]
        self.spaced = spaced(self.index)
        begun = (found.start() for found in _WITHOUT_BLANK.finditer(self.index))
        self.blanks = [at + count for count, at in enumerate(begun)]
        """Where in the `spaced` text blanks stand that the text has not."""

    def words_before(self, at: int, count: int) -> Iterator[int]:
        """Where words begin that stand before ``at``, up to so many single blanks away."""
        begin = at
        for _ in range(count):
            if self.index[begin - 1 : begin] != " ":
                break
            blank = self.index.rfind(" ", 0, begin - 1)
            begin = max(blank, self.index.rfind("\n", 0, begin - 1)) + 1
        return (found.start() for found in _WORDS.finditer(self.index, begin, at))


class Heads(Generic[Owner]):
    """The heads of many owners, looked for all at once (Aho and Corasick 1975)."""

    def __init__(self, heads: Iterable[tuple[Owner, Iterable[str]]]) -> None:
        """The owners with their heads."""
        owners: Owners[Owner] = {}
        alike: dict[tuple[Owner, ...], tuple[Owner, ...]] = {}  # Thousands of heads, few owners.
        for owner, its in heads:
            for head in its:
                both = (*owners.get(head, ()), owner)
                owners[head] = alike.setdefault(both, both)
        self._at_lines = {head[1:]: owners.pop(head) for head in [*owners] if head[0] == LINE}
        self._owners = list(owners.values())
        self._blanks = bytes(head[0] == WORD for head in owners)
        self._finder = AhoCorasick(_looked_for(owners), store_patterns=False)

    def places(self, seen: Seen) -> Places[Owner]:
        """Where in a text the heads of each stand, in no order."""
        found: Places[Owner] = defaultdict(list)
        self.note_lines(seen, seen.lines, found)
        for head, start, _ in self._finder.find_matches_as_indexes(seen.spaced, overlapping=True):
            at = start + self._blanks[head]
            at -= bisect_left(seen.blanks, at)
            for owner in self._owners[head]:
                found[owner].append(at)
        return found

    def note_lines(self, seen: Seen, starts: Sequence[int], found: Places[Owner]) -> None:
        """Note as well who can begin at these ``starts``, if lines begin there."""
        for at in starts:
            for end in range(at + 1, at + MOST_AT_LINE + 1):
                for owner in self._at_lines.get(seen.index[at:end], ()):
                    found[owner].append(at)


def spaced(text: str) -> str:
    """With a blank before each word: so a word's beginning is looked for with the blank."""
    return _WITHOUT_BLANK.sub(" ", text)


def _looked_for(heads: Collection[str]) -> Iterator[str]:
    """Heads as they stand in spaced texts, those at words with the blank before them."""
    texts = spaced("\0".join(f" {head.removeprefix(WORD)}" for head in heads)).split("\0")
    return (text if head[0] == WORD else text[1:] for head, text in zip(heads, texts, strict=True))
