"""The life of an extension in other people's pages: strict policies, updates, going offline."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.canned import Loaded
from tests.browser.tabs import AGAIN_MS, EDITOR, SEND, order
from tests.pages import gmail, outlook
from tests.pages.facts import Message, Thread

APPS = {"gmail": gmail, "outlook": outlook}
STRICT = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'nonce-x'; connect-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def strict_tab(extension: Loaded, app: str) -> Page:
    """A mail page as a careful company serves it."""
    received = outlook.WHEN if app == "outlook" else "20 Aug 2025, 13:19"
    html = APPS[app].page(Thread(messages=(Message(received=received),), compose="inline"))
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": STRICT}
    tab = extension.context.new_page()
    tab.on("pageerror", lambda error: extension.errors.append(str(error)))
    tab.route(
        "**/*",
        lambda route: route.fulfill(
            body=html.replace("<style>", "<style nonce=x>"), headers=headers
        ),
    )
    extension.pages.append(tab)
    tab.goto(APPS[app].URL)
    return tab


def test_a_strict_page_changes_nothing(extension: Loaded, app: str) -> None:
    """Under a policy that forbids styles, calls and markup: read, shown, inserted, sent."""
    tab = strict_tab(extension, app)
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    radius = tab.evaluate(
        "getComputedStyle(document.querySelector('aizuchi-chip').shadowRoot"
        ".querySelector('button')).borderRadius"
    )
    assert radius == "11px"

    assert order(extension, {"type": "insert", "text": "I will look today."}) == {"ok": True}
    with extension.asked("POST /v1/sent"):
        tab.click(f"{SEND[app]} >> visible=true")

    assert extension.wire.bodies("POST /v1/sent")[0]["text"] == "I will look today."


def test_after_an_update_the_tab_goes_on(extension: Loaded) -> None:
    """New scripts come into the open tab; the old ones fall silent: one chip, one report."""
    tab = strict_tab(extension, "gmail")
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    tab.evaluate("document.querySelector('aizuchi-chip').dataset.old = ''")
    worker = extension.worker
    with extension.context.expect_event("serviceworker", lambda one: one is not worker):
        worker.evaluate("chrome.runtime.reload()")
    tab.wait_for_selector("aizuchi-chip:not([data-old]) button:has-text('angry')")

    with extension.asked("POST /v1/check"):
        tab.click(EDITOR)
        tab.keyboard.press("Control+Home")
        tab.keyboard.type("I will look today.")
    with extension.asked("POST /v1/sent"):
        tab.click(f"{SEND['gmail']} >> visible=true")
    tab.wait_for_timeout(AGAIN_MS)

    assert tab.locator("aizuchi-chip").count() == 1
    assert len(extension.wire.bodies("POST /v1/sent")) == 1


def test_a_tab_nobody_can_reach_says_so(extension: Loaded) -> None:
    """Where no new script could come, the old one asks for a reload, and stops."""
    tab = strict_tab(extension, "gmail")
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    session = tab.context.new_cdp_session(tab)
    worlds: list[int] = []
    session.on(
        "Runtime.executionContextCreated",
        lambda event: (
            worlds.append(event["context"]["id"])
            if event["context"]["origin"].startswith("chrome-extension://")
            else None
        ),
    )
    session.send("Runtime.enable")
    orphan = "globalThis.chrome = {runtime: {}}"  # what is left of it after an update
    done = session.send("Runtime.evaluate", {"expression": orphan, "contextId": worlds[-1]})
    assert "exceptionDetails" not in done

    tab.wait_for_selector("aizuchi-chip button:has-text('reload this tab')")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_chip_by_keyboard(extension: Loaded, key: str) -> None:
    """It is a button with a name that says what it shows and does; Enter and Space press it."""
    tab = strict_tab(extension, "gmail")
    button = tab.locator("aizuchi-chip button")
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    assert "angry" in str(button.get_attribute("aria-label"))
    button.focus()

    tab.keyboard.press(key)

    extension.until(lambda: extension.surfaces("SIDE_PANEL"), "open")
