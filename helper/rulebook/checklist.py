"""The rules of the checklist, as ``rules/<language>/replying-checklist.yaml`` holds them.

Patterns with proof (lint), words by which moves are known (cues), the writer's own heat, and how
each finding that only the code can make is worded (notes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal, Self

from pydantic import Field, model_validator

from helper.contracts import Kind, Level, Reading
from helper.rulebook.base import QuickRegex, Regex, RuleFile, Strict, TextRule
from helper.rulebook.folding import sentence_around
from helper.rulebook.quick import Quick

NOTES = frozenset(
    {
        "ack.missing",
        "ack.late",
        "ack.fix_only",
        "ack.brush_off",
        "name.missing",
        "name.wrong",
        "promise.without_time",
        "proof.doubled",
        "proof.attachment",
        "language.other",
        "ask.open",
        "data.known",
        "jargon.unknown",
        "promise.outside_hours",
        "promise.beyond_load",
        "promise.for_others",
        "sign.twice",
        "tone.cold",
        "tone.excuse",
        "tone.order",
        "tone.passive",
    }
)
"""Findings that need more than a pattern; the code finds them, the rules word them."""

Tick = Literal[
    "their_name", "your_name", "thanks", "understood", "simple", "positive", "brief", "proofread"
]
Cue = Literal[
    "name",
    "sorry",
    "understanding",
    "alliance",
    "action",
    "time",
    "choice",
    "question",
    "data",
    "fix",
    "thanks",
    "sign",
]


def _around(found: re.Match[str]) -> str:
    return sentence_around(found.string, *found.span())


class LintRule(TextRule):
    """Something in the user's text worth a word. A ``fix`` is only written where it is safe.

    ``fix`` is expanded with the match; ``fixes`` maps the folded match to its replacement.
    ``tick`` is the point of the checklist that the finding leaves open.
    """

    severity: Literal["hint", "warning"]
    message: str = Field(min_length=1)
    fix: str | None = None
    fixes: dict[str, str] = Field(default_factory=dict)
    tick: Tick | None = None
    from_level: Level = 0
    """Below it the words are harmless; where no mail is known, nobody knows that it was calm."""
    kinds: tuple[Kind, ...] = ()
    """To which kinds of mail it speaks, none for all: a price asked for may be given."""
    unless: Regex | None = None
    """Words that make it harmless when they stand in the same sentence, such as a time."""
    manners: bool = False
    """Whether it is about manners: then it is silent where the whole sentence sounds kind."""
    mirrored: bool = False
    """Whether the words may stand where the mail itself has them: they are said back then (B17)."""

    def speaks(self, reading: Reading | None) -> bool:
        """Whether it has a word on replies to this mail; on any reply, if the mail is unknown."""
        if reading is None:
            return True
        about = not self.kinds or reading.kind in {None, *self.kinds}
        return about and (reading.level or 0) >= self.from_level

    def all_in(self, text: str, folded: str) -> Iterator[re.Match[str]]:
        """Every place that is not made harmless by the rest of its sentence."""
        for found in super().all_in(text, folded):
            if self.unless is None or not self.unless.search(_around(found)):
                yield found

    @model_validator(mode="after")
    def _fix_expands(self) -> Self:
        if self.fix is None:
            return self
        for example in self.yes:
            found = self.find(example)
            try:
                _ = found and found.expand(self.fix)
            except (re.error, IndexError) as error:
                message = f"fix {self.fix!r} does not fit the pattern: {error}"
                raise ValueError(message) from error
        return self


class CueRule(TextRule):
    """Words by which a move is known in any text."""

    move: Cue


class HeatRule(TextRule):
    """Words that show the writer's own anger (B72); ``weight`` 0..1."""

    weight: float = Field(gt=0, le=1)


class Note(Strict):
    """Wording and weight of a finding that the code makes."""

    severity: Literal["hint", "warning"]
    message: str
    source: str
    tick: Tick | None = None
    off: bool = False
    """Whether the user switched it off."""


class Plain(Strict):
    """What counts as brief and simple (B67, B69)."""

    least_words: int = Field(ge=0)
    most_words: int = Field(ge=1)
    draft_least_words: int = Field(ge=0)
    """A draft that says less is tried in other words: it would sound curt (B67)."""
    draft_words: int = Field(ge=1)
    """A draft that would be longer leaves its question about the history out (B69)."""
    brush_off_words: int = Field(ge=0)
    """A reply to a frustrated mail with fewer words is a brush-off (B23)."""
    most_grade: float
    syllable: Regex
    per_sentence: float
    per_word: float
    base: float
    """Grade = per_sentence x words/sentence + per_word x syllables/word + base."""
    called: Regex | None = None
    """A greeting with a name (a group each), in scripts that have no capitals to know it by."""
    family: Regex | None = None
    """A family name of more than one letter at the start of a name written without a space."""
    may_double: frozenset[str] = frozenset()
    """Words that may stand twice in a row without being a slip, such as "had had"."""


class ChecklistRules(RuleFile):
    """What is noticed in a text the user typed, and how it is said."""

    lint: tuple[LintRule, ...]
    cues: tuple[CueRule, ...]
    tied: Regex
    """Words that tie a promise to something that happens first, which is a time of its own."""
    others: Regex
    """Whoever can keep a promise beside the writer: a thing that comes or goes cannot."""
    answers: Regex
    """Words that answer the one question there was, whatever words it was asked in."""
    attaches: Regex
    """Words that announce a file."""
    numbers: Regex
    """Names of a number that is asked for; ``what`` is what it numbers, such as an order."""
    jargon: QuickRegex
    """Terms of the trade that a customer may not know."""
    heat: tuple[HeatRule, ...]
    notes: dict[str, Note]
    elsewhere: dict[str, str] = Field(default_factory=dict)
    """What rules of other languages alone notice, by their ids: told to who reads this one."""
    plain: Plain

    def pools(self) -> Iterable[list[Quick]]:
        """The terms of the trade are looked for in the same texts."""
        yield [self.jargon, *chain(*super().pools())]

    @model_validator(mode="after")
    def _notes_are_complete(self) -> Self:
        if wrong := NOTES ^ self.notes.keys():
            message = f"notes must hold exactly these: {', '.join(sorted(NOTES))}; see {wrong}"
            raise ValueError(message)
        return self
