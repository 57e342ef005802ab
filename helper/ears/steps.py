"""How weights are learned, whatever they are of: one small step against each error.

AdaGrad (Duchi 2011) from a slow start, so that what is rare stays small; the mean of some rounds
is kept, which is steadier than the last.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

_INERTIA = 1.0
"""What slows the first steps."""


class Weights:
    """The weights of so many things, each known by its number, while they are learned."""

    def __init__(self, count: int, step: float) -> None:
        self.now = [0.0] * count
        self._speeds = [_INERTIA] * count
        self._sums = [0.0] * count
        self._rounds = 0
        self._step = step

    def descend(self, slopes: Iterable[tuple[int, float]]) -> None:
        """Take one step down each slope; the more a weight moved already, the smaller."""
        now, speeds, step = self.now, self._speeds, self._step
        for at, slope in slopes:
            speeds[at] += slope * slope
            now[at] -= step * slope / math.sqrt(speeds[at])

    def remember(self) -> None:
        """Add this round to the mean."""
        self._sums = [a + b for a, b in zip(self._sums, self.now, strict=True)]
        self._rounds += 1

    def learned(self) -> list[float]:
        """The mean of the rounds remembered."""
        return [total / self._rounds for total in self._sums]
