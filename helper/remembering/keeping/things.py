"""The things a promise names, and which of them a later mail hands over (B57).

"I'll send you the contract and the keys" names two, and half a delivery keeps no promise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from helper.rulebook.remembering import RememberingRules
from helper.sentences import CLAUSE
from helper.text import terms

_STEM = 4


class Thing(NamedTuple):
    """One thing: what it is called, and the words of that which mean something."""

    name: str
    words: frozenset[str]


def things(text: str, rules: RememberingRules) -> tuple[Thing, ...]:
    """The things that a text says are handed over, each of a list on its own."""
    listed = rules.fulfilment.listed
    names = (name for said in _lists(text, rules) for name in listed.sub("\n", said).split("\n"))
    found = (Thing(name, terms(name) - rules.nameless_words) for name in names)
    return tuple(thing for thing in found if thing.words)


def _lists(text: str, rules: RememberingRules) -> Iterator[str]:
    """Whatever is said to be handed over, up to the end of a list that begins with it."""
    says = rules.fulfilment
    for match in says.handing.finditer(text):
        for group in range(1, len(match.groups()) + 1):
            start, end = match.span(group)
            more = says.further and start < end and says.further.match(text, end)
            yield text[start : more.end() if more else end]


def words_of(text: str, rules: RememberingRules) -> frozenset[str]:
    """The words of all things a text hands over."""
    return frozenset[str]().union(*(thing.words for thing in things(text, rules)))


def names_thing(promised: str, text: str, rules: RememberingRules) -> bool:
    """Whether a text names anything that was promised, by a word of it or a kindred one."""
    if names_word(promised, text, rules):
        return True
    return _is_of_a_kind(promised, without_compounds(promised, text, rules), rules)


def names_word(promised: str, text: str, rules: RememberingRules) -> bool:
    """Whether a text names anything that was promised by a word of it."""
    bare = without_compounds(promised, text, rules)
    return any(_is_named(thing.words, bare, rules) for thing in things(promised, rules))


def handed(
    promised: str, text: str, rules: RememberingRules, others: Sequence[str] = ()
) -> frozenset[str]:
    """The names of those promised things that a text delivers.

    What is delivered without a name ("attached") is what was named last, or else all. ``others``
    are promised as well: a text that names one of theirs is not without a name.
    """
    says = rules.fulfilment
    every = frozenset(thing.name for thing in things(promised, rules))
    is_nameless = not (
        things(text, rules)
        or without_compounds(promised, text, rules) != text
        or any(names_thing(other, text, rules) for other in others)
    )
    got: set[str] = set()
    before: frozenset[str] = frozenset()
    for clause in map(str.strip, CLAUSE.split(says.series.sub(" ", text))):
        here = named(promised, [without_compounds(promised, clause, rules)], rules)
        if says.unnamed.search(clause) and is_nameless:
            got |= here or before or every
        elif says.done.search(clause) or says.unnamed.search(clause) or says.given.search(clause):
            got |= here
        before = here or before
    return frozenset(got)


def named(promised: str, clauses: list[str], rules: RememberingRules) -> frozenset[str]:
    """The names of those promised things that any of some clauses speaks of.

    By a word, a kindred one, or in its form: a price for a quote. What a promise says besides
    ("the price of the doors") tells the kind as well, as long as only one thing is promised.
    """
    wanted = things(promised, rules)
    alone = len(wanted) == 1
    return frozenset(
        thing.name
        for thing in wanted
        for clause in clauses
        if _is_named(thing.words, clause, rules)
        or _is_of_a_kind(promised if alone else thing.name, clause, rules)
    )


def without_time(said: str, time: str, rules: RememberingRules) -> str:
    """Words without a time, and without what only joins them: "and the keys by Monday"."""
    joined = rules.fulfilment.listed.match(said)
    start, at = joined.end() if joined else 0, said.find(time)
    if at < 0:
        return said[start:]
    before = rules.deadline.search(said, start, at)
    return f"{said[start : before.start() if before else at]} {said[at + len(time) :]}"


def without_compounds(promised: str, text: str, rules: RememberingRules) -> str:
    """A text without the things that only bear another's name: the invoice software."""
    compound = rules.fulfilment.compound
    return text if compound.search(promised) else compound.sub(" ", text)


def alike(one: str, other: str, rules: RememberingRules) -> int:
    """How many words with a meaning of their own two sentences share, in any inflection."""
    theirs = content(other, rules)
    return sum(_is_among(word, theirs) for word in content(one, rules))


def content(text: str, rules: RememberingRules) -> frozenset[str]:
    """The words of a text with a meaning of their own."""
    return terms(text) - rules.empty_words


def _is_named(wanted: frozenset[str], text: str, rules: RememberingRules) -> bool:
    theirs = content(text, rules)
    return any(_is_among(word, theirs) for word in wanted)


def kinds_of(text: str, rules: RememberingRules) -> frozenset[int]:
    """Of which kinds the things in a text are, by their number in the rules."""
    kinds = rules.fulfilment.kinds
    return frozenset(number for number, kind in enumerate(kinds) if kind.search(text))


def _is_of_a_kind(name: str, text: str, rules: RememberingRules) -> bool:
    return any(kind.search(name) and kind.search(text) for kind in rules.fulfilment.kinds)


def _is_among(word: str, others: frozenset[str]) -> bool:
    return any(_same_word(word, other) for other in others)


def _same_word(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _STEM and longer.startswith(shorter))
