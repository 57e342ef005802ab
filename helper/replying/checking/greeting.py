"""By which name a reply greets, and whether it is one of theirs (B63).

Who signs as Tom Brooks is greeted rightly as Tom, Tom Brooks or Mr Brooks, and 王晓明 as 王先生.
"""

from __future__ import annotations

from collections.abc import Iterator

from helper.contracts import Finding
from helper.replying.checking.seen import Seen, note
from helper.rulebook.checklist import Plain
from helper.rulebook.pattern import Pattern
from helper.text import holds, words


def names(seen: Seen) -> Iterator[Finding]:
    """A greeting without their name, or with another one; of an empty reply nothing."""
    if seen.name is None or not seen.sentences or is_greeted(seen):
        return
    start, end = _greeting(seen)
    called = any(_called(seen.plain[start:end], seen.rules.plain))
    yield note(seen, "name.wrong" if called else "name.missing", start, end)


def is_greeted(seen: Seen) -> bool:
    """Whether they are called by the name they are known by, or greeted by a part of it."""
    if seen.name and holds(seen.plain, seen.name):
        return True
    greeting = seen.plain[slice(*_greeting(seen))]
    called = [*_called(greeting, seen.rules.plain), *words(greeting)[:1]]
    family = seen.rules.plain.family
    return any(_is_part(one, full, family) for one in called for full in seen.full_names)


def _greeting(seen: Seen) -> tuple[int, int]:
    """Where they are greeted, be it as the beginning of the first sentence; else nowhere."""
    if greeting := next((move for move in seen.moves if move.move == "name"), None):
        return greeting.start, greeting.end
    if not seen.sentences:
        return 0, 0
    start, end = seen.sentences[0]
    cues = (cue for cue in seen.rules.cues if cue.move == "name")
    texts = ((cue, seen.plain if cue.raw else seen.folded) for cue in cues)
    found = (cue.pattern.search(text[start:end]) for cue, text in texts)
    return next(((start, start + one.end()) for one in found if one), (0, 0))


def _called(greeting: str, plain: Plain) -> Iterator[str]:
    """The names in a greeting: known by their capital, or as the language says."""
    if plain.called:
        found = plain.called.search(greeting)
        yield from (name for name in found.groups() if name) if found else ()
    else:
        yield from (word for word in words(greeting)[1:] if word[0].isupper())


def _is_part(called: str, full: str, family: Pattern | None) -> bool:
    """Whether a full name holds ``called`` as a word; without spaces, at one of its ends.

    Jan-Willem is Jan as well; 欧阳娜娜 is not 欧, for two letters are her family name.
    """
    called, full = (name.casefold().replace("’", "'") for name in (called, full))
    joined = "".join(full.split())
    whole = family.match(joined) if family else None
    begins = joined.startswith(called) and (whole is None or len(called) >= whole.end())
    at_end = not called.isascii() and (begins or joined.endswith(called))
    parts = words(full)
    return at_end or called in {*parts, *(half for part in parts for half in part.split("-"))}
