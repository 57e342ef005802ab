"""Which words of a text it is about: a span of it, found by three small ears.

One knows how such words begin, one how they end, one how they look as a whole: each hears a few
features, and what they say of a span is added up. Beside all spans stands the choice to name
none, so that shares of one in all of them tell how sure it is (as in extractive question
answering, Rajpurkar et al. 2018). Where words have no blanks between them, every letter may
begin or end a span; so this is for such languages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby, pairwise

from helper.ears.choosing import softmax
from helper.ears.chorus import WEIGHTS
from helper.ears.model import Ear
from helper.text import printed

FOLDER = WEIGHTS / "spans"

BEGIN, END, WHOLE = "begin", "end", "whole"
"""The three ears."""

OPENING = 200
"""Letters read: who writes says soon what it is about."""
LONGEST = 18
"""Letters of a span at most."""

Span = tuple[int, int]
Features = tuple[str, ...]

_EDGE = "\0"
"""Stands around lines, so that there is something beside their first and their last letter."""
_ANSWERED = re.compile(r"^(?:\w{1,3}\s*[:：]\s*)+")
"""Re:, and the like in other languages."""
_BLANKS = re.compile(r"\s+")
_SENTENCE_ENDS = frozenset("。！？!?…") | {_EDGE}
_CLAUSE_ENDS = _SENTENCE_ENDS | frozenset("，、,；;：:")
_JOINTS = frozenset(" ・-－&+/.")
"""What may stand between two letters of a name."""
_RUNS = "ad"
"""Latin letters and digits are not torn apart."""
_HOPELESS = 7.0
"""Shares fall by a factor of e for each 1 of a score: so far behind the best hardly any is left."""
_REST = 12
"""So many letters behind a place tell what is said of the words before it."""
_FAR = (4, 8, 16, 32, 64, 128)
_LONG = (10, 20, 40, 80, 160)
_OFTEN = 3
_MOST = 6
"""Counts are told apart up to here."""


@dataclass(frozen=True, slots=True)
class Nameable:
    """All that could be named in a text, and what there is to hear of it."""

    text: str
    """The subject and the opening; between them an edge, and wherever a line breaks."""
    subject: int
    """Letters of the subject."""
    kinds: str
    """Of each letter; see `_kind`."""
    places: tuple[Features, ...]
    """Of each place between two letters, the edges too."""
    where: tuple[str, ...]
    """In which clause of subject or text each place is."""
    spans: tuple[Span, ...]
    nothing: Features
    """Of naming none."""

    def look(self, span: Span) -> Features:
        """What there is to hear of a span as a whole."""
        start, end = span
        words, kinds = self.text[start:end], self.kinds[start:end]
        before, after = self.text[max(start - 2, 0) : start], self.text[end : end + 2]
        near, next_, where = before[-1:], after[:1], self.where[start]
        often = min(self.text.count(words), _OFTEN)
        return (
            *(f"{near}({next_}", f"{before}({next_}", f"{near}({after}"),
            *(f"{near}({where}", f"{where}({next_}"),
            f"long{len(words)}",
            "like" + "".join(kind for kind, _ in groupby(kinds))[:_MOST],
            f"often{often}{'' if len(words) > 1 else '.'}",
            f"titled{words in self.text[: self.subject]}{start <= self.subject}",
            *("+" + letter for letter in words[1:-1]),
        )


@dataclass(frozen=True, slots=True)
class Named:
    """Words a text may be about, and how sure that is, from 0 to 1."""

    words: str
    sure: float


def nameable(subject: str, text: str) -> Nameable:
    """What could be named in a mail. Both texts are in the letters the ears were trained on."""
    subject, body = _ANSWERED.sub("", _even(subject)), _even(text)
    whole = f"{subject}{_EDGE}{body[:OPENING]}"
    kinds = "".join(map(_kind, whole))
    clauses = tuple(_clauses(whole, len(subject)))
    return Nameable(
        whole,
        len(subject),
        kinds,
        tuple(_places(whole, kinds, clauses, len(subject))),
        tuple(clause for clause, _ in clauses),
        tuple(_spans(whole, kinds)),
        ("none", f"none{_step(len(body), _LONG)}", f"none{bool(subject)}"),
    )


def shares(found: Nameable, ears: Mapping[str, Ear]) -> dict[Span | None, float]:
    """How likely each span is meant, and that none is (``None``); together 1.

    Spans whose edges alone make them hopeless are not looked at as a whole, and left out.
    """
    begin, end = (_heard(ears[name], found.places) for name in (BEGIN, END))
    edges = {span: begin[span[0]] + end[span[1]] for span in found.spans}
    least = max(edges.values(), default=0.0) - _HOPELESS
    spans = [span for span, score in edges.items() if score >= least]
    whole = _heard(ears[WHOLE], [*map(found.look, spans), found.nothing])
    scores = [edges[span] + look for span, look in zip(spans, whole, strict=False)]
    return dict(zip([*spans, None], softmax([*scores, whole[-1]]), strict=True))


def likely(found: Nameable, ears: Mapping[str, Ear]) -> list[Named]:
    """What the text may be about, the likeliest first.

    Words that stand there twice are likelier. One is as sure of them as of all that hold them at
    their end, or are such an end themselves: the report, the exported report.
    """
    summed: dict[str, float] = defaultdict(float)
    for span, share in shares(found, ears).items():
        if span:
            summed[found.text[slice(*span)]] += share
    ordered = sorted(summed, key=lambda words: -summed[words])[:_MOST]
    return [
        Named(one, sum(summed[two] for two in summed if two.endswith(one) or one.endswith(two)))
        for one in ordered
    ]


def _heard(ear: Ear, heard: Sequence[Features]) -> list[float]:
    """What an ear says of each, all looked up at once."""
    weights = ear.weights_of(tuple(feature for one in heard for feature in one))
    sums = [0, *accumulate(weights)]
    ends = [0, *accumulate(map(len, heard))]
    return [ear.scale * (sums[end] - sums[start]) for start, end in pairwise(ends)]


def _even(text: str) -> str:
    """With the marks that are printed, single blanks, and an edge where a line breaks."""
    return _BLANKS.sub(lambda gap: _EDGE if "\n" in gap[0] else " ", printed(text).strip())


@lru_cache(maxsize=4000)
def _kind(letter: str) -> str:
    """Han, hiragana, katakana, digit, another letter, a blank, the edge or a mark."""
    if letter in "々〆ヶ" or "一" <= letter <= "鿿":
        return "H"
    if "ぁ" <= letter <= "ゖ":
        return "h"
    if "ァ" <= letter <= "ー":
        return "k"
    if letter.isalnum():
        return "d" if letter.isdigit() else "a"
    if letter == _EDGE:
        return "^"
    return "s" if letter.isspace() else "."


def _spans(text: str, kinds: str) -> Iterator[Span]:
    """Every run of letters that tears no number and no Latin word apart."""
    edges = [not _tears(kinds, at) for at in range(len(text) + 1)]
    for start in range(len(text)):
        if edges[start] and kinds[start].isalpha() and kinds[start] != "s":
            for end in range(start + 1, min(len(text), start + LONGEST) + 1):
                last = kinds[end - 1]
                if not (last.isalpha() and last != "s"):
                    if text[end - 1] not in _JOINTS or not _is_letter(kinds, end):
                        break
                elif edges[end]:
                    yield start, end


def _is_letter(kinds: str, at: int) -> bool:
    return at < len(kinds) and kinds[at] in "Hhkad"


def _tears(kinds: str, at: int) -> bool:
    return 0 < at < len(kinds) and kinds[at] == kinds[at - 1] and kinds[at] in _RUNS


def _clauses(text: str, subject: int) -> Iterator[tuple[str, int]]:
    """For each place the clause, of subject or text, and the number of the sentence."""
    sentence = clause = 0
    for at in range(len(text) + 1):
        mark = text[at - 1 : at]
        if at > subject + 1 and mark in _CLAUSE_ENDS and text[at - 2] not in _CLAUSE_ENDS:
            clause += 1
            sentence += mark in _SENTENCE_ENDS
        yield f"{'s' if at <= subject else 't'}{min(clause, _MOST)}", min(sentence, _MOST)


def _places(
    text: str, kinds: str, clauses: Iterable[tuple[str, int]], subject: int
) -> Iterator[Features]:
    """What stands around each place, and where in the mail it is."""
    wide, kinds = f"{_EDGE * 3}{text}{_EDGE * 3}", f"^^^{kinds}^^^"
    for at, (clause, sentence) in enumerate(clauses):
        mid = at + 3
        yield (
            "<" + wide[mid - 1],
            "<" + wide[mid - 2 : mid],
            "<" + wide[mid - 3 : mid],
            ">" + wide[mid],
            ">" + wide[mid : mid + 2],
            ">" + wide[mid : mid + 3],
            "|" + wide[mid - 1 : mid + 1],
            "1" + wide[mid - 2 : mid + 1],
            "2" + wide[mid - 1 : mid + 2],
            "c" + kinds[mid - 2 : mid + 2],
            "k" + kinds[mid - 1 : mid + 1],
            clause,
            f"{clause[0]}~{_step(at - subject, _FAR)}",
            f"sentence{sentence}",
            *_rest(wide[mid : mid + _REST]),
        )


def _rest(text: str) -> Iterable[str]:
    """Pairs of letters up to the end of the clause, wherever they stand there."""
    end = next((at for at, letter in enumerate(text) if letter in _CLAUSE_ENDS), len(text))
    return ["~" + text[at : at + 2] for at in range(1, end - 1)]


def _step(count: int, steps: Sequence[int]) -> int:
    """Which of the steps a count has reached."""
    return sum(count >= step for step in steps)
