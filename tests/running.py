"""A helper in a process of its own, to be called, stopped, killed and started again."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from helper.doors.pairing import Pairing
from helper.paths import Folders
from helper.store import Store
from helper.vault import Vault
from tests.homes import folders_in

ROOT = Path(__file__).parent.parent
START_SECONDS = 20
NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """The real helper under ``home``; ``shift`` moves its clock."""

    home: Path
    port: int = field(default_factory=free_port)
    env: dict[str, str] = field(default_factory=dict)
    token: str = ""
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def folders(self) -> Folders:
        """Its folders."""
        return folders_in(self.home)

    @property
    def _clock_file(self) -> Path:
        return self.home / "clock"

    @property
    def now(self) -> datetime:
        """What its clock shows."""
        seconds = float(self._clock_file.read_text()) if self._clock_file.exists() else 0.0
        return datetime.now(UTC) + timedelta(seconds=seconds)

    def set_clock(self, moment: datetime) -> None:
        """Let its clock show ``moment`` now and go on from there."""
        self._clock_file.write_text(str((moment - datetime.now(UTC)).total_seconds()))

    def start(self) -> None:
        """Start the process and wait until it answers."""
        env = {**os.environ, **NO_KEYRING, "AIZUCHI_HOME": str(self.home), **self.env}
        command = [sys.executable, "-m", "tests.launch", str(self.port), str(self._clock_file)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=env)
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            try:
                self.get("/hello")
            except OSError:
                assert self.process.poll() is None, "the helper ended at its start"
                time.sleep(0.05)
            else:
                return
        raise TimeoutError

    def stop(self) -> int:
        """End it with SIGTERM; gives its exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(timeout=20)

    def kill(self) -> None:
        """End it with SIGKILL, as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(timeout=20)

    def new_code(self) -> str:
        """A pairing code, made as `aizuchi pair` makes it."""
        self.folders.make()
        store = Store(self.folders.database)
        try:
            vault = Vault(self.folders.state / "secrets.json")
            return Pairing(store, vault, lambda: self.now).new_code()
        finally:
            store.close()

    def pair(self, origin: str | None = None) -> None:
        """Pair this caller."""
        headers = {"Origin": origin} if origin else {}
        body = {"code": self.new_code(), "label": "test"}
        self.token = self.call("POST", "/pair", body, headers)["token"]

    def get(self, path: str) -> Any:
        """GET and the JSON answer."""
        return self.call("GET", path)

    def post(self, path: str, body: Any) -> Any:
        """POST and the JSON answer."""
        return self.call("POST", path, body)

    def patch(self, path: str, body: Any) -> Any:
        """PATCH and the JSON answer."""
        return self.call("PATCH", path, body)

    def call(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Any:
        """Any request. Raises urllib's HTTPError for a refusal."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, method=method)
        request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def refusal(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Status and problem of a request that must be refused."""
        try:
            answer = self.call(method, path, body, headers)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)
        message = f"not refused: {answer}"
        raise AssertionError(message)
