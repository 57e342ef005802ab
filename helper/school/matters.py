"""What a mail is about: ``about``, and ``also`` what would do as well, copied from the mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from helper.contracts import Reading
from helper.ears.choosing import Chosen, learn
from helper.reading.train.texts import CORPUS, POSTS, posts
from helper.replying.understanding.chunks import Phrase, phrases, sentences
from helper.replying.understanding.phrases import TOPICS, likely, options
from helper.rulebook import Rulebook
from helper.rulebook.grammar import Grammar
from helper.rulebook.replying import ReplyingRules
from helper.school.lessons import ALSO, LEAST, Lesson, Subject, Weights, each, reading_of, rows

_WITHIN = 0.5
"""How well a word from the middle of what was named fits."""
_NAMED = frozenset({"answer", "do", "mend"})
"""What a reply must be in which a thing is named; who is thanked has no matter to look into."""


@dataclass(frozen=True, slots=True)
class Matter(Lesson):
    """A mail with the noun phrases it may be about."""

    found: Sequence[Phrase]


def lessons(
    language: str,
    book: Rulebook,
    corpus: Path = CORPUS,
    data: Path | None = None,
    written: Path = POSTS,
) -> Iterator[Matter]:
    """The labelled mails and posts one would answer, in a fixed order; none without a grammar."""
    rules = book.replying[language]
    if rules.grammar is None:
        return
    short = ((row["file"], row) for row in posts(language, written) if "about" in row)
    for file, row in chain(rows(language, corpus, data), short):
        if row.get("needs") in _NAMED:
            yield _lesson(file, row, reading_of(row, language, book), rules.grammar, rules)


def _lesson(
    file: str, row: dict[str, Any], reading: Reading, grammar: Grammar, rules: ReplyingRules
) -> Matter:
    found, known = options(reading, grammar, rules)
    meant = [(1.0, row["about"]), *((ALSO, said) for said in row["also"])]
    named = [(worth, *_stems(said, grammar, rules)) for worth, said in meant if said]
    fits = [max((_fit(one, *of) for of in named), default=0.0) for one in found]
    return Matter(file, Chosen(known, fits), bool(named), found)


def _stems(said: str, grammar: Grammar, rules: ReplyingRules) -> tuple[str, frozenset[str]]:
    """The noun of what people named, and all its words."""
    told = list(sentences(said, grammar, rules))
    nouns = [one.stem for sentence in told for one in phrases(sentence, grammar)]
    within = [stem for sentence in told for stem in sentence.stems(0, len(sentence.found))]
    return (nouns or within or [""])[0], frozenset(within)


def _fit(one: Phrase, worth: float, noun: str, within: frozenset[str]) -> float:
    """How well a phrase fits what people named."""
    if one.stem == noun:
        return worth
    return _WITHIN * worth if one.stem in within or noun in one.stems else 0.0


def _choose(one: Matter, weights: Weights) -> tuple[float, int]:
    return likely(one.found, one.chosen.options, weights)[0]


MATTERS = Subject(TOPICS, lambda known: learn(each(known), LEAST), _choose)
