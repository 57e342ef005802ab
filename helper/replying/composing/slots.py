"""The facts that the words of one draft may name: of mail, promise, times, and who writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from helper.contracts import CALM, CLOCKED, Grain, Level, Promise, Promised, TimeOption
from helper.replying.composing.labels import say as say_time
from helper.replying.understanding.facts import Slots, call_name
from helper.replying.understanding.forms import Absence
from helper.replying.understanding.matters import About
from helper.replying.understanding.turning import titled
from helper.rulebook.replying import ReplyingRules
from helper.rulebook.understanding import Need
from helper.text import visible, words

_ASKED = frozenset({"know", "deed", "order", "gift"})
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


def shortened(slots: Slots, level: Level, need: Need | None, rules: ReplyingRules) -> Slots:
    """With one time to offer, and hardly any words quoted, for who wrote but a few lines.

    What is to be mended is no mere request, and is not put off as one.
    """
    kept = {name: said for name, said in slots.items() if name not in _FOR_LONG}
    if (
        level == CALM
        and "topic" not in slots
        and len(words(slots.get("quoted", ""))) in _BRIEFLY_ASKED
    ):
        kept["quoted"] = slots["quoted"]
    is_unsaid = "quoted" in slots or ("ask" in slots and slots.keys().isdisjoint(_ASKED))
    if is_unsaid and rules.asking.one_question:
        kept.setdefault("asked", rules.asking.one_question)
    if "wrote" in slots and rules.asking.one_request:
        kept.setdefault("asked", rules.asking.one_request)
    if need == "mend" and rules.asking.one_request == kept.get("asked", ""):
        del kept["asked"]
    return kept


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
    if name := call_name(promise.person.name, rules.calling):
        slots["name"] = name
    if promise.due:
        slots["due"] = _said(promise.due.astimezone(ZoneInfo(promise.zone)), promise.grain, rules)
    if subject := titled(promise.subject, rules):
        slots["subject"] = subject
    return slots


def _said(due: datetime, grain: Grain | None, rules: ReplyingRules) -> str:
    """A date, with a clock only where one was said."""
    form = rules.times.date if grain in CLOCKED else rules.times.day
    return say_time(due, form, rules.times)


def _day(day: date, rules: ReplyingRules) -> str:
    return say_time(datetime.combine(day, datetime.min.time()), rules.times.day, rules.times)
