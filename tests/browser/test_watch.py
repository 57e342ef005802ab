"""The scripts of a mail page together, in the loaded extension: read, write, send, tell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.browser.canned import SCREENSHOTS, Loaded, as_json, draft, drafts, promise
from tests.browser.tabs import AGAIN_MS, EDITOR, SEND, order, visit
from tests.pages import outlook
from tests.pages.facts import Message

MOMENT = {"gmail": "2025-08-20T11:19:00.000Z", "outlook": "2026-09-17T12:52:00.000Z"}


def test_open_mail_is_read_and_its_level_shown(extension: Loaded, app: str) -> None:
    """The mail goes to the helper as its contract says, and the chip shows the level."""
    with extension.asked("POST /v1/read"):
        tab = visit(extension, app)
    mail = extension.wire.bodies("POST /v1/read")[0]
    assert mail["from"] == {"name": "Dana Example", "address": "dana@example.com"}
    assert mail["subject"] == "Export still failing"
    assert mail["received"] == MOMENT[app]
    assert mail["text"] == Message().text
    assert (mail["app"], mail["account"]) == (app, "max@example.org")
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    assert tab.locator("aizuchi-chip b.full").count() == 4


def test_chip_lies_where_the_page_shows_nothing(extension: Loaded, app: str) -> None:
    """Light or dark as the page is; beside the subject, over nothing, moving nothing."""
    for dark in (False, True):
        tab = visit(extension, app, dark=dark)
        tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
        tab.wait_for_function("document.querySelector('aizuchi-chip').style.transform")
        tab.screenshot(path=SCREENSHOTS / f"chip-{app}-{'dark' if dark else 'light'}.png")
        boxes = tab.evaluate(
            """() => {
              const chip = document.querySelector('aizuchi-chip');
              const subject = [...document.querySelectorAll('h2.hP, [id$=_SUBJECT][title]')]
                .filter((one) => one.checkVisibility()).at(-1);
              const [a, b] = [chip, subject].map((one) => one.getBoundingClientRect().toJSON());
              return [a, b, chip.shadowRoot.querySelector("div").className];
            }"""
        )
        chip, subject, theme = boxes
        assert theme == ("dark" if dark else "")
        known = extension.tabs().values()
        assert dark in [one["dark"] for one in known]  # the panel follows it
        assert chip["left"] >= subject["right"]
        assert abs((chip["top"] + chip["bottom"]) - (subject["top"] + subject["bottom"])) < 12
        tab.close()


def test_a_subject_wider_than_the_page_leaves_the_sender_in_sight(extension: Loaded) -> None:
    """Where nothing is free, the chip lies on the subject rather than on who wrote."""
    tab = visit(extension, "outlook", compose=None, subject="Export-" + "x" * 300)
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    tab.wait_for_function("document.querySelector('aizuchi-chip').style.transform")
    tab.screenshot(path=SCREENSHOTS / "chip-outlook-wide.png")
    chip = tab.locator("aizuchi-chip").bounding_box()
    sender = tab.locator("[id$=_FROM]").bounding_box()
    assert chip
    assert sender
    assert chip["y"] + chip["height"] <= sender["y"] + 3  # its edge, and none of its letters
    assert chip["x"] + chip["width"] < 1000


@pytest.mark.parametrize("press", ["click", "key"])
def test_a_press_wakes_the_background(extension: Loaded, press: str) -> None:
    """It sleeps after half a minute. Who may be opening a mail wakes it, and the helper, ahead."""
    tab = visit(extension, "gmail", compose=None)
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    extension.sleep()
    extension.wire.asked.clear()

    if press == "click":
        tab.mouse.click(5, 5)
    else:
        tab.keyboard.press("j")

    extension.until(lambda: extension.wire.paths() == ["GET /v1/hello"], "proved")


PRESS_NOTICE = """([id, button]) => button === null ? chrome.notifications.onClicked.dispatch(id)
  : chrome.notifications.onButtonClicked.dispatch(id, button)"""


@pytest.mark.parametrize("press", ["open", "tell"])
@pytest.mark.parametrize("where", ["notification", "desk"])
def test_the_tab_a_mail_is_open_in_is_found(extension: Loaded, press: str, where: str) -> None:
    """B55: that tab comes to the front, with what is to be said there, and no second one opens."""
    extension.wire.answers["POST /v1/draft"] = drafts(draft("late_notice"))
    mail = visit(extension, "gmail", compose=None)
    mail.wait_for_selector("aizuchi-chip button:has-text('angry')")
    ((tab, known),) = extension.tabs().items()
    link = known["mail"]["link"]
    wanted = promise(7, notice=True, link=link)
    owed = as_json(replace(wanted, notice=False))
    extension.wire.answers["GET /v1/promises"] = {"promises": [owed]}
    extension.wire.answers["PATCH /v1/promises/7"] = {"promise": as_json(wanted)}
    panel = extension.open(f"panel/panel.html?tab={tab.removeprefix('tab:')}")
    panel.locator("#tab-reply").click()
    expect(panel.locator("#reply .preview")).to_be_visible()
    desk = extension.open("desk/desk.html#promises", width=1200)
    button = desk.get_by_role("button", name="Tell them")
    expect(button).to_be_visible()
    before = len(extension.context.pages)

    if where == "notification":
        pressed = [f"promise|7|due|{link}", 1 if press == "tell" else None]
        extension.worker.evaluate(PRESS_NOTICE, pressed)
    elif press == "tell":
        button.click()
    else:
        desk.get_by_role("link", name=wanted.subject).click()

    front = "chrome.tabs.query({active: true}).then((all) => all.map(({id}) => `tab:${id}`))"
    extension.until(lambda: tab in extension.worker.evaluate(front), "it is in front")
    told = panel.get_by_text("To Jonas Weber, before the time slips")
    expect(told).to_have_count(int(press == "tell"))
    assert len(extension.context.pages) == before


def test_nothing_is_read_twice(extension: Loaded) -> None:
    """A page that changes all the time is not read again while the same mail is open."""
    tab = visit(extension, "gmail")
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    tab.evaluate(
        """async () => { for (let i = 0; i < 30; i += 1) {
          document.body.append(document.createElement('div'));
          await new Promise((go) => setTimeout(go, 40)); } }"""
    )
    assert len(extension.wire.bodies("POST /v1/read")) == 1


def test_another_mail_is_read_and_a_closed_one_forgotten(extension: Loaded) -> None:
    """The reading follows the page; in the list there is nothing to read, and no chip."""
    tab = visit(extension, "gmail", compose=None)
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    with extension.asked("POST /v1/read"):
        tab.evaluate("document.querySelectorAll('.a3s')[1].textContent = 'Another mail.'")
    assert extension.wire.bodies("POST /v1/read")[-1]["text"] == "Another mail."
    tab.evaluate("document.querySelector('.bkK').style.display = 'none'")
    tab.wait_for_selector("aizuchi-chip", state="hidden")


def test_my_own_mail_is_not_read(extension: Loaded) -> None:
    """What the user wrote to someone needs no reading."""
    mine = Message(name="Max Example", address="max@example.org")
    visit(extension, "gmail", messages=(mine,), compose=None)
    extension.until(extension.tabs, "told that there is nothing to read")
    assert extension.wire.bodies("POST /v1/read") == []


def test_typing_is_checked_after_a_pause(extension: Loaded, app: str) -> None:
    """One check for many keys, of the new part only; findings are marked."""
    tab = visit(extension, app)
    tab.click(EDITOR)
    with extension.asked("POST /v1/check"):
        tab.keyboard.press("Control+Home")
        tab.keyboard.type("Unfortunately we can not.", delay=1)
    checked = [body["text"].strip() for body in extension.wire.bodies("POST /v1/check")]
    assert checked[-1] == "Unfortunately we can not."
    assert len([text for text in checked if text]) == 1


def test_a_signature_that_was_deleted_is_none(extension: Loaded, app: str) -> None:
    """Whoever clears the box and signs by hand is not told to have signed twice."""
    tab = visit(extension, app)
    tab.click(EDITOR)
    tab.keyboard.press("Control+a")
    tab.keyboard.press("Delete")
    with extension.asked("POST /v1/check"):
        tab.keyboard.type("Hello, it comes on Friday. Max", delay=1)
    assert extension.wire.bodies("POST /v1/check")[-1]["me"]["signature"] == ""


def test_sent_mail_is_reported_as_contracted(extension: Loaded, app: str) -> None:
    """Inserted from the panel, sent by the user: the helper hears it once, new part only."""
    tab = visit(extension, app)
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    other = extension.silent()
    other.bring_to_front()
    assert order(extension, {"type": "insert", "text": "I will look today."}) == {"ok": True}
    tab.bring_to_front()
    with extension.asked("POST /v1/sent"):
        tab.click(f"{SEND[app]} >> visible=true")
    tab.wait_for_timeout(AGAIN_MS)
    (report,) = extension.wire.bodies("POST /v1/sent")
    assert report["text"] == "I will look today."
    assert (report["zone"], report["app"]) == ("Europe/Berlin", app)
    assert report["account"] == "max@example.org"
    assert report["subject"] == "Re: Export still failing"
    assert report["recipients"][0] == {"name": "Dana Example", "address": "dana@example.com"}
    thread = outlook.CONVERSATION if app == "outlook" else "198c5a0a1b2c3d49"
    assert report["thread"] == thread
    if app == "gmail":
        assert report["link"] == f"https://mail.google.com/mail/u/1/#all/{thread}"


def test_orders_without_a_compose_say_so(extension: Loaded) -> None:
    """Where nothing is being written, inserting answers `gone` and changes nothing."""
    tab = visit(extension, "gmail", compose=None)
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    for message in ({"type": "insert", "text": "x"}, {"type": "jump", "start": 0, "end": 1}):
        answer = order(extension, message)
        assert (answer["ok"], answer["error"]["code"]) == (False, "gone")


def test_chip_says_when_the_helper_is_off(extension: Loaded) -> None:
    """No reading, no dots: one quiet word."""
    extension.wire.up = False
    tab = visit(extension, "gmail")
    tab.wait_for_selector("aizuchi-chip button:has-text('helper is off')")
    assert not tab.locator("aizuchi-chip b").first.is_visible()


def test_a_click_on_the_chip_opens_the_panel(extension: Loaded) -> None:
    """The click reaches the background as a user's gesture: the side panel opens."""
    tab = visit(extension, "gmail")
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    tab.click("aizuchi-chip button")
    extension.until(lambda: len(extension.surfaces("SIDE_PANEL")) == 1, "one panel")


def test_scripts_put_in_twice_speak_once(extension: Loaded) -> None:
    """After an install the scripts may come into an open tab again: one chip, one report."""
    tab = visit(extension, "gmail")
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    extension.worker.evaluate(
        """async () => {
          const [{js}] = chrome.runtime.getManifest().content_scripts;
          const [{id}] = await chrome.tabs.query({url: 'https://mail.google.com/*'});
          await chrome.scripting.executeScript({target: {tabId: id}, files: js});
        }"""
    )
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    assert tab.locator("aizuchi-chip").count() == 1
    tab.click(EDITOR)
    tab.keyboard.press("Control+Home")
    tab.keyboard.type("I will look today.")
    with extension.asked("POST /v1/sent"):
        tab.click(f"{SEND['gmail']} >> visible=true")
    tab.wait_for_timeout(AGAIN_MS)
    assert len(extension.wire.bodies("POST /v1/sent")) == 1
    assert order(extension, {"type": "ping"}) == {"ok": True}


def test_a_mail_too_long_for_the_helper_goes_lighter(extension: Loaded) -> None:
    """Beyond 256 KiB the HTML stays behind, the text comes whole if it can."""
    long = Message(html="<div>不行。</div>" * 9000, text="")
    with extension.asked("POST /v1/read"):
        visit(extension, "gmail", messages=(long,))
    mail = extension.wire.bodies("POST /v1/read")[0]
    assert mail["html"] is None
    assert mail["text"].count("不行。") == 9000
