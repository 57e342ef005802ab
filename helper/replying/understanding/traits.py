"""What is to be said of a noun phrase of a mail, by which it is known to be the matter or not.

Each trait is a few words one can read, with letters for parts of speech as in
``rules/<language>/replying-phrases.yaml``. What each weighs is learned from mails for which people
said what they are about (`helper.desk.schooling`), and stands in ``helper/ears/weights/topics``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helper.contracts import Reading
from helper.replying.understanding.chunks import TITLE, Phrase
from helper.rulebook.grammar import Grammar

_OWNERS = {"P": "my", "Y": "somebody's", "D": "the", "B": "a", "": "bare"}
_NEAR = 6
"""Words from a thing to what is wrong with it."""
_LATE, _OFTEN, _LONG, _MANY = 5, 3, 4, 12
"""From here on it makes no difference how late, how often, how long or among how many."""
_ENDING = 3
"""Letters at the end of a noun that tell what kind of noun it is."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The mail around its phrases."""

    reading: Reading
    heard: str
    """Its subject and text in small letters."""
    found: Sequence[Phrase]


def traits(one: Phrase, setting: Setting, grammar: Grammar) -> tuple[str, ...]:
    """All that is to be said of a phrase of a mail."""
    again = setting.heard.count(one.stem) - 1
    return (
        "a phrase at all",
        f"phrases: {min(len(setting.found), _MANY) // 3 * 3}",
        *_by_itself(one),
        *(_in_title(one, again) if one.sentence.number == TITLE else _in_text(one)),
        *_by_its_neighbours(one, grammar),
        *_by_what_is_said(one, setting, again, grammar),
    )


def _by_itself(one: Phrase) -> Iterator[str]:
    yield f"owner: {_OWNERS[one.owner]}"
    yield f"noun: {one.noun}"
    yield f"ends in: {one.noun[-_ENDING:]}"
    yield f"words: {min(one.rest - one.body, _LONG)}"
    if one.kind:
        yield f"kind: {one.kind}"
    if one.end > one.rest:
        yield "something hangs on it"
    if one.is_hung:
        yield "hangs on another"


def _in_title(one: Phrase, again: int) -> Iterator[str]:
    yield "title"
    yield f"title: {_OWNERS[one.owner]}"
    yield "title: said in the text" if again else "title: said nowhere else"
    if one.kind:
        yield f"title: {one.kind}"
    if not one.sentence.has_verb:
        yield "title: no verb"


def _in_text(one: Phrase) -> Iterator[str]:
    yield f"sentence: {min(one.sentence.number, _LATE)}"
    if not one.sentence.has_verb:
        yield "no verb"


def _by_its_neighbours(one: Phrase, grammar: Grammar) -> Iterator[str]:
    yield f"before: {one.before[-1:]}"
    yield f"after: {one.sentence.letters[one.end : one.end + 1]}"
    if one.is_subject:
        yield "subject"
    if grammar.announced.search(one.said_before):
        yield "announced"
    if near := _nearby(one):
        yield f"trouble near: {near:.0f}"


def _nearby(one: Phrase) -> float:
    """What the surest sign of trouble is worth that stands near a phrase."""
    marks = one.sentence.letters
    near = [0.0]
    for sign, worth in one.sentence.signs.items():
        between = marks[one.end : sign] if sign >= one.end else marks[sign : one.start]
        near += [worth] if len(between) <= _NEAR and "." not in between else []
    return max(near)


def _by_what_is_said(one: Phrase, setting: Setting, again: int, grammar: Grammar) -> Iterator[str]:
    start, end = one.place
    if any(ask.start < end and start < ask.end for ask in setting.reading.asks):
        yield "asked for"
    if grammar.praise.search(one.sentence.text):
        yield "praise"
    if one.noun in (setting.reading.facts.object or "").lower():
        yield "named by the reader"
    if again:
        yield f"said again: {min(again, _OFTEN)}"
