"""Two mails at once in one tab: an answer, and beside it a new mail to somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.canned import Finding, as_json, check, place
from tests.browser.tabs import AGAIN_MS, SEND, order, write

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.canned import Loaded

NEW_MAIL = """() => {
  const box = document.querySelector('.compose-box').cloneNode(true);
  box.querySelector('[name=rm]').value = '';
  box.querySelector('form').insertAdjacentHTML('afterbegin', `<div name="to" class="anm">
    <div role="option" data-name="Kim" data-hovercard-id="kim@example.net">Kim</div></div>`);
  const slots = document.querySelectorAll('.slot');
  slots[slots.length - 1].append(box);
  box.querySelector('[g_editable]').innerHTML = '<div><br></div>';
}"""
"""As Gmail lays one over the open conversation."""
ANSWER, OTHER = 0, 1


@pytest.fixture
def tab(extension: Loaded) -> Page:
    """An answer is begun, and then a new mail to Kim."""
    page = write(extension, "gmail", "Hi Dana,")
    page.evaluate(NEW_MAIL)
    with extension.asked("POST /v1/check"):
        type_into(page, OTHER, "Hi Kim, lunch?")
    return page


def type_into(tab: Page, box: int, text: str) -> None:
    """Write into one of the two."""
    tab.locator("[g_editable]").nth(box).click()
    tab.keyboard.insert_text(text)


def checked(extension: Loaded, words: str) -> Any:
    """What the helper was told beside these words."""

    def told() -> list[Any]:
        return [one for one in extension.wire.bodies("POST /v1/check") if words in one["text"]]

    extension.until(lambda: bool(told()), f"{words} is checked")
    return told()[-1]


@pytest.mark.usefixtures("tab")
def test_a_mail_to_somebody_else_is_not_held_against_the_open_one(extension: Loaded) -> None:
    """Kim is not called Dana, nor as angry as she is."""
    assert "reading" not in checked(extension, "lunch")
    assert checked(extension, "Hi Dana")["reading"]["level"] == 3


def test_a_draft_goes_to_whom_it_answers(extension: Loaded, tab: Page) -> None:
    """Also while the new mail was used last; what else is inserted goes where one writes."""
    (state,) = [one for one in extension.tabs().values() if one["compose"]]
    words = {"type": "insert", "text": "I am sorry, Dana.", "compose": state["compose"]}
    boxes = tab.locator("[g_editable]")

    assert order(extension, {**words, "answer": True}) == {"ok": True}
    assert "I am sorry, Dana." in boxes.nth(ANSWER).inner_text()
    assert "Dana" not in boxes.nth(OTHER).inner_text()

    assert order(extension, {**words, "text": "The lid is late."}) == {"ok": True}
    assert "The lid is late." in boxes.nth(OTHER).inner_text()


# --- What the panel says of one of them -----------------------------------------------------

ANSWERED = "Hi Dana, just wait."


def noticing(body: Any) -> Any:
    """A helper that finds one word too much."""
    if "just" not in body["text"]:
        return as_json(check())
    known = {"severity": "hint", "source": "002:41", "fix": ""}
    words = place("just ", body["text"])
    return as_json(check(Finding(rule="filler.just", message="One less.", **words, **known)))


def panel_of(extension: Loaded) -> Page:
    """The panel beside this tab, at what is being written."""
    ((key, _),) = [one for one in extension.tabs().items() if one[1]["mail"]]
    panel = extension.open(f"panel/panel.html?tab={key.removeprefix('tab:')}")
    panel.locator("#tab-reply").click()
    return panel


def noticed(extension: Loaded, tab: Page) -> Page:
    """The panel, which speaks of a word in the answer."""
    extension.wire.answers["POST /v1/check"] = noticing
    tab.locator("[g_editable]").nth(ANSWER).click()
    tab.keyboard.press("Control+Home")
    tab.keyboard.insert_text("Just a note: just wait. ")
    checked(extension, "just wait")
    panel = panel_of(extension)
    expect(panel.locator(".finding")).to_have_count(1)
    return panel


def test_the_checklist_follows_to_the_other_mail(extension: Loaded, tab: Page) -> None:
    """What it says, and mends, is of the mail one is in; also where not a letter was typed."""
    panel = noticed(extension, tab)

    tab.locator("[g_editable]").nth(OTHER).click()

    expect(panel.locator(".finding")).to_have_count(0)


def test_a_mend_falls_into_the_mail_it_speaks_of(extension: Loaded, tab: Page) -> None:
    """A tap in the panel just after one went into the other mail changes no word of that one."""
    panel = noticed(extension, tab)
    boxes = tab.locator("[g_editable]")
    before = boxes.nth(OTHER).inner_text()
    # In one breath: the panel has not heard yet that the other mail is being written.
    tab.evaluate("document.querySelectorAll('[g_editable]')[1].focus()")
    panel.locator(".finding button[data-key^=fix]").click()

    tab.wait_for_timeout(AGAIN_MS)
    assert boxes.nth(OTHER).inner_text() == before
    assert "Just a note: wait." in boxes.nth(ANSWER).inner_text()


def test_the_other_mail_stays_known_when_one_goes(extension: Loaded, tab: Page) -> None:
    """The new mail is sent; the answer is still open, so a draft can be put into it."""
    panel = panel_of(extension)
    insert = panel.locator("[data-key=insert]")

    tab.evaluate("document.querySelectorAll('.compose-box')[1].remove()")
    tab.wait_for_timeout(2 * AGAIN_MS)

    panel.locator(".draft > summary").click()
    expect(insert).to_be_enabled()


def test_the_same_words_in_two_mails_are_two_mails(extension: Loaded, tab: Page) -> None:
    """One is sent while the other, with the same words, still stands: nothing was called back."""
    text = "I will look at it today and write to you again."
    tab.evaluate("document.querySelectorAll('[name=draft]').forEach((one) => one.remove())")
    for box in (ANSWER, OTHER):
        tab.locator("[g_editable]").nth(box).click()
        tab.keyboard.press("Control+a")
        tab.keyboard.insert_text(text)

    with extension.asked("POST /v1/sent"):
        tab.locator(f"{SEND['gmail']} >> visible=true").nth(OTHER).click()
    tab.wait_for_timeout(2 * AGAIN_MS)

    assert "POST /v1/unsent" not in extension.wire.paths()


def test_an_older_answer_says_nothing_of_newer_words(extension: Loaded, tab: Page) -> None:
    """The helper was slow once: what it says of the words before comes late, and is dropped."""
    held: list[Any] = []

    def slow(route: Any) -> None:
        if "just" in route.request.post_data_json["text"]:
            held.append(route)
        else:
            route.fallback()

    extension.context.route("http://127.0.0.1:*/v1/check", slow)
    tab.locator("[g_editable]").nth(ANSWER).click()
    tab.keyboard.press("Control+a")
    tab.keyboard.insert_text(ANSWERED)
    extension.until(lambda: bool(held), "asked of the words before")
    tab.keyboard.press("Control+a")
    tab.keyboard.insert_text("Hi Dana, it comes on Friday.")
    checked(extension, "on Friday")
    tab.wait_for_timeout(AGAIN_MS)
    held[0].fulfill(status=200, json=noticing({"text": ANSWERED}))
    tab.wait_for_timeout(AGAIN_MS)

    (state,) = [one for one in extension.tabs().values() if one["compose"]]
    extension.context.unroute("http://127.0.0.1:*/v1/check")
    assert "on Friday" in state["text"]
