"""What a calm mail wants borne in mind: by when, how many will come, how wide the chair is.

Who asks for something gives such details so that nobody forgets them. Named in the answer they
show that the mail was read to its end (001:8); nothing is promised by it.
"""

from __future__ import annotations

from collections.abc import Iterable

from helper.contracts import Reading
from helper.rulebook.folding import sentence_around
from helper.rulebook.replying import ReplyingRules
from helper.text import blank

_MOST = 2


def heeded(reading: Reading, said: Iterable[str | None], rules: ReplyingRules) -> str | None:
    """Two such details at most, those first that the rules name first, without what is ``said``.

    What is told of the past is none.
    """
    if rules.heeding is None or reading.level:
        return None
    text, known = blank(reading.text, reading.noise), " ".join(filter(None, said)).casefold()
    found: dict[str, int] = {}
    for one in rules.heeding.details:
        for place in one.pattern.finditer(text):
            detail = place.expand(one.say)
            if rules.heeding.past.search(sentence_around(text, *place.span())):
                continue
            if place[0].casefold() not in known:
                found.setdefault(detail, place.start())
    chosen = sorted(list(found)[:_MOST], key=lambda detail: found[detail])
    return rules.heeding.joined.join(chosen) or None
