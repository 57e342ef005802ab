"""The writer's own voice, learned from what was sent: greeting, closing, short forms.

Only marks of the rules are kept, never a word of the text: which greeting of the list, which
closing, how many short forms ("I'm") and how many long ones ("I am"). They lie with the sent
mail they come from, and go with it when it is forgotten.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from helper.rulebook.replying import VoiceRules

_LEAST = 3
"""A habit shows after so many mails; before, drafts are worded as the rules have it."""
_CLEARLY = 0.7
_CLOSING_LINES = 5


@dataclass(frozen=True, slots=True)
class Voice:
    """What a draft takes over; ``None`` and ``False`` mean: as the rules have it."""

    name: str | None = None
    sign: str | None = None
    long: bool = False
    """Whether the writer avoids short forms."""


NO_VOICE = Voice()


def marks_in(text: str, rules: VoiceRules) -> tuple[str, ...]:
    """The marks of one sent text, such as ``name:Dear {name},`` and ``short``."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return tuple(_marks(lines, text.replace("’", "'"), rules)) if lines else ()


def _marks(lines: list[str], text: str, rules: VoiceRules) -> Iterator[str]:
    for greeting in rules.name:
        opening, _, end = greeting.partition("{name}")
        if lines[0].startswith(opening) and lines[0].endswith(end.strip()):
            yield f"name:{greeting}"
            break
    last = {line.rstrip(",.!，。！ ").casefold() for line in lines[-_CLOSING_LINES:]}
    closings = (one for one in rules.sign if one.split("\n")[0].rstrip(",，。").casefold() in last)
    yield from (f"sign:{one}" for one in closings)
    shorts, longs = rules.long_forms, {long.casefold() for long in rules.long_forms.values()}
    yield from ("short" for _ in _any_of(tuple(shorts)).finditer(text))
    yield from ("long" for _ in _any_of(tuple(longs)).finditer(text))


def voice_of(marks: Iterable[str]) -> Voice:
    """The habits that many mails show; marks may stand any number of times."""
    counts = Counter(marks)
    short, long = counts["short"], counts["long"]
    return Voice(
        name=_habit(counts, "name:"),
        sign=_habit(counts, "sign:"),
        long=long >= _LEAST and long >= _CLEARLY * (short + long),
    )


def _habit(counts: Counter[str], kind: str) -> str | None:
    kinds = {mark: n for mark, n in counts.items() if mark.startswith(kind)}
    if not kinds:
        return None
    most = max(kinds, key=lambda mark: kinds[mark])
    clear = kinds[most] >= _LEAST and kinds[most] >= _CLEARLY * sum(kinds.values())
    return most.removeprefix(kind) if clear else None


def in_long_forms(text: str, rules: VoiceRules) -> str:
    """``text`` without the short forms the writer avoids."""
    pattern = _any_of(tuple(rules.long_forms))
    folded = {short.casefold(): long for short, long in rules.long_forms.items()}
    return pattern.sub(lambda found: _like(found[0], folded[found[0].casefold()]), text)


def _like(said: str, long: str) -> str:
    return long[0].upper() + long[1:] if said[0].isupper() else long


@lru_cache(maxsize=8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    if not words:
        return re.compile("(?!)")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
