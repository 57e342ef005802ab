"""When a promise wants attention, and how the desktop says so."""

from __future__ import annotations
