"""Train the ear of `helper.reading.dialogues`: ``python -m helper.reading.train.endings DATA``.

``DATA`` holds the Chinese dialogues of STC-3 (annotations CC BY 4.0). People said of each whole
dialogue how satisfied its customer was; what is learned is how the last turn sounds. For English
the same gains nothing on our own chats, so there is no such file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from helper.ears.chorus import keep
from helper.ears.commands import asked
from helper.ears.model import Model
from helper.ears.training import LEAST, ORDERS, Pace, Row, centred, train
from helper.reading.dialogues import last_turn
from helper.reading.train.frustration import SOURCES, rows_from, rows_of
from helper.reading.voices import ENDING

LANGUAGE = "zh"
_PACE = Pace(rounds=12)
_WEIGHT = 6.0
"""How far a turn may pull: there are few of them, and short ones."""


def learn(dialogues: Iterable[Row]) -> Model:
    """The model that tells the last turns of these dialogues best; 0 is the middle of our own."""
    model = train(list(_endings(dialogues)), ORDERS[LANGUAGE], LEAST[LANGUAGE], _PACE)
    return centred(model, list(_endings(rows_of(LANGUAGE, None))))


def dialogues(data: Path) -> list[Row]:
    """What there is to learn from, in a fixed order."""
    sources = [source for source in SOURCES if source.language == LANGUAGE]
    return [row for source in sources for row in rows_from(source, data)]


def _endings(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        if turn := last_turn(row.text):
            yield replace(row, text=turn, weight=_WEIGHT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write the weights."""
    chosen = asked(
        "helper.reading.train.endings", arguments, languages=[LANGUAGE], data="the dialogues"
    )
    rows = dialogues(chosen.data)
    file = keep({ENDING: learn(rows)}, LANGUAGE, chosen.out, rows=len(rows))
    sys.stdout.write(f"{file}: {len(rows)} dialogues, {file.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
