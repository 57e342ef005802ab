"""What a small model hears of a text: its words and marks, and runs of them (n-grams).

Links, addresses, numbers and names behind an @ are one token each; Han and kana are read letter by
letter. No run reaches across a wide gap, such as a quote that was blanked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import TypeAlias

from helper.rulebook.folding import fold

_MAX_LENGTH = 6000
"""Characters read; a longer mail does not sound different."""

_GAP = re.compile(r"\s(?=\s\s)(?:(?<=\n)\n\n+|(?<!\n)[^\S\n][^\S\n]+)")
"""Three blanks or line breaks, or more; what can begin with one class is found at once."""
_BREAK = "\n"
"""Stands before each piece among the tokens; no run reaches across."""

_TOKEN = re.compile(
    r"""(?=\S)(?:
        (?P<link>https?://[^\s\0]{1,200}|www\.[^\s\0]{1,200}|[!-?A-~]{1,64}@[!-?A-~]{1,64})
      | [^\W\d_぀-ヿ㐀-鿿豈-﫿]+(?:'[^\W\d_]+)*
      | (?P<name>@\0?\w+)
      | (?P<number>\d[\d.,:/]*)
      | (?P<wide>[぀-ヿ㐀-鿿豈-﫿])
      | (?P<marks>[!?！？]+|\.\.+|…+|[^\w\s\0])
    )""",
    re.VERBOSE,
)
_LOOSE_AT = re.compile(r"@\s(?=\w)")
_JOINED = "@\0"
"""An @ and the blank behind it, while texts are cut at blanks: a name may follow."""

_MAX_MARKS = 3

_BEGINNING = 5
"""Letters that tell a word from most others, whatever its ending."""

_SHORT = 24
"""Letters up to which what stands between two blanks is likely to be met again."""

_REMEMBERED = 2000

Span: TypeAlias = tuple[int, int]

Run: TypeAlias = tuple[int, int]
"""Number of its first token, and of the first behind it."""


class Grams:
    """The n-grams of a text, and where they stand in it."""

    def __init__(self, text: str, orders: tuple[int, ...]) -> None:
        """Every run of so many tokens, and how long words begin.

        A beginning (``frust~``) is what the forms of a word and many slips of the pen share, so
        more is known of words never seen.
        """
        self._text, self._orders = _seen(text), orders
        self._pieces = _pieces(self._text)
        self._all = [*chain.from_iterable(_grams(words, orders) for words in self._pieces)]
        self.distinct = tuple(dict.fromkeys(self._all))
        """Each once, in order."""

    def run(self, gram: str) -> Run | None:
        """The run of tokens that is this n-gram, where it stands once: then it can be taken out."""
        if self._counts[gram] != 1:
            return None
        first = self._firsts[self._all.index(gram)]
        return first, first + 1 + gram.count(" ")

    def around(self, run: Run) -> list[str]:
        """The n-grams that stand nowhere but over one of these tokens."""
        first, end = run
        words = self._words
        runs = (_runs(words[max(0, first - n + 1) : end + n - 1], n) for n in self._orders)
        found = chain(*runs, _beginnings(words[first:end]))
        return [gram for gram in found if self._counts.get(gram) == 1]

    def span(self, run: Run) -> Span:
        """Where in the text a run stands."""
        first, end = run
        gaps = self._words[:end].count(_BREAK)
        return self._spans[first - gaps][0], self._spans[end - 1 - gaps][1]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self._all)

    @cached_property
    def _words(self) -> list[str]:
        return [word for words in self._pieces for word in (_BREAK, *words)]

    @cached_property
    def _firsts(self) -> list[int]:
        """The first token of each of the n-grams."""
        firsts: list[int] = []
        at = 1
        for words in self._pieces:
            for order in self._orders:
                firsts += range(at, at + len(words) - order + 1)
            firsts += [n for n, word in enumerate(words, at) if _begun[word]]
            at += len(words) + 1
        return firsts

    @cached_property
    def _spans(self) -> list[Span]:
        return [found.span() for found in _TOKEN.finditer(self._text)]


read_grams = lru_cache(maxsize=4)(Grams)
"""The n-grams of a text, which may be asked for again."""


def _grams(words: Sequence[str], orders: Iterable[int]) -> Iterable[str]:
    return chain(*(_runs(words, order) for order in orders), _beginnings(words))


def _runs(words: Sequence[str], order: int) -> Iterable[str]:
    if order == 1:
        return words
    return map(" ".join, zip(*(words[at:] for at in range(order)), strict=False))


def _beginnings(words: Iterable[str]) -> Iterable[str]:
    return chain.from_iterable(map(_begun.__getitem__, words))


def _begin(word: str) -> tuple[str, ...]:
    """Its beginning; short words are their own."""
    is_long = len(word) > _BEGINNING and word.isalpha()
    return (f"{word[:_BEGINNING]}~",) if is_long else ()


def _seen(text: str) -> str:
    """Folded, and as long as before; no name is cut from its @."""
    folded = fold(text[:_MAX_LENGTH])
    return _LOOSE_AT.sub(_JOINED, folded) if "@" in folded else folded


def _pieces(text: str) -> list[list[str]]:
    """The tokens between gaps, piece by piece."""
    return [
        list(chain.from_iterable(map(_tokens.__getitem__, piece.split())))
        for piece in _GAP.split(text)
    ]


def _cut(chunk: str) -> tuple[str, ...]:
    return tuple(
        found[0] if found.lastgroup is None else _named(found.lastgroup, found[0])
        for found in _TOKEN.finditer(chunk)
    )


def _named(kind: str, token: str) -> str:
    return token[:_MAX_MARKS] if kind in ("marks", "wide") else f"<{kind}>"


class _Remembered(dict[str, tuple[str, ...]]):
    """What was made of short texts, looked up without a call for each."""

    def __init__(self, make: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> tuple[str, ...]:
        made = self._make(text)
        if len(text) <= _SHORT:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[text] = made
        return made


_tokens = _Remembered(_cut)
_begun = _Remembered(_begin)
