"""Where in a text stands what patterns can begin with: one walk over it serves them all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, TypeAlias, TypeVar

from helper.rulebook.folding import WIDE, index, is_wide
from helper.rulebook.heads import LINE, SIZES, WORD

_WORDS = re.compile(r"\w+")
_VOCABULARY = 4000
"""Words of which is remembered who begins with them."""

Owner = TypeVar("Owner", bound=Hashable)
Owners: TypeAlias = "dict[str, tuple[Owner, ...]]"
"""Heads, and whose they are."""

Places: TypeAlias = "defaultdict[Owner, list[int]]"
"""Where each can begin; most can nowhere."""


class Seen:
    """A folded text: where in it words and lines begin."""

    def __init__(self, folded: str) -> None:
        self.index = index(folded)
        self.words = [(found.start(), found[0]) for found in _WORDS.finditer(self.index)]
        self.lines = [0, *(found.end() for found in re.finditer("\n", folded))]

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
    """The heads of many owners."""

    def __init__(self, heads: Iterable[tuple[Owner, Iterable[str]]]) -> None:
        """The owners with their heads."""
        marked: dict[str, Owners[Owner]] = {WORD: {}, LINE: {}, "": {}}
        alike: dict[tuple[Owner, ...], tuple[Owner, ...]] = {}  # Thousands of heads, few owners.
        for owner, its in heads:
            for head in its:
                mark = head[0] if head[0] in marked else ""
                bare = head[len(mark) :]
                owners = (*marked[mark].get(bare, ()), owner)
                marked[mark][bare] = alike.setdefault(owners, owners)
        self._at_words, self._at_lines, self._loose = marked.values()
        self._longer = _sizes_by_first_word(self._at_words)
        wide = {head[0] for head in self._loose if WIDE.match(head)}
        self._wide = re.compile(_one_of(wide) if wide else "(?!)")
        self._narrow = _first_letters(head for head in self._loose if head[0] not in wide)
        self._of_word = lru_cache(maxsize=_VOCABULARY)(self._find)

    def places(self, seen: Seen) -> Places[Owner]:
        """Where in a text the heads of each stand, those at words first."""
        found: Places[Owner] = defaultdict(list)
        for at, word in seen.words if self._at_words else ():
            owners, sizes = self._of_word(word)
            for owner in owners:
                found[owner].append(at)
            for size in sizes:
                for owner in self._at_words.get(seen.index[at : at + size], ()):
                    found[owner].append(at)
        self.note_lines(seen, seen.lines, found)
        for letters in (self._narrow, self._wide) if is_wide(seen.index) else (self._narrow,):
            starts = [letter.start() for letter in letters.finditer(seen.index)]
            _note(self._loose, seen, starts, found)
        return found

    def note_lines(self, seen: Seen, starts: Sequence[int], found: Places[Owner]) -> None:
        """Note as well who can begin at these ``starts``, if lines begin there."""
        _note(self._at_lines, seen, starts, found)

    def _find(self, word: str) -> tuple[list[Owner], Iterable[int]]:
        """Who begins with this word or its beginning; sizes of heads that go on behind it."""
        begun = (self._at_words.get(word[:size], ()) for size in SIZES if size <= len(word))
        return [owner for owners in begun for owner in owners], self._longer.get(word, ())


def _note(heads: Owners[Owner], seen: Seen, starts: Sequence[int], found: Places[Owner]) -> None:
    for size in SIZES:
        for at in starts:
            for owner in heads.get(seen.index[at : at + size], ()):
                found[owner].append(at)


def _sizes_by_first_word(heads: Iterable[str]) -> dict[str, set[int]]:
    """The sizes of the heads that are more than one word, by the first."""
    sizes: defaultdict[str, set[int]] = defaultdict(set)
    for head in heads:
        word = _WORDS.match(head)
        if word is None or word[0] != head:
            sizes[word[0] if word else ""].add(len(head))
    return sizes


def _first_letters(heads: Iterable[str]) -> re.Pattern[str]:
    """Matches the first letter of what may be one of the heads, judged by their first two."""
    seconds: defaultdict[str, set[str]] = defaultdict(set)
    for head in heads:
        seconds[head[0]].add(head[1:2])
    choices = (
        re.escape(first) + ("" if "" in behind else f"(?={_one_of(behind)})")
        for first, behind in sorted(seconds.items())
    )
    return re.compile("|".join(choices) or "(?!)")


def _one_of(letters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(letters)))}]"
