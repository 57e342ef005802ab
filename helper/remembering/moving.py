"""A promise put off without promising anew: "I won't manage Friday, Monday is realistic" (B57).

Read only beside an open promise: then a sentence that takes the old time back, and a later time
in it or in the one behind, is the new time. On its own the same sentence may be about anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from helper.contracts import Due, FoundPromise, Promise, SentMail
from helper.remembering import evidence
from helper.remembering.due import all_in, is_taken_back
from helper.remembering.things import alike, names_thing, things
from helper.rulebook import Rulebook
from helper.rulebook.remembering import RememberingRules
from helper.text import sentences


class _Stretch(NamedTuple):
    """One or two sentences of a mail that may put a promise off, and the times they name."""

    start: int
    end: int
    named: list[Due]


class Said:
    """What a sent mail says by the rules of one language and in one zone.

    Many promises may be open when it is sent, and each asks for the same: it is found once.
    """

    def __init__(
        self,
        mail: SentMail,
        found: Sequence[FoundPromise],
        book: Rulebook,
        language: str,
        zone: str,
    ) -> None:
        self.text = book.plain(mail.text, language)
        """In the letters of the rules, and so are the sentences of ``found``."""
        self.found = [replace(one, text=book.plain(one.text, language)) for one in found]
        self.rules = book.remembering[language]
        self._sent, self._zone, self._book = mail.sent, ZoneInfo(zone), book

    @cached_property
    def times(self) -> list[Due]:
        """Every future time in the whole mail."""
        return self._times_in(self.text)

    @cached_property
    def stretches(self) -> list[_Stretch]:
        """Where a time may be taken back: parsed for times only where words say so."""
        taken_back = [one.start for one in self.times if is_taken_back(self.text, one, self.rules)]
        return [
            _Stretch(start, end, self._times_in(self.text[start:end]))
            for start, end in self._told()
            if self._slips(start, end) or any(start <= one < end for one in taken_back)
        ]

    def _times_in(self, text: str) -> list[Due]:
        return all_in(text, self._sent, self._zone, self.rules, self._book.rhythm)

    def _slips(self, start: int, end: int) -> bool:
        says, said = self.rules.fulfilment, self.text[start:end]
        return bool(says.new_time.search(said) or says.slipping.search(said))

    def _told(self) -> Iterator[tuple[int, int]]:
        """Each sentence alone and then together with the one behind, as long as neither asks."""
        places = sentences(self.text, self._book.languages)
        for (start, end), (_, behind) in zip(places, [*places[1:], *places[-1:]], strict=True):
            for stop in (end, behind):
                if not self.rules.fulfilment.asking.search(self.text, start, stop):
                    yield start, stop


def put_off(old: Promise, promised: str, said: Said) -> list[FoundPromise]:
    """The promise ``old`` with the new time that a mail gives it, if it does.

    ``promised`` is what it says in the letters of the rules, and so does the promise given.
    """
    for start, end, named in said.stretches:
        new = _later(named, old)
        if new and _is_moved(old, promised, said.text[start:end], named, said.rules):
            moved = FoundPromise(
                start=start,
                end=end,
                text=promised,
                form="explicit",
                due=new.due,
                due_text=new.text,
                grain=new.grain,
                confidence=1.0,
                rule=evidence.MOVED,
                inferred=new.inferred,
            )
            return [moved]
    return []


def told(old: Promise, how: str) -> str:
    """What was promised and how it was moved: a reminder tells both."""
    return f"{old.sentence} … {' '.join(how.split())}"


def recalls(old: Promise, said: Said) -> bool:
    """Whether a mail names the very time that was promised: "I'd told you Thursday at noon"."""
    return old.due is not None and any(one.due == old.due for one in said.times)


def _later(named: list[Due], old: Promise) -> Due | None:
    """The first time behind the old one, or any at all if none was promised."""
    return next((one for one in named if one.due and _is_behind(one, old)), None)


def _is_behind(one: Due, old: Promise) -> bool:
    if old.due is None or one.due is None:
        return True
    by_day = "day" in {one.grain, old.grain}
    return one.due.date() > old.due.date() if by_day else one.due > old.due


def _is_moved(
    old: Promise, promised: str, said: str, named: list[Due], rules: RememberingRules
) -> bool:
    """Whether the promised day is taken back, or the promised thing, or whatever it is."""
    days = [one for one in named if one.due and old.due and one.due.date() == old.due.date()]
    if days and any(is_taken_back(said, one, rules) for one in days):
        return True
    says = rules.fulfilment
    more = says.new_time.search(said)
    if more and not days and not things(said, rules):
        return True
    named_again = names_thing(promised, said, rules)
    return bool(more or says.slipping.search(said)) and bool(
        named_again or alike(promised, said, rules)
    )
