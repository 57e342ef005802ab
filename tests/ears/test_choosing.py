"""Choices by traits: learned from what people chose, kept as a table one can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from helper.ears.choosing import Chosen, keep_table, learn, shares, table

FRUIT = [
    Chosen([("ripe", "red"), ("green", "hard")], [1.0, 0.0]),
    Chosen([("hard", "red"), ("ripe", "green")], [0.0, 1.0]),
    Chosen([("hard", "red"), ("hard", "green")], [0.0, 0.0]),
] * 8


def test_what_was_chosen_is_learned() -> None:
    """What fits weighs more than none, what never did less, and what tells nothing little."""
    weights = learn(FRUIT, least=1)
    assert weights["ripe"] > 0 > weights["hard"]
    assert abs(weights["red"]) < weights["ripe"]
    ripe, hard = shares([("ripe",), ("hard",)], weights)
    assert ripe > 0.5 > hard
    assert 0 < 1 - ripe - hard < 0.5


def test_none_may_be_meant() -> None:
    """Where no option has a known trait, each is as likely as none."""
    assert shares([("new",)], {}) == [0.5]
    assert shares([], {}) == []
    assert shares([("bad",)], {"bad": -800.0}) == pytest.approx([0.0])


def test_the_same_choices_give_the_same_table(tmp_path: Path) -> None:
    """A table is kept as it was learned, a trait a line."""
    files = [keep_table("fruit", "en", learn(FRUIT, least=1), tmp_path / folder) for folder in "ab"]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert len(files[0].read_text("utf-8").splitlines()) == len(learn(FRUIT, least=1)) + 2
    assert table("fruit", "en", tmp_path / "a") == learn(FRUIT, least=1)
    assert table("fruit", "xx", tmp_path / "a") == {}


def test_what_is_rare_is_not_learned() -> None:
    """A trait of one choice tells of that choice alone."""
    seldom = [*FRUIT, Chosen([("ripe", "striped")], [1.0])]
    assert "striped" not in learn(seldom, least=2)
