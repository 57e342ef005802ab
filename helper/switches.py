"""Switch rules of the checklist off and on, in the user's own ``replying.yaml``.

A rule that is off stands there as ``{id: ..., off: true}``, which the rule book takes out; the
shipped file is never touched, so switching it on again is taking one line away.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from helper.paths import Folders, shipped_rules
from helper.rulebook.files import load
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
        off = {rule["id"] for rule in self._mine(language).get("lint", []) if rule.get("off")}
        return [
            RuleSwitch(
                id=rule.id,
                message=rule.message,
                source=rule.source,
                severity=rule.severity,
                on=rule.id not in off,
            )
            for rule in _shipped(language).lint
        ]

    def switch(self, language: str, name: str, *, on: bool) -> None:
        """Let a rule speak, or be silent.

        Raises:
            SettingsError: there is no such rule, or the user's own file cannot be read.
        """
        if name not in {rule.id for rule in _shipped(language).lint}:
            raise SettingsError(f"There is no rule {name!r} in {language}/{_FILE}.")
        data = self._mine(language)
        rules: list[Any] = list(data.get("lint", []))
        own: Any = next((rule for rule in rules if rule["id"] == name), {"id": name})
        rules = [rule for rule in rules if rule["id"] != name]
        own.pop("off", None)
        if not on:
            own["off"] = True
        data["lint"] = [*rules, *([own] if len(own) > 1 else [])]
        if not data["lint"]:
            del data["lint"]
        self._write(language, data)

    def _mine(self, language: str) -> Any:
        file = self._own / language / _FILE
        try:
            return (YAML().load(file.read_text(encoding="utf-8")) if file.exists() else None) or {}
        except YAMLError as error:
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


def _shipped(language: str) -> ReplyingRules:
    file: Path = shipped_rules() / language / _FILE
    if not language.isalpha() or not file.is_file():
        raise SettingsError(f"There are no rules in {language!r}.")
    return load(ReplyingRules, [file])
