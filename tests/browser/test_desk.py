"""The desk as its user meets it: a calm day, what was promised, a private mirror."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from helper.contracts import Calibration, Pause
from tests.browser.canned import (
    MAIL,
    NOW,
    WE_SORRY,
    Load,
    as_json,
    check,
    day,
    draft,
    drafts,
    drawn,
    promise,
    reading,
)
from tests.browser.desks import NINE, VIEWS, desk, fits, full, note, row, week


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_fits_in_every_language(loaded: Load, language: str, view: str) -> None:
    """Light, dark, wide and narrow: nothing runs out of the page, no word is missing."""
    extension = loaded(language)
    full(extension)

    for scheme, width in (("light", 1200), ("dark", 1200), ("light", 400)):
        page = desk(extension, view, width=width, scheme=scheme)
        fits(page, f"desk-{view}-{language}-{scheme}-{width}")
        page.close()


def test_one_view_at_a_time(loaded: Load) -> None:
    """The address names the view, the navigation says which it is, a stranger's hash is today."""
    extension = loaded()
    full(extension)
    page = desk(extension)

    for view in VIEWS:
        page.evaluate("view => { location.hash = view; }", view)
        expect(page.locator("nav a[aria-current]")).to_have_attribute("href", f"#{view}")
        expect(page.locator(".view:visible")).to_have_count(1)


def test_the_desk_without_a_helper(loaded: Load) -> None:
    """With the helper off the desk says what to do; the port stays within reach."""
    extension = loaded()
    extension.wire.up = False

    page = extension.open("desk/desk.html#settings", width=1200)

    expect(page.get_by_role("heading", name="The helper is not running")).to_be_visible()
    expect(page.get_by_label("Port")).to_have_value("21810")
    expect(page.locator("#today")).to_be_hidden()


def test_a_slow_helper_is_waited_for_in_sight(loaded: Load) -> None:
    """Where one is shows at once, and that something comes; what a button began is begun once."""
    extension = loaded()
    full(extension)
    with extension.held("promises"):
        page = extension.open("desk/desk.html#promises", width=1200)
        expect(page.get_by_text("One moment…")).to_be_visible()
        expect(page.get_by_role("link", name="Promises")).to_have_attribute("aria-current", "page")
    done = page.get_by_role("button", name="Done").first
    expect(done).to_be_visible()
    expect(page.get_by_text("One moment…")).to_be_hidden()

    with extension.held("promises/") as held:
        done.click()
        expect(done).to_have_attribute("aria-busy", "true")
        done.click()
        extension.until(lambda: held, "asked once")
        assert len(held) == 1


def test_a_helper_that_comes_back_is_found(loaded: Load) -> None:
    """That it went is said once, and the desk looks for it by itself, as it says."""
    extension = loaded()
    full(extension)
    page = desk(extension, "promises")
    extension.wire.up = False
    page.get_by_role("button", name="Done").first.click()
    expect(page.get_by_role("heading", name="The helper is not running")).to_be_visible()
    expect(page.get_by_text("The helper is not answering")).to_have_count(0)

    extension.wire.up = True

    expect(page.get_by_role("heading", name="What you promised")).to_be_visible()
    expect(page.get_by_role("heading", name="The helper is not running")).to_have_count(0)


def test_a_subject_that_asks_is_said_once(loaded: Load) -> None:
    """Where the subject is what they want, it does not stand below itself."""
    extension = loaded()
    full(extension)
    digest = extension.wire.answers["POST /v1/triage"]
    rows = [as_json(row(1, "new_work", 0, "Matter 1")), as_json(row(2, "support", 1, "When?"))]
    extension.wire.answers["POST /v1/triage"] = {**digest, "rows": rows}
    page = desk(extension)
    expect(page.locator(".pile li")).to_have_count(2)
    expect(page.get_by_text("Matter 1", exact=True)).to_have_count(1)
    expect(page.get_by_text("Matter 2", exact=True)).to_have_count(1)


def test_one_key_walks_through_the_pile(loaded: Load) -> None:
    """J and K move, nothing else does; what no customer wrote is folded away."""
    extension = loaded()
    full(extension)
    page = desk(extension)
    expect(page.locator(".pile li")).to_have_count(2)
    piles = page.locator("#digest h3").all_text_contents()
    assert piles == ["Complaints (1)", "Questions (1)"]
    first, second = page.locator(".pile li").all()

    first.focus()
    page.keyboard.press("j")
    expect(second).to_be_focused()
    page.keyboard.press("j")
    expect(second).to_be_focused()
    page.keyboard.press("k")
    expect(first).to_be_focused()
    expect(page.get_by_text("Customer 3")).to_be_hidden()
    page.get_by_text("Not from customers (1)").click()
    expect(page.get_by_text("Customer 3")).to_be_visible()


def test_ninety_mails_are_one_card(loaded: Load) -> None:
    """B74: the first of each pile are seen, the advice stands once; the key unfolds the others."""
    extension = loaded()
    full(extension)
    rows = [as_json(row(number, "complaint", 3, "Where?")) for number in range(90)]
    extension.wire.answers["POST /v1/triage"] |= {"rows": rows}
    page = desk(extension)
    seen = page.locator(".pile li:visible")
    expect(seen).to_have_count(5)
    expect(page.get_by_text("A quick word first")).to_have_count(1)
    assert page.evaluate("document.body.scrollHeight") < 2000

    seen.last.focus()
    page.keyboard.press("j")

    expect(page.get_by_text("Customer 5", exact=True)).to_be_visible()
    expect(seen).to_have_count(90)


@pytest.mark.parametrize(
    ("minutes", "said"), [(40, "40 min"), (26 * 60, "26 hr"), (9 * 24 * 60 + 700, "9 days")]
)
def test_how_long_one_waits_is_said_as_people_say_it(loaded: Load, minutes: int, said: str) -> None:
    """Nobody thinks of nine days as 216 hours."""
    extension = loaded()
    full(extension)
    card = extension.wire.answers["POST /v1/triage"]
    waits = {**card["rows"][0], "waiting_minutes": minutes}
    extension.wire.answers["POST /v1/triage"] = {**card, "rows": [waits]}

    page = desk(extension)

    expect(page.locator(".pile li")).to_contain_text(f"waiting for {said}")


LISTED = {
    "id": "thread-9",
    "from": {"name": "Ana Lima", "address": "ana@example.org"},
    "subject": "Still waiting",
    "snippet": "This is the third time I write.",
    "received": None,
    "thread": "thread-9",
}


def test_the_card_holds_the_list_in_sight_and_the_mails_open(loaded: Load) -> None:
    """A mail that is open and listed counts once; what is only listed is in the card too."""
    extension = loaded()
    full(extension)
    opened = {**LISTED, "id": "t1", "thread": "t1"}
    mail = {
        **MAIL,
        "text": f"{MAIL['text']}\n\n{'It all began in May. ' * 50}\n\nNobody answers me!",
    }
    extension.set_state(status="ready", mail=mail, reading=reading(), listed=[LISTED, opened])

    desk(extension)

    rows = extension.wire.bodies("POST /v1/triage")[-1]["rows"]
    assert [one["thread"] for one in rows] == ["thread-9", "t1"]
    assert rows[1]["snippet"].startswith("Hello,")
    assert rows[1]["snippet"].endswith("Nobody answers me!")


@pytest.mark.parametrize("speaks", [True, False])
def test_the_inbox_speaks_up_when_the_helper_says(loaded: Load, speaks: bool) -> None:  # noqa: FBT001
    """B74: in a block the list is shown to the helper; one notification, and only if it says so."""
    extension = loaded()
    full(extension)
    card = {**extension.wire.answers["POST /v1/triage"], "announce": speaks}
    extension.wire.answers["POST /v1/triage"] = card
    extension.wire.answers["GET /v1/day"] = as_json(day(in_block=True))
    extension.set_state(listed=[{**LISTED, "subject": f"Speaks: {speaks}"}])

    page = extension.silent()
    with extension.asked("POST /v1/triage"):
        extension.worker.evaluate("chrome.alarms.create('minute', {when: Date.now()})")
    page.wait_for_timeout(300)
    shown = extension.worker.evaluate(
        """async () => {
            await chrome.alarms.create('minute', {periodInMinutes: 1});
            const shown = Object.keys(await chrome.notifications.getAll());
            await chrome.notifications.clear('digest');
            return shown;
        }"""
    )

    assert shown == (["digest"] if speaks else [])
    assert extension.wire.bodies("POST /v1/triage")[-1]["announce"] is True


def test_a_row_leads_to_its_tab(loaded: Load) -> None:
    """Also in another window; a row of the list is no tab, though its id be made of digits."""
    extension = loaded()
    full(extension)
    number = extension.worker.evaluate(
        """async () => {
          const {tabs} = await chrome.windows.create({url: ['about:blank', 'about:blank']});
          return tabs.find(({active}) => !active).id;
        }"""
    )
    rows = [as_json(row(number, "support", 1, None)), as_json(row(2, "support", 1, None))]
    rows[1]["id"] = "1980000000000002"
    extension.wire.answers["POST /v1/triage"] |= {"rows": rows}
    page = desk(extension)

    page.get_by_role("button", name="Go to it").click()

    extension.until(
        lambda: extension.worker.evaluate(
            "id => chrome.tabs.get(id).then((it) => it.active)", number
        ),
        "in front",
    )


def test_a_break_is_offered_once(loaded: Load) -> None:
    """B73: an offer, declined with one press, not made again for the same run; then for a new."""
    extension = loaded()
    full(extension)
    pause = Pause(reason="hot", since=NINE, minutes=10, line="A short walk makes it kinder.")
    extension.wire.answers["GET /v1/day"] = as_json(day(pause=pause))

    page = desk(extension)
    page.get_by_role("button", name="Not now").click()
    expect(page.locator("#pause")).not_to_contain_text("walk")
    page.reload()
    expect(page.locator("#day h1")).to_be_visible()
    expect(page.locator("#pause .card")).to_have_count(0)

    earlier = Pause(
        reason="long", since=NINE - timedelta(hours=1), minutes=10, line="A short walk mends it."
    )
    for one in (earlier, pause):  # a calm mail, a hot one: the run goes on, and both were declined
        extension.wire.answers["GET /v1/day"] = as_json(day(pause=one))
        page.reload()
        if one is earlier:
            page.get_by_role("button", name="Not now").click()
        expect(page.locator("#day h1")).to_be_visible()
        expect(page.locator("#pause .card")).to_have_count(0)

    later = Pause(reason="long", since=NOW, minutes=10, line="A short walk makes it better.")
    extension.wire.answers["GET /v1/day"] = as_json(day(pause=later))
    page.reload()
    page.get_by_role("button", name="Walk for 10 min").click()
    expect(page.get_by_text("Enjoy the walk.")).to_be_visible()
    page.get_by_role("button", name="I am back already").click()
    expect(page.locator("#pause .card")).to_have_count(0)


def test_the_panel_offers_the_break_where_the_mail_is(loaded: Load) -> None:
    """B73: the offer stands above the mail; answered once, it is gone everywhere."""
    extension = loaded()
    full(extension)
    pause = as_json(Pause(reason="hot", since=NINE, minutes=10, line="A short walk helps."))
    extension.set_state(status="ready", mail=MAIL, reading=reading())
    panel = extension.panel()
    extension.worker.evaluate("offer => chrome.storage.session.set({offer})", pause)

    expect(panel.get_by_text("A short walk helps.")).to_be_visible()
    panel.get_by_role("button", name="Not now").click()
    expect(panel.locator("#pause")).to_be_empty()
    extension.wire.answers["GET /v1/day"] = as_json(day()) | {"pause": pause}
    expect(desk(extension).locator("#pause")).to_be_empty()


def test_a_break_that_is_over_is_said_in_the_panel(loaded: Load) -> None:
    """B73: whoever comes back finds a way back, with nothing else to stir the panel."""
    extension = loaded(alone=True)
    extension.set_state(status="ready", mail=MAIL, reading=reading())
    panel = extension.panel()

    panel.clock.install()
    panel.evaluate("chrome.storage.session.set({pause: {until: Date.now() + 600_000}})")
    expect(panel.get_by_text("Enjoy the walk.")).to_be_visible()

    panel.clock.fast_forward(600_000)

    expect(panel.get_by_text("Welcome back.")).to_be_visible()


def test_a_reply_parked_in_the_heat_waits_on_the_desk(loaded: Load) -> None:
    """B72: set aside from the panel, folded on the desk, let go; no helper hears of it."""
    extension = loaded()
    full(extension)
    hot = "You never listen."
    state = {"status": "ready", "mail": MAIL, "reading": reading(), "compose": "c1"}
    state["text"] = f"{hot}\n\n\n"
    extension.set_state(**state, check=check(heat=0.9))
    panel = extension.panel()
    panel.get_by_role("tab", name="Reply").click()
    panel.get_by_role("button", name="Park it").click()
    expect(panel.get_by_text("It waits on your desk.")).to_be_visible()
    extension.set_state(**state, check=check(WE_SORRY, heat=0.9))
    expect(panel.locator(".finding")).to_have_count(1)
    expect(panel.get_by_text("It waits on your desk.")).to_be_visible()  # drawn anew, still said

    page = desk(extension)
    words = page.locator("#parked .notice")
    expect(words).to_be_hidden()
    page.locator("#parked summary").click()
    assert words.inner_text() == hot  # without the lines an editor keeps free below
    extension.wire.up = False
    page.reload()
    expect(page.get_by_role("heading", name="The helper is not running")).to_be_visible()
    page.locator("#parked summary").click()
    expect(words).to_be_visible()  # the words are this browser's own
    page.get_by_role("button", name="Let it go").click()
    page.get_by_role("button", name="Undo").click()
    page.locator("#parked summary").click()
    assert words.inner_text() == hot
    page.get_by_role("button", name="Let it go").click()
    expect(words).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="The helper is not running")).to_be_visible()
    expect(page.locator("#parked")).to_be_empty()
    assert hot not in json.dumps(extension.wire.asked)


def test_the_note_comes_on_its_day(loaded: Load) -> None:
    """On the last working day the note stands on the desk; on others it waits in the mirror."""
    extension = loaded()
    full(extension)

    page = desk(extension)
    expect(page.locator("#note")).to_contain_text("Two people thanked you")
    expect(page.locator("#note")).to_contain_text("Ana Lima")

    extension.wire.answers["GET /v1/insights"] = as_json(week(note=note(is_day=False)))
    page = desk(extension)
    expect(page.locator("#digest")).to_be_visible()
    expect(page.locator("#note")).to_be_empty()
    page.goto(page.url.replace("today", "mirror"))
    expect(page.locator("#week")).to_contain_text("Two people thanked you")


def test_nothing_counts_down(loaded: Load) -> None:
    """B24, B80: no timer, no red, no streak: nothing on the desk changes by itself in a second."""
    extension = loaded()
    full(extension)
    page = desk(extension)
    expect(page.get_by_role("heading", name="Your inbox in one card")).to_be_visible()
    expect(page.get_by_text("Only you see this")).to_be_visible()
    drawn(page)
    before = page.locator("main").inner_text()

    page.wait_for_timeout(1200)

    assert page.locator("main").inner_text() == before


def test_export_is_a_download(loaded: Load) -> None:
    """What is yours can be taken along: the file is made here and offered for saving."""
    extension = loaded()
    full(extension)
    extension.wire.answers["GET /v1/export"] = {
        "filename": "promises.ics",
        "media_type": "text/calendar",
        "content": "BEGIN:VCALENDAR",
    }
    page = desk(extension, "promises")

    with page.expect_download() as download:
        page.get_by_role("button", name="Calendar").click()

    assert download.value.suggested_filename == "promises.ics"
    assert download.value.path().read_text() == "BEGIN:VCALENDAR"


def test_a_table_opens_in_excel(loaded: Load) -> None:
    """Which reads Chinese and Japanese only behind the mark of UTF-8."""
    extension = loaded()
    full(extension)
    content = {"filename": "promises.csv", "media_type": "text/csv", "content": "期限"}
    extension.wire.answers["GET /v1/export"] = content
    page = desk(extension, "promises")

    with page.expect_download() as download:
        page.get_by_role("button", name="Table").click()

    assert download.value.path().read_text("utf-8") == "\ufeff期限"


@pytest.mark.parametrize(
    ("language", "since", "until", "look", "words"),
    [
        ("en", "From", "To", "Look", "The words to send"),
        ("zh", "从", "到", "查看", "可以发出的话"),
        ("ja", "いつから", "いつまで", "見る", "送ることば"),
    ],
)
def test_going_away(  # noqa: PLR0913, PLR0917 - what the page says, once a language
    loaded: Load, language: str, since: str, until: str, look: str, words: str
) -> None:
    """The promises that fall into an absence, each with the words to send before it.

    On the last one clocks go back, so it has 25 hours: the next midnight is the way back.
    """
    extension = loaded(language)
    full(extension)
    page = desk(extension, "promises")

    page.get_by_label(since, exact=True).fill("2026-10-23")
    page.get_by_label(until, exact=True).fill("2026-10-25")
    with extension.asked("GET /v1/away"):
        page.get_by_role("button", name=look, exact=True).click()

    (query,) = extension.wire.bodies("GET /v1/away")
    assert "since=2026-10-22T22%3A00%3A00.000Z" in query
    assert "until=2026-10-25T23%3A00%3A00.000Z" in query
    expect(page.locator("#away li")).to_contain_text("I'll tell you where your bag is")
    page.get_by_text(words, exact=True).click()
    expect(page.locator("#away .notice")).to_be_visible()
    for scheme, width in (("light", 1200), ("dark", 1200), ("light", 400)):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 800})
        fits(page, f"desk-away-{language}-{scheme}-{width}")


def test_what_was_dealt_with_leaves_the_plan(loaded: Load) -> None:
    """K10: a row that was done in the list above is no more to be told before one goes."""
    extension = loaded()
    full(extension)
    page = desk(extension, "promises")
    page.get_by_role("button", name="Look", exact=True).click()
    row = page.locator("#away li")
    expect(row).to_have_count(1)
    page.get_by_text("The words to send", exact=True).click()

    extension.wire.answers["PATCH /v1/promises/1"] = {"promise": as_json(promise())}
    page.locator("#ledger").get_by_role("button", name="Done").first.click()
    expect(page.locator("#away .notice")).to_be_visible()  # still owed, still unfolded
    page.locator("#ledger").get_by_role("button", name="Undo").click()
    expect(page.locator("#ledger").get_by_role("button", name="Undo")).to_have_count(0)
    assert extension.wire.bodies("PATCH /v1/promises/1")[-1] == {"action": "reopen"}
    extension.wire.answers["GET /v1/away"] = {"promises": []}
    page.locator("#ledger").get_by_role("button", name="Done").first.click()
    expect(row).to_have_count(0)


def test_where_no_mail_can_be_opened_the_words_stand_ready(loaded: Load) -> None:
    """B40: "Tell them" on a row without a link leads to words to copy, there and by the desktop."""
    extension = loaded()
    full(extension)
    extension.wire.answers["POST /v1/draft"] = drafts(draft("late_notice"))
    extension.wire.answers["PATCH /v1/promises/1"] = {"promise": as_json(promise())}
    asked = promise(2, link=None, notice=True, sentence="The other one.")
    rows = {"promises": [as_json(promise(link=None)), as_json(asked)]}
    extension.wire.answers["GET /v1/promises"] = rows
    page = desk(extension, "promises")
    words = page.locator("#ledger .notice")
    expect(words).to_have_count(1)  # asked for in a notification of the desktop

    page.locator("#ledger").get_by_role("button", name="Tell them").first.click()

    expect(words).to_have_count(2)
    expect(words.first).to_contain_text("Jonas")
    expect(page.get_by_text("ready to copy").first).to_be_visible()
    expect(page.locator("#ledger").get_by_role("button", name="Copy")).to_have_count(2)
    fits(page, "desk-tell-without-a-mail")


def test_an_absence_ends_after_it_begins(loaded: Load) -> None:
    """Days the wrong way round are told, and asked of nobody."""
    extension = loaded()
    full(extension)
    page = desk(extension, "promises")

    page.get_by_label("From").fill("2026-12-21")
    page.get_by_label("To", exact=True).fill("2026-12-01")
    page.get_by_role("button", name="Look").click()

    expect(page.get_by_text("The last day lies before the first.")).to_be_visible()
    assert extension.wire.bodies("GET /v1/away") == []


def test_every_chart_is_also_a_table(loaded: Load) -> None:
    """What is drawn can be read: a summary in words, and a table with heads behind each chart."""
    extension = loaded()
    full(extension)
    page = desk(extension, "mirror")
    charts = page.locator("figure.chart").all()

    assert len(charts) == 4
    expect(page.locator("#week")).to_contain_text("Rosa Klein · The lost bag")
    for chart in charts:
        expect(chart.locator("svg")).to_have_attribute("aria-hidden", "true")
        assert chart.locator("figcaption p").inner_text()
        chart.get_by_text("As a table").click()
        assert chart.locator("thead th[scope=col]").count() >= 2
        assert chart.locator("tbody th[scope=row]").count() >= 2
    hours = charts[0].locator("tbody tr").last.locator("td").all_inner_texts()
    assert hours == ["2.3 hr", "40 min"]


def test_charts_are_read_at_any_width(loaded: Load) -> None:
    """Whoever zooms in has half the width: the letters keep their size, an unfolded table stays."""
    extension = loaded()
    full(extension)
    page = desk(extension, "mirror", width=1200)
    chart = page.locator("figure.chart").first
    chart.get_by_text("As a table").click()
    letters = chart.locator("svg text").first
    for width in (320, 1200):
        page.set_viewport_size({"width": width, "height": 800})
        shown = 336 if width == 320 else 640
        expect(chart.locator("svg")).to_have_attribute("viewBox", re.compile(f"^0 0 {shown} "))
        box = letters.bounding_box()
        assert box
        assert 10 < box["height"] < 20
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        expect(chart.locator("table")).to_be_visible()


@pytest.mark.parametrize(("half", "most"), [(1, 1), (64, 70), (240, 250)])
def test_no_name_in_a_chart_covers_another(loaded: Load, half: int, most: int) -> None:
    """Who keeps times alike has two marks in one place; both can be read."""
    extension = loaded()
    full(extension)
    alike = Calibration(n=9, in_time=9, p50_percent=half, p80_percent=most)
    extension.wire.answers["GET /v1/insights"] = as_json(week(calibration=alike))
    page = desk(extension, "mirror")

    names = page.locator("figure.chart", has_text="8 of 10").locator("svg text.value")
    one, other = (name.bounding_box() for name in names.all())
    assert one
    assert other
    is_above = other["y"] + other["height"] <= one["y"] + 1
    assert is_above or one["x"] + one["width"] <= other["x"]
    assert other["y"] >= (names.first.locator("..").bounding_box() or {})["y"]


def test_an_empty_week_is_no_reproach(loaded: Load) -> None:
    """Nothing to look back on is said in one line, without an empty chart."""
    extension = loaded()
    full(extension)
    nothing = dict.fromkeys(("answered", "promised", "kept", "broken", "thanks"), 0)
    empty = {"read": {}, "time": (), "weeks": (), "calibration": None, "moves": ()}
    quiet = note(line="A quiet week. Nothing was due.", thanks=(), kept=0, good=None)
    empty |= {"recovered": (), "note": quiet}
    extension.wire.answers["GET /v1/insights"] = as_json(week(**nothing, **empty))

    page = desk(extension, "mirror")

    expect(page.get_by_text("Nothing to look back on yet.")).to_be_visible()
    expect(page.get_by_text("A quiet week")).to_have_count(0)
    expect(page.locator("figure")).to_have_count(0)


def test_that_it_is_private_is_said_once(loaded: Load) -> None:
    """Said twice on one page it would sound like an excuse."""
    extension = loaded()
    full(extension)

    page = desk(extension, "mirror")

    expect(page.locator("#week")).to_contain_text("Two people thanked you")
    expect(page.get_by_text("Only you see this")).to_have_count(1)


def test_where_nothing_is_promised_there_is_nothing_to_take_along(loaded: Load) -> None:
    """A button that would save an empty file is none; the settings hold all there was."""
    extension = loaded()
    full(extension)
    page = desk(extension, "promises")
    expect(page.get_by_role("button", name="Calendar")).to_be_visible()

    extension.wire.answers["GET /v1/promises"] = {"promises": []}
    page.reload()

    expect(page.get_by_text("Nothing is promised. You can rest.")).to_be_visible()
    expect(page.get_by_role("button", name="Calendar")).to_have_count(0)


def test_a_monday_is_one_day(loaded: Load) -> None:
    """A week that began today lasts from nothing to nothing."""
    extension = loaded()
    full(extension)
    extension.wire.answers["GET /v1/insights"] = as_json(week(since=NOW))

    expect(desk(extension, "mirror").get_by_text("2026", exact=False).first).not_to_contain_text(
        "to"
    )


def test_themes_are_seen_before_they_are_saved(loaded: Load) -> None:
    """B79: the preview shows the masked quotes, and the file asked for is that of the themes."""
    extension = loaded()
    full(extension)
    extension.wire.answers["GET /v1/export"] = {
        "filename": "themes.csv",
        "media_type": "text/csv",
        "content": "Theme",
    }
    page = desk(extension, "mirror")

    expect(page.locator("#themes")).to_contain_text("“Where is my parcel […]?”")
    with page.expect_download():
        page.get_by_role("button", name="Table", exact=True).click()
    assert "about=themes" in extension.wire.bodies("GET /v1/export")[-1]
