"""Choose among the variants of a move: the same mail gets the same ones, two mails rarely do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from helper.contracts import Cause, Form, Level
from helper.replying.composing.filling import NEARLY, Filling
from helper.replying.composing.variety import Run, runs, tokens
from helper.replying.composing.voice import Voice, as_said
from helper.replying.understanding.facts import Slots
from helper.rulebook.composing import SLOTS, Variant, names_in
from helper.rulebook.replying import ReplyingRules
from helper.rulebook.understanding import Need

_TOLD = frozenset({"rest", "cited", "told", "wrong", "impact", "since", "span"})
_NAMED = frozenset({"ask", "know", "deed", "doing", "order", "gift", "quoted", "wrote"})
_ASKED = _NAMED | {"deadline"}
_COUNTED = frozenset({"asked"})
_LEFT = frozenset({"others"})
_PROMISED = frozenset({"promised", "pledge", "due"})
_ONCE = _TOLD | _ASKED | _PROMISED | {"topic"} | _COUNTED
"""What happened, for how long, to what, what they ask for by when, and what they were promised,
which is said once, but for what is promised anew."""
_CLAUSES = frozenset({"rest"})
THINGS = frozenset({"object", "topic"})
"""What it is about, which is said once while showing that it was heard."""
_NAMING = THINGS | _ASKED
_HEARING = frozenset({"sorry", "understanding"})
_NEAR = frozenset({"wrong", "cited", "told", "impact"})
_NEAR_OR_NAMED = _NEAR | _NAMED
"""What hurt, and what it means for them, goes before all that is said in general; and so does
what it is about, after these. Where the thing has a name, what they ask for is as near: what is
done is done about that."""
_REACH = 200
"""Characters at the end of a text that surely hold the words of a run."""
_Rank: TypeAlias = tuple[int, int, float, int]
_Ranked: TypeAlias = list[tuple[_Rank, Variant]]
_Conditions: TypeAlias = tuple[tuple[str, ...], tuple[Need, ...], tuple[Form, ...]]
_TRIES = 6
_FEW = 4
_CANDIDATES = 48
"""In how many ways a template is filled when some were used of late: at least so many each,
and more where there are few templates to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What decides which variant of a move fits."""

    form: Form
    level: Level
    cause: Cause | None
    need: Need | None
    what: str


@dataclass(frozen=True, slots=True)
class Said:
    """A variant with its words, and how many runs of other drafts these repeat."""

    variant: Variant
    text: str
    again: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Chooses among the variants of ``rules``, and says them with ``filling``.

    ``own`` are phrases of the matter the mail is about: they go before the common ones.
    ``lately`` holds the runs of other drafts, which are not said again if it can be helped, in
    the forms of ``voice``, as it speaks to somebody ``calm``. A ``brief`` filling leaves the
    shorter half of equals (1), or the shortest (2).
    """

    rules: ReplyingRules
    filling: Filling
    own: Mapping[str, tuple[str, ...]]
    lately: frozenset[Run]
    voice: Voice
    calm: bool
    fitting: dict[tuple[str, Situation, str | None], list[Variant]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What fits by move, situation and hurt, whatever is known: found once for each mail."""
    ranked: dict[tuple[str, Situation, str | None, frozenset[str]], _Ranked] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What of that can be said, and tells nothing again, best first: found once for the facts."""
    told: dict[str, tuple[list[str], set[Run]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """How a text that was tried begins, and which runs of other drafts it repeats."""

    @property
    def slots(self) -> Slots:
        """The facts that may be named."""
        return self.filling.slots

    def knowing(self, slots: Slots, brief: int | None = None) -> Wording:
        """The same with other facts, or more briefly."""
        brief = self.filling.brief if brief is None else brief
        filling = self.filling.knowing(slots, brief)
        return replace(self, filling=filling, ranked=self.ranked if slots == self.slots else {})

    def in_other_words(self, number: int) -> Wording:
        """The same for the same facts, other words for each ``number``."""
        filling = self.filling
        return replace(self, filling=replace(filling, seed=filling.seed + "+" * number))

    def ways(
        self, move: str, situation: Situation, before: str = "", hurt: str | None = None
    ) -> Iterator[Said]:
        """Ways to say ``move`` after ``before``, best first.

        One for this very hurt or matter comes before one that uses more of the facts, and that
        before the rest; of equals the one that says least again, then as the seed has it. What was
        said of late and tells nothing of the mail gives way to the rest of its conditions.
        """
        once = _ONCE | THINGS if move in _HEARING else _ONCE
        again = self._told_in(before, once - _PROMISED if move == "time" else once)
        late: list[Said] = []
        kept: _Conditions | None = None
        ranked = self._ranked(move, situation, hurt, again)
        for _, group in groupby(ranked, key=itemgetter(0)):
            equals = [one for _, one in group]
            if kept not in (None, _conditions(equals[0])):
                yield from _least_first(late)
                late = []
            kept = _conditions(equals[0])
            # A sorry is never cut short: two hurts need two of them.
            brief = min(self.filling.brief, 1) if move == "sorry" else self.filling.brief
            for said in self._ordered(self._unfelt(equals, before), before, brief):
                if said.again and _may_wait(said.variant):
                    late.append(said)
                else:
                    yield said
        yield from _least_first(late)

    def _ranked(
        self, move: str, situation: Situation, hurt: str | None, again: frozenset[str]
    ) -> _Ranked:
        """The variants that can be said and tell nothing ``again``, best first."""
        wanted = move, situation, hurt, again
        if wanted not in self.ranked:
            fitting = self._variants(move, situation, hurt)
            known = [one for one in fitting if again.isdisjoint(names_in(one.text))]
            ranked = [(self._rank(one), one) for one in known if self.filling.can(one.text)]
            self.ranked[wanted] = sorted(ranked, key=itemgetter(0))
        return self.ranked[wanted]

    def _variants(self, move: str, situation: Situation, hurt: str | None) -> list[Variant]:
        wanted = move, situation, hurt
        if wanted not in self.fitting:
            variants = self.rules.moves[move]  # type: ignore[index]
            self.fitting[wanted] = [one for one in variants if _fits(one, situation, hurt)]
        return self.fitting[wanted]

    def _unfelt(self, equals: Sequence[Variant], before: str) -> Sequence[Variant]:
        """``equals`` without those that name a feeling which is named ``before`` or will be.

        What the matter makes one feel is said as it is, so the others give way to it.
        """
        feelings = self.rules.composing.feelings
        if feelings is None or len(equals) < _FEW:
            return equals
        felt = [feelings.distinct(one) for one in self.own.get("felt", ())]
        said = feelings.distinct(before) | (set.intersection(*felt) if felt else set())
        others = [one for one in equals if said.isdisjoint(feelings.distinct(one.text))]
        return others or equals

    def _ordered(self, equals: Sequence[Variant], before: str, brief: int) -> Iterator[Said]:
        equals = sorted(equals, key=lambda one: self.filling.chance(one.text))
        if brief:
            equals = _shorter(equals) if brief == 1 else _shortest(equals)
        if not self.lately:
            return (Said(one, self.filling.say(one.text)) for one in equals)
        return self._least_again(equals, before)

    def _least_again(self, equals: Sequence[Variant], before: str) -> Iterator[Said]:
        """What was not said of late as it comes, then the rest, the least repeated first."""
        tail = tokens(before[-_REACH:])[1 - self.rules.composing.run_length :]
        again: dict[str, Said] = {}
        for one, text in self._fillings(equals):
            if text in again:
                continue
            if repeats := self._repeats(tail, text):
                again[text] = Said(one, text, repeats)
            else:
                yield Said(one, text)
        yield from _least_first(again.values())

    def _fillings(self, equals: Sequence[Variant]) -> Iterator[tuple[Variant, str]]:
        tries = max(_TRIES, _CANDIDATES // len(equals))
        varied = [one for one in equals if not SLOTS.issuperset(names_in(one.text))]
        for turn in range(tries):
            for one in varied if turn else equals:
                yield one, self.filling.say(one.text, turn)

    def _repeats(self, tail: list[str], text: str) -> int:
        """How many runs of other drafts ``text`` repeats, those that begin in the ``tail`` too."""
        length = self.rules.composing.run_length
        if text not in self.told:
            said = tokens(as_said(text, self.voice, self.rules.voice, calm=self.calm))
            self.told[text] = said[: length - 1], runs(said, length) & self.lately
        begun, again = self.told[text]
        return len(again | (runs(tail + begun, length) & self.lately))

    def _told_in(self, before: str, names: frozenset[str]) -> frozenset[str]:
        """Which of these facts were told already, be it in the words of another one."""
        said = before.casefold()
        known = names & self.slots.keys()
        told = frozenset(name for name in known if self._gist(name) in said)
        thing = self._gist("topic") if self.rules.named and "topic" in self.slots else ""
        if thing and thing in said:
            told |= {name for name in known & _CLAUSES if thing in self.slots[name].casefold()}
        if not self.rules.asking.others:
            return told
        # Beside an ask that is named only the others are counted, and all of them where none is.
        return told | (_LEFT if told.isdisjoint(_NAMED) else _COUNTED)

    def _gist(self, name: str) -> str:
        """By what a fact is known again: "a claim" tells of "your claim" as well."""
        fact = self.slots[name].casefold()
        if self.rules.named and name in THINGS:
            return self.slots.get("short", fact).casefold().rsplit(" ", 1)[-1]
        return fact

    def _rank(self, variant: Variant) -> _Rank:
        names = names_in(variant.text)
        hears = _NEAR_OR_NAMED if self.rules.named else _NEAR
        near = not (hears.isdisjoint(names) and self.own.keys().isdisjoint(names))
        is_named = self.rules.named and not _NAMING.isdisjoint(names)
        return (
            -4 * near - 3 * bool(variant.needs) - 2 * bool(is_named) - bool(variant.hurts),
            -bool(variant.forms),
            -self.filling.worth(variant.text),
            -bool(variant.causes),
        )


def _least_first(said: Iterable[Said]) -> list[Said]:
    return sorted(said, key=lambda one: one.again)


def _conditions(variant: Variant) -> _Conditions:
    """What a variant is for; one in its stead must be for the same."""
    return variant.hurts, variant.needs, variant.forms


def _may_wait(variant: Variant) -> bool:
    """Whether one can do without it, since it tells nothing of the mail."""
    return (_ONCE | _LEFT | THINGS).isdisjoint(names_in(variant.text))


def _shorter(equals: Sequence[Variant]) -> Sequence[Variant]:
    """The shorter half of these, or a few."""
    return sorted(equals, key=_length)[: max(_FEW, len(equals) // 2)]


def _shortest(equals: Sequence[Variant]) -> Sequence[Variant]:
    """The shortest of these, and those hardly longer."""
    most = min(map(_length, equals), default=0) + NEARLY
    return [one for one in sorted(equals, key=_length) if _length(one) <= most]


def _length(variant: Variant) -> int:
    return len(variant.text)


def _fits(variant: Variant, situation: Situation, hurt: str | None) -> bool:
    return (
        _allows(variant.levels, situation.level)
        and _allows(variant.forms, situation.form)
        and _allows(variant.needs, situation.need)
        and _allows(variant.causes, situation.cause)
        and _allows(variant.hurts, hurt)
        and variant.what in (None, situation.what)
    )


def _allows(allowed: Sequence[object], value: object) -> bool:
    return not allowed or value in allowed
