"""Trained ears for promises, where no rule has the words: "Mick hangs the lot on Wednesday".

One hears whether a sentence commits its writer or their people, the other whether a commitment
only lets one hope. They were trained by `helper.remembering.finding.train` on the
sentences of sent mails. A time is heard as one sign, whichever it is: that there is one says more
than which.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from helper.contracts import Due
from helper.ears.chorus import WEIGHTS, chorus

FOLDER = WEIGHTS / "promises"
COMMITS = "commits"
HINTS = "hints"

_BEGIN = "^ "
"""Put before a sentence, so that its first word is known as the first."""
_TIME = " ◷ "


@dataclass(frozen=True, slots=True)
class Sound:
    """How much a sentence sounds like a promise, and like one that is only hinted at: logits."""

    commits: float
    hints: float


def heard_as(sentence: str, dues: Iterable[Due]) -> str:
    """What the ears are given of a sentence with these times, which stand in order."""
    parts = [_BEGIN]
    at = 0
    for due in dues:
        parts += [sentence[at : due.start], _TIME]
        at = due.end
    return "".join([*parts, sentence[at:]])


def sound(sentence: str, dues: Iterable[Due], language: str) -> Sound | None:
    """How a sentence sounds; ``None`` for a language without such ears."""
    return _sound(heard_as(sentence, dues), language)


@lru_cache(maxsize=512)
def _sound(heard: str, language: str) -> Sound | None:
    """While somebody types, all sentences but one are heard again with each key."""
    ears = chorus(language, FOLDER)
    return Sound(ears[COMMITS].logit(heard), ears[HINTS].logit(heard)) if ears else None
