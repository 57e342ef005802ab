"""What the user may set: one table of name, type, default and meaning.

The values come from ``settings.toml`` in the config folder; an environment variable
``AIZUCHI_<NAME>`` wins over the file, a command-line option over both. README's table is
checked against this one. Working hours, blocks and time words are rules, not settings: see
``rules/rhythm.yaml``.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import tzlocal
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from helper.files import write_whole

DEFAULT_PORT = 21810


class SettingsError(Exception):
    """A setting cannot be used. The text names the setting, the place and what to write.

    ``known`` is the setting whose value it is, for which the extension has words in the user's
    language.
    """

    def __init__(self, message: str, known: str = "") -> None:
        super().__init__(message)
        self.known = known


class Settings(BaseModel):
    """The table. Empty texts mean: not said."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field("", description="Your name, as it signs your replies.")
    zone: str = Field("", description="IANA time zone; empty means the computer's own.")
    language: str = Field(
        "",
        pattern="^([a-z]{2})?$",
        description="Language of notifications, such as en or ja; empty means the browser's own.",
    )
    reads: str = Field(
        "",
        pattern="^([a-z]{2}(, [a-z]{2})*)?$",
        description="Languages in which mail is read, such as en, ja; empty means all.",
    )
    port: int = Field(
        DEFAULT_PORT, ge=1024, le=65535, description="Port on 127.0.0.1 that the extension calls."
    )
    notify: Literal["desktop", "browser", "nowhere"] = Field(
        "desktop", description="Where reminders appear: desktop, browser or nowhere."
    )
    keep_days: int = Field(
        0, ge=0, le=3650, description="Days after which what was noted is deleted; 0 keeps it."
    )

    @field_validator("name")
    @classmethod
    def _name_is_one_line(cls, value: str) -> str:
        return " ".join(value.replace("\r", "\n").split("\n"))

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            return value and ZoneInfo(value).key
        except (KeyError, ValueError, OSError) as error:
            message = "no such time zone; write an IANA name like Europe/Berlin"
            raise ValueError(message) from error

    @property
    def timezone(self) -> ZoneInfo:
        """The zone set, else the computer's own."""
        return ZoneInfo(self.zone or tzlocal.get_localzone_name())

    def zone_for(self, name: str | None) -> ZoneInfo:
        """The zone that who asks is in, where it is named."""
        return ZoneInfo(name) if name else self.timezone


def computers_language(environ: Mapping[str, str] = os.environ) -> str:
    """The language this computer speaks, such as ja; empty where it does not say so."""
    said = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((one[:2] for one in said if one), "")


def load(file: Path, environ: Mapping[str, str] = os.environ, **given: object) -> Settings:
    """Defaults, then ``file``, then the environment, then what was ``given`` and not ``None``.

    Raises:
        SettingsError: the file is no TOML, or a value or name is not in the table.
    """
    values = _from_file(file)
    for name in Settings.model_fields:
        if (value := environ.get(f"AIZUCHI_{name.upper()}")) is not None:
            values[name] = value
    values.update({name: value for name, value in given.items() if value is not None})
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsError(_explain(file, values, error)) from error


def write_default(file: Path) -> None:
    """Write the table with every line commented out, unless the file is there already."""
    if file.exists():
        return
    lines = ["# Aizuchi's settings. Remove the # before a line to change it.", ""]
    for name, field in Settings.model_fields.items():
        value = f'"{field.default}"' if isinstance(field.default, str) else field.default
        lines += [f"# {field.description}", f"# {name} = {value}", ""]
    write_whole(file, "\n".join(lines))


def write(file: Path, name: str, text: str) -> None:
    """Change one line of ``file`` and leave the rest, comments included, as it is.

    Raises:
        SettingsError: the file cannot be used as it is, or the text is no value for ``name``.
    """
    before = _from_file(file)
    values = {**before, name: text}
    try:
        value = getattr(Settings.model_validate(values), name)
    except ValidationError as error:
        wrong = error.errors()[0]["loc"][0]
        raise SettingsError(_explain(file, values, error), name if wrong == name else "") from error
    new = _with_line(file, name, f"{name} = {_toml(value)}")
    if not _says(new, {**before, name: value}):
        message = f"{file}: {name} cannot be told from the lines around it. Set it there by hand."
        raise SettingsError(message)
    write_whole(file, new)


def _with_line(file: Path, name: str, line: str) -> str:
    """The text of ``file`` with ``line`` for ``name``, where it stood or was commented out."""
    before = file.read_text(encoding="utf-8").removesuffix("\n") if file.exists() else ""
    lines = before.split("\n") if before else []  # splitlines would also cut inside a text
    ours = re.compile(rf"""\s*(#?)\s*["']?{name}["']?\s*=""")
    found = {number: mark[1] for number, old in enumerate(lines) if (mark := ours.match(old))}
    live = [number for number, commented in found.items() if not commented]
    for number in (live or list(found))[:1]:
        lines[number] = line
    return "\n".join([*lines, *([] if found else [line]), ""])


def _toml(value: object) -> str:
    """A JSON text or number is TOML, but for one letter that TOML wants escaped (toml.io, 1.0)."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _from_file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{file}: {error}. Mend the line, or remove the file to use the defaults."
        raise SettingsError(message) from error


def _says(text: str, values: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == values
    except tomllib.TOMLDecodeError:
        return False


def _explain(file: Path, values: Mapping[str, Any], error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0])
    field = Settings.model_fields.get(name)
    if field is None:
        known = ", ".join(Settings.model_fields)
        return f"{file}: unknown setting {name!r}; known are {known}."
    reason = first["msg"].removeprefix("Value error, ")
    return f"setting {name} = {values[name]!r}: {reason}. {field.description}"
