"""The mails of ``helper/reading/corpus``, as those who train on them see them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from helper.paths import shipped_rules
from helper.reading.widths import usual
from helper.rulebook import room_files
from helper.rulebook.files import load
from helper.rulebook.reading import ReadingRules

CORPUS = Path(__file__).parents[1] / "corpus"
ELSEWHERE = "elsewhere"
"""The folder in it with what was said of texts that are not ours."""
POSTS = Path(__file__).parents[2] / "replying" / "corpus"
"""Short posts, with what a first reply to each must be and must ask."""

_PARTS = 8
"""So many parts are tried by what the others taught."""

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


def elsewhere(language: str, data: Path, corpus: Path = CORPUS) -> list[dict[str, Any]]:
    """What people named in texts of ``data`` and what these need, as rows like those of mails.

    None where nobody labelled any.
    """
    file = corpus / ELSEWHERE / f"{language}.jsonl"
    labels = list(rows_in(file)) if file.is_file() else []
    known = {one: said_in(data / f"{one}.jsonl") for one in {label["file"] for label in labels}}
    return [_named(known[label["file"]][label["id"]], label) for label in labels]


def posts(language: str, folder: Path = POSTS) -> list[dict[str, Any]]:
    """The short posts people labelled, as rows like those of mails; none where nobody did."""
    file = folder / f"missing-{language}.jsonl"
    known = (row for row in rows_in(file) if "needs" in row) if file.is_file() else ()
    return [{"file": file.name, "subject": None, "from": None, "also": []} | row for row in known]


def retold(language: str, folder: Path = POSTS) -> list[dict[str, Any]]:
    """What was written to tell background from trouble, as rows like those of mails, in parts."""
    file = folder / f"told-{language}.jsonl"
    known = rows_in(file) if file.is_file() else ()
    bare = {"subject": None, "from": None}
    return [bare | {"file": f"{file.name} {at % _PARTS}"} | row for at, row in enumerate(known)]


def said_in(file: Path) -> dict[str, str]:
    """The texts of a file by their ids; by the numbers of their lines, where they have none.

    Of a dialogue it is what the customer said first. None where there is no file.
    """
    rows = enumerate(rows_in(file)) if file.is_file() else ()
    return {
        row.get("id", str(number)): row["turns"][0][1] if "turns" in row else row["text"]
        for number, row in rows
    }


def _named(text: str, label: dict[str, Any]) -> dict[str, Any]:
    """A label with what stands at its places, like a mail of our own."""
    row = {"text": text, "subject": None, "from": None, "file": label["file"]}
    if "needs" in label:
        row["needs"] = label["needs"]
    if "about" in label:
        named = _pieces(text, label["about"])
        row |= {"about": next(iter(named), None), "also": named[1:]}
    if "told" in label:
        row["told"] = _pieces(text, label["told"])
    return row


def _pieces(text: str, places: Sequence[Sequence[int]]) -> list[str]:
    return [text[start:end] for start, end in places]


def rows_in(file: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file, one JSON object a line."""
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def plain_letters(language: str) -> Plain:
    """Writes a text as the reader sees it: in the letters of its rules, of the usual width."""
    rules = reading_rules(language)
    return lambda text: rules.plain(usual(text).text)


@lru_cache
def reading_rules(language: str) -> ReadingRules:
    """The rules of a language as they are shipped."""
    return load(ReadingRules, room_files([shipped_rules()], language, "reading"))
