"""The practice browser: where it cannot be used, nothing of it stays behind."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

import pytest

from helper.doors.browser import Browser

REFUSES = """os.read(3, 999); os.write(4, b'{"id": 1, "error": "not available"}\\0')"""
ENDS = "os.read(3, 999); sys.exit()"
IS_SILENT = ""


@pytest.mark.parametrize(
    ("does", "says"),
    [(REFUSES, "not available"), (ENDS, "closed"), (IS_SILENT, "does not answer")],
    ids=["refuses", "ends", "is silent"],
)
def test_a_browser_that_cannot_be_used_is_ended(tmp_path: Path, does: str, says: str) -> None:
    """A Chromium without loading of extensions is told, and does not keep its profile locked."""
    program = tmp_path / "chromium"
    program.write_text(f"#!{sys.executable}\nimport os, sys, time\n{does}\ntime.sleep(60)\n")
    program.chmod(0o755)
    ends, held = os.pipe()  # Whoever is left of the browser holds its end of this one.
    os.set_inheritable(held, True)  # noqa: FBT003

    with pytest.raises(OSError, match=says):
        Browser(str(program), tmp_path / "profile", tmp_path, patience=0.5 if not does else 30)

    os.close(held)
    assert select.select([ends], [], [], 10)[0]
    assert os.read(ends, 1) == b""
    os.close(ends)
