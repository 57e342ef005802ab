"""Which clause of a mail says best what happened, and how it is said back.

"The lamp that came is a dark green" is told from our side where it surely parses, and
else quoted as it stands: whoever reads it back finds what happened to them, and not an insult, a
threat or half a list. Which clause that is was learned from mails in which people chose it
(`helper.desk.schooling`); what each trait weighs stands in ``helper/ears/weights/clauses``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from helper.contracts import Reading
from helper.ears.choosing import Traits, shares, table
from helper.ears.chorus import Voice, chorus
from helper.replying.understanding.citing import ASTRAY, CLAUSES, loudness, quote, together
from helper.replying.understanding.tagging import is_word, letters
from helper.replying.understanding.telling import (
    Clause,
    agreed,
    clauses,
    is_aside,
    is_shown,
    judged,
    passes,
    tell,
    whole,
)
from helper.replying.understanding.turning import EDGES, small, tidy, turned
from helper.rulebook.grammar import Grammar
from helper.rulebook.replying import ReplyingRules
from helper.text import words

_NAME = "X"
_SURE, _SURER = 0.4, 0.6
"""How likely a clause must be to be told, and to be quoted as it stands."""
_FEWEST, _MOST = 4, 17
"""Words of a clause."""
_LIKELIEST = 3
_LOUDEST = 8
"""From here on it makes no difference how loudly an ear hears trouble in a clause."""
_LATE, _MOST_SIGNS, _MOST_LOUDER = 4, 3, 4
_OPENING = 3
"""Letters for parts of speech, and words, that tell how a clause begins or ends."""
_ACTS = re.compile("[VZMEG]")
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
_MOST_SLIPS = 1
_NEXT = 12
_TWO_NAMES = re.compile(r"[A-Z][a-z]+ (?!I\b)[A-Z]")
_VERB = re.compile("[ZME]|(?<=[NSXQR])V")
_GOES_ON = re.compile(r"\W*(\w+)?")


@dataclass(frozen=True, slots=True)
class Way:
    """A clause as it could be said back."""

    clause: Clause
    said: str
    marks: str
    """Letters for its parts of speech."""
    is_turned: bool
    """Whether it is told from our side, and not quoted."""


def retold(reading: Reading, rules: ReplyingRules) -> Way | None:
    """The clause that says best what happened; ``None`` where none surely does.

    Clauses of one sentence that begin alike speak for each other: the best of them says it.
    """
    found, known = ways(reading, rules)
    if not found:
        return None
    told = shares(known, table(CLAUSES, reading.language))
    worth = together([one.clause for one in found], told)
    ranked = sorted(
        (-whole, -share, at)
        for at, (whole, share) in enumerate(worth)
        if whole >= (_SURE if found[at].is_turned else _SURER)
    )
    best = (_whole(found[at], found) for *_, at in ranked)
    return next((one for one in best if _is_trouble(one, reading, rules)), None)


def _is_trouble(one: Way, reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a clause may stand for the trouble: some ear or word hears any in it."""
    if is_aside(one.said, rules) or not passes(one.said, rules, reading.text):
        return False
    said = one.clause.text
    is_heard = loudness(said, len(words(said)), _ears(reading)) >= 0
    return is_heard or rules.telling_signs.search(said) is not None


def _whole(one: Way, found: Sequence[Way]) -> Way:
    """A clause with what only goes on in a list behind it: "in May", "in May, June and July"."""
    longer = [way for way in found if _goes_on(one, way)]
    return max(longer, key=lambda way: way.clause.length, default=one)


def _goes_on(one: Way, other: Way) -> bool:
    is_longer = other.clause.start == one.clause.start and other.clause.end > one.clause.end
    if not is_longer or other.is_turned != one.is_turned:
        return False
    return not _ACTS.search(other.marks[len(one.marks) :])


def ways(reading: Reading, rules: ReplyingRules) -> tuple[list[Way], list[Traits]]:
    """Each clause that can be said back, and what is to be said of it."""
    ears, grammar = _ears(reading), rules.grammar
    if grammar is None or not ears or rules.grief.search(reading.text):
        return [], []
    found = list(_ways(reading, rules, grammar))
    loud = [loudness(one.clause.text, len(words(one.clause.text)), ears) for one in found]
    ranks = sorted(loud, reverse=True)
    known: list[Traits] = [
        tuple(_traits(one, reading, rules, heard, ranks.index(heard)))
        for one, heard in zip(found, loud, strict=True)
    ]
    return found, known


def _ears(reading: Reading) -> Mapping[str, Voice]:
    """Those that hear trouble, and the likeliest of it; none where nothing bothers."""
    if not reading.level and not reading.wrongs:
        return {}
    known = chorus(reading.language)
    names = (ASTRAY, *(f"{ASTRAY}.{one}" for one in (reading.wrongs or ())[:_LIKELIEST]))
    return {name: known[name] for name in names if name in known}


def _ways(reading: Reading, rules: ReplyingRules, grammar: Grammar) -> Iterator[Way]:
    for clause, is_fit in judged(clauses(reading, rules, _MOST), rules):
        if clause.length < _FEWEST:
            continue
        if grammar.contrast.search(reading.text[clause.end : clause.end + _NEXT]):
            continue
        if way := _way(clause, reading, rules, grammar, is_fit=is_fit):
            yield way


def _way(
    clause: Clause, reading: Reading, rules: ReplyingRules, grammar: Grammar, *, is_fit: bool
) -> Way | None:
    """How a clause is said back: from our side if that can be, else as it stands."""
    if is_fit:
        return _told(clause, rules, grammar) or _quoted(clause, reading, rules, grammar)
    quoted = _quoted(clause, reading, rules, grammar)
    return quoted and (_told(clause, rules, grammar) or quoted)


def _quoted(clause: Clause, reading: Reading, rules: ReplyingRules, grammar: Grammar) -> Way | None:
    said = quote(clause, reading, rules)
    if said is None or _is_loose(said, grammar):
        return None
    said = _quiet(said, grammar)
    return Way(clause, said, _marks(said, grammar), is_turned=False)


def bare(clause: str, rules: ReplyingRules) -> str:
    """A clause without what leads over to it and the marks around it, in small letters."""
    said = clause.strip(EDGES)
    return (rules.grammar.lead.sub("", said) if rules.grammar else said).lower()


def _told(clause: Clause, rules: ReplyingRules, grammar: Grammar) -> Way | None:
    """A clause from our side: as the rules have it, or any other that surely parses."""
    plain = tidy(clause.text, rules)
    if plain is None:
        return None
    said = whole(tell(plain, rules) or _parsed(plain, rules, grammar), rules)
    if not said:
        return None
    said = _quiet(said, grammar)
    if _is_loose(said, grammar):
        return None
    marks = _marks(said, grammar)
    return None if grammar.torn.search(marks) else Way(clause, said, marks, is_turned=True)


def _quiet(said: str, grammar: Grammar) -> str:
    """Without the capitals of who shouts: DISCONNECTED, but not the DVLA."""
    return _SHOUTED.sub(lambda found: _calm(found[0], grammar), said)


def _calm(word: str, grammar: Grammar) -> str:
    small = word.lower()
    if is_word(small, grammar):
        return small
    return word.title() if is_word(word.title(), grammar) else word


def _is_loose(said: str, grammar: Grammar) -> bool:
    return sum(_is_slip(word, grammar) for word in words(said)) > _MOST_SLIPS


def _is_slip(word: str, grammar: Grammar) -> bool:
    """Whether a word in small letters is none that is known."""
    is_known = word in grammar.closed or is_word(word, grammar)
    return word.isalpha() and word.islower() and not is_known


def _parsed(plain: str, rules: ReplyingRules, grammar: Grammar) -> str | None:
    """A tidy clause from our side, where it surely parses.

    It loses the capital of what began a sentence, but not that of a name.
    """
    led = grammar.lead.sub("", plain)
    marks = _marks(led, grammar)
    if not grammar.told.search(marks):
        return None
    is_name = marks[:1] == _NAME or _TWO_NAMES.match(led)
    return agreed(turned(led if is_name else small(led) or led, rules), rules)


def _marks(said: str, grammar: Grammar) -> str:
    return letters(list(grammar.word.finditer(said)), grammar)


def _traits(
    one: Way, reading: Reading, rules: ReplyingRules, heard: float, rank: int
) -> Iterator[str]:
    kind = "told" if one.is_turned else "quoted"
    said = [word.lower() for word in words(one.said)]
    yield kind
    yield f"words: {len(said)}"
    yield f"loud: {max(0, min(int(heard), _LOUDEST))}"
    yield f"louder: {min(rank, _MOST_LOUDER)}"
    yield from _by_its_words(one, said, kind, rules)
    yield from _by_its_place(one, reading)


def _by_its_words(one: Way, said: Sequence[str], kind: str, rules: ReplyingRules) -> Iterator[str]:
    yield f"{kind}, opens: {one.marks[:_OPENING]}"
    yield f"ends: {one.marks[-_OPENING:]}"
    yield f"{kind}, first: {said[0]}"
    yield f"first two: {' '.join(said[:2])}"
    yield from (f"word: {word}" for word in sorted(set(said)))
    yield f"signs: {min(len(rules.telling_signs.distinct(one.said)), _MOST_SIGNS)}"
    if rules.wrongs.search(one.said):
        yield "wrong"
    if not one.is_turned and whole(one.said, rules) is None:
        yield "garbled"
    for mark, name in ((",", "comma"), ("C", "number")):
        if mark in (one.marks if name == "number" else one.said):
            yield name
    acts = _VERB.search(one.marks)
    yield f"verb: {said[acts.start()]}" if acts and acts.start() < len(said) else "no verb"
    yield f"{kind}, to its verb: {one.marks[: acts.end()] if acts else ''}"


def _by_its_place(one: Way, reading: Reading) -> Iterator[str]:
    clause, text = one.clause, reading.text
    before = text[clause.sentence : clause.start].strip()
    yield f"sentence: {min(text.count('. ', 0, clause.sentence), _LATE)}"
    yield "begins inside" if before else "begins a sentence"
    behind = text[clause.end : clause.end + 24]
    if behind[:1] in {"", "\n", ".", "!", "…", ";"} or not behind.strip():
        yield "ends a sentence"
    else:
        follows = _GOES_ON.match(behind)
        yield f"goes on: {behind[:1]} {((follows and follows[1]) or '').lower()}"
        yield "goes on"
    if not text[clause.end :].strip(" .!?\n"):
        yield "ends the mail"
    if is_shown(clause.start, clause.end, reading):
        yield "shown"
