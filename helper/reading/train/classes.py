"""Train how kind and cause are told: ``python -m helper.reading.train.classes``.

The voices know the mails of ``helper/reading/corpus`` by heart and are surer of them than of any
other. So each mail is heard here by voices that learned from others: a part of the mails is kept
from them in turn. From the signs of all is learned how far to believe which voice, which rule
and which level.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from helper.contracts import Mail, Person
from helper.ears.choosing import keep_table
from helper.ears.chorus import keep
from helper.ears.commands import asked
from helper.ears.weighing import Example, Signs, learn
from helper.reading.classes import TABLE, signs
from helper.reading.frustration import judge
from helper.reading.train.texts import mails, plain_letters, reading_rules
from helper.reading.train.voices import trained
from helper.reading.voices import voices
from helper.reading.widths import usual

_PARTS = 4
_TOGETHER = 40
"""Mails in a row that stay together: neighbours may tell of the same."""

_UNTITLED = 0.3
"""What a text without a subject counts: a chat or a post is no mail, but of some use."""

_EVEN = 0.3
"""How far all classes count the same: 0, each as often as it comes; 1, all alike."""


def name(row: dict[str, Any]) -> str:
    """The class of a mail of the corpus: its kind, and behind a point its cause, if it has one."""
    return f"{row['kind']}.{row['cause']}" if row["cause"] else row["kind"]


def examples(found: Sequence[dict[str, Any]], language: str) -> list[Example]:
    """The mails with their signs and classes, and what each counts."""
    counts = Counter(map(name, found))
    usual = len(found) / len(counts)
    return [
        Example(
            signs=heard,
            label=name(row),
            weight=(1.0 if row["subject"] else _UNTITLED) * (usual / counts[name(row)]) ** _EVEN,
        )
        for row, heard in heard_afresh(found, language)
    ]


def heard_afresh(
    found: Sequence[dict[str, Any]], language: str
) -> Iterator[tuple[dict[str, Any], Signs]]:
    """Each mail and its signs, heard by voices that did not learn from it."""
    for part in range(_PARTS):
        apart = [row for at, row in enumerate(found) if at // _TOGETHER % _PARTS == part]
        others = [row for at, row in enumerate(found) if at // _TOGETHER % _PARTS != part]
        with TemporaryDirectory() as folder:
            keep(trained(others, language), language, Path(folder))
            yield from ((row, _signs(row, language, Path(folder))) for row in apart)


def _signs(row: dict[str, Any], language: str, folder: Path) -> Signs:
    """What the reader would find, if its voices were those of the folder."""
    plain, rules = plain_letters(language), reading_rules(language)
    text, subject = usual(row["text"]).text, row["subject"] or ""
    heard = voices(plain(subject), rules.plain(text), language, folder)
    judged = judge(text, rules, language, heard=heard, titled=bool(subject))
    sender = Person(name=row["from"]) if row.get("from") else None
    return signs(Mail(text=text, subject=subject, sender=sender), text, judged, rules, heard)


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn it for every language and write the tables."""
    chosen = asked("helper.reading.train.classes", arguments)
    for language in chosen.languages:
        found = mails(language)
        file = keep_table(TABLE, language, learn(examples(found, language)), chosen.out)
        sys.stdout.write(f"{file}: {len(found)} mails, {file.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
