"""How the ears of `helper.ears.spans` are trained: from texts and the words each is about.

Plain Python and a fixed order, as in `helper.ears.training`. What is learned is to give the
labelled spans, or naming none, the greatest share; where several are labelled it does not matter
which. The mean of the last rounds is kept.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helper.ears.choosing import softmax
from helper.ears.model import Model
from helper.ears.spans import BEGIN, END, WHOLE, Features, Nameable
from helper.ears.steps import Weights
from helper.ears.training import rounded

_ROUNDS = 10
_KEPT = 5
"""Of so many last rounds the mean is taken."""
_STEP = 0.15
_SEED = 1
_LEAST_WEIGHT = 3
"""Smaller ones, of 127, are left out."""
_LEAST = 2
"""In how many texts a feature must stand to be learned."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text, what it is about, in words of its own, and how far it may pull."""

    nameable: Nameable
    about: frozenset[str]
    weight: float = 1.0


class Learner:
    """The weights of one ear while they are learned."""

    def __init__(self, texts: Sequence[Sequence[Features]]) -> None:
        """``texts`` are what it can hear in each text; what only one of them has is not learned."""
        seen = Counter(one for text in texts for one in {each for heard in text for each in heard})
        self._kept = sorted(feature for feature, count in seen.items() if count >= _LEAST)
        number = {feature: at for at, feature in enumerate(self._kept)}
        self._texts = [
            [[number[one] for one in heard if one in number] for heard in text] for text in texts
        ]
        self._weights = Weights(len(number), _STEP)

    def says(self, text: int) -> list[float]:
        """What it says of each."""
        now = self._weights.now
        return [sum([now[at] for at in heard]) for heard in self._texts[text]]

    def learn(self, text: int, errors: Sequence[float]) -> None:
        """Take one step against the errors of a text."""
        slopes: dict[int, float] = {}
        for heard, error in zip(self._texts[text], errors, strict=True):
            if error:
                for at in heard:
                    slopes[at] = slopes.get(at, 0.0) + error
        self._weights.descend(slopes.items())

    def remember(self) -> None:
        """Add this round to the mean."""
        self._weights.remember()

    def learned(self) -> dict[str, float]:
        """The mean of what was remembered."""
        return dict(zip(self._kept, self._weights.learned(), strict=True))


def train(examples: Sequence[Example]) -> Mapping[str, Model]:
    """The three ears that find the labelled words best."""
    places = [one.nameable.places for one in examples]
    learners = {
        BEGIN: Learner(places),
        END: Learner(places),
        WHOLE: Learner([_wholes(one.nameable) for one in examples]),
    }
    rightly = [_right(one) for one in examples]
    order = [at for at, right in enumerate(rightly) if any(right)]
    chance = random.Random(_SEED)  # noqa: S311 -- an order to learn in, no secret
    for turn in range(_ROUNDS):
        chance.shuffle(order)
        for at in order:
            _step(at, examples[at], rightly[at], learners)
        if turn >= _ROUNDS - _KEPT:
            for learner in learners.values():
                learner.remember()
    return {
        name: rounded(learner.learned(), 0.0, (), _LEAST_WEIGHT)
        for name, learner in learners.items()
    }


def _wholes(found: Nameable) -> list[Features]:
    """Of each span as a whole, and last, of naming none."""
    return [*map(found.look, found.spans), found.nothing]


def _right(example: Example) -> list[bool]:
    """Of each span whether it is labelled, and last, whether none is the right answer."""
    text = example.nameable.text
    right = [text[start:end] in example.about for start, end in example.nameable.spans]
    return [*right, not example.about]


def _step(
    at: int, example: Example, right: Sequence[bool], learners: Mapping[str, Learner]
) -> None:
    begin, end, whole = (learners[name].says(at) for name in (BEGIN, END, WHOLE))
    spans = example.nameable.spans
    scores = [
        begin[start] + end[stop] + look for (start, stop), look in zip(spans, whole, strict=False)
    ]
    found = softmax([*scores, whole[-1]])
    meant = sum(share for share, is_right in zip(found, right, strict=True) if is_right)
    errors = [
        example.weight * (share - share / meant if is_right else share)
        for share, is_right in zip(found, right, strict=True)
    ]
    starts, ends = [0.0] * len(begin), [0.0] * len(end)
    for (start, stop), error in zip(spans, errors, strict=False):
        starts[start] += error
        ends[stop] += error
    for name, told in ((BEGIN, starts), (END, ends), (WHOLE, errors)):
        learners[name].learn(at, told)
