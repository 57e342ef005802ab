"""What a later mail of the user proves about an earlier promise in its thread (B57).

The rule, in the order it is asked:

1. An out-of-office note, or a mail that only thanks or nods, proves nothing.
2. A mail that asks for more time, repeats the same commitment, or holds hardly anything besides
   a new promise renegotiates: with a new time the old row gives way to the new one, without
   it the old row stays open.
3. A mail that says the matter is still open, only asks something back, or adds a word on
   something else, proves nothing.
4. What is not done by mail (a call, a refund) is proved only by a mail that tells it is done.
5. Anything else that goes out after the promise delivers it.

In another thread about the same matter only plain words count: that it is done, or that this
very thing needs more time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from helper.contracts import FoundPromise
from helper.rulebook.remembering import RememberingRules
from helper.text import terms, words

Verdict = Literal["kept", "renegotiated", "open"]

LITTLE = 12
"""So many words around a promise are greeting and name, not an answer."""

_SAME_SHARE = 0.5
_STEM = 4


def verdict(
    sentence: str, text: str, found: Sequence[FoundPromise], rules: RememberingRules
) -> Verdict:
    """What a mail with ``text`` and new promises ``found`` makes of an old promise's sentence."""
    says = rules.fulfilment
    rest = _without(text, found)
    done = bool(says.done.search(rest))
    if says.thanks_only.fullmatch(text.strip()) or (says.absent.search(text) and not done):
        return "open"
    again = any(_is_same(sentence, one.text, rules) for one in found)
    little = bool(found) and not done and len(words(rest)) <= LITTLE
    if again or little or says.new_time.search(text):
        return "renegotiated" if any(one.due for one in found) else "open"
    delivered = done and alike(sentence, rest, rules)
    if says.waiting.search(rest) or (says.aside.search(rest) and not delivered):
        return "open"
    if says.elsewhere.search(sentence):
        return "kept" if delivered else "open"
    return "kept" if done or not says.asking.search(rest) else "open"


def verdict_elsewhere(
    sentence: str, text: str, found: Sequence[FoundPromise], rules: RememberingRules
) -> Verdict:
    """The same for a mail in another thread, where silence about the promise says nothing."""
    says = rules.fulfilment
    plainly = says.new_time.search(text) or (
        says.done.search(text) and alike(sentence, _without(text, found), rules)
    )
    return verdict(sentence, text, found, rules) if plainly else "open"


def replaces(sentence: str, found: Sequence[FoundPromise], rules: RememberingRules) -> FoundPromise:
    """Which of the new promises with a time stands in for the old one: the most alike."""
    timed = [one for one in found if one.due] or list(found)
    return max(timed, key=lambda one: _share(sentence, one.text, rules))


def alike(one: str, other: str, rules: RememberingRules) -> int:
    """How many words with a meaning of their own two sentences share, in any inflection."""
    mine, theirs = _content(one, rules), _content(other, rules)
    return sum(any(_same_word(word, that) for that in theirs) for word in mine)


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
