"""A few of the writer's own words, said back as they stand: "My mother has not slept since".

What is quoted is never false and fits nobody else (001:8). Of all clauses the one is taken that
tells most of what went wrong, or none where none surely does: that was learned from mails in which
people chose it (`helper.school.clauses`). English tells more than it quotes (`retelling`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from helper.contracts import CALM, FRUSTRATED, UNEASY, Reading
from helper.ears.choosing import Traits, shares, table
from helper.ears.chorus import ASTRAY, Voice, chorus, totals
from helper.ears.grams import read_grams
from helper.replying.understanding.telling import Clause, clauses, is_shown, passes
from helper.replying.understanding.turning import calmed, turned, unspaced
from helper.rulebook.replying import ReplyingRules
from helper.rulebook.understanding import Citing, Matter
from helper.text import words

CLAUSES = "clauses"
"""The name of the table with what each trait of a clause weighs."""
_EDGE = "^ {} $"
"""Marks both ends of a clause for its grams: how it begins and ends tells most of it."""
_ORDERS = (1, 2)
_LIKELIEST = 3
_ASKED = ("?", "？")
_THING = "{thing}"
_OWN = 0.2
"""How likely a clause must be by itself, without the others that begin where it does."""
_SURE = 0.55
"""How large the shares of all clauses are together, where people would surely choose one."""
_MOST_SIGNS = 2
_MOST_PARTS = 4
_MOST_LOUDER, _LATE, _LOUDEST = 4, 4, 8
"""From here on it makes no difference how many are louder, how late, or how loud a clause is."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A clause, and how it would be quoted."""

    clause: Clause
    said: str


def cited(reading: Reading, rules: ReplyingRules, event: Matter | None = None) -> str | None:
    """The clause that tells most of the trouble; ``None`` where none tells enough.

    What is known to have happened, the ``event``, is told rather than a clause about something
    else, of which one is less sure.
    """
    if rules.citing is None:
        return None
    found, ears = quotes(reading, rules), _ears(reading, rules)
    told = shares(traits(found, reading, rules), table(CLAUSES, reading.language))
    worth = together([one.clause for one in found], told)
    ranked = sorted(zip(worth, [one.said for one in found], strict=True), reverse=True)
    # Where it is sure that one should be told, the choice between two good ones may be close.
    least = min(rules.citing.least, rules.citing.torn if sum(told) >= _SURE else 1.0)
    likely = (
        (said, own)
        for (whole, own), said in ranked
        if own >= _OWN and whole >= (least if _may_tell(said, event) else rules.citing.sure)
    )
    # What was learned goes by the place of a clause as well.
    is_sure = event is None or event.wide  # Else it is surer what is known to have happened.
    telling = (
        said
        for said, own in likely
        if _tells_of_trouble(said, rules, ears, sure=is_sure and own >= _SURE)
    )
    best = next((said for said in telling if passes(said, rules, reading.text)), None)
    return turned(best, rules) if best and rules.citing.told else best


def _may_tell(said: str, event: Matter | None) -> bool:
    """Whether a clause tells of the ``event``, or more than its words, which name but the thing."""
    if event is None or event.wide or any(_THING in one for one in event.that):
        return True
    return event.find(said) is not None


def quotes(reading: Reading, rules: ReplyingRules) -> list[Quote]:
    """Each clause of a mail about some trouble that may be quoted."""
    is_calm = not reading.level and not reading.wrongs
    if is_calm or not _ears(reading, rules) or rules.grief.search(reading.text):
        return []
    said = ((one, quote(one, reading, rules)) for one in clauses(reading, rules))
    return [Quote(one, words) for one, words in said if words]


def together(found: Sequence[Clause], told: Sequence[float]) -> list[tuple[float, float]]:
    """How likely people would choose each clause, by these shares.

    Those that begin at one place speak for each other; the second number tells them apart.
    """
    alike: defaultdict[int, float] = defaultdict(float)
    for share, one in zip(told, found, strict=True):
        alike[one.start] += share
    return [(alike[one.start], share) for share, one in zip(told, found, strict=True)]


def _ears(reading: Reading, rules: ReplyingRules) -> Mapping[str, Voice]:
    """Those for what is wrong with this mail, if anything is."""
    least = UNEASY if rules.citing and rules.citing.uneasy else FRUSTRATED
    if reading.wrongs == () and (reading.level or CALM) < least:
        return {}
    return ears_for_trouble(reading)


def ears_for_trouble(reading: Reading) -> Mapping[str, Voice]:
    """The ear for whether anything went wrong, and those for the likeliest of what may have."""
    known = chorus(reading.language)
    names = (ASTRAY, *(f"{ASTRAY}.{one}" for one in (reading.wrongs or ())[:_LIKELIEST]))
    return {name: known[name] for name in names if name in known}


def quote(clause: Clause, reading: Reading, rules: ReplyingRules) -> str | None:
    """The clause as it would be quoted, if it is fit for it."""
    citing = rules.citing
    if citing is None:
        return None
    if clause.length < citing.words or reading.text[clause.end : clause.end + 1] in _ASKED:
        return None
    said = citing.lead.sub("", clause.text.replace("\u2019", "'").strip(citing.edges))
    said = citing.beside.whole.sub("", said) if citing.beside else said
    if citing.unfit.is_in(said) or _introduces(said, reading, citing):
        return None
    return calmed(unspaced(said), rules)


def _introduces(said: str, reading: Reading, citing: Citing) -> bool:
    """Whether a clause only says who writes: "I'm Sudo, whom you interviewed in May"."""
    if citing.introduced is None or not citing.introduced.search(said):
        return False
    return any(part in said for part in (reading.facts.name or "").split())


def loudness(said: str, length: int, ears: Mapping[str, Voice]) -> float:
    """How loudly trouble is heard in a clause of so many words, be it short or long."""
    return loudness_of(totals(ears, read_grams(said, ears[ASTRAY].orders).distinct), length, ears)


def loudness_of(heard: Mapping[str, int], length: int, ears: Mapping[str, Voice]) -> float:
    """The same by what these ears, and perhaps others, ``heard`` in it (`totals`)."""
    loud = {name: heard[name] * ear.scale for name, ear in ears.items()}
    most = max((worth for name, worth in loud.items() if name != ASTRAY), default=0.0)
    return (loud[ASTRAY] + most) / math.sqrt(length or 1)


def _signs(said: str, rules: ReplyingRules) -> int:
    """How many different words of trouble stand in a clause, up to a few."""
    return min(len(rules.telling_signs.distinct(said)), _MOST_SIGNS)


def _tells_of_trouble(
    said: str, rules: ReplyingRules, ears: Mapping[str, Voice], *, sure: bool
) -> bool:
    """Whether a word of trouble stands in a clause, or where that will do, any is heard.

    What the writer owns, did or saw stands where a trouble could, and is none; not so where
    people would surely choose the clause.
    """
    if _signs(said, rules):
        return True
    return (sure or not _must_be_signed(rules)) and loudness(said, len(words(said)), ears) > 0


def _must_be_signed(rules: ReplyingRules) -> bool:
    return rules.citing is not None and rules.citing.signed


def traits(found: Sequence[Quote], reading: Reading, rules: ReplyingRules) -> list[Traits]:
    """What is to be said of each clause: its words, its place, and the others beside it."""
    ears = _ears(reading, rules)
    loud = [loudness(one.said, one.clause.length, ears) for one in found]
    ranks, starts = sorted(loud, reverse=True), sorted({one.clause.sentence for one in found})
    return [
        (
            *_by_its_words(one, rules, heard, ranks.index(heard)),
            *_by_its_place(one.clause, reading, starts.index(one.clause.sentence)),
        )
        for one, heard in zip(found, loud, strict=True)
    ]


def _by_its_words(one: Quote, rules: ReplyingRules, heard: float, rank: int) -> Iterator[str]:
    yield f"words: {one.clause.length}"
    yield f"loud: {max(0, min(int(heard), _LOUDEST))}"
    yield f"louder: {min(rank, _MOST_LOUDER)}"
    yield from (f"gram: {gram}" for gram in read_grams(_EDGE.format(one.said), _ORDERS).distinct)
    yield f"signs: {_signs(one.said, rules)}"
    yield from _by_its_parts(one.said, rules)
    if rules.garbled and rules.garbled.is_in(one.said):
        yield "garbled"
    if any(letter.isdigit() for letter in one.said):
        yield "number"


def _by_its_parts(said: str, rules: ReplyingRules) -> Iterator[str]:
    """How many clauses there are, where in them the trouble stands, and how they begin and end."""
    parts = rules.clause.whole.split(said)
    yield f"parts: {min(len(parts), _MOST_PARTS)}"
    yield f"first signs: {_signs(parts[0], rules)}"
    yield f"last signs: {_signs(parts[-1], rules)}"
    yield f"begins: {said[:1]}"
    yield f"begins: {said[:2]}"
    yield f"ends: {said[-1:]}"
    yield f"ends: {said[-2:]}"


def _by_its_place(clause: Clause, reading: Reading, sentence: int) -> Iterator[str]:
    text = reading.text
    yield f"sentence: {min(sentence, _LATE)}"
    if text[clause.sentence : clause.start].strip():
        yield "begins inside"
    behind = text[clause.end : clause.end + 1]
    yield f"goes on: {behind}" if behind.strip() else "ends"
    if not text[clause.end :].strip(f"{behind}\n "):
        yield "ends the mail"
    if is_shown(clause.start, clause.end, reading):
        yield "shown"
