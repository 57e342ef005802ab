"""When somebody needs it: the words of a mail that say by when, or when to call.

What moment they mean is for the desk to find out; here only the words are found.
"""

from __future__ import annotations

from dataclasses import dataclass

from helper.contracts import Reading
from helper.replying.understanding.written import own_words
from helper.rulebook.folding import sentence_around
from helper.rulebook.replying import ReplyingRules


@dataclass(frozen=True, slots=True)
class When:
    """Words with a time in them; ``None`` where nothing is said."""

    by: str | None = None
    """The sentence with a deadline."""
    call: str | None = None
    """The ask for a call."""
    later: bool = False
    """Whether the call is to come after the time it names."""
    now: bool = False
    """Whether somebody stands and waits."""


def when_needed(reading: Reading, rules: ReplyingRules) -> When:
    """What ``reading`` says of time."""
    text = own_words(reading)
    found = (one.pattern.search(text) for one in rules.deadlines)
    near = (sentence_around(text, *one.span()) for one in found if one)
    by = next((one for one in near if not (rules.waived and rules.waived.search(one))), None)
    asks = (ask.text for ask in reading.asks if rules.calls and rules.calls.search(ask.text))
    call = next(asks, None)
    later = bool(call and rules.later and rules.later.search(call))
    return When(by, call, later, bool(rules.standing and rules.standing.search(text)))
