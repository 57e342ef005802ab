"""A message without the names it is called out to: "@North Rail Support my train is late".

They are no part of what happened, of what is asked, or of what was felt.
"""

from __future__ import annotations

from dataclasses import replace

from helper.contracts import Reading, Span
from helper.rulebook.replying import ReplyingRules
from helper.text import blank


def uncalled(reading: Reading, rules: ReplyingRules) -> Reading:
    """``reading`` with blanks for whom it is called out to, every place where it was."""
    if rules.called is None or "@" not in reading.text:
        return reading
    found = [
        Span(start=one.start(), end=one.end(), text=one[0])
        for one in rules.called.finditer(reading.text)
    ]
    if not found:
        return reading
    text = blank(reading.text, found)
    asks = (_left(ask, text) for ask in reading.asks)
    return replace(
        reading,
        text=text,
        asks=tuple(ask for ask in asks if ask.text),
        evidence=tuple(one for one in reading.evidence if text[one.start : one.end].strip()),
    )


def _left(ask: Span, text: str) -> Span:
    """What is left of an ask, without what was blanked before and after it."""
    said = text[ask.start : ask.end]
    start = ask.start + len(said) - len(said.lstrip())
    said = said.strip()
    return replace(ask, start=start, end=start + len(said), text=said)
