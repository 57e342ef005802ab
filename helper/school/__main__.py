"""Learn what people told of mails: ``python -m helper.school DATA``.

``DATA`` holds texts of others that may be learned from and not shipped: what was said of them
stands in our corpora as a file, an id and places in the text. Printed is how well mails are known
by what the others taught.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from helper.ears.choosing import keep_table
from helper.ears.commands import asked
from helper.paths import shipped_rules
from helper.reading.train.texts import elsewhere, mails
from helper.replying.understanding.phrases import OWNERS
from helper.rulebook import Rulebook, load_rulebook
from helper.school import asks, clauses, details, matters
from helper.school.lessons import Subject, Taken, report
from helper.school.owners import owners
from helper.school.places import LANGUAGE


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write the tables and tell how well they do."""
    chosen = asked("helper.school", arguments, data="the dialogues")
    book = load_rulebook(shipped_rules())
    for language in chosen.languages:
        _school(language, book, chosen.data, chosen.out)
    return 0


def _school(language: str, book: Rulebook, data: Path, out: Path) -> None:
    """All that is taught in a language, of which there may be nothing."""
    _teach(matters.MATTERS, language, list(matters.lessons(language, book, data=data)), out)
    if owned := owners(language, book, _texts(language, data)):
        keep_table(OWNERS, language, owned, out)
    told = list(clauses.lessons(language, book, data=data))
    if language == LANGUAGE:
        told += [*clauses.judged(book, data), *clauses.written(book)]
        _teach(clauses.RETOLD, language, told, out)
        _teach(asks.NAMED_ASKS, language, list(asks.lessons(book, data)), out)
    else:
        _teach(clauses.CITED, language, told, out)
    _teach(details.LACKING, language, list(details.lessons(language, book, data=data)), out)


def _texts(language: str, data: Path) -> list[str]:
    return [row["text"] for row in [*mails(language), *elsewhere(language, data)]]


def _teach(subject: Subject[Taken], language: str, known: Sequence[Taken], out: Path) -> None:
    if known:
        weights = subject.teach(known)
        file = keep_table(subject.table, language, weights, out)
        sys.stdout.write(f"{file}: {len(known)} mails, {len(weights)} traits\n")
        sys.stdout.writelines(report(subject, known))


if __name__ == "__main__":
    sys.exit(main())
