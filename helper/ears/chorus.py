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
import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from helper.ears.model import Ear, Model, norm

WEIGHTS = Path(__file__).parent / "weights"

ASTRAY = "wrong"
"""Hears whether anything went wrong for the writer by our doing; the names of those for what it was
begin with it."""
ASKS = "asks"
"""Hears whether a sentence asks; a table beside it tells which asks are fit to be named."""

_SILENT = 128
"""A weight is kept as a byte; this one says nothing."""

_SUMMED = 256
"""So many bytes add up to less than the 65,521 from which on Adler's sum begins anew."""

_AT_ONCE = 1 << 16
"""Bytes of a file that are unpacked at a time: all at once, they leave gaps in the memory."""


class Table:
    """The weights of n-grams for several ears, a byte for each.

    It is looked into once for all of them: finding an n-gram among sixty thousand takes longer
    than all that is done with it. An n-gram is known by its hash alone, in arrays: as texts in a
    dictionary they all would take three times the memory. One table in a billion holds two with
    the same hash of 64 bits.
    """

    def __init__(self, grams: Sequence[int], weights: bytes, width: int) -> None:
        """``weights`` holds a row for each of ``grams``, ``width`` ears wide."""
        self._silence = bytes([_SILENT] * width)
        # The rows that differ, far fewer than there are n-grams, and where each begins.
        rows = {self._silence: 0}
        starts = [
            rows.setdefault(weights[at : at + width], width * len(rows))
            for at in range(0, len(weights), width)
        ]
        # A quarter stands free at least: the fuller it is, the longer looks what is not in it.
        slots = 1 << (4 * len(grams) // 3).bit_length()
        self._last = slots - 1
        self._grams, self._starts = array("q", [0]) * slots, array("I", [0]) * slots
        self._put(grams, starts)
        self._rows = b"".join(rows)
        self._found = lru_cache(maxsize=4)(self._find)

    def _put(self, grams: Iterable[int], starts: Iterable[int]) -> None:
        """Each into its slot, or the next one that is free."""
        last, known, row_starts = self._last, self._grams, self._starts
        for gram, start in zip(grams, starts, strict=True):
            slot = gram & last
            while known[slot]:
                slot = slot + 1 & last
            known[slot], row_starts[slot] = gram, start

    def column(self, at: int, grams: tuple[str, ...]) -> list[int]:
        """The weight of each n-gram for one of the ears."""
        return [byte - _SILENT for byte in self._column(at, grams)]

    def total(self, at: int, grams: tuple[str, ...]) -> int:
        """The sum of these weights."""
        return _sum(self._column(at, grams)) - _SILENT * len(grams)

    def totals(self, ears: Iterable[int], *heard: tuple[str, ...]) -> list[int]:
        """The same for each of some ears, over all that was ``heard``."""
        found, width = b"".join(map(self._found, heard)), len(self._silence)
        silence = _SILENT * (len(found) // width)
        return [_sum(found[at::width]) - silence for at in ears]

    def _column(self, at: int, grams: tuple[str, ...]) -> bytes:
        return self._found(grams)[at :: len(self._silence)]

    @property
    def width(self) -> int:
        """How many ears there are."""
        return len(self._silence)

    def _find(self, grams: tuple[str, ...]) -> bytes:
        return b"".join(self.rows(grams))

    def rows(self, grams: Iterable[str]) -> list[bytes]:
        """The row of each n-gram; silence where it is not known.

        All by short names: each reading asks six hundred times.
        """
        last, known, starts, further = self._last, self._grams, self._starts, self._further
        rows, width = self._rows, len(self._silence)
        found = [
            starts[slot]
            if (there := known[slot := gram & last]) == gram
            else there and further(gram, slot)
            for gram in map(hash, grams)
        ]
        return [rows[start : start + width] for start in found]

    def _further(self, gram: int, slot: int) -> int:
        """Where the row of an n-gram begins that does not stand in its own ``slot``."""
        known = self._grams
        while there := known[slot]:
            if there == gram:
                return self._starts[slot]
            slot = slot + 1 & self._last
        return 0


class Overlaps:
    """What the ears of a table hear in pieces of one text that share most of their n-grams.

    Each n-gram is looked up once. Its weights stand in a single number, four bytes for each ear,
    so that one addition adds them all.
    """

    def __init__(self, voices: Mapping[str, Voice]) -> None:
        """``voices`` share a table."""
        self._voices = voices
        self._known: dict[str, int] = {}
        self._table = next(iter(voices.values())).table
        self._lanes = struct.Struct(f"<{self._table.width}I")

    def totals(self, grams: Sequence[str]) -> dict[str, int]:
        """As `totals` gives them for one piece."""
        known, silence = self._known, _SILENT * len(grams)
        if fresh := tuple(gram for gram in grams if gram not in known):
            known.update(zip(fresh, map(self._number, self._table.rows(fresh)), strict=True))
        summed = sum(map(known.__getitem__, grams)).to_bytes(self._lanes.size, "little")
        sums = self._lanes.unpack(summed)
        return {name: sums[one.column] - silence for name, one in self._voices.items()}

    def _number(self, row: bytes) -> int:
        lanes = bytearray(self._lanes.size)
        lanes[::4] = row
        return int.from_bytes(lanes, "little")


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
    starts = range(0, len(column), _SUMMED)
    return sum([zlib.adler32(column[at : at + _SUMMED], 0) & 0xFFFF for at in starts])


def totals(voices: Mapping[str, Voice], *heard: tuple[str, ...]) -> dict[str, int]:
    """The sum of the weights for each of some ears of one table, which is asked but once."""
    table = next(iter(voices.values())).table
    sums = table.totals((one.column for one in voices.values()), *heard)
    return dict(zip(voices, sums, strict=True))


def sounds(voices: Mapping[str, Voice], count: int, sums: Mapping[str, int]) -> dict[str, float]:
    """How much so many n-grams sound like what each ear hears, by their `totals`."""
    share = norm(count)
    return {name: voices[name].told(share, total) for name, total in sums.items()}


@lru_cache
def chorus(language: str, folder: Path = WEIGHTS) -> Mapping[str, Voice]:
    """The ears of a language by name; none where there is no file."""
    file = folder / f"{language}.gz"
    return _read(file) if re.fullmatch(r"[a-z]{2,3}", language) and file.is_file() else {}


def keep(models: Mapping[str, Model], language: str, folder: Path, **facts: object) -> Path:
    """Write these ears beside those already there: the same bytes for the same ears.

    ``facts`` tell what they were trained on.
    """
    file = folder / f"{language}.gz"
    told, known = _told_in(file) if file.is_file() else ({}, {})
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


def _told_in(file: Path) -> tuple[dict[str, Any], dict[str, dict[str, int]]]:
    """What a file tells of each ear, and the weights each has."""
    with _opened(file) as lines:
        facts = json.loads(lines.readline())
        grams, told = [*_grams_in(lines, facts)], facts["ears"]
        rows = lines.read()
    columns = ((name, rows[at :: len(told)]) for at, name in enumerate(told))
    return told, {
        name: {
            gram: byte - _SILENT
            for gram, byte in zip(grams, column, strict=True)
            if byte != _SILENT
        }
        for name, column in columns
    }


def _read(file: Path) -> dict[str, Voice]:
    with _opened(file) as lines:
        facts = json.loads(lines.readline())
        grams, told = array("q", map(hash, _grams_in(lines, facts))), facts["ears"]
        table = Table(grams, lines.read(), len(told))
    return {
        name: Voice(
            orders=tuple(one["orders"]),
            bias=one["bias"],
            scale=one["scale"],
            table=table,
            column=column,
        )
        for column, (name, one) in enumerate(told.items())
    }


def _opened(file: Path) -> io.BufferedReader:
    return io.BufferedReader(gzip.GzipFile(file), _AT_ONCE)


def _grams_in(lines: io.BufferedReader, facts: Mapping[str, Any]) -> Iterator[str]:
    return (line[:-1].decode() for line in islice(lines, facts["grams"]))
