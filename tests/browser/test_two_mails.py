"""Two mails at once in one tab: an answer, and beside it a new mail to somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.test_sending import write
from tests.browser.test_watch import extension, order

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.canned import Loaded

__all__ = ["extension"]

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
