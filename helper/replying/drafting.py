"""Drafts of a first response, put together move by move (B14-B51).

No canned letters: a plan gives the order of moves, each move is a sentence chosen for cause,
level and hurts, filled with the mail's own facts and one of the user's own times. What only
the user knows stays a visible gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import blake2b
from itertools import chain, islice
from operator import itemgetter
from typing import Literal
from zoneinfo import ZoneInfo

from helper.contracts import Draft, Form, Gap, Level, Move, Promise, Reading, Timeline, TimeOption
from helper.replying.facts import Slots, call_name, capital, name_of, slots_of
from helper.replying.forms import (
    CHAT,
    SECOND_FAILURE,
    Absence,
    Understood,
    failed_before,
    forms_for,
    is_chat,
    only_asks,
    topic_of,
)
from helper.replying.matters import PRESSING, About
from helper.replying.notes import meant
from helper.replying.script import as_theirs
from helper.replying.telling import mention
from helper.replying.timeline import say as say_time
from helper.replying.variety import Run, runs, tokens
from helper.replying.voice import NO_VOICE, Voice, in_long_forms
from helper.replying.wording import Said, Situation, Wording
from helper.rulebook.replying import Plan, ReplyingRules
from helper.text import visible, words

Choice = Literal["look", "answer"]

MOST_SORRIES = 2
"""One sorry per distinct hurt, and never more than this (C1, Marinova 2018)."""
_FIRST_TO_GO = frozenset({"history", "last"})
_MOST_THEIRS = 0.36
"""More of the words with meaning would repeat the writer, not understand them (C8)."""
_CALM: Level = 0
_HOT = 3
_SORRIES_TRIED = 16
_IN_OTHER_WORDS = 6
"""How often a draft that says too little is tried in other words."""
_TOLD = frozenset({"told", "first", "also", "rest"})
"""Clauses of the mail that say what happened."""
_SECOND = frozenset({"also", "rest", "cited"})
"""What is told beside the one clause that says most."""
_FACTS_TO_GO = (
    _SECOND,
    _SECOND | {"quoted", "wrote"},
    _SECOND | {"quoted", "wrote", "impact"},
    _SECOND | {"quoted", "wrote", "impact", "told", "wrong"},
    _SECOND | {"quoted", "wrote", "impact", "told", "wrong", "ask"},
)
"""What a draft that stays too long is said without: first one thing, then in fewer words."""
_BRIEF = frozenset({"thanks"})
_ABOUT_PROMISE = frozenset({"late_notice", "recovery", "away"})
_SILENT = frozenset({"name", "sign"})
"""Moves that may be the same in every mail."""


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
    voice: Voice
    beside: str | None
    """What it is about beside the hurts: a topic in dispute, a second failure, no time to wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known beside the mail: who signs, what was said before, when nobody is there.

    ``signed`` means that the mail client adds the name itself (B64). ``avoid`` holds ids of
    forms of sorry this person got of late (B32), ``lately`` the runs of other drafts.
    """

    me: str | None = None
    signed: bool = False
    avoid: frozenset[str] = frozenset()
    lately: frozenset[Run] = frozenset()
    away: Absence | None = None
    voice: Voice = NO_VOICE


def drafts(  # noqa: PLR0913 - one argument per thing the desk knows
    mail: Understood | None,
    timeline: Timeline,
    rules: ReplyingRules,
    known: Known,
    *,
    form: Form | None = None,
    choice: Choice | None = None,
    promise: Promise | None = None,
) -> list[Draft]:
    """Replies to start from, the recommended one first.

    Args:
        mail: what is answered; ``None`` with a ``promise``. Without both there is nothing to say.
        timeline: the times to offer, as `helper.replying.timeline.offer` found them.
        rules: the wording, in the mail's language.
        known: what is known beside the mail.
        form: only this form; else the forms that fit.
        choice: which time to promise; else the plan's own.
        promise: the promise a notice, a recovery or a question is about.
    """
    if mail is None and promise is None:
        return []
    forms = (form,) if form else forms_for(mail, promise, rules, known.away)
    theirs = slots_of(mail.reading, rules) if mail else {}
    cases = (_case(one, mail, theirs, timeline, rules, known, choice, promise) for one in forms)
    made = [_draft(case, timeline, rules) for case in cases]
    if mail is None or mail.letters is None:
        return made
    names = (name_of(mail.reading, rules.composing), known.me)
    return [as_theirs(one, mail.letters, names) for one in made]


def _case(  # noqa: PLR0913, PLR0917 - the arguments of `drafts`, and what their mail fills in
    form: Form,
    mail: Understood | None,
    theirs: Slots,
    timeline: Timeline,
    rules: ReplyingRules,
    known: Known,
    choice: Choice | None,
    promise: Promise | None,
) -> _Case:
    reading, level = (mail.reading, mail.level) if mail else (None, _CALM)
    plan = next(one for one in rules.plans if one.form == form and level in one.levels)
    times = _promised_first(timeline.options, choice or plan.promise)
    found = About() if form in _BRIEF or mail is None else mail.about
    if mail and (not level or only_asks(mail, rules)):
        # A question is answered as it stands, not as the trouble of its trade.
        found = About(deadline=found.deadline, pressing=found.pressing)
    slots: Slots = {name: gap.text for name, gap in rules.gaps.items()}
    slots |= theirs | _slots(promise, times, rules, found) | _own(known, rules)
    slots = {name: visible(text) for name, text in slots.items()}
    situation = Situation(
        form=form, level=level, cause=reading.cause if reading else None, what=times[0].what
    )
    chance = seed(reading, promise)
    if found.that and "wrong" not in slots:
        slots = _sorry_for(found.that[int(chance, 16) % len(found.that)], slots)
    wording = Wording(rules, slots, f"{form} {chance}", known.lately, found.phrases)
    source = reading or promise
    language = source.language if source else ""
    beside = _beside(form, mail, found, rules)
    return _Case(
        reading, language, plan, wording, situation, times, known.avoid, known.voice, beside
    )


def _sorry_for(event: str, slots: Slots) -> Slots:
    """With ``event`` as what went wrong, and without a clause of the mail that says so again."""
    again = {name for name in _TOLD & slots.keys() if meant(slots[name]) & meant(event)}
    return {name: said for name, said in slots.items() if name not in again} | {"wrong": event}


def _beside(form: Form, mail: Understood | None, found: About, rules: ReplyingRules) -> str | None:
    """What the words are about beside the mail's own hurts."""
    reading = mail.reading if mail else None
    topic = topic_of(reading, rules) if form == "parked" else None
    if topic is None and failed_before(reading):
        return SECOND_FAILURE
    if form == "thanks" and mail and is_chat(mail, rules):
        return CHAT
    return topic or (PRESSING if found.pressing else None)


def _promised_first(options: Sequence[TimeOption], choice: Choice) -> tuple[TimeOption, ...]:
    return tuple(sorted(options, key=lambda option: option.what != choice))


def _own(known: Known, rules: ReplyingRules) -> Slots:
    """What the writer of the reply brings: a name unless it is added anyway, days away."""
    slots = {"me": ""} if known.signed else {"me": known.me} if known.me else {}
    if known.away:
        slots["from"] = _day(known.away.start, rules)
        slots["until"] = _day(known.away.back, rules)
    return slots


def _slots(
    promise: Promise | None, times: Sequence[TimeOption], rules: ReplyingRules, found: About
) -> Slots:
    slots = _promise_slots(promise, rules) if promise else {}
    slots |= {name: text for name, text in found.slots() if text}
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
    if subject := mention(promise.subject, rules.objects, rules):
        slots["subject"] = subject
    return slots


def _date(due: datetime, rules: ReplyingRules) -> str:
    return say_time(due, rules.times.date, rules.times)


def _day(day: date, rules: ReplyingRules) -> str:
    return say_time(datetime.combine(day, datetime.min.time()), rules.times.day, rules.times)


def seed(reading: Reading | None, promise: Promise | None) -> str:
    """Stands for a mail or a promise: the same one gives the same words."""
    parts = [promise.sentence if promise else ""]
    if reading:
        parts += [reading.thread or "", reading.text]
    return blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()


def runs_of(draft: Draft, rules: ReplyingRules) -> frozenset[Run]:
    """The runs of words of a draft without name and closing, to be kept out of the next one."""
    said = (draft.text[one.start : one.end] for one in draft.moves if one.move not in _SILENT)
    return frozenset(runs(tokens(" ".join(said)), rules.composing.run_length))


def _draft(case: _Case, timeline: Timeline, rules: ReplyingRules) -> Draft:
    text, moves = _fitting(case, rules)
    timed = any(one.move == "time" for one in moves)
    return Draft(
        form=case.plan.form,
        language=case.language,
        text=text,
        moves=tuple(moves),
        times=case.times if timed else (),
        gaps=_gaps(text, rules),
        basis=timeline.basis if timed else None,
        words=len(words(text)),
    )


def _fitting(case: _Case, rules: ReplyingRules) -> tuple[str, list[Move]]:
    """The draft when it is neither curt nor long, else in other words (B67, B69).

    One that stays too long is said with fewer facts; when no try fits, the nearest one stands.
    """
    first = _compose(case, rules, frozenset())
    least, most = rules.plain.draft_least_words, rules.plain.draft_words
    if case.plan.form in _BRIEF:
        least = 0
    if len(words(first[0])) < least:
        others = (_compose(other, rules, frozenset()) for other in _reworded(case))
        return next((one for one in others if least <= len(words(one[0])) <= most), first)
    theirs = meant(case.reading.text) if case.reading else set()
    tried = []
    shorter = (_compose(other, rules, _FIRST_TO_GO) for other in _shortened(case))
    for one in chain([first], shorter):
        length = len(words(one[0]))
        faults = (length > most, _echoes(one[0], theirs))
        if not any(faults):
            return one
        tried.append((faults, length, one))
    return min(tried, key=itemgetter(0, 1))[2]


def _echoes(text: str, theirs: set[str]) -> bool:
    """Whether a draft says too much in the writer's own words (C8)."""
    ours = meant(text)
    return len(ours & theirs) > _MOST_THEIRS * len(ours)


def _reworded(case: _Case) -> Iterator[_Case]:
    for number in range(1, _IN_OTHER_WORDS):
        yield replace(case, wording=replace(case.wording, seed=case.wording.seed + "+" * number))


def _shortened(case: _Case) -> Iterator[_Case]:
    for number, facts in enumerate(_FACTS_TO_GO):
        slots = {name: text for name, text in case.wording.slots.items() if name not in facts}
        yield replace(case, wording=replace(case.wording, slots=slots, brief=min(number, 2)))


def _compose(case: _Case, rules: ReplyingRules, without: frozenset[str]) -> tuple[str, list[Move]]:
    """The text of the plan, and where each of its moves stands in it."""
    text = ""
    moves: list[Move] = []
    for paragraph in case.plan.paragraphs:
        gap = "\n\n" if text else ""
        for move in paragraph:
            said = "" if move in without else _say(move, case, text, rules)
            if case.voice.long:
                said = in_long_forms(said, rules.voice)
            if said:
                start = len(text) + len(gap)
                text += gap + said
                moves.append(Move(move=move, start=start, end=len(text)))
                gap = rules.composing.space
    return text, moves


def _say(move: str, case: _Case, before: str, rules: ReplyingRules) -> str:
    if move == "sorry":
        return _sorry(case, before, rules)
    if move == "care" and not (case.reading and rules.grief.search(case.reading.text)):
        return ""
    if move == "history" and not _needs_history(case.reading, rules):
        return ""
    if move == "question" and case.beside == PRESSING:
        return ""  # the choice asks already what can't wait
    if own := _own_way(move, case):
        return case.wording.say(own).rstrip()
    best = next(case.wording.ways(move, case.situation, before, case.beside), None)
    return capital(best.text).rstrip() if best else ""


def _own_way(move: str, case: _Case) -> str | None:
    """The writer's own greeting or closing; what is casual is not for somebody angry."""
    own = {"name": case.voice.name, "sign": case.voice.sign}.get(move)
    if own is None or (move == "name" and "name" not in case.wording.slots):
        return None
    casual = own in case.wording.rules.voice.casual
    return None if casual and case.situation.level >= _HOT else own


def _sorry(case: _Case, before: str, rules: ReplyingRules) -> str:
    """One sentence with a sorry per distinct hurt, two at most; an old form is not repeated."""
    chosen: list[Said] = []
    for hurt in _hurts(case)[:MOST_SORRIES]:
        heard = " ".join([before, *(one.text for one in chosen)])
        said = next(_fresh(case, heard, hurt, chosen), None)
        chosen += [said] if said else []
    if not chosen:
        return ""
    hurts = chosen[0].text
    if len(chosen) == MOST_SORRIES:
        hurts = rules.composing.join_sorry.format(first=hurts, second=chosen[1].text)
    wording = replace(case.wording, slots=case.wording.slots | {"hurts": hurts})
    return capital(next(wording.ways("pardon", case.situation, before)).text)


def _fresh(case: _Case, before: str, hurt: str | None, chosen: Sequence[Said]) -> Iterator[Said]:
    """Forms of sorry for ``hurt``: first those this person has not heard of late, then all."""
    ways = case.wording.ways("sorry", case.situation, before, hurt)
    if chosen or hurt == SECOND_FAILURE:  # of this very hurt, and in another way
        used = [one.variant for one in chosen]
        ways = (one for one in ways if one.variant.hurts and one.variant not in used)
    new = list(islice(ways, _SORRIES_TRIED))
    yield from (one for one in new if one.variant.id not in case.avoid)
    yield from new


def _hurts(case: _Case) -> Sequence[str | None]:
    """What to be sorry for; a notice about a promise is sorry for the promise alone."""
    if case.plan.form in _ABOUT_PROMISE or case.reading is None:
        return (None,)
    hurts = case.reading.hurts
    if case.beside == SECOND_FAILURE:
        return (SECOND_FAILURE, *hurts)
    return hurts or (None,)


def _needs_history(reading: Reading | None, rules: ReplyingRules) -> bool:
    """Ask what happened so far only when neither thread nor mail can hold it (B45)."""
    composing = rules.composing
    return bool(
        reading
        and reading.first_reply
        and set(reading.hurts) & set(composing.history_hurts)
        and len(words(reading.text)) < composing.history_below_words
    )


def _gaps(text: str, rules: ReplyingRules) -> tuple[Gap, ...]:
    found = ((text.find(gap.text), gap) for gap in rules.gaps.values())
    return tuple(
        Gap(start=at, end=at + len(gap.text), hint=gap.hint)
        for at, gap in sorted(((at, gap) for at, gap in found if at >= 0), key=lambda pair: pair[0])
    )
