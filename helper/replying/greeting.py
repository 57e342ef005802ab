"""By which name a reply greets, and whether it is one of theirs (B63).

Who signs as Tom Brooks is greeted rightly as Tom, Tom Brooks or Mr Brooks, and 王晓明 as 王先生.
"""

from __future__ import annotations

from collections.abc import Iterator

from helper.contracts import Finding, Move
from helper.replying.seen import Seen, note
from helper.rulebook.checklist import Plain
from helper.text import holds, words


def names(seen: Seen) -> Iterator[Finding]:
    """A greeting without their name, or with another one."""
    if seen.name is None or is_greeted(seen):
        return
    greeting = _greeting(seen)
    if greeting is None:
        yield note(seen, "name.missing", 0, 0)
        return
    called = any(_called(seen.plain[greeting.start : greeting.end], seen.rules.plain))
    yield note(seen, "name.wrong" if called else "name.missing", greeting.start, greeting.end)


def is_greeted(seen: Seen) -> bool:
    """Whether they are called by the name they are known by, or greeted by a part of it."""
    if seen.name and holds(seen.plain, seen.name):
        return True
    greeting = _greeting(seen)
    if greeting is None:
        return False
    called = list(_called(seen.plain[greeting.start : greeting.end], seen.rules.plain))
    return any(_is_part(one, full) for one in called for full in seen.full_names)


def _greeting(seen: Seen) -> Move | None:
    return next((move for move in seen.moves if move.move == "name"), None)


def _called(greeting: str, plain: Plain) -> Iterator[str]:
    """The names in a greeting: known by their capital, or as the language says."""
    if plain.called:
        found = plain.called.search(greeting)
        yield from (name for name in found.groups() if name) if found else ()
    else:
        yield from (word for word in words(greeting)[1:] if word[0].isupper())


def _is_part(called: str, full: str) -> bool:
    """Whether a full name holds ``called`` as a word; without spaces, at one of its ends."""
    called, full = called.casefold(), full.casefold()
    joined = "".join(full.split())
    at_end = not called.isascii() and (joined.startswith(called) or joined.endswith(called))
    return at_end or called in full.split()
