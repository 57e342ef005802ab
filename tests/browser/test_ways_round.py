"""Where a page cannot be read as it should: what still works is said, and there is a way round."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canned import MAIL, SCREENSHOTS, Load, Loaded, reading
from tests.browser.tabs import visit
from tests.pages.facts import Message
from tests.pages.gmail import CLIPPED


def select_and_read(extension: Loaded, tab: Page, css: str) -> None:
    """Select an element's words and choose the entry of the context menu."""
    tab.evaluate("(css) => getSelection().selectAllChildren(document.querySelector(css))", css)
    (known,) = extension.tabs()
    extension.worker.evaluate(
        """async (id) => chrome.contextMenus.onClicked.dispatch(
            {menuItemId: 'read', selectionText: 'all on one line'}, await chrome.tabs.get(id))""",
        int(known.removeprefix("tab:")),
    )


def test_selected_words_are_read(extension: Loaded, app: str) -> None:
    """A page we cannot read at all: its words, selected, are read with their lines."""
    tab = visit(extension, app, compose=None)
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    tab.evaluate(
        """() => { document.body.innerHTML = '<p id="odd">The lift is stuck.</p><p></p>';
          document.querySelector('#odd').append(document.createElement('br'), 'Please come.'); }"""
    )
    tab.wait_for_selector("aizuchi-chip", state="hidden")
    extension.until(lambda: [one["mail"] for one in extension.tabs().values()] == [None], "closed")

    with extension.asked("POST /v1/read"):
        select_and_read(extension, tab, "#odd")

    mail = extension.wire.bodies("POST /v1/read")[-1]
    assert mail["text"] == "The lift is stuck.\nPlease come."
    assert (mail["app"], mail["from"], mail["message"]) == (app, None, None)


def test_what_is_known_of_the_mail_stays_known(extension: Loaded) -> None:
    """A part of an open mail is still by its sender, in its thread; it is not the whole of it."""
    tab = visit(extension, "gmail", compose=None)
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")

    with extension.asked("POST /v1/read"):
        select_and_read(extension, tab, ".bkK .a3s")

    mail = extension.wire.bodies("POST /v1/read")[-1]
    assert mail["from"]["address"] == "dana@example.com"
    assert mail["thread"] == "198c5a0a1b2c3d49"
    assert mail["message"] is None


def test_the_menu_is_made_once(extension: Loaded) -> None:
    """An update makes the entry anew; a second one of the same name would be refused."""
    for _ in range(2):
        extension.worker.evaluate("chrome.runtime.onInstalled.dispatch({reason: 'update'})")

    def there() -> bool:
        return (
            extension.worker.evaluate(
                """() => new Promise((go) => chrome.contextMenus.update('read', {enabled: true},
              () => go(chrome.runtime.lastError === undefined)))"""
            )
            is True
        )

    extension.until(there, "in the menu")


LACKS = {
    "sender": ({"from": None}, "its sender", "What happened with this person before is not known"),
    "thread": ({"thread": None}, "its conversation", "without its conversation"),
    "two": ({"received": None, "subject": None}, "its subject or when it came", "practice inbox"),
}


@pytest.mark.parametrize("lack", LACKS)
def test_the_panel_says_what_it_cannot_find(loaded: Load, lack: str) -> None:
    """What still works is said, what follows from the lack, and the way round."""
    changes, words, follows = LACKS[lack]
    extension = loaded()
    mail = {**MAIL, "message": "m1", **changes}
    extension.set_state(status="ready", mail=mail, reading=reading(sender=None))

    page = extension.panel()

    note = page.locator("#read .note")
    expect(note).to_contain_text("I can read this mail, but not find")
    expect(note).to_contain_text(words)
    expect(note).to_contain_text(follows)
    page.screenshot(path=SCREENSHOTS / f"panel-partly-{lack}-en-light-400.png", full_page=True)


def test_a_clipped_mail_says_so(extension: Loaded) -> None:
    """Gmail shows but the beginning of a long mail: what is read is marked as a part."""
    html = Message().html + CLIPPED
    tab = visit(extension, "gmail", messages=(Message(html=html),), compose=None)
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    (key,) = extension.tabs()

    panel = extension.open(f"panel/panel.html?tab={key.removeprefix('tab:')}")

    expect(panel.locator("#read .note")).to_contain_text("only the beginning")
    expect(panel.locator(".feeling")).to_contain_text("in the part that is read")
    assert "partial" not in extension.wire.bodies("POST /v1/read")[0]


def test_a_mail_too_long_for_the_helper_says_so(extension: Loaded) -> None:
    """Where even its text is too long, its beginning goes, and the tab knows that."""
    long = Message(html=f"<p>{'不行。' * 1000}</p>" * 30)
    visit(extension, "gmail", messages=(long,), compose=None)
    extension.until(lambda: extension.wire.bodies("POST /v1/read"), "read")

    (state,) = extension.tabs().values()
    assert state["mail"]["partial"] == "long"


def test_a_whole_mail_gets_no_note(loaded: Load) -> None:
    """Where nothing is missing nothing is said; what is practised knows what it knows."""
    extension = loaded()
    extension.set_state(status="ready", mail=MAIL, reading=reading())
    page = extension.panel()
    expect(page.locator(".feeling")).to_be_visible()
    expect(page.locator("#read .note")).to_have_count(0)

    practised = {**MAIL, "app": "practice", "from": None}
    extension.set_state(status="ready", mail=practised, reading=reading())

    expect(page.locator("#read .note")).to_have_count(0)


def test_the_empty_panel_tells_the_way_round(loaded: Load) -> None:
    """A mail is open and nothing shows: what to do stands there."""
    extension = loaded()
    page = extension.panel()

    expect(page.get_by_text("choose “Read with Aizuchi”")).to_be_visible()


# --- The report -----------------------------------------------------------------------------


def report(extension: Loaded) -> dict[str, Any]:
    """The adapter report, by element."""
    rows = extension.tell(extension.silent(), {"type": "report"})["rows"]
    return {row["element"]: row for row in rows}


def test_the_report_tells_found_fallback_and_missing(extension: Loaded) -> None:
    """Which selector matched, which fell back, which is missing: by counts."""
    tab = visit(extension, "gmail", messages=(Message(received="x"),))
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    assert report(extension)["gmail.sender"]["way"] == 0
    tab.evaluate(
        """() => {
          document.querySelectorAll('h2').forEach((one) => {
            one.removeAttribute('data-legacy-thread-id');
            one.removeAttribute('data-thread-perm-id'); });
          document.querySelectorAll('.gD, .gF [email], .ads [email]')
            .forEach((one) => one.remove());
          document.querySelectorAll('.a3s').forEach((one) => one.append(' More.'));
        }"""
    )
    extension.until(lambda: len(extension.wire.bodies("POST /v1/read")) == 2, "read again")

    rows = report(extension)

    assert rows["gmail.subject"]["counts"][1] > 0
    assert rows["gmail.sender"]["way"] == rows["gmail.thread"]["way"] == -1
    assert rows["gmail.send"]["way"] >= 0


def test_the_report_holds_no_word_of_a_mail(extension: Loaded, app: str) -> None:
    """It is made to be pasted into a bug report: names of elements and numbers."""
    tab = visit(extension, app)
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")

    for row in report(extension).values():
        assert row["element"].startswith(f"{app}.")
        assert set(row) == {"element", "counts", "way"}
        assert all(isinstance(one, int) for one in [row["way"], *row["counts"]])


def test_the_report_is_in_the_settings(extension: Loaded) -> None:
    """A table to look at, a button to copy it as text."""
    tab = visit(extension, "gmail")
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    extension.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk = extension.open("desk/desk.html#settings", width=1200)

    desk.get_by_text("What I find on mail pages").click()
    expect(desk.get_by_role("rowheader", name="gmail.subject")).to_be_visible()
    desk.get_by_role("button", name="Copy").click()

    expect(desk.get_by_text("Copied")).to_be_visible()
    text = desk.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Aizuchi ")
    assert "gmail.subject: " in text
    assert "Dana" not in text
    desk.screenshot(path=SCREENSHOTS / "desk-report-en-light-1200.png", full_page=True)
