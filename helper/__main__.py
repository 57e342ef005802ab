"""``python -m helper`` is ``aizuchi``."""

from __future__ import annotations

from helper.doors.cli import main

if __name__ == "__main__":
    main(prog_name="aizuchi")
