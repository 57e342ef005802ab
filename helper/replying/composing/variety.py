"""Say it in other words than last time: two drafts that share a long run sound like a form.

Drafts are compared by runs of words: six in a row, or as many Han and kana as six words take.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile
from typing import TypeAlias

from helper.text import WIDE

Run: TypeAlias = str
"""Tokens in a row, apart by NULs: of a text the hash is kept, so many of them are compared fast."""

_TOKEN = re.compile(rf"\d+(?:(?::\d\d)? [ap]m\b|:\d\d|[{WIDE}])|[{WIDE}]|[^\W{WIDE}]+(?:['’]\w+)?")
_LATIN_TOKEN = re.compile(r"\d+(?:(?::\d\d)? [ap]m\b|:\d\d)|\w+(?:'\w+)?", re.ASCII)
"""The same in ASCII, in two thirds of the time."""
_REMEMBERED = 60


def tokens(text: str) -> list[str]:
    """Words and clock times in lower case; Han and kana one by one, but for 5点 and the like."""
    return (_LATIN_TOKEN if text.isascii() else _TOKEN).findall(text.casefold())


def runs(said: list[str], length: int) -> set[Run]:
    """Every ``length`` tokens in a row."""
    return {"\0".join(said[at : at + length]) for at in range(len(said) - length + 1)}


def said_least(options: Sequence[str], chance: str, lately: AbstractSet[Run], length: int) -> str:
    """The one with fewest runs of ``lately``; of equals always the same for a mail."""
    start = int(chance, 16) % len(options)
    ordered = (*options[start:], *options[:start])
    return min(ordered, key=lambda one: len(runs(tokens(one), length) & lately))


class Lately:
    """The runs of the latest drafts, by the mail they answer; in memory only.

    A mail that is opened again is compared with the same drafts as the first time, so that it
    gets the same words.
    """

    def __init__(self) -> None:
        self._runs: OrderedDict[str, frozenset[Run]] = OrderedDict()
        self._lock = threading.Lock()

    def before(self, mail: str) -> frozenset[Run]:
        """What was said before ``mail`` was first answered."""
        with self._lock:
            earlier = takewhile(lambda one: one[0] != mail, self._runs.items())
            return frozenset().union(*(said for _, said in earlier))

    def note(self, mail: str, said: frozenset[Run]) -> None:
        """Remember what was said to ``mail``, and forget the oldest."""
        with self._lock:
            self._runs.setdefault(mail, said)
            while len(self._runs) > _REMEMBERED:
                self._runs.popitem(last=False)
