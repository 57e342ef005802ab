"""The rules of the room *replying*, as ``rules/<language>/replying.yaml`` holds them."""

from __future__ import annotations

from helper.rulebook.base import RuleFile


class ReplyingRules(RuleFile):
    """Everything the room *replying* knows of one language."""
