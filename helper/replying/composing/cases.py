"""All that one draft is made from: the plan, the facts as words, the times, what it is beside.

What only the desk knows comes in as `Known`; nothing is looked up here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Literal

from helper.contracts import ANGRY, CALM, Form, Promise, Promised, Reading, Timeline, TimeOption
from helper.replying.composing.filling import Filling
from helper.replying.composing.once import Pick, told_once
from helper.replying.composing.queries import asking
from helper.replying.composing.slots import filled, one_of, own_slots, promised_slots, shortened
from helper.replying.composing.variety import Run, said_least
from helper.replying.composing.voice import NO_VOICE, Voice
from helper.replying.composing.wording import THINGS, Situation, Wording
from helper.replying.understanding.facts import Slots, noted
from helper.replying.understanding.forms import (
    SECOND_FAILURE,
    Absence,
    Understood,
    failed_before,
    topic_of,
)
from helper.replying.understanding.lengths import is_post, is_short
from helper.replying.understanding.matters import About, is_aside, named_in
from helper.replying.understanding.script import Letters
from helper.replying.understanding.signs import (
    is_amiss,
    is_courtesy,
    is_glad,
    is_idle,
    opens_with_praise,
    plays,
    praises,
)
from helper.replying.understanding.sounding import may_lament, may_mock, sounds_glad
from helper.rulebook.composing import Plan
from helper.rulebook.replying import ReplyingRules

Choice = Literal["look", "answer"]

CALL = "call"
"""A mail that only wants a call."""
CHAT = "chat"
"""A mail that only shares something to smile about."""
NEWS = "news"
"""A mail that tells something, wants nothing and thanks for nothing."""
POST = "post"
"""The same in a few lines: they may be joy, and may be a trouble told drily."""
IDLE = "idle"
"""A mail that only says that it has come through."""
COURTESY = "courtesy"
"""A word of thanks, and no more."""
GRIEF = "grief"
HARM = "harm"
PRESSING = "pressing"
TOLD = "told"
"""A sorry that says what happened."""
STANDING = "standing"
"""Somebody stands at the door and waits."""
WISH = "wish"
"""A choice that asks in one breath whether the time will do, and what else they would like."""
AMISS = "amiss"
"""Something that went wrong beside a plain question or request."""
GLAD = "glad"
"""Thanks or praise beside one."""
_TO_THE_LENGTH: frozenset[Form] = frozenset({"full", "acknowledge", "new_work"})
"""Forms that are as short as what they answer."""
BRIEF = frozenset({"thanks"})
"""Forms that say nothing of what is to be done."""


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
    is_brief: bool
    """Whether a few friendly lines will do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known beside the mail: who signs, what was said before, when nobody is there.

    ``signed`` means that the mail client adds the name itself (B64). ``avoid`` holds ids of
    forms of sorry this person got of late (B32), ``lately`` the runs of other drafts; in
    ``letters`` one writes of a promise, where there is no mail.
    """

    me: str | None = None
    signed: bool = False
    avoid: frozenset[str] = frozenset()
    lately: frozenset[Run] = frozenset()
    away: Absence | None = None
    voice: Voice = NO_VOICE
    letters: Letters | None = None


NOTHING_NAMED = Promised()


@dataclass(frozen=True, slots=True)
class Given:
    """What drafts are asked for: the mail or the promise they are about, and times to offer."""

    mail: Understood | None
    timeline: Timeline
    """As `helper.replying.composing.timeline.offer` found them."""
    known: Known
    promise: Promise | None = None
    """What a notice, a recovery or a question is about."""
    promised: Promised = NOTHING_NAMED
    """The same as one names it afterwards."""
    choice: Choice | None = None
    """Which time to promise; else the plan's own."""


def case_of(form: Form, given: Given, theirs: Slots, rules: ReplyingRules) -> Case:
    """What a draft of ``form`` is made from; ``theirs`` are the facts of the mail as words."""
    mail, known, promise = given.mail, given.known, given.promise
    reading = mail.reading if mail else None
    chance = seed(reading, promise)
    plan = _plan(form, mail, rules, chance)
    times = _promised_first(given.timeline.options, given.choice or plan.promise)
    found, theirs = _about(form, mail, theirs, rules)
    found = asking(found, form, mail, theirs, rules)
    slots = _named(given, theirs, found, times, rules)
    slots = told_once(slots, mail, found, _pick(chance, known.lately, rules), rules)
    found = _felt_once(_named_once(found, slots, mail, rules), slots, rules)
    in_few_words = form in _TO_THE_LENGTH and mail is not None and is_short(mail.reading, rules)
    if mail and in_few_words:
        slots = shortened(slots, mail.level, mail.need, rules)
    source = reading or promise
    voice, situation = _voice(known.voice, mail, rules), _situation(form, mail, times[0])
    return Case(
        reading=reading,
        language=source.language if source else "",
        plan=plan,
        wording=Wording(
            rules=rules,
            filling=Filling(
                {**rules.phrases, **found.phrases}, slots, f"{form} {chance}", int(voice.brief)
            ),
            own=found.phrases,
            lately=known.lately,
            voice=voice,
            calm=situation.level < ANGRY,
        ),
        situation=situation,
        times=times,
        avoid=known.avoid,
        voice=voice,
        beside=_beside(form, mail, found, rules),
        is_brief=mail is not None and (mail.is_light or in_few_words),
    )


def _named(
    given: Given, theirs: Slots, found: About, times: Sequence[TimeOption], rules: ReplyingRules
) -> Slots:
    """All that may be named: of mail and promise, of the times, and of who writes."""
    known, promise = given.known, given.promise
    own = own_slots(rules, known.away, me=known.me, signed=known.signed)
    due = promised_slots(promise, given.promised, times[0], rules) if promise else {}
    return filled(theirs, found, times, due, own, rules)


def _situation(form: Form, mail: Understood | None, first: TimeOption) -> Situation:
    """What words have to fit; where no mail is answered, somebody calm."""
    if mail is None:
        return Situation(form=form, level=CALM, cause=None, need=None, what=first.what)
    cause = mail.reading.cause
    return Situation(form=form, level=mail.level, cause=cause, need=mail.need, what=first.what)


def _pick(chance: str, lately: AbstractSet[Run], rules: ReplyingRules) -> Pick:
    """What was not said of late, as the mail has it."""
    return lambda found: said_least(found, chance, lately, rules.composing.run_length)


def _plan(form: Form, mail: Understood | None, rules: ReplyingRules, chance: str) -> Plan:
    """One of the plans that fit; what is no answer to a mail mends something."""
    level, need = (mail.level, mail.need) if mail else (CALM, "mend")
    return one_of(
        [
            plan
            for plan in rules.plans
            if plan.form == form and level in plan.levels and need in plan.needs
        ],
        chance,
    )


def _voice(own: Voice, mail: Understood | None, rules: ReplyingRules) -> Voice:
    """The writer's own voice, familiar to who writes a light line and no letter."""
    if mail is None or not mail.is_light or rules.voice.letterlike is None:
        return own
    is_letter = rules.voice.letterlike.search(mail.reading.text)
    return own if is_letter else replace(own, familiar=True)


def _about(
    form: Form, mail: Understood | None, theirs: Slots, rules: ReplyingRules
) -> tuple[About, Slots]:
    """What it is about, and of the facts of the mail those that may be said beside it."""
    if mail is None or form in BRIEF:
        return About(), _unnamed(theirs, rules) | _read_of(mail, theirs, rules)
    if form == "parked":  # What is disputed is no trouble of its trade.
        return About(), theirs
    found, reading = mail.about, mail.reading
    if not mail.level or mail.when.now:
        # A question is answered as it stands, not as the trouble of its trade.
        found = About(deadline=found.deadline, pressing=found.pressing)
    if not mail.reading.level:  # Who reports calmly is heard, and asked for nothing yet.
        found = found.without("detail")
    if rules.grief.search(reading.text):  # Nothing else is what one is sorry for.
        found = found.without("trouble")
    if _is_told_of_another(found, mail, theirs, rules) or (
        rules.named and is_aside(found, theirs, reading, rules)
    ):
        found = About(deadline=found.deadline, pressing=found.deadline is not None)
    if not found.that and found.thing and found.thing not in theirs.get("topic", found.thing):
        found = replace(found, phrases={}, weak=True)  # It speaks of another thing.
    if not found.weak:
        return found, _unnamed(theirs, rules)
    found = named_in(found, theirs, replace(reading, level=mail.level), rules)
    # At a death the thing is not what one is sorry for.
    return found, _unnamed(theirs, rules) if rules.grief.search(reading.text) else theirs


def _read_of(mail: Understood | None, theirs: Slots, rules: ReplyingRules) -> Slots:
    """What a post that only shares something speaks of: one says that one has read of it."""
    is_named = mail is not None and "topic" in theirs and is_post(mail.reading, rules)
    thing = theirs["topic"] if is_named and rules.named else None
    return {"topic": thing, "mentioned": thing} if thing else {}


def _named_once(found: About, slots: Slots, mail: Understood | None, rules: ReplyingRules) -> About:
    """Without the thing itself once more, where a clause has told what happened to it.

    In a post it is enough that one is sorry for it: so few lines name it once.
    """
    is_named = "wrong" in slots or (mail is not None and mail.level > CALM and "object" in slots)
    is_told = mail is not None and is_named and is_post(mail.reading, rules)
    is_clause = mail is not None and mail.way and slots.get("wrong") == mail.way.said
    if not (is_told or is_clause) or found.phrases.get("work") != rules.named.get("work"):
        return found
    return replace(found, phrases={**found.phrases, "work": rules.phrases["work"]})


def _felt_once(found: About, slots: Slots, rules: ReplyingRules) -> About:
    """Without a word on what the event is like, where the sorry is for that very event."""
    is_told = rules.telling.felt_once and slots.get("wrong") in found.that
    return found.without("felt") if is_told else found


def _is_told_of_another(
    found: About, mail: Understood, theirs: Slots, rules: ReplyingRules
) -> bool:
    """Whether the matter was found beside the clause that says best what happened.

    An event that is told before that clause is the matter all the same. Beside a clause for which
    one is sorry as it stands, what is told in general only says again that nobody helped.
    """
    way, text = mail.way, mail.reading.text
    if found.matter is None or found.harm or found.matter.service:
        return False
    if rules.telling.quoted_first and found.event and found.event.wide and "cited" in theirs:
        return found.event.find(theirs["cited"]) is None
    if way is None:
        return False
    if any(found.matter.find(one) for one in (way.clause.text, mail.reading.subject or "")):
        return False
    return found.event is None or text.find(found.said) > way.clause.start


def _unnamed(theirs: Slots, rules: ReplyingRules) -> Slots:
    """The facts without the thing itself, where the words of an event say what it is."""
    kept = {name: said for name, said in theirs.items() if name not in THINGS}
    return kept if rules.named else theirs


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
        (AMISS, mail.is_light and form not in BRIEF and is_amiss(reading, rules)),
        (GLAD, mail.is_light and praises(reading, rules)),
    )
    return next((name for name, holds in signs if holds), None)


def _shared(form: Form, mail: Understood, rules: ReplyingRules) -> Iterator[tuple[str, bool]]:
    """What somebody shares who wants nothing."""
    reading = mail.reading
    if form in BRIEF:
        yield POST, may_mock(reading, rules)
        yield IDLE, is_idle(reading, rules) or noted(reading, rules) is not None
        yield COURTESY, is_courtesy(reading, rules)
    if form in BRIEF and not is_glad(reading, rules):
        is_line = is_post(reading, rules)
        yield CHAT, plays(reading, rules) and not (is_line and may_lament(reading))
        is_news = not opens_with_praise(reading, rules) and not sounds_glad(reading)
        yield POST if is_line else NEWS, is_news


def _promised_first(options: Sequence[TimeOption], choice: Choice) -> tuple[TimeOption, ...]:
    return tuple(sorted(options, key=lambda option: option.what != choice))


def seed(reading: Reading | None, promise: Promise | None) -> str:
    """Stands for a mail or a promise: the same one gives the same words."""
    parts = [promise.sentence if promise else ""]
    if reading:
        parts += [reading.thread or "", reading.text]
    return blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()
