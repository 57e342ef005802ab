"""Which sentences of a sent mail promise something, and by when."""

from __future__ import annotations
