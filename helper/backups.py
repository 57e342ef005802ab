"""A copy of the ledger a day, and the way back when the file itself is broken.

The copies lie beside the database, as private as it is. Whoever is forgotten is forgotten in
them too: they are dropped then, and the next one is made without that person.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from helper import troubles

KEEP = 7
"""So many days can be gone back."""
_log = logging.getLogger(__name__)


def folder_of(database: Path) -> Path:
    """Where the copies of ``database`` lie."""
    return database.parent / "backups"


def all_of(database: Path) -> list[Path]:
    """The copies there are, the newest first."""
    return sorted(folder_of(database).glob(f"{database.stem}-*.sqlite3"), reverse=True)


def keep(database: Path, now: datetime) -> Path | None:
    """Make the copy of today unless it is there, and let go of the oldest; ``None``: it was there.

    Raises:
        sqlite3.Error: the database is broken, so that the older copies stay.
        OSError: there is no room for it.
    """
    folder = folder_of(database)
    copy = folder / f"{database.stem}-{now:%Y-%m-%d}.sqlite3"
    if copy.exists():
        return None
    folder.mkdir(mode=0o700, exist_ok=True)
    draft = copy.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(database)) as db:
            db.execute("VACUUM INTO ?", (str(draft),))
        draft.chmod(0o600)
        _sync(draft)
        draft.replace(copy)
    finally:
        draft.unlink(missing_ok=True)
    for old in all_of(database)[KEEP:]:
        old.unlink(missing_ok=True)
    return copy


def drop(database: Path) -> None:
    """Forget every copy, and what was kept aside."""
    for copy in (*all_of(database), *database.parent.glob(f"{database.stem}-broken-*")):
        copy.unlink(missing_ok=True)


def set_aside(database: Path) -> list[Path]:
    """The broken files that were kept, the newest first."""
    return sorted(database.parent.glob(f"{database.stem}-broken-*{database.suffix}"), reverse=True)


def is_whole(database: Path) -> bool:
    """Whether the file is a database, and every page of it can be read."""
    try:
        with closing(sqlite3.connect(database)) as db:
            return bool(db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        if troubles.is_broken(error):
            return False
        raise


def mend(database: Path, now: datetime) -> str | None:
    """Put the newest whole copy in the place of a broken database, which is kept aside.

    Gives what happened, in a sentence for people; ``None`` when nothing was broken.
    """
    if not database.exists():
        return None
    emptied = not database.stat().st_size and bool(all_of(database))
    if not emptied and is_whole(database):
        return None
    aside = database.with_name(f"{database.stem}-broken-{now:%Y-%m-%d-%H%M%S}.sqlite3")
    for end in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            database.with_name(database.name + end).rename(aside.with_name(aside.name + end))
    copy = next(filter(is_whole, all_of(database)), None)
    told = f"The ledger was broken and is kept aside as {aside.name}."
    if copy is None:
        told += " There was no backup of it, so it begins anew."
    else:
        shutil.copyfile(copy, database)
        database.chmod(0o600)
        _sync(database)
        day = copy.stem.removeprefix(f"{database.stem}-")
        told += f" It was restored as it was on {day}: what was promised since is missing."
    _log.error("%s", told)
    return told


def _sync(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
