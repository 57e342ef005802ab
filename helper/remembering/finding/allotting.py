"""Which of the times in a sentence belong to which commitment in it, and which of its words.

The stretch of a commitment ends where that of the next begins. In it one time counts, the first
deadline; where the verb comes last, the last. More are promised where words say so ("and",
"then"), and where a clause with a time, before or behind, sounds like a promise itself: "the price
by Friday".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from helper.contracts import Due
from helper.remembering.dates.beside import is_deadline
from helper.remembering.finding.committing import HEARD, Commitment
from helper.remembering.finding.saying import PAUSE, Place
from helper.rulebook.remembering import RememberingRules
from helper.sentences import part_around

_LISTED = re.compile(r"[，,；;、]")
_EDGES = " \t\n，,；;、"
_ANOTHER_DEED = 4
"""With fewer characters besides its time a clause is no deed of its own."""
_A_DEED = 2
"""So many characters between two times may say what is done by the first."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A commitment, and from where to where in its sentence it reaches."""

    one: Commitment
    start: int
    end: int
    sentence: str
    rules: RememberingRules

    @property
    def words(self) -> str:
        """What is said in it."""
        return self.sentence[self.start : self.end]


def stretches(
    found: Sequence[Commitment], sentence: str, rules: RememberingRules
) -> Iterator[Stretch]:
    """The stretch of each commitment, with the clauses that are its own."""
    if rules.verb_last:
        cuts = [one.end for one in found[:-1]]
    else:
        cuts = [_clause_of(other, one.end, sentence) for one, other in pairwise(found)]
    for one, (start, end) in zip(found, pairwise([0, *cuts, len(sentence)]), strict=True):
        yield Stretch(one, start, end, sentence, rules)


def _clause_of(one: Commitment, after: int, sentence: str) -> int:
    marks = [mark.end() for mark in PAUSE.finditer(sentence, after, one.start)]
    return marks[-1] if marks else one.start


def is_apart(stretch: Stretch) -> bool:
    """Whether it promises another deed than what stands before it in the sentence."""
    one, rules = stretch.one, stretch.rules
    if one.shared:
        return True
    if rules.apart is None or _refers_back(stretch.sentence, one.start, stretch.end, rules):
        return False
    return any(match.end() == one.start for match in rules.apart.finditer(stretch.sentence))


def _refers_back(sentence: str, start: int, end: int, rules: RememberingRules) -> bool:
    return bool(rules.refers_back and rules.refers_back.search(sentence, start, end))


def clause_around(due: Due, sentence: str) -> Place:
    """The clause in which a time stands."""
    return part_around(PAUSE, sentence, due.start, due.end)


def clauses_beside(
    sentence: str, due: Due, times: Sequence[Due], rules: RememberingRules
) -> Iterator[Place]:
    """The clauses without a time that say something of their own, beside the one with ``due``.

    None where that one goes on with the clause before it: "We'll send another, ships today".
    """
    here = clause_around(due, sentence)
    besides = here[1] - here[0] - (due.end - due.start)
    if besides < _ANOTHER_DEED or _refers_back(sentence, *here, rules):
        return
    if not _begins_own(sentence, here[0], rules):
        return
    for start, end in pairwise([0, *(at.end() for at in PAUSE.finditer(sentence)), len(sentence)]):
        is_timed = start == here[0] or any(start <= one.start < end for one in times)
        if not is_timed and _begins_own(sentence, start, rules):
            yield trimmed(sentence, start, end, rules)


def _begins_own(sentence: str, start: int, rules: RememberingRules) -> bool:
    """Whether the clause from ``start`` on does not go on with the one before it."""
    while start < len(sentence) and sentence[start] in _EDGES:
        start += 1
    return rules.own_clause is not None and bool(rules.own_clause.match(sentence, start))


def dues_for(
    stretch: Stretch, dues: Sequence[Due], commits: Callable[[Due], bool]
) -> Sequence[Due]:
    """The times that belong to a commitment, in order.

    ``commits`` tells whether the clause of a time promises by itself.
    """
    if stretch.one.rule.strength == "dependent":
        dues = [due for due in dues if _is_set_for_then(stretch, due)]
    near = _near(stretch, dues)
    if not near:
        return ()
    sentence, rules = stretch.sentence, stretch.rules
    deadlines = [due for due in near if is_deadline(sentence, due, rules)] or near

    def goes_on(last: Due, due: Due) -> bool:
        between = sentence[last.end : due.start]
        if rules.also.search(between) and not rules.effort.search(between):
            return True
        return _are_two_deadlines(sentence, last, due, rules)

    if rules.verb_last:
        return _run(near, near.index(deadlines[-1]), goes_on)
    taken = [deadlines[0]]
    for due in reversed(dues):  # "The part ships tonight, the bill will reach you on Friday"
        parted = PAUSE.search(sentence, due.end, min(taken[0].start, stretch.one.start))
        if parted and _is_behind(taken[0], due) and commits(due):
            taken.insert(0, due)
    for due in dues:
        parted = PAUSE.search(sentence, taken[-1].end, due.start)
        if _is_behind(due, taken[-1]) and (goes_on(taken[-1], due) or (parted and commits(due))):
            taken.append(due)
    return taken


def _is_set_for_then(stretch: Stretch, due: Due) -> bool:
    """Whether what waits for something else has a day of its own: "if not, I'll call on Monday".

    A time in the condition is none, unless the writer meets it ("once I'm back on Monday, I'll
    call"), and what is counted from it ("within two days") is not known.
    """
    marks = _LISTED if stretch.rules.verb_last else PAUSE
    behind = due.start >= stretch.one.end and not stretch.rules.verb_last
    oneself = stretch.rules.met_by_oneself
    return not due.counted and bool(
        behind
        or marks.search(stretch.sentence, stretch.one.start, due.start)
        or (oneself and oneself.search(stretch.sentence, stretch.start, stretch.one.end))
    )


def _are_two_deadlines(sentence: str, last: Due, due: Due, rules: RememberingRules) -> bool:
    """Whether each of two times has its own word for a deadline, and something to do before it."""
    behind = rules.deadline_behind
    first = behind and behind.match(sentence, last.end)
    if not (behind and first and behind.match(sentence, due.end)):
        return False
    told = rules.deadline.sub("", sentence[first.end() : due.start])
    return len(told.strip(_EDGES)) >= _A_DEED


def _near(stretch: Stretch, dues: Sequence[Due]) -> Sequence[Due]:
    """The times after the words, unless a comma parts them and one stands in the same clause."""
    if stretch.rules.verb_last:
        return dues
    start, sentence = stretch.one.start, stretch.sentence
    after = [due for due in dues if due.start >= start]
    before = [due for due in dues if due.start < start]
    if after and PAUSE.search(sentence, start, after[0].start):
        own = [due for due in before if not PAUSE.search(sentence, due.end, start)]
        return own or after
    return after or before[::-1]


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


def own_words(stretch: Stretch, due: Due | None, taken: Sequence[Due]) -> list[Place]:
    """The words that promise one of several times, with the verb that they share.

    Of "I'll send the plan by noon, the price by Friday" the later one is "I'll send … the price
    by Friday".
    """
    one, start, end = stretch.one, stretch.start, stretch.end
    at = taken.index(due) if due else 0
    start = _cut(stretch, *taken[at - 1 : at + 1]) if at else start
    end = _cut(stretch, *taken[at : at + 2]) if at + 1 < len(taken) else end
    own = trimmed(stretch.sentence, start, end, stretch.rules)
    if one.shared:
        return [one.shared, own]
    before = (
        due and not stretch.rules.verb_last and PAUSE.search(stretch.sentence, due.end, one.start)
    )
    if one.rule is HEARD or before or start <= one.start < one.end <= end:
        return [own]
    if one.start < end and start < one.end:
        return [trimmed(stretch.sentence, stretch.start, stretch.end, stretch.rules)]
    verb = (one.start, stretch.end if stretch.rules.verb_last else one.end)
    names_another = any(verb[0] <= other.start < verb[1] for other in taken)
    return [own] if names_another else sorted([own, verb])


def _cut(stretch: Stretch, last: Due, due: Due) -> int:
    """Where the words of one time end and those of the next begin."""
    marks = [mark.end() for mark in _LISTED.finditer(stretch.sentence, last.end, due.start)]
    if marks or stretch.rules.verb_last:
        return marks[-1] if marks else due.start
    word = stretch.rules.also.search(stretch.sentence[last.end : due.start])
    return last.end + word.start() if word else due.start


def trimmed(sentence: str, start: int, end: int, rules: RememberingRules) -> Place:
    """A part of a sentence without marks and joining words, such as "and", at either edge."""
    said = sentence[start:end].rstrip(_EDGES)
    if not rules.verb_last:
        if joining := rules.also.match(said, len(said) - len(said.lstrip(_EDGES))):
            start, said = start + joining.end(), said[joining.end() :]
        words = [word for word in rules.also.finditer(said) if word.end() == len(said)]
        said = said[: words[-1].start()].rstrip(_EDGES) if words else said
    return start + len(said) - len(said.lstrip(_EDGES)), start + len(said)
