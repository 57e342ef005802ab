"""Fill a template: with the facts of a mail, and with phrases, each chosen by the mail's seed.

What a phrase says is a template again, so what a template tells is known only once it is known
what each of its phrases tells at least.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b

from helper.replying.understanding.facts import Slots
from helper.rulebook.composing import SLOTS, names_in

NEARLY = 3
"""What is longer than the shortest by no more characters is as short, so drafts still vary."""
_NAME = re.compile(r"\{([a-z_]+)\}")
_KNOWN = 2048
"""So many templates are taken apart once only; a language has some 800, and those of matters."""
_WORTH = {
    **dict.fromkeys(("ask", "know", "deed", "order"), 4),
    "gift": 5,
    "doing": 5,
    "cited": 4,
    "told": 4,
    "rest": 5,
    "wrong": 3,
    "impact": 2,
    "quoted": 2,
    "wrote": 2,
    "object": 2,
    "promised": 3,
    "heed": 2,
    "pledge": 2,
    "anew": 5,
}
"""What happened and what they ask for show more understanding than what it is about."""
_UNKNOWN = float("-inf")
"""What a template is worth that needs what is not known."""


@dataclass(frozen=True, slots=True)
class _Needed:
    """What a template is filled with; ``worth`` is what its facts tell of the mail."""

    facts: frozenset[str]
    phrases: tuple[str, ...]
    worth: float


@lru_cache(maxsize=_KNOWN)
def _needed(template: str) -> _Needed:
    names = names_in(template)
    facts = [name for name in names if name in SLOTS]
    phrases = tuple(name for name in names if name not in SLOTS)
    return _Needed(frozenset(facts), phrases, sum(_WORTH.get(name, 1.0) for name in facts))


@lru_cache(maxsize=_KNOWN)
def _parts(template: str) -> tuple[str, ...]:
    """The texts of a template, and between each two of them a name."""
    return tuple(_NAME.split(template))


@dataclass(frozen=True, slots=True)
class Filling:
    """What templates are filled from: ``slots``, and ``phrases`` with the ways to say each.

    ``seed`` stands for the mail and decides between equals. Where ``brief`` is 2, the shortest of
    these ways are left.
    """

    phrases: Mapping[str, tuple[str, ...]]
    slots: Slots
    seed: str
    brief: int
    options: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    """What is left of each phrase with the facts known; found once."""
    weighed: dict[str, float] = field(default_factory=dict, repr=False, compare=False)
    """What each template tells of the mail; weighed once."""

    def knowing(self, slots: Slots, brief: int) -> Filling:
        """The same with other facts, or more briefly."""
        if slots == self.slots:
            return replace(self, brief=brief)
        return Filling(self.phrases, slots, self.seed, brief)

    def say(self, template: str, turn: int = 0) -> str:
        """``template`` with facts and phrases filled in, in the ``turn``-th way."""
        parts = list(_parts(template))
        parts[1::2] = [self._fill(name, template, turn) for name in parts[1::2]]
        return "".join(parts)

    def has_said(self, phrase: str, before: str) -> bool:
        """Whether ``before`` holds one of the ways to say ``phrase`` already."""
        return any(self.say(one) in before for one in self._options(phrase))

    def can(self, template: str) -> bool:
        """Whether all that ``template`` needs is known."""
        return self.worth(template) > _UNKNOWN

    def worth(self, template: str) -> float:
        """What a template tells at least of the mail, whichever phrases are chosen."""
        found = self.weighed.get(template)
        if found is None:
            found = self.weighed[template] = self._weigh(template)
        return found

    def chance(self, text: str) -> bytes:
        """Always the same for a text in answer to a mail, another for the next."""
        return blake2b(f"{self.seed}\0{text}".encode(), digest_size=8).digest()

    def _fill(self, name: str, template: str, turn: int) -> str:
        if name in SLOTS:
            return self.slots[name]
        options = self._options(name)
        if self.brief > 1:
            most = min(map(len, options)) + NEARLY
            options = tuple(one for one in options if len(one) <= most)
        chance = self.chance(f"{template} {turn or ''} {name}")
        return self.say(options[int.from_bytes(chance, "big") % len(options)], turn)

    def _options(self, phrase: str) -> tuple[str, ...]:
        found = self.options.get(phrase)
        if found is None:
            found = tuple(one for one in self.phrases[phrase] if self.can(one))
            self.options[phrase] = found
        return found

    def _weigh(self, template: str) -> float:
        needed = _needed(template)
        if not needed.facts <= self.slots.keys():
            return _UNKNOWN
        return sum(map(self._least, needed.phrases), needed.worth)

    def _least(self, phrase: str) -> float:
        return min(map(self.worth, self._options(phrase)), default=_UNKNOWN)
