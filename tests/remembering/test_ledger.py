"""Rows, their states and their history, in a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest

from helper.contracts import Person, SentReport
from helper.remembering.keeping.ledger import ChangeError, UnknownPromiseError
from tests.remembering.office import ANA, PROMISE, START, Office


class TestRecording:
    """A sent mail becomes rows (B52, B53)."""

    def test_a_promise_becomes_a_row_that_says_everything(self, office: Office) -> None:
        """Who, what, until when, in which words, and where it was written."""
        (row,) = office.send(f"Hi Ana,\n\nSorry for the wait. {PROMISE}\n\nTom").promises
        assert (row.state, row.form, row.sentence) == ("open", "explicit", PROMISE)
        assert row.due == datetime(2026, 11, 19, 15, 0, tzinfo=ZoneInfo("Europe/Berlin"))
        assert (row.due_text, row.grain, row.zone) == ("Thursday 15:00", "hour", "Europe/Berlin")
        assert (row.person, row.thread, row.link) == (ANA, "t1", "https://mail.example/t1")
        assert (row.app, row.account, row.subject) == ("gmail", "me@shop.example", "Invoice")
        assert row.made == START
        assert [one.what for one in office.ledger.events(row.id)] == ["made"]

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("Ana, I'll send it by Friday. Ben, I'll call you on Monday.", ["Ana", "Ben Ott"]),
            ("@Ben: I'll call you on Monday.\n@Ana: I'll send it by Friday.", ["Ana", "Ben Ott"]),
            ("Hi both,\n\nI'll send it by Friday. I'll ring Ben on Monday.", ["Ana", "Ana"]),
        ],
    )
    def test_each_of_two_has_their_own(self, office: Office, text: str, names: list[str]) -> None:
        """Who is called by name in a mail to several is who was promised what follows."""
        ana, ben = replace(ANA, name="Ana"), Person(name="Ben Ott", address="ben@else.example")
        rows = office.send(text, recipients=(ana, ben)).promises
        found = {one.due: one.person.name for one in rows}
        assert [found[due] for due in sorted(found)] == names

    def test_a_name_in_han_letters_is_called_by_its_first(self, office: Office) -> None:
        """田中様 is 田中太郎."""
        people = (Person(name="鈴木花子"), Person(name="田中太郎"))
        (row,) = office.send("田中様、\nI'll send it by Friday.", recipients=people).promises
        assert row.person.name == "田中太郎"

    def test_implied_ones_are_reported_apart(self, office: Office) -> None:
        """A commitment without a time is a row too, offered for a time and never due."""
        report = office.send("I'll look into it.")
        assert report.promises == ()
        assert [(one.form, one.due) for one in report.untimed] == [("implied", None)]

    def test_an_inferred_time_says_so_until_it_is_confirmed(self, office: Office) -> None:
        """B53: what a convention filled in is never shown as a fact; one tap confirms it."""
        (row,) = office.send("I'll call you at 5.").promises
        assert row.inferred
        assert not office.ledger.confirm(row.id).inferred
        assert [one.what for one in office.ledger.events(row.id)] == ["made", "confirmed"]
        (said,) = office.send(PROMISE, id="m2", thread="t2").promises
        assert not said.inferred

    def test_a_new_time_is_no_guess(self, office: Office) -> None:
        """Chosen by the user, it is exact."""
        (row,) = office.send("I'll call you at 5.").promises
        assert not office.ledger.renegotiate(row.id, START + timedelta(days=1)).inferred

    def test_a_mail_reported_again_changes_nothing(self, office: Office) -> None:
        """The queue of the browser may deliver twice: same answer, same rows."""
        mail = office.mail(PROMISE)
        first = office.record(mail)
        office.later(hours=1)
        assert office.record(mail) == first
        assert len(office.ledger.promises()) == 1

    @pytest.mark.parametrize(
        ("changes", "rows"),
        [
            ({}, 1),
            ({"text": f"{PROMISE}\n\nAna\nShop"}, 1),
            ({"text": PROMISE.replace("15:00 with", "15:00\nwith")}, 1),
            ({"thread": "t2"}, 2),
            ({"account": "other@shop.example"}, 2),
            ({"sent": START + timedelta(minutes=6)}, 2),
            ({"text": "I'll call you by Thursday 15:00."}, 2),
            ({"text": f"{PROMISE} I'll call you by Friday 15:00."}, 3),
        ],
    )
    def test_one_mail_told_by_two_browsers(
        self, office: Office, changes: dict[str, object], rows: int
    ) -> None:
        """The second finds it in its thread, by another id and the minute shown: one row."""
        first = office.send(PROMISE)

        usual = {"id": "own-1", "text": PROMISE, "sent": START - timedelta(minutes=1)}
        second = office.send(**{**usual, **changes})  # type: ignore[arg-type]

        assert len(office.ledger.promises()) == rows
        assert (second == first) == (rows == 1)

    def test_a_mail_reported_again_tells_how_its_rows_stand_now(self, office: Office) -> None:
        """The repeated answer names the same rows in their present state."""
        mail = office.mail(PROMISE)
        (row,) = office.record(mail).promises
        office.ledger.done(row.id)
        assert [one.state for one in office.record(mail).promises] == ["kept"]

    def test_a_mail_without_promises_is_remembered_too(self, office: Office) -> None:
        """Its report is empty both times."""
        mail = office.mail("Thank you!")
        nothing = SentReport(promises=(), untimed=(), kept=())
        assert office.record(mail) == office.record(mail) == nothing

    def test_two_threads_of_the_helper_at_once_make_one_row(self, office: Office) -> None:
        """The id is checked and written in one transaction."""
        mail = office.mail(PROMISE)
        threads = [Thread(target=office.record, args=(mail,)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(office.ledger.promises()) == 1

    def test_someone_without_a_name_is_no_obstacle(self, office: Office) -> None:
        """A mail without recipients still has its promise."""
        (row,) = office.send(PROMISE, recipients=()).promises
        assert row.person == Person()

    def test_a_person_is_known_by_address_whatever_its_case(self, office: Office) -> None:
        """Ana@shop.example and ana@shop.example are one person, with the latest name."""
        office.send(PROMISE)
        office.later(minutes=1)
        other = Person(name="Ana Lima", address="ana@SHOP.example")
        office.send("I'll check the log today.", thread="t2", recipients=(other,))
        rows = office.ledger.promises(person="ANA@shop.example")
        assert [one.thread for one in rows] == ["t2", "t1"]
        assert {one.person.name for one in rows} == {"Ana Lima"}


class TestClosing:
    """Only evidence closes a row (B57)."""

    def test_a_later_answer_in_the_thread_keeps_it(self, office: Office) -> None:
        """The row names the mail that proves it."""
        (row,) = office.send(PROMISE).promises
        office.later(hours=3)
        report = office.send("Two jobs ran at once, so you were charged twice.", id="answer")
        assert [one.id for one in report.kept] == [row.id]
        kept = office.ledger.get(row.id)
        assert (kept.state, kept.closed) == ("kept", office.now)
        assert [(one.what, one.detail) for one in office.ledger.events(row.id)] == [
            ("made", None),
            ("kept", "answer"),
        ]

    @pytest.mark.parametrize(
        "changes",
        [
            {"thread": "t2"},
            {"thread": None},
            {"app": "outlook"},
            {"account": "other@shop.example"},
            {"sent": START - timedelta(hours=1)},
        ],
    )
    def test_another_place_or_an_earlier_mail_proves_nothing(
        self, office: Office, changes: dict[str, object]
    ) -> None:
        """Other threads, apps, accounts, and mails sent before the promise are no evidence."""
        (row,) = office.send(PROMISE).promises
        office.later(hours=3)
        answer = "Two jobs ran at once, so you were charged twice."
        assert office.send(answer, **changes).kept == ()
        assert office.ledger.get(row.id).state == "open"

    def test_thanks_and_absence_prove_nothing(self, office: Office) -> None:
        """Neither a thank-you nor an out-of-office note closes a promise."""
        (row,) = office.send(PROMISE).promises
        for text in ("Thank you!", "I am out of the office until Monday."):
            office.later(hours=1)
            assert office.send(text).kept == ()
        assert office.ledger.get(row.id).state == "open"

    def test_a_new_time_takes_over(self, office: Office) -> None:
        """The old row is renegotiated and names its heir; the new one is open."""
        (old,) = office.send(PROMISE).promises
        office.later(hours=3)
        report = office.send("I need more time. I'll write to you by Friday 11:00.")
        (new,) = report.promises
        assert report.kept == ()
        assert office.ledger.get(old.id).state == "renegotiated"
        assert office.ledger.events(old.id)[-1].detail == str(new.id)
        assert [one.id for one in office.ledger.promises(state="open")] == [new.id]

    def test_what_was_promised_to_someone_else_in_the_thread_stays(self, office: Office) -> None:
        """A mail to Ana alone neither moves nor keeps what Bob was promised, under any address."""
        bob = Person(name="Bob", address="bob@shop.example")
        (ana_s,) = office.send("I'll send you the corrected invoice by Friday noon.").promises
        office.later(minutes=1)
        (bob_s,) = office.send("I'll send you the keys by Friday.", recipients=(bob,)).promises
        office.later(minutes=1)
        office.send("I won't make Friday noon, I'll send the corrected invoice by Monday 10 am.")
        office.later(minutes=1)
        office.send("Here are the keys and the invoice.")
        assert office.ledger.get(ana_s.id).state == "renegotiated"
        assert office.ledger.get(bob_s.id).state == "open"
        office.later(minutes=1)
        elsewhere = Person(name="Bob", address="bob@home.example")
        report = office.send("Here are the keys.", recipients=(ANA, elsewhere))
        assert [one.id for one in report.kept] == [bob_s.id]

    @pytest.mark.parametrize("subject", ["Numbers", "Q4: numbers"])
    def test_a_new_mail_without_a_thread_keeps_by_plain_words_only(
        self, subject: str, office: Office
    ) -> None:
        """No thread is no common thread, and Q3 is neither Q4 nor an answer mark."""
        (row,) = office.send(
            "I'll get back to you by Friday.", thread=None, subject=subject
        ).promises
        office.later(hours=1)
        assert office.send("Our office is in Mill Lane.", thread=None, subject=subject).kept == ()
        office.later(hours=1)
        (other,) = office.send(
            "I'll send the numbers by Friday.", thread=None, subject="Q4: numbers"
        ).promises
        office.later(hours=1)
        done = "I've sent the numbers."
        assert office.send(done, thread="t9", subject="Q3: numbers").kept == ()
        office.later(hours=1)
        report = office.send(done, thread="t9", subject="AW: Q4: numbers")
        assert other.id in {one.id for one in report.kept}
        assert office.ledger.get(row.id).state == "open"

    @pytest.mark.parametrize(
        ("greeting", "name"), [("Hi Bob,", "Bob"), ("Hi Ana,", "Ana"), ("Hello,", "Ana")]
    )
    def test_of_several_readers_the_one_greeted_is_promised(
        self, greeting: str, name: str, office: Office
    ) -> None:
        """Else the first of them: a row belongs to one person."""
        bob = Person(name="Bob", address="bob@shop.example")
        (row,) = office.send(f"{greeting}\n\n{PROMISE}", recipients=(ANA, bob)).promises
        assert row.person.name == name

    def test_a_third_time_for_the_same_thing_takes_over_again(self, office: Office) -> None:
        """Friday, Monday, Tuesday: one row is open."""
        office.send("I'll send you the corrected invoice by Friday noon.")
        office.later(hours=1)
        office.send("I won't make Friday noon, I'll send the corrected invoice by Monday 10 am.")
        office.later(hours=1)
        office.send("Sorry, once more: you'll have the corrected invoice by Tuesday 5 pm.")
        (row,) = office.ledger.promises(state="open")
        assert row.due_text == "Tuesday 5 pm"

    def test_a_mail_does_not_fulfil_its_own_promise(self, office: Office) -> None:
        """What is promised in a mail is open after it."""
        assert office.send(f"Here is the first part. {PROMISE}").kept == ()
        assert len(office.ledger.promises(state="open")) == 1

    def test_an_answer_with_a_new_promise_keeps_the_old_one(self, office: Office) -> None:
        """Delivering one thing and promising the next are two things."""
        (old,) = office.send(PROMISE).promises
        office.later(hours=3)
        text = (
            "Hi Ana,\n\nI've found it: two jobs ran at once on Monday night, so your card was "
            "charged twice. I'll refund the second payment by Friday.\n\nTom"
        )
        report = office.send(text)
        assert [one.id for one in report.kept] == [old.id]
        assert [one.due_text for one in report.promises] == ["Friday"]

    def test_implied_rows_are_closed_by_an_answer_too(self, office: Office) -> None:
        """An answer ends the waiting for a time."""
        (row,) = office.send("I'll look into it.").untimed
        office.later(hours=1)
        office.send("The cause was an old address; it works again now.")
        assert office.ledger.get(row.id).state == "kept"


class TestChanging:
    """What the user does with a row."""

    def test_done_and_drop_close_it_once(self, office: Office) -> None:
        """A second tap adds no second line to the history."""
        (row,) = office.send(PROMISE).promises
        office.later(hours=1)
        assert office.ledger.done(row.id).closed == office.now
        office.ledger.done(row.id)
        assert [one.what for one in office.ledger.events(row.id)] == ["made", "done"]
        assert office.ledger.drop(row.id).state == "dropped"

    @pytest.mark.parametrize("closing", ["done", "drop"])
    def test_a_slip_of_the_finger_is_taken_back(self, office: Office, closing: str) -> None:
        """And then it is as open as before: it is told when it is missed after all."""
        (row,) = office.send(PROMISE).promises
        getattr(office.ledger, closing)(row.id)
        again = office.ledger.reopen(row.id)
        assert (again.state, again.closed, again.due) == ("open", None, row.due)
        office.ledger.reopen(row.id)
        said = [one.what for one in office.ledger.events(row.id)]
        assert (said[0], said[2:]) == ("made", ["reopened"])
        office.later(days=3)
        office.ledger.mark_missed(office.now)
        assert [one.id for one in office.ledger.promises(waiting=True)] == [row.id]

    def test_what_was_missed_and_not_done_waits_again(self, office: Office) -> None:
        """It stays broken, and wants a word."""
        (row,) = office.send(PROMISE).promises
        office.later(days=3)
        office.ledger.done(row.id)
        assert office.ledger.promises(waiting=True) == []
        assert office.ledger.reopen(row.id).state == "broken"
        assert [one.id for one in office.ledger.promises(waiting=True)] == [row.id]

    def test_a_new_time_that_is_missed_is_told(self, office: Office) -> None:
        """B56: set in the panel; nobody forgets a promise because it was moved once."""
        (row,) = office.send(PROMISE).promises
        office.ledger.renegotiate(row.id, office.now + timedelta(days=2))
        office.later(days=4)
        assert [one.id for one in office.ledger.mark_missed(office.now)] == [row.id]
        assert [one.id for one in office.ledger.promises(waiting=True)] == [row.id]
        assert [one.id for one in office.ledger.watched(office.now, office.now)] == [row.id]

    def test_snooze_moves_no_due_time(self, office: Office) -> None:
        """Only the reminding waits; what was promised stays."""
        (row,) = office.send(PROMISE).promises
        until = office.now + timedelta(hours=2)
        snoozed = office.ledger.snooze(row.id, until)
        assert (snoozed.snoozed, snoozed.due, snoozed.state) == (until, row.due, "open")

    def test_notice_is_noted(self, office: Office) -> None:
        """B40: the user wants to tell the customer."""
        (row,) = office.send(PROMISE).promises
        assert office.ledger.want_notice(row.id).notice is True

    def test_what_was_told_and_done_asks_for_no_more_words(self, office: Office) -> None:
        """B40, B58: a notice of a delay is no wish to ask later whether it held."""
        (row,) = office.send(PROMISE).promises
        office.ledger.want_notice(row.id)
        assert office.ledger.done(row.id).notice is False

    def test_an_implied_row_gets_its_time(self, office: Office) -> None:
        """B53: one tap gives it a time and makes it explicit."""
        (row,) = office.send("I'll look into it.").untimed
        due = office.now + timedelta(days=1)
        timed = office.ledger.renegotiate(row.id, due)
        assert (timed.id, timed.form, timed.due, timed.state) == (row.id, "explicit", due, "open")
        assert office.ledger.events(row.id)[-1].what == "timed"

    def test_a_new_time_keeps_the_old_one_in_the_history(self, office: Office) -> None:
        """The row stays the same, its history tells what was promised before."""
        (row,) = office.send(PROMISE).promises
        moved = office.ledger.renegotiate(row.id, office.now + timedelta(days=3))
        assert (moved.id, moved.state) == (row.id, "open")
        event = office.ledger.events(row.id)[-1]
        assert (event.what, event.detail) == ("renegotiated", "2026-11-19T14:00:00+00:00")

    def test_a_new_time_after_a_miss_is_a_new_row(self, office: Office) -> None:
        """B60: what was broken stays broken, however it ends."""
        (row,) = office.send(PROMISE).promises
        office.later(days=3)
        office.ledger.mark_missed(office.now)
        again = office.ledger.renegotiate(row.id, office.now + timedelta(days=1))
        assert again.id != row.id
        assert office.ledger.get(row.id).state == "broken"
        assert again.sentence == row.sentence

    def test_what_was_moved_is_moved_on_at_its_latest_row(self, office: Office) -> None:
        """A double click, or a list out of date: there is one open row, with the last time."""
        (row,) = office.send(PROMISE).promises
        office.later(days=3)
        office.ledger.mark_missed(office.now)
        first = office.ledger.renegotiate(row.id, office.now + timedelta(days=1))
        again = office.ledger.renegotiate(row.id, office.now + timedelta(days=2))
        assert (again.id, again.due) == (first.id, office.now + timedelta(days=2))
        assert len(office.ledger.promises(state="open")) == 1

    def test_a_list_out_of_date_acts_on_the_latest_row(self, office: Office) -> None:
        """What was moved elsewhere meanwhile is put off, let go and taken back where it is now."""
        (row,) = office.send(PROMISE).promises
        office.later(days=3)
        office.ledger.mark_missed(office.now)
        new = office.ledger.renegotiate(row.id, office.now + timedelta(days=1))
        tomorrow = office.now + timedelta(hours=20)
        assert office.ledger.snooze(row.id, tomorrow).id == new.id
        assert office.ledger.want_notice(row.id).id == new.id
        assert office.ledger.drop(row.id).id == new.id
        back = office.ledger.reopen(row.id)
        assert (back.id, back.state, back.snoozed, back.notice) == (new.id, "open", tomorrow, True)
        assert office.ledger.reopen(row.id).id == new.id
        assert [one.id for one in office.ledger.promises(waiting=True)] == [new.id]

    def test_what_was_moved_and_is_over_is_not_moved_on(self, office: Office) -> None:
        """The error says why, and no row is made."""
        (old,) = office.send(PROMISE).promises
        office.later(hours=3)
        (new,) = office.send("I need more time. I'll write to you by Friday 11:00.").promises
        office.ledger.done(new.id)
        with pytest.raises(ChangeError, match="moved before"):
            office.ledger.renegotiate(old.id, office.now + timedelta(days=9))
        assert office.ledger.promises(state="open") == []

    def test_a_past_time_is_refused(self, office: Office) -> None:
        """Nobody can promise yesterday."""
        (row,) = office.send(PROMISE).promises
        with pytest.raises(ChangeError, match="past"):
            office.ledger.renegotiate(row.id, office.now - timedelta(minutes=1))

    @pytest.mark.parametrize("verb", ["get", "events", "done", "drop", "want_notice"])
    def test_an_unknown_number_is_named(self, office: Office, verb: str) -> None:
        """The error says which number, and nothing is written."""
        with pytest.raises(UnknownPromiseError, match="number 404"):
            getattr(office.ledger, verb)(404)
        with pytest.raises(UnknownPromiseError):
            office.ledger.snooze(404, office.now)
        with pytest.raises(UnknownPromiseError):
            office.ledger.renegotiate(404, office.now + timedelta(days=1))


class TestMissing:
    """B56: a promise whose time passed is broken, after its grace."""

    @pytest.mark.parametrize(
        ("text", "still_open", "broken"),
        [
            ("I'll send it by Thursday 15:30.", "2026-11-19 15:44", "2026-11-19 15:45"),
            ("I'll send it by Thursday 3pm.", "2026-11-19 15:59", "2026-11-19 16:00"),
            ("I'll send it by Thursday.", "2026-11-19 23:59", "2026-11-20 00:00"),
            ("I'll send it next week.", "2026-11-27 23:59", "2026-11-28 00:00"),
        ],
    )
    def test_grace_follows_how_exactly_it_was_said(
        self, office: Office, text: str, still_open: str, broken: str
    ) -> None:
        """A quarter of an hour, an hour, or the rest of the day in the promise's own zone."""
        (row,) = office.send(text).promises
        berlin = ZoneInfo("Europe/Berlin")
        before, after = (
            datetime.fromisoformat(clock).replace(tzinfo=berlin) for clock in (still_open, broken)
        )
        assert office.ledger.mark_missed(before) == []
        assert [one.id for one in office.ledger.mark_missed(after + timedelta(days=2))] == [row.id]
        assert office.ledger.get(row.id).closed == after
        assert office.ledger.mark_missed(after + timedelta(days=3)) == []

    def test_what_has_no_time_or_is_closed_is_never_missed(self, office: Office) -> None:
        """Implied rows wait for ever; kept ones are kept."""
        office.send("I'll look into it.")
        office.later(minutes=1)
        (row,) = office.send(PROMISE, thread="t2").promises
        office.ledger.done(row.id)
        assert office.ledger.mark_missed(START + timedelta(days=365)) == []


class TestAsking:
    """Rows by state, app, thread and person."""

    def test_the_next_due_comes_first_and_implied_rows_last(self, office: Office) -> None:
        """The order of the list is the order of the day."""
        for text in ("I'll look into it.", "I'll send it by Friday.", "I'll call you at 4pm."):
            office.later(minutes=1)
            office.send(text, thread=text)
        due_texts = [one.due_text for one in office.ledger.promises()]
        assert due_texts == ["4pm", "Friday", None]

    def test_practice_stays_apart(self, office: Office) -> None:
        """Practice rows are given only when asked for."""
        office.send(PROMISE, app="practice")
        assert office.ledger.promises() == []
        assert office.ledger.promises(person="ana@shop.example") == []
        assert len(office.ledger.promises(app="practice")) == 1

    def test_filters_add_up(self, office: Office) -> None:
        """State and thread together give what fits both."""
        office.send(PROMISE)
        office.later(minutes=1)
        (other,) = office.send("I'll check the log today.", thread="t2").promises
        office.ledger.drop(other.id)
        assert [one.thread for one in office.ledger.promises(state="open")] == ["t1"]
        assert office.ledger.promises(state="open", thread="t2") == []


class TestClaims:
    """B11: "you promised ..." is matched with what was really written."""

    @pytest.fixture
    def promised(self, office: Office) -> Office:
        """Ana was promised a call and a look at the invoice."""
        office.send("I'll call you on Friday. I'll check the March invoice by Thursday.")
        return office

    def claim(self, office: Office, text: str, person: Person | None = ANA) -> str | None:
        """The sentence found for a claim outside the thread."""
        found = office.ledger.match_claim(person, "elsewhere", text, "en")
        return found.sentence if found else None

    def test_a_true_claim_shows_our_own_sentence(self, promised: Office) -> None:
        """The exact words, of the promise that is meant."""
        assert self.claim(promised, "You promised to call me!") == "I'll call you on Friday."
        invoice = "I'll check the March invoice by Thursday."
        assert self.claim(promised, "You said you were checking my invoice.") == invoice

    def test_a_false_claim_finds_nothing(self, promised: Office) -> None:
        """What was never written is not found, though promises exist."""
        assert self.claim(promised, "You promised me a full refund by Friday.") is None

    def test_no_record_of_the_person_finds_nothing(self, promised: Office) -> None:
        """Other people's promises are not theirs."""
        stranger = Person(address="bo@else.example")
        assert self.claim(promised, "You promised to call me!", stranger) is None
        assert self.claim(promised, "You promised to call me!", None) is None

    def test_a_dropped_row_was_no_promise(self, promised: Office) -> None:
        """What the user took back as no promise proves no claim."""
        for row in promised.ledger.promises():
            promised.ledger.drop(row.id)
        assert self.claim(promised, "You promised to call me!") is None
