"""Train the ear of `helper.reading.manners`: ``python -m helper.reading.train.manners DATA``.

``DATA`` is ``tests/replying``: its lists of bad and of good sentences, and three of every four of
its good replies, so that the others show how often a good one is called cold. What our own drafts
are made of is good too.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from helper.ears.chorus import keep
from helper.ears.commands import asked
from helper.ears.model import Model
from helper.ears.training import LEAST, ORDERS, Pace, Row, train
from helper.paths import shipped_rules
from helper.reading.manners import COLD, FOLDER
from helper.rulebook import Rulebook, load_rulebook
from helper.rulebook.replying import ReplyingRules
from helper.sentences import sentences
from helper.text import words

OTHER = ("proof.", "tone.shout", "tone.emoji", "tone.casual", "tone.you", "jargon.", "promise.")
"""Rules on slips, signs and terms: there nothing is cold."""

REASONS = {
    "assure.absolute": ("assure.",),
    "blame.customer": ("blame.",),
    "boiler.formal": ("boiler.",),
    "boiler.valued": ("boiler.",),
    "brush.stock": ("brush.",),
    "defend.as_i_said": ("defend.as_i_said",),
    "defend.others": ("defend.others",),
    "dismiss.worry": ("dismiss.",),
    "pass.buck": ("pass.",),
    "policy.hides": ("policy.",),
    "sorry.if": ("sorry.if",),
    "tone.excuse": ("tone.excuse",),
    "tone.order": ("tone.order",),
    "tone.passive": ("tone.passive",),
}
"""What a model of its own is trained for, and how the rules begin whose sentences it learns."""

GOOD = {"en": "good_replies.txt", "zh": "good_replies_zh.txt", "ja": "good_replies_ja.txt"}
_SLOT = re.compile(r"\{[a-z_]+\}")
_HELD = 4
_WORDS = 2
_GOOD_WEIGHT = 2.0
_OUR_WEIGHT = 1.5
"""How far a sentence may pull: few good ones stand against many bad ones."""
_OTHERS_WEIGHT = 0.5
"""The same for a sentence that is cold for another reason, against one that is for this."""
_REASON_LEAST = 4
"""In how many sentences an n-gram must stand for a reason: there are many models of these."""
_PACE = Pace(rounds=15, step=0.5, rare_first=True)


def bad(data: Path, language: str) -> Iterator[tuple[str, str]]:
    """The bad sentences whose rule is about people, each with its rule."""
    rule = ""
    for line in (data / f"bad_sentences_{language}.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            rule = line.removeprefix("# ")
        elif not rule.startswith(OTHER):
            yield rule, line


def replies(data: Path, language: str, *, held: bool) -> list[str]:
    """The good replies to learn from, or every fourth, which is held back to be tried on."""
    found = (data / GOOD[language]).read_text("utf-8").split("%%\n")
    return [reply for n, reply in enumerate(found, 1) if (n % _HELD == 0) is held]


def said(reply: str, book: Rulebook) -> Iterator[str]:
    """The sentences of a reply that are longer than a greeting."""
    for start, end in sentences(reply, book.languages):
        if len(words(reply[start:end])) >= _WORDS:
            yield reply[start:end].strip()


def rows(data: Path, language: str, book: Rulebook) -> list[Row]:
    """What to learn from whether a sentence is cold, in a fixed order."""
    good = [one for reply in replies(data, language, held=False) for one in said(reply, book)]
    good += (data / f"good_sentences_{language}.txt").read_text("utf-8").splitlines()
    ours = book.replying[language].templates()
    return [
        *(Row(text, 1.0, 1.0) for _, text in bad(data, language)),
        *(Row(text, 0.0, _GOOD_WEIGHT) for text in good),
        *(Row(_SLOT.sub("", text), 0.0, _OUR_WEIGHT) for text in ours),
    ]


def reasons(data: Path, language: str, rules: ReplyingRules) -> Iterator[tuple[str, list[Row]]]:
    """For each rule this language has among `REASONS`, what to learn from."""
    known = rules.notes.keys() | {rule.id for rule in rules.lint}
    cold = list(bad(data, language))
    for reason in sorted(REASONS.keys() & known):
        yield (
            reason,
            [
                Row(text, 1.0, 1.0)
                if rule.startswith(REASONS[reason])
                else Row(text, 0.0, _OTHERS_WEIGHT)
                for rule, text in cold
            ],
        )


def models(data: Path, language: str, book: Rulebook) -> Iterator[tuple[str, Model]]:
    """The models of a language by what they hear."""
    found = [(COLD, rows(data, language, book))]
    for reason, known in [*found, *reasons(data, language, book.replying[language])]:
        least = LEAST[language] if reason == COLD else _REASON_LEAST
        yield reason, train(known, ORDERS[language], least, _PACE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train every language and write the weights."""
    chosen = asked("helper.reading.train.manners", arguments, out=FOLDER, data="the lists")
    book = load_rulebook(shipped_rules())
    for language in chosen.languages:
        file = keep(dict(models(chosen.data, language, book)), language, chosen.out)
        sys.stdout.write(f"{file}: {file.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
