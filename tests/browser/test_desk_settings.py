"""The desk's settings: each is saved as it is changed, and what was learned can be forgotten."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.canned import PORT, Load, Loaded, drawn
from tests.browser.desks import CONTROLS, VIEWS, desk, full, setting


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


def test_the_last_choice_stays(loaded: Load) -> None:
    """No day to work on, or no language to read, is nothing one could mean."""
    extension = loaded()
    full(extension)
    extension.wire.answers["PATCH /v1/settings"] = lambda given: setting(
        given["name"], given["value"], "text", []
    )
    page = desk(extension, "settings")

    page.get_by_label("English").uncheck()
    page.get_by_label("日本語").uncheck()
    expect(page.get_by_label("中文")).to_be_disabled()
    assert saved(extension)[-1] == ("reads", "zh")
    page.get_by_label("English").check()
    expect(page.get_by_label("中文")).to_be_enabled()


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


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Blocks must not overlap"), ("zh", "支持时段不能重叠"), ("ja", "重ならないように")],
)
def test_what_often_goes_wrong_is_said_in_ones_own_language(
    loaded: Load, language: str, words: str
) -> None:
    """By its name; the helper's own sentence is for the terminal."""
    extension = loaded(language)
    full(extension)
    problem = {"title": "Unprocessable", "type": "urn:aizuchi:blocks", "detail": "overlap at 9:30"}
    extension.wire.answers["PATCH /v1/settings"] = (422, problem)
    page = desk(extension, "settings")

    page.locator("[data-key='blocks add']").click()

    expect(page.get_by_text(words)).to_be_visible()


def test_a_block_is_added_where_there_is_room(loaded: Load) -> None:
    """Pressed twice, the second is no overlap that would be refused."""
    extension = loaded()
    full(extension)
    extension.wire.answers["PATCH /v1/settings"] = lambda asked: setting(
        "blocks", asked["value"], "spans", []
    )
    page = desk(extension, "settings")
    group = page.get_by_role("group", name="Support blocks")
    add = group.get_by_role("button", name="Add")

    add.click()
    expect(group.locator(".times")).to_have_count(3)
    add.click()
    expect(group.locator(".times")).to_have_count(4)

    added = [value.split(", ")[-1] for _, value in saved(extension)]
    assert added == ["15:00-16:00", "11:00-12:00"]


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


def test_a_helper_that_went_meanwhile_is_said_in_words(loaded: Load) -> None:
    """Not as what a browser calls a failed request."""
    extension = loaded()
    full(extension)
    page = desk(extension, "settings")
    extension.wire.up = False

    page.get_by_label("Forget a person").fill("ana@example.org")
    page.get_by_role("button", name="Forget", exact=True).click()
    page.get_by_role("button", name="Really forget?").click()

    expect(page.get_by_text("The helper is not answering")).to_be_visible()
    expect(page.get_by_text("Failed to fetch")).to_have_count(0)


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


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (None, "デスクトップ"),
        ("nowhere", "知らせない"),
        ("silent", "ブラウザー（デスクトップが応答しないため）"),
        ("no_buttons", "デスクトップ（ボタンは出ません）"),
    ],
)
def test_where_reminders_appear_is_told_in_the_users_language(
    loaded: Load, why: str | None, words: str
) -> None:
    """Also why it is not the desktop."""
    extension = loaded("ja")
    full(extension)
    channel = "extension" if why in ("nowhere", "silent") else "desktop"
    told = {"channel": channel, "why": why}
    extension.wire.answers["GET /v1"] = {**extension.wire.answers["GET /v1"], "notifications": told}
    page = desk(extension, "settings")

    shown = page.locator("dl.facts div").filter(has=page.get_by_text("通知", exact=True))
    expect(shown.locator("dd")).to_have_text(words)


@pytest.mark.parametrize(
    ("language", "kept", "said"),
    [
        ("en", {"keyring": None, "file": "/s.json"}, "a file only you can read: /s.json"),
        ("zh", {"keyring": None, "file": "/s.json"}, "只有你能读的文件：/s.json"),
        ("ja", {"keyring": "KWallet", "file": None}, "システムのキーリング（KWallet）"),
        ("en", {"keyring": "KWallet", "file": "/s.json"}, "unlock it, or log in again"),
    ],
)
def test_where_secrets_lie_is_said_in_ones_own_language(
    loaded: Load, language: str, kept: dict[str, str | None], said: str
) -> None:
    """A file for its owner alone, the keyring, or the file while the keyring is silent."""
    extension = loaded(language)
    full(extension)
    extension.wire.answers["GET /v1"] = {**extension.wire.answers["GET /v1"], "secrets": kept}
    expect(desk(extension, "settings").get_by_text(said)).to_be_visible()


def test_a_broken_rule_and_a_mended_ledger_are_told(loaded: Load) -> None:
    """Named in the settings; a ledger from its backup on every view, for promises are missing."""
    extension = loaded()
    full(extension)
    problem = {"ok": False, "problem": "/home/me/rules/en/reading.yaml:6:3: cues: no number"}
    mended = {"aside": "aizuchi-broken.sqlite3", "restored": "2026-11-18"}
    status = {**extension.wire.answers["GET /v1"], "rules": problem, "ledger": mended}
    extension.wire.answers["GET /v1"] = status

    page = desk(extension, "settings")

    mistake = "/home/me/rules/en/reading.yaml has a mistake in line 6 (cues: no number). Mend it"
    expect(page.get_by_text(mistake)).to_be_visible()
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


@pytest.mark.parametrize("typed", ["80", "99999", ""])
def test_a_port_that_cannot_be_is_not_saved(loaded: Load, typed: str) -> None:
    """A slip must not lose the helper: the browser says what the number may be."""
    extension = loaded()
    full(extension)
    page = desk(extension, "settings")
    field = page.get_by_label("Port")

    field.fill(typed)
    field.press("Enter")

    assert field.evaluate("one => !one.validity.valid")
    assert page.evaluate("chrome.storage.local.get('port').then(({ port }) => port)") in {
        None,
        PORT,
    }
