"""Promises, reminders and the rules about them for tests, and rows in a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from helper.contracts import FoundPromise, Person, Promise, Reminder
from helper.paths import shipped_rules
from helper.rulebook.files import load
from helper.rulebook.resting import RestingRules
from helper.rulebook.rhythm import RhythmRules
from helper.store import Store, to_moment, to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DUE = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
"""A Wednesday, 15:00 in Berlin."""

_INSERT = """
    INSERT INTO promises (id, state, form, sentence, due, zone, made, app, account, language)
    VALUES (?, 'open', 'explicit', ?, ?, ?, ?, 'file', '', 'en')
"""


def resting_rules(language: str = "en") -> RestingRules:
    """The words of quiet, as shipped."""
    return load(RestingRules, [shipped_rules() / language / "resting.yaml"])


def rhythm_rules(**changes: Any) -> RhythmRules:
    """The shipped rhythm with ``changes``, checked like a user's own file."""
    shipped = load(RhythmRules, [shipped_rules() / "rhythm.yaml"])
    return RhythmRules.model_validate({**shipped.model_dump(), **changes})


def promise(**changes: Any) -> Promise:
    """A promise to Ana for `DUE`, with ``changes``."""
    usual = Promise(
        id=1,
        state="open",
        form="explicit",
        sentence="I'll send you the corrected invoice by 3 pm.",
        due=DUE,
        due_text="by 3 pm",
        grain="hour",
        zone="Europe/Berlin",
        made=DUE - timedelta(hours=5),
        person=Person(name="Ana", address="ana@example.com"),
        app="file",
        account=None,
        thread="t1",
        subject="Invoice",
        link="https://mail.google.com/mail/u/0/#inbox/t1",
        language="en",
    )
    return replace(usual, **changes)


def reminder(about: Promise | None = None, **changes: Any) -> Reminder:
    """A reminder half an hour before the promise falls due, with ``changes``."""
    about = about or promise()
    at = (about.due or DUE) - timedelta(minutes=30)
    return replace(Reminder(promise=about, stage="soon", at=at), **changes)


def store_with(path: Path, *promises: Promise) -> Store:
    """A new database that holds ``promises``."""
    store = Store(path)
    with store.transaction() as db:
        for one in promises:
            due = to_text(one.due) if one.due else None
            db.execute(_INSERT, (one.id, one.sentence, due, one.zone, to_text(one.made)))
    return store


def rows(store: Store) -> list[Promise]:
    """The open promises as the database has them."""
    found = store.db.execute("SELECT id, due FROM promises WHERE state = 'open'").fetchall()
    return [promise(id=row["id"], due=to_moment(row["due"])) for row in found]


def shape(found: Sequence[FoundPromise]) -> list[tuple[str, str | None]]:
    """Form and due time of each."""
    return [(one.form, one.due.strftime("%a %d %H:%M") if one.due else None) for one in found]
