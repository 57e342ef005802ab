"""Asks in the words of the mail: in quotation marks, or as clauses that can be said as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helper.contracts import CALM, FRUSTRATED, UNEASY, Reading, Span
from helper.replying.understanding.signs import ITEM
from helper.replying.understanding.sincere import sounds_meant
from helper.replying.understanding.telling import asks_from, sayable
from helper.replying.understanding.turning import mentioned, worded
from helper.replying.understanding.wanted import ENDS
from helper.rulebook.conventions import Mention
from helper.rulebook.replying import ReplyingRules

_BOTH = 2


def said_back(reading: Reading, rules: ReplyingRules) -> tuple[str | None, str | None]:
    """A question and another ask as they stand, where they cannot be said from our side.

    Rather than with nothing, a calm mail is answered with its question in quotation marks.
    """
    found = _as_written(reading, rules)
    quoted, wrote = (one if sounds_meant(one, reading, rules) else None for one in found)
    if quoted or wrote or (reading.level or CALM) > UNEASY:
        return quoted, wrote
    wondered = (_own_words(one, rules.wonders, rules, is_told=False) for one in reading.asks)
    return None, next(filter(None, wondered), None)


def both_questions(reading: Reading, rules: ReplyingRules) -> str | None:
    """The two questions of a calm mail that asks nothing else, each from our side."""
    join = rules.asking.both
    if join is None or (reading.level or CALM) > UNEASY or ITEM.search(reading.text):
        return None
    asks = sorted(reading.asks, key=lambda ask: ask.start)
    said = [[*_questions_in(ask.text, rules)] for ask in asks]
    found = [one for parts in said for one in parts]
    is_meant = all(sounds_meant(one, reading, rules) for one in found)
    if not (len(found) == _BOTH and all(said) and is_meant):
        return None
    return join.format(first=found[0], second=found[1])


def _questions_in(asked: str, rules: ReplyingRules) -> Iterator[str]:
    """Each clause that can be said back as a question."""
    for one in rules.clause.whole.split(asked):
        said = _as_it_stands(one, rules.quotes, rules, is_told=rules.questions_told)
        if said:
            yield said


def _as_written(reading: Reading, rules: ReplyingRules) -> tuple[str | None, str | None]:
    """A question and another ask in the words of the mail, whether they are meant or not.

    The one ask, or one of several where asks are quoted: who is calm asks first what matters
    most; who is upset asks it last, after what only sounds like a question.
    """
    is_upset = (reading.level or CALM) >= FRUSTRATED
    asks = sorted(reading.asks, key=lambda ask: ask.start, reverse=is_upset)
    if len(asks) > 1 and rules.asks:
        return None, None
    told = rules.questions_told
    quoted, wrote = (
        next(filter(None, (_own_words(ask, mentions, rules, is_told=told) for ask in asks)), None)
        for mentions in (rules.quotes, rules.wrotes)
    )
    return quoted, None if quoted and not rules.asks else wrote


def _own_words(
    ask: Span, mentions: Iterable[Mention], rules: ReplyingRules, *, is_told: bool
) -> str | None:
    """An ask, or the last clause of it that can be said back; ``is_told`` from our side."""
    if not rules.asks:
        stops = [0, *(stop.end() for stop in rules.clause.finditer(ask.text))]
        parts = [ask.text, *(_first_clause(ask.text[at:], rules) for at in reversed(stops))]
    else:
        parts = [ask.text[asks_from(ask, rules) - ask.start :]]
    found = (_as_it_stands(one, mentions, rules, is_told=is_told) for one in parts)
    return next(filter(None, found), None)


def _first_clause(text: str, rules: ReplyingRules) -> str:
    stop = rules.clause.search(text)
    return text[: stop.start()] if stop else text


def _as_it_stands(
    asking: str, mentions: Iterable[Mention], rules: ReplyingRules, *, is_told: bool
) -> str | None:
    asked = " ".join(ENDS.sub("", asking).replace("&amp;", "and").split()).strip(" .。")
    if rules.unsaid.is_in(asked) or (rules.garbled and rules.garbled.is_in(asked)):
        return None
    if not is_told:
        return worded(asked, mentions)
    return sayable(mentioned(asked, mentions, rules), rules)
