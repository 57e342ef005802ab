"""The one way through the rooms: what one has learned reaches the next."""

from __future__ import annotations
