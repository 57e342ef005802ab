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
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from pathlib import Path

from helper.reading.grams import Layout, read_grams

WEIGHTS = Path(__file__).parent / "weights"

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
        grams, laid = read_grams(text, self.orders), Layout(text, self.orders)
        total, share = self._sum(grams), self.scale * norm(len(grams))
        raising = sorted(
            (-weight, run)
            for gram in grams
            if (weight := self.weights.get(gram, 0)) > 0 and (run := laid.run(gram))
        )
        found = []
        for _, run in raising[: _TRIED * most]:
            gone = laid.around(run)
            rest = self.scale * norm(len(grams) - len(gone)) * (total - self._sum(gone))
            if share * total > rest:
                found.append((*laid.span(run), share * total - rest))
        return sorted(found, key=lambda one: (-one[2], one[0]))[:most]

    def _sum(self, grams: Iterable[str]) -> int:
        return sum(map(self.weights.get, grams, repeat(0)))


def norm(count: int) -> float:
    """What each of so many n-grams counts: little in a long mail, and not much in a short one."""
    return 1 / math.sqrt(_FEW + count)


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
