"""Trained ears that listen together: the weights of all of them stand in one table.

They know mostly the same n-grams, so each is kept once for all, and looked up once. A file in
``weights/`` holds the ears of one language: a line of JSON that tells of each, a line for each
n-gram, then its row in the table, a byte for each ear. `keep` writes it, `chorus` reads it.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, repeat
from pathlib import Path
from typing import Any

from helper.ears.model import Ear, Model

WEIGHTS = Path(__file__).parent / "weights"

_SILENT = 128
"""A weight is kept as a byte; this one says nothing."""

_SUMMED = 256
"""So many bytes add up to less than the 65,521 from which on Adler's sum begins anew."""

_AT_ONCE = 1 << 16
"""Bytes of a file that are unpacked at a time: all at once, they leave gaps in the memory."""


class Table:
    """The weights of n-grams for several ears, a byte for each.

    It is looked into once for all of them: finding an n-gram among sixty thousand takes longer
    than all that is done with it.
    """

    def __init__(self, grams: Sequence[str], weights: bytes, width: int) -> None:
        """``weights`` holds a row for each of ``grams``, ``width`` ears wide."""
        shared: dict[bytes, bytes] = {}
        starts = range(0, len(weights), width)
        rows = (weights[start : start + width] for start in starts)
        self._rows = {
            gram: shared.setdefault(row, row) for gram, row in zip(grams, rows, strict=True)
        }
        self._silence = bytes([_SILENT] * width)
        self._found = lru_cache(maxsize=4)(self._find)

    def column(self, at: int, grams: tuple[str, ...]) -> list[int]:
        """The weight of each n-gram for one of the ears."""
        return [byte - _SILENT for byte in self._column(at, grams)]

    def total(self, at: int, grams: tuple[str, ...]) -> int:
        """The sum of these weights."""
        return _sum(self._column(at, grams)) - _SILENT * len(grams)

    def totals(self, ears: Iterable[int], grams: tuple[str, ...]) -> list[int]:
        """The same for each of some ears."""
        found, width = self._found(grams), len(self._silence)
        return [_sum(found[at::width]) - _SILENT * len(grams) for at in ears]

    def weights(self, at: int) -> dict[str, int]:
        """All that one of the ears knows."""
        known = ((gram, row[at] - _SILENT) for gram, row in self._rows.items())
        return {gram: weight for gram, weight in known if weight}

    def _column(self, at: int, grams: tuple[str, ...]) -> bytes:
        return self._found(grams)[at :: len(self._silence)]

    def _find(self, grams: tuple[str, ...]) -> bytes:
        return b"".join(map(self._rows.get, grams, repeat(self._silence)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice(Ear):
    """An ear whose weights stand in a table with those of others."""

    table: Table = field(repr=False)
    column: int

    def weights_of(self, grams: tuple[str, ...]) -> Sequence[int]:
        """Take them from the table."""
        return self.table.column(self.column, grams)

    def total(self, grams: tuple[str, ...]) -> int:
        """The sum of the weights."""
        return self.table.total(self.column, grams)


def _sum(column: bytes) -> int:
    """The sum of the bytes. The lower half of Adler's checksum is one, four times as quick."""
    parts = (column[at : at + _SUMMED] for at in range(0, len(column), _SUMMED))
    return sum([zlib.adler32(part, 0) & 0xFFFF for part in parts])


def totals(voices: Mapping[str, Voice], grams: tuple[str, ...]) -> dict[str, int]:
    """The sum of the weights for each of some ears of one table, which is asked but once."""
    table = next(iter(voices.values())).table
    sums = table.totals((one.column for one in voices.values()), grams)
    return dict(zip(voices, sums, strict=True))


@lru_cache
def chorus(language: str, folder: Path = WEIGHTS) -> Mapping[str, Voice]:
    """The ears of a language by name; none where there is no file."""
    file = folder / f"{language}.gz"
    return _read(file)[1] if re.fullmatch(r"[a-z]{2,3}", language) and file.is_file() else {}


def keep(models: Mapping[str, Model], language: str, folder: Path, **facts: object) -> Path:
    """Write these ears beside those already there: the same bytes for the same ears.

    ``facts`` tell what they were trained on.
    """
    file = folder / f"{language}.gz"
    told, voices = _read(file) if file.is_file() else ({}, {})
    known = {name: one.table.weights(one.column) for name, one in voices.items()}
    for name, model in models.items():
        told[name] = {"orders": model.orders, "bias": model.bias, "scale": model.scale, **facts}
        known[name] = model.weights
    ordered = [known[name] for name in sorted(known)]
    grams = sorted(set().union(*ordered))
    head = json.dumps({"grams": len(grams), "ears": told}, ensure_ascii=False, sort_keys=True)
    rows = bytes(_SILENT + weights.get(gram, 0) for gram in grams for weights in ordered)
    folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress("\n".join([head, *grams, ""]).encode() + rows, mtime=0))
    return file


def _read(file: Path) -> tuple[dict[str, Any], dict[str, Voice]]:
    """What is told of each ear, and the ears."""
    with io.BufferedReader(gzip.GzipFile(file), _AT_ONCE) as lines:
        facts = json.loads(lines.readline())
        told = facts["ears"]
        grams = [line[:-1].decode() for line in islice(lines, facts["grams"])]
        table = Table(grams, lines.read(), len(told))
    voices = {
        name: Voice(
            orders=tuple(one["orders"]),
            bias=one["bias"],
            scale=one["scale"],
            table=table,
            column=column,
        )
        for column, (name, one) in enumerate(told.items())
    }
    return told, voices
