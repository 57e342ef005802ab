"""Train the small models: ``python -m helper.reading.train DATA [--out DIR] [--only LANG]``.

``DATA`` is a folder with the files named in `SOURCES`, one JSON object a line; the mails of
``helper/reading/corpus`` are added by themselves. Plain Python and a fixed order, so the same
data give the same bytes. Labels are shares between calm (0) and frustrated (1): people differ,
and a rater's "somewhat" is worth keeping.

Logistic regression on n-grams, each text's n-grams sharing a length of one, with AdaGrad steps
(Duchi 2011) from a slow start, so that what is rare stays small; the mean of the last rounds is
kept, and the middle of the own mails is 0.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from helper.paths import shipped_rules
from helper.reading.grams import Grams
from helper.reading.model import WEIGHTS, Model, norm, save_model
from helper.reading.widths import usual
from helper.rulebook import room_files
from helper.rulebook.files import load
from helper.rulebook.reading import ReadingRules

CORPUS = Path(__file__).parent / "corpus"

_INERTIA = 1.0
_SEED = 1
_TOP = 127
"""The largest whole number a weight becomes."""

_LEAST_WEIGHT = 2
"""Smaller ones say nothing and are left out."""

_PIECE = 4
"""Letters of a piece of a word."""

Part: TypeAlias = tuple[int, float]
"""Something with a weight of its own, by its number, and what of it counts."""


@dataclass(frozen=True, slots=True)
class Source:
    """A labelled file. ``share`` gives a row's label 0..1, ``weight`` how much a row counts."""

    file: str
    language: str
    weight: float
    share: Callable[[dict[str, Any]], float]
    licence: str


@dataclass(frozen=True, slots=True)
class Row:
    """One text to learn from."""

    text: str
    share: float
    weight: float


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
    Source("goemotions_train.jsonl", "en", 1, _goemotions, "Apache-2.0 / CC BY 4.0, Google"),
    Source("premo.jsonl", "en", 6, _premo, "MIT"),
    Source("stc3_en_train.jsonl", "en", 6, _stc3, "CC BY 4.0 (annotations)"),
    Source("stc3_cn_train.jsonl", "zh", 3, _stc3, "CC BY 4.0 (annotations)"),
)

CORPUS_WEIGHT = {"en": 7.0, "zh": 15.0, "ja": 10.0}
"""How much a mail of the own corpus counts: few rows, but the very kind of text that is read."""

SPELLING = {"en": 1.0, "zh": 0.0, "ja": 0.0}
"""How much a word is heard by its spelling (`Pace.spelling`)."""

ORDERS = {"en": (1, 2), "zh": (1, 2, 3), "ja": (1, 2, 3)}
LEAST = {"en": 2, "zh": 2, "ja": 2}
"""In how many texts an n-gram must stand to be learned."""


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
    for file in sorted((corpus / language).glob("*.jsonl")):
        rows += [
            Row(plain(row["text"]), _level(row), CORPUS_WEIGHT.get(language, 1.0))
            for row in _lines(file)
        ]
    return rows


def rows_from(source: Source, data: Path) -> list[Row]:
    """The rows of one file of the folder ``data``."""
    plain = plain_letters(source.language)
    found = _lines(data / source.file)
    return [Row(plain(row["text"]), source.share(row), source.weight) for row in found]


def plain_letters(language: str) -> Callable[[str], str]:
    """Writes a text as the reader sees it: in the letters of its rules, of the usual width."""
    rules = load(ReadingRules, room_files([shipped_rules()], language, "reading"))
    return lambda text: rules.plain(usual(text).text)


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


@dataclass(frozen=True, slots=True)
class Pace:
    """How one learns: so often through all rows, and so far at a step."""

    rounds: int = 6
    step: float = 0.2
    rare_first: bool = False
    """Whether what stands in few rows moves further: in short texts it says more."""
    spelling: float = 0.0
    """How much a word is heard by the pieces of its spelling besides: what is learned of one word
    is told of those spelled alike, which may be too rare to be learned themselves."""


def train(rows: Sequence[Row], orders: tuple[int, ...], least: int, pace: Pace = Pace()) -> Model:
    """The model that tells the rows' shares best."""
    texts = [Grams(row.text, orders).distinct for row in rows]
    seen = Counter(gram for grams in texts for gram in grams)
    counts = seen + Counter(_pieces_in(texts)) if pace.spelling else seen
    kept = sorted(part for part, count in counts.items() if count >= least)
    number = {part: at for at, part in enumerate(kept)}
    worth = {gram: math.log(len(rows) / seen[gram]) if pace.rare_first else 1.0 for gram in seen}
    made = {gram: list(_made_of(gram, number, worth[gram], pace.spelling)) for gram in seen}
    examples = [
        _Example([part for gram in grams for part in made[gram]], norm(len(grams)), row)
        for grams, row in zip(texts, rows, strict=True)
    ]
    learned, bias = _descend(examples, len(kept), pace)
    weights = {gram: sum(learned[at] * share for at, share in made[gram]) for gram in sorted(seen)}
    return _rounded(weights, bias, orders)


def _pieces_in(texts: Sequence[Sequence[str]]) -> Iterator[str]:
    return (piece for grams in texts for gram in grams for piece in pieces(gram))


def _made_of(gram: str, number: Mapping[str, int], worth: float, spelling: float) -> Iterator[Part]:
    """Itself, if it is known, and the pieces of its spelling, which share what they count."""
    if gram in number:
        yield number[gram], worth
    known = [number[piece] for piece in pieces(gram) if piece in number] if spelling else []
    for at in known:
        yield at, spelling / math.sqrt(len(known))


def pieces(gram: str) -> list[str]:
    """A word's runs of four letters, its ends marked: what it shares with words spelled alike."""
    if len(gram) < _PIECE or not gram.replace("'", "").isalpha():
        return []
    word = f"^{gram}$"
    found = (f"#{word[at : at + _PIECE]}" for at in range(len(word) - _PIECE + 1))
    return list(dict.fromkeys(found))


class _Example:
    __slots__ = ("norm", "parts", "share", "weight")

    def __init__(self, parts: list[Part], norm: float, row: Row) -> None:
        self.parts, self.norm = parts, norm
        self.share, self.weight = row.share, row.weight


def _descend(examples: list[_Example], size: int, pace: Pace) -> tuple[list[float], float]:
    """Weights and bias."""
    weights, speeds, total = [0.0] * size, [_INERTIA] * size, [0.0] * size
    bias, bias_speed, bias_total = 0.0, _INERTIA, 0.0
    chance = random.Random(_SEED)  # noqa: S311 -- an order to learn in, no secret
    for turn in range(pace.rounds):
        order = list(range(len(examples)))
        chance.shuffle(order)
        for at in order:
            one = examples[at]
            logit = bias + one.norm * sum([weights[part] * worth for part, worth in one.parts])
            error = one.weight * (1 / (1 + math.exp(-logit)) - one.share)
            bias_speed += error * error
            bias -= pace.step * error / math.sqrt(bias_speed)
            for part, worth in one.parts:
                slope = error * one.norm * worth
                speeds[part] += slope * slope
                weights[part] -= pace.step * slope / math.sqrt(speeds[part])
        if turn >= pace.rounds // 2:
            total = [a + b for a, b in zip(total, weights, strict=True)]
            bias_total += bias
    rounds = pace.rounds - pace.rounds // 2
    return [one / rounds for one in total], bias_total / rounds


def _rounded(weights: dict[str, float], bias: float, orders: tuple[int, ...]) -> Model:
    """Weights as whole numbers up to 127; what rounds to nothing is left out."""
    top = max((abs(weight) for weight in weights.values()), default=1.0) or 1.0
    scale = float(f"{top / _TOP:.6g}")
    whole = {gram: round(weight / scale) for gram, weight in weights.items()}
    return Model(
        orders=orders,
        bias=round(bias, 4),
        scale=scale,
        weights={gram: weight for gram, weight in whole.items() if abs(weight) >= _LEAST_WEIGHT},
    )


def centred(model: Model, mails: Sequence[Row]) -> Model:
    """The model with its middle moved: over the own mails it says 0 in the mean."""
    heard = [model.logit(row.text) for row in mails]
    middle = sum(heard) / max(len(heard), 1)
    return replace(model, bias=round(model.bias - middle, 4))


def main(arguments: Sequence[str] | None = None) -> int:
    """Train every language and write its weights."""
    parser = argparse.ArgumentParser(prog="python -m helper.reading.train", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the labelled files")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where to write the weights")
    parser.add_argument("--only", choices=sorted(ORDERS), help="train one language only")
    chosen = parser.parse_args(arguments)
    for language in [chosen.only] if chosen.only else sorted(ORDERS):
        rows = rows_of(language, chosen.data)
        pace = Pace(spelling=SPELLING[language])
        model = train(rows, ORDERS[language], LEAST[language], pace)
        model = centred(model, rows_of(language, None))
        from_ = sorted({one.file for one in SOURCES if one.language == language} | {"corpus"})
        file = save_model(model, language, chosen.out, rows=len(rows), sources=from_)
        sys.stdout.write(
            f"{file}: {len(rows)} rows, {len(model.weights)} n-grams, {file.stat().st_size} bytes\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
