"""Clauses and asks of English texts, each labelled by whether it is fit to be said back.

``helper/replying/corpus/en.jsonl`` names a text by its file and id, and the places in it that
people read: the clauses that are ``fit`` to be told as what happened, which of them says it
``best``, and those that are not; what
is ``asked`` and can be named, and what is not meant so or comes out broken. The texts themselves
are our own mails and posts, or lie in a folder of public data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from helper.reading.train.texts import posts, rows_in, said_in, texts

LANGUAGE = "en"
LABELS = Path(__file__).parents[1] / "replying" / "corpus"
"""The folder with what was said of mails for those who reply to them."""
OURS, POSTS = "corpus", "posts"
"""Stand for our own mails where a file is named, and for our own short posts by their numbers."""

Places: TypeAlias = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the places that were labelled."""

    name: str
    row: Mapping[str, Any]
    """The text as ``text``, and its ``subject`` if it has one."""
    best: tuple[int, int] | None
    """The fit one that says best what happened, where one was chosen."""
    fit: Places
    unfit: Places
    asked: Places
    unasked: Places


def labelled(data: Path, labels: Path = LABELS) -> Iterator[Labelled]:
    """The labelled texts, in the order of the file; those whose text is not there are left out."""
    rows = list(rows_in(labels / f"{LANGUAGE}.jsonl"))
    known = {name: _texts_of(name, data) for name in sorted({row["file"] for row in rows})}
    for row in rows:
        found = known[row["file"]].get(row["id"])
        if found:
            name = f"{row['file']} {row['id']}"
            fit, unfit, asked, unasked = (
                frozenset((start, end) for start, end in row.get(places, ()))
                for places in ("fit", "unfit", "asked", "unasked")
            )
            best = row.get("best")
            yield Labelled(name, found, best and tuple(best), fit, unfit, asked, unasked)


def _texts_of(name: str, data: Path) -> Mapping[str, Mapping[str, Any]]:
    """The texts of a file by their ids; by the numbers of their lines, where they have none.

    Of a dialogue it is what the customer said first.
    """
    if name == OURS:
        return {row["id"]: row for row in texts(LANGUAGE)}
    if name == POSTS:
        return {str(at): row for at, row in enumerate(posts(LANGUAGE))}
    return {at: {"text": text} for at, text in said_in(data / f"{name}.jsonl").items()}
