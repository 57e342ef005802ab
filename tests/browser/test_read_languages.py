"""Read and Reply in three languages, with the real helper: mail, draft, findings and interface.

What it sees is kept as the pictures for the stores, ``store-*.png``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, ViewportSize, expect

from tests.browser.canned import EXTENSION_ID, SCREENSHOTS, launch_loaded
from tests.running import Running

CHIP_IS = "(dark) => aizuchi.chip.host.shadowRoot.querySelector('div').className === dark"
GROUND = "(body) => getComputedStyle(body).backgroundColor"
STORE: ViewportSize = {"width": 1280, "height": 800}
"""What both stores take."""
MAILS = {
    "en": (
        (
            "From: Ruth Okafor <ruth@example.org>\nSubject: The heating\n\n"
            "I have asked three times now when the heating will be repaired, and nobody has called "
            "back. My mother is 84 and sits in the cold. When will someone come?\n\nRuth Okafor"
        ),
        "three times",
        "When will someone come?",
    ),
    "zh": (
        (
            "From: 王慧 <wanghui@example.org>\nSubject: 暖气\n\n"
            "我已经问了三次暖气什么时候能修好，到现在没有人回复我。我母亲八十四岁，一直在受冻。"
            "请问什么时候能派人来？\n\n王慧"
        ),
        "没有人回复",
        "什么时候能派人来",
    ),
    "ja": (
        (
            "From: 山本和子 <yamamoto@example.org>\nSubject: 暖房の修理について\n\n"
            "暖房の修理がいつになるのか、これで三度目のお問い合わせですが、いまだにお返事がありません。"
            "八十四歳の母が寒い中で過ごしております。いつ来ていただけるのでしょうか。\n\n山本和子"
        ),
        "三度目",
        "いつ来ていただけるのでしょうか",
    ),
}

COLD = {
    "en": "We are sorry for any inconvenience, but as you know our team is busy.",
    "zh": "我们很抱歉给您带来不便，但这不归我们管。",
    "ja": "ご不便をおかけしましたが、規約ですのでご了承ください。",
}
"""What nobody should send, to be noticed on the way."""


@pytest.fixture(scope="module")
def helper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The real helper, with reminders left to the browser."""
    home = tmp_path_factory.mktemp("home")
    running = Running(home, env={"AIZUCHI_NOTIFY": "browser"})
    running.start()
    yield running
    running.stop()


@pytest.mark.parametrize("language", MAILS)
def test_a_mail_is_read_and_answered_in_its_language(
    language: str, helper: Running, playwright: Playwright, tmp_path: Path
) -> None:
    """Hot, with the words that say so, the ask on top, and a draft in the same language."""
    text, words, ask = MAILS[language]
    context = launch_loaded(playwright, tmp_path / "profile", language)
    page = context.new_page()
    page.set_viewport_size(STORE)
    address = f"#pair={helper.new_code()}&port={helper.port}"
    page.goto(f"chrome-extension://{EXTENSION_ID}/desk/practice.html{address}")
    panel = page.frame_locator("#panel")
    expect(panel.locator(".dots")).to_be_visible()

    page.locator("#paste").click()
    page.locator("#pasted").fill(text)
    page.locator("#pasting button[type=submit]").click()

    expect(panel.locator(".ask .lead")).to_contain_text(ask)
    expect(panel.locator("#read")).to_contain_text(words)
    assert panel.locator(".dots .on").count() >= 3
    shoot(page, f"store-read-{language}")

    panel.locator("#tab-reply").click()
    expect(panel.locator(".preview")).to_have_attribute("lang", language[:2])
    page.locator("#reply").click()
    panel.locator("[data-key=insert]").click()
    expect(panel.locator(".ticks")).to_be_visible()
    page.screenshot(path=SCREENSHOTS / f"store-reply-{language}.png")

    page.locator("#editor").fill(COLD[language])
    expect(panel.locator(".finding").nth(1)).to_be_visible()
    shoot(page, f"store-findings-{language}")
    context.close()


def shoot(page: Page, name: str) -> None:
    """Keep what is seen in the dark and in the light; chip and panel turn with the page."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.wait_for_function(CHIP_IS, arg="dark" if scheme == "dark" else "")
        expect(page.frame_locator("#panel").locator("body")).to_have_css(
            "background-color", page.locator("body").evaluate(GROUND)
        )
        page.screenshot(path=SCREENSHOTS / f"{name}-{scheme}.png")
