"""What is measured on: the labelled files of a data folder, or the repo's own mails."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helper.ears.training import LEAST, ORDERS, Pace, centred, train
from helper.reading.frustration import Ears
from helper.reading.train.endings import LANGUAGE, dialogues, learn
from helper.reading.train.frustration import SPELLING, rows_of
from helper.reading.train.texts import plain_letters
from tests.bench.measures import Measure, auc, calibration_error, spearman
from tests.reading.labelled import labelled

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Labels:
    """Texts with a label each, and how agreement is measured. ``goal`` is what we aim at."""

    name: str
    language: str
    texts: tuple[str, ...]
    labels: tuple[float, ...]
    measure: Measure
    goal: str
    folds: bool = False
    """Whether the shipped model learned from these rows, so that folds must be held out."""


def from_data(folder: Path) -> Iterator[Labels]:
    """The files that are there."""
    rows = _rows(folder / "cs_frustration_dev.jsonl")
    if rows:
        texts, means = _texts(rows), tuple(float(row["score"]) for row in rows)
        high = tuple(float(mean >= 2.5) for mean in means)
        yield Labels("cs_frustration Spearman", "en", texts, means, spearman, ">= .72")
        yield Labels("cs_frustration AUC >= 2.5", "en", texts, high, auc, ">= .84")
        yield Labels("cs_frustration ECE", "en", texts, high, calibration_error, "<= .05")
    rows = _rows(folder / "goemotions_dev.jsonl")
    if rows:
        frustrated = tuple(float(row["frus"]) for row in rows)
        yield Labels("goemotions AUC", "en", _texts(rows), frustrated, auc, ">= .88")
    rows = _rows(folder / "premo.jsonl")
    if rows:
        negative = tuple(float(row["polarity_final"] == "negative") for row in rows)
        yield Labels("premo AUC, 5-fold", "en", _texts(rows), negative, auc, ">= .88", folds=True)
    for short, language, goal in (("en", "en", ">= .70"), ("cn", "zh", ">= .78")):
        rows = _rows(folder / f"stc3_{short}_train.jsonl")
        if rows:
            labels = tuple(-float(row["sat"]) for row in rows)
            name = f"stc3_{short} Spearman, 5-fold"
            yield Labels(name, language, _texts(rows), labels, spearman, goal, folds=True)


def from_repo(languages: Sequence[str]) -> Iterator[Labels]:
    """The labelled mails of the tests, which no weights were trained on."""
    for language in languages:
        mails = labelled(language)
        texts = tuple(f"{one.mail.subject or ''}\n\n{one.mail.text}".strip() for one in mails)
        levels = tuple(float(one.level) for one in mails)
        yield Labels(f"own test mails {language}, Spearman", language, texts, levels, spearman, "")


def held_out(labels: Labels, folder: Path) -> Iterator[tuple[list[int], Ears]]:
    """Fold by fold the rows held out, and models that saw none of them."""
    language = labels.language
    everything, mails = rows_of(language, folder), rows_of(language, None)
    chats = dialogues(folder) if language == LANGUAGE else []
    plain = plain_letters(language)
    for fold in range(FOLDS):
        out = list(range(fold, len(labels.texts), FOLDS))
        hidden = {plain(labels.texts[at]) for at in out}
        kept = [row for row in everything if row.text not in hidden]
        model = train(kept, ORDERS[language], LEAST[language], Pace(spelling=SPELLING[language]))
        ended = learn([row for row in chats if row.text not in hidden]) if chats else None
        yield out, Ears(centred(model, mails), ended)


def _rows(file: Path) -> list[dict[str, Any]]:
    if not file.is_file():
        return []
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def _texts(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(row["text"] for row in rows)
