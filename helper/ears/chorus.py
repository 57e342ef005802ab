"""Trained ears that listen together: the weights of all of them stand in one table.

They know mostly the same n-grams, so each is kept once for all, and looked up once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from pathlib import Path

from helper.ears.model import Ear, stored

_SILENT = 128
"""A weight is kept as a byte; this one says nothing."""


class Table:
    """The weights of n-grams for several ears, a byte for each.

    It is looked into once for all of them: finding an n-gram among sixty thousand takes longer
    than all that is done with it.
    """

    def __init__(self, width: int) -> None:
        """Room for so many ears."""
        self._silence = bytes([_SILENT] * width)
        self._rows: dict[str, bytes] = {}
        self._found = lru_cache(maxsize=4)(self._find)

    def add(self, at: int, weighed: Iterable[tuple[int, Sequence[str]]]) -> None:
        """The weights of one of them, each with the n-grams that have it."""
        left, right = self._silence[:at], self._silence[at + 1 :]
        for weight, grams in weighed:
            byte = bytes([_SILENT + weight])
            alone = left + byte + right
            for gram in grams:
                row = self._rows.get(gram)
                self._rows[gram] = row[:at] + byte + row[at + 1 :] if row else alone

    def column(self, at: int, grams: tuple[str, ...]) -> list[int]:
        """The weight of each n-gram for one of the ears."""
        return [byte - _SILENT for byte in self._column(at, grams)]

    def total(self, at: int, grams: tuple[str, ...]) -> int:
        """The sum of these weights."""
        return sum(self._column(at, grams)) - _SILENT * len(grams)

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


@lru_cache
def chorus(language: str, folder: Path, names: tuple[str, ...]) -> Mapping[str, Voice]:
    """The ears of a language by name, as each lies in the ``folder`` below of its name.

    One without a name lies in ``folder`` itself; one that is not there is left out.
    """
    found = {name: it for name in names if (it := stored(language, folder / name))}
    table = Table(len(found))
    voices: dict[str, Voice] = {}
    for column, (name, it) in enumerate(found.items()):
        table.add(column, it.weighed)
        voices[name] = Voice(
            orders=it.orders, bias=it.bias, scale=it.scale, table=table, column=column
        )
    return voices
