"""Nothing lost: a broken file, a full disk, a clock that jumps, two helpers at once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import keyring
import pytest
from flask.testing import FlaskClient
from keyring.backends.fail import Keyring as NoKeyring

from helper import backups
from helper.doors import doctor
from helper.doors.service import Service
from helper.paths import Folders
from helper.settings import Settings
from tests.clock import HeldClock
from tests.homes import known_home
from tests.running import NO_KEYRING, ROOT, free_port
from tests.trust.conftest import SECRET

BASE = "http://127.0.0.1:21810"


class House:
    """A helper without its socket, that can be closed and opened again."""

    def __init__(self, folders: Folders, clock: HeldClock) -> None:
        self.folders = folders
        self.clock = clock
        self.token = ""
        self.open()

    def open(self) -> None:
        """Start; pair the first time."""
        given = Settings(zone="UTC", notify="browser")
        self.service = Service(self.folders, given, self.clock)
        self.client: FlaskClient = self.service.app.test_client()
        if not self.token:
            self.token = self.service.pairing.pair(self.service.pairing.new_code(), "t", None)[1]

    def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Status and answer."""
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = self.client.open(
            f"/v1{path}", method=method, json=body, headers=headers, base_url=BASE
        )
        return answer.status_code, answer.get_json()

    def send(self, name: str) -> tuple[int, Any]:
        """Report a mail that promises something in two hours."""
        sent = {
            "id": name,
            "app": "gmail",
            "thread": name,
            "subject": name,
            "recipients": [{"address": f"{name}@example.com"}],
            "sent": self.clock.now.isoformat(),
            "zone": "UTC",
            "text": "I'll send you the list within two hours.",
        }
        return self.call("POST", "/sent", sent)

    def subjects(self) -> list[str]:
        """What is in the ledger."""
        return sorted(row["subject"] for row in self.call("GET", "/promises")[1]["promises"])

    def reminded(self) -> list[str]:
        """What the browser is to show now; it says that it did."""
        rows = [one["promise"] for one in self.call("GET", "/day?zone=UTC")[1]["reminders"]]
        for row in rows:
            self.call("PATCH", f"/promises/{row['id']}", {"action": "shown"})
        return [row["subject"] for row in rows]


@pytest.fixture
def house(tmp_path: Path, notes: Path, held: HeldClock) -> Iterator[House]:
    """One promise, and yesterday's backup of it."""
    keyring.set_keyring(NoKeyring())
    made = House(known_home(tmp_path, notes), held)
    made.send("first")
    made.service.back_up()
    held.now += timedelta(days=1)
    yield made
    made.service.close()


def overwrite(file: Path, at: int, length: int) -> None:
    """Let a disk fail."""
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(b"\xa5" * length)


def middle(file: Path) -> None:
    """Break pages the start does not need."""
    overwrite(file, 8192, file.stat().st_size - 12288)


@pytest.mark.parametrize(
    "broken",
    [
        lambda file: overwrite(file, 0, 100),
        middle,
        lambda file: os.truncate(file, file.stat().st_size // 2),
        lambda file: os.truncate(file, 0),
        lambda file: file.write_text("this is a shopping list " * 99),
    ],
    ids=["head", "middle", "half", "empty", "another file"],
)
def test_a_broken_ledger_is_kept_aside_told_and_restored(
    house: House, broken: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """The helper starts all the same, with what the newest backup held, and says so."""
    house.send("second")
    house.service.close()
    broken(house.folders.database)

    house.open()

    told = house.call("GET", "")[1]["ledger"]
    assert house.subjects() == ["first"]
    (aside,) = house.folders.data.glob("aizuchi-broken-*.sqlite3")
    assert told == {"aside": aside.name, "restored": "2026-11-18"}
    assert f"{aside.name}. It was restored as it was on 2026-11-18" in caplog.text
    assert aside.stat().st_mode & 0o077 == 0
    assert house.send("second")[0] == 200  # the browser's queue delivers again
    house.service.close()
    house.open()
    assert house.call("GET", "")[1]["ledger"] is None


def test_the_doctor_tells_how_the_ledger_is(house: House) -> None:
    """Whole, with its newest copy; broken, with what will be done; and what was kept aside."""
    whole = doctor.ledger(house.folders)
    house.service.close()
    overwrite(house.folders.database, 0, 100)
    broken = doctor.ledger(house.folders)
    house.open()

    assert whole.ok
    assert "1 promises, whole, newest copy aizuchi-2026-11-18.sqlite3" in whole.text
    assert not broken.ok
    assert "aizuchi-2026-11-18.sqlite3" in broken.text
    assert "kept aside: aizuchi-broken-2026-11-19" in doctor.ledger(house.folders).text


@pytest.mark.parametrize("left", ["nothing", "the log of the broken one", "a draft"])
def test_a_ledger_that_is_gone_comes_back(house: House, left: str) -> None:
    """As when the helper was killed while it mended: the next start goes on with the copy."""
    house.service.close()
    file = house.folders.database
    file.rename(file.with_name("aizuchi-broken-2026-11-19-100000.sqlite3"))
    if left == "the log of the broken one":
        file.with_name(f"{file.name}-wal").write_bytes(b"x" * 9999)
    elif left == "a draft":
        file.with_name(f".{file.name}.abc").write_bytes(b"half")

    house.open()

    assert house.subjects() == ["first"]
    assert not list(file.parent.glob(".*"))
    assert house.call("GET", "")[1]["ledger"] == {"aside": None, "restored": "2026-11-18"}


def test_without_any_backup_it_begins_anew_and_says_so(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """Better an empty ledger that works than none; the broken file is still there."""
    house.service.close()
    backups.drop(house.folders.database)
    overwrite(house.folders.database, 0, 4096)
    house.token = ""
    house.open()
    assert house.call("GET", "")[1]["ledger"]["restored"] is None
    assert "starts empty" in caplog.text
    assert house.subjects() == []


def test_a_broken_backup_is_passed_over(house: House) -> None:
    """The one before it serves."""
    house.service.back_up()
    house.service.close()
    newest, older = backups.all_of(house.folders.database)
    overwrite(newest, 0, 4096)
    overwrite(house.folders.database, 0, 4096)
    house.open()
    assert older.stem.endswith("2026-11-18")
    assert house.call("GET", "")[1]["ledger"]["restored"] == "2026-11-18"
    assert house.subjects() == ["first"]


def test_a_week_of_backups_is_kept(house: House) -> None:
    """One a day, seven days, each whole and private; a second on the same day is not made."""
    for _ in range(10):
        house.service.back_up()
        house.service.back_up()
        house.clock.now += timedelta(days=1)
    copies = backups.all_of(house.folders.database)
    assert len(copies) == backups.KEEP
    assert all(backups.is_whole(copy) and copy.stat().st_mode & 0o077 == 0 for copy in copies)
    assert {path.suffix for path in backups.folder_of(house.folders.database).iterdir()} == {
        ".sqlite3"
    }


def test_a_broken_ledger_replaces_no_backup(house: House) -> None:
    """A copy that cannot be made whole is none, and pushes no older one out."""
    house.service.close()
    before = backups.all_of(house.folders.database)
    overwrite(house.folders.database, 0, 4096)
    with pytest.raises(sqlite3.DatabaseError):
        backups.keep(house.folders.database, house.clock.now)
    assert backups.all_of(house.folders.database) == before
    house.token = ""
    house.open()


def test_the_forgotten_are_in_no_backup(house: House) -> None:
    """Forgetting someone reaches the copies, which stay for the others; a broken one goes."""
    house.send("second")
    house.service.back_up()
    newest, _ = backups.all_of(house.folders.database)
    for name in ("aizuchi-2026-11-17.sqlite3", ".aizuchi-2026-11-18.sqlite3.abc"):
        newest.with_name(name).write_bytes(b"first@example.com" * 99)
    assert house.call("POST", "/forget", {"person": "first@example.com"})[1] == {"found": True}

    copies = backups.all_of(house.folders.database)
    assert [copy.stem[-2:] for copy in copies] == ["19", "18"]
    files = [file.read_bytes() for file in newest.parent.iterdir()]
    assert len(files) == len(copies)
    assert not any(b"first@example.com" in file for file in files)
    assert b"second@example.com" in files[0] + files[1]


def test_what_is_too_old_goes_from_the_copies_too(house: House) -> None:
    """With keep_days a week of copies is kept all the same, each without what is older."""
    house.call("PATCH", "/promises/1", {"action": "done"})
    house.service.set("keep_days", "2")
    for _ in range(4):
        house.service.back_up()
        house.service.forget_the_old()
        house.clock.now += timedelta(days=1)
    copies = backups.all_of(house.folders.database)
    assert len(copies) == 5
    for file in (house.folders.database, *copies):
        with closing(sqlite3.connect(file)) as db:
            assert db.execute("SELECT count(*) FROM replies").fetchone() == (0,)


def test_a_copy_in_use_and_what_is_kept_aside_outlive_old_age(house: House) -> None:
    """A lock is no reason to delete a copy, nor is age to delete what broke yesterday."""
    (copy,) = backups.all_of(house.folders.database)
    asides = [
        house.folders.data / f"aizuchi-broken-{day}-120000.sqlite3"
        for day in ("2026-11-18", "2025-01-01")
    ]
    for aside in asides:
        aside.write_bytes(b"once a ledger")
    house.service.set("keep_days", "90")
    with closing(sqlite3.connect(copy, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        house.service.forget_the_old()
    assert copy.exists()
    assert [aside.exists() for aside in asides] == [True, False]


def test_a_full_disk_is_told_and_loses_nothing(house: House) -> None:
    """503 with what to do; what was there stays, and with room again the repeat goes through."""
    db = house.service.store.db
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    sent = [f"{SECRET}-{number}" for number in range(60)]
    refused = [name for name in sent if house.send(name)[0] != 200]
    assert refused
    status, problem = house.send(refused[0])
    assert status == 503
    assert "disk is full" in problem["detail"]
    assert problem["type"] == "urn:aizuchi:disk_full"

    db.execute("PRAGMA max_page_count = 100000")

    assert all(house.send(name)[0] == 200 for name in refused)
    assert house.subjects() == sorted([*sent, "first"])


def test_a_read_only_disk_is_told(house: House) -> None:
    """The same when the ledger cannot be written at all."""
    house.service.store.db.execute("PRAGMA query_only = ON")
    status, problem = house.send("second")
    assert status == 503
    assert "read-only" in problem["detail"]
    assert problem["type"] == "urn:aizuchi:read_only"
    house.service.store.db.execute("PRAGMA query_only = OFF")
    assert house.send("second")[0] == 200


def test_a_clock_that_jumps_reminds_once(house: House) -> None:
    """A day back and forth, and a day ahead: no reminder is lost, none comes twice."""
    house.call("PATCH", "/promises/1", {"action": "drop"})
    start = house.clock.now
    house.send("second")
    seen: list[str] = []
    for hours in (0, -24, 0, 1.6, -24, 1.6, 1.7, 24, 1.7, 24, 24.5):
        house.clock.now = start + timedelta(hours=hours)
        seen += house.reminded()
    assert seen == ["second", "second"]  # once before it was due, once when it was over


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"])
def test_another_zone_moves_no_promise(house: House, zone: str) -> None:
    """Travelling changes what is shown, never the moment that was promised."""
    before = house.call("GET", "/promises/1")[1]["promise"]["due"]
    house.service.set("zone", zone)
    assert house.call("GET", f"/day?zone={zone}")[0] == 200
    assert house.call("GET", "/promises/1")[1]["promise"]["due"] == before


def test_broken_secrets_mean_pairing_anew(house: House) -> None:
    """Not a failure at each call: the browser is told to pair, and can."""
    house.service.close()
    (house.folders.state / "secrets.json").write_text("{not json")
    house.open()
    assert house.call("GET", "/promises")[0] == 401
    code = house.service.pairing.new_code()
    house.token = house.service.pairing.pair(code, "again", None)[1]
    assert house.subjects() == ["first"]


def test_of_helpers_started_at_once_one_stays(tmp_path: Path) -> None:
    """The others say kindly that it runs already, and leave its ledger alone."""
    env = {**os.environ, **NO_KEYRING, "AIZUCHI_HOME": str(tmp_path), "AIZUCHI_NOTIFY": "nowhere"}
    command = [sys.executable, "-m", "helper", "run", "--quiet", "--port"]
    started = [
        subprocess.Popen(
            [*command, str(free_port())], cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    losers = []
    while len(losers) < 2:
        losers = [one for one in started if one.poll() is not None]
    (winner,) = set(started) - set(losers)
    winner.send_signal(signal.SIGTERM)
    said = [one.communicate(timeout=20)[1] for one in started]
    assert sorted(one.returncode for one in losers) == [1, 1]
    assert sum("already runs" in one for one in said) == 2
    with closing(sqlite3.connect(tmp_path / "data" / "aizuchi.sqlite3")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
