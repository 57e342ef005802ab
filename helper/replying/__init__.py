"""Room 2, Reply: a first response that is heard, and can be kept."""

from __future__ import annotations
