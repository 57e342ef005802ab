"""What a promise was about, in its writer's own words, or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from helper.contracts import Promised
from helper.remembering.finding.promises import find
from helper.remembering.keeping.naming import promised
from tests.promising import promise
from tests.remembering.office import START

if TYPE_CHECKING:
    from helper.rulebook import Rulebook


def named(text: str, language: str, book: Rulebook) -> Promised:
    """The last promise of a text, as one names it afterwards."""
    *_, last = find(text, START, ZoneInfo("Europe/Berlin"), book, language)
    row = promise(
        sentence=last.text, due=last.due, due_text=last.due_text, made=START, language=language
    )
    return promised(row, book)


@pytest.mark.parametrize(
    ("language", "text", "thing"),
    [
        ("en", "I'll send you the corrected invoice by Thursday 3 pm.", "the corrected invoice"),
        ("en", "We'll post a replacement charger to you on Monday.", "the replacement charger"),
        ("en", "Your refund will be in your account by Wednesday.", "the refund"),
        ("en", "Sending the right file tonight.", "the right file"),
        ("en", "Anna will email you the floor plan and the price list on Wednesday.",
         "the floor plan and the price list"),
        ("en", "I promise you'll get your tickets before the weekend.", "the tickets"),
        ("zh", "我周四下午三点前把更正后的发票发给您。", "更正后的发票"),
        ("zh", "我们周一给您寄一个新的充电器。", "新的充电器"),
        ("zh", "退款周三前到账。", "退款"),
        ("zh", "小李周三会把平面图和价目表发到您邮箱。", "平面图和价目表"),
        ("zh", "我們週五前把新合約寄給您。", "新合約"),
        ("ja", "木曜日の15時までに修正した請求書をお送りします。", "修正した請求書"),
        ("ja", "キッチンのお見積書は今週中にご用意いたします。", "キッチンのお見積書"),
        ("ja", "水曜日に田中より間取り図と価格表をメールでお送りいたします。", "間取り図と価格表"),
    ],
)  # fmt: skip
def test_a_thing_is_named(language: str, text: str, thing: str, book: Rulebook) -> None:
    """What the reader was to have, without its time, as one speaks of it afterwards."""
    assert named(text, language, book).thing == thing


@pytest.mark.parametrize(
    ("language", "text", "pledge"),
    [
        ("en", "I'll call you back tomorrow at 10.", "I'd call you back"),
        ("en", "I'll let you know by noon whether the part fits.",
         "I'd let you know whether the part fits"),
        ("en", "Our fitter will be with you on Friday at 9.", "our fitter would be with you"),
        ("zh", "明天上午十点我给您回电话。", "给您回电话"),
        ("zh", "下周一我再跟您确认交货日期。", "跟您确认交货日期"),
        ("ja", "明日10時に折り返しお電話いたします。", "折り返しお電話いたします"),
        ("ja", "明日の夕方までにページのリンクを修正します。", "ページのリンクを修正します"),
    ],
)  # fmt: skip
def test_a_deed_is_told_where_there_is_no_thing(
    language: str, text: str, pledge: str, book: Rulebook
) -> None:
    """Of a call one says that one would call."""
    found = named(text, language, book)
    assert (found.thing, found.pledge) == (None, pledge)


@pytest.mark.parametrize(
    ("language", "text", "anew"),
    [
        ("en", "I'll call you back tomorrow at 10.", "I'll call you back by {time}"),
        ("en", "By Monday noon I'll put together a list of the missing parts for you.",
         "I'll put together a list of the missing parts for you by {time}"),
        ("en", "As promised, I'll let you know on Friday whether the part fits.",
         "I'll let you know by {time} whether the part fits"),
        ("en", "We'll be in touch early next week about the second valve.",
         "We'll be in touch by {time} about the second valve"),
        ("en", "If the part doesn't come, I'll drive to the depot on Thursday.", None),
        ("en", "I'll also send the drawing on Thursday.", None),
        ("zh", "周五上午九点师傅上门。", "{time}前师傅上门"),
        ("zh", "退款周三前到账。", "退款在{time}前到账"),
        ("zh", "如果配件到了，我周三给您寄出。", None),
        ("ja", "金曜日の9時に担当者が伺います。", "{time}までに担当者が伺います"),
        ("ja", "お荷物は明日発送いたします。", "お荷物は{time}までに発送いたします"),
        ("ja", "検査結果が出ましたら、来週火曜日までに報告書を送ります。", None),
    ],
)  # fmt: skip
def test_it_is_promised_anew_in_the_same_words(
    language: str, text: str, anew: str | None, book: Rulebook
) -> None:
    """Only the time is another; what hung on something else is not promised without it."""
    assert named(text, language, book).anew == anew


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I'll do that by Thursday."),
        ("en", "I'll have it ready by Friday noon."),
        ("zh", "周四前我来办。"),
        ("zh", "周五中午前弄好。"),
        ("ja", "木曜までに対応します。"),
        ("ja", "この件につきましては、本日17時までにご連絡いたします。"),
    ],
)
def test_what_names_nothing_is_not_told(language: str, text: str, book: Rulebook) -> None:
    """Better today's wording than "the it" or "I'd do that"."""
    found = named(text, language, book)
    assert (found.thing, found.pledge) == (None, None)


def test_a_language_without_rules_names_nothing(book: Rulebook) -> None:
    """A row of a language that was taken out again is still a row."""
    assert promised(replace(promise(), language="xx"), book) == Promised()


@pytest.mark.parametrize(
    ("language", "text", "thing"),
    [
        ("en", "I'll prepare an offer for six people and send it by Friday.",
         "the offer for six people"),
        ("en", "Expect the revised plan on Thursday.", "the revised plan"),
        ("en", "I'm emailing the tax office on Thursday.", None),
        ("en", "I'll send Karim the new timetable on Thursday.", None),
        ("en", "I'll have the heating back up by Thursday.", None),
        ("en", "I'll drop you a line about the shed on Friday.", None),
        ("en", "I'll return your call on Friday.", None),
        ("zh", "三张椅子明天一起给您发出。", "三张椅子"),
        ("zh", "表格我周三前寄给您母亲。", "表格"),
        ("zh", "我明天把相机和说明书一起带给您。", "相机和说明书"),
        ("zh", "下班前我把材料转给王女士，她会联系您。", None),
        ("ja", "庭のお見積もりを月曜日までにお届けいたします。", "庭のお見積もり"),
        ("ja", "お預かりしている部品は、金曜日までにお返しします。", "お預かりしている部品"),
        ("ja", "冊子を校正し、金曜日までにご返送いたします。", None),
    ],
)  # fmt: skip
def test_a_name_is_the_whole_thing_or_none(
    language: str, text: str, thing: str | None, book: Rulebook
) -> None:
    """Neither half of it, nor who gets it, nor what is only a manner of speaking."""
    assert named(text, language, book).thing == thing


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We'll tile the porch on Monday and Tuesday."),
        ("en", "I'll hand the file to Mo on Friday and she'll write to you."),
        ("en", "I'll try to get you a seat by Friday."),
        ("zh", "我们两位师傅周三上门。"),
        ("ja", "日曜日の発表会までにピアノを調律いたします。"),
    ],
)
def test_a_deed_is_told_whole_or_not_at_all(language: str, text: str, book: Rulebook) -> None:
    """What leans on another time or person is no sentence of its own."""
    assert named(text, language, book).pledge is None


@pytest.mark.parametrize(
    ("language", "text", "thing"),
    [
        ("en", "Every Friday I'll send you a packing list.", "the packing list"),
        ("zh", "我每周五给您发一份打包清单。", "打包清单"),
        ("ja", "毎週金曜に、梱包済みの一覧をお送りします。", "梱包済みの一覧"),
    ],
)
def test_what_comes_again_is_offered_anew_without_its_rounds(
    language: str, text: str, thing: str, book: Rulebook
) -> None:
    """One Friday is late, and not "every Friday by Monday"; nor is the thing called 毎週."""
    about = named(text, language, book)
    assert (about.thing, about.anew) == (thing, None)
