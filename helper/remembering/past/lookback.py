"""What the week leaves behind: thanks, threads that calmed down, times that were kept.

Questions to the store for the private mirror (B80); `helper.resting` reckons with the answers.
Practice mail is left out of every one.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from helper.contracts import FRUSTRATED, UNEASY, GoodReply, Person, Thanks
from helper.store import Store, to_text

MOST_RECOVERED = 20
MOST_ABOUTS = 3000
"""The latest mails that speak for what people ask about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A promise with a time that has ended: made, due, closed."""

    made: datetime
    due: datetime
    closed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What one mail was about, in the few words that are kept of it, and who wrote it."""

    text: str
    language: str
    person: Person
    kind: str
    cause: str | None


class Lookback:
    """The past of one store, between two moments: from ``since`` on, before ``until``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def thanks(self, since: datetime, until: datetime) -> tuple[Thanks, ...]:
        """Who said thank you, in order."""
        rows = self._store.db.execute(
            """SELECT received, about, name, address FROM mails
            JOIN people ON people.id = mails.person
            WHERE thanks = 1 AND received >= ? AND received < ? AND app != 'practice'
            ORDER BY received""",
            _span(since, until),
        )
        return tuple(
            Thanks(when=_moment(row["received"]), person=_person(row), about=row["about"])
            for row in rows
        )

    def recovered(self, since: datetime, until: datetime) -> tuple[Thanks, ...]:
        """Who was frustrated and has thanked since, the latest first; about what it was (B62)."""
        rows = self._store.db.execute(
            """SELECT max(later.received) AS received, name, address,
                (SELECT hot.about FROM mails AS hot WHERE hot.person = later.person
                    AND hot.received < later.received AND hot.level >= ?
                    AND hot.app != 'practice' ORDER BY hot.received DESC LIMIT 1) AS trouble
            FROM mails AS later JOIN people ON people.id = later.person
            WHERE later.thanks = 1 AND later.received >= ? AND later.received < ?
                AND later.app != 'practice'
            GROUP BY people.id HAVING trouble IS NOT NULL ORDER BY 1 DESC LIMIT ?""",
            (FRUSTRATED, *_span(since, until), MOST_RECOVERED),
        )
        return tuple(
            Thanks(when=_moment(row["received"]), person=_person(row), about=row["trouble"])
            for row in rows
        )

    def good_reply(self, since: datetime, until: datetime) -> GoodReply | None:
        """The reply to the hottest mail that was thanked for later in its thread."""
        row = self._store.db.execute(
            """SELECT replies.sent, mails.about, mails.level, name, address
                FROM replies JOIN mails ON mails.id = replies.answers
                JOIN people ON people.id = mails.person
                WHERE replies.sent >= ? AND replies.sent < ? AND mails.app != 'practice'
                    AND mails.level >= ?
                    AND EXISTS (SELECT 1 FROM mails AS later WHERE later.thanks = 1
                        AND later.app = mails.app AND later.account = mails.account
                        AND later.thread = mails.thread AND later.received > replies.sent)
                ORDER BY mails.level DESC, replies.sent DESC LIMIT 1""",
            (*_span(since, until), UNEASY),
        ).fetchone()
        if row is None:
            return None
        return GoodReply(
            sent=_moment(row["sent"]), person=_person(row), about=row["about"], level=row["level"]
        )

    def ended(self, since: datetime, until: datetime) -> list[Span]:
        """Promises with a time that were kept or missed."""
        rows = self._store.db.execute(
            """SELECT made, due, closed FROM promises
            WHERE closed >= ? AND closed < ? AND due IS NOT NULL AND app != 'practice'
                AND state IN ('kept', 'broken') AND form = 'explicit'""",
            _span(since, until),
        )
        return [
            Span(made=_moment(row["made"]), due=_moment(row["due"]), closed=_moment(row["closed"]))
            for row in rows
        ]

    def levels(self, since: datetime, until: datetime) -> list[tuple[int, int]]:
        """The first and the last level of each thread that holds more than one mail of theirs.

        The thread counts in the week of its last mail.
        """
        rows = self._store.db.execute(
            """SELECT last.level AS last, (SELECT first.level FROM mails AS first
                    WHERE first.app = last.app AND first.account = last.account
                    AND first.thread = last.thread AND first.level IS NOT NULL
                    ORDER BY first.received, first.id LIMIT 1) AS first
            FROM mails AS last
            WHERE last.received >= ? AND last.received < ? AND last.app != 'practice'
                AND last.level IS NOT NULL AND last.thread != ''
                AND NOT EXISTS (SELECT 1 FROM mails AS later WHERE later.app = last.app
                    AND later.account = last.account AND later.thread = last.thread
                    AND later.level IS NOT NULL
                    AND (later.received, later.id) > (last.received, last.id))
                AND EXISTS (SELECT 1 FROM mails AS other WHERE other.app = last.app
                    AND other.account = last.account AND other.thread = last.thread
                    AND other.level IS NOT NULL AND other.id != last.id)""",
            _span(since, until),
        )
        return [(row["first"], row["last"]) for row in rows]

    def abouts(self, since: datetime, until: datetime) -> list[About]:
        """What customers' mails were about, the latest first.

        Thanks under a subject they asked about before ask nothing new.
        """
        rows = self._store.db.execute(
            """SELECT about, language, kind, cause, name, address FROM mails
            LEFT JOIN people ON people.id = mails.person
            WHERE received >= ? AND received < ? AND app != 'practice' AND about != ''
                AND kind IN ('support', 'complaint', 'new_work')
                AND NOT (thanks = 1 AND EXISTS (SELECT 1 FROM mails AS first
                    WHERE first.person IS mails.person AND first.about = mails.about
                        AND first.received < mails.received))
            ORDER BY received DESC LIMIT ?""",
            (*_span(since, until), MOST_ABOUTS),
        )
        return [
            About(
                text=row["about"],
                language=row["language"],
                person=_person(row),
                kind=row["kind"],
                cause=row["cause"],
            )
            for row in rows
        ]

    def names(self) -> list[str]:
        """Every name that is known, and what stands before the @, so that an export hides them."""
        rows = self._store.db.execute("SELECT name, address FROM people")
        parts = (part for row in rows for part in (row["name"], row["address"]))
        return [part.partition("@")[0] for part in parts if part]


def _span(since: datetime, until: datetime) -> tuple[str, str]:
    return to_text(since), to_text(until)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _person(row: sqlite3.Row) -> Person:
    return Person(name=row["name"], address=row["address"])
