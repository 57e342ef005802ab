"""TextBlob's polarity of English words, told from its lexicon alone.

Importing TextBlob takes half a second and some 50 MB, most of it for parsers nobody needs here;
its lexicon of three thousand adjectives takes twenty milliseconds. Its way of adding them up is
kept to the last digit, which the tests hold against TextBlob itself. So the few English words
here are TextBlob's, like the lexicon, and no rule of ours that somebody would want to edit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, TypeAlias

from helper.reading.cleaning import shorten_runs

_LANGUAGE = "en"
_LENGTH = 1500
"""Characters looked at."""

_LEXICON = Path("en", "en-sentiment.xml")
_SPOKEN = re.compile(r"[a-z']+|[:;][-']?[()dp]|!")
_NOT = "n't"
_NEGATIONS = frozenset({"no", "not", _NOT, "never"})
_DENIED = -0.5
"""What is left of a word behind a "not": "not good" is a little bad."""

_LOUDER = 1.25
"""What an exclamation mark makes of the word before it."""

_FACES = {
    **dict.fromkeys((":d", ":-d"), 1.0),
    **dict.fromkeys((":p", ":-p"), 0.75),
    **dict.fromkeys((":)", ":-)"), 0.5),
    **dict.fromkeys((";)", ";-)", ";d"), 0.25),
    **dict.fromkeys((":(", ":-("), -0.75),
    **dict.fromkeys((":'(", ";'("), -1.0),
}
_TELLING = frozenset({"!", *_NEGATIONS, *_FACES})
"""What says something though the lexicon does not know it."""

_Sense: TypeAlias = tuple[float, float]
"""Polarity, and how much it strengthens the next word."""


class _Word(NamedTuple):
    polarity: float
    intensity: float
    is_adverb: bool
    """Whether it speaks of the word behind it: "very", "really"."""


class _Told:
    """What is said by a known word and those that strengthen or deny it."""

    __slots__ = ("intensity", "is_denied", "polarity")

    def __init__(self, polarity: float, intensity: float) -> None:
        self.polarity, self.intensity, self.is_denied = polarity, intensity, False

    def score(self) -> float:
        return self.polarity * _DENIED if self.is_denied else self.polarity


def polarity(text: str, language: str) -> float:
    """Polarity of English text, -1 to 1; 0 where the lexicon has no say."""
    if language != _LANGUAGE:
        return 0.0
    low = shorten_runs(text[:_LENGTH]).lower()
    return polarity_of(_SPOKEN.findall(low.replace(_NOT, f" {_NOT} ")))


def polarity_of(words: Iterable[str]) -> float:
    """The mean polarity of the words in lower case that the lexicon knows."""
    known, said = _lexicon(), _Said()
    for word in words:
        if found := known.get(word):
            said.know(word, found)
        elif said.adverb or said.negation or word in _TELLING:
            said.pass_over(word)
    return sum(one.score() for one in said.told) / (len(said.told) or 1)


class _Said:
    """What was told so far, and what was just said that may speak of the next word."""

    def __init__(self) -> None:
        self.told: list[_Told] = []
        self.adverb = self.negation = ""

    def know(self, word: str, found: _Word) -> None:
        """Take a word that it knows."""
        if self.adverb:
            last = self.told[-1]
            last.polarity = _within(found.polarity * last.intensity)
            last.intensity = found.intensity
        else:
            self.told.append(_Told(found.polarity, found.intensity))
        if self.negation:
            self.told[-1].intensity = 1 / self.told[-1].intensity
            self.told[-1].is_denied = True
        self.adverb = word if found.is_adverb else ""
        self.negation = word if word in _NEGATIONS else ""

    def pass_over(self, word: str) -> None:
        """Take a word that the lexicon does not know."""
        if word in _NEGATIONS:
            self.negation = word
        elif len(word.strip("'")) > 1:  # "Not a good" is a "not" of "good".
            self.negation = ""
        if self.negation and self.adverb.endswith("ly"):
            self.told[-1].is_denied = True
            self.negation = ""
        elif len(word) > len("is"):  # "Really is good" is a "really" of "good".
            self.adverb = ""
        if word == "!" and self.told:
            self.told[-1].polarity = _within(self.told[-1].polarity * _LOUDER)
        elif word in _FACES:
            self.told.append(_Told(_FACES[word], 1.0))


def _within(polarity: float) -> float:
    return max(-1.0, min(polarity, 1.0))


@lru_cache
def _lexicon() -> dict[str, _Word]:
    """Each word with the mean of its senses; an adjective speaks for its adverb, too."""
    words = {form: {tag: _mean(it) for tag, it in tags.items()} for form, tags in _read().items()}
    means = {form: _mean(list(tags.values())) for form, tags in words.items()}
    adverbs = {form for form, tags in words.items() if "RB" in tags}
    for form, tags in words.items():
        if "JJ" in tags:
            adverb = _adverb(form)
            means[adverb] = tags["JJ"]
            adverbs.add(adverb)
    return {form: _Word(*mean, form in adverbs) for form, mean in means.items()}


def _read() -> dict[str, dict[str | None, list[_Sense]]]:
    """The senses of each word by its part of speech."""
    # Only here is a file read that is XML, and only by those who read English.
    from xml.etree import ElementTree as ET  # noqa: PLC0415

    found: defaultdict[str, defaultdict[str | None, list[_Sense]]]
    found = defaultdict(lambda: defaultdict(list))
    spec = find_spec("textblob")  # Finds the package without running it.
    for folder in (spec and spec.submodule_search_locations) or ():
        for _, word in ET.iterparse(Path(folder) / _LEXICON):  # noqa: S314
            if word.tag == "word":
                sense = (float(word.get("polarity", 0)), float(word.get("intensity", 1)))
                found[word.get("form", "")][word.get("pos")].append(sense)
            word.clear()  # The whole file at once would take megabytes.
    return {form: dict(tags) for form, tags in found.items()}


def _mean(senses: list[_Sense]) -> _Sense:
    polarity, intensity = (sum(column) / len(senses) for column in zip(*senses, strict=True))
    return polarity, intensity


def _adverb(adjective: str) -> str:
    """As TextBlob writes it: "terrible" gives "terribly", "happy" gives "happily"."""
    if adjective.endswith("y"):
        return f"{adjective[:-1]}ily"
    return f"{adjective.removesuffix('le')}ly"
