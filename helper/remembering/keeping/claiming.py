"""Which of our own promises a customer means by "you promised ..." (B11).

A claim is known by what it names, in the same words, in others of its kind (a price for a quote)
or by its numbers, and by its day. What it says is read as on the day of the promise: "you said
tomorrow" means the day after that one.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from helper.contracts import Person, Promise
from helper.remembering.dates.due import all_in
from helper.remembering.keeping import rows
from helper.remembering.keeping.things import alike, kinds_of
from helper.remembering.past.contacts import key_of
from helper.rulebook.remembering import RememberingRules
from helper.rulebook.rhythm import RhythmRules

_NUMBER = re.compile(r"\d(?:[\d,.]*\d)")
"""Of two digits at least: one alone stands in too many sentences."""


def made_to(db: sqlite3.Connection, person: Person | None, thread: str | None) -> list[Promise]:
    """What was promised to somebody or in a thread, in order, but for what was dropped."""
    found = db.execute(
        f"""{rows.SELECT} WHERE promises.app != 'practice' AND state != 'dropped'
        AND (promises.person = {rows.PERSON} OR promises.thread = ?) ORDER BY made""",
        (key_of(person), thread),
    )
    return [rows.to_promise(row) for row in found]


def claimed(
    claim: str, ours: Sequence[Promise], rules: RememberingRules, rhythm: RhythmRules
) -> Promise | None:
    """Our own sentence behind a claim, or ``None`` without a record.

    Of several that fit the best wins, then the latest; a claim that names nothing ("where is it?")
    means the only one there is.
    """
    scored = [(_fit(claim, one, rules, rhythm), one) for one in ours]
    best = max(scored, key=lambda pair: (pair[0], pair[1].made), default=(0, None))
    if best[0]:
        return best[1]
    return ours[0] if len(ours) == 1 and rules.nameless_claim.search(claim) else None


def _fit(claim: str, one: Promise, rules: RememberingRules, rhythm: RhythmRules) -> int:
    """How much a claim fits a promise; its day alone will do if it names nothing else."""
    theirs, ours = kinds_of(claim, rules), kinds_of(one.sentence, rules)
    shared = _numbers(claim) & _numbers(one.sentence)
    named = alike(claim, one.sentence, rules) + len(theirs & ours) + len(shared)
    if not named and theirs:
        return 0
    return 2 * named + _is_of_its_day(claim, one, rules, rhythm)


def _numbers(text: str) -> set[str]:
    return {number.replace(",", "") for number in _NUMBER.findall(text)}


def _is_of_its_day(claim: str, one: Promise, rules: RememberingRules, rhythm: RhythmRules) -> bool:
    zone = ZoneInfo(one.zone)
    days = {
        due.due.astimezone(zone).date()
        for due in all_in(claim, one.made, zone, rules, rhythm)
        if due.due
    }
    return one.due is not None and one.due.astimezone(zone).date() in days
