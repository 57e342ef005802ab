"""Run the real helper with a clock that a test can move: ``python -m tests.launch PORT FILE``.

The clock is the computer's own plus the seconds that stand in FILE. Everything else is the
program as shipped, in a process of its own that can be stopped and killed.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import NoReturn

from helper import paths, settings
from helper.doors.service import Service, log_to


def shifted(file: Path) -> datetime:
    """The computer's time plus the seconds in ``file``."""
    try:
        seconds = float(file.read_text())
    except (FileNotFoundError, ValueError):
        seconds = 0.0
    return datetime.now(UTC) + timedelta(seconds=seconds)


def leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    """End as the real program ends."""
    raise SystemExit(0)


def main(port: int, file: Path) -> None:
    """Serve until SIGTERM."""
    os.umask(0o077)
    folders = paths.folders()
    log_to(folders, quiet=True)
    given = settings.load(folders.config / "settings.toml", port=port)
    service = Service(folders, given, clock=lambda: shifted(file))
    server = service.bind()
    signal.signal(signal.SIGTERM, leave)
    service.run(server)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
