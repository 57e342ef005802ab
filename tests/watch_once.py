"""A helper process cut down to its watcher, for tests that kill it.

``python -m tests.watch_once DATABASE NOW MODE`` takes one look at what the promises in the
database plan. ``MODE`` says where the process dies: ``never``, ``before`` it shows what it has
claimed, or ``after`` everything was written. Prints the ids of what it has shown.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from helper.remembering.reminding.notices import notice_about
from helper.remembering.reminding.notifying import Desktop
from helper.remembering.reminding.reminders import Notified
from helper.remembering.reminding.watcher import Asks, Watcher
from helper.store import Store
from tests.promising import reminder, resting_rules, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helper.contracts import Reminder


def main(database: str, moment: str, mode: str) -> None:
    """Take one look."""
    now = datetime.fromisoformat(moment)
    store = Store(Path(database))
    notified = Notified(store)
    desktop = Desktop(lambda *_: None)
    desktop.start()

    def show(found: Sequence[Reminder]) -> bool:
        if mode == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        return desktop.show(notice_about(found, now, ZoneInfo("Europe/Berlin"), resting_rules()))

    asks = Asks(
        planned=lambda _: notified.unshown(reminder(promise) for promise in rows(store)),
        may_speak=lambda now, one: one.at <= now,
        claim=notified.claim,
        confirm=notified.confirm,
        reachable=lambda: desktop.channel is not None,
        show=show,
    )
    shown = Watcher(asks, lambda: now).look(now)
    sys.stdout.write(" ".join(str(one.promise.id) for one in shown))
    sys.stdout.flush()
    if mode == "after":
        os.kill(os.getpid(), signal.SIGKILL)
    desktop.stop()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
