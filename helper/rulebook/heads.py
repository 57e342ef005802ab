"""Where a regular expression can begin: the few letters its matches start with.

A text without Han and kana is tried at those places only, which costs a fraction of a scan.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any, TypeAlias

_LENGTH = 4
"""Characters of a head, its mark included."""

_WORD = "\b"
"""Marks a head that stands where a word begins."""

_LINE = "\r"
"""Marks a head that stands where a line begins."""

_WORD_START = re.compile(r"\b\w")
_NO_WORD = re.compile(r"\W")
_LINE_START = re.compile(r"\A|\n")

_MARKS = {op.AT_BOUNDARY: _WORD, op.AT_BEGINNING: _LINE, op.AT_BEGINNING_STRING: _LINE}

_DIGIT = re.compile(r"\d")
_BLANK = re.compile(r"[^\S\n ]")
_CLASSES = {op.CATEGORY_DIGIT: "0", op.CATEGORY_SPACE: " \n"}
"""All digits are looked for as one, and so are all blanks."""

_FIRST_WIDE = 0x3040
_WIDE = re.compile(r"[\u3040-\U0010ffff]")
_ANY_WIDE = "\0"
"""Stands for any letter from hiragana on: one of thousands."""

_MANY = 64
"""More letters than that in a class are as good as any."""

_Grown: TypeAlias = "set[str]"
"""Folded letters a match can begin with, some behind a mark."""


def fold(text: str) -> str:
    """Lower case with straight apostrophes, and exactly as long as before: offsets stay valid."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return low.replace("’", "'")


def _index(text: str) -> str:
    """``text`` as heads are looked for in it."""
    return _BLANK.sub(" ", _DIGIT.sub("0", fold(text)))


class Heads:
    """What the matches of a pattern can begin with."""

    def __init__(self, nodes: Any) -> None:
        """Read it off the parsed ``nodes``."""
        short, done = _grown(nodes, {""})
        heads = {_known(head) for head in done.union(map(_unmarked, short))}
        self.known = "" not in heads
        """Whether that is anything at all: ``.*x`` can begin anywhere."""
        self._marked = frozenset(head for head in heads if head[:1] in (_WORD, _LINE))
        self._loose = heads - self._marked - {_ANY_WIDE}

    def places(self, text: str) -> list[int] | None:
        """Where ``text`` has one of them, in order; ``None`` where it has Han or kana."""
        starts = _starts(text)
        return None if starts.wide else sorted(starts.places(self._marked, self._loose))


class _Starts:
    """A folded text, and where in it words and lines begin."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.wide = _WIDE.search(folded) is not None
        self.starts: defaultdict[str, list[int]] = defaultdict(list)
        places = [(_WORD, word.start()) for word in _WORD_START.finditer(folded)]
        places += [(_LINE, line.end()) for line in _LINE_START.finditer(folded)]
        for mark, at in () if self.wide else places:
            for size in range(_LENGTH):
                self.starts[mark + folded[at : at + size]].append(at)

    def places(self, marked: frozenset[str], loose: set[str]) -> set[int]:
        """Where any of these heads stands."""
        places = {at for head in marked & self.starts.keys() for at in self.starts[head]}
        for head in loose:
            at = self.folded.find(head)
            while at >= 0:
                places.add(at)
                at = self.folded.find(head, at + 1)
        return places


def is_wide(text: str) -> bool:
    """Whether there is Han, kana or an emoji in it."""
    return _starts(text).wide


@lru_cache(maxsize=64)
def _starts(text: str) -> _Starts:
    """All rules look at the same few texts."""
    return _Starts(_index(text))


def _known(head: str) -> str:
    """A head as it can be looked for: no mark of a word where none begins, as before a "!"."""
    if head[:1] == _WORD and _NO_WORD.match(head, 1):
        return _known(head[1:])
    return _unmarked(head[: max(1, head.find(_ANY_WIDE))]) if _ANY_WIDE in head else head


def _grown(nodes: Any, heads: _Grown) -> tuple[_Grown, _Grown]:
    """Heads with what follows put behind them: those that may grow, and those that are done."""
    done: _Grown = set()
    for kind, value in nodes:
        grown, ended = _step(kind, value, heads)
        done |= ended | {head for head in grown if len(head) == _LENGTH}
        heads = {head for head in grown if len(head) < _LENGTH}
    return heads, done


def _step(kind: Any, value: Any, heads: _Grown) -> tuple[_Grown, _Grown]:
    """The same for one node."""
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        mark = _MARKS.get(value, "") if kind is op.AT else ""
        return {head or mark for head in heads}, set()
    if kind in (op.LITERAL, op.IN):
        letters = _letters([(kind, value)] if kind is op.LITERAL else value)
        if letters:
            return {head + letter for head in heads for letter in letters}, set()
    if kind in (op.SUBPATTERN, op.ATOMIC_GROUP, op.BRANCH):
        branches = {op.SUBPATTERN: value[-1:], op.BRANCH: value[-1]}.get(kind, [value])
        return _joined([_grown(branch, heads) for branch in branches])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, nodes = value
        return _repeated(least, most, nodes, heads)
    any_word = kind is op.IN and _is_word(value)
    return set(), heads if any_word else set(map(_unmarked, heads))


def _unmarked(head: str) -> str:
    """Where a word ends is a boundary too: a mark alone says nothing."""
    return "" if head == _WORD else head


def _is_word(members: Any) -> bool:
    """Whether a class of characters holds letters and digits only."""
    if members[0][0] is op.NEGATE:
        return (op.CATEGORY, op.CATEGORY_NOT_WORD) in members
    return all(one == (op.CATEGORY, op.CATEGORY_WORD) for one in members)


def _letters(members: Any) -> set[str]:
    """The letters a class of characters stands for; none where these are too many."""
    letters: set[str] = set()
    for kind, value in members:
        if kind is op.LITERAL:
            letters.add(_index(chr(value)))
        elif kind is op.RANGE and value[1] - value[0] < _MANY:
            letters.update(_index(chr(code)) for code in range(value[0], value[1] + 1))
        elif kind is op.RANGE and value[0] >= _FIRST_WIDE:
            letters.add(_ANY_WIDE)
        elif kind is op.CATEGORY and value in _CLASSES:
            letters.update(_CLASSES[value])
        else:
            return set()
    return letters


def _repeated(least: int, most: int, nodes: Any, heads: _Grown) -> tuple[_Grown, _Grown]:
    once, done = _grown(nodes, heads)
    if most > 1:  # What comes behind the first time may be a second time.
        once, done = set(), once | done
    return (once | heads if least == 0 else once), done


def _joined(found: list[tuple[_Grown, _Grown]]) -> tuple[_Grown, _Grown]:
    return set().union(*(one[0] for one in found)), set().union(*(one[1] for one in found))
