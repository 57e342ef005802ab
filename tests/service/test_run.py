"""``aizuchi run`` as a newcomer meets it: useful at once, one at a time, gone when told."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helper.paths import extension
from tests.desktop import DesktopSession, eventually
from tests.running import NO_KEYRING, ROOT, Running, free_port

Start = Callable[..., "Terminal"]


class Terminal:
    """A running ``aizuchi run`` and what it printed so far."""

    def __init__(self, home: Path, *arguments: str, env: dict[str, str] | None = None) -> None:
        given = {**os.environ, **NO_KEYRING, "AIZUCHI_HOME": str(home), "PYTHONUNBUFFERED": "1"}
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
            given.pop(name, None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "helper", "run", *arguments],
            cwd=ROOT,
            env={**given, **(env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.output = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output += line

    def wait_for(self, words: str) -> None:
        """Wait until it has printed ``words``."""
        eventually(lambda: words in self.output or self.process.poll() is not None, words, 30)
        assert words in self.output, self.output

    def leave(self, how: signal.Signals = signal.SIGINT) -> int:
        """End it as Ctrl+C does; gives the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(timeout=20)
        self._reader.join(timeout=5)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start ``aizuchi run`` with a home of its own; whatever still runs is ended."""
    started: list[Terminal] = []

    def run(*arguments: str, env: dict[str, str] | None = None) -> Terminal:
        started.append(Terminal(tmp_path, *arguments, env=env))
        return started[-1]

    yield run
    for one in started:
        one.leave(signal.SIGTERM)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_newcomer_sees_something_useful_and_leaves(
    start: Start, tmp_path: Path, how: signal.Signals
) -> None:
    """A reading, the folder to load, a code that pairs; then exit 0 and a closed database."""
    port = free_port()
    terminal = start("--port", str(port), "--no-browser")
    terminal.wait_for("Ctrl+C stops the helper")

    assert "Third time asking" in terminal.output
    assert "●" in terminal.output
    assert str(extension()) in terminal.output
    code = re.search(r"(\d{4} \d{4})", terminal.output)
    assert code is not None
    caller = Running(tmp_path, port=port)
    assert caller.call("POST", "/pair", {"code": code[1]})["token"]

    assert terminal.leave(how) == 0
    database = tmp_path / "data" / "aizuchi.sqlite3"
    assert not database.with_name(database.name + "-wal").exists()
    assert sqlite3.connect(database).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.stat().st_mode & 0o077 == 0


def test_one_at_a_time(start: Start) -> None:
    """A second one is told kindly that there is nothing to do."""
    start("--port", str(free_port()), "--no-browser").wait_for("Ctrl+C stops the helper")

    second = start("--port", str(free_port()), "--no-browser")

    assert second.process.wait(timeout=20) == 1
    second.wait_for("Aizuchi already runs")


def test_a_taken_port_is_named(start: Start) -> None:
    """Who has it is not our business; which one to take instead is."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        terminal = start("--port", str(port), "--no-browser")

        assert terminal.process.wait(timeout=20) == 1
        terminal.wait_for(f"--port {port + 1}")


def test_a_broken_setting_is_told(start: Start, tmp_path: Path) -> None:
    """The sentence names the file and the line to mend; no stack trace."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text("port = \n")

    terminal = start()

    assert terminal.process.wait(timeout=20) == 1
    terminal.wait_for("Mend the line")
    assert "Traceback" not in terminal.output


def test_a_locked_keyring_is_told_at_the_start(start: Start) -> None:
    """Not only in the log: whoever starts the helper can unlock it."""
    locked = {"PYTHON_KEYRING_BACKEND": "tests.service.test_vault.LockedKeyring"}

    terminal = start("--port", str(free_port()), "--no-browser", "--quiet", env=locked)

    terminal.wait_for("does not answer: unlock it, or log in again")


def test_a_request_under_way_is_finished(running: Running) -> None:
    """SIGTERM while a mail is being read: the answer still comes, and the exit code is 0."""
    mail = {"text": "I have been waiting for two weeks. " * 3000, "thread": "t", "message": "m"}
    answers: list[object] = []
    caller = threading.Thread(target=lambda: answers.append(running.post("/read", mail)["level"]))
    caller.start()
    time.sleep(0.02)

    assert running.stop() == 0

    caller.join(timeout=20)
    assert len(answers) == 1


def test_an_edited_rule_reaches_the_running_helper(running: Running) -> None:
    """Within a second, and a broken edit is told in the status."""
    own = running.folders.own_rules / "rhythm.yaml"
    own.write_text("blocks: [10:00-11:00]\n")
    eventually(lambda: len(running.get("/day?zone=UTC")["blocks"]) <= 1, "one block", 3)

    own.write_text("blocks: nine\n")

    eventually(lambda: not running.get("")["rules"]["ok"], "the problem is told", 3)
    assert "rhythm.yaml:1:1" in running.get("")["rules"]["problem"]


@pytest.mark.timeout(90)
def test_with_a_display_a_paired_practice_browser_opens(start: Start, tmp_path: Path) -> None:
    """A newcomer sees a mail that is already read; the code shown is for their own browser."""
    with DesktopSession(tmp_path / "desktop") as desktop:
        port = free_port()
        terminal = start("--port", str(port), env=desktop.env)
        terminal.wait_for("practice inbox is open")

        def paired() -> bool:
            log = (tmp_path / "logs" / "aizuchi.log").read_text()
            return "POST /v1/read 200" in log

        eventually(paired, "the browser has paired and had its mail read", 40)
        own = Running(tmp_path, port=port)
        code = re.findall(r"\d{4} \d{4}", terminal.output)[-1]
        assert own.post("/pair", {"code": code, "label": "my own"})["token"]
        time.sleep(2)  # for the picture alone
        desktop.screenshot("run-practice-browser.png")
        assert terminal.leave() == 0
