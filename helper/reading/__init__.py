"""Room 1, Read: what does this mail say, and how does its writer feel."""

from __future__ import annotations
