"""Whether an ask can be named in a reply: well turned, meant in earnest, and worth a word.

"You'd like to know whether you dare to eat it" answers a sigh as if it were a question. Which asks
are fit to be named was learned from asks that people judged as a reply would name them
(`helper.school.asks`): by the words of the mail and of the reply, by where the ask stands and
how hot its mail is, and by how much it sounds like asking. What each trait weighs stands in
``helper/ears/weights/asks``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from helper.contracts import CALM, UNEASY, Reading, Span
from helper.ears.choosing import Traits, fitness, table
from helper.ears.chorus import ASKS, chorus
from helper.replying.understanding.signs import is_question
from helper.rulebook.replying import ReplyingRules
from helper.text import words

_SURE = 0.5
"""How likely an ask of the upset must be fit: who asks in scorn is answered in earnest otherwise,
and that is worse than to pass over an ask in a reply that says when it will tell more."""
_SURE_OF_THE_CALM = 0.25
"""The same of who is calm: there it is worse to pass over an ask."""
_BEGIN, _END = "^", "$"
_MOST_ASKS, _LAST = 4, 3
"""From here on it makes no difference how many asks there are, and which one it is."""
_STEP, _MOST_STEPS = 3, 7
"""Words that make a trait of their length, and the longest."""
_HEARD = range(-3, 4)
"""How much it sounds like asking, by what it reaches."""


def is_askable(said: str, ask: Span, reading: Reading, rules: ReplyingRules) -> bool:
    """Whether ``ask`` is fit to be named as it is ``said``; it is where nobody learned to tell."""
    weights = table(ASKS, reading.language)
    is_calm = (reading.level or CALM) <= UNEASY
    least = _SURE_OF_THE_CALM if is_calm else _SURE
    return not weights or fitness(ask_traits(said, ask, reading, rules), weights) >= least


def ask_traits(said: str, ask: Span, reading: Reading, rules: ReplyingRules) -> Traits:
    """What is to be said of an ask: its words, its place, and its mail."""
    return (
        *_by_its_words("said", said),
        *_by_its_words("asked", ask.text),
        *_by_its_mail(said, ask, reading, rules),
    )


def _by_its_words(name: str, text: str) -> Iterator[str]:
    around = [_BEGIN, *(word.lower() for word in words(text)), _END]
    yield from (f"{name}: {word}" for word in dict.fromkeys(around))
    pairs = (" ".join(pair) for pair in pairwise(around))
    yield from (f"{name}: {pair}" for pair in dict.fromkeys(pairs))


def _by_its_mail(said: str, ask: Span, reading: Reading, rules: ReplyingRules) -> Iterator[str]:
    places = sorted(one.start for one in reading.asks)
    at, count = places.index(ask.start), len(places)
    kind = "question" if is_question(ask.text, rules) else "request"
    yield kind
    yield f"{kind} of {reading.kind}"
    yield f"level {reading.level}"
    yield f"asks: {min(count, _MOST_ASKS)}"
    yield f"ask {min(at, _LAST)}"
    if at == count - 1:
        yield "last ask"
    yield f"length: {min(len(words(said)) // _STEP, _MOST_STEPS)}"
    yield f"ends: {reading.text[max(ask.end - 1, 0) : ask.end + 2].strip()}"
    ear = chorus(reading.language).get(ASKS)
    heard = ear.logit(f"{_BEGIN} {ask.text}") if ear else 0.0
    yield from (f"heard: {least}" for least in _HEARD if heard > least)
