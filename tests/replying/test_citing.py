"""A few of the writer's own words, said back as they stand."""

from __future__ import annotations

import pytest

from helper.replying.composing.cases import Known
from helper.replying.understanding.citing import cited
from helper.rulebook import Rulebook
from tests.replying.readings import a_reading, drafts, the_times

BARE = dict.fromkeys(("object", "duration", "impact"))


def test_nothing_is_quoted_to_the_calm(book: Rulebook) -> None:
    """Where nothing is wrong a quote would make something of it.

    In Japanese, who is uneasy has something to tell though no ear knows what it is.
    """
    mail = "暖房が月曜日から止まったままです。"
    assert cited(a_reading(mail, 0, language="ja"), book.replying["ja"]) is None
    mail_zh = "暖气从星期一就停了，到现在没有人来。"
    assert cited(a_reading(mail_zh, 1, language="zh", wrongs=()), book.replying["zh"]) is None
    assert cited(a_reading(mail, 1, language="ja", wrongs=()), book.replying["ja"])


def test_what_happened_is_said_once(book: Rulebook) -> None:
    """B17: in our words or in theirs, and not both."""
    for mail, said in (
        ("The screws you sent fit nothing in this house.", "fit nothing in this house"),
        ("I was charged twice for May.", "charged twice for May"),
    ):
        reading = a_reading(mail, 3, facts=BARE, hurts=())
        text = drafts(reading, the_times(book), book.replying["en"], Known(me="Maya"))[0].text
        assert text.count(said) == 1


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        (
            "お世話になります。見本と来た品物が違います。どうなっていますか。",
            "見本と来た品物が違います",
        ),
        (
            "納品書も値札も付いたまま先方へ届いてしまいました。",
            "納品書も値札も付いたまま先方へ届いてしまいました",
        ),
        ("返してくれなければ訴えます。", None),
        ("素晴らしい対応ですね。次の故障品が届くのが楽しみです。", None),
        ("家族は二人で使い方は変わっていません。", None),
    ],
)
def test_a_japanese_clause_is_quoted_or_left_alone(
    book: Rulebook, mail: str, said: str | None
) -> None:
    """B17: what happened, as a whole clause; no threat, no sarcasm, nothing that is no trouble."""
    reading = a_reading(mail, 2, language="ja", wrongs=("wrong_item", "bad_work"))
    assert cited(reading, book.replying["ja"]) == said


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        ("你好。我们打了三天热线，每次都被挂断。", "打了三天热线，每次都被挂断"),
        ("我的包裹一直停在中转站。", "您的包裹一直停在中转站"),
        ("我知道你们今天开发布会，可是店里的网已经断了两天。", "店里的网已经断了两天"),
        ("到现在了，都多长时间了，等了四天都没有人来修。", "等了四天都没有人来修"),
        ("qq都连不上，唉，提速降费，费你没降。", "qq都连不上"),
        ("希望三天内有答复，不然法院见。", None),
        ("你们真行，这叫三天到货？", None),
        ("说网点没有权限。", None),
        ("你们的客服电话一直打不通。", "我们的客服电话一直打不通"),
        ("昨天还剩300多兆，今天早上只剩20兆。", "昨天还剩300多兆，今天早上只剩20兆"),
        ("烦死人了，充了三遍都没到账。", "充了三遍都没到账"),
        ("我每天坐地铁上班。", None),
        ("我外婆七十九岁，坐轮椅。", None),
        ("对方说是公摊的钱。", None),
        ("我同事帮我送去的，没跟你们说。", None),
        ("三次我就坐不住了。", None),
        ("我爸在你们店里买的血压计。", None),
        ("机器壞咗成個禮拜。", None),
        ("导航走错了三次 我赶着上班", "导航走错了三次"),
    ],
)
def test_a_chinese_clause_is_told_back_or_left_alone(
    book: Rulebook, mail: str, said: str | None
) -> None:
    """B17: from our side; no threat, wish, question, nor what says nothing by itself."""
    reading = a_reading(mail, 2, language="zh")
    assert cited(reading, book.replying["zh"]) == said
