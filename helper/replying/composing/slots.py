"""The facts that the words of one draft may name: of mail, promise, times, and who writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from helper.contracts import CALM, CLOCKED, Grain, Level, Promise, Promised, Reading, TimeOption
from helper.replying.composing.timeline import say as say_time
from helper.replying.understanding.facts import Slots, call_name
from helper.replying.understanding.forms import Absence, Understood
from helper.replying.understanding.matters import About
from helper.replying.understanding.needs import is_a_note, is_post, is_short
from helper.replying.understanding.telling import tell
from helper.replying.understanding.turning import mention
from helper.rulebook.replying import ReplyingRules
from helper.text import meant, visible, words

_SAME = 3
"""A quote of which one word in so many with meaning was said already tells the same again."""
_AS_IT_STANDS = frozenset({"cited", "told"})
"""A clause that is said back whole."""
_TOLD = frozenset({"rest", "wrong", "cited", "told"})
"""What the mail says of what happened."""
_ASKED = frozenset({"know", "deed", "order", "gift"})
_MOCKED = _ASKED | {"ask", "asked", "quoted", "wrote"}
"""What is not said back of a question that is none."""
_FOR_LONG = frozenset({"other", "quoted", "wrote"})
"""What needs a longer reply to stand in."""
_BRIEFLY_ASKED = range(3, 13)
"""Words of a question that stands in a short one as well."""

One = TypeVar("One")


def one_of(found: Sequence[One], chance: str) -> One:
    """Always the same one for a mail, another for the next."""
    return found[int(chance, 16) % len(found)]


def filled(  # noqa: PLR0913, PLR0917 - one argument for each place facts come from
    theirs: Slots,
    found: About,
    times: Sequence[TimeOption],
    promised: Slots,
    own: Slots,
    rules: ReplyingRules,
) -> Slots:
    """All there is to name; a visible gap where only the user knows."""
    slots = {name: gap.text for name, gap in rules.gaps.items()} | theirs
    slots |= promised
    slots |= {name: text for name, text in found.slots() if text}
    slots |= dict(zip(("time", "other"), (one.label for one in times), strict=False)) | own
    if found.noun:
        slots.setdefault("topic", found.noun)
    if slots.get("deadline", "").rpartition(" ")[2] in slots.get("ask", "").split():
        del slots["deadline"]  # The ask says by when.
    return {name: visible(text) for name, text in slots.items()}


def told_once(
    slots: Slots, mail: Understood | None, found: About, chance: str, rules: ReplyingRules
) -> Slots:
    """With what went wrong said once: as an event one knows, or else in the mail's own clause."""
    if mail and mail.when.now:  # Who stands and waits knows what happened.
        slots = {name: said for name, said in slots.items() if name not in _TOLD}
    if mail and _mocks(slots, mail, rules):
        slots = {name: said for name, said in slots.items() if name not in _MOCKED}
    if mail and is_post(mail.reading, rules):
        slots = _asked_why(slots, mail)
    if mail and mail.need == "answer" and "know" in slots:  # What is asked says it all.
        # What can be reported is more exact than the event that would be told in its place.
        is_best = found.that and rules.composing.cited_reported
        beside = {"ailing"} if is_best else _AS_IT_STANDS | {"ailing"}
        slots = {name: said for name, said in slots.items() if name not in beside}
    if not (rules.composing.quoted_first and found.harm):
        slots = _in_their_words(slots, rules)
    if mail and mail.need != "answer" and _is_clear(slots, mail, found, rules):
        slots = {"wrong": slots["told"]} | slots
    own = slots.get("wrong")
    # Where a sentence runs on, a clause of it may well tell of something beside the event.
    is_beside = own and _may_be_beside(rules) and not _tells(own, found, rules)
    if found.that and (own is None or is_beside):
        slots = _sorry_for(one_of(found.that, chance), slots)
        if found.besides and mail and len(mail.reading.hurts) <= 1:
            slots.setdefault("rest", one_of(found.besides, chance))
    if mail and is_short(mail.reading, rules):
        slots = _at_once(slots, mail, rules)
    slots = _asked_once(_weighed_once(slots), mail, rules)
    slots = _quoted_once(slots)
    # At harm nothing goes before the person.
    return slots if found.harm else slots | _of_topic(slots, rules)


def _may_be_beside(rules: ReplyingRules) -> bool:
    """Whether a clause of what happened gives way to an event that it does not tell."""
    return rules.composing.clauses_run_on and not rules.composing.quoted_first


def _mocks(slots: Slots, mail: Understood, rules: ReplyingRules) -> bool:
    """Whether a post tells of trouble, and whether it asks of yes or no beside it is scorn.

    "My order is being prepared since Tuesday. Is the pizza raised from seed?"
    """
    mocks = rules.composing.scorn
    if mocks is None or not mail.level or len(mail.reading.asks) != 1 or "told" not in slots:
        return False
    return _is_a_line(mail.reading, rules) and mocks.search(slots.get("know", "")) is not None


def _is_a_line(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether it is a post that tells but one thing."""
    return not reading.subject and is_a_note(reading, rules)


def _is_clear(slots: Slots, mail: Understood, found: About, rules: ReplyingRules) -> bool:
    """Whether the clause that is told says more than the event that one knows by itself.

    That of a post does where it tells of that event; else it must have words of trouble, and be
    no mere word that was given: one is sorry that it was broken.
    """
    told = slots.get("told", "")
    given = rules.grammar.word_given if rules.grammar else None
    if given and given.search(told):
        return False
    if told and _is_a_line(mail.reading, rules):
        return found.is_told_by(told)
    if rules.troubles and rules.troubles.search(told):
        return True
    return bool(rules.grammar and mail.level and rules.telling_signs.search(told))


def _asked_why(slots: Slots, mail: Understood) -> Slots:
    """With the sorry for what a post asks the reason of: "why can't I log in"."""
    if not mail.level or "why" not in slots or "wrong" in slots:
        return slots
    kept = {name: said for name, said in slots.items() if name not in _MOCKED | _TOLD}
    return kept | {"wrong": slots["why"]}


def _at_once(slots: Slots, mail: Understood, rules: ReplyingRules) -> Slots:
    """With the sorry for the very clause that tells what happened, which then says it all.

    Where none can be told, the thing itself is the trouble of so few lines.
    """
    is_all = is_a_note(mail.reading, rules) and not (mail.need == "answer" and "know" in slots)
    if mail.level and is_all and "told" in slots:
        slots = {"wrong": slots["told"]} | slots
    if mail.level and "topic" in slots and "ailing" not in slots:
        slots = {"object": slots["topic"]} | slots
    if "wrong" not in slots:
        return slots
    return {name: said for name, said in slots.items() if name not in _AS_IT_STANDS}


def _tells(clause: str, found: About, rules: ReplyingRules) -> bool:
    """Whether a clause tells of what went wrong, or of something else that one knows by itself."""
    narrow = (one for one in rules.events if not one.wide)
    return found.is_told_by(clause) or any(one.find(clause) for one in narrow)


def _asked_once(slots: Slots, mail: Understood | None, rules: ReplyingRules) -> Slots:
    """Without the thing itself where a plain question that is said back names it."""
    topic = slots.get("topic")
    if rules.named or not topic or not mail or not mail.is_light:
        return slots
    asked = any(topic in slots.get(name, "") for name in ("know", "deed", "quoted", "wrote"))
    return {name: said for name, said in slots.items() if not (asked and name == "topic")}


def _sorry_for(event: str, slots: Slots) -> Slots:
    """With ``event`` as what went wrong, and without a clause of the mail that says so again."""
    again = {"rest"} if meant(slots.get("rest", "")) & meant(event) else set()
    return {name: said for name, said in slots.items() if name not in again} | {"wrong": event}


def _in_their_words(slots: Slots, rules: ReplyingRules) -> Slots:
    """With a quote for what went wrong, where no clause could be told and it is said so.

    What the rules for telling can put as one reports it, is no longer quoted.
    """
    quoted = rules.composing.told_quoted
    if not quoted or "wrong" in slots or "cited" not in slots:
        return slots
    said = slots["cited"]
    reported = tell(said, rules) if rules.composing.cited_reported else None
    return slots | {"wrong": reported or quoted.format(cited=said)}


def _weighed_once(slots: Slots) -> Slots:
    """Without what hangs on it where a clause that is told says so itself."""
    told = meant(" ".join(slots[name] for name in _TOLD & slots.keys()))
    again = meant(slots.get("stake", "")) & told
    return {name: said for name, said in slots.items() if not (again and name == "stake")}


def shortened(slots: Slots, level: Level, rules: ReplyingRules) -> Slots:
    """With one time to offer, and hardly any words quoted, for who wrote but a few lines."""
    kept = {name: said for name, said in slots.items() if name not in _FOR_LONG}
    if (
        level == CALM
        and "topic" not in slots
        and len(words(slots.get("quoted", ""))) in _BRIEFLY_ASKED
    ):
        kept["quoted"] = slots["quoted"]
    is_unsaid = "quoted" in slots or ("ask" in slots and slots.keys().isdisjoint(_ASKED))
    if is_unsaid and rules.composing.one_question:
        kept.setdefault("asked", rules.composing.one_question)
    if "wrote" in slots and rules.composing.one_request:
        kept.setdefault("asked", rules.composing.one_request)
    return kept


def _quoted_once(slots: Slots) -> Slots:
    """Without a quote of what the sorry is for already."""
    wrong = meant(slots.get("wrong", ""))
    again = {name for name in _AS_IT_STANDS & slots.keys() if _says(meant(slots[name]), wrong)}
    return {name: said for name, said in slots.items() if name not in again}


def _says(told: frozenset[str], wrong: frozenset[str]) -> bool:
    return _SAME * len(told & wrong) >= len(told)


def _of_topic(slots: Slots, rules: ReplyingRules) -> Slots:
    """What went wrong, said of the thing it happened to."""
    wrong, topic = slots.get("wrong"), slots.get("topic")
    if not (rules.composing.of_topic and wrong and topic) or topic in wrong:
        return {}
    if 2 * len(meant(topic) & meant(wrong)) >= len(meant(topic)):
        return {}  # It speaks of that thing itself, in other words.
    return {"wrong": rules.composing.of_topic.format(topic=topic, told=wrong)}


def own_slots(rules: ReplyingRules, away: Absence | None, *, me: str | None, signed: bool) -> Slots:
    """What the writer of the reply brings: a name unless it is added anyway, days away."""
    slots = {"me": ""} if signed else {"me": me} if me else {}
    if away:
        slots["from"] = _day(away.start, rules)
        slots["until"] = _day(away.back, rules)
    return slots


def promised_slots(
    promise: Promise, named: Promised, new: TimeOption, rules: ReplyingRules
) -> Slots:
    """Who was promised what, and by when: the thing itself, or else what was to be done."""
    slots: Slots = {}
    if named.thing:
        slots["promised"] = named.thing
    elif named.pledge:
        slots["pledge"] = named.pledge
    if named.anew:
        slots["anew"] = named.anew.replace("{time}", new.label)
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
