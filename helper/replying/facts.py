"""What a reply may lift from a mail, put into the words of a reply.

Every fact is the mail's own or is left out; nothing is guessed. "my invoice" becomes "your
invoice", "three weeks" becomes "for three weeks", a whole sentence of anger becomes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from helper.contracts import Reading
from helper.rulebook.replying import Composing, Mention, ReplyingRules
from helper.text import alone, words

Slots = dict[str, str]
"""Known facts by the name templates use; see `helper.rulebook.replying.SLOTS`."""

_GROUP = re.compile(r"\\(?:g<)?(\d)>?")
"""A group in what a mention says: only the writer's words are turned, not ours."""


def slots_of(reading: Reading, rules: ReplyingRules) -> Slots:
    """The facts of ``reading`` as templates can use them; unknown ones are not there."""
    facts, duration = reading.facts, _duration(reading)
    found = {
        "object": _object(reading, rules),
        "since": _mention(duration, rules.sinces, rules),
        "span": _mention(duration, rules.spans, rules),
        "impact": _impact(facts.impact, rules),
        "ask": _ask(reading, rules),
        "asked": _asked(reading, rules.composing),
        "reference": _reference(reading),
        "name": name_of(reading, rules.composing),
    }
    return {name: text for name, text in found.items() if text}


def name_of(reading: Reading, composing: Composing) -> str | None:
    """What to call the writer: as they sign, else as the sender is shown (B63)."""
    sender = reading.sender.name if reading.sender else None
    for full in (reading.facts.name, sender):
        if name := call_name(full, composing):
            return name
    return None


def call_name(full: str | None, composing: Composing) -> str | None:
    """The part of a full name one greets with; ``None`` for roles, handles and machines."""
    full = " ".join((full or "").split()).strip("\"'“”‘’,")
    if not full or composing.not_a_name.search(full):
        return None
    if ordered := composing.ordered_names.search(full):
        full = ordered["name"].strip()
    return full if composing.titles.match(full) else full.split(" ")[0]


def _object(reading: Reading, rules: ReplyingRules) -> str | None:
    """The thing it is about: theirs ("your order") only where the mail itself says so."""
    thing = reading.facts.object
    if thing is None:
        return None
    owned = rules.composing.owned.pattern
    found = re.search(alone(rf"{owned}\s*{re.escape(thing)}"), reading.text, re.IGNORECASE)
    return _mention(found[0] if found else thing, rules.objects, rules)


def _reference(reading: Reading) -> str | None:
    """The order or invoice number, when there is only one and nothing else says it."""
    facts = reading.facts
    said = [facts.object or "", *(ask.text for ask in reading.asks)]
    if len(facts.references) != 1 or any(facts.references[0] in text for text in said):
        return None
    return facts.references[0]


def _duration(reading: Reading) -> str | None:
    """How long it has gone on: only a time among the words that show the frustration.

    "A customer for ten years" is a time as well, and says nothing of how long they waited.
    """
    said = reading.facts.duration
    if said is None or not reading.evidence:
        return said
    at = reading.text.casefold().find(said.casefold())
    near = (one.start <= at + len(said) and at <= one.end for one in reading.evidence)
    return said if any(near) else None


def _impact(impact: str | None, rules: ReplyingRules) -> str | None:
    if not impact or len(words(impact)) > rules.composing.impact_words:
        return None
    return _mention(impact, rules.impacts, rules)


def _ask(reading: Reading, rules: ReplyingRules) -> str | None:
    """The one thing asked for, from our side; two or more are counted instead."""
    if len(reading.asks) != 1 or len(words(reading.asks[0].text)) > rules.composing.impact_words:
        return None
    return _mention(reading.asks[0].text, rules.asks, rules)


def _asked(reading: Reading, composing: Composing) -> str | None:
    count = len({ask.text.casefold() for ask in reading.asks})
    if count < 2:  # noqa: PLR2004 - one ask needs no counting
        return None
    return composing.counts[min(count - 2, len(composing.counts) - 1)]


def _mention(raw: str | None, mentions: Iterable[Mention], rules: ReplyingRules) -> str | None:
    """``raw`` by the first mention that fits, with the writer's words turned to our side."""
    text = " ".join((raw or "").split()).strip(' .,;:!?"“”。，、；：！？「」')
    if not text or rules.unsaid.search(text):
        return None
    if text.isupper() and " " in text:
        text = text.lower()  # their shouting is not ours to repeat
    for mention in mentions:
        if found := mention.pattern.search(text):
            return _said(found, mention.say, rules)
    return None


def _said(found: re.Match[str], say: str, rules: ReplyingRules) -> str:
    return _GROUP.sub(lambda group: _turned(found[int(group[1])] or "", rules), say)


def _turned(text: str, rules: ReplyingRules) -> str:
    pattern = _turning(tuple(rules.turned))
    return pattern.sub(lambda found: rules.turned[found[0].casefold()], text)


@lru_cache(maxsize=8)
def _turning(keys: tuple[str, ...]) -> re.Pattern[str]:
    # Longest first, so that "i was" wins over "i".
    ordered = sorted(keys, key=len, reverse=True)
    return re.compile(alone(f"(?:{'|'.join(map(re.escape, ordered))})"), re.IGNORECASE)
