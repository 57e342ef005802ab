"""A copy of the ledger a day, and the way back when the file itself is broken.

The copies lie beside the database, as private as it is.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from helper import troubles
from helper.files import draft_of

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
    _drop_drafts(database)
    with draft_of(copy) as draft, closing(sqlite3.connect(database)) as db:
        db.execute("VACUUM INTO ?", (str(draft),))
    for old in all_of(database)[KEEP:]:
        old.unlink(missing_ok=True)
    return copy


def drop(database: Path) -> None:
    """Forget every copy, and what was kept aside."""
    for copy in all_of(database):
        copy.unlink(missing_ok=True)
    drop_aside(database)


def drop_aside(database: Path, before: datetime | None = None) -> None:
    """Forget the broken files that were kept aside, or only those of before a moment.

    With them go copies that were never finished.
    """
    named = f"{database.stem}-broken-"
    for file in database.parent.glob(f"{named}*"):
        if before is None or file.name < f"{named}{before:%Y-%m-%d}":
            file.unlink(missing_ok=True)
    _drop_drafts(database)


def _drop_drafts(database: Path) -> None:
    """A copy whose maker was killed is no copy, and holds as much of people as one."""
    for folder in (database.parent, folder_of(database)):
        for draft in folder.glob(f".{database.stem}*"):
            draft.unlink(missing_ok=True)


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
    """Put the newest whole copy in the place of a database that is broken, empty or gone.

    The broken one is kept aside. Killed at any point, the next start does the rest.
    Gives what happened, in a sentence for people; ``None`` when all was well.
    """
    copies = all_of(database)
    size = database.stat().st_size if database.exists() else 0
    if is_whole(database) if size else not copies:
        return None
    _drop_drafts(database)
    copy = next(filter(is_whole, copies), None)
    if copy is None:
        told = f"{_put_aside(database, now)} There was no whole backup of it, so it begins anew."
    else:
        with draft_of(database) as draft:
            shutil.copyfile(copy, draft)
            told = _put_aside(database, now)
        day = copy.stem.removeprefix(f"{database.stem}-")
        told += f" It was restored as it was on {day}: what was promised since is missing."
    _log.error("%s", told)
    return told


def _put_aside(database: Path, now: datetime) -> str:
    """Move the file away with what belongs to it; the sentence that tells of it."""
    was = database.exists()
    aside = database.with_name(f"{database.stem}-broken-{now:%Y-%m-%d-%H%M%S}.sqlite3")
    for end in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            database.with_name(database.name + end).rename(aside.with_name(aside.name + end))
    return (
        f"The ledger was broken and is kept aside as {aside.name}."
        if was
        else ("The ledger was gone.")
    )
