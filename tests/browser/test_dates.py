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
    ("2026/09/17 (木) 14:52", "ja", "2026-09-17T12:52"),
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


def moment(page: Page, extension: Path, text: str, language: str) -> object:
    """Ask the script, in a browser that stands in Berlin."""
    for script in ("lib/namespace.js", "mail/dates.js"):
        page.add_script_tag(path=extension / script)
    return page.evaluate("([text, language]) => aizuchi.moment(text, language)", [text, language])


@pytest.mark.parametrize(("text", "language", "expected"), SURE)
def test_sure_moments(
    page: Page, extension_dir: Path, text: str, language: str, expected: str
) -> None:
    """Where words leave one reading, it is given in UTC."""
    assert moment(page, extension_dir, text, language) == f"{expected}:00.000Z"


@pytest.mark.parametrize(("text", "language", "why"), UNSURE)
def test_unsure_moments(
    page: Page, extension_dir: Path, text: str, language: str, why: str
) -> None:
    """Where two readings are possible, or none, nothing is said."""
    assert not moment(page, extension_dir, text, language), why
