"""Which asks can be named in a reply: meant in earnest, and well turned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from helper.ears.choosing import Chosen, learn
from helper.ears.chorus import ASKS
from helper.replying.understanding.askable import ask_traits
from helper.replying.understanding.wanted import wanted_of
from helper.rulebook import Rulebook
from helper.school.lessons import Lesson, Subject, best_by_itself, each, understood_of
from helper.school.places import LANGUAGE, labelled

_FEW, _FIRM = 4, 0.05
"""In how many asks a trait must stand, and the step: there are few of them."""


def lessons(book: Rulebook, data: Path) -> Iterator[Lesson]:
    """The asks that were labelled, in a fixed order, each as it would be named."""
    rules = book.replying[LANGUAGE]
    for one in labelled(data):
        reading = understood_of(one.row, LANGUAGE, book).reading
        for ask in reading.asks:
            place, said = (ask.start, ask.end), wanted_of(ask, rules)
            if said and place in one.asked | one.unasked:
                is_fit = place in one.asked
                chosen = Chosen([ask_traits(said, ask, reading, rules)], [float(is_fit)])
                yield Lesson(one.name, chosen, is_fit)


def _teach(known: Sequence[Lesson]) -> dict[str, float]:
    return learn(each(known), _FEW, _FIRM)


NAMED_ASKS = Subject(ASKS, _teach, best_by_itself)
