"""What the ledger learns from the mails that come and go: over the real door, into a real file."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from helper.desk.desk import Desk
from helper.settings import Settings
from helper.wire.mail import DraftRequest, PromiseChange
from tests.clock import NOW
from tests.service.mails import EXPORT, EXPORT_SENT, TOLD, TOLD_SENT

if TYPE_CHECKING:
    from helper.rulebook import Rulebook
    from helper.store import Store
    from tests.clock import HeldClock
    from tests.service.conftest import Caller

FIXED = "Hi Dana,\n\nI've fixed the export: the cause was a wrong path.\n\nMax"


def send(caller: Caller, held: HeldClock, text: str, **changes: Any) -> Any:
    """Report a mail sent now."""
    mail = {**EXPORT_SENT, "id": f"s-{held.now:%d%H%M}", "sent": held.now.isoformat(), "text": text}
    return caller.post("/sent", {**mail, **changes})


def come(caller: Caller, held: HeldClock, text: str, **changes: Any) -> Any:
    """Open a mail that came now."""
    moment = held.now.isoformat()
    mail = {**EXPORT, "message": f"m-{moment}", "received": moment, "text": text}
    return caller.post("/read", {**mail, **changes})


def states(caller: Caller) -> list[str]:
    """The states of all rows, in order of their making."""
    rows = caller.get("/promises")["promises"]
    return [row["state"] for row in sorted(rows, key=lambda row: row["id"])]


@pytest.fixture
def kept(caller: Caller, held: HeldClock) -> int:
    """A promise to Dana that a mail of the next day kept; its number."""
    caller.post("/read", EXPORT)
    held.now += timedelta(minutes=30)
    number = int(send(caller, held, EXPORT_SENT["text"])["promises"][0]["id"])
    held.now += timedelta(days=1)
    report = send(caller, held, FIXED)
    assert [row["id"] for row in report["kept"]] == [number]
    return number


def test_undo_after_delivery_opens_what_the_mail_closed(
    caller: Caller, held: HeldClock, kept: int
) -> None:
    """The mail was never sent, so it proves nothing: the row it closed waits again."""
    again = caller.post("/unsent", {"id": f"s-{held.now:%d%H%M}"})["promises"]

    assert [(row["id"], row["state"], row["closed"]) for row in again] == [(kept, "open", None)]
    assert [one["what"] for one in caller.get(f"/promises/{kept}")["events"]] == [
        "made",
        "kept",
        "reopened",
    ]


def test_undo_takes_back_what_the_mail_promised(caller: Caller, held: HeldClock) -> None:
    """No row stays of a mail nobody got; the new time it gave for an old row is gone too."""
    caller.post("/sent", EXPORT_SENT)
    held.now += timedelta(days=1)
    send(caller, held, "Hi Dana,\n\nI need more time: I'll fix the export by Monday noon.\n\nMax")
    assert states(caller) == ["renegotiated", "open"]

    caller.post("/unsent", {"id": f"s-{held.now:%d%H%M}"})
    assert states(caller) == ["open"]
    caller.post("/unsent", {"id": "s1"})
    assert states(caller) == []
    assert caller.post("/unsent", {"id": "never sent"}) == {"promises": []}


def test_undone_and_sent_again_is_sent(caller: Caller, held: HeldClock, kept: int) -> None:
    """The corrected mail is another mail and keeps the promise like any other."""
    caller.post("/unsent", {"id": f"s-{held.now:%d%H%M}"})
    held.now += timedelta(minutes=2)
    assert [row["id"] for row in send(caller, held, FIXED)["kept"]] == [kept]


@pytest.mark.parametrize(
    "text",
    [
        "Hi Max,\n\nsorry, but it's still not working here.\n\nDana",
        "Unfortunately the same error is back.",
        "It doesn't work, the file is empty.",
        "That worked for a day, then it broke.",
    ],
)
def test_still_not_working_opens_it_again(
    caller: Caller, held: HeldClock, kept: int, text: str
) -> None:
    """What did not help is not kept, whatever we wrote; a time that is over is asked for anew."""
    held.now += timedelta(days=4)
    come(caller, held, text)

    row = caller.get(f"/promises/{kept}")["promise"]
    assert (row["state"], row["due"]) == ("open", None)
    assert caller.get("/day")["all_clear"].startswith("Dana Ruiz wrote that it still isn't right.")

    held.now += timedelta(hours=1)
    send(caller, held, "Sorry. I'll fix the export by Monday noon.")
    assert caller.get("/day")["all_clear"].startswith("Nothing is promised before")


@pytest.mark.parametrize(
    "text",
    [
        "Thank you, it works again!",
        "Great, thanks. Could you also tell me how to change the colour?",
        "Do you still have the other invoice?",
    ],
)
def test_thanks_and_other_questions_open_nothing(
    caller: Caller, held: HeldClock, kept: int, text: str
) -> None:
    """Only words that say it did not help undo what was kept."""
    held.now += timedelta(hours=4)
    come(caller, held, text)
    assert caller.get(f"/promises/{kept}")["promise"]["state"] == "kept"


def test_the_same_complaint_opened_twice_opens_it_once(
    caller: Caller, held: HeldClock, kept: int
) -> None:
    """Done again by the user, a row stays done when the old complaint is looked at again."""
    held.now += timedelta(hours=4)
    complaint = {
        **EXPORT,
        "message": "m2",
        "received": held.now.isoformat(),
        "text": "Still broken, not working.",
    }
    caller.post("/read", complaint)
    held.now += timedelta(hours=1)
    caller.patch(f"/promises/{kept}", {"action": "done"})
    caller.post("/read", complaint)
    assert caller.get(f"/promises/{kept}")["promise"]["state"] == "kept"


def test_someone_elses_complaint_opens_nothing(caller: Caller, held: HeldClock, kept: int) -> None:
    """Another person in another thread speaks of another matter, even under the same subject."""
    held.now += timedelta(hours=4)
    stranger = {"name": "Kim Sol", "address": "kim@example.com"}
    come(caller, held, "It is still not working!", thread="t9", **{"from": stranger})
    assert caller.get(f"/promises/{kept}")["promise"]["state"] == "kept"


@pytest.mark.parametrize(
    "subject", ["AW: The export", "Re: Fwd: the  Export", "Solved (was: The export)"]
)
def test_a_split_thread_stays_one_matter(caller: Caller, held: HeldClock, subject: str) -> None:
    """Mail clients split and merge threads, people rename subjects: plain words close the row."""
    caller.post("/sent", EXPORT_SENT)
    held.now += timedelta(days=1)
    report = send(caller, held, FIXED, thread="t7", subject=subject)
    assert [row["state"] for row in report["kept"]] == ["kept"]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("The export", "Hi Dana,\n\nhere is the price list you asked for.\n\nMax"),
        ("Price list", FIXED),
        ("", FIXED),
    ],
)
def test_ones_own_unrelated_mail_closes_nothing(
    caller: Caller, held: HeldClock, subject: str, text: str
) -> None:
    """In another thread it takes the same subject, and plain words about the thing itself."""
    caller.post("/sent", EXPORT_SENT)
    held.now += timedelta(days=1)
    report = send(caller, held, text, thread="t7", subject=subject)
    assert report["kept"] == []
    assert states(caller) == ["open"]


def test_a_second_failure_weighs_more(caller: Caller, held: HeldClock) -> None:
    """B60, B61: within 90 days of a broken promise, one level more, and a call is suggested."""
    text = "I've been waiting for two weeks and nobody has answered me."
    first = come(caller, held, text)
    caller.post("/sent", EXPORT_SENT)
    held.now += timedelta(days=7)
    again = come(caller, held, text, thread="t2")
    held.now += timedelta(days=100)
    late = come(caller, held, text, thread="t3")

    assert (again["last_time"]["failures"], again["level"]) == (1, first["level"] + 1)
    assert [first["call"], again["call"], late["call"]] == [False, True, False]
    assert late["level"] == first["level"]


@pytest.mark.parametrize("thread", ["t1", "t2"])
def test_what_did_not_help_is_a_failure(
    caller: Caller, held: HeldClock, kept: int, thread: str
) -> None:
    """B60, B61: the mail that says so is hotter by a level, and so is the next trouble."""
    trouble = "Unfortunately the same error is back."
    usual = come(caller, held, trouble, thread="t9", **{"from": {"address": "bo@example.com"}})
    held.now += timedelta(days=4)
    first = come(caller, held, trouble)
    assert first["last_time"]["outcome"] == "unsolved"
    held.now += timedelta(days=4)
    later = come(caller, held, trouble, thread=thread)
    for mail in (first, later):
        assert (mail["last_time"]["failures"], mail["level"]) == (1, usual["level"] + 1)
        assert (usual["call"], mail["call"]) == (False, True)
    assert come(caller, held, "Do you ship to Norway?", thread="t3")["level"] == 0
    assert states(caller)[kept - 1] == "open"


def test_a_missed_promise_they_mind_is_a_complaint(caller: Caller, held: HeldClock) -> None:
    """B11, 000:65: once the day we gave is over, asking where it is holds something against us."""
    text = "You said I'd have the export by Friday noon. Where is it?"
    caller.post("/sent", EXPORT_SENT)
    held.now += timedelta(hours=1)
    early = come(caller, held, text)
    held.now += timedelta(days=4)
    late = come(caller, held, text)
    assert early["level"] == late["level"] >= 2
    assert late["claims"][0]["sentence"] == "I'll fix the export by Friday noon."
    assert (early["kind"], early["cause"]) != ("complaint", "mistreated")
    assert (late["kind"], late["cause"]) == ("complaint", "mistreated")


def test_a_second_complaint_is_a_second_failure(caller: Caller, held: HeldClock) -> None:
    """B60, Maxham 2002: of two answered complaints the later weighs more; a question does not."""
    text = "I've been waiting for two weeks and nobody has answered me."
    first = come(caller, held, text)
    held.now += timedelta(hours=1)
    unanswered = come(caller, held, text, thread="t2")
    send(caller, held, "Hi Dana,\n\nhere is the answer: it is in the settings.\n\nMax")
    held.now += timedelta(days=20)
    again = come(caller, held, text, thread="t3")
    asked = come(caller, held, "Could you tell me what a second seat costs?", thread="t4")
    held.now += timedelta(days=100)
    late = come(caller, held, text, thread="t5")
    levels = [mail["level"] - first["level"] for mail in (unanswered, again, late)]
    assert (first["kind"], levels) == ("complaint", [0, 1, 0])
    calls = [mail["call"] for mail in (unanswered, again, asked, late)]
    assert calls == [False, True, False, False]
    assert asked["last_time"]["failures"] == 0


def test_nobody_is_sent_to_rest_on_a_broken_promise(caller: Caller, held: HeldClock) -> None:
    """B56, B76: what slipped is named until a word was said about it, for a week at most."""
    caller.post("/sent", EXPORT_SENT)
    held.now += timedelta(days=4)
    assert caller.get("/day")["all_clear"].startswith("Dana Ruiz was promised ")
    send(caller, held, "Hi Dana,\n\nI'm sorry, the export is still not done.\n\nMax")
    assert "Nothing is due" in caller.get("/day")["all_clear"]


def test_what_still_has_to_be_told_is_no_peace(caller: Caller, held: HeldClock) -> None:
    """B56, B76: after twelve days without the helper the line says what the reminder says."""
    caller.post("/sent", EXPORT_SENT)
    held.now += timedelta(days=12)
    assert caller.get("/day")["all_clear"].startswith("Dana Ruiz was promised ")


def test_an_absence_lists_what_falls_into_it(caller: Caller, held: HeldClock) -> None:
    """K10: a notice each, with times after the return; what falls due outside is left out."""
    caller.post("/sent", EXPORT_SENT)
    send(caller, held, "I'll send the list by Wednesday, 2 December.", id="s2", thread="t2")
    send(caller, held, "I'll check the contract by 20 December.", id="s3", thread="t3")
    send(caller, held, "I'll send you the figures every Friday.", id="s4", thread="t4")

    away = caller.get("/away?since=2026-11-28T00:00:00Z&until=2026-12-07T08:00:00Z")["promises"]

    assert [one["promise"]["thread"] for one in away] == ["t4", "t2"]
    assert away[0]["promise"]["due"].startswith("2026-12-04")  # not tomorrow's round, the next one
    for draft in (one["draft"] for one in away):
        assert draft["form"] == "away"
        assert all(one["at"] >= "2026-12-07" for one in draft["times"])
        assert "December" in draft["text"]


def test_nobody_is_back_on_a_sunday(caller: Caller, held: HeldClock) -> None:
    """Who is away until Saturday works again on Monday, and says so."""
    send(caller, held, "I'll send the list by Wednesday, 2 December.")

    (falling,) = caller.get("/away?since=2026-12-01T00:00:00Z&until=2026-12-06T08:00:00Z")[
        "promises"
    ]

    assert "Monday, 7 December" in falling["draft"]["text"]
    assert "6 December" not in falling["draft"]["text"]


@pytest.mark.parametrize("form", ["late_notice", "recovery"])
def test_a_new_time_lies_behind_the_old_one(caller: Caller, form: str) -> None:
    """B40: told days before, the notice offers no time at which it would not be late at all."""
    (row,) = caller.post("/sent", EXPORT_SENT)["promises"]
    draft = caller.post("/draft", {"promise": row["id"], "form": form})
    look, answer = (one["at"] for one in draft["timeline"]["options"])
    assert look < row["due"] < answer


@pytest.mark.parametrize(
    "text",
    [
        "I'll send you the plan by noon today.",
        "今天中午前我把方案发给您。",
        "本日の正午までに計画書をお送りします。",
    ],
)
def test_from_the_time_on_a_miss_is_owned(caller: Caller, held: HeldClock, text: str) -> None:
    """B40, B56: no word that it is told ahead of time once the time has come."""
    row = send(caller, held, text)["promises"][0]
    first = {}
    for minutes in (-10, 10):
        held.now = datetime.fromisoformat(row["due"]) + timedelta(minutes=minutes)
        first[minutes] = caller.post("/draft", {"promise": row["id"]})["drafts"][0]["form"]
    assert first == {-10: "late_notice", 10: "recovery"}


@pytest.fixture
def desk(store: Store, book: Rulebook, held: HeldClock) -> Desk:
    """A desk whose reminders wait for the browser."""
    return Desk(lambda: book, store, Settings(zone="Europe/Berlin", notify="desktop"), held)


@pytest.mark.parametrize(
    ("promised", "looked", "stages"),
    [
        ("by Sunday noon", (20, 15), ["soon"]),  # the last block of Friday is the last chance
        ("by Sunday noon", (20, 12), []),
        ("by Monday, 7 December, 9 am", (20, 15), []),
        ("by Thursday noon", (19, 8), ["soon"]),
    ],
)
def test_a_warning_comes_in_the_last_block_before(
    desk: Desk, held: HeldClock, promised: str, looked: tuple[int, int], stages: list[str]
) -> None:
    """However far ahead it lies: a promise for the weekend warns on Friday."""
    desk.sent(
        TOLD_SENT.validate_python({**EXPORT_SENT, "text": f"I'll fix the export {promised}."})
    )
    held.now = NOW.replace(day=looked[0], hour=looked[1], minute=45)
    assert [one.stage for one in desk.day(None).reminders] == stages


class TestDidItHold:
    """B58: some working days after it was kept, one question; only where it is worth one."""

    HOT = "I've been waiting for two weeks, nobody answers and I'm really annoyed."

    def keep(self, desk: Desk, held: HeldClock, text: str) -> None:
        """A mail comes on Wednesday, a promise goes out, and is kept on Thursday morning."""
        mail = {**EXPORT, "text": text}
        desk.read(TOLD.validate_python(mail))
        held.now += timedelta(minutes=10)
        desk.sent(TOLD_SENT.validate_python({**EXPORT_SENT, "sent": held.now}))
        held.now += timedelta(days=1)
        fixed = {**EXPORT_SENT, "id": "s2", "sent": held.now, "text": FIXED}
        assert desk.sent(TOLD_SENT.validate_python(fixed)).kept

    def asked(self, desk: Desk, held: HeldClock, days: int) -> list[str]:
        """The stages that want attention at ten o'clock, so many days later."""
        held.now = NOW.replace(hour=9) + timedelta(days=1 + days)
        return [one.stage for one in desk.day(None).reminders]

    def test_it_asks_once_after_three_working_days(self, desk: Desk, held: HeldClock) -> None:
        """Kept on Thursday, asked on Tuesday, with a draft that asks; answered, it is silent."""
        self.keep(desk, held, self.HOT)
        assert self.asked(desk, held, days=4) == []
        assert self.asked(desk, held, days=5) == ["held"]
        number = desk.day(None).reminders[0].promise.id
        (draft,) = desk.draft(DraftRequest(promise=number)).drafts
        assert draft.form == "held"
        desk.change(number, PromiseChange(action="shown"))
        assert self.asked(desk, held, days=5) == []
        assert self.asked(desk, held, days=6) == []

    def test_a_calm_matter_is_left_alone(self, desk: Desk, held: HeldClock) -> None:
        """Nobody is asked after a plain question."""
        self.keep(desk, held, "Hello, could you send me the export? Thanks, Dana")
        assert self.asked(desk, held, days=5) == []

    def test_who_wrote_since_has_told(self, desk: Desk, held: HeldClock) -> None:
        """A thank-you, or any mail in the thread, makes the question needless."""
        self.keep(desk, held, self.HOT)
        held.now += timedelta(hours=2)
        thanks = {**EXPORT, "message": "m2", "received": held.now, "text": "Thank you, it works."}
        desk.read(TOLD.validate_python(thanks))
        assert self.asked(desk, held, days=5) == []


@pytest.mark.parametrize("form", ["late_notice", "away"])
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("I'll send you the plan by noon tomorrow.", "The printer broke."),
        ("明天中午前我把方案发给您。", "打印机坏了。"),
        ("明日の正午までに計画書をお送りします。", "プリンターが故障しました。"),
    ],
)
def test_our_own_notice_moves_the_promise(
    caller: Caller, held: HeldClock, text: str, why: str, form: str
) -> None:
    """B40, B78: sent as it was drafted, it leaves one open row, with the new time."""
    number = send(caller, held, text)["promises"][0]["id"]
    held.now += timedelta(hours=5)
    if form == "away":
        day = timedelta(days=1)
        span = {"since": held.now.isoformat(), "until": (held.now + 7 * day).isoformat()}
        (falling,) = caller.get(f"/away?{urlencode(span)}")["promises"]
        draft = falling["draft"]
    else:
        draft = caller.post("/draft", {"promise": number, "form": form})["drafts"][0]
    notice = draft["text"]
    for gap in reversed(draft["gaps"]):
        notice = notice[: gap["start"]] + why + notice[gap["end"] :]
    send(caller, held, notice)
    (row,) = caller.get("/promises?state=open")["promises"]
    assert datetime.fromisoformat(row["due"]) == datetime.fromisoformat(draft["times"][0]["at"])
    assert states(caller) == ["renegotiated", "open"]


def test_what_was_missed_stays_in_sight(caller: Caller, held: HeldClock) -> None:
    """B56: until a word was said about it, it stands among what is still to be done."""
    caller.post("/sent", EXPORT_SENT)
    held.now += timedelta(days=4)
    assert [one["state"] for one in waiting(caller)] == ["broken"]

    send(caller, held, "Hi Dana,\n\nI'm sorry, the export is still not done.\n\nMax")
    assert waiting(caller) == []


def test_done_late_is_done_and_was_late(caller: Caller, held: HeldClock) -> None:
    """B56, B57: ticked on the promised day it is kept, later no more; either way it is over."""
    caller.post("/sent", EXPORT_SENT)
    caller.post("/sent", {**EXPORT_SENT, "id": "s2", "thread": "t2"})
    numbers = [one["id"] for one in waiting(caller)]

    held.now = held.now.replace(day=20, hour=20)  # hours after Friday noon
    caller.patch(f"/promises/{numbers[0]}", {"action": "done"})
    held.now += timedelta(days=3)
    caller.patch(f"/promises/{numbers[1]}", {"action": "done"})

    states = [caller.get(f"/promises/{one}")["promise"]["state"] for one in numbers]
    assert states == ["kept", "broken"]
    assert waiting(caller) == []
    day = caller.get("/day")
    assert "Nothing is due" in day["all_clear"]
    assert day["reminders"] == []


def test_whom_one_wants_to_ask_stays_in_sight(caller: Caller, held: HeldClock) -> None:
    """B58: from the button on the question whether it held until it was asked."""
    number = caller.post("/sent", EXPORT_SENT)["promises"][0]["id"]
    caller.patch(f"/promises/{number}", {"action": "done"})
    held.now += timedelta(days=4)
    assert waiting(caller) == []

    caller.patch(f"/promises/{number}", {"action": "notice"})
    assert [one["state"] for one in waiting(caller)] == ["kept"]
    send(caller, held, "Hi Dana,\n\nis the export still fine?\n\nMax")
    assert waiting(caller) == []


def waiting(caller: Caller) -> Any:
    """What the browser lists as still to be done."""
    return caller.get("/promises?waiting=true")["promises"]


def test_what_cannot_be_done_is_known_to_the_extension(caller: Caller, held: HeldClock) -> None:
    """It has words for it in the user's language, whatever language the helper says it in."""
    number = caller.post("/sent", EXPORT_SENT)["promises"][0]["id"]
    past = (held.now - timedelta(days=1)).isoformat()
    late = {"action": "renegotiate", "due": past}
    asked = [
        ("PATCH", f"/promises/{number}", late),
        ("GET", "/away?since=2026-12-02T00:00:00Z&until=2026-12-01T00:00:00Z", None),
        ("POST", "/pair", {"code": "12345678", "label": "Firefox"}),
    ]
    told = [caller.send(*one).get_json()["type"] for one in asked]
    assert told == ["urn:aizuchi:past", "urn:aizuchi:swapped", "urn:aizuchi:no_code"]
