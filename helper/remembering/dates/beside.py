"""What the words right beside a time make of it: a deadline, an end, or no time at all."""

from __future__ import annotations

from helper.contracts import Due
from helper.rulebook.pattern import Pattern
from helper.rulebook.remembering import RememberingRules

LOOK_BACK = 40
"""Characters before a time in which words may still be about it."""


def is_deadline(text: str, due: Due, rules: RememberingRules) -> bool:
    """Whether the words right before or behind a time make it a deadline."""
    return _is_beside(text, due, rules.deadline, rules.deadline_behind)


def is_taken_back(text: str, due: Due, rules: RememberingRules) -> bool:
    """Whether the words right before or behind a time say that it will not hold."""
    return _is_beside(text, due, rules.taken_back_before, rules.taken_back)


def hangs_on_something(text: str, due: Due, rules: RememberingRules) -> bool:
    """Whether a length of time counts from something to come, whenever that may be."""
    return due.counted and _is_beside(text, due, rules.counted_from, rules.counted_from_behind)


def ends_rounds(text: str, due: Due, rules: RememberingRules) -> bool:
    """Whether the words right before or behind a time say that something ends then."""
    return _is_beside(text, due, rules.until, rules.until_behind)


def _is_beside(text: str, due: Due, before: Pattern | None, behind: Pattern | None) -> bool:
    """Whether one of two patterns stands right before or right behind a time."""
    start = max(0, due.start - LOOK_BACK)
    return bool(
        (before and before.search(text, start, due.start))
        or (behind and behind.match(text, due.end))
    )


def is_shut_out(text: str, start: int, rules: RememberingRules) -> bool:
    """Whether the words before a time mean the time before it: "before Tuesday" is Monday."""
    begin = max(0, start - LOOK_BACK)
    denied = rules.not_before and rules.not_before.search(text, begin, start)
    return bool(rules.before.search(text, begin, start)) and not denied
