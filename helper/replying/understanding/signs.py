"""What the words of a mail show: asks, thanks, trouble, and a slip that is the writer's own.

No ear is asked here (see `helper.replying.understanding.sounding`), and what all the signs come to
is decided elsewhere (`helper.replying.understanding.needs`).
"""

from __future__ import annotations

import re

from helper.contracts import CALM, FRUSTRATED, Reading
from helper.replying.understanding.lengths import length
from helper.rulebook.folding import sentence_around
from helper.rulebook.replying import ReplyingRules
from helper.text import blank, words

ITEM = re.compile(r"^[ \t]*+\d{1,2}[.)]\s+\S.*", re.MULTILINE)
"""What a mail lists by number is as many points."""
HARM = "harm"
"""What is heard so that it isn't missed: alone it is no sign of trouble."""
_GREETING_WORDS = 3
"""Words beside the asks that are no more than a greeting."""
_A_BRIEF_QUESTION = 10
"""Words in which no trouble is told beside what is asked."""
_COURTESY = 8
"""Words up to which thanks are no more than that, and are met with as little."""
_SHOUTED = re.compile("[?!？！]{2}")
LET_DOWN = frozenset({"blocked", "mistreated"})
"""Why somebody writes whom something of ours keeps from what they want."""


def is_ask(said: str, rules: ReplyingRules) -> bool:
    """Whether words ask for something, be it to know or to have it done."""
    return bool(rules.questions.search(said) or rules.requests.search(said))


def is_question(ask: str, rules: ReplyingRules) -> bool:
    """Whether an ask wants to be told something, and nothing done."""
    return bool(rules.questions.search(ask)) and not rules.requests.search(ask)


def only_asks(reading: Reading) -> bool:
    """Whether a mail is its asks, and no more beside them than a greeting."""
    return bool(reading.asks) and len(words(blank(reading.text, reading.asks))) <= _GREETING_WORDS


def is_plain_question(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail that only ears take for heated is one question, and tells of no trouble.

    What stands in a clause beside a question is as a rule what is wrong.
    """
    is_mild = (reading.level or CALM) <= FRUSTRATED and not reading.hurts
    if not (rules.composing.believed_by_ear and is_mild and only_asks(reading)):
        return False
    signs = (rules.telling_signs, rules.astray or rules.wrongs, rules.clause, _SHOUTED)
    is_told = any(sign.search(reading.text) for sign in signs)
    if is_told or (rules.scant and rules.scant.find(reading.text)):
        return False
    return all(is_question(ask.text, rules) for ask in reading.asks)


def only_lauds(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail that only ears take for heated praises or plays, asks and laments not.

    Thanks alone may as well be mockery there.
    """
    is_mild = reading.level == FRUSTRATED and not (reading.hurts or reading.asks)
    if not (rules.composing.believed_by_ear and is_mild) or laments(reading.text, rules):
        return False
    is_praise = rules.lauds is not None and rules.lauds.search(reading.text) is not None
    return is_praise or plays(reading, rules)


def is_glad(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail says thanks, or praises; thanks that only close a lament are none."""
    text = reading.text
    if rules.signed_off and laments(text, rules):
        text = rules.signed_off.whole.sub("", text)
    return any(rule.find(text) for rule in rules.glad)


def opens_with_praise(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether praise is the first that is said."""
    return rules.praise_first is not None and rules.praise_first.search(reading.text) is not None


def praises(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail that asks for something has more than polite thanks beside it."""
    if rules.lauds is None:
        return is_glad(reading, rules)
    told = blank(reading.text, reading.asks)
    return rules.lauds.search(told) is not None and not is_amiss(reading, rules)


def is_courtesy(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether it is a word of thanks, and no more: "that fixed it, thanks"."""
    if rules.lauds is None or rules.lauds.search(reading.text):
        return False
    return length(reading) <= _COURTESY and is_glad(reading, rules)


def is_idle(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail only says that something has come through, or is as it should be."""
    return rules.idle is not None and bool(rules.idle.search(reading.text))


def plays(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether something is told in play."""
    return rules.playful is not None and rules.playful.search(reading.text) is not None


def laments(told: str, rules: ReplyingRules) -> bool:
    """Whether a text has words of trouble at all."""
    is_wrong = (rules.astray or rules.wrongs).search(" ".join(told.split()))
    return bool(is_wrong or (rules.troubles and rules.troubles.search(told)))


def is_heard_amiss(reading: Reading) -> bool:
    """Whether something was heard to have gone wrong."""
    return bool(set(reading.wrongs or ()) - {HARM})


def is_amiss(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a calm mail surely tells of something wrong: ears hear it, and its words say so."""
    return reading.cause is not None and is_heard_amiss(reading) and laments(reading.text, rules)


def is_let_down(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether something of ours keeps the writer from what they want, however calmly they ask."""
    if is_slip(reading, rules):
        return False
    if reading.cause not in LET_DOWN:
        return asks_why_it_fails(reading, rules)
    is_told = bool(reading.hurts) or reading.kind == "complaint"
    if rules.composing.believed_by_ear and reading.level and not praises(reading, rules):
        return True
    is_heard = is_heard_amiss(reading) and not _only_wonders(reading, rules)
    return is_told or is_heard or laments(reading.text, rules)


def asks_why_it_fails(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether what is asked is why something goes wrong."""
    why = rules.asks_why
    asked = (ask.text for ask in reading.asks)
    return why is not None and any(why.search(one) and laments(one, rules) for one in asked)


def _only_wonders(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail is no more than a question of few words, or of yes or no.

    "Do I have to call for that?" is one, and "how do I return a gift?".
    """
    if rules.grammar is None or rules.grammar.questions is None or not only_asks(reading):
        return False
    asked = reading.asks[0].text
    begun = rules.grammar.questions.begins.match(asked)
    is_brief = len(words(asked)) <= _A_BRIEF_QUESTION
    return begun is not None and (is_brief or not begun["opening"])


def is_slip(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether what bothers is the writer's own slip or bad luck, and nothing of ours."""
    if rules.regrets and rules.regrets.search(reading.text):
        return True
    told = told_of_us(reading.text, rules)
    is_meant = told != reading.text or (rules.friendly and rules.friendly.search(reading.text))
    if not is_meant or (reading.level or CALM) > FRUSTRATED or reading.cause == "mistreated":
        return False
    hurt = reading.hurts and any(told[at.start : at.end].strip() for at in reading.evidence)
    return not hurt and not laments(told, rules)


def told_of_us(text: str, rules: ReplyingRules) -> str:
    """``text`` with blanks for what befell the writer beside it: that is no trouble of ours."""
    found = (one.pattern.search(text) for one in rules.sympathies)
    for said in (sentence_around(text, *one.span()) for one in found if one):
        text = text.replace(said, " " * len(said))
    return text
