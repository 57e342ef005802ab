"""What a later mail of the user proves about an earlier promise in its thread (B57).

The rule, in the order it is asked:

1. A mail that asks for more time, names the old one besides a new one, repeats the same
   commitment, or holds hardly anything besides a new promise about nothing else renegotiates:
   with a new time the old row gives way to the new one, without it the old row stays open.
2. An out-of-office note, or a mail that only thanks or nods, proves nothing.
3. A mail that says the matter is still open, only asks something back, or adds a word on
   something else, proves nothing.
4. What is not done by mail (a call, a refund) is proved only by a mail that tells it is done.
5. A thing that was promised (the quote) is delivered by a clause that names it, by its own or a
   kindred word or in its form (£480), and hands it over, or by a mail that hands over something
   without a name ("attached"). "Here's the parking map" is no quote, and neither is "parking is
   £5" or "our quote software has crashed".
6. Anything else that goes out after a promise to look, ask or answer delivers it.

In another thread about the same matter only plain words count: that it is done, or that this
very thing needs more time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from helper.contracts import FoundPromise
from helper.rulebook.remembering import RememberingRules
from helper.text import terms, words

Verdict = Literal["kept", "renegotiated", "open"]

MOVED = "moved"
"""The rule of a promise that was only given a new time; see `helper.remembering.moving`."""

LITTLE = 12
"""So many words around a promise are greeting and name, not an answer."""

_SENTENCE = re.compile(r"[.!?](?=\s|$)|[。！？\n]")
_CLAUSE = re.compile(rf"[，；;、]|,(?!\d)|{_SENTENCE.pattern}")
_SAME_SHARE = 0.5
_STEM = 4


def verdict(
    sentence: str,
    text: str,
    found: Sequence[FoundPromise],
    rules: RememberingRules,
    *,
    recalled: bool = False,
) -> Verdict:
    """What a mail with ``text`` and new promises ``found`` makes of an old promise's sentence.

    ``recalled``: whether it also names the time that was promised, besides a later one.
    """
    says = rules.fulfilment
    plans = [one for one in found if one.rule == MOVED or not _tells(one, rules)]
    rest = _without(text, plans)
    done = bool(says.done.search(rest))
    told = _tells_of(sentence, rest, rules)
    again = any(
        _is_same(sentence, one.text, rules)
        or (not told and things(sentence, rules) & things(one.text, rules))
        for one in plans
    )
    little = bool(plans) and not done and len(words(rest)) <= LITTLE
    more = bool(says.new_time.search(text))
    if (again or little or more or recalled) and heirs(sentence, plans, rules):
        return "renegotiated"
    silent = not done and (says.thanks_only.fullmatch(rest.strip()) or says.absent.search(text))
    if silent or again or (more and not told):
        return "open"
    return "kept" if _delivers(sentence, rest, rules) else "open"


def _delivers(sentence: str, rest: str, rules: RememberingRules) -> bool:
    """Whether what a mail says besides its own promises is what the sentence promised."""
    says = rules.fulfilment
    done, told = says.done.search(rest), _tells_of(sentence, rest, rules)
    thing = things(sentence, rules)
    waits = any(
        says.waiting.search(one) and (names_thing(sentence, one, rules) or not told)
        for one in _CLAUSE.split(rest)
    )
    aside = says.aside.search(rest) and not told and (thing or not done)
    if waits or aside:
        return False
    if says.elsewhere.search(sentence):
        return told
    if thing and not _hands_over(sentence, rest, rules):
        return False
    return bool(done) or not says.asking.search(rest)


def _tells_of(sentence: str, rest: str, rules: RememberingRules) -> bool:
    """Whether a sentence tells that something is done, and names what was promised."""
    return any(
        rules.fulfilment.done.search(one)
        and (names_thing(sentence, one, rules) or alike(sentence, one, rules))
        for one in _SENTENCE.split(rest)
    )


def verdict_elsewhere(
    sentence: str,
    text: str,
    found: Sequence[FoundPromise],
    rules: RememberingRules,
    *,
    recalled: bool = False,
) -> Verdict:
    """The same for a mail in another thread, where silence about the promise says nothing."""
    says = rules.fulfilment
    plainly = (
        says.new_time.search(text)
        or recalled
        or (says.done.search(text) and alike(sentence, _without(text, found), rules))
    )
    return verdict(sentence, text, found, rules, recalled=recalled) if plainly else "open"


def replaces(sentence: str, found: Sequence[FoundPromise], rules: RememberingRules) -> FoundPromise:
    """Which of the new promises with a time stands in for the old one: the most alike."""
    able = heirs(sentence, found, rules)
    return max(able, key=lambda one: _share(sentence, one.text, rules))


def heirs(
    sentence: str, found: Sequence[FoundPromise], rules: RememberingRules
) -> list[FoundPromise]:
    """The new promises with a time that may stand in for the old one: of nothing else."""
    return [one for one in found if one.due and _may_be_same(sentence, one.text, rules)]


def _may_be_same(old: str, new: str, rules: RememberingRules) -> bool:
    """Whether a new promise is the old one again: it names the same, or only "it"."""
    if _is_same(old, new, rules) or names_thing(old, new, rules):
        return True
    elsewhere = rules.fulfilment.elsewhere
    return not things(new, rules) and bool(elsewhere.search(old)) == bool(elsewhere.search(new))


def alike(one: str, other: str, rules: RememberingRules) -> int:
    """How many words with a meaning of their own two sentences share, in any inflection."""
    mine, theirs = _content(one, rules), _content(other, rules)
    return sum(any(_same_word(word, that) for that in theirs) for word in mine)


def things(text: str, rules: RememberingRules) -> frozenset[str]:
    """The things that a text says are handed over: their words, and the kinds they are of."""
    found = rules.fulfilment.handing.finditer(text)
    names = " ".join(name for one in found for name in one.groups() if name)
    return terms(names) - rules.nameless_words


def names_thing(promised: str, text: str, rules: RememberingRules) -> bool:
    """Whether a text names what was promised: by its word, a kindred one, or in its form."""
    compound = rules.fulfilment.compound
    if not compound.search(promised):
        text = compound.sub(" ", text)
    mine, theirs = things(promised, rules), _content(text, rules)
    return any(_same_word(one, other) for one in mine for other in theirs) or any(
        kind.search(promised) and kind.search(text) for kind in rules.fulfilment.kinds
    )


def _hands_over(promised: str, text: str, rules: RememberingRules) -> bool:
    """Whether a text delivers the thing promised, or something it gives no name."""
    says = rules.fulfilment
    named = any(
        names_thing(promised, one, rules)
        and (says.done.search(one) or says.unnamed.search(one) or says.given.search(one))
        for one in _CLAUSE.split(says.series.sub(" ", text))
    )
    return named or bool(says.unnamed.search(text) and not things(text, rules))


def _tells(plan: FoundPromise, rules: RememberingRules) -> bool:
    """Whether a sentence first tells of something done, or hands over what it seems to promise."""
    says = rules.fulfilment
    *first, _last = _CLAUSE.split(plan.text.rstrip(".!。！"))
    return is_handed(plan, rules) or any(says.done.search(clause) for clause in first)


def is_handed(plan: FoundPromise, rules: RememberingRules) -> bool:
    """Whether what sounds like a promise comes with the mail: お送りします without a time."""
    handed = rules.fulfilment.handed
    return plan.due is None and handed is not None and bool(handed.search(plan.text))


def _is_same(old: str, new: str, rules: RememberingRules) -> bool:
    return _share(old, new, rules) > _SAME_SHARE


def _share(old: str, new: str, rules: RememberingRules) -> float:
    content = _content(old, rules)
    return alike(old, new, rules) / len(content) if content else 0.0


def _content(text: str, rules: RememberingRules) -> frozenset[str]:
    return terms(text) - rules.empty_words


def _same_word(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _STEM and longer.startswith(shorter))


def _without(text: str, found: Sequence[FoundPromise]) -> str:
    for one in sorted(found, key=lambda one: one.start, reverse=True):
        text = text[: one.start] + text[one.end :]
    return text
