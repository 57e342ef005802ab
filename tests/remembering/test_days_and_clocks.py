"""A day and a clock mean one moment, in whichever order and whatever is said around them."""

from __future__ import annotations

from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from helper.remembering.dates.due import all_in
from helper.rulebook import Rulebook

ZONE = ZoneInfo("Europe/London")
SENT = datetime(2026, 6, 9, 8, 40, tzinfo=ZONE)
"""A Tuesday."""

DAYS = {
    "en": {
        "tomorrow": 10,
        "Wednesday": 10,
        "the day after tomorrow": 11,
        "on Friday": 12,
        "on the 14th": 14,
        "next Tuesday": 16,
        "on June 18th": 18,
        "on 30 June": 30,
    },
    "zh": {
        "明天": 10,
        "听日": 10,
        "周五": 12,
        "14号": 14,
        "礼拜一": 15,
        "下周二": 16,
        "6月18日": 18,
    },
    "ja": {"明日": 10, "金曜": 12, "14日": 14, "来週火曜": 16, "6月18日": 18, "19日（金）": 19},
}
CLOCKS = {
    "en": {
        "at 3": (15, 0),
        "by 10": (10, 0),
        "around 9": (9, 0),
        "at ten": (10, 0),
        "before 9": (9, 0),
        "around 10 or so": (10, 0),
        "at 8 o'clock sharp": (8, 0),
        "at 11 on the dot": (11, 0),
        "by 2pm at the latest": (14, 0),
        "by 5 at the latest": (17, 0),
        "between 1 and 3": (15, 0),
        "between 10 and noon": (12, 0),
        "at half past nine": (9, 30),
        "at 14:00 sharp": (14, 0),
        "after lunch": (15, 0),
        "first thing": (9, 0),
    },
    "zh": {
        "下午三点": (15, 0),
        "上午10点左右": (10, 0),
        "14点": (14, 0),
        "九点半": (9, 30),
        "早上8点整": (8, 0),
        "一大早": (9, 0),
        "一早": (9, 0),
        "朝早九点": (9, 0),
        "下昼三点前": (15, 0),
        "午饭后": (15, 0),
        "下午1点到3点": (15, 0),
        "晚上七点": (19, 0),
    },
    "ja": {
        "15時": (15, 0),
        "午後3時": (15, 0),
        "朝8時ちょうど": (8, 0),
        "13時から15時": (15, 0),
        "9時半": (9, 30),
        "昼": (12, 0),
        "朝いちばん": (9, 0),
        "朝": (9, 0),
        "夜": (20, 0),
        "夜7時": (19, 0),
    },
}
FRAMES = {
    "en": [
        "I'll call you {day} {clock}.",
        "I'll call you {clock} {day}.",
        "I'll call you {day}, {clock}.",
        "I'll call you {day} {clock} about the refund.",
        "I'll be at yours {clock} {day} to replace it.",
        "I'll be at yours {day} {clock} for the handover.",
    ],
    "zh": [
        "我{day}{clock}给您打电话。",
        "我会在{day}{clock}把报价发您。",
        "{day}的{clock}师傅上门。",
        "{day}{clock}，我把报价发您。",
    ],
    "ja": [
        "{day}{clock}にお電話します。",
        "{day}の{clock}にお電話します。",
        "{day}、{clock}に伺います。",
        "見積りは{day}の{clock}までにお送りします。",
    ],
}


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_a_day_and_a_clock_mean_one_moment(book: Rulebook, language: str) -> None:
    """Either may come first, and what the promise is about may stand right behind."""
    wrong = []
    cases = product(FRAMES[language], DAYS[language].items(), CLOCKS[language].items())
    for frame, (day, date), (clock, (hour, minute)) in cases:
        text = frame.format(day=day, clock=clock)
        found = all_in(text, SENT, ZONE, book.remembering[language], book.rhythm)
        expected = SENT.replace(day=date, hour=hour, minute=minute)
        if [due.due for due in found] != [expected]:
            wrong.append(f"{text} {[str(due.due) for due in found]}")
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize(
    "text",
    [
        "We deliver on Monday by two different vans.",
        "I'll fix it on Monday at 3 of our sites.",
        "On Monday about 10 boxes will reach you.",
        "On Monday around 10 people will come.",
    ],
)
def test_a_number_of_things_behind_a_day_is_no_clock(book: Rulebook, text: str) -> None:
    """Two vans do not come at two."""
    found = all_in(text, SENT, ZONE, book.remembering["en"], book.rhythm)
    assert [due.due for due in found] == [SENT.replace(day=15, hour=18, minute=0)]
