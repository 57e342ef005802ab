"""What every room's tests share: the shipped rule book and a clock that stands still."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from helper.paths import shipped_rules
from helper.rulebook import Rulebook, load_rulebook

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
"""A Wednesday morning."""


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The rules as shipped."""
    return load_rulebook(shipped_rules())


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that always shows `NOW`."""
    return lambda: NOW
