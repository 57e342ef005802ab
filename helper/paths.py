"""Where the helper keeps its things, and where its rules and its extension lie.

``AIZUCHI_HOME`` puts config, data, state and logs under one folder instead of the places the
platform names: for tests, and for use from a memory stick.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Folders:
    """The four folders of one user; created owner-only by `make`."""

    config: Path
    data: Path
    state: Path
    logs: Path

    @property
    def own_rules(self) -> Path:
        """The user's rule files, laid over the shipped ones."""
        return self.config / "rules"

    @property
    def notebook(self) -> Path:
        """What was found out about rules: it may be deleted at any time."""
        return self.state / "rules.sqlite3"

    @property
    def database(self) -> Path:
        """The ledger."""
        return self.data / "aizuchi.sqlite3"

    def make(self) -> None:
        """Create what is missing, and make all of it readable by the owner alone.

        Raises:
            FoldersError: a folder, or what a link leads to, belongs to another user, can be
                exchanged by one, or cannot be written.
        """
        for folder in (self.config, self.own_rules, self.data, self.state, self.logs):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                if os.name == "posix":
                    _keep_to_owner(folder)
            except FoldersError:
                raise
            except OSError as error:
                way = "allow it, or set AIZUCHI_HOME to a folder of your own."
                message = f"{folder} cannot be written ({error.strerror}): {way}"
                raise FoldersError(message) from error


class FoldersError(OSError):
    """A folder cannot be trusted with mail. The text says why, and what to do."""


def _keep_to_owner(folder: Path) -> None:
    """Shut ``folder`` and the files in it to others; an older copy may have left them open."""
    if folder.stat().st_uid != os.geteuid():
        message = f"{folder} belongs to another user: move it away, or set AIZUCHI_HOME."
        raise FoldersError(message)
    above = folder.resolve().parent
    mode = above.stat().st_mode
    if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
        # Whoever can rename in there could put a folder of their own in place of this one.
        message = f"Everybody can write to {above}: chmod o-w it, or set AIZUCHI_HOME."
        raise FoldersError(message)
    folder.chmod(0o700)
    for path in folder.iterdir():
        mode = path.lstat().st_mode
        if mode & 0o077 and stat.S_ISREG(mode):
            path.chmod(mode & 0o700)


def folders() -> Folders:
    """Folders of this user, or those under ``AIZUCHI_HOME``."""
    home = os.environ.get("AIZUCHI_HOME")
    if home:
        root = Path(home).expanduser().resolve()
        return Folders(root / "config", root / "data", root / "state", root / "logs")
    dirs = platformdirs.PlatformDirs("aizuchi", appauthor=False)
    return Folders(
        config=dirs.user_config_path,
        data=dirs.user_data_path,
        state=dirs.user_state_path,
        logs=dirs.user_log_path,
    )


def shipped_rules() -> Path:
    """The ``rules/`` folder: beside the package in a checkout, inside it in an install."""
    return _shipped("rules")


def extension() -> Path:
    """The folder to load as an unpacked extension."""
    return _shipped("extension")


def _shipped(name: str) -> Path:
    inside = _PACKAGE / f"_{name}"
    return inside if inside.is_dir() else _PACKAGE.parent / name
