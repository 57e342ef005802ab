"""Last time with this person: what it was, how it ended, how often we failed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from helper.contracts import Person, SentMail
from helper.remembering.past.contacts import addressed, key_of, person_id
from tests.remembering.office import ANA, PROMISE, Desk

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)


def test_the_last_problem_is_remembered_with_its_end(desk: Desk) -> None:
    """B59: what it was, when, how hot, and that it was answered."""
    desk.receive("t1", about="invoice 4711", level=3)
    when = desk.now
    desk.later(hours=2)
    desk.send("You were charged twice; it is corrected now.", thread="t1")
    desk.later(days=5)
    card = desk.contacts.last_time(ANA, desk.now, thread="t2")
    assert card is not None
    assert (card.when, card.about, card.level) == (when, "invoice 4711", 3)
    assert (card.outcome, card.failures) == ("answered", 0)


def test_a_friendly_end_does_not_cool_what_was(desk: Desk) -> None:
    """The problem was as hot as the hottest mail of its thread, not as the thanks behind it."""
    desk.receive("t1", about="invoice 4711", level=3)
    desk.later(days=1)
    desk.receive("t1", about="invoice 4711", level=0)
    desk.later(days=5)
    card = desk.contacts.last_time(ANA, desk.now, thread="t2")
    assert card is not None
    assert card.level == 3


@pytest.mark.parametrize("outcome", ["open", "kept", "broken"])
def test_the_end_follows_the_promise(desk: Desk, outcome: str) -> None:
    """How the promise of that thread ended is how the last time ended."""
    desk.receive("t1", about="invoice")
    desk.later(minutes=5)
    (row,) = desk.send(PROMISE, thread="t1").promises
    if outcome == "kept":
        desk.ledger.done(row.id)
    desk.later(days=2)
    if outcome == "broken":
        desk.ledger.mark_missed(desk.now)
    card = desk.contacts.last_time(ANA, desk.now + timedelta(days=1))
    assert card is not None
    assert (card.outcome, card.failures) == (outcome, int(outcome == "broken"))


def test_silence_is_remembered_as_such(desk: Desk) -> None:
    """A mail nobody answered ended unanswered."""
    desk.receive("t1")
    card = desk.contacts.last_time(ANA, desk.now + timedelta(days=1))
    assert card is not None
    assert card.outcome == "unanswered"


def test_the_present_thread_and_later_mails_are_not_last_time(desk: Desk) -> None:
    """The card looks back from the open mail, and outside its own thread."""
    desk.receive("t1")
    assert desk.contacts.last_time(ANA, desk.now + timedelta(days=1), thread="t1") is None
    assert desk.contacts.last_time(ANA, desk.now) is None


def test_thanks_and_newsletters_are_no_problem(desk: Desk) -> None:
    """A mail of no kind is not shown as the last problem."""
    desk.receive("t1", kind="none", level=0)
    assert desk.contacts.last_time(ANA, desk.now + timedelta(days=1)) is None


def test_failures_count_for_ninety_days(desk: Desk) -> None:
    """B60: a second failure is a different case while the first is fresh."""
    desk.receive("t1")
    desk.later(minutes=5)
    desk.send(PROMISE, thread="t1")
    desk.later(days=2)
    desk.ledger.mark_missed(desk.now)
    assert desk.contacts.failures(ANA, desk.now) == 1
    assert desk.contacts.failures(ANA, desk.now + timedelta(days=88)) == 1
    assert desk.contacts.failures(ANA, desk.now + timedelta(days=91)) == 0
    assert desk.contacts.failures(Person(address="bo@else.example"), desk.now) == 0


def test_a_second_failure_in_one_thread_is_seen(desk: Desk) -> None:
    """B60: the first broken promise is what its thread is about, the next one a second failure.

    It needs no earlier mail of theirs: whom we wrote to first can be failed twice as well.
    """
    desk.send(PROMISE, thread="t1")
    desk.later(days=2)
    desk.ledger.mark_missed(desk.now)
    assert desk.contacts.last_time(ANA, desk.now, thread="t1") is None
    desk.send(PROMISE, thread="t1")
    desk.later(days=10)
    desk.ledger.mark_missed(desk.now)
    card = desk.contacts.last_time(ANA, desk.now, thread="t1")
    assert card is not None
    assert (card.outcome, card.failures) == ("broken", 1)
    elsewhere = desk.contacts.last_time(ANA, desk.now, thread="t2")
    assert elsewhere is not None
    assert elsewhere.failures == 2


def test_last_time_is_another_matter(desk: Desk) -> None:
    """B59: of two broken promises the card tells of the one in another thread."""
    for thread, subject in (("t1", "The roof"), ("t2", "The boiler")):
        desk.send(PROMISE, thread=thread, subject=subject)
        desk.later(days=2)
        desk.ledger.mark_missed(desk.now)
    card = desk.contacts.last_time(ANA, desk.now, thread="t2")
    assert card is not None
    assert (card.about, card.failures) == ("The roof", 1)


def test_someone_shown_by_name_only_is_known_by_it(desk: Desk) -> None:
    """Outlook hides some addresses; nobody at all is nobody."""
    assert key_of(Person(name=" Ana Lima ")) == "ana lima"
    assert key_of(Person(name="Ana", address="A@x.example")) == "a@x.example"
    assert key_of(Person()) is None
    with desk.store.transaction() as db:
        assert person_id(db, None) is None
        assert person_id(db, Person(name="Ana")) == person_id(db, Person(name="ANA"))


def test_who_is_addressed() -> None:
    """Of several the one who is greeted; a name of blanks greets nobody, and stops nothing."""
    blank, bob = Person(name=" ", address="b@example.com"), Person(name="Bob Stone")
    mail = SentMail(
        id="s1", text="Hi Bob,\n\nI'll call.", sent=NOW, zone="UTC", recipients=(blank, bob)
    )
    assert addressed(mail) == bob
    assert addressed(replace(mail, recipients=(blank,))) == blank
