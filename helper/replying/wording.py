"""Choose words for a move: the same mail always gets the same ones, two mails rarely do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from helper.contracts import Cause, Form, Level
from helper.replying.facts import Slots
from helper.rulebook.replying import SLOTS, ReplyingRules, Variant, names_in

_NAME = re.compile(r"\{([a-z_]+)\}")

_WORTH = {"ask": 2}
"""What they ask for shows more understanding than what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What decides which variant of a move fits."""

    form: Form
    level: Level
    cause: Cause | None
    what: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Fills templates from ``slots``; ``seed`` stands for the mail and decides between equals."""

    rules: ReplyingRules
    slots: Slots
    seed: str

    def variants(self, move: str, situation: Situation, hurt: str | None = None) -> list[Variant]:
        """The fitting variants of ``move``, best first.

        One for this very hurt comes before one that uses more of the facts, and that before
        one for the cause; the seed puts equals in an order of its own.
        """
        fitting = [
            variant
            for variant in self.rules.moves[move]  # type: ignore[index]
            if _fits(variant, situation, hurt) and self._can(variant.text)
        ]
        return sorted(fitting, key=lambda one: (self._rank(one), self._chance(one.text)))

    def say(self, template: str) -> str:
        """``template`` with facts and phrases filled in."""
        return _NAME.sub(lambda found: self._fill(found[1], template), template)

    def _fill(self, name: str, template: str) -> str:
        if name in SLOTS:
            return self.slots[name]
        options = [option for option in self.rules.phrases[name] if self._can(option)]
        return self.say(min(options, key=lambda option: self._chance(f"{template} {option}")))

    def _can(self, template: str) -> bool:
        return all(
            name in self.slots
            if name in SLOTS
            else any(self._can(option) for option in self.rules.phrases[name])
            for name in names_in(template)
        )

    def _rank(self, variant: Variant) -> tuple[int, int, int, int]:
        facts = self._facts(variant.text)
        return (-bool(variant.hurts), -bool(variant.forms), -facts, -bool(variant.causes))

    def _facts(self, template: str) -> int:
        """What a template tells at least of the mail, whichever phrases are chosen."""
        return sum(
            _WORTH.get(name, 1)
            if name in SLOTS
            else min(self._facts(one) for one in self.rules.phrases[name] if self._can(one))
            for name in names_in(template)
        )

    def _chance(self, text: str) -> bytes:
        return blake2b(f"{self.seed}\0{text}".encode(), digest_size=8).digest()


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
