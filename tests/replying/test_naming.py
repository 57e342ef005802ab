"""The thing a mail is about, as a noun phrase that any sentence of ours can hold, or nothing."""

from __future__ import annotations

import pytest

from helper.replying.naming import named
from helper.rulebook import Rulebook
from tests.replying.readings import a_reading


def topic(language: str, text: str, book: Rulebook, **known: object) -> str | None:
    """What a mail is about, of which nothing else is known."""
    reading = a_reading(text, language=language, facts={"object": None}, **known)
    return named(reading, book.replying[language])


@pytest.mark.parametrize(
    ("language", "text", "thing"),
    [
        ("ja", "お借りしている台車の左の車輪が外れそうです。", "台車の左の車輪"),
        ("ja", "先週使わせていただいた会議室の保証金ですが、いつ戻りますか。", "会議室の保証金"),
        ("ja", "昨日の送り状番号が見当たりません。", "送り状番号"),
        ("ja", "結局切手が足りませんでした。", "切手"),
        ("ja", "自動ドアが時々止まります。", "自動ドア"),
    ],
)
def test_a_mail_is_about_a_thing(language: str, text: str, thing: str, book: Rulebook) -> None:
    """The noun phrase beside what went wrong, whole, and without the time before it."""
    assert topic(language, text, book) == thing


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "担当者がまだ来ません。"),
        ("ja", "三日も返事がありません。"),
        ("ja", "「納期が遅れます」と言われました。"),
        ("ja", "何度言ったらわかるんですか。"),
    ],
)
def test_who_and_when_are_no_matter(language: str, text: str, book: Rulebook) -> None:
    """Persons, times, words of others and words for anything are not what a mail is about."""
    assert topic(language, text, book) is None


@pytest.mark.parametrize(
    ("language", "subject", "thing"),
    [
        ("ja", "棚板の寸法について", "棚板の寸法"),
        ("ja", "Re: 給湯器の件", "給湯器"),
        ("ja", "まだですか", None),
    ],
)
def test_a_subject_names_it_best(
    language: str, subject: str, thing: str | None, book: Rulebook
) -> None:
    """Who writes a noun over a mail has said what it is about."""
    assert topic(language, "……", book, subject=subject) == thing
