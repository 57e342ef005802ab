"""Number words, weeks and months behind time phrases."""

from __future__ import annotations

from datetime import date

import pytest

from helper.remembering.dates.reckoning import (
    Length,
    add_months,
    last_of,
    look,
    number,
    shift,
    week_of,
)

HAN = {"一": 1, "二": 2, "三": 3, "十": 10, "百": 100, "半": 0.5}
ENGLISH = {"two": 2, "twenty": 20, "four": 4, "six": 6, "sixteen": 16, "a": 1, "a couple": 2}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("3", {}, 3),
        ("1.5", {}, 1.5),
        ("26th", {}, 26),
        ("twenty four", ENGLISH, 24),
        ("twenty-two", ENGLISH, 22),
        ("sixteen", ENGLISH, 16),
        ("a couple of", ENGLISH, 2),
        ("二十三", HAN, 23),
        ("十二", HAN, 12),
        ("一百", HAN, 100),
        ("半", HAN, 0.5),
    ],
)
def test_number_words_are_numbers(text: str, words: dict[str, float], expected: float) -> None:
    """Digits, English tens and ones, Han tens that multiply what stands before them."""
    assert number(text, words) == expected


def test_what_names_no_number_is_refused() -> None:
    """A word of no table is no silent zero."""
    with pytest.raises(ValueError, match="nobody"):
        number("nobody", ENGLISH)
    with pytest.raises(ValueError, match="someday"):
        look({"mon": 0}, "someday")


def test_the_longest_key_names_a_word() -> None:
    """Tuesday by "tue", and "the day after tomorrow" not by "the", whatever the spacing."""
    days = {"the": 0, "to": 0, "tomorrow": 1, "the day after tomorrow": 2}
    assert look(days, "The  day after\ntomorrow") == 2
    assert look(days, "tomorrow") == 1
    assert look({"mon": 0, "tue": 1}, "Tuesday") == 1


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 11, 30), 12, date(2027, 11, 30)),
    ],
)
def test_months_end_where_they_end(day: date, months: int, expected: date) -> None:
    """A day the month does not have is its last one; years turn in both directions."""
    assert add_months(day, months) == expected


def test_lengths_weeks_and_last_days() -> None:
    """A fortnight is two weeks; a week begins on Monday; a quarter ends with its third month."""
    wednesday = date(2026, 11, 18)
    assert shift(wednesday, Length(1, "fortnight")) == date(2026, 12, 2)
    assert shift(wednesday, Length(-2, "day")) == date(2026, 11, 16)
    assert week_of(wednesday, 1) == date(2026, 11, 23)
    assert last_of(date(2026, 10, 1), "quarter") == date(2026, 12, 31)
