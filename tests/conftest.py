"""What every room's tests share: the shipped rule book, an empty database, a held clock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from helper.rulebook import Rulebook
from helper.store import Store
from tests.books import the_book
from tests.clock import HeldClock

os.environ["LC_ALL"] = "C.UTF-8"  # so that notifications are English, whoever runs the tests

# How long one example takes says more about the machine than about the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The rules as shipped."""
    return the_book()


@pytest.fixture(scope="session")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was found out about the shipped rules, for `tests.homes.known_home`.

    A first start needs seconds for it, and there are hundreds here.
    """
    return tmp_path_factory.mktemp("notes") / "rules.sqlite3"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database in a file."""
    made = Store(tmp_path / "aizuchi.sqlite3")
    yield made
    made.close()


@pytest.fixture
def held() -> HeldClock:
    """The clock of this test: a Wednesday, ten o'clock UTC."""
    return HeldClock()
