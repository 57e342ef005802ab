"""Which mornings were announced: the inbox speaks up once a day at most (B74)."""

from __future__ import annotations

from datetime import date

from helper.store import Store


class Announced:
    """The days on which the digest was announced."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def was(self, day: date) -> bool:
        """Whether ``day`` was announced before."""
        asked = "SELECT 1 FROM mornings WHERE day = ?"
        return self._store.db.execute(asked, (day.isoformat(),)).fetchone() is not None

    def claim(self, day: date) -> bool:
        """Whether ``day`` is still to be announced; from now on it was. Atomic, as ever."""
        with self._store.transaction() as db:
            done = db.execute(
                "INSERT INTO mornings (day) VALUES (?) ON CONFLICT (day) DO NOTHING",
                (day.isoformat(),),
            )
            return done.rowcount > 0

    def release(self, day: date) -> None:
        """Nothing could be shown on ``day`` after all: it is still to be announced."""
        with self._store.transaction() as db:
            db.execute("DELETE FROM mornings WHERE day = ?", (day.isoformat(),))
