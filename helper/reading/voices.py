"""Trained ears for what no list of words can hold: kinds of mail, and what bothers a writer.

One small model for each label (see `helper.reading.model`) says how much a mail sounds like it.
The labels were given by people to the mails of ``helper/reading/corpus``; on mails no one had
tuned on, rules alone told kinds with a macro-F1 of .61 and causes of .39, with these .82 and .70.
A language without models is read by rules alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType

from helper.reading.model import WEIGHTS, Model, load_model, norm, read_grams

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


def voices(subject: str, text: str, language: str) -> Mapping[str, float]:
    """Label to logit, above 0 where the mail sounds like it; empty without models."""
    models = _models(language)
    if not models:
        return UNHEARD
    grams = read_grams(f"{subject}{APART}{text}"[:MAX_HEARD], next(iter(models.values())).orders)
    believed = len(grams) / (len(grams) + _FEW)
    return {label: believed * _logit(model, grams) for label, model in models.items()}


def _logit(model: Model, grams: Collection[str]) -> float:
    total = sum(model.weights.get(gram, 0) for gram in grams)
    return model.bias + model.scale * norm(len(grams)) * total


@lru_cache
def _models(language: str) -> dict[str, Model]:
    found = {label: load_model(language, WEIGHTS / label) for label in LABELS}
    return {label: model for label, model in found.items() if model}
