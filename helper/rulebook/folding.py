"""Texts as patterns are looked for in them: in lower case, and never longer or shorter."""

from __future__ import annotations

import re
from functools import lru_cache

WIDE = re.compile(r"[\u3040-\U0010ffff]")
"""Kana, Han and whatever else stands behind them in Unicode."""

_STOP = re.compile(r"[.!?](?=\s)|[。！？\n]")
_REACH = 1_000
"""Letters to both sides in which a sentence begins and ends: none that is meant to be read is
longer, and a long text is not searched as a whole for each find."""

_DIGIT = re.compile(r"\d")
_BLANK = re.compile(r"[\b\ud800-\udfff]|[^\S\n ]")
"""Halves of a letter, which cannot be encoded, count as blank."""
_ASCII = str.maketrans("123456789\b\t\r\v\f\x1c\x1d\x1e\x1f", "000000000         ")
"""The same in one step."""


@lru_cache(maxsize=4)
def fold(text: str) -> str:
    """Lower case with straight apostrophes, and exactly as long as before: offsets stay valid."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return low.replace("’", "'")


def is_wide(text: str) -> bool:
    """Whether Han, kana or the like stand in a text."""
    return not text.isascii() and WIDE.search(text) is not None


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence a find stands in, as far as its marks and line breaks tell."""
    begin, far = max(0, start - _REACH), end + _REACH
    begin = max((stop.end() for stop in _STOP.finditer(text, begin, start)), default=begin)
    after = _STOP.search(text, end, far)
    return text[begin : after.start() if after else far]


def index(text: str) -> str:
    """``text`` folded, with one digit and one blank for all: heads are looked for in this."""
    folded = fold(text)
    if folded.isascii():
        return folded.translate(_ASCII)
    return _BLANK.sub(" ", _DIGIT.sub("0", folded))
