"""The writer's words from our side: "I paid you" is "you paid us", "you came" is "we came".

Slips of haste and shouting are put right on the way; what is an insult is not said at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from helper.replying.understanding.tagging import letters
from helper.rulebook.conventions import Mention
from helper.rulebook.replying import ReplyingRules
from helper.text import WIDE, any_of

_GROUP = re.compile(r"\\(?:g<)?(\d)>?")
"""A group in what a mention says: only the writer's words are turned, not ours."""
_NO_BLANK = re.compile(rf"(?<=[{WIDE}，、]) +(?=[{WIDE}])")
"""What is left of a broken line, or of a name, where words have no blanks between them."""
EDGES = ' .,;:!?-"“”。，、；：！？「」…'
"""Marks that stand around what is said."""
_STRAIGHT = str.maketrans("’“”", '\'""')
_SUM = re.compile(r"[$€£¥](?= ?\d)")
_AND = "&amp;"
"""As posts come out of some programs."""
_SHORT_FORM = re.compile(r"[A-Z](?:[A-Z/&]|-\d)")
"""How what keeps its capital begins: the TV, the W-9."""


def small(text: str | None) -> str | None:
    """What began a sentence there goes on with one here: without its capital."""
    if not text or _SHORT_FORM.match(text):
        return text
    return text[0].lower() + text[1:]


def mention(raw: str | None, mentions: Iterable[Mention], rules: ReplyingRules) -> str | None:
    """``raw`` by the first mention that fits, with the writer's words turned to our side."""
    plain = tidy(raw, rules)
    return mentioned(plain, mentions, rules) if plain else None


def titled(subject: str | None, rules: ReplyingRules) -> str | None:
    """A subject line as a draft names it: quoted as it stands, or else as a thing.

    "Where is my bag" is a subject too, and "the where is your bag" is no English.
    """
    if not rules.composing.title:
        return mention(subject, rules.objects, rules)
    title = tidy(subject, rules)
    return rules.composing.title.format(title=title) if title else None


def mentioned(plain: str, mentions: Iterable[Mention], rules: ReplyingRules) -> str | None:
    """The same of what is tidy."""
    for one in mentions:  # A plain loop: most clauses try them all.
        if found := one.pattern.in_line(plain):
            return expanded(found, one.say, rules)
    return None


def worded(text: str, mentions: Iterable[Mention]) -> str | None:
    """What the first mention that fits says of ``text``, in words of its own."""
    for one in mentions:
        if found := one.pattern.search(text):
            return found.expand(one.say)
    return None


def tidy(raw: str | None, rules: ReplyingRules, *, sums: bool = False) -> str | None:
    """``raw`` without shouting and slips of haste; ``None`` where it is not to be said at all.

    What something cost is part of what happened, where ``sums`` may be told.
    """
    text = unspaced((raw or "").replace(_AND, "and")).strip(EDGES).translate(_STRAIGHT)
    if not text or rules.unsaid.is_in(_SUM.sub("", text) if sums else text):
        return None
    return calmed(text, rules)


def unspaced(text: str) -> str:
    """``text`` with single blanks, and without those that part no words."""
    return _NO_BLANK.sub("", " ".join(text.split()))


def calmed(text: str, rules: ReplyingRules) -> str:
    """``text`` as it stands, but without shouting and slips of haste."""
    if text.isascii() and text.isupper() and " " in text:
        text = text.lower()  # their shouting is not ours to repeat
    if rules.shouted:
        text = rules.shouted.sub(lambda word: word[0].lower(), text)
    if rules.mended:
        text = _any_slip(rules).sub(lambda word: _mended(word[0], rules), text)
    return text


def _mended(word: str, rules: ReplyingRules) -> str:
    """What a slip of haste stands for; an ID is none, and stays one."""
    return word if word.isupper() and len(word) > 1 else rules.mended[word.lower()]


def expanded(found: re.Match[str], say: str, rules: ReplyingRules) -> str:
    """``say`` with its groups filled in, turned to our side."""
    return _GROUP.sub(lambda group: turned(found[int(group[1])] or "", rules), say)


def turned(text: str, rules: ReplyingRules) -> str:
    """The writer's words from our side: "my order" is "your order", and the US stays the US."""
    pattern, doing = _any_turned(rules), _doing(text, rules)
    return pattern.sub(lambda found: doing.get(found.start()) or _turn(found[0], rules), text)


@lru_cache(maxsize=4)
def _any_turned(rules: ReplyingRules) -> re.Pattern[str]:
    return any_of(tuple(rules.turned))


@lru_cache(maxsize=4)
def _any_slip(rules: ReplyingRules) -> re.Pattern[str]:
    return any_of(tuple(rules.mended))


def _turn(word: str, rules: ReplyingRules) -> str:
    is_short_form = len(word) > 1 and word.isascii() and word.isupper()
    return word if is_short_form else rules.turned[word.casefold()]


def _doing(text: str, rules: ReplyingRules) -> dict[int, str]:
    """Where a pronoun does something, and is another word than where it suffers it."""
    grammar = rules.grammar
    agents = grammar.agents if grammar else None
    if grammar is None or agents is None or not any_of(tuple(agents.words)).search(text):
        return {}
    found = list(grammar.word.finditer(text))
    marks = letters(found, grammar)
    places = ((n, one) for n, one in enumerate(found) if one[0].lower() in agents.words)
    return {
        one.start(): agents.words[one[0].lower()]
        for n, one in places
        if (agents.verb if n else agents.begins).match(marks, n + 1)
        and not agents.lets.search(text[: one.start()])
    }
