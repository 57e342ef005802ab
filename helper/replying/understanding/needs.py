"""What the first reply to a mail must chiefly be: an answer, a deed, a mend, thanks, a hearing.

One decision, made here, which all else follows: the form, the verbs of what is done, whether
there is a sorry, how soon the time is and how it closes. Why somebody writes decides most of it
(000:65): who does not know wants an answer, however impatiently; who cannot do something, or was
treated badly, wants it mended. Where nothing bothers, the asks decide; who asks nothing then
shares something, and is thanked for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from helper.contracts import CALM, END_OF_ROPE, FRUSTRATED, UNEASY, Reading
from helper.replying.understanding.lengths import is_post, length
from helper.replying.understanding.signs import (
    ITEM,
    LET_DOWN,
    is_ask,
    is_glad,
    is_heard_amiss,
    is_idle,
    is_plain_question,
    is_question,
    is_slip,
    laments,
    only_asks,
    only_lauds,
    opens_with_praise,
    plays,
    told_of_us,
)
from helper.replying.understanding.sounding import how_it_sounds, is_ironic
from helper.rulebook.replying import ReplyingRules
from helper.rulebook.understanding import Need
from helper.text import blank, words

_CALLED_OUT = re.compile(r"\A(\W*\w*\W*?)\s?(?:@\w+\W+)+")
"""To whom a post is called out, perhaps behind a greeting."""
_FEW_WORDS = 16
"""Up to which a mail in which nobody heard an ask may be one as a whole."""
_LONG_TELLING = 30
"""Words from which on who asks nothing, thanks for nothing and tells of trouble wants it mended."""
_DOUBTED = -0.25
"""What thanks weigh for a post that no sign tells anything of: few who write one in public only
share something. Of 620 posts about trouble 45 were taken for that, and are 19 (of 963 labelled
ones, each heard by ears that had not learned it)."""
_AGAIN = "repetition"
_QUESTION_MARKS = frozenset("?？")


def need_of(reading: Reading, rules: ReplyingRules, *, harm: bool = False) -> Need:
    """What the reply to ``reading`` must chiefly be; ``harm`` is whether somebody came to it."""
    wanted = _wanted(reading, rules)
    if sure := next(_surely(reading, wanted, rules, harm=harm), None):
        return sure
    told = next(_likely(reading, wanted, rules), None)
    belief = rules.composing.signs_believed if told else _DOUBTED
    return _as_it_sounds(told or "thank", reading, rules, belief)


def _surely(
    reading: Reading, wanted: Need | None, rules: ReplyingRules, *, harm: bool
) -> Iterator[Need]:
    """What nothing heard can outweigh; of several signs the first decides."""
    if _is_outburst(reading, rules):
        yield "feel"
    if harm and not only_asks(reading):
        yield "mend"
    if _lists_troubles(reading, rules) or is_ironic(reading, rules):
        yield "mend"
    if _is_praise(reading, rules) or is_idle(reading, rules):
        yield "thank"
    if is_plain_question(reading, rules):
        yield "answer"
    if is_slip(reading, rules):
        yield wanted or "thank"


def _likely(reading: Reading, wanted: Need | None, rules: ReplyingRules) -> Iterator[Need]:
    """What the signs tell; of several the first decides."""
    if by_cause := _by_cause(reading, wanted, rules):
        yield by_cause
    if not reading.asks and _reports(reading, rules):
        yield "mend"
    if wanted:
        yield wanted
    if _reports(reading, rules) or reading.kind == "complaint":
        yield "mend"
    if _shares(reading, rules) or not is_post(reading, rules):
        yield "thank"


def _as_it_sounds(told: Need, reading: Reading, rules: ReplyingRules, belief: float) -> Need:
    """What the signs tell, where it does not sound much more like something else."""
    sounds = how_it_sounds(reading)
    heard = {
        need: loud + belief * (need == told)
        for need, loud in sounds.items()
        if _may_be(need, told, reading, rules)
    }
    return max(heard, key=lambda need: heard[need]) if heard else told


def _may_be(need: Need, told: Need, reading: Reading, rules: ReplyingRules) -> bool:
    """Whether something may be heard against the signs.

    No cheer where something hurts, no answer to who asks nothing or a deed, no deed nobody asked
    for, and no trouble where somebody calmly asks for a deed and says no more.
    """
    if need == told:
        return True
    if need == "mend":
        is_plain = told == "do" and not reading.level and only_asks(reading)
        return not is_plain or laments(reading.text, rules)
    if need == "do" or (reading.hurts and not (need == "thank" and _praises_again(reading, rules))):
        return False
    if need == "thank":
        is_plain = not laments(reading.text, rules) or is_glad(reading, rules)
        is_mild = (reading.level or CALM) <= UNEASY and is_plain
        is_told = reading.level and reading.cause in LET_DOWN and is_heard_amiss(reading)
        is_cross = is_told and not is_glad(reading, rules)
        return is_mild and not is_cross and not _ends_in_a_question(reading, rules)
    is_asked = bool(reading.asks) or bool(rules.questions.search(reading.text))
    return is_asked and not any(rules.requests.search(ask.text) for ask in reading.asks)


def _praises_again(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether it says of something good that it happened again: "once more a lovely evening"."""
    return set(reading.hurts) == {_AGAIN} and is_glad(reading, rules)


def _ends_in_a_question(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether the last that is said asks; thanks for an answer to come are part of it."""
    text = rules.signed_off.whole.sub("", reading.text) if rules.signed_off else reading.text
    asked = (ask for ask in reading.asks if not _QUESTION_MARKS.isdisjoint(ask.text))
    return any(not text[ask.end :].strip() for ask in asked)


def _is_outburst(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether somebody has died, or is at the end of their rope and asks for nothing more."""
    is_at_the_end = reading.level == END_OF_ROPE and not reading.asks
    return is_at_the_end or bool(rules.grief.search(reading.text))


def _by_cause(reading: Reading, wanted: Need | None, rules: ReplyingRules) -> Need | None:
    """What is needed by why somebody writes; ``None`` where nothing bothers."""
    level = reading.level or CALM
    is_mild = level <= UNEASY
    if reading.cause == "not_knowing":
        if wanted == "do":  # Who is upset and asks for a deed is not served with words.
            return "do" if is_mild else "mend"
        return "answer"
    if reading.cause == "blocked" and is_mild and wanted == "answer":
        return "answer" if set(reading.hurts) <= set(rules.composing.wide_hurts) else "mend"
    is_bothered = bool(reading.cause) and _is_bothered(reading, rules)
    return "mend" if is_bothered or level >= FRUSTRATED else None


def _shares(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether something is surely told for its own sake: gladly, or in play and nothing wrong."""
    return is_glad(reading, rules) or (plays(reading, rules) and not is_heard_amiss(reading))


def _wanted(reading: Reading, rules: ReplyingRules) -> Need | None:
    """What is asked for; a wish or a request beside a question only tells why one asks."""
    asks = [ask.text for ask in reading.asks if _asks(ask.text, rules)]
    asks = [one for one in asks if not (rules.urged and rules.urged.search(one))] or asks
    if not reading.asks:
        asks = list(_overheard(reading, rules))
    if any(is_question(ask, rules) for ask in asks):
        return "answer"
    return "do" if asks else None


def _overheard(reading: Reading, rules: ReplyingRules) -> Iterator[str]:
    """A mail of few words in which nobody heard an ask, if it is one all the same."""
    text = _CALLED_OUT.sub(r"\1", blank(reading.text, reading.noise))
    is_short = len(words(text)) <= _FEW_WORDS
    is_one = reading.kind == "new_work" or (is_short and is_ask(text, rules))
    if is_one and not any(one and one.is_in(text) for one in (rules.rhetorical, rules.waived)):
        yield text


def _asks(said: str, rules: ReplyingRules) -> bool:
    """Whether what was taken for an ask is one: no thanks, no rhetoric, nor what is not wanted."""
    if any(one and one.is_in(said) for one in (rules.waived, rules.rhetorical)):
        return False
    return is_ask(said, rules) or not any(rule.find(said) for rule in rules.glad)


def _is_praise(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail only thanks, or opens with praise: what it asks for then is meant kindly."""
    if (reading.level or CALM) > UNEASY:
        return only_lauds(reading, rules)
    if reading.hurts:  # What hurt was put right by who is praised.
        return not is_heard_amiss(reading) and opens_with_praise(reading, rules)
    is_plain = not reading.asks and not is_heard_amiss(reading)
    return opens_with_praise(reading, rules) or (is_plain and is_glad(reading, rules))


def _lists_troubles(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether most of what a mail lists by number is trouble, however calmly it is told."""
    items = [item[0] for item in ITEM.finditer(blank(reading.text, reading.noise))]
    return len(items) > 1 and 2 * sum(laments(item, rules) for item in items) > len(items)


def _reports(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail that asks nothing tells of something broken, however calmly, and no thanks."""
    is_long = length(reading) >= _LONG_TELLING
    if (reading.wrongs == () and not is_long) or is_glad(reading, rules):
        return False
    is_told = rules.troubles and rules.troubles.search(told_of_us(reading.text, rules))
    return bool(is_told) or is_heard_amiss(reading)


def _is_bothered(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a cause is to be believed: words of trouble stand there, or nothing else is wanted.

    Who is answered mildly though something bothers loses less than who only asks and is pitied.
    """
    asks = any(_asks(ask.text, rules) for ask in reading.asks)
    return bool(reading.hurts) or not asks or laments(reading.text, rules)
