"""What takes long to find out about rules, written down for the next start.

Parsing YAML and reading off how patterns begin is a third of the work of a first reading. Both
follow from the rule files alone, so they are done once and kept as JSON beside the data. Nothing
is lost with these notes: what is missing, was cut short or changed, or was made of other files or
by another program, is found out anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from helper.files import write_whole

_BYTES = 16


@dataclass(frozen=True, slots=True)
class Notebook:
    """A folder of notes, made when the first one is written."""

    folder: Path
    whose: str = ""
    """What the names of its notes begin with."""

    def about(self, whose: str) -> Notebook:
        """The part of it that is about some files."""
        return replace(self, whose=f"{whose}-")

    def recall(self, name: str, of: Iterable[bytes], find: Callable[[], Any]) -> Any:
        """What ``find`` gives, if need be; under a ``name`` there is the latest note alone.

        ``of`` is all it follows from, beside the code of this package.
        """
        file = self.folder / f"{self.whose}{name}.json"
        origin = _digest([_program(), *of])
        try:
            return _read(file, origin)
        except (OSError, ValueError):
            found = find()
            self._write(file, origin, found)
            return found

    def _write(self, file: Path, origin: str, found: Any) -> None:
        """Write it down, unless JSON would change it, as a number that is a key."""
        said = json.dumps(found, ensure_ascii=False)
        if json.loads(said) != found:
            return
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(file, f"{origin} {_digest([said.encode()])}\n{said}")
        except OSError:
            return  # A full disk, or one to read only: the next start takes as long as this one.


def _read(file: Path, origin: str) -> Any:
    head, _, said = file.read_bytes().partition(b"\n")
    if head.decode() != f"{origin} {_digest([said])}":
        message = f"{file} tells of something else"
        raise ValueError(message)
    return json.loads(said)


def _digest(parts: Iterable[bytes]) -> str:
    """Each part is told from the next."""
    whole = blake2b(digest_size=_BYTES)
    for part in parts:
        whole.update(blake2b(part, digest_size=_BYTES).digest())
    return whole.hexdigest()


@cache
def _program() -> bytes:
    """The code that finds out what is noted, and the Python that runs it."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return _digest([sys.version.encode(), *(file.read_bytes() for file in files)]).encode()
