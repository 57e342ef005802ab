"""A mail tab under its real address, with the extension in it: opened, written in, told."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from tests.browser.canned import Loaded
from tests.pages import gmail, outlook
from tests.pages.facts import Message, Thread

APPS = {"gmail": gmail, "outlook": outlook}
SEND = {"gmail": ".aoO", "outlook": "[id*=primaryActionButton]"}
AGAIN_MS = 300
"""In which what must not happen twice would happen again."""
EDITOR = "[aria-multiline=true] >> visible=true"
RECEIVED = {"gmail": "20 Aug 2025, 13:19", "outlook": outlook.WHEN}
TEXT = "I will look at the export today and write to you again by Friday noon."
BERLIN = ZoneInfo("Europe/Berlin")


def visit(extension: Loaded, app: str, **facts: Any) -> Page:
    """A mail tab under its real address, with the extension in it."""
    facts = {"compose": "inline", "messages": (Message(received=RECEIVED[app]),), **facts}
    content = APPS[app].page(Thread(**facts))
    tab = extension.context.new_page()
    tab.on("pageerror", lambda error: extension.errors.append(str(error)))
    tab.set_viewport_size({"width": 1000, "height": 600})
    tab.route("**/*", lambda route: route.fulfill(body=content, content_type="text/html"))
    extension.pages.append(tab)
    tab.goto(APPS[app].URL)
    return tab


def order(extension: Loaded, message: dict[str, Any]) -> Any:
    """Send a message to the mail page, as the background does for the panel."""
    return extension.worker.evaluate(
        """async (message) => {
          const tabs = await chrome.tabs.query({url: ['https://mail.google.com/*',
            'https://outlook.cloud.microsoft/*']});
          return chrome.tabs.sendMessage(tabs.at(-1).id, message);
        }""",
        message,
    )


def write(extension: Loaded, app: str, text: str = TEXT) -> Page:
    """A tab in which the user wrote a reply."""
    tab = visit(extension, app)
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    with extension.asked("POST /v1/check"):
        tab.click(EDITOR)
        tab.keyboard.press("Control+Home")
        tab.keyboard.insert_text(text)
    return tab


def shown(app: str, moment: datetime) -> str:
    """A time as the client writes it."""
    local = moment.astimezone(BERLIN)
    if app == "gmail":
        return f"{local.day} {local:%b %Y, %H:%M}"
    clock = f"{int(local.strftime('%I'))}:{local:%M %p}"
    return f"{local:%a} {local.month}/{local.day}/{local.year} {clock}"
