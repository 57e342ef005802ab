"""When a mail came in, from the words on the page: one way to read them, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

SURE = [
    ("20 Aug 2025, 13:19", "en", "2025-08-20T11:19"),
    ("Aug 20, 2025, 1:19\u202fPM", "en", "2025-08-20T11:19"),
    ("Wed, Aug 20, 2025 at 12:05 AM", "en", "2025-08-19T22:05"),
    ("20 Aug 2025, 13:19 (2 days ago)", "en", "2025-08-20T11:19"),
    ("Thu 9/17/2026 2:52 PM", "en-us", "2026-09-17T12:52"),
    ("Fri 4/9/2026 2:52 PM", "en-gb", "2026-09-04T12:52"),
    ("31/12/2025 23:10", "en-gb", "2025-12-31T22:10"),
    ("2026-09-17 14:52", "en", "2026-09-17T12:52"),
    ("20.08.2025, 13:19", "de", "2025-08-20T11:19"),
    ("Mi., 20. Aug. 2025, 13:19", "de", "2025-08-20T11:19"),
    ("20. August 2025 um 09:19", "de", "2025-08-20T07:19"),
    ("2025年8月20日 13:19", "ja", "2025-08-20T11:19"),
    ("2025年8月20日 8:19", "ja", "2025-08-20T06:19"),
    ("2026/09/17 (木) 14:52", "ja", "2026-09-17T12:52"),
    ("2026年9月17日(木) 9:52", "ja", "2026-09-17T07:52"),
    ("2016年5月4日 上午10:08", "zh-CN", "2016-05-04T08:08"),
    ("2025年8月20日 下午1:19", "zh-CN", "2025-08-20T11:19"),
    ("20 août 2025 13:19", "fr", "2025-08-20T11:19"),
    ("\u200f٢٠ أغسطس ٢٠٢٥، ١:١٩ م", "ar", "2025-08-20T11:19"),
    ("2026-09-17T14:52:00+02:00", "en", "2026-09-17T12:52"),
]
UNSURE = [
    ("4/9/2026 2:52 PM", "en", "day and month could be either"),
    ("13:19", "en", "no day"),
    ("20 Aug 2025", "en", "no time"),
    ("20 Aug, 13:19", "en", "no year"),
    ("Mon 9/17/2026 2:52 PM", "en", "that day was a Thursday"),
    ("31 Feb 2025, 13:19", "en", "no such day"),
    ("20 août 2025 1:19 trucs", "fr", "half of the day in unknown words"),
    ("2 days ago", "en", "no moment"),
    ("", "en", "nothing"),
]


MOMENT = "([text, language]) => moment(text, language, 'Europe/Berlin')"
LATER = [
    ("Tomorrow morning Nov 25, 8:00 AM", "en", "2026-11-25T07:00"),
    ("Nov 25, 2026 8:00 AM", "en", "2026-11-25T07:00"),
    ("Monday morning Jan 4, 8:00 AM", "en", "2027-01-04T07:00"),
    ("25. Nov., 08:00", "de", "2026-11-25T07:00"),
    ("明日の朝 11月25日 8:00", "ja", "2026-11-25T07:00"),
    ("明天上午 11月25日 上午8:00", "zh-CN", "2026-11-25T07:00"),
    ("11/25/2026 8:00 AM", "en-us", "2026-11-25T07:00"),
]
NO_TIME = ["Schedule send", "Pick date & time", "4/9, 8:00 AM", "Nov 20, 2026 8:00 AM", "Print", ""]


@pytest.fixture
def dates(page: Page, extension_dir: Path) -> Page:
    """A browser that stands in Berlin, with the module in it."""
    code = (extension_dir / "lib/dates.js").read_text("utf-8")
    page.add_script_tag(
        content=f"{code}\nObject.assign(window, {{moment, coming}});", type="module"
    )
    page.wait_for_function("Boolean(window.moment)")
    return page


@pytest.mark.parametrize(("text", "language", "expected"), SURE)
def test_sure_moments(dates: Page, text: str, language: str, expected: str) -> None:
    """Where words leave one reading, it is given in UTC."""
    assert dates.evaluate(MOMENT, [text, language]) == f"{expected}:00.000Z"


ZONES = [
    ("2026-03-29 03:30", "Europe/Berlin", "2026-03-29T01:30"),
    ("2026-03-29 01:30", "Europe/Berlin", "2026-03-29T00:30"),
    ("2026-10-25 03:30", "Europe/Berlin", "2026-10-25T02:30"),
    ("2026-11-22 09:00", "Asia/Kathmandu", "2026-11-22T03:15"),
    ("2026-11-22 09:00", "America/New_York", "2026-11-22T14:00"),
    ("2026-01-01 00:15", "Asia/Tokyo", "2025-12-31T15:15"),
]


@pytest.mark.parametrize(("text", "zone", "expected"), ZONES)
def test_the_zone_of_the_page_counts(dates: Page, text: str, zone: str, expected: str) -> None:
    """Around a change of the clocks and across midnight, in the zone the page is shown in."""
    found = dates.evaluate("([text, zone]) => moment(text, 'en', zone)", [text, zone])
    assert found == f"{expected}:00.000Z"


@pytest.mark.parametrize(("text", "language", "why"), UNSURE)
def test_unsure_moments(dates: Page, text: str, language: str, why: str) -> None:
    """Where two readings are possible, or none, nothing is said."""
    assert not dates.evaluate(MOMENT, [text, language]), why


@pytest.mark.parametrize(("text", "language", "expected"), LATER)
def test_a_time_to_come(dates: Page, text: str, language: str, expected: str) -> None:
    """A mail is put off to the next such day; most clients say no year."""
    now = "new Date('2026-11-22T12:00:00Z')"
    found = dates.evaluate(
        f"([text, language]) => coming(text, language, 'Europe/Berlin', {now})", [text, language]
    )
    assert found == f"{expected}:00.000Z"


@pytest.mark.parametrize("text", NO_TIME)
def test_no_time_to_come(dates: Page, text: str) -> None:
    """What is not surely a coming time is none: past, unsure, or another entry of the menu."""
    now = "new Date('2026-11-22T12:00:00Z')"
    assert dates.evaluate(f"(text) => coming(text, 'en', 'Europe/Berlin', {now})", text) is None
