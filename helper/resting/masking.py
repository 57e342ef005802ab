"""Take out of a quote whatever could name a person, before it may leave this computer (B79).

Three sieves, each on its own enough for most: what every language writes alike (addresses of
mail and web, anything with a digit), every name this ledger knows, and the patterns of
``rules/<language>/resting.yaml`` for names and places it does not know. Where in doubt a word
goes: a quote with a hole still tells its theme, a name that got out cannot be called back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import numeric

from helper.rulebook.resting import MaskRule, MaskRules

_EVERYWHERE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[a-z0-9_.+%-]+[@＠][a-z0-9.-]+",
        r"[^\s@＠,，。、；：]*(?:[^\x00-\x7f][@＠]|[@＠][^\x00-\x7f])[^\s@＠,，。、；：]*",
        r"(?:https?|ftp)://\S+|\bwww\.\S+|(?<![a-z0-9.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?",
        r"[#№＃@＠][\w-]+",
        r"[+(（]?[a-z_]*-?\d(?:[\d\s()（）.,/:：_-]*[\da-z_])*",
    )
)
"""Mail and web addresses, handles, anything with a digit."""
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_PARTS = re.compile(r"[\s,，、・]+")
_SHORTEST = 2
_SPELLED = 4


def masked(text: str, names: Iterable[str], rules: MaskRules) -> str:
    """``text`` without anything that could name someone; ``names`` are all that are known."""
    holes = [match.span() for pattern in _EVERYWHERE for match in pattern.finditer(text)]
    holes += _spelled_numbers(text)
    for pattern in _known(names, text):
        holes += [match.span() for match in pattern.finditer(text)]
    for rule in (*rules.names, *rules.places):
        holes += _found(rule, text)
    return _without(text, holes, rules.mark)


def _spelled_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Numbers spelled digit by digit in Han: four or more signs that have a value."""
    start = 0
    for here, sign in enumerate(f"{text} "):
        if numeric(sign, None) is None:
            if here - start >= _SPELLED:
                yield start, here
            start = here + 1


def _found(rule: MaskRule, text: str) -> list[tuple[int, int]]:
    """Where a rule finds something: its named groups, or all of it."""
    holes = []
    for match in rule.pattern.finditer(text):
        groups = [name for name, value in match.groupdict().items() if value is not None]
        holes += [match.span(name) for name in groups] or [match.span()]
    return holes


def _known(names: Iterable[str], text: str) -> tuple[re.Pattern[str], ...]:
    """The parts of known names that ``text`` may hold; a Latin part only as a whole word.

    They are looked for as plain text first: a pattern of all the names of many years would take
    minutes.
    """
    folded = _folded(text)
    parts = {part for part, plain in _parts(frozenset(names)) if plain in folded}
    if not parts:
        return ()
    ordered = sorted(parts, key=len, reverse=True)
    latin = "|".join(re.escape(part) for part in ordered if _LATIN.search(part))
    other = "|".join(re.escape(part) for part in ordered if not _LATIN.search(part))
    patterns = [rf"(?<!\w)(?:{latin})(?!\w)" if latin else "", other]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns if pattern)


@lru_cache(maxsize=4)
def _parts(names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Each name and each part of one, also folded."""
    parts = {part for name in names for part in (name, *_PARTS.split(name)) if _names(part)}
    return tuple((part, _folded(part)) for part in parts)


def _folded(text: str) -> str:
    """Without case, and more alike than a pattern that ignores it takes letters to be."""
    return text.casefold().replace("\u0131", "i").replace("i\u0307", "i")


def _names(part: str) -> bool:
    """One letter, or a number, names nobody by itself."""
    return len(part) >= _SHORTEST and not part.isdigit()


def _without(text: str, holes: list[tuple[int, int]], mark: str) -> str:
    """The text with one mark for each run of holes."""
    kept: list[str] = []
    end = 0
    for start, stop in sorted(holes):
        between = text[end:start] if start > end else ""
        if between.strip(" \t-·・,") or not kept:
            kept += [between, mark]
        end = max(end, stop)
    return "".join([*kept, text[end:]]).strip()
