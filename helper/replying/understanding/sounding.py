"""What a mail sounds like to the ears that learned what a first reply must be.

They hear what no word shows: a trouble told drily, a joy told in words of trouble, mockery in
words of praise (`helper.reading.train.needs`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import inf

from helper.contracts import CALM, UNEASY, Reading
from helper.ears.chorus import chorus, sounds, totals
from helper.ears.grams import read_grams
from helper.replying.understanding.lengths import is_post, length
from helper.replying.understanding.signs import is_heard_amiss, laments
from helper.rulebook.replying import ReplyingRules
from helper.rulebook.understanding import Need
from helper.text import blank

_HEARD: tuple[Need, ...] = ("answer", "do", "mend", "thank")
"""What there may be an ear for (`helper.reading.train.needs`)."""
_SOUNDS_AMISS = 0.4
"""From how much on what is told may well be a trouble."""
_FAR_FROM_AMISS = -1.0
"""Up to how much words of trouble tell of none."""
_SURELY_GLAD = 1.2
"""From how much on it is told with joy."""
_GLADDER = 0.4
"""How much more like joy than like trouble what tells nothing in particular must sound."""
_TELLS_JOY = 6
"""From how many words on what sounds glad is believed."""
_MOCKS, _MAY_MOCK = 0.45, 0.0
"""How much more like trouble than like joy a post must sound without its praise for that to be
mockery, and for it to be in doubt: of 57 own posts with such praise that the ears had not learned,
22 of the 23 above the first mock, and 8 of the 12 between the two."""
_APART, _LISTENED = "\n\n\n", 2500
"""Between subject and text as the ears learned it, and the characters that are listened to."""


def how_it_sounds(reading: Reading) -> Mapping[Need, float]:
    """How much a mail sounds like each need, as logits; none where nobody learned to hear it."""
    return _sounds_of(blank(reading.text, reading.noise), reading)


def _sounds_of(told: str, reading: Reading) -> Mapping[Need, float]:
    """The same of a part of it."""
    return _hear(f"{reading.subject or ''}{_APART}{told}"[:_LISTENED], reading.language)


@lru_cache(maxsize=4)
def _hear(text: str, language: str) -> Mapping[Need, float]:
    """What the ears of ``language`` hear in ``text``: it is asked several times for one draft."""
    ears = chorus(language)
    known = {name: ears[name] for name in map(_ear, _HEARD) if name in ears}
    if len(known) < len(_HEARD):
        return {}
    grams = read_grams(text, next(iter(known.values())).orders).distinct
    heard = sounds(known, len(grams), totals(known, grams))
    return {need: heard[_ear(need)] for need in _HEARD}


def _ear(need: Need) -> str:
    return f"needs.{need}"


def may_lament(reading: Reading) -> bool:
    """Whether what is told in play sounds like a trouble as well."""
    return how_it_sounds(reading).get("mend", 0.0) > _SOUNDS_AMISS


def sounds_untroubled(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a post sounds like no trouble at all; it does not where nobody learned to hear it.

    One with words of trouble must sound the less like any: wishes have them, and irony too.
    """
    if rules.grammar is None or not is_post(reading, rules) or is_ironic(reading, rules):
        return False
    most = _FAR_FROM_AMISS if laments(reading.text, rules) else 0.0
    return how_it_sounds(reading).get("mend", 0.0) < most


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
    heard = how_it_sounds(reading)
    is_gladder = bool(heard) and heard["thank"] - heard["mend"] > _GLADDER
    return is_gladder and not is_ironic(reading, rules)


def sounds_glad(reading: Reading) -> bool:
    """Whether what nobody has a word for is surely told with joy; a word or two tells no such."""
    if length(reading) < _TELLS_JOY:
        return False
    heard = how_it_sounds(reading)
    is_calm = not reading.level and heard.get("mend", 0.0) < 0.0
    return is_calm and heard.get("thank", 0.0) > _SURELY_GLAD


def tells_of_trouble(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether anything in a mail tells that something is amiss: a word, an ear, or its heat."""
    if (reading.level or CALM) > UNEASY or reading.hurts or is_heard_amiss(reading):
        return True
    return laments(reading.text, rules) or is_ironic(reading, rules)


def is_ironic(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether the thanks of a mail mean the contrary."""
    is_known = rules.ironic is not None and rules.ironic.is_in(reading.text)
    return is_known or (not reading.asks and _mockery(reading, rules) > _MOCKS)


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
