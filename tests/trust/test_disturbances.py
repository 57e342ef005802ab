"""What happens to a computer while the helper runs: it sleeps, its desktop is started anew."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tests.desktop import DesktopSession
from tests.running import Running

MORNING = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Life:
    """A helper that runs on a desktop."""

    helper: Running
    desktop: DesktopSession

    def promise(self, name: str, text: str = "I'll call you within two hours.") -> None:
        """Send a mail; the watcher looks whenever one is sent."""
        sent = {"id": name, "app": "gmail", "thread": name, "zone": "UTC", "text": text}
        person = {"name": name, "address": f"{name}@example.com"}
        now = self.helper.now.isoformat()
        self.helper.post("/sent", {**sent, "sent": now, "recipients": [person]})

    def look(self) -> None:
        """Let the watcher look now, and not at its next half minute."""
        self.promise(f"look-{self.helper.now.isoformat()}", "Thanks for your mail.")

    def titles(self) -> list[str]:
        """What was shown so far."""
        return [note.title for note in self.desktop.notes()]


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    """One for all: each disturbance is survived by the same process."""
    folder = tmp_path_factory.mktemp("disturbed")
    (folder / "home").mkdir()
    with DesktopSession(folder / "desktop") as desktop:
        helper = Running(folder / "home", env={**desktop.env, "AIZUCHI_ZONE": "UTC"})
        helper.set_clock(MORNING)
        helper.start()
        helper.pair()
        yield Life(helper, desktop)
        assert helper.stop() == 0


def test_what_fell_due_asleep_is_said_once(life: Life) -> None:
    """Suspended before the first reminder, awake after the promise was due: one notification."""
    assert life.helper.process
    life.promise("Ana")

    life.helper.process.send_signal(signal.SIGSTOP)
    life.helper.set_clock(MORNING + timedelta(hours=3, minutes=40))
    life.helper.process.send_signal(signal.SIGCONT)
    life.look()

    life.desktop.wait_for_notes(1)
    for minutes in (41, 42):
        life.helper.set_clock(MORNING + timedelta(hours=3, minutes=minutes))
        life.look()
    assert life.titles() == ["Ana was promised 12:00"]


def speaks_by(life: Life, channel: str) -> None:
    """The helper learns in its own time that a bus went or came; thirty seconds are plenty."""
    for _ in range(300):
        if life.helper.get("")["notifications"]["channel"] == channel:
            return
        life.look()
        time.sleep(0.1)
    pytest.fail(f"notifications do not go by {channel}")


def test_a_new_session_bus_gets_the_next_notification(life: Life) -> None:
    """The desktop's own bus ends and begins under the running helper, as at logging in anew."""
    before = len(life.titles())
    life.promise("Bo")
    life.desktop.stop_bus()
    speaks_by(life, "extension")
    life.desktop.start_bus()

    life.helper.set_clock(life.helper.now + timedelta(minutes=100))
    life.look()

    assert life.desktop.wait_for_notes(before + 1)[-1].title.startswith("You promised Bo by")
    speaks_by(life, "desktop")
