"""The headers of a mailbox while it is imported: who wrote to whom when, in answer to what.

A database of its own, thrown away when the import is through. Until then it remembers how far
the import came, so that one that was broken off goes on from there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from helper.mailboxes.letters import Letter, Place, files_of, letters
from helper.store import to_text

AT_ONCE = 2000

_SCHEMA = """
    CREATE TABLE IF NOT EXISTS letters (id TEXT PRIMARY KEY, thread TEXT, answers TEXT,
        sender TEXT, recipient TEXT, at TEXT, automatic INTEGER, file TEXT, start INTEGER,
        end INTEGER) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS files (file TEXT PRIMARY KEY, mark TEXT NOT NULL,
        done INTEGER NOT NULL);
"""
_ANSWERED = """
    SELECT asked.*, min(answer.at) AS first, answer.id AS by,
        (SELECT id FROM letters AS last WHERE last.thread = asked.thread AND last.sender IN ({me})
            ORDER BY at DESC LIMIT 1) AS last
    FROM letters AS answer JOIN letters AS asked ON asked.id = answer.answers
    WHERE answer.sender IN ({me}) AND asked.sender NOT IN ({me})
        AND NOT answer.automatic AND NOT asked.automatic AND answer.at >= asked.at
    GROUP BY asked.id ORDER BY answer.at DESC LIMIT ?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One mail of the catalogue."""

    id: str
    thread: str
    at: datetime
    place: Place


class Catalogue:
    """The catalogue in the file ``path``; close it, and drop it when it has served."""

    def __init__(self, path: Path, drafts: Iterable[str] = ()) -> None:
        """``drafts`` are the labels of what was never sent, in every language known."""
        self._path = path
        self._drafts = frozenset(drafts)
        self._db = sqlite3.connect(path)
        self._db.row_factory = sqlite3.Row
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Let go of the file; what is in it stays for the next try."""
        self._db.close()

    def drop(self) -> None:
        """Throw it away."""
        self.close()
        self._path.unlink(missing_ok=True)

    def fill(self, path: Path, progress: Callable[[int], object]) -> None:
        """Take in every mail of an export; ``progress`` is told the bytes that are through.

        Raises:
            OSError: a file cannot be read.
        """
        for file in files_of(path):
            self._fill(file, progress)
        self._db.execute("CREATE INDEX IF NOT EXISTS by_thread ON letters (thread, at)")
        self._db.execute("CREATE INDEX IF NOT EXISTS by_sender ON letters (sender, at)")
        self._db.commit()

    def _fill(self, file: Path, progress: Callable[[int], object]) -> None:
        name, mark = str(file), _mark(file)
        row = self._db.execute("SELECT mark, done FROM files WHERE file = ?", (name,)).fetchone()
        if row and row["mark"] != mark:  # Another export stands there now, its mails elsewhere.
            self._db.execute("DELETE FROM letters WHERE file = ?", (name,))
            row = None
        done = row["done"] if row else 0
        progress(done)
        mails = letters(file, done, self._drafts)
        while some := list(islice(mails, AT_ONCE)):
            self._db.executemany(
                "INSERT OR IGNORE INTO letters VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [_row(letter) for _place, letter in some if letter],
            )
            end = some[-1][0].end
            self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (name, mark, end))
            self._db.commit()
            progress(end - done)
            done = end

    def count(self, senders: Sequence[str] | None = None) -> int:
        """How many mails there are; of these senders, if given."""
        where = f"WHERE sender IN ({_questions(senders)})" if senders is not None else ""
        query = f"SELECT count(*) FROM letters {where}"  # noqa: S608 - only question marks
        return int(self._db.execute(query, senders or ()).fetchone()[0])

    def guess_me(self) -> str | None:
        """Whose mailbox it is: who both writes and is written to the most, then who answers."""
        row = self._db.execute(
            """SELECT sender FROM
                (SELECT sender, count(*) AS sent, count(answers) AS answers FROM letters
                    GROUP BY sender)
                JOIN (SELECT recipient, count(*) AS got FROM letters GROUP BY recipient)
                ON recipient = sender ORDER BY min(sent, got) DESC, answers DESC LIMIT 1"""
        ).fetchone()
        return str(row["sender"]) if row else None

    def answered(self, me: Sequence[str], most: int) -> list[tuple[Entry, Entry, Entry]]:
        """The latest answered mails with the first answer, and the last one of the thread."""
        query = _ANSWERED.format(me=_questions(me))
        rows = self._db.execute(query, (*me, *me, *me, most)).fetchall()
        return [(_entry(row), self._get(row["by"]), self._get(row["last"])) for row in rows]

    def sent_between(self, me: Sequence[str], since: datetime, until: datetime) -> list[Entry]:
        """What was sent by hand from ``since`` to ``until``, oldest first."""
        query = f"""SELECT * FROM letters WHERE sender IN ({_questions(me)}) AND at BETWEEN ? AND ?
            AND NOT automatic ORDER BY at"""  # noqa: S608 - only question marks
        rows = self._db.execute(query, (*me, to_text(since), to_text(until)))
        return [_entry(row) for row in rows]

    def _get(self, id_: str) -> Entry:
        return _entry(self._db.execute("SELECT * FROM letters WHERE id = ?", (id_,)).fetchone())


def _mark(file: Path) -> str:
    """What tells a file from another one at the same place."""
    status = file.stat()
    return f"{status.st_size} {status.st_mtime_ns}"


def _questions(values: Sequence[str] | None) -> str:
    return ", ".join("?" for _ in values or ())


def _row(letter: Letter) -> tuple[object, ...]:
    return (
        letter.id,
        letter.thread,
        letter.answers,
        letter.sender,
        letter.recipient,
        to_text(letter.at),
        letter.automatic,
        str(letter.place.file),
        letter.place.start,
        letter.place.end,
    )


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        id=row["id"],
        thread=row["thread"],
        at=datetime.fromisoformat(row["at"]),
        place=Place(file=Path(row["file"]), start=row["start"], end=row["end"]),
    )
