"""Which detail a mail lacks.

``helper/replying/corpus/missing-<language>.jsonl`` says of mails of ``helper/reading/corpus``, by
their ``id``, of texts that lie elsewhere, by their ``file`` too, and of short posts of its own what
one would have to ask before work on them can begin: ``lacks``, the fitting first, and ``nothing``
where nothing is.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helper.ears.choosing import Chosen, learn, likeliest, shares
from helper.reading.train.texts import rows_in, said_in, texts
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


def lessons(
    language: str, book: Rulebook, labels: Path = LABELS, data: Path | None = None
) -> Iterator[Lack]:
    """The labelled mails of a language, in a fixed order; none without labels.

    ``data`` holds texts of others that may be learned from and not shipped.
    """
    file = labels / f"missing-{language}.jsonl"
    if not file.is_file():
        return
    ours = {row["id"]: row for row in texts(language)}
    rows = list(rows_in(file))
    others = _others({row["file"] for row in rows if "file" in row}, data)
    for number, row in enumerate(rows):
        if "file" in row:
            text = others.get((row["file"], row["id"]))
        else:
            text = ours.get(row.get("id"), row)
        if text is None:
            continue
        mail = understood_of(text, language, book)
        found, traits = options(mail, book.replying[language])
        lacks = row["lacks"][0]
        worth = {name: 1.0 if name == lacks else ALSO for name in row["lacks"]}
        fits = [worth.get(one.name, 0.0) for one in found]
        yield Lack(f"{number:06d}", Chosen(traits, fits), lacks != _NOTHING, lacks)


def _others(names: Iterable[str], data: Path | None) -> dict[tuple[str, str], dict[str, Any]]:
    """The texts of these files, by file and id; none without the folder that holds them."""
    if data is None:
        return {}
    return {
        (name, at): {"text": text}
        for name in names
        for at, text in said_in(data / f"{name}.jsonl").items()
    }


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
