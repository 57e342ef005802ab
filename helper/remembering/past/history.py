"""What happened, as numbers: which mails came, when they were answered, how the week went.

Timings, kinds and levels are kept, no bodies. They teach how long answers really take (B41)
and fill the private look back (B80). Practice mail is left out of every sum.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from helper.contracts import InboxRow, Mail, Person, Reading, SentMail
from helper.remembering.past.contacts import first_reader, key_of, person_id
from helper.rulebook.rhythm import RhythmRules
from helper.store import Store, to_moment, to_text
from helper.workdays import working_time_between

VOICE_MAILS = 50
"""So many of the latest sent mails show how somebody writes now."""
MOST_ANSWERS = 200
"""How many of the latest answers speak for the next one: habits change."""

LOOKED_AT = 2000
"""Among so many of the latest replies they are looked for, however old the ledger is."""

_ANSWERS = """
    SELECT mails.received, late.sent FROM
        (SELECT id, sent, answers FROM replies WHERE answers IS NOT NULL AND sent >= ? AND sent < ?
            ORDER BY sent DESC LIMIT ?) AS late
        JOIN mails ON mails.id = late.answers
    WHERE mails.app != 'practice' AND {where} AND NOT EXISTS (SELECT 1 FROM replies AS earlier
        WHERE earlier.answers = late.answers AND (earlier.sent, earlier.id) < (late.sent, late.id))
    ORDER BY late.sent DESC LIMIT ?"""
_SETTLED = """
    SELECT min(mails.received) AS received, last.sent FROM
        (SELECT app, account, thread, max(sent) AS sent FROM
            (SELECT * FROM replies WHERE thread != '' ORDER BY sent DESC LIMIT ?) AS word
        WHERE app != 'practice' AND NOT EXISTS (SELECT 1 FROM mails WHERE thanks = 1
                AND mails.app = word.app AND mails.account = word.account
                AND mails.thread = word.thread AND mails.received < word.sent)
            AND NOT EXISTS (SELECT 1 FROM promises WHERE promises.thread = word.thread
                AND promises.app = word.app AND promises.account = word.account
                AND +promises.state = 'kept' AND promises.closed < word.sent)
        GROUP BY app, account, thread) AS last
        JOIN mails USING (app, account, thread)
    WHERE mails.kind = ? AND mails.received < last.sent
    GROUP BY app, account, thread ORDER BY last.sent DESC LIMIT ?"""
"""The plus keeps the search in its thread: an old ledger has no end of kept promises."""
_ALWAYS = ("", "9")
"""Before and after any moment as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What one week held. ``read`` counts mails by kind."""

    read: dict[str, int]
    answered: int
    thanks: int
    promised: int
    kept: int
    broken: int


class History:
    """Timings and sums in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note_mail(
        self, mail: Mail, reading: Reading, opened: datetime, about: str, *, thanks: bool
    ) -> None:
        """Keep when a mail came and how it read; a mail opened again only updates the reading.

        ``about`` is a few words that name the matter, never the text of the mail.
        """
        received = mail.received or opened
        with self._store.transaction() as db:
            db.execute(
                """INSERT INTO mails (app, account, thread, message, person, received, opened,
                    language, kind, level, cause, about, thanks)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (app, account, thread, message) DO UPDATE SET
                    kind = excluded.kind, level = excluded.level, cause = excluded.cause,
                    about = excluded.about, thanks = excluded.thanks""",
                (
                    mail.app,
                    mail.account or "",
                    mail.thread or "",
                    mail.message or to_text(received),
                    person_id(db, mail.sender),
                    to_text(received),
                    to_text(opened),
                    reading.language,
                    reading.kind,
                    reading.level,
                    reading.cause,
                    about,
                    thanks,
                ),
            )

    def note_sorries(self, reply: str, forms: Iterable[str]) -> None:
        """Keep which forms of sorry a sent mail used; the mail itself is not kept."""
        with self._store.transaction() as db:
            values = (" ".join(sorted(forms)), reply)
            db.execute("UPDATE replies SET sorries = ? WHERE id = ?", values)

    def note_voice(self, reply: str, language: str, marks: Iterable[str]) -> None:
        """Keep the marks of the writer's voice in a sent mail, by the ids of the rules."""
        with self._store.transaction() as db:
            values = (json.dumps(list(marks)), language, reply)
            db.execute("UPDATE replies SET voice = ?, language = ? WHERE id = ?", values)

    def voice(self, language: str) -> list[str]:
        """The marks of the latest sent mails in a language."""
        rows = self._store.db.execute(
            """SELECT voice FROM replies WHERE language = ? AND voice != '' AND app != 'practice'
               ORDER BY sent DESC LIMIT ?""",
            (language, VOICE_MAILS),
        )
        return [mark for row in rows for mark in json.loads(row["voice"])]

    def voice_mails(self) -> dict[str, int]:
        """How many sent mails told something of the writer's voice, by language."""
        rows = self._store.db.execute(
            """SELECT language, count(*) AS mails FROM replies
               WHERE voice NOT IN ('', '[]') AND app != 'practice'
               GROUP BY language ORDER BY mails DESC, language"""
        )
        return {row["language"]: row["mails"] for row in rows}

    def sorries_to(self, person: Person | None, since: datetime) -> frozenset[str]:
        """The forms of sorry this person got since then."""
        rows = self._store.db.execute(
            """SELECT sorries FROM replies JOIN people ON people.id = replies.person
            WHERE people.key = ? AND sent >= ?""",
            (key_of(person), to_text(since)),
        )
        return frozenset(form for row in rows for form in row["sorries"].split())

    def answer_minutes(self, work: str, rhythm: RhythmRules, zone: ZoneInfo) -> list[int]:
        """Working minutes from the arrival of mails of kind ``work`` to their first answer."""
        rows = self._store.db.execute(
            _ANSWERS.format(where="mails.kind = ?"), (*_ALWAYS, LOOKED_AT, work, MOST_ANSWERS)
        )
        return [_working_minutes(row, rhythm, zone) for row in rows]

    def resolution_minutes(self, work: str, rhythm: RhythmRules, zone: ZoneInfo) -> list[int]:
        """Working minutes from the first mail of a thread of this kind to the last word in it.

        What is sent after a thanks, or after a promise was kept, only asks whether it held.
        """
        rows = self._store.db.execute(_SETTLED, (MOST_ANSWERS, work, MOST_ANSWERS))
        return [_working_minutes(row, rhythm, zone) for row in rows]

    def first_response_minutes(
        self, since: datetime, until: datetime, rhythm: RhythmRules, zone: ZoneInfo
    ) -> list[int]:
        """Working minutes to the first answer of each thread, answered in the given time."""
        where = """mails.id = (SELECT id FROM mails AS first WHERE first.app = mails.app
                AND first.account = mails.account AND first.thread = mails.thread
                ORDER BY first.received LIMIT 1)"""
        span = (to_text(since), to_text(until))
        rows = self._store.db.execute(
            _ANSWERS.format(where=where), (*span, LOOKED_AT, MOST_ANSWERS)
        )
        return [_working_minutes(row, rhythm, zone) for row in rows]

    def sums(self, since: datetime, until: datetime) -> Sums:
        """What happened from ``since`` until before ``until``; a kind unknown counts as none."""
        span = (to_text(since), to_text(until))
        kinds = self._store.db.execute(
            """SELECT coalesce(kind, 'none') AS kind, count(*) AS mails FROM mails
            WHERE opened >= ? AND opened < ? AND app != 'practice' GROUP BY 1""",
            span,
        )
        return Sums(
            read={row["kind"]: row["mails"] for row in kinds},
            answered=self._count("replies", "sent", span, "answers IS NOT NULL"),
            thanks=self._count("mails", "received", span, "thanks = 1"),
            promised=self._count("promises", "made", span, "due IS NOT NULL"),
            kept=self._count("promises", "closed", span, "state = 'kept'"),
            broken=self._count("promises", "closed", span, "state = 'broken'"),
        )

    def accounts(self) -> list[str]:
        """The user's own addresses, as far as the mail pages showed them."""
        rows = self._store.db.execute(
            """SELECT account FROM mails WHERE account LIKE '%@%' AND app != 'practice'
            UNION SELECT account FROM replies WHERE account LIKE '%@%' AND app != 'practice'"""
        )
        return [row["account"] for row in rows]

    def unanswered(self, since: datetime) -> int:
        """Threads of customers with a mail that was opened since then, and no answer after it."""
        row = self._store.db.execute(
            """SELECT count(*) FROM (SELECT DISTINCT app, account, thread FROM mails
                WHERE opened >= ? AND app NOT IN ('practice', 'file') AND thread != ''
                    AND kind IN ('support', 'complaint', 'new_work') AND thanks = 0
                    AND NOT EXISTS (SELECT 1 FROM replies WHERE replies.app = mails.app
                        AND replies.account = mails.account AND replies.thread = mails.thread
                        AND replies.sent > mails.received))""",
            (to_text(since),),
        ).fetchone()
        return int(row[0])

    def answered(self, rows: Collection[InboxRow]) -> frozenset[str]:
        """The ids of rows after whose mail a reply went out in the same thread."""
        threads = {row.thread for row in rows if row.thread}
        last = {
            one["thread"]: datetime.fromisoformat(one["sent"])
            for one in self._store.db.execute(
                """SELECT thread, max(sent) AS sent FROM replies
                WHERE app != 'practice' AND thread IN (SELECT value FROM json_each(?))
                GROUP BY thread""",
                (json.dumps(sorted(threads)),),
            )
        }
        return frozenset(
            row.id
            for row in rows
            if row.received and row.thread in last and row.received < last[row.thread]
        )

    def _count(self, table: str, moment: str, span: tuple[str, str], where: str) -> int:
        # Table and column names come from this file alone, never from a user.
        query = f"""SELECT count(*) FROM {table}
            WHERE {moment} >= ? AND {moment} < ? AND app != 'practice' AND {where}"""  # noqa: S608
        return int(self._store.db.execute(query, span).fetchone()[0])


def keep_reply(db: sqlite3.Connection, mail: SentMail) -> None:
    """Insert the row of a sent mail, linked to the latest mail of its thread before it."""
    place = (mail.app, mail.account or "", mail.thread or "")
    answered = db.execute(
        """SELECT id FROM mails WHERE app = ? AND account = ? AND thread = ? AND received <= ?
        ORDER BY received DESC LIMIT 1""",
        (*place, to_text(mail.sent)),
    ).fetchone()
    db.execute(
        """INSERT INTO replies (id, app, account, thread, person, sent, answers)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""",
        (
            mail.id,
            *place,
            person_id(db, first_reader(mail)),
            to_text(mail.sent),
            answered["id"] if answered and mail.thread else None,
        ),
    )


def _working_minutes(row: sqlite3.Row, rhythm: RhythmRules, zone: ZoneInfo) -> int:
    received, sent = to_moment(row["received"]), to_moment(row["sent"])
    if received is None or sent is None:
        return 0
    return int(working_time_between(rhythm, received, sent, zone).total_seconds() // 60)
