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
from functools import partial
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
    folders = [shipped, own] if own else [shipped]
    whole = partial(_whole, folders=folders, trusted=trusted, notebook=notebook)
    room = partial(_room, folders=folders, trusted=trusted, notebook=notebook)
    return Rulebook(
        reading=room(ReadingRules, "reading"),
        replying=room(ReplyingRules, "replying"),
        remembering=room(RememberingRules, "remembering"),
        resting=room(RestingRules, "resting"),
        languages=whole(Languages, "languages"),
        timeline=whole(TimelineRules, "timeline"),
        rhythm=whole(RhythmRules, "rhythm"),
    )


def _whole(
    model: type[Model],
    name: str,
    folders: list[Path],
    trusted: Collection[Path],
    notebook: Notebook | None,
) -> Model:
    texts = read([folder / f"{name}.yaml" for folder in folders])
    return build(model, texts, trusted=_are_in(trusted, texts), notebook=notebook)


def _room(
    model: type[Model],
    room: str,
    folders: list[Path],
    trusted: Collection[Path],
    notebook: Notebook | None,
) -> Mapping[str, Model]:
    files = [path for folder in folders for path in folder.glob(f"*/{room}.yaml")]
    codes = sorted({path.parent.name for path in files} | {DEFAULT_LANGUAGE})
    texts = {code: read(room_files(folders, code, room)) for code in codes}

    def made(code: str) -> Model:
        is_trusted = _are_in(trusted, texts[code])
        return build(model, texts[code], trusted=is_trusted, notebook=notebook)

    for code in codes:
        if not _are_in(trusted, texts[code]):
            made(code)
    return Shelf(made, codes)


def room_files(folders: Sequence[Path], code: str, room: str) -> list[Path]:
    """A room's rules may stand in several files: ``replying.yaml``, ``replying-events.yaml``."""
    homes = [folder / code for folder in folders]
    return [
        file
        for home in homes
        for file in (home / f"{room}.yaml", *sorted(home.glob(f"{room}-*.yaml")))
    ]


def _are_in(trusted: Collection[Path], texts: Texts) -> bool:
    return all(path in trusted for path, _ in texts)
