"""The rules of the room *replying*, as ``rules/<language>/replying*.yaml`` hold them.

Three parts, as the room has shelves: how a mail is understood, how a reply is put together, and
what the checklist notices.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Self, TypeVar

from pydantic import BaseModel, model_validator

from helper.rulebook.checklist import ChecklistRules
from helper.rulebook.composing import SLOTS, ComposingRules, names_in
from helper.rulebook.quick import Quick
from helper.rulebook.understanding import Matter, UnderstandingRules

Model = TypeVar("Model", bound=BaseModel)


def _saying(one: Model, **words: object) -> Model:
    return one.model_copy(update=words)


class ReplyingRules(UnderstandingRules, ComposingRules, ChecklistRules):
    """Everything the room *replying* knows of one language."""

    def pools(self) -> Iterable[list[Quick]]:
        """What else is looked for in whole mails walks through them with the rules."""
        told = (*self.stakes, *self.deadlines, *self.sympathies, *self.joys)
        mentions = (one.pattern for one in told)
        signs = (self.grief, self.wrongs, self.astray, self.troubles)
        moods = (self.friendly, self.regrets, self.playful, self.praise_first)
        known = (one for one in (*signs, *moods) if one)
        yield [*chain(*super().pools()), *mentions, *known, *self.fields.values()]

    def explained_by(self, other: ReplyingRules) -> Self:
        """The same rules, which say what they notice as those of the reader's own language do."""
        said = other.elsewhere | {rule.id: rule.message for rule in other.lint}
        lint = (_saying(rule, message=said.get(rule.id, rule.message)) for rule in self.lint)
        notes = {
            name: _saying(one, message=other.notes[name].message)
            for name, one in self.notes.items()
        }
        gaps = {
            name: _saying(one, hint=other.gaps[name].hint if name in other.gaps else one.hint)
            for name, one in self.gaps.items()
        }
        return _saying(self, lint=tuple(lint), notes=notes, gaps=gaps)

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        known = SLOTS | self.phrases.keys()
        for matter in self._matters():
            if matter.field and matter.field not in self.fields:
                message = f"{matter.id}: no field of this name: {matter.field}"
                raise ValueError(message)
            if unknown := matter.phrases.keys() - self.phrases.keys():
                message = f"{matter.id}: no phrases of this name: {', '.join(sorted(unknown))}"
                raise ValueError(message)
        for template in self.templates():
            for name in names_in(template):
                if name not in known:
                    message = f"unknown name {{{name}}} in {template!r}"
                    raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _plans_have_words(self) -> Self:
        for plan in self.plans:
            for move in (move for paragraph in plan.paragraphs for move in paragraph):
                if move not in self.moves:
                    message = f"plan {plan.form!r} needs the move {move!r}, which has no variants"
                    raise ValueError(message)
        return self

    def _matters(self) -> tuple[Matter, ...]:
        return (*self.events, *self.matters, *self.records, *([self.scant] if self.scant else []))

    def templates(self) -> Iterable[str]:
        """Every text that drafts are made of, with its ``{names}``."""
        yield from (variant.text for variants in self.moves.values() for variant in variants)
        matters = self._matters()
        yield from (text for one in matters for text in one.that)
        for detail in self.details:
            yield from (*detail.asks, *detail.hot, *detail.work, *detail.kin_asks)
            for held in detail.known:
                yield from (*held.asks, *(held.both or ()), *held.work)
        phrases = (self.phrases, self.named, *(one.phrases for one in matters))
        yield from (text for one in phrases for texts in one.values() for text in texts)
