"""The whole way through the panel with the keyboard alone: no step needs a mouse."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from helper.contracts import Finding
from tests.browser.canned import Loaded, as_json, check, promise
from tests.browser.tabs import EDITOR, visit

STEPS = 40
FIXED = "Your bag is at the hotel now."
HASTY, CALM = "Which helps you more?", "Which is better for you?"


def walk_to(panel: Page, css: str, key: str = "Tab") -> None:
    """Press a key until the focus is there, as someone without a mouse does."""
    for _ in range(STEPS):
        if panel.evaluate("(css) => document.activeElement.matches(css)", css):
            return
        panel.keyboard.press(key)
    where = panel.evaluate("document.activeElement.outerHTML.slice(0, 80)")
    message = f"{key} does not lead to {css}, but to {where}"
    raise AssertionError(message)


def findings(asked: dict[str, Any]) -> Any:
    """One thing to mend, as long as it stands there."""
    at = asked["text"].find(HASTY)
    hasty = Finding(
        start=at,
        end=at + len(HASTY),
        rule="choice",
        message="Ask gently.",
        source="002:41",
        fix=CALM,
        severity="hint",
    )
    return as_json(check(hasty) if at >= 0 else check())


def test_read_reply_mend_remember_without_a_mouse(extension: Loaded) -> None:
    """Tab, arrows and Enter lead from the mail to a kept promise, and the focus is never lost."""
    extension.wire.answers["POST /v1/check"] = findings
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(promise())]}
    extension.wire.answers["PATCH /v1/promises/1"] = {"promise": as_json(promise())}
    mail = visit(extension, "gmail")
    mail.wait_for_selector("aizuchi-chip button:has-text('angry')")
    extension.until(lambda: [one["compose"] for one in extension.tabs().values()] != [None], "box")
    (key,) = extension.tabs()
    panel = extension.open(f"panel/panel.html?tab={key.removeprefix('tab:')}")
    expect(panel.locator(".feeling")).to_be_visible()

    walk_to(panel, "#tab-read")
    panel.keyboard.press("ArrowRight")
    expect(panel.locator(".preview")).to_be_visible()
    walk_to(panel, "[data-key=insert]")
    panel.keyboard.press("Enter")
    expect(mail.locator(EDITOR)).to_contain_text(HASTY)
    expect(panel.locator(".finding")).to_be_visible()

    walk_to(panel, ".finding button")
    panel.keyboard.press("Enter")
    expect(mail.locator(EDITOR)).to_contain_text(CALM)
    expect(panel.locator(".finding")).to_have_count(0)
    assert panel.evaluate("document.activeElement !== document.body")

    walk_to(panel, "#tab-reply", "Shift+Tab")
    panel.keyboard.press("ArrowRight")
    walk_to(panel, ".promise button")
    with extension.asked("PATCH /v1/promises/1"):
        panel.keyboard.press("Enter")
    assert extension.wire.bodies("PATCH /v1/promises/1") == [{"action": "done"}]
    assert panel.evaluate("document.activeElement !== document.body")


@pytest.mark.parametrize("app", ["gmail", "outlook"])
def test_what_shows_that_one_listened_stands_first_with_one_click(
    extension: Loaded, app: str
) -> None:
    """B15: the words are those of the draft, what was typed follows, and nothing else changes."""

    def unheard(asked: dict[str, Any]) -> Any:
        missing = Finding(
            start=0,
            end=len(FIXED),
            rule="ack.fix_only",
            message="One sentence for the person.",
            source="001:3",
            fix=None,
            severity="warning",
        )
        return as_json(check(missing) if asked["text"].startswith(FIXED) else check())

    extension.wire.answers["POST /v1/check"] = unheard
    mail = visit(extension, app)
    mail.wait_for_selector("aizuchi-chip button:has-text('angry')")
    mail.click(EDITOR)
    mail.keyboard.press("Control+Home")
    with extension.asked("POST /v1/check"):
        mail.keyboard.type(FIXED)
    (key,) = extension.tabs()
    panel = extension.open(f"panel/panel.html?tab={key.removeprefix('tab:')}")
    panel.locator("#tab-reply").click()
    expect(panel.locator(".finding")).to_contain_text("I am sorry")

    panel.get_by_role("button", name="Put this first").click()

    expect(panel.locator(".finding")).to_have_count(0)
    typed = [
        line.strip() for line in mail.locator(EDITOR).inner_text().splitlines() if line.strip()
    ]
    assert typed[:2] == ["I am sorry", FIXED]
