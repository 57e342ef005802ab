"""Secrets are kept, in the keyring or openly in a file that only the owner can read."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked
from werkzeug.test import TestResponse

from helper.doors.service import Service
from helper.settings import Settings
from helper.vault import Vault, VaultError
from tests.clock import HeldClock
from tests.homes import folders_in


class MemoryKeyring(KeyringBackend):
    """A real backend in the sense of keyring's own interface, holding secrets in memory."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}
        self.fails: Exception | None = None

    def _open(self) -> None:
        if self.fails:
            raise self.fails

    def get_password(self, service: str, username: str) -> str | None:
        """What was set, or None."""
        self._open()
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self._open()
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        self._open()
        del self.secrets[service, username]


class LockedKeyring(MemoryKeyring):
    """One that nobody has unlocked, for a helper in a process of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.fails = KeyringLocked()


@pytest.fixture(autouse=True)
def _own_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The fallback file."""
    return tmp_path / "secrets.json"


def test_without_a_keyring_the_file_serves_and_says_so(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The fallback is open: one warning, its name in `backend`, mode 0600."""
    keyring.set_keyring(NoKeyring())

    vault = Vault(file)
    vault.put("a", "one")
    vault.put("b", "two")

    assert (vault.get("a"), Vault(file).get("b")) == ("one", "two")
    assert file.stat().st_mode & 0o777 == 0o600
    assert str(file) in vault.backend
    assert (vault.keyring, vault.file) == (None, str(file))
    assert "owner-only" in caplog.text
    vault.drop("a")
    vault.drop("never there")
    assert (vault.get("a"), vault.get("b")) == (None, "two")


def test_secrets_put_at_once_are_all_kept(file: Path) -> None:
    """Two browsers that pair in the same moment."""
    vault = Vault(file)
    names = [str(number) for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(vault.put, names, names))
    assert [vault.get(name) for name in names] == names


def test_a_keyring_is_used_when_there_is_one(file: Path) -> None:
    """Nothing is written to the file then."""
    backend = MemoryKeyring()
    keyring.set_keyring(backend)

    vault = Vault(file)
    vault.put("a", "one")

    assert vault.get("a") == "one"
    assert backend.secrets == {("aizuchi", "a"): "one"}
    assert not file.exists()
    vault.drop("a")
    assert vault.get("a") is None


@pytest.mark.parametrize("gone", [KeyringLocked(), ConnectionResetError(), RuntimeError("bus")])
def test_a_keyring_that_goes_later_loses_nothing_new(file: Path, gone: Exception) -> None:
    """Locked, or its bus gone: new secrets lie in the file, and both are found again."""
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    vault = Vault(file)
    vault.put("before", "one")

    backend.fails = gone
    vault.put("while locked", "two")

    assert vault.get("while locked") == "two"
    with pytest.raises(VaultError, match="unlock"):
        vault.get("before")
    assert not vault.answers
    backend.fails = None
    assert (vault.get("before"), vault.get("while locked")) == ("one", "two")
    assert vault.backend == f"system keyring ({backend.name})"
    assert (vault.keyring, vault.file) == (backend.name, None)


def test_a_keyring_locked_from_the_start_serves_once_it_is_open(file: Path) -> None:
    """At login the helper may be first; what was kept before is there when the keyring is."""
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    Vault(file).put("before", "one")
    backend.fails = KeyringLocked()

    vault = Vault(file)

    assert "does not answer" in vault.backend
    assert "file" in vault.backend
    assert (vault.keyring, vault.file) == (backend.name, str(file))
    backend.fails = None
    assert vault.get("before") == "one"
    assert vault.answers


def test_a_locked_keyring_does_not_unpair(tmp_path: Path, held: HeldClock) -> None:
    """The browser hears what to do, not that it is a stranger; unlocked, it is known again."""
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    folders = folders_in(tmp_path)
    service = Service(folders, Settings(zone="UTC", notify="nowhere"), held)
    token = service.pairing.pair(service.pairing.new_code(), "t", None)[1]
    service.close()
    backend.fails = KeyringLocked()
    service = Service(folders, Settings(zone="UTC", notify="nowhere"), held)
    headers = {"Authorization": f"Bearer {token}"}

    def ask() -> TestResponse:
        client = service.app.test_client()
        return client.get("/v1", headers=headers, base_url="http://127.0.0.1:21810")

    refused = ask()
    backend.fails = None
    served = ask()

    assert refused.status_code == 503
    assert "unlock" in refused.get_json()["detail"]
    assert refused.get_json()["type"] == "urn:aizuchi:keyring"  # the extension has words for it
    assert served.status_code == 200
    assert served.get_json()["secrets"] == {"keyring": backend.name, "file": None}
    service.close()
