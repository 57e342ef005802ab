"""The panel's third tab: what was promised, and what became of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.canned import (
    MAIL,
    NOW,
    TYPED,
    Load,
    as_json,
    check,
    draft,
    drafts,
    drawn,
    last_time,
    promise,
    reading,
    sent_report,
)
from tests.browser.panel import ready, remember_tab, shoot

LONG_AGO = NOW - timedelta(days=50)


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
                promise(4, thread="t9", sentence="Some day.", due=None, made=LONG_AGO),
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
    page.get_by_text("Without a time (1)").click()
    said = LONG_AGO.astimezone(ZoneInfo("Europe/Berlin")).strftime("%b %-d")
    some_day = page.locator(".promise", has_text="Some day.").locator(".when")
    expect(some_day).to_have_text(re.compile(rf"said .*{said}.*, no time set"))


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


def test_a_tap_is_taken_back(loaded: Load) -> None:
    """A slip of the finger, or a mail that kept nothing: no promise is lost by either."""
    extension = loaded()
    asked, mailed = promise(7), promise(8, state="kept", sentence="You hear from me.")
    extension.wire.answers |= {
        "GET /v1/promises": {"promises": [as_json(asked)]},
        "PATCH /v1/promises/7": {"promise": as_json(asked)},
        "PATCH /v1/promises/8": {"promise": as_json(mailed)},
    }
    ready(extension, sent=sent_report(kept=(mailed,)))
    page = remember_tab(extension)
    undo = page.get_by_role("button", name="Undo")

    undo.click()  # the mail just sent
    expect(undo).to_have_count(0)
    assert extension.wire.bodies("PATCH /v1/promises/8") == [{"action": "reopen"}]

    page.get_by_role("button", name="Done").click()
    expect(page.locator("#remember [role=status]")).to_contain_text(f"Done “{asked.sentence}”")
    shoot(page, "panel-remember-undo-en-light-400")
    with extension.asked("PATCH /v1/promises/7"):
        undo.click()
    expect(undo).to_have_count(0)
    assert extension.wire.bodies("PATCH /v1/promises/7")[-1] == {"action": "reopen"}


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
    assert outlook.startswith("https://outlook.live.com/")
    assert asked["startdt"] == ["2026-11-20T17:00:00Z"]
    assert asked["body"][0].startswith(one.sentence)
    assert "+" not in outlook  # Outlook would show them
    shoot(page, "panel-remember-calendar-en-light-400")


def test_who_writes_at_work_is_led_to_the_calendar_of_work(loaded: Load) -> None:
    """Outlook's two houses know nothing of each other's calendars."""
    extension = loaded()
    one = promise(7, app="outlook", link="https://outlook.cloud.microsoft/mail/inbox/id/AAQk")
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(one)]}
    ready(extension)
    page = remember_tab(extension)
    page.locator(".later summary").click()

    link = page.get_by_role("link", name="Outlook").get_attribute("href") or ""

    assert link.startswith("https://outlook.office.com/calendar/")


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
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(promise())]}
    ready(extension, compose="c1", text=TYPED, check=check())
    page = extension.panel()
    page.get_by_role("tab", name="Reply").click()
    expect(page.get_by_role("heading", name="Checklist")).to_be_visible()

    ready(extension, sent=sent_report(promises=(promise(),) if promised else ()))
    drawn(page)

    room = "Remember" if promised else "Reply"
    expect(page.get_by_role("tab", selected=True)).to_have_text(room)
    expect(page.get_by_text("The mail you just sent")).to_have_count(int(promised))


def test_a_mail_told_late_does_not_take_the_checklist_away(loaded: Load) -> None:
    """The helper came back while another reply is written: what it did is shown after that one."""
    extension = loaded()
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(promise())]}
    ready(extension, compose="c2", text=TYPED, check=check())
    page = extension.panel()
    page.locator("#tab-reply").click()

    late = sent_report(promises=(promise(),))
    ready(extension, compose="c2", text=TYPED, check=check(), sent=late)
    drawn(page)
    expect(page.locator("#tab-reply")).to_have_attribute("aria-selected", "true")

    ready(extension, sent=late)
    expect(page.get_by_text("The mail you just sent")).to_be_visible()


def test_a_promise_without_a_time_is_offered_a_time_once(loaded: Load) -> None:
    """B53: "You wrote this. Give it a time?" after sending; answered, it does not come back."""
    extension = loaded()
    untimed = promise(8, form="implied", due=None, sentence="I'll look into it.")
    extension.wire.answers |= {
        "GET /v1/promises": {"promises": [as_json(promise(1)), as_json(untimed)]},
        "PATCH /v1/promises/8": {"promise": as_json(untimed)},
    }
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


def test_a_promise_just_sent_stands_once(loaded: Load) -> None:
    """It is told as what the mail did, with all one can do about it, and not again in a list."""
    extension = loaded()
    noted = promise(7)
    offered = promise(8, form="implied", due=None, sentence="I'll look into it.")
    earlier = promise(9, sentence="Your refund is there on Friday.", due=NOW + timedelta(days=2))
    extension.wire.answers |= {
        "GET /v1/promises": {"promises": [as_json(one) for one in (noted, offered, earlier)]},
        "PATCH /v1/promises/7": {"promise": as_json(noted)},
    }
    ready(extension, sent=sent_report(promises=(noted,), untimed=(offered,)))
    page = remember_tab(extension)
    expect(page.get_by_text(earlier.sentence)).to_be_visible()
    for one in (noted, offered, earlier):
        expect(page.get_by_text(one.sentence)).to_have_count(1)
    report = page.locator("#remember section", has_text="The mail you just sent")
    shoot(page, "panel-remember-once-en-light-400")

    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(earlier)]}
    with extension.asked("PATCH /v1/promises/7"):
        report.get_by_role("button", name="Done").click()

    expect(page.locator("#remember [role=status]")).to_contain_text(f"Done “{noted.sentence}”")
    expect(page.locator("blockquote", has_text=noted.sentence)).to_have_count(0)


def test_nothing_is_said_to_be_promised_beside_what_was_just_noted(loaded: Load) -> None:
    """While the list is older than the mail just sent, only the report of that mail speaks."""
    extension = loaded()
    noted = promise(7)
    page = remember_tab(extension)
    rest = page.get_by_text("Nothing is promised")
    expect(rest).to_be_visible()

    with extension.held("promises") as asked:
        ready(extension, sent=sent_report(promises=(noted,)))
        expect(page.get_by_text(noted.sentence)).to_be_visible()
        expect(rest).to_have_count(0)
        extension.until(lambda: asked, "the ledger was asked")
        extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(noted)]}
    expect(page.locator(".promise")).to_contain_text(noted.sentence)

    extension.wire.answers["GET /v1/promises"] = {"promises": []}  # Done, on the notification
    expect(rest).to_be_visible()
    expect(page.get_by_text(noted.sentence)).to_have_count(0)


def test_the_list_is_looked_up_when_one_comes_back_to_it(loaded: Load) -> None:
    """What a notification closed meanwhile is not in it, nor that the helper was away."""
    extension = loaded()
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(promise(7))]}
    ready(extension)
    page = remember_tab(extension)
    done = page.get_by_role("button", name="Done")
    expect(done).to_be_visible()
    extension.wire.up = False
    done.click()
    expect(page.locator("#remember [role=alert]")).to_be_visible()
    extension.wire.up = True
    page.locator("#tab-read").click()
    extension.wire.answers["GET /v1/promises"] = {"promises": []}

    page.locator("#tab-remember").click()
    drawn(page)

    assert page.locator("#remember [role=alert]").count() == 0
    assert page.get_by_text("Nothing is promised").is_visible()


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
    extension = loaded(alone=True)
    tomorrow = NOW + timedelta(days=1)
    due = promise(7, due=tomorrow)
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(due)]}
    ready(extension)
    page = remember_tab(extension)
    page.clock.set_fixed_time(NOW)  # lest midnight pass while the test runs
    ready(extension, compose="c0")
    expect(page.locator(".promise .when")).to_contain_text("tomorrow")

    page.clock.set_fixed_time(tomorrow - timedelta(seconds=1))
    ready(extension, compose="c1")  # something else is news

    expect(page.locator(".promise .when")).to_contain_text("today")


def test_what_slipped_still_has_a_way_out(loaded: Load) -> None:
    """B56: a missed promise stays with its words, for a word to whom it was made to."""
    extension = loaded()
    missed = promise(7, state="broken", due=NOW - timedelta(days=1))
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(missed)]}
    ready(extension)
    page = remember_tab(extension)
    expect(page.get_by_text("was due")).to_be_visible()
    expect(page.get_by_role("button", name="Done")).to_be_visible()
    shoot(page, "panel-remember-missed-en-light-400")

    with extension.asked("POST /v1/draft"):
        page.get_by_role("button", name="Tell them").click()
    expect(page.get_by_text("after the time has passed")).to_be_visible()
    assert extension.wire.bodies("POST /v1/draft")[-1]["promise"] == 7


def test_what_is_waited_for_is_called_by_its_name(loaded: Load) -> None:
    """No mail is being read where promises are looked up."""
    extension = loaded()
    ready(extension)
    page = extension.panel()
    page.evaluate(
        """() => {
            const send = chrome.runtime.sendMessage.bind(chrome.runtime);
            chrome.runtime.sendMessage = (message) =>
                message.type === "promises" ? new Promise(() => {}) : send(message);
        }"""
    )

    page.locator("#tab-remember").click()

    expect(page.locator("#remember").get_by_role("status")).to_have_text(
        "Looking up your promises…"
    )


def test_that_nobody_answers_is_said_once(loaded: Load) -> None:
    """The line above all says it; a room below has nothing to add."""
    extension = loaded()
    extension.wire.up = False
    ready(extension, status="off")
    page = extension.panel()
    for room in ("remember", "reply"):
        page.locator(f"#tab-{room}").click()
        drawn(page)
        expect(page.get_by_text("The helper is not answering")).to_have_count(1)
        expect(page.get_by_text("Looking up your promises…")).to_have_count(0)


def test_a_room_is_quiet_once_the_line_above_speaks(loaded: Load) -> None:
    """It noticed first that nobody answers; the line above comes a moment later."""
    extension = loaded()
    ready(extension)
    page = extension.panel()
    page.evaluate(
        """() => {
            const send = chrome.runtime.sendMessage.bind(chrome.runtime);
            const off = { ok: false, error: { code: "off", title: "", detail: "" } };
            chrome.runtime.sendMessage = (message) =>
                message.type === "promises" ? Promise.resolve(off) : send(message);
        }"""
    )
    page.locator("#tab-remember").click()
    alert = page.locator("#remember [role=alert]")
    expect(alert).to_be_visible()

    ready(extension, status="off")

    expect(alert).to_have_count(0)
