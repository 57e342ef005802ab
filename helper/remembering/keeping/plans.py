"""The new promises of a mail: which of them are some, and what the mail says besides.

What sounds like a promise may tell of something done, hand it over, or take an old one back.
"""

from __future__ import annotations

from collections.abc import Sequence

from helper.contracts import FoundPromise
from helper.remembering.finding.committing import HEARD
from helper.remembering.keeping.things import alike, named, names_thing, things
from helper.rulebook.remembering import RememberingRules
from helper.sentences import CLAUSE, SENTENCE

MOVED = "moved"
"""The rule of a promise that was only given a new time; see `helper.remembering.keeping.moving`."""


def plans_of(
    sentence: str, found: Sequence[FoundPromise], rules: RememberingRules
) -> list[FoundPromise]:
    """The new promises that are some: they neither tell of the old one nor take it back."""
    return [
        one
        for one in found
        if one.rule == MOVED
        or not (_tells(sentence, one, rules) or calls_off(sentence, one.text, rules))
    ]


def besides(text: str, plans: Sequence[FoundPromise]) -> str:
    """What a mail says besides these promises."""
    for start, end in sorted({(one.start, one.end) for one in plans}, reverse=True):
        text = text[:start] + text[end:]
    return text


def calls_off(sentence: str, text: str, rules: RememberingRules) -> bool:
    """Whether a text says that none of what was promised will be done any more."""
    says = rules.fulfilment
    if says.ending.search(sentence):
        return False
    off = [one for one in SENTENCE.split(text) if says.called_off.search(one)]
    wanted = {thing.name for thing in things(sentence, rules)}
    if wanted:
        return wanted <= named(sentence, off, rules)
    return any(names_thing(sentence, one, rules) or alike(sentence, one, rules) for one in off)


def _tells(sentence: str, plan: FoundPromise, rules: RememberingRules) -> bool:
    """Whether a sentence first tells of something done, or hands over what it seems to promise.

    "The keys are in the post, the contract comes on Monday" tells of the keys alone.
    """
    says = rules.fulfilment
    *first, last = CLAUSE.split(plan.text.rstrip(".!。！"))
    told = [clause for clause in first if says.done.search(clause) or says.given.search(clause)]
    to_come = named(sentence, [last], rules) - named(sentence, told, rules)
    return is_handed(plan, rules) or (bool(told) and not to_come)


def is_handed(plan: FoundPromise, rules: RememberingRules) -> bool:
    """Whether what sounds like a promise comes with the mail: お送りします without a time.

    What was only heard as one ("the keys went out today") may tell that it is done.
    """
    says = rules.fulfilment
    if plan.rule == HEARD.id and says.done.search(plan.text):
        return True
    comes = plan.due is None and says.handed and says.handed.search(plan.text)
    return bool(comes)
