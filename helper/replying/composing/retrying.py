"""The same draft in other words, or with fewer facts, where it is curt, long or too like a mail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, islice
from operator import or_

from helper.contracts import FRUSTRATED, UNEASY
from helper.replying.composing.cases import Case
from helper.replying.understanding.facts import Slots


def _all_before(*facts: frozenset[str]) -> Iterator[frozenset[str]]:
    """Each of ``facts`` with all that go before it."""
    return accumulate(facts, or_)


_IN_OTHER_WORDS = 6
"""How often a draft that says too little is tried in other words."""
_KEPT_IN_OTHER_WORDS = 2
"""The same for one that would else leave out what happened."""
_BESIDE = (frozenset({"rest"}), frozenset({"quoted", "wrote"}), frozenset({"impact"}))
"""What a draft that stays too long, or repeats too much, is said without at first."""
_AS_IT_STANDS, _NAME = frozenset({"cited", "told"}), frozenset({"topic", "short"})
_WRONG, _ASK = frozenset({"wrong"}), frozenset({"ask"})
_KNOW = frozenset({"know"})
_BOTH = frozenset({"wrong", "told"})
"""The facts that may tell two clauses of what happened."""
_WHEN_CALM = tuple(_all_before(*_BESIDE, _AS_IT_STANDS, _NAME, _WRONG, _ASK))
_UP_TO_THE_NAME = tuple(_all_before(*_BESIDE, _NAME))
_THOSE = _UP_TO_THE_NAME[-1]
"""All of these together."""
_WHEN_UPSET = (
    *_UP_TO_THE_NAME,
    _THOSE | _ASK | _KNOW,
    _THOSE | _AS_IT_STANDS,
    _THOSE | _AS_IT_STANDS | _ASK | _KNOW,
    _THOSE | _AS_IT_STANDS | _ASK | _KNOW | _WRONG,
)
"""Then more and more, in fewer words: who is upset misses most what happened to them, and next what
they ask, so that of these two one is left if it can be."""


def reworded(case: Case) -> Iterator[Case]:
    """With other words for the same facts each time."""
    for number in range(1, _IN_OTHER_WORDS):
        yield replace(case, wording=case.wording.in_other_words(number))


def shorter_ones(case: Case) -> Iterator[Case]:
    """With fewer facts each time; a step that would leave out nothing is passed over.

    An ask that is no longer named is put off to the time of the answer all the same (B66).
    """
    tried = None
    # Where what happened is reported, the uneasy are told sorry for it too, and should not lose it.
    is_reported = case.wording.rules.telling.reported
    is_upset = case.situation.level >= (UNEASY if is_reported else FRUSTRATED)
    request = case.wording.rules.asking.one_request
    if "alone" in case.wording.slots:
        tried = case.wording.knowing(_told_alone(case.wording.slots), 0)
        case = replace(case, wording=tried)
        yield case
    for number, left in enumerate(_WHEN_UPSET if is_upset else _WHEN_CALM):
        slots = {name: text for name, text in case.wording.slots.items() if name not in left}
        if request and left & {"ask", "know"} & case.wording.slots.keys():
            slots = {"asked": request} | slots
        if is_upset and tried and left & _WRONG & tried.slots.keys():
            # Better in other words of ours than without what happened.
            anew = replace(case, wording=case.wording.knowing(tried.slots, 0))
            yield from islice(reworded(anew), _KEPT_IN_OTHER_WORDS)
        fewer = case.wording.knowing(slots, min(number, 2))
        if fewer != tried:
            yield replace(case, wording=fewer)
        tried = fewer


def _told_alone(slots: Slots) -> Slots:
    """With one clause of what happened, where two are told."""
    alone = slots["alone"]
    both = {name for name in _BOTH & slots.keys() if alone in slots[name]}
    left = ((name, said) for name, said in slots.items() if name != "alone")
    return {name: alone if name in both else said for name, said in left}
