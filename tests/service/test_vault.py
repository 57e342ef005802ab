"""Secrets are kept, in the keyring or openly in a file that only the owner can read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from helper.vault import Vault


class MemoryKeyring(KeyringBackend):
    """A real backend in the sense of keyring's own interface, holding secrets in memory."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}
        self.locked = False

    def _open(self) -> None:
        if self.locked:
            raise KeyringLocked

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
    assert "owner-only" in caplog.text
    vault.drop("a")
    vault.drop("never there")
    assert (vault.get("a"), vault.get("b")) == (None, "two")


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


def test_a_keyring_that_locks_later_loses_nothing_new(file: Path) -> None:
    """A locked keyring leaves new secrets to the file, and both are found again."""
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    vault = Vault(file)
    vault.put("before", "one")

    backend.locked = True
    vault.put("while locked", "two")

    assert vault.get("while locked") == "two"
    backend.locked = False
    assert (vault.get("before"), vault.get("while locked")) == ("one", "two")


def test_a_keyring_locked_from_the_start_is_not_used(file: Path) -> None:
    """What does not answer a probe is no keyring."""
    backend = MemoryKeyring()
    backend.locked = True
    keyring.set_keyring(backend)

    assert "file" in Vault(file).backend
