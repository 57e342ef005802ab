"""Texts made against a pattern, read off its own parsed form.

Whatever it repeats is repeated, led up to by what it wants before.
"""

from __future__ import annotations

from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re._parser import SubPattern  # type: ignore[import-not-found]
from typing import Any

LETTERS = "a1 ,\u2603"
"""One of them is taken by nearly every set that says what it does not take."""
KINDS = {
    codes.CATEGORY_DIGIT: str.isdigit,
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_WORD: str.isalnum,
}


def is_among(letter: str, items: Any) -> bool:
    """Whether one of the items of a set stands for a letter."""
    return any(
        value == ord(letter)
        if kind is codes.LITERAL
        else value[0] <= ord(letter) <= value[1]
        if kind is codes.RANGE
        else KINDS[value](letter)
        if value in KINDS
        else False
        for kind, value in items
    )


def one_of(items: Any) -> str:
    """A letter that a set of letters takes."""
    if items[0][0] is codes.NEGATE:
        return next((one for one in LETTERS if not is_among(one, items[1:])), LETTERS[-1])
    for kind, value in items:
        if kind is codes.LITERAL:
            return chr(value)
        if kind is codes.RANGE:
            return chr(value[0])
        if kind is codes.CATEGORY:
            return {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " "}.get(value, "a")
    return "a"


def example(nodes: SubPattern, least: int = 1) -> str:
    """A text the nodes take, or nearly; what may be left out comes ``least`` times."""
    text = ""
    for kind, value in nodes:
        if kind is codes.LITERAL:
            text += chr(value)
        elif kind in {codes.ANY, codes.NOT_LITERAL}:
            text += "a"
        elif kind is codes.IN:
            text += one_of(value)
        elif kind is codes.BRANCH:
            text += example(value[1][0], least)
        elif kind is codes.SUBPATTERN:
            text += example(value[-1], least)
        elif kind in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
            text += example(value[2], least) * max(value[0], least)
        elif kind is codes.ATOMIC_GROUP:
            text += example(value)
    return text


def pumps(nodes: SubPattern, before: str = "") -> Iterator[tuple[str, str]]:
    """For each open repeat in the nodes: what leads up to it, and what it repeats."""
    for at, (kind, value) in enumerate(nodes):
        lead = before + example(nodes[:at])
        if kind in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
            if value[1] > 20:
                yield lead, example(value[2])
                yield lead, example(value[2], 0)
            yield from pumps(value[2], lead)
        elif kind is codes.BRANCH:
            for branch in value[1]:
                yield from pumps(branch, lead)
        elif kind is codes.SUBPATTERN:
            yield from pumps(value[-1], lead)
        elif kind is codes.ATOMIC_GROUP:
            yield from pumps(value, lead)
        elif kind in {codes.ASSERT, codes.ASSERT_NOT}:
            yield from pumps(value[1], lead)
