"""Regular expressions that first look where the text has the words they need.

A mail holds few of the thousand words the rules speak of, yet Python's engine tries every
alternative at every place. So each alternative of a rule remembers literals that must stand in
what it matches, a text remembers in which of its passages which pieces of words stand, and the
alternative runs over those passages only. What matches stays the same.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

from helper.rulebook.heads import Heads, fold, is_wide

_SHORT_TEXT = 250
"""Below this many characters matching costs less than looking for words first."""

_SHORT_NARROW_TEXT = 4000
"""The same without Han and kana, where few patterns can begin anywhere."""

_TINY_TEXT = 40
"""The same for looking where a match can begin."""

_PIECES = (2, 3, 4)
"""Lengths of the pieces of words a text remembers."""

_STOP = re.compile(r"(?<=[.!?\n。！？])\s|(?<=[。！？])")
_LEAST_PASSAGE = 80
_OVERHANG = 60
"""Characters that a match may reach into the next passage; sentences end between them."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_MARK = re.compile(r"[^\w\s'.,-]|_")
"""What is no word and rare enough to be worth remembering: "!", ":" and every emoji."""

_DIGIT = re.compile(r"\d")
_ANY_DIGIT = "\\d"
"""The piece that stands for a digit, whichever."""

Needs: TypeAlias = "tuple[frozenset[str] | list[Needs], ...]"
"""All of these must stand near a match: of a set one piece, of a list one branch's needs."""


class Quick:
    """A pattern with the methods of `re.Pattern` that rules use.

    ``sources`` are alternatives, tried apart as long as no group ties them together. Matches
    come in order and do not overlap, as from one expression; in a long text none reaches farther
    than `_OVERHANG` into the next passage.
    """

    def __init__(self, sources: list[str], flags: re.RegexFlag) -> None:
        self.pattern = "|".join(sources)
        self._whole = re.compile(self.pattern, flags)
        self.groupindex = self._whole.groupindex
        self._heads = Heads(_parser.parse(self.pattern))
        apart = sources if not self._whole.groups else [self.pattern]
        self._parts = [(re.compile(one, flags), _needs(_parser.parse(one))) for one in apart]

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match; of two at the same place the one of the earlier alternative."""
        if start or end < len(text):
            return self._whole.search(text, start, end)
        places = self._places(text)
        if places is not None:
            return next(self._at(places, text), None)
        if _is_short(text):
            return self._whole.search(text)
        firsts = (next(self._matches(*part, text), None) for part in self._parts)
        return min((one for one in firsts if one), key=re.Match.start, default=None)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """A match right at ``start``."""
        return self._whole.match(text, start, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in order, none overlapping another."""
        places = self._places(text)
        if places is not None:
            yield from self._at(places, text)
            return
        if _is_short(text):
            yield from self._whole.finditer(text)
            return
        found = [self._matches(part, needs, text) for part, needs in self._parts]
        yield from found[0] if len(found) == 1 else _in_order(found)

    def _matches(self, part: re.Pattern[str], needs: Needs, text: str) -> Iterator[re.Match[str]]:
        seen = _seen(text)
        places = seen.near(needs)
        return seen.matches(part, places, text) if places else iter(())

    def _places(self, text: str) -> list[int] | None:
        return self._heads.places(text) if self._heads.known and len(text) > _TINY_TEXT else None

    def _at(self, places: list[int], text: str) -> Iterator[re.Match[str]]:
        end = 0
        for place in places:
            if place >= end and (found := self._whole.match(text, place)):
                end = max(found.end(), place + 1)
                yield found

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str) -> str:
        """``text`` with every match replaced."""
        return self._whole.sub(instead, text)


def _is_short(text: str) -> bool:
    return len(text) < (_SHORT_TEXT if is_wide(text) else _SHORT_NARROW_TEXT)


def _in_order(found: list[Iterator[re.Match[str]]]) -> Iterator[re.Match[str]]:
    at = 0
    for one in sorted(chain.from_iterable(found), key=re.Match.start):
        if one.start() >= at:
            yield one
            at = max(one.end(), one.start() + 1)


class _Seen:
    """A folded text: where its passages end, and in which of them pieces of words stand.

    Sets of passages are whole numbers, one bit a passage: joining them is one operation.
    """

    def __init__(self, folded: str) -> None:
        self.ends = _passages(folded)
        self.all = (1 << len(self.ends)) - 1
        where: defaultdict[str, int] = defaultdict(int)
        for place, (start, end) in enumerate(zip((0, *self.ends), self.ends, strict=False)):
            reach = end + _OVERHANG
            words = set(_WORD.findall(folded, start, reach))
            pieces = set(_MARK.findall(folded, start, reach)).union(*map(_pieces, words))
            for piece in pieces | ({_ANY_DIGIT} if _DIGIT.search(folded, start, reach) else set()):
                where[piece] |= 1 << place
        self.where = dict(where)
        self.known = frozenset(where)

    def matches(self, part: re.Pattern[str], places: int, text: str) -> Iterator[re.Match[str]]:
        """Matches that begin in one of these passages."""
        for start, end in self._ranges(places):
            reach = min(end + _OVERHANG, len(text))
            for found in part.finditer(text, start, reach):
                # A passage's end is no end of the text: what seemed to match there must do
                # so in the whole text too.
                match = part.match(text, found.start()) if found.end() == reach else found
                if match and found.start() < end:
                    yield match

    def near(self, needs: Needs) -> int:
        """The passages which, with what overhangs, have all that is needed."""
        places = self.all
        for need in needs:
            if isinstance(need, list):
                places &= reduce(or_, map(self.near, need))
            else:
                places &= reduce(or_, map(self.where.__getitem__, need & self.known), 0)
            if not places:
                break
        return places

    def _ranges(self, places: int) -> Iterator[tuple[int, int]]:
        """Neighbouring passages as one range."""
        start, at = None, 0
        for place, end in enumerate(self.ends):
            if not places >> place:
                break
            if places >> place & 1:
                start = at if start is None else start
            elif start is not None:
                yield start, at
                start = None
            at = end
        if start is not None:
            yield start, at


@lru_cache(maxsize=8)
def _seen(text: str) -> _Seen:
    """All rules look at the same few texts."""
    return _same(fold(text))


@lru_cache(maxsize=8)
def _same(folded: str) -> _Seen:
    return _Seen(folded)


def _passages(folded: str) -> list[int]:
    """Where passages end: after a sentence or line, but none is very short."""
    ends = [0]
    for stop in _STOP.finditer(folded):
        if stop.end() - ends[-1] >= _LEAST_PASSAGE:
            ends.append(stop.end())
    return [*ends[1:], len(folded)] if ends[-1] < len(folded) else ends[1:]


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> frozenset[str]:
    places = range(len(word))
    return frozenset(word[at : at + size] for size in _PIECES for at in places)


def _needs(nodes: Any) -> Needs:
    """What the parsed ``nodes``, one after the other, need; look-arounds are left out."""
    sets: list[frozenset[str] | list[Needs]] = []
    run = ""
    for kind, value in [*nodes, (None, None)]:
        if kind is op.LITERAL:
            run += chr(value)
        elif _is_drawn_out(kind, value):
            # "no+w": whatever the number, an "no" stands there, and an "ow".
            letter = chr(value[2][0][1])
            sets += _of_literal(run + letter)
            run = letter
        elif kind not in (op.AT, op.ASSERT, op.ASSERT_NOT):
            sets += [*_of_literal(run), *_inside(kind, value)]
            run = ""
    return tuple(sorted(sets, key=lambda one: (isinstance(one, list), len(one))))


def _is_drawn_out(kind: Any, value: Any) -> bool:
    """Whether this is one letter, once or more: ``o+``."""
    if kind not in (op.MAX_REPEAT, op.MIN_REPEAT) or not value[0]:
        return False
    return len(value[2]) == 1 and value[2][0][0] is op.LITERAL


def _inside(kind: Any, value: Any) -> Needs:
    if kind is op.SUBPATTERN:
        return _needs(value[3])
    if kind is op.BRANCH:
        return _one_of([_needs(branch) for branch in value[1]])
    if kind is op.IN and value == [(op.CATEGORY, op.CATEGORY_DIGIT)]:
        return (frozenset({_ANY_DIGIT}),)
    if kind is op.IN and all(inner is op.LITERAL for inner, _ in value):
        marks = frozenset(fold(chr(code)) for _, code in value)
        return (marks,) if all(map(_MARK.fullmatch, marks)) else ()
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0]:
        return _needs(value[2])
    return ()


def _one_of(branches: list[Needs]) -> Needs:
    """One branch's needs; those that need a single piece are joined to one set."""
    if not all(branches):
        return ()
    single = [one[0] for one in branches if len(one) == 1 and isinstance(one[0], frozenset)]
    pieces: frozenset[str] = frozenset().union(*single)
    rest = [one for one in branches if len(one) > 1 or isinstance(one[0], list)]
    if not rest:
        return (pieces,)
    return ([*rest, (pieces,)] if pieces else rest,)


def _of_literal(literal: str) -> Needs:
    """A piece of the longest word of a literal, or a mark in it, if a text remembers such."""
    word = max(_WORD.findall(fold(literal)), key=len, default="")
    if len(word) >= _PIECES[0]:
        return (frozenset({word[: _PIECES[-1]]}),)
    mark = _MARK.search(literal)
    return (frozenset({mark[0]}),) if mark else ()
