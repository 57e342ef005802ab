"""Trained ears for what no list of words can hold: kinds of mail, and what bothers a writer.

One small model for each label (see `helper.reading.model`) says how much a mail sounds like it.
The labels were given by people to the mails of ``helper/reading/corpus``. On English mails no one
had tuned on, rules alone told kinds with a macro-F1 of .61 and causes of .39; what they tell
together with these stands in ``tests/bench/RESULTS.md``.
A language without models is read by rules alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from types import MappingProxyType

from helper.reading.grams import read_grams
from helper.reading.model import WEIGHTS, Ear, stored

LABELS = ("new_work", "none", "complaint", "mistreated", "blocked", "not_knowing", "calm")
"""Kinds, then causes; ``support`` is what no kind claims, ``calm`` has no cause."""

_FRUSTRATED = "frustrated"

APART = "\n\n\n"
"""Between subject and text, so that no n-gram spans them."""

_FEW = 30
"""N-grams of which half is believed: one line hardly tells a notice from a short request."""

MAX_HEARD = 2500
"""Characters of a mail that are listened to: who reads on has long known its kind."""

UNHEARD: Mapping[str, float] = MappingProxyType({})
"""Where there is no model."""


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


def voices(subject: str, text: str, language: str) -> Mapping[str, float]:
    """Label to logit, above 0 where the mail sounds like it; empty without models."""
    chorus = _chorus(language)
    heard = {label: chorus[label] for label in LABELS if label in chorus}
    if not heard:
        return UNHEARD
    orders = next(iter(heard.values())).orders
    left = max(0, MAX_HEARD - len(subject) - len(APART))
    grams = read_grams(text[:left], orders).distinct
    more = tuple(set(read_grams(subject[:MAX_HEARD], orders).distinct).difference(grams))
    count = len(grams) + len(more)
    believed = count / (count + _FEW)
    return {
        label: believed * voice.told(count, voice.total(grams) + voice.total(more))
        for label, voice in heard.items()
    }


def frustration(language: str) -> Ear | None:
    """The ear for frustration of a language; ``None`` where there is none."""
    return _chorus(language).get(_FRUSTRATED)


@lru_cache
def _chorus(language: str) -> Mapping[str, Voice]:
    """The voices of a language by label, with one table."""
    table = Table(1 + len(LABELS))
    found: dict[str, Voice] = {}
    for column, label in enumerate((_FRUSTRATED, *LABELS)):
        it = stored(language, WEIGHTS / label if column else WEIGHTS)
        if it:
            table.add(column, it.weighed)
            found[label] = Voice(
                orders=it.orders, bias=it.bias, scale=it.scale, table=table, column=column
            )
    return found
