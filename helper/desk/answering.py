"""A reply: the reading, the user's own times and what was said before are handed to replying."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias
from zoneinfo import ZoneInfo

from helper.contracts import (
    ANGRY,
    CLOCKED,
    Draft,
    Form,
    FoundPromise,
    Promise,
    Promised,
    Reading,
    Timeline,
)
from helper.desk.rows import shortened
from helper.remembering.dates import due
from helper.remembering.dates.lateness import grace_ends
from helper.remembering.finding import promises
from helper.remembering.keeping.ledger import Ledger
from helper.remembering.keeping.naming import promised
from helper.remembering.past.history import History
from helper.replying.composing import cases, drafting, labels, timeline, voice
from helper.replying.composing.variety import Lately
from helper.replying.understanding.forms import Absence, Understood, understood
from helper.replying.understanding.script import Letters, letters_of
from helper.rulebook import DEFAULT_LANGUAGE, Rulebook, spoken
from helper.rulebook.replying import ReplyingRules
from helper.settings import Settings
from helper.text import bare_subject, blank, holds
from helper.wire.household import Heard
from helper.wire.mail import DraftRequest, Drafts

SORRY_REST = timedelta(days=90)
"""So long nobody gets the same form of sorry again (B32)."""
STANDING = timedelta(minutes=25)
"""So long somebody who stands and waits is kept at most."""
AFTER = timedelta(minutes=30)
"""So long after the time from which on somebody can be called."""
SKEWED = timedelta(days=30)
"""A mail dated further ahead comes from no clock at all; the times offered would be years away."""
Read: TypeAlias = Callable[[str], list[FoundPromise]]
"""Finds the promises of a mail."""


class Answering:
    """Drafts with times that can be kept, in the voice of the user."""

    def __init__(
        self,
        rules: Callable[[], Rulebook],
        settings: Callable[[], Settings],
        ledger: Ledger,
        history: History,
    ) -> None:
        self._rules = rules
        self._settings = settings
        self._ledger = ledger
        self._history = history
        self._lately = Lately()

    def voices(self) -> tuple[Heard, ...]:
        """How the user writes, by language: what drafts take over."""
        return tuple(
            _heard(language, mails, voice.voice_of(self._history.voice(language)))
            for language, mails in self._history.voice_mails().items()
        )

    def draft(
        self,
        request: DraftRequest,
        now: datetime,
        earliest: datetime | None = None,
        away: Absence | None = None,
        promise: Promise | None = None,
    ) -> Drafts:
        """Drafts for a mail, or for a promise that slips, with the times they offer.

        Of a ``promise`` that comes again and again a round is given as it falls due then.
        """
        if request.reading is not None:
            request = replace(request, reading=shortened(request.reading))
        if request.promise is not None:
            promise = self._ledger.get(request.promise)
        reading, book = request.reading, self._rules()
        promise = promise and _as_it_stands(promise, book, now)
        language = _language_of_reply(reading, promise)
        mail = _understood(reading, book)
        after = promise.due if promise else None
        limits = timeline.Limits(earliest=earliest, after=after, taken=self._ledger.taken())
        offered = self._offer(request, language, mail, now, limits)
        rules = book.explained(language, request.language).replying.get(language)
        if rules is None:  # better no draft than one in another language (B12)
            return Drafts(drafts=(), timeline=offered)
        letters = _letters(mail, promise, book, rules)
        known = replace(self._known(request, promise, away, language, now), letters=letters)
        given = cases.Given(mail, offered, known, promise, choice=request.choice)
        zone = self._settings().zone_for(request.zone)
        read = partial(promises.find, sent=now, zone=zone, book=book, language=language)
        found = _drafts(given, _named(promise, language, book), rules, request.form, read)
        for one in found[:1]:
            self._lately.note(cases.seed(reading, promise), drafting.runs_of(one, rules))
        call = _call(reading, offered, letters, rules)
        return Drafts(drafts=tuple(found), timeline=offered, call=call)

    def _known(
        self,
        request: DraftRequest,
        promise: Promise | None,
        away: Absence | None,
        language: str,
        now: datetime,
    ) -> cases.Known:
        """What is known beside the mail: who signs, and what was said before."""
        reading = request.reading
        me = request.me.name or self._settings().name or None
        return cases.Known(
            me=me,
            signed=me is not None and holds(request.me.signature, me),
            avoid=self._sorries_to(reading, promise, now),
            lately=self._lately.before(cases.seed(reading, promise)),
            away=away,
            voice=voice.voice_of(self._history.voice(language)),
        )

    def _sorries_to(
        self, reading: Reading | None, promise: Promise | None, now: datetime
    ) -> frozenset[str]:
        """What this person got of late: the same sorry twice sounds like a form letter (B32)."""
        person = reading.sender if reading else promise.person if promise else None
        return self._history.sorries_to(person, now - SORRY_REST)

    def _offer(
        self,
        request: DraftRequest,
        language: str,
        mail: Understood | None,
        now: datetime,
        limits: timeline.Limits,
    ) -> Timeline:
        """Times after ``now``, and not before the mail came, said for the customer as well."""
        reading, book = request.reading, self._rules()
        zone = self._settings().zone_for(request.zone)
        work = (reading and reading.kind) or "support"
        received = reading.received if reading else None
        came = received if received and received < now + SKEWED else None
        return timeline.offer(
            work,
            self._history.answer_minutes(work, book.rhythm, zone),
            book,
            zone,
            now,
            whole=self._history.resolution_minutes(work, book.rhythm, zone),
            language=spoken(language, book.replying),
            there=labels.zone_of(received, zone, now),
            wish=self._wish(mail, now, zone),
            limits=replace(limits, earliest=limits.earliest or came),
        )

    def _wish(self, mail: Understood | None, now: datetime, zone: ZoneInfo) -> timeline.Wish:
        """How soon a word is due, by when they need it, and when they would like to be called."""
        if mail is None:
            return timeline.NO_WISH
        book, language = self._rules(), mail.reading.language
        rules = book.remembering[spoken(language, book.remembering)]
        said = (mail.when.by, mail.when.call if mail.is_call else None)
        by, call = (
            due.resolve(text, now, zone, rules, book.rhythm).due if text else None for text in said
        )
        if call and mail.when.later:
            call += AFTER
        return timeline.Wish(
            pressing=mail.about.pressing or mail.level >= ANGRY,
            quick=mail.is_light,
            by=now + STANDING if mail.when.now else by,
            call=call,
        )


def _as_it_stands(promise: Promise, book: Rulebook, now: datetime) -> Promise:
    """A promise as it is to be spoken of: its subject as people say it, and whether it is over."""
    is_late = promise.state == "open" and _is_over(promise, now)
    return replace(
        promise,
        subject=bare_subject(promise.subject, book.languages) or None,
        # Words that come before the time would be untrue.
        state="broken" if is_late else promise.state,
    )


def _is_over(promise: Promise, now: datetime) -> bool:
    """Whether the time that was said has passed, be there grace left or not."""
    end = promise.due if promise.grain in CLOCKED else grace_ends(promise)
    return end is not None and end <= now


def _heard(language: str, mails: int, own: voice.Voice) -> Heard:
    return Heard(
        language=language,
        mails=mails,
        greeting=own.name and own.name.replace("{name}", "…"),
        closing=own.sign and own.sign.partition("\n")[0],
        long_forms=own.long,
        short_sentences=own.brief,
        familiar=own.familiar,
    )


def _understood(reading: Reading | None, book: Rulebook) -> Understood | None:
    """A mail in a language that can be answered."""
    if reading is None or reading.language not in book.replying:
        return None
    return understood(reading, book.replying[reading.language], _pairs(reading.language, book))


def _letters(
    mail: Understood | None, promise: Promise | None, book: Rulebook, rules: ReplyingRules
) -> Letters | None:
    """How to write in the letters of the mail, or of the promise there is no mail to."""
    if mail or promise is None:
        return mail.letters if mail else None
    return letters_of(promise.sentence, _pairs(promise.language, book), rules.script)


def _pairs(language: str, book: Rulebook) -> str:
    theirs = book.reading.get(language)
    return theirs.letters if theirs else ""


def _named(promise: Promise | None, language: str, book: Rulebook) -> Promised:
    """What was promised, in the language of the draft."""
    if promise is None or promise.language != language:
        return cases.NOTHING_NAMED
    return promised(promise, book)


def _call(
    reading: Reading | None, offered: Timeline, letters: Letters | None, rules: ReplyingRules
) -> str | None:
    """A call instead of a mail, for whom one is due."""
    if reading is None or not reading.call:
        return None
    said = timeline.call(offered, rules.times, reading)
    return letters.theirs(said) if letters and said else said


def _drafts(
    given: cases.Given, named: Promised, rules: ReplyingRules, form: Form | None, read: Read
) -> list[Draft]:
    """Drafts that name what was promised, as far as each, once sent, promises its new time alone.

    Where one would be read back as another promise, it names less.
    """
    for one in dict.fromkeys((named, replace(named, anew=None))):
        made = drafting.drafts(replace(given, promised=one), rules, form)
        if one == cases.NOTHING_NAMED or all(_promises_its_time(each, read) for each in made):
            return made
    return drafting.drafts(given, rules, form)


def _promises_its_time(draft: Draft, read: Read) -> bool:
    """Whether its words promise one of its times and no more; a gap is none of its words."""
    said = blank(draft.text, draft.gaps)
    return [one.due for one in read(said)] == [one.at for one in draft.times[:1]]


def _language_of_reply(reading: Reading | None, promise: Promise | None) -> str:
    if reading is not None:
        return reading.language
    return promise.language if promise else DEFAULT_LANGUAGE
