"""What happened to the writer, in their own words turned to our side (001:8-9, B17).

"I was charged twice for May" becomes "you were charged twice for May". Nothing is put into
other words and nothing is guessed: a clause that cannot be turned as it stands is left alone,
and so is one that speaks of us, insults, asks, or only says hello.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from helper.contracts import Reading, Span
from helper.replying.understanding.conjugating import conjugated
from helper.replying.understanding.tagging import letters, marks
from helper.replying.understanding.turning import EDGES, mentioned, small, tidy
from helper.rulebook.base import TextRule
from helper.rulebook.checklist import LintRule
from helper.rulebook.grammar import Grammar
from helper.rulebook.replying import ReplyingRules
from helper.sentences import unwrapped
from helper.text import WIDE, holds, words

_SENTENCE = re.compile(rf"[^.!?…。！？\n]+(?:\.(?=[^\W{WIDE}])[^.!?…。！？\n]+)*")
"""A full stop inside a word or a number ends nothing; before a letter of Han it does."""
_UNSAID_END = re.compile(r"[^\w)%€$£\"”'’]+$")
"""Emoji and dots at the end."""
TAGS = re.compile(
    r"""(?m)^[^\w@#\n]*+(?:[@#]\w+[^\w@#]+){1,30}(?=\w)      # whom a message is called out to
      | (?:(?<!\s)\s+|\A)                                        # what is hung on at its end
        (?:(?:https?://[^\s.!?…]*+(?>(?:[.!?…]+[^\s.!?…]+)*)|[@#]\w++)\s*){1,30}
        (?=$|[.!?…]+(?:\s|$))""",
    re.VERBOSE,
)
_QUOTED = re.compile("「[^」]+」")
_MARKS = "「」"
"""What was said to the writer is theirs to tell, whatever its words."""
OPENING = 6000
"""Characters of a mail in which all is heard; of what follows only the sentences with evidence."""
_MOST_PARTS = 5
"""Neighbouring clauses that are told as one."""
_EVIDENCE = 2
_MOST_SIGNS = 3
_MOST_TOLD = 2
_IDEAL_WORDS = 11
"""Of clauses that show the same, one that is neither a scrap nor a story."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Some neighbouring clauses of one sentence, which begins at ``sentence`` in the mail.

    ``length`` counts its words; ``cut`` is whether it is but a part of what runs on.
    """

    sentence: int
    start: int
    text: str
    length: int
    cut: bool = False

    @property
    def end(self) -> int:
        """Where it ends in the mail."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Told:
    """What went wrong, from our side: the clause that says most of it, and perhaps a second one.

    ``wrong`` is the first again if it shows what hurt and is no doing of the writer's: one can be
    sorry for it as it stands (001:7). ``rest`` is the second one, if it tells of something wrong.
    """

    said: tuple[str, ...]
    wrong: str | None = None
    rest: str | None = None


def told(reading: Reading, rules: ReplyingRules, topic: str | None = None) -> Told | None:
    """What can be told of the trouble, where it is safe.

    The rules may want a clause that speaks of the ``topic``: others tell what is beside it.

    The second clause comes from another sentence, and only when both are brief (B17, C8).
    """
    if not rules.tellings:
        return None
    chosen = _chosen(reading, rules, topic if rules.telling.of_topic_only else None)
    if not chosen:
        return None
    clause, most = chosen[0]
    # Where clauses are short, the words that made the level may stand in the next one; of a calm
    # mail one is sorry for what it reports, though nothing made a level.
    near = rules.telling.clauses_run_on or not reading.level
    shows = near or is_shown(clause.start, clause.end, reading)
    is_ours = reading.wrongs != () or rules.telling.clauses_run_on
    wrong = most if shows and is_ours and rules.wrongs.search(most) else None
    if len(chosen) < _MOST_TOLD:
        return Told((most,), wrong)
    second = chosen[1][1]
    return Told((most, second), wrong, second if rules.wrongs.search(second) else None)


def _chosen(reading: Reading, rules: ReplyingRules, topic: str | None) -> list[tuple[Clause, str]]:
    """One or two clauses with what is told of them, the more telling first."""
    chosen: list[tuple[Clause, str]] = []
    heard: set[str] = set()
    room = rules.telling.words
    for clause in _most_telling_first(reading, rules):
        apart = all(clause.sentence != one.sentence for one, _ in chosen)
        bare = clause.text.strip(EDGES)
        if bare in heard or not apart or clause.length > room:
            continue
        heard.add(bare)
        plain = tidy(bare, rules)
        said = tell(plain, rules) if plain else None
        if not said or (topic and topic not in said) or not passes(said, rules, reading.text):
            continue
        if rules.telling.wrongs_only and not rules.wrongs.search(said):
            continue
        if rules.grammar and _is_torn(said, rules.grammar):
            continue
        if is_aside(said, rules):
            continue
        if not (chosen and rules.chained and rules.chained.search(f"{chosen[0][1]}, {said}")):
            chosen.append((clause, said))
            room = rules.telling.both_words - len(words(said))
            if len(chosen) == _MOST_TOLD:
                break
    return chosen


def tell(plain: str, rules: ReplyingRules) -> str | None:
    """A tidy clause from our side as the rules have it; ``None`` where it is not well made then.

    Whether the checklist minds it is not asked yet.
    """
    told_back = mentioned(conjugated(small(plain) or plain, rules), rules.tellings, rules)
    if told_back and told_back.count('"') % 2:
        told_back += '"'  # it hung at the edge
    said = agreed(told_back, rules)
    said = whole(said and small(_UNSAID_END.sub("", said)), rules)
    return rules.splice.pattern.sub(rules.splice.say, said) if said and rules.splice else said


def whole(said: str | None, rules: ReplyingRules) -> str | None:
    """``said``, unless it is no whole clause, or too loosely written."""
    return None if said and rules.garbled and rules.garbled.is_in(said) else said


def agreed(said: str | None, rules: ReplyingRules) -> str | None:
    """A clause with its verbs put right where its subject has become another."""
    for one in rules.grammar.agreements if said and rules.grammar else ():
        said = one.done(said or "")
    return said


def is_aside(said: str, rules: ReplyingRules) -> bool:
    """Whether a clause tells of what the writer did themselves, or of nothing to be sorry for."""
    grammar = rules.grammar
    beside = (grammar.aside, grammar.unhurt) if grammar else ()
    return any(one is not None and one.is_in(said) for one in beside)


def _is_torn(said: str, grammar: Grammar) -> bool:
    return grammar.torn.search(letters(list(grammar.word.finditer(said)), grammar)) is not None


def _is_unproven(clause: Clause, reading: Reading) -> bool:
    """Whether it tells of a promise that the ledger does not know: "we promised you 500 euros".

    From our side it would be granted (B11, B28).
    """
    claimed = (one for one in reading.claims if one.promise is None)
    return any(clause.start < one.end and one.start < clause.end for one in claimed)


def _most_telling_first(reading: Reading, rules: ReplyingRules) -> list[Clause]:
    fit = (one for one, is_fit in judged(clauses(reading, rules), rules) if is_fit)
    said = (one for one in fit if not _is_unproven(one, reading))
    weighed = ((_weight(one, reading, rules), one) for one in said)
    ranked = [(signs, -abs(one.length - _IDEAL_WORDS), one) for signs, one in weighed]
    ranked.sort(key=lambda one: one[:2], reverse=True)
    return [clause for signs, _, clause in ranked if signs]


def sayable(said: str | None, rules: ReplyingRules, mail: str = "") -> str | None:
    """``said``, unless the checklist would mind it: a draft is held to what the user is.

    What may be mirrored is not minded where it stands in the ``mail`` as it is.
    """
    said = whole(said, rules)
    return said if said is None or passes(said, rules, mail) else None


def passes(said: str, rules: ReplyingRules, mail: str) -> bool:
    """Whether the checklist minds nothing of ``said``, or only what stands in the ``mail`` too."""
    found = ((rule, rule.find(said)) for rule in (*rules.lint, *rules.heat))
    return all(_is_mirrored(rule, place, mail) for rule, place in found if place)


def _is_mirrored(rule: TextRule, place: re.Match[str], mail: str) -> bool:
    return isinstance(rule, LintRule) and rule.mirrored and (not mail or holds(mail, place[0]))


def clauses(reading: Reading, rules: ReplyingRules, most: int | None = None) -> Iterator[Clause]:
    """Every run of neighbouring clauses of so many words at the most, sentence by sentence.

    None of them is noise, or asks.
    """
    most = most or rules.telling.words
    plain = unwrapped(reading.text).replace("&amp;", "and  ")  # as tweets come: same length
    text = TAGS.sub(lambda tag: " " * len(tag[0]), plain)
    taken = _taken(reading, rules)
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        if start > OPENING and not is_shown(start, end, reading):
            continue
        parts = _parts(sentence[0], rules)
        for first, (begin, _) in enumerate(parts):
            for _, end in parts[first : first + _MOST_PARTS]:
                said = sentence[0][begin:end]
                clause = Clause(start, start + begin, said, len(words(said)))
                if clause.length > most or not _is_free(clause, taken):
                    break
                yield clause


def _parts(sentence: str, rules: ReplyingRules) -> list[tuple[int, int]]:
    """Where the first clauses of a sentence begin and end; what has no words is none."""
    stops = [stop.span() for stop in rules.clause.finditer(sentence[:OPENING])]
    begins = [0, *(end for _, end in stops)]
    ends = [*(start for start, _ in stops), len(sentence)]
    places = zip(begins, ends, strict=True)
    return [at for at in places if words(sentence[slice(*at)])]


def judged(found: Iterable[Clause], rules: ReplyingRules) -> Iterator[tuple[Clause, bool]]:
    """Each clause, and whether it is fit to be told, as all are that it goes on from."""
    unfit = None
    for one in found:
        own = _QUOTED.sub(_MARKS, one.text.strip())
        if one.start != unfit and rules.untold and rules.untold.is_in(own):
            unfit = one.start
        yield one, one.start != unfit


def _taken(reading: Reading, rules: ReplyingRules) -> list[tuple[int, int]]:
    """Where noise stands, and what is asked."""
    places = [(one.start, one.end) for one in reading.noise]
    return [*places, *((_begins_to_ask(ask, rules), ask.end) for ask in reading.asks)]


def _begins_to_ask(ask: Span, rules: ReplyingRules) -> int:
    """The same where clauses parse: "Box 3 is missing, can you tell me where it is?"."""
    if rules.grammar is None:
        return asks_from(ask, rules)
    stops = list(rules.clause.finditer(ask.text))
    if not stops:
        return ask.start
    before = rules.grammar.lead.sub("", ask.text[: stops[-1].start()].strip(EDGES))
    if rules.citing and rules.citing.unfit.is_in(before):
        return ask.start
    is_told = rules.grammar.told.search(marks(before, rules.grammar))
    return ask.start + stops[-1].end() if is_told else ask.start


def _is_free(clause: Clause, taken: Sequence[tuple[int, int]]) -> bool:
    return not any(start < clause.end and clause.start < end for start, end in taken)


def asks_from(ask: Span, rules: ReplyingRules) -> int:
    """Where an ask begins to ask: what stands before may be what happened."""
    stops = list(rules.clause.finditer(ask.text)) if rules.telling.clauses_run_on else []
    return ask.start + stops[-1].end() if stops else ask.start


def _weight(clause: Clause, reading: Reading, rules: ReplyingRules) -> int:
    """How much a clause says of the trouble; 0 when it shows none.

    Where clauses are long, words that made the level are no trouble yet: "I'm in the shower".
    """
    signs = len(rules.telling_signs.distinct(clause.text))
    if not signs and not rules.telling.clauses_run_on:
        return 0
    shows = is_shown(clause.start, clause.end, reading)
    return min(signs, _MOST_SIGNS) + _EVIDENCE * shows


def is_shown(start: int, end: int, reading: Reading) -> bool:
    """Whether words that made the level stand from ``start`` to ``end``."""
    return any(one.start < end and start < one.end for one in reading.evidence)
