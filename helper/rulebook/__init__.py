"""All language and all conventions of the house, typed: ``rules/*.yaml`` -> `Rulebook`.

Adding a language means adding a folder to ``rules/``; no code changes. See
`helper.rulebook.base` for what a rule is, `helper.rulebook.files` for how the user's own
files change the shipped ones and `helper.rulebook.keeper` for how edits reach a running
helper.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from helper.rulebook.base import Strict
from helper.rulebook.files import Model, RuleError, load
from helper.rulebook.languages import Languages
from helper.rulebook.reading import ReadingRules
from helper.rulebook.remembering import RememberingRules
from helper.rulebook.replying import ReplyingRules
from helper.rulebook.resting import RestingRules
from helper.rulebook.rhythm import RhythmRules
from helper.rulebook.timeline import TimelineRules

__all__ = ["DEFAULT_LANGUAGE", "RuleError", "Rulebook", "load_rulebook", "spoken"]

DEFAULT_LANGUAGE = "en"
"""Spoken where the wanted language has no rules, for the user's own screen only."""


class Rulebook(Strict):
    """Everything in ``rules/``. Each room's rules are keyed by ISO 639-1 code.

    A language may be known to one room and not yet to another: a mail can be read in it before
    a reply can be drafted. `DEFAULT_LANGUAGE` is known to all.
    """

    reading: dict[str, ReadingRules]
    replying: dict[str, ReplyingRules]
    remembering: dict[str, RememberingRules]
    resting: dict[str, RestingRules]
    languages: Languages
    timeline: TimelineRules
    rhythm: RhythmRules


def spoken(language: str, rules: Mapping[str, object]) -> str:
    """``language`` where a room has rules for it, else `DEFAULT_LANGUAGE`."""
    return language if language in rules else DEFAULT_LANGUAGE


def load_rulebook(shipped: Path, own: Path | None = None) -> Rulebook:
    """Read the shipped folder and the user's own files over it.

    Raises:
        RuleError: a file cannot be used; the text names file, line and column.
    """
    folders = [shipped, own] if own else [shipped]
    return Rulebook(
        reading=_room(ReadingRules, folders, "reading"),
        replying=_room(ReplyingRules, folders, "replying"),
        remembering=_room(RememberingRules, folders, "remembering"),
        resting=_room(RestingRules, folders, "resting"),
        languages=load(Languages, [folder / "languages.yaml" for folder in folders]),
        timeline=load(TimelineRules, [folder / "timeline.yaml" for folder in folders]),
        rhythm=load(RhythmRules, [folder / "rhythm.yaml" for folder in folders]),
    )


def _room(model: type[Model], folders: list[Path], room: str) -> dict[str, Model]:
    files = [path for folder in folders for path in folder.glob(f"*/{room}.yaml")]
    codes = sorted({path.parent.name for path in files} | {DEFAULT_LANGUAGE})
    return {
        code: load(model, [folder / code / f"{room}.yaml" for folder in folders]) for code in codes
    }
