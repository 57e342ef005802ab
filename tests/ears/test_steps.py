"""Weights are learned in small steps, and kept as a mean."""

from __future__ import annotations

import pytest

from helper.ears.steps import Weights


def test_the_more_a_weight_moved_the_smaller_its_steps() -> None:
    """The same slope again moves it less; what had no slope stays."""
    weights, before, moved = Weights(2, step=0.5), 0.0, []
    for _ in range(3):
        weights.descend([(1, 4.0)])
        moved.append(before - weights.now[1])
        before = weights.now[1]
    assert moved[0] > moved[1] > moved[2] > 0
    assert weights.now[0] == 0


def test_what_is_learned_is_the_mean_of_the_rounds_remembered() -> None:
    """Rounds before the first one remembered do not count."""
    weights, remembered = Weights(1, step=0.1), []
    for turn in range(4):
        weights.descend([(0, -1.0)])
        if turn >= 2:
            weights.remember()
            remembered += weights.now
    assert weights.learned() == [pytest.approx(sum(remembered) / 2)]
