"""What a history of times says: half of it lay within p50, four of five within p80 (B41)."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from helper.contracts import Basis
from helper.rulebook.timeline import WorkDefault

HALF = 0.5
FOUR_OF_FIVE = 0.8


def within(times: Sequence[float], share: float) -> int:
    """The least whole number within which at least ``share`` of them lie (nearest rank)."""
    rank = max(1, ceil(share * len(times)))
    return ceil(sorted(times)[rank - 1])


def of_history(work: str, minutes: Sequence[float]) -> Basis:
    """What these say, of which there is at least one; no work takes less than a minute."""
    p50, p80 = (max(1, within(minutes, share)) for share in (HALF, FOUR_OF_FIVE))
    return Basis(work=work, n=len(minutes), p50_minutes=p50, p80_minutes=p80, source="history")


def of_rules(work: str, rules: WorkDefault, n: int = 0) -> Basis:
    """What the rules say as long as a history of ``n`` is too short to speak."""
    p50, p80 = rules.p50_minutes, rules.p80_minutes
    return Basis(work=work, n=n, p50_minutes=p50, p80_minutes=p80, source="default")
