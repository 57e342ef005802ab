"""Open a Chromium of its own with the extension loaded, paired, on the practice inbox.

The profile lives in the helper's state folder, so the user's own browser is not touched. The
pairing code goes through the DevTools pipe: on a command line every user of the computer
could read it.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
PATIENCE = 30.0
"""Seconds in which the browser has to say something."""
_BROWSER_READS, _BROWSER_WRITES = 3, 4


def find() -> str | None:
    """The first Chromium on the path, or ``None``."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def has_display() -> bool:
    """Whether a window could appear. The pipe below is POSIX, so elsewhere: no."""
    if os.name != "posix":
        return False
    return sys.platform == "darwin" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


class Browser:
    """A running Chromium, driven through its DevTools pipe until `close`."""

    def __init__(
        self, program: str, profile: Path, extension: Path, patience: float = PATIENCE
    ) -> None:
        """Start it and load the extension.

        Raises:
            OSError: it does not start, does not take the extension, or does not answer for
                ``patience`` seconds. It is closed again then.
        """
        reads, self._to_browser = os.pipe()
        self._from_browser, writes = os.pipe()
        command = [
            program,
            f"--user-data-dir={profile}",
            "--remote-debugging-pipe",
            "--enable-unsafe-extension-debugging",
            "--no-first-run",
            "--no-default-browser-check",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            "--no-startup-window",
        ]
        self._process = _start(command, reads, writes)
        os.close(reads)
        os.close(writes)
        self._patience = patience
        self._count = 0
        self._rest = b""
        try:
            loaded = self._ask("Extensions.loadUnpacked", path=str(extension))
        except BaseException:
            self.close()
            raise
        self.extension_id = str(loaded["id"])

    def open(self, page: str) -> None:
        """Show a page of the extension in a tab."""
        self._ask("Target.createTarget", url=f"chrome-extension://{self.extension_id}/{page}")

    def close(self) -> None:
        """Close the window; harmless when the user did so already."""
        for end in (self._to_browser, self._from_browser):
            os.close(end)
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _ask(self, method: str, **params: str) -> Any:
        self._count += 1
        question = {"id": self._count, "method": method, "params": params}
        os.write(self._to_browser, json.dumps(question).encode() + b"\0")
        while True:
            answer = self._next_message()
            if answer.get("id") == self._count:
                break
        if "result" not in answer:
            message = f"{method}: {answer.get('error')}"
            raise OSError(message)
        return answer["result"]

    def _next_message(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not select.select([self._from_browser], [], [], self._patience)[0]:
                message = f"the browser does not answer within {self._patience:.0f} seconds"
                raise TimeoutError(message)
            chunk = os.read(self._from_browser, 65536)
            if not chunk:
                message = "the browser closed"
                raise OSError(message)
            self._rest += chunk
        text, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(text))


def _start(command: list[str], reads: int, writes: int) -> subprocess.Popen[bytes]:
    """Start ``command`` with the pipe's ends where DevTools looks for them."""

    def place_pipes() -> None:
        high_reads, high_writes = os.dup(reads), os.dup(writes)
        os.dup2(high_reads, _BROWSER_READS)
        os.dup2(high_writes, _BROWSER_WRITES)

    return subprocess.Popen(  # noqa: S603 -- the program was found on the user's own path
        command,
        preexec_fn=place_pipes,  # noqa: PLW1509 -- only dup calls, which are safe here
        close_fds=False,  # Python's own descriptors close themselves; 3 and 4 must stay
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
