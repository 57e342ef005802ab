"""What commits in a sentence: by the words of a rule, or by how it sounds as a whole.

Rules and ear are asked together. What a rule finds stands unless it sounds quite unlike a promise;
what only the ear hears stands where no rule takes it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from helper.remembering.finding.hearing import Sound
from helper.remembering.finding.saying import PAUSE, Place
from helper.rulebook.remembering import PromiseRule, RememberingRules, Strength
from helper.sentences import part_around

LOUD = 0.4
"""The logit from which a sentence with a time commits though no rule says so."""

_PLAIN = 1.3
"""The same for one without a time, as what is told of things is mostly told of what is, and for
one in which a rule takes something back."""

_SILENT = -3.0
"""The logit below which it does not, though a rule does."""

UNLIKELY = -2.0
"""The same for a rule that counts only beside a time: what is told of a habit has one too."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What stands in for a rule where the ear alone hears a commitment."""

    id: str = "promise.heard"
    strength: Strength = "will"
    confidence: float = 0.6
    needs_time: bool = False


HEARD = Heard()


@dataclass(frozen=True, slots=True)
class Commitment:
    """Words that commit, and the rule that says so."""

    start: int
    end: int
    rule: PromiseRule | Heard
    shared: Place | None = None
    """Words before another commitment that belong to this one too: "I'll"."""

    def is_borne_out(self, heard: Sound) -> bool:
        """Whether the sentence sounds enough like a promise for what the rule says."""
        return heard.commits > (UNLIKELY if self.rule.needs_time else _SILENT)

    def is_plain(self, heard: Sound | None) -> bool:
        """Whether it commits without a time as well."""
        if self.rule is HEARD:
            return heard is not None and heard.commits > _PLAIN
        return not self.rule.needs_time


@lru_cache(maxsize=512)
def commitments(
    sentence: str, rules: RememberingRules, heard: Sound | None, times: Sequence[Place] = ()
) -> tuple[Sequence[Commitment], Sequence[Place]]:
    """What commits in a sentence, in order, and the parts of it that commit to nothing.

    Beside a time nearly all sounds like a promise, so no ear is asked of a clause with one in which
    a rule takes something back; nor, where the verb comes last and ends what is taken back, of
    words that commit and are taken back themselves.
    """
    said = [one for one in _said(sentence, rules) if heard is None or one.is_borne_out(heard)]
    sounds = heard is not None and heard.commits > LOUD
    if not said and not sounds:
        return (), ()
    guards = _guards(sentence, rules)
    found = _unguarded(said, guards, sentence)
    clauses = [part_around(PAUSE, sentence, *time) for time in times]
    sure = heard is not None and heard.commits > _PLAIN
    spoken = [*clauses, *((one.start, one.end) for one in said if rules.verb_last)]
    denied = guards and not (sure and not any(touches(one, guards) for one in spoken))
    if sounds and not found and not denied:
        return (Commitment(0, len(sentence), HEARD),), ()
    if not times:  # A time may go for both deeds.
        found = [*_with_second_deeds(found, sentence, rules)]
    return found, guards


def _with_second_deeds(
    found: Iterable[Commitment], sentence: str, rules: RememberingRules
) -> Iterator[Commitment]:
    """Each commitment, and what it commits to besides: "I'll refund you and send a label"."""
    deeds = rules.two_deeds.finditer(sentence) if rules.two_deeds else ()
    second = {one.start("shared"): one for one in deeds}
    for one in found:
        yield one
        if also := second.get(one.start):
            yield Commitment(*also.span("deed"), one.rule, shared=also.span("shared"))


def _guards(sentence: str, rules: RememberingRules) -> list[Place]:
    """The parts of a sentence that commit to nothing, whatever they sound like."""
    return [
        match.span() for rule in rules.not_promises for match in rule.pattern.finditer(sentence)
    ]


def touches(place: Place, others: Iterable[Place]) -> bool:
    """Whether a place shares a letter with one of the others."""
    return any(place[0] < end and start < place[1] for start, end in others)


def _said(sentence: str, rules: RememberingRules) -> list[Commitment]:
    """Whatever sounds like a commitment, the strongest rule first.

    Words that commit only with a time come last, lest they hide words that always do; where no
    time is named, nobody looks for them.
    """
    times = any(rule.pattern.search(sentence) for rule in (*rules.times, *rules.rounds))
    return [
        Commitment(_behind_mark(match), match.end(), rule)
        for rule in sorted(rules.promises, key=lambda rule: rule.needs_time)
        if times or not rule.needs_time
        for match in rule.pattern.finditer(sentence)
    ]


def _behind_mark(match: re.Match[str]) -> int:
    """Where the words begin: the comma before them belongs to the clause before."""
    mark = PAUSE.match(match[0])
    return match.start() + (mark.end() if mark else 0)


def _unguarded(
    said: Iterable[Commitment], guards: Sequence[Place], sentence: str
) -> list[Commitment]:
    """Commitments that no guard touches, in order; one per verb.

    A guard in a condition says nothing of what is done then: "if it does not come, I'll ...".
    """
    found: list[Commitment] = []
    for one in said:
        pauses = [mark.end() for mark in PAUSE.finditer(sentence, one.start, one.end)]
        waits = one.rule.strength == "dependent" and pauses
        own = (pauses[-1] if waits else one.start, one.end)
        if not touches(own, guards) and not touches(own, [(a.start, a.end) for a in found]):
            found.append(one)
    return sorted(found, key=lambda one: one.start)
