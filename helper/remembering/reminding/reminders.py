"""When a promise wants attention: before it slips, when it is due or missed, and after it was kept.

Pure arithmetic over promises, and one small table that remembers what was shown, so that each
reminder comes once: over restarts, sleep and two channels (B40, B55).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from helper.contracts import Promise, Reminder
from helper.remembering.dates.lateness import STALE, grace_ends
from helper.remembering.dates.reckoning import next_round
from helper.rulebook.rhythm import RhythmRules
from helper.store import Store, to_text
from helper.workdays import at, working_days_after

LEASE = timedelta(minutes=5)
"""How long a claim holds without a word that the reminder was really shown."""

TOO_LATE_TO_ASK = timedelta(days=7)
"""Later than this, nobody is asked whether it held."""


def upcoming(promises: Iterable[Promise], now: datetime, rhythm: RhythmRules) -> list[Reminder]:
    """Every reminder of the given promises, past and to come, in order.

    What is dropped, renegotiated, without a time or practice has none. A broken promise keeps
    its last one for a month, a kept one asks whether it held: whoever passes it decides that the
    matter deserves it. A snoozed one, missed or not, is silent until its moment, then speaks again.
    """
    reminders = (one for promise in promises for one in _of(promise, rhythm))
    fresh = (one for one in reminders if _is_fresh(one, now))
    return sorted(fresh, key=lambda one: (one.at, one.promise.id))


def _is_fresh(reminder: Reminder, now: datetime) -> bool:
    if reminder.promise.state == "open":
        return True
    return reminder.at > now - (TOO_LATE_TO_ASK if reminder.stage == "held" else STALE)


def soon_at(promise: Promise, rhythm: RhythmRules) -> datetime | None:
    """When to warn: a share of the time promised before it is due, within bounds.

    Never earlier than half way, so a promise for the next half hour does not warn at once.
    """
    if promise.due is None:
        return None
    due = promise.due.astimezone(UTC)  # on one zone's clocks, changes of the clock are not counted
    whole = due - promise.made.astimezone(UTC)
    lead = max(whole * rhythm.soon_share, timedelta(minutes=rhythm.soon_at_least_minutes))
    return due - min(lead, timedelta(minutes=rhythm.soon_at_most_minutes), whole / 2)


def fallen_due(
    promise: Promise, since: datetime, until: datetime, rhythm: RhythmRules
) -> Promise | None:
    """The promise as it falls due from ``since`` on and before ``until``, or one of its rounds."""
    due = promise.due
    if due and promise.every and due < since:
        before = since - timedelta(microseconds=1)
        due = next_round(due, ZoneInfo(promise.zone), promise.every, before, rhythm)
    return replace(promise, due=due) if due and since <= due < until else None


def held_at(promise: Promise, rhythm: RhythmRules) -> datetime | None:
    """When to ask whether what was done did hold: a few working days later, in the morning."""
    if promise.closed is None or not rhythm.ask_after_working_days:
        return None
    zone = ZoneInfo(promise.zone)
    done = promise.closed.astimezone(zone).date()
    day = working_days_after(rhythm, done, rhythm.ask_after_working_days)
    return at(day, rhythm.conventions.morning, zone)


def _of(promise: Promise, rhythm: RhythmRules) -> list[Reminder]:
    if promise.state == "kept":
        held = promise.snoozed or held_at(promise, rhythm)
        return [Reminder(promise=promise, stage="held", at=held)] if held else []
    soon, end = soon_at(promise, rhythm), grace_ends(promise)
    if promise.due is None or soon is None or end is None or promise.app == "practice":
        return []
    missed = Reminder(promise=promise, stage="missed", at=end)
    if promise.state == "broken":
        return [replace(missed, at=promise.snoozed or end)]
    if promise.state != "open":
        return []
    planned = [
        Reminder(promise=promise, stage="soon", at=soon),
        Reminder(promise=promise, stage="due", at=promise.due),
        missed,
    ]
    return _after_snooze(planned, promise.snoozed) if promise.snoozed else planned


def _after_snooze(planned: list[Reminder], until: datetime) -> list[Reminder]:
    """The stage reached at ``until`` speaks then; what lay before it is silent."""
    reached = [one for one in planned if one.at <= until] or planned[:1]
    again = Reminder(promise=reached[-1].promise, stage=reached[-1].stage, at=until)
    return [again, *(one for one in planned if one.at > until and one.stage != again.stage)]


class Notified:
    """What was shown already: one row for each promise, stage and due time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def claim(self, reminder: Reminder, now: datetime) -> bool:
        """Take the right to show a reminder: true for one caller only, also across restarts.

        Without `confirm` the right lapses after `LEASE`: what a crash swallowed comes again.
        """
        with self._store.transaction() as db:
            claimed = db.execute(
                """INSERT INTO notified (promise, stage, due, at) VALUES (?, ?, ?, ?)
                ON CONFLICT (promise, stage, due) DO UPDATE SET at = excluded.at
                WHERE shown IS NULL AND notified.at <= ?""",
                (*_key(reminder), to_text(now), to_text(now - LEASE)),
            )
        return bool(claimed.rowcount)

    def confirm(self, reminder: Reminder, now: datetime) -> None:
        """The reminder was shown."""
        with self._store.transaction() as db:
            db.execute(
                """INSERT INTO notified (promise, stage, due, at, shown) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (promise, stage, due) DO UPDATE SET shown = excluded.shown""",
                (*_key(reminder), to_text(now), to_text(now)),
            )

    def unshown(self, reminders: Iterable[Reminder]) -> list[Reminder]:
        """The reminders nobody has been shown yet."""
        asked = list(reminders)
        about = json.dumps([one.promise.id for one in asked])
        rows = self._store.db.execute(
            """SELECT promise, stage, due FROM notified
            WHERE promise IN (SELECT value FROM json_each(?)) AND shown IS NOT NULL""",
            (about,),
        )
        shown = {tuple(row) for row in rows}
        return [one for one in asked if _key(one) not in shown]


def _key(reminder: Reminder) -> tuple[int, str, str]:
    """A snooze opens a new round; a changed lead time does not."""
    promise = reminder.promise
    moment = promise.closed if reminder.stage == "held" else promise.due
    if reminder.at == promise.snoozed:
        moment = promise.snoozed
    return promise.id, reminder.stage, to_text(moment or reminder.at)
