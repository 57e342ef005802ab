"""What each sentence of a text does, told by the cues of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helper.contracts import Move
from helper.rulebook.checklist import CueRule
from helper.rulebook.replying import ReplyingRules

HEARD = frozenset({"sorry", "understanding", "alliance"})
"""Moves that show the writer was heard."""
COLD = frozenset({"data", "fix", "question"})
"""Moves that must wait until then (B14, B21)."""
FORMS = frozenset({"name", "sorry", "time", "sign"})
"""Moves whose words are sure enough that no ear is asked about them."""


def moves_in(
    text: str, folded: str, places: Sequence[tuple[int, int]], rules: ReplyingRules
) -> Iterator[Move]:
    """The moves of the sentences at these places, in order; those no cue knows are left out."""
    for start, end in places:
        cue = next((cue for cue in rules.cues if _is_cue(cue, text, folded, (start, end))), None)
        if cue:
            yield Move(move=cue.move, start=start, end=end)


def _is_cue(cue: CueRule, text: str, folded: str, place: tuple[int, int]) -> bool:
    start, end = place
    whole = text if cue.raw else folded
    if cue.move == "sign":  # a closing and the name under it are two lines, not one sentence
        return bool(cue.pattern.match(whole[start:]))
    return bool(cue.pattern.search(whole[start:end]))
