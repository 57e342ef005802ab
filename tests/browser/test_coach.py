"""Practising a situation on the desk: a hint, the checklist, a worked answer to compare with."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from helper.paths import shipped_rules
from helper.rulebook.practice import situations
from tests.browser.canned import SCREENSHOTS, Load, Loaded, as_json, check, reading


def coached(extension: Loaded, language: str = "en") -> Page:
    """The practice inbox with the shipped situations."""
    found = situations([shipped_rules()], language).situations
    extension.wire.answers |= {
        "GET /v1/practice": {
            "language": language,
            "situations": [
                {**one.model_dump(exclude={"try_"}), "try_it": one.try_} for one in found
            ],
        },
        "POST /v1/read": as_json(reading(app="practice")),
        "POST /v1/check": as_json(check()),
    }
    page = extension.open("desk/practice.html", width=1200)
    expect(page.locator("#situation option")).to_have_count(25)
    return page


def write(page: Page, words: str) -> None:
    """Reply with these words and send them, in practice."""
    page.locator("#reply").click()
    send(page, words)


def send(page: Page, words: str) -> None:
    """Type into the reply that was just opened, and send it."""
    expect(page.locator("#editor")).to_be_focused()
    page.keyboard.type(words)
    page.locator("#send").click()


def test_a_situation_is_practised(loaded: Load) -> None:
    """003:1: the mail, a hint, one's own reply, then one way to write it beside it, and why."""
    extension = loaded()
    page = coached(extension)

    page.get_by_label("Choose a situation").select_option("room")
    expect(page.locator("#subject")).to_contain_text("No room at midnight")
    expect(page.locator("#hint")).to_contain_text("One sorry for the night")
    write(page, "Hello Priya, just a moment.")

    comparison = page.locator("#comparison")
    expect(comparison).to_contain_text("Hello Priya, just a moment.")
    expect(comparison).to_contain_text("I'm sorry that we had no room for you")
    expect(comparison).to_contain_text("From “Learn to say sorry”")
    page.screenshot(path=str(SCREENSHOTS / "practice-compared-en-light.png"), full_page=True)

    page.get_by_role("button", name="Next situation").click()
    expect(page.locator("#subject")).to_contain_text("Bill from last night")
    expect(page.locator("#subject")).to_be_focused()
    expect(comparison).to_be_empty()


def test_what_changed_since_the_last_try(loaded: Load) -> None:
    """The second try says what is new in it, by name; there is no mark and no sum."""
    extension = loaded()
    page = coached(extension)
    page.get_by_label("Choose a situation").select_option("bill")

    write(page, "Hi.")
    expect(page.locator("#comparison")).to_contain_text("To try next")
    extension.wire.answers["POST /v1/check"] = as_json(check(done=True))
    page.get_by_role("button", name="Try again").click()
    send(page, "Dear Marc Dubois, I'm sorry.")

    expect(page.locator("#comparison")).to_contain_text("New since your last try")
    expect(page.locator("#comparison")).to_contain_text("Every point of the checklist is there.")
    kept = extension.worker.evaluate("chrome.storage.local.get(null)")
    assert "room" not in json.dumps(kept)
    assert "tries" not in kept


def test_a_mail_of_ones_own_has_no_coach(loaded: Load) -> None:
    """What was pasted has no answer to compare with: only the checklist speaks."""
    extension = loaded()
    page = coached(extension)
    page.get_by_label("Choose a situation").select_option("bag")

    page.get_by_role("button", name="Paste a mail").click()
    page.locator("#pasted").fill("The lift is stuck again.")
    page.get_by_role("button", name="Read it").click()
    write(page, "Hello.")

    expect(page.locator("#said")).to_contain_text("Sent, in practice only")
    expect(page.locator("#comparison")).to_be_empty()
    expect(page.locator("#hint")).to_be_empty()
