"""Which of the times in a sentence belong to which commitment in it.

The stretch of a commitment ends where that of the next begins. In it one time counts, the first
deadline; where the verb comes last, the last. More are promised where words say so ("and",
"then"), and where a clause with a time sounds like a promise itself: "the price by Friday".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from helper.contracts import Due
from helper.remembering.dates.due import is_deadline
from helper.remembering.finding.committing import Commitment
from helper.rulebook.remembering import RememberingRules

CLAUSE = re.compile(r"[，,；;]")


def stretches(
    found: Sequence[Commitment], sentence: str, rules: RememberingRules
) -> Iterator[tuple[int, int]]:
    """From where to where each commitment reaches, with the clauses that are its own."""
    if rules.verb_last:
        cuts = [one.end for one in found[:-1]]
    else:
        cuts = [_clause_of(other, one.end, sentence) for one, other in pairwise(found)]
    return pairwise([0, *cuts, len(sentence)])


def _clause_of(one: Commitment, after: int, sentence: str) -> int:
    marks = [mark.end() for mark in CLAUSE.finditer(sentence, after, one.start)]
    return marks[-1] if marks else one.start


def clause_around(due: Due, sentence: str) -> tuple[int, int]:
    """The clause in which a time stands."""
    begins = [mark.end() for mark in CLAUSE.finditer(sentence, 0, due.start)]
    end = CLAUSE.search(sentence, due.end)
    return begins[-1] if begins else 0, end.start() if end else len(sentence)


def dues_for(
    one: Commitment,
    dues: Sequence[Due],
    sentence: str,
    rules: RememberingRules,
    commits: Callable[[Due], bool],
) -> list[Due | None]:
    """The times that belong to a commitment; ``[None]`` for one without.

    ``commits`` tells whether the clause of a time promises by itself.
    """
    if one.rule.strength == "dependent":
        return [None]
    near = _near(one, dues, sentence, rules)
    if not near:
        return [] if one.rule.needs_time else [None]
    deadlines = [due for due in near if is_deadline(sentence, due, rules)] or near

    def goes_on(last: Due, due: Due) -> bool:
        between = sentence[last.end : due.start]
        return bool(rules.also.search(between)) and not rules.effort.search(between)

    if rules.verb_last:
        return [*_run(near, near.index(deadlines[-1]), goes_on)]
    taken = [deadlines[0]]
    for due in dues:
        if _is_behind(due, taken[-1]) and (
            goes_on(taken[-1], due)
            or (CLAUSE.search(sentence, taken[-1].end, due.start) and commits(due))
        ):
            taken.append(due)
    return [*taken]


def _is_behind(one: Due, other: Due) -> bool:
    """Whether a time is told later than another, and is no earlier day: a list goes forward.

    A bare clock behind a day is of that day, and no time of its own.
    """
    if one.start < other.end or one.due is None or other.due is None:
        return False
    return one.due.date() >= other.due.date()


def _run(dues: Sequence[Due], at: int, goes_on: Callable[[Due, Due], bool]) -> Sequence[Due]:
    """Those around one of them that stand in one row."""
    first = last = at
    while first and goes_on(dues[first - 1], dues[first]):
        first -= 1
    while last + 1 < len(dues) and goes_on(dues[last], dues[last + 1]):
        last += 1
    return dues[first : last + 1]


def _near(
    one: Commitment, dues: Sequence[Due], sentence: str, rules: RememberingRules
) -> list[Due]:
    """The times after the words, unless a comma parts them and one stands in the same clause."""
    if rules.verb_last:
        return [*dues]
    after = [due for due in dues if due.start >= one.start]
    before = [due for due in dues if due.start < one.start]
    if after and CLAUSE.search(sentence, one.start, after[0].start):
        own = [due for due in before if not CLAUSE.search(sentence, due.end, one.start)]
        return own or after
    return after or before[::-1]
