"""A promise as a row of the database, and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from helper.contracts import FoundPromise, Person, Promise, PromiseState, SentMail
from helper.remembering.dates.reckoning import next_round
from helper.remembering.past.contacts import addressed, person_id
from helper.rulebook.rhythm import RhythmRules
from helper.store import to_moment, to_text

SELECT = """SELECT promises.*, people.name AS person_name, people.address AS person_address
    FROM promises LEFT JOIN people ON people.id = promises.person"""
PERSON = "(SELECT id FROM people WHERE key = ?)"
"""Compared with ``promises.person``, so that an index leads to the rows."""
LET_GO = 3
"""So many rounds missed in a row end what comes again: nobody waits for the next one."""
ORDER = " ORDER BY promises.due IS NULL, promises.due, promises.id"
"""The next due first, rows without a time last."""


def insert(
    db: sqlite3.Connection,
    mail: SentMail,
    one: FoundPromise,
    language: str,
    before: int | None = None,
) -> int:
    """A new open row for a promise found in a sent mail; its number.

    ``before`` is the row it takes over from, if the mail only moved its time.
    """
    row = db.execute(
        """INSERT INTO promises (state, form, sentence, due, due_text, grain, zone, made,
            person, app, account, thread, subject, link, language, reply, every,
            inferred, until)
        VALUES ('open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""",
        (
            one.form,
            one.text,
            to_text(one.due) if one.due else None,
            one.due_text,
            one.grain,
            mail.zone,
            to_text(mail.sent),
            person_id(db, addressed(mail, one.start)),
            mail.app,
            mail.account or "",
            mail.thread,
            mail.subject,
            mail.link,
            language,
            mail.id,
            one.every,
            one.inferred,
            to_text(one.until) if one.until else None,
        ),
    ).fetchone()
    log(db, row["id"], "made", mail.sent, str(before) if before else None)
    db.execute(
        "INSERT INTO handed SELECT ?, mail, thing FROM handed WHERE promise = ?",
        (row["id"], before),
    )
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


def close(  # noqa: PLR0913, PLR0917 - one argument for each thing a row needs
    db: sqlite3.Connection,
    old: Promise,
    state: PromiseState,
    when: datetime,
    rhythm: RhythmRules,
    now: datetime | None = None,
) -> None:
    """End a row; the end of one round of a promise that comes again is the start of the next.

    ``now``, when later than ``when``: rounds that went by meanwhile are let go.
    """
    db.execute(
        """UPDATE promises SET state = ?, closed = ?, snoozed = NULL, notice = 0, was = json_object(
            'state', state, 'closed', closed, 'snoozed', snoozed, 'notice', notice)
        WHERE id = ?""",
        (state, to_text(when), old.id),
    )
    if old.state == "open" and state != "dropped" and old.due and old.every:
        due = next_round(old.due, ZoneInfo(old.zone), old.every, now or when, rhythm)
        if _is_over(db, old.id, due):
            return
        row = db.execute(
            """INSERT INTO promises (state, form, sentence, due, due_text, grain, zone, made,
                person, app, account, thread, subject, link, language, reply, every, until)
            SELECT 'open', form, sentence, ?, due_text, grain, zone, due,
                person, app, account, thread, subject, link, language, reply, every, until
                FROM promises WHERE id = ?
            RETURNING id""",
            (to_text(due), old.id),
        ).fetchone()
        log(db, row["id"], "made", when, str(old.id))


def _is_over(db: sqlite3.Connection, promise: int, due: datetime) -> bool:
    """Whether no round follows this one: its end was said, or nobody keeps it any more."""
    row = db.execute("SELECT until FROM promises WHERE id = ?", (promise,)).fetchone()
    end = to_moment(row["until"])
    return (end is not None and due > end) or _missed(db, promise) >= LET_GO


def _missed(db: sqlite3.Connection, promise: int | str | None) -> int:
    """How many rounds were missed in a row, up to and with this one."""
    row = db.execute(
        """SELECT state, (SELECT detail FROM events WHERE promise = promises.id AND what = 'made'
            AND detail IS NOT NULL) AS before FROM promises WHERE id = ?""",
        (promise,),
    ).fetchone()
    return 1 + _missed(db, row["before"]) if row and row["state"] == "broken" else 0


def take_back(db: sqlite3.Connection, promise: int, at: datetime, why: str | None = None) -> None:
    """Let a row be as it was before it was closed: open, or missed; put off, or to be told of.

    ``why`` is the mail that Undo brought back; without one it was the user.
    """
    row = db.execute("SELECT * FROM promises WHERE id = ?", (promise,)).fetchone()
    was = json.loads(row["was"] or "{}") or {"state": "open"}
    if was["state"] == "open":
        open_again(db, promise)
    values = (was["state"], was.get("closed"), was.get("snoozed"), was.get("notice", 0), promise)
    db.execute(
        """UPDATE promises SET state = ?, closed = ?, snoozed = ?, notice = ?, was = NULL
        WHERE id = ?""",
        values,
    )
    log(db, promise, "reopened", at, why)


def open_again(db: sqlite3.Connection, promise: int) -> None:
    """Open a row that was closed, and take back the next round that began with it."""
    db.execute(
        """UPDATE promises SET state = 'open', closed = NULL, snoozed = NULL, notice = 0
        WHERE id = ?""",
        (promise,),
    )
    db.execute(
        """DELETE FROM promises WHERE state = 'open' AND every IS NOT NULL AND id IN
            (SELECT promise FROM events WHERE what = 'made' AND detail = ?)""",
        (str(promise),),
    )


def handed(db: sqlite3.Connection, promise: int) -> frozenset[str]:
    """The names of those promised things that came already, while others are missing."""
    found = db.execute("SELECT thing FROM handed WHERE promise = ?", (promise,))
    return frozenset(row["thing"] for row in found)


def hand(db: sqlite3.Connection, promise: int, mail: str, names: Iterable[str]) -> None:
    """These things of a promise came with a mail."""
    db.executemany(
        "INSERT OR IGNORE INTO handed (promise, mail, thing) VALUES (?, ?, ?)",
        [(promise, mail, name) for name in sorted(names)],
    )


def log(
    db: sqlite3.Connection, promise: int, what: str, at: datetime, detail: str | None = None
) -> None:
    """One line of a row's history."""
    db.execute(
        "INSERT INTO events (promise, at, what, detail) VALUES (?, ?, ?, ?)",
        (promise, to_text(at), what, detail),
    )


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
        every=row["every"],
        inferred=bool(row["inferred"]),
    )
