"""What a mail does to the rows of the ledger: a sent one, an undone one, a complaint that came.

A sent mail makes rows for what it promises and closes what it fulfils. Threads are split and
merged by the mail clients, and subjects renamed, so an open promise belongs to a mail when both
have the thread in common, or the person and the subject; the latter are closed by plain words
only. The user's other mails to that person close nothing. An imported mailbox may be that of any
account: what was answered on the phone keeps a promise too, once it is imported.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from helper.contracts import FoundPromise, Person, Promise, PromiseState, Reading, SentMail
from helper.remembering.keeping import rows
from helper.remembering.keeping.settling import Settling, in_thread, is_past
from helper.remembering.past.contacts import is_one_of, key_of
from helper.rulebook import Rulebook
from helper.rulebook.languages import Languages
from helper.store import to_text
from helper.text import bare_subject

STILL_FRESH = timedelta(days=30)
"""So long "it still does not work" may mean what was closed; later it is a new matter."""


def enter(
    db: sqlite3.Connection,
    mail: SentMail,
    found: Sequence[FoundPromise],
    language: str,
    book: Rulebook,
) -> dict[str, list[int]]:
    """Make rows for what was ``found`` in a sent mail and close what it fulfils; their numbers."""
    matter = _of_matter(db, mail, mail.recipients, "open", book)
    slipped = _of_matter(db, mail, mail.recipients, "broken", book)
    matter += [one for one in slipped if one.closed and one.closed > mail.sent]  # told late
    before = _said_before(db, matter, mail.sent)
    past = {id(one) for one in found for old in before if is_past(one, old, book)}
    new = [(one, rows.insert(db, mail, one, language)) for one in found if id(one) not in past]
    settling = Settling(db, mail, new, book)
    missed = [one for one in _said_before(db, slipped, mail.sent) if one not in before]
    settling.settle(before, missed)
    settling.correct(missed)
    return {
        "promises": [*(row for one, row in new if one.due), *settling.moved],
        "untimed": [row for one, row in new if not one.due],
        "kept": settling.kept,
    }


def _said_before(db: sqlite3.Connection, found: Sequence[Promise], sent: datetime) -> list[Promise]:
    """What was promised before a mail went out, though the user gave it a new time since.

    What was opened again is owed from then on: a mail before that, told late, keeps nothing.
    """
    numbers = json.dumps([one.id for one in found])
    mails = db.execute(
        """SELECT promises.id, coalesce(
            (SELECT max(at) FROM events
                WHERE promise = promises.id AND what IN ('reopened', 'unsolved')),
            sent,
            (SELECT min(at) FROM events WHERE promise = promises.id)) AS said
        FROM promises LEFT JOIN replies ON replies.id = reply
        WHERE promises.id IN (SELECT value FROM json_each(?))""",
        (numbers,),
    )
    said = {row["id"]: datetime.fromisoformat(row["said"]) for row in mails}
    return [one for one in found if said[one.id] < sent]


def withdraw(db: sqlite3.Connection, mail: str) -> list[int]:
    """The mail client's own Undo brought a mail back: it promises nothing and proves nothing.

    The rows it made go, those it closed are open again; the numbers of the latter.
    """
    made = [row["id"] for row in db.execute("SELECT id FROM promises WHERE reply = ?", (mail,))]
    closed = db.execute(
        """SELECT promise, at FROM events WHERE ((what IN ('kept', 'dropped') AND detail = ?)
            OR (what = 'renegotiated' AND detail IN
                (SELECT CAST(id AS TEXT) FROM promises WHERE reply = ?)))
            AND NOT EXISTS (SELECT 1 FROM events AS later WHERE later.promise = events.promise
                AND later.id > events.id
                AND later.what IN ('reopened', 'unsolved', 'kept', 'dropped'))""",
        (mail, mail),
    ).fetchall()
    for row in closed:
        rows.take_back(db, row["promise"], datetime.fromisoformat(row["at"]), mail)
    db.executemany("DELETE FROM promises WHERE id = ?", [(one,) for one in made])
    db.execute("DELETE FROM handed WHERE mail = ?", (mail,))
    db.execute("DELETE FROM replies WHERE id = ?", (mail,))
    return [row["promise"] for row in closed if row["promise"] not in made]


def complain(db: sqlite3.Connection, reading: Reading, said: str, book: Rulebook) -> list[int]:
    """Open again what a mail that came says did not help; the rows it is about.

    ``said`` is its text without quotes and other noise. The rows are what was kept last in its
    matter before it came, and not long ago. A time that is over is taken from the row: the user
    is asked for a new one, as for any promise without.
    """
    rules = book.remembering.get(reading.language)
    came = reading.received
    if rules is None or came is None or not rules.fulfilment.unsolved.search(said):
        return []
    kept = [
        one
        for one in _of_matter(db, reading, [reading.sender], "kept", book)
        if one.closed and came - STILL_FRESH <= one.closed < came
    ]
    last = max((one.closed for one in kept if one.closed), default=None)
    again = [one for one in kept if one.closed == last]
    for one in again:
        rows.open_again(db, one.id)
        rows.log(db, one.id, "unsolved", came, reading.message)
        db.execute(
            """UPDATE promises SET due = NULL, grain = NULL, every = NULL
            WHERE id = ? AND due <= ?""",
            (one.id, to_text(came)),
        )
    return [one.id for one in again]


def same_matter(one: str | None, other: str | None, languages: Languages) -> bool:
    """Whether two subjects name the same matter, apart from answer marks and a new name."""
    return bool(_matters(one, languages) & _matters(other, languages))


def _matters(subject: str | None, languages: Languages) -> set[str]:
    said = bare_subject(subject, languages)
    renamed = languages.renamed.search(said)
    names = [said]
    if renamed:
        names = [said[: renamed.start()], bare_subject(renamed["old"], languages)]
    return {" ".join(name.casefold().split()) for name in names} - {""}


def _of_matter(
    db: sqlite3.Connection,
    mail: SentMail | Reading,
    people: Sequence[Person | None],
    state: PromiseState,
    book: Rulebook,
) -> list[Promise]:
    """The rows of the mail's thread, and those to the same person about the same subject.

    What was promised to others in the thread is none of them.
    """
    # The plus keeps SQLite from going through all that was ever kept or broken.
    found = db.execute(
        f"""{rows.SELECT} WHERE +state = ?
        AND (thread = ? OR promises.person = {rows.PERSON}){rows.ORDER}""",
        (state, mail.thread, key_of(next(iter(people), None))),
    )
    return [
        one
        for one in map(rows.to_promise, found)
        if _in_one_mailbox(one, mail)
        and (in_thread(one, mail) or same_matter(one.subject, mail.subject, book.languages))
        and is_one_of(one.person, people)
    ]


def _in_one_mailbox(promise: Promise, mail: SentMail | Reading) -> bool:
    """Whether both may lie in the same mailbox; an export does not tell whose it is."""
    apps = {promise.app, mail.app}
    if "file" in apps:
        return "practice" not in apps
    return len(apps) == 1 and promise.account == (mail.account or None)
