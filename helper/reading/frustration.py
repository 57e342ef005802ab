"""How frustrated a writer is, 0 to 4, and which words say so (B03, B04).

Negative words are not frustration: bad news can be told calmly, and "I have been waiting three
weeks" holds no negative word. So the score comes from cues of waiting, repetition, broken
promises, threats and the like (R9: such features beat n-grams by 20 points F). A small trained
model hears what no cue names, and TextBlob's polarity is one more, weak feature.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from helper.contracts import Cause, Evidence
from helper.ears.model import Ear
from helper.reading.cues import Hit, find, search, weigh
from helper.reading.dialogues import last_turn
from helper.reading.evidence import evidence, places
from helper.reading.facts import is_signed
from helper.reading.polarity import polarity
from helper.reading.voices import ENDING, FRUSTRATED, UNEASY, UNHEARD, ear_for
from helper.rulebook.reading import ReadingRules, ScoreRules
from helper.text import words

_TELLING = 1.0
"""What a cue without points adds to its cause."""

_SHOWING = 0.5
"""What a cause needs to be named for a calm mail."""

_LOUDEST = 2.0
"""The model moves the points by at most this many steps of its logit: it may be wrong."""

_NEAR = 0.05
"""Points below a level, or above it, that are left to what stays on its side against its words."""

_IN_CHATS = 0.2
"""What counts of unease in a dialogue: how that went is heard in its last turn."""

_KINDEST = -0.75
"""The least the model adds where a wait, a wrong or a loss is told: kind words do not undo it."""

_DOUBTED = 0.5
"""What counts of a grudge that is heard below level 2, where unease is not trusted."""

_ENOUGH = 3
"""So many cues tell why; single words that the model heard besides would only puzzle."""
_DIGITS = 6
"""Of the score: among the calmest and the angriest still one comes before the other."""


@dataclass(frozen=True, slots=True)
class Ears:
    """What listens to a text: one ear to all of it, one to the last turn of a dialogue."""

    whole: Ear | None
    last: Ear | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the cues say together."""

    level: int
    score: float
    confidence: float
    cause: Cause | None
    evidence: tuple[Evidence, ...] = ()
    hurts: tuple[str, ...] = ()
    families: dict[str, float] = field(default_factory=dict)
    """Points by family, negative ones calm."""
    denied: bool = False
    """Whether the writer says what they are not, such as angry."""


def judge(  # noqa: PLR0913 - three of them stand in for what is there mostly
    text: str,
    rules: ReadingRules,
    language: str,
    ears: Ears | None = None,
    heard: Mapping[str, float] = UNHEARD,
    *,
    titled: bool = False,
) -> Judgement:
    """Level, score, cause and evidence of cleaned text.

    ``ears`` stand in for the shipped ones. ``heard`` is what the voices say of the mail (see
    `helper.reading.voices`). What is ``titled`` has a subject, so it is no chat.
    """
    turn = None if titled else last_turn(text)
    if turn and is_signed(text, rules):
        turn = None
    ears = ears or Ears(ear_for(FRUSTRATED, language), ear_for(ENDING, language) if turn else None)
    found, denied = search(text, rules)
    hits = weigh(found, rules)
    families = _by_family(hits)
    sound = _reconciled(hear(text, rules, ears.whole), families, denied=denied, rules=rules)
    named = sum(families.values()) - rules.score.polarity * _told(polarity(text, language))
    if turn and rules.score.ending:
        named += rules.score.ending * _said(turn, rules, ears.last or ears.whole)
    points = named + sound
    if not turn:  # A chat is long by its turns, not by a story.
        points = _in_brief(points, text, rules.score)
    if denied and sum(families.values()) <= 0 and heard:  # Who says they are not angry is believed.
        heard = {**heard, UNEASY: min(heard[UNEASY], 0.0)}
    trust = _IN_CHATS if turn else 1.0 if titled else rules.score.untitled
    points = _sounding(points, heard, rules.score, trust, titled=titled)
    score = _held_back(_score(points, rules), families, rules)
    level = sum(score >= least for least in rules.score.levels)
    told = sum(hit.points > 0 for hit in hits) >= _ENOUGH
    loud = places(text, rules, ears.whole) if level and sound > 0 and not told else []
    return Judgement(
        level=level,
        score=round(score, _DIGITS),
        confidence=_confidence(score, rules.score, text),
        cause=_cause(hits, rules, level),
        evidence=evidence(text, hits, loud, rules),
        hurts=_hurts(families, rules) if level else (),
        families=families,
        denied=denied,
    )


def _by_family(hits: list[Hit]) -> dict[str, float]:
    families: defaultdict[str, float] = defaultdict(float)
    for hit in hits:
        families[hit.cue.family] += hit.points
    return dict(families)


def _sounding(
    points: float, heard: Mapping[str, float], score: ScoreRules, trust: float, *, titled: bool
) -> float:
    """``points`` with what the voices add to them, where there are any.

    Whether a mail with a subject reaches level 2 is also told by how much it sounds as if it held
    something against us, and by how uneasy it sounds; how far beyond, mostly by its words. Below,
    it is how uneasy: a leaking kettle told with a thank you has no angry word, yet bothers its
    writer. ``trust`` is what counts of that unease; where it is little, what is held against us
    counts for it. What is not ``titled`` says all this in other words than the mails these voices
    know, so there they decide nothing.
    """
    if not heard:
        return points
    least = (logit(score.levels[1]) - score.bias) / score.slope
    felt = points + score.grudge * heard["complaint"]
    sided = score.against * heard["complaint"] + score.alarm * heard[UNEASY] + score.lead
    if felt + (sided if titled else 0.0) >= least:
        return -_short_of(-least, -felt)
    low = points + trust * score.unease * heard[UNEASY]
    low += (1 - trust) * _DOUBTED * score.grudge * heard["complaint"]
    return _short_of(least, low)


def _short_of(least: float, points: float) -> float:
    """``points``; those that should not reach ``least`` stay below it in their order."""
    beyond = points - (least - _NEAR)
    return points if beyond <= 0 else least - _NEAR / (1 + beyond / _NEAR)


def _in_brief(points: float, text: str, score: ScoreRules) -> float:
    """The points, less in many words: a calm story of a long trouble has many cues."""
    if points <= 0 or not score.brief:
        return points
    return points * math.sqrt(score.brief / max(len(words(text)), score.brief))


def _said(turn: str, rules: ReadingRules, ear: Ear | None) -> float:
    """The points of one turn of a dialogue, read alone."""
    hits = weigh(find(turn, rules), rules)
    return sum(hit.points for hit in hits) + hear(turn, rules, ear)


def _held_back(score: float, families: dict[str, float], rules: ReadingRules) -> float:
    """The score; where no words are those of the end of the rope, all above level 3 stays in it."""
    angry, last = rules.score.levels[-2:]
    said = any(points > 0 and rules.families[name].last for name, points in families.items())
    if said or score < angry:
        return score
    return angry + (score - angry) * (last - angry) / (1 - angry)


def unmoved(rules: ReadingRules) -> Judgement:
    """What is said of mail that no customer wrote: machines do not feel."""
    score = min(_score(0, rules), rules.score.levels[0] / 2)
    return Judgement(level=0, score=round(score, _DIGITS), confidence=1.0, cause=None)


def hear(text: str, rules: ReadingRules, model: Ear | None) -> float:
    """What the trained model adds in points, never more than `_LOUDEST` steps of its logit."""
    if model is None or not rules.score.model:
        return 0.0
    return rules.score.model * _LOUDEST * math.tanh(model.logit(rules.plain(text)) / _LOUDEST)


def _reconciled(
    heard: float, families: dict[str, float], *, denied: bool, rules: ReadingRules
) -> float:
    """The model does not contradict clear cues: irony is not kind, "not angry" is not angry."""
    heard *= rules.score.soothing if heard < 0 else 1.0
    moved = [name for name, points in families.items() if points > 0]
    if sum(families.values()) < 0 or (denied and not moved):
        return min(heard, 0.0)
    masked = any(rules.families[name].masked for name in moved)
    hurt = any(rules.families[name].hurt for name in moved)
    return max(heard, 0.0 if masked else _KINDEST if hurt else heard)


def _score(points: float, rules: ReadingRules) -> float:
    return 1 / (1 + math.exp(-(rules.score.bias + rules.score.slope * points)))


def _told(polarity: float) -> float:
    """Kind words count half: polite people are frustrated too, and so are sarcastic ones."""
    return polarity if polarity < 0 else polarity / 2


def _confidence(score: float, rules: ScoreRules, text: str) -> float:
    """Far from the next level and enough words: sure. One word, or on the edge: not."""
    margin = min(abs(logit(score) - logit(least)) for least in rules.levels) / rules.slope
    words = len(re.findall(r"\w+", text[:400]))
    return round((1 - 0.5 * math.exp(-4 * margin)) * (1 - 0.6 * math.exp(-words / 6)), 3)


def logit(score: float, edge: float = 1e-6) -> float:
    """The points of a score, which is taken to lie no nearer to 0 or 1 than ``edge``."""
    score = min(max(score, edge), 1 - edge)
    return math.log(score / (1 - score))


def _cause(hits: list[Hit], rules: ReadingRules, level: int) -> Cause | None:
    votes: defaultdict[Cause, float] = defaultdict(float)
    for hit in hits:
        cause = hit.cue.cause or rules.families[hit.cue.family].cause
        if cause and hit.cue.points >= 0:
            votes[cause] += hit.points or _TELLING
    strongest = max(votes, key=lambda cause: votes[cause], default=None)
    if strongest is None or (level == 0 and votes[strongest] < _SHOWING):
        return None
    return strongest


def _hurts(families: dict[str, float], rules: ReadingRules) -> tuple[str, ...]:
    hurts = [name for name, points in families.items() if points > 0 and rules.families[name].hurt]
    return tuple(sorted(hurts, key=lambda name: -families[name]))
