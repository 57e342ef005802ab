"""Regular expressions put together from what compiling them gave before, in a tenth of the time.

What Python's engine runs is a list of numbers. Where these are noted, an expression is neither
parsed nor compiled again; the engine itself refuses a list that it could not run.
"""

from __future__ import annotations

import re
from array import array
from base64 import b64decode, b64encode
from functools import partial
from hashlib import blake2b
from re._compiler import _code, _sre  # type: ignore[import-not-found]
from re._parser import parse  # type: ignore[import-not-found]
from typing import Any

from helper.rulebook.notebook import Notebook

_CODE = "I"
"""Each number of a code takes 32 bits."""


def compiled(source: str, flags: int, notes: Notebook | None) -> re.Pattern[str]:
    """The same as `re.compile`, from the ``notes`` if it stands there.

    Raises:
        re.error: it is no regular expression.
    """
    if notes is None:
        return re.compile(source, flags)
    whole = f"{flags:d} {source}".encode()
    name = f"code-{blake2b(whole, digest_size=16).hexdigest()}"
    return _put_together(source, *notes.recall(name, [whole], partial(_taken_apart, source, flags)))


def _taken_apart(source: str, flags: int) -> list[Any]:
    """All flags, the number of groups, the names of some, and the code, as JSON can hold it."""
    parsed = parse(source, flags)
    state, code = parsed.state, array(_CODE, _code(parsed, flags))
    return [int(flags | state.flags), state.groups, state.groupdict, b64encode(code).decode()]


def _put_together(
    source: str, flags: int, groups: int, numbers: dict[str, int], code: str
) -> re.Pattern[str]:
    names = {number: name for name, number in numbers.items()}
    by_number = tuple(map(names.get, range(groups)))
    steps = array(_CODE, b64decode(code)).tolist()
    made: re.Pattern[str] = _sre.compile(source, flags, steps, groups - 1, numbers, by_number)
    return made
