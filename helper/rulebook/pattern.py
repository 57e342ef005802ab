"""A regular expression that is compiled when it is first used: the start needs hardly any."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial

from helper.rulebook.compiling import compiled
from helper.rulebook.notebook import Notebook

_TOKEN = re.compile(
    r"""\\[\s\S] | \[\^?\]?(?:\\[\s\S]|[^]\\])*\] | (?P<group>\((?:(?!\?)|\?P<)) | [()|]""",
    re.VERBOSE,
)
"""What tells where a branch ends: within brackets, or behind a stroke, no mark does."""

_BACK = re.compile(r"\\[1-9]")
"""What a group took, by the number of the group."""

_TEXT = r"\A"
"""Stands where a text begins."""

_EDGE = r"\b"
"""Stands where a word begins or ends."""

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
        if not start and (self._opens_texts or (self._opens_lines and "\n" not in text)):
            return self.whole.match(text, 0, end)  # The engine would try it at every letter.
        return self.whole.search(text, start, end)

    @cached_property
    def in_line(self) -> Callable[[str], re.Match[str] | None]:
        """The same in a text of one line, where many patterns look at many short texts."""
        return self.whole.match if self._opens_lines else self.whole.search

    def is_in(self, text: str) -> bool:
        """Whether there is a match at all.

        Branches without a capital look at small letters, which takes a third of the time, and those
        that match only where a line begins are tried nowhere else.
        """
        low = text.lower()
        if len(low) != len(text):
            return self.search(text) is not None
        opening, calm, loud = self._kinds
        return bool(
            (opening and (opening.search if "\n" in low else opening.match)(low))
            or (calm and calm.search(low))
            or (loud and loud.search(text))
        )

    def distinct(self, text: str) -> set[str]:
        """What all matches are in small letters."""
        found = self._in_small(text)
        return {one[0].casefold() for one in (self.finditer(text) if found is None else found)}

    def starts(self, text: str) -> Iterator[int]:
        """Where all matches begin, in order."""
        found = self._in_small(text)
        return (one.start() for one in (self.finditer(text) if found is None else found))

    def _in_small(self, text: str) -> Iterator[re.Match[str]] | None:
        """All matches in small letters, where they are the same ones; they are looked for late."""
        low = text.lower()
        return self._small.finditer(low) if self._small and len(low) == len(text) else None

    @cached_property
    def _small(self) -> re.Pattern[str] | None:
        """The same for text in small letters, where nothing in it is a capital."""
        return None if _tells_case(self.pattern) else self._compiled_small(self.pattern)

    @cached_property
    def _branches(self) -> list[str]:
        """All alternatives, each as an expression of its own."""
        return [part for source in self.sources for part in branches(source)]

    @cached_property
    def _opens_lines(self) -> bool:
        """Whether every match begins where a line does."""
        return all(map(_opens_a_line, self._branches))

    @cached_property
    def _opens_texts(self) -> bool:
        """Whether every match begins where the text does."""
        return all(branch.startswith(_TEXT) and _opens_a_line(branch) for branch in self._branches)

    @property
    def places(self) -> Pattern:
        """What finds each place where a match begins, also where two overlap.

        With the mark in front, the engine looks for the beginning of a text only there.
        """
        mark = _TEXT if self._opens_texts else "^" if self._opens_lines else ""
        return Pattern([f"{mark}(?={self.pattern})"], self.flags, self._notes)

    @cached_property
    def _kinds(self) -> tuple[re.Pattern[str] | None, ...]:
        """Three groups of its branches; ``None`` for an empty one.

        Without a capital, for text in small letters: those that match only where a line begins, and
        the rest. Then those whose case tells something.
        """
        calm = [part for part in self._branches if not _tells_case(part)]
        loud = _at_edges(filter(_tells_case, self._branches))
        opening = _joined(filter(_opens_a_line, calm))
        within = _at_edges(part for part in calm if not _opens_a_line(part))
        return (
            self._compiled_small(opening) if opening else None,
            self._compiled_small(within) if within else None,
            compiled(loud, self.flags, self._notes) if loud else None,
        )

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
        """``text`` with every match replaced.

        Mostly there is none, and to search for one takes half the time of replacing.
        """
        return self.whole.sub(instead, text) if Pattern.search(self, text) else text


def _tells_case(source: str) -> bool:
    letters = _NO_LETTER.sub("", source)
    return "(?-i" in letters or letters != letters.lower()


def _opens_a_line(branch: str) -> bool:
    """Whether a branch surely matches only where a line begins."""
    return branch.startswith(("^", _TEXT)) and not _TIED.search(branch)


def _at_edges(parts: Iterable[str]) -> str:
    """Branches as one expression, in which one look at an edge serves all that begin at one.

    Within a word, where most letters stand, none of these is tried.
    """
    at_edges, rest = [], []
    for part in parts:
        if part.startswith(_EDGE) and not _TIED.search(part):
            at_edges.append(part.removeprefix(_EDGE))
        else:
            rest.append(part)
    return _joined([f"{_EDGE}(?:{_joined(at_edges)})", *rest] if at_edges else rest)


def _joined(parts: Iterable[str]) -> str:
    """Branches as one expression; what names a group by number is counted on for it."""
    said: list[str] = []
    before = 0
    for part in parts:
        said.append(_BACK.sub(partial(_renumbered, by=before), part))
        before += sum(bool(token["group"]) for token in _TOKEN.finditer(part))
    return "|".join(said)


def _renumbered(group: re.Match[str], by: int) -> str:
    return f"\\{int(group[0][1:]) + by}"


def branches(source: str) -> list[str]:
    """The branches of a regular expression, none of which matches less alone than among them.

    Where one counts groups, the groups of those before it stand empty at its beginning.
    """
    if _TIED.search(source):
        return [source]
    found, start, depth, groups, before = [], 0, 0, 0, 0
    for token in _TOKEN.finditer(source):
        depth += (token[0][0] == "(") - (token[0] == ")")
        groups += bool(token["group"])
        if token[0] == "|" and not depth:
            found.append(_counted_on(source[start : token.start()], before))
            start, before = token.end(), groups
    return [*found, _counted_on(source[start:], before)]


def _counted_on(branch: str, groups: int) -> str:
    """A branch behind so many groups, if it names its own by number."""
    return "()" * groups + branch if _BACK.search(branch) else branch
