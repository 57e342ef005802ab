"""Answer in the letters they wrote in: traditional Chinese for traditional Chinese.

The rules are written in one set of letters. A mail in the other set is read letter by letter
into it, and the draft is put back, so that every place in a text stays where it was. Words
that differ as well, such as 联系 and 聯絡, are as long as each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from helper.contracts import Draft, Reading
from helper.rulebook.writing import Script

_THEIRS = 5
"""So many letters in a row that stand in the mail are the mail's own words."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The two ways between the letters of the rules and the mail's own."""

    there: Mapping[int, str]
    """The mail's letters, as the rules write them."""
    back: Mapping[int, str]
    words: Mapping[str, str]

    def ours(self, text: str) -> str:
        """``text`` in the letters of the rules, as long as before."""
        return text.translate(self.there)

    def theirs(self, text: str) -> str:
        """``text`` in the mail's letters, as long as before."""
        return _Back(self, {}).put(text)


def letters_of(text: str, pairs: str, script: Script | None) -> Letters | None:
    """How to write in the letters of ``text``; ``None`` when these are the rules' own.

    ``pairs`` are the letters of the rules for reading: theirs, ours, apart by blanks.
    """
    if script is None or not pairs:
        return None
    return _letters(pairs, script) if leaning(text, pairs, script) > 0 else None


def leaning(text: str, pairs: str, script: Script) -> int:
    """How many more letters of ``text`` are of the mail's set than of the rules' own."""
    letters = _letters(pairs, script)
    signs = [ord(sign) for sign in text]
    theirs = sum(sign in letters.there for sign in signs)
    return theirs - sum(sign in letters.back for sign in signs)


@lru_cache(maxsize=4)
def _letters(pairs: str, script: Script) -> Letters:
    both = pairs.split()
    there = {ord(pair[0]): pair[1] for pair in both}
    back = {ord(pair[1]): pair[0] for pair in reversed(both) if pair[1] not in script.both}
    back |= {ord(pair[0]): pair[1] for pair in script.letters.split()}
    return Letters(there, back, dict(script.words))


def as_ours(reading: Reading, turn: Callable[[str], str]) -> Reading:
    """The mail in the letters of the rules, every place where it was."""
    facts = reading.facts
    return replace(
        reading,
        text=turn(reading.text),
        subject=reading.subject and turn(reading.subject),
        asks=tuple(replace(ask, text=turn(ask.text)) for ask in reading.asks),
        facts=replace(
            facts,
            object=facts.object and turn(facts.object),
            duration=facts.duration and turn(facts.duration),
            impact=facts.impact and turn(facts.impact),
        ),
    )


def as_theirs(
    draft: Draft,
    letters: Letters,
    names: Iterable[str | None],
    ours: str = "",
    written: str = "",
) -> Draft:
    """The draft in the mail's letters, every move and gap where it was, ``names`` as they are.

    What is said of the mail in its own words, ``ours`` in our letters, is put back as it was
    ``written``.
    """
    kept = {name: name for name in names if name}
    kept |= {said: written[at : at + len(said)] for said, at in _shared(draft.text, ours)}
    back = _Back(letters, kept)
    times = tuple(replace(one, label=back.put(one.label)) for one in draft.times)
    return replace(draft, text=back.put(draft.text), times=times)


def _shared(text: str, mail: str) -> Iterator[tuple[str, int]]:
    """The words of a text that stand in the mail, each as long as can be, and where there."""
    start = 0
    while start <= len(text) - _THEIRS:
        at, end = mail.find(text[start : start + _THEIRS]), start + _THEIRS
        if at < 0 or "\n" in text[start:end]:
            start += 1
            continue
        while text[end : end + 1] == mail[at + end - start : at + end - start + 1] != "":
            end += 1
        yield text[start:end], at
        start = end


class _Back:
    """Puts a text back: what is kept as it stands, then words, then single letters."""

    def __init__(self, letters: Letters, kept: Mapping[str, str]) -> None:
        self._letters = letters
        self._whole = {**letters.words, **kept}
        ordered = sorted(self._whole, key=len, reverse=True)
        self._pattern = re.compile("|".join([*map(re.escape, ordered), "."]), re.DOTALL)

    def put(self, text: str) -> str:
        return self._pattern.sub(lambda found: self._one(found[0]), text)

    def _one(self, part: str) -> str:
        return self._whole.get(part) or part.translate(self._letters.back)
