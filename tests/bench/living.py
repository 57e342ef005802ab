"""What a running helper costs that nobody asks anything, and what it takes on the disk."""

from __future__ import annotations

import mailbox
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from email.utils import format_datetime
from importlib.metadata import files
from pathlib import Path
from zoneinfo import ZoneInfo

from helper.desk.importing import Importing
from helper.mailboxes.catalogue import Catalogue
from helper.rulebook import Rulebook
from helper.store import Store
from tests.bench import ledger
from tests.bench.speed import MAIL
from tests.packages import needed
from tests.running import ROOT, Running

OPEN = 1000
IDLE_SECONDS = 600
SETTLED_SECONDS = 60
"""At most."""
QUIET_SECONDS = 5
PERCENT = 100
MAILS = 100_000
CUSTOMERS = 500
DAYS = 3 * 365
ME = "max@shop.example"


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
            before = settled(helper)
            time.sleep(seconds)
            took = processor_seconds(helper) - before
        finally:
            helper.stop()
    share = PERCENT * took / seconds
    return f"idle over {seconds} s, {OPEN} open promises: {share:.2f} % of one core (goal: 0.1 %)"


def settled(helper: Running) -> float:
    """What its process took until it had nothing left to do; beside other work that is late."""
    began, took, quiet = time.monotonic(), 0.0, 0
    while quiet < QUIET_SECONDS and time.monotonic() < began + SETTLED_SECONDS:
        before, took = took, processor_seconds(helper)
        quiet = quiet + 1 if took == before else 0
        time.sleep(1)
    return took


_ALL_OPEN = """UPDATE promises SET state = 'open', closed = NULL, due = strftime(
    '%Y-%m-%dT%H:%M:%S+00:00', '2026-11-18 10:00:00', printf('+%d minutes', 60 + 45 * id))"""


def processor_seconds(helper: Running) -> float:
    """What its process took so far, in its own name and the system's (proc(5), fields 14, 15)."""
    assert helper.process
    fields = Path(f"/proc/{helper.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def importing(book: Rulebook, mails: int = MAILS) -> str:
    """An import of three years of mail, half of it answers, beside parsing it and nothing else."""
    with tempfile.TemporaryDirectory() as home:
        box = Path(home) / "all.mbox"
        with box.open("wb") as out:
            for number in range(mails):
                out.write(_letter(number, mails))
        plain = seconds_of(lambda: sum(bool(one["Message-ID"]) for one in mailbox.mbox(box)))
        store, catalogue = Store(Path(home) / "a.sqlite3"), Catalogue(Path(home) / "b.sqlite3")

        def learn() -> None:
            catalogue.fill(box, lambda _done: None)
            reading = Importing(book, store, ZoneInfo("UTC"), lambda: ledger.NOW)
            reading.learn(catalogue, [ME], days=30)

        took = seconds_of(learn)
        catalogue.close()
        store.close()
    return f"import of {mails:,} mails: {took:.1f} s, {took / plain:.1f} x `mailbox` (goal: 2 x)"


def _letter(number: int, mails: int) -> bytes:
    """Every second one answers the one before it."""
    answer = number % 2
    at = format_datetime(ledger.NOW - timedelta(days=DAYS * (mails - number) / mails))
    customer = f"kim{number // 2 % CUSTOMERS}@else.example"
    sender, to = (ME, customer) if answer else (customer, ME)
    thread = f"In-Reply-To: <{number - 1}@mail.example>\n" if answer else ""
    words = "Hi Kim,\n\nI will send it by Friday.\n" if answer else MAIL
    head = f"From: {sender}\nTo: {to}\nSubject: Order {number // 2}\nDate: {at}\n{thread}"
    first = f"From x Wed Nov 18 10:00:00 2026\nMessage-ID: <{number}@mail.example>"
    return f"{first}\n{head}\n{words}\n".encode()


def seconds_of(work: Callable[[], object]) -> float:
    """What it takes of the processor."""
    started = time.process_time()
    work()
    return time.process_time() - started


def sizes() -> Iterator[str]:
    """The wheel, what it unpacks to, and all it needs as installed here."""
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        (wheel,) = Path(folder).glob("*.whl")
        packed = wheel.stat().st_size
        shutil.unpack_archive(wheel, Path(folder) / "site", "zip")
        unpacked = sum(size_of(path) for path in (Path(folder) / "site").rglob("*"))
    others = sum(map(size_of, files_of(needed())))
    own = f"wheel: {megabytes(packed)}, unpacked {megabytes(unpacked)}"
    yield f"{own}; the packages it needs: {megabytes(others)}"


def files_of(packages: Iterable[str]) -> Iterator[Path]:
    """Every file that was installed with them."""
    for name in packages:
        for file in files(name) or ():
            yield Path(str(file.locate()))


def size_of(path: Path) -> int:
    """Bytes of a file; nothing for what is not there, or a folder."""
    return path.stat().st_size if path.is_file() else 0


def megabytes(count: int) -> str:
    """Bytes, for people."""
    return f"{count / 1e6:.1f} MB"
