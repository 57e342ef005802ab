"""How fit a clause of a mail is to be told back, by its traits.

A trait is a few words one can read: the words of a clause, how it is built, what the rules say of
it, where it stands. What each trait weighs is learned (`helper.school.clauses`) and kept in
``helper/ears/weights/clauses``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from helper.contracts import Reading
from helper.ears.choosing import Traits, share, table, weight
from helper.ears.chorus import ASTRAY, Overlaps, Voice, chorus, sounds
from helper.ears.grams import read_grams
from helper.replying.understanding.citing import CLAUSES, loudness_of
from helper.replying.understanding.telling import Clause, is_aside, is_shown, whole
from helper.replying.understanding.turning import EDGES
from helper.rulebook.replying import ReplyingRules
from helper.text import words

_LOUDEST = 8
"""From here on it makes no difference how loudly an ear hears trouble in a clause."""
_LATE, _MOST_SIGNS, _MOST_LOUDER = 4, 3, 4
_BEGIN, _END = "^", "$"
_COUNT = "C"
"""The letter for a number among those for parts of speech."""
_PARTS, _MANY = 5, 6
"""Into how many parts a mail is cut, to say where in it a clause stands; and the number of clauses
from which on it makes no difference how many there are."""
_BEFORE, _NEAR = 40, 2
"""Characters looked at before a clause, and how many of their last words are traits."""
_BEHIND = 24
"""Characters looked at behind a clause, to see how the sentence goes on."""
_STOPS = ("", "\n", ".", "!", "…", ";")
_RUNS = (2, 3, 4)
"""How many parts of speech in a row are a trait."""
_VOICES = (
    *("calm", "uneasy", "frustrated", "mistreated", "blocked", "not_knowing", "complaint"),
    *("needs.mend", "needs.answer", "needs.thank", "new_work", "none", ASTRAY),
)
"""The ears that hear every clause: mere background sounds calm, a joy like thanks."""
_HEARD = tuple(step / 2 for step in range(-4, 5))
_SOUNDS = {one: tuple(f"{one} > {least}" for least in _HEARD) for one in (*_VOICES, "any")}
"""Each of these that the sound of a clause exceeds is a trait."""
_GOES_ON = re.compile(r"\W*(\w+)?")


@dataclass(frozen=True, slots=True)
class Way:
    """A clause as it could be said back."""

    clause: Clause
    said: str
    marks: str
    """Letters for its parts of speech."""
    is_plain: bool
    """Whether no rule for telling knows it, and only its words are turned."""
    alone: str | None = None
    """The same without the second clause, where one is told beside it."""


def traits(
    found: Sequence[Way], reading: Reading, rules: ReplyingRules, ears: Mapping[str, Voice]
) -> list[Traits]:
    """All traits of each clause."""
    slow = ([trait for trait, holds in _SLOW.items() if holds(one, rules)] for one in found)
    known = _known(found, reading, rules, ears)
    return [(*told, *more) for told, more in zip(known, slow, strict=True)]


def fits(
    found: Sequence[Way],
    reading: Reading,
    rules: ReplyingRules,
    ears: Mapping[str, Voice],
    least: float,
) -> list[float]:
    """How fit each clause is, from 0 to 1; 0 where that is surely less than ``least``."""
    if not found:  # Nobody may have learned to hear a language in which nothing can be told.
        return []
    weights = table(CLAUSES, reading.language)
    known = _known(found, reading, rules, ears)
    return [_fit(one, told, weights, least, rules) for one, told in zip(found, known, strict=True)]


def _fit(
    one: Way, known: Traits, weights: Mapping[str, float], least: float, rules: ReplyingRules
) -> float:
    """How fit a clause is; long patterns are not tried where none could lift it to ``least``."""
    slow = {trait: weights[trait] for trait in _SLOW if trait in weights}
    worth = weight(known, weights)
    if share(sum((more for more in slow.values() if more > 0), worth)) < least:
        return 0.0
    return share(sum((more for trait, more in slow.items() if _SLOW[trait](one, rules)), worth))


def _known(
    found: Sequence[Way], reading: Reading, rules: ReplyingRules, ears: Mapping[str, Voice]
) -> list[Traits]:
    """The traits of each that take no long pattern."""
    known = chorus(reading.language)
    orders, overlaps = known[ASTRAY].orders, Overlaps(known)
    pieces = [read_grams(one.clause.text.strip(), orders).distinct for one in found]
    heard = [overlaps.totals(grams) for grams in pieces]
    loud = [
        loudness_of(sums, len(words(one.clause.text)), ears)
        for one, sums in zip(found, heard, strict=True)
    ]
    ranks = sorted(loud, reverse=True)
    return [
        (
            *_traits(one, reading, rules, loudly, ranks.index(loudly)),
            *_by_its_sound(sounds(known, len(grams), sums)),
            f"of {min(len(found), _MANY)}",
        )
        for one, loudly, grams, sums in zip(found, loud, pieces, heard, strict=True)
    ]


def _traits(
    one: Way, reading: Reading, rules: ReplyingRules, heard: float, rank: int
) -> Iterator[str]:
    said = [word.lower() for word in words(one.said)]
    yield f"words: {len(said)}"
    yield f"loud: {max(0, min(int(heard), _LOUDEST))}"
    yield f"louder: {min(rank, _MOST_LOUDER)}"
    signs = len(rules.telling_signs.distinct(one.said))
    yield from _by_its_words(one, said, signs)
    yield from _by_who_does_it(said, rules, heard, signs)
    yield from _by_its_shape(one, rules)
    yield from _by_its_place(one, reading)


def _by_its_sound(heard: Mapping[str, float]) -> Iterator[str]:
    """What it sounds like by itself, and how much like anything that may have gone wrong."""
    most = max(sound for name, sound in heard.items() if name.startswith(f"{ASTRAY}."))
    for name, steps in _SOUNDS.items():
        yield from steps[: bisect_left(_HEARD, heard.get(name, most))]


def _by_its_words(one: Way, said: Sequence[str], signs: int) -> Iterator[str]:
    yield from (f"word: {word}" for word in sorted(set(said)))
    around = [_BEGIN, *said, _END]
    pairs = (" ".join(pair) for pair in pairwise(around))
    yield from (f"pair: {pair}" for pair in dict.fromkeys(pairs))
    yield f"signs: {min(signs, _MOST_SIGNS)}"
    if "," in one.said:
        yield "comma"
    if _COUNT in one.marks:
        yield "number"


def _by_who_does_it(
    said: Sequence[str], rules: ReplyingRules, heard: float, signs: int
) -> Iterator[str]:
    """What they did themselves is seldom the trouble, unless something in it goes wrong."""
    who = said[0] if said and said[0] in _closed(rules) else "a thing"
    signs = min(signs, _MOST_SIGNS - 1)
    loud = max(-1, min(int(heard), _LOUDEST // 2))
    yield f"begins with {who}"
    yield f"begins with {who}, signs: {signs}"
    yield f"begins with {who}, loud: {loud}"
    yield f"signs: {signs}, loud: {loud}"


def _closed(rules: ReplyingRules) -> Mapping[str, str]:
    return rules.grammar.closed if rules.grammar else {}


def _by_its_shape(one: Way, rules: ReplyingRules) -> Iterator[str]:
    """How it is built, and what the rules for telling say of it."""
    marks = f"{_BEGIN}{one.marks}{_END}"
    runs = (marks[at : at + n] for n in _RUNS for at in range(len(marks) - n + 1))
    yield from (f"shape: {run}" for run in dict.fromkeys(runs))
    yield "plain" if one.is_plain else "by a rule"
    grammar = rules.grammar
    if grammar and not grammar.told.in_line(one.marks):
        yield "does not parse"
    if grammar and grammar.torn.in_line(one.marks):
        yield "torn"


def _by_its_place(one: Way, reading: Reading) -> Iterator[str]:
    clause, text = one.clause, reading.text
    before = text[clause.sentence : clause.start].strip()
    yield f"sentence: {min(text.count('. ', 0, clause.sentence), _LATE)}"
    yield f"part: {_PARTS * clause.start // len(text)}"
    for word in words(text[max(0, clause.start - _BEFORE) : clause.start])[-_NEAR:]:
        yield f"before: {word.lower()}"
    yield "begins inside" if before else "begins a sentence"
    behind = text[clause.end : clause.end + _BEHIND]
    if behind[:1] in _STOPS or not behind.strip():
        yield "ends a sentence"
    else:
        follows = _GOES_ON.match(behind)
        yield f"goes on: {behind[:1]} {((follows and follows[1]) or '').lower()}"
        yield "goes on"
    if not text[clause.end :].strip(" .!?\n"):
        yield "ends the mail"
    if is_shown(clause.start, clause.end, reading):
        yield "shown"


def _is_wrong(one: Way, rules: ReplyingRules) -> bool:
    return rules.wrongs.in_line(one.said) is not None


def _is_garbled(one: Way, rules: ReplyingRules) -> bool:
    return one.is_plain and whole(one.said, rules) is None


def _is_told_aside(one: Way, rules: ReplyingRules) -> bool:
    return is_aside(one.said, rules)


def _is_untold(one: Way, rules: ReplyingRules) -> bool:
    return rules.untold is not None and rules.untold.is_in(one.clause.text.strip())


def _is_unfit(one: Way, rules: ReplyingRules) -> bool:
    return rules.citing is not None and rules.citing.unfit.is_in(one.clause.text.strip(EDGES))


_SLOW: Mapping[str, Callable[[Way, ReplyingRules], bool]] = {
    "wrong": _is_wrong,
    "garbled": _is_garbled,
    "aside": _is_told_aside,
    "untold": _is_untold,
    "unfit": _is_unfit,
}
"""Traits that take long patterns: for most clauses they would decide nothing."""
