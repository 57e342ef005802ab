"""What is wrong with single sentences: words a rule knows, and what an ear hears beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from helper.contracts import FRUSTRATED, Finding, Move, Reading
from helper.replying.checking.moves import FORMS
from helper.replying.checking.seen import Seen, note
from helper.rulebook.checklist import LintRule
from helper.text import holds, words


@dataclass(frozen=True, slots=True)
class Ear:
    """How a sentence sounds: ``breaks`` names the rule it seems to break, if it sounds cold."""

    breaks: Callable[[str], str | None]
    is_kind: Callable[[str], bool]
    mild: Ear | None = None
    """The same ear, which gives the benefit of the doubt."""


DEAF = Ear(lambda _: None, lambda _: False)

_SENTENCE_WORDS = 2
_FIX_WORDS = 6
_LETTER = 4
"""Fewer sentences don't show how a letter is meant."""
_LINE_WORDS = 5


def attuned(ear: Ear, seen: Seen) -> Ear:
    """The ear to listen to a text with: mild where most of it is kind, or nobody is hurt."""
    said = [seen.plain[start:end] for start, end in _spoken(seen)]
    is_kind = len(said) >= _LETTER and 2 * sum(map(ear.is_kind, said)) >= len(said)
    # To the calm a dry sentence is just dry.
    is_calm = seen.reading is not None and seen.level < FRUSTRATED
    return ear.mild if ear.mild and (is_kind or is_calm) else ear


def lint(seen: Seen, ear: Ear) -> Iterator[Finding]:
    """Every place of which a rule has the words; of manners once a sentence, if it isn't kind."""
    for rule in seen.rules.lint:
        if not rule.speaks(seen.reading):
            continue
        told: set[tuple[int, int]] = set()
        for found in rule.all_in(seen.plain, seen.folded):
            if rule.mirrored and _is_theirs(found[0], seen.reading):
                continue
            if rule.manners:
                place = _around(found.start(), seen)
                if place in told or _is_kind(place, seen, ear):
                    continue
                told.add(place)
            yield _finding(rule, found, seen.plain)


def _is_kind(place: tuple[int, int], seen: Seen, ear: Ear) -> bool:
    """Whether a sentence sounds kind; none that shows the writer's own anger does."""
    said, folded = seen.plain[slice(*place)], seen.folded[slice(*place)]
    return ear.is_kind(said) and not any(any(sign.all_in(said, folded)) for sign in seen.rules.heat)


def _around(at: int, seen: Seen) -> tuple[int, int]:
    """The sentence that holds a place."""
    return next(((start, end) for start, end in seen.sentences if start <= at < end), (at, at))


def overheard(seen: Seen, found: Sequence[Finding], ear: Ear) -> Iterator[Finding]:
    """Sentences that sound cold and that no rule has words for, unless the mail was calm."""
    if seen.reading and seen.level == 0:
        return
    known: list[Move | Finding] = [
        *(move for move in seen.moves if move.move in FORMS),
        *(finding for finding in found if not finding.rule.startswith(("ack.", "name."))),
    ]
    for start, end in _spoken(seen):
        if any(one.start < end and start < one.end for one in known):
            continue
        if rule := ear.breaks(seen.plain[start:end]):
            yield from _as_rule(seen, rule, start, end)


def _spoken(seen: Seen) -> Iterator[tuple[int, int]]:
    """The sentences, without a line of a few words that ends in no mark: a name or a role."""
    for start, end in seen.sentences:
        said = seen.plain[start:end]
        if len(words(said)) >= (_LINE_WORDS if said[-1].isalnum() else _SENTENCE_WORDS):
            yield start, end


def _as_rule(seen: Seen, rule: str, start: int, end: int) -> Iterator[Finding]:
    """What a rule says of a whole sentence; nothing, if the user switched the rule off."""
    if rule in seen.rules.notes:
        yield note(seen, rule, start, end)
        return
    for one in seen.rules.lint:
        if one.id == rule:
            yield Finding(
                rule=rule,
                start=start,
                end=end,
                severity="hint",
                message=one.message,
                source=one.source,
            )


def _is_theirs(said: str, reading: Reading | None) -> bool:
    return reading is not None and holds(reading.text, said)


def _finding(rule: LintRule, found: re.Match[str], text: str) -> Finding:
    return Finding(
        rule=rule.id,
        start=found.start(),
        end=found.end(),
        severity=rule.severity,
        message=rule.message,
        fix=_fix(rule, found, text[found.start() : found.end()]),
        source=rule.source,
    )


def _fix(rule: LintRule, found: re.Match[str], said: str) -> str | None:
    """What to put in place, with the capital the words had; a long place says more than that."""
    if len(words(said)) > _FIX_WORDS:
        return None
    fix = rule.fixes.get(found[0].casefold(), rule.fix)
    if not fix:
        # Words at the start of a sentence can't just go: the next word needs their capital.
        return None if fix is None or said[:1].isupper() else ""
    fix = found.expand(fix)
    return fix[:1].upper() + fix[1:] if said[:1].isupper() else fix
