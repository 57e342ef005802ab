"""Forget what is older than the user wants to keep."""

from __future__ import annotations

from datetime import datetime

from helper.store import Store, to_text

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
    with store.transaction() as db:
        for table in ("attention", "promises", "replies", "mails", "people"):
            db.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand right here
    store.db.execute("VACUUM")


def forget_voice(store: Store) -> None:
    """Delete the marks of how the user writes; what was sent and promised stays."""
    with store.transaction() as db:
        db.execute("UPDATE replies SET voice = ''")


def forget_before(store: Store, moment: datetime) -> None:
    """Delete what was noted before ``moment``, and people nothing is noted of any more.

    A promise that is still open stays: it is owed however old it is.
    """
    with store.transaction() as db:
        for statement in _OLD:
            db.execute(statement, (to_text(moment),))
        db.execute(_NOBODY)
