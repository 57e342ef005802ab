"""Aizuchi's helper: the small local service behind the browser extension."""

from __future__ import annotations

__version__ = "0.1.0"
