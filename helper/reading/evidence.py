"""The words that made a level: those of cues, and the few that only the ear heard (B04)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from helper.contracts import Evidence
from helper.ears.model import Ear
from helper.reading.cues import Hit
from helper.rulebook.reading import ReadingRules

_MEANING = re.compile(r"(?<![@\w])[^\W\d_]{4,}|[ァ-ヺ㐀-鿿]{2,}")
"""A word of some length, two Han letters or katakana: a word to a person, and no @name."""
_TELLING_POINTS = 0.15
"""Points from which words that only the model hears are shown."""
_MAX_HEARD = 3
"""Places shown that only the model hears."""
HEARD = "model.ngram"
"""Stands where evidence comes from the model and not from a rule."""

Place: TypeAlias = tuple[int, int, float]
"""Where words stand, and the points they add."""


def evidence(
    text: str, hits: list[Hit], heard: list[Place], rules: ReadingRules
) -> tuple[Evidence, ...]:
    """Where the points come from; words of a cue are not shown again as heard."""
    moved = [(hit.start, hit.end, hit.points, hit.cue) for hit in hits if hit.points > 0]
    both = [*moved, *((*place, None) for place in _apart_from(text, hits, heard, rules))]
    total = sum(points for _, _, points, _ in both)
    starts = [start for start, *_ in both]
    return tuple(
        Evidence(
            start=start,
            end=(whole := _word_end(text, end, starts, rules)),
            text=text[start:whole],
            rule=cue.id if cue else HEARD,
            weight=round(points / total, 3),
            family=cue.family if cue else "",
        )
        for start, end, points, cue in sorted(both, key=lambda one: (-one[2], one[0]))
    )


def _word_end(text: str, end: int, starts: Sequence[int], rules: ReadingRules) -> int:
    """Where the word ends in which a cue did, before any of the ``starts`` behind it."""
    rest = rules.word_rest.match(text, end) if rules.word_rest else None
    return min([rest.end() if rest else end, *(start for start in starts if start >= end)])


def _apart_from(text: str, hits: list[Hit], heard: list[Place], rules: ReadingRules) -> list[Place]:
    """The few places that raised the model most, none over another's or a cue's words.

    A comma or an "I have" may raise it too, but would tell the user nothing.
    """
    taken = [(hit.start, hit.end) for hit in hits]
    apart: list[Place] = []
    for start, end, points in heard:
        free = all(end <= first or last <= start for first, last in taken)
        words = set(_MEANING.findall(rules.plain(text[start:end]).lower())) - rules.filling
        telling = points >= _TELLING_POINTS and any(set(word) - rules.small for word in words)
        if free and telling and len(apart) < _MAX_HEARD:
            apart.append((start, end, points))
            taken.append((start, end))
    return apart


def places(text: str, rules: ReadingRules, model: Ear | None) -> list[Place]:
    """The words that raised what the ear hears of the whole, with the points each added."""
    found = model.places(rules.plain(text), _MAX_HEARD + 1) if model else []
    return [(start, end, rules.score.model * logit) for start, end, logit in found]
