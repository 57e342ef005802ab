"""Where in a text stands what patterns can begin with: one walk over it serves them all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from itertools import pairwise
from typing import Generic, TypeAlias, TypeVar

from ahocorasick_rs import AhoCorasick

from helper.rulebook.folding import index
from helper.rulebook.heads import LINE, MOST_AT_LINE, WORD

_WORDS = re.compile(r"\w+")
_BEFORE_WORD = re.compile(r"[^\w ](?=\w)")
"""What is no blank, and stands right before a word."""

_BEFORE_LATIN = re.compile(_BEFORE_WORD.pattern, re.ASCII)
"""The same in ASCII, in half the time."""

_AT_LINE = range(1, MOST_AT_LINE + 1)

Owner = TypeVar("Owner", bound=Hashable)
Owners: TypeAlias = "dict[str, tuple[Owner, ...]]"
"""Heads, and whose they are."""

Places: TypeAlias = "defaultdict[Owner, list[int]]"
"""Where each can begin; most can nowhere."""


class Seen:
    """A folded text: where in it words and lines begin."""

    def __init__(self, folded: str) -> None:
        self.index = index(folded)
        self.lines = self.begun([0, *(found.end() for found in re.finditer("\n", folded))])
        bare = _bare_words(self.index)
        self.spaced = _spaced(self.index, bare)
        self.blanks = [at + count for count, at in enumerate(bare)]
        """Where in the `spaced` text blanks stand that the text has not."""

    def begun(self, lines: Iterable[int]) -> Places[str]:
        """Each head that these lines can begin with, and where they do."""
        found: Places[str] = defaultdict(list)
        for at in lines:
            for n in _AT_LINE:
                found[self.index[at : at + n]].append(at)
        return found

    def words_before(self, at: int, count: int) -> Iterator[int]:
        """Where words begin that stand before ``at``, up to so many single blanks away."""
        begin, line = at, self.index.rfind("\n", 0, at) + 1
        for _ in range(count):
            if self.index[begin - 1 : begin] != " ":
                break
            begin = max(line, self.index.rfind(" ", line, begin - 1) + 1)
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
        self.note_lines(seen.lines, found)
        owners, blanks, added = self._owners, self._blanks, seen.blanks
        for head, start, _ in self._finder.find_matches_as_indexes(seen.spaced, overlapping=True):
            at = start + blanks[head]
            at -= bisect_left(added, at)
            for owner in owners[head]:
                found[owner].append(at)
        return found

    def note_lines(self, begun: Places[str], found: Places[Owner]) -> None:
        """Note as well who can begin where lines do."""
        for head in self._at_lines.keys() & begun.keys():
            for owner in self._at_lines[head]:
                found[owner] += begun[head]


def _bare_words(text: str) -> list[int]:
    """Where words begin, but not behind a blank."""
    first = [0] if _WORDS.match(text) else []
    before = _BEFORE_LATIN if text.isascii() else _BEFORE_WORD
    return first + [found.end() for found in before.finditer(text)]


def _spaced(text: str, bare: list[int]) -> str:
    """With a blank before each word: so a word's beginning is looked for with the blank."""
    return " ".join(text[start:end] for start, end in pairwise([0, *bare, len(text)]))


def _looked_for(heads: Collection[str]) -> Iterator[str]:
    """Heads as they stand in spaced texts, those at words with the blank before them."""
    together = "\0".join(f" {head.removeprefix(WORD)}" for head in heads)
    texts = _spaced(together, _bare_words(together)).split("\0")
    return (text if head[0] == WORD else text[1:] for head, text in zip(heads, texts, strict=True))
