"""Which clause of a mail says best what happened, and how it is said back.

"The lamp that came is a dark green" is told from our side: whoever reads it back finds what
happened to them, and not an insult, a threat, an aside or half a list. Which clause is fit for it
was learned from mails in which people chose it, and from clauses that they judged
(`helper.replying.understanding.fitting`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from helper.contracts import Reading
from helper.ears.choosing import Traits
from helper.ears.chorus import Voice
from helper.replying.understanding import fitting
from helper.replying.understanding.citing import ears_for_trouble, loudness
from helper.replying.understanding.fitting import Way
from helper.replying.understanding.lengths import is_post
from helper.replying.understanding.signs import laments
from helper.replying.understanding.tagging import is_word
from helper.replying.understanding.tagging import marks as marks_of
from helper.replying.understanding.telling import (
    Clause,
    agreed,
    clauses,
    is_aside,
    passes,
    tell,
)
from helper.replying.understanding.turning import EDGES, small, tidy, turned
from helper.rulebook.grammar import Grammar
from helper.rulebook.replying import ReplyingRules
from helper.text import blank, meant, words

_NAME = "X"
_SURE, _SURER, _SUREST = 0.57, 0.65, 0.75
"""How likely a clause must be to be told: one that says that something is wrong, one with other
words of trouble, and one without any, which is as often background as it is the point."""
_SURE_OF_A_POST = 0.5
"""The same where a few lines hold but one or two: of 61 such clauses between the two, each judged
by a table that had not learned it, 36 were fit, and most others came out clumsy, not wrong."""
_MOST_OF_IT = 2
"""A clause that is half of a mail at least is its point."""
_HARDLY_LESS = 0.1
_MOST_OF_BOTH = 25
"""Words of two clauses together, where both are told."""
_SAME = 2
"""A clause repeats another if one in so many of its words with meaning stands in that one."""
_FEWEST, _MOST = 4, 17
"""Words of a clause."""
_FEW, _LONGEST = 6, 40
"""A clause of more words than the first is tried without its end too; one of more words than the
second is not read."""
_COMMA = re.compile(r"(?<=\w),(?= )")
_BARE = re.compile("A*N+(?=[RZMEVFI])")
"""A thing without its article, and what is said of it: "app won't load", not "gate 7 is shut"."""
_ASKED, _CALLED = ("?",), "@"
_ACTS, _LISTED = re.compile("[VZMEGW]"), re.compile("[NSXCQ]")
"""What shows that more than a list goes on, and what there is to list."""
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
_MOST_SLIPS = 1
_NEXT = 12
_TWO_NAMES = re.compile(r"[A-Z][a-z]+ (?!I\b)[A-Z]")
_VERB = re.compile("[ZME]|(?<=[NSXQR])V")
_QUOTE_FIRST = re.compile(r'\W*"')
_ORPHAN = re.compile("[KUI.]*(?:[ZMEV3]|R+[EV3])")
"""A verb without who does it: "received two gloves", "still get letters"."""
_ONLY_WHEN = re.compile("[IF][^QZMV3]*(?:[OT]V[^QZMV3]*)?$")
"""When it was, and not what: "after one hour of being lied to"."""
_NO_VERB_FIRST = re.compile(r"[^QVZME3]*\.K|C[NS][FIK][^QVZME3]*K(?=[DPQBN])(?!.*[ZME][AE])")
"""Half of it says nothing: "four different rooms, and your heater is dead"."""
_ONLY_A_SUM = re.compile("(?:L|C[NSX]*)[IF][^ZME]*$")
"""An amount with what it was for, and no verb: "£9 for a sandwich with one leaf in it"."""
_ONLY_A_NUMBER = re.compile("C[ZM]")
"""What is left of a thing that was numbered: "3 is dead" of "machine no. 3 is dead"."""
_ONLY_BESIDE = re.compile("[^QVZME3W]*[NSX][^QVZME3W]*W[ZM3][^VZME3]*$")
"""A thing with what is said beside it, and nothing of it: "a bill that's far too high"."""


def retold(reading: Reading, rules: ReplyingRules) -> Way | None:
    """The clause that says best what happened; ``None`` where none is surely fit for it."""
    if rules.grammar is None:
        return None
    for one in _likely(reading, rules):
        likely = iter(one)
        told = next((way for way, fit in likely if _is_trouble(way, fit, reading, rules)), None)
        if told:
            more = ((way, fit) for way, fit in likely if fit >= _SURE and _adds_to(told, way))
            beside = (way for way, fit in more if _is_trouble(way, fit, reading, rules))
            return _both(_in_full(told, rules.grammar), next(beside, None), rules.grammar)
    return None


def _likely(reading: Reading, rules: ReplyingRules) -> Iterator[list[tuple[Way, float]]]:
    """The clauses that are fit to be told, and how fit, the fittest first, in two lists.

    What the trouble does to the writer is said in words of its own, so it is told only where
    nothing else can be.
    """
    found = _ways(reading, rules)
    least = _SURE_OF_A_POST if is_post(reading, rules) else _SURE
    fits = fitting.fits(found, reading, rules, _ears(reading), least - _HARDLY_LESS)
    fit_ones = (at for at, fit in enumerate(fits) if fit >= least)
    # What is cut off tells less, and so it must be the fitter one.
    ranked = sorted(fit_ones, key=lambda at: _HARDLY_LESS * found[at].clause.cut - fits[at])
    best = [(_whole(at, found, fits), fits[at]) for at in ranked]
    for is_impact in (False, True):
        yield [(one, fit) for one, fit in best if _is_impact(one, reading) == is_impact]


def _adds_to(told: Way, other: Way) -> bool:
    """Whether another clause tells more of what happened, and both are not too long for a reply."""
    is_apart = other.clause.end <= told.clause.start or told.clause.end <= other.clause.start
    if not is_apart or len(words(told.said)) + len(words(other.said)) > _MOST_OF_BOTH:
        return False
    again = meant(told.said) & meant(other.said)
    return _SAME * len(again) < len(meant(other.said))


def _is_impact(one: Way, reading: Reading) -> bool:
    """Whether a clause says what the trouble does to the writer, or the reader took it for that."""
    impact, said = reading.facts.impact or "", one.clause.text.strip(EDGES)
    return bool(impact) and (impact in said or said in impact)


def _both(told: Way, other: Way | None, grammar: Grammar) -> Way:
    """Two clauses as one story, in the order of the mail."""
    if other is None or grammar.besides is None:
        return told
    first, then = sorted((told, _in_full(other, grammar)), key=lambda one: one.clause.start)
    said = grammar.besides.format(first=first.said, then=then.said)
    return replace(told, said=said, alone=told.said)


def _in_full(one: Way, grammar: Grammar) -> Way:
    """A clause with the article that who writes in haste left out: "app won't load"."""
    if not _BARE.match(one.marks) or not one.said[:1].islower():
        return one
    return replace(one, said=f"{grammar.article} {one.said}")


def _is_trouble(one: Way, fit: float, reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a clause may stand for the trouble: some ear or word hears any in it.

    What is that fit to be told in a post is its trouble, drily as it may be told; but not of the
    calm, who tell much that goes well: "the curtains came today".
    """
    if is_aside(one.said, rules) or not passes(one.said, rules, reading.text):
        return False
    if not reading.level:
        return laments(one.said, rules)
    said, length = one.clause.text, one.clause.length
    is_signed = rules.telling_signs.search(said) is not None
    is_heard = is_signed or loudness(said, length, _ears(reading)) >= 0
    if not is_heard and not (fit >= _SURER and is_post(reading, rules)):
        return False
    if _MOST_OF_IT * length >= len(words(blank(reading.text, reading.noise))):
        return True
    if is_signed or laments(one.said, rules):
        return fit >= _SURER or rules.wrongs.search(one.said) is not None
    return fit >= _SUREST


def _whole(at: int, found: Sequence[Way], fits: Sequence[float]) -> Way:
    """A clause with what only goes on in a list behind it: "in May", "in May, June and July".

    What makes it clearly less fit is no list: "twice, each time with the same cheerful note".
    """
    one, least = found[at], fits[at] - _HARDLY_LESS
    longer = [
        way for way, fit in zip(found, fits, strict=True) if fit >= least and _goes_on(one, way)
    ]
    return max(longer, key=lambda way: way.clause.length, default=one)


def _goes_on(one: Way, other: Way) -> bool:
    is_longer = other.clause.start == one.clause.start and other.clause.end > one.clause.end
    if not is_longer or other.is_plain != one.is_plain:
        return False
    more = other.marks[len(one.marks) :]
    if not _LISTED.match(one.marks[-1:]):  # "stuck on, one toilet" goes on from no list.
        return False
    return _LISTED.search(more) is not None and not _ACTS.search(more)


def ways(reading: Reading, rules: ReplyingRules) -> tuple[list[Way], list[Traits]]:
    """Each clause that can be said back, and what is to be said of it."""
    found = _ways(reading, rules)
    return found, fitting.traits(found, reading, rules, _ears(reading))


def _ears(reading: Reading) -> Mapping[str, Voice]:
    """Those for what is wrong with this mail; none where nothing bothers its writer."""
    return ears_for_trouble(reading) if reading.level or reading.wrongs else {}


def _ways(reading: Reading, rules: ReplyingRules) -> list[Way]:
    """Each clause that can be said back, once."""
    grammar = rules.grammar
    if grammar is None or not _ears(reading) or rules.grief.search(reading.text):
        return []
    found = clauses(reading, rules, _LONGEST)
    if is_post(reading, rules):
        found = _pieces(found, grammar)
    found = _shorter(found)
    places = {(one.start, one.end): one for one in found}.values()
    return list(filter(None, (_way(one, reading, rules, grammar) for one in places)))


def _shorter(found: Iterable[Clause]) -> Iterator[Clause]:
    """Each clause, and one that is long also as it stands before a comma in it."""
    for one in found:
        ends = [] if one.length <= _FEW else [at.start() for at in _COMMA.finditer(one.text)]
        for end in [*ends, len(one.text)]:
            said = one.text[:end]
            length = len(words(said))
            if _FEWEST <= length <= _MOST:
                yield Clause(one.sentence, one.start, said, length, one.cut)


def _pieces(found: Iterable[Clause], grammar: Grammar) -> Iterator[Clause]:
    """Each clause, and of one that runs on its parts: who writes in haste sets no marks.

    "Stuck at gate 9 since noon because the crew isn't here" tells enough before "because".
    """
    seen = set()
    for one in found:
        begins, ends = [0], [len(one.text)]
        if one.length > _FEW:
            begins += [at.end() for at in grammar.opens.finditer(one.text)]
            ends += [at.start() for at in grammar.breaks.finditer(one.text)]
        for begin, end in product(begins, ends):
            place = one.start + begin, one.start + end
            if begin < end and place not in seen:
                seen.add(place)
                said = one.text[begin:end]
                cut = len(said) < len(one.text)
                yield replace(one, start=place[0], text=said, length=len(words(said)), cut=cut)


def _way(clause: Clause, reading: Reading, rules: ReplyingRules, grammar: Grammar) -> Way | None:
    """How a clause is said back from our side; ``None`` where it cannot be."""
    behind = reading.text[clause.end : clause.end + _NEXT]
    is_unsaid = behind[:1] in _ASKED or _CALLED in clause.text
    plain = None if is_unsaid else tidy(clause.text, rules, sums=True)
    is_cut = plain and plain.count('"') % 2 and _QUOTE_FIRST.match(clause.text)
    if not plain or is_cut or grammar.contrast.search(behind):
        return None
    led = grammar.lead.sub("", plain)
    by_rule = tell(led, rules)
    said = _quiet(by_rule or _plainly(led, rules, grammar), rules, grammar)
    if said.count('"') % 2:
        said += '"'  # It hung at the edge.
    marks = marks_of(said, grammar)
    if not _VERB.search(marks) or _ORPHAN.match(marks) or _NO_VERB_FIRST.match(marks):
        return None
    if len(words(said)) < _FEWEST or _ONLY_WHEN.match(marks):
        return None
    if (
        _ONLY_BESIDE.match(marks)
        or _ONLY_A_SUM.match(marks)
        or (said[:1].isdigit() and _ONLY_A_NUMBER.match(marks))
    ):
        return None
    if _is_loose(said, grammar):
        return None
    return Way(clause, said, marks, by_rule is None)


def _plainly(plain: str, rules: ReplyingRules, grammar: Grammar) -> str:
    """A tidy clause from our side that no rule for telling knows.

    It loses the capital of what began a sentence, but not that of a name.
    """
    told = turned(plain if _begins_with_a_name(plain, grammar) else small(plain) or plain, rules)
    told = agreed(told, rules) or told
    return rules.splice.pattern.sub(rules.splice.say, told) if rules.splice else told


def _begins_with_a_name(led: str, grammar: Grammar) -> bool:
    """Whether a capital stays: "Anna Berg came" and "Berlin", but not "In May it stopped"."""
    if not led[:1].isupper() or led.split(" ", 1)[0].lower() in grammar.closed:
        return False
    return marks_of(led, grammar)[:1] == _NAME or _TWO_NAMES.match(led) is not None


def bare(clause: str, rules: ReplyingRules) -> str:
    """A clause without what leads over to it and the marks around it, in small letters."""
    said = clause.strip(EDGES)
    return (rules.grammar.lead.sub("", said) if rules.grammar else said).lower()


def _quiet(said: str, rules: ReplyingRules, grammar: Grammar) -> str:
    """Without the capitals of who shouts: DISCONNECTED in August, but not the DVLA."""
    return _SHOUTED.sub(lambda found: _calm(found[0], rules, grammar), said)


def _calm(word: str, rules: ReplyingRules, grammar: Grammar) -> str:
    small = word.lower()
    if word.title() in {*rules.times.months, *rules.times.weekdays}:
        return word.title()
    if is_word(small, grammar):
        return small
    return word.title() if is_word(word.title(), grammar) else word


def _is_loose(said: str, grammar: Grammar) -> bool:
    return sum(_is_slip(word, grammar) for word in words(said)) > _MOST_SLIPS


def _is_slip(word: str, grammar: Grammar) -> bool:
    """Whether a word in small letters is in no list of known words."""
    is_known = word in grammar.closed or is_word(word, grammar)
    return word.isalpha() and word.islower() and not is_known
