"""Files written whole or not at all: a crash, a full disk or a second writer leaves no half."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def draft_of(file: Path) -> Iterator[Path]:
    """An empty file, readable by its owner alone, that takes the place of ``file`` at the end.

    When something goes wrong meanwhile it is gone, and ``file`` is as it was. Each writer has a
    draft of its own, so two at once cannot mix: the later one wins.

    Raises:
        OSError: there is no room, or the folder cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        with draft.open("r+b") as written:  # Windows makes only what is open for writing last
            os.fsync(written.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def write_whole(file: Path, text: str) -> None:
    """Put ``text`` in the place of what ``file`` holds; a reader never sees half of it.

    A link stays one: who keeps settings elsewhere wants them changed there.

    Raises:
        OSError: there is no room, or the folder cannot be written.
    """
    with draft_of(file.resolve()) as draft:
        draft.write_text(text, encoding="utf-8")
