"""The very thing a mail is about, in any trade: the noun phrase that heads its trouble or its ask.

No list of matters can hold all that people write about, but "your delay repay claim" can be named
without one, as long as it surely is a phrase and surely is what is meant (001:8). What is only
mentioned in passing, a person, a time or a place alone is not named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helper.contracts import Reading
from helper.ears.choosing import Traits, shares, table
from helper.replying.understanding.chunks import TITLE, Phrase, phrases, sentences, title_of
from helper.replying.understanding.lengths import is_post
from helper.replying.understanding.tagging import is_word
from helper.replying.understanding.telling import TAGS, sayable
from helper.replying.understanding.traits import setting_of, traits
from helper.replying.understanding.turning import turned
from helper.replying.understanding.written import own_words
from helper.rulebook.grammar import Grammar
from helper.rulebook.replying import ReplyingRules
from helper.sentences import unwrapped
from helper.text import words

_READ = 1500
"""Characters of a mail in which its matter is looked for."""
_TITLE = 300
"""The same for its subject."""
_QUOTED = re.compile(r'"[^"\n]{12,}"|“[^”\n]{12,}”')
"""What others said."""
_LONG = 8
_SURE, _SURE_UNTITLED = 0.68, 0.75
"""How likely it must be, and in a mail without a subject: of labelled mails that were not learned
from, 91 % of what is named then is named rightly, of strangers' openings without one 88 %."""
_READ_OF = 0.45
"""The same of what a post may be said to speak of, where nobody says what of it."""
TOPICS = "topics"
"""The name of the table with what each trait weighs."""
OWNERS = "owners"
"""The same of what nouns customers call theirs rather than ours."""
_SUM = re.compile(r"[£$€] ?[\d.,]+")
_NUMBERED = re.compile(r"^\w+ #?[A-Z]{0,3}\d[\w-]*$")
_CALLED, _VAGUE, _MANY = "X", "vague", "S"
_LOUD = re.compile(r"[A-Z]{4,}")
_SHORT_FORM = 4
"""A TV keeps its capitals, an AIRLINE does not."""


@dataclass(frozen=True, slots=True)
class Named:
    """A noun phrase from our side."""

    said: str
    """Whole: "the miles from your Dallas trip"."""
    short: str
    """For when it was said before: "the miles"."""
    has: bool
    """Whether it surely has the trouble, and is not the trouble itself, such as a delay."""
    ails: bool
    """Whether it is the trouble."""
    sure: bool = True
    """Whether it surely is what is meant: else it can only be said that it was read."""


def phrase_of(reading: Reading, grammar: Grammar, rules: ReplyingRules) -> Named | None:
    """What the mail is about, or in a post may be; ``None`` where that is not even likely."""
    found, known = options(reading, grammar, rules)
    owners = table(OWNERS, reading.language)
    least = _SURE if reading.subject else _SURE_UNTITLED
    for share, at in likely(found, known, table(TOPICS, reading.language)):
        if share < (_READ_OF if is_post(reading, rules) else least):
            break
        one = found[at]
        if _is_nameless(one) or (share < least and one.is_sum):
            continue
        if said := _from_our_side(one, one.end, grammar, rules, owners):
            short = _from_our_side(one, one.rest, grammar, rules, owners) or said
            ails = grammar.ails.search(one.noun) is not None
            return Named(said, short, _has_trouble(one, grammar), ails, share >= least)
    return None


def many_before(at: int, reading: Reading, grammar: Grammar, rules: ReplyingRules) -> str | None:
    """What "them" at a place stands for: the only things of which many were named before it."""
    found, _ = options(reading, grammar, rules)
    marks = ((one, one.sentence.letters[one.head]) for one in found if one.place[0] < at)
    many = [one for one, mark in marks if mark == _MANY and not one.is_hung]
    if len({one.noun for one in many}) != 1:
        return None
    owners = table(OWNERS, reading.language)
    return _from_our_side(many[-1], many[-1].rest, grammar, rules, owners)


def likely(
    found: Sequence[Phrase], known: Sequence[Traits], weights: Mapping[str, float]
) -> list[tuple[float, int]]:
    """How likely each phrase is meant, and its number, the likeliest first.

    All that name a thing speak for it, and the likeliest of them says it.
    """
    told = shares(known, weights)
    things: defaultdict[str, float] = defaultdict(float)
    for share, one in zip(told, found, strict=True):
        things[one.stem] += share
    ranked = ((things[one.stem], told[at], -at) for at, one in enumerate(found))
    return [(thing, -at) for thing, _, at in sorted(ranked, reverse=True)]


def options(
    reading: Reading, grammar: Grammar, rules: ReplyingRules
) -> tuple[list[Phrase], list[Traits]]:
    """The phrases a mail may be about, and what is to be said of each."""
    text = unwrapped(own_words(reading))[:_READ]
    for others in (TAGS, _QUOTED):
        text = others.sub(lambda found: " " * len(found[0]), text)
    subject = _quiet((reading.subject or "")[:_TITLE])
    told = [*title_of(subject, grammar, rules), *sentences(text, grammar, rules)]
    called = reading.text.lower()
    found = [
        one
        for sentence in told
        for one in phrases(sentence, grammar)
        if f"@{one.noun}" not in called  # whom it is called out to
    ]
    setting = setting_of(reading, f"{subject}\n{text}".lower(), found)
    return found, [traits(one, setting, grammar) for one in found]


def _quiet(subject: str) -> str:
    """Without the capitals of a subject that is shouted; a short word may be a name."""
    is_shouted = subject.isupper() and " " in subject
    return _LOUD.sub(lambda word: word[0].lower(), subject) if is_shouted else subject


def _is_nameless(one: Phrase) -> bool:
    """Whether it says nothing by itself, or is who is written to: the situation, the North Rail."""
    is_bare = one.rest - one.body == 1 and one.end == one.rest
    is_called = one.owner in {"", "D"} and one.sentence.letters[one.head] == _CALLED
    is_someone = is_called and not one.sentence.words(one.head, one.head + 1)[0].islower()
    return (is_bare and one.kind == _VAGUE) or (is_someone and one.sentence.number != TITLE)


def _has_trouble(one: Phrase, grammar: Grammar) -> bool:
    is_title = one.sentence.number == TITLE
    is_known = one.owner in {"P", "Y", "D"} or is_title or _is_bought(one, grammar)
    return is_known and not grammar.ails.search(one.noun)


def _from_our_side(
    one: Phrase, end: int, grammar: Grammar, rules: ReplyingRules, owners: Mapping[str, float]
) -> str | None:
    """The phrase as we would say it; ``None`` where it is not fit to be said."""
    body = enumerate(one.sentence.words(one.body, end), one.body)
    told = [_calm(word, grammar, at) for at, word in body if not _is_idle(word, at, one, grammar)]
    noun = turned(" ".join(told).removesuffix("'s"), rules)
    noun = grammar.tail.sub("", noun)
    owner = _owner(one, grammar, rules, owners)
    # Room 412 is called so, also on the second floor.
    is_numbered = _NUMBERED.search(" ".join(one.sentence.words(one.body, one.rest)))
    said = noun if owner == grammar.article and is_numbered else f"{owner} {noun}"
    if len(words(said)) > _LONG or rules.unsaid.is_in(_SUM.sub("", said)):
        return None
    return sayable(said, rules)


def _is_idle(word: str, at: int, one: Phrase, grammar: Grammar) -> bool:
    """Whether a word only tells what they think of the thing, and not which one it is."""
    return at < one.head and grammar.idle is not None and bool(grammar.idle.search(word.lower()))


def _calm(word: str, grammar: Grammar, at: int) -> str:
    """A word without the capitals of who shouts or begins a sentence."""
    small = word.lower()
    is_long = len(word) > _SHORT_FORM and is_word(small, grammar)
    is_shouted = word.isupper() and (is_long or small in grammar.closed)
    return small if is_shouted or (not at and word[1:].islower()) else word


def _owner(one: Phrase, grammar: Grammar, rules: ReplyingRules, owners: Mapping[str, float]) -> str:
    said = " ".join(one.sentence.words(one.start, one.body))
    if one.owner == "P":
        theirs = turned(said, rules)
        # "Your parcel", as every customer has one, is not our parcel; "your website" is ours.
        is_ours = theirs != turned(grammar.mine, rules)
        is_anyones = is_ours and bool(owners) and owners.get(one.stem, 0.0) >= 0
        return grammar.article if is_anyones else theirs
    if one.owner == "Y":
        is_kin = grammar.kin is not None and grammar.kin.search(said.lower())
        return turned(f"{grammar.mine} {said.lower()}", rules) if is_kin else said
    return turned(grammar.mine, rules) if _is_bought(one, grammar) else grammar.article


def _is_bought(one: Phrase, grammar: Grammar) -> bool:
    """Whether what has no owner is theirs: what they bought, ordered or filed."""
    if one.is_sum or one.owner in {"P", "Y"} or grammar.ails.search(one.noun):
        return False
    return grammar.owned.search(one.said_before) is not None
