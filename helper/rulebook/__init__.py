"""All language and all conventions of the house, typed: ``rules/*.yaml`` -> `Rulebook`.

Adding a language means adding a folder to ``rules/``; no code changes. See
`helper.rulebook.base` for what a rule is, `helper.rulebook.files` for how the user's own
files change the shipped ones and `helper.rulebook.keeper` for how edits reach a running
helper.
"""

from __future__ import annotations

from pathlib import Path

from helper.rulebook.base import Strict
from helper.rulebook.files import RuleError, load
from helper.rulebook.languages import Languages
from helper.rulebook.reading import ReadingRules
from helper.rulebook.remembering import RememberingRules
from helper.rulebook.replying import ReplyingRules
from helper.rulebook.resting import RestingRules
from helper.rulebook.rhythm import RhythmRules
from helper.rulebook.timeline import TimelineRules

__all__ = ["DEFAULT_LANGUAGE", "LanguageRules", "RuleError", "Rulebook", "load_rulebook"]

DEFAULT_LANGUAGE = "en"
"""Spoken where the wanted language has no rules, for the user's own screen only."""


class LanguageRules(Strict):
    """One language, one file per room."""

    reading: ReadingRules
    replying: ReplyingRules
    remembering: RememberingRules
    resting: RestingRules


class Rulebook(Strict):
    """Everything in ``rules/``. ``rules`` is keyed by ISO 639-1 code."""

    rules: dict[str, LanguageRules]
    languages: Languages
    timeline: TimelineRules
    rhythm: RhythmRules

    def supported(self, language: str) -> str:
        """``language`` when it has rules, else the one the house is built in."""
        return language if language in self.rules else DEFAULT_LANGUAGE

    def in_language(self, language: str) -> LanguageRules:
        """The rules to speak ``language`` with, or those of `DEFAULT_LANGUAGE`."""
        return self.rules[self.supported(language)]


def load_rulebook(shipped: Path, own: Path | None = None) -> Rulebook:
    """Read the shipped folder and the user's own files over it.

    Raises:
        RuleError: a file cannot be used; the text names file, line and column.
    """
    folders = [shipped, own] if own else [shipped]
    codes = sorted({path.parent.name for folder in folders for path in folder.glob("*/*.yaml")})
    return Rulebook(
        rules={code: _language(folders, code) for code in codes},
        languages=load(Languages, [folder / "languages.yaml" for folder in folders]),
        timeline=load(TimelineRules, [folder / "timeline.yaml" for folder in folders]),
        rhythm=load(RhythmRules, [folder / "rhythm.yaml" for folder in folders]),
    )


def _language(folders: list[Path], code: str) -> LanguageRules:
    def files(room: str) -> list[Path]:
        return [folder / code / f"{room}.yaml" for folder in folders]

    return LanguageRules(
        reading=load(ReadingRules, files("reading")),
        replying=load(ReplyingRules, files("replying")),
        remembering=load(RememberingRules, files("remembering")),
        resting=load(RestingRules, files("resting")),
    )
