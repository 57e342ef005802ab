"""What a mail asks for, as a reply can name it: from our side, as it stands, or by its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile
from typing import TypeAlias

from helper.contracts import CALM, FRUSTRATED, UNEASY, Reading, Span
from helper.replying.understanding.askable import is_askable
from helper.replying.understanding.asking import indirect
from helper.replying.understanding.conjugating import conjugated
from helper.replying.understanding.phrases import many_before
from helper.replying.understanding.signs import ITEM, is_ask, is_question
from helper.replying.understanding.sincere import sounds_meant
from helper.replying.understanding.telling import agreed, asks_from, sayable
from helper.replying.understanding.turning import (
    expanded,
    mention,
    mentioned,
    small,
    tidy,
    turned,
)
from helper.rulebook.conventions import Mention
from helper.rulebook.replying import ReplyingRules
from helper.text import words

_FEW_ASKS = 3
_BOTH = 2
_ENDS = re.compile(r"^(?:\W*[@#]\w+)+\W*|(?:\s+(?:[@#]\w+|https?://\S+))+(?=\W*$)")
"""Whom an ask is called out to, and what is hung on at its end."""


Wants: TypeAlias = Sequence[tuple[Span, str | None]]
"""Asks, and what each is from our side."""


def wants_of(reading: Reading, rules: ReplyingRules) -> Wants:
    """The asks in the order of the mail."""
    asks = sorted(reading.asks, key=lambda ask: ask.start)
    return [(one, wanted_of(one, rules)) for one in asks]


def asks_of(told: Wants, reading: Reading, rules: ReplyingRules) -> dict[str, str | None]:
    """The slots that say what is asked for.

    ``ask`` is the one thing asked for, and ``quoted`` or ``wrote`` the same as it stands; two or
    more are counted in ``asked``, and listed in what they have in common: to know something, to
    get it, to do it, to have it done. ``others`` are those left beside what is named.
    """
    asks, wants = _worth_naming(_askable(told, reading, rules), rules)
    reading = replace(reading, asks=asks)
    ask = wants[0] if len(wants) == 1 else _both_as_one(wants, rules)
    quoted, wrote = (None, None) if ask else _said_back(reading, rules)
    both = _both_questions(reading, rules)
    at = _begins(wants, asks, rules)
    named = wants[at:] or wants
    listed = {kind: _listed(named, mentions, rules) for kind, mentions in _kinds(rules)}
    if rules.grammar and not any(listed.values()):
        ask = ask or next(filter(None, named), None)
    most = max((len(parts) for parts in listed.values()), default=0) or bool(ask)
    is_all = bool(ask) and len(wants) > 1 and len(asks) == len(wants)
    is_said = bool(ask or quoted or (wrote and not rules.asks))
    return {
        "ask": ask,
        **{kind: _joined(parts, rules) for kind, parts in listed.items()},
        "quoted": both or quoted,
        "wrote": None if both else wrote,
        "asked": None if is_all or both else _counted(reading, rules, is_said=is_said),
        "others": _said_of(len(asks) - at - most, rules.asking.others) if most else None,
    }


def _both_as_one(wants: Sequence[str | None], rules: ReplyingRules) -> str | None:
    """Two asks as one, where the rules say what such asks end in and it is not long."""
    parts = [one for one in wants if one]
    if not rules.asking.listed_ends or not len(parts) == len(wants) == _BOTH:
        return None
    is_brief = len(words(" ".join(parts))) <= rules.asking.listed_words
    return _joined(parts, rules) if is_brief else None


def _kinds(rules: ReplyingRules) -> Iterator[tuple[str, Sequence[Mention]]]:
    """How what is asked for is listed, by what the asks have in common."""
    yield "know", rules.knows
    yield "deed", rules.deeds
    yield "doing", rules.doings
    yield "order", rules.orders
    yield "gift", rules.gifts


def _worth_naming(
    pairs: list[tuple[Span, str | None]], rules: ReplyingRules
) -> tuple[tuple[Span, ...], tuple[str | None, ...]]:
    """The asks, and what the first few are from our side.

    A wish that no word asks for only tells why one asks something else.
    """
    if rules.grammar and any(want for _, want in pairs[:_FEW_ASKS]):
        pairs = [one for one in pairs if one[1] or is_ask(one[0].text, rules)]
        if _comes_on_top(pairs[0][0], rules):  # It is not what one writes about.
            pairs[0] = (pairs[0][0], None)
    return tuple(ask for ask, _ in pairs), tuple(want for _, want in pairs[:_FEW_ASKS])


def _comes_on_top(ask: Span, rules: ReplyingRules) -> bool:
    return rules.grammar is not None and rules.grammar.byway.search(ask.text) is not None


def reason_asked(told: Wants, rules: ReplyingRules) -> str | None:
    """What somebody asks the reason of: "you can't log in" of who asks why they can't."""
    why = rules.asking.why
    found = next((want for _, want in told if why and want and want.startswith(why)), None)
    joint = rules.grammar.questions.joint if rules.grammar and rules.grammar.questions else None
    if found is None or (joint and any(joint.search(one.text) for one, _ in told)):
        return None  # What to do about it is asked in one breath.
    return found.removeprefix(why)


def _begins(wants: Sequence[str | None], asks: Sequence[Span], rules: ReplyingRules) -> int:
    """The place of the first ask that does not only lead over: "we'd love to come with a class"."""
    pairs = zip(wants, asks, strict=False)  # Only the first few asks are turned.
    return sum(1 for _ in takewhile(lambda one: _leads_over(*one, rules), pairs))


def _leads_over(want: str | None, ask: Span, rules: ReplyingRules) -> bool:
    if is_question(ask.text, rules):
        return False
    is_named = rules.grammar is None or any(_part(want, kind) for _, kind in _kinds(rules))
    return want is None or not is_named


def _askable(told: Wants, reading: Reading, rules: ReplyingRules) -> list[tuple[Span, str | None]]:
    """Without what only sounds like an ask."""
    return [
        (ask, _with_its_name(want, ask, reading, rules))
        for ask, want in told
        if want is None or is_askable(want, ask, reading, rules)
    ]


def _with_its_name(
    said: str | None, ask: Span, reading: Reading, rules: ReplyingRules
) -> str | None:
    """An ask to return "them" as one to return the shoes, where only these were named before."""
    them, grammar = rules.asking.them, rules.grammar
    if said is None or them is None or grammar is None or not them.search(said):
        return said
    many = many_before(ask.start, reading, grammar, rules)
    return them.whole.sub(lambda found: f"{found[1]} {many}", said) if many else said


def wanted_of(ask: Span, rules: ReplyingRules) -> str | None:
    """What is asked for, from our side; ``None`` where it cannot be said."""
    tried = (_wanted(one, rules) for one in _shorter(_short(ask, rules), rules))
    found = next(filter(None, tried), None)
    return _asked_once(found, rules) if found else None


def _asked_once(said: str, rules: ReplyingRules) -> str:
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
    is_long = len(words(ask.text)) > _most(rules)
    return ask.text[asks_from(ask, rules) - ask.start :] if is_long else ask.text


def _most(rules: ReplyingRules) -> int:
    return rules.asking.words or rules.telling.words


def _wanted(ask: str, rules: ReplyingRules) -> str | None:
    if len(words(ask)) > _most(rules):
        return None
    asked = _ENDS.sub("", ask)
    if rules.grammar and rules.grammar.questions:
        asked = rules.grammar.questions.tail.sub("", asked)
    weighed = (one.say for one in rules.weighed if one.pattern.search(asked))
    said = next(weighed, None) or _several(asked, rules)
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


def _listed(
    wants: Sequence[str | None], mentions: Iterable[Mention], rules: ReplyingRules
) -> Sequence[str]:
    """Those of ``wants`` that are such ones in a clause, or the first where that would be long."""
    parts = [_part(one, mentions) for one in wants]
    said = [part for part in parts if part]
    if not said or (rules.grammar and not parts[0]):  # What comes after it is asked by the way.
        return ()
    if len(words(" ".join(said))) > rules.asking.listed_words:
        said = said[:1]
    is_long = len(words(said[0])) > _most(rules)
    if rules.grammar and len(wants) > 1 and is_long:
        return ()  # One long ask of several is not the mail's own point.
    return said


def _joined(parts: Sequence[str], rules: ReplyingRules) -> str | None:
    if not parts:
        return None
    questions = rules.grammar.questions if rules.grammar else None
    if questions and len(parts) > 1:  # What is joined in one of them is one more of the list.
        parts = [one for part in parts for one in questions.listed.whole.split(part)]
    *before, last = parts
    before = [one.removesuffix(_common_end(parts, rules)) for one in before]
    joined = rules.asking.listed.join(filter(None, (rules.asking.comma.join(before), last)))
    return _asked_once(joined, rules)


def _common_end(parts: Sequence[str], rules: ReplyingRules) -> str:
    """The first of the known endings that all of ``parts`` have; one saying of it is enough."""
    ends = rules.asking.listed_ends
    return next((end for end in ends if all(part.endswith(end) for part in parts)), "")


def _part(want: str | None, mentions: Iterable[Mention]) -> str | None:
    found = ((one.pattern.search(want or ""), one.say) for one in mentions)
    return next((match.expand(say) for match, say in found if match), None)


def _said_back(reading: Reading, rules: ReplyingRules) -> tuple[str | None, str | None]:
    """A question and another ask as they stand, where they cannot be said from our side.

    Rather than with nothing, a calm mail is answered with its question in quotation marks.
    """
    found = _as_written(reading, rules)
    quoted, wrote = (one if sounds_meant(one, reading, rules) else None for one in found)
    if quoted or wrote or (reading.level or CALM) > UNEASY:
        return quoted, wrote
    wondered = (_own_words(one, rules.wonders, rules, is_told=False) for one in reading.asks)
    return None, next(filter(None, wondered), None)


def _both_questions(reading: Reading, rules: ReplyingRules) -> str | None:
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
    asked = " ".join(_ENDS.sub("", asking).replace("&amp;", "and").split()).strip(" .。")
    if rules.unsaid.is_in(asked) or (rules.garbled and rules.garbled.is_in(asked)):
        return None
    found = ((one.pattern.search(asked), one.say) for one in mentions)
    match, say = next(((match, say) for match, say in found if match), (None, ""))
    if match is None:
        return None
    return sayable(expanded(match, say, rules), rules) if is_told else match.expand(say)


def _counted(reading: Reading, rules: ReplyingRules, *, is_said: bool) -> str | None:
    """Two asks or more by their number, and one question nobody can turn as a question."""
    said = (ask.text for ask in reading.asks if sounds_meant(ask.text, reading, rules))
    meant = {one.casefold() for one in said if not (rules.urged and rules.urged.search(one))}
    count = max(len(meant), bool(reading.asks), len(ITEM.findall(reading.text)))
    if count > 1:
        return _said_of(count - 1, rules.asking.counts)
    if not count or is_said:
        return None
    asks = is_question(reading.asks[0].text, rules)
    return rules.asking.one_question if asks else rules.asking.one_request


def _said_of(number: int, ways: Sequence[str]) -> str | None:
    """What is said of one, two, or more."""
    return ways[min(number, len(ways)) - 1] if number > 0 and ways else None
