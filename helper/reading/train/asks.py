"""Train the ear for asks of `helper.reading.asks`: ``python -m helper.reading.train.asks DATA``.

It learns sentences people labelled as asking: those of the mails in ``helper/reading/corpus``,
where a sentence asks if a part of it was marked as an ask, and in English those of Parakweet
(Enron mail, Apache-2.0) in the folder ``DATA``: there is no such file in another language.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from helper.ears.chorus import ASKS, keep
from helper.ears.commands import asked
from helper.ears.model import Model
from helper.ears.training import LEAST, ORDERS, Row, train
from helper.paths import shipped_rules
from helper.reading.asks import BEGIN, spoken, tell
from helper.reading.train.texts import mails, rows_in
from helper.rulebook import Rulebook, load_rulebook
from helper.text import printed

FILE = "parakweet_train.jsonl"
LANGUAGE = "en"
"""The language of that file."""

_SENTENCE = 24.0
_OWN = {"en": 2.0, "zh": 4.0, "ja": 4.0}
"""How far a sentence of Parakweet and one of our own may pull: ours are many, and easier."""


def labelled(data: Path) -> list[dict[str, Any]]:
    """The rows of the file, ``intent`` 1 where the sentence asks or proposes something."""
    return list(rows_in(data / FILE))


def rows(found: Sequence[dict[str, Any]], book: Rulebook, language: str = LANGUAGE) -> list[Row]:
    """What there is to learn in a language besides the rows ``found``, in a fixed order."""
    theirs = [Row(BEGIN + row["text"], float(row["intent"]), _SENTENCE) for row in found]
    return theirs + list(_own(book, language))


def learn(found: Sequence[dict[str, Any]], book: Rulebook, language: str = LANGUAGE) -> Model:
    """The model that tells asking sentences from others best."""
    return train(rows(found, book, language), ORDERS[language], LEAST[language])


def _own(book: Rulebook, language: str) -> Iterator[Row]:
    rules = book.reading[language]
    for mail in mails(language):
        marked = [(at := mail["text"].find(ask), at + len(ask)) for ask in mail["asks"]]
        text = printed(mail["text"])
        plain = rules.plain(text)
        for start, end in spoken(tell(text, rules, book.languages), rules):
            asks = any(begin < end and start < last for begin, last in marked)
            yield Row(BEGIN + plain[start:end], float(asks), _OWN[language])


def main(arguments: Sequence[str] | None = None) -> int:
    """Train every language and write its weights."""
    chosen = asked("helper.reading.train.asks", arguments, data=FILE)
    theirs, book = labelled(chosen.data), load_rulebook(shipped_rules())
    for language in chosen.languages:
        found = theirs if language == LANGUAGE else []
        sources = [FILE, "corpus"] if found else ["corpus"]
        model = learn(found, book, language)
        file = keep({ASKS: model}, language, chosen.out, sources=sources)
        sys.stdout.write(f"{file}: {len(model.weights)} n-grams, {file.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
