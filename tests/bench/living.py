"""What a running helper costs that nobody asks anything, and what it takes on the disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from helper.store import Store
from tests.bench import ledger
from tests.running import ROOT, Running

OPEN = 1000
IDLE_SECONDS = 60
SETTLED_SECONDS = 5
PERCENT = 100


def idle(seconds: int = IDLE_SECONDS) -> str:
    """The share of one processor that a helper with a thousand open promises takes."""
    with tempfile.TemporaryDirectory() as home:
        helper = Running(Path(home), env={"AIZUCHI_NOTIFY": "desktop", "AIZUCHI_ZONE": "UTC"})
        helper.folders.make()
        store = Store(helper.folders.database)
        with store.transaction() as db:
            ledger.fill(db, OPEN * ledger.EACH)
            db.execute(_ALL_OPEN)
        store.close()
        helper.set_clock(ledger.NOW)
        helper.start()
        try:
            time.sleep(SETTLED_SECONDS)
            before = processor_seconds(helper)
            time.sleep(seconds)
            took = processor_seconds(helper) - before
        finally:
            helper.stop()
    share = PERCENT * took / seconds
    return f"idle over {seconds} s, {OPEN} open promises: {share:.2f} % of one core (goal: 0.1 %)"


_ALL_OPEN = """UPDATE promises SET state = 'open', closed = NULL, due = strftime(
    '%Y-%m-%dT%H:%M:%S+00:00', '2026-11-18 10:00:00', printf('+%d minutes', 60 + 45 * id))"""


def processor_seconds(helper: Running) -> float:
    """What its process took so far, in its own name and the system's (proc(5), fields 14, 15)."""
    assert helper.process
    fields = Path(f"/proc/{helper.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def sizes() -> Iterator[str]:
    """The wheel, what it unpacks to, and everything it needs, as installed here."""
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        (wheel,) = Path(folder).glob("*.whl")
        packed = wheel.stat().st_size
        shutil.unpack_archive(wheel, Path(folder) / "site", "zip")
        unpacked = sum(size_of(path) for path in (Path(folder) / "site").rglob("*"))
    yield f"wheel: {megabytes(packed)}, unpacked {megabytes(unpacked)}"


def size_of(path: Path) -> int:
    """Bytes of a file; nothing for what is not there, or a folder."""
    return path.stat().st_size if path.is_file() else 0


def megabytes(count: int) -> str:
    """Bytes, for people."""
    return f"{count / 1e6:.1f} MB"
