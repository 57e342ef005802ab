"""What an import costs beside Python's own `mailbox`, and how its times would have held.

python -m tests.bench.importing [MAILS]; 100,000 mails take two minutes.
"""

from __future__ import annotations

import mailbox
import resource
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar
from zoneinfo import ZoneInfo

from helper.desk.importing import Importing, Learned
from helper.mailboxes.catalogue import Catalogue
from helper.paths import shipped_rules
from helper.rulebook import Rulebook, load_rulebook
from helper.store import Store
from tests.bench.mailmaking import ME, Plan, write

NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")
Result = TypeVar("Result")

ANSWERED = 0.033
"""This share of the mails are answers, as in a box that gets far more than it sends."""


def main(count: int) -> None:
    """Print two lines for old mail, and two for a box in which all mail is recent."""
    book = load_rulebook(shipped_rules())
    for name, days in (("over 500 days", 500), ("of the last 29 days", 29)):
        with TemporaryDirectory() as folder:
            plan = Plan(
                mails=count,
                since=NOW - timedelta(days=days),
                until=NOW,
                answered=ANSWERED,
                zone=ZONE,
                rhythm=book.rhythm,
            )
            print("\n".join(measured(write(Path(folder) / "box.mbox", plan), name, book)))


def measured(path: Path, name: str, book: Rulebook) -> Iterator[str]:
    """What one mailbox cost, and what it taught."""
    alone, mails = timed(lambda: sum(1 for _ in mailbox.mbox(path)))
    ours, learned = timed(lambda: learn(path, book))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    yield f"{mails} mails {name}: {ours / alone:.2f} x mailbox ({ours:.1f} s), at most {memory} MB"
    held = learned.backtest
    share, hours = held.kept / max(held.n, 1), held.minutes / 60
    yield f"  backtest: {share:.2f} of {held.n} kept, {hours:.1f} working hours wide (goal: .80)"


def learn(path: Path, book: Rulebook) -> Learned:
    """A whole import into a new ledger beside the mailbox."""
    store = Store(path.with_suffix(".ledger"))
    catalogue = Catalogue(path.with_suffix(".catalogue"))
    catalogue.fill(path, lambda _: None)
    learned = Importing(book, store, ZONE, lambda: NOW).learn(catalogue, [ME], 30)
    catalogue.drop()
    store.close()
    return learned


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Processor time, which others on the machine change less than the clock, and the result."""
    began = process_time()
    result = work()
    return process_time() - began, result


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
