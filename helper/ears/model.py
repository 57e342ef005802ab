"""A small trained model: how much the n-grams of a text sound like something.

It hears what no rule names, weighs little, and is asked beside the rules, never instead of them.
`helper.ears.training` makes these models, `helper.ears.chorus` keeps them.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice, repeat
from operator import itemgetter

from helper.ears.grams import Grams, Run, read_grams

_TRIED = 3
"""So many times more places are tried than wanted: a word may be taken back by its neighbour."""

_FEW = 10
"""So many n-grams more are thought to be there, saying nothing: few words are weak evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ear(ABC):
    """Hears one thing in a text. What a weight of 1 is worth is ``scale``."""

    orders: tuple[int, ...]
    bias: float
    scale: float

    @abstractmethod
    def weights_of(self, grams: tuple[str, ...]) -> Sequence[int]:
        """The weight of each n-gram; 0 where it says nothing."""

    def total(self, grams: tuple[str, ...]) -> int:
        """The sum of the weights."""
        return sum(self.weights_of(grams))

    def logit(self, text: str) -> float:
        """How much a text sounds like it: each n-gram once, shared by `norm`; 0 is the middle."""
        grams = read_grams(text, self.orders).distinct
        return self.told(norm(len(grams)), self.total(grams))

    def told(self, share: float, total: int) -> float:
        """The logit of n-grams with this sum of weights, each of which counts its `norm`."""
        return self.bias + self.scale * share * total

    def places(self, text: str, most: int) -> list[tuple[int, int, float]]:
        """The words without which the text would sound calmer, and by how much, loudest first."""
        grams = read_grams(text, self.orders)
        count = len(grams.distinct)
        weights = dict(zip(grams.distinct, self.weights_of(grams.distinct), strict=True))
        total, share = sum(weights.values()), self.scale * norm(count)
        found = []
        for run in islice(_loudest(grams, weights), _TRIED * most):
            gone = grams.around(run)
            left = total - sum(map(weights.__getitem__, gone))
            rest = self.scale * norm(count - len(gone)) * left
            if share * total > rest:
                found.append((*grams.span(run), share * total - rest))
        return sorted(found, key=lambda one: (-one[2], one[0]))[:most]


def _loudest(grams: Grams, weights: Mapping[str, int]) -> Iterator[Run]:
    """The runs that raise the sound, the loudest first, of equals those that stand before."""
    raising = sorted((-weight, gram) for gram, weight in weights.items() if weight > 0)
    for _, equals in groupby(raising, key=itemgetter(0)):
        yield from sorted(run for _, gram in equals if (run := grams.run(gram)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(Ear):
    """An ear with weights of its own, as it is trained."""

    weights: dict[str, int] = field(repr=False)

    def weights_of(self, grams: tuple[str, ...]) -> Sequence[int]:
        """Look each up."""
        return list(map(self.weights.get, grams, repeat(0)))


def norm(count: int) -> float:
    """What each of so many n-grams counts: little in a long mail, and not much in a short one."""
    return 1 / math.sqrt(_FEW + count)
