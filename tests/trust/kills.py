"""SIGKILL at random moments: ``make kills ARGS="--kills 500 --seed 1"``. Ends with 1 on a loss.

The helper lives in a fork, so that a life costs no imports; four callers keep it busy with
sent mails, repeated reports, changes, lists, and edits of its own rules, until it is killed.
Other lives are killed while they migrate an old ledger, import a mailbox, or remind. After each
death the file itself is looked at: whole, with every acknowledged promise in it once.
"""

from __future__ import annotations

import mailbox
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from http.client import HTTPException
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from helper.contracts import SentMail
from helper.desk.desk import Desk
from helper.desk.importing import Importing
from helper.doors.service import Service
from helper.mailboxes.catalogue import Catalogue
from helper.migrations import MIGRATIONS
from helper.paths import shipped_rules
from helper.remembering.reminding.notices import Notice
from helper.rulebook import load_rulebook, shipped_files
from helper.settings import Settings
from helper.store import Store
from tests.running import Running

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
ME = "max@shop.example"
CALLERS = 4
PATIENCE = 20.0
MIGRATED = 50
"""People in the old ledger."""
MAILS = 20
"""Mails in the mailbox to import, half of them answers with a promise."""
LOOKS = 60
"""So often a helper that reminds looks for what is due; ten hours, ten minutes apart."""


def forked(life: Callable[[], None]) -> int:
    """Let ``life`` run in a process of its own; gives its number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        life()
        code = 0
    except Exception:  # noqa: BLE001 - a fork must never go on as its parent
        traceback.print_exc()
    finally:
        os._exit(code)


def end(child: int) -> None:
    """Kill it as a power cut would."""
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@dataclass
class Load:
    """What the callers sent, and what the helper acknowledged."""

    helper: Running
    luck: random.Random
    numbers: count[int] = field(default_factory=count)
    unsure: list[int] = field(default_factory=list)
    """Sent, and not acknowledged: the next life gets them first, as the browser's queue does."""
    promised: dict[int, int] = field(default_factory=dict)
    """The row of each acknowledged mail."""
    done: set[int] = field(default_factory=set)
    failures: list[AssertionError] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    over: threading.Event = field(default_factory=threading.Event)

    def call(self, caller: int) -> None:
        """Work until the helper is gone."""
        while not self.over.is_set():
            with self.lock:
                number = self.unsure.pop() if self.unsure else next(self.numbers)
                wants_done, looks = self.luck.random() < 0.4, self.luck.random() < 0.2
            try:
                row = self.send(number)
                if wants_done:
                    self.helper.patch(f"/promises/{row}", {"action": "done"})
                    self.done.add(row)
                if looks:
                    self.helper.get("/day?zone=UTC")
                    self.send(number)
            except AssertionError as error:
                self.failures.append(error)
            except (OSError, HTTPException):
                with self.lock:
                    if number not in self.promised:
                        self.unsure.append(number)
                time.sleep(0.005)
            if caller == 0 and looks:
                blocks = "10:00-11:00" if number % 2 else "14:00-15:00"
                own = self.helper.folders.own_rules / "rhythm.yaml"
                own.write_text(f'blocks: ["{blocks}"]\n', encoding="utf-8")

    def send(self, number: int) -> int:
        """Report one mail; gives the row of its promise."""
        mail = {
            "id": f"mail-{number}",
            "app": "gmail",
            "thread": f"thread-{number}",
            "sent": NOW.isoformat(),
            "zone": "UTC",
            "text": f"Hello. I'll send you report {number} by Friday.",
        }
        report = self.helper.post("/sent", mail)
        row = int(report["promises"][0]["id"])
        assert self.promised.setdefault(number, row) == row, "repeated, it got another row"
        return row

    def serve(self) -> None:
        """Be the helper."""
        given = Settings(port=self.helper.port, zone="UTC", notify="nowhere")
        service = Service(self.helper.folders, given, lambda: NOW)
        service.run(service.bind())

    def live_and_die(self) -> None:
        """One life under load, ended at a random moment, also while it is still starting."""
        child = forked(self.serve)
        self.over.clear()
        callers = [threading.Thread(target=self.call, args=(one,)) for one in range(CALLERS)]
        for caller in callers:
            caller.start()
        enough = len(self.promised) + self.luck.choice((0, 0, 1, 3, 10, 20))
        limit = time.monotonic() + PATIENCE
        while len(self.promised) < enough and time.monotonic() < limit:
            time.sleep(0.001)
        time.sleep(self.luck.uniform(0, 0.08))
        end(child)
        self.over.set()
        for caller in callers:
            caller.join()
        assert not self.failures, self.failures[0]
        self.look()

    def look(self) -> None:
        """The ledger on disk: whole, and every acknowledged mail in it exactly once."""
        if not self.helper.folders.database.exists():
            return
        with closing(sqlite3.connect(self.helper.folders.database)) as db:
            whole(db)
            if not db.execute("PRAGMA user_version").fetchone()[0]:
                assert not self.promised
                return
            rows = db.execute("SELECT id, thread, state FROM promises").fetchall()
        per_mail = Counter(int(thread.removeprefix("thread-")) for _, thread, _ in rows)
        assert set(per_mail.values()) <= {1}, "doubled"
        assert self.promised.keys() <= per_mail.keys(), "lost"
        states = {row: state for row, _, state in rows}
        assert {states[row] for row in self.done} <= {"kept"}, "a change was lost"


def whole(db: sqlite3.Connection) -> None:
    """No page is broken, and no row points to nothing."""
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def migrating(home: Path, luck: random.Random) -> None:
    """An old ledger is opened by a new helper that dies; the next one finds all in it."""
    file = home / f"old-{luck.random()}.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("BEGIN")
        MIGRATIONS[0](db)
        db.executemany("INSERT INTO people (key) VALUES (?)", [(str(n),) for n in range(MIGRATED)])
        db.execute("PRAGMA user_version = 1")
        db.execute("COMMIT")
    child = forked(lambda: Store(file).close())
    time.sleep(luck.uniform(0, 0.03))
    end(child)
    with closing(sqlite3.connect(file)) as db:
        whole(db)
    store = Store(file)
    assert store.db.execute("SELECT count(*) FROM people").fetchone()[0] == MIGRATED
    assert store.db.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    store.close()


class Imports:
    """A mailbox, and what a whole import makes of it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.box = home / "mails.mbox"
        box = mailbox.mbox(self.box)
        for number in range(MAILS // 2):
            at = NOW - timedelta(hours=10 * number + 20)
            box.add(letter(number, at, "kim@else.example", ME, "When does my order arrive?"))
            answer = f"Hi Kim, I'll send you order {number} by next Friday."
            box.add(letter(number, at + timedelta(hours=2), ME, "kim@else.example", answer))
        box.close()
        self.run("whole")
        self.rows = self.kept("whole")

    def run(self, name: str) -> None:
        """Import all of it into the ledger of this name."""
        rules = load_rulebook(shipped_rules(), trusted=shipped_files(shipped_rules()))
        store, catalogue = (
            Store(self.home / f"{name}.sqlite3"),
            Catalogue(self.home / f"{name}.cat"),
        )
        catalogue.fill(self.box, lambda _: None)
        Importing(rules, store, ZoneInfo("UTC"), lambda: NOW).learn(catalogue, [ME], 30)
        catalogue.close()
        store.close()

    def kept(self, name: str) -> list[Any]:
        """What stands in that ledger."""
        with closing(sqlite3.connect(self.home / f"{name}.sqlite3")) as db:
            whole(db)
            found = [db.execute(f"SELECT count(*) FROM {one}") for one in ("mails", "replies")]
            return [
                *(one.fetchone()[0] for one in found),
                *db.execute("SELECT sentence, thread FROM promises ORDER BY thread, sentence"),
            ]

    def live_and_die(self, luck: random.Random) -> None:
        """An import is cut off and begun again: nothing is missing, nothing is there twice."""
        name = f"cut-{luck.random()}"
        child = forked(lambda: self.run(name))
        time.sleep(luck.uniform(0, 0.5))
        end(child)
        self.run(name)
        assert self.kept(name) == self.rows


class Shown:
    """A desktop that writes down what was shown on it; a kill takes back none of it."""

    def __init__(self, file: Path) -> None:
        self._file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def check(self) -> bool:
        """It is there."""
        return True

    def show(self, notice: Notice) -> bool:
        """Shown is shown, whatever becomes of the helper."""
        os.write(self._file, f"{' '.join(map(str, notice.promises))}\n".encode())
        return True

    def clear(self, promise: int) -> None:
        """What was shown was shown."""

    def about(self) -> frozenset[int]:
        """Nothing has to be taken away."""
        return frozenset()


class Reminders:
    """Promises for the hours to come, and what a helper that is not killed says of them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.book = load_rulebook(shipped_rules(), trusted=shipped_files(shipped_rules()))
        store = Store(home / "reminders.sqlite3")
        desk = Desk(lambda: self.book, store, Settings(zone="UTC"), lambda: NOW)
        for number in range(1, 7):
            text = f"I'll send you part {number} within {number} hours."
            desk.sent(SentMail(id=f"{number}", text=text, sent=NOW, zone="UTC", thread=text))
        store.close()
        shutil.copy(home / "reminders.sqlite3", home / "unkilled.sqlite3")
        self.run("unkilled", 0)
        self.whole = Counter(self.said("unkilled"))

    def run(self, name: str, first: int) -> None:
        """Look every ten minutes from the ``first`` time on, and note how far that came."""
        file = self.home / f"{name}.sqlite3"
        store, now = Store(file), NOW
        channel = Shown(self.home / f"{name}.shown")
        desk = Desk(lambda: self.book, store, Settings(zone="UTC"), lambda: now, channel)
        for number in range(first, LOOKS):
            (self.home / f"{name}.at").write_text(f"{number}", encoding="ascii")
            now = NOW + timedelta(minutes=10 * number)
            desk.reminding.look(now)
        store.close()

    def said(self, name: str) -> list[str]:
        """Of which promises it was spoken, one for each time."""
        return (self.home / f"{name}.shown").read_text(encoding="ascii").split()

    def live_and_die(self, luck: random.Random) -> None:
        """Begun again it says all that was not said; only what was on its lips comes twice."""
        name = f"reminded-{luck.random()}"
        shutil.copy(self.home / "reminders.sqlite3", self.home / f"{name}.sqlite3")
        child = forked(lambda: self.run(name, 0))
        time.sleep(luck.uniform(0, 0.2))
        end(child)
        at, shown = self.home / f"{name}.at", self.home / f"{name}.shown"
        last = shown.read_text(encoding="ascii").splitlines()[-1:] if shown.exists() else []
        self.run(name, int(at.read_text(encoding="ascii") or 0) if at.exists() else 0)
        with closing(sqlite3.connect(self.home / f"{name}.sqlite3")) as db:
            whole(db)
        said = Counter(self.said(name))
        assert not self.whole - said, "never said"
        assert said - self.whole <= Counter(" ".join(last).split()), "said twice"


def letter(number: int, at: datetime, sender: str, to: str, text: str) -> EmailMessage:
    """A mail of the mailbox; the two of one number are one thread."""
    made = EmailMessage()
    made["From"], made["To"], made["Date"] = sender, to, format_datetime(at)
    made["Subject"], made["Message-ID"] = f"Order {number}", f"<{number}.{sender}>"
    if sender == ME:
        made["In-Reply-To"] = made["References"] = f"<{number}.{to}>"
    made.set_content(text)
    return made


def kill(kills: int, seed: int, home: Path) -> Load:
    """So many deaths: seven in ten under load, one each while reminding, migrating, importing."""
    luck = random.Random(seed)
    helper = Running(home / "home")
    helper.home.mkdir()
    load = Load(helper, luck)
    helper.token = paired(helper)
    imports, reminders = Imports(home), Reminders(home)
    for number in range(kills):
        kind = number % 10
        if kind == 7:
            reminders.live_and_die(luck)
        elif kind == 8:
            migrating(home, luck)
        elif kind == 9:
            imports.live_and_die(luck)
        else:
            load.live_and_die()
    return load


def paired(helper: Running) -> str:
    """A token, without a helper running."""
    given = Settings(port=helper.port, zone="UTC", notify="nowhere")
    service = Service(helper.folders, given, lambda: NOW)
    _, token = service.pairing.pair(service.pairing.new_code(), "test", None)
    service.close()
    return token


@click.command()
@click.option("--kills", default=500, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(kills: int, seed: int) -> None:
    """Kill, look, and tell."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        load = kill(kills, seed, Path(home))
    print(
        f"{kills} kills with seed {seed} in {time.monotonic() - started:.0f} s:"
        f" {len(load.promised)} promises and {len(load.done)} changes acknowledged,"
        " none lost, none doubled, the ledger whole after each."
    )
    sys.exit(0)


if __name__ == "__main__":
    main()
