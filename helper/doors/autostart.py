"""Start the helper at login: one small class per system, all with the same three verbs."""

from __future__ import annotations

import plistlib
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Protocol

COMMAND = (sys.executable, "-m", "helper", "run", "--no-browser", "--quiet")


class AutostartError(Exception):
    """The system refused. The text repeats what it said."""


class Autostart(Protocol):
    """Enable, disable, and tell."""

    def enable(self) -> str:
        """Start at login from now on; says what was written where."""

    def disable(self) -> str:
        """No longer start at login; says what was removed."""

    def enabled(self) -> bool:
        """Whether the helper starts at login."""


class Systemd:
    """A user unit: it needs the session bus for the keyring and for notifications."""

    def __init__(self, config_home: Path) -> None:
        self._unit = config_home / "systemd" / "user" / "aizuchi.service"

    def enable(self) -> str:
        """Write the unit and enable it."""
        self._unit.parent.mkdir(parents=True, exist_ok=True)
        self._unit.write_text(_UNIT.format(command=shlex.join(COMMAND)), encoding="utf-8")
        try:
            _run("systemctl", "--user", "daemon-reload")
            _run("systemctl", "--user", "enable", "--now", self._unit.name)
        except AutostartError:
            self._unit.unlink()
            raise
        return f"wrote {self._unit} and enabled it"

    def disable(self) -> str:
        """Disable the unit and remove it."""
        if self._unit.exists():
            _run("systemctl", "--user", "disable", "--now", self._unit.name)
            self._unit.unlink()
        return f"removed {self._unit}"

    def enabled(self) -> bool:
        """Whether the unit is there."""
        return self._unit.exists()


class LaunchAgent:
    """A property list in the user's LaunchAgents."""

    def __init__(self, home: Path) -> None:
        self._plist = home / "Library" / "LaunchAgents" / "aizuchi.helper.plist"

    def enable(self) -> str:
        """Write the agent and load it."""
        self._plist.parent.mkdir(parents=True, exist_ok=True)
        agent = {
            "Label": self._plist.stem,
            "ProgramArguments": list(COMMAND),
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "ProcessType": "Interactive",
        }
        self._plist.write_bytes(plistlib.dumps(agent))
        try:
            _run("launchctl", "load", "-w", str(self._plist))
        except AutostartError:
            self._plist.unlink()
            raise
        return f"wrote {self._plist} and loaded it"

    def disable(self) -> str:
        """Unload the agent and remove it."""
        if self._plist.exists():
            _run("launchctl", "unload", "-w", str(self._plist))
            self._plist.unlink()
        return f"removed {self._plist}"

    def enabled(self) -> bool:
        """Whether the agent is there."""
        return self._plist.exists()


class RunKey:
    """The user's Run key in the Windows registry, changed with the system's own ``reg``."""

    _KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run"

    def enable(self) -> str:
        """Write the value; ``pythonw`` runs without a console window."""
        python = Path(sys.executable).with_name("pythonw.exe")
        command = subprocess.list2cmdline([str(python), *COMMAND[1:]])
        _run("reg", "add", self._KEY, "/v", "Aizuchi", "/d", command, "/f")
        return rf"wrote the value Aizuchi under {self._KEY}"

    def disable(self) -> str:
        """Remove the value."""
        if self.enabled():
            _run("reg", "delete", self._KEY, "/v", "Aizuchi", "/f")
        return rf"removed the value Aizuchi under {self._KEY}"

    def enabled(self) -> bool:
        """Whether the value is there."""
        try:
            _run("reg", "query", self._KEY, "/v", "Aizuchi")
        except AutostartError:
            return False
        return True


def for_this_system(home: Path, config_home: Path) -> Autostart:
    """The way of the system this runs on."""
    if sys.platform == "win32":
        return RunKey()
    if sys.platform == "darwin":
        return LaunchAgent(home)
    return Systemd(config_home)


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    except FileNotFoundError as error:
        message = f"{command[0]} is not on this system, so autostart cannot be set up here."
        raise AutostartError(message) from error
    except subprocess.CalledProcessError as error:
        message = f"{shlex.join(command)} said: {error.stderr.strip() or error.returncode}"
        raise AutostartError(message) from error


_UNIT = """\
[Unit]
Description=Aizuchi helper
After=graphical-session.target
PartOf=graphical-session.target

[Service]
Type=exec
ExecStart={command}
Restart=on-failure
RestartSec=3
UMask=0077
NoNewPrivileges=yes

[Install]
WantedBy=graphical-session.target
"""
