"""Secrets: in the system keyring where there is one, else openly in an owner-only file.

The helper keeps one kind of secret, the verifier of each paired browser (never its token).
Backends that store in plain text behind one's back are not accepted as a keyring: the file
here is just as safe and says what it is.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
from pathlib import Path

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

SERVICE = "aizuchi"
_log = logging.getLogger(__name__)


class Vault:
    """A few named secrets. Falls back to ``file`` when no keyring answers."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._keyring = _usable_keyring()
        if self._keyring is None:
            _log.warning("No system keyring answers: secrets are kept in %s, owner-only.", file)

    @property
    def backend(self) -> str:
        """Where secrets go, in words for people."""
        if self._keyring is None:
            return f"file {self._file} (owner-only)"
        return f"system keyring ({self._keyring.name})"

    def get(self, name: str) -> str | None:
        """The secret called ``name``, from the keyring first, or ``None``."""
        if self._keyring is not None:
            try:
                found = self._keyring.get_password(SERVICE, name)
            except KeyringError as error:
                _log.warning("The keyring refused to read: %s", error)
            else:
                if found is not None:
                    return found
        return self._read().get(name)

    def put(self, name: str, secret: str) -> None:
        """Keep ``secret``; a keyring that refuses (locked, gone) leaves it to the file."""
        if self._keyring is not None:
            try:
                self._keyring.set_password(SERVICE, name, secret)
            except KeyringError as error:
                _log.warning("The keyring refused to write, using the file: %s", error)
            else:
                return
        self._write({**self._read(), name: secret})

    def drop(self, name: str) -> None:
        """Forget ``name`` in both places; forgetting what is not there is fine."""
        if self._keyring is not None:
            try:
                if self._keyring.get_password(SERVICE, name) is not None:
                    self._keyring.delete_password(SERVICE, name)
            except KeyringError as error:
                _log.warning("The keyring refused to forget: %s", error)
        kept = self._read()
        if kept.pop(name, None) is not None:
            self._write(kept)

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError:
            kept = None
        if isinstance(kept, dict):
            return kept
        _log.error("%s is broken: every browser has to be paired anew.", self._file)
        return {}

    def _write(self, secrets: dict[str, str]) -> None:
        """Replace the file in one step; ``mkstemp`` makes it 0600 from the first byte on."""
        handle, draft = tempfile.mkstemp(dir=self._file.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(secrets, out)
            out.flush()
            os.fsync(out.fileno())
        Path(draft).replace(self._file)


def _usable_keyring() -> KeyringBackend | None:
    backend = keyring.get_keyring()
    module = type(backend).__module__
    if backend.priority <= 0 or module.startswith(("keyring.backends.fail", "keyrings.alt")):
        return None
    try:
        backend.get_password(SERVICE, "probe")
    except (KeyringError, OSError) as error:
        _log.warning("The keyring %s does not answer: %s", backend.name, error)
        return None
    return backend
