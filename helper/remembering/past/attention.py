"""Time at the keyboard, by thread: what a log can know without watching anyone (B77).

The extension tells when a mail is opened and, while a reply is typed, every pause in typing.
Each of these is a sign of someone being there. The time between two signs belongs to the
thread of the first, unless it is longer than `AWAY`: then nobody is taken to have been there.
Time after the last sign is not counted. Nothing is measured in the background, and no word is
kept. Practice mail and files leave no trace.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from helper.contracts import Reading, SentMail, Stretch
from helper.remembering.past.history import LOOKED_AT
from helper.store import Store, to_text

AWAY = timedelta(minutes=5)
"""Without a sign for longer than this, nobody was there."""
GRAIN = timedelta(seconds=15)
"""Signs about the same thread closer than this are one: typing must not wear out the disk."""
MOST_ANSWERS = 200


class Attention:
    """The log in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, reading: Reading, now: datetime) -> None:
        """A sign of life beside the mail of ``reading``."""
        if not reading.thread or reading.app in ("practice", "file"):
            return
        place = (reading.app, reading.account or "", reading.thread)
        last = self._last()
        if last and place == _place(last) and timedelta() <= now - _end(last) < GRAIN:
            return
        self._sign(place, now, reading)

    def sent(self, mail: SentMail) -> None:
        """The reply of a thread is out: the time spent since the one before went into it."""
        if not mail.thread or mail.app in ("practice", "file"):
            return
        place = (mail.app, mail.account or "", mail.thread)
        with self._store.transaction() as db:
            last = self._last()
            if last and place == _place(last) and _goes_on(last, mail.sent):
                _extend(db, last, mail.sent)
            db.execute(
                """UPDATE attention SET reply = ? WHERE reply IS NULL AND start <= ?
                AND app = ? AND account = ? AND thread = ?
                AND EXISTS (SELECT 1 FROM replies WHERE id = ?)""",
                (mail.id, to_text(mail.sent), *place, mail.id),  # another browser's has no row
            )

    def stretches(self, since: datetime, until: datetime) -> list[Stretch]:
        """What lies between two moments, cut at both, in order."""
        rows = self._store.db.execute(
            "SELECT * FROM attention WHERE end > ? AND start < ? ORDER BY start, id",
            (to_text(since), to_text(until)),
        )
        return [
            Stretch(
                start=max(since, datetime.fromisoformat(row["start"])),
                end=min(until, _end(row)),
                thread=row["thread"],
                kind=row["kind"],
                level=row["level"],
            )
            for row in rows
        ]

    def answer_minutes(self) -> list[int]:
        """Minutes at the keyboard for each of the latest replies, whole, at least one."""
        rows = self._store.db.execute(
            """SELECT sum(strftime('%s', end) - strftime('%s', start)) AS seconds FROM
                (SELECT id, sent FROM replies ORDER BY sent DESC LIMIT ?) AS late
                JOIN attention ON attention.reply = late.id
            GROUP BY late.id ORDER BY late.sent DESC LIMIT ?""",
            (LOOKED_AT, MOST_ANSWERS),
        )
        return [max(1, round(row["seconds"] / 60)) for row in rows]

    def _sign(self, place: tuple[str, str, str], now: datetime, reading: Reading) -> None:
        with self._store.transaction() as db:
            last = self._last()
            if last and _goes_on(last, now):
                _extend(db, last, now)
                if place == _place(last):
                    return
            db.execute(
                """INSERT INTO attention (app, account, thread, kind, level, start, end)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                (*place, reading.kind, reading.level, to_text(now), to_text(now)),
            )

    def _last(self) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._store.db.execute(
            "SELECT * FROM attention ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return row


def _place(row: sqlite3.Row) -> tuple[str, str, str]:
    return row["app"], row["account"], row["thread"]


def _end(row: sqlite3.Row) -> datetime:
    return datetime.fromisoformat(row["end"])


def _goes_on(last: sqlite3.Row, now: datetime) -> bool:
    """Whether nobody left in between. A clock set back starts anew, so no time counts twice."""
    return timedelta() <= now - _end(last) <= AWAY


def _extend(db: sqlite3.Connection, last: sqlite3.Row, now: datetime) -> None:
    db.execute("UPDATE attention SET end = ? WHERE id = ?", (to_text(now), last["id"]))
