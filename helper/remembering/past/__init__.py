"""What happened, and with whom: people, replies, time spent, and forgetting all that."""

from __future__ import annotations
