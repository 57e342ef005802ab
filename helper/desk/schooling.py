"""Learn what a mail is about, and what happened: ``python -m helper.desk.schooling``.

The mails of ``helper/reading/corpus`` carry what people named as their matter: ``about``, and
``also`` what would do as well, both copied from the mail. Some carry as ``told`` the clauses that
can be read back to their writer, the best first; none, where nothing can. What each trait of a
noun phrase, and of a clause, weighs for it is learned from these, and printed is how well mails
are known by what the others taught.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helper.contracts import Mail, Person, Reading
from helper.ears.choosing import Chosen, keep_table, learn, shares
from helper.ears.commands import asked
from helper.paths import shipped_rules
from helper.reading.reader import read
from helper.reading.train.texts import CORPUS, files, rows_in
from helper.replying.understanding.chunks import Phrase, phrases, sentences
from helper.replying.understanding.forms import understood
from helper.replying.understanding.phrases import TOPICS, likely, options
from helper.replying.understanding.retelling import CLAUSES, Way, bare, ways
from helper.rulebook import Rulebook, load_rulebook
from helper.rulebook.grammar import Grammar
from helper.rulebook.replying import ReplyingRules

LANGUAGE = "en"
"""The only one with a grammar so far."""
_LEAST = 10
"""In how many mails a trait must stand."""
_ALSO, _WITHIN = 0.8, 0.5
"""What fits almost as well; and a word from the middle of what was named."""
_FOLDS = 8
_CERTAINTIES = (0.4, 0.5, 0.6, 0.65, 0.7, 0.8)
_ADDRESS = "a@example.org"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A mail with its phrases or clauses, and whether people could name one."""

    file: str
    found: Sequence[Phrase] | Sequence[Way]
    chosen: Chosen
    is_nameable: bool


def lessons(book: Rulebook, corpus: Path = CORPUS) -> Iterator[Lesson]:
    """The labelled mails one would answer, in a fixed order; none without a grammar."""
    rules = book.replying[LANGUAGE]
    if rules.grammar is None:
        return
    for file in files(LANGUAGE, corpus):
        for row in rows_in(file):
            if row.get("needs", "none") != "none":
                reading = read(_mail(row), book)
                yield _lesson(file.name, row, reading, rules.grammar, rules)


def _mail(row: dict[str, Any]) -> Mail:
    sender = Person(name=row["from"], address=_ADDRESS) if row["from"] else None
    return Mail(text=row["text"], subject=row["subject"], sender=sender)


def _lesson(
    file: str, row: dict[str, Any], reading: Reading, grammar: Grammar, rules: ReplyingRules
) -> Lesson:
    found, known = options(reading, grammar, rules)
    meant = [(1.0, row["about"]), *((_ALSO, said) for said in row["also"])]
    named = [(worth, *_stems(said, grammar, rules)) for worth, said in meant if said]
    fits = [max((_fit(one, *of) for of in named), default=0.0) for one in found]
    return Lesson(file, found, Chosen(known, fits), bool(named))


def _stems(said: str, grammar: Grammar, rules: ReplyingRules) -> tuple[str, frozenset[str]]:
    """The noun of what people named, and all its words."""
    told = list(sentences(said, grammar, rules))
    nouns = [one.stem for sentence in told for one in phrases(sentence, grammar)]
    within = [stem for sentence in told for stem in sentence.stems(0, len(sentence.found))]
    return (nouns or within or [""])[0], frozenset(within)


def _fit(one: Phrase, worth: float, noun: str, within: frozenset[str]) -> float:
    """How well a phrase fits what people named."""
    if one.stem == noun:
        return worth
    return _WITHIN * worth if one.stem in within or noun in one.stems else 0.0


def tellings(book: Rulebook, corpus: Path = CORPUS) -> Iterator[Lesson]:
    """The mails of which people said what can be told back, in a fixed order.

    Those are left out of which no clause that was named can be.
    """
    rules = book.replying[LANGUAGE]
    for file in files(LANGUAGE, corpus):
        for row in rows_in(file):
            if "told" in row:
                reading = understood(read(_mail(row), book), rules).reading
                found, known = ways(reading, rules)
                told = [bare(clause, rules) for clause in row["told"]]
                fits = [_fit_to_tell(bare(one.clause.text, rules), told) for one in found]
                if any(fits) or not told:
                    yield Lesson(file.name, found, Chosen(known, fits), bool(told))


def _fit_to_tell(clause: str, told: Sequence[str]) -> float:
    """How well a clause can be told, where people named these, the best first."""
    if clause not in told:
        return 0.0
    return 1.0 if clause == told[0] else _ALSO


def told_apart(known: Sequence[Lesson]) -> Iterator[tuple[float, bool, bool]]:
    """How certain each mail is named by what the files of others taught, and whether rightly.

    The third is whether it could be named at all.
    """
    files = sorted({one.file for one in known})
    for fold in range(_FOLDS):
        held = set(files[fold::_FOLDS])
        weights = learn([one.chosen for one in known if one.file not in held], _LEAST)
        for one in known:
            if one.file in held and one.found:
                share, at = _likeliest(one, weights)
                yield share, one.chosen.fits[at] > 0, one.is_nameable


def _likeliest(one: Lesson, weights: Mapping[str, float]) -> tuple[float, int]:
    found = [way for way in one.found if isinstance(way, Phrase)]
    if found:
        return likely(found, one.chosen.options, weights)[0]
    told = shares(one.chosen.options, weights)
    return max(zip(told, range(len(told)), strict=True), key=lambda pair: (pair[0], -pair[1]))


def report(known: Sequence[Lesson]) -> Iterator[str]:
    """A line for each certainty from which on a matter might be named."""
    tried = list(told_apart(known))
    nameable = sum(one.is_nameable for one in known)
    for certainty in _CERTAINTIES:
        named = [(right, can) for share, right, can in tried if share >= certainty]
        if not named:
            yield f"from {certainty}: nothing named\n"
            continue
        right, can = sum(one for one, _ in named), sum(one for _, one in named)
        yield (
            f"from {certainty}: {can / nameable:.1%} of the nameable named, "
            f"{right / len(named):.1%} of these right, {(len(named) - right) / len(known):.1%} "
            "of all mails named wrongly\n"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write the tables and tell how well they do."""
    chosen = asked("helper.desk.schooling", arguments, languages=[LANGUAGE])
    book = load_rulebook(shipped_rules())
    for name, taught in ((TOPICS, lessons(book)), (CLAUSES, tellings(book))):
        known = list(taught)
        weights = learn([one.chosen for one in known], _LEAST)
        file = keep_table(name, LANGUAGE, weights, chosen.out)
        sys.stdout.write(f"{file}: {len(known)} mails, {len(weights)} traits\n")
        sys.stdout.writelines(report(known))
    return 0


if __name__ == "__main__":
    sys.exit(main())
