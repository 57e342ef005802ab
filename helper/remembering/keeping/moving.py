"""A promise put off without promising anew: "I won't manage Friday, Monday is realistic" (B57).

Read only beside an open promise: then a sentence that takes the old time back, and a later time
in it or in the one behind, is the new time. On its own the same sentence may be about anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from helper.contracts import Due, FoundPromise, Promise, SentMail
from helper.remembering.dates.beside import is_taken_back
from helper.remembering.dates.due import all_in
from helper.remembering.finding.saying import GAP
from helper.remembering.keeping import evidence
from helper.remembering.keeping.plans import MOVED
from helper.remembering.keeping.things import alike, names_thing, things, without_time
from helper.rulebook import Rulebook
from helper.rulebook.remembering import RememberingRules
from helper.sentences import CLAUSE, part_around, sentences


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
        """In the letters of the rules, and so are the sentences of ``found``, without times."""
        self.rules = book.remembering[language]
        self.found = [_timeless(one, book, language) for one in found]
        self._sent, self._zone, self._book = mail.sent, ZoneInfo(zone), book

    @cached_property
    def times(self) -> list[Due]:
        """Every future time in the whole mail."""
        return self._times_in(self.text)

    def times_since(self, old: Promise) -> list[Due]:
        """The same, or those to come when ``old`` was promised, if its own is over by now."""
        is_over = old.due is not None and old.due <= self._sent
        return self._times_in(self.text, old.made) if is_over else self.times

    def promises_at(self, at: int) -> bool:
        """Whether a place in the mail stands in one of its own promises."""
        return any(one.start <= at < one.end for one in self.found)

    @cached_property
    def bare(self) -> list[tuple[int, int, str, Due]]:
        """Each sentence with a time: where it stands, what else it says, and its last time."""
        found: list[tuple[int, int, str, Due]] = []
        for start, end in sentences(self.text, self._book.languages):
            own = [one for one in self.times if start <= one.start < end]
            left = self.text[start:end]
            for one in reversed(own):
                left = left[: one.start - start] + left[one.end - start :]
            found += [(start, end, left, own[-1])] if own else []
        return found

    @cached_property
    def stretches(self) -> list[_Stretch]:
        """Where a time may be taken back: parsed for times only where words say so."""
        taken_back = [one.start for one in self.times if is_taken_back(self.text, one, self.rules)]
        return [
            _Stretch(start, end, self._times_in(self.text[start:end]))
            for start, end in self._told()
            if self._slips(start, end) or any(start <= one < end for one in taken_back)
        ]

    def _times_in(self, text: str, said: datetime | None = None) -> list[Due]:
        return all_in(text, said or self._sent, self._zone, self.rules, self._book.rhythm)

    def _slips(self, start: int, end: int) -> bool:
        says, said = self.rules.fulfilment, self.text[start:end]
        putting_off = says.new_time.search(said) or says.slipping.search(said)
        return bool(putting_off or says.sooner.search(said))

    def _told(self) -> Iterator[tuple[int, int]]:
        """Each sentence alone and then together with the one behind, as long as neither asks."""
        places = sentences(self.text, self._book.languages)
        for (start, end), (_, behind) in zip(places, [*places[1:], *places[-1:]], strict=True):
            for stop in (end, behind):
                if not self.rules.fulfilment.asking.search(self.text, start, stop):
                    yield start, stop


def _timeless(one: FoundPromise, book: Rulebook, language: str) -> FoundPromise:
    said, time = (book.plain(text, language) for text in (one.text, one.due_text or "\n"))
    return replace(one, text=without_time(said, time, book.remembering[language]))


def put_off(old: Promise, met: evidence.Earlier, said: Said) -> list[FoundPromise]:
    """The promise ``old`` with the new time that a mail gives it, if it does.

    Where others are open as well, what names one of them or its day, or nothing at all, may not be
    of this, and this has to have a time. The promise given says the same in the letters of the
    rules.
    """
    if old.due is None and met.others:
        return []
    new = _in_words(old, met, said) or (None if met.others else _bare(old, met.sentence, said))
    if new is None:
        return []
    start, end, due = new
    moved = FoundPromise(
        start=start,
        end=end,
        text=met.sentence,
        form="explicit",
        due=due.due,
        due_text=due.text,
        grain=due.grain,
        confidence=1.0,
        rule=MOVED,
        inferred=due.inferred,
    )
    return [moved]


def _in_words(old: Promise, met: evidence.Earlier, said: Said) -> tuple[int, int, Due] | None:
    """Where words take the old time back, or give a sooner one, and the new one there."""
    for start, end, named in said.stretches:
        text = said.text[start:end]
        sooner = bool(said.rules.fulfilment.sooner.search(text))
        times = [
            one
            for one in named
            if not (said.promises_at(start + one.start) or start + one.start in met.told)
            and not _is_done(text, one, said.rules)
        ]
        due = next((one for one in times if _may_follow(one, old, sooner=sooner)), None)
        another = evidence.is_of_another(met, text, said.rules)
        if due and not another and _is_moved(old, met, text, named, said.rules):
            return start, end, due
    return None


def _bare(old: Promise, promised: str, said: Said) -> tuple[int, int, Due] | None:
    """Where a mail says a time and nothing else: "Make it 6 pm", "Friday at 10 works for me".

    Who only agrees to a time moves an appointment, such as a call.
    """
    says = said.rules.fulfilment
    meets = old.grain in {"minute", "hour"} and evidence.is_elsewhere(promised, said.rules)
    for start, end, left, due in said.bare:
        tells = says.telling.search(promised)  # and then a time may be what was asked for
        puts = not tells and says.putting.fullmatch(left)
        agrees = meets and says.agreeing.fullmatch(left)
        if (puts or agrees) and due.due != old.due and _may_follow(due, old, sooner=meets):
            return start, end, due
    return None


def _is_done(text: str, due: Due, rules: RememberingRules) -> bool:
    """Whether a time stands where something is told that is done: "it went out today"."""
    says = rules.fulfilment
    clause = text[slice(*part_around(CLAUSE, text, due.start, due.end))]
    return bool(says.done.search(clause)) and not says.slipping.search(clause)


def told(old: Promise, how: str) -> str:
    """What was promised and how it was moved: a reminder tells both."""
    return GAP.join((old.sentence, " ".join(how.split())))


def recalled(old: Promise, said: Said) -> frozenset[int]:
    """Where a mail names the very time that was promised: "I'd told you Thursday at noon".

    The time of a new promise is no such word.
    """
    times = (one.start for one in said.times_since(old) if old.due and one.due == old.due)
    return frozenset(at for at in times if not said.promises_at(at))


def _may_follow(one: Due, old: Promise, *, sooner: bool) -> bool:
    """Whether a time may be the new one of a promise: it is later, or another if it is sooner."""
    return one.due is not None and (_is_behind(one, old) or (sooner and one.due != old.due))


def _is_behind(one: Due, old: Promise) -> bool:
    if old.due is None or one.due is None:
        return True
    by_day = "day" in {one.grain, old.grain}
    return one.due.date() > old.due.date() if by_day else one.due > old.due


def _is_moved(
    old: Promise, met: evidence.Earlier, said: str, named: list[Due], rules: RememberingRules
) -> bool:
    """Whether the promised day is taken back, or the promised thing, or whatever it is."""
    says, promised = rules.fulfilment, met.sentence
    by_name = names_thing(promised, said, rules) or alike(promised, said, rules)
    days = [one for one in named if one.due and old.due and one.due.date() == old.due.date()]
    is_there = says.attending.search(said) and not evidence.is_elsewhere(promised, rules)
    if days and any(is_taken_back(said, one, rules) for one in days):
        return bool(by_name) or not is_there
    more = says.new_time.search(said) or says.sooner.search(said)
    of_another = any(one.due and one.due.date() in met.days for one in named)
    if more and not (days or is_there or of_another or things(said, rules)):
        return True
    return bool(by_name) and bool(more or says.slipping.search(said))
