"""A mail that was answered in one browser, seen in another that did not send the answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, Playwright, expect

from tests.browser.canned import EXTENSION_ID, PATIENCE_SECONDS, launch_loaded, until
from tests.browser.tabs import shown
from tests.pages import gmail
from tests.pages.facts import Message, Thread
from tests.running import Running

TEXT = (
    "Hi team,\n\nthis is the third time I am writing about the export, and nobody has answered. "
    "I have been waiting for two weeks. Can you tell me when it will work again?\n\nDana Example"
)


def as_html(text: str) -> str:
    """Lines as Gmail writes them."""
    return "".join(f"<div>{line or '<br>'}</div>" for line in text.split("\n"))


MAIL = Message(html=as_html(TEXT), text=TEXT)


@contextmanager
def see_it_in_chromium(
    playwright: Playwright, profile: Path, helper: Running, draft: str
) -> Iterator[Page]:
    """Open the thread in a browser that did not send the mail; gives a page of ours once it told.

    Each call is a profile of its own, paired for itself.
    """
    context = launch_loaded(playwright, profile, "en")
    address = f"desk/practice.html#pair={helper.new_code()}&port={helper.port}"
    ours = context.pages[0]
    ours.goto(f"chrome-extension://{EXTENSION_ID}/{address}")
    expect(ours.frame_locator("#panel").locator(".dots")).to_be_visible()
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    ours.evaluate("(since) => chrome.storage.local.set({since})", yesterday)

    mine = Message(
        id="1980000000000002",
        name="Max Example",
        address="max@example.org",
        received=shown("gmail", datetime.now(UTC)),
        html=as_html(draft),
    )
    page = gmail.page(Thread(messages=(MAIL, mine)))
    context.route(
        "https://mail.google.com/**",
        lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=page),
    )
    context.new_page().goto(gmail.URL)
    told = "chrome.storage.local.get().then(({told, queue}) => told?.length && queue?.length === 0)"
    # What a busy helper did not take at once goes with the next minute. Playwright's own waiting
    # takes a promise for true before it is kept.
    patience = PATIENCE_SECONDS + 60
    until(ours, lambda: bool(ours.evaluate(told)), "the mail was told to the helper", patience)
    yield ours
    context.close()
