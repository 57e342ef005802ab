"""The desk as tests open it, with something in every view."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

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
    Person,
    Thanks,
    Theme,
    TimeSpent,
    TriagedRow,
    WeekOfTime,
)
from tests.browser.canned import NOW, SCREENSHOTS, Loaded, as_json, day, draft, drawn, promise

CONTROLS = """() => [...document.querySelectorAll(
    'a[href], button, input, select, summary, [tabindex="0"]')].filter(
    one => one.checkVisibility() && !one.disabled && !one.closest('[disabled]')).length"""
NINE = NOW.astimezone(ZoneInfo("Europe/Berlin")).replace(hour=9, minute=0, second=0)
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


def fits(page: Page, name: str) -> None:
    """Nothing runs out of the page, no word is missing; and a picture of it."""
    drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert "undefined" not in page.locator("main").inner_text()
    page.screenshot(path=str(SCREENSHOTS / f"{name}.png"), full_page=True)
