"""What becomes of a mail after Send: also put off, from the phone, and over an update."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.tabs import AGAIN_MS, BERLIN, EDITOR, SEND, TEXT, shown, visit, write
from tests.pages import gmail, outlook
from tests.pages.facts import QUOTE, Message, Thread

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.canned import Loaded

MORE = {"gmail": ".hG >> visible=true", "outlook": "[id*=menuButton] >> visible=true"}

LATER = """([more, words]) => {
  // A menu and a dialog outside of the box, as both clients have them.
  const show = (role, text, then) => {
    const box = document.createElement('div');
    const item = box.appendChild(document.createElement('div'));
    box.setAttribute('role', role);
    item.setAttribute('role', 'menuitem');
    item.textContent = text;
    item.addEventListener('click', () => { box.remove(); then(); });
    document.body.prepend(box);
  };
  const button = [...document.querySelectorAll(more.split(' ')[0])]
    .find((one) => one.checkVisibility());
  const compose = button.closest('.compose-box');
  button.addEventListener('click', () => show('menu', 'Send later', () =>
    show('dialog', words, () => setTimeout(() => {
      window.lastCompose = compose;
      compose.remove();
    }, 50))));
}"""


def queue(extension: Loaded) -> list[Any]:
    """What waits in the browser."""
    found: list[Any] = extension.worker.evaluate(
        "chrome.storage.local.get('queue').then(({queue}) => queue ?? [])"
    )
    return found


def put_off(extension: Loaded, tab: Page, app: str, words: str) -> None:
    """Choose a later time for the mail, by the menu beside Send; come back once it is settled."""
    tab.evaluate(LATER, [MORE[app], words])
    tab.click(MORE[app])
    tab.click("[role=menu] [role=menuitem]")
    tab.click("[role=dialog] [role=menuitem] >> visible=true")
    tab.wait_for_selector(".compose-box", state="detached")
    tab.wait_for_timeout(AGAIN_MS)
    extension.until(lambda: not any("held" in one for one in queue(extension)), "settled")


def test_a_mail_put_off_keeps_its_own_time(extension: Loaded, app: str) -> None:
    """The helper hears of it when it goes out, with that moment, and not before."""
    at = (datetime.now(BERLIN) + timedelta(days=2)).replace(
        hour=8, minute=5, second=0, microsecond=0
    )
    tab = write(extension, app)

    put_off(extension, tab, app, f"Some morning {at:%b} {at.day}, {at.hour}:05 AM")

    (entry,) = queue(extension)
    assert datetime.fromisoformat(entry["after"]) == at
    assert entry["report"]["sent"] == entry["after"]
    assert entry["report"]["text"] == TEXT
    assert extension.wire.bodies("POST /v1/sent") == []


def test_a_mail_put_off_is_told_once_its_time_has_come(extension: Loaded) -> None:
    """What waits for its own time is delivered with the rest, then."""
    tab = write(extension, "gmail")
    at = datetime.now(BERLIN) + timedelta(days=2)
    put_off(extension, tab, "gmail", f"{at:%b} {at.day}, 8:05 AM")
    extension.worker.evaluate(
        """async () => {
          const {queue} = await chrome.storage.local.get('queue');
          queue[0].after = new Date(Date.now() - 1000).toISOString();
          await chrome.storage.local.set({queue});
        }"""
    )

    with extension.asked("POST /v1/sent"):
        extension.tell(extension.silent(), {"type": "status"})

    assert extension.wire.bodies("POST /v1/sent")[0]["text"] == TEXT


def test_a_mail_called_back_promises_nothing(extension: Loaded) -> None:
    """Whoever cancels the schedule gets the draft back; the waiting report goes."""
    tab = write(extension, "gmail")
    at = datetime.now(BERLIN) + timedelta(days=2)
    put_off(extension, tab, "gmail", f"{at:%b} {at.day}, 8:05 AM")
    assert len(queue(extension)) == 1

    tab.evaluate("undoSend()")

    extension.until(lambda: queue(extension) == [], "taken back")


ANA = {
    "app": "gmail",
    "thread": None,
    "account": "max@example.org",
    "subject": "The report",
    "recipients": [{"name": "Ana", "address": "ana@example.com"}],
}
BOB = {"recipients": [{"name": "Bob", "address": "bob@example.com"}]}
PLACE = {"language": "en", "zone": "Europe/Berlin", "url": "https://mail.google.com/mail/u/0/"}


@pytest.mark.parametrize(
    ("was", "now", "back"),
    [
        ({}, {}, True),
        ({}, {"account": None, "subject": None}, True),
        ({}, {"recipients": [{"name": None, "address": "Ana@example.com"}]}, True),
        ({}, BOB, False),
        ({}, {"app": "outlook"}, False),
        ({}, {"account": "sales@example.org"}, False),
        ({}, {"subject": "Another report"}, False),
        ({}, {"recipients": []}, False),
        ({"thread": "t1"}, {"thread": "t1", "recipients": []}, True),
        ({"thread": "t1"}, {"thread": "t1", "subject": "Re: The report"}, True),
        ({"thread": "t1"}, {"thread": "t2"}, False),
        ({"thread": "t1"}, {"thread": "t1", **BOB}, False),
    ],
    ids=str,
)
def test_only_the_mail_put_off_is_called_back(
    extension: Loaded, was: dict[str, Any], now: dict[str, Any], *, back: bool
) -> None:
    """Whoever begins a mail to Bob with the words of one put off to Ana keeps both promises."""
    page, text = extension.silent(), "I'll send the report on Friday."
    report = {"id": "s1", "text": text, "sent": "2026-11-18T10:00:00Z", **ANA, **was}
    later = {"report": report, "pick": ["Nov 25, 2096, 8:00 AM"], **PLACE}
    for step in ("mail.held", "mail.sent"):
        extension.tell(page, {"type": step, "id": "s1", **later})
    told = "chrome.storage.local.get('told').then(({told}) => told.length)"
    assert (len(queue(extension)), extension.worker.evaluate(told)) == (1, 1)

    writing = {"compose": "c1", "text": f"{text} Would that do?", "mail": {**ANA, **now}}
    extension.tell(page, {"type": "compose.text", "attached": None, **writing})

    left = 0 if back else 1
    extension.until(lambda: len(queue(extension)) == left, "in the queue, if it still goes out")
    extension.until(
        lambda: extension.worker.evaluate(told) == left, "known, if its thread need not tell"
    )


def test_a_time_that_cannot_be_read_is_not_guessed(extension: Loaded, app: str) -> None:
    """Then its thread tells once it is out; nothing is told of a moment nobody knows."""
    tab = write(extension, app)

    put_off(extension, tab, app, "Some time")

    assert queue(extension) == []
    assert extension.wire.bodies("POST /v1/sent") == []


@pytest.mark.parametrize(
    ("pick", "at"),
    [
        (["Nov 25, 2096, 8:00 AM"], datetime(2096, 11, 25, 7, 0, tzinfo=UTC)),
        (["Some time"], None),
    ],
    ids=str,
)
def test_a_page_that_dies_leaves_a_mail_put_off(
    extension: Loaded, pick: list[str], at: datetime | None
) -> None:
    """Held with the time picked for it: it is told neither at once nor of a moment nobody knows."""
    page = extension.silent()
    report = {"id": "s1", "text": TEXT, "sent": "2026-11-18T10:00:00Z", **ANA}
    extension.tell(page, {"type": "mail.held", "report": report, "pick": pick, **PLACE})

    page.evaluate("import('/lib/sent.js').then(({settle}) => settle())")

    left = [moment for one in queue(extension) for moment in (one["after"], one["report"]["sent"])]
    assert [datetime.fromisoformat(one) for one in left] == ([at, at] if at else [])
    assert extension.wire.bodies("POST /v1/sent") == []


def test_discarding_after_a_look_at_the_menu_is_not_sending(extension: Loaded) -> None:
    """The menu was open, then the box was thrown away: nothing was sent."""
    tab = write(extension, "gmail")
    tab.evaluate(LATER, [MORE["gmail"], "Nov 25, 8:00 AM"])
    tab.click(MORE["gmail"])

    tab.click(".oh >> visible=true")
    tab.evaluate("document.querySelectorAll('.compose-box').forEach((one) => one.remove())")
    tab.wait_for_timeout(AGAIN_MS)

    assert queue(extension) == []


def test_closing_by_key_what_was_refused_is_not_sending(extension: Loaded, app: str) -> None:
    """Refused, as nobody was named; Escape closes the word about it, and the next one the box."""
    tab = write(extension, app)
    tab.evaluate("window.refuses = true")
    tab.click(f"{SEND[app]} >> visible=true")
    extension.until(lambda: queue(extension), "held")

    tab.keyboard.press("Escape")
    tab.evaluate("document.querySelectorAll('.compose-box').forEach((one) => one.remove())")
    tab.wait_for_timeout(AGAIN_MS)

    extension.until(lambda: queue(extension) == [], "let go")
    assert extension.wire.bodies("POST /v1/sent") == []


# --- From the phone -------------------------------------------------------------------------


def answered(app: str, moment: datetime, text: str = TEXT) -> dict[str, Any]:
    """A thread in which the user has answered; the signature is no new word."""
    signature = '<div class="gmail_signature">Max<br>Support</div>'
    if app == "outlook":
        signature = '<div id="x_Signature">Max<br>Support</div>'
    received = outlook.WHEN if app == "outlook" else "20 Aug 2025, 13:19"
    theirs = "I will refund all of it today."  # in the history below, so no word of the user's
    older = outlook.quoted(f"Dana Example &lt;dana@example.com&gt;<br>{theirs}")
    if app == "gmail":
        older = QUOTE.replace("Thanks, we are looking into it.", theirs)
    mine = Message(
        id="1980000000000002",
        name="Max Example",
        address="max@example.org" if app == "gmail" else None,
        received=shown(app, moment),
        html=f"<div>{text}</div>{signature}{older}",
    )
    return {"messages": (Message(received=received), mine), "compose": None}


def test_an_answer_from_the_phone_is_told(extension: Loaded, app: str) -> None:
    """What the user wrote elsewhere stands in the thread: told once, with its own moment."""
    sent = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(hours=2)
    facts = answered(app, sent)

    with extension.asked("POST /v1/sent"):
        visit(extension, app, **facts)
    tab = visit(extension, app, **facts)
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    tab.wait_for_timeout(AGAIN_MS)

    (report,) = extension.wire.bodies("POST /v1/sent")
    assert report["text"] == TEXT
    assert datetime.fromisoformat(report["sent"]) == sent
    assert report["recipients"] == [{"name": "Dana Example", "address": "dana@example.com"}]
    assert report["account"] == "max@example.org"
    assert report["thread"] == (outlook.CONVERSATION if app == "outlook" else "198c5a0a1b2c3d49")


@pytest.mark.parametrize("ago", [timedelta(days=2), timedelta(days=30)])
def test_what_was_written_before_is_not_brought_up(extension: Loaded, ago: timedelta) -> None:
    """Old answers, from before this browser was paired, make no promises now."""
    tab = visit(extension, "gmail", **answered("gmail", datetime.now(UTC) - ago))
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    tab.wait_for_timeout(AGAIN_MS)

    assert extension.wire.bodies("POST /v1/sent") == []


def test_what_was_sent_here_is_not_told_again(extension: Loaded, app: str) -> None:
    """The mail just sent shows up in its thread, with a signature and other line breaks."""
    tab = write(extension, app)
    with extension.asked("POST /v1/sent"):
        tab.click(f"{SEND[app]} >> visible=true")
    tab.close()

    tab = visit(
        extension, app, **answered(app, datetime.now(UTC), TEXT.replace(" and ", "<br>and "))
    )
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    tab.wait_for_timeout(AGAIN_MS)

    assert len(extension.wire.bodies("POST /v1/sent")) == 1


def test_the_same_words_to_another_are_another_mail(extension: Loaded) -> None:
    """What one often writes was sent here to Dana; from the phone it went to somebody else."""
    tab = write(extension, "gmail")
    with extension.asked("POST /v1/sent"):
        tab.click(f"{SEND['gmail']} >> visible=true")
    tab.close()

    sent = datetime.now(UTC) - timedelta(hours=2)
    with extension.asked("POST /v1/sent"):
        visit(extension, "gmail", **answered("gmail", sent), id="2222222222222222")

    assert len({one["thread"] for one in extension.wire.bodies("POST /v1/sent")}) == 2


# --- Where the page goes on ---


def test_a_report_is_of_the_moment_of_sending(extension: Loaded) -> None:
    """Send and archive: when the box is gone, another conversation is open already."""
    tab = write(extension, "gmail")
    tab.evaluate(
        """() => document.querySelector('.aoO').addEventListener('click', () => {
          const heading = document.querySelectorAll('h2[data-legacy-thread-id]')[1];
          heading.dataset.legacyThreadId = '2222222222222222';
        })"""
    )

    with extension.asked("POST /v1/sent"):
        tab.click(f"{SEND['gmail']} >> visible=true")

    (report,) = extension.wire.bodies("POST /v1/sent")
    assert report["link"].endswith("/198c5a0a1b2c3d49")
    assert report["recipients"] == [{"name": "Dana Example", "address": "dana@example.com"}]


def test_a_page_loaded_anew_has_no_box(extension: Loaded) -> None:
    """What was being written went with the page before: nothing to insert into, nothing checked."""
    tab = write(extension, "gmail")
    tab.unroute_all()
    without = gmail.page(Thread(messages=(Message(),)))
    tab.route("**/*", lambda route: route.fulfill(body=without, content_type="text/html"))

    with extension.asked("POST /v1/read"):
        tab.reload()
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")

    (state,) = extension.tabs().values()
    assert (state["status"], state["compose"], state["text"]) == ("ready", None, "")


def test_nothing_is_checked_once_it_is_sent(extension: Loaded) -> None:
    """Who sends while still typing leaves no text behind, and no box that is gone."""
    tab = write(extension, "gmail")
    with extension.asked("POST /v1/sent"):
        tab.keyboard.insert_text(" And more.")
        tab.keyboard.press("Control+Enter")

    def left() -> list[Any]:
        return [(one["compose"], one["text"]) for one in extension.tabs().values()]

    extension.until(lambda: left() == [(None, "")], "the box is gone")
    tab.wait_for_timeout(2 * AGAIN_MS)
    assert left() == [(None, "")]


# --- Over an update -------------------------------------------------------------------------


def test_a_mail_on_its_way_outlives_the_page(extension: Loaded) -> None:
    """From the press of Send on it lies in storage, held until its box is gone."""
    tab = write(extension, "gmail")
    tab.evaluate("window.refuses = true")
    tab.click(f"{SEND['gmail']} >> visible=true")
    extension.until(lambda: queue(extension), "held")
    (entry,) = queue(extension)
    assert entry["held"]
    assert extension.wire.bodies("POST /v1/sent") == []

    tab.click(EDITOR)
    tab.keyboard.type(" More.")

    extension.until(lambda: queue(extension) == [], "let go: whoever writes on has not sent")


@pytest.mark.parametrize("went", [True, False], ids=["sent", "still open"])
def test_an_update_loses_no_mail(extension: Loaded, *, went: bool) -> None:
    """Updated between Send and its confirmation: the box tells whether the mail went.

    Told twice, if the worker ended between the helper's answer and its own note, it has one id.
    """
    tab = write(extension, "gmail")
    tab.evaluate("window.refuses = true")
    tab.click(f"{SEND['gmail']} >> visible=true")
    extension.until(lambda: queue(extension), "held")
    (entry,) = queue(extension)
    worker = extension.worker
    if went:
        tab.evaluate("document.querySelectorAll('.compose-box').forEach((one) => one.remove())")
    with extension.context.expect_event("serviceworker", lambda one: one is not worker):
        worker.evaluate("chrome.runtime.reload()")

    extension.until(lambda: queue(extension) == [], "settled")
    told = {(one["id"], one["text"]) for one in extension.wire.bodies("POST /v1/sent")}
    assert told == ({(entry["id"], TEXT)} if went else set())
    assert tab.locator("aizuchi-chip").count() == 1
