"""One paired helper for all attacks: what survives them all survives each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import Running

ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
SECRET = "heliotrope-4711"
"""Stands in the ledger of the victim; an attacker must never get to see it."""


def paired(home: Path) -> Running:
    """A helper in a process of its own, paired with an extension, with one promise in it."""
    found = Running(home, env={"AIZUCHI_NOTIFY": "browser", "AIZUCHI_ZONE": "UTC"})
    found.start()
    found.pair(ORIGIN)
    found.post(
        "/sent",
        {
            "id": "s1",
            "app": "gmail",
            "thread": "t1",
            "subject": SECRET,
            "sent": found.now.isoformat(),
            "zone": "UTC",
            "text": f"Hi Dana,\n\nI'll send you {SECRET} by tomorrow noon.\n\nMax",
        },
    )
    return found


@pytest.fixture(scope="session")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """It stays the same for all attacks."""
    found = paired(tmp_path_factory.mktemp("victim"))
    yield found
    if found.process and found.process.poll() is None:
        found.stop()
