"""What each sentence of a text does, told by the cues of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from helper.contracts import Move
from helper.rulebook.checklist import CueRule
from helper.rulebook.replying import ReplyingRules

HEARD = frozenset({"sorry", "understanding", "alliance"})
"""Moves that show the writer was heard."""
COLD = frozenset({"data", "fix", "question"})
"""Moves that must wait until then (B14, B21)."""
FORMS = frozenset({"name", "sorry", "time", "sign"})
"""Moves whose words are sure enough that no ear is asked about them."""
_SIGN = "sign"


def moves_in(
    text: str, folded: str, places: Sequence[tuple[int, int]], rules: ReplyingRules
) -> Iterator[Move]:
    """The moves of the sentences at these places, in order; those no cue knows are left out."""
    for start, end in places:
        told = _told(text[start:end], folded[start:end], rules)
        cue = next((cue for cue in told if _holds(cue, start, text, folded)), None)
        if cue:
            yield Move(move=cue.move, start=start, end=end)


@lru_cache(maxsize=512)
def _told(sentence: str, folded: str, rules: ReplyingRules) -> Sequence[CueRule]:
    """The cues that may tell what a sentence does, the first that holds counts.

    While somebody types, nearly all sentences are the same as before.
    """
    told = []
    for cue in rules.cues:
        if cue.move == _SIGN:
            told.append(cue)
        elif cue.pattern.search(sentence if cue.raw else folded):
            return (*told, cue)
    return told


def _holds(cue: CueRule, start: int, text: str, folded: str) -> bool:
    """Whether it tells; a closing and the name under it are two lines, not one sentence."""
    return cue.move != _SIGN or bool(cue.pattern.match((text if cue.raw else folded)[start:]))
