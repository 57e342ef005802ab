"""Trained ears for what no list of words can hold: kinds of mail, and what bothers a writer.

One small model for each label (see `helper.ears.model`) says how much a mail sounds like it.
The labels were given by people to the mails of ``helper/reading/corpus``. On English mails no one
had tuned on, rules alone told kinds with a macro-F1 of .61 and causes of .39; what they tell
together with these stands in ``tests/bench/RESULTS.md``.
A language without models is read by rules alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from helper.ears.chorus import ASTRAY, WEIGHTS, chorus, sounds, totals
from helper.ears.grams import read_grams
from helper.ears.model import Ear

LABELS = ("new_work", "none", "complaint", "mistreated", "blocked", "not_knowing", "calm")
"""Kinds, then causes; ``support`` is what no kind claims, ``calm`` has no cause."""

UNEASY = "uneasy"
"""Hears whether anything bothers the writer. It learned the lower levels alone: what tells 1 from 0
is drowned where the angry ones are learned, too."""

WRONGS = (
    ASTRAY,
    *(
        f"{ASTRAY}.{one}"
        for one in (
            *("late", "no_answer", "broken_word", "no_show", "charge", "price", "broken", "access"),
            *("outage", "wrong_item", "bad_work", "rude", "sent_around", "lost", "cancelled"),
            *("refused", "unclear", "harm"),
        )
    ),
)
"""Ears for whether anything went wrong, and for what (see `helper.reading.train.wrongs`)."""

FRUSTRATED = "frustrated"
"""Hears how frustrated a mail sounds (see `helper.reading.train.frustration`)."""
ENDING = "endings"
"""Hears the last turn of a chat (see `helper.reading.train.endings`)."""

HARM = f"{ASTRAY}.harm"
_LIKELY = MappingProxyType({ASTRAY: -0.5, HARM: -0.8})
"""From here on something counts as heard, else from 0. Where nothing seems to have gone wrong
at all only harm can, and from 0: it should not be missed."""

APART = "\n\n\n"
"""Between subject and text, so that no n-gram spans them."""

_FEW = 30
"""N-grams of which half is believed: one line hardly tells a notice from a short request."""

MAX_HEARD = 2500
"""Characters of a mail that are listened to: who reads on has long known its kind."""

UNHEARD: Mapping[str, float] = MappingProxyType({})
"""Where there is no model."""


def voices(subject: str, text: str, language: str, folder: Path = WEIGHTS) -> Mapping[str, float]:
    """Label to logit, above 0 where the mail sounds like it; empty without models."""
    ears = chorus(language, folder)
    heard = {label: ears[label] for label in (*LABELS, UNEASY, *WRONGS) if label in ears}
    if not heard:
        return UNHEARD
    orders = next(iter(heard.values())).orders
    left = max(0, MAX_HEARD - len(subject) - len(APART))
    grams = read_grams(text[:left], orders).distinct
    more = tuple(set(read_grams(subject[:MAX_HEARD], orders).distinct).difference(grams))
    count = len(grams) + len(more)
    believed = count / (count + _FEW)
    told = sounds(heard, count, totals(heard, grams, more))
    return {label: believed * sound for label, sound in told.items()}


def wrongs(heard: Mapping[str, float]) -> tuple[str, ...] | None:
    """What may have gone wrong, likeliest first; ``None`` where there is no ear for it."""
    if ASTRAY not in heard:
        return None
    likely = {one for one in WRONGS if heard[one] > _LIKELY.get(one, 0)}
    if ASTRAY not in likely:
        likely = {HARM} if heard[HARM] > 0 else set()
    ordered = sorted(likely - {ASTRAY}, key=lambda one: (-heard[one], one))
    return tuple(one.removeprefix(f"{ASTRAY}.") for one in ordered)


def ear_for(name: str, language: str) -> Ear | None:
    """One of the ears of a language; ``None`` where there is none."""
    return chorus(language).get(name)
