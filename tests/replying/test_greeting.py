"""By which name a reply greets: any part of theirs is right, another name never is."""

from __future__ import annotations

import pytest

from helper.contracts import Person
from helper.replying.checking.checklist import check
from helper.replying.understanding.facts import call_name
from helper.rulebook import Rulebook
from tests.replying.readings import a_reading


@pytest.mark.parametrize(
    ("full", "language", "called"),
    [
        ("Ana Souza", "en", "Ana"),
        ("Souza, Ana", "en", "Ana"),
        ("Dr. Meyer", "en", "Dr. Meyer"),
        ("Prof. Nadia K. Osman", "en", "Prof. Osman"),
        ("Dr. Ana Luz de Vega", "en", "Dr. Ana Luz de Vega"),
        ("  Jean-Luc  Petit ", "en", "Jean-Luc"),
        ("TOM FERRIS", "en", "Tom"),
        ("😀 Tom", "en", "Tom"),
        ("Tom Ferris (Acme Ltd)", "en", "Tom"),
        ("Tom Ferris | Acme", "en", "Tom"),
        ("mary", "en", "Mary"),
        ("Big Ron Okafor", "en", "Ron"),
        ("Chef Danny", "en", "Chef Danny"),
        ("Die Schmidts", "en", None),
        ("Familie Schmidt", "en", None),
        ("The Hendersons", "en", None),
        ("Dee Hendersons", "en", "Dee"),
        ("ana_1987", "en", None),
        ("yamada.k", "en", None),
        ("ana@example.com", "en", None),
        ("Acme Support", "en", None),
        ("", "en", None),
        (None, "en", None),
        ("王晓明（采购）", "zh", "王晓明"),
        ("wang xiaoming", "zh", "Wang Xiaoming"),
        ("匿名用户", "zh", None),
        ("匿名希望", "ja", None),
        ("田中 花子", "ja", "田中"),
        ("森 彩", "ja", "森"),
        ("田中（営業部）", "ja", "田中"),
        ("株式会社サンプル 田中", "ja", "田中"),
        ("営業部 田中 花子", "ja", "田中"),
        ("Hanako Tanaka", "ja", "Hanako Tanaka"),
        ("サンプル株式会社", "ja", None),
        ("堀", "ja", "堀"),
        ("さくら組 松尾", "ja", "松尾"),
        ("引越し予定 竹下", "ja", "竹下"),
        ("手作り工房 はな 安西", "ja", "安西"),
        ("三代目 まつだ豆腐店", "ja", None),
        ("ちゃとら母", "ja", None),
        ("土屋 太郎", "ja", "土屋"),
        ("宮部 喜美", "ja", "宮部"),
        ("PTA 岡", "ja", "岡"),
        ("北斗工業 購買部 三浦", "ja", "三浦"),
        ("購買 山田", "ja", "山田"),
        ("購入者さん", "ja", None),
        ("花嫁です", "ja", None),
        ("a", "ja", None),
        ("喫茶すみれ", "ja", None),
        ("奥 真理", "ja", "奥 真理"),
        ("yamada.k", "ja", None),
    ],
)
def test_who_to_greet(book: Rulebook, full: str | None, language: str, called: str | None) -> None:
    """B63: as one calls them there; no firm beside the name, no handle and no role."""
    assert call_name(full, book.replying[language].calling) == called


@pytest.mark.parametrize(
    ("full", "greeting", "language", "rule"),
    [
        ("Tom Brooks", "Dear Mr Brooks,", "en", None),
        ("Tom Brooks", "Dear Tom Brooks,", "en", None),
        ("Tom Brooks", "Dear Mr Brook,", "en", "name.wrong"),
        ("Tom Brooks", "Dear Tomas,", "en", "name.wrong"),
        ("王晓明", "王先生您好：", "zh", None),
        ("王晓明", "尊敬的王先生：", "zh", None),
        ("王晓明", "王总，您好：", "zh", None),
        ("王晓明", "晓明您好：", "zh", None),
        ("王晓明", "您好，王老师：", "zh", None),
        ("王晓明", "李先生您好：", "zh", "name.wrong"),
        ("王晓明", "李先生，抱歉让您久等了。", "zh", "name.wrong"),
        ("王晓明", "王先生，抱歉让您久等了。", "zh", None),
        ("王晓明", "王总好，", "zh", None),
        ("王晓明", "李总好，", "zh", "name.wrong"),
        ("Helen Okafor", "Helen,", "en", None),
        ("Helen Okafor", "Hi there,", "en", "name.missing"),
        ("O'Brien, Siobhán", "Dear Ms O'Brien,", "en", None),
        ("O'Brien, Siobhán", "Dear Ms O’Brien,", "en", None),
        ("O'Brien, Siobhán", "Dear Ms O'Neill,", "en", "name.wrong"),
        ("van der Berg, Jan-Willem", "Dear Mr van der Berg,", "en", None),
        ("van der Berg, Jan-Willem", "Hi Jan,", "en", None),
        ("van der Berg, Jan-Willem", "Hi Johan,", "en", "name.wrong"),
        ("王曉明", "王先生您好：", "zh", None),
        ("欧阳娜娜", "欧阳女士您好：", "zh", None),
        ("欧阳娜娜", "娜娜您好：", "zh", None),
        ("欧阳娜娜", "欧女士您好：", "zh", "name.wrong"),
        ("歐陽娜娜", "歐小姐您好：", "zh", "name.wrong"),
        ("歐陽", "歐先生您好：", "zh", None),
        ("田中花子", "田中様", "ja", None),
        ("田中 花子", "花子さん", "ja", None),
        ("田中花子", "田仲様", "ja", "name.wrong"),
        ("田中花子", "お客様", "ja", "name.missing"),
    ],
)
def test_any_part_of_their_name_is_theirs(
    book: Rulebook, full: str, greeting: str, language: str, rule: str | None
) -> None:
    """B63: with a title or without, the family name as well as the given one."""
    mail = a_reading(level=0, language=language, facts={"name": full})
    seen = check(f"{greeting}\n\n", mail, book, language)
    names = [one.rule for one in seen.findings if one.rule.startswith("name.")]
    assert names == ([rule] if rule else [])
    assert seen.ticks.their_name is (rule is None)


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
@pytest.mark.parametrize("typed", ["", " ", "\n\n"])
def test_an_empty_reply_is_left_in_peace(book: Rulebook, typed: str, language: str) -> None:
    """Who has not begun to write has forgotten nobody's name; the tick still waits."""
    mail = a_reading(level=2, language=language, facts={"name": "王晓明"})
    seen = check(typed, mail, book, language)

    assert seen.findings == ()
    assert not seen.ticks.their_name


def test_the_name_of_the_sender_is_theirs_as_well(book: Rulebook) -> None:
    """B63: who signs as Tom and writes as T. Brooks may be called Mr Brooks."""
    sender = Person(name="Thomas Brooks", address="tom@example.com")
    mail = a_reading(level=0, facts={"name": "Tom"}, sender=sender)
    seen = check("Dear Mr Brooks,\n\n", mail, book, "en")
    assert seen.ticks.their_name
