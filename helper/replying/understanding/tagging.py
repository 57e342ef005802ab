"""Which part of speech each word of a sentence is, written as one letter a word.

The lexicon that comes with TextBlob holds some 94,000 English words with their most likely part
of speech. It is sorted, so a word is found by halving: the file is mapped, not read. Of
the words only the last thousand that were asked for are remembered.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path

from helper.rulebook.grammar import Grammar

OTHER = "."
"""The letter of marks, and of words that are no part of a phrase."""
_UNKNOWN = "N"
_NAME = "X"
_SHORTENED = re.compile("['’]")


def letters(found: list[re.Match[str]], grammar: Grammar) -> str:
    """One letter for each of the words of a sentence, in the light of their neighbours."""
    said = "".join([_letter(one[0], grammar, not n) for n, one in enumerate(found)])
    for turn in grammar.context:
        said = turn.done(said)
    return said


def marks(said: str, grammar: Grammar) -> str:
    """The letters of a clause, with two for a pronoun and its verb: "you've" is "you have"."""
    for one in grammar.unshortened if _SHORTENED.search(said) else ():
        said = one.done(said)
    return letters(list(grammar.word.finditer(said)), grammar)


@lru_cache(maxsize=1024)
def _letter(word: str, grammar: Grammar, first: bool) -> str:  # noqa: FBT001 - as it is remembered
    small = word.lower()
    if known := grammar.closed.get(small):
        return known
    if not word[0].isalpha() or "'" in small:
        return _by_ending(small, grammar) or OTHER
    # Who shouts, or begins a sentence, writes no name by it.
    is_plain = first or word.isupper() or small == word
    tag = _tag(small if is_plain else word, grammar.lexicon)
    if tag is None and word[0].isupper() and not word.isupper():  # also one that begins a sentence
        return _NAME
    if tag is None:
        return _by_ending(small, grammar) or _UNKNOWN
    return grammar.letters.get(tag.partition("|")[0], OTHER)


def _by_ending(small: str, grammar: Grammar) -> str | None:
    return next((one.letter for one in grammar.endings if one.pattern.search(small)), None)


def is_word(small: str, grammar: Grammar) -> bool:
    """Whether the lexicon knows a word in small letters."""
    return _tag(small, grammar.lexicon) is not None


@lru_cache(maxsize=1024)
def _tag(word: str, lexicon: str) -> str | None:
    """The tag of ``word``, found by halving the sorted lines."""
    lines = _lines(lexicon)
    if lines is None:
        return None
    sought, low, high = word.encode(), 0, len(lines)
    while low < high:
        begin = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = lines.find(b"\n", begin)
        key, _, tag = lines[begin : end if end >= 0 else len(lines)].partition(b" ")
        if key == sought:
            return tag.strip().decode()
        if key.startswith(b";;;") or key < sought:
            low = end + 1 if end >= 0 else high
        else:
            high = begin
    return None


@lru_cache(maxsize=2)
def _lines(lexicon: str) -> mmap | None:
    spec = find_spec("textblob")  # Finds the package without running it.
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / lexicon
        if path.is_file():
            with path.open("rb") as file:
                return mmap(file.fileno(), 0, access=ACCESS_READ)
    return None
