"""A small trained model: how frustrated the n-grams of a text sound.

It hears what no rule names, weighs little, and is asked beside the rules, never instead of them.
A file in ``weights/`` holds one language: a line of JSON, then one line for each weight with
the n-grams that have it. `helper.reading.train` writes these files.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from helper.rulebook.base import fold

WEIGHTS = Path(__file__).parent / "weights"

_MAX_LENGTH = 6000
"""Characters read; a longer mail does not sound different."""

_TOKEN = re.compile(
    r"""(?P<link>https?://\S{1,200}|www\.\S{1,200}|\S{1,64}@\S{1,64})
      | (?P<name>@\s?\w+)
      | (?P<number>\d[\d.,:/]*)
      | (?P<gap>[^\S\n]{3,}|\n{3,})
      | (?P<wide>[぀-ヿ㐀-鿿豈-﫿])
      | [^\W\d_぀-ヿ㐀-鿿豈-﫿]+(?:'[^\W\d_]+)*
      | (?P<marks>[!?！？]+|\.\.+|…+|[^\w\s])""",
    re.VERBOSE,
)
_MAX_MARKS = 3

_BEGINNING = 5
"""Letters that tell a word from most others, whatever its ending."""

Span: TypeAlias = tuple[int, int]

_TRIED = 3
"""So many times more places are tried than wanted: a word may be taken back by its neighbour."""

_FEW = 10
"""So many n-grams more are thought to be there, saying nothing: few words are weak evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The weights of one language. What a weight of 1 is worth is ``scale``."""

    orders: tuple[int, ...]
    bias: float
    scale: float
    """What a whole number in ``weights`` is worth."""
    weights: dict[str, int] = field(repr=False)

    def logit(self, text: str) -> float:
        """How frustrated a text sounds: each n-gram once, shared by `norm`; 0 is the middle."""
        grams = read_grams(text, self.orders)
        return self.bias + self.scale * norm(len(grams)) * self._sum(grams)

    def places(self, text: str, most: int) -> list[tuple[int, int, float]]:
        """The words without which the text would sound calmer, and by how much, loudest first."""
        grams = read_grams(text, self.orders)
        total, share = self._sum(grams), self.scale * norm(len(grams))
        placed = sorted((*place, gram) for gram, place in grams.items() if place)
        widest = max((end - start for start, end, _ in placed), default=0)
        raising = sorted(
            (
                (self.weights[gram], place)
                for gram, place in grams.items()
                if place and gram in self.weights
            ),
            key=lambda one: (-one[0], one[1]),
        )
        found = []
        for weight, (start, end) in raising[: _TRIED * most]:
            near = placed[bisect(placed, (start - widest,)) : bisect(placed, (end,))]
            gone = [gram for _, last, gram in near if start < last]
            rest = self.scale * norm(len(grams) - len(gone)) * (total - self._sum(gone))
            if weight > 0 and share * total > rest:
                found.append((start, end, share * total - rest))
        return sorted(found, key=lambda one: (-one[2], one[0]))[:most]

    def _sum(self, grams: Iterable[str]) -> int:
        return sum(self.weights.get(gram, 0) for gram in grams)


def norm(count: int) -> float:
    """What each of so many n-grams counts: little in a long mail, and not much in a short one."""
    return 1 / math.sqrt(_FEW + count)


@lru_cache(maxsize=4)
def read_grams(text: str, orders: tuple[int, ...]) -> dict[str, tuple[int, int] | None]:
    """Every run of so many tokens with its place, and how long words begin; none across a blank.

    A beginning (``frust~``) is what the forms of a word and many slips of the pen share, so more
    is known of words never seen. What stands there twice has no place: without one of them it
    would still be there.
    """
    grams: list[str] = []
    spans: list[Span] = []
    for words, places in _pieces(fold(text[:_MAX_LENGTH])):
        for order in orders:
            runs = zip(*(words[at:] for at in range(order)), strict=False)
            grams += map(" ".join, runs)
            ends = places[order - 1 :]
            spans += [(first, last) for (first, _), (_, last) in zip(places, ends, strict=False)]
        long = [at for at, word in enumerate(words) if len(word) > _BEGINNING and word.isalpha()]
        grams += [f"{words[at][:_BEGINNING]}~" for at in long]
        spans += [places[at] for at in long]
    counts = Counter(grams)
    return {
        gram: span if counts[gram] == 1 else None for gram, span in zip(grams, spans, strict=True)
    }


def _pieces(folded: str) -> Iterator[tuple[list[str], list[tuple[int, int]]]]:
    """Tokens with their places, piece by piece between wide gaps."""
    words: list[str] = []
    places: list[tuple[int, int]] = []
    for found in _TOKEN.finditer(folded):
        kind = found.lastgroup
        if kind == "gap":
            yield words, places
            words, places = [], []
            continue
        words.append(found[0] if kind is None else _named(kind, found[0]))
        places.append(found.span())
    yield words, places


def _named(kind: str, token: str) -> str:
    return token[:_MAX_MARKS] if kind in ("marks", "wide") else f"<{kind}>"


@lru_cache(maxsize=8)
def load_model(language: str, folder: Path = WEIGHTS) -> Model | None:
    """The shipped model of a language, read once; ``None`` where there is none."""
    file = folder / f"{language}.txt.gz"
    if not re.fullmatch(r"[a-z]{2,3}", language) or not file.is_file():
        return None
    head, *lines = gzip.decompress(file.read_bytes()).decode().splitlines()
    weights: dict[str, int] = {}
    for line in lines:
        weight, *grams = line.split("\t")
        weights.update(dict.fromkeys(grams, int(weight)))
    facts = json.loads(head)
    return Model(
        orders=tuple(facts["orders"]), bias=facts["bias"], scale=facts["scale"], weights=weights
    )


def save_model(model: Model, language: str, folder: Path, **facts: object) -> Path:
    """Write the weights, the same bytes for the same model. ``facts`` tell where from."""
    head = {"orders": model.orders, "bias": model.bias, "scale": model.scale, **facts}
    lines = [json.dumps(head, ensure_ascii=False)]
    for weight in sorted(set(model.weights.values())):
        grams = sorted(gram for gram, one in model.weights.items() if one == weight)
        lines.append("\t".join([str(weight), *grams]))
    file = folder / f"{language}.txt.gz"
    folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    return file
