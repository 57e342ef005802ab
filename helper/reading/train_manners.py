"""Train the ear of `helper.reading.manners`: ``python -m helper.reading.train_manners DATA``.

``DATA`` is ``tests/replying``: its lists of bad sentences, and half of its good replies, so
that the others show how often a good one is called cold. What our own drafts are made of is
good too, and what calm people write.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from helper.paths import shipped_rules
from helper.reading.manners import FOLDER
from helper.reading.model import save_model
from helper.reading.train import LEAST, ORDERS, Row, train
from helper.reading.train_voices import mails
from helper.rulebook import Rulebook, load_rulebook
from helper.text import sentences, words

OTHER = ("proof.", "tone.", "jargon.", "promise.", "filler.double")
"""Rules on slips and signs: there nothing is cold."""

GOOD = {"en": "good_replies.txt", "zh": "good_replies_zh.txt", "ja": "good_replies_ja.txt"}
_SLOT = re.compile(r"\{[a-z_]+\}")
_WORDS = 3
_GOOD_WEIGHT = 2.0
_OUR_WEIGHT = 4.0
_CALM_WEIGHT = 0.25
"""How far a sentence may pull: few good ones stand against many bad ones."""


def bad(data: Path, language: str) -> Iterator[str]:
    """The bad sentences whose rule is about people."""
    rule = ""
    for line in (data / f"bad_sentences_{language}.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            rule = line.removeprefix("# ")
        elif not rule.startswith(OTHER):
            yield line


def replies(data: Path, language: str, half: int) -> list[str]:
    """Two of every four good replies: half 0 to learn from, half 1 to be tried on."""
    found = (data / GOOD[language]).read_text("utf-8").split("%%\n")
    return [reply for n, reply in enumerate(found) if n // 2 % 2 == half]


def said(reply: str, book: Rulebook) -> Iterator[str]:
    """The sentences of a reply that are longer than a greeting."""
    for start, end in sentences(reply, book.languages):
        if len(words(reply[start:end])) >= _WORDS:
            yield reply[start:end].strip()


def rows(data: Path, language: str, book: Rulebook) -> list[Row]:
    """What to learn from, in a fixed order."""
    rules = book.replying[language]
    variants = (variant.text for variants in rules.moves.values() for variant in variants)
    ours = [*variants, *(text for texts in rules.phrases.values() for text in texts)]
    good = [one for reply in replies(data, language, 0) for one in said(reply, book)]
    return [
        *(Row(text, 1.0, 1.0) for text in bad(data, language)),
        *(Row(text, 0.0, _GOOD_WEIGHT) for text in good),
        *(Row(_SLOT.sub("", text), 0.0, _OUR_WEIGHT) for text in ours),
        *(Row(text, 0.0, _CALM_WEIGHT) for text in calm(language, book)),
    ]


def calm(language: str, book: Rulebook) -> Iterator[str]:
    """What people write who are bothered by nothing: plain facts, as replies have them too."""
    for mail in mails(language):
        if mail["level"] == 0:
            yield from said(mail["text"], book)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train every language and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m helper.reading.train_manners")
    parser.add_argument("data", type=Path, help="the folder with the lists")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where to write the weights")
    chosen = parser.parse_args(arguments)
    book = load_rulebook(shipped_rules())
    for language in sorted(ORDERS):
        known = rows(chosen.data, language, book)
        model = train(known, ORDERS[language], LEAST[language])
        file = save_model(model, language, chosen.out, rows=len(known))
        sys.stdout.write(f"{file}: {len(known)} sentences, {file.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
