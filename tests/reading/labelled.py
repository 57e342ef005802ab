"""What the tests of this room share: short ways to a mail, the labelled mails, two measures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from helper.contracts import Facts, Mail, Person, Reading
from helper.reading.reader import read
from helper.rulebook import Rulebook

_FOLDER = Path(__file__).parents[1] / "mails"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A mail and what a reader said of it before the program did."""

    id: str
    mail: Mail
    level: int
    kind: str
    cause: str | None
    asks: tuple[str, ...]
    held: bool
    """Never looked at while rules were written or weights trained."""
    object: str | None = None
    """What a reply may name, and the ids it may name, where a person marked them."""
    references: tuple[str, ...] = ()
    promised: bool | None = None
    """Whether the mail reminds of our word; ``None`` where nobody marked it."""


def labelled(language: str) -> list[Labelled]:
    """The labelled mails of one language, all its files together."""
    files = sorted((_FOLDER / language).glob("*.yaml"))
    rows = [row for file in files for row in YAML(typ="safe").load(file.read_text("utf-8"))]
    return [
        Labelled(
            id=row["id"],
            mail=Mail(text=row["text"], subject=row["subject"], sender=person(row["from"])),
            level=row["level"],
            kind=row["kind"],
            cause=row["cause"],
            asks=tuple(row["asks"]),
            held=row.get("held", False),
            object=row.get("object"),
            references=tuple(row.get("references", ())),
            promised=row.get("promised"),
        )
        for row in rows
    ]


def person(written: str) -> Person:
    """``Ann Lee <ann@example.com>`` or a name alone."""
    found = re.fullmatch(r"(.*?)\s*<(.*)>", written)
    return Person(name=found[1], address=found[2]) if found else Person(name=written)


def reading(book: Rulebook, text: str, **more: object) -> Reading:
    """What the reader says of a text."""
    return read(Mail(text=text, **more), book)  # type: ignore[arg-type]


def asked(book: Rulebook, text: str) -> list[str]:
    """The words of what was found to be asked."""
    return [ask.text for ask in reading(book, text).asks]


def facts(book: Rulebook, text: str, **more: object) -> Facts:
    """What was lifted from a text."""
    return reading(book, text, **more).facts


def kappa(pairs: Sequence[tuple[int, int]]) -> float:
    """Cohen's kappa with quadratic weights: 1 is full agreement, 0 is chance."""
    seen = sum((a - b) ** 2 for a, b in pairs)
    chance = sum((a - b) ** 2 for a, _ in pairs for _, b in pairs) / len(pairs)
    return 1 - seen / chance


def macro_f1(pairs: Sequence[tuple[object, object]]) -> float:
    """The mean over the labels of the harmonic mean of precision and recall."""
    counts = Counter(pairs)
    labels = {wanted for wanted, _ in pairs} | {found for _, found in pairs}
    return sum(_f1(label, counts) for label in labels) / len(labels)


def _f1(label: object, counts: Counter[tuple[object, object]]) -> float:
    right = counts[label, label]
    wrong = sum(n for pair, n in counts.items() if (pair[0] == label) != (pair[1] == label))
    return 2 * right / (2 * right + wrong)


def confusion(pairs: Sequence[tuple[object, object]]) -> str:
    """A table to look at: a row for each label a person gave, a column for what was found."""
    counts = Counter((str(wanted), str(found)) for wanted, found in pairs)
    names = sorted({name for pair in counts for name in pair})
    rows = [[name, *(str(counts[name, other]) for other in names)] for name in names]
    width = max(map(len, names)) + 2
    return "\n".join("".join(cell.rjust(width) for cell in row) for row in (["", *names], *rows))
