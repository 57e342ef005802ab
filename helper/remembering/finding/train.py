"""Train the ears for promises: ``python -m helper.remembering.finding.train``.

They learn the sentences of the sent mails in ``helper/remembering/corpus``, each labelled by
whether it promises and how, and in English also those of Lin et al. (Enron mail, MIT) in the
folder ``DATA``, which tell only whether they promise.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from helper.ears.chorus import keep
from helper.ears.commands import asked
from helper.ears.model import Model
from helper.ears.training import LEAST, ORDERS, Pace, Row, train
from helper.paths import shipped_rules
from helper.remembering.dates.due import all_in
from helper.remembering.finding.hearing import COMMITS, FOLDER, HINTS, heard_as
from helper.remembering.finding.saying import as_read
from helper.rulebook import Rulebook, load_rulebook

CORPUS = Path(__file__).parents[1] / "corpus"
FILE = "lin_tasks_train.jsonl"
LANGUAGE = "en"
"""The language of that file."""

_SENT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
_ZONE = ZoneInfo("UTC")
"""When and where every mail is taken to be sent: the ears do not hear which time is named."""

_PACE = Pace(rounds=10, step=0.5, rare_first=True, blames_rare=True)
_ORDERS = {**ORDERS, "en": (1, 2, 3), "ja": (1, 2, 3, 4)}
"""Sentences say it in set phrases, so runs are a word longer than for whole mails."""
_OTHERS = 0.3
"""How far a sentence of Lin et al. may pull: colleagues write otherwise, and promise rarely."""

FORMS = ("explicit", "implied")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the ears are given it, and how it promises: a form, or nothing."""

    heard: str
    form: str | None


def mails(language: str, corpus: Path = CORPUS) -> list[dict[str, Any]]:
    """The sent mails of a language, in a fixed order, with their sentences of each form."""
    files = sorted((corpus / language).glob("*.jsonl"))
    lines = (line for file in files for line in file.read_text("utf-8").splitlines())
    return [json.loads(line) for line in lines]


def labelled(mail: dict[str, Any], book: Rulebook, language: str) -> Iterator[Sentence]:
    """The sentences of a mail; one of which only a part is marked has the form of that part."""
    found = [(mail["text"].find(said), said, form) for form in FORMS for said in mail[form]]
    plain, places = as_read(mail["text"], book, language)
    for start, end in places:
        forms = (form for at, said, form in found if at < end and start < at + len(said))
        yield Sentence(_heard(plain[start:end], book, language), next(forms, None))


def _heard(sentence: str, book: Rulebook, language: str) -> str:
    dues = all_in(sentence, _SENT, _ZONE, book.remembering[language], book.rhythm)
    return heard_as(sentence, dues)


def theirs(data: Path, book: Rulebook) -> list[Row]:
    """The sentences of Lin et al., which only tell whether they promise."""
    with (data / FILE).open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [
        Row(_heard(row["text"], book, LANGUAGE), float(row["promise"]), _OTHERS) for row in found
    ]


def learn(own: Sequence[Sentence], others: Sequence[Row], language: str) -> dict[str, Model]:
    """Both ears of a language, by name."""
    commits = [Row(one.heard, float(one.form is not None), 1.0) for one in own]
    hints = [Row(one.heard, float(one.form == "implied"), 1.0) for one in own if one.form]
    return {
        name: train(rows, _ORDERS[language], LEAST[language], _PACE)
        for name, rows in ((COMMITS, [*commits, *others]), (HINTS, hints))
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Train the ears of every language and write their weights."""
    chosen = asked("helper.remembering.finding.train", arguments, out=FOLDER, data=FILE)
    book = load_rulebook(shipped_rules())
    for language in chosen.languages:
        others = theirs(chosen.data, book) if language == LANGUAGE else []
        own = [one for mail in mails(language) for one in labelled(mail, book, language)]
        models = learn(own, others, language)
        file = keep(models, language, chosen.out, sources=["corpus", *[FILE][: len(others)]])
        sys.stdout.write(f"{file}: {len(own)} sentences, {file.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
