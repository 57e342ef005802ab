"""Homes for the helper, as a first start leaves them."""

from __future__ import annotations

from pathlib import Path

from helper.paths import Folders


def folders_in(home: Path) -> Folders:
    """The four folders under one, as ``AIZUCHI_HOME`` puts them."""
    return Folders(*(home / name for name in ("config", "data", "state", "logs")))


def known_home(home: Path, notes: Path) -> Folders:
    """A home in which is noted already what takes a first start long to find out of the rules."""
    folders = folders_in(home)
    folders.make()
    folders.notebook.symlink_to(notes)
    return folders
