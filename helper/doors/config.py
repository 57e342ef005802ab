"""Everything the user can set, in one list: by ``aizuchi config`` and on the settings page.

Two files stand behind it, and both stay what they are, with their comments: ``settings.toml``
and the user's own ``rules/rhythm.yaml``. Every value is written and read as one short text
(``09:30-11:00, 13:30-14:30``), so that terminal and page speak the same way; what is wrong with
it is said in one sentence, and nothing is written then.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from helper import settings as table
from helper.files import write_whole
from helper.paths import Folders, shipped_rules
from helper.rulebook.files import load, not_yaml
from helper.rulebook.files import yaml as parser
from helper.rulebook.rhythm import WEEKDAYS, DaySpan, RhythmRules
from helper.settings import Settings, SettingsError
from helper.wire.household import Setting, SettingKind
from helper.workdays import countries

_YES, _NO = "yes", "no"
_TRUE = {_YES: True, "true": True, "on": True, "1": True}
_FALSE = {_NO: False, "false": False, "off": False, "0": False}
AT_START = ("port", "notify")
"""What only a helper that is started anew will know."""
_FEW = 20
"""More choices are not listed one by one."""
_TO = re.compile(r"\s*[-–—]\s*|\s+to\s+")
_BOTH = 2
"""A span has two ends."""


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of the rhythm that can be set: how it reads and is written, and what it means."""

    kind: SettingKind
    meaning: str
    said: Callable[[Any], str]
    heard: Callable[[str], Any]


class Config:
    """The list over the two files in ``folders``; ``environ`` wins over ``settings.toml``."""

    def __init__(self, folders: Folders, environ: Mapping[str, str] = os.environ) -> None:
        self._toml = folders.config / "settings.toml"
        self._yaml = folders.own_rules / "rhythm.yaml"
        self._environ = environ

    def all(self) -> list[Setting]:
        """Every setting with its value, default and meaning.

        Raises:
            SettingsError: ``settings.toml`` cannot be used.
            RuleError: ``rules/rhythm.yaml`` cannot be used.
        """
        mine = table.load(self._toml, self._environ)
        rhythm, shipped = self._rhythm(), _shipped()
        return [
            *(self._plain(name, getattr(mine, name)) for name in Settings.model_fields),
            *(_of_rhythm(name, rhythm, shipped) for name in _RHYTHM),
        ]

    def get(self, name: str) -> Setting:
        """One setting.

        Raises:
            SettingsError: there is none of this name.
        """
        found = {setting.name: setting for setting in self.all()}
        if name not in found:
            raise SettingsError(f"There is no setting {name!r}; known are {', '.join(found)}.")
        return found[name]

    def set(self, name: str, text: str) -> Setting:
        """Write one setting; the rest of its file stays as it is.

        Raises:
            SettingsError: there is none of this name, or the text is no value for it.
        """
        before = self.get(name)
        if before.fixed:
            raise SettingsError(
                f"AIZUCHI_{name.upper()} is set in the environment and wins over the file;"
                " remove it there first."
            )
        value = _chosen(before, text.strip())
        if name in _RHYTHM:
            self._set_rhythm(name, value)
        else:
            table.write(self._toml, name, value)
        return self.get(name)

    def _plain(self, name: str, value: object) -> Setting:
        field = Settings.model_fields[name]
        return Setting(
            name=name,
            value=str(value),
            default=str(field.default),
            meaning=field.description or "",
            kind="number" if isinstance(field.default, int) else _PLAIN.get(name, "text"),
            choices=_choices(name),
            fixed=f"AIZUCHI_{name.upper()}" in self._environ,
            at_start=name in AT_START,
        )

    def _rhythm(self) -> RhythmRules:
        return load(RhythmRules, [shipped_rules() / "rhythm.yaml", self._yaml])

    def _set_rhythm(self, name: str, text: str) -> None:
        key = _RHYTHM[name]
        try:
            value = key.heard(text)
            whole = {**self._rhythm().model_dump(), name: value}
            RhythmRules.model_validate(whole)
        except ValidationError as error:
            reason = error.errors()[0]["msg"].removeprefix("Value error, ")
            raise SettingsError(f"{name} = {text!r}: {reason}. {key.meaning}", name) from error
        except ValueError as error:
            raise SettingsError(f"{name} = {text!r}: {error}. {key.meaning}", name) from error
        _put(self._yaml, name, value)


def _put(file: Path, name: str, value: object) -> None:
    """Change one key of a YAML file and leave its comments alone."""
    yaml = parser()
    yaml.preserve_quotes = True
    out = io.StringIO()
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        data = yaml.load(before)
        if data is None:  # Nothing but comments, which no value holds on to.
            out.write(before if before.endswith("\n") or not before else before + "\n")
            data = {}
        data[name] = value
        yaml.dump(data, out)
        yaml.load(out.getvalue())
    except not_yaml() as error:
        raise SettingsError(f"{file}: {error}. Mend the file first.") from error
    write_whole(file, out.getvalue())


def _of_rhythm(name: str, rhythm: RhythmRules, shipped: RhythmRules) -> Setting:
    key = _RHYTHM[name]
    return Setting(
        name=name,
        value=key.said(getattr(rhythm, name)),
        default=key.said(getattr(shipped, name)),
        meaning=key.meaning,
        kind=key.kind,
        choices=_choices(name),
    )


def _chosen(setting: Setting, text: str) -> str:
    """The choice as it is spelled, whatever letters it was given in; any other text as it is.

    Raises:
        SettingsError: it is none of the choices.
    """
    spelled = {choice.casefold(): choice for choice in (*setting.choices, setting.default)}
    match setting.kind:
        case "choice":
            known = text.casefold() in spelled
        case "languages":
            known = all(one in spelled for one in text.split(", ") if one)
        case _:
            return text
    if not known:
        few = len(setting.choices) <= _FEW
        way = f"choose one of {', '.join(setting.choices)}." if few else setting.meaning
        raise SettingsError(f"{setting.name} = {text!r}: {way}")
    return spelled.get(text.casefold(), text)


def _shipped() -> RhythmRules:
    return load(RhythmRules, [shipped_rules() / "rhythm.yaml"])


def _languages_of(room: str) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in shipped_rules().glob(f"*/{room}.yaml")))


def _choices(name: str) -> tuple[str, ...]:
    match name:
        case "notify":
            return ("desktop", "browser", "nowhere")
        case "language":
            return _languages_of("resting")
        case "reads":
            return _languages_of("reading")
        case "working_days":
            return WEEKDAYS
        case "country":
            return countries()
    return ()


# How a value is said, and how it is heard.


def _list(text: str) -> list[str]:
    return [part for part in text.replace(",", " ").split() if part]


def _days(text: str) -> list[str]:
    days = [day for one in _list(_TO.sub("-", text.casefold())) for day in _from_to(one)]
    return [day for day in WEEKDAYS if day in days] + [day for day in days if day not in WEEKDAYS]


def _from_to(said: str) -> tuple[str, ...]:
    """A day, or all of ``mon-fri``, also around the end of a week; what is neither as it is."""
    ends = [day[:3] for day in said.split("-")]
    if len(ends) > _BOTH or not {*ends} <= {*WEEKDAYS}:
        return (said,)
    start = WEEKDAYS.index(ends[0])
    turned = WEEKDAYS[start:] + WEEKDAYS[:start]
    return turned[: turned.index(ends[-1]) + 1]


def _span_said(span: DaySpan) -> str:
    return f"{span.start:%H:%M}-{span.end:%H:%M}"


def _spans_said(spans: Sequence[DaySpan]) -> str:
    return ", ".join(_span_said(span) for span in spans)


def _spans(text: str) -> list[str]:
    return sorted(_span(one) for one in text.split(",") if one.strip())


def _span(text: str) -> str:
    """A span as the rules have it; ``9-17`` is heard as well."""
    ends = [end.strip() for end in text.replace("–", "-").split("-")]
    return "-".join(f"{int(end):02}:00" if end.isdigit() else end.zfill(5) for end in ends)


def _dates(text: str) -> list[date]:
    try:
        return sorted(date.fromisoformat(one) for one in _list(text))
    except ValueError as error:
        raise ValueError(f"{error}; write days as 2026-12-24") from error


def _yes(text: str) -> bool:
    known = {**_TRUE, **_FALSE}
    if text.casefold() not in known:
        raise ValueError("say yes or no")
    return known[text.casefold()]


_PLAIN: dict[str, SettingKind] = {
    "notify": "choice",
    "language": "choice",
    "reads": "languages",
}
_RHYTHM: dict[str, _Key] = {
    "working_days": _Key("days", "The days you work, such as mon, tue, wed.", ", ".join, _days),
    "working_hours": _Key("span", "Your working hours, such as 09:00-18:00.", _span_said, _span),
    "blocks": _Key(
        "spans",
        "Support blocks inside the working hours, such as 09:30-11:00, 16:30-17:30.",
        _spans_said,
        _spans,
    ),
    "quiet_hours": _Key(
        "span", "No notification between these hours, such as 19:00-08:00.", _span_said, _span
    ),
    "due_may_break_in": _Key(
        "yes",
        "Whether a promise that falls due may break the quiet: yes or no.",
        lambda value: _YES if value else _NO,
        _yes,
    ),
    "country": _Key(
        "choice",
        "Public holidays of this country (ISO code such as DE, GB, JP, CN); empty for none.",
        lambda value: value or "",
        lambda text: text or None,
    ),
    "days_off": _Key(
        "dates",
        "Your own days off, such as 2026-12-24, 2026-12-31.",
        lambda value: ", ".join(day.isoformat() for day in value),
        _dates,
    ),
}
