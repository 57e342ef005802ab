"""An opened mail: where what it says meets what is remembered of its writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from helper.contracts import FRUSTRATED, Claim, InboxRow, Mail, Promise, Reading
from helper.reading import reader
from helper.remembering.keeping.ledger import Ledger
from helper.remembering.past.attention import Attention
from helper.remembering.past.contacts import Contacts
from helper.remembering.past.history import History
from helper.rulebook import Rulebook
from helper.settings import Settings
from helper.store import Store
from helper.text import blank


class Opening:
    """Readings that know who writes, and the notes that a mail leaves behind."""

    def __init__(  # noqa: PLR0913, PLR0917 - each is a part of the house it joins
        self,
        rules: Callable[[], Rulebook],
        settings: Callable[[], Settings],
        store: Store,
        ledger: Ledger,
        history: History,
        attention: Attention,
    ) -> None:
        self._rules = rules
        self._settings = settings
        self._ledger = ledger
        self._history = history
        self._attention = attention
        self._contacts = Contacts(store)

    def read(self, mail: Mail, now: datetime) -> Reading:
        """What the mail says, and what is remembered of its writer.

        A mail from a thread is noted (its timing and level, no text); one from a file is not.
        """
        reading = reader.read(mail, self._readable)
        self._ledger.mark_missed(now)
        is_kept = bool(mail.thread) and mail.app != "file"
        if is_kept:
            self._ledger.complain(reading, blank(reading.text, reading.noise))
        reading = self._second_failure(self._remembered(reading, mail.received or now))
        if is_kept:
            self._note(mail, reading, now)
            self._attention.note(reading, now)
        return reading

    def read_row(self, row: InboxRow) -> Reading:
        """A row of the list, read as the little that is known of its mail."""
        text = f"{row.subject}\n\n{row.snippet}".strip()
        mail = Mail(text=text, subject=row.subject, sender=row.sender, received=row.received)
        return reader.read(mail, self._readable)

    @property
    def _readable(self) -> Rulebook:
        """The rules of the languages alone in which the user wants mail to be read."""
        wanted, book = self._settings().reads.split(", "), self._rules()
        kept = {code: book.reading[code] for code in book.reading if code in wanted}
        return replace(book, reading=kept) if kept else book

    def _remembered(self, reading: Reading, before: datetime) -> Reading:
        """The reading with our own sentences behind its claims (B11), and with the last time.

        Who minds that we did not keep our word holds it against us, and no ear need guess that.
        """
        ours = [
            self._ledger.match_claim(reading.sender, reading.thread, one.text, reading.language)
            for one in reading.claims
        ]
        claims = (_beside(*pair) for pair in zip(reading.claims, ours, strict=True))
        reading = replace(reading, claims=tuple(claims))
        is_frustrated = (reading.level or 0) >= FRUSTRATED
        if is_frustrated and any(one and _was_missed(one, before) for one in ours):
            reading = replace(reading, kind="complaint", cause="mistreated")
        complains = is_frustrated and reading.kind == "complaint"
        last = self._contacts.last_time(
            reading.sender, before, thread=reading.thread, complains=complains
        )
        return replace(reading, last_time=last)

    def _second_failure(self, reading: Reading) -> Reading:
        """A problem of someone we failed of late weighs a level more (B60; Maxham 2002).

        Then, and at the end of their rope, a call serves better than one more mail (B61).
        """
        if not reading.level or reading.score is None:
            return reading
        least = self._rules().reading[reading.language].score.levels
        failed = bool(reading.last_time and reading.last_time.failures)
        level = min(reading.level + failed, len(least))
        score = max(reading.score, least[level - 1])
        return replace(reading, level=level, score=score, call=failed or level == len(least))

    def _note(self, mail: Mail, reading: Reading, now: datetime) -> None:
        rules = self._rules().reading.get(reading.language)
        thanks = rules is not None and reader.thanks(reading, rules)
        line = reader.about(reading, self._rules().languages)
        self._history.note_mail(mail, reading, now, line, thanks=thanks)


def _beside(claim: Claim, ours: Promise | None) -> Claim:
    return replace(claim, promise=ours.id, sentence=ours.sentence) if ours else claim


def _was_missed(promise: Promise, before: datetime) -> bool:
    return promise.state == "broken" and promise.closed is not None and promise.closed <= before
