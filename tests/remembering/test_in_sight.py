"""Nothing owed leaves the list in silence, and no tap falls on another promise (B55, B56)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from helper.contracts import Person
from helper.desk.desk import Desk
from helper.settings import Settings
from tests.remembering.office import PROMISE, Office

if TYPE_CHECKING:
    from helper.contracts import Promise
    from helper.remembering.reminding.notices import Notice

ANOTHER = "I'll send you the invoice by Friday 15:00."
MOVED = "I need more time: I'll write to you with what I've found by Monday 12:00 instead."
DONE = "Here's what I've found: the cable was loose. I've fixed it."
BEN = Person(name="Ben", address="ben@shop.example")


@dataclass
class Screen:
    """A desktop on which every notice stays until it is taken away."""

    shown: list[Notice] = field(default_factory=list)

    def check(self) -> bool:
        """It is there."""
        return True

    def show(self, notice: Notice) -> bool:
        """Show it."""
        self.shown.append(notice)
        return True

    def clear(self, promise: int) -> None:
        """Take away what is about a promise."""
        self.shown = [one for one in self.shown if promise not in one.promises]

    def about(self) -> frozenset[int]:
        """What the notices are about."""
        return frozenset(number for one in self.shown for number in one.promises)


@pytest.fixture
def screen() -> Screen:
    """An empty desktop."""
    return Screen()


@pytest.fixture
def whole(office: Office, screen: Screen) -> Desk:
    """The whole desk over the office's store and clock."""
    settings = Settings(zone="Europe/Berlin", notify="desktop")
    return Desk(lambda: office.book, office.store, settings, lambda: office.now, screen)


def waiting(office: Office) -> list[int]:
    """The list of the panel."""
    office.ledger.mark_missed(office.now)
    return [one.id for one in office.ledger.promises(waiting=True)]


def missed(office: Office, whole: Desk, **changes: object) -> Promise:
    """A promise that slipped, of which the user was told."""
    (row,) = office.send(PROMISE, **changes).promises
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


def test_a_snoozed_miss_comes_back(office: Office, whole: Desk, screen: Screen) -> None:
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
