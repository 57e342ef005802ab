"""A real mail client's page in a real browser, and the panel beside it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page

from tests.browser.canned import EXTENSION_ID, until


@dataclass(frozen=True)
class Client:
    """A mail client: where it lives, its page, and how to find things on it."""

    app: str
    url: str
    html: str
    editor: str
    send: str
    kept: tuple[str, ...]
    """Selectors of what must be untouched in the editor: signature, and quote if it is there."""


def extension_page(context: BrowserContext, path: str) -> Page:
    """A page of the extension in a tab."""
    page = context.new_page()
    page.goto(f"chrome-extension://{EXTENSION_ID}/{path}")
    return page


def open_mail(context: BrowserContext, client: Client) -> Page:
    """The client with its conversation open."""
    context.route(
        f"{client.url.split('/mail')[0]}/**",
        lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=client.html),
    )
    page = context.new_page()
    page.set_viewport_size({"width": 1000, "height": 800})
    page.goto(client.url)
    return page


def open_panel(context: BrowserContext, client: Client) -> Page:
    """The panel of the client's tab, as a page that Playwright can see."""
    worker = next(one for one in context.service_workers if EXTENSION_ID in one.url)

    def tabs() -> list[str]:
        kept = worker.evaluate("chrome.storage.session.get(null)")
        return [
            key.removeprefix("tab:")
            for key, value in kept.items()
            if key.startswith("tab:") and (value.get("mail") or {}).get("app") == client.app
        ]

    until(context.pages[-1], lambda: bool(tabs()), "the mail was read")
    return extension_page(context, f"panel/panel.html?tab={tabs()[0]}")
