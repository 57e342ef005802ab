"""README tells the truth: its commands are the program's, its settings are the table's."""

from __future__ import annotations

import re
from pathlib import Path

from helper.doors.cli import main
from helper.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_told_and_no_other() -> None:
    """The table of commands equals the program's list."""
    told = set(re.findall(r"^\| `aizuchi (\w+)", README, re.MULTILINE))

    assert told == set(main.commands)


def test_every_option_told_exists() -> None:
    """An option that README names beside a command is one of that command."""
    for name, options in re.findall(r"^\| `aizuchi (\w+)[^|]*\|([^|]*)\|$", README, re.MULTILINE):
        known = {
            flag for one in main.commands[name].params for flag in (*one.opts, *one.secondary_opts)
        }
        for option in re.findall(r"`(--[a-z-]+)", options):
            assert option in known, f"aizuchi {name} {option}"


def test_every_setting_is_told_with_its_default() -> None:
    """The table of settings equals the program's table."""
    rows = re.findall(r"^\| `(\w+)` \| (?:`(.*?)`)? ?\| (.*?) \|$", README, re.MULTILINE)

    assert rows == [
        (name, str(field.default), field.description)
        for name, field in Settings.model_fields.items()
    ]


def test_both_commands_exist() -> None:
    """`make run` and `make test` are what README and Makefile say."""
    makefile = (ROOT / "Makefile").read_text()

    for command in ("run", "test"):
        assert f"make {command}" in README
        assert re.search(rf"^.*\b{command}\b.*:$", makefile, re.MULTILINE)


def test_files_that_are_linked_exist() -> None:
    """No dead link to a file of the house."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).is_file(), target
