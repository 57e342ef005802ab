"""The panel as tests open it: on a mail, or on one of its tabs."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.canned import MAIL, SCREENSHOTS, Loaded, claim, last_time, reading

STATES: dict[str, dict[str, Any]] = {
    "unpaired": {"status": "unpaired"},
    "off": {"status": "off", "mail": MAIL},
    "empty": {"status": "empty"},
    "unsupported": {
        "status": "unsupported",
        "mail": MAIL,
        "reading": reading(
            language="fi", level=None, score=None, kind=None, cause=None, evidence=()
        ),
    },
    "working": {"status": "working", "mail": MAIL},
    "error": {
        "status": "error",
        "mail": MAIL,
        "error": {"title": "Too long", "detail": "A mail may have 256 KiB at most."},
    },
    "ready": {
        "status": "ready",
        "mail": MAIL,
        "reading": reading(last_time=last_time(), claims=(claim("I will write within a day."),)),
    },
}


def shoot(page: Page, name: str) -> None:
    """Keep the whole page as a picture."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=str(SCREENSHOTS / f"{name}.png"), full_page=True)


def ready(extension: Loaded, **more: Any) -> None:
    """The airport bag is open and read."""
    extension.set_state(**{"status": "ready", "mail": MAIL, "reading": reading(), **more})


def reply_tab(extension: Loaded) -> Page:
    """The panel, on Reply, with its first draft."""
    page = extension.panel()
    page.locator("#tab-reply").click()
    expect(page.locator(".preview")).to_be_visible()
    return page


def reply_tab_writing(extension: Loaded) -> Page:
    """The panel, on Reply, while something is typed: the checklist leads, the draft is folded."""
    page = extension.panel()
    page.locator("#tab-reply").click()
    expect(page.locator(".finding").first).to_be_visible()
    expect(page.locator(".preview")).to_be_hidden()
    return page


def remember_tab(extension: Loaded) -> Page:
    """The panel, on Remember."""
    page = extension.panel()
    page.locator("#tab-remember").click()
    return page
