"""Room 4, Rest: the person behind the keyboard."""

from __future__ import annotations
