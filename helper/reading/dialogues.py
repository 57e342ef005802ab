"""Chats, one turn a line: how they went is heard in the last turn (STC-3).

Where people were asked how satisfied the customer of a dialogue was, the last turn alone tells
more than all of them together. An ear of its own listens to it, where there is one for a language.
"""

from __future__ import annotations

import re

_SALUTATION = re.compile(r"\s*.{1,14}[:：,，!！]\s*")
"""A short first line that ends like this begins a mail."""


def last_turn(text: str) -> str | None:
    """The last of several turns; ``None`` where a text is no dialogue.

    The last line of a mail is a courtesy or a name, and tells nothing.
    """
    turns = text.strip().split("\n")
    is_mail = not all(map(str.strip, turns)) or _SALUTATION.fullmatch(turns[0])
    return None if is_mail or len(turns) == 1 else turns[-1]
