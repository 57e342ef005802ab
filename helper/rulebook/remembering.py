"""The rules of the room *remembering*, as ``rules/<language>/remembering.yaml`` holds them."""

from __future__ import annotations

from helper.rulebook.base import RuleFile


class RememberingRules(RuleFile):
    """Everything the room *remembering* knows of one language."""
