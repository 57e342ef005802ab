"""The sentences of a sent mail as the rules read them: what is quoted is left out."""

from __future__ import annotations

import re
from typing import TypeAlias

from helper.rulebook import Rulebook
from helper.rulebook.languages import Languages
from helper.rulebook.remembering import RememberingRules
from helper.sentences import list_mark, sentences
from helper.text import printed

_QUOTED = re.compile(r"^[ \t]*[>|].*$", re.MULTILINE)
GAP = " … "
"""Between words that are quoted together and do not follow each other."""

_MAX_SENTENCE = 1000
"""Longer "sentences" are tables or logs pasted in; nobody promises in one."""

PAUSE = re.compile(r"[，,；;]")
"""Parts the clauses of one sentence."""

Place: TypeAlias = tuple[int, int]
"""Where something begins and ends."""


def as_read(text: str, book: Rulebook, language: str) -> tuple[str, list[Place]]:
    """``text`` in the letters of the rules, as long as before, and its sentences, in order."""
    rules = book.remembering[language]
    plain = printed(book.plain(text, language))
    if rules.aside:
        plain = rules.aside.sub(lambda said: " " * len(said[0]), plain)
    visible = _QUOTED.sub(lambda quote: " " * len(quote[0]), plain)
    found = _sentences(visible, rules, book.languages)
    places = [(start + list_mark(visible, start), end) for start, end in found]
    return plain, [(start, end) for start, end in places if 0 < end - start <= _MAX_SENTENCE]


def _sentences(text: str, rules: RememberingRules, languages: Languages) -> list[Place]:
    """The sentences; one that asks for time is one with the next, which says what it is for.

    "Give me until Friday noon. You'll have the numbers then." So is one that agrees on a day.
    """
    places: list[Place] = []
    for start, end in sentences(text, languages):
        if places and _lends_time(text, places[-1], (start, end), rules):
            places[-1] = (places[-1][0], end)
        else:
            places.append((start, end))
    return places


def _lends_time(text: str, asking: Place, coming: Place, rules: RememberingRules) -> bool:
    if "\n\n" in text[asking[1] : coming[0]]:
        return False
    if not rules.lends_time.search(text[slice(*asking)]):
        return False
    return any(rule.pattern.search(text[slice(*coming)]) for rule in rules.promises)
