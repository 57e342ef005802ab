"""The checklist: what is typed, the mail it answers and the day's promises go to replying."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from helper.contracts import Check, Reading
from helper.desk.rows import lengthened, short, shortened
from helper.reading import manners
from helper.remembering.finding import promises
from helper.remembering.keeping.ledger import Ledger
from helper.replying.checking import checklist
from helper.replying.checking.language import judged_in
from helper.replying.checking.lint import Ear
from helper.replying.checking.seen import Mailing
from helper.replying.checking.typed import Load
from helper.rulebook import Rulebook
from helper.settings import Settings


class Checking:
    """Looks over what the user types, with the ears that heard the mail."""

    def __init__(
        self, rules: Callable[[], Rulebook], settings: Callable[[], Settings], ledger: Ledger
    ) -> None:
        self._rules = rules
        self._settings = settings
        self._ledger = ledger

    def check(  # noqa: PLR0913 - one argument per thing the desk knows
        self,
        text: str,
        reading: Reading | None,
        me: str | None,
        mailing: Mailing,
        now: datetime,
        *,
        reader: str | None,
    ) -> Check:
        """The live checklist on what the user typed, told in the language of the reader."""
        book, settings = self._rules(), self._settings()
        typed, reading = short(text), reading and shortened(reading)
        language = judged_in(typed.text, reading, book)
        known = reading if reading and reading.language in book.replying else None
        found = promises.find(typed.text, now, settings.timezone, book, language)
        noted = checklist.check(
            typed.text,
            known,
            book.explained(language, reader),
            language,
            me=me or settings.name or None,
            promises=found,
            mailing=mailing,
            load=Load(now=now, zone=settings.timezone, due=self._ledger.taken),
            ear=_ear(language, mild=_ear(language, manners.DOUBT)),
        )
        return lengthened(noted, typed)


def _ear(language: str, doubt: float = 0.0, mild: Ear | None = None) -> Ear:
    """What the checklist hears with."""
    return Ear(
        breaks=partial(manners.heard, language=language, doubt=doubt),
        is_kind=partial(manners.is_kind, language=language, doubt=doubt),
        mild=mild,
    )
