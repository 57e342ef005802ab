"""What a later mail of the user proves about an earlier promise in its thread (B57).

The rule, in the order it is asked:

1. A mail that asks for more time, names the old one besides a new one, repeats the same
   commitment or a part of it that is still to come, says by when it will tell what was to be told,
   or holds hardly anything besides a new promise about nothing else renegotiates: with a new time
   the old row gives way to the new one, without it the old row stays open.
2. A mail that says it will not be done, as nobody needs it any more, drops the promise.
3. An out-of-office note, or a mail that only thanks, nods or wishes well, proves nothing.
4. A promise to ask how it is, is kept by asking.
5. A mail that says the matter is still open, or adds a word on something else, proves nothing.
6. What is not done by mail (a call, a refund) is proved only by a mail that tells it is done.
7. Things that were promised (the quote) are each delivered by a clause that names it, by its own
   or a kindred word or in its form (£480), and hands it over, or all by a mail that hands over
   something without a name ("attached"). "Here's the parking map" is no quote, and neither is
   "parking is £5" or "our quote software has crashed". What came with earlier mails counts.
8. Anything else that goes out after a promise to look, ask or answer delivers it, unless all of it
   only leads up to a question. A question beside an answer takes nothing away.

In another thread about the same matter only plain words count: that it is done, or that this
very thing needs more time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from helper.contracts import FoundPromise
from helper.remembering.keeping.plans import besides, calls_off, plans_of
from helper.remembering.keeping.things import (
    alike,
    content,
    handed,
    names_thing,
    names_word,
    things,
    without_compounds,
    words_of,
)
from helper.rulebook.remembering import RememberingRules
from helper.sentences import CLAUSE, SENTENCE
from helper.text import words

Ending = Literal["kept", "renegotiated", "dropped"]
Verdict = Ending | Literal["open"]

LITTLE = 12
"""So many words around a promise are greeting and name, not an answer."""

_STATEMENT = re.compile(r"[^.!?。！？，\n]+[.!。！，]?")
_STOPS = ".!。！，"
_SAME_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Earlier:
    """An open promise as a later mail meets it, in the letters of the rules."""

    sentence: str
    """What was promised, without the time."""
    recalled: bool = False
    """The mail names the time that was promised, besides a later one."""
    had: frozenset[str] = frozenset()
    """The names of promised things that came with earlier mails."""
    others: Sequence[str] = ()
    """What else is open: nothing that is said of one moves another."""
    days: frozenset[date] = frozenset()
    """When that is due."""
    told: frozenset[int] = frozenset()
    """Where the mail names the old time of anything else: no new one."""


class _Left:
    """What a mail says besides its own promises, and what that does for an old one."""

    def __init__(
        self, old: Earlier, text: str, plans: Sequence[FoundPromise], rules: RememberingRules
    ) -> None:
        self.text = besides(text, plans)
        self._old, self._rules = old, rules

    @cached_property
    def done(self) -> bool:
        """Whether it tells of anything that it is done."""
        return bool(self._rules.fulfilment.done.search(self.text))

    @cached_property
    def told(self) -> bool:
        """Whether it tells that of what was promised."""
        return _tells_of(self._old.sentence, self.text, self._rules)

    @cached_property
    def delivered(self) -> frozenset[str]:
        """The names of the promised things that it hands over."""
        said = self._rules.fulfilment.asking.sub(" ", self.text)
        return handed(self._old.sentence, said, self._rules, self._old.others)


def verdict(
    old: Earlier, text: str, found: Sequence[FoundPromise], rules: RememberingRules
) -> Verdict:
    """What a mail with ``text`` and new promises ``found`` makes of an old promise."""
    sentence = old.sentence
    says = rules.fulfilment
    plans = plans_of(sentence, found, rules)
    left = _Left(old, text, plans, rules)
    got = old.had | left.delivered if left.told else old.had
    missing = [thing.words for thing in things(sentence, rules) if thing.name not in got]
    again = any(
        _is_same(sentence, one.text, rules)
        or any(thing & words_of(one.text, rules) for thing in missing)
        or (not left.done and _tells_later(sentence, one, rules))
        for one in plans
    )
    little = bool(plans) and not left.done and len(words(left.text)) <= LITTLE
    more = bool(says.new_time.search(text))
    if (again or little or more or old.recalled) and heirs(old, plans, rules):
        return "renegotiated"
    if calls_off(sentence, left.text, rules):
        return "dropped"
    thanks = says.thanks_only.fullmatch(left.text.strip())
    silent = not left.done and (thanks or says.absent.search(text))
    if silent or again or (more and not left.told):
        return "open"
    return "kept" if _delivers(old, left, rules) else "open"


def _tells_later(sentence: str, plan: FoundPromise, rules: RememberingRules) -> bool:
    """Whether one will tell by a time what one had promised to tell: it is not told yet."""
    telling = rules.outcome
    return bool(plan.due and telling.search(sentence) and telling.search(plan.text))


def parts(
    old: Earlier, text: str, found: Sequence[FoundPromise], rules: RememberingRules
) -> frozenset[str]:
    """The names of the promised things that a mail hands over besides its own promises."""
    return _Left(old, text, plans_of(old.sentence, found, rules), rules).delivered


def _delivers(old: Earlier, left: _Left, rules: RememberingRules) -> bool:
    """Whether what a mail says besides its own promises is what the sentence promised."""
    says, sentence, rest = rules.fulfilment, old.sentence, left.text
    if says.inquiry.search(sentence) and _inquires(sentence, rest, rules):
        return True
    wanted = {thing.name for thing in things(sentence, rules)}
    waits = any(
        says.waiting.search(one) and (names_thing(sentence, one, rules) or not left.told)
        for one in CLAUSE.split(rest)
    )
    aside = says.aside.search(rest) and not left.told and (wanted or not left.done)
    if waits or aside:
        return False
    got = wanted & (old.had | left.delivered)
    if not is_elsewhere(sentence, rules):
        if wanted:
            return got == wanted
        return not is_of_another(old, rest, rules) and (
            left.done or _answers(sentence, rest, rules)
        )
    if got and says.elsewhere.search(rest):
        return got == wanted
    reached = "\n".join(one for one in SENTENCE.split(rest) if not says.waiting.search(one))
    return got in (wanted, frozenset()) and _tells_of(sentence, reached, rules)


def is_elsewhere(sentence: str, rules: RememberingRules) -> bool:
    """Whether the promise is kept elsewhere than by mail, and not to tell of such a thing."""
    says = rules.fulfilment
    return bool(says.elsewhere.search(says.telling.sub(" ", sentence)))


def _answers(sentence: str, rest: str, rules: RememberingRules) -> bool:
    """Whether a mail that may also ask something says more than what leads up to that."""
    says = rules.fulfilment
    if not says.asking.search(rest):
        return True
    left = (one[0] for one in _STATEMENT.finditer(says.asking.sub(" ", rest)))
    return any(
        (one[-1] in _STOPS or alike(sentence, one, rules))
        and not says.thanks_only.fullmatch(one.strip())
        and not says.leading.search(one)
        for one in left
    )


def _inquires(sentence: str, rest: str, rules: RememberingRules) -> bool:
    """Whether a mail asks how things are, or what the sentence promised to ask."""
    says = rules.fulfilment
    asked = (one[0] for one in says.asking.finditer(rest))
    return bool(says.inquires.search(rest)) or any(alike(sentence, one, rules) for one in asked)


def _tells_of(sentence: str, rest: str, rules: RememberingRules) -> bool:
    """Whether a sentence tells that something is done, and names what was promised."""
    told = (one for one in SENTENCE.split(rest) if rules.fulfilment.done.search(one))
    return any(
        names_thing(sentence, one, rules)
        or alike(sentence, without_compounds(sentence, one, rules), rules)
        for one in told
    )


def verdict_elsewhere(
    old: Earlier, text: str, found: Sequence[FoundPromise], rules: RememberingRules
) -> Verdict:
    """The same for a mail in another thread, where silence about the promise says nothing."""
    says = rules.fulfilment
    plainly = (
        says.new_time.search(text)
        or old.recalled
        or (says.done.search(text) and alike(old.sentence, besides(text, found), rules))
    )
    return verdict(old, text, found, rules) if plainly else "open"


def told_of(text: str, rules: RememberingRules) -> int | None:
    """How many days ago something was done that a text tells of; the longest, if it says when."""
    says = rules.fulfilment
    told = [one.casefold() for one in SENTENCE.split(text) if says.done.search(one)]
    return max(
        (days for words, days in says.days_ago.items() for one in told if words in one),
        default=None,
    )


def replaces(old: Earlier, found: Sequence[FoundPromise], rules: RememberingRules) -> FoundPromise:
    """Which of the new promises with a time stands in for the old one: the most alike."""
    return max(heirs(old, found, rules), key=lambda one: share(old.sentence, one.text, rules))


def heirs(
    old: Earlier, found: Sequence[FoundPromise], rules: RememberingRules
) -> list[FoundPromise]:
    """The new promises with a time that may stand in for the old one: of nothing else."""
    return [
        one
        for one in found
        if one.due
        and _may_be_same(old, one.text, rules)
        and not is_of_another(old, one.text, rules)
    ]


def is_of_another(old: Earlier, said: str, rules: RememberingRules) -> bool:
    """Whether words name what another open promise is about, and not what this one is.

    Its own word weighs more than a kindred one.
    """
    if names_word(old.sentence, said, rules):
        return False
    naming = names_word if names_thing(old.sentence, said, rules) else names_thing
    return any(naming(other, said, rules) for other in old.others)


def _may_be_same(old: Earlier, new: str, rules: RememberingRules) -> bool:
    """Whether a new promise is the old one again: it names the same, or only "it".

    A mail may well stand in for a call, if it tells of the time of that call.
    """
    said = old.sentence
    naming = names_thing if old.recalled else names_word
    if _is_same(said, new, rules) or naming(said, new, rules):
        return True
    is_alike = old.recalled or is_elsewhere(said, rules) == is_elsewhere(new, rules)
    attends = rules.fulfilment.attending
    return is_alike and not (
        things(new, rules) or (attends.search(new) and not attends.search(said))
    )


def _is_same(old: str, new: str, rules: RememberingRules) -> bool:
    return share(old, new, rules) > _SAME_SHARE


def share(old: str, new: str, rules: RememberingRules) -> float:
    """How much of what a promise says another text says, from 0 to 1."""
    said = content(old, rules)
    return alike(old, new, rules) / len(said) if said else 0.0
