"""The list of mails: a quiet dot and an order, only if the user wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.canned import SCREENSHOTS, Loaded
from tests.browser.listed import ROWS, digest
from tests.browser.tabs import AGAIN_MS
from tests.pages import gmail, outlook

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = {"gmail": gmail, "outlook": outlook}


def inbox(extension: Loaded, app: str, *, wanted: bool = True, dark: bool = False) -> Page:
    """A tab with the list in front."""
    extension.wire.answers["POST /v1/triage"] = digest
    extension.tell(extension.silent(), {"type": "settings", "rows": wanted})
    tab = extension.context.new_page()
    tab.on("pageerror", lambda error: extension.errors.append(str(error)))
    tab.set_viewport_size({"width": 1000, "height": 400})
    content = PAGES[app].inbox([row[:4] for row in ROWS], dark=dark)
    tab.route("**/*", lambda route: route.fulfill(body=content, content_type="text/html"))
    extension.pages.append(tab)
    tab.goto(PAGES[app].URL)
    return tab


def dots(tab: Page) -> list[dict[str, float]]:
    """Where the dots lie."""
    found: list[dict[str, float]] = tab.evaluate(
        """() => [...(document.querySelector('aizuchi-rows')?.shadowRoot
          .querySelectorAll('i') ?? [])].map((one) => one.getBoundingClientRect().toJSON())"""
    )
    return found


def test_the_list_is_left_alone_at_first(extension: Loaded, app: str) -> None:
    """Off by default: no row is read, no dot drawn, no script for it in the page."""
    tab = inbox(extension, app, wanted=False)
    extension.until(extension.tabs, "looked at")
    tab.wait_for_timeout(AGAIN_MS)

    assert extension.wire.bodies("POST /v1/triage") == []
    assert tab.locator("aizuchi-rows").count() == 0


def test_dots_come_once_the_helper_is_back(extension: Loaded) -> None:
    """The same list as before: nobody had to touch it."""
    extension.wire.up = False
    tab = inbox(extension, "gmail")
    extension.until(
        lambda: [one["status"] for one in extension.tabs().values()] == ["off"], "seen as off"
    )
    extension.wire.up = True

    extension.tell(extension.silent(), {"type": "status"})

    extension.until(lambda: len(dots(tab)) == 2, "drawn")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_dots_stand_beside_frustrated_mails(extension: Loaded, app: str, *, dark: bool) -> None:
    """Level 2 and more get a dot at the start of their row; the page's own rows are untouched."""
    before = PAGES[app].inbox([row[:4] for row in ROWS])
    tab = inbox(extension, app, dark=dark)
    tab.wait_for_function(
        "document.querySelector('aizuchi-rows')?.shadowRoot.querySelectorAll('i').length === 2"
    )

    tops = tab.evaluate(
        """() => [...document.querySelectorAll('tr.zA, [role=option]')]
          .map((one) => one.getBoundingClientRect().toJSON())"""
    )
    for dot, row in zip(dots(tab), (tops[0], tops[2]), strict=True):
        assert row["top"] < dot["top"] < dot["bottom"] < row["bottom"]
        assert row["left"] <= dot["left"] <= row["left"] + 12
    tab.screenshot(path=SCREENSHOTS / f"rows-{app}-{'dark' if dark else 'light'}.png")
    rows = tab.evaluate(
        "[...document.querySelectorAll('tr.zA, [role=option]')].map((one) => one.outerHTML)"
    )
    assert all(
        row
        in tab.evaluate(
            "(html) => new DOMParser().parseFromString(html, 'text/html').body.innerHTML", before
        )
        for row in rows
    )


def test_only_what_the_rows_show_is_asked(extension: Loaded, app: str) -> None:
    """Subject, first words, sender and time, as contracted; nothing is opened for it."""
    with extension.asked("POST /v1/triage"):
        inbox(extension, app)

    first = extension.wire.bodies("POST /v1/triage")[0]["rows"][0]
    assert first["from"] == {"name": "Dana Example", "address": "dana@example.com"}
    assert (first["subject"], first["snippet"]) == ("Third time!", "Nobody answers me.")
    assert first["received"] == "2026-09-17T12:52:00.000Z"
    assert extension.wire.bodies("POST /v1/read") == []


def test_a_list_that_stays_is_asked_once(extension: Loaded) -> None:
    """Other changes of the page ask nothing anew."""
    with extension.asked("POST /v1/triage"):
        tab = inbox(extension, "gmail")
    tab.evaluate(
        """async () => { for (let i = 0; i < 20; i += 1) {
          document.body.append(document.createElement('div'));
          await new Promise((go) => setTimeout(go, 40)); } }"""
    )

    assert len(extension.wire.bodies("POST /v1/triage")) == 1


def test_switched_off_while_open(extension: Loaded) -> None:
    """Whoever changes their mind sees the dots go at once, and come again."""
    tab = inbox(extension, "gmail")
    tab.wait_for_function("document.querySelector('aizuchi-rows')?.shadowRoot.querySelector('i')")
    page = extension.silent()

    extension.tell(page, {"type": "settings", "rows": False})
    extension.until(lambda: dots(tab) == [], "gone")

    extension.tell(page, {"type": "settings", "rows": True})
    tab.wait_for_function("document.querySelector('aizuchi-rows').shadowRoot.querySelector('i')")


def test_the_panel_has_them_in_order(extension: Loaded) -> None:
    """Who waits longest and hurts most, where no mail is open."""
    with extension.asked("POST /v1/triage"):
        inbox(extension, "gmail")
    keys = extension.worker.evaluate("chrome.storage.session.get(null).then(Object.keys)")
    (tab,) = (key.removeprefix("tab:") for key in keys if key.startswith("tab:"))

    panel = extension.open(f"panel/panel.html?tab={tab}")

    expect(panel.get_by_role("heading", name="Who waits longest")).to_be_visible()
    names = panel.locator("ol li strong")
    expect(names).to_have_text(["Dana Example", "Ben Waiting"])
    expect(panel.get_by_text("Still broken")).to_have_count(1)
    panel.screenshot(path=SCREENSHOTS / "panel-rows-en-light-400.png", full_page=True)


def test_the_switch_is_in_the_settings(extension: Loaded) -> None:
    """One checkbox, off at first, kept."""
    desk = extension.open("desk/desk.html#settings", width=1200)
    box = desk.get_by_label("A quiet dot beside mails")
    expect(box).not_to_be_checked()

    box.check()
    desk.reload()

    expect(desk.get_by_label("A quiet dot beside mails")).to_be_checked()
