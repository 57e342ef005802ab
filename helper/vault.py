"""Secrets: in the system keyring where there is one, else openly in an owner-only file.

The helper keeps one kind of secret, the verifier of each paired browser (never its token).
Backends that store in plain text behind one's back are not accepted as a keyring: the file
here is just as safe and says what it is.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
from keyring.backend import KeyringBackend

from helper.files import write_whole

SERVICE = "aizuchi"
_log = logging.getLogger(__name__)


class VaultError(Exception):
    """A secret may lie in a keyring that does not answer. The text says what to do."""


class Vault:
    """A few named secrets. Falls back to ``file`` when no keyring answers.

    A keyring that is locked when the helper starts, as at login, may be open a minute later:
    it is asked each time.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._changing = threading.Lock()  # the file is read, changed and written: one at a time
        self._keyring = _found_keyring()
        self._refusal = ""
        self._probe()
        if self._keyring is None:
            _log.warning("No system keyring answers: secrets are kept in %s, owner-only.", file)

    @property
    def keyring(self) -> str | None:
        """The name of the system's keyring, if there is one."""
        return self._keyring.name if self._keyring else None

    @property
    def file(self) -> str | None:
        """The file that is used where no keyring answers."""
        return None if self._keyring and self.answers else str(self._file)

    @property
    def backend(self) -> str:
        """Where secrets go, in words for people."""
        if self.file is None:
            return f"system keyring ({self.keyring})"
        file = f"file {self.file} (owner-only)"
        return f"{self._refusal} Meanwhile: {file}" if self._refusal else file

    @property
    def answers(self) -> bool:
        """Whether all secrets could be read when last tried."""
        return not self._refusal

    def get(self, name: str) -> str | None:
        """The secret called ``name``, from the keyring first, or ``None``.

        Raises:
            VaultError: it is not in the file, and the keyring does not answer.
        """
        found = None
        if self._keyring is not None:
            with self._asking(self._keyring):
                found = self._keyring.get_password(SERVICE, name)
        found = found or self._read().get(name)
        if found is None and self._refusal:
            raise VaultError(self._refusal)
        return found

    def put(self, name: str, secret: str) -> None:
        """Keep ``secret``; a keyring that refuses (locked, gone) leaves it to the file."""
        if self._keyring is not None:
            with self._asking(self._keyring):
                self._keyring.set_password(SERVICE, name, secret)
            if not self._refusal:
                return
        with self._changing:
            self._write({**self._read(), name: secret})

    def drop(self, name: str) -> None:
        """Forget ``name`` in both places; forgetting what is not there is fine."""
        if self._keyring is not None:
            with self._asking(self._keyring):
                if self._keyring.get_password(SERVICE, name) is not None:
                    self._keyring.delete_password(SERVICE, name)
        with self._changing:
            kept = self._read()
            if kept.pop(name, None) is not None:
                self._write(kept)

    def _probe(self) -> None:
        """Ask for what is not there, to find out whether the keyring answers."""
        if self._keyring is not None:
            with self._asking(self._keyring):
                self._keyring.get_password(SERVICE, "probe")

    @contextmanager
    def _asking(self, backend: KeyringBackend) -> Iterator[None]:
        """Note whether the keyring answers: locked, or its bus gone, it may fail in any way."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - backends let other libraries' errors through
            _log.warning("The keyring %s refused: %s", backend.name, type(error).__name__)
            self._refusal = (
                f"The system keyring ({backend.name}) does not answer: unlock it, or log in again."
            )
        else:
            self._refusal = ""

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError:
            kept = None
        if isinstance(kept, dict):
            return kept
        _log.error("%s is broken: every browser has to be paired again.", self._file)
        return {}

    def _write(self, secrets: dict[str, str]) -> None:
        write_whole(self._file, json.dumps(secrets))


def _found_keyring() -> KeyringBackend | None:
    backend = keyring.get_keyring()
    module = type(backend).__module__
    if backend.priority <= 0 or module.startswith(("keyring.backends.fail", "keyrings.alt")):
        return None
    return backend
