"""Whose a thing mostly is, by how customers call it: my account, your website."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from helper.replying.understanding.chunks import phrases, sentences
from helper.replying.understanding.turning import turned
from helper.rulebook import Rulebook

_HEARD_OF = 3
"""How often a noun must be called somebody's."""


def owners(language: str, book: Rulebook, texts: Iterable[str]) -> dict[str, float]:
    """How much rather than ours customers call a noun theirs, above 0 where they mostly do."""
    rules = book.replying[language]
    if rules.grammar is None:
        return {}
    own = turned(rules.grammar.mine, rules)
    theirs, ours = Counter[str](), Counter[str]()
    for text in texts:
        for sentence in sentences(text.replace("’", "'"), rules.grammar, rules):
            for one in phrases(sentence, rules.grammar):
                if one.owner == "P":
                    said = turned(sentence.words(one.start, one.body)[0].lower(), rules)
                    (theirs if said == own else ours)[one.stem] += 1
    known = {noun for noun, count in (theirs + ours).items() if count >= _HEARD_OF}
    return {noun: round(math.log((theirs[noun] + 1) / (ours[noun] + 1)), 2) for noun in known}
