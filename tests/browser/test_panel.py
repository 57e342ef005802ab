"""The side panel: every state is one that a person can understand and do something about.

Each test saves what it saw under ``tests/screenshots/``, to be looked at.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from helper.contracts import Span
from tests.browser.canned import (
    JUST,
    MAIL,
    MAIL_TAB,
    NOW,
    TYPED,
    WE_SORRY,
    Load,
    as_json,
    check,
    claim,
    drawn,
    last_time,
    promise,
    reading,
)
from tests.browser.panel import STATES, ready, shoot

LIGHT, DARK = "rgb(251, 251, 250)", "rgb(23, 25, 26)"
WORDS = {
    "unpaired": "Connect Aizuchi",
    "off": "The helper is not running",
    "empty": "No mail is open",
    "unsupported": "I cannot read Finnish yet",
    "working": "Reading the mail…",
    "error": "A mail may have 256 KiB at most.",
    "ready": "angry",
}


@pytest.mark.parametrize("state", STATES)
def test_each_state_says_what_is_so(loaded: Load, state: str) -> None:
    """Seven states, each told in plain words; how they look, test_accessibility keeps."""
    extension = loaded(paired=state != "unpaired")
    extension.wire.up = state != "off"
    extension.set_state(**STATES[state])

    page = extension.panel()

    expect(page.get_by_text(WORDS[state], exact=True).first).to_be_visible()


def test_an_answer_that_comes_late_hides_nothing(loaded: Load) -> None:
    """The panel asks for the state; news that overtake the answer are newer than it."""
    extension = loaded()
    extension.set_state(**STATES["working"])
    page = extension.panel()
    expect(page.get_by_text(WORDS["working"], exact=True)).to_be_visible()

    page.evaluate(
        """() => {
            const send = chrome.runtime.sendMessage.bind(chrome.runtime);
            chrome.runtime.sendMessage = async (message) => {
                const answer = await send(message);
                if (message.type === "state") {
                    document.body.dataset.held = "";
                    await new Promise((go) => { globalThis.release = go; });
                }
                return answer;
            };
            void chrome.storage.local.get("pairing").then(({ pairing }) =>
                chrome.storage.local.set({ pairing: { ...pairing, again: 1 } }));
        }"""
    )
    expect(page.locator("body[data-held]")).to_be_attached()
    extension.set_state(**STATES["ready"])
    expect(page.get_by_text(WORDS["ready"], exact=True)).to_be_visible()
    page.evaluate("async () => { release(); await new Promise(requestAnimationFrame); }")

    expect(page.get_by_text(WORDS["working"], exact=True)).to_be_hidden()
    expect(page.get_by_text(WORDS["ready"], exact=True)).to_be_visible()


@pytest.mark.parametrize("dark", [True, False])
def test_the_panel_is_as_dark_as_the_mail_page(loaded: Load, *, dark: bool) -> None:
    """Whoever writes mail on a dark page gets a dark panel, whatever the system's colours are."""
    extension = loaded()
    ready(extension)
    page = extension.panel(scheme="light" if dark else "dark")
    expect(page.locator("body")).to_have_css("background-color", DARK if not dark else LIGHT)

    ready(extension, dark=dark)

    expect(page.locator("body")).to_have_css("background-color", DARK if dark else LIGHT)


@pytest.mark.parametrize(
    ("language", "level", "ask", "tab"),
    [("zh", "生气", "对方要什么", "回复"), ("ja", "怒っている", "求められていること", "返す")],
)
def test_the_panel_speaks_three_languages(
    loaded: Load, language: str, level: str, ask: str, tab: str
) -> None:
    """All words stand in ``_locales``; the mail and its draft keep their own language."""
    extension = loaded(language)
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(promise())]}
    ready(extension, compose="c1", text=TYPED, check=check(WE_SORRY, JUST))

    page = extension.panel(width=560)
    expect(page.get_by_text(level, exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name=ask)).to_be_visible()
    page.get_by_role("tab", name=tab).click()
    expect(page.locator(".finding").first).to_be_visible()
    page.locator("#tab-remember").click()
    expect(page.locator(".promise").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_times_are_written_in_the_letters_of_the_words(loaded: Load) -> None:
    """In a browser of traditional Chinese, no day of its calendar stands in simplified words."""
    extension = loaded("zh")
    owed = promise(due=NOW + timedelta(days=3))
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(owed)]}
    ready(extension)
    page = extension.panel()
    page.add_init_script(
        "Object.defineProperty(navigator, 'languages', {get: () => ['zh-TW', 'en']})"
    )
    page.reload()

    page.locator("#tab-remember").click()

    expect(page.locator(".when")).to_contain_text("周")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_a_code_half_typed_stays(loaded: Load) -> None:
    """A mail that is opened meanwhile, to be read by nobody yet, does not take the form away."""
    extension = loaded(paired=False)
    page = extension.panel()
    page.locator("#code").fill("1234")

    extension.set_state(status="working", mail=MAIL)
    drawn(page)

    expect(page.locator("#code")).to_have_value("1234")


def test_read_shows_the_words_behind_the_level(loaded: Load) -> None:
    """B10: the level is five dots and a word, and always the words of the mail that made it."""
    extension = loaded()
    ready(extension)

    page = extension.panel()

    expect(page.get_by_role("img", name="Level 3 of 4: angry")).to_be_visible()
    assert page.locator(".dots .on").count() == 4  # level 0 has one: five levels, five dots
    assert page.locator(".words li").all_inner_texts() == [
        "“third time”",
        "“only get automatic answers”",
    ]
    assert page.locator("mark.evidence").all_inner_texts() == [
        "third time",
        "only get automatic answers",
    ]


def test_the_ask_stands_on_top(loaded: Load) -> None:
    """B05: what is actually asked comes first, in their words; its absence is said, too."""
    extension = loaded()
    ready(extension)
    page = extension.panel()
    expect(page.locator(".ask .lead")).to_have_text(
        "Could you please tell me where the bag is now?"
    )

    ready(extension, reading=reading(asks=()))

    expect(page.locator(".ask")).to_contain_text("Perhaps they only want to be heard")
    ready(extension, reading=reading(asks=(), level=0, evidence=()))
    expect(page.locator(".ask p")).to_have_text("No ask found.")  # nobody thanks to be heard


def test_a_level_without_words_of_its_own_contradicts_nothing(loaded: Load) -> None:
    """B04: "uneasy" is not explained by "no words of frustration"."""
    extension = loaded()
    ready(extension, reading=reading(level=1, evidence=()))
    page = extension.panel()
    expect(page.locator(".feeling")).to_contain_text("as a whole")
    ready(extension, reading=reading(level=0, evidence=()))
    expect(page.locator(".feeling")).to_contain_text("No words of frustration found")
    ready(extension, reading=reading(level=0))  # "where is my" is no reason to call somebody calm
    expect(page.locator(".feeling")).to_contain_text("Words that weigh a little")
    expect(page.locator(".feeling")).not_to_contain_text("say so")


def test_a_long_subject_leaves_room_for_the_mail(loaded: Load) -> None:
    """It stands on the page beside; three lines of it are enough to know it by."""
    extension = loaded()
    ready(extension, reading=reading(subject="Where is my bag, and who looks for it? " * 9))
    page = extension.panel()
    box = page.locator(".heading h2").bounding_box()
    assert box
    assert box["height"] < 70
    expect(page.locator(".ask .lead")).to_be_visible()


def test_what_is_not_read_or_not_ours_is_asked_for_nothing(loaded: Load) -> None:
    """B01, B12: no "perhaps they want to be heard" over Finnish, nor "calm" over a newsletter."""
    extension = loaded()
    extension.set_state(**STATES["unsupported"] | {"reading": reading(level=None, asks=())})
    page = extension.panel()
    expect(page.locator(".heading")).to_be_visible()
    expect(page.locator(".ask")).to_have_count(0)

    ready(extension, reading=reading(kind="none", level=0, cause=None, asks=(), evidence=()))

    expect(page.get_by_text("Not from a customer, it seems")).to_be_visible()
    for part in (".ask", ".feeling", ".facts"):
        expect(page.locator(part)).to_have_count(0)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (" ", "There are no words in this mail"),
        ("👍👍", "I cannot tell the language of this mail"),
    ],
)
def test_a_mail_in_no_language_is_called_what_it_is(loaded: Load, text: str, title: str) -> None:
    """Over a picture alone, or a thumb, nobody is told of a language called "root".

    Nor that a mail can be read in which there is nothing to read.
    """
    extension = loaded()
    found = reading(level=None, kind=None, asks=(), evidence=(), language="und", text=text)
    mail = {**MAIL, "subject": None}
    extension.set_state(status="unsupported", mail=mail, reading=found)
    page = extension.panel()

    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_text("I can read this mail")).to_have_count(1 if text.strip() else 0)
    expect(page.locator("details.mail")).to_have_count(1 if text.strip() else 0)


def test_a_level_raised_by_our_own_failure_says_so(loaded: Load) -> None:
    """B60: the words of the mail alone do not explain it."""
    extension = loaded()
    ready(extension, reading=reading(last_time=last_time()))
    page = extension.panel()
    expect(page.locator(".feeling")).to_be_visible()
    expect(page.locator(".feeling")).not_to_contain_text("weighs more")

    ready(extension, reading=reading(last_time=replace(last_time(), failures=1)))

    expect(page.locator(".feeling")).to_contain_text("not the first thing to go wrong")


def test_what_they_find_fair_stands_with_what_they_ask(loaded: Load) -> None:
    """B46: once they have said what would set it right, nobody has to look for it."""
    extension = loaded()
    fair = Span(start=0, end=21, text="A credit for May would be fair.")
    ready(extension, reading=reading(fair=fair, asks=(*reading().asks, fair)))

    page = extension.panel()

    expect(page.locator(".ask .fair")).to_have_text("A credit for May would be fair.")
    expect(page.locator(".ask").get_by_text("A credit for May")).to_have_count(1)
    shoot(page, "panel-read-fair-en-light-400")


def test_quoted_text_is_folded_away(loaded: Load) -> None:
    """B10: what was not judged is there, but folded."""
    extension = loaded()
    ready(extension)
    page = extension.panel()
    quoted = page.get_by_text("> Thank you for your message")

    expect(quoted).to_be_hidden()
    page.get_by_text("Quoted text").click()

    expect(quoted).to_be_visible()


def test_a_claim_stands_beside_our_own_words(loaded: Load) -> None:
    """B11: "you promised" is matched with the ledger; where it holds nothing, that is said."""
    extension = loaded()
    ready(extension, reading=reading(claims=(claim("I will write within a day."), claim(None))))

    page = extension.panel()

    expect(page.get_by_text("You wrote: “I will write within a day.”")).to_be_visible()
    expect(page.get_by_text("Nothing like it is in your ledger.")).to_be_visible()


def test_offsets_are_code_points(loaded: Load) -> None:
    """An emoji before the words shifts nothing: spans count code points, not UTF-16 units."""
    extension = loaded()
    text = "😤😤 " + reading().text
    moved = reading(text=text, noise=(), evidence=(), asks=(Span(start=3, end=8, text="Hello"),))
    ready(extension, reading=moved)

    page = extension.panel()

    expect(page.locator("mark.ask")).to_have_text("Hello")


def test_each_line_runs_as_its_own_letters_do(loaded: Load) -> None:
    """A mail in Arabic, or one line of it, begins at the right, whatever language we speak."""
    extension = loaded()
    text = "\u0645\u0631\u062d\u0628\u0627\nHello"
    told = reading(text=text, evidence=(), asks=(), noise=())
    extension.set_state(status="ready", mail={**MAIL, "text": text}, reading=told)
    page = extension.panel()

    box, first, second = page.locator(".mail .text").evaluate(
        """(one) => {
          const line = (from, to) => {
            const range = document.createRange();
            range.setStart(one.firstChild, from);
            range.setEnd(one.firstChild, to);
            return range.getBoundingClientRect().toJSON();
          };
          return [one.getBoundingClientRect().toJSON(), line(0, 5), line(6, 11)];
        }"""
    )

    shoot(page, "panel-read-arabic-en-light-400")
    middle = (box["left"] + box["right"]) / 2
    assert second["right"] < middle < first["left"]


def test_markup_in_a_mail_stays_text(loaded: Load) -> None:
    """Whatever a mail holds is shown as text: no element of it comes into our pages."""
    extension = loaded()
    nasty = "<img src=x onerror=document.title='broken'> Hello"
    ready(extension, reading=reading(text=nasty, subject=nasty, asks=(), evidence=(), noise=()))

    page = extension.panel()

    expect(page.locator(".mail .text")).to_have_text(nasty)
    assert page.locator("img").count() == 0
    assert page.title() == "Aizuchi"


def test_tabs_by_keyboard(loaded: Load) -> None:
    """WCAG 2.1.1: arrow keys walk the tabs, around the ends; one tab stop for all three."""
    extension = loaded()
    ready(extension)
    page = extension.panel()
    page.locator("#tab-read").focus()

    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-reply")).to_be_focused()
    expect(page.locator("#reply")).to_be_visible()
    page.keyboard.press("End")
    expect(page.locator("#tab-remember")).to_be_focused()
    page.keyboard.press("ArrowRight")

    expect(page.locator("#tab-read")).to_have_attribute("aria-selected", "true")
    assert page.locator("[role=tab][tabindex='0']").count() == 1


def test_a_reading_stays_while_the_helper_is_away(loaded: Load) -> None:
    """What is already known stays readable; one quiet line says that the helper is silent."""
    extension = loaded()
    extension.wire.up = False
    ready(extension, status="off")

    page = extension.panel()

    expect(page.locator("#banner")).to_contain_text("The helper is not answering")
    expect(page.get_by_text("angry", exact=True)).to_be_visible()
    shoot(page, "panel-off-with-reading-en-light-400")


def test_a_token_revoked_while_a_mail_is_open(loaded: Load) -> None:
    """The panel asks to be paired again by itself, before anything is pressed in vain."""
    extension = loaded()
    ready(extension)
    extension.wire.answers["GET /v1"] = (401, {"title": "Not paired", "detail": "Revoked."})

    page = extension.panel()

    expect(page.get_by_role("heading", name="Connect Aizuchi")).to_be_visible()


def test_a_helper_that_went_is_noticed_while_a_mail_is_open(loaded: Load) -> None:
    """So is its silence, by one quiet line over the reading."""
    extension = loaded()
    ready(extension)
    extension.wire.up = False

    page = extension.panel()

    expect(page.locator("#banner")).to_contain_text("The helper is not answering")
    expect(page.get_by_text("angry", exact=True)).to_be_visible()


def test_what_is_wrong_is_said_aloud_once(loaded: Load) -> None:
    """A screen reader reads a status whenever it is written, so it is written once."""
    extension = loaded()
    away = {"status": "off", "mail": MAIL, "reading": reading()}
    extension.wire.up = False
    extension.set_state(**away)
    page = extension.panel()
    expect(page.locator("#banner")).to_be_visible()
    page.evaluate(
        """() => {
          globalThis.written = 0;
          const look = new MutationObserver((all) => { written += all.length; });
          look.observe(document.getElementById('banner'), {childList: true, subtree: true});
        }"""
    )

    extension.set_state(**away, compose="c1")
    extension.set_state(**away, compose="c1", text="Hello")
    drawn(page)

    assert page.evaluate("written") == 0


def test_the_panel_of_a_tab_that_left_its_mail_is_empty(loaded: Load) -> None:
    """Mail text goes with the tab's mail, also from the screen."""
    extension = loaded()
    ready(extension)
    page = extension.panel()
    expect(page.locator("#read")).to_contain_text("Still no bag")

    extension.worker.evaluate("key => chrome.storage.session.remove(key)", f"tab:{MAIL_TAB}")

    expect(page.locator("#whole h2")).to_have_text("No mail is open")


def test_the_panel_finds_the_helper_again(loaded: Load) -> None:
    """It retries by itself: once the helper is back the mail is read, with nothing pressed."""
    extension = loaded()
    extension.wire.up = False
    extension.set_state(status="off", mail=MAIL)
    page = extension.panel()
    expect(page.get_by_role("heading", name="The helper is not running")).to_be_visible()

    extension.wire.up = True

    expect(page.get_by_text("angry", exact=True)).to_be_visible()


def test_another_mail_and_another_room_are_seen_from_the_top(loaded: Load) -> None:
    """Whoever had scrolled down in one does not begin the next in its middle."""
    extension = loaded()
    ready(extension)
    page = extension.panel()
    page.set_viewport_size({"width": 400, "height": 300})
    down = "scrollTo(0, 200), scrollY"
    expect(page.locator(".dots")).to_be_visible()
    assert page.evaluate(down) == 200
    ready(extension, check=check(JUST), compose="c1", text=TYPED)
    drawn(page)
    assert page.evaluate("scrollY") == 200  # the same mail stays where it is

    ready(extension, mail={**MAIL, "message": "m2"})
    page.wait_for_function("scrollY === 0")

    assert page.evaluate(down) == 200
    page.locator("#tab-reply").click()
    assert page.evaluate("scrollY") == 0


def test_a_broken_rule_and_a_mended_ledger_are_told_in_the_panel(loaded: Load) -> None:
    """Whoever edits a rule sees where to mend; whoever's ledger was restored, what is missing."""
    extension = loaded()
    ready(extension)
    problem = {"ok": False, "problem": "rules/en/reading.yaml:12:5: cues.3.pattern: not closed"}
    gone = {"aside": None, "restored": None}
    status = {**extension.wire.answers["GET /v1"], "ledger": gone}
    extension.wire.answers["GET /v1"] = {**status, "rules": problem}

    page = extension.panel()

    expect(page.locator("#banner")).to_contain_text("reading.yaml has a mistake in line 12")
    outgrown = {**status, "rules": {**problem, "outgrown": True}}
    extension.wire.answers["GET /v1"] = outgrown
    expect(page.locator("#banner")).to_contain_text("restart the helper", timeout=15_000)
    extension.wire.answers["GET /v1"] = status
    expect(page.locator("#banner")).to_have_text(
        "The ledger was gone. There was no intact copy of it, so it starts empty.", timeout=9000
    )
    expect(page.locator(".dots")).to_be_visible()
