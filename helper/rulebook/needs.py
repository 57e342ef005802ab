"""What must stand in a text for a regular expression to match at all."""

from __future__ import annotations

from re import _constants as op  # type: ignore[attr-defined]
from typing import Any, TypeAlias

from helper.rulebook.folding import fold

Needs: TypeAlias = "tuple[frozenset[str] | list[Needs], ...]"
"""All of these must stand in a text: of a set one literal, of a list one branch's needs."""


def needs(nodes: Any) -> Needs:
    """What must stand in a text for the parsed ``nodes``, one after the other, to match."""
    found: list[frozenset[str] | list[Needs]] = []
    run = ""
    for kind, value in [*nodes, (None, None)]:
        if kind is op.LITERAL:
            run += fold(chr(value))
        elif kind not in (op.AT, op.ASSERT, op.ASSERT_NOT):
            found += [frozenset({run})] if run else []
            found += _inside(kind, value)
            run = ""
    return tuple(sorted(found, key=_commonness))


def _commonness(need: frozenset[str] | list[Needs]) -> int:
    """What is rarest is asked for first: long literals, then short ones, then branches."""
    return 0 if isinstance(need, list) else -min(map(len, need))


def _inside(kind: Any, value: Any) -> Needs:
    if kind is op.SUBPATTERN:
        return needs(value[3])
    if kind is op.IN and all(member is op.LITERAL for member, _ in value):
        return (frozenset(fold(chr(code)) for _, code in value),)
    if kind is op.BRANCH:
        return _one_of([needs(branch) for branch in value[1]])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0]:
        return needs(value[2])
    return ()


def _one_of(branches: list[Needs]) -> Needs:
    """One branch's needs; those that need a single literal are joined to one set."""
    if not all(branches):
        return ()
    single = [one[0] for one in branches if len(one) == 1 and isinstance(one[0], frozenset)]
    rest = [one for one in branches if len(one) > 1 or isinstance(one[0], list)]
    joined = frozenset().union(*single)
    if not rest:
        return (joined,)
    return ([*rest, (joined,)] if joined else rest,)


def noted_needs(wanted: Needs) -> list[Any]:
    """The same as JSON can hold it."""
    return [list(map(noted_needs, one)) if isinstance(one, list) else sorted(one) for one in wanted]


def recalled_needs(noted: list[Any]) -> Needs:
    """What `noted_needs` was given: literals are texts, branches are lists."""
    return tuple(
        frozenset(one) if isinstance(one[0], str) else list(map(recalled_needs, one))
        for one in noted
    )


def are_met(wanted: Needs, folded: str) -> bool:
    """Whether all that is needed stands in a folded text.

    Plain loops: each reading asks this some eighty times, and generators take twice as long.
    """
    for one in wanted:  # noqa: SIM110
        if not _is_met(one, folded):
            return False
    return True


def _is_met(need: frozenset[str] | list[Needs], folded: str) -> bool:
    if isinstance(need, list):
        for branch in need:  # noqa: SIM110
            if are_met(branch, folded):
                return True
        return False
    for literal in need:  # noqa: SIM110
        if literal in folded:
            return True
    return False
