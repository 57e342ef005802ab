"""The live checklist on any text the user types (002:36-44); it advises and never blocks.

Two kinds of findings: those of single sentences (`lint`), and those only visible in the whole,
such as facts before feelings (`order`), a promise that cannot be kept (`typed`), an answer left
out (`notes`) or the wrong language (`language`). Every finding carries its rule, its source and,
where one is safe, a fix.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import reduce

from helper.contracts import Check, Finding, FoundPromise, Reading
from helper.replying.checking.greeting import names
from helper.replying.checking.language import other_language
from helper.replying.checking.lint import DEAF, Ear, attuned, lint, overheard
from helper.replying.checking.moves import moves_in
from helper.replying.checking.notes import notes
from helper.replying.checking.order import order
from helper.replying.checking.seen import NOTHING_KNOWN, Mailing, Seen, note
from helper.replying.checking.ticks import no_ticks, ticks
from helper.replying.checking.typed import Load, believed, for_others, promised
from helper.replying.understanding.facts import full_names, name_of
from helper.replying.understanding.script import as_ours
from helper.rulebook import Rulebook
from helper.rulebook.folding import fold
from helper.rulebook.replying import ReplyingRules
from helper.sentences import sentences
from helper.text import printed

_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_CITED = re.compile(r"[\"“「]([^\"“”「」\n]{4,120})[\"”」]")
_VAGUE, _TIMELESS = "time.vague", "promise.without_time"
_DOUBLED = re.compile(r"\b([^\W\d_]{2,})([ \t]+)\1\b", re.IGNORECASE)


def check(  # noqa: PLR0913 - one argument per thing the desk knows
    text: str,
    reading: Reading | None,
    book: Rulebook,
    language: str,
    *,
    me: str | None = None,
    promises: Sequence[FoundPromise] = (),
    mailing: Mailing = NOTHING_KNOWN,
    load: Load | None = None,
    ear: Ear = DEAF,
) -> Check:
    """Findings, eight ticks, the order of moves and the writer's own heat.

    Args:
        text: what the user typed, without quote and client signature; spans count in it.
        reading: the mail it answers, or ``None``.
        book: the rule book.
        language: whose rules judge the text; an unknown one gives no findings.
        me: the user's name, for the tick *your name*.
        promises: commitments found in ``text`` (B54).
        mailing: what the mail client knows of the mail beside its text.
        load: what was promised before, or ``None`` where nobody knows.
        ear: asked about sentences in which no rule found anything, and about those in which a
            rule on manners did.
    """
    if language not in book.replying:
        return Check(findings=(), ticks=no_ticks(), heat=0.0)
    text = _QUOTED.sub(lambda line: " " * len(line[0]), text)
    me = me and _letters(book, language)(me)
    seen = replace(_seen(text, reading, book, language), me=me, mailing=mailing)
    ear = attuned(ear, seen)
    found = list(lint(seen, ear))
    promises = believed(promises, found, book, language)
    found += [
        *order(seen, ear),
        *names(seen),
        *_doubled(seen),
        *promised(seen, promises, book, load, ear),
        *for_others(seen, promises, book, language),
        *notes(seen, promises),
        *other_language(seen, text, reading, book),
    ]
    found += overheard(seen, found, ear)
    found = [finding for finding in found if not _is_off(finding, seen.rules)]
    found, heat = _said_once(found), _heat(seen)
    return Check(
        findings=tuple(found),
        ticks=ticks(seen, found, heat, book.languages),
        heat=heat,
        order=seen.moves,
        language=language,
    )


def _seen(text: str, reading: Reading | None, book: Rulebook, language: str) -> Seen:
    """The text as the rules read it, beside the mail in the same letters."""
    rules, ours = book.replying[language], _letters(book, language)
    plain = ours(_without_their_words(printed(text), reading))
    folded = fold(plain)
    places = sentences(plain, book.languages)
    moves = tuple(moves_in(plain, folded, places, rules))
    seen = Seen(plain, folded, places, rules, moves)
    if reading is None:
        return seen
    reading = as_ours(reading, ours)
    name = name_of(reading, rules.calling)
    full = tuple(map(ours, full_names(reading)))
    return replace(seen, reading=reading, name=name and ours(name), full_names=full)


def _letters(book: Rulebook, language: str) -> Callable[[str], str]:
    """Writes a text in the letters of the rules, which are one set of the Chinese ones."""
    theirs = book.reading.get(language)
    return theirs.plain if theirs else str


def _said_once(found: list[Finding]) -> list[Finding]:
    """In the order of the text; of those that say the same of the same words, the longest.

    Where "soon" is marked, its promise need not be told as well to lack a time.
    """
    kept: list[Finding] = []
    vague = [one.start for one in found if one.rule == _VAGUE]
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.rule == _TIMELESS and any(one.start <= start < one.end for start in vague):
            continue
        same = (other for other in kept if other.message == one.message)
        if not any(one.end <= other.end for other in same):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.start, one.end))


def _is_off(finding: Finding, rules: ReplyingRules) -> bool:
    """Rules that are off are not even in the book; what the code finds is taken out here."""
    note = rules.notes.get(finding.rule)
    return note is not None and note.off


def _without_their_words(text: str, reading: Reading | None) -> str:
    """What the user quotes from the mail, blanked: those words aren't the user's to mend."""
    if reading is None:
        return text
    theirs = " ".join(reading.text.split())
    return _CITED.sub(
        lambda cited: (
            cited[0][0] + "-" * (len(cited[0]) - 2) + cited[0][-1]
            if cited[1].rstrip(" .,。、") in theirs
            else cited[0]
        ),
        text,
    )


def _doubled(seen: Seen) -> Iterator[Finding]:
    for found in _DOUBLED.finditer(seen.plain):
        if found[1].casefold() not in seen.rules.plain.may_double:
            yield note(seen, "proof.doubled", found.start(), found.end(), fix=found[1])


def _heat(seen: Seen) -> float:
    """0..1: each sign takes its share of what is left, so that signs add up but never pass 1."""
    signs = seen.rules.heat
    weights = (sign.weight for sign in signs for _ in sign.all_in(seen.plain, seen.folded))
    calm = reduce(lambda left, weight: left * (1 - weight), weights, 1.0)
    return round(1 - calm, 3)
