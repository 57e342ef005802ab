"""Train the ear for frustration: ``python -m helper.reading.train DATA``.

``DATA`` is a folder with the files named in `SOURCES`, one JSON object a line; the mails of
``helper/reading/corpus`` are added by themselves. Labels are shares between calm (0) and
frustrated (1); the middle of the own mails is 0.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helper.ears.chorus import keep
from helper.ears.commands import asked
from helper.ears.training import LEAST, ORDERS, Pace, Row, centred, train
from helper.reading.train.texts import CORPUS, plain_letters, rows_in, texts
from helper.reading.voices import FRUSTRATED


@dataclass(frozen=True, slots=True)
class Source:
    """A labelled file. ``share`` gives a row's label 0..1, ``weight`` how much a row counts."""

    file: str
    language: str
    weight: float
    share: Callable[[dict[str, Any]], float]


_EMOTIONS = {
    "anger": 1.0,
    "annoyance": 1.0,
    "disappointment": 1.0,
    "disapproval": 1.0,
    "disgust": 0.8,
    "sadness": 0.4,
    "grief": 0.4,
    "embarrassment": 0.3,
    "nervousness": 0.3,
    "fear": 0.3,
    "confusion": 0.3,
    "remorse": 0.2,
    "neutral": 0.15,
    "realization": 0.15,
    "curiosity": 0.15,
    "surprise": 0.1,
    "desire": 0.1,
}
"""What an emotion of GoEmotions says of frustration; the others say nothing of it."""

_LEVELS = (0.0, 0.35, 0.75, 0.95, 1.0)


def _goemotions(row: dict[str, Any]) -> float:
    return max(_EMOTIONS.get(label, 0.0) for label in row["labels"])


def _premo(row: dict[str, Any]) -> float:
    return float(row["polarity_final"] == "negative")


def _stc3(row: dict[str, Any]) -> float:
    """Satisfaction runs from -2 to 2; few dialogues leave -1..1."""
    return min(max(0.5 - 0.45 * float(row["sat"]), 0.0), 1.0)


def _level(row: dict[str, Any]) -> float:
    return _LEVELS[row["level"]]


SOURCES = (
    Source("goemotions_train.jsonl", "en", 1, _goemotions),
    Source("premo.jsonl", "en", 6, _premo),
    Source("stc3_en_train.jsonl", "en", 6, _stc3),
    Source("stc3_cn_train.jsonl", "zh", 3, _stc3),
)

CORPUS_WEIGHT = {"en": 7.0, "zh": 15.0, "ja": 10.0}
"""How much a mail of the own corpus counts: few rows, but the very kind of text that is read."""

SPELLING = {"en": 1.0, "zh": 0.0, "ja": 0.0}
"""How much a word is heard by its spelling (`Pace.spelling`)."""


def rows_of(language: str, data: Path | None, corpus: Path = CORPUS) -> list[Row]:
    """Everything there is for a language, in a fixed order and in the letters of its rules.

    Raises:
        FileNotFoundError: a named file is not in ``data``.
    """
    plain = plain_letters(language)
    rows: list[Row] = []
    for source in SOURCES:
        if data and source.language == language:
            rows += rows_from(source, data)
    weight = CORPUS_WEIGHT.get(language, 1.0)
    own = texts(language, corpus)
    return rows + [Row(plain(row["text"]), _level(row), weight) for row in own]


def rows_from(source: Source, data: Path) -> list[Row]:
    """The rows of one file of the folder ``data``."""
    plain = plain_letters(source.language)
    found = rows_in(data / source.file)
    return [Row(plain(row["text"]), source.share(row), source.weight) for row in found]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train every language and write its weights."""
    chosen = asked("helper.reading.train", arguments, data="the labelled files")
    for language in chosen.languages:
        rows = rows_of(language, chosen.data)
        pace = Pace(spelling=SPELLING[language])
        model = train(rows, ORDERS[language], LEAST[language], pace)
        model = centred(model, rows_of(language, None))
        from_ = sorted({one.file for one in SOURCES if one.language == language} | {"corpus"})
        file = keep({FRUSTRATED: model}, language, chosen.out, rows=len(rows), sources=from_)
        sys.stdout.write(
            f"{file}: {len(rows)} rows, {len(model.weights)} n-grams, {file.stat().st_size} bytes\n"
        )
    return 0
