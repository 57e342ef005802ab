"""The thing a mail is about, as a noun phrase that any sentence of ours can hold, or nothing."""

from __future__ import annotations

import pytest

from helper.replying.understanding.naming import named
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
        ("ja", "昨日の送り状番号が見当たりません。", "昨日の送り状番号"),
        ("ja", "自動ドアが時々止まります。", "自動ドア"),
        ("ja", "花壇の柵を頼みました。庭師さんは来ましたが、柵が二本足りません。", "花壇の柵"),
        ("ja", "展示会の椅子についてです。椅子の追加をお願いしたいです。", "椅子の追加"),
        ("zh", "您好，昨天修的热水器今天又不出热水了。", "热水器"),
        ("zh", "烘干机连着两天报错，说明书上也没写。", "烘干机"),
        ("zh", "我们用你们的选座系统半年了，今天名单全空了。", "选座系统"),
        ("zh", "你们的会议软件一共享屏幕就闪退。", "会议软件"),
    ],
)
def test_a_mail_is_about_a_thing(language: str, text: str, thing: str, book: Rulebook) -> None:
    """The noun phrase beside what went wrong or is asked for, whole."""
    assert topic(language, text, book) == thing


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "担当者がまだ来ません。"),
        ("ja", "三日も返事がありません。"),
        ("ja", "何度言ったらわかるんですか。"),
        ("ja", "いつもお世話になっております。"),
        ("zh", "师傅到现在还没来。"),
        ("zh", "打了三次电话都没人接。"),
    ],
)
def test_who_and_when_are_no_matter(language: str, text: str, book: Rulebook) -> None:
    """Persons, times and words for anything are not what a mail is about."""
    assert topic(language, text, book) is None


@pytest.mark.parametrize(
    ("language", "subject", "thing"),
    [
        ("ja", "棚板の寸法について", "棚板の寸法"),
        ("ja", "Re: 給湯器の件", "給湯器"),
        ("ja", "貴社の対応について", "弊社の対応"),
        ("ja", "まだですか", None),
        ("zh", "关于窗帘尺寸的问题", "窗帘尺寸"),
        ("zh", "怎么还没到", None),
    ],
)
def test_a_subject_names_it_best(
    language: str, subject: str, thing: str | None, book: Rulebook
) -> None:
    """Who writes a noun over a mail has said what it is about."""
    assert topic(language, "……", book, subject=subject) == thing
