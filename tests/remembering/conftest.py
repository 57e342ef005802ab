"""What the tests of this room share: a desktop to show reminders on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.desktop import DesktopSession


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DesktopSession]:
    """A private desktop with a real notification daemon."""
    with DesktopSession(tmp_path_factory.mktemp("desktop")) as running:
        yield running
