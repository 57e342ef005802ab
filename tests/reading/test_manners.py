"""The ear for cold sentences in a reply."""

from __future__ import annotations

import pytest

from helper.reading.manners import is_cold


@pytest.mark.parametrize(
    ("cold", "warm", "language"),
    [
        (
            "What did you expect, the shop was busy.",
            "I'll bring the table to your door on Saturday.",
            "en",
        ),
        ("哪家店没出过差错呢。", "周六上午我把桌子送到您家门口。", "zh"),
        ("どの店でも間違いはあるものです。", "土曜の朝、机をお宅までお持ちします。", "ja"),
    ],
)
def test_cold_and_warm(cold: str, warm: str, language: str) -> None:
    """Words no rule has, and plain kind ones, are told apart."""
    assert is_cold(cold, language)
    assert not is_cold(warm, language)


def test_a_language_without_a_model_hears_nothing() -> None:
    """B12: what was not learned is not judged."""
    assert not is_cold("Was haben Sie denn erwartet?", "de")
