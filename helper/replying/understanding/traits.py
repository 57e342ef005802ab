"""What is to be said of a noun phrase of a mail, by which it is known to be the matter or not.

Each trait is a few words one can read, with letters for parts of speech as in
``rules/<language>/replying-phrases.yaml``. What each weighs is learned from mails for which people
said what they are about (`helper.school.matters`), and stands in ``helper/ears/weights/topics``.
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
    told: Sequence[Phrase]
    """Those of the text."""
    mine: Sequence[Phrase]
    """Those of them that the writer calls theirs."""


def setting_of(reading: Reading, heard: str, found: Sequence[Phrase]) -> Setting:
    """The mail around ``found``."""
    told = [one for one in found if one.sentence.number != TITLE]
    return Setting(reading, heard, found, told, [one for one in told if one.owner == "P"])


def traits(one: Phrase, setting: Setting, grammar: Grammar) -> tuple[str, ...]:
    """All that is to be said of a phrase of a mail."""
    again = setting.heard.count(one.stem) - 1
    return (
        "a phrase at all",
        f"phrases: {min(len(setting.found), _MANY) // 3 * 3}",
        *_by_itself(one),
        *_by_its_words(one),
        *_among(one, setting),
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


def _by_its_words(one: Phrase) -> Iterator[str]:
    yield f"owner of a kind: {_OWNERS[one.owner]} {one.kind}"
    yield f"before the noun: {one.sentence.letters[one.body : one.head]}"
    yield from (f"is {word.lower()}" for word in one.sentence.words(one.body, one.head))
    words = one.sentence.words(one.start, one.end)
    if words[one.head - one.start][0].isupper():
        yield "capital"
    if any(char.isdigit() for word in words for char in word):
        yield "number"
    if one.end > one.rest:
        yield f"hangs by {one.sentence.words(one.rest, one.rest + 1)[0].lower()}"


def _among(one: Phrase, setting: Setting) -> Iterator[str]:
    """Where it stands among the others: what is named first, or as one's own, is rather meant."""
    told, mine = setting.told, setting.mine
    if one.sentence.number == TITLE:
        if mine:
            yield "title, though something is theirs"
        return
    if one is told[0]:
        yield "first of all"
        yield f"first of all: {_OWNERS[one.owner]}"
    if one is told[-1]:
        yield "last of all"
    if one.owner == "P":
        yield "first of theirs" if one is mine[0] else "later of theirs"
        if len(mine) == 1:
            yield "only one of theirs"
    elif mine:
        yield f"not theirs, though something is: {_OWNERS[one.owner]}"
    beside = [other for other in told if other.sentence is one.sentence]
    if one is beside[0]:
        yield "first of its sentence"
    if len(beside) == 1:
        yield "alone in its sentence"
    is_last = one.sentence.number == told[-1].sentence.number
    yield "in the last sentence" if is_last else "in an earlier sentence"


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
    if grammar.announced.in_line(one.said_before):
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
    if grammar.praise.is_in(one.sentence.text):
        yield "praise"
    if one.noun in (setting.reading.facts.object or "").lower():
        yield "named by the reader"
    if again:
        yield f"said again: {min(again, _OFTEN)}"
