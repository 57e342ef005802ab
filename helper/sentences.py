"""Where sentences end, and where a line break only folds a long line.

Offsets count code points in the text given, so what is found can be cut out of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from helper.rulebook.languages import Languages
from helper.text import WIDE_LETTER, WORD

_STOP = re.compile(
    r"""[.!?…。！？\n](?:                         # One class first: it is found at once
        (?<=[.!?…])(?<![.!?…]{2})               # the first of a row, or it takes its square
            [.!?…]*+["'”’)\]]*+(?=\s|$)         # Latin marks need a space behind them
      | (?<=[。！？])[。！？]*+[」』）”’]*+        # Chinese and Japanese marks do not
      | (?<=\n)(?:\s*\n\s*)?)                   # a blank line ends what went before""",
    re.VERBOSE,
)
SENTENCE = re.compile(r"[.!?](?=\s|$)|[。！？\n]")
"""The end of a sentence where nothing hangs on a dot too many."""
CLAUSE = re.compile(rf"[，；;、]|,(?!\d)|{SENTENCE.pattern}")
"""The end of a clause, which the end of a sentence is as well."""
_BREAK = re.compile(r"\n")
_CLOSING = "」』）”’"
_NEW_START = re.compile(r"\s*[\"'“‘(\[]?[^\W_a-zß-ÿ]")
_LIST_ITEM = re.compile(r"\s*(?:[-–*•·・>]|\d{1,2}[.)、](?!\d))\s*")
_WRAP_COLUMN = 60
"""Clients fold at 65 to 78 columns, so hardly a folded line is shorter."""
_WIDE_WRAP_COLUMN = 25
"""The same for lines of Han and kana, which take two columns each."""
_SMALL_START = re.compile(r"\A\s*[a-z]|[!?]\s+[a-z]|\.\n+[a-z]|[^,\s]\s*\n\s*\n[a-z]|\bi\b")
"""Who begins sentences with small letters ends lines where they end, as in a chat."""
_ALL_SMALL = re.compile(r"\A\W*[a-z](?![\s\S]*[.!?]\s+(?!I\b)[A-Z])")
"""Who begins every sentence with small letters: hey, got it. will do"""
_SMALL = re.compile(r"\s+[a-z]")
_PAGE = 100
"""A longer line is a paragraph, a log or an address."""
_WIDE_RAGGED = 10
"""Lines of Han and kana are folded by hand, where a phrase ends."""


@lru_cache(maxsize=16)
def sentences(text: str, languages: Languages) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of the sentences, trimmed, in order; list items stand alone."""
    stops = (stop for stop in _STOP.finditer(text) if _ends_sentence(text, stop, languages))
    cuts = [0, *(stop.end() for stop in stops), len(text)]
    trimmed = (_trim(text, start, end) for start, end in pairwise(cuts))
    return tuple((start, end) for start, end in trimmed if start < end)


def part_around(
    marks: re.Pattern[str], text: str, start: int, end: int, within: tuple[int, int] | None = None
) -> tuple[int, int]:
    """The part of a text between ``marks`` in which a place stands, ``within`` at the most."""
    left, right = within or (0, len(text))
    begin = max((mark.end() for mark in marks.finditer(text, left, start)), default=left)
    behind = marks.search(text, end, right)
    return begin, behind.start() if behind else right


def list_mark(text: str, start: int) -> int:
    """How many characters the mark of a list item takes at ``start``; mostly none."""
    found = _LIST_ITEM.match(text, start)
    return found.end() - start if found else 0


def unwrapped(text: str) -> str:
    """``text`` as long as before, with a blank where a line break only folds a long line."""
    return _BREAK.sub(lambda at: " " if _is_wrapped(text, at.start()) else "\n", text)


def _ends_sentence(text: str, stop: re.Match[str], languages: Languages) -> bool:
    if stop[0].startswith("\n"):
        return "\n" in stop[0][1:] or not _is_wrapped(text, stop.start())
    if stop[0][0] == ".":
        before = WORD.findall(text[max(0, stop.start() - 12) : stop.start()])
        if before and before[-1].casefold() in languages.no_end:
            return False
        if before and _SMALL.match(text, stop.end()) and _is_all_small(text):
            return stop[0] == "." and "." not in before[-1]
    if stop[0][-1] in _CLOSING and text[stop.end() : stop.end() + 1] in languages.quote_goes_on:
        return stop.end() == len(text)
    return stop[0][0] in "!?。！？" or _starts_anew(text, stop.end())


def _starts_anew(text: str, at: int) -> bool:
    rest = text[at : at + 40]
    return not rest.strip() or "\n" in rest[:2] or bool(_NEW_START.match(rest))


def _is_wrapped(text: str, newline: int) -> bool:
    """Whether a single line break only folds a long line, as plain-text clients do.

    They do it where the next word would not have fitted: a line that had room for it was ended
    by its writer, with or without a full stop.
    """
    begin = text.rfind("\n", 0, newline) + 1
    line, rest = text[begin:newline].rstrip(), text[newline + 1 : newline + 40]
    if _is_wrapped_wide(line, rest, text):
        return True
    if len(line) < _WRAP_COLUMN or not rest.strip() or _LIST_ITEM.match(rest):
        return False
    if len(line) + len(rest.split()[0]) < _width(text):
        return False
    if _NEW_START.match(rest):
        return line[-1].islower()
    return not _starts_small(text)


def _is_wrapped_wide(line: str, rest: str, text: str) -> bool:
    """Han and kana have no capitals: a comma at the end or a full line says that it goes on."""
    if not WIDE_LETTER.match(rest):
        return False
    if "。" not in text:  # who writes none ends lines where they end
        return False
    full = len(line) >= _WIDE_WRAP_COLUMN and len(line) + _WIDE_RAGGED > _width(text)
    return (full and WIDE_LETTER.match(line[-1]) is not None) or line.endswith("、")


@lru_cache(maxsize=8)
def _starts_small(text: str) -> bool:
    """Whether the whole of a text is written like a chat: asked at each of its line breaks."""
    return _SMALL_START.search(text) is not None


@lru_cache(maxsize=8)
def _is_all_small(text: str) -> bool:
    """Whether a small letter behind a full stop begins a sentence, as no capital ever does."""
    return _ALL_SMALL.match(text) is not None


@lru_cache(maxsize=8)
def _width(text: str) -> int:
    """How long the lines of a text get."""
    return max(
        (len(line) for line in map(str.rstrip, text.split("\n")) if len(line) <= _PAGE), default=0
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
