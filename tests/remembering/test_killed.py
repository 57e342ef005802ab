"""Killing the helper at any moment loses nothing that was acknowledged, and doubles nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from helper.contracts import SentMail
from helper.paths import shipped_rules
from helper.remembering.finding.promises import find
from helper.remembering.keeping.ledger import Ledger
from helper.rulebook import Rulebook, load_rulebook, shipped_files
from helper.store import Store
from tests.remembering.office import BERLIN

ROOT = Path(__file__).parent.parent.parent
START = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
LEAST = 20
ROUNDS = 3


def mail(number: int) -> SentMail:
    """The mail with this number: a promise of its own thread."""
    return SentMail(
        id=f"mail-{number}",
        text=f"Hello. I'll send you report {number} by Friday. I'll look into the rest.",
        sent=START + timedelta(seconds=number),
        zone="Europe/Berlin",
        app="gmail",
        thread=f"thread-{number}",
    )


def record_forever(path: Path, first: int) -> None:
    """Record one mail after the other, and say the number of each once it is recorded."""
    shipped = shipped_rules()
    book = load_rulebook(shipped, trusted=shipped_files(shipped))
    ledger = Ledger(Store(path), lambda: START, lambda: book)
    number = first
    while True:
        given = mail(number)
        ledger.record(given, find(given.text, given.sent, BERLIN, book, "en"), "en")
        print(number, flush=True)  # noqa: T201 - the line is the acknowledgement
        number += 1


def recorded_until_killed(path: Path, first: int) -> list[int]:
    """The acknowledged numbers of a helper that was killed in the middle of its work."""
    command = [sys.executable, "-m", "tests.remembering.test_killed", str(path), str(first)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(LEAST)]
        time.sleep(0.01 * (first % 7))
        os.kill(child.pid, signal.SIGKILL)
        said += child.stdout.readlines()
    return [int(line) for line in said if line.endswith("\n")]


def test_every_acknowledged_mail_is_there_exactly_once(tmp_path: Path, book: Rulebook) -> None:
    """Killed again and again, each new helper repeating the mail that may have been cut off."""
    path = tmp_path / "aizuchi.db"
    acknowledged: list[int] = []
    for _ in range(ROUNDS):
        first = acknowledged[-1] if acknowledged else 1
        acknowledged += recorded_until_killed(path, first)
    store = Store(path)
    rows = Ledger(store, lambda: START, lambda: book).promises()
    by_mail = dict.fromkeys(acknowledged, 0)
    for row in rows:
        number = int(str(row.thread).removeprefix("thread-"))
        by_mail[number] = by_mail.get(number, 0) + 1
    assert len(set(acknowledged)) >= LEAST * ROUNDS - ROUNDS
    assert set(by_mail.values()) == {2}, "each mail has its two rows, no more and no fewer"
    assert store.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert store.db.execute("SELECT count(*) FROM events").fetchone()[0] == len(rows)
    store.close()


if __name__ == "__main__":
    record_forever(Path(sys.argv[1]), int(sys.argv[2]))
