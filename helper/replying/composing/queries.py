"""The one question without which nothing can start, as the words of a draft.

What a mail lacks is found by `helper.replying.understanding.missing`; here it takes the place of
what its matter would ask for, unless an event tells of something more special.
"""

from __future__ import annotations

from dataclasses import replace

from helper.contracts import Form
from helper.replying.understanding.facts import Slots
from helper.replying.understanding.forms import Understood
from helper.replying.understanding.lengths import is_post
from helper.replying.understanding.matters import About
from helper.replying.understanding.missing import VAGUE, Missing, missing, vaguely
from helper.rulebook.replying import ReplyingRules

_TOLD = frozenset({"topic", "wrong", "told", "cited"})
_SAID = _TOLD | {"ask", "know", "deed", "quoted", "wrote"}
"""What of a mail shows that it was told what happened, or what is wanted."""
_SURE, _SURE_OF_A_QUESTION = 0.5, 0.65
"""How likely a detail must be where somebody asks something, and in the reply to a plain question:
that can mostly be answered as it stands."""
_SURE_IN_A_POST, _SURE_BESIDE_A_CLAUSE = 0.5, 0.66
"""The same in a post, and in one of which is told what happened: that says more than a question
beside it. Of details between .45 and .6 that are asked for one in three was labelled so; of
strangers' posts with a clause, what was asked below .66 missed the point in nine of eleven."""
_SURE_BESIDE_AN_EVENT = 0.75
"""The same where what happened says what is done about it and needs no detail for that: below
this three in five are labelled so, above it five in six."""
_SURE_OF_LETTERS = 0.6
"""The same in a mail with a subject: its sender is mostly known, and asked in vain."""


def asking(
    found: About, form: Form, mail: Understood | None, theirs: Slots, rules: ReplyingRules
) -> About:
    """``found`` with the question the mail needs in place of its own detail, if it needs one."""
    if mail is None or form != "full" or mail.when.now or found.harm:
        return found
    is_special = found.event or (found.matter and found.matter.service)
    if rules.grief.search(mail.reading.text) or (is_special and "detail" in found.phrases):
        return found
    lacks = _missing(found, mail, theirs, rules)
    if lacks and (not is_special or lacks.share >= _SURE_BESIDE_AN_EVENT):
        return _with(found, lacks)
    # What a thing in general lacks is no better a guess.
    is_told = mail.way and found.weak and not is_special and is_post(mail.reading, rules)
    return _without_detail(found) if is_told else found


def _missing(found: About, mail: Understood, theirs: Slots, rules: ReplyingRules) -> Missing | None:
    lacks = missing(mail, rules)
    if lacks is None:
        is_told = mail.is_light or found.known or _SAID & theirs.keys()
        return None if is_told else vaguely(mail, rules)
    past = set(mail.reading.hurts) & set(rules.composing.history_hurts)
    if lacks.detail.name == VAGUE and (past or _TOLD & theirs.keys()):
        return None  # They have told it, or what happened so far is asked for.
    return lacks if lacks.share >= _least(mail, rules) else None


def _least(mail: Understood, rules: ReplyingRules) -> float:
    least = _SURE_OF_LETTERS if mail.reading.subject else 0.0
    if is_post(mail.reading, rules):
        least = _SURE_BESIDE_A_CLAUSE if mail.way else _SURE_IN_A_POST
    if mail.is_light and mail.need == "answer":
        return _SURE_OF_A_QUESTION
    return max(least, _SURE if mail.is_light or mail.need == "answer" else 0.0)


def _without_detail(found: About) -> About:
    phrases = {name: said for name, said in found.phrases.items() if name != "detail"}
    return replace(found, phrases=phrases)


def _with(found: About, lacks: Missing) -> About:
    phrases = dict(_without_detail(found).phrases)
    phrases = {"work": lacks.work, **phrases}
    if lacks.asks:
        phrases["asking"] = lacks.asks
    if lacks.wants:
        phrases["outcome"] = ()  # One question asks for both.
        phrases["spared"] = ()  # Who is asked what happened has it all to tell.
    return replace(found, phrases=phrases)
