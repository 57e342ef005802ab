"""All that one draft is made from: the plan, the facts as words, the times, what it is beside.

What only the desk knows comes in as `Known`; nothing is looked up here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import blake2b
from typing import Literal
from zoneinfo import ZoneInfo

from helper.contracts import CALM, CLOCKED, Form, Grain, Promise, Reading, Timeline, TimeOption
from helper.replying.composing.timeline import say as say_time
from helper.replying.composing.variety import Run
from helper.replying.composing.voice import NO_VOICE, Voice
from helper.replying.composing.wording import THINGS, Situation, Wording
from helper.replying.understanding.facts import Slots, call_name
from helper.replying.understanding.forms import (
    SECOND_FAILURE,
    Absence,
    Understood,
    failed_before,
    topic_of,
)
from helper.replying.understanding.matters import About, is_aside, named_in
from helper.replying.understanding.needs import is_glad
from helper.replying.understanding.telling import mention
from helper.rulebook.composing import Plan
from helper.rulebook.replying import ReplyingRules
from helper.text import meant, visible

Choice = Literal["look", "answer"]

CALL = "call"
"""A mail that only wants a call."""
CHAT = "chat"
"""A mail that only shares something to smile about."""
NEWS = "news"
"""A mail that tells something, wants nothing and thanks for nothing."""
IDLE = "idle"
"""A mail that only says that it has come through."""
GRIEF = "grief"
HARM = "harm"
PRESSING = "pressing"
STANDING = "standing"
"""Somebody stands at the door and waits."""
GLAD = "glad"
"""Thanks or praise beside a plain question or request."""
BRIEF = frozenset({"thanks"})
"""Forms that say nothing of what is to be done."""
_SAME = 3
"""A quote of which one word in so many with meaning was said already tells the same again."""
_TOLD = frozenset({"told", "first", "also", "rest", "cited"})
"""Clauses of the mail that say what happened."""


@dataclass(frozen=True, slots=True)
class Case:
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
    is_light: bool
    """Whether a few friendly lines will do."""


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


def case_of(  # noqa: PLR0913, PLR0917 - the arguments of `drafts`, and what their mail fills in
    form: Form,
    mail: Understood | None,
    theirs: Slots,
    timeline: Timeline,
    rules: ReplyingRules,
    known: Known,
    choice: Choice | None,
    promise: Promise | None,
) -> Case:
    """What a draft of ``form`` is made from; ``theirs`` are the facts of the mail as words."""
    reading, level = (mail.reading, mail.level) if mail else (None, CALM)
    chance = seed(reading, promise)
    need = mail.need if mail else "mend"
    fitting = [
        one for one in rules.plans if one.form == form and level in one.levels and need in one.needs
    ]
    plan = fitting[int(chance, 16) % len(fitting)]
    times = _promised_first(timeline.options, choice or plan.promise)
    found, theirs = _about(form, mail, theirs, rules)
    slots: Slots = {name: gap.text for name, gap in rules.gaps.items()}
    slots |= theirs | _slots(promise, times, rules, found) | _own(known, rules)
    if found.noun:
        slots.setdefault("topic", found.noun)
    if slots.get("deadline", "").rpartition(" ")[2] in slots.get("ask", "").split():
        del slots["deadline"]  # The ask says by when.
    slots = {name: visible(text) for name, text in slots.items()}
    situation = Situation(
        form=form,
        level=level,
        cause=reading.cause if reading else None,
        need=mail.need if mail else None,
        what=times[0].what,
    )
    if mail and mail.when.now:  # Who stands and waits knows what happened.
        slots = {name: said for name, said in slots.items() if name not in _TOLD | {"wrong"}}
    own = slots.get("wrong")
    # Where a sentence runs on, a clause of it may well tell of something beside the event.
    is_beside = own and rules.composing.clauses_run_on and not found.is_told_by(own)
    if found.that and (own is None or is_beside):
        slots = _sorry_for(_one_of(found.that, chance), slots)
        if found.besides and reading and len(reading.hurts) <= 1:
            slots.setdefault("rest", _one_of(found.besides, chance))
    slots = _quoted_once(slots)
    if not found.harm:  # there nothing goes before the person
        slots |= _of_topic(slots, rules)
    brief = int(known.voice.brief)
    voice = _voice(known.voice, mail, rules)
    wording = Wording(rules, slots, f"{form} {chance}", known.lately, found.phrases, brief)
    source = reading or promise
    language = source.language if source else ""
    beside, light = _beside(form, mail, found, rules), mail is not None and mail.is_light
    return Case(
        reading, language, plan, wording, situation, times, known.avoid, voice, beside, light
    )


def _voice(own: Voice, mail: Understood | None, rules: ReplyingRules) -> Voice:
    """The writer's own voice, familiar to who writes a light line and no letter."""
    if mail is None or not mail.is_light or rules.voice.letterlike is None:
        return own
    is_letter = rules.voice.letterlike.search(mail.reading.text)
    return own if is_letter else replace(own, familiar=True)


def _of_topic(slots: Slots, rules: ReplyingRules) -> Slots:
    """What went wrong, said of the thing it happened to."""
    wrong, topic = slots.get("wrong"), slots.get("topic")
    if not (rules.composing.of_topic and wrong and topic) or topic in wrong:
        return {}
    return {"wrong": rules.composing.of_topic.format(topic=topic, told=wrong)}


def _about(
    form: Form, mail: Understood | None, theirs: Slots, rules: ReplyingRules
) -> tuple[About, Slots]:
    """What it is about, and of the facts of the mail those that may be said beside it."""
    if mail is None or form in BRIEF:
        return About(), _unnamed(theirs, rules)
    found, reading = mail.about, mail.reading
    if not mail.level or mail.when.now:
        # A question is answered as it stands, not as the trouble of its trade.
        found = About(deadline=found.deadline, pressing=found.pressing)
    if not mail.reading.level:  # Who reports calmly is heard, and asked for nothing yet.
        found = replace(
            found, phrases={name: found.phrases[name] for name in found.phrases if name != "detail"}
        )
    if rules.named and is_aside(found, theirs, reading, rules):
        found = About(deadline=found.deadline, pressing=found.deadline is not None)
    if not found.that and found.thing and found.thing not in theirs.get("topic", found.thing):
        found = replace(found, phrases={}, weak=True)  # It speaks of another thing.
    if not found.weak:
        return found, _unnamed(theirs, rules)
    found = named_in(found, theirs, replace(reading, level=mail.level), rules)
    # At a death the thing is not what one is sorry for.
    return found, _unnamed(theirs, rules) if rules.grief.search(reading.text) else theirs


def _unnamed(theirs: Slots, rules: ReplyingRules) -> Slots:
    """The facts without the thing itself, where the words of an event say what it is."""
    kept = {name: said for name, said in theirs.items() if name not in THINGS}
    return kept if rules.named else theirs


def _one_of(clauses: Sequence[str], chance: str) -> str:
    return clauses[int(chance, 16) % len(clauses)]


def _quoted_once(slots: Slots) -> Slots:
    """Without a quote of what the sorry is for already."""
    quote, wrong = meant(slots.get("cited", "")), meant(slots.get("wrong", ""))
    if _SAME * len(quote & wrong) < len(quote):
        return slots
    return {name: said for name, said in slots.items() if name != "cited"}


def _sorry_for(event: str, slots: Slots) -> Slots:
    """With ``event`` as what went wrong, and without a clause of the mail that says so again."""
    again = {name for name in _TOLD & slots.keys() if meant(slots[name]) & meant(event)}
    return {name: said for name, said in slots.items() if name not in again} | {"wrong": event}


def _beside(form: Form, mail: Understood | None, found: About, rules: ReplyingRules) -> str | None:
    """What the words are about beside the mail's own hurts; what weighs most comes first."""
    if mail is None:
        return None
    reading = mail.reading
    if form == "parked" and (topic := topic_of(reading, rules)):
        return topic
    signs = (
        (SECOND_FAILURE, failed_before(reading)),
        (GRIEF, bool(rules.grief.search(reading.text))),
        (HARM, found.harm),
        (STANDING, mail.when.now),
        *_shared(form, mail, rules),
        (CALL, mail.is_call),
        (PRESSING, found.pressing and not mail.is_light),
        (GLAD, mail.is_light and is_glad(reading, rules)),
    )
    return next((name for name, holds in signs if holds), None)


def _shared(form: Form, mail: Understood, rules: ReplyingRules) -> Iterator[tuple[str, bool]]:
    """What somebody shares who wants nothing."""
    text = mail.reading.text
    if form in BRIEF:
        yield IDLE, rules.idle is not None and bool(rules.idle.search(text))
    if form in BRIEF and not is_glad(mail.reading, rules):
        yield CHAT, rules.playful is not None and bool(rules.playful.search(text))
        yield NEWS, not (rules.praise_first and rules.praise_first.search(text))


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
        slots["due"] = _said(promise.due.astimezone(ZoneInfo(promise.zone)), promise.grain, rules)
    if subject := mention(promise.subject, rules.objects, rules):
        slots["subject"] = subject
    return slots


def _said(due: datetime, grain: Grain | None, rules: ReplyingRules) -> str:
    """A date, with a clock only where one was said."""
    form = rules.times.date if grain in CLOCKED else rules.times.day
    return say_time(due, form, rules.times)


def _day(day: date, rules: ReplyingRules) -> str:
    return say_time(datetime.combine(day, datetime.min.time()), rules.times.day, rules.times)


def seed(reading: Reading | None, promise: Promise | None) -> str:
    """Stands for a mail or a promise: the same one gives the same words."""
    parts = [promise.sentence if promise else ""]
    if reading:
        parts += [reading.thread or "", reading.text]
    return blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()
