"""The time log: what can be known without watching anyone, right to the minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from helper.contracts import Reading, SentMail
from helper.remembering.past.attention import Attention
from helper.remembering.past.history import keep_reply
from helper.remembering.past.retention import forget_before
from tests.clock import NOW

if TYPE_CHECKING:
    from helper.store import Store


def reading(thread: str = "a", **changes: Any) -> Reading:
    """A hot mail of one thread."""
    known: dict[str, Any] = {
        "language": "en",
        "text": "",
        "level": 3,
        "score": 0.7,
        "confidence": 0.8,
        "kind": "support",
        "app": "gmail",
        "thread": thread,
    }
    return Reading(**{**known, **changes})


def reply(thread: str, at: datetime, number: int = 1) -> SentMail:
    """A reply in a thread."""
    return SentMail(
        id=f"s{number}", text="Done.", sent=at, zone="Europe/Berlin", app="gmail", thread=thread
    )


@pytest.fixture
def log(store: Store) -> Attention:
    """An empty log."""
    return Attention(store)


def after(minutes: float) -> datetime:
    """So long after the start."""
    return NOW + timedelta(minutes=minutes)


def minutes(log: Attention) -> list[tuple[str, float]]:
    """Threads with their minutes, in order."""
    found = log.stretches(NOW - timedelta(days=1), NOW + timedelta(days=1))
    return [(one.thread, (one.end - one.start).total_seconds() / 60) for one in found]


def test_time_between_two_signs_belongs_to_the_first(log: Attention) -> None:
    """Reading, then typing, then the next mail: what lies between was spent on the one before."""
    for at, thread in [(0, "a"), (2, "a"), (4, "a"), (7, "b"), (8, "b")]:
        log.note(reading(thread), after(at))

    assert minutes(log) == [("a", 7), ("b", 1)]


def test_a_long_silence_was_spent_elsewhere(log: Attention) -> None:
    """Lunch is not counted: more than five minutes without a sign are nobody's."""
    for at, thread in [(0, "a"), (3, "a"), (60, "a"), (62, "b")]:
        log.note(reading(thread), after(at))

    assert minutes(log) == [("a", 3), ("a", 2), ("b", 0)]


def test_typing_does_not_wear_out_the_disk(log: Attention, store: Store) -> None:
    """Signs a second apart write once in fifteen seconds, and lose no time."""
    for second in range(121):
        log.note(reading(), NOW + timedelta(seconds=second))
    before = store.db.total_changes
    log.note(reading(), NOW + timedelta(seconds=122))

    assert minutes(log) == [("a", 2)]
    assert store.db.total_changes == before


def test_a_clock_set_back_counts_nothing_twice(log: Attention) -> None:
    """A negative gap begins a new stretch."""
    for at in (0, 3, -30, -28):
        log.note(reading(), after(at))

    assert sorted(length for _, length in minutes(log)) == [2, 3]


@pytest.mark.parametrize("changes", [{"app": "practice"}, {"app": "file"}, {"thread": None}])
def test_practice_and_files_leave_no_trace(log: Attention, changes: dict[str, Any]) -> None:
    """Only real mail in a thread is logged."""
    log.note(reading(**changes), NOW)

    assert minutes(log) == []


def test_stretches_are_cut_at_the_question(log: Attention) -> None:
    """Half of what began before midnight counts for the day after."""
    for at in (0, 4):
        log.note(reading(), after(at))

    (one,) = log.stretches(after(1), after(3))
    assert (one.start, one.end) == (after(1), after(3))
    assert log.stretches(after(4), after(9)) == []


def test_a_reply_knows_the_time_that_went_into_it(log: Attention, store: Store) -> None:
    """Reading and typing since the last reply in the thread; a report repeated changes nothing."""
    for number, (begin, end) in enumerate([(0, 4), (60, 63)], start=1):
        log.note(reading(), after(begin))
        log.note(reading(), after(end))
        mail = reply("a", after(end + 1), number)
        keep_reply(store.db, mail)
        log.sent(mail)
        log.sent(mail)

    assert sorted(log.answer_minutes()) == [4, 5]


def test_a_reply_from_elsewhere_has_no_time(log: Attention, store: Store) -> None:
    """Sent from the phone: nothing was seen, so nothing is said about how long it took."""
    mail = reply("a", NOW)
    keep_reply(store.db, mail)
    log.sent(mail)

    assert log.answer_minutes() == []


def test_what_is_older_than_wanted_is_forgotten(log: Attention, store: Store) -> None:
    """Time, mails and replies go; a promise that is still open stays, and its person with it."""
    log.note(reading(), after(0))
    log.note(reading(), after(4))
    with store.transaction() as db:
        db.execute("INSERT INTO people (id, key) VALUES (1, 'ana'), (2, 'ben')")
        db.execute(
            """INSERT INTO promises
                (state, form, sentence, zone, made, person, app, account, language)
            VALUES ('open', 'explicit', 'x', 'UTC', '2020-01-01', 1, 'gmail', '', 'en'),
                ('dropped', 'explicit', 'y', 'UTC', '2020-01-01', 2, 'gmail', '', 'en')"""
        )
        db.execute("UPDATE promises SET closed = '2020-01-02' WHERE state = 'dropped'")

    forget_before(store, after(60))

    assert minutes(log) == []
    left = store.db.execute("SELECT sentence, key FROM promises, people").fetchall()
    assert [tuple(row) for row in left] == [("x", "ana")]
