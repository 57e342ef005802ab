"""The rules of the room *reading*, as ``rules/<language>/reading.yaml`` holds them."""

from __future__ import annotations

from helper.rulebook.base import RuleFile


class ReadingRules(RuleFile):
    """Everything the room *reading* knows of one language."""
