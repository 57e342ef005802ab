"""The rules of the room *resting*, as ``rules/<language>/resting.yaml`` holds them."""

from __future__ import annotations

from helper.rulebook.base import RuleFile


class RestingRules(RuleFile):
    """Everything the room *resting* knows of one language."""
