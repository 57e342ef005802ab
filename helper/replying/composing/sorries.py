"""Forms of sorry: put as the thing one is sorry for, and found again in a sent text.

What was said is known again so that nobody gets the same form twice of late (B32).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from helper.rulebook.composing import Composing, Variant
from helper.rulebook.replying import ReplyingRules

_FACT = r"[^.。\n]{1,140}?"
"""What stands for a name: a fact is short, and a line without full stops may be endless."""
_ENDS = r"(?=\W*(?:$|[.,;!?。，、；！？\n]))"
"""A form ends where its clause does: "it happened" is not "it happened twice"."""


def regretted(forms: Sequence[str], composing: Composing) -> str | None:
    """Forms of sorry, filled in or not, as what one is sorry for: "having kept you waiting".

    ``None`` where the rules do not say how.
    """
    regrets = [_regret(one, composing) for one in forms]
    if None in regrets:
        return None
    if len(regrets) == 1:
        return regrets[0]
    return composing.join_regret.format(first=regrets[0], second=regrets[1])


def _regret(form: str, composing: Composing) -> str | None:
    for end, said in composing.regret_ends.items():
        if form.endswith(end):
            form = form.removesuffix(end) + said
            break
    else:
        return None
    for told, said in composing.regret_told.items():
        before, found, after = form.rpartition(told)
        form = before + said + after if found else form
    return form


def sorries_in(text: str, rules: ReplyingRules) -> frozenset[str]:
    """Ids of the forms of sorry in a sent text, to be remembered for its reader (B32).

    Given back as ``avoid`` for the next 90 days, the same person gets another form.
    """
    folded = text.casefold().replace("’", "'")
    found: dict[int, Variant] = {}
    for one in rules.moves["sorry"]:
        for place in _places(one, folded, rules.composing):
            # Of two that fit one place, the one with more words of its own was said.
            if _own_length(one) > _own_length(found.get(place)):
                found[place] = one
    return frozenset(one.id for one in found.values() if one.id)


def _places(form: Variant, folded: str, composing: Composing) -> Iterator[int]:
    """Where the text says this form of sorry, be it as what one is sorry for."""
    if not form.id:
        return
    if place := _anything_for_names(form.text, _ENDS).search(folded):
        yield place.end()
    regret = regretted([form.text], composing)
    if regret and (place := _anything_for_names(regret, "").search(folded)):
        yield place.end()


def _own_length(form: Variant | None) -> int:
    return len(re.sub(r"\{[a-z_]+\}", "", form.text)) if form else 0


@cache
def _anything_for_names(template: str, end: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in re.split(r"\{[a-z_]+\}", template.casefold()))
    return re.compile(_FACT.join(parts) + end)
