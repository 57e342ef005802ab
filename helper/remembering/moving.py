"""A promise put off without promising anew: "I won't manage Friday, Monday is realistic" (B57).

Read only beside an open promise: then a sentence that takes the old time back, and a later time
in it or in the one behind, is the new time. On its own the same sentence may be about anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from helper.contracts import Due, FoundPromise, Promise
from helper.remembering import evidence
from helper.remembering.due import all_in, is_taken_back
from helper.rulebook import Rulebook
from helper.rulebook.remembering import RememberingRules
from helper.text import sentences


def put_off(old: Promise, text: str, sent: datetime, book: Rulebook) -> list[FoundPromise]:
    """The promise ``old`` with the new time that a mail sent at ``sent`` gives it, if it does.

    ``text`` is in the letters of the rules, and so is the sentence of the promise given.
    """
    rules, zone = book.remembering[old.language], ZoneInfo(old.zone)
    promised = book.plain(old.sentence, old.language)
    for start, end in _stretches(text, rules, book):
        said = text[start:end]
        named = all_in(said, sent, zone, rules, book.rhythm)
        new = _later(named, old)
        if new and _is_moved(old, promised, said, named, rules):
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


def recalls(old: Promise, text: str, sent: datetime, book: Rulebook) -> bool:
    """Whether a mail names the very time that was promised: "I'd told you Thursday at noon"."""
    rules, zone = book.remembering[old.language], ZoneInfo(old.zone)
    named = all_in(text, sent, zone, rules, book.rhythm)
    return old.due is not None and any(one.due == old.due for one in named)


def _stretches(text: str, rules: RememberingRules, book: Rulebook) -> Iterator[tuple[int, int]]:
    """Each sentence alone and then together with the one behind, as long as neither asks."""
    places = [*sentences(text, book.languages)]
    for (start, end), (_, behind) in zip(places, [*places[1:], *places[-1:]], strict=True):
        for stop in (end, behind):
            if not rules.fulfilment.asking.search(text, start, stop):
                yield start, stop


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
    if more and not days and not evidence.things(said, rules):
        return True
    named_again = evidence.names_thing(promised, said, rules)
    return bool(more or says.slipping.search(said)) and bool(
        named_again or evidence.alike(promised, said, rules)
    )
