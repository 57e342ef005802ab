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
from pathlib import Path
from typing import TypeAlias

from helper.ears.chorus import WEIGHTS

Traits: TypeAlias = Sequence[str]
"""What is to be said of an option, each in a few words."""

_ROUNDS = 12
_STEP = 0.08
_INERTIA = 1.0
_SEED = 1
_SLIGHT = 0.05
"""A trait that weighs less says nothing and is left out."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Some options, and how well each fits, 0..1; where none does, none is meant."""

    options: Sequence[Traits]
    fits: Sequence[float]


def shares(options: Sequence[Traits], weights: Mapping[str, float]) -> list[float]:
    """How likely each option is meant; what is missing to 1 is the share of none."""
    sums = [sum(weights.get(trait, 0.0) for trait in traits) for traits in options]
    return _shared(sums)


def _shared(sums: Sequence[float]) -> list[float]:
    top = max(0.0, *sums) if sums else 0.0
    powers = [math.exp(one - top) for one in sums]
    whole = sum(powers) + math.exp(-top)
    return [power / whole for power in powers]


def learn(choices: Sequence[Choice], least: int) -> dict[str, float]:
    """The weight of each trait that stands in so many choices.

    Steps down the slope of the share of what fits, by AdaGrad (Duchi 2011); the mean of the last
    rounds is kept.
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
    weights, speeds, total = [0.0] * len(kept), [_INERTIA] * len(kept), [0.0] * len(kept)
    chance = random.Random(_SEED)  # noqa: S311 -- an order to learn in, no secret
    for turn in range(_ROUNDS):
        chance.shuffle(examples)
        for options, choice in examples:
            found = _shared([sum([weights[at] for at in option]) for option in options])
            for option, slope in zip(options, _slopes(found, choice.fits), strict=True):
                for at in option:
                    speeds[at] += slope * slope
                    weights[at] -= _STEP * slope / math.sqrt(speeds[at])
        if turn >= _ROUNDS // 2:
            total = [a + b for a, b in zip(total, weights, strict=True)]
    rounds = _ROUNDS - _ROUNDS // 2
    learned = {trait: round(one / rounds, 2) for trait, one in zip(kept, total, strict=True)}
    return {trait: weight for trait, weight in learned.items() if abs(weight) >= _SLIGHT}


def _slopes(found: Sequence[float], fits: Sequence[float]) -> list[float]:
    """How far the share of each option lies above what it should be, given what fits."""
    fitting = [share * fit for share, fit in zip(found, fits, strict=True)]
    whole = sum(fitting)
    if not whole:
        return list(found)
    return [share - one / whole for share, one in zip(found, fitting, strict=True)]


def keep_table(name: str, language: str, weights: Mapping[str, float], folder: Path) -> Path:
    """Write a table, a trait a line."""
    file = folder / name / f"{language}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    said = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
    file.write_text(said + "\n", encoding="utf-8")
    return file


@lru_cache
def table(name: str, language: str, folder: Path = WEIGHTS) -> Mapping[str, float]:
    """The weights of a table; none where there is no file."""
    file = folder / name / f"{language}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
