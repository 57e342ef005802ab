"""The desk page's own routes: what is set there works at once, and nothing wrong gets in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from helper.doors.service import Service
from tests.clock import HeldClock
from tests.service.conftest import ORIGIN, Caller
from tests.service.mails import MAIL, SENT


def value(caller: Caller, name: str) -> str:
    """What a setting says now."""
    found = {one["name"]: one["value"] for one in caller.get("/settings")["settings"]}
    return str(found[name])


def refused(caller: Caller, method: str, path: str, body: Any) -> str:
    """The sentence of a 422."""
    answer = caller.send(method, path, body)
    assert answer.status_code == 422
    return str(answer.get_json()["detail"])


def test_a_setting_works_at_once(caller: Caller, service: Service) -> None:
    """The name signs the next draft, the zone moves the next block, without a restart."""
    reading = caller.post("/read", MAIL)

    caller.patch("/settings", {"name": "name", "value": "Zoë"})
    caller.patch("/settings", {"name": "zone", "value": "Asia/Tokyo"})

    assert caller.post("/draft", {"reading": reading})["drafts"][0]["text"].endswith("Zoë")
    beside = {"reading": reading, "me": {"signature": "-- \nZoë Lang\nKettles & Co"}}
    assert "Zoë" not in caller.post("/draft", beside)["drafts"][0]["text"]  # B64: signed once
    assert caller.get("/day")["zone"] == "Asia/Tokyo"
    assert value(caller, "name") == "Zoë"
    assert (service.folders.config / "settings.toml").read_text(encoding="utf-8")


def test_blocks_work_at_once(caller: Caller) -> None:
    """Times of the day follow the new blocks in the same breath."""
    caller.patch("/settings", {"name": "blocks", "value": "11-12"})

    (block,) = caller.get("/day")["blocks"]
    assert (block["start"][11:16], block["end"][11:16]) == ("11:00", "12:00")


def test_a_day_off_works_at_once(caller: Caller) -> None:
    """No block lies on it."""
    today = caller.get("/day")["now"][:10]
    caller.patch("/settings", {"name": "days_off", "value": today})

    assert caller.get("/day")["blocks"] == []


def test_what_needs_a_start_says_so(caller: Caller, service: Service) -> None:
    """The port is written, and the running helper goes on as it is."""
    changed = caller.patch("/settings", {"name": "port", "value": "22222"})

    assert (changed["value"], changed["at_start"]) == ("22222", True)
    assert service.settings.port != 22222


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("blocks", "07:00-08:00", "leaves the working hours"),
        ("zone", "Nowhere", "IANA name"),
        ("nam", "x", "There is no setting 'nam'"),
    ],
)
def test_a_wrong_setting_changes_nothing(caller: Caller, name: str, text: str, says: str) -> None:
    """422 with a sentence; the old value stays in force."""
    before = caller.get("/settings")

    assert says in refused(caller, "PATCH", "/settings", {"name": name, "value": text})
    assert caller.get("/settings") == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("blocks", "09:30-11:00, 10:00-12:00"),
        ("working_hours", "09:00-08:00"),
        ("working_days", ""),
        ("keep_days", "-3"),
        ("port", "80"),
        ("zone", "Nowhere"),
    ],
)
def test_a_wrong_value_is_known_by_its_setting(caller: Caller, name: str, text: str) -> None:
    """So that the extension can say what to do about it in the user's language."""
    answer = caller.send("PATCH", "/settings", {"name": name, "value": text})

    assert (answer.status_code, answer.get_json()["type"]) == (422, f"urn:aizuchi:{name}")


def test_a_rule_that_is_off_is_silent_at_once(caller: Caller) -> None:
    """And speaks again when it is switched on; an unknown one is refused."""
    body = {"text": "We are very sorry for this."}

    def rules() -> set[str]:
        return {one["rule"] for one in caller.post("/check", body)["findings"]}

    assert "sorry.we" in rules()
    off = caller.patch("/rules", {"language": "en", "id": "sorry.we", "on": False})
    assert {one["id"] for one in off["rules"] if not one["on"]} == {"sorry.we"}
    assert "sorry.we" not in rules()
    caller.patch("/rules", {"language": "en", "id": "sorry.we", "on": True})
    assert "sorry.we" in rules()
    assert "no rule" in refused(
        caller, "PATCH", "/rules", {"language": "en", "id": "x", "on": True}
    )


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_a_rule_is_told_without_its_slots(caller: Caller, language: str) -> None:
    """What a finding fills in is left open where no mail is spoken of."""
    told = [one["message"] for one in caller.get(f"/rules?language={language}")["rules"]]

    assert any("…" in one for one in told)
    assert not [one for one in told if "{" in one]


def test_changes_made_at_once_are_all_kept(service: Service) -> None:
    """The door serves four at a time: no switch is lost, no file is broken."""
    rules = [one.id for one in service.switches.all("en")][:3]
    values = ["DE", "FR", "GB"]

    with ThreadPoolExecutor(4) as pool:
        switched = [pool.submit(service.switch, "en", rule, on=False) for rule in rules]
        chosen = [pool.submit(service.set, "country", value) for value in values]
    for one in (*switched, *chosen):
        one.result()

    assert [one.id for one in service.switches.all("en") if not one.on] == rules
    assert service.keeper.problem is None
    assert service.config.get("country").value in values
    left = [file for file in service.folders.config.rglob("*") if file.name.startswith(".")]
    assert left == []


@pytest.mark.parametrize(("asked", "given"), [("en", "en"), ("ja", "ja"), ("fr", "en")])
def test_situations_come_in_the_users_language(caller: Caller, asked: str, given: str) -> None:
    """English where there are none."""
    found = caller.get(f"/practice?language={asked}")

    assert found["language"] == given
    assert len(found["situations"]) >= 24
    assert "{me}" in found["situations"][0]["answer"]


def test_browsers_are_listed_and_revoked(caller: Caller, service: Service) -> None:
    """The one that asks is marked; a revoked one is out at once."""
    _, token = service.pairing.pair(service.pairing.new_code(), "other", ORIGIN)
    other = Caller(caller.client, token)
    found = {one["label"]: one for one in caller.get("/browsers")["browsers"]}
    assert (found["test"]["this"], found["other"]["this"]) == (True, False)
    other.get("/browsers")

    assert caller.post("/revoke", {"id": found["other"]["id"]}) == {"found": True}
    assert other.send("GET", "/browsers").status_code == 401
    assert caller.post("/revoke", {"id": "nobody"}) == {"found": False}


def test_a_person_is_forgotten_with_all_that_is_noted(caller: Caller) -> None:
    """Mails, replies and promises go; forgetting a stranger says that nothing was there."""
    caller.post("/read", MAIL)
    caller.post("/sent", SENT)
    assert caller.get("/promises")["promises"]

    assert caller.post("/forget", {"person": "Dana@Example.com"}) == {"found": True}
    assert caller.get("/promises")["promises"] == []
    assert caller.post("/forget", {"person": "dana@example.com"}) == {"found": False}


def test_how_the_user_writes_is_told_and_forgotten(caller: Caller) -> None:
    """After three mails a greeting and a closing are a habit; forgotten, the promises stay."""
    assert caller.get("/voice") == {"voices": []}
    assert caller.post("/voice/forget", {}) == {"found": False}
    for what in ("list", "label", "key"):
        text = f"Hey Dana,\n\nI'll send you the {what} by Friday noon.\n\nCheers,\nMax"
        caller.post("/sent", {**SENT, "id": what, "text": text})

    (heard,) = caller.get("/voice")["voices"]
    assert heard == {
        "language": "en",
        "mails": 3,
        "greeting": "Hey …,",
        "closing": "Cheers,",
        "long_forms": False,
        "short_sentences": True,
        "familiar": False,
    }
    assert caller.post("/voice/forget", {}) == {"found": True}
    assert caller.get("/voice") == {"voices": []}
    assert caller.get("/promises")["promises"]


def test_old_notes_go_when_the_user_wants(
    caller: Caller, service: Service, held: HeldClock
) -> None:
    """With keep_days set, what is older is gone a day later, also if no mail is opened."""

    def kept() -> int:
        service.forget_the_old()
        return int(service.store.db.execute("SELECT count(*) FROM mails").fetchone()[0])

    caller.post("/read", MAIL)
    caller.patch("/settings", {"name": "keep_days", "value": "30"})
    assert kept() == 1
    held.now += timedelta(days=29)
    assert kept() == 1
    held.now += timedelta(days=2)
    assert kept() == 0


class TestThemes:
    """The list for the product team."""

    def test_the_preview_is_what_is_saved(self, caller: Caller, held: HeldClock) -> None:
        """The same quotes, masked, in both formats; no calendar of themes."""
        caller.post("/read", MAIL)
        held.now = held.now.replace(hour=12)

        (theme,) = caller.get("/themes?language=ja")["themes"]
        assert (theme["id"], theme["name"], theme["asks"]) == ("money", "請求と支払い", 1)
        for form in ("md", "csv"):
            made = caller.get(f"/export?about=themes&format={form}&language=ja")
            assert made["filename"].startswith("themes-")
            assert theme["name"] in made["content"]
            assert "dana" not in made["content"].casefold()
        assert "no dates" in refused(caller, "GET", "/export?about=themes&format=ics", None)


def test_lines_come_in_the_language_of_the_page(caller: Caller) -> None:
    """The page asks in its own language; without one the setting speaks."""
    assert caller.get("/day")["all_clear"] == "Nothing is due. You can switch off."
    assert caller.get("/day?language=ja")["all_clear"].endswith("。")
    assert caller.get("/insights?language=zh")["note"]["line"].endswith("。")
    row = {"id": "1", "subject": "Can you help me with the export?"}
    line = caller.post("/triage", {"rows": [row], "language": "zh"})["line"]
    assert line.endswith("。")
