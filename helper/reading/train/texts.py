"""The mails of ``helper/reading/corpus``, as those who train on them see them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from helper.paths import shipped_rules
from helper.reading.widths import usual
from helper.rulebook import room_files
from helper.rulebook.files import load
from helper.rulebook.reading import ReadingRules

CORPUS = Path(__file__).parents[1] / "corpus"

Plain: TypeAlias = Callable[[str], str]
"""Writes a text in the letters of the rules, as the reader sees it."""


def texts(language: str, corpus: Path = CORPUS) -> list[dict[str, Any]]:
    """All there is in a language, in a fixed order."""
    return [row for file in files(language, corpus) for row in rows_in(file)]


def mails(language: str, corpus: Path = CORPUS) -> list[dict[str, Any]]:
    """The mails among it: what was written to nobody has no kind."""
    return [row for row in texts(language, corpus) if row["kind"]]


def files(language: str, corpus: Path = CORPUS) -> list[Path]:
    """The files of a language, in a fixed order."""
    return sorted((corpus / language).glob("*.jsonl"))


def rows_in(file: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file, one JSON object a line."""
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def plain_letters(language: str) -> Plain:
    """Writes a text as the reader sees it: in the letters of its rules, of the usual width."""
    rules = load(ReadingRules, room_files([shipped_rules()], language, "reading"))
    return lambda text: rules.plain(usual(text).text)
