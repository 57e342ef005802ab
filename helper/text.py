"""Small tools for plain text that need no download: which words, which marks, what stands where.

Offsets count code points in the text given, so what is found can be cut out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from helper.contracts import Gap, Span
from helper.rulebook.languages import Languages
from helper.rulebook.latest import latest

WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*")
"""Letters, and what holds them together: "don't", "e.g"."""
_LATIN_WORD = re.compile(r"[A-Za-z]++(?>(?:['.][A-Za-z]++)*)")
"""The same in ASCII."""
WIDE = "぀-ヿ㐀-鿿"
"""Kana and Han, which are written without spaces: to stand in a class of a pattern."""
WIDE_LETTER = re.compile(rf"[{WIDE}]")
EAST_ASIAN = re.compile(rf"[{WIDE}가-힯]")
"""A letter of these or of hangul, which says about as much as half a word."""
_SPACED = rf"[^\W{WIDE}]"
"""A letter or digit of a script that puts spaces between words."""
_PIECE = re.compile(rf"[{WIDE}]{{1,2}}|[^{WIDE}]+")
"""Two Han or kana are about as long as one word (Chinese texts average 1.6, Japanese 2.2)."""
_STEM = 5
"""So many letters say what a word is about, whatever its ending: "collect", "collection"."""
_LITTLE = 3
"""Letters of a word that mostly carries no meaning of its own."""
_NARROW_MARK = re.compile(
    rf"(?<=[{WIDE}”’」』）)？！])(?:[?!]+|[,:;]|\.(?=[{WIDE}\s]|$))|[,:;](?=[{WIDE}])"
)
"""A mark of a Latin keyboard beside a Han letter or kana; no point of a number or an address."""
_NARROW_QUOTES = re.compile(rf'"([^"\n]*[{WIDE}][^"\n]*)"')
_PRINTED = str.maketrans(",.?!:;", "，。？！：；")
_NARROW = re.compile(r'[,.?!:;"]')
_CHINESE = re.compile(r"[，．“”]")
_IN_JAPANESE = str.maketrans("，．“”", "、。「」")
_HIRAGANA = re.compile(r"[ぁ-ゖ]{2}")
_RUN = re.compile(rf"[{WIDE}]+|[^{WIDE}]+")


UNSEEN = (
    "\xad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\U000e0000-\U000e007f"
)
"""For character classes: signs that nobody sees. Some turn round the letters behind them."""
_UNSEEN = re.compile(f"[{UNSEEN}]+")


def visible(text: str) -> str:
    """``text`` without the signs that nobody sees."""
    return _UNSEEN.sub("", text)


def printed(text: str) -> str:
    """``text``, as long as before, with the marks that are printed between Han letters and kana.

    Who types fast leaves those of the Latin keyboard: 你好,在吗? for 你好，在吗？
    """
    if text.isascii():
        return text
    if _NARROW.search(text):
        text = _NARROW_MARK.sub(lambda mark: mark[0].translate(_PRINTED), text)
        text = _NARROW_QUOTES.sub(r"“\1”", text)
    japanese = _CHINESE.search(text) and _HIRAGANA.search(text)
    return text.translate(_IN_JAPANESE) if japanese else text


def plain_words(text: str) -> list[str]:
    """Words of a text with letters, those of Han and kana in one run."""
    return (_LATIN_WORD if text.isascii() else WORD).findall(text)


@latest(sentences=128)
def words(text: str) -> tuple[str, ...]:
    """Words of a text with letters, as written; Han and kana, which have no spaces, in twos."""
    if text.isascii():
        return tuple(_LATIN_WORD.findall(text))
    return tuple(piece for word in WORD.findall(text) for piece in _PIECE.findall(word))


@latest(sentences=64)
def terms(text: str) -> frozenset[str]:
    """What two texts can be compared by: folded words; of Han and kana each two neighbours."""
    if text.isascii():
        return frozenset(_LATIN_WORD.findall(text.lower()))
    pieces = [piece for word in WORD.findall(text.casefold()) for piece in _RUN.findall(word)]
    return frozenset(pair for piece in pieces for pair in _pairs(piece))


@latest(sentences=64)
def meant(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning, for comparing two texts."""
    telling = (term for term in terms(text) if len(term) > _LITTLE or not term.isascii())
    return frozenset(term[:_STEM] for term in telling)


def run_together(text: str) -> str:
    """Without white space: 山田 太郎 signs as 山田太郎, and clients break lines as they like."""
    return "".join(text.split())


def bare_subject(subject: str | None, languages: Languages) -> str:
    """A subject without the marks of an answer; empty for none."""
    return languages.answer_marks.sub("", subject or "").strip()


def holds(text: str, name: str) -> bool:
    """Whether ``name`` stands in ``text``, and not only as a part of a longer word."""
    return bool(re.search(alone(re.escape(name)), text, re.IGNORECASE))


def alone(pattern: str) -> str:
    """``pattern`` with word edges, which Han and kana do not have.

    An edge has no case: where case is ignored, a class this wide takes milliseconds to compile.
    """
    return f"(?-i:(?<!{_SPACED})){pattern}(?-i:(?!{_SPACED}))"


@lru_cache(maxsize=32)
def any_of(said: tuple[str, ...]) -> re.Pattern[str]:
    """Whichever of these is longest at a place, with word edges where its letters have them.

    One pair of edges serves all: with a pair each, compiling took a first draft half a second.
    Grouped by their first letters, they are found in half the time.
    """
    longest = sorted(said, key=len, reverse=True)
    begun: dict[str, list[str]] = {}
    for one in filter(str.isascii, longest):
        begun.setdefault(one[:1].lower(), []).append(re.escape(one[1:]))
    spaced = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in begun.items())
    wide = [re.escape(one) for one in longest if not one.isascii()]
    found = [*([alone(f"(?:{spaced})")] if spaced else []), *wide]
    return re.compile("|".join(found) or "(?!)", re.IGNORECASE)


def _pairs(run: str) -> set[str]:
    if not WIDE_LETTER.match(run):
        return {run}
    return {run[at : at + 2] for at in range(max(1, len(run) - 1))}


def blank(text: str, spans: Iterable[Span | Gap]) -> str:
    """``text`` with spaces in place of the spans; line breaks stay."""
    parts: list[str] = []
    at = 0
    for one in sorted(spans, key=lambda one: one.start):
        if one.end <= at:
            continue
        start = max(one.start, at)
        parts.append(text[at:start])
        parts.append(re.sub(r"[^\n]", " ", text[start : one.end]))
        at = min(one.end, len(text))
    parts.append(text[at:])
    return "".join(parts)
