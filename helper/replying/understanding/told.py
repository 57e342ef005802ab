"""What of our questions a mail has answered before they were asked (B21)."""

from __future__ import annotations

from collections.abc import Sequence

from helper.rulebook.replying import ReplyingRules


def untold(asks: Sequence[str], text: str, rules: ReplyingRules) -> tuple[str, ...]:
    """Those of ``asks`` that want to know nothing ``text`` tells."""
    told = [one.asks for one in rules.told if one.find(text)]
    return tuple(ask for ask in asks if not any(one.search(ask) for one in told))
