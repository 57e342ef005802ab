"""How well it is found what a mail is about, by ears that never saw the file of the mail.

``python -m tests.bench.naming [LANGUAGE...]`` prints for some limits of sureness how many mails
are named something, and how often that is right. Right is a label, what holds or is held by one,
and what shares half its pairs of letters with one; everything else is wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helper.ears.span_training import train
from helper.ears.spans import Named, likely
from helper.reading.train.spans import LANGUAGES, example
from helper.reading.train.texts import CORPUS, mails, plain_letters

FOLDS = 5
LIMITS = (0.0, 0.3, 0.4, 0.5, 0.55, 0.6, 0.7)


@dataclass(frozen=True, slots=True)
class Told:
    """What a mail was said to be about, beside the labels."""

    named: Named
    about: frozenset[str]

    @property
    def is_right(self) -> bool:
        """Whether a reader would know it for the matter."""
        return any(alike(self.named.words, one) for one in self.about)


def alike(said: str, label: str) -> bool:
    """One holds the other, or they share half the pairs of letters of the shorter one."""
    ours, theirs = _pairs(said), _pairs(label)
    shared = len(ours & theirs)
    return said in label or label in said or shared >= max(1, min(len(ours), len(theirs)) / 2)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def told(language: str) -> Iterator[Told]:
    """The mails of customers, each file read by ears that learned the others."""
    plain = plain_letters(language)
    files = sorted((CORPUS / language).glob("*.jsonl"))
    fold = {line.split('"')[3]: at % FOLDS for at, file in enumerate(files) for line in file.open()}
    known = [(row, example(row, plain)) for row in mails(language) if "about" in row]
    for held in range(FOLDS):
        ears = train([one for row, one in known if fold[row["id"]] != held])
        for row, one in known:
            if fold[row["id"]] == held and row["needs"] != "none":
                best = next(iter(likely(one.nameable, ears)), Named("", 0.0))
                yield Told(best, one.about)


def line(language: str, limit: float, found: Sequence[Told]) -> str:
    """A line of the table."""
    sure = [one for one in found if one.named.words and one.named.sure >= limit]
    right = sum(one.is_right for one in sure)
    exact = sum(one.named.words in one.about for one in sure)
    able = sum(bool(one.about) for one in found)
    return (
        f"{language} from {limit:.2f} on: named in {len(sure) / able:.2f} of those one can name,"
        f" right {right / max(len(sure), 1):.3f}, to the letter {exact / max(len(sure), 1):.3f},"
        f" wrong in {(len(sure) - right) / len(found):.3f} of all {len(found)}"
    )


def main(languages: Sequence[str]) -> int:
    """Print the table."""
    for language in languages or LANGUAGES:
        found = list(told(language))
        sys.stdout.writelines(f"{line(language, limit, found)}\n" for limit in LIMITS)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
