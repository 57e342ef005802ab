"""Which detail a mail lacks.

``helper/replying/corpus/missing-<language>.jsonl`` says of mails of ``helper/reading/corpus``, by
their ``id``, and of short posts of its own what one would have to ask before work on them can
begin: ``lacks``, the fitting first, and ``nothing`` where nothing is.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from helper.ears.choosing import Chosen, learn, likeliest, shares
from helper.reading.train.texts import rows_in, texts
from helper.replying.understanding.missing import DETAILS, options
from helper.rulebook import Rulebook
from helper.school.lessons import ALSO, Lesson, Subject, Weights, understood_of
from helper.school.places import LABELS

_LEAST = 8
"""In how many mails a trait must stand."""
_NOTHING = "nothing"
_MOST_TIMES = 3


@dataclass(frozen=True, slots=True)
class Lack(Lesson):
    """A mail with all details it may lack, and the one it does."""

    lacks: str


def lessons(language: str, book: Rulebook, labels: Path = LABELS) -> Iterator[Lack]:
    """The labelled mails of a language, in a fixed order; none without labels."""
    file = labels / f"missing-{language}.jsonl"
    if not file.is_file():
        return
    mails = {row["id"]: row for row in texts(language)}
    for number, row in enumerate(rows_in(file)):
        mail = understood_of(mails.get(row.get("id"), row), language, book)
        found, traits = options(mail, book.replying[language])
        lacks = row["lacks"][0]
        worth = {name: 1.0 if name == lacks else ALSO for name in row["lacks"]}
        fits = [worth.get(one.name, 0.0) for one in found]
        yield Lack(f"{number:06d}", Chosen(traits, fits), lacks != _NOTHING, lacks)


def _teach(known: Sequence[Lack]) -> dict[str, float]:
    """What is rarely lacking counts as often as what often is.

    A mail no word of which is of the trade it belongs to teaches nothing.
    """
    fitting = [one for one in known if not one.is_nameable or any(one.chosen.fits)]
    often = Counter(one.lacks for one in fitting if one.is_nameable)
    most = max(often.values(), default=1)
    times = {
        name: min(_MOST_TIMES, round(math.sqrt(most / count))) for name, count in often.items()
    }
    return learn([one.chosen for one in fitting for _ in range(times.get(one.lacks, 1))], _LEAST)


def _choose(one: Lack, weights: Weights) -> tuple[float, int]:
    """The likeliest, where it is likelier than that nothing is lacking."""
    told = shares(one.chosen.options, weights)
    share, at = likeliest(told)
    return share if share >= 1 - sum(told) else 0.0, at


LACKING = Subject(DETAILS, _teach, _choose, certainties=(0.25, 0.35, 0.45, 0.6))
