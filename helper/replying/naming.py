"""What a mail is about, as a noun phrase: the boiler, the second coat, the list of guests.

A clause can be told only where it parses, and an event only where it surely happened. The thing
itself stands in far more mails, and a sentence that names it fits no other customer (001:8).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from helper.contracts import Reading
from helper.replying.telling import expanded
from helper.rulebook.replying import Mention, Naming, ReplyingRules
from helper.text import blank

_SENTENCE = re.compile(r"[^.!?…。！？\n]+(?:\.(?=\w)[^.!?…。！？\n]+)*")


def named(reading: Reading, rules: ReplyingRules) -> str | None:
    """The noun phrase the mail is about, from our side; ``None`` where none is sure.

    What the subject names comes first, then what went wrong, what is asked for, and what is
    spoken of at all.
    """
    if rules.naming is None:
        return None
    found = (
        said
        for place, mentions in _places(reading, rules.naming, rules)
        for said in _said(place, mentions, rules.naming, rules)
    )
    return next(found, None)


def _places(
    reading: Reading, naming: Naming, rules: ReplyingRules
) -> Iterator[tuple[str, tuple[Mention, ...]]]:
    yield reading.subject or "", naming.titled
    text = naming.quoted.sub(lambda words: " " * len(words[0]), blank(reading.text, reading.noise))
    sentences = [one[0].strip() for one in _SENTENCE.finditer(text)]
    for one in sentences:
        if rules.wrongs.search(one) or (rules.troubles and rules.troubles.search(one)):
            yield one, naming.wrong
    yield from ((one.text, naming.asked) for one in reading.asks)
    yield from ((one, naming.spoken) for one in sentences)


def _said(
    place: str, mentions: Iterable[Mention], naming: Naming, rules: ReplyingRules
) -> Iterator[str]:
    for one in mentions:
        for found in one.pattern.finditer(place):
            said = expanded(found, one.say, rules)
            if said and not (naming.unnamed.search(said) or rules.unsaid.search(said)):
                yield said
