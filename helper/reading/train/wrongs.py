"""Train the ears for what went wrong: ``python -m helper.reading.train.wrongs``.

The mails of ``helper/reading/corpus`` say what happened to who wrote them. Each ear tells one of
these from all else; both sides weigh the same, and what little says is left out.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from helper.ears.chorus import ASTRAY, keep
from helper.ears.commands import asked
from helper.ears.model import Model
from helper.ears.training import ORDERS, Row, train
from helper.reading.train.texts import Plain, mails, plain_letters
from helper.reading.train.voices import EMPHASIS, balanced
from helper.reading.voices import WRONGS

_LEAST = 3
"""In how many mails an n-gram must stand: a word of one writer says nothing of the matter."""
_FAINT = 6
"""Weights below this make no difference to what is heard, and half of the file."""


def carries(row: dict[str, Any], ear: str) -> bool:
    """Whether this went wrong in a mail of the corpus."""
    return bool(row["wrong"]) if ear == ASTRAY else ear.removeprefix(f"{ASTRAY}.") in row["wrong"]


def rows(found: Sequence[dict[str, Any]], ear: str, emphasis: float, plain: Plain) -> list[Row]:
    """What to learn for one ear from the mails that were labelled for it."""
    known = [row for row in found if "wrong" in row]
    return balanced(known, lambda row: carries(row, ear), emphasis / 2, plain)


def trained(found: Sequence[dict[str, Any]], language: str) -> dict[str, Model]:
    """Every ear, without what it hardly hears."""
    plain = plain_letters(language)
    return {
        ear: _loud(train(rows(found, ear, EMPHASIS, plain), ORDERS[language], _LEAST))
        for ear in WRONGS
    }


def _loud(model: Model) -> Model:
    loud = {gram: weight for gram, weight in model.weights.items() if abs(weight) >= _FAINT}
    return replace(model, weights=loud)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train every ear of every language and write the weights."""
    chosen = asked("helper.reading.train.wrongs", arguments)
    for language in chosen.languages:
        found = mails(language)
        file = keep(trained(found, language), language, chosen.out, rows=len(found))
        sys.stdout.write(f"{file}: {len(found)} mails, {file.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
