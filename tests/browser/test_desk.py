"""The desk as its user meets it: a calm day, a private mirror, practice, all settings."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from helper.contracts import (
    Basis,
    Block,
    Calibration,
    Digest,
    GoodReply,
    Insights,
    LevelMove,
    Note,
    Pause,
    Person,
    Thanks,
    Theme,
    TimeSpent,
    TriagedRow,
    WeekOfTime,
)
from helper.paths import shipped_rules
from helper.rulebook.practice import situations
from tests.browser.canned import (
    MAIL,
    NOW,
    SCREENSHOTS,
    Loaded,
    as_json,
    check,
    day,
    draft,
    drawn,
    promise,
    reading,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Load = Callable[..., Loaded]

CONTROLS = """() => [...document.querySelectorAll(
    'a[href], button, input, select, summary, [tabindex="0"]')].filter(
    one => one.checkVisibility() && !one.disabled && !one.closest('[disabled]')).length"""
NINE = NOW.replace(hour=8, minute=0, second=0)
VIEWS = ("today", "promises", "mirror", "settings")


def row(number: int, kind: str, level: int | None, ask: str | None) -> TriagedRow:
    """A row of the card."""
    return TriagedRow(
        id=f"tab:{number}",
        pile=kind,  # type: ignore[arg-type]
        kind=kind,  # type: ignore[arg-type]
        level=level,
        ask=ask,
        waiting_minutes=60 * number,
        sender=Person(name=f"Customer {number}"),
        subject=f"Matter {number}",
    )


def note(**changes: Any) -> Note:
    """The note of a good week."""
    ana = Person(name="Ana Lima", address="ana@example.org")
    known: dict[str, Any] = {
        "line": "Two people thanked you, and you kept 5 promises.",
        "thanks": (Thanks(when=NINE, person=ana, about="The bag"),),
        "kept": 5,
        "good": GoodReply(sent=NINE, person=ana, about="The bag", level=3),
        "is_day": True,
    }
    return Note(**{**known, **changes})


def week(**changes: Any) -> Insights:
    """A week with something in every chart."""
    basis = Basis(work="look", n=21, p50_minutes=140, p80_minutes=300, source="history")
    starts = [NINE - timedelta(weeks=back) for back in range(7, -1, -1)]
    known: dict[str, Any] = {
        "since": NOW - timedelta(days=4),
        "until": NOW,
        "read": {"support": 12, "complaint": 4},
        "answered": 9,
        "first_response": basis,
        "promised": 6,
        "kept": 5,
        "broken": 1,
        "thanks": 3,
        "time": (
            TimeSpent(kind="support", planned_minutes=61, unplanned_minutes=92),
            TimeSpent(kind="complaint", planned_minutes=45, unplanned_minutes=12),
        ),
        "weeks": tuple(
            WeekOfTime(since=at, planned_minutes=20 * n, unplanned_minutes=110 - 10 * n)
            for n, at in enumerate(starts)
        ),
        "calibration": Calibration(n=21, in_time=18, p50_percent=64, p80_percent=96),
        "moves": (
            LevelMove(first=4, last=1, threads=3),
            LevelMove(first=2, last=2, threads=2),
            LevelMove(first=0, last=3, threads=1),
        ),
        "recovered": (Thanks(when=NOW, person=Person(name="Rosa Klein"), about="The lost bag"),),
        "note": note(),
    }
    return Insights(**{**known, **changes})


THEMES = (
    Theme(id="delivery", name="Delivery", asks=9, people=7, quotes=("Where is my parcel […]?",)),
    Theme(id="other", name="Something else", asks=2, people=2, quotes=()),
)

SETTINGS = [
    ("name", "Alex", "text", []),
    ("zone", "", "text", []),
    ("language", "en", "choice", ["en", "ja", "zh"]),
    ("reads", "", "languages", ["en", "ja", "zh"]),
    ("port", "21810", "number", []),
    ("notify", "desktop", "choice", ["desktop", "browser", "nowhere"]),
    ("keep_days", "0", "number", []),
    (
        "working_days",
        "mon, tue, wed, thu, fri",
        "days",
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    ),
    ("working_hours", "09:00-18:00", "span", []),
    ("blocks", "09:30-11:00, 13:30-14:30", "spans", []),
    ("quiet_hours", "19:00-08:00", "span", []),
    ("due_may_break_in", "no", "yes", []),
    ("country", "", "choice", ["DE", "JP"]),
    ("days_off", "2026-12-24", "dates", []),
]


HEARD = {
    "language": "en",
    "mails": 12,
    "greeting": "Hi …,",
    "closing": "Best wishes,",
    "long_forms": True,
    "short_sentences": True,
    "familiar": False,
}


def setting(name: str, value: str, kind: str, choices: list[str], **more: Any) -> dict[str, Any]:
    """A setting as the helper tells it."""
    plain = {"default": value, "meaning": "", "fixed": False, "at_start": False}
    return {"name": name, "value": value, "kind": kind, "choices": choices, **plain, **more}


def full(extension: Loaded) -> None:
    """A helper with something to say in every place."""
    basis = Basis(work="answering", n=31, p50_minutes=4, p80_minutes=10, source="history")
    rows = (
        row(1, "complaint", 3, "Where is the bag now?"),
        row(2, "support", 0, "How do I export the list?"),
        row(3, "none", None, None),
    )
    line = "1 complaint, 1 question, 1 not from customers. About 15 minutes."
    digest = Digest(
        rows=rows,
        counts={"support": 1, "complaint": 1, "none": 1},
        minutes=15,
        basis=basis,
        promised_today=(promise(),),
        line=line,
    )
    blocks = (
        Block(start=NINE, end=NINE + timedelta(minutes=90)),
        Block(start=NINE + timedelta(hours=4), end=NINE + timedelta(hours=5)),
    )
    lint = {"id": "sorry.we", "message": "Say it as yourself.", "source": "001:7"}
    browsers = [
        {"id": "c1", "label": "Chrome", "paired": NOW.isoformat(), "used": None, "this": True},
        {"id": "c2", "label": "Firefox", "paired": NOW.isoformat(), "used": None, "this": False},
    ]
    extension.wire.answers |= {
        "GET /v1/day": as_json(day(blocks=blocks, next_promise=promise())),
        "POST /v1/triage": as_json(digest),
        "GET /v1/promises": {"promises": [as_json(promise())]},
        "GET /v1/insights": as_json(week()),
        "GET /v1/themes": {"themes": [as_json(one) for one in THEMES]},
        "GET /v1/settings": {"settings": [setting(*one) for one in SETTINGS]},
        "GET /v1/rules": {"language": "en", "rules": [{**lint, "severity": "warning", "on": True}]},
        "GET /v1/browsers": {"browsers": browsers},
        "GET /v1/voice": {"voices": [HEARD]},
        "GET /v1/away": {"promises": [{"promise": as_json(promise()), "draft": as_json(draft())}]},
    }


def desk(extension: Loaded, view: str = "today", **how: Any) -> Page:
    """One view of the desk, drawn."""
    page = extension.open(f"desk/desk.html#{view}", **{"width": 1200, **how})
    expect(page.locator(f"#{view} h1").first).to_be_visible(timeout=15_000)
    return page


@pytest.mark.parametrize("language", ["en", "zh-CN", "ja"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_fits_in_every_language(loaded: Load, language: str, view: str) -> None:
    """Light, dark, wide and narrow: nothing runs out of the page, no word is missing."""
    extension = loaded(language)
    full(extension)

    for scheme, width in (("light", 1200), ("dark", 1200), ("light", 400)):
        page = desk(extension, view, width=width, scheme=scheme)
        fits(page, f"desk-{view}-{language}-{scheme}-{width}")
        page.close()


def fits(page: Page, name: str) -> None:
    """Nothing runs out of the page, no word is missing; and a picture of it."""
    drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert "undefined" not in page.locator("main").inner_text()
    page.screenshot(path=str(SCREENSHOTS / f"{name}.png"), full_page=True)


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


# --- Today ----------------------------------------------------------------------------------


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
    extension.set_state(status="ready", mail=MAIL, reading=reading(), listed=[LISTED, opened])

    desk(extension)

    rows = extension.wire.bodies("POST /v1/triage")[-1]["rows"]
    assert [one["thread"] for one in rows] == ["thread-9", "t1"]
    assert rows[1]["snippet"].startswith("Hello,")


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
    extension = loaded()
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
    extension.set_state(
        status="ready", mail=MAIL, reading=reading(), compose="c1", text=hot, check=check(heat=0.9)
    )
    panel = extension.panel()
    panel.get_by_role("tab", name="Reply").click()
    panel.get_by_role("button", name="Park it").click()
    expect(panel.get_by_text("It waits on your desk.")).to_be_visible()

    page = desk(extension)
    words = page.locator("#parked .notice")
    expect(words).to_be_hidden()
    page.locator("#parked summary").click()
    expect(words).to_have_text(hot)
    page.get_by_role("button", name="Let it go").click()
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


# --- Promises -------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("language", "since", "until", "look", "words"),
    [
        ("en", "From", "To", "Look", "The words to send"),
        ("zh-CN", "从", "到", "查看", "可以发出的话"),
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


# --- Mirror ---------------------------------------------------------------------------------


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


def test_an_empty_week_is_no_reproach(loaded: Load) -> None:
    """Nothing to look back on is said in one line, without an empty chart."""
    extension = loaded()
    full(extension)
    nothing = dict.fromkeys(("answered", "promised", "kept", "broken", "thanks"), 0)
    empty = {"read": {}, "time": (), "weeks": (), "calibration": None, "moves": (), "note": None}
    empty |= {"recovered": ()}
    extension.wire.answers["GET /v1/insights"] = as_json(week(**nothing, **empty))

    page = desk(extension, "mirror")

    expect(page.get_by_text("Nothing to look back on yet.")).to_be_visible()
    expect(page.locator("figure")).to_have_count(0)


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


# --- Settings -------------------------------------------------------------------------------


def saved(extension: Loaded) -> list[tuple[str, str]]:
    """What the helper was told to set."""
    return [(one["name"], one["value"]) for one in extension.wire.bodies("PATCH /v1/settings")]


def test_each_setting_is_saved_as_it_is_changed(loaded: Load) -> None:
    """Days, times, blocks, switches, choices: one short text each, and a word that it is kept."""
    extension = loaded()
    full(extension)
    extension.wire.answers["PATCH /v1/settings"] = lambda given: setting(
        given["name"], given["value"], "text", []
    )
    page = desk(extension, "settings")

    page.get_by_label("Your name").fill("Sam")
    page.get_by_label("Your name").press("Tab")
    page.get_by_label("Fri").uncheck()
    page.get_by_label("日本語").uncheck()
    page.get_by_role("group", name="Quiet hours").get_by_label("From").fill("20:30")
    page.get_by_role("group", name="Support blocks").get_by_label("To").nth(1).fill("15:00")
    page.get_by_label("A promise that falls due").check()
    page.get_by_label("Public holidays").select_option("JP")
    page.get_by_role("group", name="Support blocks").get_by_role("button", name="Add").click()
    page.get_by_role("button", name="Remove Dec 24, 2026").click()
    expect(page.get_by_text("Saved.").first).to_be_visible()
    expect(page.locator(".tag")).to_have_count(0)

    assert sorted(saved(extension)) == sorted(
        [
            ("name", "Sam"),
            ("working_days", "mon, tue, wed, thu"),
            ("reads", "en, zh"),
            ("quiet_hours", "20:30-08:00"),
            ("blocks", "09:30-11:00, 13:30-15:00"),
            ("due_may_break_in", "yes"),
            ("country", "JP"),
            ("blocks", "09:30-11:00, 13:30-15:00, 15:00-16:00"),
            ("days_off", ""),
        ]
    )


def test_a_refused_setting_says_why(loaded: Load) -> None:
    """The helper's own sentence stands beside the field."""
    extension = loaded()
    full(extension)
    words = "blocks = '07:00-08:00': block 07:00-08:00 leaves the working hours."
    problem = {"title": "Unprocessable", "status": 422, "detail": words}
    extension.wire.answers["PATCH /v1/settings"] = (422, problem)
    page = desk(extension, "settings")

    page.get_by_role("group", name="Support blocks").get_by_label("From").first.fill("07:00")

    expect(page.get_by_text("leaves the working hours")).to_be_visible()


def test_a_fixed_setting_cannot_be_changed(loaded: Load) -> None:
    """What the environment says is shown, and greyed with the reason."""
    extension = loaded()
    full(extension)
    extension.wire.answers["GET /v1/settings"] = {
        "settings": [setting("name", "Env", "text", [], fixed=True)]
    }
    page = desk(extension, "settings")

    expect(page.get_by_label("Your name")).to_be_disabled()
    expect(page.get_by_text("The environment sets this")).to_be_visible()


def test_a_rule_is_switched_off(loaded: Load) -> None:
    """The list comes when it is opened; the helper is told which rule, in what language."""
    extension = loaded()
    full(extension)
    extension.wire.answers["PATCH /v1/rules"] = {"language": "en", "rules": []}
    page = desk(extension, "settings")

    page.get_by_text("Show the rules").click()
    assert page.locator("#rules-of option").all_inner_texts() == ["English"]  # all the helper knows
    with extension.asked("PATCH /v1/rules"):
        page.get_by_label("Say it as yourself.").uncheck()

    assert extension.wire.bodies("PATCH /v1/rules") == [
        {"language": "en", "id": "sorry.we", "on": False}
    ]


def test_what_was_learned_of_the_writing_is_shown_and_forgotten(loaded: Load) -> None:
    """Greeting, closing and long forms of each language in plain words; one press forgets them."""
    extension = loaded()
    full(extension)
    extension.wire.answers["POST /v1/voice/forget"] = {"found": True}
    page = desk(extension, "settings")
    learned = page.locator(".setting", has_text="How you write")
    expect(learned).to_contain_text("English “Hi …,” · “Best wishes,” · “I am” rather than “I'm”")

    extension.wire.answers["GET /v1/voice"] = {"voices": []}
    learned.get_by_role("button", name="Forget how I write").click()

    expect(learned).to_contain_text("Nothing yet")
    assert extension.wire.bodies("POST /v1/voice/forget") == [{}]


def test_a_mail_the_helper_refuses_can_be_let_go(loaded: Load) -> None:
    """It says why, and need not be kept for ever; what only waits stays."""
    extension = loaded()
    full(extension)
    waiting = {"id": "s2", "report": {"id": "s2", "text": "Later."}, "tab": None}
    entries = [{**waiting, "id": "s1", "refused": "No zone."}, {**waiting, "after": "2096-01-01"}]
    extension.worker.evaluate("queue => chrome.storage.local.set({queue})", entries)
    page = desk(extension, "settings")
    expect(page.get_by_text("No zone.")).to_be_visible()

    page.get_by_role("button", name="Let it go").click()

    expect(page.get_by_text("Sent mails waiting for the helper: 1.")).to_be_visible()
    kept = extension.worker.evaluate("chrome.storage.local.get('queue').then(({queue}) => queue)")
    assert [one["id"] for one in kept] == ["s2"]


def test_forgetting_asks_twice(loaded: Load) -> None:
    """There is no way back, so the button asks once more."""
    extension = loaded()
    full(extension)
    extension.wire.answers["POST /v1/forget"] = {"found": True}
    page = desk(extension, "settings")

    page.get_by_label("Forget a person").fill(" ana@example.org ")
    page.get_by_role("button", name="Forget", exact=True).click()
    assert extension.wire.bodies("POST /v1/forget") == []
    page.get_by_role("button", name="Really forget?").click()
    expect(page.get_by_text("Forgotten.")).to_be_visible()

    assert extension.wire.bodies("POST /v1/forget") == [{"person": "ana@example.org"}]


def test_another_browser_is_revoked(loaded: Load) -> None:
    """Each paired browser is listed; only the others have a button."""
    extension = loaded()
    full(extension)
    extension.wire.answers["POST /v1/revoke"] = {"found": True}
    page = desk(extension, "settings")

    with extension.asked("POST /v1/revoke"):
        page.get_by_role("button", name="Revoke Firefox").click()

    assert extension.wire.bodies("POST /v1/revoke") == [{"id": "c2"}]
    expect(page.get_by_role("button", name="Revoke Chrome")).to_have_count(0)


def test_a_broken_rule_and_a_mended_ledger_are_told(loaded: Load) -> None:
    """Named in the settings; a ledger from its backup on every view, for promises are missing."""
    extension = loaded()
    full(extension)
    problem = {"ok": False, "problem": "reading.yaml line 6: no number"}
    mended = {"aside": "aizuchi-broken.sqlite3", "restored": "2026-11-18"}
    status = {**extension.wire.answers["GET /v1"], "rules": problem, "ledger": mended}
    extension.wire.answers["GET /v1"] = status

    page = desk(extension, "settings")

    expect(page.get_by_text("reading.yaml line 6: no number")).to_be_visible()
    told = re.compile(r"aizuchi-broken\.sqlite3\. It was restored as it was on Nov 18, 2026")
    expect(page.get_by_role("definition").filter(has_text=told)).to_be_visible()
    page.get_by_role("link", name="Today").click()
    expect(page.get_by_role("alert")).to_have_text(told)


@pytest.mark.parametrize("view", VIEWS)
def test_all_is_reached_with_the_keyboard(loaded: Load, view: str) -> None:
    """Tab goes through every control once, in the order of the page, and leaves it again."""
    extension = loaded()
    full(extension)
    page = desk(extension, view)
    drawn(page)
    wanted = page.evaluate(CONTROLS)
    page.evaluate("document.body.focus()")

    seen = set()
    for _ in range(wanted * 6):  # a time field has several stops of its own
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                """() => [...document.querySelectorAll('*')].indexOf(document.activeElement)"""
            )
        )
        if len(seen - {0}) >= wanted + 1:
            break

    assert len(seen) >= wanted


# --- Practice -------------------------------------------------------------------------------


def coached(extension: Loaded, language: str = "en") -> Page:
    """The practice inbox with the shipped situations."""
    found = situations([shipped_rules()], language).situations
    extension.wire.answers |= {
        "GET /v1/practice": {
            "language": language,
            "situations": [
                {**one.model_dump(exclude={"try_"}), "try_it": one.try_} for one in found
            ],
        },
        "POST /v1/read": as_json(reading(app="practice")),
        "POST /v1/check": as_json(check()),
    }
    page = extension.open("desk/practice.html", width=1200)
    expect(page.locator("#situation option")).to_have_count(25)
    return page


def write(page: Page, words: str) -> None:
    """Reply with these words and send them, in practice."""
    page.locator("#reply").click()
    send(page, words)


def send(page: Page, words: str) -> None:
    """Type into the reply that was just opened, and send it."""
    expect(page.locator("#editor")).to_be_focused()
    page.keyboard.type(words)
    page.locator("#send").click()


def test_a_situation_is_practised(loaded: Load) -> None:
    """003:1: the mail, a hint, one's own reply, then one way to write it beside it, and why."""
    extension = loaded()
    page = coached(extension)

    page.get_by_label("Choose a situation").select_option("room")
    expect(page.locator("#subject")).to_contain_text("No room at midnight")
    expect(page.locator("#hint")).to_contain_text("One sorry for the night")
    write(page, "Hello Priya, just a moment.")

    comparison = page.locator("#comparison")
    expect(comparison).to_contain_text("Hello Priya, just a moment.")
    expect(comparison).to_contain_text("I'm sorry that we had no room for you")
    expect(comparison).to_contain_text("From “Learn to say sorry”")
    page.screenshot(path=str(SCREENSHOTS / "practice-compared-en-light.png"), full_page=True)

    page.get_by_role("button", name="Next situation").click()
    expect(page.locator("#subject")).to_contain_text("Bill from last night")
    expect(comparison).to_be_empty()


def test_what_changed_since_the_last_try(loaded: Load) -> None:
    """The second try says what is new in it, by name; there is no mark and no sum."""
    extension = loaded()
    page = coached(extension)
    page.get_by_label("Choose a situation").select_option("bill")

    write(page, "Hi.")
    expect(page.locator("#comparison")).to_contain_text("To try next")
    extension.wire.answers["POST /v1/check"] = as_json(check(done=True))
    page.get_by_role("button", name="Try again").click()
    send(page, "Dear Marc Dubois, I'm sorry.")

    expect(page.locator("#comparison")).to_contain_text("New since your last try")
    expect(page.locator("#comparison")).to_contain_text("Every point of the checklist is there.")
    kept = extension.worker.evaluate("chrome.storage.local.get(null)")
    assert "room" not in json.dumps(kept)
    assert "tries" not in kept


def test_a_mail_of_ones_own_has_no_coach(loaded: Load) -> None:
    """What was pasted has no answer to compare with: only the checklist speaks."""
    extension = loaded()
    page = coached(extension)
    page.get_by_label("Choose a situation").select_option("bag")

    page.get_by_role("button", name="Paste a mail").click()
    page.locator("#pasted").fill("The lift is stuck again.")
    page.get_by_role("button", name="Read it").click()
    write(page, "Hello.")

    expect(page.locator("#said")).to_contain_text("Sent, in practice only")
    expect(page.locator("#comparison")).to_be_empty()
    expect(page.locator("#hint")).to_be_empty()
