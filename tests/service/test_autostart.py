"""Autostart writes what the system expects, and a refusal leaves nothing half done."""

from __future__ import annotations

import os
import plistlib
import stat
from pathlib import Path

import pytest

from helper.doors.autostart import COMMAND, AutostartError, LaunchAgent, Systemd


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path whose `systemctl` and `launchctl` note what they were asked, or refuse."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("systemctl", "launchctl"):
        tool = tools / name
        tool.write_text(
            f'#!/bin/sh\necho "{name} $*" >> {tmp_path}/asked\n'
            f'[ ! -e {tmp_path}/refuse ] || {{ echo "no bus" >&2; exit 1; }}\n'
        )
        tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def test_systemd_unit_is_written_enabled_and_removed(system: Path) -> None:
    """A user unit that runs this very program."""
    way = Systemd(system / "config")

    way.enable()

    unit = system / "config" / "systemd" / "user" / "aizuchi.service"
    assert f"ExecStart={COMMAND[0]}" in unit.read_text()
    assert way.enabled()
    way.disable()
    assert not way.enabled()
    assert [line.split()[2] for line in (system / "asked").read_text().splitlines()] == [
        "daemon-reload",
        "enable",
        "disable",
    ]


def test_a_refusal_is_told_and_leaves_no_unit(system: Path) -> None:
    """`enabled` must not say yes after systemd said no."""
    (system / "refuse").touch()
    way = Systemd(system / "config")

    with pytest.raises(AutostartError, match="no bus"):
        way.enable()

    assert not way.enabled()


def test_launch_agent_is_a_property_list(system: Path) -> None:
    """What macOS reads, a parser must."""
    way = LaunchAgent(system)

    way.enable()

    file = system / "Library" / "LaunchAgents" / "aizuchi.helper.plist"
    agent = plistlib.loads(file.read_bytes())
    assert agent["ProgramArguments"] == list(COMMAND)
    assert agent["RunAtLoad"] is True
    way.disable()
    assert not way.enabled()
