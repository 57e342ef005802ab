"""What a mail is about, in the words of its trade, and whether it can wait.

A clause can be told only where it surely parses. That a mail is about a parcel that has not
come is seen far more often, and is enough to say something about just that (001:8).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from helper.contracts import CALM, FRUSTRATED, Reading
from helper.replying.understanding.lengths import is_short
from helper.replying.understanding.signs import HARM, laments
from helper.replying.understanding.told import untold
from helper.replying.understanding.turning import expanded, small
from helper.replying.understanding.written import whole
from helper.rulebook.conventions import Mention
from helper.rulebook.folding import sentence_around
from helper.rulebook.replying import ReplyingRules
from helper.rulebook.understanding import Matter
from helper.text import words

_DETAIL = "detail"
_OF_A_THING = frozenset({"trouble", "felt", "work", _DETAIL})
"""Phrases that would speak of the matter where the thing itself can be named."""
_OUTWEIGHED = 2
"""One word more may be chance, two are not."""
_SHORT_FORM = 4
"""A TV and the DVR keep their capitals, a HOME BUTTON does not."""
_OPENING = 120
"""Characters in which who writes much says what it is about."""
_LONG = 45
"""Words from which on a mail speaks of many things in passing."""


@dataclass(frozen=True, slots=True)
class About:
    """``phrases`` go before the common ones of their name; ``thing`` is the writer's own word.

    ``that`` are clauses of which one is sorry for what happened; ``deadline`` says in a clause of
    ours why it can't wait.
    """

    thing: str | None = None
    that: tuple[str, ...] = ()
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    deadline: str | None = None
    pressing: bool = False
    """Whether it can't wait: there is a deadline, or it is still going on."""
    harm: bool = False
    """Whether somebody may have come to harm."""
    besides: tuple[str, ...] = ()
    """How they were served on top of it: clauses of which one may be said."""
    known: bool = False
    """Whether a matter fits, and not only too little is said."""
    noun: str | None = None
    """What one calls it, where the mail names nothing."""
    weak: bool = True
    """Whether the thing itself says more than the matter it belongs to."""
    matter: Matter | None = None
    said: str = ""
    """The sentence it was found in."""
    event: Matter | None = None
    """What went wrong, where an event fits."""

    def is_told_by(self, clause: str) -> bool:
        """Whether ``clause`` speaks of what went wrong itself."""
        event = self.event
        return event is None or event.wide or event.find(clause) is not None

    def is_of(self, topic: str | None) -> bool:
        """Whether it is the matter of ``topic``, as far as one can tell."""
        if topic is None or self.matter is None or not self.weak:
            return True
        return self.matter.find(topic) is not None

    def without(self, phrase: str) -> About:
        """The same without its own words for one phrase."""
        phrases = {name: said for name, said in self.phrases.items() if name != phrase}
        return replace(self, phrases=phrases)

    def slots(self) -> Iterator[tuple[str, str]]:
        """What templates may name."""
        yield from (("thing", self.thing or ""), ("deadline", self.deadline or ""))


def about(reading: Reading | None, rules: ReplyingRules) -> About:
    """The first event that fits, or else the first matter; and the first deadline."""
    if reading is None:
        return About()
    parts = _parts(reading)
    if rules.events_believed and (reading.level or CALM) >= FRUSTRATED:
        parts.append(whole(reading))  # A story may be told far from what shows the anger.
    clauses = (_first(one, part, rules) for part in parts for one in rules.deadlines)
    deadline = next((clause for clause in clauses if clause), None)
    late = deadline is not None
    for part, matter in _candidates(reading, parts, rules):
        found = matter.find(part)
        if found and (not matter.weak or _is_lamented(found, rules)):
            thing = _thing(found)
            return About(
                thing=thing,
                that=_with(thing, matter.that),
                phrases=_phrases(matter, reading, rules),
                deadline=deadline,
                pressing=late or matter.live,
                harm=matter.harm,
                besides=() if matter.service else _served(reading, parts, rules),
                known=True,
                noun=matter.noun,
                weak=matter.weak,
                matter=matter,
                said=sentence_around(found.string, *found.span()),
                event=matter if matter.that else None,
            )
    if rules.scant and rules.scant.find(reading.text):
        return About(phrases=rules.scant.phrases, deadline=deadline, pressing=late)
    return About(deadline=deadline, pressing=late)


def is_heard(wrongs: Sequence[str], reading: Reading) -> bool:
    """Whether one of these may well have gone wrong; of what nobody listened for, any may."""
    return not wrongs or reading.wrongs is None or not set(wrongs).isdisjoint(reading.wrongs)


def is_aside(
    found: About, things: Mapping[str, str], reading: Reading, rules: ReplyingRules
) -> bool:
    """Whether a long mail opens with another thing than the event in it speaks of."""
    if found.event is None or found.harm or found.event.service or rules.grief.search(reading.text):
        return False
    noun = things.get("short", "").rpartition(" ")[2]
    opening = f"{reading.subject or ''}\n{reading.text[:_OPENING]}"
    is_long = len(words(whole(reading))) > _LONG
    return is_long and bool(noun) and noun in opening and noun not in found.said


def named_in(
    found: About, things: Mapping[str, str], reading: Reading, rules: ReplyingRules
) -> About:
    """``found`` in the words for the thing that can be named, where it says less than that.

    Without such words: nothing of a matter that the thing does not belong to.
    """
    if not rules.named:
        kept = found.is_of(things.get("topic"))
        return found if kept else About(deadline=found.deadline, pressing=found.pressing)
    if not things.keys() >= {"topic", "short"} or not found.weak:
        return found
    thing = f"{things['short']}\n{things['topic']}"
    records = (one for one in rules.records if reading.level and one.find(thing))
    asked = next((_phrases(one, reading, rules) for one in records), {})
    felt = {name: said for name, said in found.phrases.items() if name not in _OF_A_THING}
    return replace(found, phrases={**felt, **asked, **rules.named})


def _is_lamented(found: re.Match[str], rules: ReplyingRules) -> bool:
    """Whether the sentence of a find tells of trouble, and does not only mention it."""
    said = sentence_around(found.string, *found.span()).strip()
    return laments(said, rules)


def _served(reading: Reading, parts: Sequence[str], rules: ReplyingRules) -> tuple[str, ...]:
    """Clauses for the first thing told of how they were served."""
    services = (one for one in rules.events if one.service and reading.level)
    known = [one for one in services if is_heard(one.heard, reading)]
    found = (one.that for part in parts for one in known if one.find(part))
    return next(found, ())


def _candidates(
    reading: Reading, parts: Sequence[str], rules: ReplyingRules
) -> Iterator[tuple[str, Matter]]:
    """What to look for, and where: harm anywhere, then what went wrong, then what it is about."""
    events = rules.events if reading.level else ()
    said = whole(reading)
    harms = (one for one in rules.events if one.harm)
    yield from ((said, one) for one in harms if is_heard(one.heard, reading))
    at_home = _at_home(said, rules)
    # What is told in general is said only where nothing is told in particular.
    narrow, wide = [one for one in events if not one.wide], [one for one in events if one.wide]
    for known in (narrow, wide, rules.matters):
        fitting = [one for one in known if one.field in at_home and _may_be(one, reading, rules)]
        yield from ((part, one) for part in parts for one in fitting)


def _may_be(matter: Matter, reading: Reading, rules: ReplyingRules) -> bool:
    """Whether what it tells may have happened; to a calm mail it tells of nothing."""
    if not reading.level:
        return True
    is_unheard = reading.wrongs is not None and set(reading.wrongs) <= {HARM}
    least = rules.events_believed or FRUSTRATED
    if is_unheard and reading.level >= least and not matter.harm:
        is_plain = matter.service or not matter.that
        if rules.events_believed or (is_plain and is_short(reading, rules)):
            return True
    is_something = reading.wrongs != () or not matter.that
    return is_something and is_heard(matter.heard, reading)


def _at_home(text: str, rules: ReplyingRules) -> set[str | None]:
    """The fields a mail may be about: of a field that others outweigh it speaks in passing."""
    weights = {
        name: len({found[0].casefold() for found in signs.finditer(text)})
        for name, signs in rules.fields.items()
    }
    most = max(weights.values(), default=0)
    near = {name for name, weight in weights.items() if weight > most - _OUTWEIGHED}
    return {None, *(name for name in near if weights[name] or not most)}


def _first(mention: Mention, text: str, rules: ReplyingRules) -> str | None:
    found = mention.pattern.search(text)
    return expanded(found, mention.say, rules) if found else None


def _phrases(
    matter: Matter, reading: Reading, rules: ReplyingRules
) -> Mapping[str, tuple[str, ...]]:
    """What ``matter`` says of its own, without asking for what the mail already holds (B21)."""
    said = whole(reading)
    is_known = reading.facts.references or (matter.known and matter.known.search(said))
    asks = () if is_known else untold(matter.phrases.get(_DETAIL, ()), said, rules)
    rest = {name: said for name, said in matter.phrases.items() if name != _DETAIL}
    return {**rest, _DETAIL: asks} if asks else rest


def _thing(found: re.Match[str]) -> str | None:
    said = next((group for group in found.groups() if group), None)
    if said and said.isupper() and len(said) > _SHORT_FORM:
        return said.lower()
    return small(said)


def _with(thing: str | None, texts: Sequence[str]) -> tuple[str, ...]:
    """``texts`` with the writer's own word, but for those that need one where there is none."""
    return tuple(text.format(thing=thing) for text in texts if thing or "{thing}" not in text)


def _parts(reading: Reading) -> list[str]:
    """What to look at, in turn: a short mail whole, of a long one what it asks and laments."""
    said = whole(reading)
    if len(words(said)) <= _LONG:
        return [said]
    subject, text = said.split("\n", maxsplit=1)
    places = sorted((one.start, one.end) for one in (*reading.asks, *reading.evidence))
    return [subject, *(sentence_around(text, *place) for place in places)]
