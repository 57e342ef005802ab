"""The background on a mail page: the panel opens by a click, a tab's knowledge lives with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canned import EXTENSION_ID, Load, Loaded
from tests.pages import gmail
from tests.pages.facts import Message, Thread

if TYPE_CHECKING:
    from collections.abc import Iterator


ADDRESS = "https://mail.google.com/mail/u/0/"


@pytest.fixture
def extension(loaded: Load) -> Iterator[Loaded]:
    """The extension, and a Gmail with one open conversation."""
    running = loaded()
    html = gmail.page(Thread(messages=(Message(),)))
    running.context.route(
        "https://mail.google.com/**",
        lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=html),
    )
    yield running
    running.context.unroute("https://mail.google.com/**")


def gmail_tab(extension: Loaded) -> Page:
    """A tab with that conversation, read."""
    page = extension.context.new_page()
    extension.pages.append(page)
    page.set_viewport_size({"width": 1200, "height": 800})
    with extension.asked("POST /v1/read"):
        page.goto(ADDRESS)
    expect(page.locator("aizuchi-chip button")).to_contain_text("angry")
    return page


def test_the_mail_is_read_as_it_is_opened(extension: Loaded) -> None:
    """What stands on the page reaches the helper as a Mail, and its reading the tab's state."""
    gmail_tab(extension)

    (mail,) = extension.wire.bodies("POST /v1/read")
    (state,) = extension.tabs().values()
    assert mail["app"] == "gmail"
    assert mail["from"]["address"] == "dana@example.com"
    assert state["status"] == "ready"


def test_a_click_on_the_chip_opens_the_panel(extension: Loaded) -> None:
    """The panel opens inside the click, with the clicked tab's own address."""
    page = gmail_tab(extension)
    assert extension.surfaces("SIDE_PANEL") == []

    page.locator("aizuchi-chip button").click()

    (key,) = extension.tabs()
    path = f"panel/panel.html?tab={key.removeprefix('tab:')}"
    address = f"chrome-extension://{EXTENSION_ID}/{path}"
    extension.until(
        lambda: [one["documentUrl"] for one in extension.surfaces("SIDE_PANEL")] == [address],
        "open, with that tab",
    )


def test_leaving_the_mail_client_forgets_the_mail(extension: Loaded) -> None:
    """A tab that goes elsewhere, or closes, leaves no mail text behind."""
    page = gmail_tab(extension)

    page.goto("about:blank")
    extension.until(lambda: extension.tabs() == {}, "forgotten")

    other = gmail_tab(extension)
    other.close()
    extension.until(lambda: extension.tabs() == {}, "forgotten")


def test_a_living_tab_is_not_adopted_twice(extension: Loaded) -> None:
    """On install scripts go into open mail tabs, but not where one of ours already listens."""
    page = gmail_tab(extension)

    extension.worker.evaluate("chrome.runtime.onInstalled.dispatch({reason: 'install'})")
    page.wait_for_timeout(300)

    expect(page.locator("aizuchi-chip")).to_have_count(1)
    assert len(extension.wire.bodies("POST /v1/read")) == 1


def test_a_worker_that_wakes_leaves_the_alarm(loaded: Load) -> None:
    """Woken more than once a minute it still delivers each minute: nothing starts that anew."""
    extension = loaded()
    alarm = "chrome.alarms.get('minute').then((alarm) => alarm.scheduledTime)"
    before = extension.worker.evaluate(alarm)

    extension.sleep()
    extension.tell(extension.silent(), {"type": "queue"})

    assert extension.silent().evaluate(alarm) == before
