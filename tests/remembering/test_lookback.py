"""What the week leaves behind in the store; practice is left out of every question."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from helper.remembering.past.lookback import Lookback
from helper.store import to_text
from tests.clock import NOW

if TYPE_CHECKING:
    from helper.store import Store

WEEK = (NOW - timedelta(days=3), NOW + timedelta(days=1))


def put_mail(  # noqa: PLR0913 - one argument for each column that matters
    store: Store, thread: str, level: int | None, at: datetime, *, thanks: bool = False,
    app: str = "gmail", about: str = "The bag",
) -> None:  # fmt: skip
    """A mail of Ana's."""
    with store.transaction() as db:
        db.execute(
            """INSERT INTO people (id, key, name, address)
            VALUES (1, 'a', 'Ana Lima', 'ana@x.test') ON CONFLICT DO NOTHING"""
        )
        db.execute(
            """INSERT INTO mails (app, account, thread, message, person, received, opened,
                language, kind, level, about, thanks)
            VALUES (?, '', ?, ?, 1, ?, ?, 'en', 'support', ?, ?, ?)""",
            (app, thread, to_text(at), to_text(at), to_text(at), level, about, thanks),
        )


def put_promise(store: Store, state: str, hours: int, app: str = "gmail") -> None:
    """A promise for ten hours after `NOW` less a day, closed so many hours after it was made."""
    made = NOW - timedelta(days=1)
    with store.transaction() as db:
        db.execute(
            """INSERT INTO promises (state, form, sentence, due, zone, made, app, account,
                language, closed) VALUES (?, 'explicit', 'x', ?, 'UTC', ?, ?, '', 'en', ?)""",
            (
                state,
                to_text(made + timedelta(hours=10)),
                to_text(made),
                app,
                to_text(made + timedelta(hours=hours)),
            ),
        )


def test_a_thread_counts_in_the_week_of_its_last_mail(store: Store) -> None:
    """First and last level of threads with more than one mail; unread ones do not count."""
    old = NOW - timedelta(days=20)
    put_mail(store, "a", 4, old)
    put_mail(store, "a", 2, old + timedelta(days=1))
    put_mail(store, "a", 0, NOW)
    put_mail(store, "b", 3, NOW)
    put_mail(store, "c", 3, old)
    put_mail(store, "c", 1, old + timedelta(days=1))
    put_mail(store, "d", 1, NOW - timedelta(hours=2))
    put_mail(store, "d", None, NOW - timedelta(hours=1))
    put_mail(store, "e", 1, NOW - timedelta(hours=2), app="practice")
    put_mail(store, "e", 3, NOW - timedelta(hours=1), app="practice")

    assert Lookback(store).levels(*WEEK) == [(4, 0)]


def test_promises_that_ended_tell_their_three_moments(store: Store) -> None:
    """Kept and missed ones; dropped, renegotiated and practised ones say nothing about times."""
    for state in ("kept", "broken", "dropped", "renegotiated", "open"):
        put_promise(store, state, 5)
    put_promise(store, "kept", 5, app="practice")

    found = Lookback(store).ended(*WEEK)
    assert [(one.closed - one.made, one.due - one.made) for one in found] == [
        (timedelta(hours=5), timedelta(hours=10))
    ] * 2


def test_thanks_come_with_date_and_sender(store: Store) -> None:
    """In order, of this week only, without practice."""
    for days in (30, 2, 1):
        put_mail(store, f"t{days}", 0, NOW - timedelta(days=days), thanks=True)
    put_mail(store, "p", 0, NOW, thanks=True, app="practice")

    found = Lookback(store).thanks(*WEEK)
    assert [one.when for one in found] == [NOW - timedelta(days=2), NOW - timedelta(days=1)]
    assert {one.person.name for one in found} == {"Ana Lima"}


def test_a_thank_you_in_another_thread_makes_no_good_reply(store: Store) -> None:
    """Only what was thanked for later, in the same thread."""
    put_mail(store, "a", 3, NOW - timedelta(hours=3))
    put_mail(store, "b", 0, NOW, thanks=True)
    with store.transaction() as db:
        db.execute(
            """INSERT INTO replies (id, app, account, thread, person, sent, answers)
            VALUES ('r', 'gmail', '', 'a', 1, ?, 1)""",
            (to_text(NOW - timedelta(hours=2)),),
        )
    assert Lookback(store).good_reply(*WEEK) is None

    put_mail(store, "a", 0, NOW, thanks=True)
    found = Lookback(store).good_reply(*WEEK)
    assert found is not None
    assert (found.level, found.about, found.sent) == (3, "The bag", NOW - timedelta(hours=2))


@pytest.mark.parametrize("name", ["Ana Lima", "ana"])
def test_every_known_name_can_be_hidden(store: Store, name: str) -> None:
    """The name, and what stands before the @."""
    put_mail(store, "a", 0, NOW)

    assert name in Lookback(store).names()


def test_what_mails_were_about_the_latest_first(store: Store) -> None:
    """In the few words that are kept; a mail without any says nothing."""
    put_mail(store, "a", 0, NOW - timedelta(hours=2), about="Old")
    put_mail(store, "b", 0, NOW - timedelta(hours=1), about="New")
    put_mail(store, "c", 0, NOW, about="")

    assert [one.text for one in Lookback(store).abouts(*WEEK)] == ["New", "Old"]


def test_thanks_for_an_answer_ask_nothing_new(store: Store) -> None:
    """B79: what is asked about is counted where it was asked, not where it was thanked for."""
    put_mail(store, "a", 2, NOW - timedelta(hours=2), about="Late parcel")
    put_mail(store, "a", 0, NOW - timedelta(hours=1), about="Late parcel", thanks=True)
    put_mail(store, "b", 0, NOW, about="Second parcel", thanks=True)

    assert [one.text for one in Lookback(store).abouts(*WEEK)] == ["Second parcel", "Late parcel"]


def test_recovered_people_were_frustrated_and_thanked_later(store: Store) -> None:
    """B62: oops into opportunity; thanks first and trouble later is no recovery."""
    before, after = WEEK
    put_mail(store, "a", 0, NOW - timedelta(hours=9), thanks=True)
    put_mail(store, "b", 3, NOW - timedelta(hours=8), about="The bag")
    put_mail(store, "p", 3, NOW - timedelta(hours=7), app="practice", about="The bus")
    assert Lookback(store).recovered(before, after) == ()

    put_mail(store, "b", 0, NOW, thanks=True)

    (one,) = Lookback(store).recovered(before, after)
    assert (one.person.name, one.about, one.when) == ("Ana Lima", "The bag", NOW)
    assert Lookback(store).recovered(NOW + timedelta(seconds=1), after) == ()
