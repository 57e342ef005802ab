"""The real app over a real database; for speed without a socket where no socket is tested."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from flask.testing import FlaskClient
from keyring.backends.fail import Keyring as NoKeyring
from werkzeug.test import TestResponse

from helper.doors.service import Service
from helper.settings import Settings
from tests.clock import HeldClock
from tests.homes import known_home
from tests.running import Running

ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
BASE = "http://127.0.0.1:21810"


@pytest.fixture
def service(tmp_path: Path, notes: Path, held: HeldClock) -> Iterator[Service]:
    """Everything but the socket."""
    keyring.set_keyring(NoKeyring())
    given = Settings(zone="Europe/Berlin", notify="nowhere")
    made = Service(known_home(tmp_path, notes), given, held)
    yield made
    made.close()


class Caller:
    """A paired extension, as its background worker calls."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self.client = client
        self.token = token

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        """Any request; give ``Authorization=""`` to come without a token."""
        given = {"Authorization": f"Bearer {self.token}", "Sec-Fetch-Site": "none"}
        if method != "GET":
            given["Origin"] = ORIGIN
        given.update({name.replace("_", "-"): value for name, value in headers.items()})
        given = {name: value for name, value in given.items() if value}
        return self.client.open(
            f"/v1{path}", method=method, json=body, headers=given, base_url=BASE
        )

    def get(self, path: str) -> Any:
        """GET that must succeed."""
        return self._good(self.send("GET", path))

    def post(self, path: str, body: Any) -> Any:
        """POST that must succeed."""
        return self._good(self.send("POST", path, body))

    def patch(self, path: str, body: Any) -> Any:
        """PATCH that must succeed."""
        return self._good(self.send("PATCH", path, body))

    @staticmethod
    def _good(response: TestResponse) -> Any:
        assert response.status_code == 200, response.get_data(as_text=True)
        return response.get_json()


@pytest.fixture
def caller(service: Service) -> Caller:
    """A paired extension."""
    _, token = service.pairing.pair(service.pairing.new_code(), "test", ORIGIN)
    return Caller(service.app.test_client(), token)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A helper in a process of its own, started and paired."""
    found = Running(tmp_path / "home", env={"AIZUCHI_NOTIFY": "browser", "AIZUCHI_ZONE": "UTC"})
    found.home.mkdir()
    found.start()
    found.pair()
    yield found
    if found.process and found.process.poll() is None:
        found.stop()
