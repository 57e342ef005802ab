"""Who wrote and who was promised something: last time's problem, and how it ended (B59, B60).

A person is known by their address, or by name where the page shows no address. Practice mail
makes no history.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from helper.contracts import FRUSTRATED, LastTime, Person, SentMail
from helper.store import Store, to_moment, to_text
from helper.text import WIDE_LETTER, holds

RECENT = timedelta(days=90)
"""Failures further back no longer make the next one a second failure (B60)."""

_WIDE_NAME = 2
"""So many letters of a name in Han or kana are called: 田中様, of 田中太郎."""

Outcome = Literal["kept", "broken", "unsolved", "open", "answered", "unanswered"]


def key_of(person: Person | None) -> str | None:
    """What a person is found by: the address without case, else the name; ``None`` for neither."""
    if person is None:
        return None
    return (person.address or person.name or "").strip().casefold() or None


def is_one_of(person: Person, people: Sequence[Person | None]) -> bool:
    """Whether a promise to ``person`` was made to one of these, as far as that is known."""
    names = {name for one in people if one for name in _names(one)}
    theirs = _names(person)
    return not names or not theirs or not names.isdisjoint(theirs)


def _names(person: Person) -> set[str]:
    """A person's address and name: one writes from several addresses."""
    return {said.strip().casefold() for said in (person.address, person.name) if said}


def addresses_of(store: Store, name: str) -> list[str]:
    """Under which addresses people of this name are noted, in any case."""
    rows = store.db.execute("SELECT name, address FROM people WHERE address IS NOT NULL")
    wanted = name.strip().casefold()
    return sorted(row["address"] for row in rows if (row["name"] or "").casefold() == wanted)


def person_id(db: sqlite3.Connection, person: Person | None) -> int | None:
    """The row of ``person``, made or completed as needed; ``None`` for someone without a name."""
    key = key_of(person)
    if person is None or key is None:
        return None
    row = db.execute(
        """INSERT INTO people (key, name, address) VALUES (?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET
            name = coalesce(excluded.name, name), address = coalesce(excluded.address, address)
        RETURNING id""",
        (key, person.name, person.address),
    ).fetchone()
    return int(row["id"])


_FAILED = """FROM (
    SELECT 'broken' AS how, thread, subject AS about, closed AS done
        FROM promises JOIN people ON people.id = promises.person
        WHERE people.key = ?1 AND state = 'broken' AND app != 'practice'
            AND closed BETWEEN ?3 AND ?4
    UNION ALL SELECT 'unsolved', thread, subject, made
        FROM promises JOIN people ON people.id = promises.person
        JOIN events ON events.promise = promises.id
        WHERE people.key = ?1 AND what = 'unsolved' AND app != 'practice' AND at BETWEEN ?3 AND ?4)
    """
"""Promises to a person that were broken of late, and what was done for them and did not help."""
_COMPLAINED = """
    SELECT count(DISTINCT thread) FROM mails JOIN people ON people.id = mails.person
        WHERE people.key = ?1 AND kind = 'complaint' AND level >= ?5 AND app != 'practice'
            AND received BETWEEN ?3 AND ?4 AND thread IS NOT ?2
            AND EXISTS (SELECT 1 FROM replies WHERE replies.app = mails.app
                AND replies.account = mails.account AND replies.thread = mails.thread
                AND sent > received AND sent <= ?4)
            AND NOT EXISTS (SELECT 1 FROM promises WHERE promises.app = mails.app
                AND promises.account = mails.account AND promises.thread = mails.thread
                AND state = 'broken')"""
"""What else a person held against us of late, and got an answer to."""


def first_reader(mail: SentMail) -> Person | None:
    """Whom a mail went to first."""
    return next(iter(mail.recipients), None)


def addressed(mail: SentMail, at: int = 0) -> Person | None:
    """Of those a mail went to, the one spoken to ``at`` a place in it.

    Who was called last before it: "Anna, ... Ben, I'll call you". Else who is named in the first
    line, else the first.
    """
    calls = [(_called(mail.text, at, one), one) for one in mail.recipients[1:] and mail.recipients]
    last = max(calls, key=lambda call: call[0], default=(-1, None))
    if last[0] >= 0:
        return last[1]
    greeting = mail.text.lstrip().partition("\n")[0]
    firsts = ((one, (one.name or "").split()[:1]) for one in mail.recipients)
    named = (one for one, first in firsts if first and holds(greeting, *first))
    return next(named, first_reader(mail))


def _called(text: str, at: int, person: Person) -> int:
    """Where a person was last called by name up to a sentence at ``at``; below 0 if nowhere."""
    name = next(iter((person.name or "").split()), "")
    name = name[:_WIDE_NAME] if WIDE_LETTER.match(name) else name
    call = re.compile(
        rf"(?:^|[.!?。！？\n])[\s@]*(?:\w+\s+)?{re.escape(name)}\w{{0,2}}[,，、:：\n]"
    )
    places = (match.start() for match in call.finditer(text))
    return max((place for place in places if name and place <= at), default=-1)


class Contacts:
    """The cards of the people in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def last_time(
        self,
        person: Person | None,
        before: datetime,
        *,
        thread: str | None = None,
        complains: bool = False,
    ) -> LastTime | None:
        """The person's last problem before ``before``, outside ``thread``; ``None`` for none.

        Whom a promise was broken to had one, whether they wrote about it or not. Of whoever
        ``complains``, earlier complaints are failures as well.
        """
        failures = self.failures(person, before, thread, complains=complains)
        row = self._store.db.execute(
            """SELECT mails.*, (SELECT max(level) FROM mails AS other WHERE other.app = mails.app
                AND other.account = mails.account AND other.thread = mails.thread
                AND other.received <= mails.received) AS worst
            FROM mails JOIN people ON people.id = mails.person
            WHERE people.key = ? AND mails.received < ? AND mails.app != 'practice'
                AND mails.thread IS NOT ? AND mails.kind IN ('support', 'complaint', 'new_work')
            ORDER BY mails.received DESC LIMIT 1""",
            (key_of(person), to_text(before), thread),
        ).fetchone()
        when = to_moment(row["received"]) if row else None
        if when is None:
            return self._failed(person, before, thread, failures) if failures else None
        return LastTime(
            when=when,
            about=row["about"],
            outcome=self._outcome(row),
            level=row["worst"] or 0,
            failures=failures,
        )

    def failures(
        self,
        person: Person | None,
        before: datetime,
        thread: str | None = None,
        *,
        complains: bool = False,
    ) -> int:
        """How often we failed the person in the 90 days before ``before``.

        The first promise broken in ``thread`` is what a mail there is about, and no failure before
        it. What was done there and did not help is one: the trouble came first.
        """
        lately = self._lately(person, before, thread)
        row = self._store.db.execute(
            f"""SELECT count(*) AS every,
                count(*) FILTER (WHERE thread IS ?2 AND how = 'broken') AS here {_FAILED}""",
            lately,
        ).fetchone()
        told = complains and self._store.db.execute(_COMPLAINED, (*lately, FRUSTRATED)).fetchone()
        about_this = bool(thread and row["here"])
        return int(row["every"] - about_this + (told[0] if told else 0))

    def _failed(
        self, person: Person | None, before: datetime, thread: str | None, failures: int
    ) -> LastTime:
        """The last failure of somebody without an earlier mail, first of another thread."""
        row = self._store.db.execute(
            f"SELECT * {_FAILED} ORDER BY thread IS ?2, done DESC LIMIT 1",
            self._lately(person, before, thread),
        ).fetchone()
        when = to_moment(row["done"]) or before
        about = row["about"] or ""
        return LastTime(when=when, about=about, outcome=row["how"], level=0, failures=failures)

    def _lately(
        self, person: Person | None, before: datetime, thread: str | None
    ) -> tuple[str | None, ...]:
        return key_of(person), thread, to_text(before - RECENT), to_text(before)

    def _outcome(self, mail: sqlite3.Row) -> Outcome:
        place = (mail["app"], mail["account"], mail["thread"])
        rows = self._store.db.execute(
            "SELECT state FROM promises WHERE app = ? AND account = ? AND thread = ?", place
        )
        states = {row["state"] for row in rows}
        for state in ("broken", "open", "kept"):
            if state in states:
                return state
        replied = self._store.db.execute(
            """SELECT 1 FROM replies
            WHERE app = ? AND account = ? AND thread = ? AND sent > ? LIMIT 1""",
            (*place, mail["received"]),
        ).fetchone()
        return "answered" if replied else "unanswered"
