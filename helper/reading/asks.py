"""What the writer asks for, most important first, with the noise folded away (B05, 004:19).

An ask is a sentence that questions or requests. Greetings, courtesy, rhetoric and insults look
like questions and are none; a mail without an ask says so by an empty list (B02). A small model
(see `helper.reading.train.asks`) listens for asks no rule names where no rule finds one, and may
have a say in which of several comes first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import TypeAlias

from helper.contracts import Claim, Span
from helper.ears.chorus import ASKS
from helper.ears.model import Ear
from helper.reading.voices import ear_for
from helper.rulebook.base import FoldedRule
from helper.rulebook.folding import fold
from helper.rulebook.languages import Languages
from helper.rulebook.quick import Parts
from helper.rulebook.reading import AskRule, NotAskRule, ReadingRules
from helper.sentences import sentences
from helper.text import WIDE_LETTER

MAX_ASKS = 8
BEGIN = "^ "
"""Put before a sentence that is listened to, so that its first word is known as the first."""

_HEARD = -0.25
"""The logit from which a sentence asks though no rule of any sentence says so."""

_LOUDEST = 2.0
"""A logit is believed up to here."""

_ADDED = 0.9
"""Rank of what is only added: who writes "also" has asked for the main thing before."""

_LEAST_WIDE = 3
"""Han or kana that may be a sentence: 退款 could be a title."""

_MAX_HEARD = 80
"""Sentences that are listened to: who goes on longer has asked before."""

_PART = re.compile(r"\S+(?:\s{1,7}\S+)*")
"""Words with no more white space between them than a writer puts there."""
_LONG = 220
_MAX_SENTENCE = 1200
"""Of what has no full stop for longer than this, the end: questions show themselves there."""
_LONG_WIDE = 60
"""The same in Chinese and Japanese, where a letter says about as much as half a word."""
_KANA = re.compile(r"[぀-ヿ]")
_CUT = re.compile(r"[,;:] | [-–] |[、，；：]")
_ENDS = (" ", "，", "、", "；")
_STOP = re.compile(r"[.!?]\s")
"""Ends a sentence also before a small letter, for those who write no capitals."""
_FIRST = re.compile(r"\w")
_QUOTE_MARK = re.compile(r'["“„«「『]')
_QUOTES = (("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"), ("『", "』"))


Place: TypeAlias = tuple[int, int]
"""Where something begins and ends."""


@dataclass(frozen=True, slots=True)
class _Ask:
    start: int
    end: int
    rank: float


@dataclass(frozen=True, slots=True)
class Told:
    """A text, how its rules read it, and where its sentences stand."""

    text: str
    folded: str
    sentences: Sequence[Place]


def tell(text: str, rules: ReadingRules, languages: Languages) -> Told:
    """``text`` as it is asked for asks, claims and what is fair."""
    return Told(text, fold(rules.plain(text)), sentences(text, languages))


def asks(told: Told, rules: ReadingRules, language: str, level: int = 0) -> tuple[Span, ...]:
    """Distinct requests and questions as spans of the text, which is frustrated to this level."""
    return asks_heard(told, rules, ear_for(ASKS, language), level)


def asks_heard(
    told: Told, rules: ReadingRules, ear: Ear | None, level: int = 0
) -> tuple[Span, ...]:
    """The same with a given model; without one the rules speak alone."""
    folded = told.folded
    places = list(spoken(told, rules))
    idle = [rule for rule in rules.not_asks if rule.heat <= level]
    least = rules.ask_least if level else None
    found = list(_named(folded, places, rules, ear, idle, least=least))
    found = found or list(_hints(folded, places, ear, idle))
    distinct: dict[str, _Ask] = {}
    for ask in found:
        words = " ".join(folded[ask.start : ask.end].split())
        distinct.setdefault(words.strip("?!.？！。 "), ask)
    ranked = sorted(distinct.values(), key=lambda ask: (-ask.rank, ask.start))
    kept = ranked[:MAX_ASKS]
    return tuple(_span(told.text, ask.start, _end(folded, ask, rules)) for ask in kept)


def spoken(told: Told, rules: ReadingRules) -> Iterator[Place]:
    """The sentences of a text without the greeting before them, the end of an endless one."""
    for start, end in told.sentences:
        greeting = rules.greeting.match(told.folded[start : min(end, start + _LONG)])
        begin = max(start + greeting.end() if greeting else start, end - _MAX_SENTENCE)
        if begin < end:
            yield begin, end


def claims(told: Told, rules: ReadingRules) -> tuple[Claim, ...]:
    """Sentences that say we promised something (B11, 004:15)."""
    found = _said(rules.claims, told)
    return tuple(Claim(start=start, end=end, text=told.text[start:end]) for start, end, _ in found)


def fair(told: Told, rules: ReadingRules) -> Span | None:
    """The last sentence that says what would set it right: who bargains ends there (B46)."""
    found = list(_said(rules.fair, told))
    return _span(told.text, *_clause(told.folded, *found[-1], found[-1][-1])) if found else None


def _said(named: Iterable[FoldedRule], told: Told) -> Iterator[tuple[int, int, int]]:
    """The sentences that one of the rules speaks of, and where in each it begins to."""
    places = sorted(at.start() for rule in named for at in rule.pattern.finditer(told.folded))
    for start, end in told.sentences if places else ():
        if (at := next((at for at in places if start <= at < end), None)) is not None:
            yield start, end, at


def _named(  # noqa: PLR0913 - what rules, ear and level each have to say
    folded: str,
    places: list[Place],
    rules: ReadingRules,
    ear: Ear | None,
    idle: Sequence[NotAskRule],
    *,
    least: float | None,
) -> Iterator[_Ask]:
    """Asks that a rule names, the first of a sentence; none that an ``idle`` rule takes back.

    Nor any in a sentence whose logit is below the ``least``.
    """
    found: list[tuple[int, _Ask]] = []
    listens = rules.ask_ear or least is not None
    for n, matches in sorted(_matches(folded, places, rules).items()):
        heard = ear if listens and n < _MAX_HEARD else None
        sound = heard.logit(BEGIN + folded[slice(*places[n])]) if heard else 0.0
        if least is not None and sound < least:
            continue
        lift = rules.ask_ear * max(-_LOUDEST, min(sound, _LOUDEST))
        if rules.besides and rules.besides.match(folded, places[n][0]):
            lift -= _ADDED
        ranks: dict[Place, float] = {}
        for rule, *at in matches:
            clause = _clause(folded, *places[n], *at)
            ranks[clause] = max(rule.rank, ranks.get(clause, 0.0))
        found += ((n, _Ask(*clause, rank + lift)) for clause, rank in sorted(ranks.items()))
    clauses = Parts(folded, [(ask.start, ask.end) for _, ask in found])
    noise = {at for rule in idle for at in rule.pattern.first_in_each(clauses)}
    meant = (one for at, one in enumerate(found) if at not in noise)
    for _, asked in groupby(meant, key=itemgetter(0)):
        yield max((ask for _, ask in asked), key=lambda ask: ask.rank)


def _hints(
    folded: str, places: Iterable[Place], ear: Ear | None, idle: Sequence[NotAskRule]
) -> Iterator[_Ask]:
    """Asks that only the model hears, the clearest first; never a single word or a quotation."""
    for start, end in islice(places, _MAX_HEARD if ear else 0):
        sentence = folded[start:end]
        several = " " in sentence or len(WIDE_LETTER.findall(sentence)) >= _LEAST_WIDE
        logit = ear.logit(BEGIN + sentence) if ear and several else _HEARD
        if logit <= _HEARD or _QUOTE_MARK.search(sentence):
            continue
        if not any(rule.pattern.search(sentence) for rule in idle):
            yield _Ask(*_clause(folded, start, end, start, end), logit)


def _matches(
    folded: str, places: list[Place], rules: ReadingRules
) -> dict[int, list[tuple[AskRule, int, int]]]:
    """By the number of a sentence, the rules that match in it, the first word and end of each."""
    matches: defaultdict[int, list[tuple[AskRule, int, int]]] = defaultdict(list)
    parts = Parts(folded, places)
    for rule in rules.asks:
        for n, found in rule.pattern.first_in_each(parts).items():
            word = _FIRST.search(found.string, found.start())
            at = word.start() if word else found.start()
            if not _is_quoted(found.string, at):
                start = places[n][0]
                matches[n].append((rule, start + at, start + found.end()))
    return matches


def _is_quoted(sentence: str, at: int) -> bool:
    """Whether somebody else is quoted as asking: then "please send photos" asks us nothing."""
    before, after = sentence[:at], sentence[at:]
    if before.count('"') % 2 and '"' in after:
        return True
    return any(before.count(a) > before.count(b) and b in after for a, b in _QUOTES)


def _clause(folded: str, start: int, end: int, at: int, last: int) -> tuple[int, int]:
    """The sentence around the words from ``at`` to ``last``; of a long one, the part of it."""
    for stop in _STOP.finditer(folded, start, end):
        if stop.end() <= at:
            start = stop.end()
        elif stop.start() > at:
            end = stop.start() + 1
            break
    long = _LONG_WIDE if WIDE_LETTER.search(folded, start, end) else _LONG
    if end - start <= long:
        return start, end
    if _KANA.search(folded, start, end) or (at == start and last - start > long):
        tail = _CUT.search(folded, end - long, last)  # Japanese asks at the end: 教えてください.
        if tail and (tail.end() <= at or at == start):
            return tail.end(), end
    begin = max((cut.end() for cut in _CUT.finditer(folded, start, at)), default=start)
    if end - begin > long:
        cut = max(folded.rfind(cut, max(at, begin + 1), begin + long) for cut in _ENDS)
        end = cut if cut > at else end
    return begin, end


def _end(folded: str, ask: _Ask, rules: ReadingRules) -> int:
    """Where an ask ends without the chat behind it."""
    tail = rules.tail.search(folded[ask.start : ask.end]) if rules.tail else None
    return ask.start + tail.start() if tail and tail.start() else ask.end


def _span(text: str, start: int, end: int) -> Span:
    """The range, or its longer side where noise was cut out of its middle."""
    part = max(_PART.finditer(text, start, end), key=lambda part: len(part[0]))
    return Span(start=part.start(), end=part.end(), text=part[0])
