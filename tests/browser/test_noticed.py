"""What the checklist notices while one types: the real helper's own words, in the panel's language.

Elsewhere findings are canned. Here nothing is, so that the pictures show what users see.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser.canned import launch_loaded
from tests.browser.clients import Client, extension_page, open_mail, open_panel
from tests.browser.panel import shoot
from tests.homes import known_home
from tests.pages import gmail
from tests.pages.facts import Message, Thread
from tests.running import Running

MAILS = {
    "en": (
        "The kettle leaks again",
        "Hello,\n\nmy kettle leaks again. Nobody answered my two mails. When will you look at it?",
    ),
    "zh": (
        "水壶又漏了",
        "您好：\n\n水壶又漏水了，我前两封邮件都没有人回复。什么时候能来看看？",
    ),
    "ja": (
        "やかんの水漏れ",
        "やかんがまた水漏れしています。前の二通にお返事がありません。いつ見ていただけますか。",
    ),
}
NAMES = {"en": "Dana Example", "zh": "李娜", "ja": "田中 花子"}
REPLIES = {
    "en": "Hi Dana,\n\nwe are sorry for the inconvenience. As I said, you should have told us us.",
    "zh": "李娜您好：\n\n给您带来不便，我们深表歉意。我已经说过了，这不归我们管。",
    "ja": "田中様\n\nご不便をおかけしました。先ほども申し上げましたが、担当ではありません。",
}
WIDE = re.compile(r"[぀-ヿ一-鿿]")
NARROW = 280


@pytest.fixture(scope="module")
def helper(tmp_path_factory: pytest.TempPathFactory, notes: Path) -> Iterator[Running]:
    """The real helper, which shows nothing on any desktop; each browser is paired for itself."""
    home = tmp_path_factory.mktemp("home")
    known_home(home, notes)
    env = {"AIZUCHI_ZONE": "Europe/Berlin", "AIZUCHI_NAME": "Max", "AIZUCHI_NOTIFY": "nowhere"}
    running = Running(home, env=env)
    running.start()
    yield running
    running.stop()


@pytest.mark.parametrize(
    ("panel_in", "mails_in"), [("en", ("en", "ja")), ("zh", ("zh", "en")), ("ja", ("ja", "en"))]
)
@pytest.mark.timeout(180)
def test_findings_are_told_in_the_language_of_the_panel(
    playwright: Playwright,
    tmp_path: Path,
    helper: Running,
    panel_in: str,
    mails_in: tuple[str, ...],
) -> None:
    """B12, B71: whatever the reply is written in, its reader is told what to look at in theirs."""
    context = launch_loaded(playwright, tmp_path / "profile", panel_in)
    practice = f"desk/practice.html#pair={helper.new_code()}&port={helper.port}"
    page = extension_page(context, practice)
    expect(page.frame_locator("#panel").locator(".dots")).to_be_visible()
    page.close()
    for mail_in in mails_in:
        _findings_are_told(context, panel_in, mail_in)
    context.close()


def _findings_are_told(context: BrowserContext, panel_in: str, mail_in: str) -> None:
    """Each is, of a reply to a mail in that language, and the panel has room for it."""
    mail = open_mail(context, _client(mail_in))
    panel = open_panel(context, _client(mail_in))
    panel.locator("#tab-reply").click()
    expect(panel.locator(".preview")).to_be_visible()
    editor = mail.locator("[g_editable=true]")
    editor.click()
    mail.keyboard.press("Control+Home")
    mail.keyboard.insert_text(REPLIES[mail_in])

    findings = panel.locator(".finding")
    expect(findings.nth(1)).to_be_visible()
    said = findings.locator("p:not(.words, .row, .soft)").all_inner_texts()
    assert all(bool(WIDE.search(one)) is (panel_in != "en") for one in said), said
    assert panel.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    shoot(panel, f"panel-noticed-{panel_in}-of-{mail_in}")
    panel.set_viewport_size({"width": NARROW, "height": 800})
    assert panel.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    shoot(panel, f"panel-noticed-{panel_in}-of-{mail_in}-{NARROW}")
    panel.close()
    mail.close()


def _client(language: str) -> Client:
    """Gmail with the mail of that language, and a reply begun below it."""
    subject, text = MAILS[language]
    lines = "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in text.split("\n"))
    thread = Thread(
        subject=subject,
        messages=(Message(html=lines, text=text, name=NAMES[language]),),
        language=language,
        compose="inline",
    )
    return Client(
        app="gmail",
        url="https://mail.google.com/mail/u/0/#inbox/FMfcgzQbfBxyz",
        html=gmail.page(thread),
        editor="[g_editable=true]",
        send=".aoO",
        kept=(),
    )
