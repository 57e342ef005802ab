"""Choose words for a move: the same mail always gets the same ones, two mails rarely do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby

from helper.contracts import Cause, Form, Level
from helper.replying.facts import Slots
from helper.replying.variety import Run, runs, tokens
from helper.rulebook.replying import SLOTS, ReplyingRules, Variant, names_in

_NAME = re.compile(r"\{([a-z_]+)\}")

_WORTH = {"ask": 4, "told": 3, "impact": 2}
"""What happened and what they ask for show more understanding than what it is about."""
_TRIES = 6
"""In how many ways a template is filled when some were used of late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What decides which variant of a move fits."""

    form: Form
    level: Level
    cause: Cause | None
    what: str


@dataclass(frozen=True, slots=True)
class Said:
    """A variant with its words."""

    variant: Variant
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Fills templates from ``slots``; ``seed`` stands for the mail and decides between equals.

    ``lately`` holds the runs of other drafts, which are not said again if it can be helped;
    ``brief`` puts the shortest of equals first.
    """

    rules: ReplyingRules
    slots: Slots
    seed: str
    lately: frozenset[Run] = field(default=frozenset())
    brief: bool = False
    _open: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)
    """What is left of each phrase with the facts known; found once."""

    def ways(
        self, move: str, situation: Situation, before: str = "", hurt: str | None = None
    ) -> Iterator[Said]:
        """Ways to say ``move`` after ``before``, best first.

        One for this very hurt comes before one that uses more of the facts, and that before
        the rest; of equals the one that says least again, then as the seed has it.
        """
        fitting = [
            variant
            for variant in self.rules.moves[move]  # type: ignore[index]
            if _fits(variant, situation, hurt) and self._can(variant.text)
        ]
        for _, equals in groupby(sorted(fitting, key=self._rank), key=self._rank):
            yield from self._ordered(list(equals), before)

    def _ordered(self, equals: Sequence[Variant], before: str) -> list[Said]:
        equals = sorted(equals, key=lambda one: self._chance(one.text))
        if self.brief:
            return sorted((Said(one, self.say(one.text)) for one in equals), key=_length)
        if not self.lately:
            return [Said(one, self.say(one.text)) for one in equals]
        tail = tokens(before)[1 - self.rules.composing.run_length :]
        said = [Said(one, self.say(one.text, n)) for n in range(_TRIES) for one in equals]
        return sorted(said, key=lambda one: self._repeats(tail, one.text))

    def _repeats(self, tail: list[str], text: str) -> int:
        return len(runs(tail + tokens(text), self.rules.composing.run_length) & self.lately)

    def say(self, template: str, turn: int = 0) -> str:
        """``template`` with facts and phrases filled in, in the ``turn``-th way."""
        return _NAME.sub(lambda found: self._fill(found[1], template, turn), template)

    def _fill(self, name: str, template: str, turn: int) -> str:
        if name in SLOTS:
            return self.slots[name]
        options = self._options(name)
        salt = f"{template} {turn or ''}"
        return self.say(min(options, key=lambda option: self._chance(salt + option)), turn)

    def _can(self, template: str) -> bool:
        return all(
            name in self.slots if name in SLOTS else bool(self._options(name))
            for name in names_in(template)
        )

    def _options(self, phrase: str) -> tuple[str, ...]:
        found = self._open.get(phrase)
        if found is None:
            found = tuple(one for one in self.rules.phrases[phrase] if self._can(one))
            self._open[phrase] = found
        return found

    def _rank(self, variant: Variant) -> tuple[int, int, int, int]:
        facts = self._facts(variant.text)
        return (-bool(variant.hurts), -bool(variant.forms), -facts, -bool(variant.causes))

    def _facts(self, template: str) -> int:
        """What a template tells at least of the mail, whichever phrases are chosen."""
        return sum(
            _WORTH.get(name, 1)
            if name in SLOTS
            else min(self._facts(one) for one in self._options(name))
            for name in names_in(template)
        )

    def _chance(self, text: str) -> bytes:
        return blake2b(f"{self.seed}\0{text}".encode(), digest_size=8).digest()


def _length(said: Said) -> int:
    return len(said.text)


def _fits(variant: Variant, situation: Situation, hurt: str | None) -> bool:
    return (
        _allows(variant.levels, situation.level)
        and _allows(variant.forms, situation.form)
        and _allows(variant.causes, situation.cause)
        and _allows(variant.hurts, hurt)
        and variant.what in (None, situation.what)
    )


def _allows(allowed: Sequence[object], value: object) -> bool:
    return not allowed or value in allowed
