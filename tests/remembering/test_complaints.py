"""What users of other tools complain about, as tests of this room.

Each test names the complaint it answers; the numbers are issues of the projects named.

==  =============================================  ============================================
    complaint                                      what would fail if it came back
==  =============================================  ============================================
 1  warmbly#549: own mail counted as their answer  the_mail_with_the_promise_is_not_its_fulfilment
 2  warmbly#470: absence ends the reminding        an_absence_closes_nothing, after_an_absence_...
 3  inbox-zero#1164: reminded after it was kept    an_answer_before_the_deadline_ends_...
 4  inbox-zero#2676: reminded twice                the_same_thing_is_said_once
 5  inbox-zero#2588: weekends count                weekends_do_not_count
 6  inbox-zero#1274: nothing within a day          promises_of_less_than_a_day_are_warned_of_too
 7  nextcloud#3996: guesses who owes an answer     whether_they_answer_is_not_ours_to_guess
 8  nextcloud#12394: does not say it concluded     what_was_worked_out_says_so
 9  Mailspring#1225: must be flagged by hand       promises_are_found_without_a_flag_by_hand
10  Mailspring#1644: cannot be pushed back         a_reminder_can_be_pushed_back
11  Thunderbird-Follow-Up#17: no way to the mail   the_row_leads_back_to_the_mail
12  gastown#4413: mail that needs no answer        their_silence_is_never_counted
13  "another annoying reminder"                    whether_they_answer_..., soft_promises_never_...
14  nudges rub in that one is ignored              their_silence_is_never_counted
15  Dex#201, #206: soft promises nag               questions_maybes_and_..., soft_promises_never_...
16  cobrain#24: one kind of promise only           four_kinds_of_promise
17  instar#1630: an alarm each; date is not done   one_look_covers_all..., a_date_reached_is_no_...
18  priora#13: a guess shown as a fact             an_inferred_date_is_told_apart
19  dateparser#1196: weekdays lie behind           a_weekday_lies_ahead
20  natty#38, chrono#416: the server's tomorrow    tomorrow_is_the_users_tomorrow
21  cerb#1516: the server's clock                  a_clock_is_the_users_clock
22  jazz#437: past fires, evening before does not  past_times_do_not_..., the_evening_before_...
23  zammad#4432: at midnight and on weekends       nothing_rings_at_midnight_or_on_a_weekend
24  chatwoot#13392, freescout#3756: wall clock     deadlines_know_working_hours
25  freescout#398: no reminders in the core        reminders_know_people_and_stay_in_order
26  tasks#1388, #282: all at once in the morning   what_the_night_held_back_comes_as_one
==  =============================================  ============================================
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from helper.contracts import Person, SentMail
from helper.desk.desk import Desk
from helper.remembering.dates.due import resolve
from helper.remembering.finding.promises import find
from helper.remembering.reminding.reminders import Notified, soon_at, upcoming
from helper.resting.rhythm import may_speak
from helper.settings import Settings
from helper.store import Store
from tests.remembering.office import PROMISE, START, Office
from tests.screen import Screen

if TYPE_CHECKING:
    from helper.contracts import Promise, Reminder
    from helper.rulebook import Rulebook


def reminded(office: Office) -> list[Reminder]:
    """What is shown now if everything may speak, and marked as shown.

    Every row is asked about, whatever became of it; whether what was done did hold is another
    question than what was promised.
    """
    notified = Notified(office.store)
    plan = upcoming(office.ledger.promises(), office.now, office.book.rhythm)
    due = [one for one in plan if one.at <= office.now and one.stage != "held"]
    shown = [one for one in due if notified.claim(one, office.now)]
    for one in shown:
        notified.confirm(one, office.now)
    return shown


def due_in(zone: str, sent: datetime, text: str, book: Rulebook) -> str:
    """When ``text`` falls due, on the wall clock of ``zone``."""
    rules = book.remembering["en"]
    due = resolve(text, sent, ZoneInfo(zone), rules, book.rhythm).due
    assert due is not None
    return due.strftime("%a %Y-%m-%d %H:%M")


class TestClosing:
    """Complaints about follow-ups that end for the wrong reason, or never."""

    def test_the_mail_with_the_promise_is_not_its_fulfilment(self, office: Office) -> None:
        """warmbly#549: one's own follow-up counted as the answer."""
        (row,) = office.send(PROMISE).promises
        office.later(minutes=10)
        office.send("Thank you!")
        assert office.ledger.get(row.id).state == "open"

    def test_an_absence_closes_nothing(self, office: Office) -> None:
        """warmbly#470 and Mailspring: an auto-reply must not end the reminding."""
        (row,) = office.send(PROMISE).promises
        office.later(hours=1)
        office.send("Automatic reply: I am out of the office until Monday, 23 November.")
        assert office.ledger.get(row.id).state == "open"

    def test_after_an_absence_the_reminding_goes_on(self, office: Office) -> None:
        """warmbly#470: pause, do not end; a return date in the note is no promise either."""
        (row,) = office.send(PROMISE).promises
        office.later(hours=1)
        report = office.send("I'm out of the office and will be back on Monday, 23 November.")
        assert (report.promises, report.untimed) == ((), ())
        office.later(hours=22)
        assert [one.promise.id for one in reminded(office)] == [row.id]

    def test_an_answer_before_the_deadline_ends_the_reminding(self, office: Office) -> None:
        """inbox-zero#1164: no reminder after it was kept."""
        office.send(PROMISE)
        office.later(hours=1)
        office.send("You were charged twice because two jobs ran at once.")
        office.later(days=5)
        assert reminded(office) == []

    def test_a_date_reached_is_no_work_done(self, office: Office) -> None:
        """instar#1630: time alone never keeps a promise."""
        (row,) = office.send(PROMISE).promises
        office.later(days=4)
        office.ledger.mark_missed(office.now)
        assert office.ledger.get(row.id).state == "broken"


class TestReminding:
    """Complaints about reminders that come twice, too late, at night, or all at once."""

    def test_the_same_thing_is_said_once(self, office: Office) -> None:
        """inbox-zero#2676: reminded twice after the state changed."""
        (row,) = office.send(PROMISE).promises
        office.later(hours=22)
        assert [one.stage for one in reminded(office)] == ["soon"]
        office.ledger.want_notice(row.id)
        assert reminded(office) == []

    def test_promises_of_less_than_a_day_are_warned_of_too(self, office: Office) -> None:
        """inbox-zero#1274: reminders after less than a day."""
        (row,) = office.send("I'll send it by 1pm.").promises
        soon = soon_at(row, office.book.rhythm)
        assert soon is not None
        assert START < soon < START + timedelta(hours=2)

    def test_a_reminder_can_be_pushed_back(self, office: Office) -> None:
        """Mailspring#1644: snooze, and it comes back at that moment."""
        (row,) = office.send(PROMISE).promises
        office.later(hours=22)
        reminded(office)
        office.ledger.snooze(row.id, office.now + timedelta(hours=1))
        assert reminded(office) == []
        office.later(hours=1)
        assert [one.promise.id for one in reminded(office)] == [row.id]

    def test_one_look_covers_all_promises(self, office: Office) -> None:
        """instar#1630: one watcher, no alarm for each row."""
        for number in range(5):
            office.send(f"I'll send part {number} by Thursday 15:00.", thread=f"t{number}")
            office.later(minutes=1)
        office.later(days=1)
        assert len({one.promise.id for one in reminded(office)}) == 5

    def test_past_times_do_not_fire_at_once(self, office: Office, book: Rulebook) -> None:
        """jazz#437: "this morning" said in the evening is no reminder for now."""
        assert find("I called this morning.", START, ZoneInfo("UTC"), book, "en") == []
        office.send("I'll send what I wrote on 3 March 2020.")
        assert [one.due for one in office.ledger.promises()] == [None]
        assert reminded(office) == []


class TestFinding:
    """Complaints about what is found, and what is made of it."""

    def test_promises_are_found_without_a_flag_by_hand(self, office: Office) -> None:
        """Mailspring#1225: the information is already in the text."""
        assert len(office.send(PROMISE).promises) == 1

    def test_the_row_leads_back_to_the_mail(self, office: Office) -> None:
        """Thunderbird-Follow-Up-Extension#17: each follow-up links to its mail."""
        (row,) = office.send(PROMISE).promises
        assert (row.link, row.thread) == ("https://mail.example/t1", "t1")

    @pytest.mark.parametrize(
        "text",
        [
            "Thanks for letting me know!",
            "Noted.",
            "Did you get my last mail?",
            "I'd love to hear from you by Friday.",
            "Please answer by Friday.",
        ],
    )
    def test_their_silence_is_never_counted(self, office: Office, text: str) -> None:
        """gastown#4413, Google's nudges: only what I promised, never what they owe."""
        office.send(text)
        assert office.ledger.promises() == []

    def test_whether_they_answer_is_not_ours_to_guess(self, office: Office) -> None:
        """nextcloud#3996, "another annoying reminder": asking them makes nothing fall due."""
        office.send("Could you send me the log by Friday? I'd be glad of an answer tomorrow.")
        office.later(days=30)
        assert reminded(office) == []

    def test_what_was_worked_out_says_so(self, office: Office) -> None:
        """nextcloud#12394: users must be told what a machine concluded, and from which words."""
        (row,) = office.send("I'll call you at 5.").promises
        assert (row.sentence, row.due_text, row.inferred) == ("I'll call you at 5.", "5", True)

    @pytest.mark.parametrize(
        "text",
        ["Will I send it?", "Maybe I'll send it tomorrow.", "I sent it yesterday."],
    )
    def test_questions_maybes_and_the_past_are_guarded(self, office: Office, text: str) -> None:
        """Dex#201, #206: guards for soft promises."""
        office.send(text)
        assert office.ledger.promises() == []

    def test_soft_promises_never_remind(self, office: Office) -> None:
        """Dex#206: caught, offered once, never nagged about."""
        office.send("I'll look into it.")
        office.later(days=60)
        office.ledger.mark_missed(office.now)
        assert reminded(office) == []
        assert [one.state for one in office.ledger.promises()] == ["open"]

    @pytest.mark.parametrize(
        ("text", "form"),
        [
            ("I'll send it by Friday.", "explicit"),
            ("I'll look into it.", "implied"),
            ("I'll send an update every Friday.", "explicit"),
            ("Once the part arrives, I'll ship it.", "explicit"),
        ],
    )
    def test_four_kinds_of_promise(self, office: Office, text: str, form: str) -> None:
        """cobrain#24: time-bound, open-ended, recurring and dependent ones."""
        office.send(text)
        assert [one.form for one in office.ledger.promises()] == [form]

    def test_an_inferred_date_is_told_apart(self, book: Rulebook) -> None:
        """priora#13: an ambiguous date is never shown as a fact."""
        rules = book.remembering["en"]
        zone = ZoneInfo("UTC")
        assert resolve("by 5/6", START, zone, rules, book.rhythm).inferred
        assert not resolve("by 25/11", START, zone, rules, book.rhythm).inferred


class TestClocks:
    """Complaints about zones, weekdays and working hours."""

    def test_a_weekday_lies_ahead(self, book: Rulebook) -> None:
        """dateparser#1196: weekday names go to the past."""
        for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
            due = due_in("Europe/Berlin", START, f"on {day}, I'll be there", book)
            assert due.startswith(day)
            assert due > f"{day} 2026-11-18"

    @pytest.mark.parametrize(
        ("zone", "due"),
        [
            ("Asia/Tokyo", "Fri 2026-11-20 18:00"),
            ("America/Los_Angeles", "Thu 2026-11-19 18:00"),
            ("Europe/London", "Thu 2026-11-19 18:00"),
        ],
    )
    def test_tomorrow_is_the_users_tomorrow(self, zone: str, due: str, book: Rulebook) -> None:
        """natty#38, chrono#416: "tomorrow" by the server's zone."""
        late = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)
        assert due_in(zone, late, "tomorrow", book) == due

    def test_a_clock_is_the_users_clock(self, book: Rulebook) -> None:
        """cerb#1516: "reopen at 3pm" in the server's zone."""
        assert due_in("Asia/Tokyo", START, "at 9pm", book) == "Wed 2026-11-18 21:00"

    def test_weekends_do_not_count(self, book: Rulebook) -> None:
        """inbox-zero#2588: two business days from Friday are Tuesday."""
        friday = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
        due = due_in("Europe/Berlin", friday, "within two business days", book)
        assert due == "Tue 2026-11-24 18:00"

    @pytest.mark.parametrize(
        ("text", "due"),
        [
            ("within four working hours", "Mon 2026-11-23 11:00"),
            ("within two business days", "Tue 2026-11-24 18:00"),
            ("in three hours", "Fri 2026-11-20 19:00"),
        ],
    )
    def test_deadlines_know_working_hours(self, text: str, due: str, book: Rulebook) -> None:
        """chatwoot#13392, freescout#3756: office hours where they are meant, else the clock."""
        friday = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
        assert due_in("Europe/Berlin", friday, text, book) == due

    def test_the_evening_before_is_possible(self, office: Office) -> None:
        """jazz#437: a promise for the morning is warned of the day before."""
        row = office.send("I'll send it on Friday, 27 November, at 9:00.").promises[0]
        soon = soon_at(row, office.book.rhythm)
        assert soon is not None
        assert row.due is not None
        assert soon.date() < row.due.date()


class TestQuiet:
    """Complaints about when it rings."""

    @pytest.mark.parametrize(
        "at", ["2026-11-18 23:59", "2026-11-19 03:00", "2026-11-21 10:00", "2026-11-22 12:00"]
    )
    def test_nothing_rings_at_midnight_or_on_a_weekend(
        self, office: Office, book: Rulebook, at: str
    ) -> None:
        """zammad#4432: escalations at midnight and on weekends despite service times."""
        row = office.send("I'll send it today at 18:00.").promises[0]
        now = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(row.zone))
        for one in upcoming([row], START, book.rhythm):
            assert not may_speak(now, one, book.rhythm, ZoneInfo(row.zone))

    def test_what_the_night_held_back_comes_as_one(self, store: Store, book: Rulebook) -> None:
        """tasks#1388, #282: after quiet hours all ring at once, or they rang anyway."""
        now = START
        screen = Screen()
        settings = Settings(zone="Europe/Berlin", notify="desktop")
        desk = Desk(lambda: book, store, settings, lambda: now, screen)
        for number in range(3):
            text = f"I'll send you part {number} tonight at 2{number}:00."
            desk.sent(
                SentMail(id=f"{number}", text=text, sent=now, zone="Europe/Berlin", thread=text)
            )
        for hours in range(1, 26):
            now = START + timedelta(hours=hours)
            desk.reminding.look(now)
        *warned, morning = [notice.promises for notice in screen.shown]
        assert morning == (1, 2, 3)
        assert len(warned) <= 1, "the warning of the last block before, which is one as well"


def test_reminders_know_people_and_stay_in_order(office: Office) -> None:
    """freescout#398: reminding belongs to the core, with who and what in every reminder."""
    bo = Person(name="Bo", address="bo@else.example")
    office.send("I'll call you by Friday.", recipients=(bo,), thread="t2")
    office.later(minutes=1)
    office.send(PROMISE)
    plan = upcoming(office.ledger.promises(), office.now, office.book.rhythm)
    assert [one.at for one in plan] == sorted(one.at for one in plan)
    rows: set[Promise] = {one.promise for one in plan}
    assert {one.person.name for one in rows} == {"Ana", "Bo"}
