"""Keep the rule book true while the helper runs: an edit works within a second.

A broken edit changes nothing: the last good book stays, and `Keeper.problem` says what to
mend. watchdog tells of changes; a look at the files' times every few seconds is the net under
it, for a folder that was deleted and made anew goes silent (watchdog reports nothing then).
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from helper.rulebook import Notebook, Rulebook, RuleError, load_rulebook

DEBOUNCE_SECONDS = 0.2
NET_SECONDS = 5.0
_log = logging.getLogger(__name__)


class Keeper:
    """The current rule book and the problem with the newest edit, if there is one."""

    def __init__(self, shipped: Path, own: Path, notebook: Notebook | None = None) -> None:
        """Load once. A user's own broken file is reported, and the shipped rules serve alone.

        What is shipped is taken at its word, for the tests have proved it.

        Raises:
            RuleError: a shipped file is missing.
        """
        self._folders = (shipped, own)
        self._notebook = notebook
        self._stopping = threading.Event()
        self._changed = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="rules", daemon=True)
        self._reloading = threading.Lock()
        self.problem: str | None = None
        self._seen = self._first_seen = self._times()
        try:
            self.book: Rulebook = load_rulebook(shipped, own, self._trusted(), notebook)
        except RuleError as error:
            self.book = load_rulebook(shipped, trusted=self._trusted(), notebook=notebook)
            self._report(error)

    @property
    def outgrown(self) -> bool:
        """Whether the shipped rules were exchanged for some that this running program can't use."""
        shipped, _ = self._folders
        return self.problem is not None and self.problem.startswith(str(shipped))

    def reload(self) -> None:
        """Read the files again; keep the last good book when they are broken.

        One at a time: a slow reading of old files must not end after a quick one of new files.
        """
        with self._reloading:
            self._seen = self._times()
            try:
                self.book = load_rulebook(*self._folders, self._trusted(), self._notebook)
            except RuleError as error:
                self._report(error)
            else:
                self.problem = None
                _log.info("Rules reloaded.")

    def start(self) -> None:
        """Begin to watch, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stopping.set()
        self._changed.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        observer = Observer()
        for folder in self._folders:
            if folder.is_dir():
                observer.schedule(_Waker(self._changed), str(folder), recursive=True)
        observer.start()
        try:
            while not self._stopping.is_set():
                if self._changed.wait(NET_SECONDS):
                    self._stopping.wait(DEBOUNCE_SECONDS)
                    self._changed.clear()
                if not self._stopping.is_set() and self._times() != self._seen:
                    self.reload()
        finally:
            observer.stop()
            observer.join()

    def _report(self, error: RuleError) -> None:
        self.problem = str(error)
        _log.error("Rules not used, the last good ones stay: %s", error)

    def _trusted(self) -> set[Path]:
        """Shipped files as they were at the start; one that is edited now has to prove itself."""
        shipped, _ = self._folders
        unchanged = self._seen.items() & self._first_seen.items()
        return {path for path, _ in unchanged if path.is_relative_to(shipped)}

    def _times(self) -> dict[Path, tuple[int, int]]:
        files = (path for folder in self._folders for path in folder.rglob("*.yaml"))
        found = {}
        for path in files:
            try:
                status = path.stat()
            except OSError:
                continue
            found[path] = (status.st_mtime_ns, status.st_size)
        return found


class _Waker(FileSystemEventHandler):
    """Wakes the watch; reading the rules also makes events, so times decide, not events."""

    def __init__(self, changed: threading.Event) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in ("opened", "closed_no_write"):
            self._changed.set()
