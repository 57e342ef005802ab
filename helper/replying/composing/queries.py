"""The one question without which nothing can start, as the words of a draft.

What a mail lacks is found by `helper.replying.understanding.missing`; here it takes the place of
what its matter would ask for, unless an event tells of something more special.
"""

from __future__ import annotations

from dataclasses import replace

from helper.contracts import Form
from helper.replying.understanding.facts import Slots
from helper.replying.understanding.forms import Understood
from helper.replying.understanding.matters import About
from helper.replying.understanding.missing import VAGUE, Guess, Missing, guess, missing, vaguely
from helper.rulebook.replying import ReplyingRules

_TOLD = frozenset({"topic", "wrong", "told", "cited"})
_SAID = _TOLD | {"ask", "know", "deed", "quoted", "wrote"}
"""What of a mail shows that it was told what happened, or what is wanted."""


def asking(
    found: About, form: Form, mail: Understood | None, theirs: Slots, rules: ReplyingRules
) -> About:
    """``found`` with the question the mail needs in place of its own detail, if it needs one."""
    if mail is None or form != "full" or mail.when.now or found.harm:
        return found
    is_special = found.event or (found.matter and found.matter.service)
    if rules.grief.search(mail.reading.text):
        return found
    likely = guess(mail, rules)
    is_own = bool(is_special) and "detail" in found.phrases
    lacks = None if likely is None or is_own else _missing(likely, found, mail, theirs, rules)
    if lacks:
        return _with(found, lacks)
    return found if likely is None or likely.is_something else found.without("detail")


def _missing(
    likely: Guess, found: About, mail: Understood, theirs: Slots, rules: ReplyingRules
) -> Missing | None:
    lacks = missing(likely, mail, rules)
    if lacks is None:
        is_told = mail.is_light or found.known or _SAID & theirs.keys()
        return None if is_told else vaguely(mail, rules)
    past = set(mail.reading.hurts) & set(rules.composing.history_hurts)
    if lacks.detail.name == VAGUE and (past or _TOLD & theirs.keys()):
        return None  # They have told it, or what happened so far is asked for.
    return lacks


def _with(found: About, lacks: Missing) -> About:
    phrases = {"work": lacks.work, **found.without("detail").phrases}
    if lacks.asks:
        phrases["asking"] = lacks.asks
    if lacks.wants:
        phrases["outcome"] = ()  # One question asks for both.
        phrases["spared"] = ()  # Who is asked what happened has it all to tell.
    return replace(found, phrases=phrases)
