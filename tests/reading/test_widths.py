from __future__ import annotations

import pytest

from helper.contracts import Mail
from helper.reading.reader import read
from helper.reading.widths import usual
from helper.rulebook import Rulebook
from tests.reading.labelled import reading


@pytest.mark.parametrize(
    ("written", "text", "places"),
    [
        ("ﾊﾟｽﾜｰﾄﾞ", "パスワード", [0, 2, 3, 4, 5, 7]),
        ("｢ｳﾞ｣｡", "「ヴ」。", [0, 1, 3, 4, 5]),
        ("ＡＢ－１", "AB-1", [0, 1, 2, 3, 4]),
        ("ｱﾞ", "ア\u3099", [0, 1, 2]),
        ("料金、！", "料金、！", [0, 1, 2, 3, 4]),
        ("l\u200ba\xadte\u202c", "late", [0, 2, 4, 5, 7]),
        ("\U0001d424\U000e0041!", "k!", [0, 2, 3]),
        ("オ ニモツ ガ マダ ﾃﾞｽ", "お にもつ が まだ です", [*range(11), 11, 13, 14]),
        ("カード ト レシート を", "カード ト レシート を", list(range(13))),
    ],
)
def test_letters_of_unusual_width_are_read_as_usual_ones(
    written: str, text: str, places: list[int]
) -> None:
    """B12: kana and voicing at half width are one letter; marks at full width stay."""
    found = usual(written)
    assert (found.text, list(found.places)) == (text, places)


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ("ﾒｰﾙを5回送りましたがﾛｸﾞｲﾝできません｡ﾊﾟｽﾜｰﾄﾞをﾘｾｯﾄしてください｡", None),
        ("注文番号Ａ－１２３４５の請求書を送ってください。", None),
        (
            "我等了３个星期，ＬＯＧＯ还没改。什么时候能好？",
            "我等了3个星期，LOGO还没改。什么时候能好？",
        ),
        ('你好,说好周五送到,现在显示"已退回".客服电话打了三次都没人接!什么时候给我?', None),
        ("先週頼んだ本,まだ届きません.何度も電話しましたが?いつ届きますか?", None),
        ("Ｉ ｈａｖｅ ｂｅｅｎ ｗａｉｔｉｎｇ ｆｏｒ ｔｈｒｅｅ ｗｅｅｋｓ．", None),
        ("Where is my \u202eorder\u202c? I wai\u200bted for we\u200beks, unaccept\xadable!", None),
    ],
)
def test_odd_widths_read_alike_and_stay_as_written(
    book: Rulebook, odd: str, plain: str | None
) -> None:
    """B05, B12: the same is found, and each span is a piece of the mail."""
    one, other = reading(book, odd), reading(book, plain or usual(odd).text)
    assert (one.level, one.kind, one.cause) == (other.level, other.kind, other.cause)
    assert [item.rule for item in one.evidence] == [item.rule for item in other.evidence]
    assert [usual(ask.text).text for ask in one.asks] == [ask.text for ask in other.asks]
    for span in (*one.evidence, *one.asks, *one.claims):
        assert odd[span.start : span.end] == span.text


def test_facts_are_lifted_in_the_letters_of_the_mail(book: Rulebook) -> None:
    """R2: what a reply names is written as its owner writes it, in the subject too."""
    mail = Mail(text="ﾊﾟｽﾜｰﾄﾞを変更できません｡", subject="会員番号　Ａ－１２３４５の件")
    facts = read(mail, book).facts
    assert (facts.object, facts.references) == ("ﾊﾟｽﾜｰﾄﾞ", ("Ａ－１２３４５",))


@pytest.mark.parametrize(
    "text",
    [
        "お世話になります。\r\nすこし長い文になりましたが、\r\nいつ届きますか。\r\n",
        "您好：\r\n麻烦把上个月十二号订的那一批三百六十个纸箱的送货单和对\r\n账单一起发给我。\r\n",
        "Please send me the corrected invoice for all of the lamps you sent\r\nus in March.\r\n",
    ],
)
def test_spans_keep_the_line_ends_of_the_mail(book: Rulebook, text: str) -> None:
    """B05: an ask across a line end is a piece of the mail, whatever ends its lines."""
    found = reading(book, text)
    assert any("\r\n" in ask.text for ask in found.asks)
    for span in (*found.evidence, *found.asks, *found.claims, *found.noise):
        assert text[span.start : span.end] == span.text


def test_a_telegram_in_katakana_is_read(book: Rulebook) -> None:
    """B12: older writers and tills have katakana alone; what is shown stays as they wrote it."""
    found = reading(book, "ニモツ ガ マダ トドキマセン。 イツ トドキマスカ。")
    assert (found.kind, found.cause) == ("support", "not_knowing")
    assert [ask.text for ask in found.asks] == ["イツ トドキマスカ。"]
    assert [item.text for item in found.evidence] == ["トドキマセン"]
