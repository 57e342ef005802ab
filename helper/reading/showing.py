"""Which sentence shows that something bothers a writer, where no single words do (B03, B04).

"You took the money twice" has no angry word: it is the voices, which hear the whole mail, that
raise its level. So the sentence is shown without which they would hear the least trouble. Of the
uneasy mails of the corpus a fifth had no words to show; in nearly four of five of these the
sentence found so holds what people would say back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from helper.contracts import Evidence, Span
from helper.ears.grams import read_grams
from helper.ears.model import Ear, norm
from helper.reading.asks import Place, Told, spoken
from helper.reading.voices import MAX_HEARD, UNEASY, ear_for
from helper.rulebook.reading import ReadingRules

BY_SOUND = "model.sentence"
"""Stands in evidence for the rule, where a sentence is shown for how it sounds."""

_BOTHERED = (UNEASY, "complaint")
"""The voices that move levels (see `helper.reading.frustration`)."""


def bothering(
    told: Told, asked: Sequence[Span], rules: ReadingRules, language: str
) -> tuple[Evidence, ...]:
    """The sentence that says most of what bothers the writer; none where no voice hears any.

    What is ``asked`` is shown as an ask already, so any other sentence is preferred.
    """
    ears = [ear for name in _BOTHERED if (ear := ear_for(name, language))]
    places = [place for place in spoken(told, rules) if place[0] < MAX_HEARD]
    if not ears or not places:
        return ()
    raised = _raised(ears, rules.plain(told.text), places)
    asking = {at for at, place in enumerate(places) if _holds(place, asked)}
    most = max(range(len(places)), key=lambda at: (raised[at] > 0, at not in asking, raised[at]))
    if raised[most] <= 0:
        return ()
    start, end = places[most]
    return (Evidence(start=start, end=end, text=told.text[start:end], rule=BY_SOUND, weight=1.0),)


def _holds(place: Place, asked: Sequence[Span]) -> bool:
    """Whether something is asked in a sentence."""
    start, end = place
    return any(start <= one.start < end for one in asked)


def _raised(ears: Sequence[Ear], text: str, places: Sequence[Place]) -> list[float]:
    """By how much each sentence raises what the ears hear in all of them together.

    Only grams that stand in no other sentence are lost without it.
    """
    heard = [read_grams(text[start:end], ears[0].orders).distinct for start, end in places]
    counts = Counter(gram for grams in heard for gram in grams)
    own = [tuple(gram for gram in grams if counts[gram] == 1) for grams in heard]
    every, count = tuple(counts), len(counts)
    raised = [0.0] * len(places)
    for ear in ears:
        total = ear.total(every)
        for at, grams in enumerate(own):
            rest = norm(count - len(grams)) * (total - ear.total(grams))
            raised[at] += ear.scale * (norm(count) * total - rest)
    return raised
