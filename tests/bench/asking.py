"""How well asks are found, sentence by sentence, by a model that never saw the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from helper.reading.asks import asks_heard, tell
from helper.reading.train.asks import FILE, LANGUAGE, labelled, learn
from helper.rulebook import Rulebook
from tests.bench.sets import FOLDS


def f1(found: Sequence[bool], wanted: Sequence[bool]) -> float:
    """The harmonic mean of precision and recall."""
    right = sum(a and b for a, b in zip(found, wanted, strict=True))
    return 2 * right / max(sum(found) + sum(wanted), 1)


def asking(folder: Path, book: Rulebook) -> str | None:
    """A line for the table of numbers; ``None`` where the labelled file is not there."""
    if not (folder / FILE).is_file():
        return None
    rows = labelled(folder)
    rules, found, silent = book.reading[LANGUAGE], [False] * len(rows), [False] * len(rows)
    for fold in range(FOLDS):
        ear = learn([row for at, row in enumerate(rows) if at % FOLDS != fold], book)
        for at in range(fold, len(rows), FOLDS):
            told = tell(rows[at]["text"], rules, book.languages)
            found[at] = bool(asks_heard(told, rules, ear))
            silent[at] = bool(asks_heard(told, rules, None))
    wanted = [bool(row["intent"]) for row in rows]
    ours, alone = f1(found, wanted), f1(silent, wanted)
    return f"asks by sentence, {FOLDS}-fold, n {len(rows)}: F1 {ours:.3f}; rules alone {alone:.3f}"
