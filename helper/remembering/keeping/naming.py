"""What a promise was about, as its writer names it afterwards: "the corrected invoice".

A reader with five threads open knows a late notice by what was promised, not by its time. The
words are the promise's own, lifted as they stand, without the times, which may be stale by then;
where none can be lifted, nothing is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from helper.contracts import Promise, Promised
from helper.remembering.dates.due import all_in
from helper.remembering.finding.saying import GAP, PAUSE
from helper.rulebook import Rulebook
from helper.rulebook.remembering import Telling
from helper.text import WIDE

MOST = 70
"""A longer name is the sentence once more."""
_LONGEST = 120
"""So long may be what is promised anew."""
_TIME = "◷"
_NO_BLANK = re.compile(rf"(?<=[、，]) +|(?<=[{WIDE}]) +(?=[{WIDE}])")
_GROUP = re.compile(r"\\(?:g<)?(\d)>?")


def promised(row: Promise, book: Rulebook) -> Promised:
    """What a row is about; nothing where its language or its words are not known."""
    rules = book.remembering.get(row.language)
    if rules is None:
        return Promised()
    said = row.sentence.replace(GAP, " " * len(GAP)).replace("’", "'")
    words = plain = book.plain(said, row.language)
    times = [
        (one.start, one.end)
        for one in all_in(plain, row.made, ZoneInfo(row.zone), rules, book.rhythm)
    ]
    rounds = [found.span() for rule in rules.rounds for found in rule.pattern.finditer(plain)]
    for start, end in (*times, *rounds):
        plain = plain[:start] + _TIME * (end - start) + plain[end:]
    own = words.find(row.due_text) if row.due_text else plain.find(_TIME)
    naming = rules.naming
    sentence = _Sentence(said, naming.time.sub(lambda found: _TIME * len(found[0]), plain), own)
    thing = sentence.told(naming.things)
    thing = _Sentence(thing, thing).told(naming.said) if thing else None
    if GAP in row.sentence:  # A deed without its middle is none.
        return Promised(thing=thing)
    # What comes every week is late once: its sentence with one new time would say another thing.
    anew = None if rounds else sentence.told(naming.anew, _LONGEST)
    return Promised(thing=thing, pledge=sentence.told(naming.pledges), anew=anew)


def things_of(rows: Iterable[Promise], book: Rulebook) -> dict[int, str]:
    """What rows are about, by their numbers; those of which it is not known are left out."""
    named = ((row.id, promised(row, book).thing) for row in rows)
    return {number: thing for number, thing in named if thing}


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What was said, the same as the rules read it with every time a row of ◷, and its own time."""

    said: str
    plain: str
    own: int = -1

    def told(self, ways: Iterable[Telling], most: int = MOST) -> str | None:
        """By the way that fits nearest to the time it is due, and in one clause with it."""
        found = (
            (self._far(one), number, one, way.say)
            for number, way in enumerate(ways)
            for one in way.pattern.finditer(self.plain)
            if not self._is_parted(one)
        )
        nearest = min(found, key=lambda one: one[:2], default=None)
        if nearest is None:
            return None
        _, _, match, say = nearest
        told = " ".join(_GROUP.sub(lambda group: self._lifted(match, int(group[1])), say).split())
        return told if 0 < len(told) <= most else None

    def _far(self, found: re.Match[str]) -> int:
        return 0 if self.own < 0 else max(found.start() - self.own, self.own - found.end(), 0)

    def _is_parted(self, found: re.Match[str]) -> bool:
        """Whether a pause stands between the time and what was found."""
        if self.own < 0 or found.start() <= self.own <= found.end():
            return False
        between = sorted((self.own, found.start() if self.own < found.start() else found.end()))
        return PAUSE.search(self.plain, *between) is not None

    def _lifted(self, found: re.Match[str], group: int) -> str:
        """What was written there, without the times."""
        start, end = found.span(group)
        kept = (
            " " if sign == _TIME else letter
            for sign, letter in zip(self.plain[start:end], self.said[start:end], strict=True)
        )
        return _NO_BLANK.sub("", " ".join("".join(kept).split()))
