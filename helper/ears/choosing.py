"""Which of some options is meant, or whether none is: learned from choices that people made.

A log-linear model: each trait of an option has a weight, and the shares of all options and of
"none of them", whose weight is 0, follow from the sums. It is kept as a table one can read:
a trait and its weight a line. Plain Python and a fixed order: the same choices, the same table.
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import TypeAlias

from helper.ears.chorus import WEIGHTS
from helper.ears.steps import Weights

Traits: TypeAlias = Sequence[str]
"""What is to be said of an option, each in a few words."""

_ROUNDS = 12
_STEP = 0.08
_SEED = 1
_SLIGHT = 0.05
"""A trait that weighs less says nothing and is left out."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Some options, and how well each fits, 0..1; where none does, none is meant."""

    options: Sequence[Traits]
    fits: Sequence[float]


def shares(options: Sequence[Traits], weights: Mapping[str, float]) -> list[float]:
    """How likely each option is meant; what is missing to 1 is the share of none."""
    return _beside_none([weight(traits, weights) for traits in options])


def weight(traits: Traits, weights: Mapping[str, float]) -> float:
    """What some traits weigh together."""
    return sum(map(weights.get, traits, repeat(0.0)))


def likeliest(told: Sequence[float]) -> tuple[float, int]:
    """The largest of some shares and its place, the first of equals."""
    at = max(range(len(told)), key=told.__getitem__)
    return told[at], at


def _beside_none(sums: Sequence[float]) -> list[float]:
    return softmax([*sums, 0.0])[:-1]


def fitness(traits: Traits, weights: Mapping[str, float]) -> float:
    """How likely an option is to fit by itself, whatever stands beside it."""
    return share(weight(traits, weights))


def share(weight: float) -> float:
    """The same by what its traits weigh together."""
    return _beside_none([weight])[0]


def softmax(scores: Sequence[float]) -> list[float]:
    """Shares of one that grow with the scores."""
    most = max(scores)
    grown = [math.exp(score - most) for score in scores]
    total = sum(grown)
    return [one / total for one in grown]


def learn(choices: Sequence[Chosen], least: int, step: float = _STEP) -> dict[str, float]:
    """The weight of each trait that stands in so many choices.

    Steps down the slope of the share of what fits; the mean of the last rounds is kept. Shorter
    steps learn less of each choice by heart.
    """
    seen = Counter(
        trait for one in choices for trait in {trait for option in one.options for trait in option}
    )
    kept = sorted(trait for trait, count in seen.items() if count >= least)
    number = {trait: at for at, trait in enumerate(kept)}
    examples = [
        ([[number[trait] for trait in option if trait in number] for option in one.options], one)
        for one in choices
        if one.options
    ]
    weights = Weights(len(kept), step)
    chance = random.Random(_SEED)  # noqa: S311 -- an order to learn in, no secret
    for turn in range(_ROUNDS):
        chance.shuffle(examples)
        for options, choice in examples:
            found = _beside_none([sum([weights.now[at] for at in option]) for option in options])
            slopes = zip(options, _slopes(found, choice.fits), strict=True)
            weights.descend((at, slope) for option, slope in slopes for at in option)
        if turn >= _ROUNDS // 2:
            weights.remember()
    means = zip(kept, weights.learned(), strict=True)
    learned = {trait: round(mean, 2) for trait, mean in means}
    return {trait: weight for trait, weight in learned.items() if abs(weight) >= _SLIGHT}


def _slopes(found: Sequence[float], fits: Sequence[float]) -> list[float]:
    """How far the share of each option lies above what it should be, given what fits."""
    fitting = [share * fit for share, fit in zip(found, fits, strict=True)]
    whole = sum(fitting)
    if not whole:
        return list(found)
    return [share - one / whole for share, one in zip(found, fitting, strict=True)]


def keep_table(name: str, language: str, weights: Mapping[str, object], folder: Path) -> Path:
    """Write a table, a trait a line."""
    file = folder / name / f"{language}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    said = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
    file.write_text(said + "\n", encoding="utf-8")
    return file


@lru_cache
def table(name: str, language: str, folder: Path = WEIGHTS) -> Mapping[str, float]:
    """The weights of a table, equal ones once in the memory; none where there is no file."""
    file = folder / name / f"{language}.json"
    once = lru_cache(maxsize=None)(float)
    return json.loads(file.read_text("utf-8"), parse_float=once) if file.is_file() else {}
