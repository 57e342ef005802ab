"""Forms of sorry in a sent text, so that nobody gets the same one twice of late (B32)."""

from __future__ import annotations

import re
from functools import cache

from helper.rulebook.composing import Variant
from helper.rulebook.replying import ReplyingRules

_FACT = r"[^.。\n]{1,140}?"
"""What stands for a name: a fact is short, and a line without full stops may be endless."""


def sorries_in(text: str, rules: ReplyingRules) -> frozenset[str]:
    """Ids of the forms of sorry in a sent text, to be remembered for its reader (B32).

    Given back as ``avoid`` for the next 90 days, the same person gets another form.
    """
    folded = text.casefold().replace("’", "'")
    found: dict[int, Variant] = {}
    for one in rules.moves["sorry"]:
        place = _anything_for_names(one.text).search(folded) if one.id else None
        # Of two that fit one place, the one with more words of its own was said.
        if place and _own_length(one) > _own_length(found.get(place.end())):
            found[place.end()] = one
    return frozenset(one.id for one in found.values() if one.id)


def _own_length(form: Variant | None) -> int:
    return len(re.sub(r"\{[a-z_]+\}", "", form.text)) if form else 0


@cache
def _anything_for_names(template: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in re.split(r"\{[a-z_]+\}", template.casefold()))
    # The form must end there: "you're stuck" is another one than "you're stuck with this".
    return re.compile(_FACT.join(parts) + r"(?=\W*(?:$|[.,;!?。，、；！？\n]))")
