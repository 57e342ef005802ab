"""What happened to the writer, told from our side in their own words, or not at all."""

from __future__ import annotations

import pytest

from helper.replying.telling import told, turned
from helper.replying.variety import Lately, runs, tokens
from helper.rulebook import Rulebook
from tests.replying.readings import a_reading


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
        ("en", "I will sue if it is late again.", None),
        ("en", "This stupid thing broke twice.", None),
        ("en", "We are planning a party.", None),
        ("zh", "你好。我们打了三天热线，每次都被挂断。", "您打了三天热线，每次都被挂断"),
        (
            "zh",
            "这是我第三次为三月的发票写信。上个月的那一笔费用被扣了两次，我已经等了两个\n星期。",
            "上个月的那一笔费用被扣了两次，您已经等了两个星期",
        ),
        ("zh", "你们拖了三个星期。", None),
        ("zh", "希望三天内有答复。", None),
        ("ja", "画面が何度もエラーになりました。", "画面が何度もエラーになった"),
        ("ja", "3月に注文しましたが、まだ届いておりません。", "まだ届いていない"),
        ("ja", "一か月、返事をいただいておりません。", "返事がない"),
        ("ja", "御社は三度も約束を破りました。", None),
    ],
)
def test_a_clause_is_told_or_left_alone(
    book: Rulebook, language: str, mail: str, said: str | None
) -> None:
    """B17, C9: nothing about us, no insult, threat or greeting; nothing is guessed."""
    reading = a_reading(mail, 2, language=language)
    assert told(reading, book.replying[language]) == said


def test_what_is_asked_is_not_told(book: Rulebook) -> None:
    """An ask is answered elsewhere; telling it as well would say it twice."""
    mail = "I still need the March invoice again."
    assert told(a_reading(mail, 2), book.replying["en"])
    assert told(a_reading(mail, 2, asks=[mail]), book.replying["en"]) is None


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
