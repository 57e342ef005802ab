"""Train the ear for asks of `helper.reading.asks`: ``python -m helper.reading.train_asks DATA``.

It learns sentences people labelled as asking: those of Parakweet (Enron mail, Apache-2.0) in the
folder ``DATA``, and of the mails in ``helper/reading/corpus``, where a sentence asks if a part of
it was marked as an ask. English only: there is no such file in another language.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from helper.paths import shipped_rules
from helper.reading.asks import BEGIN, spoken
from helper.reading.model import WEIGHTS, Model, save_model
from helper.reading.train import Row, train
from helper.reading.train_voices import mails
from helper.rulebook import Rulebook, load_rulebook
from helper.rulebook.base import fold

FILE = "parakweet_train.jsonl"
LANGUAGE = "en"
ORDERS = (1, 2)
LEAST = 2
"""In how many sentences an n-gram must stand to be learned."""

_SENTENCE = 24.0
_OWN = 2.0
"""How far a sentence of Parakweet and one of our own may pull: ours are many, and easier."""


def labelled(data: Path) -> list[dict[str, Any]]:
    """The rows of the file, ``intent`` 1 where the sentence asks or proposes something."""
    with (data / FILE).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def rows(found: Sequence[dict[str, Any]], book: Rulebook) -> list[Row]:
    """What there is to learn, in a fixed order."""
    theirs = [Row(BEGIN + row["text"], float(row["intent"]), _SENTENCE) for row in found]
    return theirs + list(_own(book))


def learn(found: Sequence[dict[str, Any]], book: Rulebook) -> Model:
    """The model that tells asking sentences from others best."""
    return train(rows(found, book), ORDERS, LEAST)


def _own(book: Rulebook) -> Iterator[Row]:
    rules = book.reading[LANGUAGE]
    for mail in mails(LANGUAGE):
        text = mail["text"]
        marked = [(at := text.find(ask), at + len(ask)) for ask in mail["asks"]]
        for start, end in spoken(text, fold(rules.plain(text)), rules, book.languages):
            asks = any(begin < end and start < last for begin, last in marked)
            yield Row(BEGIN + text[start:end], float(asks), _OWN)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m helper.reading.train_asks")
    parser.add_argument("data", type=Path, help=f"folder with {FILE}")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where to write the weights")
    chosen = parser.parse_args(arguments)
    model = learn(labelled(chosen.data), load_rulebook(shipped_rules()))
    file = save_model(model, LANGUAGE, chosen.out / "asks", sources=[FILE, "corpus"])
    sys.stdout.write(f"{file}: {len(model.weights)} n-grams, {file.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
