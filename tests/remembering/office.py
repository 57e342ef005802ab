"""An office of the tests: a ledger with a clock to hold, and Ana to write to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from helper.contracts import Mail, Person, Reading, SentMail, SentReport
from helper.remembering.finding.promises import find
from helper.remembering.keeping.ledger import Ledger
from helper.remembering.past.contacts import Contacts
from helper.remembering.past.history import History

if TYPE_CHECKING:
    from helper.rulebook import Rulebook
    from helper.store import Store

START = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
"""A Wednesday, 11:00 in Berlin."""
BERLIN = ZoneInfo("Europe/Berlin")
ANA = Person(name="Ana", address="Ana@shop.example")
PROMISE = "I'll write to you by Thursday 15:00 with what I've found."


class Office:
    """A ledger with a clock to hold, and a way to send mail as the desk does."""

    def __init__(self, store: Store, book: Rulebook) -> None:
        self.now = START
        self.book = book
        self.store = store
        self.ledger = Ledger(store, lambda: self.now, lambda: book)

    def mail(self, text: str, **changes: object) -> SentMail:
        """A mail to Ana, sent now."""
        usual = SentMail(
            id=f"mail-{self.now:%d-%H-%M}",
            text=text,
            sent=self.now,
            zone="Europe/Berlin",
            app="gmail",
            account="me@shop.example",
            thread="t1",
            subject="Invoice",
            recipients=(ANA,),
            link="https://mail.example/t1",
        )
        return replace(usual, **changes)  # type: ignore[arg-type]

    def record(self, mail: SentMail, language: str = "en") -> SentReport:
        """Find the promises of a mail and enter them."""
        found = find(mail.text, mail.sent, ZoneInfo(mail.zone), self.book, language)
        return self.ledger.record(mail, found, language)

    def send(self, text: str, **changes: object) -> SentReport:
        """Send an English mail now."""
        return self.send_in("en", text, **changes)

    def send_in(self, language: str, text: str, **changes: object) -> SentReport:
        """Send a mail in a language now."""
        return self.record(self.mail(text, **changes), language)

    def later(self, **span: int) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


def reading(**changes: object) -> Reading:
    """A frustrated support mail."""
    usual: dict[str, object] = {
        "language": "en",
        "text": "",
        "level": 2,
        "score": 0.5,
        "confidence": 0.8,
        "kind": "support",
    }
    return Reading(**{**usual, **changes})  # type: ignore[arg-type]


def mail(thread: str, received: datetime, sender: Person = ANA) -> Mail:
    """A mail from Ana in a thread of ours."""
    return Mail(
        text="not stored",
        sender=sender,
        received=received,
        app="gmail",
        account="me@shop.example",
        thread=thread,
        message=f"{thread}-{received:%d%H%M}",
    )


class Desk(Office):
    """A ledger, a history and the cards over one store."""

    def __init__(self, store: Store, book: Rulebook) -> None:
        super().__init__(store, book)
        self.history = History(store)
        self.contacts = Contacts(store)

    def receive(
        self, thread: str, *, about: str = "", thanks: bool = False, **level: object
    ) -> None:
        """A mail comes in now and is opened at once."""
        given = mail(thread, self.now)
        self.history.note_mail(given, reading(**level), self.now, about, thanks=thanks)
