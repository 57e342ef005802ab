"""Several promises in a sentence: each row has its own words and closes by its own (B52, B57)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from helper.remembering.finding.promises import find
from tests.remembering.office import BERLIN, START, Office

if TYPE_CHECKING:
    from helper.contracts import SentReport
    from helper.rulebook import Rulebook

WORDS = [
    (
        "en",
        "I'll send you the plan by noon tomorrow, the price by Friday and the keys on Monday.",
        [
            "I'll send you the plan by noon tomorrow",
            "I'll send … the price by Friday",
            "I'll send … the keys on Monday.",
        ],
    ),
    (
        "en",
        "I'll send the invoice today and I'll call you on Friday at 9.",
        ["I'll send the invoice today", "I'll call you on Friday at 9."],
    ),
    ("zh", "我周四前发报价，样品周一发。", ["我周四前发报价", "样品周一发。"]),
    (
        "zh",
        "门禁今晚九点解锁，少算的天数会在明天中午补到您账上。",
        ["门禁今晚九点解锁", "少算的天数会在明天中午补到您账上。"],
    ),
    (
        "en",
        "Version two will be out tonight, and you'll get the notes on Friday.",
        ["Version two will be out tonight", "you'll get the notes on Friday."],
    ),
    (
        "zh",
        "合同我周五中午前发给您，另外下周二上午十点我过来量尺寸。",
        ["合同我周五中午前发给您", "另外下周二上午十点我过来量尺寸。"],
    ),
    (
        "ja",
        "図面は水曜の正午までに、色見本は金曜までにお送りいたします。",
        ["図面は水曜の正午までに … お送りいたします。", "色見本は金曜までにお送りいたします。"],
    ),
]


@pytest.mark.parametrize(("language", "text", "words"), WORDS)
def test_each_of_several_promises_has_its_own_words(
    language: str, text: str, words: list[str], book: Rulebook
) -> None:
    """What they share is the verb; the place of each is the whole sentence."""
    found = find(text, START, BERLIN, book, language)
    assert [one.text for one in found] == words
    assert {text[one.start : one.end] for one in found} == {text}


def test_a_lone_promise_is_told_with_all_that_stands_beside_it(book: Rulebook) -> None:
    """Half a sentence would forget the half without a time."""
    text = "I'll mend the lamp, and you'll have it back on Friday."
    (found,) = find(text, START, BERLIN, book, "en")
    assert found.text == text


HALVES = [
    (
        "en",
        "The quote will be with you by Thursday noon, and the samples go out on Friday.",
        "Attached is the quote.",
        "samples",
    ),
    (
        "zh",
        "合同我周五中午前发给您，另外下周二上午十点我过来量尺寸。",
        "合同在附件里，请查收。",
        "尺寸",
    ),
    (
        "ja",
        "図面は水曜の正午までに、色見本は金曜までにお送りいたします。",
        "色見本は今朝発送いたしました。",
        "図面",
    ),
]


@pytest.mark.parametrize(("language", "promised", "mail", "left"), HALVES)
def test_half_a_delivery_keeps_half_of_the_sentence(
    language: str, promised: str, mail: str, left: str, office: Office
) -> None:
    """What was not handed over stays open."""

    def send(text: str) -> SentReport:
        one = replace(office.mail(text), language=language)
        found = find(text, one.sent, ZoneInfo(one.zone), office.book, language)
        return office.ledger.record(one, found, language)

    rows = send(promised).promises
    office.later(hours=20)
    (kept,) = send(mail).kept
    (still,) = [office.ledger.get(one.id) for one in rows if one.id != kept.id]
    assert (left in still.sentence, still.state) == (True, "open")
