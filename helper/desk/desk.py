"""The one way through the rooms: open a mail, answer it, keep the promise, rest.

Rooms do not know each other. What one has learned, the desk hands to the next as a contract;
what one must ask of another, the desk passes in as a function. The doors above (HTTP,
terminal) call nothing but this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from helper.clock import Clock
from helper.contracts import (
    Basis,
    Check,
    Day,
    Digest,
    Draft,
    Due,
    FoundPromise,
    Hours,
    InboxRow,
    Insights,
    Mail,
    Person,
    Promise,
    Reading,
    SentMail,
    SentReport,
    Theme,
)
from helper.desk.answering import Answering
from helper.desk.checking import Checking
from helper.desk.keeping import Keeping
from helper.desk.mirroring import Mirroring
from helper.desk.morning import Morning
from helper.desk.opening import Opening
from helper.desk.reminding import Channel, Locale, Nowhere, Reminding
from helper.remembering.keeping.ledger import ChangeError, Ledger
from helper.remembering.keeping.naming import things_of
from helper.remembering.past import contacts, retention
from helper.remembering.past.attention import Attention
from helper.remembering.past.history import History
from helper.remembering.reminding.announced import Announced
from helper.remembering.reminding.notices import Action
from helper.remembering.reminding.reminders import Notified, fallen_due
from helper.replying.checking.seen import NOTHING_KNOWN, Mailing
from helper.replying.composing import timeline
from helper.replying.understanding.forms import Absence
from helper.resting import digest, export, rhythm, themes
from helper.resting.themes import ThemesFormat
from helper.rulebook import Rulebook, spoken
from helper.rulebook.resting import RestingRules
from helper.settings import Settings, computers_language
from helper.store import Store
from helper.wire.household import Heard
from helper.wire.mail import (
    AwayPromise,
    DraftRequest,
    Drafts,
    PromiseChange,
    PromiseDetail,
    PromiseQuery,
)
from helper.workdays import working_days_after


class Desk:
    """Rules in force, memory, settings and clock, and what can be done with them."""

    def __init__(
        self,
        rules: Callable[[], Rulebook],
        store: Store,
        settings: Settings,
        clock: Clock,
        channel: Channel | None = None,
    ) -> None:
        self._rules = rules
        self._settings = settings
        self._clock = clock
        self._hours: Hours | None = None
        self._language = computers_language()
        self._ledger = Ledger(store, clock, rules)
        self._store = store
        self._history = History(store)
        self._attention = Attention(store)
        self._mornings = Announced(store)
        self._opening = Opening(
            rules, self._current, store, self._ledger, self._history, self._attention
        )
        self._answering = Answering(rules, self._current, self._ledger, self._history)
        self._checking = Checking(rules, self._current, self._ledger)
        self._mirroring = Mirroring(store, self._history, self._attention)
        shown = channel or Nowhere()
        self.reminding = Reminding(
            rules, self._ledger, Notified(store), self._current, clock, shown, self._locale
        )
        self._keeping = Keeping(
            rules, self._current, clock, self._ledger, self._history, self.reminding
        )
        self._morning = Morning(
            promised=self._promised_today,
            things=self._things,
            unanswered=self._history.unanswered,
            announced=self._mornings,
            channel=shown,
        )

    def _current(self) -> Settings:
        return self._settings

    def adopt(self, settings: Settings) -> None:
        """Go on with changed settings."""
        self._settings = settings

    @property
    def book(self) -> Rulebook:
        """The rules in force now."""
        return self._rules()

    # Read

    def read(self, mail: Mail) -> Reading:
        """What the mail says, and what is remembered of its writer."""
        return self._opening.read(mail, self._clock())

    # Reply

    def draft(self, request: DraftRequest, now: datetime | None = None) -> Drafts:
        """Drafts for a mail, or for a promise that slips, with the times they offer."""
        return self._answering.draft(request, now or self._clock())

    def check(
        self,
        text: str,
        reading: Reading | None,
        me: str | None,
        mailing: Mailing = NOTHING_KNOWN,
        reader: str | None = None,
    ) -> Check:
        """The live checklist on what the user typed, in the language that ``reader`` names."""
        now = self._clock()
        if reading:
            self._attention.note(reading, now)
        return self._checking.check(text, reading, me, mailing, now, reader=reader)

    # Remember

    def find_promises(self, mail: SentMail) -> list[FoundPromise]:
        """Commitments in a text, without noting anything."""
        return self._keeping.found(mail)

    def due(self, text: str, said: datetime, zone: ZoneInfo, language: str | None) -> Due:
        """When a phrase falls due that was said at a moment in a zone."""
        return self._keeping.due(text, said, zone, language)

    def sent(self, mail: SentMail) -> SentReport:
        """Take what was promised into the ledger, and close what this mail fulfils."""
        report = self._keeping.sent(mail)
        self._attention.sent(mail)
        return report

    def unsent(self, mail: str) -> list[Promise]:
        """Undo brought a sent mail back: nothing was promised, and what it closed is open."""
        return self._keeping.unsent(mail)

    def away(self, since: datetime, until: datetime, zone: str | None) -> list[AwayPromise]:
        """The promises that fall due in an absence, each with a notice to send before (K10).

        Raises:
            ChangeError: it ends before it begins.
        """
        if until <= since:
            message = "until: an absence ends after it begins; are the two days swapped?"
            raise ChangeError(message, "swapped")
        rows = self.promises(PromiseQuery(state="open"))
        falling = [one for row in rows if (one := fallen_due(row, since, until, self.book.rhythm))]
        there = self._zone(zone)
        last = until.astimezone(there).date() - timedelta(days=1)
        back = working_days_after(self.book.rhythm, last, 1)
        gone = Absence(since.astimezone(there).date(), back)
        return [
            AwayPromise(promise=one, draft=self._notice(one, gone, until, zone)) for one in falling
        ]

    def _notice(
        self, promise: Promise, gone: Absence, until: datetime, zone: str | None
    ) -> Draft | None:
        """A notice of an absence that offers times from ``until`` on."""
        request = DraftRequest(form="away", zone=zone)
        given = self._answering.draft(request, self._clock(), until, gone, promise)
        return next(iter(given.drafts), None)

    def promises(self, query: PromiseQuery) -> list[Promise]:
        """Rows of the ledger, the next due first."""
        return self._keeping.promises(query)

    def promise(self, number: int) -> PromiseDetail:
        """One row with its history."""
        return self._keeping.promise(number)

    def change(self, number: int, given: PromiseChange) -> Promise:
        """What the user did with a row, in the browser.

        Raises:
            ChangeError: the change lacks its moment, or that is past.
        """
        return self._keeping.change(number, given)

    def act(self, action: Action, numbers: Sequence[int], open_link: Callable[[str], bool]) -> None:
        """A button of a notification was pressed; Open and Tell them also show the thread."""
        self._keeping.act(action, numbers, open_link)

    def voices(self) -> tuple[Heard, ...]:
        """What was learned of how the user writes, by language."""
        return self._answering.voices()

    def forget_voice(self) -> None:
        """Word drafts as the rules have it again; what was sent and promised stays."""
        retention.forget_voice(self._store)

    def forget(self, person: Person) -> bool:
        """Delete a person with all that is noted of them; whether they were known.

        What still stands on the desktop about them goes too.
        """
        who = person.address or person.name
        owed = self._ledger.promises(person=who) if who else []
        known = retention.forget_person(self._store, person)
        self.reminding.changed(*owed)
        return known

    def addresses_of(self, name: str) -> list[str]:
        """Under which addresses people of this name are noted."""
        return contacts.addresses_of(self._store, name)

    def forget_before(self, moment: datetime) -> None:
        """Delete what was noted before ``moment``; what is still owed stays."""
        retention.forget_before(self._store, moment)

    # Rest

    def triage(
        self, rows: Sequence[InboxRow], zone: str | None, language: str | None = None
    ) -> Digest:
        """The visible inbox as one card; what was answered since waits for nobody (B78)."""
        now = self._clock()
        answered = self._history.answered(rows)
        rows = [row for row in rows if row.id not in answered]
        readings = {row.id: self._opening.read_row(row) for row in rows}
        promised = self._promised_today(now, self._zone(zone))
        return digest.digest(
            rows,
            readings,
            promised,
            basis=self._reply_minutes(),
            now=now,
            rules=self._words(language),
            things=self._things(promised, language),
        )

    def announced(self, found: Digest, zone: str | None) -> Digest:
        """The card with the word whether to say its line aloud: once a day, in a block (B74)."""
        now, place = self._clock(), self._zone(zone)
        customers = any(row.kind not in {None, "none"} for row in found.rows)
        quiet = self._settings.notify == "nowhere" or not customers
        if quiet or not rhythm.may_announce(now, place, self.book.rhythm):
            return found
        return replace(found, announce=self._mornings.claim(now.astimezone(place).date()))

    def say_morning(self) -> bool:
        """Tell on the desktop what today holds, if it is time and no browser did (B74)."""
        zone, words = self._zone(None), self._words(None)
        return self._morning.look(self._clock(), zone, self.book.rhythm, words)

    def _reply_minutes(self) -> Basis:
        """Minutes at the keyboard for one reply."""
        least = self.book.timeline.least_history
        return self._mirroring.answering(timeline.answering(self.book), least)

    def day(self, zone: str | None, language: str | None = None, hours: Hours | None = None) -> Day:
        """Today's blocks, the next promise, and what no desktop could show.

        The language and the clock of who asks are kept in mind for what is shown on the desktop.
        """
        now, self._hours = self._clock(), hours or self._hours
        self._language = language or self._language
        self._ledger.mark_missed(now)
        timed = (one for one in self._ledger.promises(state="open") if one.due)
        words = self._words(language).on_clock(self._hours)
        return rhythm.day(
            now,
            self._zone(zone),
            self.book.rhythm,
            words,
            next_promise=next(timed, None),
            slipped=self._ledger.unmended(now),
            reminders=self.reminding.waiting(self._zone(zone), self._locale(language)),
            pause=self._mirroring.pause(now, self.book, words),
        )

    def insights(self, zone: str | None, language: str | None = None) -> Insights:
        """The private look back over this week."""
        words = self._words(language)
        return self._mirroring.insights(self._clock(), self._zone(zone), self.book, words)

    def themes(self, language: str | None = None) -> tuple[Theme, ...]:
        """What people ask about, with masked quotes; nothing in it names anyone."""
        return self._mirroring.themes(self._clock(), self.book, self._words(language))

    def export_themes(self, form: ThemesFormat, language: str | None = None) -> export.Export:
        """The same as a file for the product team."""
        now, zone = self._clock(), self._zone(None)
        return themes.export(form, self.themes(language), now, zone, self._words(language))

    def export(self, form: export.Format, language: str | None = None) -> export.Export:
        """The whole ledger as a file."""
        now = self._clock()
        rows = self.promises(PromiseQuery())
        return export.export(form, rows, now, self._zone(None), self._words(language))

    # Small things

    def _words(self, language: str | None) -> RestingRules:
        """The words for the user's own screen, in the language it asks for or the one set."""
        return self.book.resting[self._spoken(language)]

    def _spoken(self, language: str | None) -> str:
        wanted = language or self._settings.language or self._language
        return spoken(wanted, self.book.resting)

    def _things(self, rows: Sequence[Promise], language: str | None = None) -> dict[int, str]:
        """What rows are about, where that was said in the language it is to be told in."""
        told = self._spoken(language)
        return things_of((row for row in rows if row.language == told), self.book)

    def _locale(self, language: str | None = None) -> Locale:
        """What a notification is told in; where nobody asks, the desktop's."""
        return Locale(self._spoken(language), self._words(language).on_clock(self._hours))

    def _zone(self, name: str | None) -> ZoneInfo:
        return self._settings.zone_for(name)

    def _promised_today(self, now: datetime, zone: ZoneInfo) -> list[Promise]:
        today = now.astimezone(zone).date()
        rows: Iterable[Promise] = self._ledger.promises(state="open")
        return [one for one in rows if one.due and one.due.astimezone(zone).date() <= today]
