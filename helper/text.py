"""Small tools for plain text that need no download: which language, where sentences end.

Offsets count code points in the text given, so what is found can be cut out of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, pairwise, repeat

from helper.contracts import Span
from helper.rulebook.languages import Languages

UNKNOWN = "und"
"""ISO 639-2 code for a text whose language cannot be told, such as one of emoji only."""

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*")
_STOP = re.compile(
    r"""[.!?…]+["'”’)\]]*(?=\s|$)      # Latin marks need a space behind them
      | [。！？]++[」』）”’]*+           # Chinese and Japanese marks do not
      | \n\s*\n\s*                     # a blank line ends what went before
      | \n""",
    re.VERBOSE,
)
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
_PAGE = 100
"""A longer line is a paragraph, a log or an address."""
_WIDE_RAGGED = 10
"""Lines of Han and kana are folded by hand, where a phrase ends."""
WIDE = "぀-ヿ㐀-鿿"
"""Kana and Han, which are written without spaces: to stand in a class of a pattern."""
_WIDE_WORD = re.compile(rf"[{WIDE}]")
_SPACED = rf"[^\W{WIDE}]"
"""A letter or digit of a script that puts spaces between words."""
_PIECE = re.compile(rf"[{WIDE}]{{1,2}}|[^{WIDE}]+")
"""Two Han or kana are about as long as one word (Chinese texts average 1.6, Japanese 2.2)."""
_STEM = 5
"""So many letters say what a word is about, whatever its ending: "collect", "collection"."""
_LITTLE = 3
"""Letters of a word that mostly carries no meaning of its own."""
_A_CLAUSE = 4
"""Words, or Han letters and kana, that may say something."""
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


def language_of(text: str, languages: Languages) -> str:
    """The ISO 639-1 code of the language most of ``text`` is in, or `UNKNOWN`."""
    if not _LETTERS.search(text):
        return UNKNOWN
    return (not text.isascii() and _script(text, languages)) or _vote(text, languages)


def language_beside(text: str, main: str, languages: Languages) -> str | None:
    """The language of the words in ``text`` that are not in the letters of ``main``.

    ``None`` where they are too few to say anything: a name, a product.
    """
    wide = "".join(_WIDE_WORD.findall(text))
    narrow = [word for word in _WORD.findall(_WIDE_WORD.sub(" ", text)) if len(word) > 1]
    if language_of(wide, languages) == main:
        return language_of(" ".join(narrow), languages) if len(narrow) >= _A_CLAUSE else None
    return language_of(wide, languages) if len(wide) >= _A_CLAUSE else None


def _script(text: str, languages: Languages) -> str | None:
    """The language of a script that is its alone."""
    letters = sum(map(len, _LETTERS.findall(text)))
    for script in languages.scripts:
        found = script.pattern.search(text)
        if found and len(script.pattern.findall(text)) >= script.share * letters:
            return script.language
    return None


def _vote(text: str, languages: Languages) -> str:
    small = _WORD.findall(text.casefold().replace("’", "'"))
    counts = Counter(chain.from_iterable(map(languages.votes.get, small, repeat(()))))
    ranked = counts.most_common(2)
    if not ranked:
        return "en" if "".join(_LETTERS.findall(text)).isascii() else UNKNOWN
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1] and counts["en"] == ranked[0][1]:
        return "en"
    return ranked[0][0]


@lru_cache(maxsize=128)
def words(text: str) -> tuple[str, ...]:
    """Words of a text with letters, as written; Han and kana, which have no spaces, in twos."""
    return tuple(piece for word in _WORD.findall(text) for piece in _PIECE.findall(word))


@lru_cache(maxsize=64)
def terms(text: str) -> frozenset[str]:
    """What two texts can be compared by: folded words; of Han and kana each two neighbours."""
    pieces = [piece for word in _WORD.findall(text.casefold()) for piece in _RUN.findall(word)]
    return frozenset(pair for piece in pieces for pair in _pairs(piece))


@lru_cache(maxsize=64)
def meant(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning, for comparing two texts."""
    telling = (term for term in terms(text) if len(term) > _LITTLE or not term.isascii())
    return frozenset(term[:_STEM] for term in telling)


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

    One pair of edges serves all: compiled with each, they took a first draft half a second.
    """
    longest = sorted(said, key=len, reverse=True)
    spaced = "|".join(re.escape(one) for one in longest if one.isascii())
    wide = [re.escape(one) for one in longest if not one.isascii()]
    found = [*([alone(f"(?:{spaced})")] if spaced else []), *wide]
    return re.compile("|".join(found) or "(?!)", re.IGNORECASE)


def _pairs(run: str) -> set[str]:
    if not _WIDE_WORD.match(run):
        return {run}
    return {run[at : at + 2] for at in range(max(1, len(run) - 1))}


@lru_cache(maxsize=16)
def sentences(text: str, languages: Languages) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of the sentences, trimmed, in order; list items stand alone."""
    stops = (stop for stop in _STOP.finditer(text) if _ends_sentence(text, stop, languages))
    cuts = [0, *(stop.end() for stop in stops), len(text)]
    trimmed = (_trim(text, start, end) for start, end in pairwise(cuts))
    return tuple((start, end) for start, end in trimmed if start < end)


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
        before = _WORD.findall(text[max(0, stop.start() - 12) : stop.start()])
        if before and before[-1].casefold() in languages.no_end:
            return False
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
    if not _WIDE_WORD.match(rest):
        return False
    if "。" not in text:  # who writes none ends lines where they end
        return False
    full = len(line) >= _WIDE_WRAP_COLUMN and len(line) + _WIDE_RAGGED > _width(text)
    return (full and _WIDE_WORD.match(line[-1]) is not None) or line.endswith("、")


@lru_cache(maxsize=8)
def _starts_small(text: str) -> bool:
    """Whether the whole of a text is written like a chat: asked at each of its line breaks."""
    return _SMALL_START.search(text) is not None


@lru_cache(maxsize=8)
def _width(text: str) -> int:
    """How long the lines of a text get."""
    return max(
        (len(line) for line in map(str.rstrip, text.split("\n")) if len(line) <= _PAGE), default=0
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def blank(text: str, spans: Iterable[Span]) -> str:
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
