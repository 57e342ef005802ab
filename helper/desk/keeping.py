"""What was promised: a sent mail enters the ledger, and the user says what became of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from helper.clock import Clock
from helper.contracts import Due, FoundPromise, Mail, Promise, SentMail, SentReport
from helper.desk.reminding import Reminding
from helper.language import language_of
from helper.reading.cleaning import clean
from helper.remembering.dates import due
from helper.remembering.finding import promises
from helper.remembering.keeping.ledger import ChangeError, Ledger
from helper.remembering.past.history import History
from helper.remembering.reminding.notices import Action
from helper.replying.composing import sorries, voice
from helper.resting import rhythm
from helper.rulebook import Rulebook, spoken
from helper.settings import Settings
from helper.text import blank
from helper.wire.mail import PromiseChange, PromiseDetail, PromiseQuery

MOST_TABS = 3


class Keeping:
    """The ledger as mails and buttons change it; each change is told to who reminds."""

    def __init__(  # noqa: PLR0913, PLR0917 - each is a part of the house it joins
        self,
        rules: Callable[[], Rulebook],
        settings: Callable[[], Settings],
        clock: Clock,
        ledger: Ledger,
        history: History,
        reminding: Reminding,
    ) -> None:
        self._rules = rules
        self._settings = settings
        self._clock = clock
        self._ledger = ledger
        self._history = history
        self._reminding = reminding

    def found(self, mail: SentMail) -> list[FoundPromise]:
        """Commitments in a text, without noting anything."""
        mail = self._own(mail)
        return self._found(mail, self._language(mail))

    def _own(self, mail: SentMail) -> SentMail:
        """What the user wrote: the history that may come with it is blanked out."""
        seen = clean(Mail(text=mail.text), self._rules())
        quotes = [one for one in seen.noise if one.kind == "quote"]
        return replace(mail, text=blank(seen.text, quotes))

    def _found(self, mail: SentMail, language: str) -> list[FoundPromise]:
        return promises.find(mail.text, mail.sent, ZoneInfo(mail.zone), self._rules(), language)

    def _language(self, mail: SentMail) -> str:
        book = self._rules()
        return spoken(mail.language or language_of(mail.text, book.languages), book.remembering)

    def due(self, text: str, said: datetime, zone: ZoneInfo, language: str | None) -> Due:
        """When a phrase falls due that was said at a moment in a zone.

        A phrase is too short to tell its language for sure, so of all that know a time in it the
        one counts that reads most of it.
        """
        book = self._rules()
        told = spoken(language or language_of(text, book.languages), book.remembering)
        others = (one for one in book.remembering if one != told and language is None)
        found = [
            due.resolve(book.plain(text, one), said, zone, book.remembering[one], book.rhythm)
            for one in (told, *others)
        ]
        read = max(found, key=lambda one: one.end - one.start)
        return replace(read, text=text[read.start : read.end]) if read.due else read

    def sent(self, mail: SentMail) -> SentReport:
        """Take what was promised into the ledger, and close what this mail fulfils."""
        mail = self._own(mail)
        language, book = self._language(mail), self._rules()
        report = self._ledger.record(mail, self._found(mail, language), language)
        if rules := book.replying.get(language):
            said = book.plain(mail.text, language)
            self._history.note_sorries(mail.id, sorries.sorries_in(said, rules))
            marks = voice.marks_in(mail.text, rules.voice, book.languages)
            self._history.note_voice(mail.id, language, marks)
        self._reminding.changed(*report.kept)
        return report

    def unsent(self, mail: str) -> list[Promise]:
        """Undo brought a sent mail back: nothing was promised, and what it closed is open."""
        again = self._ledger.withdraw(mail)
        self._reminding.changed(*again)
        return again

    def promises(self, query: PromiseQuery) -> list[Promise]:
        """Rows of the ledger, the next due first."""
        self._ledger.mark_missed(self._clock())
        return self._ledger.promises(
            state=query.state,
            app=query.app,
            thread=query.thread,
            person=query.person,
            waiting=query.waiting,
        )

    def promise(self, number: int) -> PromiseDetail:
        """One row with its history."""
        self._ledger.mark_missed(self._clock())
        events = tuple(self._ledger.events(number))
        return PromiseDetail(promise=self._ledger.get(number), events=events)

    def change(self, number: int, given: PromiseChange) -> Promise:
        """What the user did with a row, in the browser.

        Raises:
            ChangeError: the change lacks its moment, or that is past.
        """
        match given.action:
            case "done":
                promise = self._ledger.done(number)
            case "drop":
                promise = self._ledger.drop(number)
            case "reopen":
                promise = self._ledger.reopen(number)
            case "confirm":
                promise = self._ledger.confirm(number)
            case "notice":
                promise = self._ledger.want_notice(number)
            case "snooze":
                promise = self._ledger.snooze(number, given.until or self._next_block())
            case "renegotiate":
                if given.due is None:
                    message = "due: say the new time"
                    raise ChangeError(message)
                promise = self._ledger.renegotiate(number, given.due)
            case "shown":
                promise = self._ledger.get(number)
                self._reminding.shown(promise)
        self._reminding.changed(promise)
        return promise

    def _next_block(self) -> datetime:
        zone = self._settings().timezone
        return rhythm.next_block(self._clock(), zone, self._rules().rhythm).start

    def _back_at(self, number: int) -> datetime:
        """When a snoozed notice comes back: in the next block, but half way to a time before it.

        Whoever snoozes a warning wants to be warned again while a word still helps (B40).
        """
        now, block = self._clock(), self._next_block()
        promise = self._ledger.get(number)
        if promise.state == "open" and promise.due and now < promise.due <= block:
            return now + (promise.due - now) / 2
        return block

    def act(self, action: Action, numbers: Sequence[int], open_link: Callable[[str], bool]) -> None:
        """A button of a notification was pressed; Open and Tell them also show the thread.

        Of many the first are opened, and not a screen full of tabs; the rest stay on the desk.
        Where none can be, it is said where the first is.
        """
        for number in numbers:
            if action != "open":
                until = self._back_at(number) if action == "snooze" else None
                self.change(number, PromiseChange(action=action, until=until))
        if action in ("open", "notice"):
            found = dict.fromkeys(self._ledger.get(number).link or "" for number in numbers)
            # A link comes from a page, so it is not trusted.
            links = [link for link in found if link.startswith("https://")][:MOST_TABS]
            opened = [open_link(link) for link in links]
            if numbers and not any(opened):
                first = self._ledger.get(numbers[0])
                self._reminding.could_not_open(first, telling=action == "notice")
