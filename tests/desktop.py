"""A real desktop for tests: its own screen, its own session bus, a real notification daemon.

Xvfb draws, dbus-daemon carries, xfce4-notifyd shows. A test looks at what came over the bus
(`notes`, from dbus-monitor) and presses the buttons that are really drawn (`press`, a mouse
click by xdotool). Nothing of the machine's own session is touched: the bus knows no other
services than those started here. Debian packages: ``xvfb dbus xfce4-notifyd xdotool``, and
``imagemagick`` for screenshots.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

SCREENSHOTS = Path(__file__).parent / "screenshots"
SCREEN = "1024x600x24"
PATIENCE = 15.0

_LIBRARIES = Path("/usr/lib")
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={bus}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
_STRINGS = re.compile(r'^ +string "(.*?)"$', re.MULTILINE | re.DOTALL)
_WHOLE = re.compile(r"^   int32 -?\d+$", re.MULTILINE)
"""The last argument of a call: before it is there, the call is still being written."""
_LAST_BUTTON = (56, 31)
"""Pixels from the lower right corner of a notification to the middle of its last button."""
_BUTTON_STEP = 92
"""Pixels from one button to the next; all are equally wide and stand at the right."""


class MissingProgramError(Exception):
    """A program the desktop is made of is not installed. The text says what to install."""


@dataclass(frozen=True, slots=True)
class Note:
    """One notification as it came over the bus."""

    title: str
    body: str
    actions: dict[str, str]
    """Label by action, from left to right, without the click on the text itself."""


@dataclass(frozen=True, slots=True)
class Window:
    """Where a notification stands on the screen, in pixels."""

    left: int
    top: int
    width: int
    height: int


class DesktopSession:
    """Use as a context manager: ``with DesktopSession(folder) as desktop: ...``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bus = folder / "bus"
        self._log = folder / "notified.txt"
        self._display = ""
        self._stack = ExitStack()
        self._session = ExitStack()
        self._showing = ExitStack()

    @property
    def env(self) -> dict[str, str]:
        """What a program needs in its environment to run on this desktop."""
        return {
            "DISPLAY": self._display,
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self._bus}",
            "XDG_RUNTIME_DIR": str(self._folder),
            "XDG_CONFIG_HOME": str(self._folder / "config"),
            "XDG_CACHE_HOME": str(self._folder / "cache"),
            "GSETTINGS_BACKEND": "memory",
            "NO_AT_BRIDGE": "1",
            "LC_ALL": "C.UTF-8",
        }

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._folder.chmod(0o700)
        (self._folder / "bus.conf").write_text(_BUS.format(bus=self._bus))
        self._start_screen()
        self.start_bus()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop_bus()
        self._stack.close()

    def start_bus(self) -> None:
        """Start the session bus and the daemon on it; always at the same address."""
        self._bus.unlink(missing_ok=True)
        config = self._folder / "bus.conf"
        self._run(self._session, "dbus-daemon", f"--config-file={config}", "--nofork")
        eventually(self._bus.exists, "the session bus is up")
        monitor = "type='method_call',interface='org.freedesktop.Notifications',member='Notify'"
        with self._log.open("a") as out:
            self._run(self._session, "dbus-monitor", "--session", monitor, stdout=out)
        self.start_daemon()

    def stop_bus(self) -> None:
        """End the bus, as when the user logs out; whatever speaks on it goes too."""
        self.stop_daemon()
        self._session.close()
        self._bus.unlink(missing_ok=True)

    def start_daemon(self) -> None:
        """Start what shows notifications and wait until it answers."""
        self._run(self._showing, str(_library("xfconfd")))
        eventually(lambda: self._owned("org.xfce.Xfconf"), "xfconfd answers")
        self._run(self._showing, str(_library("xfce4-notifyd")))
        eventually(lambda: self._owned("org.freedesktop.Notifications"), "the daemon answers")

    def stop_daemon(self) -> None:
        """End what shows notifications; the bus stays."""
        self._showing.close()

    def notes(self) -> list[Note]:
        """Every notification that came over the bus so far, oldest first."""
        calls = self._log.read_text(encoding="utf-8").split("member=Notify")[1:]
        return [_note(call) for call in calls if _WHOLE.search(call)]

    def wait_for_notes(self, count: int) -> list[Note]:
        """The notifications, as soon as there are ``count`` of them."""
        eventually(lambda: len(self.notes()) >= count, f"{count} notifications came")
        return self.notes()

    def windows(self) -> list[Window]:
        """The notifications on the screen, from top to bottom."""
        search = ("xdotool", "search", "--onlyvisible", "--class", "notifyd")
        found = self._output(*search, "getwindowgeometry", "--shell", "%@")
        numbers = [int(number) for number in re.findall(r"(?:X|Y|WIDTH|HEIGHT)=(\d+)", found)]
        windows = [Window(*numbers[at : at + 4]) for at in range(0, len(numbers), 4)]
        return sorted(windows, key=lambda window: window.top)

    def wait_for_windows(self, count: int) -> list[Window]:
        """The notifications on the screen, as soon as exactly ``count`` stand still there."""

        def settled() -> bool:
            before = self.windows()
            time.sleep(0.3)
            return len(before) == count and self.windows() == before

        eventually(settled, f"{count} notifications stand on the screen")
        return self.windows()

    def press(self, label: str) -> None:
        """Click the button ``label`` of the newest notification, which must be the only one."""
        window = self.wait_for_windows(1)[0]
        labels = list(self.notes()[-1].actions.values())
        steps = len(labels) - 1 - labels.index(label)
        x = window.left + window.width - _LAST_BUTTON[0] - steps * _BUTTON_STEP
        y = window.top + window.height - _LAST_BUTTON[1]
        self._output("xdotool", "mousemove", str(x), str(y), "click", "1")

    def screenshot(self, name: str) -> Path | None:
        """Save the screen for people to look at; ``None`` where ImageMagick is missing."""
        if shutil.which("import") is None:
            return None
        SCREENSHOTS.mkdir(exist_ok=True)
        self._output("import", "-window", "root", str(SCREENSHOTS / name))
        return SCREENSHOTS / name

    def _start_screen(self) -> None:
        reading, writing = os.pipe()
        with open(reading) as number:  # noqa: PTH123 - a file descriptor, no path
            self._run(
                self._stack,
                *("Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN),
                *("-nolisten", "tcp"),
                pass_fds=(writing,),
            )
            os.close(writing)
            self._display = f":{number.readline().strip()}"

    def _owned(self, name: str) -> bool:
        send = ("dbus-send", "--session", "--dest=org.freedesktop.DBus", "--print-reply")
        ask = (*send, "/", "org.freedesktop.DBus.NameHasOwner", f"string:{name}")
        return "true" in self._output(*ask)

    def _output(self, *command: str) -> str:
        env = {**os.environ, **self.env}
        done = subprocess.run(
            [_program(command[0]), *command[1:]],
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        return done.stdout

    def _run(
        self,
        stack: ExitStack,
        *command: str,
        stdout: int | IO[str] = subprocess.DEVNULL,
        pass_fds: tuple[int, ...] = (),
    ) -> None:
        process = subprocess.Popen(
            [_program(command[0]), *command[1:]],
            env={**os.environ, **self.env},
            stdout=stdout,
            stderr=subprocess.DEVNULL,
            pass_fds=pass_fds,
        )
        stack.callback(_end, process)


def eventually(true: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until ``true()``; fail saying ``what`` did not happen."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.05)
    message = f"not within {patience:g} s: {what}"
    raise AssertionError(message)


def _note(call: str) -> Note:
    """Read one call as dbus-monitor prints it: name, icon, title, body, actions, hints."""
    head, _, rest = call.partition("   array [")
    actions = _STRINGS.findall(rest.partition("   ]")[0])
    _, _, title, body = _STRINGS.findall(head)
    labels = dict(zip(actions[::2], actions[1::2], strict=True))
    labels.pop("default", None)
    return Note(title=title, body=body, actions=labels)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        message = f"{name} is missing: apt install xvfb dbus xfce4-notifyd xdotool imagemagick"
        raise MissingProgramError(message)
    return found


def _library(name: str) -> Path:
    """A program that Debian keeps beside the libraries, not on the path."""
    with suppress(StopIteration):
        return next(_LIBRARIES.glob(f"*/xfce4/*/{name}"))
    message = f"{name} is missing: apt install xfce4-notifyd"
    raise MissingProgramError(message)
