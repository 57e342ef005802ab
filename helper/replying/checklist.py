"""The live checklist on any text the user types (002:36-44); it advises and never blocks.

Two kinds of findings: words a lint rule knows, and things only visible in the whole, such as
facts before feelings (B14, B15, B21) or a name that isn't theirs (B63). Every finding carries
its rule, its source and, where one is safe, a fix.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import reduce

from helper.contracts import Check, Finding, FoundPromise, Level, Move, Reading, Ticks
from helper.replying.facts import name_of
from helper.replying.notes import NOTHING_KNOWN, Mailing, meant, notes
from helper.replying.script import as_ours
from helper.replying.seen import Seen, note
from helper.rulebook import Rulebook
from helper.rulebook.base import fold
from helper.rulebook.languages import Languages
from helper.rulebook.replying import CueRule, LintRule, Plain, ReplyingRules
from helper.text import holds, sentences, words

HEARD = frozenset({"sorry", "understanding", "alliance"})
"""Moves that show the writer was heard."""
COLD = frozenset({"data", "fix", "question"})
"""Moves that must wait until then (B14, B21)."""
WARM = frozenset(
    {"name", "sorry", "alliance", "action", "thanks", "time", "choice", "question", "sign"}
)
"""Moves whose words are sure enough that no ear is asked about them."""
_FRUSTRATED: Level = 2
_UNEASY: Level = 1

_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_CITED = re.compile(r"[\"“「]([^\"“”「」\n]{4,120})[\"”」]")
_DOUBLED = re.compile(r"\b([^\W\d_]{2,})([ \t]+)\1\b", re.IGNORECASE)
_WORD_CHARS = re.compile(r"\w+")
_SENTENCE_WORDS = 3
_SIGN_LINES = 4
_NAME_WORDS = range(1, 4)


def check(  # noqa: PLR0913 - one argument per thing the desk knows
    text: str,
    reading: Reading | None,
    book: Rulebook,
    language: str,
    *,
    me: str | None = None,
    promises: Sequence[FoundPromise] = (),
    mailing: Mailing = NOTHING_KNOWN,
    is_cold: Callable[[str], bool] = lambda _: False,
) -> Check:
    """Findings, eight ticks, the order of moves and the writer's own heat.

    Args:
        text: what the user typed, without quote and client signature; spans count in it.
        reading: the mail it answers, or ``None``.
        book: the rule book.
        language: whose rules judge the text; an unknown one gives no findings.
        me: the user's name, for the tick *your name*.
        promises: commitments found in ``text``; one without a time is noted (B54).
        mailing: what the mail client knows of the mail beside its text.
        is_cold: whether a sentence sounds like those nobody wants to get, asked where no rule
            found anything.
    """
    if language not in book.replying:
        return Check(findings=(), ticks=_no_ticks(), heat=0.0)
    rules = book.replying[language]
    plain = _QUOTED.sub(lambda line: " " * len(line[0]), text)
    plain = _without_their_words(plain, reading)
    if theirs := book.reading.get(language):  # the rules are in one set of Chinese letters
        plain, me = theirs.plain(plain), me and theirs.plain(me)
        reading = reading and as_ours(reading, theirs.plain)
    folded = fold(plain)
    moves = tuple(_moves(plain, folded, rules, book.languages))
    name = name_of(reading, rules.composing) if reading else None
    name = name and theirs.plain(name) if theirs else name
    seen = Seen(plain, folded, rules, moves, reading, name)
    found = [
        *_lint(seen),
        *_order(seen),
        *_names(seen),
        *_doubled(seen),
        *_timeless(seen, promises),
        *notes(seen, book, language, promises, mailing, me),
    ]
    found += _cold(seen, found, book.languages, is_cold)
    found = [finding for finding in found if not _is_off(finding, rules)]
    found.sort(key=lambda finding: (finding.start, finding.end))
    return Check(
        findings=tuple(found),
        ticks=_ticks(seen, found, me, book.languages),
        heat=_heat(plain, folded, rules),
        order=moves,
        language=language,
    )


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


def _moves(text: str, folded: str, rules: ReplyingRules, languages: Languages) -> Iterator[Move]:
    """What each sentence does; sentences no cue knows are left out."""
    for start, end in sentences(text, languages):
        cue = next((cue for cue in rules.cues if _is_cue(cue, text, folded, (start, end))), None)
        if cue:
            yield Move(move=cue.move, start=start, end=end)


def _is_cue(cue: CueRule, text: str, folded: str, place: tuple[int, int]) -> bool:
    start, end = place
    whole = text if cue.raw else folded
    if cue.move == "sign":  # a closing and the name under it are two lines, not one sentence
        return bool(cue.pattern.match(whole[start:]))
    return bool(cue.pattern.search(whole[start:end]))


def _lint(seen: Seen) -> Iterator[Finding]:
    for rule in seen.rules.lint:
        if seen.level >= rule.from_level:
            for found in rule.all_in(seen.plain, seen.folded):
                if not (rule.mirrored and _is_theirs(found[0], seen.reading)):
                    yield _finding(rule, found, seen.plain)


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
    """What to put in place, with the capital the words had."""
    fix = rule.fixes.get(found[0].casefold(), rule.fix)
    if not fix:
        # Words at the start of a sentence can't just go: the next word needs their capital.
        return None if fix is None or said[:1].isupper() else ""
    fix = found.expand(fix)
    return fix[:1].upper() + fix[1:] if said[:1].isupper() else fix


def _order(seen: Seen) -> Iterator[Finding]:
    """Heard first: to a frustrated mail, feeling before fact, question and fix (B14-B22)."""
    if seen.level < _UNEASY or not seen.plain.strip():
        return
    heard = [move.start for move in seen.moves if move.move in HEARD]
    if heard:
        cold = (move for move in seen.moves if move.move in COLD and move.start < heard[0])
        for move in cold:
            yield note(seen, "ack.late", move.start, move.end)
    elif seen.level >= _FRUSTRATED or any(move.move in COLD for move in seen.moves):
        fix = next((move for move in seen.moves if move.move == "fix"), None)
        at = fix or _first(seen)
        yield note(seen, "ack.fix_only" if fix else "ack.missing", at.start, at.end)
    yield from _brushed_off(seen)


def _brushed_off(seen: Seen) -> Iterator[Finding]:
    short = len(words(seen.plain)) < seen.rules.plain.brush_off_words
    if seen.level >= _FRUSTRATED and short:
        yield note(seen, "ack.brush_off", 0, len(seen.plain.rstrip()))


def _cold(
    seen: Seen, found: Sequence[Finding], languages: Languages, is_cold: Callable[[str], bool]
) -> Iterator[Finding]:
    """To a frustrated mail, sentences that sound cold and that no rule has words for."""
    if seen.level < _FRUSTRATED:
        return
    known: list[Move | Finding] = [
        *(move for move in seen.moves if move.move in WARM),
        *(finding for finding in found if not finding.rule.startswith(("ack.", "name."))),
    ]
    for start, end in sentences(seen.plain, languages):
        if any(one.start < end and start < one.end for one in known):
            continue
        said = seen.plain[start:end].strip()
        if len(words(said)) >= _SENTENCE_WORDS and is_cold(said):
            yield note(seen, "tone.cold", start, end)


def _first(seen: Seen) -> Move:
    """The first sentence after the greeting: where the acknowledgement belongs."""
    greeting = next((move for move in seen.moves if move.move == "name"), None)
    start = greeting.end if greeting else 0
    rest = seen.plain[start:]
    start += len(rest) - len(rest.lstrip())
    end = seen.plain.find("\n", start)
    return Move(move="", start=start, end=end if end > start else len(seen.plain))


def _names(seen: Seen) -> Iterator[Finding]:
    greeting = next((move for move in seen.moves if move.move == "name"), None)
    if seen.name is None or holds(seen.plain, seen.name):
        return
    if greeting is None:
        yield note(seen, "name.missing", 0, 0)
    elif _calls_someone(_span(seen, greeting), seen.rules.plain):
        yield note(seen, "name.wrong", greeting.start, greeting.end)
    else:
        yield note(seen, "name.missing", greeting.start, greeting.end)


def _calls_someone(greeting: str, plain: Plain) -> bool:
    """Whether a greeting holds a name: by its capital, or as the language says."""
    if plain.called:
        return bool(plain.called.search(greeting))
    return any(word[0].isupper() for word in words(greeting)[1:])


def _doubled(seen: Seen) -> Iterator[Finding]:
    for found in _DOUBLED.finditer(seen.plain):
        if found[1].casefold() not in seen.rules.plain.may_double:
            yield note(seen, "proof.doubled", found.start(), found.end(), fix=found[1])


def _timeless(seen: Seen, promises: Sequence[FoundPromise]) -> Iterator[Finding]:
    """A commitment without a time, unless a time is given for the whole of the reply (B54)."""
    if any(promise.due for promise in promises):
        return
    for promise in promises:
        yield note(seen, "promise.without_time", promise.start, promise.end)


def _ticks(seen: Seen, found: Sequence[Finding], me: str | None, languages: Languages) -> Ticks:
    moves = {move.move for move in seen.moves}
    plain = seen.rules.plain
    count = len(words(seen.plain))
    left = _left_open(seen.rules, found)
    ticks = {
        "their_name": holds(seen.plain, seen.name) if seen.name else "name" in moves,
        "your_name": _signed(seen, me),
        "thanks": "thanks" in moves,
        "understood": _understood(seen, moves),
        "simple": bool(count) and grade(seen.plain, plain, languages) <= plain.most_grade,
        "positive": bool(count),
        "brief": plain.least_words <= count <= plain.most_words,
        "proofread": bool(count),
    }
    return Ticks(**{tick: done and tick not in left for tick, done in ticks.items()})


def _left_open(rules: ReplyingRules, found: Sequence[Finding]) -> set[str | None]:
    ticks = {rule.id: rule.tick for rule in rules.lint}
    ticks |= {rule: note.tick for rule, note in rules.notes.items()}
    return {ticks[finding.rule] for finding in found}


def _no_ticks() -> Ticks:
    names = ("their_name", "your_name", "thanks", "understood", "simple", "positive", "brief")
    return Ticks(**dict.fromkeys((*names, "proofread"), False))


def _signed(seen: Seen, me: str | None) -> bool:
    """The user's name in the last lines; when it isn't known, a last line that can be a name."""
    if me is None:
        last = seen.plain.rstrip().rpartition("\n")[2].strip()
        return len(words(last)) in _NAME_WORDS and not last[0].islower() and last[-1].isalpha()
    tail = "\n".join(seen.plain.rstrip().splitlines()[-_SIGN_LINES:])
    return holds(tail, me) or holds(tail, me.split(" ")[0])


def _understood(seen: Seen, moves: set[str]) -> bool:
    """Each ask is answered, in words of its own, or put off to a time (B66)."""
    if seen.reading is None or "time" in moves:
        return bool(moves & {*HEARD, "action", "fix", "time", "thanks"})
    said = meant(seen.plain)
    return bool(said) and all(said & meant(ask.text) for ask in seen.reading.asks)


def grade(text: str, plain: Plain, languages: Languages) -> float:
    """School grade of a text after Flesch and Kincaid, with this language's numbers."""
    spoken = words(text)
    if not spoken:
        return 0.0
    syllables = sum(max(1, len(plain.syllable.findall(word))) for word in spoken)
    count = max(1, len(sentences(text, languages)))
    return (
        plain.per_sentence * len(spoken) / count
        + plain.per_word * syllables / len(spoken)
        + plain.base
    )


def _heat(text: str, folded: str, rules: ReplyingRules) -> float:
    """0..1: each sign takes its share of what is left, so that signs add up but never pass 1."""
    weights = (rule.weight for rule in rules.heat for _ in rule.all_in(text, folded))
    calm = reduce(lambda left, weight: left * (1 - weight), weights, 1.0)
    return round(1 - calm, 3)


def _span(seen: Seen, move: Move) -> str:
    return seen.plain[move.start : move.end]
