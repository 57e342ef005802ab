"""Train the ears of `helper.reading.voices`: ``python -m helper.reading.train.voices``.

Only the mails of ``helper/reading/corpus`` carry these labels. Each label is told from all the
others, unease from calm alone; both sides weigh the same, so a rare kind is heard as well as a
common one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from helper.contracts import FRUSTRATED
from helper.ears.chorus import keep
from helper.ears.commands import asked
from helper.ears.model import Model
from helper.ears.training import LEAST, ORDERS, Pace, Row, train
from helper.reading.train.texts import Plain, mails, plain_letters
from helper.reading.voices import APART, LABELS, UNEASY

EMPHASIS = 4.0
"""How far one mail may pull: more is learned from few mails, until single words are believed."""

_KINDS = ("new_work", "none", "complaint")
_KEEN = Pace(rare_first=True)
"""The kind of a mail is told best by what stands in few mails; why somebody writes is not."""
_KEENLY = 0.2
"""How far one mail pulls then."""

_LOUDER = 0.6
"""What a frustrated mail counts beside an uneasy one where unease is learned."""
_LONG = Pace(rounds=9)


def carries(row: dict[str, Any], label: str) -> bool:
    """Whether a mail of the corpus was given the label."""
    return label in (row["kind"], row["cause"] or "calm")


def rows(
    found: Sequence[dict[str, Any]], label: str, emphasis: float = 1.0, plain: Plain = str
) -> list[Row]:
    """What to learn for one label from the mails, in the letters of the rules."""
    return balanced(found, lambda row: carries(row, label), emphasis, plain)


def balanced(
    found: Sequence[dict[str, Any]],
    holds: Callable[[dict[str, Any]], bool],
    emphasis: float,
    plain: Plain,
    worth: Callable[[dict[str, Any]], float] = lambda _: 1.0,
) -> list[Row]:
    """The mails with whether something holds for each; both sides weigh the same."""
    whole = sum(map(worth, found))
    share = sum(worth(row) for row in found if holds(row)) / (whole or 1)
    return [
        Row(
            text=plain(f"{row.get('subject') or ''}{APART}{row['text']}"),
            share=float(holds(row)),
            weight=emphasis * worth(row) / (share if holds(row) else 1 - share),
        )
        for row in found
    ]


def uneasy(found: Sequence[dict[str, Any]], emphasis: float, plain: Plain = str) -> list[Row]:
    """What to learn for unease: the calm, the uneasy, and somewhat less the frustrated."""
    low = [row for row in found if row["level"] <= FRUSTRATED and row["kind"] != "none"]
    return balanced(
        low,
        lambda row: row["level"] > 0,
        emphasis,
        plain,
        lambda row: _LOUDER if row["level"] == FRUSTRATED else 1.0,
    )


def trained(found: Sequence[dict[str, Any]], language: str) -> dict[str, Model]:
    """The ear for each label, and that for unease."""
    plain, models = plain_letters(language), {}
    for label in LABELS:
        emphasis, pace = (_KEENLY, _KEEN) if label in _KINDS else (EMPHASIS, Pace())
        known = rows(found, label, emphasis, plain)
        models[label] = train(known, ORDERS[language], LEAST[language], pace)
    known = uneasy(found, EMPHASIS, plain)
    models[UNEASY] = train(known, ORDERS[language], LEAST[language], _LONG)
    return models


def main(arguments: Sequence[str] | None = None) -> int:
    """Train every label of every language and write the weights."""
    chosen = asked("helper.reading.train.voices", arguments)
    for language in chosen.languages:
        found = mails(language)
        file = keep(trained(found, language), language, chosen.out, rows=len(found))
        sys.stdout.write(f"{file}: {len(found)} mails, {file.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
