"""What happened to the writer, told from our side in their own words, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helper.contracts import Claim, Evidence, Mail
from helper.reading.reader import read
from helper.replying.composing.cases import Known
from helper.replying.composing.variety import Lately, runs, tokens
from helper.replying.understanding.telling import told
from helper.replying.understanding.turning import turned
from helper.rulebook import Rulebook
from tests.bench.speed import processor_seconds
from tests.replying.readings import a_reading, drafts, the_times


@pytest.mark.parametrize(
    ("language", "mail", "said"),
    [
        (
            "en",
            "Hello. I was charged twice for May. Please look into it.",
            "you were charged twice for May",
        ),
        (
            "en",
            "Our website has been down since 7 this morning.",
            "your website has been down since 7 this morning",
        ),
        (
            "en",
            "Nobody has called me back in three weeks.",
            "nobody has called you back in three weeks",
        ),
        ("en", "You ignored me three times.", None),
        (
            "en",
            "The inverter you fitted in May is dead.",
            "the inverter we fitted in May is dead",
        ),
        ("en", "You put our fee up by 60 % twice.", None),
        (
            "en",
            "I switched it off and on, it came back for ten minutes.",
            "you switched it off and on, and it came back for ten minutes",
        ),
        (
            "en",
            "@shop Was told it ships on Monday #fail https://x.io/a",
            "you were told it ships on Monday",
        ),
        ("en", "I can’t log in and I’m locked out.", "you can't log in and you're locked out"),
        ("en", "Pretty much you blew off every complaint twice.", None),
        ("en", "We rang on the 5th, never again. Nobody did.", "you rang on the 5th, never again"),
        (
            "en",
            "Been 3 weeks since I filed a claim for my broken case and not one email back.",
            None,  # it runs on
        ),
        (
            "en",
            "Keep getting error 4012 again and again.",
            None,
        ),
        (
            "en",
            "Third time this week your app logs me out.",
            "it's the third time this week our app logs you out",
        ),
        ("en", "I will sue if it is late again.", None),
        ("en", "This stupid thing broke twice.", None),
        ("en", "We are planning a party.", None),
        ("ja", "画面が何度もエラーになりました。", "画面が何度もエラーになった"),
        ("ja", "3月に注文しましたが、まだ届いておりません。", "まだ届いていない"),
        ("ja", "一か月、返事をいただいておりません。", "返事がない"),
        ("ja", "御社は三度も約束を破りました。", None),
        ("ja", "何度も電話しました。お金が惜しいのではありません。", None),
        ("ja", "漏れてはおりません。", None),
        ("ja", "その間に他店の在庫もなくなりました。", None),
        ("ja", "二度送り、もう話すことはありません。", None),
    ],
)
def test_a_clause_is_told_or_left_alone(
    book: Rulebook, language: str, mail: str, said: str | None
) -> None:
    """B17, C9: nothing about us, no insult, threat or greeting; nothing is guessed."""
    reading = a_reading(mail, 2, language=language)
    found = told(reading, book.replying[language])
    assert (found and found.said[0]) == said


def test_what_is_asked_is_not_told(book: Rulebook) -> None:
    """An ask is answered elsewhere; telling it as well would say it twice."""
    mail = "I still need the March invoice again."
    assert told(a_reading(mail, 2), book.replying["en"])
    assert not told(a_reading(mail, 2, asks=[mail]), book.replying["en"])


def test_who_does_it_decides_the_word(book: Rulebook) -> None:
    """B25: you who did something are we, you to whom something was done are us."""
    rules = book.replying["en"]
    for theirs, ours in (
        ("which data you hold on me", "which data we hold on you"),
        ("I sent you the form before you moved", "you sent us the form before we moved"),
        ("you're booked and I let you know", "we're booked and you let us know"),
    ):
        assert turned(theirs, rules) == ours


def test_two_clauses_are_told_in_their_order(book: Rulebook) -> None:
    """B17: two brief clauses of two sentences, not two that make an endless one."""
    rules = book.replying["en"]
    mail = "I've rung the depot nine times. Fine weather here. Your crew was booked for 8."
    found = told(a_reading(mail, 3), rules)
    assert found
    assert set(found.said) == {"you've rung the depot nine times", "our crew was booked for 8"}
    long = "The lift was out and nobody came and it smoked. We waited three days and it rained."
    found = told(a_reading(long, 3), rules)
    assert found
    assert len(found.said) == 1


def test_turning_goes_both_ways(book: Rulebook) -> None:
    """What is mine there is yours here, longest words first."""
    assert turned("I am here and my order isn't", book.replying["en"]) == (
        "you are here and your order isn't"
    )


def test_runs_count_words_and_characters() -> None:
    """Six words are a run; Han and kana count one by one."""
    assert tokens("It's 抱歉, OK") == ["it's", "抱", "歉", "ok"]
    assert len(runs(tokens("a b c d e f g"), 6)) == 2
    assert not runs(tokens("a b c"), 6)


def test_the_same_mail_is_compared_with_the_same_drafts() -> None:
    """A mail opened again gets the same words, whatever was written in between."""
    lately = Lately()
    lately.note("one", frozenset({("a",)}))
    assert lately.before("two") == {("a",)}
    lately.note("two", frozenset({("b",)}))
    lately.note("one", frozenset({("c",)}))
    assert lately.before("one") == frozenset()
    assert lately.before("two") == {("a",)}
    assert lately.before("three") == {("a",), ("b",)}


def test_the_oldest_drafts_are_forgotten() -> None:
    """Sixty drafts are remembered: memory stays small, and nothing is said never again."""
    lately = Lately()
    for number in range(70):
        lately.note(str(number), frozenset({(str(number),)}))
    assert len(lately.before("new")) == 60
    assert ("0",) not in lately.before("new")


def test_a_promise_nobody_noted_is_not_granted(book: Rulebook) -> None:
    """B11, B28: said from our side, "we promised you 500 euros" would be a promise of money."""
    text = "You promised me 500 euros by Friday. Where is it?"
    claim = Claim(start=0, end=35, text=text[:35])
    unproven, noted = (
        a_reading(text, hurts=("broken_promise",), claims=(one,))
        for one in (claim, replace(claim, promise=7, sentence="I'll send you 500 euros by Friday."))
    )
    rules = book.replying["en"]

    assert told(unproven, rules) is None
    known = told(noted, rules)
    assert known is not None
    assert known.said[0] == "we promised you 500 euros by Friday"


@pytest.mark.parametrize(
    "text",
    [
        "My kettle is broken" + ", 😀" * 400,
        "My kettle is broken" + ", " * 3000,
        "My kettle is broken" + ", 5" * 3000,
        "My kettle is broken" + ", again" * 3000,
        "My kettle is broken and nobody called us back, so\nwe wait for the parcel. " * 550,
        "My kettle is broken " + "@a " * 13_000,
        "My kettle is broken\n" + "\n@a" * 13_000,
        "My kettle is broken " + "https://" * 40 + " again",
        "我的水壶坏了，" * 3000,
        "ポットが壊れました、" * 3000,
    ],
    ids=("emoji", "commas", "numbers", "words", "prose", "handles", "lines", "links", "zh", "ja"),
)
def test_no_mail_hangs_a_draft(book: Rulebook, text: str) -> None:
    """Caps, not luck, as in reading: it takes a third of a second at most, and no deep calls."""
    reading = read(Mail(text=text), book)
    rules = book.replying[reading.language]
    times = the_times(book)
    took = (processor_seconds(lambda: drafts(reading, times, rules, Known())) for _ in range(2))
    assert min(took) < 0.6


def test_what_comes_twice_is_told_once(book: Rulebook) -> None:
    """A mail pasted twice is no second trouble."""
    found = told(a_reading("I was charged twice for May. " * 2), book.replying["en"])
    assert found
    assert found.said == ("you were charged twice for May",)


def test_a_long_mail_is_told_by_its_opening_and_its_evidence(book: Rulebook) -> None:
    """What comes late is read only where it made the level."""
    late = "I was charged twice for May."
    text = "All is well with the garden. " * 250 + late
    evidence = Evidence(start=text.index(late), end=len(text), text=late, rule="x", weight=1)
    assert told(a_reading(text), book.replying["en"]) is None
    found = told(a_reading(text, evidence=(evidence,)), book.replying["en"])
    assert found
    assert found.said[0] == "you were charged twice for May"
