"""Train the ear for what may be said back: ``python -m helper.replying.understanding.train``.

It learns the clauses in ``helper/replying/corpus``, each labelled by whether somebody who answers
would say it back to its writer: what happened to them or what it costs them, clear by itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from helper.ears.chorus import keep
from helper.ears.commands import asked
from helper.ears.training import LEAST, ORDERS, Pace, Row, train
from helper.replying.understanding.citing import EDGE, FIT, FOLDER

CORPUS = Path(__file__).parents[1] / "corpus"
_PACE = Pace(rounds=20, step=0.4, rare_first=True)


def rows(language: str, corpus: Path = CORPUS) -> Iterator[Row]:
    """The clauses of a language: ``+`` stands before one that may be said back, ``-`` if not."""
    for line in (corpus / f"{language}.txt").read_text("utf-8").splitlines():
        sign, _, clause = line.partition(" ")
        yield Row(EDGE.format(clause), float(sign == "+"), 1.0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train every language that has clauses, and write its weights."""
    known = sorted(file.stem for file in CORPUS.glob("*.txt"))
    chosen = asked("helper.replying.understanding.train", arguments, languages=known, out=FOLDER)
    for language in chosen.languages:
        found = list(rows(language))
        model = train(found, ORDERS[language], LEAST[language], _PACE)
        file = keep({FIT: model}, language, chosen.out, rows=len(found))
        sys.stdout.write(f"{file}: {len(found)} clauses, {file.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
