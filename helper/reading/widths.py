"""Letters of unusual width or none, read as the usual ones and given back as they were written.

Old telephones, tills and banks write katakana at half width, and forms write ``ＡＢＣ１２３`` at
full width; no rule knows either. Who types in haste puts the marks of a Latin keyboard between
wide letters, where no sentence would end (`helper.text.printed`). Who has katakana alone, as in
telegrams, is read as if it were hiragana. What is found in the usual letters is put back in the
mail's own, so every span is a piece of the mail, its line ends included (B05).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from helper.contracts import Claim, Evidence, Facts, Reading, Span
from helper.text import UNSEEN, printed

Placed = TypeVar("Placed", Evidence, Span, Claim)

_UNUSUAL = re.compile(
    r"[｡-ﾟ][ﾞﾟ]?|[０-９Ａ-Ｚａ-ｚ＃％＆＋－＠]|[\U0001d400-\U0001d7ff]"
    rf"|(?P<unseen>[{UNSEEN}]+)"
)
"""A kana at half width with its voicing, which is a letter of its own there, a wide letter, one
made for formulas, or signs that nobody sees: between the letters of a word they hide it."""

_TELEGRAM = re.compile(r"[^ぁ-ゖ]*?[ァ-ヶ]ー?(?:[ 　。、]+[ァ-ヶー]+){4}[^ぁ-ゖ]*")
"""No hiragana, and words in katakana one after the other."""
_HIRAGANA = {letter: letter - 0x60 for letter in range(ord("ァ"), ord("ヶ") + 1)}


@dataclass(frozen=True, slots=True)
class Usual:
    """A text in letters of the usual width, and where each of them, and the end, was written."""

    text: str
    written: str
    places: Sequence[int]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """A range of ``text`` as a range of ``written``."""
        return self.places[start], self.places[end]

    def lifted(self, words: str | None) -> str | None:
        """Words of ``text`` as they were written; ``None`` where they do not stand there."""
        at = self.text.find(words) if words else -1
        if words is None or at < 0:
            return None
        start, end = self.back(at, at + len(words))
        return self.written[start:end]


def usual(text: str) -> Usual:
    """``text`` in the letters the rules are written in."""
    if text.isascii():
        return Usual(text, text, range(len(text) + 1))
    if not _UNUSUAL.search(text):
        return Usual(_as_hiragana(printed(text)), text, range(len(text) + 1))
    letters: list[str] = []
    places: list[int] = []
    at = 0
    for found in _UNUSUAL.finditer(text):
        letters += text[at : found.start()]
        places += range(at, found.start())
        made = "" if found["unseen"] else unicodedata.normalize("NFKC", found[0])
        letters += made
        places += range(found.start(), found.start() + len(made))
        at = found.end()
    places += range(at, len(text) + 1)
    return Usual(_as_hiragana(printed("".join([*letters, text[at:]]))), text, places)


def _as_hiragana(text: str) -> str:
    """A text in katakana alone in letters as many as before; any other as it is."""
    return text.translate(_HIRAGANA) if _TELEGRAM.fullmatch(text) else text


def as_written(reading: Reading, judged: Usual, others: Sequence[Usual]) -> Reading:
    """The reading with each span as a piece of the mail; facts stand in one of ``others``."""
    return replace(
        reading,
        evidence=_placed(reading.evidence, reading.text, judged),
        asks=_placed(reading.asks, reading.text, judged),
        fair=reading.fair and _back(reading.fair, reading.text, judged),
        claims=_placed(reading.claims, reading.text, judged),
        facts=_lifted(reading.facts, others),
    )


def _placed(spans: Iterable[Placed], text: str, judged: Usual) -> tuple[Placed, ...]:
    return tuple(_back(span, text, judged) for span in spans)


def _back(span: Placed, text: str, judged: Usual) -> Placed:
    start, end = judged.back(span.start, span.end)
    if (start, end, text[start:end]) == (span.start, span.end, span.text):
        return span
    return replace(span, start=start, end=end, text=text[start:end])


def _lifted(facts: Facts, others: Sequence[Usual]) -> Facts:
    if all(one.text is one.written for one in others):
        return facts

    def lifted(words: str | None) -> str | None:
        return next((own for one in others if (own := one.lifted(words))), words)

    return Facts(
        name=lifted(facts.name),
        object=lifted(facts.object),
        duration=lifted(facts.duration),
        impact=lifted(facts.impact),
        references=tuple(lifted(one) or one for one in facts.references),
    )
