"""Nothing lost: the first few of the deaths that ``make kills`` can have hundreds of."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.running import NO_KEYRING, ROOT


def test_ten_kills_lose_nothing() -> None:
    """Under load, while migrating and while importing; the program that kills says what it saw."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.trust.kills", "--kills", "10", "--seed", "7"],
        cwd=ROOT,
        env={**os.environ, **NO_KEYRING},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "none lost, none doubled" in done.stdout
