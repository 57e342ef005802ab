"""An edit of the rules works within a second; a broken one changes nothing and is told."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helper.paths import shipped_rules
from helper.rulebook.keeper import NET_SECONDS, Keeper


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The user's own rules folder."""
    folder = tmp_path / "rules"
    folder.mkdir()
    return folder


@pytest.fixture
def keeper(own: Path) -> Iterator[Keeper]:
    """A keeper that watches, over the shipped rules."""
    found = Keeper(shipped_rules(), own)
    found.start()
    time.sleep(0.3)
    yield found
    found.stop()


def within(seconds: float, true: Callable[[], bool]) -> bool:
    """Whether something becomes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return true()


def test_an_edit_is_in_force_within_a_second(keeper: Keeper, own: Path) -> None:
    """The user's own file is laid over the shipped one while the helper runs."""
    (own / "rhythm.yaml").write_text("due_may_break_in: true\n")

    assert within(1.5, lambda: keeper.book.rhythm.due_may_break_in)
    assert keeper.problem is None


def test_a_broken_edit_keeps_the_last_good_book(keeper: Keeper, own: Path) -> None:
    """The problem names file, line and column; mending it clears the problem."""
    file = own / "rhythm.yaml"
    file.write_text("# mine\nworking_hours: 18:00-09:00\n")

    assert within(1.5, lambda: keeper.problem is not None)
    assert keeper.problem is not None
    assert keeper.problem.startswith(f"{file}:")
    assert keeper.book.rhythm.working_hours.start.hour == 9
    file.write_text("working_hours: 10:00-18:00\nblocks: [10:00-11:00]\n")
    assert within(1.5, lambda: keeper.problem is None)
    assert keeper.book.rhythm.working_hours.start.hour == 10


class Slow(Keeper):
    """What its first reload read takes its time to be put in place."""

    def __init__(self, own: Path) -> None:
        super().__init__(shipped_rules(), own)
        self.has_read, self.go_on = threading.Event(), threading.Event()
        self.first = threading.Thread(target=self.reload)

    def __setattr__(self, name: str, value: object) -> None:
        """Wait with the book of the first."""
        if name == "book" and threading.current_thread() is getattr(self, "first", None):
            self.has_read.set()
            self.go_on.wait(20)
        super().__setattr__(name, value)


def test_the_newest_edit_wins(own: Path) -> None:
    """Also when the reading of an older one ends behind it."""
    keeper = Slow(own)
    (own / "rhythm.yaml").write_text("country: DE\n")
    keeper.first.start()
    keeper.has_read.wait(20)
    (own / "rhythm.yaml").write_text("country: FR\n")
    second = threading.Thread(target=keeper.reload)
    second.start()
    second.join(0.3)
    keeper.go_on.set()
    keeper.first.join()
    second.join()

    assert keeper.book.rhythm.country == "FR"


def test_an_editors_rename_counts_as_an_edit(keeper: Keeper, own: Path) -> None:
    """Editors save to a draft and rename it into place."""
    draft = own / ".rhythm.yaml.swp"
    draft.write_text("due_may_break_in: true\n")
    draft.rename(own / "rhythm.yaml")

    assert within(1.5, lambda: keeper.book.rhythm.due_may_break_in)


def test_a_folder_made_anew_is_seen_again(keeper: Keeper, own: Path) -> None:
    """The watch goes silent when its folder is deleted; the look at file times does not."""
    shutil.rmtree(own)
    own.mkdir()
    (own / "rhythm.yaml").write_text("due_may_break_in: true\n")

    assert within(NET_SECONDS + 2, lambda: keeper.book.rhythm.due_may_break_in)


def test_a_broken_own_file_at_start_leaves_the_shipped_rules(own: Path) -> None:
    """The helper starts, and says what to mend."""
    (own / "rhythm.yaml").write_text("blocks: nine to five\n")

    keeper = Keeper(shipped_rules(), own)

    assert keeper.problem is not None
    assert "rhythm.yaml:1:1" in keeper.problem
    assert not keeper.outgrown
    assert keeper.book.rhythm.blocks


def test_an_edited_shipped_file_has_to_prove_itself(tmp_path: Path, own: Path) -> None:
    """What was shipped is trusted at the start; what is changed under the helper is not."""
    shipped = shutil.copytree(shipped_rules(), tmp_path / "shipped")
    keeper = Keeper(shipped, own)
    file = shipped / "en" / "reading.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("yes: [", "yes: [Nobody says so, ", 1), encoding="utf-8")

    keeper.reload()

    assert keeper.problem is not None
    assert keeper.problem.startswith(f"{file}:")
    assert "does not match: 'Nobody says so'" in keeper.problem
    assert keeper.outgrown  # as after an update under a helper that goes on running
