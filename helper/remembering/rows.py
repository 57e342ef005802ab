"""A promise as a row of the database, and back."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from zoneinfo import ZoneInfo

from helper.contracts import FoundPromise, Person, Promise, SentMail
from helper.remembering.contacts import person_id
from helper.store import to_moment, to_text

SELECT = """SELECT promises.*, people.name AS person_name, people.address AS person_address
    FROM promises LEFT JOIN people ON people.id = promises.person"""
ORDER = " ORDER BY promises.due IS NULL, promises.due, promises.id"
"""The next due first, rows without a time last."""


def insert(db: sqlite3.Connection, mail: SentMail, one: FoundPromise, language: str) -> int:
    """A new open row for a promise found in a sent mail; its number."""
    row = db.execute(
        """INSERT INTO promises (state, form, sentence, due, due_text, grain, zone, made,
            person, app, account, thread, subject, link, language, reply)
        VALUES ('open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""",
        (
            one.form,
            one.text,
            to_text(one.due) if one.due else None,
            one.due_text,
            one.grain,
            mail.zone,
            to_text(mail.sent),
            person_id(db, mail.recipients[0] if mail.recipients else None),
            mail.app,
            mail.account or "",
            mail.thread,
            mail.subject,
            mail.link,
            language,
            mail.id,
        ),
    ).fetchone()
    return int(row["id"])


def copy(db: sqlite3.Connection, promise: int, due: datetime, made: datetime) -> int:
    """A new open row that promises the same again for another time; its number."""
    row = db.execute(
        """INSERT INTO promises (state, form, sentence, due, grain, zone, made, person, app,
            account, thread, subject, link, language, reply)
        SELECT 'open', 'explicit', sentence, ?, 'minute', zone, ?, person, app,
            account, thread, subject, link, language, reply FROM promises WHERE id = ?
        RETURNING id""",
        (to_text(due), to_text(made), promise),
    ).fetchone()
    return int(row["id"])


def to_promise(row: sqlite3.Row) -> Promise:
    """A row as the contract tells it; moments in the zone the promise was made in."""
    zone = ZoneInfo(row["zone"])

    def moment(column: str) -> datetime | None:
        found = to_moment(row[column])
        return found.astimezone(zone) if found else None

    return Promise(
        id=row["id"],
        state=row["state"],
        form=row["form"],
        sentence=row["sentence"],
        due=moment("due"),
        due_text=row["due_text"],
        grain=row["grain"],
        zone=row["zone"],
        made=datetime.fromisoformat(row["made"]).astimezone(zone),
        person=Person(name=row["person_name"], address=row["person_address"]),
        app=row["app"],
        account=row["account"] or None,
        thread=row["thread"],
        subject=row["subject"],
        link=row["link"],
        language=row["language"],
        closed=moment("closed"),
        snoozed=moment("snoozed"),
        notice=bool(row["notice"]),
    )
