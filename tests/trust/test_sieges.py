"""Attacks that take more than one request, more than one program, or another user."""

from __future__ import annotations

import hashlib
import hmac
import http.server
import json
import os
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from helper.doors import doctor
from helper.doors.app import STALLED_SECONDS
from helper.doors.pairing import CODE_TRIES
from helper.paths import Folders, FoldersError
from helper.store import Store, StoreError
from tests.homes import folders_in
from tests.running import NO_KEYRING, ROOT, Running
from tests.trust.conftest import ORIGIN

NOBODY = 65534
STALLED = 130


HALVES = (
    b"",
    b"POST /v1/read HTTP/1.1\r\nHost: 127",
    b"POST /v1/pair HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90\r\n\r\n{",
)
"""Requests that are begun and left there."""


@pytest.fixture(scope="module", autouse=True)
def stalled(victim: Running) -> Iterator[list[socket.socket]]:
    """Slowloris: 130 connections of each kind, all the while the other attacks run."""
    with ExitStack() as stack:
        lines = []
        for words in HALVES * STALLED:
            line = socket.create_connection(("127.0.0.1", victim.port), timeout=30)
            lines.append(stack.enter_context(line))
            line.sendall(words)
        yield lines


def test_stalled_connections_keep_nobody_waiting(victim: Running) -> None:
    """A friend is served as if they were not there."""
    for _ in range(5):
        started = time.monotonic()
        victim.post("/check", {"text": "Hi"})
        assert time.monotonic() - started < STALLED_SECONDS / 2


def test_many_callers_at_once_are_all_served(victim: Running) -> None:
    """A burst beyond the threads waits its turn; nobody is refused or mixed up with another."""

    def ask(number: int) -> str:
        return str(victim.post("/read", {"text": f"Order {number} is late!"})["text"])

    with ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(ask, range(100)))

    assert answers == [f"Order {number} is late!" for number in range(100)]


def test_guessing_the_code_ends_after_five(victim: Running) -> None:
    """Sixty guesses at once: five are counted, then even the right code is refused."""
    code = victim.new_code()
    guesses = [f"{number:08d}" for number in range(60) if f"{number:08d}" != code]

    def guess(one: str) -> int:
        return victim.refusal("POST", "/pair", {"code": one}, Origin=ORIGIN)[0]

    with ThreadPoolExecutor(16) as pool:
        said = list(pool.map(guess, guesses))

    assert said.count(403) == CODE_TRIES - 1
    assert set(said) == {403, 429}
    assert guess(code) == 429


def test_a_code_pairs_one_of_many(victim: Running) -> None:
    """Whoever races for the code with the right one: exactly one gets a token."""
    code = victim.new_code()

    def race(_: int) -> str | None:
        try:
            return str(victim.call("POST", "/pair", {"code": code}, {"Origin": ORIGIN})["token"])
        except urllib.error.HTTPError as error:
            error.close()
            return None

    with ThreadPoolExecutor(16) as pool:
        tokens = [token for token in pool.map(race, range(32)) if token]

    assert len(tokens) == 1


def test_each_code_pairs_one_and_guesses_count_for_all(victim: Running) -> None:
    """An older code stays in force beside a newer one, and gives nobody more tries."""
    old, new = victim.new_code(), victim.new_code()
    assert victim.call("POST", "/pair", {"code": old}, {"Origin": ORIGIN})["token"]
    older = victim.new_code()
    for _ in range(CODE_TRIES):
        assert victim.refusal("POST", "/pair", {"code": "no"}, Origin=ORIGIN)[0] in (403, 429)
    for code in (old, new, older):
        assert victim.refusal("POST", "/pair", {"code": code}, Origin=ORIGIN)[0] == 429


def test_a_code_is_over_after_five_minutes(victim: Running) -> None:
    """A code left on the screen is of no use; nor does a clock set back revive a used one."""
    code, now = victim.new_code(), victim.now
    try:
        victim.set_clock(now.replace(year=now.year + 1))
        assert victim.refusal("POST", "/pair", {"code": code}, Origin=ORIGIN)[0] == 429
        code = victim.new_code()
        assert victim.call("POST", "/pair", {"code": code}, {"Origin": ORIGIN})["token"]
        victim.set_clock(now)
        assert victim.refusal("POST", "/pair", {"code": code}, Origin=ORIGIN)[0] == 429
    finally:
        victim.set_clock(now)


def test_a_label_is_harmless_in_a_terminal(victim: Running) -> None:
    """What the other side calls itself is shown by `aizuchi pair --list`."""
    body = {"code": victim.new_code(), "label": "\x1b]0;owned\x07\x1b[2Jfox\r\n\u202exof"}
    victim.call("POST", "/pair", body, {"Origin": ORIGIN})

    labels = [one["label"] for one in victim.get("/browsers")["browsers"]]

    assert "]0;owned[2Jfoxxof" in labels


def proof_of(token: str, nonce: str) -> str:
    """What the extension expects to hear."""
    key = hashlib.sha256(token.encode()).digest()
    return hmac.new(key, f"aizuchi-hello:{nonce}".encode(), "sha256").hexdigest()


def test_a_heard_hello_proves_nothing_again(victim: Running) -> None:
    """A program that heard one proof cannot answer the next nonce with it."""
    client = victim.token.partition(".")[0]
    said = [
        victim.get(f"/hello?client={client}&nonce={victim.port}.{nonce}")["proof"]
        for nonce in ("one", "two")
    ]
    assert said == [proof_of(victim.token, f"{victim.port}.{nonce}") for nonce in ("one", "two")]
    assert said[0] != said[1]
    assert victim.get(f"/hello?client={client}")["proof"] is None
    assert victim.get("/hello?client=0123456789abcdef&nonce=one")["proof"] is None


def test_a_squatter_cannot_hand_the_hello_on(victim: Running) -> None:
    """It sits on the usual port, the helper on another, and it forwards all it is asked."""

    class Squatter(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = f"http://127.0.0.1:{victim.port}{self.path}"
            request = urllib.request.Request(url, headers={"Host": self.headers["Host"]})
            try:
                with urllib.request.urlopen(request, timeout=10) as answer:
                    status, body = answer.status, answer.read()
            except urllib.error.HTTPError as error:
                status, body = error.code, error.read()
                error.close()
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Squatter)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        caller = Running(victim.home, port=server.server_port, token=victim.token)
        client = victim.token.partition(".")[0]
        status, said = caller.refusal("GET", f"/hello?client={client}&nonce={caller.port}.n")
    finally:
        server.shutdown()
        server.server_close()

    assert status == 409
    assert "proof" not in said


# Other users, and folders that are not what they seem.


def test_nothing_is_readable_by_others(victim: Running) -> None:
    """Every file and folder of a running helper, write-ahead log and lock included."""
    found = [path for folder in ("config", "data", "state", "logs")
             for path in (victim.home / folder, *(victim.home / folder).rglob("*"))]  # fmt: skip
    assert any(path.name.endswith("-wal") for path in found)
    assert [path for path in found if path.lstat().st_mode & 0o077] == []


def four(home: Path) -> Folders:
    """The folders under ``home``."""
    return folders_in(home)


def test_files_left_open_are_shut(tmp_path: Path) -> None:
    """Restored from a backup, or copied by hand: at the next start others are out again."""
    folders = four(tmp_path)
    folders.make()
    files = [folders.database, folders.state / "secrets.json", folders.logs / "aizuchi.log"]
    for file in files:
        file.write_text("x")
        file.chmod(0o644)
        file.parent.chmod(0o755)

    folders.make()

    for path in [*files, *(file.parent for file in files)]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another user")
def test_a_folder_of_someone_else_is_refused(tmp_path: Path) -> None:
    """Made in advance by another user, or a link into their folder: no mail goes there."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    os.chown(theirs, NOBODY, NOBODY)
    (tmp_path / "data").symlink_to(theirs)

    with pytest.raises(FoldersError, match="another user"):
        four(tmp_path).make()
    env = {**os.environ, **NO_KEYRING, "AIZUCHI_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "helper", "run", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "another user" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(theirs.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such mode")
def test_a_folder_that_others_could_exchange_is_refused(tmp_path: Path) -> None:
    """Where everybody may rename, another folder can stand in this one's place at any moment."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home").chmod(0o777)
    with pytest.raises(FoldersError, match="Everybody can write"):
        four(tmp_path / "home").make()
    (tmp_path / "home").chmod(0o1777)  # as /tmp is: only the owner renames
    four(tmp_path / "home").make()


def test_a_folder_that_cannot_be_used_is_told_in_words(tmp_path: Path) -> None:
    """A read-only disk, or a file in its place: which one it is, and what to do."""
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(FoldersError, match=r"cannot be written .*: allow it, or set AIZUCHI_HOME"):
        four(tmp_path).make()
    with pytest.raises(StoreError, match="is its folder still there"):
        Store(tmp_path / "data" / "aizuchi.sqlite3")


def test_a_proxy_of_the_environment_hears_nothing(
    victim: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`aizuchi doctor` asks the helper itself, whatever program the browser should go through."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        proxy.settimeout(0.1)
        assert doctor.port(victim.port).text == f"the helper answers on {victim.port}"
        with pytest.raises(TimeoutError):
            proxy.accept()


def test_ones_own_link_to_another_disk_is_fine(tmp_path: Path) -> None:
    """The same link into a folder of one's own is served, and shut to others."""
    mine = tmp_path / "disk"
    mine.mkdir(mode=0o755)
    (tmp_path / "data").symlink_to(mine)
    four(tmp_path).make()
    assert stat.S_IMODE(mine.stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_another_user_reads_nothing_and_calls_nothing(victim: Running) -> None:
    """Whoever else works on this computer can open the port, but neither files nor doors."""
    program = f"""
import os, socket, sys
os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})
for file in sys.argv[1:]:
    try:
        open(file).close()
        print("read", file)
    except OSError:
        pass
line = socket.socket()  # as create_connection would, without another import
line.connect(("127.0.0.1", {victim.port}))
line.sendall(b"GET /v1/promises HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nConnection: close\\r\\n\\r\\n")
print(line.recv(12).decode())
"""
    files = [str(path) for path in victim.home.rglob("*") if path.is_file()]
    command = [sys.executable, "-c", program, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "HTTP/1.1 401\n"


def test_the_verifier_is_no_token(victim: Running) -> None:
    """Whoever gets hold of the secrets file still cannot call: a token cannot be made of it."""
    kept = json.loads((victim.folders.state / "secrets.json").read_text())
    for name, verifier in kept.items():
        client = name.removeprefix("client:")
        for guess in (verifier, f"{client}.{verifier}"):
            stranger = Running(victim.home, port=victim.port, token=guess)
            assert stranger.refusal("GET", "/promises")[0] == 401
    with closing(sqlite3.connect(victim.folders.database)) as db:
        assert victim.token.partition(".")[2] not in "\n".join(db.iterdump())


def test_stalled_connections_are_cut(victim: Running, stalled: list[socket.socket]) -> None:
    """In the end every one of them is closed, and the helper is as it was."""
    for line in stalled:
        line.settimeout(3 * STALLED_SECONDS)
        while line.recv(4096):  # an answer that says why, perhaps, and then the end
            pass
    assert victim.get("")["product"] == "aizuchi"
