"""A clock that a test holds in its hand."""

from __future__ import annotations

from datetime import UTC, datetime

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
"""A Wednesday morning."""


class HeldClock:
    """Stands still until the test moves it by setting ``now``."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """The moment it shows."""
        return self.now
