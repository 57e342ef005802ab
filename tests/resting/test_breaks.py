"""A break is offered after a run of hot mails or a long stretch, and never during a rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from helper.contracts import Stretch
from helper.resting.breaks import offer
from tests.promising import resting_rules, rhythm_rules

START = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
RULES = rhythm_rules().pause


def day_of(*parts: tuple[int, int, int, str]) -> list[Stretch]:
    """Stretches as (minute it began, minute it ended, level, thread)."""
    return [
        Stretch(
            start=START + timedelta(minutes=begin),
            end=START + timedelta(minutes=end),
            thread=thread,
            kind="support",
            level=level,
        )
        for begin, end, level, thread in parts
    ]


HOT = day_of((0, 5, 3, "a"), (5, 9, 4, "b"), (9, 14, 3, "c"))


def at(minute: int, stretches: list[Stretch], language: str = "en") -> str | None:
    """Why a break is offered at a minute, if it is."""
    now = START + timedelta(minutes=minute)
    found = offer(stretches, now, RULES, resting_rules(language).pause)
    return found.reason if found else None


def test_three_hot_mails_in_a_row() -> None:
    """002:28: after the third hot mail, at once; the offer names the run it is about."""
    found = offer(HOT, START + timedelta(minutes=14), RULES, resting_rules().pause)

    assert found is not None
    assert (found.reason, found.since, found.minutes) == ("hot", START, 10)


@pytest.mark.parametrize(
    "stretches",
    [
        HOT[:2],
        [*HOT[:2], *day_of((9, 14, 1, "c"))],
        [*HOT, *day_of((14, 16, 0, "d"))],
        day_of((0, 5, 4, "a"), (5, 9, 4, "a"), (9, 14, 4, "a")),
        day_of((0, 30, 1, "a"), (30, 60, 2, "b")),
        [],
    ],
    ids=["two", "a calm third", "a calm one after", "one thread", "short and calm", "nothing"],
)
def test_no_offer_without_a_reason(stretches: list[Stretch]) -> None:
    """Two hot mails, one hot thread read three times or an hour of calm mail are a normal day."""
    end = max((one.end for one in stretches), default=START)
    minutes = int((end - START).total_seconds() // 60)

    assert at(minutes, stretches) is None


def test_a_long_stretch_without_a_rest() -> None:
    """After ninety minutes, counted from the last rest of ten minutes."""
    calm = day_of(*((number * 15, number * 15 + 10, 0, str(number)) for number in range(7)))

    assert at(85, calm[:6]) is None
    assert at(100, calm) == "long"


def test_a_rest_ends_the_run() -> None:
    """Ten minutes away, and nothing is offered, neither during them nor right after."""
    assert at(23, HOT) == "hot"
    assert at(24, HOT) is None
    assert at(60, [*HOT, *day_of((55, 60, 3, "d"))]) is None


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_it_is_an_offer(language: str) -> None:
    """B24: gentle words, no order, no number of mails or minutes held against anyone."""
    words = resting_rules(language).pause

    for line in (words.hot, words.long):
        assert line
        assert not any(sign.isdigit() for sign in line)
        assert "!" not in line
