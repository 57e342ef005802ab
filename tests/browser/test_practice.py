"""The practice inbox and the desk: a mail client of our own, through the same scripts and panel."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from helper.contracts import Move, Person
from tests.browser.canned import (
    SCREENSHOTS,
    Load,
    Loaded,
    as_json,
    check,
    draft,
    drafts,
    place,
    promise,
    reading,
    sent_report,
)


def read_what_is_sent(extension: Loaded) -> None:
    """Let the canned helper answer about the very mail it is given."""
    extension.wire.answers["POST /v1/read"] = lambda mail: as_json(
        reading(
            text=mail["text"],
            subject=mail["subject"],
            evidence=(),
            noise=(),
            asks=(),
            app="practice",
            thread=mail["thread"],
            message=mail["message"],
            sender=Person(**mail["from"]) if mail["from"] else None,
        )
    )
    extension.wire.answers["POST /v1/check"] = as_json(check())


def practice(extension: Loaded, *, scheme: str = "light", width: int = 1200) -> Page:
    """The practice inbox with its first mail read."""
    read_what_is_sent(extension)
    page = extension.open("desk/practice.html", width=width, scheme=scheme)
    expect(panel(page).locator(".dots")).to_be_visible()
    return page


def panel(page: Page) -> FrameLocator:
    """The panel beside the mail."""
    return page.frame_locator("#panel")


def last_mail(extension: Loaded) -> Any:
    """The mail the helper was last asked to read."""
    return extension.wire.bodies("POST /v1/read")[-1]


def shoot(page: Page, name: str) -> None:
    """Keep what is seen as a picture."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=str(SCREENSHOTS / f"{name}.png"))


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", "Still no bag"), ("zh", "四天了"), ("ja", "4日たっても")],
)
def test_it_starts_with_a_mail_to_try(loaded: Load, language: str, subject: str) -> None:
    """One inviting mail is open, marked as practice, read as app "practice", panel beside it."""
    extension = loaded(language)

    for scheme in ("light", "dark"):
        page = practice(extension, scheme=scheme)
        expect(page.locator("#subject")).to_contain_text(subject)
        expect(page.locator(".note")).to_be_visible()
        shoot(page, f"practice-{language}-{scheme}")
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    shoot(page, f"practice-{language}-narrow")

    mail = last_mail(extension)
    assert mail["app"] == "practice"
    assert mail["from"]["address"] == "traveller@example.org"
    assert mail["received"] is not None
    assert mail["text"].startswith(page.locator("#body").inner_text()[:20])


@pytest.mark.parametrize("width", [320, 800, 1000, 1400])
def test_the_chip_stays_on_the_card(loaded: Load, width: int) -> None:
    """And over no words of it, whatever room a subject leaves."""
    page = practice(loaded(), width=width)
    for words in range(1, 24):
        chip, card, sender = page.evaluate(
            """async (words) => {
              document.getElementById("subject").textContent = "kettle ".repeat(words);
              aizuchi.chip.show(document.getElementById("subject"), "chip_level_4", 4);
              await new Promise(requestAnimationFrame);
              await new Promise((settled) => setTimeout(settled, 10));
              const [card, sender] = ["mail", "sender"].map((id) => document.getElementById(id));
              return [aizuchi.chip.host, card, sender]
                .map((one) => one.getBoundingClientRect().toJSON());
            }""",
            words,
        )
        assert chip["right"] < card["right"], words
        assert chip["bottom"] <= sender["top"], words


def test_the_whole_way(loaded: Load) -> None:
    """Read, draft, insert above the signature, checklist, send, and the promise is noted."""
    extension = loaded()
    extension.wire.answers["POST /v1/draft"] = drafts(draft())
    noted = promise(1, app="practice", link=None)
    extension.wire.answers["POST /v1/sent"] = as_json(sent_report(promises=(noted,)))
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(noted)]}
    page = practice(extension)
    side = panel(page)

    page.get_by_role("button", name="Reply", exact=True).click()
    side.get_by_role("tab", name="Reply").click()
    side.get_by_role("button", name="Insert").click()
    expect(page.locator("#editor")).to_contain_text("I am sorry that your bag")
    expect(side.locator(".ticks li.on").first).to_be_visible()
    shoot(page, "practice-reply-en-light")
    with extension.asked("POST /v1/sent"):
        page.locator("#send").click()
    side.get_by_role("tab", name="Remember").click()
    expect(side.get_by_text("Noted as a promise")).to_be_visible()
    shoot(page, "practice-sent-en-light")

    (sent,) = extension.wire.bodies("POST /v1/sent")
    assert sent["app"] == "practice"
    assert sent["thread"] == last_mail(extension)["thread"]
    assert sent["text"] == draft().text  # without the signature: those are no new words
    assert sent["recipients"] == [{"name": "Jonas Weber", "address": "traveller@example.org"}]
    expect(page.locator("#editor")).to_have_count(0)
    expect(page.locator(".mine")).to_contain_text("Customer care")


def test_the_keyboard_stays_where_the_box_was(loaded: Load) -> None:
    """Who sends or discards by keyboard goes on from there, not from the top of the page."""
    page = practice(loaded())
    reply = page.locator("#reply")

    for leave in ("Control+Enter", "Tab Tab Enter"):
        reply.click()
        expect(page.locator("#editor")).to_be_focused()
        for key in leave.split():
            page.keyboard.press(key)
        expect(reply).to_be_focused()


def test_the_signature_stays(loaded: Load) -> None:
    """What is inserted stands above the signature, which is there once."""
    extension = loaded()
    extension.wire.answers["POST /v1/draft"] = drafts(draft("acknowledge"))
    page = practice(extension)

    page.get_by_role("button", name="Reply", exact=True).click()
    panel(page).get_by_role("tab", name="Reply").click()
    panel(page).get_by_role("button", name="Insert").click()

    expect(page.locator("#editor")).to_contain_text("I am sorry")
    text = page.locator("#editor").inner_text()
    assert text.count("Customer care") == 1
    assert text.index("I am sorry") < text.index("Customer care")


def test_a_call_can_be_promised_instead_of_the_times(loaded: Load) -> None:
    """B61: its sentence stands where the times were, so that the ledger reminds of the call."""
    extension = loaded()
    told = "I'll call you by 17:00 today. Which number reaches you best?"
    text = draft("acknowledge").text
    spans = {"sorry": "I am sorry.", "time": text[text.index("You hear") : text.index("\n\nAlex")]}
    moves = tuple(Move(move=move, **place(words, text)) for move, words in spans.items())
    sign = Move(move="sign", **place("Alex", text))
    given = replace(draft("acknowledge"), moves=(*moves, sign))
    extension.wire.answers["POST /v1/draft"] = {**drafts(given), "call": told}
    page = practice(extension)

    page.get_by_role("button", name="Reply", exact=True).click()
    panel(page).get_by_role("tab", name="Reply").click()
    expect(
        panel(page).get_by_text(f"Or promise a call instead of the times: “{told}”")
    ).to_be_visible()
    shoot(page, "practice-call-en-light")
    panel(page).get_by_role("button", name="Insert with a call").click()

    expect(page.locator("#editor")).to_contain_text(told)
    words = page.locator("#editor").inner_text()
    assert "You hear" not in words
    assert words.index("I am sorry.") < words.index(told) < words.index("Alex")


def test_pasted_words_are_read(loaded: Load) -> None:
    """Anyone can paste a mail; what is not known (sender, time) stays unknown."""
    extension = loaded()
    page = practice(extension)

    page.get_by_role("button", name="Paste a mail").click()
    page.locator("#pasted").fill("The lift is stuck again.\nPlease send someone.")
    with extension.asked("POST /v1/read"):
        page.get_by_role("button", name="Read it").click()

    mail = last_mail(extension)
    assert mail["text"] == "The lift is stuck again.\nPlease send someone."
    assert mail["from"] is None
    assert mail["received"] is None


EML = {
    "plain": (
        (
            "From: Dana Ray <dana@example.org>\r\nSubject: The lift\r\n"
            "Date: Wed, 18 Nov 2026 09:30:00 +0100\r\nMessage-ID: <1@example.org>\r\n\r\n"
            "The lift is stuck.\r\n"
        ),
        ("The lift", "Dana Ray", "dana@example.org", "The lift is stuck."),
    ),
    "quoted-printable": (
        (
            "From: =?utf-8?Q?Zo=C3=AB?= <zoe@example.org>\r\n"
            "Subject: =?utf-8?B?RGVyIEF1ZnrDvGc=?=\r\n =?utf-8?Q?_h=C3=A4ngt?=\r\n"
            "Content-Type: text/plain; charset=iso-8859-1\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
            "Der Aufzug h=E4ngt, schon wie=\r\nder.\r\n"
        ),
        ("Der Aufzüg hängt", "Zoë", "zoe@example.org", "Der Aufzug hängt, schon wieder."),
    ),
    "japanese": (
        "From: =?iso-2022-jp?B?GyRCO0VFRBsoQg==?= <ueda@example.org>\r\nSubject: test\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.b64encode("荷物が届きません。".encode()).decode()
        + "\r\n",
        ("test", "仕田", "ueda@example.org", "荷物が届きません。"),
    ),
    "utf-8 as it is": (
        "From: 仕田 <shida@example.org>\r\nSubject: 荷物\r\n\r\nStraße 5: 荷物が届きません。\r\n",
        ("荷物", "仕田", "shida@example.org", "Straße 5: 荷物が届きません。"),
    ),
    "multipart": (
        (
            'From: "Ray, Dana" <dana@example.org>\r\nSubject: Two\r\n'
            'Content-Type: multipart/mixed; boundary="a"\r\n\r\nnot shown\r\n'
            "--a\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
            "--b\r\nContent-Type: text/plain\r\n\r\nThe words.\r\n"
            "--b\r\nContent-Type: text/html\r\n\r\n<p>The <b>words</b>.</p>\r\n--b--\r\n"
            "--a\r\nContent-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\n"
            "log\r\n--a--\r\n"
        ),
        ("Two", "Ray, Dana", "dana@example.org", "The words."),
    ),
    "html": (
        (
            "From: dana@example.org\r\nSubject: Only HTML\r\nContent-Type: text/html\r\n\r\n"
            "<style>p{}</style><p>One</p><p>Two<br>Three</p><img src=x onerror=alert(1)>\r\n"
        ),
        ("Only HTML", "", "dana@example.org", "One\nTwo\nThree"),
    ),
}


@pytest.mark.parametrize("name", EML)
def test_a_mail_file_is_opened(loaded: Load, name: str) -> None:
    """An .eml is read as a mail client would: words, sender and body in their own encoding."""
    raw, (subject, sender, address, text) = EML[name]
    extension = loaded()
    page = practice(extension)

    with extension.asked("POST /v1/read"):
        page.locator("#file").set_input_files(
            {"name": f"{name}.eml", "mimeType": "message/rfc822", "buffer": raw.encode()}
        )

    mail = last_mail(extension)
    assert (mail["subject"], mail["text"]) == (subject, text)
    assert (mail["from"]["name"] or "", mail["from"]["address"]) == (sender, address)


def test_a_mail_with_headers_can_be_pasted(loaded: Load) -> None:
    """A mail pasted whole, as "Show original" gives it, is read like the file."""
    extension = loaded()
    page = practice(extension)

    page.get_by_role("button", name="Paste a mail").click()
    page.locator("#pasted").fill(EML["plain"][0].replace("\r\n", "\n"))
    with extension.asked("POST /v1/read"):
        page.get_by_role("button", name="Read it").click()

    assert last_mail(extension)["from"]["address"] == "dana@example.org"


def test_unpaired_practice_shows_how_to_connect(loaded: Load) -> None:
    """Before pairing the panel beside the mail is the pairing screen; then the mail is read."""
    extension = loaded(paired=False)
    read_what_is_sent(extension)
    extension.wire.answers["POST /v1/pair"] = {"client": "c1", "token": "a-token-for-tests"}
    page = extension.open("desk/practice.html", width=1200)
    side = panel(page)
    expect(side.get_by_role("heading", name="Connect Aizuchi")).to_be_visible()

    side.get_by_label("Type the 8 digits it shows").fill("12345678")
    side.get_by_role("button", name="Connect").click()

    expect(side.locator(".dots")).to_be_visible()


def test_opened_already_paired(loaded: Load) -> None:
    """``#pair=CODE`` in the address: paired, read, and nothing of the code left in the address."""
    extension = loaded(paired=False)
    read_what_is_sent(extension)
    extension.wire.answers["POST /v1/pair"] = {"client": "c1", "token": "a-token-for-tests"}

    page = extension.open("desk/practice.html#pair=12345678", width=1200)

    expect(panel(page).locator(".dots")).to_be_visible()
    assert "pair" not in page.url
    assert last_mail(extension)["link"].endswith("/desk/practice.html")
