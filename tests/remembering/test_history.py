"""Timings and sums: what the store keeps of mails, and what it never keeps."""

from __future__ import annotations

from datetime import timedelta

from helper.contracts import Mail, Person
from helper.remembering.past.retention import forget_person
from tests.promising import rhythm_rules
from tests.remembering.office import ANA, BERLIN, PROMISE, Desk, mail, reading

RHYTHM = rhythm_rules()


def answers(desk: Desk, work: str = "support") -> list[int]:
    """Working minutes to the answers of one kind of work, in Berlin."""
    return desk.history.answer_minutes(work, RHYTHM, BERLIN)


def test_answers_are_measured_in_working_minutes(desk: Desk) -> None:
    """From Wednesday 11:00 to Thursday 10:00 are eight working hours (#13392)."""
    desk.receive("t1")
    desk.later(hours=23)
    desk.send("It works again now.", thread="t1")
    assert answers(desk) == [8 * 60]
    assert answers(desk, "complaint") == []


def test_a_weekend_is_no_waiting_time(desk: Desk) -> None:
    """Friday 17:00 to Monday 09:30 is an hour and a half (wishes 5)."""
    desk.later(days=2, hours=6)
    desk.receive("t1")
    desk.later(days=2, hours=16, minutes=30)
    desk.send("It works again now.", thread="t1")
    assert answers(desk) == [90]


def test_only_the_first_answer_to_a_mail_counts(desk: Desk) -> None:
    """A second mail in the thread is no second answer to the same question."""
    desk.receive("t1")
    for _ in range(2):
        desk.later(hours=1)
        desk.send("It works again now.", thread="t1")
    assert answers(desk) == [60]


def test_a_reply_answers_the_latest_mail_before_it(desk: Desk) -> None:
    """Mails in other threads, accounts and apps are not answered by it."""
    desk.receive("t1")
    desk.later(hours=1)
    desk.receive("t2")
    desk.later(hours=1)
    desk.send("It works again now.", thread="t1")
    assert answers(desk) == [120]


def test_a_mail_of_ones_own_answers_nothing(desk: Desk) -> None:
    """A new mail without a thread, and one sent before any came, are no answers."""
    desk.send("Welcome!", thread=None)
    desk.later(minutes=1)
    desk.receive("t1")
    assert answers(desk) == []


def test_first_responses_leave_out_later_rounds(desk: Desk) -> None:
    """Only the first mail of each thread tells how fast we first respond."""
    for hours in (1, 3):
        desk.receive("t1")
        desk.later(hours=hours)
        desk.send("It works again now.", thread="t1")
        desk.later(minutes=1)
    since = desk.now - timedelta(days=1)
    minutes = desk.history.first_response_minutes(since, desk.now, RHYTHM, BERLIN)
    assert minutes == [60]
    assert sorted(answers(desk)) == [60, 180]


def test_a_mail_opened_twice_is_one_mail(desk: Desk) -> None:
    """The second look only updates the reading."""
    desk.receive("t1", level=1)
    desk.receive("t1", level=3)
    rows = desk.store.db.execute("SELECT level FROM mails").fetchall()
    assert [row["level"] for row in rows] == [3]


def test_the_sums_of_a_week(desk: Desk) -> None:
    """Read by kind, answered, thanks, promised, kept, broken (B80); practice never counts."""
    since = desk.now
    desk.receive("t1")
    desk.receive("t2", kind="complaint")
    desk.receive("t3", kind=None, thanks=True)
    desk.later(minutes=5)
    (kept,) = desk.send(PROMISE, thread="t1").promises
    desk.later(minutes=5)
    desk.send(PROMISE, thread="t2")
    desk.later(minutes=5)
    desk.send(PROMISE, thread="p", app="practice")
    desk.later(minutes=5)
    desk.send("I'll look into it.", thread="t3")
    desk.ledger.done(kept.id)
    desk.later(days=3)
    desk.ledger.mark_missed(desk.now)
    sums = desk.history.sums(since, desk.now)
    assert sums.read == {"support": 1, "complaint": 1, "none": 1}
    assert (sums.answered, sums.thanks) == (3, 1)
    assert (sums.promised, sums.kept, sums.broken) == (2, 1, 1)
    later = desk.history.sums(desk.now, desk.now + timedelta(days=7))
    assert (later.read, later.answered, later.promised) == ({}, 0, 0)


def test_ones_own_addresses_are_known_from_the_mail_pages(desk: Desk) -> None:
    """Where a mail is read or sent, the page says whose mailbox it is."""
    assert desk.history.accounts() == []
    desk.receive("t1")
    assert desk.history.accounts() == ["me@shop.example"]


def test_forgetting_a_person_leaves_nothing_of_them(desk: Desk) -> None:
    """Mails, replies, promises and their history go; other people stay."""
    bo = Person(name="Bo", address="bo@else.example")
    for person, thread in ((ANA, "t1"), (bo, "t2")):
        given = mail(thread, desk.now, person)
        desk.history.note_mail(given, reading(), desk.now, "invoice", thanks=False)
        desk.later(minutes=5)
        desk.send(PROMISE, thread=thread, recipients=(person,))
    assert forget_person(desk.store, Person(address="ana@SHOP.example"))
    assert [one.person for one in desk.ledger.promises()] == [bo]
    for table in ("people", "mails", "replies", "promises", "events"):
        count = desk.store.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        assert count == 1, table
    assert not forget_person(desk.store, ANA)


def test_the_file_holds_no_text_of_a_mail(desk: Desk) -> None:
    """Neither the mail read nor the one sent is stored; only the sentence that promises is."""
    given = Mail(
        text="my secret complaint",
        sender=ANA,
        received=desk.now,
        app="gmail",
        thread="t1",
        message="m1",
    )
    given_reading = reading(text="my secret complaint")
    desk.history.note_mail(given, given_reading, desk.now, "invoice", thanks=False)
    desk.later(minutes=5)
    desk.send(f"My private musings. {PROMISE}", thread="t1")
    desk.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = desk.store.path.read_bytes()
    assert PROMISE.encode() in content
    assert b"secret complaint" not in content
    assert b"private musings" not in content


def test_a_matter_lasts_until_the_last_word(desk: Desk) -> None:
    """From the first mail of a thread to the last reply in it, per kind of work (B41)."""
    desk.receive("t1")
    for _ in range(2):
        desk.later(hours=1)
        desk.send("It works again now.", thread="t1")
    assert desk.history.resolution_minutes("support", RHYTHM, BERLIN) == [120]
    assert desk.history.resolution_minutes("complaint", RHYTHM, BERLIN) == []


def test_asking_whether_it_held_prolongs_no_matter(desk: Desk) -> None:
    """What is sent once they gave thanks, or once all is kept, is no work on it (B58)."""
    desk.receive("t1")
    desk.later(hours=1)
    desk.send(PROMISE, thread="t1")
    desk.later(hours=1)
    desk.send("Here is the report, it is attached.", thread="t1")
    desk.later(days=5)
    desk.send("Did it hold?", thread="t1")
    assert desk.history.resolution_minutes("support", RHYTHM, BERLIN) == [120]
