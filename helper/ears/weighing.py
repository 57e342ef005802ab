"""Which of a few classes something falls into, told by how strong some signs are.

Each sign has a weight for each class; the chances follow from the sums. Kept as a table one can
read: the classes, and for each the weight of each sign. Plain Python and a fixed order: the same
rows, the same table.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import TypeAlias, cast

from helper.ears.choosing import softmax, table
from helper.ears.steps import Weights

Signs: TypeAlias = Mapping[str, float]
"""How strong each sign is, about 1 where it is clear."""

Scales: TypeAlias = Mapping[str, Mapping[str, float]]
"""What each sign weighs, for each class."""

_ROUNDS = 20
_STEP = 0.1
_SEED = 1
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Example:
    """Something with its signs, the class people gave it, and what it counts."""

    signs: Signs
    label: str
    weight: float = 1.0


def chances(signs: Signs, scales: Scales) -> dict[str, float]:
    """How likely each class is."""
    sums = [
        sum([weights.get(sign, 0.0) * strength for sign, strength in signs.items()])
        for weights in scales.values()
    ]
    return dict(zip(scales, softmax(sums), strict=True))


def scales_of(name: str, language: str) -> Scales:
    """What was learned and kept by this name; empty where there is no file."""
    return cast("Scales", table(name, language))


def learn(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """The scales that tell the classes of the examples best; the mean of the last rounds."""
    names = sorted({sign for one in examples for sign in one.signs})
    classes = sorted({one.label for one in examples})
    width = len(names)
    starts = range(0, width * len(classes), width)
    weights = Weights(width * len(classes), _STEP)
    known = [([one.signs.get(name, 0.0) for name in names], one) for one in examples]
    chance = random.Random(_SEED)  # noqa: S311 -- an order to learn in, no secret
    for turn in range(_ROUNDS):
        chance.shuffle(known)
        for strengths, one in known:
            now = weights.now
            found = softmax([sum(map(mul, strengths, now[at : at + width])) for at in starts])
            told = [(at, strength) for at, strength in enumerate(strengths) if strength]
            for label, start, share in zip(classes, starts, found, strict=True):
                slope = one.weight * (share - (label == one.label))
                weights.descend((start + at, slope * strength) for at, strength in told)
        if turn >= _ROUNDS // 2:
            weights.remember()
    learned = [round(weight, _DIGITS) for weight in weights.learned()]
    rows = (learned[start : start + width] for start in starts)
    return {
        label: dict(zip(names, row, strict=True)) for label, row in zip(classes, rows, strict=True)
    }
