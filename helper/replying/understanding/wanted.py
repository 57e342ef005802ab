"""What one ask wants, from our side: "Can we pay there?" is "whether you can pay there"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from helper.contracts import Span
from helper.replying.understanding.asking import indirect
from helper.replying.understanding.conjugating import conjugated
from helper.replying.understanding.signs import is_question
from helper.replying.understanding.telling import agreed, asks_from, sayable
from helper.replying.understanding.turning import mention, mentioned, small, tidy, turned, worded
from helper.rulebook.replying import ReplyingRules
from helper.text import words

ENDS = re.compile(r"^(?:\W*[@#]\w+)+\W*|(?:\s+(?:[@#]\w+|https?://\S+))+(?=\W*$)")
"""Whom an ask is called out to, and what is hung on at its end."""


def wanted_of(ask: Span, rules: ReplyingRules) -> str | None:
    """What is asked for, from our side; ``None`` where it cannot be said."""
    tried = (_wanted(one, rules) for one in _shorter(_short(ask, rules), rules))
    found = next(filter(None, tried), None)
    return asked_once(found, rules) if found else None


def asked_once(said: str, rules: ReplyingRules) -> str:
    """What is asked without a second question that adds nothing: "and what we think of it"."""
    questions = rules.grammar.questions if rules.grammar else None
    return questions.again.whole.sub("", said) if questions else said


def _shorter(asked: str, rules: ReplyingRules) -> Iterator[str]:
    """An ask as it stands, then with less and less around what it asks."""
    yield asked
    for cut in rules.grammar.cuts if rules.grammar else ():
        shorter = cut.whole.sub("", asked).strip()
        if shorter != asked:
            yield shorter
        asked = shorter


def _short(ask: Span, rules: ReplyingRules) -> str:
    """The ask, or where that is long and a sentence runs on, the clause that asks."""
    is_long = len(words(ask.text)) > most_words(rules)
    return ask.text[asks_from(ask, rules) - ask.start :] if is_long else ask.text


def most_words(rules: ReplyingRules) -> int:
    """How many words an ask may have that is said back."""
    return rules.asking.words or rules.telling.words


def _wanted(ask: str, rules: ReplyingRules) -> str | None:
    if len(words(ask)) > most_words(rules):
        return None
    asked = ENDS.sub("", ask)
    if rules.grammar and rules.grammar.questions:
        asked = rules.grammar.questions.tail.sub("", asked)
    said = worded(asked, rules.weighed) or _several(asked, rules)
    said = said or sayable(mention(small(asked), rules.asks, rules), rules)
    return said or (sayable(_wondered(asked, rules), rules) if is_question(asked, rules) else None)


def _several(asked: str, rules: ReplyingRules) -> str | None:
    """Several questions in one sentence, each turned by itself."""
    questions = rules.grammar.questions if rules.grammar else None
    if questions is None or not questions.joint.search(asked) or not is_question(asked, rules):
        return None
    return sayable(_wondered(asked, rules), rules)


def _wondered(asked: str, rules: ReplyingRules) -> str | None:
    """A direct question as what one would like to know."""
    question = tidy(small(asked), rules)
    if not question:
        return None
    if rules.grammar is None:
        return mentioned(conjugated(question, rules), rules.wondered, rules)
    said = indirect(question, rules.grammar, partial(turned, rules=rules))
    return agreed(said, rules)
