"""What the matches of a regular expression can begin with.

A mail holds few of the thousand words the rules speak of, yet Python's engine tries every
pattern at every place. What is read off a pattern here lets `helper.rulebook.quick` try it at
the few places where it can match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any, TypeAlias

from helper.rulebook.folding import index

WORD = "\b"
"""Marks a head that stands where a word begins."""

LINE = "\r"
"""Marks a head that stands where a line begins."""

MOST_AT_LINE = 3
"""Letters that tell enough there: a text has few lines, and rules know many words to begin one."""

_MOST_LETTERS = 6
"""Letters that tell enough elsewhere."""

_MOST = 200
"""Heads of one alternative while they grow; with more it stays at those it has."""

_FEW = 15
"""Of more single letters than that, one begins nearly every word."""

_FEW_WORDS = 4
"""Words that may stand before a head: with more, most of a text would."""

_TELLING_WIDE = 2
"""So many Han or kana are as rare as eight Latin letters."""

_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_MARKS = {op.AT_BOUNDARY: WORD, op.AT_BEGINNING: LINE, op.AT_BEGINNING_STRING: LINE}
_CLASSES = {op.CATEGORY_DIGIT: "0", op.CATEGORY_SPACE: " \n"}
"""All digits are looked for as one, and so are all blanks."""

_NO_WORD = re.compile(r"\W")
_FIRST_WIDE = "\u3040"
_ANY_WIDE = "\0"
"""Stands for any letter from hiragana on: one of thousands."""

_MANY = 64
"""More letters than that in a class are as good as any."""

_Grown: TypeAlias = "set[str]"
"""Folded letters a match can begin with, some behind a mark."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """How the matches of one alternative begin."""

    together: str
    """Their heads, apart by NULs: as thousands of small texts they take seven times the memory."""
    anywhere: bool
    """Whether some begin otherwise, in any text."""
    anywhere_wide: bool
    """The same in texts with Han or kana, as in all if in any."""
    words_before: int = 0
    """Up to so many words may stand before a head, each with one blank behind it."""

    @property
    def heads(self) -> set[str]:
        """Each once, with its mark."""
        return set(filter(None, self.together.split(_ANY_WIDE)))


def beginning(nodes: Any) -> Beginning:
    """Read it off the parsed ``nodes``."""
    found = _begun(nodes, "")
    if found.anywhere_wide:
        count, rest = _behind_words(nodes)
        behind = _begun(rest, WORD) if count else found
        if not behind.anywhere_wide:
            return replace(behind, words_before=count)
    return found


def _begun(nodes: Any, mark: str) -> Beginning:
    short, done = _grown(nodes, {mark})
    heads = {_known(head) for head in done.union(map(_unmarked, short))}
    singles = [head for head in heads if len(head.lstrip(WORD)) == 1 and head[-1].isalnum()]
    if not heads.isdisjoint({"", WORD, LINE}) or len(singles) > _FEW:
        return Beginning("", anywhere=True, anywhere_wide=True)
    together = _ANY_WIDE.join(shortest(set(map(_cut, heads - {_ANY_WIDE}))))
    return Beginning(together, anywhere=False, anywhere_wide=_ANY_WIDE in heads)


def shortest(heads: _Grown) -> _Grown:
    """None that begins with another one: where it stands, the other does too."""
    kept: list[str] = []
    for head in sorted(heads):  # Behind each stand those that begin with it.
        if not kept or not head.startswith(kept[-1]):
            kept.append(head)
    return set(kept)


def _behind_words(nodes: Any) -> tuple[int, list[Any]]:
    """How many words may be left out where a word begins, and the nodes behind them."""
    count, begins_word, left = 0, False, list(nodes)
    while left:
        kind, value = left[0]
        if kind is op.SUBPATTERN:
            left[:1] = value[-1]
            continue
        if kind is op.AT and value is op.AT_BOUNDARY and not count:
            begins_word = True
        elif kind in _REPEATS and begins_word and value[0] == 0 and _is_one_word(value[2]):
            count += value[1]
        elif kind not in (op.ASSERT, op.ASSERT_NOT):
            break
        del left[0]
    return (count if count <= _FEW_WORDS else 0), left


def _is_one_word(nodes: Any) -> bool:
    """Whether what matches has one blank, at its end."""
    *inner, last = nodes
    return last == (op.LITERAL, ord(" ")) and all(_is_solid(*node) for node in inner)


def _is_solid(kind: Any, value: Any) -> bool:
    """Whether what matches holds no white space."""
    if kind is op.LITERAL:
        return not chr(value).isspace()
    if kind is op.IN:
        return _is_word(value) or (value[0][0] is not op.NEGATE and all(map(_is_sign, value)))
    if kind is op.SUBPATTERN:
        return all(_is_solid(*node) for node in value[-1])
    if kind is op.BRANCH:
        return all(_is_solid(*node) for branch in value[1] for node in branch)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        return all(_is_solid(*node) for node in value[2])
    return kind in (op.ASSERT, op.ASSERT_NOT)


def _is_sign(member: Any) -> bool:
    kind, value = member
    if kind is op.CATEGORY:
        return value in (op.CATEGORY_WORD, op.CATEGORY_DIGIT)
    return kind is op.LITERAL and not chr(value).isspace()


def _cut(head: str) -> str:
    return head[: _enough(head) + head.startswith((WORD, LINE))]


def _known(head: str) -> str:
    """A head as it can be looked for: no mark of a word where none begins, as before a "!"."""
    if head[:1] == WORD and _NO_WORD.match(head, 1):
        return _known(head[1:])
    return _unmarked(head[: max(1, head.find(_ANY_WIDE))]) if _ANY_WIDE in head else head


def _is_done(head: str) -> bool:
    if not head.isascii() and sum(map(_FIRST_WIDE.__le__, head)) >= _TELLING_WIDE:
        return True
    return len(head) - head.startswith((WORD, LINE)) >= _enough(head) or _ANY_WIDE in head


def _enough(head: str) -> int:
    return MOST_AT_LINE if head.startswith(LINE) else _MOST_LETTERS


def _grown(nodes: Any, heads: _Grown) -> tuple[_Grown, _Grown]:
    """Heads with what follows put behind them: those that may grow, and those that are done."""
    done: _Grown = set()
    for kind, value in _words_as_one(nodes):
        if not heads:
            break  # All are told apart; what comes behind does not matter.
        grown, ended = _step(kind, value, heads)
        if len(grown) > _MOST:
            return set(), done | set(map(_unmarked, heads))
        done |= ended
        heads = set()
        for head in grown:
            (done if _is_done(head) else heads).add(head)
    return heads, done


def _words_as_one(nodes: Any) -> Iterator[tuple[Any, Any]]:
    """The nodes, but letters that stand side by side as one text."""
    for kind, alike in groupby(nodes, key=itemgetter(0)):
        if kind is op.LITERAL:
            yield kind, "".join(_letter(code) for _, code in alike)
        else:
            yield from alike


def _step(kind: Any, value: Any, heads: _Grown) -> tuple[_Grown, _Grown]:
    """The same for one node."""
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        mark = _MARKS.get(value, "") if kind is op.AT else ""
        return {head or mark for head in heads}, set()
    if kind is op.LITERAL:
        return {head + value for head in heads}, set()
    if kind is op.IN and (letters := _letters(value)):
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
    return "" if head == WORD else head


def _is_word(members: Any) -> bool:
    """Whether a class of characters holds letters and digits only."""
    if members[0][0] is op.NEGATE:
        return (op.CATEGORY, op.CATEGORY_NOT_WORD) in members
    return all(one == (op.CATEGORY, op.CATEGORY_WORD) for one in members)


@lru_cache(maxsize=4000)
def _letter(code: int) -> str:
    return index(chr(code))


def _letters(members: Any) -> set[str]:
    """The letters a class of characters stands for; none where these are too many."""
    letters: set[str] = set()
    for kind, value in members:
        if kind is op.LITERAL:
            letters.add(_letter(value))
        elif kind is op.RANGE and value[1] - value[0] < _MANY:
            letters.update(map(_letter, range(value[0], value[1] + 1)))
        elif kind is op.RANGE and value[0] >= ord(_FIRST_WIDE):
            letters.add(_ANY_WIDE)
        elif kind is op.CATEGORY and value in _CLASSES:
            letters.update(_CLASSES[value])
        else:
            return set()
    return letters


def _repeated(least: int, most: int, nodes: Any, heads: _Grown) -> tuple[_Grown, _Grown]:
    once, done = _grown(nodes, heads)
    if most > 1:  # What comes behind the first time may be a second time.
        done = done.union(*_grown(nodes, once))
    return (once | heads if least == 0 else once), done


def _joined(found: list[tuple[_Grown, _Grown]]) -> tuple[_Grown, _Grown]:
    return set().union(*(one[0] for one in found)), set().union(*(one[1] for one in found))
