"""What happened to the writer, in their own words turned to our side (001:8-9, B17).

"I was charged twice for May" becomes "you were charged twice for May". Nothing is put into
other words and nothing is guessed: a clause that cannot be turned as it stands is left alone,
and so is one that speaks of us, insults, asks, or only says hello.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from helper.contracts import Reading
from helper.rulebook.replying import Mention, ReplyingRules
from helper.text import alone, unwrapped, words

_GROUP = re.compile(r"\\(?:g<)?(\d)>?")
"""A group in what a mention says: only the writer's words are turned, not ours."""
_WIDE = "[\u3040-\u30ff\u3400-\u9fff]"
_NO_BLANK = re.compile(rf"(?<={_WIDE}) (?={_WIDE})")
"""What is left of a line broken where words have no blanks between them."""

_SENTENCE = re.compile(r"[^.!?…。！？\n]+(?:\.(?=\w)[^.!?…。！？\n]+)*")
_EDGES = ' .,;:!?-"“”。，、；：！？「」…'
_UNSAID_END = re.compile(r"[^\w)%€$£]+$")
"""Emoji and dots at the end."""
_EVIDENCE = 2
_MOST_SIGNS = 3


@dataclass(frozen=True, slots=True)
class _Clause:
    """Some neighbouring clauses of one sentence, at ``start`` in the mail."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def told(reading: Reading, rules: ReplyingRules) -> str | None:
    """The clause that says most of what went wrong, from our side; ``None`` when none is safe."""
    best: tuple[int, int, str] | None = None
    for clause in _clauses(reading, rules):
        signs = _weight(clause, reading, rules)
        if signs and (best is None or (signs, -len(clause.text)) > best[:2]):
            said = sayable(mention(clause.text, rules.tellings, rules), rules)
            best = (signs, -len(clause.text), said) if said else best
    return small(_UNSAID_END.sub("", best[2])) if best else None


def sayable(said: str | None, rules: ReplyingRules) -> str | None:
    """``said``, unless the checklist would mind it: a draft is held to what the user is."""
    minded = (*rules.lint, *rules.heat)
    return said if said and not any(rule.find(said) for rule in minded) else None


def small(text: str | None) -> str | None:
    """What began a sentence there goes on with one here: without its capital."""
    return text and (text if text.isupper() else text[0].lower() + text[1:])


def _clauses(reading: Reading, rules: ReplyingRules) -> Iterator[_Clause]:
    """Every run of neighbouring clauses that may be said back, sentence by sentence."""
    text = unwrapped(reading.text)
    for sentence in _SENTENCE.finditer(text):
        stops = [stop.span() for stop in rules.clause.finditer(sentence[0])]
        begins = [0, *(end for _, end in stops)]
        ends = [*(start for start, _ in stops), len(sentence[0])]
        for first, begin in enumerate(begins):
            for end in ends[first:]:
                clause = _Clause(sentence.start() + begin, sentence[0][begin:end])
                if not _may_be_said(clause, reading, rules):
                    break
                yield clause


def _may_be_said(clause: _Clause, reading: Reading, rules: ReplyingRules) -> bool:
    if len(words(clause.text)) > rules.composing.told_words or rules.untold.search(clause.text):
        return False
    places = (*reading.noise, *reading.asks)
    return not any(one.start < clause.end and clause.start < one.end for one in places)


def _weight(clause: _Clause, reading: Reading, rules: ReplyingRules) -> int:
    """How much a clause says of the trouble; 0 when it shows none."""
    signs = len({found[0].casefold() for found in rules.telling_signs.finditer(clause.text)})
    near = (one.start < clause.end and clause.start < one.end for one in reading.evidence)
    return min(signs, _MOST_SIGNS) + (_EVIDENCE if any(near) else 0)


def mention(raw: str | None, mentions: Iterable[Mention], rules: ReplyingRules) -> str | None:
    """``raw`` by the first mention that fits, with the writer's words turned to our side."""
    text = _NO_BLANK.sub("", " ".join((raw or "").split())).strip(_EDGES)
    if not text or rules.unsaid.search(text):
        return None
    if text.isupper() and " " in text:
        text = text.lower()  # their shouting is not ours to repeat
    for one in mentions:
        if found := one.pattern.search(text):
            return _said(found, one.say, rules)
    return None


def _said(found: re.Match[str], say: str, rules: ReplyingRules) -> str:
    return _GROUP.sub(lambda group: turned(found[int(group[1])] or "", rules), say)


def turned(text: str, rules: ReplyingRules) -> str:
    """The writer's words from our side: "my order" is "your order", and the US stays the US."""
    pattern = _turning(tuple(rules.turned))
    return pattern.sub(lambda found: _turn(found[0], rules), text)


def _turn(word: str, rules: ReplyingRules) -> str:
    is_short_form = len(word) > 1 and word.isascii() and word.isupper()
    return word if is_short_form else rules.turned[word.casefold()]


@lru_cache(maxsize=8)
def _turning(keys: tuple[str, ...]) -> re.Pattern[str]:
    # Longest first, so that "i was" wins over "i".
    ordered = sorted(keys, key=len, reverse=True)
    return re.compile(alone(f"(?:{'|'.join(map(re.escape, ordered))})"), re.IGNORECASE)
