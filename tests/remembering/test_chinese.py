"""Remembering in Chinese: due phrases with truth worked out by hand, promises and decoys."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from helper.contracts import FoundPromise
from helper.paths import shipped_rules
from helper.remembering.due import resolve
from helper.remembering.evidence import alike, verdict
from helper.remembering.promises import find
from helper.rulebook import load_rulebook

SHANGHAI = ZoneInfo("Asia/Shanghai")
BOOK = load_rulebook(shipped_rules())
RULES = BOOK.remembering["zh"]
WEDNESDAY = datetime(2026, 11, 18, 11, 0, tzinfo=SHANGHAI)


def due_of(text: str, sent: datetime = WEDNESDAY) -> str | None:
    """What ``text`` means on the wall clock: 2026-11-20 18:00."""
    due = resolve(text, sent, SHANGHAI, RULES, BOOK.rhythm).due
    return due.strftime("%Y-%m-%d %H:%M") if due else None


def promises(text: str, sent: datetime = WEDNESDAY) -> list[FoundPromise]:
    """The promises in ``text``."""
    return find(text, sent, SHANGHAI, BOOK, "zh")


PHRASES = [
    ("周五之前", "2026-11-20 18:00"),
    ("周五之前（含周五）", "2026-11-20 18:00"),
    ("周五前", "2026-11-20 18:00"),
    ("周三11:00前", "2026-11-25 11:00"),
    ("周三15:00前", "2026-11-18 15:00"),
    ("今天15:00", "2026-11-18 15:00"),
    ("今天 15:00", "2026-11-18 15:00"),
    ("明天09:30前", "2026-11-19 09:30"),
    ("11月25日周三11:00", "2026-11-25 11:00"),
    ("1月4日周一09:30前", "2027-01-04 09:30"),
    ("下周一", "2026-11-23 18:00"),
    ("下周一15:00", "2026-11-23 15:00"),
    ("下周三", "2026-11-25 18:00"),
    ("下下周二", "2026-12-01 18:00"),
    ("本周五", "2026-11-20 18:00"),
    ("这周五下午", "2026-11-20 15:00"),
    ("星期四上午", "2026-11-19 09:00"),
    ("礼拜天", "2026-11-22 18:00"),
    ("今天", "2026-11-18 18:00"),
    ("今天之内", "2026-11-18 18:00"),
    ("今天下班前", "2026-11-18 18:00"),
    ("明天下班前", "2026-11-19 18:00"),
    ("明天", "2026-11-19 18:00"),
    ("明天上午", "2026-11-19 09:00"),
    ("明天中午", "2026-11-19 12:00"),
    ("明早", "2026-11-19 09:00"),
    ("明天下午3点", "2026-11-19 15:00"),
    ("后天", "2026-11-20 18:00"),
    ("大后天", "2026-11-21 18:00"),
    ("今晚", "2026-11-18 20:00"),
    ("今晚8点", "2026-11-18 20:00"),
    ("今天晚上八点之前", "2026-11-18 20:00"),
    ("下午三点半", "2026-11-18 15:30"),
    ("下午3点前", "2026-11-18 15:00"),
    ("上午10点", "2026-11-19 10:00"),
    ("中午12点", "2026-11-18 12:00"),
    ("17:30前", "2026-11-18 17:30"),
    ("17时前", "2026-11-18 17:00"),
    ("晚上12点前", "2026-11-18 23:59"),
    ("三个工作日内", "2026-11-23 18:00"),
    ("3个工作日内", "2026-11-23 18:00"),
    ("3-5个工作日内", "2026-11-25 18:00"),
    ("两三天内", "2026-11-21 18:00"),
    ("48小时内", "2026-11-20 11:00"),
    ("半小时内", "2026-11-18 11:30"),
    ("一个半小时后", "2026-11-18 12:30"),
    ("两小时内", "2026-11-18 13:00"),
    ("30分钟后", "2026-11-18 11:30"),
    ("一周内", "2026-11-25 18:00"),
    ("两周后", "2026-12-02 18:00"),
    ("一个月内", "2026-12-18 18:00"),
    ("三天后", "2026-11-21 18:00"),
    ("月底", "2026-11-30 18:00"),
    ("月底前", "2026-11-30 18:00"),
    ("本月底", "2026-11-30 18:00"),
    ("下个月底", "2026-12-31 18:00"),
    ("12月底前", "2026-12-31 18:00"),
    ("月中", "2026-12-15 18:00"),
    ("12月中旬", "2026-12-15 18:00"),
    ("下月初", "2026-12-01 18:00"),
    ("本周内", "2026-11-20 18:00"),
    ("下周内", "2026-11-27 18:00"),
    ("下周", "2026-11-27 18:00"),
    ("下周初", "2026-11-24 18:00"),
    ("周末前", "2026-11-22 18:00"),
    ("这个周末", "2026-11-22 18:00"),
    ("年底前", "2026-12-31 18:00"),
    ("11月25日前", "2026-11-25 18:00"),
    ("11月25号上午", "2026-11-25 09:00"),
    ("十一月二十五日", "2026-11-25 18:00"),
    ("2026年12月3日", "2026-12-03 18:00"),
    ("2026-11-25", "2026-11-25 18:00"),
    ("2026/12/01", "2026-12-01 18:00"),
    ("11/25前", "2026-11-25 18:00"),
    ("25号之前", "2026-11-25 18:00"),
    ("25日", "2026-11-25 18:00"),
    ("下个月5号", "2026-12-05 18:00"),
    ("元旦前", "2027-01-01 18:00"),
    ("北京时间明天下午5点", "2026-11-19 17:00"),
    ("再给我两天", "2026-11-20 18:00"),
    ("周四或周五", "2026-11-20 18:00"),
    ("上午9点到11点", "2026-11-19 11:00"),
    ("请拨打 010-82345678", None),
    ("订单号12-11", None),
    ("版本2.5.1", None),
    ("退款12.30元", None),
    ("等了三个星期", None),
    ("上周五的邮件", None),
    ("24小时客服热线", None),
    ("第3次了", None),
    ("手机13812345678", None),
    ("三点建议", None),
    ("有一点慢", None),
    ("每周五发送", None),
    ("11月5日的发票", None),
    ("192.168.1.1", None),
    ("两天前寄的", None),
]


@pytest.mark.parametrize(("phrase", "expected"), PHRASES)
def test_a_phrase_means_its_moment(phrase: str, expected: str | None) -> None:
    """Sent on a Wednesday at 11:00; 周五之前 includes the Friday."""
    assert due_of(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "sent", "expected"),
    [
        ("下午3点前", "2026-11-18 16:00", "2026-11-19 15:00"),
        ("三个工作日内", "2026-11-20 17:00", "2026-11-25 18:00"),
        ("月底前", "2028-02-10 09:00", "2028-02-29 18:00"),
        ("1月5日", "2026-12-30 09:00", "2027-01-05 18:00"),
        ("本周五", "2026-11-21 09:00", "2026-11-27 18:00"),
        ("今天上午", "2026-11-18 10:00", "2026-11-18 12:00"),
        ("凌晨2点", "2026-11-18 23:00", "2026-11-19 02:00"),
        ("零点前", "2026-11-18 11:00", "2026-11-19 00:00"),
        ("週五之前", "2026-11-18 11:00", "2026-11-20 18:00"),
        ("後天下午3點", "2026-11-18 11:00", "2026-11-20 15:00"),
    ],
)
def test_the_moment_of_sending_counts(phrase: str, sent: str, expected: str) -> None:
    """Past clocks roll on, weekends are skipped, leap days and years are known."""
    moment = datetime.fromisoformat(sent).replace(tzinfo=SHANGHAI)
    assert due_of(phrase, moment) == expected


PROMISES = [
    ("我会在周三11:00前给您回复。", "explicit"),
    ("我会在明天下班前把发票发给您。", "explicit"),
    ("我周五前给您答复。", "explicit"),
    ("今天15:00前我会再给您写信，告诉您查到了什么。", "explicit"),
    ("我保证月底前处理好。", "explicit"),
    ("我明天上午给您打电话。", "explicit"),
    ("周五之前发您。", "explicit"),
    ("三个工作日内给您答复。", "explicit"),
    ("我们会在48小时内退换。", "explicit"),
    ("我一定在下周一前把合同寄到。", "explicit"),
    ("下周二我会亲自上门看一下。", "explicit"),
    ("我向您承诺，这件事我会跟到底。", "explicit"),
    ("您周四15:00前会收到我的回信。", "explicit"),
    ("同事明天会联系您。", "explicit"),
    ("我马上处理，今天下班前给您结果。", "explicit"),
    ("我来跟进，后天中午前给您一个说法。", "explicit"),
    ("请放心，我一定会在本周内解决。", "explicit"),
    ("我会给您一个答复。", "implied"),
    ("我尽快给您回复。", "implied"),
    ("我会跟进这件事。", "implied"),
    ("我稍后把资料发给您。", "implied"),
    ("一有消息我就通知您。", "implied"),
    ("等仓库回复后，我会告诉您。", "implied"),
    ("我正在核对账单。", "implied"),
    ("收到样品后我会在三天内给您寄出。", "implied"),
]
DECOYS = [
    "您会在周五前收到吗？",
    "您更希望周四15:00前一次收到完整的答复吗？",
    "如果您愿意，我可以在周四15:00前一次说清楚。",
    "我不会在周五发货。",
    "我不能保证周五到。",
    "可能周五能寄出。",
    "我已经在周一把合同发给您了。",
    "请您在周五前把照片发给我。",
    "您说周五会给我回复。",
    "他们答应三天内修好。",
    "我下周会在外出差。",
    "我之前说会在周五给您。",
    "会议在周一上午十点。",
    "谢谢您明确告诉我。",
    "您的订单会员号是12345。",
    "我不确定周五能不能好。",
    "这个问题有三点。",
    "我昨天给您打过电话。",
    "如有需要，我随时可以过去。",
    "需要的话我周五再打给您。",
    "麻烦您明天再确认一下。",
    "很抱歉，周一没有给您回复。",
    "我的办公时间是周一到周五。",
    "门店周六营业到18:00。",
]


@pytest.mark.parametrize(("sentence", "form"), PROMISES)
def test_a_promise_is_found(sentence: str, form: str) -> None:
    """With a time or on one's word it is explicit; without, or under a condition, implied."""
    assert [one.form for one in promises(sentence)] == [form]


@pytest.mark.parametrize("sentence", DECOYS)
def test_a_decoy_is_none(sentence: str) -> None:
    """Questions, offers, maybes, the past, requests and what others said commit to nothing."""
    assert promises(sentence) == []


def test_the_deadline_counts_and_not_the_time_of_work() -> None:
    """前 stands behind its time: the deadline wins over a day named before it."""
    found = promises("我会在周四核对账单，周五17:00前给您答复。")
    assert [one.due_text for one in found if one.due][-1] == "周五17:00"


def test_what_is_quoted_is_not_ours() -> None:
    """Only the new part of a mail is read."""
    assert promises("> 我会在周五前给您回复。") == []


# What a later mail proves --------------------------------------------------------------------

PROMISE = "我会在周五前把三月的发票发给您。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三月的发票在附件里，请查收。", "kept"),
        ("发票已经开好，随信附上。", "kept"),
        ("财务还在核实，目前没有结果。", "open"),
        ("谢谢！", "open"),
        ("好的，收到，谢谢。", "open"),
        ("我正在休假，12月1日恢复上班。", "open"),
        ("能否告诉我贵公司的税号是多少？", "open"),
        ("发票还需要几天，我会在下周二前发给您。", "renegotiated"),
    ],
)
def test_only_evidence_closes_a_promise(text: str, expected: str) -> None:
    """B57: delivered, asked for more time, or proving nothing."""
    assert verdict(PROMISE, text, promises(text), RULES) == expected


def test_a_call_is_kept_only_when_it_is_told() -> None:
    """What is not done by mail needs a mail that says it is done."""
    call = "我明天上午给您打电话说明退票款。"
    assert verdict(call, "退票款的规则见下面的说明。", [], RULES) == "open"
    assert verdict(call, "刚刚和您通了电话，退票款的说明我再写一遍。", [], RULES) == "kept"


def test_sentences_without_spaces_can_be_alike() -> None:
    """Pairs of neighbouring characters stand in for words."""
    assert alike("我会核对三月的发票", "三月的发票核对好了", RULES) >= 3
    assert alike("我会核对三月的发票", "水管明天修", RULES) == 0
