"""The rules as shipped, loaded once for all tests of a process."""

from __future__ import annotations

from functools import cache

from helper.paths import shipped_rules
from helper.rulebook import Rulebook, load_rulebook


@cache
def the_book() -> Rulebook:
    """Nobody changes it: it is frozen."""
    return load_rulebook(shipped_rules())
