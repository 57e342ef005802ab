"""One sent mail told twice: by a second browser, or by a mail page and by the export of a mailbox.

What is told again makes no rows again, and judges none. Browsers know one mail by ids of their
own, and an export knows neither thread nor account of a page, so it is known by what they share.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import timedelta

from helper.contracts import FoundPromise, Person, SentMail
from helper.remembering.past.contacts import first_reader, is_one_of, key_of
from helper.store import to_text
from helper.text import run_together

_APART = timedelta(minutes=5)
"""So far two tellings of one mail differ: the press of Send, and the minute shown in the thread."""

_SAME_SENTENCE = timedelta(hours=1)
"""So far where they have a whole sentence in common, whoever its reader is called."""


def told_by_browser(
    db: sqlite3.Connection, mail: SentMail, found: Sequence[FoundPromise]
) -> str | None:
    """Under which other id this mail was told: a second browser finds it in its thread.

    Known by its thread, its reader, its time, and the promises in it; clients break and join its
    lines.
    """
    told = db.execute(
        """SELECT replies.id, promises.sentence, name, address FROM replies
        JOIN promises ON promises.reply = replies.id
        LEFT JOIN people ON people.id = promises.person
        JOIN events ON events.promise = promises.id AND what = 'made' AND detail IS NULL
        WHERE replies.app = ?
        AND replies.account = ? AND replies.thread = ? AND replies.id != ?
        AND replies.sent BETWEEN ? AND ? ORDER BY replies.sent, promises.id""",
        (mail.app, mail.account or "", mail.thread, mail.id, *_around(mail, _APART)),
    )
    ours = [run_together(one.text) for one in found]
    theirs: dict[str, list[str]] = {}
    for row in told:
        if is_one_of(Person(name=row["name"], address=row["address"]), mail.recipients):
            theirs.setdefault(row["id"], []).append(run_together(row["sentence"]))
    alike = (one for one, said in theirs.items() if _same_words(said, ours))
    return next(alike, None)


def _same_words(some: list[str], others: list[str]) -> bool:
    """Whether the same sentences begin, in the same order; a broken line ends one early."""
    pairs = zip(some, others, strict=False)
    return len(some) == len(others) and all(
        one.startswith(other) or other.startswith(one) for one, other in pairs
    )


def told_by_page(db: sqlite3.Connection, mail: SentMail) -> bool:
    """Whether a mail page told of this imported mail when it was sent."""
    row = db.execute(
        """SELECT 1 FROM replies JOIN people ON people.id = person AND key = ?
        WHERE app NOT IN ('file', 'practice') AND sent BETWEEN ? AND ? LIMIT 1""",
        (key_of(first_reader(mail)), *_around(mail, _APART)),
    ).fetchone()
    return row is not None


def promised_on_page(db: sqlite3.Connection, sentence: str, mail: SentMail) -> bool:
    """Whether a mail page told of this sentence of an imported mail when it was sent."""
    row = db.execute(
        """SELECT 1 FROM promises WHERE sentence = ? AND app != 'file'
        AND made BETWEEN ? AND ? LIMIT 1""",
        (sentence, *_around(mail, _SAME_SENTENCE)),
    ).fetchone()
    return row is not None


def _around(mail: SentMail, apart: timedelta) -> tuple[str, str]:
    """From when to when it may have been told, as the store writes moments."""
    return to_text(mail.sent - apart), to_text(mail.sent + apart)
