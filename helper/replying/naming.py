"""What a mail is about, as a noun phrase: the boiler, the second coat, the list of guests.

A clause can be told only where it parses, and an event only where it surely happened. The thing
itself stands in far more mails, and a sentence that names it fits no other customer (001:8).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helper.contracts import Reading
from helper.replying.telling import OPENING, expanded, turned
from helper.rulebook.replying import Naming, ReplyingRules
from helper.text import blank

_FIRST = 3
"""What a letter is about mostly comes first,"""
_AGAIN = 2
"""comes again (so often at most counts),"""
_ASKED = 1
"""or is asked for; what stands beside it counts as the rules say."""


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun phrase of the mail, where it stands, and what its neighbours say for it."""

    said: str
    start: int
    worth: int


def named(reading: Reading, rules: ReplyingRules) -> str | None:
    """The noun phrase the mail is about, from our side; ``None`` where none is sure.

    Who writes one over the mail has said so; else the one for which most speaks.
    """
    naming = rules.naming
    if naming is None:
        return None
    for one in naming.titled:
        found = one.pattern.search(reading.subject or "")
        if found and _is_matter(title := expanded(found, one.say, rules), rules):
            return title
    nouns = list(_nouns(reading, naming, rules))
    best = max(nouns, key=lambda one: (_weight(one, nouns, reading), -one.start), default=None)
    return best.said if best and _weight(best, nouns, reading) >= naming.least else None


def _nouns(reading: Reading, naming: Naming, rules: ReplyingRules) -> Iterator[_Noun]:
    opening = blank(reading.text, reading.noise)[:OPENING]
    text = naming.quoted.sub(lambda words: " " * len(words[0]), opening)
    for found in naming.nouns.finditer(text):
        said = turned(found[1], rules)
        if _is_matter(said, rules):
            yield _Noun(said, found.start(1), _worth(text, found.span(1), naming))


def _is_matter(said: str, rules: ReplyingRules) -> bool:
    unnamed = rules.naming and rules.naming.unnamed.search(said)
    return bool(said) and not unnamed and not rules.unsaid.search(said)


def _worth(text: str, place: tuple[int, int], naming: Naming) -> int:
    start, end = place
    fitting = (
        cue.worth
        for cue in naming.cues
        if (cue.after is None or cue.after.match(text, end))
        and (cue.before is None or cue.before.search(text, 0, start))
    )
    return next(fitting, 0)


def _weight(one: _Noun, nouns: list[_Noun], reading: Reading) -> int:
    times = sum(one.said in other.said for other in nouns)
    is_asked = any(ask.start <= one.start < ask.end for ask in reading.asks)
    first = one is nouns[0]
    return one.worth + _FIRST * first + min(times - 1, _AGAIN) + _ASKED * is_asked
