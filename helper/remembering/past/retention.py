"""Forget a person, a habit, what is older than the user wants to keep, or everything.

What is forgotten is forgotten in the copies of the ledger too. Deleted rows are overwritten
(``secure_delete``), so their words do not even stay in the free pages of a file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime

from helper import backups, troubles
from helper.contracts import Person
from helper.remembering.past.contacts import key_of
from helper.store import Store, StoreError, to_text

_OLD = (
    "DELETE FROM attention WHERE end < ?",
    "DELETE FROM promises WHERE state != 'open' AND closed < ?",
    "DELETE FROM replies WHERE sent < ?",
    "DELETE FROM mails WHERE received < ?",
)
_NOBODY = """
    DELETE FROM people WHERE id NOT IN (SELECT person FROM mails WHERE person IS NOT NULL
        UNION SELECT person FROM replies WHERE person IS NOT NULL
        UNION SELECT person FROM promises WHERE person IS NOT NULL)"""


def forget_everything(store: Store) -> None:
    """Delete every person, mail, reply, promise and timing, and give the space back."""
    backups.drop(store.path)
    with store.transaction() as db:
        for table in ("attention", "promises", "replies", "mails", "people"):
            db.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand right here
    store.db.execute("VACUUM")


def forget_voice(store: Store) -> None:
    """Delete the marks of how the user writes; what was sent and promised stays."""
    _everywhere(store, lambda db: db.execute("UPDATE replies SET voice = ''").rowcount)


def forget_person(store: Store, person: Person) -> bool:
    """Delete a person with every mail, reply and promise of theirs; whether they were known."""
    key = key_of(person)
    backups.drop_aside(store.path)
    gone = _everywhere(
        store, lambda db: db.execute("DELETE FROM people WHERE key = ?", (key,)).rowcount
    )
    return bool(gone)


def forget_before(store: Store, moment: datetime) -> int:
    """Delete what was noted before ``moment``, and people nothing is noted of any more.

    A promise that is still open stays: it is owed however old it is. Gives how many rows of
    the ledger are gone.
    """

    def forget(db: sqlite3.Connection) -> int:
        old = sum(db.execute(statement, (to_text(moment),)).rowcount for statement in _OLD)
        return old + db.execute(_NOBODY).rowcount

    backups.drop_aside(store.path, moment)
    return _everywhere(store, forget)


def _everywhere(store: Store, forget: Callable[[sqlite3.Connection], int]) -> int:
    """Forget in every copy, then in the ledger, whose count it gives.

    In this order a helper that is killed meanwhile does the rest next time. In a broken copy
    nothing can be forgotten, so it goes as a whole.

    Raises:
        StoreError, sqlite3.Error: a copy is locked, or the disk is at fault; the ledger is as it
            was.
    """
    for copy in backups.all_of(store.path):
        try:
            with closing(Store(copy)) as older, older.transaction() as db:
                forget(db)
        except (StoreError, sqlite3.Error) as error:
            cause = error.__cause__ if isinstance(error, StoreError) else error
            if isinstance(cause, sqlite3.Error) and not troubles.is_broken(cause):
                raise
            copy.unlink(missing_ok=True)
    with store.transaction() as db:
        return forget(db)
