"""What a mail asks for, as a reply can name it: from our side, as it stands, or by its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TypeAlias

from helper.contracts import Reading, Span
from helper.replying.understanding.askable import is_askable
from helper.replying.understanding.phrases import many_before
from helper.replying.understanding.quoting import both_questions, said_back
from helper.replying.understanding.signs import ITEM, is_ask, is_question
from helper.replying.understanding.sincere import sounds_meant
from helper.replying.understanding.turning import worded
from helper.replying.understanding.wanted import asked_once, most_words, wanted_of
from helper.rulebook.conventions import Mention
from helper.rulebook.replying import ReplyingRules
from helper.text import words

_FEW_ASKS = 3
_BOTH = 2


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
    quoted, wrote = (None, None) if ask else said_back(reading, rules)
    both = both_questions(reading, rules)
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
    is_named = rules.grammar is None or any(worded(want or "", kind) for _, kind in _kinds(rules))
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


def _listed(
    wants: Sequence[str | None], mentions: Iterable[Mention], rules: ReplyingRules
) -> Sequence[str]:
    """Those of ``wants`` that are such ones in a clause, or the first where that would be long."""
    parts = [worded(one or "", mentions) for one in wants]
    said = [part for part in parts if part]
    if not said or (rules.grammar and not parts[0]):  # What comes after it is asked by the way.
        return ()
    if len(words(" ".join(said))) > rules.asking.listed_words:
        said = said[:1]
    is_long = len(words(said[0])) > most_words(rules)
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
    return asked_once(joined, rules)


def _common_end(parts: Sequence[str], rules: ReplyingRules) -> str:
    """The first of the known endings that all of ``parts`` have; one saying of it is enough."""
    ends = rules.asking.listed_ends
    return next((end for end in ends if all(part.endswith(end) for part in parts)), "")


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
