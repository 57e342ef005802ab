"""Switch rules of the checklist off and on, in a file that is ours alone.

What is off stands in ``replying-switches.yaml`` beside the user's own rules: a rule as
``{id: ..., off: true}``, which the rule book takes out, a finding the code makes (`notes`) as
``{off: true}`` under its name. What the user wrote by hand is read and never written.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from helper.files import write_whole
from helper.paths import Folders, shipped_rules
from helper.rulebook import room_files
from helper.rulebook.checklist import LintRule, Note
from helper.rulebook.files import load, yaml
from helper.rulebook.replying import ReplyingRules
from helper.settings import SettingsError
from helper.wire.household import RuleSwitch

_ROOM = "replying"
_FILE = f"{_ROOM}-switches.yaml"
_SLOT = re.compile(r"\{\w+\}")
"""What a finding fills in with words of the mail."""
_HEAD = "# Written by the settings page. Rules of your own go into replying.yaml beside it.\n"


class Switches:
    """The switches over the rules of each language."""

    def __init__(self, folders: Folders) -> None:
        self._own = folders.own_rules

    def all(self, language: str) -> list[RuleSwitch]:
        """Every shipped rule of the checklist, and whether it speaks.

        Raises:
            SettingsError: there are no rules in this language.
            RuleError: a file of the user's cannot be used.
        """
        speaking = self._speaking(language)
        return [
            RuleSwitch(
                id=name,
                message=_SLOT.sub("…", rule.message),
                source=rule.source,
                severity=rule.severity,
                on=name in speaking,
            )
            for name, rule in _shipped(language).items()
        ]

    def switch(self, language: str, name: str, *, on: bool) -> None:
        """Let a rule speak, or be silent.

        Raises:
            SettingsError: there is no such rule, or the user's own words keep it silent.
            RuleError: a file of the user's cannot be used.
        """
        shipped, speaking = _shipped(language), self._speaking(language)
        if name not in shipped:
            raise SettingsError(f"There is no rule {name!r} in {language}/{_ROOM}.yaml.")
        file = self._own / language / _FILE
        off = _off(file)
        if on and name not in speaking and name not in off:
            raise SettingsError(f"{name} is off by your own words in {file.parent}: mend them.")
        off = off - {name} if on else off | {name}
        _write(file, {one: rule for one, rule in shipped.items() if one in off})

    def _speaking(self, language: str) -> dict[str, LintRule | Note]:
        return _named(room_files([shipped_rules(), self._own], language, _ROOM))


def _shipped(language: str) -> dict[str, LintRule | Note]:
    files = room_files([shipped_rules()], language, _ROOM) if language.isalpha() else []
    if not any(file.is_file() for file in files):
        raise SettingsError(f"There are no rules in {language!r}.")
    return _named(files)


def _named(files: list[Path]) -> dict[str, LintRule | Note]:
    """The rules and findings that speak, by name; that they are right, the keeper proves."""
    rules = load(ReplyingRules, files, trusted=True)
    notes = {name: note for name, note in rules.notes.items() if not note.off}
    return {**{rule.id: rule for rule in rules.lint}, **notes}


def _off(file: Path) -> set[str]:
    """What our file switches off."""
    data = yaml("safe").load(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {rule["id"] for rule in data.get("lint", [])} | set(data.get("notes", {}))


def _write(file: Path, off: dict[str, LintRule | Note]) -> None:
    if not off:
        file.unlink(missing_ok=True)
        return
    data: dict[str, Any] = {}
    for name, rule in off.items():
        if isinstance(rule, Note):
            data.setdefault("notes", {})[name] = {"off": True}
        else:
            data.setdefault("lint", []).append({"id": name, "off": True})
    out = io.StringIO()
    yaml().dump(data, out)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(file, _HEAD + out.getvalue())
