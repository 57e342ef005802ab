"""Learn which detail a mail lacks: ``python -m helper.desk.querying``.

``helper/replying/corpus/missing-en.jsonl`` says of mails of ``helper/reading/corpus``, by their
``id``, and of short posts of its own what one would have to ask before work on them can begin:
``lacks``, the fitting first, and ``nothing`` where nothing is. Printed is how well mails are known
by what the others taught.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helper.contracts import Mail
from helper.ears.choosing import Chosen, keep_table, learn, likeliest, shares
from helper.ears.commands import asked
from helper.paths import shipped_rules
from helper.reading.reader import read
from helper.reading.train.texts import rows_in, texts
from helper.replying.understanding.forms import understood
from helper.replying.understanding.missing import DETAILS, options
from helper.rulebook import Rulebook, load_rulebook

LABELS = Path(__file__).parents[1] / "replying" / "corpus"
_LEAST = 8
"""In how many mails a trait must stand."""
_ALSO = 0.8
"""What would do as well."""
_NOTHING = "nothing"
_MOST_TIMES = 3
_FOLDS = 8
_CERTAINTIES = (0.25, 0.35, 0.45, 0.6)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A mail, and which of all details it lacks."""

    chosen: Chosen
    lacks: str

    @property
    def is_lacking(self) -> bool:
        """Whether anything had to be asked."""
        return self.lacks != _NOTHING


def lessons(language: str, book: Rulebook, labels: Path = LABELS) -> Iterator[Lesson]:
    """The labelled mails of a language, in a fixed order; none without labels."""
    file = labels / f"missing-{language}.jsonl"
    if not file.is_file():
        return
    mails = {row["id"]: row for row in texts(language)}
    for row in rows_in(file):
        yield _lesson(mails[row["id"]] if "id" in row else row, row["lacks"], language, book)


def _lesson(row: dict[str, Any], lacks: Sequence[str], language: str, book: Rulebook) -> Lesson:
    rules = book.replying[language]
    mail = Mail(text=row["text"], subject=row.get("subject"), language=language)
    known = understood(read(mail, book), rules, book.reading[language].letters)
    worth = {name: 1.0 if name == lacks[0] else _ALSO for name in reversed(lacks)}
    found, traits = options(known, rules)
    fits = [worth.get(one.name, 0.0) for one in found]
    return Lesson(Chosen(traits, fits), lacks[0])


def taught(known: Sequence[Lesson]) -> dict[str, float]:
    """The weights these mails teach: what is rarely lacking counts as often as what often is.

    A mail no word of which is of the trade it belongs to teaches nothing.
    """
    fitting = [one for one in known if not one.is_lacking or any(one.chosen.fits)]
    often = Counter(one.lacks for one in fitting if one.is_lacking)
    most = max(often.values(), default=1)
    times = {
        name: min(_MOST_TIMES, round(math.sqrt(most / count))) for name, count in often.items()
    }
    return learn([one.chosen for one in fitting for _ in range(times.get(one.lacks, 1))], _LEAST)


def told_apart(known: Sequence[Lesson]) -> Iterator[tuple[float, bool, bool]]:
    """How surely each mail lacks what the others taught, whether rightly, whether anything."""
    for fold in range(_FOLDS):
        weights = taught([one for at, one in enumerate(known) if at % _FOLDS != fold])
        yield from (_tried(one, weights) for one in known[fold::_FOLDS])


def _tried(one: Lesson, weights: Mapping[str, float]) -> tuple[float, bool, bool]:
    told = shares(one.chosen.options, weights)
    share, at = likeliest(told)
    is_likelier = share >= 1 - sum(told)
    return share if is_likelier else 0.0, one.chosen.fits[at] > 0, one.is_lacking


def report(known: Sequence[Lesson]) -> Iterator[str]:
    """A line for each certainty from which on something might be asked."""
    tried = list(told_apart(known))
    lacking = sum(is_lacking for *_, is_lacking in tried)
    for certainty in _CERTAINTIES:
        of_lacking = [right for share, right, lacks in tried if lacks and share >= certainty]
        needless = sum(share >= certainty for share, _, lacks in tried if not lacks)
        yield (
            f"from {certainty}: {len(of_lacking)} of {lacking} asked, {sum(of_lacking)} of these "
            f"for what fits, {needless} of the {len(tried) - lacking} others asked needlessly\n"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write the table and tell how well it does."""
    chosen = asked("helper.desk.querying", arguments)
    book = load_rulebook(shipped_rules())
    for language in chosen.languages:
        known = list(lessons(language, book))
        if known:
            weights = taught(known)
            file = keep_table(DETAILS, language, weights, chosen.out)
            sys.stdout.write(f"{file}: {len(known)} mails, {len(weights)} traits\n")
            sys.stdout.writelines(report(known))
    return 0


if __name__ == "__main__":
    sys.exit(main())
