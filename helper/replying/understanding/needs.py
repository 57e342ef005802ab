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
from math import inf

from helper.contracts import CALM, END_OF_ROPE, FRUSTRATED, UNEASY, Reading
from helper.ears.chorus import chorus, sounds, totals
from helper.ears.grams import read_grams
from helper.rulebook.folding import sentence_around
from helper.rulebook.replying import ReplyingRules
from helper.rulebook.understanding import Need
from helper.text import blank, words

_GREETING_WORDS = 3
_CALLED_OUT = re.compile(r"\A(\W*\w*\W*?)\s?(?:@\w+\W+)+")
"""To whom a post is called out, perhaps behind a greeting."""
ITEM = re.compile(r"^[ \t]*+\d{1,2}[.)]\s+\S.*", re.MULTILINE)
"""What a mail lists by number is as many points."""
HARM = "harm"
"""What is heard so that it isn't missed: alone it is no sign of trouble."""
_FEW_WORDS = 16
_A_BRIEF_QUESTION = 10
"""Words in which no trouble is told beside what is asked."""
_LONG_TELLING = 30
"""Words from which on who asks nothing, thanks for nothing and tells of trouble wants it mended."""
_HEARD: tuple[Need, ...] = ("answer", "do", "mend", "thank")
"""What there may be an ear for (`helper.reading.train.needs`)."""
_DOUBTED = -0.25
"""The same in a post that no sign tells anything of: few who write one in public only share
something. Of 620 posts about trouble 45 were taken for that, and are 19 (of 963 labelled ones, each
heard by ears that had not learned it)."""
_SOUNDS_AMISS = 0.4
"""From how much on it may well be one."""
_SURELY_GLAD = 1.2
"""From how much on it is told with joy."""
_GLADDER = 0.4
"""How much more like joy than like trouble what tells nothing in particular must sound."""
_TELLS_JOY = 6
"""From how many words on."""
_COURTESY = 8
"""Words up to which thanks are no more than that, and are met with as little."""
_MOCKS, _MAY_MOCK = 0.45, 0.0
"""How much more like trouble than like joy a post must sound without its praise for that to be
mockery, and for it to be in doubt: of 57 own posts with such praise that the ears had not learned,
22 of the 23 above the first mock, and 8 of the 12 between the two."""
_APART, _LISTENED = "\n\n\n", 2500
"""Between subject and text as the ears learned it, and the characters that are listened to."""
_AGAIN = "repetition"
_QUESTION_MARKS = frozenset("?？")
_LET_DOWN = frozenset({"blocked", "mistreated"})


def need_of(reading: Reading, rules: ReplyingRules, *, harm: bool = False) -> Need:
    """What the reply to ``reading`` must chiefly be; ``harm`` is whether somebody came to it."""
    wanted = _wanted(reading, rules)
    sure: tuple[tuple[Need, bool], ...] = (
        ("feel", _is_outburst(reading, rules)),
        ("mend", harm and not _only_asks(reading)),
        ("mend", _lists_troubles(reading, rules) or _is_ironic(reading, rules)),
        ("thank", _is_praise(reading, rules) or is_idle(reading, rules)),
        (wanted or "thank", is_slip(reading, rules)),
    )
    likely: tuple[tuple[Need | None, bool], ...] = (
        (_by_cause(reading, wanted, rules), True),
        ("mend", not reading.asks and _reports(reading, rules)),
        (wanted, True),
        ("mend", _reports(reading, rules) or reading.kind == "complaint"),
        ("thank", _shares(reading, rules) or not is_post(reading, rules)),
    )
    found: Need | None = next((need for need, holds in sure if holds), None)
    if found:
        return found
    told = next((need for need, holds in likely if need and holds), None)
    belief = rules.composing.signs_believed if told else _DOUBTED
    return _as_it_sounds(told or "thank", reading, rules, belief)


def _as_it_sounds(told: Need, reading: Reading, rules: ReplyingRules, belief: float) -> Need:
    """What the signs tell, where it does not sound much more like something else."""
    sounds = _sounds(reading)
    heard = {
        need: loud + belief * (need == told)
        for need, loud in sounds.items()
        if _may_be(need, told, reading, rules)
    }
    return max(heard, key=lambda need: heard[need]) if heard else told


def may_lament(reading: Reading) -> bool:
    """Whether what is told in play sounds like a trouble as well."""
    return _sounds(reading).get("mend", 0.0) > _SOUNDS_AMISS


def may_be_joy(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a post in which nothing surely went wrong sounds rather like joy than like trouble.

    Of 23 calm own posts of which no clause could be told and no event was known, each heard by
    ears that had not learned it, 14 were joy: who is sorry there is oftener wrong than who is not.
    """
    is_calm = not (reading.level or reading.cause or reading.hurts or reading.asks)
    if rules.grammar is None or not is_calm or not is_post(reading, rules):
        return False
    if laments(reading.text, rules):
        return False
    sounds = _sounds(reading)
    is_gladder = bool(sounds) and sounds["thank"] - sounds["mend"] > _GLADDER
    return is_gladder and not _is_ironic(reading, rules)


def sounds_glad(reading: Reading) -> bool:
    """Whether what nobody has a word for is surely told with joy; a word or two tells no such."""
    if _length(reading) < _TELLS_JOY:
        return False
    sounds = _sounds(reading)
    is_calm = not reading.level and sounds.get("mend", 0.0) < 0.0
    return is_calm and sounds.get("thank", 0.0) > _SURELY_GLAD


def _sounds(reading: Reading) -> dict[Need, float]:
    """How much a mail sounds like each need; nothing where nobody learned to hear it."""
    return _sounds_of(blank(reading.text, reading.noise), reading)


def _sounds_of(told: str, reading: Reading) -> dict[Need, float]:
    """The same of a part of it."""
    ears = chorus(reading.language)
    known = {name: ears[name] for name in map(_ear, _HEARD) if name in ears}
    if len(known) < len(_HEARD):
        return {}
    text = f"{reading.subject or ''}{_APART}{told}"[:_LISTENED]
    grams = read_grams(text, next(iter(known.values())).orders).distinct
    heard = sounds(known, len(grams), totals(known, grams))
    return {need: heard[_ear(need)] for need in _HEARD}


def _ear(need: Need) -> str:
    return f"needs.{need}"


def _may_be(need: Need, told: Need, reading: Reading, rules: ReplyingRules) -> bool:
    """Whether something may be heard against the signs.

    No cheer where something hurts, no answer to who asks nothing or a deed, no deed nobody asked
    for, and no trouble where somebody calmly asks for a deed and says no more.
    """
    if need == told:
        return True
    if need == "mend":
        is_plain = told == "do" and not reading.level and _only_asks(reading)
        return not is_plain or laments(reading.text, rules)
    if need == "do" or (reading.hurts and not (need == "thank" and _praises_again(reading, rules))):
        return False
    if need == "thank":
        is_plain = not laments(reading.text, rules) or is_glad(reading, rules)
        is_mild = (reading.level or CALM) <= UNEASY and is_plain
        is_told = reading.level and reading.cause in _LET_DOWN and _is_heard(reading)
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


def is_question(ask: str, rules: ReplyingRules) -> bool:
    """Whether an ask wants to be told something, and nothing done."""
    return bool(rules.questions.search(ask)) and not rules.requests.search(ask)


def is_glad(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail says thanks, or praises; thanks that only close a lament are none."""
    text = reading.text
    if rules.signed_off and laments(text, rules):
        text = rules.signed_off.whole.sub("", text)
    return any(rule.find(text) for rule in rules.glad)


def is_idle(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail only says that something has come through, or is as it should be."""
    return rules.idle is not None and bool(rules.idle.search(reading.text))


def is_courtesy(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether it is a word of thanks, and no more: "that fixed it, thanks"."""
    if rules.lauds is None or rules.lauds.search(reading.text):
        return False
    return _length(reading) <= _COURTESY and is_glad(reading, rules)


def praises(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail that asks for something has more than polite thanks beside it."""
    if rules.lauds is None:
        return is_glad(reading, rules)
    told = blank(reading.text, reading.asks)
    return rules.lauds.search(told) is not None and not is_amiss(reading, rules)


def is_amiss(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a calm mail surely tells of something wrong: ears hear it, and its words say so."""
    is_heard = reading.cause is not None and bool(set(reading.wrongs or ()) - {HARM})
    return is_heard and laments(reading.text, rules)


def laments(told: str, rules: ReplyingRules) -> bool:
    """Whether a text has words of trouble at all."""
    is_wrong = (rules.astray or rules.wrongs).search(" ".join(told.split()))
    return bool(is_wrong or (rules.troubles and rules.troubles.search(told)))


def is_short(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail is no longer than a note, or a post than one may be."""
    return (
        _length(reading) <= rules.composing.post_words
        if not reading.subject
        else is_a_note(reading, rules)
    )


def is_a_note(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether it tells but one thing, be it a post or a mail."""
    return _length(reading) <= rules.composing.short_words


def _length(reading: Reading) -> int:
    return len(words(blank(reading.text, reading.noise)))


def _shares(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether something is surely told for its own sake: gladly, or in play and nothing wrong."""
    plays = rules.playful is not None and rules.playful.search(reading.text)
    return is_glad(reading, rules) or bool(plays and not _is_heard(reading))


def is_post(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether it is a few lines written in passing, and no letter."""
    return not reading.subject and is_short(reading, rules)


def is_let_down(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether something of ours keeps the writer from what they want, however calmly they ask."""
    if is_slip(reading, rules):
        return False
    if reading.cause not in _LET_DOWN:
        return _asks_why_it_fails(reading, rules)
    is_told = bool(reading.hurts) or reading.kind == "complaint"
    if rules.composing.believed_by_ear and reading.level and not praises(reading, rules):
        return True
    is_heard = _is_heard(reading) and not _only_wonders(reading, rules)
    return is_told or is_heard or laments(reading.text, rules)


def _asks_why_it_fails(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether what is asked is why something goes wrong."""
    why = rules.asks_why
    asked = (ask.text for ask in reading.asks)
    return why is not None and any(why.search(one) and laments(one, rules) for one in asked)


def _is_heard(reading: Reading) -> bool:
    """Whether something was heard to have gone wrong."""
    return bool(set(reading.wrongs or ()) - {HARM})


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


def is_ask(said: str, rules: ReplyingRules) -> bool:
    """Whether words ask for something, be it to know or to have it done."""
    return bool(rules.questions.search(said) or rules.requests.search(said))


def _asks(said: str, rules: ReplyingRules) -> bool:
    """Whether what was taken for an ask is one: no thanks, no rhetoric, nor what is not wanted."""
    if any(one and one.is_in(said) for one in (rules.waived, rules.rhetorical)):
        return False
    return is_ask(said, rules) or not any(rule.find(said) for rule in rules.glad)


def _only_asks(reading: Reading) -> bool:
    """Whether a mail is its asks, and no more beside them than a greeting."""
    return bool(reading.asks) and len(words(blank(reading.text, reading.asks))) <= _GREETING_WORDS


def _only_wonders(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail is no more than a question of few words, or of yes or no.

    "Do I have to call for that?" is one, and "how do I return a gift?".
    """
    if rules.grammar is None or rules.grammar.questions is None or not _only_asks(reading):
        return False
    asked = reading.asks[0].text
    begun = rules.grammar.questions.begins.match(asked)
    is_brief = len(words(asked)) <= _A_BRIEF_QUESTION
    return begun is not None and (is_brief or not begun["opening"])


def _is_praise(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail only thanks, or opens with praise: what it asks for then is meant kindly."""
    if (reading.level or CALM) > UNEASY:
        return False
    if reading.hurts:  # What hurt was put right by who is praised.
        return not _is_heard(reading) and _opens_with_praise(reading, rules)
    is_plain = not reading.asks and not _is_heard(reading)
    return _opens_with_praise(reading, rules) or (is_plain and is_glad(reading, rules))


def _opens_with_praise(reading: Reading, rules: ReplyingRules) -> bool:
    opens = rules.praise_first is not None and rules.praise_first.search(reading.text)
    return bool(opens)


def _is_ironic(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether the thanks of a mail mean the contrary."""
    is_known = rules.ironic is not None and rules.ironic.search(reading.text) is not None
    return is_known or (not reading.asks and _mockery(reading, rules) > _MOCKS)


def tells_of_trouble(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether anything in a mail tells that something is amiss: a word, an ear, or its heat."""
    if (reading.level or CALM) > UNEASY or reading.hurts or _is_heard(reading):
        return True
    return laments(reading.text, rules) or _is_ironic(reading, rules)


def may_mock(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether the praise of a post may as well be mockery as not."""
    return _mockery(reading, rules) > _MAY_MOCK


def _mockery(reading: Reading, rules: ReplyingRules) -> float:
    """How much more a post sounds like trouble than like joy once its stock praise is left out.

    What is praised in words of its own beside that is meant.
    """
    told = blank(reading.text, reading.noise)
    rest = rules.stock.sub(" ", told) if rules.stock and is_post(reading, rules) else told
    is_meant = any(rule.find(rest) for rule in rules.glad)
    heard = _sounds_of(rest, reading) if rest != told and not is_meant else {}
    return heard["mend"] - heard["thank"] if heard else -inf


def _lists_troubles(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether most of what a mail lists by number is trouble, however calmly it is told."""
    items = [item[0] for item in ITEM.finditer(blank(reading.text, reading.noise))]
    return len(items) > 1 and 2 * sum(laments(item, rules) for item in items) > len(items)


def is_slip(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether what bothers is the writer's own slip or bad luck, and nothing of ours."""
    if rules.regrets and rules.regrets.search(reading.text):
        return True
    told = _own(reading.text, rules)
    is_meant = told != reading.text or (rules.friendly and rules.friendly.search(reading.text))
    if not is_meant or (reading.level or CALM) > FRUSTRATED or reading.cause == "mistreated":
        return False
    hurt = reading.hurts and any(told[at.start : at.end].strip() for at in reading.evidence)
    return not hurt and not laments(told, rules)


def _own(text: str, rules: ReplyingRules) -> str:
    """``text`` with blanks for what befell the writer beside it: that is no trouble of ours."""
    found = (one.pattern.search(text) for one in rules.sympathies)
    for said in (sentence_around(text, *one.span()) for one in found if one):
        text = text.replace(said, " " * len(said))
    return text


def _reports(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail that asks nothing tells of something broken, however calmly, and no thanks."""
    is_long = len(words(blank(reading.text, reading.noise))) >= _LONG_TELLING
    if (reading.wrongs == () and not is_long) or is_glad(reading, rules):
        return False
    is_told = rules.troubles and rules.troubles.search(_own(reading.text, rules))
    return bool(is_told) or _is_heard(reading)


def _is_bothered(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a cause is to be believed: words of trouble stand there, or nothing else is wanted.

    Who is answered mildly though something bothers loses less than who only asks and is pitied.
    """
    asks = any(_asks(ask.text, rules) for ask in reading.asks)
    return bool(reading.hurts) or not asks or laments(reading.text, rules)
