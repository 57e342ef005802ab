"""Room 3, Remember: what was promised, and what became of it."""

from __future__ import annotations
