"""What a draft is sorry for, and in which forms: one for each distinct hurt (C1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from helper.contracts import Evidence, Reading
from helper.replying.composing.cases import GRIEF, HARM, STANDING, TOLD, Case
from helper.replying.composing.sorries import regretted
from helper.replying.composing.wording import Said
from helper.replying.understanding.facts import capital
from helper.replying.understanding.forms import SECOND_FAILURE
from helper.rulebook.composing import names_in
from helper.rulebook.replying import ReplyingRules
from helper.text import words

MOST_SORRIES = 2
"""One sorry per distinct hurt, and never more than this (C1, Marinova 2018)."""
_TOLD_BRIEFLY = 11
"""Words of a clause beside which a second hurt can be named in the same breath."""
_SORRIES_TRIED = 16
_FORMS_TRIED = 3
_ABOUT_PROMISE = frozenset({"late_notice", "recovery", "away"})
_NAMING = frozenset({"wrong", "topic"})
"""Facts that say what happened, or to what."""
_ALONE = frozenset({GRIEF, HARM, STANDING})
"""What takes one sorry, for that alone."""


def sorry(case: Case, before: str, rules: ReplyingRules) -> str:
    """One sentence with a sorry per distinct hurt, two at most; an old form is not repeated.

    Of forms that tell the same those are taken that, with how the sentence ends, were not said of
    late.
    """
    least: Said | None = None
    hurts = _hurts(case)[: 1 if _tells_much(case, rules) else MOST_SORRIES]
    for chosen in islice(_sorries(case, before, hurts), _SORRIES_TRIED):
        said = _pardoned(chosen, case, before, rules)
        if said and (least is None or said.again < least.again):
            least = said
        if least is None or not least.again:
            break
    return capital(least.text) if least else ""


def _tells_much(case: Case, rules: ReplyingRules) -> bool:
    """Whether the clause of what happened fills the one sentence that sorry is said in."""
    told = case.wording.slots.get("wrong", "")
    return rules.composing.join_told is not None and len(words(told)) > _TOLD_BRIEFLY


def _sorries(
    case: Case, before: str, hurts: Sequence[str | None], chosen: tuple[Said, ...] = ()
) -> Iterator[tuple[Said, ...]]:
    """A form for each of ``hurts``, the best ones first, then others that tell as much."""
    if not hurts:
        yield chosen
        return
    heard = " ".join([before, *(one.text for one in chosen)])
    ways = list(islice(_alike(_fresh(case, heard, hurts[0], chosen), case), _FORMS_TRIED))
    for one in ways:
        yield from _sorries(case, before, hurts[1:], (*chosen, one))
    if not ways:
        yield from _sorries(case, before, hurts[1:], chosen)


def _alike(ways: Iterator[Said], case: Case) -> Iterator[Said]:
    """The first of ``ways``, and those after it that are for the same and name as much."""

    def kind(said: Said) -> tuple[object, ...]:
        variant = said.variant
        return variant.hurts, variant.causes, names_in(variant.text), variant.id in case.avoid

    first = next(ways, None)
    if first:
        yield first
        yield from takewhile(lambda one: kind(one) == kind(first), ways)


def _pardoned(chosen: Sequence[Said], case: Case, before: str, rules: ReplyingRules) -> Said | None:
    """The sentence around forms of sorry, in the words said least of late."""
    if not chosen:
        return None
    slots = case.wording.slots | {"hurts": _joined(chosen, case, rules)}
    if regret := regretted([one.text for one in chosen], rules.composing):
        slots |= {"regret": regret}
    told = TOLD if "wrong" in names_in(chosen[0].variant.text) else None
    return next(case.wording.knowing(slots).ways("pardon", case.situation, before, told))


def _joined(chosen: Sequence[Said], case: Case, rules: ReplyingRules) -> str:
    """One hurt, or two as one sentence says them: what happened, the other one, what it did."""
    first, composing = chosen[0], rules.composing
    if len(chosen) < MOST_SORRIES:
        return first.text
    second = chosen[1].text
    if composing.join_told and "wrong" in names_in(first.variant.text):
        wrong = case.wording.slots["wrong"]
        both = composing.join_told.format(wrong=wrong, second=second)
        return first.text.replace(wrong, both, 1)
    wording = case.wording.knowing(case.wording.slots | {"first": first.text, "second": second})
    return wording.filling.say(composing.join_sorry)


def _fresh(case: Case, before: str, hurt: str | None, chosen: Sequence[Said]) -> Iterator[Said]:
    """Forms of sorry for ``hurt``: first those this person has not heard of late, then all."""
    ways = case.wording.ways("sorry", case.situation, before, hurt)
    if chosen or hurt == SECOND_FAILURE:  # of this very hurt, and in another way
        used = [one.variant for one in chosen]
        ways = (one for one in ways if one.variant.hurts and one.variant not in used)
    if case.wording.rules.telling.clauses_run_on and any(_names_it(one) for one in chosen):
        ways = (one for one in ways if not _names_it(one))
    heard = []
    for one in islice(ways, _SORRIES_TRIED):
        if one.variant.id in case.avoid:
            heard.append(one)
        else:
            yield one
    yield from heard


def _names_it(said: Said) -> bool:
    """Whether a sorry says what happened, or to what."""
    return not _NAMING.isdisjoint(names_in(said.variant.text))


def _hurts(case: Case) -> Sequence[str | None]:
    """What to be sorry for; a notice about a promise is sorry for the promise alone."""
    if case.plan.form in _ABOUT_PROMISE or case.reading is None:
        return (None,)
    if case.beside in _ALONE:
        return (case.beside,)
    hurts = _sayable(case, case.reading)
    if case.beside == SECOND_FAILURE:
        return (SECOND_FAILURE, *hurts)
    rules = case.wording.rules
    own = [one for one in hurts if one not in rules.composing.wide_hurts]
    # What the clause tells is not named once more behind it.
    wrong, evidence = case.wording.slots.get("wrong", "").casefold(), case.reading.evidence
    own.sort(key=lambda one: not _is_told(one, wrong, evidence))
    return own or _known_wrongs(case.reading, rules)[:1] or hurts[:1] or (None,)


def _sayable(case: Case, reading: Reading) -> tuple[str, ...]:
    """The hurts of a mail; what keeps going wrong is said of what was told, or not at all."""
    again = case.wording.rules.composing.again
    if again is None or "wrong" in case.wording.slots:
        return reading.hurts
    return tuple(hurt for hurt in reading.hurts if hurt != again.means)


def _is_told(hurt: str, wrong: str, evidence: Sequence[Evidence]) -> bool:
    """Whether the clause that is told back holds words that show this hurt."""
    return any(one.text.casefold() in wrong for one in evidence if one.family == hurt)


def _known_wrongs(reading: Reading, rules: ReplyingRules) -> list[str]:
    """What was heard to have gone wrong, where there is a sorry for just that."""
    named = {hurt for one in rules.moves["sorry"] for hurt in one.hurts}
    return [one for one in reading.wrongs or () if one in named and one != HARM]
