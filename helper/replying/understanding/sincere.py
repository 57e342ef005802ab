"""Which of the asks of a mail want an answer: who is upset asks much that only shows how upset.

Nor is anything to be done about what is not wanted, or a mere greeting to be passed on; and a
wish beside a request tells why one asks.

"Is this what 30,000 a night buys?" said back as a question would be mockery. Rules name what is
always rhetoric; what else is, is heard by the ears that learned how people ask in earnest.
"""

from __future__ import annotations

import re
from dataclasses import replace

from helper.contracts import CALM, FRUSTRATED, Reading, Span
from helper.ears.chorus import chorus
from helper.replying.understanding.lengths import is_post
from helper.replying.understanding.signs import is_ask, is_question
from helper.replying.understanding.tagging import letters
from helper.replying.understanding.telling import TAGS
from helper.rulebook.replying import ReplyingRules
from helper.text import blank

_ASKING = "asks"
_ORDERS = frozenset({"V", ""})
"""The letters of what a bare order begins with: "cancel my plan"."""
_BEGIN = "^ "
"""As `helper.reading.asks` names the ear and begins a sentence for it."""


def in_earnest(reading: Reading, rules: ReplyingRules) -> Reading:
    """``reading`` without the asks that want no answer."""
    asks = reading.asks or _unheard(reading, rules)
    kept = tuple(one for one in asks if _is_meant(one, reading, rules))
    if rules.asking.earnest is not None:
        kept = kept[:1] + tuple(one for one in kept[1:] if is_ask(one.text, rules))
    return reading if kept == reading.asks else replace(reading, asks=kept)


def _unheard(reading: Reading, rules: ReplyingRules) -> tuple[Span, ...]:
    """The last sure ask between the blanks of a chat, where nobody heard one.

    Whom a post is called out to, and what it is filed under, is no part of it.
    """
    if rules.unheard is None or (reading.level or CALM) > FRUSTRATED:
        return ()
    text = TAGS.sub(lambda tag: " " * len(tag[0]), blank(reading.text, reading.noise))
    found = list(rules.unheard.finditer(text.rstrip()))
    return tuple(_span(one) for one in found[-1:])


def _span(found: re.Match[str]) -> Span:
    """Where it stands, without the blanks before it."""
    said = found[0].lstrip()
    return Span(start=found.end() - len(said), end=found.end(), text=said)


def _is_meant(ask: Span, reading: Reading, rules: ReplyingRules) -> bool:
    if any(one and one.is_in(ask.text) for one in (rules.rhetorical, rules.waived)):
        return False
    if (is_post(reading, rules) or reading.level) and _only_tells(ask.text, rules):
        return False
    least = rules.asking.earnest
    is_upset = (reading.level or CALM) >= FRUSTRATED or reading.kind == "complaint"
    if least is None or not is_upset or not is_question(ask.text, rules):
        return True
    return _is_heard(ask.text, least, reading.language)


def _only_tells(said: str, rules: ReplyingRules) -> bool:
    """Whether what was heard as an ask has no word of asking, opens with no verb, and tells."""
    grammar = rules.grammar
    if grammar is None or is_ask(said, rules):
        return False
    begins = letters(list(grammar.word.finditer(said)), grammar)[:1]
    return begins not in _ORDERS and rules.telling_signs.search(said) is not None


def sounds_meant(said: str | None, reading: Reading, rules: ReplyingRules) -> bool:
    """Whether what would be said back of an ask sounds as if it were asked.

    It may be but a clause of it; to who is not angry any will do: of nine such questions of the
    frustrated that the ears doubted, eight were meant, of eight of the angry one.
    """
    least = rules.asking.said_surely
    if said is None or least is None or (reading.level or CALM) <= FRUSTRATED:
        return True
    return _is_heard(said, least, reading.language)


def _is_heard(said: str, least: float, language: str) -> bool:
    ear = chorus(language).get(_ASKING)
    return ear is None or ear.logit(_BEGIN + said) >= least
