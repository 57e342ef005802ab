"""All language and all conventions of the house, typed: ``rules/*.yaml`` -> `Rulebook`.

Adding a language means adding a folder to ``rules/``; no code changes. See
`helper.rulebook.base` for what a rule is, `helper.rulebook.files` for how the user's own
files change the shipped ones and `helper.rulebook.keeper` for how edits reach a running
helper.

In this order its modules build on each other; none asks a later one::

    what was found out before   notebook  compiling  latest
    where a pattern can match   folding  needs  heads  places
    a pattern, and a rule       pattern  quick  base
    the files                   files  keeper
    what all rooms share        languages  timeline  rhythm  practice
    the rules of other rooms    reading  remembering  resting
    how a language speaks       conventions  grammar  writing
    the rules of replying       understanding  composing  checklist  replying
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from helper.rulebook.files import Model, RuleError, Texts, build, read
from helper.rulebook.languages import Languages
from helper.rulebook.notebook import Notebook
from helper.rulebook.reading import ReadingRules
from helper.rulebook.remembering import RememberingRules
from helper.rulebook.replying import ReplyingRules
from helper.rulebook.resting import RestingRules
from helper.rulebook.rhythm import RhythmRules
from helper.rulebook.timeline import TimelineRules

__all__ = [
    "DEFAULT_LANGUAGE",
    "Notebook",
    "RuleError",
    "Rulebook",
    "load_rulebook",
    "room_files",
    "shipped_files",
    "spoken",
]

DEFAULT_LANGUAGE = "en"
"""Spoken where the wanted language has no rules, for the user's own screen only."""


class Shelf(Mapping[str, Model]):
    """The rules of a room by ISO 639-1 code; a language is put together when it is asked for."""

    def __init__(self, build: Callable[[str], Model], codes: Iterable[str]) -> None:
        """``build`` makes the rules of one of the ``codes``."""
        self._build = build
        self._codes = tuple(codes)
        self._made: dict[str, Model] = {}

    def __getitem__(self, code: str) -> Model:
        """The rules of a language, made once."""
        if code not in self._codes:
            raise KeyError(code)
        if code not in self._made:
            self._made[code] = self._build(code)
        return self._made[code]

    def __iter__(self) -> Iterator[str]:
        """The languages."""
        return iter(self._codes)

    def __len__(self) -> int:
        """How many languages."""
        return len(self._codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """Everything in ``rules/``. Each room's rules are keyed by ISO 639-1 code.

    A language may be known to one room and not yet to another: a mail can be read in it before
    a reply can be drafted. `DEFAULT_LANGUAGE` is known to all.
    """

    reading: Mapping[str, ReadingRules]
    replying: Mapping[str, ReplyingRules]
    remembering: Mapping[str, RememberingRules]
    resting: Mapping[str, RestingRules]
    languages: Languages
    timeline: TimelineRules
    rhythm: RhythmRules

    def plain(self, text: str, language: str) -> str:
        """``text`` in the letters the rules of a language are written in, place for place."""
        rules = self.reading.get(language)
        return rules.plain(text) if rules else text

    def explained(self, language: str, reader: str | None) -> Rulebook:
        """The same, but what is noticed in a reply in ``language`` is said as ``reader`` reads."""
        if reader in {None, language} or not {reader, language} <= self.replying.keys():
            return self
        rules = self.replying[language].explained_by(self.replying[reader])
        made = {language: rules}
        return replace(
            self, replying=Shelf(lambda code: made.get(code) or self.replying[code], self.replying)
        )


def spoken(language: str, rules: Mapping[str, object]) -> str:
    """``language`` where a room has rules for it, else `DEFAULT_LANGUAGE`."""
    return language if language in rules else DEFAULT_LANGUAGE


def shipped_files(shipped: Path) -> frozenset[Path]:
    """The rule files of a folder, to be trusted: the tests prove what is shipped."""
    return frozenset(shipped.rglob("*.yaml"))


def load_rulebook(
    shipped: Path,
    own: Path | None = None,
    trusted: Collection[Path] = (),
    notebook: Notebook | None = None,
) -> Rulebook:
    """Read the shipped folder and the user's own files over it.

    Every rule is proved by its examples, but for what stands in ``trusted`` files alone: those
    are put together when they are needed. What a ``notebook`` holds need not be found out again.

    Raises:
        RuleError: a file cannot be used; the text names file, line and column.
    """
    source = _Source([shipped, own] if own else [shipped], trusted, notebook)
    return Rulebook(
        reading=source.room(ReadingRules, "reading"),
        replying=source.room(ReplyingRules, "replying"),
        remembering=source.room(RememberingRules, "remembering"),
        resting=source.room(RestingRules, "resting"),
        languages=source.whole(Languages, "languages"),
        timeline=source.whole(TimelineRules, "timeline"),
        rhythm=source.whole(RhythmRules, "rhythm"),
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """Where rules are read, later folders over earlier ones, and what is known of them already."""

    folders: list[Path]
    trusted: Collection[Path]
    notebook: Notebook | None

    def whole(self, model: type[Model], name: str) -> Model:
        """The rules of one file, the same in all languages."""
        return self._build(model, read([folder / f"{name}.yaml" for folder in self.folders]))

    def room(self, model: type[Model], room: str) -> Mapping[str, Model]:
        """The rules of a room, in each of its languages; what is not trusted is proved at once."""
        files = [path for folder in self.folders for path in folder.glob(f"*/{room}.yaml")]
        codes = sorted({path.parent.name for path in files} | {DEFAULT_LANGUAGE})
        texts = {code: read(room_files(self.folders, code, room)) for code in codes}
        for code in codes:
            if not self._is_trusted(texts[code]):
                self._build(model, texts[code])
        return Shelf(lambda code: self._build(model, texts[code]), codes)

    def _build(self, model: type[Model], texts: Texts) -> Model:
        is_trusted = self._is_trusted(texts)
        return build(model, texts, trusted=is_trusted, notebook=self.notebook)

    def _is_trusted(self, texts: Texts) -> bool:
        return all(path in self.trusted for path, _ in texts)


def room_files(folders: Sequence[Path], code: str, room: str) -> list[Path]:
    """A room's rules may stand in several files: ``replying.yaml``, ``replying-events.yaml``."""
    homes = [folder / code for folder in folders]
    return [
        file
        for home in homes
        for file in (home / f"{room}.yaml", *sorted(home.glob(f"{room}-*.yaml")))
    ]
