"""How an ear is trained: from texts, each with a label, to a small model.

Plain Python and a fixed order, so the same texts give the same bytes. Labels are shares between
0 and 1: people differ, and a rater's "somewhat" is worth keeping.

Logistic regression on n-grams, each text's n-grams sharing a length of one; the mean of the last
rounds is kept.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from helper.ears.grams import Grams
from helper.ears.model import Model, norm
from helper.ears.steps import Weights

ORDERS = {"en": (1, 2), "zh": (1, 2, 3), "ja": (1, 2, 3)}
LEAST = {"en": 2, "zh": 2, "ja": 2}
"""In how many texts an n-gram must stand to be learned."""

_SEED = 1
_TOP = 127
"""The largest whole number a weight becomes."""

_LEAST_WEIGHT = 2
"""Smaller ones say nothing and are left out."""

_PIECE = 4
"""Letters of a piece of a word."""

Part: TypeAlias = tuple[int, float]
"""Something with a weight of its own, by its number, and what of it counts."""


@dataclass(frozen=True, slots=True)
class Row:
    """One text to learn from."""

    text: str
    share: float
    weight: float


@dataclass(frozen=True, slots=True)
class Pace:
    """How one learns: so often through all rows, and so far at a step."""

    rounds: int = 6
    step: float = 0.2
    rare_first: bool = False
    """Whether what stands in few rows moves further: in short texts it says more."""
    spelling: float = 0.0
    """How much a word is heard by the pieces of its spelling besides: what is learned of one word
    is told of those spelled alike, which may be too rare to be learned themselves."""
    blames_rare: bool = False
    """Whether what is too rare to be kept is learned too, and then forgotten: it takes the blame
    for what is odd in its text, which otherwise falls on the common words around it."""


def train(rows: Sequence[Row], orders: tuple[int, ...], least: int, pace: Pace = Pace()) -> Model:
    """The model that tells the rows' shares best."""
    texts = [Grams(row.text, orders).distinct for row in rows]
    seen = Counter(gram for grams in texts for gram in grams)
    counts = seen + Counter(_pieces_in(texts)) if pace.spelling else seen
    kept = sorted(part for part, count in counts.items() if pace.blames_rare or count >= least)
    number = {part: at for at, part in enumerate(kept)}
    worth = {gram: math.log(len(rows) / seen[gram]) if pace.rare_first else 1.0 for gram in seen}
    made = {gram: list(_made_of(gram, number, worth[gram], pace.spelling)) for gram in seen}
    examples = [
        _Example([part for gram in grams for part in made[gram]], norm(len(grams)), row)
        for grams, row in zip(texts, rows, strict=True)
    ]
    learned, bias = _descend(examples, len(kept), pace)
    known = sorted(gram for gram in seen if pace.spelling or seen[gram] >= least)
    weights = {gram: sum(learned[at] * share for at, share in made[gram]) for gram in known}
    return rounded(weights, bias, orders)


def _pieces_in(texts: Sequence[Sequence[str]]) -> Iterator[str]:
    return (piece for grams in texts for gram in grams for piece in pieces(gram))


def _made_of(gram: str, number: Mapping[str, int], worth: float, spelling: float) -> Iterator[Part]:
    """Itself, if it is known, and the pieces of its spelling, which share what they count."""
    if gram in number:
        yield number[gram], worth
    known = [number[piece] for piece in pieces(gram) if piece in number] if spelling else []
    for at in known:
        yield at, spelling / math.sqrt(len(known))


def pieces(gram: str) -> list[str]:
    """A word's runs of four letters, its ends marked: what it shares with words spelled alike."""
    if len(gram) < _PIECE or not gram.replace("'", "").isalpha():
        return []
    word = f"^{gram}$"
    found = (f"#{word[at : at + _PIECE]}" for at in range(len(word) - _PIECE + 1))
    return list(dict.fromkeys(found))


class _Example:
    __slots__ = ("norm", "parts", "share", "weight")

    def __init__(self, parts: list[Part], norm: float, row: Row) -> None:
        self.parts, self.norm = parts, norm
        self.share, self.weight = row.share, row.weight


def _descend(examples: list[_Example], size: int, pace: Pace) -> tuple[list[float], float]:
    """Weights and bias."""
    weights = Weights(size + 1, pace.step)
    bias = size
    chance = random.Random(_SEED)  # noqa: S311 -- an order to learn in, no secret
    for turn in range(pace.rounds):
        order = list(range(len(examples)))
        chance.shuffle(order)
        for at in order:
            one = examples[at]
            now = weights.now
            logit = now[bias] + one.norm * sum([now[part] * worth for part, worth in one.parts])
            error = one.weight * (1 / (1 + math.exp(-logit)) - one.share)
            slope = error * one.norm
            weights.descend([(bias, error), *[(part, slope * worth) for part, worth in one.parts]])
        if turn >= pace.rounds // 2:
            weights.remember()
    *learned, middle = weights.learned()
    return learned, middle


def rounded(
    weights: dict[str, float],
    bias: float,
    orders: tuple[int, ...],
    least: int = _LEAST_WEIGHT,
) -> Model:
    """Weights as whole numbers up to 127; those below ``least`` are left out."""
    top = max((abs(weight) for weight in weights.values()), default=1.0) or 1.0
    scale = float(f"{top / _TOP:.6g}")
    whole = {gram: round(weight / scale) for gram, weight in weights.items()}
    return Model(
        orders=orders,
        bias=round(bias, 4),
        scale=scale,
        weights={gram: weight for gram, weight in whole.items() if abs(weight) >= least},
    )


def centred(model: Model, mails: Sequence[Row]) -> Model:
    """The model with its middle moved: over the own mails it says 0 in the mean."""
    heard = [model.logit(row.text) for row in mails]
    middle = sum(heard) / max(len(heard), 1)
    return replace(model, bias=round(model.bias - middle, 4))
