"""Drafts of a first response, put together move by move (B14-B51).

No canned letters: a plan gives the order of moves, each move is a sentence chosen for cause,
level and hurts, filled with the mail's own facts and one of the user's own times. What only
the user knows stays a visible gap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Literal
from zoneinfo import ZoneInfo

from helper.contracts import Draft, Form, Gap, Level, Move, Promise, Reading, Timeline, TimeOption
from helper.replying.facts import Slots, call_name, slots_of
from helper.replying.timeline import say as say_time
from helper.replying.wording import Situation, Wording
from helper.rulebook.replying import Plan, ReplyingRules, Variant
from helper.text import words

Choice = Literal["look", "answer"]

MOST_SORRIES = 2
"""One sorry per distinct hurt, and never more than this (C1, Marinova 2018)."""
END_OF_ROPE: Level = 4
_CALM: Level = 0
_FIRST_TO_GO = frozenset({"history"})
_FACTS_TO_GO = (
    *[frozenset[str]()] * 8,
    *[frozenset({"impact"})] * 4,
    *[frozenset({"impact", "object"})] * 4,
    *[frozenset({"impact", "object", "ask"})] * 4,
)
"""What a draft that stays too long is tried without, one try after the other."""
_ABOUT_PROMISE = frozenset({"late_notice", "recovery"})


@dataclass(frozen=True, slots=True)
class _Case:
    """All that one draft is made from."""

    reading: Reading | None
    language: str
    plan: Plan
    wording: Wording
    situation: Situation
    times: tuple[TimeOption, ...]
    avoid: frozenset[str]


def drafts(  # noqa: PLR0913 - one argument per thing the desk knows
    reading: Reading | None,
    timeline: Timeline,
    rules: ReplyingRules,
    *,
    me: str | None,
    form: Form | None = None,
    choice: Choice | None = None,
    promise: Promise | None = None,
    avoid: frozenset[str] = frozenset(),
) -> list[Draft]:
    """Replies to start from, the recommended one first.

    Args:
        reading: the mail; ``None`` with a ``promise``. Without both there is nothing to say.
        timeline: the times to offer, as `helper.replying.timeline.offer` found them.
        rules: the wording, in the mail's language.
        me: the user's name; ``None`` leaves a gap.
        form: only this form; else the forms that fit.
        choice: which time to promise; else the plan's own.
        promise: the promise a late notice or a recovery is about.
        avoid: ids of forms of sorry this person got of late (B32).
    """
    if reading is None and promise is None:
        return []
    forms = (form,) if form else _forms(reading, promise)
    cases = (_case(one, reading, timeline, rules, me, choice, promise, avoid) for one in forms)
    return [_draft(case, timeline, rules) for case in cases]


def _forms(reading: Reading | None, promise: Promise | None) -> tuple[Form, ...]:
    if promise:
        late: tuple[Form, ...] = ("late_notice", "recovery")
        return late[::-1] if promise.state == "broken" else late
    if reading is None or reading.level is None or reading.kind == "none":
        return ()
    if reading.level == END_OF_ROPE:
        return ("acknowledge", "full")
    return ("new_work", "acknowledge") if reading.kind == "new_work" else ("full", "acknowledge")


def _case(  # noqa: PLR0913, PLR0917 - the arguments of `drafts`, once
    form: Form,
    reading: Reading | None,
    timeline: Timeline,
    rules: ReplyingRules,
    me: str | None,
    choice: Choice | None,
    promise: Promise | None,
    avoid: frozenset[str],
) -> _Case:
    level = (reading.level if reading else None) or _CALM
    plan = next(one for one in rules.plans if one.form == form and level in one.levels)
    times = _promised_first(timeline.options, choice or plan.promise)
    slots = _slots(reading, promise, times, rules)
    slots["me"] = me or rules.gaps["me"].text
    slots["reason"] = rules.gaps["reason"].text
    situation = Situation(
        form=form,
        level=level,
        cause=reading.cause if reading else None,
        what=times[0].what,
    )
    wording = Wording(rules, slots, f"{form} {_seed(reading, promise)}")
    source = reading or promise
    language = source.language if source else ""
    return _Case(reading, language, plan, wording, situation, times, avoid)


def _promised_first(options: Sequence[TimeOption], choice: Choice) -> tuple[TimeOption, ...]:
    return tuple(sorted(options, key=lambda option: option.what != choice))


def _slots(
    reading: Reading | None,
    promise: Promise | None,
    times: Sequence[TimeOption],
    rules: ReplyingRules,
) -> Slots:
    slots = slots_of(reading, rules) if reading else {}
    slots |= _promise_slots(promise, rules) if promise else {}
    slots["time"] = times[0].label
    if len(times) > 1:
        slots["other"] = times[1].label
    return slots


def _promise_slots(promise: Promise, rules: ReplyingRules) -> Slots:
    slots = {}
    if name := call_name(promise.person.name, rules.composing):
        slots["name"] = name
    if promise.due:
        slots["due"] = _date(promise.due.astimezone(ZoneInfo(promise.zone)), rules)
    return slots


def _date(due: datetime, rules: ReplyingRules) -> str:
    return say_time(due, rules.times.date, rules.times)


def _seed(reading: Reading | None, promise: Promise | None) -> str:
    """The same mail, or the same promise, gives the same words."""
    parts = [promise.sentence if promise else ""]
    if reading:
        parts += [reading.thread or "", reading.text]
    return blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()


def _draft(case: _Case, timeline: Timeline, rules: ReplyingRules) -> Draft:
    text, moves = _fitting(case, rules)
    return Draft(
        form=case.plan.form,
        language=case.language,
        text=text,
        moves=tuple(moves),
        times=case.times,
        gaps=_gaps(text, rules),
        basis=timeline.basis,
        words=len(words(text)),
    )


def _fitting(case: _Case, rules: ReplyingRules) -> tuple[str, list[Move]]:
    """The draft when it is brief enough, else in other words, at last with fewer facts (B69).

    When no try is brief enough, the briefest one stands.
    """
    tries = [_compose(case, rules, frozenset())]
    for number, facts in enumerate(_FACTS_TO_GO):
        if len(words(tries[-1][0])) <= rules.plain.draft_words:
            return tries[-1]
        tries.append(_compose(_reworded(case, number, facts), rules, _FIRST_TO_GO))
    return min(tries, key=lambda one: len(words(one[0])))


def _reworded(case: _Case, number: int, without: frozenset[str]) -> _Case:
    slots = {name: text for name, text in case.wording.slots.items() if name not in without}
    seed = case.wording.seed + "+" * number
    return replace(case, wording=replace(case.wording, slots=slots, seed=seed))


def _compose(case: _Case, rules: ReplyingRules, without: frozenset[str]) -> tuple[str, list[Move]]:
    """The text of the plan, and where each of its moves stands in it."""
    text = ""
    moves: list[Move] = []
    for paragraph in case.plan.paragraphs:
        gap = "\n\n" if text else ""
        for move in paragraph:
            said = "" if move in without else _say(move, case, rules)
            if said:
                start = len(text) + len(gap)
                text += gap + said
                moves.append(Move(move=move, start=start, end=len(text)))
                gap = rules.composing.space
    return text, moves


def _say(move: str, case: _Case, rules: ReplyingRules) -> str:
    if move == "sorry":
        return _sorry(case, rules)
    if move == "history" and not _needs_history(case.reading, rules):
        return ""
    best = case.wording.variants(move, case.situation)
    return _capital(case.wording.say(best[0].text)) if best else ""


def _sorry(case: _Case, rules: ReplyingRules) -> str:
    """One sorry per distinct hurt, two in one sentence at most; an old form is not repeated."""
    hurts = _hurts(case)
    chosen: list[Variant] = []
    for hurt in hurts[:MOST_SORRIES]:
        fitting = case.wording.variants("sorry", case.situation, hurt)
        fresh = [one for one in fitting if one not in chosen]
        kept = [one for one in fresh if one.id not in case.avoid] or fresh
        chosen += [one for one in kept[:1] if not chosen or one.hurts]
    said = [case.wording.say(one.text) for one in chosen]
    if len(said) == MOST_SORRIES:
        return _capital(rules.composing.join_sorry.format(first=said[0], second=said[1]))
    return _capital(f"{said[0]}{rules.composing.stop}") if said else ""


def _hurts(case: _Case) -> Sequence[str | None]:
    """What to be sorry for; a notice about a promise is sorry for the promise alone."""
    if case.plan.form in _ABOUT_PROMISE or case.reading is None:
        return (None,)
    return case.reading.hurts or (None,)


def _needs_history(reading: Reading | None, rules: ReplyingRules) -> bool:
    """Ask what happened so far only when neither thread nor mail can hold it (B45)."""
    composing = rules.composing
    return bool(
        reading
        and reading.first_reply
        and set(reading.hurts) & set(composing.history_hurts)
        and len(words(reading.text)) < composing.history_below_words
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _gaps(text: str, rules: ReplyingRules) -> tuple[Gap, ...]:
    found = ((text.find(gap.text), gap) for gap in rules.gaps.values())
    return tuple(
        Gap(start=at, end=at + len(gap.text), hint=gap.hint)
        for at, gap in sorted(((at, gap) for at, gap in found if at >= 0), key=lambda pair: pair[0])
    )


def sorries_in(text: str, rules: ReplyingRules) -> frozenset[str]:
    """Ids of the forms of sorry in a sent text, to be remembered for its reader (B32).

    Given back as ``avoid`` for the next 90 days, the same person gets another form.
    """
    folded = text.casefold().replace("’", "'")
    return frozenset(
        one.id
        for one in rules.moves["sorry"]
        if one.id and re.search(_anything_for_names(one.text.casefold()), folded)
    )


def _anything_for_names(template: str) -> str:
    parts = (re.escape(part) for part in re.split(r"\{[a-z_]+\}", template))
    # The form must end there: "you're stuck" is another one than "you're stuck with this".
    return r"[^.。\n]+?".join(parts) + r"(?=\W*(?:$|[.,;!?。，；！？\n]))"
