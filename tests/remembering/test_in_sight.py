"""Nothing owed leaves the list in silence, and no tap falls on another promise (B55, B56)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from helper.contracts import Person
from helper.desk.desk import Desk
from helper.settings import Settings
from helper.wire.mail import PromiseChange, PromiseQuery
from tests.remembering.office import PROMISE, Office, mail
from tests.screen import Desktop

if TYPE_CHECKING:
    from helper.contracts import Promise

ANOTHER = "I'll send you the invoice by Friday 15:00."
MOVED = "I need more time: I'll write to you with what I've found by Monday 12:00 instead."
DONE = "Here's what I've found: the cable was loose. I've fixed it."
BEN = Person(name="Ben", address="ben@shop.example")


@pytest.fixture
def screen() -> Desktop:
    """An empty desktop."""
    return Desktop()


@pytest.fixture
def whole(office: Office, screen: Desktop) -> Desk:
    """The whole desk over the office's store and clock."""
    settings = Settings(zone="Europe/Berlin", notify="desktop")
    return Desk(lambda: office.book, office.store, settings, lambda: office.now, screen)


def waiting(office: Office) -> list[int]:
    """The list of the panel."""
    office.ledger.mark_missed(office.now)
    return [one.id for one in office.ledger.promises(waiting=True)]


def missed(office: Office, whole: Desk, text: str = PROMISE, **changes: object) -> Promise:
    """A promise that slipped, of which the user was told."""
    (row,) = office.send(text, **changes).promises
    office.later(days=2, minutes=-30)  # Friday, 10:30 in Berlin, in a block
    assert [one.stage for one in whole.reminding.look(office.now)] == ["missed"]
    return row


def test_a_new_mail_to_somebody_else_is_no_word_about_a_miss(office: Office, whole: Desk) -> None:
    """A mail just composed has no thread yet: two of them need not be of one matter."""
    row = missed(office, whole, thread=None)
    office.later(hours=1)
    office.send("Hello, welcome aboard!", id="b", thread=None, subject="Hi", recipients=(BEN,))
    assert waiting(office) == [row.id]
    office.send("Hello, sorry about yesterday!", id="c", thread="t9", subject="New")
    assert waiting(office) == []


def test_what_is_told_late_stays_in_sight_for_as_long(office: Office, whole: Desk) -> None:
    """Back from two weeks away, the list shows what the notice tells."""
    (row,) = office.send(PROMISE).promises
    office.later(days=14, minutes=-30)
    assert [one.stage for one in whole.reminding.look(office.now)] == ["missed"]
    assert waiting(office) == [row.id]
    office.later(days=6)
    assert waiting(office) == [row.id]
    office.later(days=2)
    assert waiting(office) == []


def test_a_snoozed_miss_comes_back(office: Office, whole: Desk, screen: Desktop) -> None:
    """Its notice has that button: what it puts off is told again, once, unless it is settled."""
    row = missed(office, whole)
    whole.act("snooze", [row.id], lambda _link: True)
    assert screen.shown == []
    office.now = whole.promise(row.id).promise.snoozed or office.now
    assert [one.promise.id for one in whole.reminding.look(office.now)] == [row.id]
    assert whole.reminding.look(office.now) == ()
    whole.act("snooze", [row.id], lambda _link: True)
    office.later(minutes=5)
    office.send("Hello Ana, a word about yesterday.", id="word")
    office.now = whole.promise(row.id).promise.snoozed or office.now
    assert whole.reminding.look(office.now) == ()


def test_a_new_time_after_undo_moves_no_other_promise(office: Office, whole: Desk) -> None:
    """The row a mail had moved it to is gone with that mail; its number may be another's now."""
    (row,) = office.send(PROMISE).promises
    office.later(minutes=5)
    (heir,) = office.send(MOVED, id="moved").promises
    assert office.ledger.get(row.id).state == "renegotiated"
    whole.unsent("moved")
    new = office.now + timedelta(days=3)
    office.later(minutes=5)
    (other,) = office.send(ANOTHER, id="b", thread="t2", recipients=(BEN,)).promises
    assert other.id == heir.id  # SQLite gives a number again
    office.later(days=1, hours=5)
    assert office.ledger.mark_missed(office.now)
    assert office.ledger.renegotiate(row.id, new).sentence == row.sentence
    assert office.ledger.get(other.id).due == other.due


def test_undo_opens_only_what_that_mail_closed(office: Office, whole: Desk) -> None:
    """What the user closed meanwhile stays closed, also if a number is given again."""
    (row,) = office.send(PROMISE).promises
    office.later(minutes=5)
    office.send(MOVED, id="moved")
    whole.unsent("moved")
    office.ledger.drop(row.id)
    office.later(minutes=5)
    office.send(ANOTHER, id="b", thread="t2", recipients=(BEN,))
    whole.unsent("b")
    assert office.ledger.get(row.id).state == "dropped"


def test_a_stale_notice_goes_and_its_button_means_the_row_in_force(
    office: Office, whole: Desk, screen: Desktop
) -> None:
    """Moved by a mail, the old time is no longer told; who presses Done there means the new row."""
    (row,) = office.send(PROMISE).promises
    office.now += timedelta(days=1, hours=3)  # 14:00 in Berlin, in a block
    assert whole.reminding.look(office.now)
    (heir,) = office.send(MOVED, id="moved").promises
    whole.reminding.look(office.now)
    assert screen.shown == []
    whole.act("done", [row.id], lambda _link: True)
    assert office.ledger.get(row.id).state == "renegotiated"
    assert office.ledger.get(heir.id).state == "kept"


def test_a_notice_goes_once_an_import_finds_the_promise_kept(
    office: Office, whole: Desk, screen: Desktop
) -> None:
    """`aizuchi import` is a process of its own: the helper sees at its next look what it did."""
    office.send(PROMISE)
    office.now += timedelta(days=1, hours=3)  # 14:00 in Berlin, in a block
    assert whole.reminding.look(office.now)
    office.send(DONE, id="imported", app="file", account=None, thread="<1@mail>")
    assert whole.promises(PromiseQuery(state="open")) == []
    whole.reminding.look(office.now)
    assert screen.shown == []


def test_a_mail_reported_late_keeps_what_it_kept_in_time(office: Office, whole: Desk) -> None:
    """Sent while the helper was off: it was no miss, though the helper took it for one."""
    (row,) = office.send(PROMISE).promises
    office.later(hours=3)
    sent = office.mail(DONE, id="in time")
    office.later(days=2)
    assert waiting(office) == [row.id]
    assert [one.id for one in office.record(sent).kept] == [row.id]
    assert whole.promises(PromiseQuery(state="broken")) == []


def test_undo_gives_back_a_snooze_and_a_wish_to_tell(office: Office, whole: Desk) -> None:
    """A slip of the finger takes neither away."""
    (row,) = office.send(PROMISE).promises
    until = office.now + timedelta(hours=20)
    whole.change(row.id, PromiseChange(action="snooze", until=until))
    before = whole.change(row.id, PromiseChange(action="notice"))
    whole.change(row.id, PromiseChange(action="done"))
    assert whole.change(row.id, PromiseChange(action="reopen")) == before


def test_a_mail_is_reported_again_when_what_it_kept_is_gone(office: Office, whole: Desk) -> None:
    """A careful queue tells twice; what is gone meanwhile is left out."""
    (row,) = office.send(PROMISE, id="first").promises
    office.later(minutes=5)
    later = office.mail(DONE, id="again")
    assert [one.id for one in office.record(later).kept] == [row.id]
    whole.unsent("first")
    assert office.record(later).kept == ()


def test_undo_of_a_word_about_a_miss_leaves_it_missed(office: Office, whole: Desk) -> None:
    """It is not told anew, and a round that was let go stays so."""
    text = "I'll send you the numbers every Thursday at 15:00."
    row = missed(office, whole, text)
    (other,) = whole.promises(PromiseQuery(state="open"))
    whole.change(other.id, PromiseChange(action="drop"))
    whole.act("snooze", [row.id], lambda _link: True)
    before = whole.promises(PromiseQuery())
    office.send("I sent the numbers yesterday.", id="word")
    assert office.ledger.get(row.id).state == "kept"
    whole.unsent("word")
    assert whole.promises(PromiseQuery()) == before


def test_done_on_a_stale_notice_closes_no_row_that_was_moved(office: Office, whole: Desk) -> None:
    """The new row was missed as well meanwhile."""
    (row,) = office.send(PROMISE).promises
    office.later(minutes=5)
    (heir,) = office.send(MOVED, id="moved").promises
    office.later(days=9)
    whole.act("done", [row.id], lambda _link: True)
    assert office.ledger.get(row.id).state == "renegotiated"
    assert [one.what for one in office.ledger.events(heir.id)] == ["made", "broken", "done"]


def test_the_same_words_to_another_are_another_promise(office: Office, whole: Desk) -> None:
    """Told to two people of one thread within minutes, both wait for it."""
    whole.sent(office.mail(PROMISE, id="one"))
    office.later(minutes=2)
    whole.sent(office.mail(PROMISE, id="other", recipients=(BEN,)))
    assert {one.person.name for one in whole.promises(PromiseQuery())} == {"Ana", "Ben"}


def test_a_second_browser_reports_what_was_read_since(office: Office, whole: Desk) -> None:
    """Time spent with the thread since belongs to the next reply."""
    whole.sent(office.mail(PROMISE, id="one"))
    office.later(minutes=2)
    whole.read(mail("t1", office.now))
    report = whole.sent(office.mail(PROMISE, id="other"))
    assert [one.sentence for one in report.promises] == [PROMISE]
    assert len(whole.promises(PromiseQuery())) == 1
