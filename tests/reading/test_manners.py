"""The ear for cold sentences in a reply."""

from __future__ import annotations

import pytest

from helper.ears.chorus import chorus
from helper.reading.manners import COLD, FOLDER, heard, is_kind
from helper.rulebook import Rulebook

LANGUAGES = ("en", "zh", "ja")


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
    assert heard(cold, language)
    assert not heard(warm, language)
    assert is_kind(warm, language)
    assert not is_kind(cold, language)


@pytest.mark.parametrize(
    ("sentence", "language", "rule"),
    [
        ("You never told us that you had moved.", "en", "blame.customer"),
        ("My colleague was on holiday, so nothing happened.", "en", "tone.excuse"),
        ("You have to restart it yourself.", "en", "tone.order"),
        ("是您自己没有检查。", "zh", "blame.customer"),
        ("最近人手不够，大家都忙。", "zh", "tone.excuse"),
        ("お客様のほうで確認されなかったのが原因です。", "ja", "blame.customer"),
        ("担当が休んでおりまして、遅くなりました。", "ja", "tone.excuse"),
    ],
)
def test_a_cold_sentence_is_heard_as_a_rule(sentence: str, language: str, rule: str) -> None:
    """What would be better depends on what is wrong: the ear says which rule it sounds like."""
    assert heard(sentence, language) == rule


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_a_rule(language: str, book: Rulebook) -> None:
    """What the ear may answer has a message."""
    reasons = chorus(language, FOLDER).keys() - {COLD}
    assert len(reasons) >= 10
    rules = book.replying[language]
    assert reasons <= rules.notes.keys() | {rule.id for rule in rules.lint}


def test_a_language_without_a_model_hears_nothing() -> None:
    """B12: what was not learned is not judged."""
    assert not heard("Was haben Sie denn erwartet?", "de")
    assert not is_kind("Ich bringe Ihnen den Tisch am Samstag.", "de")
