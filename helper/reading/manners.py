"""A trained ear for sentences in a reply that leave people cold, where no rule has the words.

One small model a language (see `helper.reading.model`), trained by `helper.reading.train_manners`
on sentences no careful person would send and on good replies. It knows what such sentences have
in common and not what is wrong with this one, so it is asked only where the rules are silent.
"""

from __future__ import annotations

from functools import lru_cache

from helper.reading.model import WEIGHTS, Model, load_model

FOLDER = WEIGHTS / "manners"

LIMIT = {"en": 0.3, "zh": 0.2, "ja": 0.5}
"""From here on a sentence counts as cold; CONTRIBUTING says how many good ones do."""


@lru_cache(maxsize=512)
def is_cold(sentence: str, language: str) -> bool:
    """Whether a sentence sounds like those nobody wants to get; never without a model."""
    ear = _ear(language)
    return ear is not None and ear.logit(sentence) > LIMIT[language]


@lru_cache(maxsize=4)
def _ear(language: str) -> Model | None:
    return load_model(language, FOLDER)
