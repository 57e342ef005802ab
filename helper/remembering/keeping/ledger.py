"""The ledger: every promise sent has a row, every row its history (B52, B56, B57).

A row is *open* until evidence or the user closes it: *kept* by a later mail of the user in the
thread (see `helper.remembering.keeping.evidence`) or a tap, *renegotiated* when a mail gave a new
time and a new row took over, *broken* when its time and grace passed, *dropped* when the user
says it is none. Practice rows are only given when asked for by ``app="practice"``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from helper.clock import Clock
from helper.contracts import (
    App,
    FoundPromise,
    Person,
    Promise,
    PromiseEvent,
    PromiseState,
    Reading,
    SentMail,
    SentReport,
)
from helper.remembering.dates.lateness import grace_ends, is_day_over
from helper.remembering.keeping import looking, mailing, rows, twice
from helper.remembering.keeping.claiming import claimed, made_to
from helper.remembering.past.contacts import key_of
from helper.remembering.past.history import keep_reply
from helper.rulebook import Rulebook
from helper.store import Store, to_text


class UnknownPromiseError(LookupError):
    """There is no promise with this number."""

    def __init__(self, promise: int) -> None:
        super().__init__(f"There is no promise number {promise}.")


class ChangeError(Exception):
    """What was asked of the ledger cannot be done like this. The text says what to give instead.

    ``known`` is the name of it by which the extension has words in the user's language.
    """

    def __init__(self, message: str, known: str = "") -> None:
        super().__init__(message)
        self.known = known


class Ledger:
    """The promises in a store. ``book`` gives the rules in force; ``clock`` aware UTC."""

    def __init__(self, store: Store, clock: Clock, book: Callable[[], Rulebook]) -> None:
        self._store = store
        self._clock = clock
        self._book = book

    def record(self, mail: SentMail, found: Sequence[FoundPromise], language: str) -> SentReport:
        """Enter what a sent mail promised, and close what it fulfilled, in one transaction.

        A mail reported again, by its id or from another browser, changes nothing and gives the
        same rows.
        """
        with self._store.transaction() as db:
            known = twice.told_by_browser(db, mail, found)
            if known is None:
                keep_reply(db, mail)
            row = db.execute(
                "SELECT report FROM replies WHERE id = ?", (known or mail.id,)
            ).fetchone()
            if not row["report"]:
                report = mailing.enter(db, mail, found, language, self._book())
                text = json.dumps(report)
                db.execute("UPDATE replies SET report = ? WHERE id = ?", (text, mail.id))
            else:
                report = json.loads(row["report"])
            gone = self.forgotten(one for ids in report.values() for one in ids)
            made = {
                name: tuple(self.get(one) for one in ids if one not in gone)
                for name, ids in report.items()
            }
        return SentReport(**made)

    def told_by_page(self, mail: SentMail) -> bool:
        """Whether a mail page told of this imported mail when it was sent."""
        return twice.told_by_page(self._store.db, mail)

    def promised_on_page(self, sentence: str, mail: SentMail) -> bool:
        """Whether a mail page told of this sentence of an imported mail when it was sent."""
        return twice.promised_on_page(self._store.db, sentence, mail)

    def withdraw(self, mail: str) -> list[Promise]:
        """Take back everything a sent mail did, known by its id; the rows that are open again."""
        with self._store.transaction() as db:
            again = mailing.withdraw(db, mail)
        return [self.get(one) for one in again]

    def complain(self, reading: Reading, said: str) -> list[Promise]:
        """Open again what a mail says did not help; ``said`` is its text without noise."""
        with self._store.transaction() as db:
            again = mailing.complain(db, reading, said, self._book())
        return [self.get(one) for one in again]

    def promises(
        self,
        *,
        state: PromiseState | None = None,
        app: App | None = None,
        thread: str | None = None,
        person: str | None = None,
        waiting: bool = False,
    ) -> list[Promise]:
        """Rows that fit, the next due first. ``person`` is an address, or a name without one.

        ``waiting`` leaves out what wants neither a deed nor a word any more.
        """
        wanted = {
            "promises.state = ?": state,
            "promises.app = ?": app,
            "promises.thread = ?": thread,
            f"promises.person = {rows.PERSON}": key_of(Person(address=person)) if person else None,
        }
        terms = [term for term, value in wanted.items() if value is not None]
        if app is None:
            terms.append("promises.app != 'practice'")
        values = [value for value in wanted.values() if value is not None]
        if waiting:
            terms.append(looking.WAITING)
            values += looking.since(self._clock())
        query = f"{rows.SELECT} WHERE {' AND '.join(terms)}{rows.ORDER}"
        return [rows.to_promise(row) for row in self._store.db.execute(query, values)]

    def taken(self) -> list[datetime]:
        """When what was promised falls due, the next first."""
        return [one.due for one in self.promises(state="open") if one.due]

    def get(self, promise: int) -> Promise:
        """One row.

        Raises:
            UnknownPromiseError: there is no such row.
        """
        row = self._store.db.execute(f"{rows.SELECT} WHERE promises.id = ?", (promise,)).fetchone()
        if row is None:
            raise UnknownPromiseError(promise)
        return rows.to_promise(row)

    def forgotten(self, promises: Iterable[int]) -> list[int]:
        """Those under which no row stands any more."""
        return self._without_row(promises, "SELECT 1 FROM promises WHERE id = ?")

    def outdated(self, promises: Iterable[int]) -> list[int]:
        """Those of which nothing is to be told any more: forgotten, moved by a mail, or let go.

        Nor of what was kept, but to ask whether it held.
        """
        query = """SELECT 1 FROM promises WHERE id = ? AND (state IN ('open', 'broken')
            OR state = 'kept' AND EXISTS
                (SELECT 1 FROM notified WHERE promise = promises.id AND stage = 'held'))"""
        return self._without_row(promises, query)

    def _without_row(self, promises: Iterable[int], query: str) -> list[int]:
        return [one for one in promises if not self._store.db.execute(query, (one,)).fetchone()]

    def events(self, promise: int) -> list[PromiseEvent]:
        """The history of a row, oldest first."""
        self.get(promise)
        lines = self._store.db.execute(
            "SELECT at, what, detail FROM events WHERE promise = ? ORDER BY id", (promise,)
        )
        return [
            PromiseEvent(
                at=datetime.fromisoformat(row["at"]), what=row["what"], detail=row["detail"]
            )
            for row in lines
        ]

    def done(self, promise: int) -> Promise:
        """The user says it is done: kept, if it was so by the promised day.

        Later it stays a broken one, as with a mail that tells of it (B57), and is settled. Of what
        was moved meanwhile the last row is meant, and returned.
        """
        now = self._clock()
        self.mark_missed(now)
        promise = self._last(promise)
        old = self.get(promise)
        if old.state != "broken" or not is_day_over(old, now):
            return self._close(promise, "kept", "done")
        with self._store.transaction() as db:
            rows.log(db, promise, "done", now)
        return old

    def drop(self, promise: int) -> Promise:
        """The user says this is no promise, or no longer one."""
        return self._close(self._last(promise), "dropped", "dropped")

    def reopen(self, promise: int) -> Promise:
        """The user takes back that it is done or let go; what was missed waits for a word again."""
        promise = self._last(promise)
        with self._store.transaction() as db:
            if self.get(promise).state == "broken":
                rows.log(db, promise, "reopened", self._clock())
            elif self.get(promise).state in ("kept", "dropped"):
                rows.take_back(db, promise, self._clock())
        return self.get(promise)

    def snooze(self, promise: int, until: datetime) -> Promise:
        """Be silent about it until ``until``; the promise itself still falls due.

        Raises:
            ChangeError: ``until`` is past.
        """
        promise = self._in_force(promise)
        with self._store.transaction() as db:
            if until <= self._clock():
                message = "until: that moment is already past; choose a later one"
                raise ChangeError(message, "past")
            db.execute("UPDATE promises SET snoozed = ? WHERE id = ?", (to_text(until), promise))
            rows.log(db, promise, "snoozed", self._clock(), to_text(until))
        return self.get(promise)

    def confirm(self, promise: int) -> Promise:
        """The time that was partly inferred is the one that was meant."""
        with self._store.transaction() as db:
            self.get(promise)
            db.execute("UPDATE promises SET inferred = 0 WHERE id = ?", (promise,))
            rows.log(db, promise, "confirmed", self._clock())
        return self.get(promise)

    def want_notice(self, promise: int) -> Promise:
        """The user wants to tell the customer before the time slips (B40)."""
        promise = self._in_force(promise)
        with self._store.transaction() as db:
            db.execute("UPDATE promises SET notice = 1 WHERE id = ?", (promise,))
            rows.log(db, promise, "notice", self._clock())
        return self.get(promise)

    def renegotiate(self, promise: int, due: datetime) -> Promise:
        """Give a row a new time, or one without a time its first; the row in force is returned.

        A broken promise stays broken in the history: the new time gets a row of its own, and so
        does that of a single round, for the others stay. What already has a successor is moved
        there.

        Raises:
            ChangeError: ``due`` is past, or the promise was moved before and is over by now.
        """
        if due <= self._clock():
            message = "due: the new time is already past; choose a later one"
            raise ChangeError(message, "past")
        with self._store.transaction() as db:
            old = self.get(self._in_force(promise))
            if old.state == "renegotiated":
                message = "due: this promise was moved before, and is over by now; open the latest"
                raise ChangeError(message, "moved")
            if old.state != "open" or (old.every and old.due):
                return self._copy(db, old, due)
            db.execute(
                """UPDATE promises SET due = ?, due_text = NULL, grain = 'minute',
                    form = 'explicit', snoozed = NULL, notice = 0, inferred = 0
                WHERE id = ?""",
                (to_text(due), old.id),
            )
            what = "renegotiated" if old.due else "timed"
            rows.log(db, old.id, what, self._clock(), to_text(old.due) if old.due else None)
        return self.get(old.id)

    def _in_force(self, promise: int) -> int:
        """The open row a promise was moved to, or else itself."""
        last = self._last(promise)
        return last if self.get(last).state == "open" else promise

    def _last(self, promise: int) -> int:
        """The row a promise was moved to in the end, or itself.

        What Undo opened again was moved nowhere: the row that went with that mail is gone, and its
        number may be another's by now.
        """
        heirs: list[int] = []
        for one in self.events(promise):
            if one.what == "renegotiated" and one.detail and one.detail.isdigit():
                heirs.append(int(one.detail))
            elif one.what in {"reopened", "unsolved"}:
                heirs.clear()
        if not heirs or self.forgotten(heirs[-1:]):
            return promise
        return self._last(heirs[-1])

    def mark_missed(self, now: datetime) -> list[Promise]:
        """Turn open rows whose time and grace are over into broken ones (B56); those rows."""
        if not self._over(now):  # asked every half minute: no need to lock the file for nothing
            return []
        with self._store.transaction() as db:
            missed = self._over(now)
            for one, end in missed:
                rows.close(db, one, "broken", end, self._book().rhythm, now)
                rows.log(db, one.id, "broken", now)
        return [self.get(one.id) for one, _end in missed]

    def _over(self, now: datetime) -> list[tuple[Promise, datetime]]:
        """Open rows whose time and grace are over, and when that was."""
        due = self._store.db.execute(
            f"{rows.SELECT} WHERE state = 'open' AND due <= ?{rows.ORDER}", (to_text(now),)
        )
        ends = [(one, grace_ends(one)) for one in map(rows.to_promise, due)]
        return [(one, end) for one, end in ends if end is not None and end <= now]

    def watched(self, now: datetime, until: datetime) -> list[Promise]:
        """What may want attention before ``until``: open rows with a time, broken ones untold."""
        return looking.watched(self._store.db, now, until, self._book().rhythm)

    def unmended(self, now: datetime) -> Promise | None:
        """The first promise broken of late that nothing was written about since (B56)."""
        return looking.unmended(self._store.db, now)

    def to_follow_up(self, now: datetime) -> list[Promise]:
        """What was kept of late to someone who had been frustrated, and is silent since (B58)."""
        return looking.to_follow_up(self._store.db, now)

    def match_claim(
        self, person: Person | None, thread: str | None, text: str, language: str
    ) -> Promise | None:
        """Our own sentence behind a claim "you promised ...", if there is a record (B11)."""
        book = self._book()
        rules = book.remembering.get(language)
        if rules is None:
            return None
        return claimed(text, made_to(self._store.db, person, thread), rules, book.rhythm)

    def _copy(self, db: sqlite3.Connection, old: Promise, due: datetime) -> Promise:
        """A new open row for an old one that is closed, or gives way to it."""
        now = self._clock()
        row = rows.copy(db, old.id, due, now)
        if old.state == "open":
            rows.close(db, old, "renegotiated", now, self._book().rhythm)
        rows.log(db, old.id, "renegotiated", now, str(row))
        rows.log(db, row, "made", now, str(old.id))
        return self.get(row)

    def _close(self, promise: int, state: PromiseState, what: str) -> Promise:
        with self._store.transaction() as db:
            old = self.get(promise)
            if old.state != state:
                rows.close(db, old, state, self._clock(), self._book().rhythm)
                rows.log(db, promise, what, self._clock())
        return self.get(promise)
