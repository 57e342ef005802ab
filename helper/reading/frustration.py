"""How frustrated a writer is, 0 to 4, and which words say so (B03, B04).

Negative words are not frustration: bad news can be told calmly, and "I have been waiting three
weeks" holds no negative word. So the score comes from cues of waiting, repetition, broken
promises, threats and the like (R9: such features beat n-grams by 20 points F); TextBlob's
polarity is one more, weak feature that can never move a level alone.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from helper.contracts import Cause, Evidence
from helper.reading.cleaning import shorten_runs
from helper.rulebook.base import fold
from helper.rulebook.reading import Cue, ReadingRules

_LOOK_BACK = 28
"""Characters before a cue in which a "not" still speaks about it."""

_AGAIN = 0.5
"""Each further hit of a family counts this much of what the one before counted."""

_TELLING = 1.0
"""What a cue without points adds to its cause."""

_SHOWING = 0.5
"""What a cause needs to be named for a calm mail."""

_POLARITY_LENGTH = 1500
_MAX_HITS = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """One cue found. ``points`` is what it adds, after its family was added up."""

    start: int
    end: int
    cue: Cue
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the cues say together."""

    level: int
    score: float
    confidence: float
    cause: Cause | None
    evidence: tuple[Evidence, ...] = ()
    hurts: tuple[str, ...] = ()
    families: dict[str, float] = field(default_factory=dict)
    """Points by family, negative ones calm."""


def judge(text: str, rules: ReadingRules, language: str) -> Judgement:
    """Level, score, cause and evidence of cleaned text."""
    hits = weigh(find(text, rules), rules)
    families: defaultdict[str, float] = defaultdict(float)
    for hit in hits:
        families[hit.cue.family] += hit.points
    points = rules.score.bias + sum(families.values())
    points -= rules.score.polarity * _told(polarity(text, language))
    score = 1 / (1 + math.exp(-points))
    level = sum(score >= least for least in rules.score.levels)
    return Judgement(
        level=level,
        score=round(score, 4),
        confidence=_confidence(score, rules.score.levels, text),
        cause=_cause(hits, rules, level),
        evidence=_evidence(text, hits),
        hurts=_hurts(families, rules) if level else (),
        families=dict(families),
    )


def unmoved(rules: ReadingRules) -> Judgement:
    """What is said of mail that no customer wrote: machines do not feel."""
    score = 1 / (1 + math.exp(-rules.score.bias))
    return Judgement(level=0, score=round(score, 4), confidence=1.0, cause=None)


def find(text: str, rules: ReadingRules) -> list[Hit]:
    """Every cue in the text that is not taken back by a negation before it."""
    text = rules.plain(text)
    folded = fold(text)
    found: list[Hit] = []
    for cue in rules.cues:
        for place in cue.pattern.finditer(text if cue.raw else folded):
            if not (cue.negatable and _is_negated(folded, place, rules)):
                found.append(Hit(place.start(), place.end(), cue, cue.points))
            if len(found) > _MAX_HITS:
                return found
    return found


def weigh(hits: list[Hit], rules: ReadingRules) -> list[Hit]:
    """The hits that count, with what each adds.

    Words count once, for the strongest cue they stand in. In a family each further hit counts
    half, up to the cap; each further family counts a little less than the one before.
    """
    by_family = _silenced(_apart(hits), rules)
    capped = [list(_capped(kept, rules.families[name].cap)) for name, kept in by_family.items()]
    capped.sort(key=lambda family: -sum(hit.points for hit in family))
    return [hit for place, family in enumerate(capped) for hit in _faded(family, place, rules)]


def _apart(hits: list[Hit]) -> dict[str, list[Hit]]:
    """Hits by family, the strongest first; calming and stirring words do not hide each other."""
    by_family: defaultdict[str, list[Hit]] = defaultdict(list)
    taken: defaultdict[float, list[Hit]] = defaultdict(list)
    for hit in sorted(hits, key=lambda hit: (-abs(hit.cue.points), hit.start)):
        sign = math.copysign(1, hit.cue.points) if hit.cue.points else 0.0
        if all(hit.end <= other.start or other.end <= hit.start for other in taken[sign]):
            taken[sign].append(hit)
            by_family[hit.cue.family].append(hit)
    return by_family


def _silenced(by_family: dict[str, list[Hit]], rules: ReadingRules) -> dict[str, list[Hit]]:
    silent = {name for family in by_family for name in rules.families[family].silences}
    return {family: hits for family, hits in by_family.items() if family not in silent}


def _capped(hits: list[Hit], cap: float) -> Iterator[Hit]:
    left = cap
    for place, hit in enumerate(hits):
        size = min(abs(hit.cue.points) * _AGAIN**place, left)
        left -= size
        yield Hit(hit.start, hit.end, hit.cue, math.copysign(size, hit.cue.points))


def _faded(family: list[Hit], place: int, rules: ReadingRules) -> Iterator[Hit]:
    for hit in family:
        factor = rules.score.fade**place if hit.points > 0 else 1.0
        yield Hit(hit.start, hit.end, hit.cue, hit.points * factor)


def polarity(text: str, language: str) -> float:
    """TextBlob's polarity of English text, -1 to 1; 0 where its lexicon has no say."""
    if language != "en":
        return 0.0
    # TextBlob takes half a second to import, which a helper that only reminds never needs.
    from textblob import TextBlob  # noqa: PLC0415

    return float(TextBlob(shorten_runs(text)[:_POLARITY_LENGTH]).sentiment.polarity)


def _told(polarity: float) -> float:
    """Kind words count half: polite people are frustrated too, and so are sarcastic ones."""
    return polarity if polarity < 0 else polarity / 2


def _is_negated(folded: str, place: re.Match[str], rules: ReadingRules) -> bool:
    """Some languages deny before the word, some behind it, some do both."""
    if rules.negation_after and rules.negation_after.match(folded, place.end()):
        return True
    if rules.negation is None:
        return False
    before = folded[max(0, place.start() - _LOOK_BACK) : place.start()]
    return any(found.end() == len(before) for found in rules.negation.finditer(before))


def _confidence(score: float, levels: tuple[float, ...], text: str) -> float:
    """Far from the next level and enough words: sure. One word, or on the edge: not."""
    margin = min(abs(_points(score) - _points(least)) for least in levels)
    words = len(re.findall(r"\w+", text[:400]))
    return round((1 - 0.5 * math.exp(-2 * margin)) * (1 - 0.6 * math.exp(-words / 6)), 3)


def _points(score: float) -> float:
    score = min(max(score, 1e-6), 1 - 1e-6)
    return math.log(score / (1 - score))


def _cause(hits: list[Hit], rules: ReadingRules, level: int) -> Cause | None:
    votes: defaultdict[Cause, float] = defaultdict(float)
    for hit in hits:
        cause = hit.cue.cause or rules.families[hit.cue.family].cause
        if cause and hit.cue.points >= 0:
            votes[cause] += hit.points or _TELLING
    strongest = max(votes, key=lambda cause: votes[cause], default=None)
    if strongest is None or (level == 0 and votes[strongest] < _SHOWING):
        return None
    return strongest


def _evidence(text: str, hits: list[Hit]) -> tuple[Evidence, ...]:
    moved = [hit for hit in hits if hit.points > 0]
    total = sum(hit.points for hit in moved)
    return tuple(
        Evidence(
            start=hit.start,
            end=hit.end,
            text=text[hit.start : hit.end],
            rule=hit.cue.id,
            weight=round(hit.points / total, 3),
            family=hit.cue.family,
        )
        for hit in sorted(moved, key=lambda hit: (-hit.points, hit.start))
    )


def _hurts(families: dict[str, float], rules: ReadingRules) -> tuple[str, ...]:
    hurts = [name for name, points in families.items() if points > 0 and rules.families[name].hurt]
    return tuple(sorted(hurts, key=lambda name: -families[name]))
