"""What takes long to find out about rules, written down for the next start.

Parsing YAML, reading off how patterns begin and compiling them is more than half of the work of a
first reading. All of it follows from the rule files alone, so it is done once and kept beside the
data. Nothing is lost with these notes: what is missing, was changed, or was made of other files
or by another program, is found out anew.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any

_TABLE = "CREATE TABLE notes (name TEXT PRIMARY KEY, sum TEXT, said TEXT)"
_READ = "SELECT sum, said FROM notes WHERE name = ?"
_WRITE = "REPLACE INTO notes VALUES (?, ?, ?)"

_BYTES = 16
_CACHED_KIBIBYTES = 64
"""A note is read once, so SQLite need not keep it."""

_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Notebook:
    """A file of notes, made when the first one is looked for."""

    file: Path
    whose: str = ""
    """What the names of its notes begin with."""

    def about(self, whose: str) -> Notebook:
        """The part of it that is about some files."""
        return replace(self, whose=f"{whose}-")

    def recall(self, name: str, of: Iterable[bytes], find: Callable[[], Any]) -> Any:
        """What ``find`` gives, if need be; under a ``name`` there is the latest note alone.

        ``of`` is all it follows from, beside the code of this package.
        """
        parts = [*of]
        try:
            return self._read(f"{self.whose}{name}", parts)
        except (sqlite3.Error, OSError, ValueError):
            found = find()
            self._write(f"{self.whose}{name}", parts, found)
            return found

    def _read(self, name: str, parts: list[bytes]) -> Any:
        with _one_at_a_time:
            row = _opened(self.file).execute(_READ, (name,)).fetchone()
        if row is None or row[0] != _digest([*parts, row[1].encode()]):
            message = f"nothing is noted as {name}, or about something else"
            raise ValueError(message)
        return json.loads(row[1])

    def _write(self, name: str, parts: list[bytes], found: Any) -> None:
        """Write it down, unless JSON has no word for it, as a date, or would change it."""
        try:
            said = json.dumps(found, ensure_ascii=False)
        except TypeError:
            return
        if json.loads(said) != found:
            return
        row = (name, _digest([*parts, said.encode()]), said)
        try:
            with _one_at_a_time:
                _opened(self.file).execute(_WRITE, row)
        except sqlite3.OperationalError:
            return  # A full disk, or one to read only: the next start takes as long as this one.
        except (sqlite3.DatabaseError, OSError):
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Throw a broken file away; the next start makes another."""
        with suppress(OSError):
            self.file.unlink()


@cache
def _opened(file: Path) -> sqlite3.Connection:
    """Notes that were made by another program are gone. What a power cut breaks is told by sums."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    ours, (theirs,) = _program(), db.execute("PRAGMA user_version").fetchone()
    fresh = f"DROP TABLE IF EXISTS notes; {_TABLE}; PRAGMA user_version = {ours};"
    pace = f"PRAGMA synchronous = OFF; PRAGMA cache_size = -{_CACHED_KIBIBYTES};"
    db.executescript(pace if ours == theirs else pace + fresh)
    return db


def _digest(parts: Iterable[bytes]) -> str:
    """Each part is told from the next."""
    whole = blake2b(digest_size=_BYTES)
    for part in parts:
        whole.update(blake2b(part, digest_size=_BYTES).digest())
    return whole.hexdigest()


@cache
def _program() -> int:
    """A number for the code that finds out what is noted, and the Python that runs it."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    whole = _digest([sys.version.encode(), *(file.read_bytes() for file in files)])
    return int(whole[:7], 16)
