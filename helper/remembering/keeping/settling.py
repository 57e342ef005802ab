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
    """What a mail makes of an open promise; ``plans`` holds its own, new times included."""

    verdict: evidence.Verdict
    earlier: evidence.Earlier
    plans: list[FoundPromise]


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
        known = [one for one in before if one.language in self._book.remembering]
        about = {one.id: _promised(one, self._book) for one in known}
        told = {one.id: self._named(one) for one in (*known, *missed)}
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
            one = self._judge(old, met)
            judged.append((self._claim(old, one), old, one))
        taken = dict.fromkeys(self._made_up(missed), 1.0)
        for claim, old, one in sorted(judged, key=itemgetter(0), reverse=True):
            heir = self._heir(old, one)
            if heir is None or taken.setdefault(heir, claim) <= claim:
                self._settle(old, one, heir)

    def _made_up(self, missed: Sequence[Promise]) -> Iterator[int]:
        """The rows of this mail that stand in for what it says was missed."""
        for old in missed:
            if self._named(old):
                said = self._said(old)
                met = evidence.Earlier(_promised(old, self._book), recalled=True)
                heirs = evidence.heirs(met, said.found, said.rules)
                pairs = zip(said.found, self._new, strict=True)
                yield from (row for one, (_as_written, row) in pairs if one in heirs)

    def correct(self, broken: Sequence[Promise]) -> None:
        """Close what was kept in time, and is told of only afterwards: "I sent it yesterday"."""
        for old in broken:
            if old.language not in self._book.remembering or not in_thread(old, self._mail):
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

    def _settle(self, old: Promise, judged: _Judged, heir: int | None) -> None:
        named = self._named(old)
        early = {"dropped", "renegotiated"} if named else {"dropped"}
        if judged.verdict not in early and not _is_near(old, self._mail.sent):
            return
        if judged.verdict in {"open", "renegotiated"} and in_thread(old, self._mail):
            said = self._said(old)
            came = evidence.parts(judged.earlier, said.text, judged.plans, said.rules)
            rows.hand(self._db, old.id, self._mail.id, came)
        if judged.verdict == "renegotiated":
            self._close(old, "renegotiated", str(heir or self._moved(old, judged)))
        elif judged.verdict != "open":
            self._close(old, judged.verdict, self._mail.id)
            self.kept += [old.id] if judged.verdict == "kept" else []

    def _judge(self, old: Promise, met: evidence.Earlier) -> _Judged:
        """The verdict on one promise; in another thread only plain words count."""
        said = self._said(old)
        plans, rules = said.found, said.rules
        recalled = replace(met, recalled=bool(self._named(old)))
        heirs = evidence.heirs(recalled, plans, rules)
        if any(old.due and one.due and one.due > old.due for one in heirs):
            met = recalled
        if all(one.due == old.due for one in heirs):
            plans = [*plans, *moving.put_off(old, met, said)]
        here = in_thread(old, self._mail)
        judge = evidence.verdict if here else evidence.verdict_elsewhere
        return _Judged(judge(met, said.text, plans, rules), met, plans)

    def _named(self, old: Promise) -> frozenset[int]:
        """Where the mail names the time of a promise, and not as that of a new one."""
        known = old.language in self._book.remembering
        return moving.recalled(old, self._said(old)) if known else frozenset()

    def _claim(self, old: Promise, judged: _Judged) -> float:
        """How surely a new time is for this promise: 0 if the mail does not name the old one."""
        if judged.verdict != "renegotiated" or not self._named(old):
            return 0.0
        heir = evidence.replaces(judged.earlier, judged.plans, self._said(old).rules)
        return 1.0 + evidence.share(judged.earlier.sentence, heir.text, self._said(old).rules)

    def _heir(self, old: Promise, judged: _Judged) -> int | None:
        """The row of this mail that an old one gives way to, if it does and has one."""
        if judged.verdict != "renegotiated":
            return None
        said = self._said(old)
        heir = evidence.replaces(judged.earlier, judged.plans, said.rules)
        pairs = zip(said.found, self._new, strict=True)
        same = [row for one, (_as_written, row) in pairs if one == heir]
        same += [row for one, row in self._new if one.due == heir.due]
        return next(iter(same), None)

    def _moved(self, old: Promise, judged: _Judged) -> int:
        """One more row, for what was only given another time."""
        heir = evidence.replaces(judged.earlier, judged.plans, self._said(old).rules)
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
