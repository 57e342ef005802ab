"""A ledger of many years answers as a young one does: nothing is gone through from end to end."""

from __future__ import annotations

from pathlib import Path

from helper.rulebook import Rulebook
from helper.store import Store
from tests.bench.ledger import YOUNG, desk_over, fill, questions

TIMES = 2
STEPS = 100
"""Of SQLite's own machine, counted as one."""
MORE, BESIDES = 1.3, 5
"""A deeper tree costs a little; a table gone through, or all that was ever broken, twice."""


def steps(path: Path, mails: int, book: Rulebook) -> dict[str, int]:
    """What each question costs the database, whatever else the computer does."""
    store = Store(path)
    with store.transaction() as db:
        fill(db, mails)
    found = {}
    for name, ask in questions(desk_over(store, book), store).items():
        count = [0]

        def note(count: list[int] = count) -> int:
            count[0] += 1
            return 0

        store.db.set_progress_handler(note, STEPS)
        ask(2)
        store.db.set_progress_handler(None, STEPS)
        found[name] = count[0]
    store.close()
    return found


def test_no_question_takes_longer_in_an_old_ledger(tmp_path: Path, book: Rulebook) -> None:
    """Twice the past, the same present: the same work."""
    young = steps(tmp_path / "young.sqlite3", YOUNG, book)
    old = steps(tmp_path / "old.sqlite3", TIMES * YOUNG, book)

    grown = {
        name: (young[name], old[name]) for name in old if old[name] > MORE * young[name] + BESIDES
    }
    assert grown == {}
