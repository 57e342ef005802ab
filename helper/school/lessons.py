"""A lesson is a mail whose options people judged; what many teach is tried on those left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from helper.contracts import Mail, Person, Reading
from helper.ears.choosing import Chosen, fitness, likeliest, shares
from helper.reading.reader import read
from helper.reading.train.texts import elsewhere, files, rows_in
from helper.replying.understanding.forms import Understood, understood
from helper.rulebook import Rulebook

LEAST = 10
"""In how many mails a trait must stand."""
ALSO = 0.8
"""What fits almost as well."""
_FOLDS = 8
_PART = 48
"""How many texts of others are tried together."""
_ADDRESS = "a@example.org"

Weights: TypeAlias = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A mail with what may be chosen in it, and whether people could choose anything."""

    file: str
    """Mails of one file are never tried by what the same file taught."""
    chosen: Chosen
    is_nameable: bool


Taken = TypeVar("Taken", bound=Lesson)


@dataclass(frozen=True, slots=True)
class Subject(Generic[Taken]):
    """What is learned from some lessons, how, and how sure that makes of an option."""

    table: str
    teach: Callable[[Sequence[Taken]], dict[str, float]]
    choose: Callable[[Taken, Weights], tuple[float, int]]
    """The share of the likeliest option of a lesson, and its place."""
    certainties: Sequence[float] = (0.4, 0.5, 0.6, 0.65, 0.7, 0.8)


class Tried(NamedTuple):
    """How surely a mail was named by what the others taught; it may be one that cannot be."""

    share: float
    is_right: bool
    is_nameable: bool


def best_of_all(one: Lesson, weights: Weights) -> tuple[float, int]:
    """The likeliest where options stand beside each other."""
    return likeliest(shares(one.chosen.options, weights))


def best_by_itself(one: Lesson, weights: Weights) -> tuple[float, int]:
    """The likeliest where each option is judged alone."""
    return likeliest([fitness(traits, weights) for traits in one.chosen.options])


def one_by_one(chosen: Chosen) -> Iterator[Chosen]:
    """Every option as a choice of its own: fit, or not."""
    for traits, fit in zip(chosen.options, chosen.fits, strict=True):
        yield Chosen([traits], [fit])


def told_apart(subject: Subject[Taken], known: Sequence[Taken]) -> Iterator[Tried]:
    """Each mail, tried by what the files of others taught."""
    files_of = sorted({one.file for one in known})
    for fold in range(_FOLDS):
        held = set(files_of[fold::_FOLDS])
        weights = subject.teach([one for one in known if one.file not in held])
        for one in known:
            if one.file in held and one.chosen.options:
                share, at = subject.choose(one, weights)
                yield Tried(share, one.chosen.fits[at] > 0, one.is_nameable)


def report(subject: Subject[Taken], known: Sequence[Taken]) -> Iterator[str]:
    """A line for each certainty from which on something might be named."""
    tried = list(told_apart(subject, known))
    nameable = sum(one.is_nameable for one in known)
    for certainty in subject.certainties:
        named = [one for one in tried if one.share >= certainty]
        able = sum(one.is_nameable for one in named)
        right = sum(one.is_right for one in named)
        yield (
            f"from {certainty}: {able} of {nameable} nameable named, and {len(named) - able} "
            f"of the {len(known) - nameable} others; {right} of these {len(named)} rightly\n"
        )


def rows(language: str, corpus: Path, data: Path | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """All mails that were labelled, ours first, each with what it is tried together with.

    ``data`` holds texts of others that may be learned from and not shipped.
    """
    for file in files(language, corpus):
        yield from ((file.name, row) for row in rows_in(file))
    if data is not None:
        for number, row in enumerate(elsewhere(language, data, corpus)):
            yield f"{row['file']} {number // _PART:03d}", row


def reading_of(row: Mapping[str, Any], language: str, book: Rulebook) -> Reading:
    """A labelled text as the mail it was, read."""
    sender = Person(name=row["from"], address=_ADDRESS) if row.get("from") else None
    mail = Mail(text=row["text"], subject=row.get("subject"), sender=sender, language=language)
    return read(mail, book)


def understood_of(row: Mapping[str, Any], language: str, book: Rulebook) -> Understood:
    """The same as a draft sees it."""
    reading = reading_of(row, language, book)
    return understood(reading, book.replying[language], book.reading[language].letters)


def each(known: Iterable[Lesson]) -> list[Chosen]:
    """The choices of some lessons."""
    return [one.chosen for one in known]
