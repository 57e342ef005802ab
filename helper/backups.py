"""A copy of the ledger a day, and the way back when the file itself is broken.

The copies lie beside the database, as private as it is.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path

from helper import troubles
from helper.files import draft_of
from helper.wire.household import Mended

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


def mend(database: Path, now: datetime) -> Mended | None:
    """Put the newest whole copy in the place of a database that is broken, empty or gone.

    The broken one is kept aside. Killed at any point, the next start does the rest.
    ``None`` when all was well.
    """
    copies = all_of(database)
    size = database.stat().st_size if database.exists() else 0
    if is_whole(database) if size else not copies:
        return None
    _drop_drafts(database)
    copy = next(filter(is_whole, copies), None)
    if copy is None:
        mended = Mended(aside=_put_aside(database, now), restored=None)
    else:
        day = date.fromisoformat(copy.stem.removeprefix(f"{database.stem}-"))
        with draft_of(database) as draft:
            shutil.copyfile(copy, draft)
            mended = Mended(aside=_put_aside(database, now), restored=day)
    _log.error("%s", in_words(mended))
    return mended


def in_words(mended: Mended) -> str:
    """The same for the log and the terminal; the extension tells it in the user's language."""
    was = f"broken and is kept aside as {mended.aside}" if mended.aside else "gone"
    now = (
        f"It was restored as it was on {mended.restored}: what was promised since is missing."
        if mended.restored
        else "There was no intact backup of it, so it starts empty."
    )
    return f"The ledger was {was}. {now}"


def _put_aside(database: Path, now: datetime) -> str | None:
    """Move the file away with what belongs to it; its new name, or ``None`` if there was none."""
    was = database.exists()
    aside = database.with_name(f"{database.stem}-broken-{now:%Y-%m-%d-%H%M%S}.sqlite3")
    for end in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            database.with_name(database.name + end).rename(aside.with_name(aside.name + end))
    return aside.name if was else None
