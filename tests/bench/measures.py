"""Rank measures and their uncertainty, in plain Python."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

Measure = Callable[[Sequence[float], Sequence[float]], float]
_DRAWS = 200


def ranks(values: Sequence[float]) -> list[float]:
    """Places from 1 on; equal values share the mean of theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end < len(order) and values[order[end]] == values[order[at]]:
            end += 1
        for place in order[at:end]:
            found[place] = (at + end + 1) / 2
        at = end
    return found


def spearman(scores: Sequence[float], labels: Sequence[float]) -> float:
    """Correlation of the ranks."""
    return _pearson(ranks(scores), ranks(labels))


def auc(scores: Sequence[float], labels: Sequence[float]) -> float:
    """The chance that one labelled 1 scores above one labelled 0."""
    ranked = ranks(scores)
    ones = sum(1 for label in labels if label)
    above = sum(rank for rank, label in zip(ranked, labels, strict=True) if label)
    others = len(labels) - ones
    return (above - ones * (ones + 1) / 2) / (ones * others) if ones and others else 0.5


def calibration_error(scores: Sequence[float], labels: Sequence[float], bins: int = 10) -> float:
    """How far chances are from shares, in the mean over equally wide bins (ECE)."""
    groups: dict[int, list[tuple[float, float]]] = {}
    for score, label in zip(scores, labels, strict=True):
        groups.setdefault(min(int(score * bins), bins - 1), []).append((score, label))
    gaps = (abs(sum(score - label for score, label in group)) for group in groups.values())
    return sum(gaps) / len(scores)


def interval(
    measure: Measure, scores: Sequence[float], labels: Sequence[float]
) -> tuple[float, float]:
    """Where 95 of 100 bootstrap samples lie; the same at every run."""
    chance = random.Random(7)
    rows = range(len(labels))
    found = []
    for _ in range(_DRAWS):
        drawn = chance.choices(rows, k=len(labels))
        found.append(measure([scores[at] for at in drawn], [labels[at] for at in drawn]))
    found.sort()
    return found[int(_DRAWS * 0.025)], found[int(_DRAWS * 0.975) - 1]


def _pearson(a: Sequence[float], b: Sequence[float]) -> float:
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    both = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    size = sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)
    return both / size**0.5 if size else 0.0
