"""The panel's second tab: drafts, their times, and the checklist on what is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.canned import (
    ANSWER,
    JUST,
    LOOK,
    MAIL,
    MAIL_TAB,
    NOW,
    TYPED,
    WE_SORRY,
    Load,
    as_json,
    check,
    draft,
    drafts,
    drawn,
    promise,
    reading,
)
from tests.browser.panel import ready, remember_tab, reply_tab, reply_tab_writing, shoot


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
        draft(me=asked["me"].get("name", "[your name]"))
    )
    page = reply_tab(extension)

    page.get_by_label("Your name, to sign with").fill("Alex")
    with extension.asked("POST /v1/draft"):
        page.keyboard.press("Enter")

    expect(page.get_by_label("Your name, to sign with")).to_have_count(0)
    me = extension.wire.bodies("POST /v1/draft")[-1]["me"]
    assert me == {"name": "Alex", "signature": ""}


def test_a_box_that_signs_by_itself_gets_the_draft_without_the_name(loaded: Load) -> None:
    """B64: most read the draft before they press Reply; what they chose stays chosen."""
    extension = loaded()
    ready(extension)
    extension.wire.answers["POST /v1/draft"] = lambda asked: drafts(
        draft(
            promised=asked.get("choice") or "answer", me="" if asked["me"]["signature"] else "Alex"
        ),
        draft("acknowledge"),
    )
    page = reply_tab(extension)
    page.locator("input[value=look]").check()
    expect(page.locator("input[value=look]")).to_be_checked()

    with extension.asked("POST /v1/draft"):
        ready(extension, compose="c1", signature="Alex Winter, Support")

    expect(page.locator(".preview")).not_to_contain_text("Alex")
    expect(page.locator("input[value=look]")).to_be_checked()
    asked = extension.wire.bodies("POST /v1/draft")[-1]
    assert (asked["form"], asked["choice"]) == ("full", "look")


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
    expect(page.get_by_text("Start a reply in the mail first")).to_be_visible()

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


def test_a_mail_that_wants_no_answer_gets_no_draft(loaded: Load) -> None:
    """B01: a newsletter is told apart, and nobody waits for a draft that never comes."""
    extension = loaded()
    extension.wire.answers["POST /v1/draft"] = {**drafts(draft()), "drafts": []}
    ready(extension, reading=reading(kind="none", level=0, cause=None, asks=(), evidence=()))
    page = extension.panel()

    page.locator("#tab-reply").click()

    expect(page.get_by_text("nobody is waiting for an answer")).to_be_visible()
    expect(page.get_by_text("Writing a draft")).to_have_count(0)

    # Whose mail it is the user knows better.
    extension.wire.answers["POST /v1/draft"] = drafts(draft())
    page.get_by_role("button", name="Draft one all the same").click()

    expect(page.locator(".preview")).to_be_visible()
    assert extension.wire.bodies("POST /v1/draft")[-1]["form"] == "full"


FOLLOWING = """([first, second]) => {
  const {tabs: {query}, runtime: {sendMessage}} = chrome;
  globalThis.front = first;
  chrome.tabs.query = async () => [{id: front}];
  chrome.runtime.sendMessage = async (message) => {
    const held = message.type === 'state' && message.tab === second;
    if (held) await new Promise((go) => (globalThis.go = go));
    return sendMessage(message);
  };
  chrome.tabs.onActivated.dispatch({});
}"""
"""The tab in front is one of two mails; what is known of the second comes when the test lets it."""


def test_the_words_of_the_chosen_time_are_inserted(loaded: Load) -> None:
    """B38: who chooses the other time and inserts at once promises that one."""
    extension = loaded()
    ready(extension, compose="c1")
    page = reply_tab(extension)
    extension.wire.answers["POST /v1/draft"] = drafts(draft(promised="look"))
    page.evaluate(
        """() => {
          const send = chrome.runtime.sendMessage;
          globalThis.inserted = [];
          chrome.runtime.sendMessage = async (message) => {
            if (message.type !== 'insert') return send(message);
            inserted.push(message.text);
            return {ok: true};
          };
        }"""
    )

    with extension.held("draft") as held:
        page.locator(f"[data-key=time-{LOOK.what}]").check()
        expect(page.get_by_text("Writing a draft…")).to_be_visible()
        for _ in range(2):
            page.get_by_role("button", name="Insert").click()
        extension.until(lambda: held, "asked for the words of that time")
        assert page.evaluate("inserted") == []

    expect(page.get_by_text("Inserted.")).to_be_visible()
    ready(extension, compose="c1", text=TYPED, check=check())
    drawn(page)
    expect(page.get_by_text("Inserted.")).to_be_visible()
    ready(extension, compose="c1")
    expect(page.get_by_text("Inserted.")).to_have_count(0)  # deleted, or sent
    (text,) = page.evaluate("inserted")
    assert text.index(LOOK.label) < text.index(ANSWER.label)


def test_a_draft_of_yesterday_is_not_inserted(loaded: Load) -> None:
    """B41: the mail lay open overnight; what was "tomorrow 10:00" is worded anew."""
    extension = loaded()
    ready(extension, compose="c1")
    page = extension.panel()
    page.clock.install()
    page.reload()
    page.locator("#tab-reply").click()
    expect(page.locator(".preview")).to_be_visible()
    before = len(extension.wire.bodies("POST /v1/draft"))

    with extension.asked("POST /v1/draft"):
        page.clock.fast_forward(14 * 60 * 60 * 1000)

    page.clock.run_for(10_000)
    assert len(extension.wire.bodies("POST /v1/draft")) == before + 1


def test_no_mail_is_answered_under_another_tab(loaded: Load) -> None:
    """The panel that follows the tabs keeps to the one before until it knows the next."""
    extension = loaded()
    ready(extension)
    page = extension.open("panel/panel.html")
    page.evaluate(FOLLOWING, [MAIL_TAB, MAIL_TAB + 1])
    page.locator("#tab-reply").click()
    expect(page.locator(".preview")).to_be_visible()
    asked = len(extension.wire.bodies("POST /v1/draft"))

    page.evaluate("front += 1; chrome.tabs.onActivated.dispatch({})")
    page.wait_for_function("Boolean(globalThis.go)")
    page.locator("#tab-read").click()
    page.locator("#tab-reply").click()
    page.wait_for_timeout(200)  # in which another draft would be asked for
    expect(page.locator(".preview")).to_be_visible()
    assert len(extension.wire.bodies("POST /v1/draft")) == asked

    page.evaluate("go()")
    expect(page.get_by_role("heading", name="No mail is open")).to_be_visible()


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


def test_an_empty_box_is_not_found_wanting(loaded: Load) -> None:
    """A box was opened: nothing is written yet, and nothing is counted as lacking."""
    extension = loaded()
    ready(extension, compose="c1", text="\n", check=check())
    page = reply_tab(extension)
    expect(page.get_by_text("It starts with your first words.")).to_be_visible()
    expect(page.locator(".ticks")).to_have_count(0)


@pytest.mark.parametrize(("code", "length"), [("en", "words"), ("ja", "characters")])
def test_a_draft_is_as_long_as_its_language_counts(loaded: Load, code: str, length: str) -> None:
    """Where nothing stands between words, nobody counts them."""
    extension = loaded()
    one = replace(draft(), language=code)
    extension.wire.answers["POST /v1/draft"] = drafts(one)
    ready(extension)
    count = one.words if code == "en" else len("".join(one.text.split()))
    expect(reply_tab(extension).get_by_text(f"How it is built ({count} {length})")).to_be_visible()


def test_a_dismissed_finding_stays_away(loaded: Load) -> None:
    """Leave it, once: the same rule on the same words is quiet for this compose."""
    extension = loaded()
    ready(extension, compose="c1", text=TYPED, check=check(JUST, WE_SORRY))
    page = reply_tab_writing(extension)

    page.locator(".finding").first.get_by_role("button", name="Leave it").click()
    expect(page.locator(".finding")).to_have_count(1)

    expect(page.locator(".finding")).to_contain_text("“Just”")
    assert extension.state()["dismissed"] == ["c1|sorry.we|we are sorry"]


def test_a_rule_can_be_silenced_where_it_spoke(loaded: Load) -> None:
    """Never show this: off at the helper, its findings go at once, and a slip is taken back."""
    extension = loaded()
    extension.wire.answers["PATCH /v1/rules"] = {"language": "en", "rules": []}
    ready(extension, compose="c1", text=TYPED, check=check(JUST, WE_SORRY))
    page = reply_tab_writing(extension)

    page.locator(".finding").first.get_by_role("button", name="Never show this").click()
    expect(page.locator(".finding")).to_have_count(1)

    slip = page.get_by_role("status").filter(has_text="Not shown any more")
    expect(slip).to_be_visible()
    shoot(page, "panel-reply-silenced-en-light-400")
    slip.get_by_role("button", name="Undo").click()
    expect(slip).to_be_hidden()

    off, on = extension.wire.bodies("PATCH /v1/rules")
    assert off == {"language": "en", "id": "sorry.we", "on": False}
    assert on == {**off, "on": True}


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
    assert extension.wire.bodies("GET /v1/promises") == [
        "waiting=true",
        "waiting=true&app=practice",
    ]


def test_what_one_wanted_to_tell_stands_there(loaded: Load) -> None:
    """B40, B55: "Tell them" was pressed on a notification; its mail opens with those words."""
    extension = loaded()
    wanted = promise(7, notice=True)
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(wanted)]}
    ready(extension)
    page = extension.panel()

    with extension.asked("POST /v1/draft", times=2):
        page.locator("#tab-reply").click()

    expect(page.get_by_text("before the time slips")).to_be_visible()
    assert extension.wire.bodies("POST /v1/draft")[-1]["promise"] == 7
    page.get_by_role("button", name="Back to the mail").click()
    expect(page.get_by_role("button", name="Tell them")).to_be_visible()
    expect(page.get_by_text("before the time slips")).to_have_count(0)


@pytest.mark.parametrize("thread", ["t1", "t9"])
def test_whoever_answers_sees_what_slipped(loaded: Load, thread: str) -> None:
    """B56: a broken promise to its writer is named above the draft, never in its place."""
    extension = loaded()
    missed = promise(7, state="broken", thread=thread, due=NOW - timedelta(days=1))
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(missed)]}
    ready(extension)

    page = reply_tab(extension)

    expect(page.locator("#reply").get_by_text("was due")).to_be_visible()
    shoot(page, "panel-reply-missed-en-light-400")
    with extension.asked("POST /v1/draft"):
        page.get_by_role("button", name="Tell them").click()
    assert extension.wire.bodies("POST /v1/draft")[-1]["promise"] == 7


@pytest.mark.parametrize(
    ("language", "lengths"), [("en", ["15 hr", "3 days"]), ("ja", ["15時間", "3日"])]
)
def test_a_length_of_time_reads_like_its_sentence(
    loaded: Load, language: str, lengths: list[str]
) -> None:
    """A blank before the unit is English; in Japanese it tears the sentence."""
    page = loaded(language).panel()
    told = page.evaluate(
        "import('/lib/i18n.js').then(({duration, age}) => [duration(900), age(3 * 24 * 60)])"
    )
    assert told == lengths
