"""The rules of the room *reading*, as ``rules/<language>/reading.yaml`` holds them.

Frustration is counted in points on a logistic scale: a family of cues adds up to its ``cap``,
the sum and the bias become a score between 0 and 1. How many points lift a calm mail to the next
level differs from language to language: `ScoreRules.levels` says it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from helper.contracts import Cause, Kind
from helper.rulebook.base import (
    FoldedRegex,
    FoldedRule,
    QuickRegex,
    Regex,
    Rule,
    RuleFile,
    Strict,
    TextRule,
)
from helper.rulebook.folding import is_wide
from helper.rulebook.quick import Quick

NoiseKind = Literal["quote", "signature", "disclaimer", "advert", "duplicate"]


class NoiseRule(Rule):
    """Something to leave out, and how far it reaches from where the pattern matched."""

    kind: NoiseKind
    reach: Literal["match", "line", "paragraph", "tail", "rest"]
    """``paragraph``: from the line of the match to a blank line. ``tail``: to the end, but only
    when what follows is a few short lines."""


class Family(Strict):
    """Cues that tell the same thing; together they weigh at most ``cap`` points."""

    cap: float = Field(gt=0)
    cause: Cause | None = None
    hurt: bool = False
    """Whether this is something that was done to the writer, worth its own sorry (B33)."""
    silences: tuple[str, ...] = ()
    """Families that do not count beside this one: praise beside sarcasm."""
    masked: bool = False
    """Whether its words are kind on purpose, so that a calm sound means nothing beside it."""
    last: bool = False
    """Whether this is said at the end of one's rope; without such words there is no level 4."""
    praise: bool = False
    """Whether this is thanks that was earned, to be kept for the mirror (B80)."""


class Cue(TextRule):
    """Words that move the level. Negative points calm, 0 points only tell the cause."""

    family: str
    points: float = Field(ge=-5, le=5)
    cause: Cause | None = None
    """Where this cue tells another cause than its family."""
    negatable: bool = False
    """Whether "not", "no", "never" shortly before the words takes them back."""


class KindCue(FoldedRule):
    """Words that tell which class a mail falls into."""

    kind: Kind
    points: float = Field(gt=0, le=10)
    where: Literal["sender", "subject", "text"]


class AskRule(FoldedRule):
    """Words that make a sentence an ask. The highest ``rank`` is the most important ask."""

    rank: float = Field(gt=0, le=10)


class NotAskRule(FoldedRule):
    """Words that make a sentence no ask."""

    heat: int = Field(default=0, ge=0, le=4)
    """The level from which on this is so: "is it a boat or a train?" may be asked calmly."""


class FactRule(Rule):
    """Words to lift from the mail: the group ``it`` of the pattern."""

    fact: Literal["name", "object", "duration", "impact", "reference"]

    @model_validator(mode="after")
    def _has_it(self) -> Self:
        if "(?P<it>" not in self.pattern.pattern:
            message = "a fact pattern needs a group (?P<it>...): the words to lift"
            raise ValueError(message)
        return self


class ScoreRules(Strict):
    """From points to level. ``levels`` are the least scores of the levels 1 to 4."""

    bias: float
    slope: float = Field(default=1.0, gt=0)
    """What a point counts in the score: score = logistic(bias + slope * points)."""
    polarity: float = Field(ge=0)
    """Points for a TextBlob polarity of -1 (and taken away for +1); 0 switches it off."""
    model: float = Field(default=0.0, ge=0)
    """Points for each step of the trained model's logit; 0 switches it off."""
    soothing: float = Field(default=1.0, ge=0, le=1)
    """What counts of those points where they calm: a third reminder may be courteous too."""
    unease: float = Field(default=0.0, ge=0)
    """Below level 2: points for each step of the logit by which a mail sounds as if something
    bothered its writer."""
    untitled: float = Field(default=1.0, ge=0, le=1)
    """What counts of the unease of what has no subject: posts and chats say it in other words than
    the mails it was learned from."""
    grudge: float = Field(default=0.0, ge=0)
    """From level 2 on: points for each step by which it sounds as if it held something against
    us."""
    against: float = Field(default=0.0, ge=0)
    """How much more the same decides whether a mail with a subject reaches level 2: how far it goes
    beyond, what happened tells better."""
    alarm: float = Field(default=0.0, ge=0)
    """How much its unease decides the same."""
    lead: float = 0.0
    """Points towards level 2 before these voices are asked."""
    brief: int = Field(default=0, ge=0)
    """Words up to which points count in full; in twice as many they count .7 each. 0 lets them
    always count in full."""
    ending: float = Field(default=0.0, ge=0)
    """How much the last turn of a dialogue counts besides the whole."""
    fade: float = Field(gt=0, le=1)
    """What each further family counts of the one before, the strongest first."""
    levels: tuple[float, float, float, float]

    @model_validator(mode="after")
    def _levels_rise(self) -> Self:
        if not all(a < b for a, b in zip((0, *self.levels), (*self.levels, 1), strict=True)):
            message = "levels must rise between 0 and 1"
            raise ValueError(message)
        return self


class ReadingRules(RuleFile):
    """Everything the room *reading* knows of one language."""

    noise: tuple[NoiseRule, ...] = ()
    forwarded: QuickRegex
    """Marks where somebody else's mail begins that the writer wants read."""
    score: ScoreRules
    negation: Regex | None = None
    """Ends right before a cue it takes back: "not at all" angry."""
    negation_after: FoldedRegex | None = None
    """Begins right behind a cue it takes back, in languages that deny at the end."""
    word_rest: Regex | None = None
    """Matches, right behind a cue that ends inside a word, what is left of it: no word shown to
    the user is torn, where blanks do not part words."""
    postscript: Regex | None = None
    """Begins a line below the signature that is text again: "P.S."."""
    fillers: str = ""
    """Words that tell the user nothing when they stand alone as evidence: "have", "this"."""
    small_letters: str = ""
    """Letters that tell as little where they stand alone or together: 四十, 个, 你们."""
    families: dict[str, Family]
    cues: tuple[Cue, ...]
    kinds: tuple[KindCue, ...]
    greeting: FoldedRegex
    """Opens a mail or an ask and is no part of it: "Hi Ann,"."""
    tail: FoldedRegex | None = None
    """Ends an ask and is no part of it: "lol", a hashtag."""
    asks: tuple[AskRule, ...]
    besides: FoldedRegex | None = None
    """Begins an ask that is added to those before, and comes behind them: "also", 另外, また."""
    ask_ear: float = Field(default=0.0, ge=0)
    """What a step of the logit of the trained ear for asks is worth beside the rank of a rule."""
    ask_least: float | None = None
    """From level 1 on a sentence whose logit is lower asks nothing, whatever a rule says of its
    words: it tells what was asked long ago, or by others. Without this the rules alone decide."""
    not_asks: tuple[NotAskRule, ...]
    """Sentences that look like an ask and are none: courtesy, rhetoric, insult."""
    fair: tuple[FoldedRule, ...] = ()
    """Sentences that say what would set a wrong right (B46)."""
    facts: tuple[FactRule, ...]
    not_names: Regex
    """Names no person bears: departments, firms, machines."""
    claims: tuple[FoldedRule, ...]
    letters: str = ""
    """Pairs of letters, apart by blanks: the first is read as the second (traditional Chinese)."""

    @model_validator(mode="after")
    def _families_exist(self) -> Self:
        for cue in self.cues:
            if cue.family not in self.families:
                message = f"rule {cue.id}: unknown family {cue.family!r}: add it to 'families'"
                raise ValueError(message)
        return self

    def pools(self) -> Iterable[list[Quick]]:
        """Noise is looked for in the whole mail, everything else in what is left of it."""
        noise = [self.forwarded, *(rule.pattern for rule in self.noise)]
        yield noise
        yield [pattern for pool in super().pools() for pattern in pool if pattern not in noise]

    def plain(self, text: str) -> str:
        """``text`` in the letters of the rules, exactly as long as before: offsets stay valid."""
        return text.translate(self._letters) if self.letters and is_wide(text) else text

    @model_validator(mode="after")
    def _letters_come_in_pairs(self) -> Self:
        odd = next((pair for pair in self.letters.split() if len(pair) != len("ab")), None)
        if odd:
            message = f"letters: {odd!r} is no pair: write two letters, then a blank"
            raise ValueError(message)
        return self

    @cached_property
    def _letters(self) -> dict[int, str]:
        return {ord(pair[0]): pair[1] for pair in self.letters.split()}

    @cached_property
    def filling(self) -> frozenset[str]:
        """The fillers, one by one."""
        return frozenset(self.fillers.split())

    @cached_property
    def small(self) -> frozenset[str]:
        """The small letters, one by one."""
        return frozenset(self.small_letters)

    @cached_property
    def praises(self) -> tuple[Cue, ...]:
        """The cues of earned thanks."""
        return tuple(cue for cue in self.cues if self.families[cue.family].praise)
