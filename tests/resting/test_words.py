"""The rule file of the room: every template is checked when it is loaded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from helper.contracts import Hours
from helper.paths import shipped_rules
from helper.rulebook.files import RuleError, load
from helper.rulebook.resting import RestingRules
from tests.promising import resting_rules

SHIPPED = shipped_rules() / "en" / "resting.yaml"


def load_with(own: str, folder: Path) -> RestingRules:
    """The shipped words with a user's own file over them."""
    mine = folder / "resting.yaml"
    mine.write_text(own, encoding="utf-8")
    return load(RestingRules, [SHIPPED, mine])


@pytest.mark.parametrize(
    ("own", "complaint"),
    [
        ('all_clear: {before: "Until {when}."}', "all_clear.before: unknown blank {when}"),
        ('labels: {clock: "{hour:02d}"}', "labels.clock: unknown blank {hour}"),
        ('labels: {clock: "{hour.real}"}', "labels.clock: unknown blank {hour.real}"),
        ('labels: {clock: "{}"}', "labels.clock: unknown blank {}"),
        ('digest: {sentence: "{text"}', "digest.sentence"),
        ("labels: {weekdays: [M, T]}", "labels.weekdays"),
        ("notices: {botuns: 1}", "notices.botuns"),
    ],
)
def test_a_wrong_template_is_refused_with_its_place(
    own: str, complaint: str, tmp_path: Path
) -> None:
    """File, line, column and what can be used there: not an error at ten past nine."""
    with pytest.raises(RuleError, match=r"resting\.yaml:\d+:\d+: ") as refused:
        load_with(own, tmp_path)

    assert complaint in str(refused.value)


def test_a_word_of_ones_own_is_enough(tmp_path: Path) -> None:
    """A user's file holds only what differs."""
    rules = load_with('all_clear: {nothing: "Go home."}', tmp_path)

    assert rules.all_clear.nothing == "Go home."
    assert rules.all_clear.before == resting_rules().all_clear.before


@pytest.mark.parametrize(
    ("hours", "hour", "said"),
    [
        ("24", 8, "08:05"),
        ("24", 20, "20:05"),
        ("12", 0, "12:05\u00a0AM"),
        ("12", 8, "8:05\u00a0AM"),
        ("12", 12, "12:05\u00a0PM"),
        ("12", 20, "8:05\u00a0PM"),
    ],
)
def test_a_clock_is_read_as_on_the_wall(hours: Hours, hour: int, said: str) -> None:
    """Midnight and noon are twelve where there are but twelve; no line ends before the half."""
    moment = datetime(2026, 11, 18, hour, 5, tzinfo=UTC)

    assert resting_rules().on_clock(hours).labels.moment(moment, moment, ZoneInfo("UTC")) == said


def test_the_words_are_calm() -> None:
    """B24, B80: no countdown, no reproach, no exclamation mark, nothing called overdue."""
    said, _, _ = SHIPPED.read_text(encoding="utf-8").partition("\nthemes:")  # patterns hear more
    text = said.casefold()

    for word in ("overdue", "late!", "hurry", "streak", "score", "failed", "!", "left"):
        assert word not in text


def test_a_past_day_is_told_from_a_coming_one() -> None:
    """Read on a Wednesday, "was promised Thu" would be tomorrow."""
    labels, zone = resting_rules().labels, ZoneInfo("UTC")
    now = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)  # a Wednesday
    said = {days: labels.moment(now + timedelta(days=days), now, zone) for days in (-6, -1, 1, 6)}
    assert said == {-6: "Thu 19 Nov 15:00", -1: "Tue 15:00", 1: "Thu 15:00", 6: "Tue 15:00"}
