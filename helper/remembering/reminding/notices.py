"""What a notification says, and what the ones that still stand on the desktop are about."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from helper.contracts import Promise, Reminder
from helper.rulebook.resting import RestingRules
from helper.store import Store

Action: TypeAlias = Literal["open", "done", "notice", "snooze"]
"""What a button does. A click on the notice itself is ``open``."""

MAX_LENGTH = 200
SHORT = 60
"""So much of a sentence tells it from others to the same person."""
MOST_LINES = 4

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notification: a title, a text, and buttons as (action, label) from left to right."""

    title: str
    body: str
    buttons: tuple[tuple[Action, str], ...] = ()
    promises: tuple[int, ...] = ()


def notice_about(
    reminders: Sequence[Reminder],
    now: datetime,
    zone: ZoneInfo,
    rules: RestingRules,
    things: Mapping[int, str] = MappingProxyType({}),
) -> Notice:
    """One notice for one reminder or for several, each of which has a line.

    ``things`` tells what was promised, by the number of the promise, where that is known. Several
    offer what is safe to do to all of them at once: look, or come back later.
    """
    words, buttons = rules.notices, rules.notices.buttons
    promises = tuple(reminder.promise.id for reminder in reminders)
    titles = [title_of(one, now, zone, rules, things) for one in reminders]
    if len(reminders) == 1:
        held = reminders[0].stage == "held"
        return Notice(
            title=titles[0],
            body=words.body.format(sentence=plain(reminders[0].promise.sentence, MAX_LENGTH - 2)),
            buttons=(
                ("open", buttons.open),
                ("done", buttons.held if held else buttons.done),
                ("notice", buttons.ask if held else buttons.notice),
                ("snooze", buttons.snooze),
            ),
            promises=promises,
        )
    lines = [
        title
        if one.promise.id in things
        else words.line.format(title=title, sentence=plain(one.promise.sentence, SHORT))
        for title, one in zip(titles, reminders, strict=True)
    ]
    more = ["…"] if len(lines) > MOST_LINES else []
    return Notice(
        title=words.several.format(count=len(reminders)),
        body="\n".join([*lines[:MOST_LINES], *more]),
        buttons=(("open", buttons.open), ("snooze", buttons.snooze)),
        promises=promises,
    )


def title_of(
    reminder: Reminder,
    now: datetime,
    zone: ZoneInfo,
    rules: RestingRules,
    things: Mapping[int, str] = MappingProxyType({}),
) -> str:
    """What one reminder says first: whom it is for, until when, and what it is, if known."""
    thing = things.get(reminder.promise.id)
    who_and_when = _who_and_when(reminder, now, zone, rules)
    return rules.notices.title(reminder.stage, thing and plain(thing, SHORT), *who_and_when)


def by_hand(promise: Promise, rules: RestingRules, *, telling: bool) -> Notice:
    """Where to look for what could not be opened; with ``telling``, where its words are too."""
    words = rules.notices.by_hand
    person = rules.notices.call(promise.person)
    about = plain(promise.subject or promise.sentence, SHORT)
    template = words.notice if telling else words.open
    return Notice(title=words.title, body=template.format(person=person, about=about))


def _who_and_when(
    reminder: Reminder, now: datetime, zone: ZoneInfo, rules: RestingRules
) -> tuple[str, str]:
    due = reminder.promise.due or reminder.at
    return rules.notices.call(reminder.promise.person), rules.labels.moment(due, now, zone)


def plain(text: str, limit: int = MAX_LENGTH) -> str:
    """``text`` on one line without control or direction marks, at most ``limit`` long.

    A mail can carry marks that turn text around; in a notification they could make a name or
    a time read differently from what it is.
    """
    kept = "".join(_harmless(character) for character in text)
    kept = " ".join(kept.split())
    return kept if len(kept) <= limit else f"{kept[: limit - 1].rstrip()}…"


def _harmless(character: str) -> str:
    if character in _BIDI:
        return ""
    return " " if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} else character


class Standing:
    """The notices on a screen, under the numbers the desktop gave them.

    ``desktop`` names one run of one desktop's daemon: elsewhere the numbers mean other things.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, desktop: str, number: int, promises: Sequence[int]) -> None:
        """A notice about these promises is shown."""
        with self._store.transaction() as db:
            db.executemany(
                "INSERT OR IGNORE INTO notices (desktop, number, promise) VALUES (?, ?, ?)",
                [(desktop, number, promise) for promise in promises],
            )

    def on(self, desktop: str) -> dict[int, tuple[int, ...]]:
        """What stands on this desktop, by number; what stood on others is forgotten."""
        with self._store.transaction() as db:
            db.execute("DELETE FROM notices WHERE desktop != ?", (desktop,))
            rows = db.execute("SELECT number, promise FROM notices ORDER BY rowid").fetchall()
        found: defaultdict[int, list[int]] = defaultdict(list)
        for row in rows:
            found[row["number"]].append(row["promise"])
        return {number: tuple(promises) for number, promises in found.items()}

    def dealt_with(self, desktop: str, promises: Sequence[int]) -> None:
        """Forget that notices stand about these promises; what else they are about stays."""
        with self._store.transaction() as db:
            db.executemany(
                "DELETE FROM notices WHERE desktop = ? AND promise = ?",
                [(desktop, promise) for promise in promises],
            )

    def gone(self, desktop: str, number: int) -> None:
        """The notice was closed or answered."""
        with self._store.transaction() as db:
            db.execute("DELETE FROM notices WHERE desktop = ? AND number = ?", (desktop, number))
