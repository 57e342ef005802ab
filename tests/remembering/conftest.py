"""What the tests of this room share: an office, and a desktop to show reminders on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from helper.rulebook import Rulebook
from helper.store import Store
from tests.desktop import DesktopSession
from tests.remembering.office import Desk, Office


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DesktopSession]:
    """A private desktop with a real notification daemon."""
    with DesktopSession(tmp_path_factory.mktemp("desktop")) as running:
        yield running


@pytest.fixture
def office(store: Store, book: Rulebook) -> Office:
    """An empty ledger; it is a Wednesday."""
    return Office(store, book)


@pytest.fixture
def desk(store: Store, book: Rulebook) -> Desk:
    """The same with a history and the cards of people."""
    return Desk(store, book)
