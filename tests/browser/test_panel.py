"""The side panel: every state is one that a person can understand and do something about.

Each test saves what it saw under ``tests/screenshots/``, to be looked at.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from helper.contracts import Span
from tests.browser.canned import (
    ANSWER,
    JUST,
    MAIL,
    MAIL_TAB,
    NOW,
    SCREENSHOTS,
    TYPED,
    WE_SORRY,
    Loaded,
    as_json,
    check,
    claim,
    draft,
    drafts,
    drawn,
    last_time,
    promise,
    reading,
    sent_report,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Load = Callable[..., Loaded]


def shoot(page: Page, name: str) -> None:
    """Keep the whole page as a picture."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=str(SCREENSHOTS / f"{name}.png"), full_page=True)


def ready(extension: Loaded, **more: Any) -> None:
    """The airport bag is open and read."""
    extension.set_state(**{"status": "ready", "mail": MAIL, "reading": reading(), **more})


LIGHT, DARK = "rgb(251, 251, 250)", "rgb(23, 25, 26)"
STATES: dict[str, dict[str, Any]] = {
    "unpaired": {"status": "unpaired"},
    "off": {"status": "off", "mail": MAIL},
    "empty": {"status": "empty"},
    "unsupported": {
        "status": "unsupported",
        "mail": MAIL,
        "reading": reading(
            language="fi", level=None, score=None, kind=None, cause=None, evidence=()
        ),
    },
    "working": {"status": "working", "mail": MAIL},
    "error": {
        "status": "error",
        "mail": MAIL,
        "error": {"title": "Too long", "detail": "A mail may have 256 KiB at most."},
    },
    "ready": {
        "status": "ready",
        "mail": MAIL,
        "reading": reading(last_time=last_time(), claims=(claim("I will write within a day."),)),
    },
}
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
    [("zh-CN", "生气", "对方要什么", "回复"), ("ja", "怒っている", "求められていること", "返す")],
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

    expect(page.locator(".ask")).to_contain_text("No ask found")


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


# --- Reply ----------------------------------------------------------------------------------


def reply_tab(extension: Loaded) -> Page:
    """The panel, on Reply, with its first draft."""
    page = extension.panel()
    page.locator("#tab-reply").click()
    expect(page.locator(".preview")).to_be_visible()
    return page


def test_the_recommended_draft_comes_first(loaded: Load) -> None:
    """B20, B50: forms stand side by side, the recommended one chosen; its gap is visible."""
    extension = loaded()
    extension.wire.answers["POST /v1/draft"] = drafts(draft("acknowledge"), draft("full"))
    ready(extension)

    page = reply_tab(extension)

    assert page.locator(".segments button").all_inner_texts() == ["Short reply", "Full reply"]
    expect(page.get_by_role("button", name="Short reply")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Full reply").click()
    expect(page.locator("mark.gap")).to_have_text("[what you do now]")
    shoot(page, "panel-reply-draft-en-light-400")


def test_choosing_a_time_asks_for_new_words(loaded: Load) -> None:
    """B38: two times to choose between; the words follow the choice, by the helper."""
    extension = loaded()
    extension.wire.answers["POST /v1/draft"] = lambda body: drafts(
        draft(promised=body.get("choice", "answer"))
    )
    ready(extension)
    page = reply_tab(extension)
    expect(page.locator(".preview")).to_contain_text("by Thursday 15:00, or")

    page.get_by_role("radio", name="a first look").check()

    expect(page.locator(".preview")).to_contain_text("by tomorrow 10:00, or")
    last = extension.wire.bodies("POST /v1/draft")[-1]
    assert (last["form"], last["choice"], last["zone"]) == ("full", "look", "Europe/Berlin")


def test_who_has_not_said_their_name_is_asked_once(loaded: Load) -> None:
    """B64: the name to sign with is a gap in every draft, so it is asked where drafts are."""
    extension = loaded()
    ready(extension)
    extension.wire.answers["POST /v1/draft"] = lambda asked: drafts(
        draft(me=asked["me"]["name"] if asked.get("me") else "[your name]")
    )
    page = reply_tab(extension)

    page.get_by_label("Your name, to sign with").fill("Alex")
    with extension.asked("POST /v1/draft"):
        page.keyboard.press("Enter")

    expect(page.get_by_label("Your name, to sign with")).to_have_count(0)
    me = extension.wire.bodies("POST /v1/draft")[-1]["me"]
    assert me == {"name": "Alex", "signed": False}


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (31, "From your last 31: half were answered within 4 hr, 8 of 10 done within 26 hr."),
        (0, "A starting guess: 26 hr of working time."),
    ],
)
def test_a_time_shows_its_history(loaded: Load, n: int, words: str) -> None:
    """B41: n, p50 and p80 stand under the times; a mere default is called one."""
    extension = loaded()
    extension.wire.answers["POST /v1/draft"] = drafts(draft(n=n))
    ready(extension)

    expect(reply_tab(extension).locator(".times")).to_contain_text(words)


def test_a_draft_looked_at_while_writing_stays_open(loaded: Load) -> None:
    """Writing folds it once; choosing another form does not fold it under the hand again."""
    extension = loaded()
    ready(extension, compose="c1", text=TYPED, check=check(JUST))
    page = reply_tab_writing(extension)
    page.locator(".draft > summary").click()

    page.get_by_role("button", name="Short reply").click()

    expect(page.locator(".preview")).to_be_visible()
    expect(page.get_by_role("button", name="Short reply")).to_be_focused()


def test_drafts_come_once_the_helper_is_back(loaded: Load) -> None:
    """Asked for while it was away, they are asked for again by themselves."""
    extension = loaded()
    usual = extension.wire.answers["POST /v1/draft"]
    extension.wire.answers["POST /v1/draft"] = (503, {"title": "Busy", "detail": "Not now."})
    ready(extension)
    page = extension.panel()
    page.locator("#tab-reply").click()
    expect(page.get_by_role("alert")).to_have_text("Not now.")
    extension.wire.answers["POST /v1/draft"] = usual

    extension.set_state(status="off", mail=MAIL, reading=reading())
    ready(extension)

    expect(page.locator(".preview")).to_be_visible()


def test_the_last_choice_of_a_time_counts(loaded: Load) -> None:
    """Two presses, and the answer to the first comes last: it shows what was chosen last."""
    extension = loaded()
    ready(extension)
    page = extension.panel()
    page.locator("#tab-reply").click()
    expect(page.locator(".preview")).to_be_visible()
    extension.wire.answers["POST /v1/draft"] = lambda asked: drafts(draft(promised=asked["choice"]))
    page.evaluate(
        """() => {
          const {sendMessage} = chrome.runtime;
          globalThis.held = new Promise((go) => { globalThis.letGo = go; });
          chrome.runtime.sendMessage = async (message) => {
            const answer = await sendMessage(message);
            if (message.type === 'draft' && message.choice === 'look') await held;
            return answer;
          };
        }"""
    )

    with extension.asked("POST /v1/draft", times=2):
        page.locator("input[value=look]").evaluate("one => one.dispatchEvent(new Event('change'))")
        page.locator("input[value=answer]").evaluate(
            "one => one.dispatchEvent(new Event('change'))"
        )
    page.evaluate("letGo()")
    drawn(page)

    expect(page.locator(".preview")).to_contain_text(f"an answer for you by {ANSWER.label}")


def test_insert_waits_for_a_reply_box(loaded: Load) -> None:
    """Nothing can be inserted before a compose box is open; the panel says what to press."""
    extension = loaded()
    ready(extension)
    page = reply_tab(extension)
    expect(page.get_by_role("button", name="Insert")).to_be_disabled()
    expect(page.get_by_text("Press Reply in your mail first")).to_be_visible()

    ready(extension, compose="c1")

    expect(page.get_by_role("button", name="Insert")).to_be_enabled()
    page.get_by_role("button", name="Insert").click()
    expect(page.get_by_text("That did not work here.")).to_be_visible()  # no such tab


def test_a_refused_draft_says_why(loaded: Load) -> None:
    """RFC 9457: the helper's own sentence is what the user reads."""
    extension = loaded()
    extension.wire.answers["POST /v1/draft"] = (
        422,
        {"title": "No draft", "detail": "Name a cause before you tell them."},
    )
    ready(extension)
    page = extension.panel()

    page.locator("#tab-reply").click()

    expect(page.get_by_role("alert")).to_have_text("Name a cause before you tell them.")


def test_the_checklist_follows_the_text(loaded: Load) -> None:
    """B71: eight ticks and the findings on the words being typed; it blocks nothing."""
    extension = loaded()
    ready(extension, compose="c1", text=TYPED, check=check(JUST, WE_SORRY))

    page = reply_tab_writing(extension)

    assert page.locator(".ticks li").count() == 8
    assert page.locator(".ticks li.on").count() == 2
    first = page.locator(".finding").first
    expect(first).to_contain_text("“we are sorry”")  # the warning before the hint
    expect(first).to_contain_text("From “Service recovery”")
    expect(first.get_by_role("button", name="Change to “I'm sorry”")).to_be_visible()
    expect(page.locator(".finding").nth(1)).to_contain_text("“Just”")  # after an emoji
    shoot(page, "panel-reply-checklist-en-light-400")


def reply_tab_writing(extension: Loaded) -> Page:
    """The panel, on Reply, while something is typed: the checklist leads, the draft is folded."""
    page = extension.panel()
    page.locator("#tab-reply").click()
    expect(page.locator(".finding").first).to_be_visible()
    expect(page.locator(".preview")).to_be_hidden()
    return page


def test_a_dismissed_finding_stays_away(loaded: Load) -> None:
    """Leave it, once: the same rule on the same words is quiet for this compose."""
    extension = loaded()
    ready(extension, compose="c1", text=TYPED, check=check(JUST, WE_SORRY))
    page = reply_tab_writing(extension)

    page.locator(".finding").first.get_by_role("button", name="Leave it").click()
    expect(page.locator(".finding")).to_have_count(1)

    expect(page.locator(".finding")).to_contain_text("“Just”")
    assert extension.state()["dismissed"] == ["sorry.we|we are sorry"]


def test_a_rule_can_be_silenced_where_it_spoke(loaded: Load) -> None:
    """Never show this: the rule is switched off at the helper, and its findings go at once."""
    extension = loaded()
    extension.wire.answers["PATCH /v1/rules"] = {"language": "en", "rules": []}
    ready(extension, compose="c1", text=TYPED, check=check(JUST, WE_SORRY))
    page = reply_tab_writing(extension)

    page.locator(".finding").first.get_by_role("button", name="Never show this").click()
    expect(page.locator(".finding")).to_have_count(1)

    (body,) = extension.wire.bodies("PATCH /v1/rules")
    assert body == {"language": "en", "id": "sorry.we", "on": False}


def test_own_heat_is_told_gently(loaded: Load) -> None:
    """B72: an angry text of one's own gets an offer of a walk; it is not scored."""
    extension = loaded()
    ready(extension, compose="c1", text=TYPED, check=check(JUST, heat=0.8))

    page = reply_tab_writing(extension)

    expect(page.get_by_text("A short walk first?")).to_be_visible()


def test_commands_reach_the_panel(loaded: Load) -> None:
    """With the hands in the mail: keys of the browser change and insert the draft of that tab."""
    extension = loaded()
    ready(extension, compose="c1")
    page = extension.panel()
    page.bring_to_front()

    def press(command: str, tab: int = MAIL_TAB) -> None:
        extension.worker.evaluate(
            "([command, id]) => chrome.commands.onCommand.dispatch(command, {id})", [command, tab]
        )

    press("next-draft")
    expect(page.locator(".preview")).to_be_visible()
    press("next-draft")
    second = page.get_by_role("button", name="Short reply")
    expect(second).to_have_attribute("aria-pressed", "true")
    press("next-draft", MAIL_TAB + 1)  # in another window, with a panel of its own
    drawn(page)
    expect(second).to_have_attribute("aria-pressed", "true")
    press("insert-draft")

    expect(page.get_by_text("That did not work here.")).to_be_visible()  # no such tab


def test_practice_and_real_promises_never_mix(loaded: Load) -> None:
    """On a practice mail only practice promises are listed, elsewhere only real ones."""
    extension = loaded()
    extension.wire.answers["GET /v1/promises"] = {
        "promises": [
            as_json(one)
            for one in (
                promise(1, sentence="For real."),
                promise(2, sentence="For practice.", app="practice"),
            )
        ]
    }
    ready(extension)
    page = remember_tab(extension)
    expect(page.locator("blockquote")).to_have_text(["For real."])

    ready(extension, mail={**MAIL, "app": "practice", "thread": "p1"})

    expect(page.locator("blockquote")).to_have_text(["For practice."])
    assert extension.wire.bodies("GET /v1/promises") == ["state=open", "state=open&app=practice"]


# --- Remember -------------------------------------------------------------------------------


def remember_tab(extension: Loaded) -> Page:
    """The panel, on Remember."""
    page = extension.panel()
    page.locator("#tab-remember").click()
    return page


def test_this_conversation_comes_first(loaded: Load) -> None:
    """Promises of the open thread lead, then the others by their time; untimed ones are folded."""
    extension = loaded()
    extension.wire.answers["GET /v1/promises"] = {
        "promises": [
            as_json(one)
            for one in (
                promise(1, thread="t9", sentence="Later.", due=NOW + timedelta(days=3)),
                promise(2, thread="t9", sentence="Sooner.", due=NOW - timedelta(hours=3)),
                promise(3, sentence="Here."),
                promise(4, thread="t9", sentence="Some day.", due=None, form="implied"),
            )
        ]
    }
    ready(extension)

    page = remember_tab(extension)

    expect(page.locator("blockquote").first).to_have_text("Here.")
    assert page.locator("blockquote:visible").all_inner_texts() == ["Here.", "Sooner.", "Later."]
    expect(page.get_by_text("Without a time (1)")).to_be_visible()
    expect(page.get_by_text("was due")).to_be_visible()
    shoot(page, "panel-remember-en-light-400")


def test_a_second_failure_suggests_a_call(loaded: Load) -> None:
    """B61: said plainly above what happened last time; a calm mail says nothing of it."""
    extension = loaded()
    extension.set_state(
        status="ready", mail=MAIL, reading=reading(last_time=last_time(), call=True)
    )
    page = extension.panel()
    line = page.get_by_text("A call may serve them better than one more mail.")
    expect(line).to_be_visible()
    shoot(page, "panel-read-call-en-light-400")

    extension.set_state(status="ready", mail=MAIL, reading=reading())
    expect(line).not_to_be_visible()


def test_nothing_promised_is_good_news(loaded: Load) -> None:
    """B76: an empty ledger is told as a reason to rest."""
    extension = loaded()

    expect(
        remember_tab(extension).get_by_text("Nothing is promised. You can rest.")
    ).to_be_visible()


@pytest.mark.parametrize(
    ("press", "action", "more"),
    [
        ("Done", "done", set()),
        ("in an hour", "snooze", {"until"}),
        ("in the next support block", "snooze", set()),
        ("Set new time", "renegotiate", {"due"}),
    ],
)
def test_a_promise_can_be_acted_on(loaded: Load, press: str, action: str, more: set[str]) -> None:
    """B55: done, snoozed or given a new time, each by the ledger's own word."""
    extension = loaded()
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(promise(7))]}
    extension.wire.answers["PATCH /v1/promises/7"] = {"promise": as_json(promise(7))}
    ready(extension)
    page = remember_tab(extension)
    page.locator(".later summary").click()

    with extension.asked("PATCH /v1/promises/7"):
        page.get_by_role("button", name=press, exact=True).click()

    (body,) = extension.wire.bodies("PATCH /v1/promises/7")
    assert body["action"] == action
    assert set(body) - {"action"} == more


def test_a_time_worked_out_is_shown_as_such(loaded: Load) -> None:
    """B53: what a convention filled in is no fact until one tap says so; a series can end."""
    extension = loaded()
    guessed = promise(7, inferred=True, every="P1W")
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(guessed)]}
    extension.wire.answers["PATCH /v1/promises/7"] = {"promise": as_json(promise(7))}
    ready(extension)
    page = remember_tab(extension)
    expect(page.get_by_text("Worked out from your words.")).to_be_visible()
    expect(page.get_by_role("button", name="Let it go")).to_be_visible()
    shoot(page, "panel-remember-guessed-en-light-400")

    with extension.asked("PATCH /v1/promises/7"):
        page.get_by_role("button", name="That's right").click()

    assert extension.wire.bodies("PATCH /v1/promises/7") == [{"action": "confirm"}]


def test_a_promise_can_go_into_a_calendar(loaded: Load) -> None:
    """Two plain links with the sentence and its time; nothing goes out before one is clicked."""
    extension = loaded()
    one = promise(7, due=datetime(2026, 11, 20, 17, 0, tzinfo=UTC))
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(one)]}
    ready(extension)
    page = remember_tab(extension)
    page.locator(".later summary").click()

    google = page.get_by_role("link", name="Google").get_attribute("href") or ""
    outlook = page.get_by_role("link", name="Outlook").get_attribute("href") or ""

    assert google.startswith("https://calendar.google.com/calendar/render?")
    assert parse_qs(urlsplit(google).query)["dates"] == ["20261120T170000Z/20261120T171500Z"]
    asked = parse_qs(urlsplit(outlook).query)
    assert asked["startdt"] == ["2026-11-20T17:00:00.000Z"]
    assert asked["body"][0].startswith(one.sentence)
    shoot(page, "panel-remember-calendar-en-light-400")


def test_tell_them_drafts_the_notice(loaded: Load) -> None:
    """B40: "Tell them" opens the notice for that promise where drafts are."""
    extension = loaded()
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(promise(7))]}
    extension.wire.answers["POST /v1/draft"] = drafts(draft("late_notice"))
    ready(extension)
    page = remember_tab(extension)

    page.get_by_role("button", name="Tell them").click()

    expect(page.locator("#reply .preview")).to_be_visible()
    expect(page.get_by_text("To Jonas Weber, before the time slips")).to_be_visible()
    body = extension.wire.bodies("POST /v1/draft")[-1]
    assert body["promise"] == 7
    assert "reading" not in body


@pytest.mark.parametrize("promised", [True, False])
def test_after_sending_the_promise_is_shown(loaded: Load, *, promised: bool) -> None:
    """Who just replied need not look for what was noted; where nothing was, nothing moves."""
    extension = loaded()
    ready(extension, compose="c1", text=TYPED, check=check())
    page = extension.panel()
    page.get_by_role("tab", name="Reply").click()
    expect(page.get_by_role("heading", name="Checklist")).to_be_visible()

    ready(extension, sent=sent_report(promises=(promise(),) if promised else ()))
    drawn(page)

    room = "Remember" if promised else "Reply"
    expect(page.get_by_role("tab", selected=True)).to_have_text(room)
    expect(page.get_by_text("The mail you just sent")).to_have_count(int(promised))


def test_a_promise_without_a_time_is_offered_a_time_once(loaded: Load) -> None:
    """B53: "You wrote this. Give it a time?" after sending; answered, it does not come back."""
    extension = loaded()
    untimed = promise(8, form="implied", due=None, sentence="I'll look into it.")
    extension.wire.answers["PATCH /v1/promises/8"] = {"promise": as_json(untimed)}
    ready(
        extension,
        sent=sent_report(
            promises=(promise(1),),
            untimed=(untimed,),
            kept=(promise(2, sentence="You hear from me."),),
        ),
    )
    page = remember_tab(extension)
    expect(page.get_by_text("Noted as a promise")).to_be_visible()
    expect(page.get_by_text("Kept with this mail")).to_be_visible()
    shoot(page, "panel-remember-sent-en-light-400")

    page.get_by_role("button", name="Let it go").click()

    expect(page.locator(".offer")).to_have_count(0)
    assert extension.wire.bodies("PATCH /v1/promises/8") == [{"action": "drop"}]


def test_what_was_unfolded_stays_so(loaded: Load) -> None:
    """Another promise comes while one is being given a new time: nothing closes under the hand."""
    extension = loaded()
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(promise(7))]}
    ready(extension)
    page = remember_tab(extension)
    page.locator(".later summary").click()
    extension.wire.answers["GET /v1/promises"] = {
        "promises": [as_json(promise(7)), as_json(promise(8, thread="t2"))]
    }

    ready(extension, sent=sent_report())

    expect(page.locator(".promise")).to_have_count(2)
    expect(page.locator(".later").first).to_have_attribute("open", "")


def test_tomorrow_is_today_the_next_morning(loaded: Load) -> None:
    """A panel left open overnight tells days as they are then."""
    extension = loaded()
    tomorrow = NOW + timedelta(days=1)
    due = promise(7, due=tomorrow)
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(due)]}
    ready(extension)
    page = remember_tab(extension)
    expect(page.locator(".promise .when")).to_contain_text("tomorrow")

    page.clock.set_fixed_time(tomorrow - timedelta(seconds=1))
    ready(extension, compose="c1")  # something else is news

    expect(page.locator(".promise .when")).to_contain_text("today")


# --- While the helper is away ---------------------------------------------------------------


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


def test_a_broken_rule_and_a_mended_ledger_are_told_in_the_panel(loaded: Load) -> None:
    """Whoever edits a rule sees where to mend; whoever's ledger was restored, what is missing."""
    extension = loaded()
    ready(extension)
    problem = {"ok": False, "problem": "rules/en/reading.yaml:12:5: cues.3.pattern: not closed"}
    gone = {"aside": None, "restored": None}
    status = {**extension.wire.answers["GET /v1"], "ledger": gone}
    extension.wire.answers["GET /v1"] = {**status, "rules": problem}

    page = extension.panel()

    expect(page.locator("#banner")).to_contain_text("reading.yaml:12:5")
    extension.wire.answers["GET /v1"] = status
    expect(page.locator("#banner")).to_have_text(
        "The ledger was gone. There was no whole copy of it, so it begins anew.", timeout=9000
    )
    expect(page.locator(".dots")).to_be_visible()
