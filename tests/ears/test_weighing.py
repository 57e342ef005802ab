from __future__ import annotations

import pytest

from helper.ears.weighing import Example, chances, learn

WARM = [Example({"any": 1.0, "sun": strength}, "warm") for strength in (1.0, 2.0, 0.8)]
COLD = [Example({"any": 1.0, "sun": -strength}, "cold") for strength in (1.0, 2.0, 0.8)]


def test_what_was_learned_is_told_again() -> None:
    """A sign speaks for the classes it stood beside, the stronger the surer."""
    scales = learn(WARM + COLD)
    assert chances({"any": 1.0, "sun": 1.5}, scales)["warm"] > 0.5
    assert chances({"any": 1.0, "sun": -1.5}, scales)["cold"] > 0.5
    faint, clear = (chances({"sun": strength}, scales)["warm"] for strength in (0.1, 2.0))
    assert faint < clear


def test_chances_are_shares_of_one() -> None:
    """Whatever the signs are, also where none is known."""
    scales = learn(WARM + COLD)
    for signs in ({}, {"sun": 9.0}, {"moon": 1.0}):
        assert sum(chances(signs, scales).values()) == pytest.approx(1)
    assert set(chances({}, scales)) == {"warm", "cold"}


def test_the_same_examples_give_the_same_scales() -> None:
    """The order to learn in is drawn from a fixed seed."""
    assert learn(WARM + COLD) == learn(WARM + COLD)


def test_an_example_that_counts_more_is_believed_more() -> None:
    """Of two people who disagree the heavier wins."""
    light, heavy = Example({"any": 1.0}, "cold", 0.2), Example({"any": 1.0}, "warm", 2.0)
    told = chances({"any": 1.0}, learn([light, heavy] * 5))
    assert told["warm"] > told["cold"]
