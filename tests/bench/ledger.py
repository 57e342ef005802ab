"""How long the questions of every day take when the ledger is old: flat, or growing with it.

A ledger of many years is made in one go, by the database itself; of late it is as busy, and as
many promises are open, however old it is. Then the same questions are asked of a young one and
of an old one.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from helper.contracts import Mail, Person, SentMail
from helper.desk.desk import Desk
from helper.remembering.past.contacts import Contacts
from helper.rulebook import Rulebook
from helper.settings import Settings
from helper.store import Store, to_text
from helper.wire.mail import DraftRequest, PromiseQuery
from tests.bench.speed import processor_seconds

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
OPEN = 200
"""Open promises, however many there ever were."""
MINUTES = 10
"""From one mail to the next, day and night."""
EACH = 10
"""Every tenth mail was answered with a promise."""
YOUNG, OLD = 20_000, 1_000_000
"""Mails: those of half a year, which is as far back as anything looks, and of nineteen years."""
TIMES = 15
GOAL = 10
"""Milliseconds."""

_AGO = "strftime('%Y-%m-%dT%H:%M:%S+00:00', :now, printf('%+d minutes', -({minutes})))"
"""A moment as `to_text` writes it, so many minutes ago."""
_CAME, _OPENED = (_AGO.format(minutes=f"{late} + {MINUTES} * i") for late in (60, 50))
_SENT, _CLOSED = (_AGO.format(minutes=f"{late} + {MINUTES * EACH} * i") for late in (40, 30))
_DUE = f"CASE WHEN i <= {OPEN} THEN {_AGO.format(minutes='-(120 + 60 * i)')} ELSE {_CLOSED} END"
_OF_MAILS = (
    f"""mails (id, app, account, thread, message, person, received, opened, language, kind,
            level, about, thanks)
        SELECT i, 'gmail', 'me', 't' || (i / 2), 'm' || i, 1 + i % :people, {_CAME}, {_OPENED},
            'en', CASE i % 4 WHEN 0 THEN 'complaint' ELSE 'support' END, i % 5,
            'Where is order ' || i, i % 40 = 0""",
)
_OF_PROMISES = (
    f"""replies (id, app, account, thread, person, sent, answers, report)
        SELECT 's' || i, 'gmail', 'me', 't' || (i * {EACH} / 2), 1 + i * {EACH} % :people,
            {_SENT}, i * {EACH}, '{{}}'""",
    f"""promises (id, state, form, sentence, due, grain, zone, made, person, app, account,
            thread, subject, language, reply, closed)
        SELECT i, CASE WHEN i <= {OPEN} THEN 'open' WHEN i % 9 THEN 'kept' ELSE 'broken' END,
            'explicit', 'I will send you list ' || i || ' by then.', {_DUE}, 'minute',
            'Europe/Berlin', {_SENT}, 1 + i * {EACH} % :people, 'gmail', 'me',
            't' || (i * {EACH} / 2), 'Order ' || i, 'en', 's' || i,
            CASE WHEN i > {OPEN} THEN {_CLOSED} END""",
    f"events (promise, at, what) SELECT i, {_SENT}, 'made'",
    f"""notified (promise, stage, due, at, shown)
        SELECT i, 'soon', {_DUE}, {_CLOSED}, CASE WHEN i > {OPEN} THEN {_CLOSED} END""",
    f"""attention (app, account, thread, kind, level, start, end, reply)
        SELECT 'gmail', 'me', 't' || (i * {EACH} / 2), 'support', i % 5, {_SENT}, {_CLOSED},
            's' || i""",
)
_OF_PEOPLE = (
    """people (id, key, name, address)
        SELECT i, 'p' || i || '@example.com', 'Person ' || i, 'p' || i || '@example.com'""",
)


def fill(db: sqlite3.Connection, mails: int) -> None:
    """So many mails, the latest an hour old, with a tenth as many answers and promises."""
    people = mails // 50
    given = {"now": to_text(NOW), "people": people}
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT :many)"
    for many, tables in (
        (people, _OF_PEOPLE),
        (mails, _OF_MAILS),
        (mails // EACH, _OF_PROMISES),
    ):
        for table in tables:
            into, select, values = table.partition("SELECT")
            statement = f"INSERT INTO {into} {numbers} {select} {values} FROM n"
            db.execute(statement, {**given, "many": many})


def desk_over(store: Store, book: Rulebook) -> Desk:
    """A desk that shows its reminders in the browser, so that the scan is what is asked."""
    return Desk(lambda: book, store, Settings(zone="UTC", notify="browser"), lambda: NOW)


def questions(desk: Desk, store: Store) -> dict[str, Callable[[int], object]]:
    """What is asked at each look, mail and page; the number makes each one new."""
    contacts = Contacts(store)
    reading = desk.read(_mail(1))
    return {
        "list of what is open": lambda _: desk.promises(PromiseQuery(state="open")),
        "what one person was promised": lambda n: desk.promises(PromiseQuery(person=_who(n))),
        "due scan": lambda _: desk.reminding.waiting(),
        "last-time card": lambda n: contacts.last_time(Person(address=_who(n)), NOW),
        "reading a mail": lambda n: desk.read(_mail(n)),
        "drafting an answer": lambda _: desk.draft(DraftRequest(reading=reading)),
        "a sent mail": lambda n: desk.sent(_sent(n)),
        "today": lambda _: desk.day("UTC"),
        "digest": lambda _: desk.triage((), "UTC"),
        "mirror": lambda _: desk.insights("UTC"),
        "themes": lambda _: desk.themes(),
    }


def aged(book: Rulebook) -> Iterator[str]:
    """A line for each question, over the old ledger and the young one."""
    with tempfile.TemporaryDirectory() as folder:
        asked = []
        for mails in (YOUNG, OLD):
            store = Store(Path(folder) / f"{mails}.sqlite3")
            with store.transaction() as db:
                fill(db, mails)
            asked.append(questions(desk_over(store, book), store))
        young, old = asked
        size = f"{OLD // EACH:,} promises ({OPEN} open) and {OLD:,} mails"
        yield f"a ledger of {size} (goal: {GOAL} ms for list, scan and card; all of them flat):"
        for name in old:
            one, other = (_milliseconds(ask[name]) for ask in (old, young))
            yield f"  {name}: {one:.1f} ms, {one / other:.1f} x the young one's"


def _milliseconds(ask: Callable[[int], object]) -> float:
    """The median; the first call is one of warming up."""
    return 1000 * median(
        [processor_seconds(partial(ask, number)) for number in range(2, TIMES + 2)][1:]
    )


def _who(number: int) -> str:
    return f"p{number}@example.com"


def _mail(number: int) -> Mail:
    return Mail(
        text=f"Where is order {number}? You promised it by Friday.",
        app="gmail",
        account="me",
        thread=f"t{number}",
        message=f"new{number}",
        received=NOW,
        sender=Person(address=_who(number)),
    )


def _sent(number: int) -> SentMail:
    return SentMail(
        id=f"new{number}",
        text="I'll call you by Friday noon.",
        sent=NOW,
        zone="UTC",
        app="gmail",
        account="me",
        thread=f"t{number}",
        recipients=(Person(address=_who(number)),),
    )
