"""Switch rules of the checklist off and on, in the user's own ``replying.yaml``.

A rule that is off stands there as ``{id: ..., off: true}``, which the rule book takes out; a
finding the code makes (`notes`) as ``{off: true}`` under its name. The shipped file is never
touched, so switching on again is taking one line away.
"""

from __future__ import annotations

import io
from typing import Any

from ruamel.yaml import YAML

from helper.paths import Folders, shipped_rules
from helper.rulebook import room_files
from helper.rulebook.checklist import LintRule, Note
from helper.rulebook.files import NOT_YAML, load
from helper.rulebook.replying import ReplyingRules
from helper.settings import SettingsError, replace
from helper.wire import RuleSwitch

_FILE = "replying.yaml"


class Switches:
    """The switches over the rules of each language."""

    def __init__(self, folders: Folders) -> None:
        self._own = folders.own_rules

    def all(self, language: str) -> list[RuleSwitch]:
        """Every shipped rule of the checklist, and whether it speaks.

        Raises:
            SettingsError: there are no rules in this language.
        """
        mine, shipped = self._mine(language), _shipped(language)
        off = {rule["id"] for rule in mine.get("lint", []) if rule.get("off")}
        off |= {name for name, note in mine.get("notes", {}).items() if note.get("off")}
        named: dict[str, LintRule | Note] = {rule.id: rule for rule in shipped.lint}
        named |= shipped.notes
        return [
            RuleSwitch(
                id=name,
                message=rule.message.replace("{ask}", "…"),
                source=rule.source,
                severity=rule.severity,
                on=name not in off,
            )
            for name, rule in named.items()
        ]

    def switch(self, language: str, name: str, *, on: bool) -> None:
        """Let a rule speak, or be silent.

        Raises:
            SettingsError: there is no such rule, or the user's own file cannot be read.
        """
        shipped, data = _shipped(language), self._mine(language)
        if name in shipped.notes:
            _switch_note(data, name, on=on)
        elif name in {rule.id for rule in shipped.lint}:
            _switch_rule(data, name, on=on)
        else:
            raise SettingsError(f"There is no rule {name!r} in {language}/{_FILE}.")
        self._write(language, data)

    def _mine(self, language: str) -> Any:
        file = self._own / language / _FILE
        try:
            return (YAML().load(file.read_text(encoding="utf-8")) if file.exists() else None) or {}
        except NOT_YAML as error:
            raise SettingsError(f"{file}: {error}. Mend the file first.") from error

    def _write(self, language: str, data: object) -> None:
        file = self._own / language / _FILE
        if not data:
            file.unlink(missing_ok=True)
            return
        out = io.StringIO()
        YAML().dump(data, out)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace(file, out.getvalue())


def _switch_rule(data: Any, name: str, *, on: bool) -> None:
    rules: list[Any] = list(data.get("lint", []))
    own: Any = next((rule for rule in rules if rule["id"] == name), {"id": name})
    rules = [rule for rule in rules if rule["id"] != name]
    own.pop("off", None)
    if not on:
        own["off"] = True
    data["lint"] = [*rules, *([own] if len(own) > 1 else [])]
    if not data["lint"]:
        del data["lint"]


def _switch_note(data: Any, name: str, *, on: bool) -> None:
    notes = data.setdefault("notes", {})
    own = notes.setdefault(name, {})
    own.pop("off", None)
    if not on:
        own["off"] = True
    if not own:
        del notes[name]
    if not notes:
        del data["notes"]


def _shipped(language: str) -> ReplyingRules:
    files = room_files([shipped_rules()], language, "replying") if language.isalpha() else []
    if not any(file.is_file() for file in files):
        raise SettingsError(f"There are no rules in {language!r}.")
    return load(ReplyingRules, files)
