"""The writer's own voice, learned from what was sent.

Greeting, closing, short forms, length of sentences, and how formal: only marks of the rules are
kept, never a word of the text: which greeting of the list, which closing, whether the forms
("I'm", "I am") and the sentences are mostly short, each once a mail. They lie with the sent mail
they come from, and go with it when it is forgotten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from helper.rulebook.languages import Languages
from helper.rulebook.writing import VoiceRules
from helper.sentences import sentences
from helper.text import any_of, words

_LEAST = 3
"""A habit shows after so many mails; before, drafts are worded as the rules have it."""
_CLEARLY = 0.7
_CLOSING_LINES = 5
_SENTENCE_WORDS = 2
"""Fewer are a greeting or a name."""

Mark = Literal["short", "long", "familiar", "formal", "brief", "ample"]


@dataclass(frozen=True, slots=True)
class Voice:
    """What a draft takes over; ``None`` and ``False`` mean: as the rules have it."""

    name: str | None = None
    sign: str | None = None
    long: bool = False
    """Whether the writer avoids short forms."""
    brief: bool = False
    """Whether the sentences are short."""
    familiar: bool = False
    """Whether the writer avoids formal words."""


NO_VOICE = Voice()


def marks_in(text: str, rules: VoiceRules, languages: Languages) -> tuple[str, ...]:
    """The marks of one sent text, such as ``name:Dear {name},`` and ``short``."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    if not lines:
        return ()
    text = text.replace("’", "'")
    return (
        *_frame(lines, rules),
        *_forms(text, rules.long_forms, "short", "long"),
        *_forms(text, rules.familiar_forms, "formal", "familiar"),
        *_length(text, rules, languages),
    )


def _frame(lines: list[str], rules: VoiceRules) -> Iterator[str]:
    """Greeting and closing."""
    for greeting in rules.name:
        opening, _, end = greeting.partition("{name}")
        if lines[0].startswith(opening) and lines[0].endswith(end.strip()):
            yield f"name:{greeting}"
            break
    last = {line.rstrip(",.!，。！ ").casefold() for line in lines[-_CLOSING_LINES:]}
    closings = (one for one in rules.sign if one.split("\n")[0].rstrip(",，。").casefold() in last)
    yield from (f"sign:{one}" for one in closings)


def _forms(text: str, forms: Mapping[str, str], ours: Mark, others: Mark) -> Iterator[Mark]:
    """One mark: are there more of the words drafts are written with, or of those in their place?"""
    known = {form.casefold() for form in forms}
    more = sum(
        1 if found[0].casefold() in known else -1
        for found in any_of((*forms, *forms.values())).finditer(text)
    )
    if more:
        yield ours if more > 0 else others


def _length(text: str, rules: VoiceRules, languages: Languages) -> Iterator[Mark]:
    lengths = [len(words(text[start:end])) for start, end in sentences(text, languages)]
    said = [length for length in lengths if length >= _SENTENCE_WORDS]
    if said and rules.brief_words:
        yield "brief" if sum(said) <= rules.brief_words * len(said) else "ample"


def voice_of(marks: Iterable[str]) -> Voice:
    """The habits that many mails show; marks may stand any number of times."""
    counts = Counter(marks)
    return Voice(
        name=_habit(counts, "name:"),
        sign=_habit(counts, "sign:"),
        long=_clearly(counts, "long", "short"),
        brief=_clearly(counts, "brief", "ample"),
        familiar=_clearly(counts, "familiar", "formal"),
    )


def _clearly(counts: Counter[str], mark: Mark, other: Mark) -> bool:
    return counts[mark] >= _LEAST and counts[mark] >= _CLEARLY * (counts[mark] + counts[other])


def _habit(counts: Counter[str], kind: str) -> str | None:
    kinds = {mark: n for mark, n in counts.items() if mark.startswith(kind)}
    if not kinds:
        return None
    most = max(kinds, key=lambda mark: kinds[mark])
    clear = kinds[most] >= _LEAST and kinds[most] >= _CLEARLY * sum(kinds.values())
    return most.removeprefix(kind) if clear else None


def as_said(text: str, own: Voice, rules: VoiceRules, *, calm: bool) -> str:
    """``text`` in the writer's own forms; what is familiar is not for somebody angry."""
    if own.long:
        text = _in_forms(text, rules.long_forms)
    return _in_forms(text, rules.familiar_forms) if own.familiar and calm else text


def _in_forms(text: str, forms: Mapping[str, str]) -> str:
    folded = {ours.casefold(): theirs for ours, theirs in forms.items()}
    return any_of(tuple(forms)).sub(
        lambda found: _like(found[0], folded[found[0].casefold()]), text
    )


def _like(said: str, other: str) -> str:
    return other[0].upper() + other[1:] if said[0].isupper() else other
