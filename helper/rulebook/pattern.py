"""A regular expression that is compiled when it is first used: the start needs hardly any."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property

from helper.rulebook.compiling import compiled
from helper.rulebook.notebook import Notebook

_TOKEN = re.compile(
    r"""\\[\s\S] | \[\^?\]?(?:\\[\s\S]|[^]\\])*\] | (?P<group>\((?:(?!\?)|\?P<)) | [()|]""",
    re.VERBOSE,
)
"""What tells where a branch ends: within brackets, or behind a stroke, no mark does."""

_BACK = re.compile(r"\\[1-9]")
"""What a group took, by the number of the group."""

_NO_LETTER = re.compile(r"\\.|\(\?P[<=]\w+[>)]")
"""What stands for no letter of its own."""

_TIED = re.compile(r"\(\?P=|\(\?\(|\A\(\?[aiLmsux]+\)")
"""What speaks of groups of other branches by name, or for all of them."""


class Pattern:
    """A regular expression with the methods of `re.Pattern` that rules use."""

    def __init__(
        self, sources: list[str], flags: re.RegexFlag, notes: Notebook | None = None
    ) -> None:
        """``sources`` are alternatives; what compiling gives is kept in ``notes``."""
        self.sources = sources
        self.flags = flags
        self._notes = notes

    @property
    def pattern(self) -> str:
        """The whole of it."""
        return "|".join(self.sources)

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """The compiled expression.

        Raises:
            re.error: it is none.
        """
        return compiled(self.pattern, self.flags, self._notes)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match; of two at the same place the one of the earlier alternative."""
        return self.whole.search(text, start, end)

    def is_in(self, text: str) -> bool:
        """Whether there is a match at all.

        Branches whose case tells nothing look at small letters, which takes a third of the time.
        """
        low = text.lower()
        if len(low) != len(text):
            return self.search(text) is not None
        calm, loud = self._by_case
        return bool((calm and calm.search(low)) or (loud and loud.search(text)))

    def distinct(self, text: str) -> set[str]:
        """What all matches are in small letters."""
        found = self._in_small(text)
        return {one[0].casefold() for one in (self.finditer(text) if found is None else found)}

    def _in_small(self, text: str) -> Iterator[re.Match[str]] | None:
        """All matches in small letters, where they are the same ones; they are looked for late."""
        low = text.lower()
        return self._small.finditer(low) if self._small and len(low) == len(text) else None

    @cached_property
    def _small(self) -> re.Pattern[str] | None:
        """The same for text in small letters, where nothing in it is a capital."""
        return None if _tells_case(self.pattern) else self._compiled_small(self.pattern)

    @cached_property
    def _by_case(self) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
        """Its branches in which no capital stands, for text in small letters, and the others."""
        if not _tells_case(self.pattern):
            return self._small, None
        parts = [part for source in self.sources for part in branches(source)]
        calm = "|".join(part for part in parts if not _tells_case(part))
        loud = "|".join(filter(_tells_case, parts))
        small = self._compiled_small(calm) if calm else None
        return small, compiled(loud, self.flags, self._notes)

    def _compiled_small(self, source: str) -> re.Pattern[str]:
        return compiled(source, self.flags & ~re.IGNORECASE, self._notes)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """A match right at ``start``."""
        return self.whole.match(text, start, end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """A match of all of ``text``."""
        return self.whole.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in order, none overlapping another."""
        return self.whole.finditer(text)

    def findall(self, text: str) -> list[str]:
        """The text of all matches."""
        return self.whole.findall(text)

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str) -> str:
        """``text`` with every match replaced."""
        return self.whole.sub(instead, text)


def _tells_case(source: str) -> bool:
    letters = _NO_LETTER.sub("", source)
    return "(?-i" in letters or letters != letters.lower()


def branches(source: str) -> list[str]:
    """The branches of a regular expression, none of which matches less alone than among them.

    Where groups are counted, the groups of those before a branch stand empty at its beginning.
    """
    if _TIED.search(source):
        return [source]
    found, start, depth, groups, before = [], 0, 0, 0, 0
    empty = "()" if _BACK.search(source) else ""
    for token in _TOKEN.finditer(source):
        depth += (token[0][0] == "(") - (token[0] == ")")
        groups += bool(token["group"])
        if token[0] == "|" and not depth:
            found.append(empty * before + source[start : token.start()])
            start, before = token.end(), groups
    return [*found, empty * before + source[start:]]
