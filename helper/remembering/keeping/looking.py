"""Which rows of the ledger want a look: soon due, broken, or perhaps not solved."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from helper.contracts import FRUSTRATED, Promise
from helper.remembering.dates.lateness import STALE
from helper.remembering.keeping import rows
from helper.rulebook.rhythm import RhythmRules
from helper.store import to_text

_UNTOLD = """NOT EXISTS (SELECT 1 FROM notified
    WHERE notified.promise = promises.id AND stage = 'missed' AND shown IS NOT NULL)"""
_NOT_LONG_TOLD = """coalesce((SELECT max(shown) FROM notified
    WHERE notified.promise = promises.id AND stage = 'missed') >= ?, 1)"""
"""Who was away when it was missed has as long to see it as others."""
_HOT_AND_QUIET = """
    EXISTS (SELECT 1 FROM mails WHERE app = promises.app AND account = promises.account
        AND thread = coalesce(promises.thread, '') AND level >= ?)
    AND NOT EXISTS (SELECT 1 FROM mails WHERE app = promises.app AND account = promises.account
        AND thread = coalesce(promises.thread, '') AND received >= promises.closed)"""

_UNSETTLED = """NOT EXISTS (SELECT 1 FROM events
    WHERE events.promise = promises.id AND what IN ('done', 'renegotiated')
        AND id > (SELECT max(id) FROM events AS before
            WHERE before.promise = promises.id AND what IN ('broken', 'reopened', 'unsolved')))"""
"""A new time that was given before it was missed as well settles nothing."""
_SILENT_SINCE = """NOT EXISTS (SELECT 1 FROM replies
    WHERE app = promises.app AND account = promises.account AND sent > promises.{}
        AND (thread = promises.thread
            OR (promises.thread IS NULL AND replies.person IS promises.person)))"""
"""What was promised in a new mail has no thread yet: any word to that person counts."""
_SILENT_SINCE_DUE = _SILENT_SINCE.format("due")
_SILENT_SINCE_DONE = _SILENT_SINCE.format("closed")
_UNMENDED = f"""(state = 'broken' AND (closed >= ? OR (closed >= ? AND {_NOT_LONG_TOLD}))
    AND {_UNSETTLED} AND {_SILENT_SINCE_DUE})"""
_TO_BE_ASKED = f"(state = 'kept' AND notice = 1 AND closed >= ? AND {_SILENT_SINCE_DONE})"
WAITING = f"(state = 'open' OR {_UNMENDED} OR {_TO_BE_ASKED})"
"""What still wants something: a deed, a word after a miss (B56), or whether it held (B58).

Whether it held is there once the user wanted to ask. Its blanks are filled by `since`.
"""

_UNSOLVED = """EXISTS (SELECT 1 FROM events
    WHERE events.promise = promises.id AND what = 'unsolved')"""

MENDABLE = timedelta(days=7)
"""A broken promise that nobody had a word about for longer is left in peace, once it was told."""
FOLLOW_UP = timedelta(days=30)
"""Later than this after it was done, nobody is asked whether it held."""


def since(now: datetime) -> list[str]:
    """From when on a miss, one told late, its telling, and a kept promise are still a matter."""
    return [to_text(now - past) for past in (MENDABLE, STALE, MENDABLE, FOLLOW_UP)]


def watched(
    db: sqlite3.Connection, now: datetime, until: datetime, rhythm: RhythmRules
) -> list[Promise]:
    """What may want attention before ``until``: open rows with a time, broken ones to be told.

    Nobody is warned earlier than the rules allow, so what is due later can be left alone:
    a thousand promises for next month cost nothing today.
    """
    last = until + timedelta(minutes=rhythm.soon_at_most_minutes)
    untold = f"({_UNTOLD} OR (snoozed <= ? AND {_SILENT_SINCE_DUE}))"
    found = db.execute(
        f"""{rows.SELECT} WHERE app != 'practice' AND due IS NOT NULL
        AND ((state = 'open' AND due <= ?) OR (state = 'open' AND snoozed <= ?)
            OR (state = 'broken' AND closed >= ? AND {untold} AND {_UNSETTLED})){rows.ORDER}""",
        (to_text(last), to_text(until), to_text(now - STALE), to_text(until)),
    )
    return [rows.to_promise(row) for row in found]


def unmended(db: sqlite3.Connection, now: datetime) -> Promise | None:
    """The first promise broken of late that nothing was written about since (B56).

    Or, without a time, one that a customer wrote did not help: none is planned for it yet.
    """
    row = db.execute(
        f"""{rows.SELECT} WHERE promises.app != 'practice'
        AND ({_UNMENDED} OR (state = 'open' AND due IS NULL AND {_UNSOLVED}))
        {rows.ORDER} LIMIT 1""",
        since(now)[:3],
    ).fetchone()
    return rows.to_promise(row) if row else None


def to_follow_up(db: sqlite3.Connection, now: datetime) -> list[Promise]:
    """What was kept of late to someone who had been frustrated, and is silent since (B58).

    One row for each thread, the one kept last. Who answered has told how it went.
    """
    kept = db.execute(
        f"{rows.SELECT} WHERE state = 'kept' AND promises.app != 'practice' AND closed >= ?"
        f" AND {_HOT_AND_QUIET} AND {_SILENT_SINCE_DONE} ORDER BY closed",
        (to_text(now - FOLLOW_UP), FRUSTRATED),
    )
    found = map(rows.to_promise, kept)
    by_thread = {(one.app, one.account, one.thread): one for one in found}
    return list(by_thread.values())
