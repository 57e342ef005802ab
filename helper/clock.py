"""The clock, which comes in as an argument wherever time counts: tests hold it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""Tells the present moment, aware, in UTC."""


def now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)
