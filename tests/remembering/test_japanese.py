"""Japanese times and promises; every expected moment was worked out by hand."""

from __future__ import annotations

from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from helper.remembering.dates.due import resolve
from helper.remembering.finding.promises import find
from helper.remembering.keeping.evidence import Earlier, verdict
from tests.promising import shape

if TYPE_CHECKING:
    from helper.contracts import FoundPromise
    from helper.rulebook import Rulebook

TOKYO = ZoneInfo("Asia/Tokyo")
SENT = datetime(2026, 11, 18, 11, 0, tzinfo=TOKYO)
"""A Wednesday."""

PHRASES = [
    # Labels of our own drafts.
    ("本日 15:00", "2026-11-18 15:00", "hour"),
    ("明日 09:30", "2026-11-19 09:30", "minute"),
    ("金曜 11:00", "2026-11-20 11:00", "hour"),
    ("来週月曜 14:00", "2026-11-23 14:00", "hour"),
    ("11月25日(水) 11:00", "2026-11-25 11:00", "hour"),
    ("1月4日(月) 09:30", "2027-01-04 09:30", "minute"),
    # Near days.
    ("今日中に", "2026-11-18 18:00", "day"),
    ("本日中に", "2026-11-18 18:00", "day"),
    ("明日までに", "2026-11-19 18:00", "day"),
    ("明後日までに", "2026-11-20 18:00", "day"),
    ("あさって", "2026-11-20 18:00", "day"),
    ("しあさって", "2026-11-21 18:00", "day"),
    ("明日中に", "2026-11-19 18:00", "day"),
    ("翌日", "2026-11-19 18:00", "day"),
    # Parts of the day.
    ("明日の午前", "2026-11-19 09:00", "hour"),
    ("明日の午後", "2026-11-19 15:00", "hour"),
    ("明日の朝", "2026-11-19 09:00", "hour"),
    ("明朝", "2026-11-19 09:00", "hour"),
    ("金曜の夕方", "2026-11-20 20:00", "hour"),
    ("今夜", "2026-11-18 20:00", "hour"),
    ("金曜の夜", "2026-11-20 20:00", "hour"),
    ("明日の昼", "2026-11-19 12:00", "hour"),
    ("正午まで", "2026-11-18 12:00", "hour"),
    ("金曜の午前中に", "2026-11-20 09:00", "hour"),
    # Weekdays: まで includes the day.
    ("金曜まで", "2026-11-20 18:00", "day"),
    ("金曜日までに", "2026-11-20 18:00", "day"),
    ("月曜に", "2026-11-23 18:00", "day"),
    ("来週の金曜", "2026-11-27 18:00", "day"),
    ("来週水曜日", "2026-11-25 18:00", "day"),
    ("再来週の火曜", "2026-12-01 18:00", "day"),
    ("今週の金曜", "2026-11-20 18:00", "day"),
    # Clocks.
    ("15時までに", "2026-11-18 15:00", "hour"),
    ("午後3時に", "2026-11-18 15:00", "hour"),
    ("午後3時半", "2026-11-18 15:30", "minute"),
    ("明日の朝8時", "2026-11-19 08:00", "hour"),
    ("明日10時半ごろ", "2026-11-19 10:30", "minute"),
    ("夜の8時20分", "2026-11-18 20:20", "minute"),
    ("今夜10時", "2026-11-18 22:00", "hour"),
    ("木曜の14時30分", "2026-11-19 14:30", "minute"),
    ("明日午後五時", "2026-11-19 17:00", "hour"),
    ("明日9時から11時", "2026-11-19 11:00", "hour"),
    ("明日の昼2時", "2026-11-19 14:00", "hour"),
    # Dates.
    ("11月25日", "2026-11-25 18:00", "day"),
    ("十二月三日", "2026-12-03 18:00", "day"),
    ("2026年12月1日", "2026-12-01 18:00", "day"),
    ("11/25まで", "2026-11-25 18:00", "day"),
    ("2026-11-25", "2026-11-25 18:00", "day"),
    ("2026/11/25 15:30", "2026-11-25 15:30", "minute"),
    ("3月3日", "2027-03-03 18:00", "day"),
    ("25日まで", "2026-11-25 18:00", "day"),
    ("5日までに", "2026-12-05 18:00", "day"),
    ("二十九日に", "2026-11-29 18:00", "day"),
    ("来月5日", "2026-12-05 18:00", "day"),
    ("１２月２４日", "2026-12-24 18:00", "day"),
    ("大晦日", "2026-12-31 18:00", "day"),
    # Lengths: hours are elapsed time, business days skip the weekend.
    ("48時間以内", "2026-11-20 11:00", "hour"),
    ("2時間後", "2026-11-18 13:00", "hour"),
    ("二時間以内に", "2026-11-18 13:00", "hour"),
    ("30分後", "2026-11-18 11:30", "minute"),
    ("3営業日以内", "2026-11-23 18:00", "day"),
    ("五営業日以内に", "2026-11-25 18:00", "day"),
    ("3日以内", "2026-11-21 18:00", "day"),
    ("数日以内", "2026-11-21 18:00", "day"),
    ("2、3日中に", "2026-11-21 18:00", "day"),
    ("1週間以内", "2026-11-25 18:00", "week"),
    ("2週間後", "2026-12-02 18:00", "week"),
    ("今日から2日後", "2026-11-20 18:00", "day"),
    ("明日から2日後", "2026-11-21 18:00", "day"),
    # Weeks, months, years.
    ("今週中に", "2026-11-20 18:00", "week"),
    ("来週中に", "2026-11-27 18:00", "week"),
    ("来週前半に", "2026-11-24 18:00", "week"),
    ("来週半ば", "2026-11-25 18:00", "week"),
    ("週明けに", "2026-11-23 18:00", "week"),
    ("週明け月曜に", "2026-11-23 18:00", "day"),
    ("月末までに", "2026-11-30 18:00", "day"),
    ("今月末", "2026-11-30 18:00", "day"),
    ("来月末までに", "2026-12-31 18:00", "day"),
    ("来月中旬", "2026-12-15 18:00", "day"),
    ("12月中旬に", "2026-12-15 18:00", "day"),
    ("中旬に", "2026-12-15 18:00", "day"),
    ("12月上旬", "2026-12-10 18:00", "month"),
    ("年内に", "2026-12-31 18:00", "month"),
    ("来月中に", "2026-12-31 18:00", "month"),
    ("来週の月曜の朝一番に", "2026-11-23 09:00", "hour"),
    ("明後日の15時まで", "2026-11-20 15:00", "hour"),
    ("来週頭に", "2026-11-23 18:00", "week"),
    ("１５時半までに", "2026-11-18 15:30", "minute"),
    ("十五時に", "2026-11-18 15:00", "hour"),
    ("木曜か金曜に", "2026-11-20 18:00", "day"),
    ("20日（金）15時", "2026-11-20 15:00", "hour"),
    ("11/20(金) 15:00まで", "2026-11-20 15:00", "hour"),
    ("翌営業日までに", "2026-11-19 18:00", "day"),
    ("夕方5時", "2026-11-18 17:00", "hour"),
    ("明日の夕方四時半", "2026-11-19 16:30", "minute"),
    ("今週末", "2026-11-22 18:00", "week"),
    ("1か月以内に", "2026-12-18 18:00", "month"),
    ("72時間以内", "2026-11-21 11:00", "hour"),
    ("ニューヨーク時間の金曜9時", "2026-11-20 23:00", "hour"),
    ("中国時間で明日の午前10時", "2026-11-19 11:00", "hour"),
    ("明日15時（日本時間）", "2026-11-19 15:00", "hour"),
    ("隔週金曜の15時", "2026-11-20 15:00", "hour"),
    ("毎月第一月曜日", "2026-12-07 18:00", "day"),
    ("毎月末に", "2026-11-30 18:00", "day"),
]


@pytest.mark.parametrize(("text", "moment", "grain"), PHRASES)
def test_a_phrase_means_this_moment(text: str, moment: str, grain: str, book: Rulebook) -> None:
    """B52: the convention table, in Japanese, on a Wednesday at 11:00 in Tokyo."""
    due = resolve(text, SENT, TOKYO, book.remembering["ja"], book.rhythm)
    assert due.due is not None
    assert (due.due.strftime("%Y-%m-%d %H:%M"), due.grain) == (moment, grain)


@pytest.mark.parametrize(
    "text",
    [
        "お電話は03-1234-5678までお願いします。",
        "090-1234-5678におかけください。",
        "注文番号 1125-12 の件です。",
        "バージョン2.5.1をお使いです。",
        "代金は12,300円です。",
        "3月分の請求書です。",
        "先週の金曜にお送りしました。",
        "昨日お電話しました。",
        "3日前に届きました。",
        "三週間お待ちです。",
        "11月3日のご注文です。",
        "24時間対応の窓口です。",
        "一時的な不具合です。",
        "お金まで払いました。",
        "毎週金曜の会議です。",
        "第3回の資料です。",
        "同時に動きます。",
        "20%増えました。",
        "2026年度の計画です。",
        "火曜から使えません。",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str, book: Rulebook) -> None:
    """Phone numbers, orders, versions, amounts and what is past never become a date."""
    due = resolve(text, SENT, TOKYO, book.remembering["ja"], book.rhythm)
    assert due.due is None, due.text


def found_in(text: str, book: Rulebook) -> list[FoundPromise]:
    """The promises in a Japanese text sent on `SENT`."""
    return find(text, SENT, TOKYO, book, "ja")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("水曜11:00までにご連絡いたします。", "Wed 25 11:00"),
        ("金曜までにお送りします。", "Fri 20 18:00"),
        ("本日中にお返事いたします。", "Wed 18 18:00"),
        ("3営業日以内にご回答いたします。", "Mon 23 18:00"),
        ("明日の午前中にお電話いたします。", "Thu 19 09:00"),
        ("明日15時に伺います。", "Thu 19 15:00"),
        ("図面の案は明日中にお送りしますのでご確認ください。", "Thu 19 18:00"),
        ("ご了承後は3週間以内に仕上げます。", None),
        ("図面は週の半ばにお送りします。", "Wed 18 18:00"),
        ("式次第は明日の午後、担当の林がお持ちします。", "Thu 19 15:00"),
        ("来週中に修正いたします。", "Fri 27 18:00"),
        ("月末までに納品いたしますので、よろしくお願いいたします。", "Mon 30 18:00"),
        ("担当の佐藤より明日お電話いたします。", "Thu 19 18:00"),
        ("必ず金曜までに対応いたします。", "Fri 20 18:00"),
        ("確認のうえ、金曜までにご連絡いたします。", "Fri 20 18:00"),
        ("明日連絡するね。", "Thu 19 18:00"),
        ("金曜にお送りする予定です。", "Fri 20 18:00"),
        ("週明けにご報告申し上げます。", "Mon 23 18:00"),
        ("48時間以内に折り返しご連絡差し上げます。", "Fri 20 11:00"),
        ("火曜にもう一度様子を見に行き、その日のうちにご報告します。", "Tue 24 18:00"),
        ("本日16時すぎにはお電話できます。", "Wed 18 16:00"),
        ("ご注文の品は、木曜に発送いたします。", "Thu 19 18:00"),
        ("11月25日までに調べてお知らせします。", "Wed 25 18:00"),
        ("12/1までにお手続きを行います。", "Tue 01 18:00"),
        ("修理の者が明日10時に伺います。", "Thu 19 10:00"),
        ("今週金曜までには修正版をお送りできるようにいたします。", "Fri 20 18:00"),
        ("水曜日にはお手元に届く予定です。", "Wed 25 18:00"),
        ("責任を持って対応いたします。", None),
        ("必ずご連絡いたします。", None),
    ],
)
def test_a_commitment_with_a_time_or_a_word_given_is_explicit(
    text: str, due: str | None, book: Rulebook
) -> None:
    """B52: the time stands before the verb, and まで behind the time."""
    assert shape(found_in(text, book)) == [("explicit", due)]


@pytest.mark.parametrize(
    "text",
    [
        "確認いたします。",
        "確認しますので、少しお時間をいただけますでしょうか。",
        "調べておきます。",
        "ログをいただけましたら、3日以内に調べます。",
        "ただいま請求書を確認しております。",
        "経理に確認してみます。",
    ],
)
def test_what_only_lets_one_hope_is_implied(text: str, book: Rulebook) -> None:
    """B53: to look into something says nothing of what the customer will have from it."""
    assert shape(found_in(text, book)) == [("implied", None)]


@pytest.mark.parametrize("text", ["折り返しご連絡いたします。", "届き次第、ご連絡いたします。"])
def test_what_is_promised_without_a_time_waits_for_one(text: str, book: Rulebook) -> None:
    """B53: explicit without a time; what waits for something else has no clock yet."""
    assert shape(found_in(text, book)) == [("explicit", None)]


@pytest.mark.parametrize(
    "text",
    [
        "まとめてのご回答がよろしければ木曜15:00までに、いかがでしょうか。",
        "木曜15:00までにまとめてお送りすることもできますが、いかがでしょうか。",
        "それとも、木曜15:00までのまとめてのご回答のほうがよろしいでしょうか。",
        "明日お電話しますか。",
        "メーカーは金曜に出荷します。",
        "大使館が金曜に返送します。",
        "メーカー様が金曜に出荷いたしますので、早くて来週になるかと存じます。",
        "問題がなければ、三日以内にシステムから返金されます。",
        "金曜にお送りしましょうか。",
        "金曜にお送りできるかもしれません。",
        "おそらく明日ご連絡いたします。",
        "金曜に届く見込みです。",
        "お急ぎの場合は本日お送りします。",
        "ご希望でしたら金曜にお電話いたします。",
        "お約束はできません。",
        "金曜までにお送りはいたしません。",
        "金曜にお送りしました。",
        "金曜までにお送りください。",
        "金曜までにご返信をお願いいたします。",
        "明日ご連絡いただけますと幸いです。",
        "「明日ご連絡します」と言われました。",
        "金曜に届きますとのことでした。",
        "お詫びいたします。",
        "よろしくお願いいたします。",
        "金曜まで不在にいたします。",
        "ご連絡をありがとうございます。",
        "金曜までに対応いたしかねます。",
        "承知いたしました。",
        "明日お会いできるのを楽しみにしております。",
        "金曜に対応済みです。",
        "会議は金曜の15時から行います。",
        "弊社の営業時間は9時から18時です。",
        "明日は定休日のため、ご返信は木曜になります。",
    ],
)
def test_what_commits_to_nothing_is_left_alone(text: str, book: Rulebook) -> None:
    """Questions, offers, maybes, negations, the past, reports and requests are no promises."""
    assert found_in(text, book) == []


def test_two_commitments_have_their_own_times(book: Rulebook) -> None:
    """Where the verb stands last, each takes the time before it."""
    found = found_in("資料は本日お送りしますし、金曜9時にお電話いたします。", book)
    assert shape(found) == [("explicit", "Wed 18 18:00"), ("explicit", "Fri 20 09:00")]


def test_two_times_for_one_commitment_are_two_promises(book: Rulebook) -> None:
    """A first look and a full answer each fall due."""
    found = found_in("木曜15:00までに一次報告を、金曜11:00までに全体をお送りします。", book)
    assert shape(found) == [("explicit", "Thu 19 15:00"), ("explicit", "Fri 20 11:00")]


def test_the_deadline_counts_not_the_thing_it_is_about(book: Rulebook) -> None:
    """A meeting's day is no due time when a deadline stands in the same sentence."""
    found = found_in("来週の会議の資料は、金曜までにお送りします。", book)
    assert shape(found) == [("explicit", "Fri 20 18:00")]


def test_a_later_mail_with_the_answer_keeps_the_promise(book: Rulebook) -> None:
    """B57: what goes out with the answer proves it; thanks and absence prove nothing."""
    rules = book.remembering["ja"]
    promise = "金曜までに請求書をお送りします。"
    done = "佐藤様\n\n請求書を添付いたしました。ご確認ください。\n\n山田"
    thanks = "ご連絡をいただき、ありがとうございます。"
    away = "ただいま休暇中のため不在にしております。"
    assert verdict(Earlier(promise), done, [], rules) == "kept"
    assert verdict(Earlier(promise), thanks, [], rules) == "open"
    assert verdict(Earlier(promise), away, [], rules) == "open"


def test_more_time_moves_the_promise(book: Rulebook) -> None:
    """B57: a new time for the same thing gives the old row a new one."""
    text = "申し訳ございません。もう少しお時間をいただきます。月曜までに請求書をお送りします。"
    found = found_in(text, book)
    promise = "金曜までに請求書をお送りします。"
    assert verdict(Earlier(promise), text, found, book.remembering["ja"]) == "renegotiated"


@pytest.mark.parametrize("word", ["もし", "たら", "十", "1", "11月", "よろし", "「"])
def test_a_hostile_sentence_is_read_in_time(word: str, book: Rulebook) -> None:
    """A thousand characters of one word must not hold the helper up."""
    begun = perf_counter()
    found_in((word * 1000)[:980] + "ご連絡いたします。", book)
    assert perf_counter() - begun < 1
