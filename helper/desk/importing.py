"""What an exported mailbox teaches: how long answers really took, and what is still promised.

First the headers of all mails go into a catalogue, so that an import that was broken off goes
on where it was. Then only the mails that teach something are read: the latest that were
answered, and what was sent in the last days. Timings, kinds and levels are kept, and the
sentences that promise; no body is (B41, B52). A promise whose time is over is offered for a new
one, as if it had none: nobody is warned of the past.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from helper.clock import Clock
from helper.contracts import Basis, FoundPromise, Kind, Mail, Person, Promise, SentMail
from helper.desk.backtesting import Answer, Backtest, backtest
from helper.language import language_of
from helper.mailboxes import mailfile
from helper.mailboxes.catalogue import Catalogue, Entry
from helper.mailboxes.mailparts import MailFileError
from helper.reading import reader
from helper.reading.cleaning import clean
from helper.remembering.finding import promises
from helper.remembering.keeping.ledger import Ledger
from helper.remembering.past.contacts import key_of
from helper.remembering.past.history import MOST_ANSWERS, History, keep_reply
from helper.replying.composing import timeline
from helper.rulebook import Rulebook, spoken
from helper.store import Store
from helper.text import blank

ANSWERED = 2 * MOST_ANSWERS
"""So many of the latest answered mails are read; older habits say little about the next answer."""

AT_ONCE = 50
"""Mails noted in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Times for one kind of work, in working minutes: to the first answer, to the last word."""

    kind: Kind
    answered: Basis
    resolved: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What an import brought."""

    mails: int
    mine: int
    works: tuple[Work, ...]
    backtest: Backtest
    promises: tuple[Promise, ...]
    """Found in the last days and fulfilled by no later mail."""


class _Owed:
    """In which threads and to whom something may be owed: the ledger need not be asked each time.

    Most mails promise nothing and keep nothing.
    """

    def __init__(self, owed: Iterable[Promise]) -> None:
        self._places = {place for one in owed for place in (one.thread, key_of(one.person))}

    def may_be_kept_by(self, mail: SentMail) -> bool:
        """Whether a promise in its thread or to its reader may be open."""
        return not self._places.isdisjoint(self._of(mail))

    def add(self, mail: SentMail) -> None:
        """It promised something."""
        self._places.update(self._of(mail))

    def _of(self, mail: SentMail) -> set[str | None]:
        return {mail.thread, *map(key_of, mail.recipients[:1])} - {None}


class Importing:
    """Reads a mailbox into a store. ``zone`` is where the user works; ``clock`` aware UTC."""

    def __init__(self, book: Rulebook, store: Store, zone: ZoneInfo, clock: Clock) -> None:
        self._book = book
        self._store = store
        self._zone = zone
        self._clock = clock
        self._history = History(store)
        self._ledger = Ledger(store, clock, lambda: book)

    def learn(self, catalogue: Catalogue, me: Sequence[str], days: int) -> Learned:
        """Note what the mails in a full ``catalogue`` teach about the person with these addresses.

        Repeating it changes nothing.
        """
        answers = list(self._note_answers(catalogue, me))
        found = self._note_promises(catalogue, me, self._clock() - timedelta(days=days))
        works = sorted({answer.work for answer in answers})
        return Learned(
            mails=catalogue.count(),
            mine=catalogue.count(me),
            works=tuple(self._work(work) for work in works),
            backtest=backtest(answers, self._book, self._zone),
            promises=tuple(found),
        )

    def _note_answers(self, catalogue: Catalogue, me: Sequence[str]) -> Iterator[Answer]:
        pairs = catalogue.answered(me, ANSWERED)
        for start in range(0, len(pairs), AT_ONCE):
            with self._store.transaction():
                for asked, answer, last in pairs[start : start + AT_ONCE]:
                    work = self._note(asked, {answer, last})
                    if work and work != "none":
                        yield Answer(work, asked.at, last.at)

    def _note(self, asked: Entry, answers: set[Entry]) -> Kind | None:
        """Note a mail that was answered; its kind."""
        parsed = _parsed(asked)
        if parsed is None:
            return None
        mail, _to = parsed
        reading = reader.read(mail, self._book)
        rules = self._book.reading.get(reading.language)
        thanks = rules is not None and reader.thanks(reading, rules)
        line = reader.about(reading, self._book.languages)
        self._history.note_mail(mail, reading, asked.at, line, thanks=thanks)
        for answer in answers:
            keep_reply(self._store.db, self._sent(answer, "", mail.sender))
        return reading.kind

    def _note_promises(
        self, catalogue: Catalogue, me: Sequence[str], since: datetime
    ) -> list[Promise]:
        """Enter what was promised since then, oldest first, so that later mails can close it."""
        numbers: list[int] = []
        owed = _Owed([*self._ledger.promises(state="open"), *self._ledger.promises(state="broken")])
        entries = catalogue.sent_between(me, since, self._clock())
        for start in range(0, len(entries), AT_ONCE):
            with self._store.transaction():
                for entry in entries[start : start + AT_ONCE]:
                    numbers += self._promised_in(entry, owed)
        rows = (self._ledger.get(number) for number in numbers)
        return [row for row in rows if row.state == "open"]

    def _promised_in(self, entry: Entry, owed: _Owed) -> list[int]:
        """The rows a sent mail made.

        One that neither promises nor may keep anything is left, as is one told of by a mail page:
        what it was worth is settled.
        """
        parsed = _parsed(entry)
        if parsed is None:
            return []
        mail, to = parsed
        cleaned = clean(mail, self._book)
        said = blank(cleaned.text, cleaned.noise)
        sent = self._sent(entry, said, to, mail.subject)
        language = spoken(language_of(said, self._book.languages), self._book.remembering)
        found = promises.find(said, entry.at, self._zone, self._book, language)
        if not (found or owed.may_be_kept_by(sent)) or self._ledger.told_by_page(sent):
            return []
        fresh = [one for one in found if not self._ledger.promised_on_page(one.text, sent)]
        new = [self._offered(one) for one in fresh]
        owed.add(sent)
        report = self._ledger.record(sent, new, language)
        return [one.id for one in (*report.promises, *report.untimed)]

    def _offered(self, found: FoundPromise) -> FoundPromise:
        """A promise whose time is over has none any more."""
        if found.due is None or found.due > self._clock():
            return found
        return replace(found, due=None, grain=None, every=None)

    def _sent(
        self, entry: Entry, text: str, to: Person | None, subject: str | None = None
    ) -> SentMail:
        return SentMail(
            id=entry.id,
            text=text,
            sent=entry.at,
            zone=self._zone.key,
            thread=entry.thread,
            subject=subject,
            recipients=(to,) if to else (),
        )

    def _work(self, work: Kind) -> Work:
        answered = self._history.answer_minutes(work, self._book.rhythm, self._zone)
        resolved = self._history.resolution_minutes(work, self._book.rhythm, self._zone)
        return Work(
            kind=work, answered=self._basis(work, answered), resolved=self._basis(work, resolved)
        )

    def _basis(self, work: str, minutes: Sequence[int]) -> Basis:
        now = self._clock()
        return timeline.offer(work, minutes, self._book, self._zone, now).basis


def _parsed(entry: Entry) -> tuple[Mail, Person | None] | None:
    """The mail, and to whom it went; ``None`` for one that cannot be read."""
    try:
        return mailfile.parse_sent(entry.place.read(), entry)
    except (MailFileError, OSError):
        return None
