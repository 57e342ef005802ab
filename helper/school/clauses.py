"""What happened: the clauses of a mail that can be said back to its writer.

Some mails carry them as ``told``, the best first; none, where nothing can. English clauses were
also labelled one by one (`helper.school.places`), and each is judged by itself; elsewhere the best
of all is cited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from helper.contracts import Reading
from helper.ears.choosing import Chosen, learn
from helper.reading.train.texts import CORPUS, POSTS, posts, retold, rows_in
from helper.replying.understanding import citing, retelling
from helper.replying.understanding.citing import CLAUSES
from helper.replying.understanding.forms import as_trouble
from helper.replying.understanding.retelling import bare
from helper.replying.understanding.telling import Clause
from helper.rulebook import Rulebook
from helper.rulebook.replying import ReplyingRules
from helper.school.lessons import (
    ALSO,
    LEAST,
    Lesson,
    Subject,
    best_by_itself,
    best_of_all,
    each,
    one_by_one,
    rows,
    understood_of,
)
from helper.school.places import LABELS, LANGUAGE, OURS, labelled

_HALF = 0.5
"""The part two clauses must share to be taken for one."""
_TIMES = 2
"""How much more a clause counts that was labelled than one that was not chosen."""
_GENTLE = 0.02
"""The step where clauses are judged one by one: what stands in few of them says little."""
_SELDOM = 12
"""In how many of them a trait must stand."""


@dataclass(frozen=True, slots=True)
class Clauses(Lesson):
    """A mail with its clauses as they could be said, and how often each counts."""

    said: Sequence[str]
    times: int = 1
    best: int | None = None
    """The place of the one that says best what happened."""


def lessons(
    language: str,
    book: Rulebook,
    corpus: Path = CORPUS,
    data: Path | None = None,
    posted: Path = POSTS,
) -> Iterator[Clauses]:
    """The mails and posts of which people said what can be told back, in a fixed order.

    Those are left out of which no clause that was named can be.
    """
    rules = book.replying[language]
    by_place = _read_one_by_one() if rules.grammar else frozenset()
    short = ((row["file"], row) for row in posts(language, posted))
    for file, row in chain(rows(language, corpus, data), short):
        if "told" in row and row.get("id") not in by_place:
            reading = understood_of(row, language, book).reading
            lesson = _retold(row, reading, rules) if rules.grammar else _cited(row, reading, rules)
            if any(lesson.chosen.fits) or not row["told"]:
                yield replace(lesson, file=file)


def _read_one_by_one() -> frozenset[str]:
    """Our mails of which each clause was labelled: what was told of them says less."""
    rows = rows_in(LABELS / f"{LANGUAGE}.jsonl")
    return frozenset(row["id"] for row in rows if row["file"] == OURS and "unfit" in row)


def _retold(row: dict[str, Any], reading: Reading, rules: ReplyingRules) -> Clauses:
    found, known = retelling.ways(reading, rules)
    told = [bare(clause, rules) for clause in row["told"]]
    said = [one.clause.text for one in found]
    fits = [_worth(bare(one, rules), told) for one in said]
    named = [one.clause for one, fit in zip(found, fits, strict=True) if fit]
    # Of a clause with more or less than one that was named nobody said that it is unfit.
    read = [
        at
        for at, one in enumerate(found)
        if fits[at] or not any(_overlap(one.clause, other) for other in named)
    ]
    chosen = Chosen([known[at] for at in read], [fits[at] for at in read])
    return Clauses("", chosen, bool(told), [said[at] for at in read])


def _overlap(one: Clause, other: Clause) -> bool:
    return one.start < other.end and other.start < one.end


def _worth(clause: str, told: Sequence[str]) -> float:
    """How well a clause can be told, where people named these, the best first."""
    if clause not in told:
        return 0.0
    return 1.0 if clause == told[0] else ALSO


def _cited(row: dict[str, Any], reading: Reading, rules: ReplyingRules) -> Clauses:
    found = citing.quotes(reading, rules)
    known = citing.traits(found, reading, rules)
    starts = [(row["text"].find(piece), len(piece)) for piece in row["told"]]
    told = [(start, start + length) for start, length in starts]
    fits = [_shared(_place(one.clause), told) for one in found]
    return Clauses("", Chosen(known, fits), bool(told), [one.said for one in found])


def _place(clause: Clause) -> tuple[int, int]:
    """Where the words of a clause stand, without the blanks around them."""
    text = clause.text.strip()
    start = clause.start + clause.text.index(text)
    return start, start + len(text)


def _shared(clause: tuple[int, int], told: Sequence[tuple[int, int]]) -> float:
    """The same where clauses are cut less surely: the more of one is the other, the better."""
    (start, end), best = clause, 0.0
    for number, (begin, stop) in enumerate(told):
        both = min(end, stop) - max(start, begin)
        part = both / (max(end, stop) - min(start, begin))
        if part > _HALF:
            best = max(best, part * part * (ALSO if number else 1.0))
    return best


def judged(book: Rulebook, data: Path) -> Iterator[Clauses]:
    """The texts of which single clauses were labelled, in a fixed order."""
    rules = book.replying[LANGUAGE]
    for one in labelled(data):
        mail = understood_of(one.row, LANGUAGE, book)
        found, known = retelling.ways(as_trouble(mail.reading, mail.need), rules)
        places = [(way.clause.start, way.clause.end) for way in found]
        read = [at for at, place in enumerate(places) if place in one.fit | one.unfit]
        fits = [float(places[at] in one.fit) for at in read]
        said = [found[at].clause.text for at in read]
        chosen = Chosen([known[at] for at in read], fits)
        best = next((n for n, at in enumerate(read) if places[at] == one.best), None)
        yield Clauses(one.name, chosen, bool(one.fit), said, _TIMES, best)


def written(book: Rulebook) -> Iterator[Clauses]:
    """Texts written for it, in which all that is not marked as trouble is only beside it."""
    rules = book.replying[LANGUAGE]
    for row in retold(LANGUAGE):
        mail = understood_of(row, LANGUAGE, book)
        lesson = _retold(row, as_trouble(mail.reading, mail.need), rules)
        best = next((at for at, fit in enumerate(lesson.chosen.fits) if fit == 1), None)
        yield replace(lesson, file=row["file"], times=_TIMES, best=best)


def _teach_alone(known: Sequence[Clauses]) -> dict[str, float]:
    alone = [choice for one in known for choice in one_by_one(one.chosen) for _ in range(one.times)]
    first = [_beside_others(one.chosen, one.best) for one in known if one.best is not None]
    return learn([*alone, *first, *first], _SELDOM, _GENTLE)


def _beside_others(chosen: Chosen, best: int) -> Chosen:
    """The one that says best what happened, beside those that might be told as well."""
    return Chosen(chosen.options, [float(at == best) for at in range(len(chosen.options))])


RETOLD = Subject(CLAUSES, _teach_alone, best_by_itself)
CITED = Subject(CLAUSES, lambda known: learn(each(known), LEAST), best_of_all)
