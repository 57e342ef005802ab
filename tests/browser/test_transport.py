"""The one wire to the helper: no secret before the proof, and nothing sent is lost or doubled."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from helper.contracts import Reminder
from tests.browser.canned import (
    CLIENT,
    JUST,
    MAIL,
    PORT,
    SEEN,
    TOKEN,
    TYPED,
    WE_SORRY,
    Load,
    Loaded,
    as_json,
    check,
    day,
    promise,
    reading,
    sent_report,
)


def mail_page(extension: Loaded) -> Page:
    """A tab that may say what a mail page says, and what our own pages say."""
    page = extension.silent()
    extension.wire.asked.clear()
    return page


def mails_on(extension: Loaded) -> list[Any]:
    """Every request that carried mail text or the token's holder's business."""
    return [body for path, body in extension.wire.asked if path != "GET /v1/hello"]


def say(page: Page, **message: Any) -> Any:
    """Send a message to the background, and wait for its answer."""
    return page.evaluate("message => chrome.runtime.sendMessage(message)", message)


# --- The proof ------------------------------------------------------------------------------


def test_the_helper_proves_itself_before_the_first_mail(loaded: Load) -> None:
    """Another program may sit on our port: the first words are hello, with a nonce."""
    extension = loaded()
    page = mail_page(extension)

    answer = say(page, type="mail.seen", seen=SEEN)

    assert answer["reading"]["level"] == 3
    assert extension.wire.paths() == ["GET /v1/hello", "POST /v1/read"]


def test_one_proof_lasts_for_the_workers_life(loaded: Load) -> None:
    """The proof costs one short request, once."""
    extension = loaded()
    page = mail_page(extension)

    say(page, type="mail.seen", seen=SEEN)
    say(page, type="mail.seen", seen={**SEEN, "message": "m2"})

    assert extension.wire.paths().count("GET /v1/hello") == 1


def test_a_wrong_proof_gets_no_mail(loaded: Load) -> None:
    """A program that does not know the token is told neither the mail nor the token."""
    extension = loaded()
    extension.wire.token = "a guess"
    page = mail_page(extension)

    answer = say(page, type="mail.seen", seen=SEEN)

    assert answer["error"]["code"] == "off"
    assert mails_on(extension) == []
    assert all(TOKEN not in str(asked) for asked in extension.wire.asked)


def test_a_forgotten_browser_is_asked_to_pair(loaded: Load) -> None:
    """A helper that does not know this client (revoked, new database) leads to pairing."""
    extension = loaded()
    extension.wire.known = False
    page = mail_page(extension)

    answer = say(page, type="mail.seen", seen=SEEN)

    assert answer["error"]["code"] == "unpaired"
    assert mails_on(extension) == []


def test_after_a_silence_the_proof_is_asked_again(loaded: Load) -> None:
    """Whoever answers after the helper was gone might be another."""
    extension = loaded()
    page = mail_page(extension)
    say(page, type="mail.seen", seen=SEEN)
    extension.wire.up = False
    assert say(page, type="mail.seen", seen=SEEN)["error"]["code"] == "off"
    extension.wire.up, extension.wire.token = True, "a guess"
    extension.wire.asked.clear()

    say(page, type="mail.seen", seen=SEEN)

    assert mails_on(extension) == []


def test_an_answer_broken_off_is_none(loaded: Load) -> None:
    """The helper ended in the middle of a word: what it said is not known, so nothing is taken."""
    extension = loaded()
    extension.wire.cut = "POST /v1/read"
    page = mail_page(extension)

    assert say(page, type="mail.seen", seen=SEEN)["error"]["code"] == "off"


def test_half_a_letter_keeps_no_mail_from_being_read(loaded: Load) -> None:
    """Cut at so many letters a text may end inside an emoji, which no JSON may hold."""
    extension = loaded()
    page = mail_page(extension)
    earlier = {"text": "x" * 1999 + "\N{PARTY POPPER}", "from": None, "received": None}

    say(page, type="mail.seen", seen={**SEEN, "earlier": [{**earlier, "mine": False}]})

    (mail,) = extension.wire.bodies("POST /v1/read")
    assert mail["earlier"][0]["text"] == "x" * 1999 + "\N{REPLACEMENT CHARACTER}"


def test_a_revoked_token_is_not_an_outage(loaded: Load) -> None:
    """401 leads to the pairing screen, not to "helper is off"."""
    extension = loaded()
    extension.wire.answers["POST /v1/read"] = (401, {"title": "Revoked", "detail": "Pair again."})
    page = mail_page(extension)

    assert say(page, type="mail.seen", seen=SEEN)["error"]["code"] == "unpaired"


def test_a_restarting_helper_is_asked_twice(loaded: Load) -> None:
    """One refused connection is not yet an outage."""
    extension = loaded()
    page = mail_page(extension)
    say(page, type="mail.seen", seen=SEEN)
    extension.wire.refuse_next = True

    assert say(page, type="mail.seen", seen={**SEEN, "message": "m2"})["ok"]

    assert extension.wire.paths()[-3:] == ["POST /v1/read", "GET /v1/hello", "POST /v1/read"]


def test_the_second_try_trusts_nobody_either(loaded: Load) -> None:
    """Another program may have taken the port between the two: it gets neither mail nor token."""
    extension = loaded()
    page = mail_page(extension)
    say(page, type="mail.seen", seen=SEEN)
    extension.wire.refuse_next, extension.wire.token = True, "a guess"
    extension.wire.asked.clear()

    answer = say(page, type="mail.seen", seen={**SEEN, "message": "m2"})

    assert answer["error"]["code"] == "off"
    assert extension.wire.paths() == ["POST /v1/read", "GET /v1/hello"]


def test_a_problem_is_told_in_the_helpers_words(loaded: Load) -> None:
    """RFC 9457: title and detail come through as they are, and the next call is free to work."""
    extension = loaded()
    page = mail_page(extension)
    answers = iter([(500, {"title": "Broken"}), as_json(reading())])
    extension.wire.answers["POST /v1/read"] = lambda _: next(answers)

    first = say(page, type="mail.seen", seen={**SEEN, "message": "m2"})
    second = say(page, type="mail.seen", seen={**SEEN, "message": "m3"})

    assert first["error"] == {"code": "problem", "title": "Broken", "detail": ""}
    assert second["ok"]


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ("keyring", "keyring is locked"),
        ("disk_full", "disk is full"),
        ("read_only", "read-only"),
        ("past", "past already"),
    ],
)
def test_what_keeps_the_helper_from_answering_is_said(loaded: Load, known: str, words: str) -> None:
    """It is there, so it is not "off": what to do is said in the user's words; then it goes on."""
    extension = loaded()
    problem = {"type": f"urn:aizuchi:{known}", "title": "Service Unavailable", "detail": "?"}
    answers = extension.wire.answers
    answers["GET /v1/hello"] = answers["POST /v1/read"] = (503, problem)
    extension.set_state(status="error", mail=MAIL, error={"title": "x", "detail": ""})
    panel = extension.panel()
    panel.get_by_role("button", name="Try again").click()
    expect(panel.get_by_text(words)).to_be_visible()

    del answers["GET /v1/hello"]
    answers["POST /v1/read"] = as_json(reading())
    panel.get_by_role("button", name="Try again").click()
    expect(panel.get_by_text("How they feel")).to_be_visible()


# --- Pairing --------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["1234 5678", "１２３４５６７８"])
def test_pairing_by_code(loaded: Load, typed: str) -> None:
    """The code goes to the helper once; the token it gives is kept, and the panel goes on.

    A keyboard that writes Japanese may make its digits twice as wide.
    """
    extension = loaded(paired=False)
    extension.wire.answers["POST /v1/pair"] = {"client": "c1", "token": TOKEN}
    page = extension.panel()

    page.get_by_label("Type the 8 digits it shows").fill(typed)
    page.get_by_role("button", name="Connect").click()

    expect(page.get_by_role("heading", name="No mail is open")).to_be_visible()
    (body,) = extension.wire.bodies("POST /v1/pair")
    assert body["code"] == "12345678"
    kept = extension.worker.evaluate("chrome.storage.local.get('pairing')")
    assert kept == {"pairing": {"client": "c1", "token": TOKEN}}


@pytest.mark.parametrize(
    ("status", "detail"),
    [(403, "This code is not right. 4 tries left."), (429, "Too many tries.")],
)
def test_a_wrong_code_is_told_in_the_helpers_words(loaded: Load, status: int, detail: str) -> None:
    """A mistyped code leaves the screen as it is, with the reason."""
    extension = loaded(paired=False)
    extension.wire.answers["POST /v1/pair"] = (status, {"title": "No", "detail": detail})
    page = extension.panel()

    page.get_by_label("Type the 8 digits it shows").fill("00000000")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_have_text(detail)


def test_a_short_code_is_not_sent(loaded: Load) -> None:
    """Eight digits, or the helper is not bothered: a try is worth something."""
    extension = loaded(paired=False)
    page = extension.panel()

    page.get_by_label("Type the 8 digits it shows").fill("123")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_have_text("The code has 8 digits.")
    assert extension.wire.bodies("POST /v1/pair") == []


def test_another_port(loaded: Load) -> None:
    """A port named under "Advanced" is used and kept."""
    extension = loaded(paired=False)
    seen: list[str] = []
    extension.context.on("request", lambda request: seen.append(request.url))
    extension.wire.answers["POST /v1/pair"] = {"client": "c1", "token": TOKEN}
    page = extension.panel()

    page.get_by_text("Advanced").click()
    page.get_by_label("Port").fill("23456")
    page.get_by_label("Type the 8 digits it shows").fill("12345678")
    page.get_by_role("button", name="Connect").click()

    expect(page.get_by_role("heading", name="No mail is open")).to_be_visible()
    assert say(page, type="settings")["port"] == 23456
    assert say(page, type="settings", port=PORT)["port"] == PORT
    assert say(page, type="settings", port=70000)["error"]["title"] == "Not a port"


def test_paired_by_the_address(loaded: Load) -> None:
    """The helper opens our pages with ``#pair=CODE``; the code does not stay in the history."""
    extension = loaded(paired=False)
    extension.wire.answers["POST /v1/pair"] = {"client": "c1", "token": TOKEN}

    page = extension.open("desk/desk.html#pair=87654321")

    expect(page.get_by_role("heading", name="Nothing is promised before")).to_be_visible()
    assert extension.wire.bodies("POST /v1/pair")[0]["code"] == "87654321"
    assert "pair" not in page.url


def test_unpairing_forgets_the_token(loaded: Load) -> None:
    """After "Disconnect" nothing is asked of the helper, and the panel says what to do.

    The helper is told, so that its list names no browser that is gone.
    """
    extension = loaded()
    extension.wire.answers["POST /v1/revoke"] = {"browsers": []}
    page = mail_page(extension)
    extension.set_state(status="ready", mail=MAIL, reading=reading())

    assert say(page, type="unpair") == {"ok": True}
    assert extension.wire.bodies("POST /v1/revoke") == [{"id": CLIENT}]

    assert extension.worker.evaluate("chrome.storage.local.get('pairing')") == {}
    assert say(page, type="day")["error"]["code"] == "unpaired"
    assert extension.state()["status"] == "unpaired"


# --- Who may ask ----------------------------------------------------------------------------


def test_a_mail_page_gets_no_ledger(loaded: Load) -> None:
    """A mail page that was broken into speaks as our content script: it gets only its own words."""
    extension = loaded()
    context = extension.context
    context.route(
        "https://mail.google.com/**",
        lambda route: route.fulfill(content_type="text/html", body="<!doctype html><p>mail</p>"),
    )
    page = context.new_page()
    extension.pages.append(page)
    page.goto("https://mail.google.com/mail/u/0/")
    tab = extension.worker.evaluate(
        "chrome.tabs.query({url: 'https://mail.google.com/*'}).then(tabs => tabs.at(-1).id)"
    )

    answers = extension.worker.evaluate(
        """async tab => {
            const [{result}] = await chrome.scripting.executeScript({
                target: {tabId: tab},
                func: async () => {
                    const ask = type => chrome.runtime.sendMessage({type})
                        .then(answer => answer ?? null, () => null);
                    const stored = await chrome.storage.local.get().catch(error => String(error));
                    return {export: await ask('export'), promises: await ask('promises'),
                            pair: await ask('pair'), stored};
                },
            });
            return result;
        }""",
        tab,
    )

    context.unroute("https://mail.google.com/**")
    assert answers["export"] is None
    assert answers["promises"] is None
    assert answers["pair"] is None
    assert TOKEN not in str(answers["stored"])


# --- The queue ------------------------------------------------------------------------------


def report(number: int) -> dict[str, Any]:
    """A sent mail."""
    return {
        "id": f"s{number}",
        "text": "I'll call you tomorrow at ten.",
        "zone": "Europe/Berlin",
        "sent": "2026-11-18T10:00:00Z",
        "app": "gmail",
        "thread": "t1",
    }


def queue(page: Page) -> list[str]:
    """Ids of what waits."""
    return [entry["id"] for entry in say(page, type="queue")["queue"]]


def delivered(extension: Loaded) -> list[str]:
    """Ids the helper has heard, each time it heard them."""
    return [body["id"] for body in extension.wire.bodies("POST /v1/sent")]


def test_a_sent_mail_is_delivered_and_leaves_the_queue(loaded: Load) -> None:
    """Confirmed means gone from the queue, and told to the tab it was sent in."""
    extension = loaded()
    page = mail_page(extension)
    tab = page.evaluate("chrome.tabs.getCurrent().then(tab => tab.id)")

    assert say(page, type="mail.sent", report=report(1), pick=[]) == {"ok": True}
    extension.until(lambda: say(page, type="state", tab=tab)["state"]["sent"], "told to the tab")

    assert queue(page) == []
    state = say(page, type="state", tab=tab)["state"]
    assert state["sent"]["promises"][0]["id"] == 1


def test_what_is_sent_while_the_helper_is_off_waits(loaded: Load) -> None:
    """Nothing is lost, nothing doubled: delivered in order, once, when the helper is back."""
    extension = loaded()
    page = mail_page(extension)
    extension.wire.up = False
    for number in (1, 2, 1):
        say(page, type="mail.sent", report=report(number), pick=[])
    assert queue(page) == ["s1", "s2"]
    tab = page.evaluate("chrome.tabs.getCurrent().then(tab => tab.id)")
    extension.until(
        lambda: say(page, type="state", tab=tab)["state"]["status"] == "off", "seen as off"
    )

    extension.wire.up = True
    assert say(page, type="status")["ok"]

    extension.until(lambda: queue(page) == [], "delivered")
    assert delivered(extension) == ["s1", "s2"]


def test_the_queue_outlives_the_worker(loaded: Load) -> None:
    """The worker may be stopped at any time: what waits lies in storage, and goes out later."""
    extension = loaded()
    page = mail_page(extension)
    extension.wire.up = False
    say(page, type="mail.sent", report=report(1), pick=[])

    extension.sleep()
    assert queue(page) == ["s1"]  # this message wakes a new one
    extension.wire.up = True
    extension.wire.asked.clear()
    say(page, type="status")

    extension.until(lambda: queue(page) == [], "delivered")
    assert extension.wire.paths()[0] == "GET /v1/hello"  # a new life, a new proof
    assert delivered(extension) == ["s1"]


def test_a_lost_answer_sends_the_same_id_again(loaded: Load) -> None:
    """If no confirmation came the same id goes again, by which the helper knows it."""
    extension = loaded()
    page = mail_page(extension)
    answers = iter([(503, {"title": "Busy"}), {"promises": [], "untimed": [], "kept": []}])
    extension.wire.answers["POST /v1/sent"] = lambda _: next(answers)

    with extension.asked("POST /v1/sent"):
        say(page, type="mail.sent", report=report(1), pick=[])
    assert queue(page) == ["s1"]
    say(page, type="status")

    extension.until(lambda: queue(page) == [], "delivered")
    assert delivered(extension) == ["s1", "s1"]


def test_one_refused_mail_does_not_hold_the_others(loaded: Load) -> None:
    """A report the helper will never take stays with its reason; those behind it go out."""
    extension = loaded()
    page = mail_page(extension)
    fine = {"promises": [], "untimed": [], "kept": []}
    extension.wire.answers["POST /v1/sent"] = lambda body: (
        (422, {"title": "No", "detail": "No zone."}) if body["id"] == "s1" else fine
    )
    extension.wire.up = False
    say(page, type="mail.sent", report=report(1), pick=[])
    say(page, type="mail.sent", report=report(2), pick=[])
    extension.wire.up = True

    say(page, type="status")

    extension.until(lambda: len(queue(page)) == 1, "the other one is delivered")
    (left,) = say(page, type="queue")["queue"]
    assert (left["id"], left["refused"]) == ("s1", "No zone.")


def test_an_undone_mail_promises_nothing(loaded: Load) -> None:
    """The client's Undo takes a mail out of the queue, or what it did out of the ledger."""
    extension = loaded()
    extension.wire.answers["POST /v1/unsent"] = {"promises": []}
    page = mail_page(extension)
    extension.wire.up = False
    say(page, type="mail.sent", report=report(1), pick=[])
    say(page, type="mail.withdrawn", id="s1")
    extension.wire.up = True
    with extension.asked("POST /v1/sent"):
        say(page, type="mail.sent", report=report(2), pick=[])
    with extension.asked("POST /v1/unsent"):
        say(page, type="mail.withdrawn", id="s2")

    assert delivered(extension) == ["s2"]
    assert extension.wire.bodies("POST /v1/unsent")[-1] == {"id": "s2"}


def test_an_undo_counts_though_the_answer_to_sending_was_lost(loaded: Load) -> None:
    """The report arrived, and nobody heard so: the mail waits still, and yet may be promised."""
    extension = loaded()
    extension.wire.answers["POST /v1/sent"] = (502, {"title": "Lost", "detail": "On the way."})
    extension.wire.answers["POST /v1/unsent"] = {"promises": []}
    page = mail_page(extension)
    with extension.asked("POST /v1/sent"):
        say(page, type="mail.sent", report=report(1), pick=[])

    with extension.asked("POST /v1/unsent"):
        say(page, type="mail.withdrawn", id="s1")

    extension.until(lambda: queue(page) == [], "nothing waits, and nothing is told again")
    assert extension.wire.bodies("POST /v1/unsent") == [{"id": "s1"}]


def test_an_undo_while_the_helper_is_off_waits_for_it(loaded: Load) -> None:
    """What was promised is taken back as soon as the helper is there again."""
    extension = loaded()
    extension.wire.answers["POST /v1/unsent"] = {"promises": []}
    page = mail_page(extension)
    with extension.asked("POST /v1/sent"):
        say(page, type="mail.sent", report=report(1), pick=[])
    extension.until(lambda: queue(page) == [], "it is confirmed")
    extension.wire.up = False
    say(page, type="mail.withdrawn", id="s1")
    extension.wire.up = True

    with extension.asked("POST /v1/unsent"):
        say(page, type="status")

    extension.until(lambda: queue(page) == [], "nothing waits any more")
    assert {"id": "s1"} in extension.wire.bodies("POST /v1/unsent")


# --- Checks and reminders -------------------------------------------------------------------


def test_a_check_goes_with_the_tabs_reading(loaded: Load) -> None:
    """The text being typed is judged against the mail it answers, and signed by the user's name."""
    extension = loaded()
    page = mail_page(extension)
    say(page, type="settings", name=" Alex ")
    say(page, type="mail.seen", seen=SEEN)
    say(page, type="compose.opened", compose="c1")

    answer = say(page, type="compose.text", compose="c1", text=TYPED)

    assert [one["rule"] for one in answer["check"]["findings"]] == ["sorry.we", "filler.just"]
    (body,) = extension.wire.bodies("POST /v1/check")
    assert body["text"] == TYPED
    assert body["reading"]["message"] == "m1"
    assert body["me"] == {"name": "Alex", "signature": ""}


def test_a_name_that_the_mail_program_signs_is_not_written_twice(loaded: Load) -> None:
    """B64: what it signs with by itself is told, whether the name was given here or elsewhere."""
    extension = loaded()
    page = mail_page(extension)
    tab = page.evaluate("chrome.tabs.getCurrent().then(tab => tab.id)")
    say(page, type="mail.seen", seen=SEEN)
    signed = {"compose": "c1", "signature": "Alex Winter, Support"}
    say(page, type="compose.opened", **signed)

    say(page, type="compose.text", text=TYPED, **signed)
    say(page, type="draft", tab=tab)
    say(page, type="compose.closed", compose="c1")
    say(page, type="draft", tab=tab)

    (checked,) = extension.wire.bodies("POST /v1/check")
    beside, alone = extension.wire.bodies("POST /v1/draft")
    assert checked["me"] == beside["me"] == {"signature": "Alex Winter, Support"}
    assert alone["me"] == {"signature": ""}


def test_a_dismissed_finding_is_not_given_out_again(loaded: Load) -> None:
    """The next check finds it again; neither marks nor panel get it, until the compose closes."""
    extension = loaded()
    extension.wire.answers["POST /v1/check"] = as_json(check(WE_SORRY, JUST))
    page = mail_page(extension)
    tab = page.evaluate("chrome.tabs.getCurrent().then(tab => tab.id)")
    say(page, type="compose.text", compose="c1", text=TYPED)
    say(page, type="dismiss", tab=tab, finding=as_json(WE_SORRY))

    again = say(page, type="compose.text", compose="c1", text=TYPED)
    say(page, type="compose.closed", compose="c1")
    later = say(page, type="compose.text", compose="c2", text=TYPED)

    assert [one["rule"] for one in again["check"]["findings"]] == ["filler.just"]
    assert len(later["check"]["findings"]) == 2


BETWEEN = {
    "another mail": {"type": "mail.seen", "seen": {**SEEN, "message": "m2"}},
    "the list": {"type": "mail.seen", "seen": None},
    "another box": {"type": "compose.text", "compose": "c2", "text": "Hi Kim,"},
}


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN)
def test_what_was_dismissed_stays_so_whatever_is_opened_beside(
    loaded: Load, between: dict[str, Any]
) -> None:
    """Writing goes on in the same box: what was waved away there is quiet."""
    extension = loaded()
    page = mail_page(extension)
    tab = page.evaluate("chrome.tabs.getCurrent().then(tab => tab.id)")
    signed = {"compose": "c1", "signature": "Alex Winter, Support"}
    say(page, type="mail.seen", seen=SEEN)
    say(page, type="compose.opened", **signed)
    say(page, type="compose.text", text=TYPED, **signed)
    say(page, type="dismiss", tab=tab, compose="c1", finding=as_json(WE_SORRY))

    say(page, **between)
    again = say(page, type="compose.text", text=TYPED, **signed)

    assert [one["rule"] for one in again["check"]["findings"]] == ["filler.just"]


STAND = """() => Promise.all(['promise|7|due|', 'promise|70|due|', 'promise|8|due|'].map((id) =>
  chrome.notifications.create(id, {type: 'basic', title: id, message: id,
    iconUrl: chrome.runtime.getURL('icons/128.png')})))"""


def test_a_reminder_goes_with_what_it_reminds_of(loaded: Load) -> None:
    """B55: dealt with on the desk, or kept by a mail: its word on the screen would be untrue."""
    extension = loaded()
    extension.wire.answers["PATCH /v1/promises/7"] = {"promise": as_json(promise(7))}
    extension.wire.answers["POST /v1/sent"] = as_json(sent_report(kept=(promise(8),)))
    page = mail_page(extension)
    extension.worker.evaluate(STAND)

    def standing() -> list[str]:
        found = extension.worker.evaluate("chrome.notifications.getAll().then(Object.keys)")
        return sorted(one.split("|")[1] for one in found)

    say(page, type="promise.change", id=7, action="done")
    assert standing() == ["70", "8"]

    report = {"id": "s1", "text": "Here it is.", "sent": "2026-11-18T10:00:00Z"}
    say(page, type="mail.sent", report=report, pick=[], language="en", zone="Europe/Berlin")
    extension.until(lambda: standing() == ["70"], "what the mail kept is gone")
    extension.worker.evaluate("chrome.notifications.clear('promise|70|due|')")


def test_reminders_the_desktop_could_not_show(loaded: Load) -> None:
    """B55: the second channel: one notification with two buttons, then the helper is told."""
    extension = loaded()
    due = Reminder(promise=promise(7), stage="due", at=day().now, title="Due now: the plan")
    extension.wire.answers["GET /v1/day"] = as_json(day(reminders=(due,)))
    extension.wire.answers["PATCH /v1/promises/7"] = {"promise": as_json(promise(7))}
    mail_page(extension)
    extension.worker.evaluate(
        """() => {
            const make = chrome.notifications.create;
            self.told = [];
            chrome.notifications.create = (id, options) => {
                self.told.push(options.title);
                return make(id, options);
            };
        }"""
    )

    with extension.asked("PATCH /v1/promises/7"):
        extension.worker.evaluate("chrome.alarms.create('minute', {when: Date.now()})")

    shown = extension.worker.evaluate("chrome.notifications.getAll()")
    extension.worker.evaluate(
        "chrome.alarms.create('minute', {periodInMinutes: 1}), chrome.notifications.getAll()"
        ".then(all => Promise.all(Object.keys(all).map(id => chrome.notifications.clear(id))))"
    )
    assert [one.split("|")[:3] for one in shown] == [["promise", "7", "due"]]
    assert extension.worker.evaluate("self.told") == ["Due now: the plan"]
    assert extension.wire.bodies("PATCH /v1/promises/7") == [{"action": "shown"}]


def test_a_reminder_can_be_answered(loaded: Load) -> None:
    """B55: "Done" on the notification closes the promise, also in a worker that just woke."""
    extension = loaded()
    extension.wire.answers["PATCH /v1/promises/7"] = {"promise": as_json(promise(7))}
    mail_page(extension)

    with extension.asked("PATCH /v1/promises/7"):
        extension.worker.evaluate(
            "chrome.notifications.onButtonClicked.dispatch('promise|7|due|', 0)"
        )

    assert extension.wire.bodies("PATCH /v1/promises/7") == [{"action": "done"}]


@pytest.mark.parametrize(
    ("link", "opened"),
    [
        ("https://mail.google.com/mail/u/0/#all/t1", "https://mail.google.com/mail/u/0/#all/t1"),
        ("https://mail.example.org/t1", "desk/desk.html#promises"),
        ("", "desk/desk.html#promises"),
    ],
)
def test_a_reminder_leads_to_its_mail(loaded: Load, link: str, opened: str) -> None:
    """B55: a click opens the mail the promise was made in, and nothing but a mail client."""
    extension = loaded()
    mail_page(extension)

    with extension.context.expect_page() as page:
        address = extension.worker.evaluate(
            """id => new Promise(done => {
                chrome.tabs.onCreated.addListener(function first(tab) {
                    chrome.tabs.onCreated.removeListener(first);
                    done(tab.pendingUrl || tab.url);
                });
                chrome.notifications.onClicked.dispatch(id);
            })""",
            f"promise|7|due|{link}",
        )

    extension.pages.append(page.value)
    assert address.endswith(opened)
