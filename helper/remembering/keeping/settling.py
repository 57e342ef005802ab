"""What a sent mail makes of the promises that were open before it: kept, moved, dropped or open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, partial
from operator import itemgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from helper.contracts import FoundPromise, Promise, Reading, SentMail
from helper.remembering.dates.due import all_in
from helper.remembering.dates.reckoning import half_round
from helper.remembering.finding.saying import GAP
from helper.remembering.keeping import evidence, moving, rows
from helper.remembering.keeping.plans import calls_off, is_handed
from helper.remembering.keeping.things import names_thing, things, without_time
from helper.rulebook import Rulebook
from helper.sentences import CLAUSE


class _Judged(NamedTuple):
    """What a mail makes of an open promise; ``plans`` holds its own, new times included.

    ``is_named`` is whether it names the old time, ``heir`` what takes the place of a moved one.
    """

    old: Promise
    verdict: evidence.Verdict
    earlier: evidence.Earlier
    plans: list[FoundPromise]
    is_named: bool
    heir: FoundPromise | None


class Settling:
    """One sent mail, with the promises ``new`` in it and their rows, against the open ones."""

    def __init__(
        self,
        db: sqlite3.Connection,
        mail: SentMail,
        new: Sequence[tuple[FoundPromise, int]],
        book: Rulebook,
    ) -> None:
        self.kept: list[int] = []
        """The rows that the mail fulfilled."""
        self.moved: list[int] = []
        """New rows for what it only gave another time."""
        self._db, self._mail, self._new, self._book = db, mail, new, book
        self._read = cache(partial(moving.Said, mail, [one for one, _row in new], book))

    def settle(self, before: Sequence[Promise], missed: Sequence[Promise]) -> None:
        """Close what the mail fulfilled, moved or called off; keep what it handed over.

        A new time is first of all for what the mail names by its old one, be that ``missed``.
        """
        known, lost = (self._readable(some) for some in (before, missed))
        about = {one.id: _promised(one, self._book) for one in known}
        told = {one.id: moving.recalled(one, self._said(one)) for one in (*known, *lost)}
        judged = []
        for old in known:
            beside = [one for one in known if one.id != old.id]
            met = evidence.Earlier(
                about[old.id],
                had=rows.handed(self._db, old.id),
                others=[about[one.id] for one in beside],
                days=frozenset(one.due.date() for one in beside if one.due),
                told=frozenset(at for one in told if one != old.id for at in told[one]),
            )
            one = self._judge(old, met, is_named=bool(told[old.id]))
            judged.append((self._claim(one), one))
        taken = dict.fromkeys(self._made_up([one for one in lost if told[one.id]]), 1.0)
        for claim, one in sorted(judged, key=itemgetter(0), reverse=True):
            row = self._row_of(one)
            if row is None or taken.setdefault(row, claim) <= claim:
                self._settle(one, row)

    def _readable(self, some: Sequence[Promise]) -> list[Promise]:
        return [one for one in some if one.language in self._book.remembering]

    def _made_up(self, missed: Sequence[Promise]) -> Iterator[int]:
        """The rows of this mail that stand in for what it says was missed."""
        for old in missed:
            said = self._said(old)
            met = evidence.Earlier(_promised(old, self._book), recalled=True)
            heirs = evidence.heirs(met, said.found, said.rules)
            pairs = zip(said.found, self._new, strict=True)
            yield from (row for one, (_as_written, row) in pairs if one in heirs)

    def correct(self, broken: Sequence[Promise]) -> None:
        """Close what was kept in time, and is told of only afterwards: "I sent it yesterday"."""
        for old in self._readable(broken):
            if not in_thread(old, self._mail):
                continue
            said = self._said(old)
            ago = evidence.told_of(said.text, said.rules)
            if old.due is None or ago is None:
                continue
            told = self._mail.sent.astimezone(old.due.tzinfo).date() - timedelta(days=ago)
            met = evidence.Earlier(_promised(old, self._book))
            if told <= old.due.date() and (
                evidence.verdict(met, said.text, said.found, said.rules) == "kept"
            ):
                self._close(old, "kept", self._mail.id)
                self.kept.append(old.id)

    def _settle(self, judged: _Judged, row: int | None) -> None:
        old, verdict = judged.old, judged.verdict
        early = {"dropped", "renegotiated"} if judged.is_named else {"dropped"}
        if verdict not in early and not _is_near(old, self._mail.sent):
            return
        if verdict in {"open", "renegotiated"} and in_thread(old, self._mail):
            said = self._said(old)
            came = evidence.parts(judged.earlier, said.text, judged.plans, said.rules)
            rows.hand(self._db, old.id, self._mail.id, came)
        if judged.heir:
            self._close(old, "renegotiated", str(row or self._moved(old, judged.heir)))
        elif verdict != "open":
            self._close(old, verdict, self._mail.id)
            self.kept += [old.id] if verdict == "kept" else []

    def _judge(self, old: Promise, met: evidence.Earlier, *, is_named: bool) -> _Judged:
        """The verdict on one promise; in another thread only plain words count."""
        said = self._said(old)
        plans, rules = said.found, said.rules
        recalled = replace(met, recalled=is_named)
        heirs = evidence.heirs(recalled, plans, rules)
        if any(old.due and one.due and one.due > old.due for one in heirs):
            met = recalled
        if all(one.due == old.due for one in heirs):
            plans = [*plans, *moving.put_off(old, met, said)]
        here = in_thread(old, self._mail)
        judge = evidence.verdict if here else evidence.verdict_elsewhere
        verdict = judge(met, said.text, plans, rules)
        heir = evidence.replaces(met, plans, rules) if verdict == "renegotiated" else None
        return _Judged(old, verdict, met, plans, is_named, heir)

    def _claim(self, judged: _Judged) -> float:
        """How surely a new time is for this promise: 0 if the mail does not name the old one."""
        if judged.heir is None or not judged.is_named:
            return 0.0
        rules = self._said(judged.old).rules
        return 1.0 + evidence.share(judged.earlier.sentence, judged.heir.text, rules)

    def _row_of(self, judged: _Judged) -> int | None:
        """The row of this mail that an old one gives way to, if it does and has one."""
        heir = judged.heir
        if heir is None:
            return None
        pairs = zip(self._said(judged.old).found, self._new, strict=True)
        same = [row for one, (_as_written, row) in pairs if one == heir]
        same += [row for one, row in self._new if one.due == heir.due]
        return next(iter(same), None)

    def _moved(self, old: Promise, heir: FoundPromise) -> int:
        """One more row, for what was only given another time."""
        text = moving.told(old, self._mail.text[heir.start : heir.end])
        row = rows.insert(self._db, self._mail, replace(heir, text=text), old.language, old.id)
        self.moved.append(row)
        return row

    def _said(self, old: Promise) -> moving.Said:
        return self._read(old.language, old.zone)

    def _close(self, old: Promise, verdict: evidence.Ending, detail: str) -> None:
        rows.close(self._db, old, verdict, self._mail.sent, self._book.rhythm)
        rows.log(self._db, old.id, verdict, self._mail.sent, detail)


def in_thread(promise: Promise, mail: SentMail | Reading) -> bool:
    """Whether both stand in one thread; a new mail has none yet."""
    return mail.thread is not None and promise.thread == mail.thread


def is_past(one: FoundPromise, old: Promise, book: Rulebook) -> bool:
    """Whether a sentence that sounds like a promise is an older one being kept, or taken back."""
    rules = book.remembering.get(old.language)
    if rules is None:
        return False
    said = book.plain(one.text, old.language)
    comes = is_handed(one, rules) and names_thing(old.sentence, said, rules)
    return comes or calls_off(old.sentence, said, rules)


def _promised(one: Promise, book: Rulebook) -> str:
    """What a row promises, without the time, in the letters of the rules.

    Of a sentence with several times the clause with its own, if it says what will come.
    """
    rules = book.remembering[one.language]
    time = book.plain(one.due_text or _first_time(one, book), one.language)
    parts = [book.plain(part, one.language) for part in one.sentence.split(GAP)]
    said = " ".join(without_time(part, time, rules) for part in parts)
    clauses = [clause for part in parts for clause in CLAUSE.split(part) if time in clause]
    own = [without_time(clause, time, rules) for clause in clauses]
    return next((clause for clause in own if things(clause, rules)), said)


def _first_time(one: Promise, book: Rulebook) -> str:
    """The time a sentence still names, though the user gave the row another by a tap."""
    rules, said = book.remembering[one.language], book.plain(one.sentence, one.language)
    times = all_in(said, one.made, ZoneInfo(one.zone), rules, book.rhythm) if one.due else ()
    return next((said[time.start : time.end] for time in times), "\n")


def _is_near(old: Promise, sent: datetime) -> bool:
    """What comes again is fulfilled by a mail near its time only, not by any in between."""
    return not (old.every and old.due) or sent >= old.due - half_round(old.every)
