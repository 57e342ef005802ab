"""Mails in more than one language: each sentence is judged by the rules of its own (B12).

An English mail with a Chinese paragraph is as angry as its angrier half. What stands in a
language without rules is left out; a mail that is all in such a language is not judged at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from helper.contracts import Evidence
from helper.language import UNKNOWN, language_of
from helper.reading.frustration import Judgement
from helper.rulebook.languages import Languages
from helper.sentences import sentences
from helper.text import EAST_ASIAN

_LETTER = re.compile(r"[^\W\d_]")
_NARROW_WORD = re.compile(r"[^\W\d_぀-ヿ㐀-鿿]{2,}")
_LEAST_WIDE = 4
"""Chinese or Japanese letters that make a sentence rather than a name."""

_LEAST_WORDS = 4
"""Words in Latin letters that make a sentence whose language can be told."""

_LEAST_SHARE = 0.25
"""Of a mail in a language without rules, the part that must be readable to judge it."""

_KANJI_ONLY = {("ja", "zh")}
"""A sentence of Han letters alone in a Japanese mail is Japanese."""


def by_language(
    text: str, main: str, known: Collection[str], languages: Languages
) -> dict[str, str]:
    """Language to the text with all other sentences blanked; places stay. The main one first.

    Empty where too little of the text is in a language with rules.
    """
    if main in known and not _may_be_mixed(text, main):
        return {main: text}
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in sentences(text, languages):
        spans[_language(text[start:end], main, languages)].append((start, end))
    letters = {code: _letters(text, found) for code, found in spans.items() if code in known}
    if main not in known and sum(letters.values()) < _LEAST_SHARE * len(_LETTER.findall(text)):
        return {}
    ranked = sorted(letters, key=lambda code: (code != main, -letters[code]))
    return {code: _only(text, spans[code]) for code in ranked if letters[code]}


def together(judged: Sequence[Judgement]) -> Judgement:
    """One judgement of several parts: as frustrated as the most frustrated of them."""
    first = max(judged, key=lambda one: (one.level, one.score))
    moved = [one for one in judged if one.evidence]
    if len(moved) < 2:  # noqa: PLR2004 - nothing to share out
        return first
    total = sum(one.score for one in moved)
    shown = [_shared(item, one.score / total) for one in moved for item in one.evidence]
    hurts = dict.fromkeys(hurt for one in (first, *judged) for hurt in one.hurts)
    return replace(
        first,
        evidence=tuple(sorted(shown, key=lambda item: (-item.weight, item.start))),
        hurts=tuple(hurts),
    )


def _may_be_mixed(text: str, main: str) -> bool:
    if main in ("zh", "ja", "ko"):
        return len(_NARROW_WORD.findall(text)) >= _LEAST_WORDS
    return not text.isascii() and len(EAST_ASIAN.findall(text)) >= _LEAST_WIDE


def _language(sentence: str, main: str, languages: Languages) -> str:
    """The language of a sentence that is long enough to tell, else that of the mail."""
    is_wide = len(EAST_ASIAN.findall(sentence)) >= _LEAST_WIDE
    if not is_wide and len(_NARROW_WORD.findall(sentence)) < _LEAST_WORDS:
        return main
    found = language_of(sentence, languages)
    return main if found == UNKNOWN or (main, found) in _KANJI_ONLY else found


def _letters(text: str, spans: Sequence[tuple[int, int]]) -> int:
    return sum(len(_LETTER.findall(text, start, end)) for start, end in spans)


def _only(text: str, spans: Sequence[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += [_blanked(text[at:start]), text[start:end]]
        at = end
    return "".join([*parts, _blanked(text[at:])])


def _blanked(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _shared(item: Evidence, share: float) -> Evidence:
    return replace(item, weight=round(item.weight * share, 3))
