"""A trained ear for sentences in a reply that leave people cold, where no rule has the words.

A few small models a language (see `helper.reading.model`), trained by
`helper.reading.train_manners` on sentences no careful person would send and on good ones. The
first hears whether a sentence is cold; then each of the others, named by a rule, says how much it
sounds like what that rule is about, so that the user is told what would be better.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from helper.reading.model import WEIGHTS, Model, load_model

FOLDER = WEIGHTS / "manners"

COLD = "tone.cold"
"""The rule of a sentence that is cold for a reason none of the models names."""

LIMIT = 0.7
"""From here on a sentence counts as cold, as a few good ones do (``tests/bench/RESULTS.md``)."""

KIND = -2.5
"""Below this a sentence is kind, so that single words of it need no remark."""

DOUBT = 2.0
"""So much colder a sentence may sound where the rest of the letter is kind."""

_SURE = -1.0
"""From here on a sentence sounds more like what a rule is about than not."""


@lru_cache(maxsize=512)
def heard(sentence: str, language: str, doubt: float = 0.0) -> str | None:
    """The rule a sentence sounds as if it broke, if it sounds cold; never without a model."""
    ear = _ear(language)
    if ear is None or ear.logit(sentence) <= LIMIT + doubt:
        return None
    reasons = {rule: one.logit(sentence) for rule, one in _reasons(language).items()}
    rule = max(reasons, key=lambda rule: reasons[rule], default=COLD)
    return rule if reasons.get(rule, 0) > _SURE else COLD


@lru_cache(maxsize=512)
def is_kind(sentence: str, language: str, doubt: float = 0.0) -> bool:
    """Whether a sentence sounds like those of people who care; never without a model."""
    ear = _ear(language)
    return ear is not None and ear.logit(sentence) < KIND + doubt


@lru_cache(maxsize=4)
def _ear(language: str) -> Model | None:
    return load_model(language, FOLDER)


@lru_cache(maxsize=4)
def _reasons(language: str) -> Mapping[str, Model]:
    folders = sorted(one for one in FOLDER.iterdir() if one.is_dir())
    found = {folder.name: load_model(language, folder) for folder in folders}
    return {rule: model for rule, model in found.items() if model}
