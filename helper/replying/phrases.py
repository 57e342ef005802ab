"""The very thing a mail is about, in any trade: the noun phrase that heads its trouble or its ask.

No list of matters can hold all that people write about, but "your delay repay claim" can be named
without one, as long as it surely is a phrase and surely is what is meant (001:8). What is only
mentioned in passing, a person, a time or a place alone is not named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from helper.contracts import Level, Reading
from helper.replying.chunks import TITLE, Phrase, phrases, sentences, title_of
from helper.replying.tagging import is_word
from helper.replying.telling import TAGS, sayable, turned
from helper.rulebook.grammar import Grammar
from helper.rulebook.replying import ReplyingRules
from helper.text import blank, unwrapped, words

_READ = 1500
"""Characters of a mail in which its matter is looked for."""
_TITLE = 300
"""The same for its subject."""
_QUOTED = re.compile(r'"[^"\n]{12,}"|“[^”\n]{12,}”')
"""What others said."""
_OWNED = {"P": 2.0, "Y": 1.5, "D": 1.0, "B": 1.0, "": 0.5}
"""What a thing is worth by what stands before it: my, somebody's, the, a, nothing."""
_TITLED = 7.0
_NEAR = 6
"""Words from a thing to what is wrong with it."""
_LONG = 8
_SURE = 5.0
_BRIEF = 45
"""Words up to which a mail speaks of one thing."""
_SUM = re.compile(r"[£$€] ?[\d.,]+")
_SHORT_FORM = 4
"""A TV keeps its capitals, an AIRLINE does not."""


@dataclass(frozen=True, slots=True)
class Named:
    """A noun phrase from our side."""

    said: str
    """Whole: "the miles from your Dallas trip"."""
    short: str
    """For when it was said before: "the miles"."""
    has: bool
    """Whether it surely has the trouble, and is not the trouble itself, such as a delay."""


def phrase_of(
    reading: Reading, level: Level, grammar: Grammar, rules: ReplyingRules
) -> Named | None:
    """What the mail is about; ``None`` where nothing is sure.

    ``level`` is the heat it is answered with.
    """
    text = unwrapped(blank(reading.text, reading.noise)).replace("’", "'")[:_READ]
    for others in (TAGS, _QUOTED):
        text = others.sub(lambda found: " " * len(found[0]), text)
    subject = (reading.subject or "")[:_TITLE]
    told = [*sentences(text, grammar, rules), *title_of(subject, grammar, rules)]
    heard = f"{subject}\n{text}".lower()
    called = reading.text.lower()
    is_brief = len(words(heard)) <= _BRIEF
    found = [
        one
        for sentence in told
        for one in phrases(sentence, grammar)
        if f"@{one.noun}" not in called  # whom it is called out to
    ]
    weighed = [(_worth(one, reading, level, heard, grammar) + is_brief, one) for one in found]
    for worth, one in sorted(weighed, key=lambda pair: -pair[0]):
        if worth < _SURE:
            break
        if said := _from_our_side(one, one.end, grammar, rules):
            short = _from_our_side(one, one.rest, grammar, rules) or said
            return Named(said, short, _has_trouble(one, grammar))
    return None


def _worth(one: Phrase, reading: Reading, level: Level, heard: str, grammar: Grammar) -> float:
    """How surely a phrase is what the mail is about."""
    worth = _OWNED[one.owner] + one.is_sum + 1.5 * one.is_subject
    worth += _wanted(one, reading, level) + (_lamented(one, reading, grammar) if level else 0)
    worth += min(heard.count(one.noun.removesuffix("s")) - 1, 2)
    worth += 1.5 * (one.noun in (reading.facts.object or "").lower())
    if re.search("[IFT]$", one.before) and not _is_bought(one, grammar):
        worth -= 2
    if one.sentence.number == TITLE:
        return worth + _TITLED
    if not one.sentence.number and one.is_first:
        worth += 1.5 if one.sentence.has_verb else 4
    worth += 4 * bool(grammar.announced.search(one.said_before))
    return worth - 0.3 * one.sentence.number


def _wanted(one: Phrase, reading: Reading, level: Level) -> float:
    """A calm mail is about what it asks for; an angry one asks for what would mend it."""
    start = one.sentence.start + one.sentence.found[one.start].start()
    end = one.sentence.start + one.sentence.found[one.end - 1].end()
    asked = any(ask.start < end and start < ask.end for ask in reading.asks)
    return (1.5 if level else 3) * asked


def _lamented(one: Phrase, reading: Reading, grammar: Grammar) -> float:
    """What tells that a phrase is what the trouble is about."""
    start, end = one.sentence.start, one.sentence.start + len(one.sentence.text)
    worth = 2.0 * any(found.start < end and start < found.end for found in reading.evidence)
    worth += 0 if one.is_sum else _nearby(one)
    worth += 2 * bool(grammar.ails.search(one.noun))
    return worth - 3 * bool(grammar.praise.search(one.sentence.text))


def _nearby(one: Phrase) -> float:
    """What the surest sign of trouble is worth that stands near a phrase."""
    marks = one.sentence.letters
    near = [0.0]
    for sign, worth in one.sentence.signs.items():
        between = marks[one.end : sign] if sign >= one.end else marks[sign : one.start]
        near += [worth] if len(between) <= _NEAR and "." not in between else []
    return max(near)


def _has_trouble(one: Phrase, grammar: Grammar) -> bool:
    is_known = one.owner in {"P", "Y", "D"} or _is_bought(one, grammar)
    return is_known and not grammar.ails.search(one.noun)


def _from_our_side(one: Phrase, end: int, grammar: Grammar, rules: ReplyingRules) -> str | None:
    """The phrase as we would say it; ``None`` where it is not fit to be said."""
    body = one.sentence.words(one.body, end)
    calm = (_calm(word, grammar, one.body + n) for n, word in enumerate(body))
    noun = turned(" ".join(calm).removesuffix("'s"), rules)
    said = f"{_owner(one, grammar, rules)} {noun}"
    if len(words(said)) > _LONG or rules.unsaid.search(_SUM.sub("", said)):
        return None
    return sayable(said, rules)


def _calm(word: str, grammar: Grammar, at: int) -> str:
    """A word without the capitals of who shouts or begins a sentence."""
    small = word.lower()
    is_long = len(word) > _SHORT_FORM and is_word(small, grammar)
    is_shouted = word.isupper() and (is_long or small in grammar.closed)
    return small if is_shouted or (not at and word[1:].islower()) else word


def _owner(one: Phrase, grammar: Grammar, rules: ReplyingRules) -> str:
    said = " ".join(one.sentence.words(one.start, one.body))
    if one.owner == "P":
        return turned(said, rules)
    if one.owner == "Y":
        return said
    return turned(grammar.mine, rules) if _is_bought(one, grammar) else grammar.article


def _is_bought(one: Phrase, grammar: Grammar) -> bool:
    """Whether what has no owner is theirs: what they bought, ordered or filed."""
    if one.is_sum or one.owner in {"P", "Y"} or grammar.ails.search(one.noun):
        return False
    before = [word.lower() for word in one.sentence.words(max(one.start - 4, 0), one.start)]
    # "Put in a claim": a particle may stand between.
    own = before[-2:] if re.search("[RIF]$", one.before) else before[-1:]
    is_denied = any(map(grammar.denied.search, before))
    return not is_denied and any(map(grammar.owned.search, own))
