"""The eight points of the reply checklist (002:36-44), and how plainly a text is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from helper.contracts import Finding, Ticks
from helper.replying.checking.greeting import is_greeted
from helper.replying.checking.moves import HEARD
from helper.replying.checking.notes import asks_left
from helper.replying.checking.seen import Seen
from helper.rulebook.checklist import Plain
from helper.rulebook.languages import Languages
from helper.rulebook.pattern import Pattern
from helper.rulebook.replying import ReplyingRules
from helper.sentences import sentences
from helper.text import holds, meant, words

HEATED = 0.6
"""From here on a text reads heated: no word of it is positive, and the panel offers a walk."""
_SIGN_LINES = 4
_NAME_WORDS = range(1, 4)


def ticks(seen: Seen, found: Sequence[Finding], heat: float, languages: Languages) -> Ticks:
    """Which points are met: its own question is answered, and no finding leaves it open."""
    moves = {move.move for move in seen.moves}
    plain = seen.rules.plain
    count = len(words(seen.plain))
    left = _left_open(seen.rules, found)
    points = {
        "their_name": is_greeted(seen) if seen.name else "name" in moves,
        "your_name": bool(count) and (_is_signed(seen) or seen.is_signed_anyway),
        "thanks": "thanks" in moves,
        "understood": _understood(seen, moves),
        "simple": bool(count) and grade(seen.plain, plain, languages) <= plain.most_grade,
        "positive": bool(count) and heat < HEATED,
        "brief": plain.least_words <= count <= plain.most_words,
        "proofread": bool(count),
    }
    return Ticks(**{tick: done and tick not in left for tick, done in points.items()})


def no_ticks() -> Ticks:
    """Where nothing can be judged."""
    names = ("their_name", "your_name", "thanks", "understood", "simple", "positive", "brief")
    return Ticks(**dict.fromkeys((*names, "proofread"), False))


def grade(text: str, plain: Plain, languages: Languages) -> float:
    """School grade of a text after Flesch and Kincaid, with this language's numbers."""
    spoken = words(text)
    if not spoken:
        return 0.0
    syllables = sum(_syllables(word, plain.syllable) for word in spoken)
    count = max(1, len(sentences(text, languages)))
    return (
        plain.per_sentence * len(spoken) / count
        + plain.per_word * syllables / len(spoken)
        + plain.base
    )


@lru_cache(maxsize=2000)
def _syllables(word: str, syllable: Pattern) -> int:
    """How many a word has, at least one; a text has many a word twice."""
    return max(1, len(syllable.findall(word)))


def _left_open(rules: ReplyingRules, found: Sequence[Finding]) -> set[str | None]:
    ticked = {rule.id: rule.tick for rule in rules.lint}
    ticked |= {rule: note.tick for rule, note in rules.notes.items()}
    return {ticked[finding.rule] for finding in found}


def _is_signed(seen: Seen) -> bool:
    """The user's name in the last lines; when it isn't known, a last line that can be a name."""
    me = seen.me
    if me is None:
        last = seen.plain.rstrip().rpartition("\n")[2].strip()
        return len(words(last)) in _NAME_WORDS and not last[0].islower() and last[-1].isalpha()
    tail = "\n".join(seen.plain.rstrip().splitlines()[-_SIGN_LINES:])
    return holds(tail, me) or holds(tail, me.split(" ")[0])


def _understood(seen: Seen, moves: set[str]) -> bool:
    """Each ask is answered, in words of its own, or put off to a time (B66)."""
    if seen.reading is None or "time" in moves:
        return bool(moves & {*HEARD, "action", "fix", "time", "thanks"})
    return bool(meant(seen.plain)) and not asks_left(seen, seen.reading)
