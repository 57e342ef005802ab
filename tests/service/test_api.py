"""Every route does its work on real input; a mistake is told in a sentence that helps."""

from __future__ import annotations

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import jsonschema
import pytest
from flask import abort
from werkzeug.exceptions import HTTPException

from helper.doors.api import ROUTES, in_turn
from helper.doors.service import Service
from tests.clock import HeldClock
from tests.service.conftest import BASE, Caller
from tests.service.mails import MAIL, SENT

FURIOUS = "I'm furious! This is a disgrace, you are liars, and my lawyer will hear of it today!!!"


moment = datetime.fromisoformat


def test_the_way_of_one_mail(caller: Caller) -> None:
    """Read, draft, check, send, remember: each answer feeds the next call."""
    reading = caller.post("/read", MAIL)
    assert reading["level"] >= 2
    assert reading["first_reply"] is True
    assert [ask["text"] for ask in reading["asks"]] == ["When will it be corrected?"]

    answer = caller.post("/draft", {"reading": reading, "me": {"name": "Max"}})
    draft = answer["drafts"][0]
    assert draft["text"].startswith(("Hi Dana", "Hello Dana", "Dear Dana"))
    assert draft["times"][0]["label"] in draft["text"]
    assert {one["what"] for one in answer["timeline"]["options"]} == {"look", "answer"}

    check = caller.post(
        "/check", {"text": draft["text"], "reading": reading, "me": {"name": "Max"}}
    )
    assert check["findings"] == []
    assert all(check["ticks"].values())

    report = caller.post("/sent", {**SENT, "text": draft["text"]})
    (promise,) = report["promises"]
    assert moment(promise["due"]) == moment(draft["times"][0]["at"])
    assert promise["sentence"] in draft["text"]
    assert caller.get("/promises?thread=t1&app=gmail")["promises"] == [promise]


def test_many_mails_at_once_are_thought_about_in_turn(service: Service) -> None:
    """Nobody waits twice as long as others that came with them, and a refusal reaches its own."""
    thinking: list[int] = []
    company = []

    @in_turn
    def think(_desk: object, number: int) -> int:
        thinking.append(number)
        time.sleep(0.01)
        company.append(len(thinking))
        thinking.remove(number)
        return number or abort(422)

    def ask(number: int) -> int:
        with service.app.app_context():
            return think(None, number)

    with ThreadPoolExecutor(8) as callers:
        asked = [callers.submit(ask, number) for number in range(8)]
        assert [one.result() for one in asked[1:]] == list(range(1, 8))
    assert isinstance(asked[0].exception(), HTTPException)
    assert company == [1] * 8


@pytest.mark.parametrize(
    ("signature", "is_named"), [("Max Lund\nSupport", False), ("Maxwell Lamps Ltd", True)]
)
def test_a_name_is_left_to_the_signature_that_holds_it(
    caller: Caller,
    signature: str,
    is_named: bool,  # noqa: FBT001
) -> None:
    """B64: nobody signs twice, and nobody goes unsigned below the name of their firm."""
    me = {"name": "Max", "signature": signature}
    draft = caller.post("/draft", {"reading": caller.post("/read", MAIL), "me": me})["drafts"][0]
    assert draft["text"].endswith("Max") is is_named


@pytest.mark.parametrize(("language", "says"), [("zh", "“我们”"), ("ja", "会社の看板")])
def test_what_is_noticed_is_told_in_the_language_of_the_reader(
    caller: Caller, language: str, says: str
) -> None:
    """A panel in Chinese explains an English reply in Chinese; the reply stays as it is."""
    reading = caller.post("/read", MAIL)
    said = {"text": "Hi Dana, we are sorry about this.", "reading": reading}
    own, told = (caller.post("/check", {**said, **way}) for way in ({}, {"language": language}))
    places = [
        [(one["rule"], one["start"], one["fix"]) for one in way["findings"]] for way in (own, told)
    ]
    assert places[0] == places[1]
    messages = {one["rule"]: one["message"] for one in told["findings"]}
    assert says in messages["sorry.we"]

    drafts = caller.post("/draft", {"reading": reading, "language": language})["drafts"]
    (gap,) = drafts[0]["gaps"]
    assert drafts[0]["text"].endswith("[your name]")
    assert gap["hint"].isascii() is False


def test_a_language_nobody_knows_leaves_the_words_as_they_are(caller: Caller) -> None:
    """The reader of a panel in Danish gets English about English."""
    for language in ("da", None):
        (first, *_) = caller.post("/check", {"text": "We are sorry.", "language": language})[
            "findings"
        ]
        assert first["message"].isascii()


def test_the_chosen_time_is_the_promised_one(caller: Caller) -> None:
    """The user's choice comes first in `times`, and is what the words promise."""
    reading = caller.post("/read", MAIL)

    for choice in ("look", "answer"):
        draft = caller.post("/draft", {"reading": reading, "choice": choice})["drafts"][0]
        report = caller.post("/sent", {**SENT, "id": choice, "text": draft["text"]})
        assert draft["times"][0]["what"] == choice
        (promise,) = report["promises"]
        assert moment(promise["due"]) == moment(draft["times"][0]["at"])


@pytest.mark.parametrize(
    "history",
    [
        (
            "From: Dana Whitlow <dana@example.com>\nSent: Monday, 16 November 2026 09:00\n"
            "To: Max\nSubject: The March invoice\n\nI'll send you the contract tomorrow."
        ),
        (
            "On Mon, 16 Nov 2026 at 09:00, Dana Whitlow <dana@example.com> wrote:\n\n"
            "I'll send you the contract tomorrow."
        ),
        (
            "发件人: Dana\n发送时间: 2026年11月16日 9:00\n收件人: Max\n主题: 发票\n\n"
            "我明天把合同发给您。"
        ),
    ],
)
def test_what_the_customer_promised_below_is_no_promise_of_mine(
    caller: Caller, history: str
) -> None:
    """B52: the new part only, also where a client leaves the history without marks."""
    report = caller.post("/sent", {**SENT, "text": f"{SENT['text']}\n\n{history}"})
    assert [one["sentence"] for one in report["promises"]] == [
        "I'll send you the corrected invoice by Friday 15:00."
    ]
    assert report["untimed"] == []


def test_sent_twice_is_sent_once(caller: Caller) -> None:
    """The queue in the browser may deliver again; the answer is the same, the ledger too."""
    first = caller.post("/sent", SENT)

    assert caller.post("/sent", SENT) == first
    assert len(caller.get("/promises")["promises"]) == 1


def test_what_can_be_done_with_a_promise(caller: Caller, held: HeldClock) -> None:
    """Snooze, a new time, a wish to tell, done; each is in the history."""
    number = caller.post("/sent", SENT)["promises"][0]["id"]
    later = (held.now + timedelta(days=7)).isoformat()

    for change in (
        {"action": "snooze", "until": later},
        {"action": "notice"},
        {"action": "renegotiate", "due": later},
        {"action": "done"},
    ):
        assert caller.patch(f"/promises/{number}", change)["promise"]["id"] == number

    detail = caller.get(f"/promises/{number}")
    assert detail["promise"]["state"] == "kept"
    assert [event["what"] for event in detail["events"]] == [
        "made", "snoozed", "notice", "renegotiated", "done",
    ]  # fmt: skip


def test_nothing_sleeps_into_the_past(caller: Caller, held: HeldClock) -> None:
    """A date of last year is a slip of the finger; a snooze that wakes at once is none."""
    number = caller.post("/sent", SENT)["promises"][0]["id"]
    yesterday = (held.now - timedelta(days=1)).isoformat()

    refused = caller.send("PATCH", f"/promises/{number}", {"action": "snooze", "until": yesterday})
    assert refused.status_code == 422
    assert "choose a later" in refused.get_json()["detail"]
    assert caller.get("/promises")["promises"][0]["snoozed"] is None


def test_a_missed_promise_is_broken_and_has_a_recovery_draft(
    caller: Caller, held: HeldClock
) -> None:
    """B56: the state changes by itself, and the way out is a draft away."""
    number = caller.post("/sent", SENT)["promises"][0]["id"]
    held.now += timedelta(days=4)

    assert caller.get(f"/promises/{number}")["promise"]["state"] == "broken"
    draft = caller.post("/draft", {"promise": number, "me": {"name": "Max"}})["drafts"][0]
    assert draft["form"] == "recovery"
    assert "sorry" in draft["text"]
    assert draft["gaps"], "only the user knows why; the reason is a visible gap"


def test_the_last_time_is_remembered(caller: Caller, held: HeldClock) -> None:
    """B59: a new mail of the same person shows what it was about last time, and how it ended."""
    caller.post("/read", MAIL)
    number = caller.post("/sent", SENT)["promises"][0]["id"]
    caller.patch(f"/promises/{number}", {"action": "done"})
    held.now += timedelta(days=10)

    again = {**MAIL, "thread": "t2", "message": "m2", "received": held.now.isoformat()}
    last = caller.post("/read", again)["last_time"]

    assert last["about"] == "The March invoice"
    assert last["outcome"] == "kept"


@pytest.mark.parametrize(
    ("number", "is_known"),
    [
        ("Ring me: 0161 555 0134.", True),
        ("Ring me: +49 (0)30 555-0134.", True),
        ("我的电话13800138000。", True),
        ("090-0000-0000", True),
        ("Order 1122334455 from 2026-11-03.", False),
        ("It is 20.11.2026 by now.", False),
        ("Ring me.", False),
        ("Ring me.\n\nOn Monday Max wrote:\n> Our number is 0161 555 0134.", False),
    ],
)
def test_nobody_is_asked_for_the_number_they_gave(
    caller: Caller,
    number: str,
    is_known: bool,  # noqa: FBT001
) -> None:
    """B21, B61: whoever writes "call me on" has said where."""
    angry = {**MAIL, "message": "m2", "text": f"{MAIL['text']} {FURIOUS} {number}"}
    offered = caller.post("/draft", {"reading": caller.post("/read", angry)})["call"]
    assert ("number in your mail" in offered) is is_known
    (row,) = caller.post("/sent", {**SENT, "text": offered})["promises"]
    assert row["due"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh", "今天下午5点前我给您打电话，就打您信里的号码。换一个号码更方便吗？"),
        (
            "ja",
            "本日17時までに、メールにございました番号へお電話いたします。ほかの番号のほうがよろしいでしょうか。",
        ),
    ],
)
def test_a_call_to_a_known_number_is_a_row_with_a_time(
    caller: Caller, language: str, sentence: str
) -> None:
    """B52: the ledger understands it as it is offered."""
    (row,) = caller.post("/sent", {**SENT, "text": sentence, "language": language})["promises"]
    assert row["due"]


def test_a_call_that_would_serve_better_is_a_promise_once_it_is_sent(
    caller: Caller, held: HeldClock
) -> None:
    """B61: its sentence comes with the drafts, becomes a row with a time, and no mail closes it."""
    calm = caller.post("/draft", {"reading": caller.post("/read", MAIL)})
    angry = {**MAIL, "message": "m2", "text": f"{MAIL['text']} {FURIOUS}"}
    offered = caller.post("/draft", {"reading": caller.post("/read", angry)})["call"]
    assert calm["call"] is None
    assert offered.startswith("I'll call you by ")

    (row,) = caller.post("/sent", {**SENT, "text": offered})["promises"]
    held.now += timedelta(minutes=5)
    caller.post("/sent", {**SENT, "id": "s2", "text": "Here is the invoice, it is attached."})

    left = caller.get(f"/promises/{row['id']}")["promise"]
    assert (left["state"], left["due"]) == ("open", row["due"])


def test_the_same_person_does_not_get_the_same_sorry(caller: Caller, held: HeldClock) -> None:
    """B32: a second mail within 90 days is answered with another form; someone else's is not."""

    def sorry(mail: dict[str, Any]) -> str:
        reading = caller.post("/read", mail)
        draft = caller.post("/draft", {"reading": reading, "form": "full"})["drafts"][0]
        move = next(one for one in draft["moves"] if one["move"] == "sorry")
        return str(draft["text"][move["start"] : move["end"]])

    first = sorry(MAIL)
    caller.post("/sent", {**SENT, "text": f"Hi Dana,\n\n{first}\n\nMax"})
    stranger = {"name": "Kim Sol", "address": "kim@example.com"}

    assert sorry(MAIL) != first
    assert sorry({**MAIL, "from": stranger}) == first
    held.now += timedelta(days=91)
    assert sorry(MAIL) == first


def test_the_same_sorry_is_known_again_in_other_letters(caller: Caller) -> None:
    """B32: what was said in traditional letters was said."""
    text = "包裹還是沒有到！我等了兩個星期，問了三次都沒有人回。"
    mail = {**MAIL, "subject": "包裹", "text": text}

    def sorry() -> str:
        reading = caller.post("/read", mail)
        draft = caller.post("/draft", {"reading": reading, "form": "full"})["drafts"][0]
        move = next(one for one in draft["moves"] if one["move"] == "sorry")
        return str(draft["text"][move["start"] : move["end"]])

    first = sorry()
    caller.post("/sent", {**SENT, "text": f"Dana 您好：\n\n{first}\n\n陳晨"})

    assert sorry() != first


@pytest.mark.parametrize("app", ["gmail", "practice"])
def test_drafts_take_over_how_the_user_writes(caller: Caller, app: str) -> None:
    """Learned from three sent mails, by marks of the rules alone; what is practised is not sent."""

    def text() -> str:
        reading = caller.post("/read", {**MAIL, "language": "en"})
        return str(caller.post("/draft", {"reading": reading})["drafts"][0]["text"])

    for number in range(3):
        letter = f"Dear Dana,\n\nThe file has {number + 2} pages.\n\nBest regards,\nMax"
        caller.post("/sent", {**SENT, "app": app, "id": f"voice-{number}", "text": letter})
    assert text().startswith("Dear Dana") == (app == "gmail")
    assert ("Best regards," in text()) == (app == "gmail")
    assert len(caller.get("/voice")["voices"]) == (app == "gmail")


def test_a_claim_is_matched_with_our_own_sentence(caller: Caller) -> None:
    """B11: what they say we promised stands beside what we wrote."""
    caller.post("/sent", SENT)
    mail = {**MAIL, "message": "m2", "text": "You promised to send the corrected invoice!"}

    (claim,) = caller.post("/read", mail)["claims"]

    assert claim["sentence"] == "I'll send you the corrected invoice by Friday 15:00."


def test_only_the_languages_wished_for_are_read(caller: Caller, service: Service) -> None:
    """B12: mail in another language is named and left alone; a setting, live."""
    angry = {"text": "注文した商品がまだ届きません。三回も連絡しました。もう我慢できません。"}
    service.set("reads", "en, zh")
    silent = caller.post("/read", angry)
    service.set("reads", "")
    assert (silent["language"], silent["level"], silent["kind"]) == ("ja", None, None)
    assert caller.post("/read", angry)["level"] >= 2


def test_what_was_answered_waits_no_longer(caller: Caller, held: HeldClock) -> None:
    """B78: the card is who waits for the user; their next mail in the thread waits again."""
    row = {
        "id": "tab:1",
        "subject": "Where is my parcel?",
        "snippet": "Still no parcel. When will it come?",
        "received": (held.now - timedelta(hours=3)).isoformat(),
        "thread": SENT["thread"],
    }
    other = {**row, "id": "tab:2", "thread": "another"}
    caller.post("/sent", {**SENT, "sent": (held.now - timedelta(hours=1)).isoformat()})

    shown = caller.post("/triage", {"rows": [row, other]})["rows"]
    assert [one["id"] for one in shown] == ["tab:2"]
    again = {**row, "received": (held.now - timedelta(minutes=5)).isoformat()}
    assert len(caller.post("/triage", {"rows": [again, other]})["rows"]) == 2


def test_triage_makes_one_card(caller: Caller) -> None:
    """Rows of the inbox come back in order, with piles, minutes and one line."""
    rows = [
        {"id": "1", "subject": "Weekly newsletter", "snippet": "Unsubscribe here. Our top deals."},
        {
            "id": "2",
            "subject": "Still no answer",
            "snippet": "This is the third time I am writing.",
        },
        {"id": "3", "subject": "Quote", "snippet": "Could you make an offer for a new website?"},
    ]

    card = caller.post("/triage", {"rows": rows, "zone": "Europe/Berlin"})

    assert [row["id"] for row in card["rows"]][-1] == "1"
    assert sum(card["counts"].values()) == 3
    assert card["line"]


def test_day_and_week(caller: Caller, held: HeldClock) -> None:
    """Blocks, the next promise, the line that lets one rest; sums for oneself."""
    assert "Nothing is due" in caller.get("/day?zone=Europe/Berlin")["all_clear"]
    caller.post("/read", MAIL)
    number = caller.post("/sent", SENT)["promises"][0]["id"]

    held.now += timedelta(minutes=1)
    today = caller.get("/day?zone=Europe/Berlin")
    assert len(today["blocks"]) == 3
    assert today["next_promise"]["id"] == number
    week = caller.get("/insights?zone=Europe/Berlin")
    assert (week["answered"], week["promised"], week["kept"]) == (1, 1, 0)
    assert sum(week["read"].values()) == 1
    assert held.now.isoformat()[:10] in week["until"]


@pytest.mark.parametrize("form", ["md", "csv", "ics"])
def test_export(caller: Caller, form: str) -> None:
    """The ledger leaves the house as a file."""
    caller.post("/sent", SENT)

    file = caller.get(f"/export?format={form}")

    assert file["filename"].endswith(form)
    assert "corrected invoice" in file["content"].replace("\r\n ", "")


@pytest.mark.parametrize(
    "mail", ["", "Ma bouilloire fuit depuis deux semaines, et personne ne répond."]
)
def test_a_reply_to_what_cannot_be_read_is_checked(caller: Caller, mail: str) -> None:
    """Over a picture or a mail in French; the reply is in a language of ours."""
    reading = caller.post("/read", {"text": mail})
    reply = (
        "Hi Marie, we are sorry for any inconvenience, but this is how it is. "
        "I will look at what came in and then write to you on Friday before noon with what I found."
    )
    told = caller.post("/check", {"text": reply, "reading": reading})

    assert reading["level"] is None
    assert "sorry.we" in {one["rule"] for one in told["findings"]}
    assert told["ticks"]["simple"]


def test_status_tells_where_reminders_appear(caller: Caller) -> None:
    """By a name the extension has words for in the user's language."""
    assert caller.get("")["notifications"] == {"channel": "extension", "why": "nowhere"}


def test_status_tells_of_a_broken_rule(caller: Caller, service: Service) -> None:
    """The panel can say what to mend; the last good rules serve meanwhile."""
    assert caller.get("")["rules"] == {"ok": True, "problem": None, "outgrown": False}
    own = service.keeper._folders[1] / "rhythm.yaml"  # noqa: SLF001
    own.write_text("blocks: 9\n")
    service.keeper.reload()

    rules = caller.get("")["rules"]

    assert not rules["ok"]
    assert "rhythm.yaml:1:1" in rules["problem"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "says"),
    [
        ("POST", "/read", {}, 422, "text or html"),
        ("POST", "/read", {"text": 3}, 422, "text: Input should be a valid string"),
        ("POST", "/read", {"text": "x", "received": "2026-11-18T08:00:00"}, 422, "received"),
        ("POST", "/read", {"text": "x", "received": "9999-12-31T23:59:59Z"}, 422, "received"),
        ("POST", "/draft", {}, 422, "the reading to answer, or the id of a promise"),
        ("POST", "/draft", {"promise": 99}, 404, "no promise number 99"),
        ("POST", "/sent", {**SENT, "zone": "Mars"}, 422, "no such time zone"),
        ("POST", "/sent", {**SENT, "zone": "../../etc/passwd"}, 422, "no such time zone"),
        ("GET", "/promises/99", None, 404, "no promise number 99"),
        ("GET", "/promises?state=lost", None, 422, "state"),
        ("GET", "/promises/x", None, 404, "not found"),
        ("PATCH", "/promises/99", {"action": "done"}, 404, "no promise number 99"),
        ("PATCH", "/promises/1", {"action": "burn"}, 422, "action"),
        ("PATCH", "/promises/1", {"action": "renegotiate"}, 422, "due: say the new time"),
        ("GET", "/day?zone=Mars", None, 422, "no such time zone"),
        ("GET", "/export?format=pdf", None, 422, "format"),
        ("GET", "/read", None, 405, "not allowed"),
    ],
)
def test_mistakes_are_told(  # noqa: PLR0913, PLR0917
    caller: Caller, method: str, path: str, body: Any, status: int, says: str
) -> None:
    """RFC 9457: status, title, and a detail that names the field and the way out."""
    caller.post("/sent", SENT)

    answer = caller.send(method, path, body)

    assert answer.status_code == status
    problem = answer.get_json()
    assert problem["status"] == status
    assert says in problem["detail"]


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"text": "\\ud800"}', "\x00", "[" * 9999])
def test_what_is_no_json_is_told(caller: Caller, body: str) -> None:
    """Broken bodies are the caller's mistake, never the helper's failure."""
    answer = caller.client.post(
        "/v1/read",
        data=body.encode("utf-8", "surrogatepass"),
        headers={"Authorization": f"Bearer {caller.token}", "Content-Type": "application/json"},
        base_url=BASE,
    )

    assert answer.status_code == 422
    assert answer.get_json()["detail"]


def test_nothing_of_a_mail_is_in_the_log(caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    """Method, route, status and time are logged; words, subjects and addresses are not."""
    caplog.set_level("DEBUG")
    caller.post("/read", MAIL)
    caller.post("/sent", SENT)
    caller.get("/promises?person=dana@example.com")

    text = caplog.text
    assert "POST /v1/read 200" in text
    for secret in ("invoice", "Dana", "dana@example.com", "third time", caller.token):
        assert secret not in text


def test_no_body_is_stored(caller: Caller, service: Service) -> None:
    """The database holds the promise's sentence and a few words about the matter, no more."""
    caller.post("/read", MAIL)
    caller.post("/sent", SENT)

    kept = "\n".join(service.store.db.iterdump())

    assert "I'll send you the corrected invoice by Friday 15:00." in kept.replace("''", "'")
    assert "third time" not in kept
    assert "Hi Dana" not in kept


def test_the_document_describes_every_route(caller: Caller) -> None:
    """OpenAPI from the code: each route of the table is in it, and the schemas are valid."""
    document = caller.get("/openapi.json")

    described = {
        (method.upper(), path) for path, item in document["paths"].items() for method in item
    }
    assert described == {
        (route.method, re.sub(r"<int:(\w+)>", r"{\1}", route.path)) for route in ROUTES
    }
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_answers_fit_the_document(caller: Caller) -> None:
    """What is promised in the document is what comes: here for the largest answer."""
    document = caller.get("/openapi.json")
    text = json.dumps(document["components"]).replace("#/components/schemas/", "#/schemas/")
    components = json.loads(text)
    reading = caller.post("/read", MAIL)

    jsonschema.validate(reading, {**components, "$ref": "#/schemas/Reading"})
