"""The database file: opening, migrating, transactions, threads, moments."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from threading import Thread
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helper.migrations import MIGRATIONS
from helper.store import BUSY_MILLISECONDS, Store, StoreError, to_moment, to_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database will be."""
    return tmp_path / "aizuchi.db"


def version_of(path: Path) -> int:
    """The version written in a file."""
    with sqlite3.connect(path) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def add_person(db: sqlite3.Connection, key: str) -> None:
    """One row."""
    db.execute("INSERT INTO people (key) VALUES (?)", (key,))


def people(store: Store) -> list[str]:
    """The keys in the store."""
    return [row["key"] for row in store.db.execute("SELECT key FROM people ORDER BY id")]


def test_a_new_file_has_the_newest_version(path: Path) -> None:
    """Every migration ran, and opening again runs none."""
    for _ in range(2):
        Store(path).close()
        assert version_of(path) == len(MIGRATIONS)


def test_the_connection_is_safe_and_durable(path: Path) -> None:
    """WAL, every commit on disk, foreign keys on, deleted rows overwritten."""
    db = Store(path).db
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
    values = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    assert values == ["wal", 2, 1, 1, BUSY_MILLISECONDS]


def test_a_full_disk_says_so(path: Path) -> None:
    """SQLite rolls back by itself then; the next transaction is one of its own again."""
    store = Store(path)
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(sqlite3.OperationalError, match="full"), store.transaction() as db:
        add_person(db, "x" * 99_999)
    store.db.execute("PRAGMA max_page_count = 99999")
    with store.transaction() as db:
        add_person(db, "ana")
    store.close()
    assert people(Store(path)) == ["ana"]


def test_a_file_of_a_newer_version_is_left_alone(path: Path) -> None:
    """An older helper does not touch what it cannot understand, and says what to do."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match="newer"):
        Store(path)
    assert version_of(path) == 999


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_every_older_file_is_brought_up(path: Path, version: int) -> None:
    """Whatever schema it was left at: its rows are there, and its tables are those of a new one."""
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        for migration in MIGRATIONS[:version]:
            migration(db)
        add_person(db, "ana")
        db.execute(
            """INSERT INTO promises (state, form, sentence, zone, made, person, app, account,
                language) VALUES ('open', 'explicit', 'By noon.', 'UTC', '', 1, 'file', '', 'en')"""
        )
        db.execute(f"PRAGMA user_version = {version}")
        db.commit()

    old, new = Store(path), Store(path.with_name("new.db"))

    assert people(old) == ["ana"]
    assert [row["sentence"] for row in old.db.execute("SELECT * FROM promises")] == ["By noon."]
    assert schema(old) == schema(new)


def schema(store: Store) -> dict[str, str | None]:
    """Every table and index, as it was made."""
    rows = store.db.execute("SELECT name, sql FROM sqlite_master ORDER BY name")
    return {row["name"]: row["sql"] for row in rows}


def test_a_file_that_is_no_database_is_named(path: Path) -> None:
    """The message says which file, and how to go on."""
    path.write_text("this is a shopping list, not a database, and rather a long one at that")
    with pytest.raises(StoreError, match=r"aizuchi\.db.*aside"):
        Store(path)
    assert path.read_text().startswith("this is a shopping list")


def test_a_broken_migration_leaves_the_file_as_it_was(path: Path) -> None:
    """A migration and its number roll back together: the tables before the clash are gone."""
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE clients (somebody TEXT)")
    with pytest.raises(StoreError, match="clients"):
        Store(path)
    assert version_of(path) == 0
    with sqlite3.connect(path) as db:
        names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert names == [("clients",)]


def fail_after_adding(store: Store, key: str) -> None:
    """Write a row in an outer and an inner transaction, then stumble."""
    with store.transaction() as db:
        add_person(db, key)
        with store.transaction() as inner:
            add_person(inner, f"{key} again")
        raise RuntimeError


def test_a_transaction_is_all_or_nothing(path: Path) -> None:
    """What raises leaves no trace, inner transactions included; what ends well is there."""
    store = Store(path)
    with pytest.raises(RuntimeError):
        fail_after_adding(store, "lost")
    with store.transaction() as db:
        add_person(db, "kept")
    assert people(Store(path)) == ["kept"]


def test_threads_write_side_by_side(path: Path) -> None:
    """Each thread has a connection of its own; none is refused as busy."""
    store = Store(path)

    def write(name: str) -> None:
        for number in range(10):
            with store.transaction() as db:
                add_person(db, f"{name}-{number}")

    threads = [Thread(target=write, args=(name,)) for name in "abcdef"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(people(store)) == 60


def test_closing_folds_everything_into_the_one_file(path: Path) -> None:
    """After `close` the file alone holds all rows, so it can be copied; it can be reopened."""
    store = Store(path)
    with store.transaction() as db:
        add_person(db, "ana")
    store.close()
    assert not path.with_name("aizuchi.db-wal").exists()
    assert people(store) == ["ana"]
    store.close()


def test_tables_check_their_types_and_links(path: Path) -> None:
    """STRICT tables refuse a text for a number; foreign keys refuse a row of nobody."""
    db = Store(path).db
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO events (promise, at, what) VALUES (1, '', '')")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO pairing VALUES ('code', '', 'many')")


moments = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kathmandu")]),
)


@settings(deadline=None)
@given(moments, moments)
def test_moments_sort_as_text(one: datetime, other: datetime) -> None:
    """Whatever their zones, text order is time order, to the second."""
    one, other = one.replace(microsecond=0), other.replace(microsecond=0)
    # Aware datetimes of one zone compare by wall clock, so compare on one zone that never jumps.
    first, second = one.astimezone(UTC), other.astimezone(UTC)
    assert (to_text(one) < to_text(other)) == (first < second)
    assert to_moment(to_text(one)) == first


def test_no_moment_is_no_moment() -> None:
    """An empty column reads as ``None``."""
    assert to_moment(None) is None
