"""What only shows in the whole: an answer left out, a term of the trade, a name signed twice.

Each of these is a hint, for a person may have a reason the text doesn't show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from helper.contracts import Finding, FoundPromise, Reading, Span
from helper.replying.checking.seen import Seen, note
from helper.rulebook.folding import fold
from helper.text import holds, meant, words

_ENOUGH_WORDS = 25
"""A shorter text is still being written: nothing is missing from it yet."""
_TELLING_WORDS = 2
"""Whether an ask with fewer of these was taken up, nobody can tell from the words: "Are you?"."""
_LABEL_LETTERS = 24
"""So far before a number may stand what it numbers: "the order I placed on Monday, 4711"."""
_CLOSINGS = 2
_SIGN_LINES = 3


def notes(seen: Seen, promises: Sequence[FoundPromise]) -> Iterator[Finding]:
    """Hints on the whole of a text."""
    if not any(promise.due for promise in promises):
        yield from _unanswered(seen)
    yield from _known_numbers(seen)
    yield from _strange_words(seen)
    yield from _signed_twice(seen)
    if seen.mailing.attached is False and (found := seen.rules.attaches.search(seen.plain)):
        yield note(seen, "proof.attachment", found.start(), found.end())


def _unanswered(seen: Seen) -> Iterator[Finding]:
    """An ask that nothing in the reply speaks of, and that is not put off to a time (B66)."""
    if seen.reading is None or len(words(seen.plain)) < _ENOUGH_WORDS:
        return
    if any(move.move == "time" for move in seen.moves):
        return
    end = len(seen.plain.rstrip())
    for ask in asks_left(seen, seen.reading):
        if len(meant(ask.text)) >= _TELLING_WORDS:
            found = note(seen, "ask.open", end, end)
            yield replace(found, message=found.message.format(ask=ask.text))


def asks_left(seen: Seen, reading: Reading) -> Sequence[Span]:
    """The asks that nothing speaks of; a last one may have an answer in words of its own."""
    said = meant(seen.plain)
    left = [ask for ask in reading.asks if not said & meant(ask.text)]
    if len(left) != 1:
        return left
    answers = sum(1 for _ in seen.rules.answers.finditer(seen.folded))
    return [] if answers >= len(reading.asks) else left


def _known_numbers(seen: Seen) -> Iterator[Finding]:
    """A number that is asked for, though it stands in the mail under the same name (B21)."""
    asking = [move for move in seen.moves if move.move == "data"]
    if seen.reading is None or not asking:
        return
    for asked in seen.rules.numbers.finditer(seen.folded):
        if not any(move.start <= asked.start() < move.end for move in asking):
            continue
        if known := _named(asked["what"], seen.reading):
            found = note(seen, "data.known", asked.start(), asked.end())
            yield replace(found, message=found.message.format(known=known))


def _named(what: str, reading: Reading) -> str | None:
    """The number in the mail before which ``what`` stands."""
    for text in (reading.subject or "", reading.text):
        for number in reading.facts.references:
            before = text.partition(number)
            if before[1] and what in fold(before[0][-_LABEL_LETTERS:]):
                return number
    return None


def _strange_words(seen: Seen) -> Iterator[Finding]:
    """Terms of the trade that nobody explains, to a customer who used none (B07, 000:69)."""
    terms = list(seen.rules.jargon.finditer(seen.plain))
    if seen.reading is None or not terms:
        return
    theirs = f"{seen.reading.subject or ''}\n{seen.reading.text}"
    if seen.rules.jargon.search(theirs):
        return
    for found in terms:
        explained = seen.plain[found.end() :].lstrip()[:1] in tuple("(（,，、")
        if not explained and not holds(theirs, found[0]):
            yield note(seen, "jargon.unknown", found.start(), found.end())


def _signed_twice(seen: Seen) -> Iterator[Finding]:
    """Two closings, or a name the client's signature brings anyway (B64)."""
    closings = [move for move in seen.moves if move.move == "sign"]
    if len(closings) >= _CLOSINGS:
        yield note(seen, "sign.twice", closings[-1].start, closings[-1].end)
        return
    me = seen.me
    own = (me, me.split(" ")[0]) if me else ()
    *before, last = seen.plain.rstrip().splitlines() or [""]
    signed = seen.is_signed_anyway or any(line.strip() in own for line in before[-_SIGN_LINES:])
    if signed and last.strip() in own:
        end = len(seen.plain.rstrip())
        yield note(seen, "sign.twice", end - len(last), end, fix="")
