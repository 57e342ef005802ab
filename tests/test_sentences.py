"""Sentences end where people end them, and folded lines are one."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest

from helper.rulebook import Rulebook
from helper.sentences import sentences, unwrapped


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "hey! got it. sending the rest tonight. btw we shut at 5 p.m. on thursdays",
            ["hey!", "got it.", "sending the rest tonight.", "btw we shut at 5 p.m. on thursdays"],
        ),
        ("Hi Ann, approx. five are left.", ["Hi Ann, approx. five are left."]),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("I met Mr. Smith at 10 a.m. on Monday.", ["I met Mr. Smith at 10 a.m. on Monday."]),
        ("It costs 3.50 per day.", ["It costs 3.50 per day."]),
        ("See www.example.com for more.", ["See www.example.com for more."]),
        ("Hello\n\nWorld", ["Hello", "World"]),
        ("- one\n- two", ["- one", "- two"]),
        ("Really?! Yes...", ["Really?!", "Yes..."]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("还没有收到。请回复！", ["还没有收到。", "请回复！"]),
        ("まだ届きません。どうなっていますか？", ["まだ届きません。", "どうなっていますか？"]),
        (
            "This is quite a long line that a plain text client has folded\nit in the middle.",
            ["This is quite a long line that a plain text client has folded\nit in the middle."],
        ),
        (
            "ok so i checked, the blue one is out of stock and\nill put one aside for you",
            ["ok so i checked, the blue one is out of stock and", "ill put one aside for you"],
        ),
        (
            "姐 机票我看了，五一那几天确实贵，比上周涨了四百多\n航空公司那边改签要收手续费",
            ["姐 机票我看了，五一那几天确实贵，比上周涨了四百多", "航空公司那边改签要收手续费"],
        ),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_people_end_them(book: Rulebook, text: str, parts: list[str]) -> None:
    """Abbreviations, numbers, addresses and folded lines end nothing; blank lines do."""
    assert [text[start:end] for start, end in sentences(text, book.languages)] == parts


def test_sentences_cover_all_words(book: Rulebook) -> None:
    """No word falls between two sentences, and no two overlap."""
    text = "One two.\nThree, four!\n\n  Five? six\n> seven. 8. nine"
    ranges = sentences(text, book.languages)
    assert all(a[1] <= b[0] for a, b in pairwise(ranges))
    assert " ".join("".join(text[a:b].split()) for a, b in ranges).replace(" ", "") == "".join(
        text.split()
    )


def test_a_line_with_room_was_ended_by_its_writer(book: Rulebook) -> None:
    """A client folds where the next word does not fit; the longest line tells its width."""
    lines = [
        "This line has fifty letters and more, so it is long,",
        "on to the next one",
        "But the page is wider, as this line says that is longer by far.",
    ]
    text = "\n".join(lines)
    assert [text[start:end] for start, end in sentences(text, book.languages)] == lines


def test_only_folded_lines_are_unwrapped() -> None:
    """A line that ends early ends there; offsets stay as they were."""
    folded = (
        "We were charged twice for the whole month of March, and have been\nwaiting for two weeks"
    )
    assert unwrapped(folded) == folded.replace("\n", " ")
    assert unwrapped("Dear team,\nwe wait.\n") == "Dear team,\nwe wait.\n"


def test_a_long_folded_text_is_gone_through_once(book: Rulebook) -> None:
    """Four times as many folded lines take about four times as long, not sixteen times."""
    folded = (
        "The parcel has not come although the shop said that it would be\n"
        "delivered to the house on Monday and we have been waiting since\n"
    )

    def seconds(times: int) -> float:
        begun = process_time()
        sentences(f"The shop said so {times}.\n{folded * times}", book.languages)
        return process_time() - begun

    assert min(seconds(1601), seconds(1602)) < 9 * min(seconds(401), seconds(402))
