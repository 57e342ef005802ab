"""The whole way, once for each client: read, reply, remember; nothing in between is canned.

A real Chromium with the extension, the real helper in a process of its own, a real notification
daemon on a real session bus. Only the mail page is built for the test, and the helper's clock
can be moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.canned import (
    SCREENSHOTS,
    launch_loaded,
    until,
)
from tests.browser.clients import Client, extension_page, open_mail, open_panel
from tests.desktop import DesktopSession
from tests.pages import gmail, outlook
from tests.pages.facts import QUOTE, Message, Thread
from tests.running import Running

TEXT = (
    "Hi team,\n\nthis is the third time I am writing about the export, and nobody has answered. "
    "I have been waiting for two weeks. Can you tell me when it will work again?\n\nDana Example"
)
HTML = "".join(f"<div>{line or '<br>'}</div>" for line in TEXT.split("\n")) + QUOTE
SUBJECT = "Export still failing"
HOT = re.compile("^ *(angry|at the end of their rope)")
"""Two readers might differ by one level on this mail; that it is hot they would agree on."""


CLIENTS = [
    Client(
        app="gmail",
        url="https://mail.google.com/mail/u/0/#inbox/FMfcgzQbfBxyz",
        html=gmail.page(
            Thread(
                subject=SUBJECT,
                messages=(
                    Message(id="198c5a0a1b2c3d40", shown="collapsed"),
                    Message(html=HTML, text=TEXT),
                ),
                language="ja",
                compose="inline",
            )
        ),
        editor="[g_editable=true]",
        send=".aoO",
        kept=(".gmail_signature",),
    ),
    Client(
        app="outlook",
        url="https://outlook.cloud.microsoft/mail/inbox",
        html=outlook.page(
            Thread(
                subject=SUBJECT,
                messages=(
                    Message(name="Max Example", address="max@example.org", shown="collapsed"),
                    Message(html=HTML, text=TEXT, received=outlook.WHEN),
                ),
                language="de",
                compose="inline",
            )
        ),
        editor="[aria-multiline=true]",
        send="[id*=primaryActionButton]",
        kept=("#Signature", "#divRplyFwdMsg"),
    ),
]


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[DesktopSession]:
    """A screen, a session bus and a notification daemon."""
    with DesktopSession(tmp_path / "desktop") as session:
        yield session


@pytest.fixture
def helper(tmp_path: Path, desktop: DesktopSession) -> Iterator[Running]:
    """The real helper on that desktop."""
    home = tmp_path / "home"
    home.mkdir()
    running = Running(
        home,
        env={**desktop.env, "AIZUCHI_ZONE": "Europe/Berlin", "AIZUCHI_NAME": "Max"},
    )
    running.start()
    running.pair()
    yield running
    running.stop()


@pytest.fixture
def browser(playwright: Playwright, tmp_path: Path, helper: Running) -> Iterator[BrowserContext]:
    """A Chromium with the extension, paired with that helper as `make run` does it."""
    context = launch_loaded(playwright, tmp_path / "profile", "en")
    page = extension_page(
        context, f"desk/practice.html#pair={helper.new_code()}&port={helper.port}"
    )
    expect(page.frame_locator("#panel").locator(".dots")).to_be_visible()
    page.close()
    yield context
    context.close()


def promises(helper: Running) -> list[dict[str, Any]]:
    """All rows of the real ledger."""
    found: list[dict[str, Any]] = helper.get("/promises")["promises"]
    return found


def shoot(page: Page, name: str) -> None:
    """Keep a picture for people to look at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"whole-way-{name}.png")


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.app)
@pytest.mark.timeout(180)
def test_the_whole_way(
    client: Client, browser: BrowserContext, helper: Running, desktop: DesktopSession
) -> None:
    """From opening a mail to a promise kept, as the user walks it."""
    page = open_mail(browser, client)
    expect(page.locator("aizuchi-chip button")).to_contain_text(HOT)
    before = [page.locator(selector).inner_html() for selector in client.kept]
    panel = open_panel(browser, client)

    # Read: level, the words behind it, the ask.
    expect(panel.get_by_text(HOT)).to_be_visible()
    expect(panel.get_by_text("Can you tell me when it will work again?").first).to_be_visible()
    expect(panel.get_by_text("third time").first).to_be_visible()
    shoot(panel, f"{client.app}-read")

    # Reply: a draft, the other of the two times, inserted above what was there.
    since = datetime.now(UTC)
    panel.get_by_role("tab", name="Reply").click()
    preview = panel.locator(".preview")
    proposed = preview.inner_text()
    other = panel.locator("input[name=time]:not(:checked)")
    chosen = panel.locator("label", has=other).inner_text().replace("\u202f", " ")
    panel.locator(f"input[value={other.input_value()}]").check()
    expect(preview).not_to_have_text(proposed)
    draft = preview.inner_text()
    shoot(panel, f"{client.app}-reply")
    panel.get_by_role("button", name="Insert").click()
    editor = page.locator(client.editor)
    expect(editor).to_contain_text(draft.splitlines()[0])
    assert lines(editor.inner_text()).startswith(lines(draft))
    assert [page.locator(selector).inner_html() for selector in client.kept] == before
    expect(panel.locator(".ticks")).to_be_visible()
    shoot(panel, f"{client.app}-checklist")
    shoot(page, f"{client.app}-page")

    # Send: gone from the page, and in the ledger with its time and its thread.
    page.locator(client.send).click()
    until(panel, lambda: bool(promises(helper)), "the promise is in the ledger")
    (promise,) = promises(helper)
    assert promise["state"] == "open"
    assert promise["app"] == client.app
    assert promise["sentence"] in draft
    assert promise["person"]["address"] == "dana@example.com"
    shown = (as_shown(moment(promise["due"]), at) for at in (since, datetime.now(UTC)))
    assert chosen.startswith(tuple(shown))  # a midnight may lie between
    panel.get_by_role("tab", name="Remember").click()
    remembered = panel.get_by_role("tabpanel", name="Remember")
    expect(remembered.get_by_text(promise["sentence"]).first).to_be_visible()
    shoot(panel, f"{client.app}-remember")

    # The clock reaches it, over a restart: one real notification with its four buttons.
    restart_at(helper, moment(promise["due"]) - timedelta(minutes=2))
    (note,) = desktop.wait_for_notes(1)
    assert list(note.actions.values()) == ["Open", "Done", "Tell them", "Snooze"]
    assert promise["sentence"].split(",")[0] in note.body
    desktop.screenshot(f"whole-way-{client.app}-notification.png")

    # Done, pressed on the notification itself.
    desktop.press("Done")
    until(panel, lambda: promises(helper)[0]["state"] == "kept", "the row says kept")
    expect(panel.get_by_text("You can rest")).to_be_visible()
    shoot(panel, f"{client.app}-kept")
    assert len(desktop.notes()) == 1


def restart_at(helper: Running, when: datetime) -> None:
    """Stop the helper and start it with a clock that shows ``when``."""
    helper.stop()
    helper.set_clock(when)
    helper.start()


def as_shown(due: datetime, at: datetime) -> str:
    """A time of this week as the panel says it then: Tomorrow 5:00 PM, Tue 5:00 PM."""
    days = (due.date() - at.astimezone(due.tzinfo).date()).days
    day = {0: "Today", 1: "Tomorrow"}.get(days, f"{due:%a}")
    return f"{day} {due:%-I:%M %p}"


def moment(text: str) -> datetime:
    """An ISO time as a moment."""
    return datetime.fromisoformat(text)


def lines(text: str) -> str:
    """What is said, whatever the client uses to break lines."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


WAITS = """chrome.storage.local.get('queue').then(({queue = []}) =>
  queue.length === 1 && !queue[0].held)"""


@pytest.mark.timeout(240)
def test_a_kill_at_any_step_loses_nothing(
    browser: BrowserContext, helper: Running, desktop: DesktopSession
) -> None:
    """SIGKILL after each step, and once while a mail is being sent: what was confirmed is there."""
    client = CLIENTS[0]

    def kill() -> None:
        helper.kill()
        helper.start()

    page = open_mail(browser, client)
    expect(page.locator("aizuchi-chip button")).to_contain_text(HOT)
    kill()
    panel = open_panel(browser, client)
    expect(panel.get_by_text(HOT)).to_be_visible()
    panel.get_by_role("tab", name="Reply").click()
    expect(panel.locator(".preview")).to_contain_text("Dana")
    kill()
    panel.get_by_role("button", name="Insert").click()
    expect(page.locator(client.editor)).to_contain_text("Dana")

    helper.kill()
    page.locator(client.send).click()
    expect(page.locator(client.editor)).to_have_count(0)
    until(panel, lambda: bool(panel.evaluate(WAITS)), "what was sent waits in the browser")
    helper.start()
    panel.get_by_role("tab", name="Remember").click()
    until(panel, lambda: bool(promises(helper)), "what was sent meanwhile is delivered", 75)
    kill()
    (promise,) = promises(helper)
    assert promise["state"] == "open"

    helper.kill()
    helper.set_clock(moment(promise["due"]) - timedelta(minutes=2))
    helper.start()
    desktop.wait_for_notes(1)
    kill()
    helper.patch(f"/promises/{promise['id']}", {"action": "done"})
    kill()

    assert [one["state"] for one in promises(helper)] == ["kept"]
    events = [one["what"] for one in helper.get(f"/promises/{promise['id']}")["events"]]
    assert events == ["made", "done"]
    assert len(desktop.notes()) == 1
