"""What was made of the latest texts: of many sentences, and of a few whole mails.

A checklist looks at nearly the same mail at each key, and at the same sentences again and again.
What is made of a mail takes the memory of fifty sentences, so far fewer of them are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Made = TypeVar("Made")

_LONG = 500
"""Letters from which on a text is no sentence."""
_MAILS = 8


def latest(sentences: int) -> Callable[[Callable[[str], Made]], Callable[[str], Made]]:
    """Let a function remember what it made of so many sentences, and of a few mails."""

    def remembering(made: Callable[[str], Made]) -> Callable[[str], Made]:
        of_sentence, of_mail = lru_cache(maxsize=sentences)(made), lru_cache(maxsize=_MAILS)(made)

        @wraps(made)
        def remembered(text: str) -> Made:
            return (of_sentence if len(text) < _LONG else of_mail)(text)

        return remembered

    return remembering
