"""The SQLite file: connections and transactions. What the rows mean, the rooms know.

Its tables are made, and changed by newer versions, in `helper.migrations`.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from helper import troubles
from helper.migrations import MIGRATIONS

BUSY_MILLISECONDS = 5000


class StoreError(Exception):
    """The database cannot be used. The text says why, and what to do."""


class Store:
    """One database file, one connection per thread, WAL, foreign keys on."""

    def __init__(self, path: Path) -> None:
        """Open ``path``, creating and migrating it as needed.

        Raises:
            StoreError: the file is no database, or was written by a newer version.
        """
        self.path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        try:
            self._migrate()
        except StoreError:
            self._hang_up()
            raise
        except sqlite3.DatabaseError as error:
            self._hang_up()
            trouble = None if troubles.is_broken(error) else troubles.of_ledger(error)
            mend = f"{error}. `aizuchi run` sets it aside and goes on with its newest copy."
            message = f"{path}: {trouble.words if trouble else mend}"
            raise StoreError(message) from error

    @property
    def db(self) -> sqlite3.Connection:
        """The connection of this thread."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = _connect(self.path)
            with self._lock:
                self._open.append(connection)
        return connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; takes the write lock at once, so no half-read decision is written."""
        if self.db.in_transaction:
            yield self.db
            return
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield self.db
            self.db.execute("COMMIT")
        except BaseException:
            if self.db.in_transaction:  # On a full disk SQLite has rolled back by itself.
                self.db.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Fold the write-ahead log into the file and close every connection."""
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._hang_up()

    def _hang_up(self) -> None:
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
        self._local = threading.local()

    def _migrate(self) -> None:
        version = self.db.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            message = f"{self.path} was written by a newer Aizuchi: update this one."
            raise StoreError(message)
        for number, migration in enumerate(MIGRATIONS[version:], start=version + 1):
            with self.transaction() as db:
                if db.execute("PRAGMA user_version").fetchone()[0] >= number:
                    continue
                migration(db)
                db.execute(f"PRAGMA user_version = {number}")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def to_text(moment: datetime) -> str:
    """A moment as UTC text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def to_moment(text: str | None) -> datetime | None:
    """The moment that `to_text` wrote."""
    return datetime.fromisoformat(text) if text else None
