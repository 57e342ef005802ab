"""What the browser keeps: lists that many write to at once; mail text that goes with its tab."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.canned import JUST, TYPED, Load, Loaded, check, reading

PLACE = {"language": "en", "zone": "Europe/Berlin", "url": "https://mail.google.com/mail/u/0/"}
"""Where a mail page says it is."""


def stored(extension: Loaded, name: str) -> list[Any]:
    """A list as it lies in the browser."""
    found: list[Any] = extension.silent().evaluate(
        "name => chrome.storage.local.get(name).then((kept) => kept[name] ?? [])", name
    )
    return found


def one_waits(extension: Loaded) -> None:
    """A mail was sent while the helper was busy; it is not any more."""
    usual = extension.wire.answers["POST /v1/sent"]
    extension.wire.answers["POST /v1/sent"] = (503, {"title": "Busy"})
    report = {"id": "s1", "text": "I will call.", "sent": "2026-11-18T10:00:00Z", **PLACE}
    with extension.asked("POST /v1/sent"):
        extension.tell(extension.silent(), {"type": "mail.sent", "report": report, "pick": []})
    extension.wire.answers["POST /v1/sent"] = usual


AT_ONCE = {
    "told": ("told", "noteTold(`s${n}`, `Mail number ${n}`, {})"),
    "queue": ("queue", "enqueue({id: `s${n}`}, null)"),
    "parked": ("parked", "park(`Reply number ${n}`, '')"),
}


@pytest.mark.parametrize(("name", "call"), AT_ONCE.values(), ids=AT_ONCE)
def test_two_writers_lose_nothing(loaded: Load, name: str, call: str) -> None:
    """A page of ours and the background, or two tabs, may write to one list at the same moment."""
    extension = loaded()
    pages = [extension.silent(), extension.open("desk/address.js")]
    writing = "ns => import('/lib/%s.js').then((it) => {void ns.map((n) => it.%s)})"

    for numbers, page in zip(([1, 2, 3], [4, 5, 6]), pages, strict=True):
        page.evaluate(writing % (name, call), numbers)

    extension.until(lambda: len(stored(extension, name)) == 6, "all six kept")


def test_a_full_desk_says_so(loaded: Load) -> None:
    """B72: what was parked waits until its owner lets it go, not until there are more."""
    extension = loaded()
    extension.worker.evaluate(
        """() => chrome.storage.local.set({parked: [...Array(20).keys()].map((n) =>
            ({id: `p${n}`, at: new Date().toISOString(), text: `Reply ${n}`, about: ''}))})"""
    )
    extension.set_state(compose="c1", text=TYPED, check=check(JUST, heat=0.9), reading=reading())
    panel = extension.panel()
    panel.locator("#tab-reply").click()

    panel.get_by_role("button", name="Park it").click()

    expect(panel.get_by_text("Your desk holds 20 already.")).to_be_visible()
    assert [one["text"] for one in stored(extension, "parked")] == [f"Reply {n}" for n in range(20)]


# --- Where nothing more can be stored ---------------------------------------------------------

FULL = """async () => {
  const {local} = chrome.storage;
  const room = local.QUOTA_BYTES - await local.getBytesInUse(null);
  await local.set({filler: 'x'.repeat(room - 20)});
}"""
UNSTORED = "Your browser has no room left"


@pytest.fixture
def full(loaded: Load) -> Loaded:
    """A browser that can store nothing more, as on a full disk."""
    extension = loaded()
    extension.worker.evaluate(FULL)
    return extension


def test_a_mail_sent_where_nothing_can_be_stored_is_told_all_the_same(full: Loaded) -> None:
    """Kept in memory, told once the helper answers; meanwhile the user hears what is wrong."""
    full.wire.up = False
    report = {"id": "s1", "text": "I will call.", "sent": "2026-11-18T10:00:00Z"}
    mail = {"report": report, "pick": [], **PLACE}
    for step in ("mail.held", "mail.sent"):
        assert full.tell(full.silent(), {"type": step, **mail})["ok"]

    expect(full.panel().locator("#banner")).to_contain_text(UNSTORED)
    notices = "chrome.notifications.getAll().then(Object.keys)"
    assert full.worker.evaluate(notices) == ["unstored"]
    full.wire.up = True
    with full.asked("POST /v1/sent"):
        full.tell(full.silent(), {"type": "status"})
    assert full.wire.bodies("POST /v1/sent")[-1]["text"] == "I will call."


def test_what_was_parked_is_stored_once_there_is_room(full: Loaded) -> None:
    """B72: on the desk at once, with a word that it does not outlive the browser yet."""
    full.set_state(compose="c1", text=TYPED, check=check(JUST, heat=0.9), reading=reading())
    panel = full.panel()
    panel.locator("#tab-reply").click()
    panel.get_by_role("button", name="Park it").click()
    expect(panel.get_by_text("It waits on your desk.")).to_be_visible()
    desk = full.open("desk/desk.html")
    expect(desk.locator("#problem")).to_contain_text(UNSTORED)
    expect(desk.locator("#parked summary")).to_be_visible()
    assert stored(full, "parked") == []

    full.worker.evaluate("chrome.storage.local.remove('filler')")
    full.worker.evaluate("chrome.alarms.onAlarm.dispatch({name: 'minute'})")

    full.until(lambda: [one["text"] for one in stored(full, "parked")] == [TYPED], "stored")
    expect(panel.locator("#banner")).to_be_hidden()


def test_a_setting_that_cannot_be_stored_says_why(full: Loaded) -> None:
    """Not in the words of the browser's storage."""
    answer = full.tell(full.silent(), {"type": "settings", "name": "A name of some length"})
    assert UNSTORED in answer["error"]["detail"]


# --- Mail text goes with its tab --------------------------------------------------------------

CLOSED = """async ({held, message}) => {
  // A tab of this number was there once, and closes while a step of its own is under way.
  const {NOTHING, change, forget} = await import('/lib/tabs.js');
  const {id} = await chrome.tabs.create({active: false});
  const under = change(id, {mail: {text: 'secret'}});
  if (!held) await under;
  await chrome.tabs.remove(id);
  const gone = forget(id);
  const late = change(id, {...NOTHING, text: 'secret'});
  await Promise.all([under, gone, late]);
  return chrome.storage.session.get(`tab:${id}`);
}"""


@pytest.mark.parametrize("held", [False, True], ids=["done", "under way"])
def test_no_mail_text_outlives_its_tab(loaded: Load, *, held: bool) -> None:
    """Neither a change under way nor an answer that comes late brings it back."""
    extension = loaded()

    assert extension.silent().evaluate(CLOSED, {"held": held}) == {}


def test_one_mail_the_helper_stumbles_over_holds_up_no_other(loaded: Load) -> None:
    """It stays, and is tried again; what was sent after it is told meanwhile."""
    extension = loaded()
    usual = extension.wire.answers["POST /v1/sent"]
    extension.wire.answers["POST /v1/sent"] = lambda body: (
        (500, {"title": "Broken"}) if body["id"] == "s1" else usual
    )
    page, mail = extension.silent(), {"text": "I will call.", "sent": "2026-11-18T10:00:00Z"}
    for name in ("s1", "s2"):
        report = {"id": name, **mail, **PLACE}
        extension.tell(page, {"type": "mail.sent", "report": report, "pick": [], **PLACE})

    extension.until(lambda: [one["id"] for one in stored(extension, "queue")] == ["s1"], "told")

    extension.wire.answers["POST /v1/sent"] = usual
    extension.tell(page, {"type": "status"})
    extension.until(lambda: stored(extension, "queue") == [], "told, once the helper can")


def test_a_number_of_a_tab_means_another_tomorrow(loaded: Load) -> None:
    """What waits over a restart of the browser is told to the helper, and to no tab."""
    extension = loaded()
    one_waits(extension)
    assert [one["tab"] for one in stored(extension, "queue")] != [None]

    with extension.asked("POST /v1/sent"):
        extension.worker.evaluate("chrome.runtime.onStartup.dispatch()")

    extension.until(lambda: stored(extension, "queue") == [], "delivered")
    assert all(not state["sent"] for state in extension.tabs().values())


# --- Practice ---------------------------------------------------------------------------------


def test_a_practice_mail_is_no_row_of_the_inbox(loaded: Load) -> None:
    """What is practised never mixes with what is real, nor spends the line of the day."""
    extension = loaded()
    extension.set_state(status="ready", mail={"app": "practice", "text": "WHERE IS IT?"})

    with extension.asked("POST /v1/triage"):
        extension.tell(extension.silent(), {"type": "triage"})

    assert extension.wire.bodies("POST /v1/triage")[-1]["rows"] == []


def test_each_minute_delivers_first(loaded: Load) -> None:
    """A day that cannot be told, for whatever reason, keeps no sent mail waiting."""
    extension = loaded()
    one_waits(extension)
    extension.wire.answers["GET /v1/day"] = (500, {"title": "No day"})

    with extension.asked("POST /v1/sent"):
        extension.worker.evaluate("chrome.alarms.onAlarm.dispatch({name: 'minute'})")

    extension.until(lambda: stored(extension, "queue") == [], "delivered")
