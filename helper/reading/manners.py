"""A trained ear for sentences in a reply that leave people cold, where no rule has the words.

A few small models a language (see `helper.ears.model`), trained by
`helper.reading.train.manners` on sentences no careful person would send and on good ones. The
first hears whether a sentence is cold; then each of the others, named by a rule, says how much it
sounds like what that rule is about, so that the user is told what would be better.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from helper.ears.chorus import WEIGHTS, chorus
from helper.ears.model import Ear

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
    first, reasons = _ears(language)
    if first is None or first.logit(sentence) <= LIMIT + doubt:
        return None
    told = {rule: ear.logit(sentence) for rule, ear in reasons.items()}
    rule = max(told, key=lambda rule: told[rule], default=COLD)
    return rule if told.get(rule, 0) > _SURE else COLD


@lru_cache(maxsize=512)
def is_kind(sentence: str, language: str, doubt: float = 0.0) -> bool:
    """Whether a sentence sounds like those of people who care; never without a model."""
    first, _ = _ears(language)
    return first is not None and first.logit(sentence) < KIND + doubt


@lru_cache(maxsize=4)
def _ears(language: str) -> tuple[Ear | None, Mapping[str, Ear]]:
    """The one for cold sentences, and those for the rules by name."""
    ears = dict(chorus(language, FOLDER))
    return ears.pop(COLD, None), ears
