"""Which language a text is in, by its letters and its small words: no download is needed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from helper.rulebook.languages import Languages
from helper.text import WIDE_LETTER, WORD, plain_words

UNKNOWN = "und"
"""ISO 639-2 code for a text whose language cannot be told, such as one of emoji only."""

_LETTERS = re.compile(r"[^\W\d_]+")
_A_CLAUSE = 4
"""Words, or Han letters and kana, that may say something."""


def language_of(text: str, languages: Languages) -> str:
    """The ISO 639-1 code of the language most of ``text`` is in, or `UNKNOWN`."""
    if not _LETTERS.search(text):
        return UNKNOWN
    return (not text.isascii() and _script(text, languages)) or _vote(text, languages)


def language_beside(text: str, main: str, languages: Languages) -> str | None:
    """The language of the words in ``text`` that are not in the letters of ``main``.

    ``None`` where they are too few to say anything: a name, a product.
    """
    wide = "".join(WIDE_LETTER.findall(text))
    narrow = [word for word in WORD.findall(WIDE_LETTER.sub(" ", text)) if len(word) > 1]
    if language_of(wide, languages) == main:
        return language_of(" ".join(narrow), languages) if len(narrow) >= _A_CLAUSE else None
    return language_of(wide, languages) if len(wide) >= _A_CLAUSE else None


def language_amid(parts: Iterable[str], main: str, languages: Languages) -> str | None:
    """The language of a part that shares its letters with ``main``: Chinese in a Japanese mail."""
    for part in parts:
        said = language_of(part, languages) if len(WIDE_LETTER.findall(part)) >= _A_CLAUSE else main
        if said not in (main, UNKNOWN):
            return said
    return None


def _script(text: str, languages: Languages) -> str | None:
    """The language of a script that is its alone."""
    letters = sum(map(len, _LETTERS.findall(text)))
    for script in languages.scripts:
        found = script.pattern.search(text)
        if found and len(script.pattern.findall(text)) >= script.share * letters:
            return script.language
    return None


def _vote(text: str, languages: Languages) -> str:
    small = plain_words(text.casefold().replace("’", "'"))
    counts = Counter(chain.from_iterable(filter(None, map(languages.votes.get, small))))
    ranked = counts.most_common(2)
    if not ranked:
        return "en" if "".join(_LETTERS.findall(text)).isascii() else UNKNOWN
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1] and counts["en"] == ranked[0][1]:
        return "en"
    return ranked[0][0]
