"""What a full, read-only or broken disk means for the user, and what to do about it."""

from __future__ import annotations

import errno
import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """Words that say what to do; ``known`` is its name where the extension has words too."""

    words: str
    known: str = ""


_OF_LEDGER = {
    sqlite3.SQLITE_FULL: Trouble("The disk is full: free some space.", "disk_full"),
    sqlite3.SQLITE_READONLY: Trouble(
        "The ledger cannot be written: its disk or folder is read-only.", "read_only"
    ),
    sqlite3.SQLITE_IOERR: Trouble(
        "The disk fails to write the ledger: see whether it is full or broken."
    ),
    sqlite3.SQLITE_CANTOPEN: Trouble("The ledger cannot be opened: is its folder still there?"),
    sqlite3.SQLITE_BUSY: Trouble("Another program keeps the ledger to itself: close it."),
    sqlite3.SQLITE_CORRUPT: Trouble("The ledger is broken: restart the helper, it has backups."),
    sqlite3.SQLITE_NOTADB: Trouble("The ledger is broken: restart the helper, it has backups."),
}
_OF_FILES = {
    errno.ENOSPC: sqlite3.SQLITE_FULL,
    errno.EROFS: sqlite3.SQLITE_READONLY,
    errno.EACCES: sqlite3.SQLITE_READONLY,
}
"""What the system says of any file, and SQLite of the ledger."""
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def is_broken(error: sqlite3.Error) -> bool:
    """Whether the file itself is no ledger any more, and not the disk or the moment at fault."""
    return _code(error) in _BROKEN


def of_ledger(error: sqlite3.Error) -> Trouble | None:
    """Why a ledger could not be used; ``None`` for a fault of our own."""
    return _OF_LEDGER.get(_code(error))


def of_file(error: OSError) -> Trouble | None:
    """The same for secrets and settings, which are files of their own on the same disk."""
    code = _OF_FILES.get(error.errno or 0)
    if code is None:
        return None
    trouble = _OF_LEDGER[code]
    return Trouble(trouble.words.replace("ledger", "file"), trouble.known)


def of_path(error: OSError) -> str:
    """Which file it is about, what is wrong with it, and what to name instead of a folder."""
    if error.filename is None:
        return str(error)
    said = f"{error.filename}: {error.strerror}"
    if isinstance(error, IsADirectoryError):
        return f"{said}; name one file in it (a whole folder is what `aizuchi digest` takes)"
    return said


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code (sqlite.org/rescode.html); 0 when there is none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
