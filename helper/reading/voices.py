"""Trained ears for what no list of words can hold: kinds of mail, and what bothers a writer.

One small model for each label (see `helper.reading.model`) says how much a mail sounds like it.
The labels were given by people to the mails of ``helper/reading/corpus``. On English mails no one
had tuned on, rules alone told kinds with a macro-F1 of .61 and causes of .39; CONTRIBUTING says
what they tell together with these.
A language without models is read by rules alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from types import MappingProxyType

from helper.reading.grams import read_grams
from helper.reading.model import WEIGHTS, Model, load_model, norm

LABELS = ("new_work", "none", "complaint", "mistreated", "blocked", "not_knowing", "calm")
"""Kinds, then causes; ``support`` is what no kind claims, ``calm`` has no cause."""

APART = "\n\n\n"
"""Between subject and text, so that no n-gram spans them."""

_FEW = 30
"""N-grams of which half is believed: one line hardly tells a notice from a short request."""

MAX_HEARD = 2500
"""Characters of a mail that are listened to: who reads on has long known its kind."""

UNHEARD: Mapping[str, float] = MappingProxyType({})
"""Where there is no model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ears:
    """The models of one language as one table: an n-gram is looked up once for all labels."""

    models: Mapping[str, Model]
    weights: Mapping[str, tuple[int, ...]]

    @property
    def orders(self) -> tuple[int, ...]:
        """Lengths of the n-grams; the same for all labels."""
        return next(iter(self.models.values())).orders


def voices(subject: str, text: str, language: str) -> Mapping[str, float]:
    """Label to logit, above 0 where the mail sounds like it; empty without models."""
    ears = _ears(language)
    if ears is None:
        return UNHEARD
    left = max(0, MAX_HEARD - len(subject) - len(APART))
    parts = (subject[:MAX_HEARD], text[:left])
    grams = {gram for part in parts for gram in read_grams(part, ears.orders)}
    known = [ears.weights[gram] for gram in ears.weights.keys() & grams]
    totals = map(sum, zip(*known, strict=True)) if known else repeat(0)
    believed = len(grams) / (len(grams) + _FEW)
    share = norm(len(grams))
    return {
        label: believed * (model.bias + model.scale * share * total)
        for (label, model), total in zip(ears.models.items(), totals, strict=False)
    }


@lru_cache
def _ears(language: str) -> _Ears | None:
    found = {label: load_model(language, WEIGHTS / label) for label in LABELS}
    models = {label: model for label, model in found.items() if model}
    if not models:
        return None
    grams = {gram for model in models.values() for gram in model.weights}
    tables = [model.weights for model in models.values()]
    weights = {gram: tuple(table.get(gram, 0) for table in tables) for gram in grams}
    return _Ears(models=models, weights=weights)
