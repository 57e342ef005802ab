"""Which one detail a mail lacks, so that work on it can begin.

"My bags are gone" lacks the flight, "it crashes" the device, "never again" what happened at all.
A reply that names nothing and asks for nothing leaves its reader where they were. Which detail is
missing was learned from mails of many trades (`helper.school.details`), by how many words of each
trade they hold, by what is heard to have gone wrong and by what they need; the table stands in
``helper/ears/weights/details``. What the mail says already is never asked for (B21).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helper.contracts import ANGRY, FRUSTRATED, Reading
from helper.ears.choosing import Traits, likeliest, shares, table
from helper.replying.understanding.forms import Understood
from helper.replying.understanding.lengths import is_post
from helper.replying.understanding.told import untold
from helper.replying.understanding.written import whole
from helper.rulebook.replying import ReplyingRules
from helper.rulebook.understanding import Detail, Held
from helper.text import words

DETAILS = "details"
VAGUE = "what"
"""The detail of a mail that tells of nothing in particular."""
_ANY = "any"
_SURE = 0.7
"""How likely a detail must be to be asked for: of strangers' posts, learned from others of them,
seven in ten of those asked for from here on were labelled so, and between .6 and this every other
one. What is asked in vain is minded more than a question is missed."""
_AS_LIKELY = 0.5
"""How likely the likeliest detail must be for the question of a matter itself: of those asked for
in strangers' posts below it, six were liked and sixteen minded."""
_LITTLE = 0.35
"""Where nothing is missing with this chance at most, something surely is."""
_HEARD = 1500
"""Characters that are listened to."""
_MOST = 3
"""More words of a trade make no difference."""
_FEW_WORDS = 40
_ADDRESSED = re.compile(r"(?<!\w)@\w+|https?://\S+")
"""Whom a post is called out to and what it links to, whose digits are no number of an order."""
_BRIEF, _LONGEST = 12, 5
"""Words of a step where a mail's length is a trait, and the most steps."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The details a mail may lack, and the share of each; the rest is that it lacks nothing."""

    details: Sequence[Detail]
    shares: Sequence[float]

    @property
    def is_something(self) -> bool:
        """Whether one of them is missing as likely as not."""
        return max(self.shares, default=0.0) >= _AS_LIKELY


@dataclass(frozen=True, slots=True)
class Missing:
    """The detail to ask for, and how."""

    detail: Detail
    asks: tuple[str, ...]
    """Empty where the mail holds all of it."""
    work: tuple[str, ...]
    """What is done with it."""
    share: float = 0.0
    """How likely it is."""
    wants: bool = False
    """Whether the question asks besides what they want to happen."""


def guess(mail: Understood, rules: ReplyingRules) -> Guess | None:
    """How likely ``mail`` lacks each detail; ``None`` where nobody has learned that."""
    known = table(DETAILS, mail.reading.language)
    if not rules.details or not known:
        return None
    found, traits = options(mail, rules)
    return Guess(found, shares(traits, known))


def missing(guess: Guess, mail: Understood, rules: ReplyingRules) -> Missing | None:
    """What ``mail`` lacks; ``None`` where nobody can tell, or nothing is missing."""
    share, at = likeliest(guess.shares)
    if share >= _SURE:
        return _of(guess.details[at], mail, rules, share)
    return _kin(guess, mail, rules)


def _kin(guess: Guess, mail: Understood, rules: ReplyingRules) -> Missing | None:
    """What does for details of one trade, of which one surely lacks."""
    if 1 - sum(guess.shares) > _LITTLE or mail.need != "mend":
        return None
    told = {one.name: share for one, share in zip(guess.details, guess.shares, strict=True)}
    for one in rules.details:
        share = sum(told.get(name, 0.0) for name in (one.name, *one.kin))
        if one.kin and share >= _SURE and _held(one, mail.reading) is None:
            asks = untold(one.kin_asks, whole(mail.reading), rules)
            return Missing(one, asks, one.work, share)
    return None


def vaguely(mail: Understood, rules: ReplyingRules) -> Missing | None:
    """What to ask who is upset in few words, none of which is of any trade."""
    reading = mail.reading
    if (reading.level or 0) < FRUSTRATED or len(words(reading.text)) > _FEW_WORDS:
        return None
    vague = [one for one in rules.details if one.name == VAGUE]
    told = any(count and one.name != VAGUE for one, count in _counted(reading, rules))
    return _of(vague[0], mail, rules) if vague and not told else None


def _of(detail: Detail, mail: Understood, rules: ReplyingRules, share: float = 0.0) -> Missing:
    is_hot = mail.level >= ANGRY or mail.reading.cause == "mistreated"
    if is_hot and detail.hot:
        return Missing(detail, detail.hot, detail.work, share, wants=True)
    held = _held(detail, mail.reading)
    asks, work = (held.asks, held.work) if held else (detail.asks, ())
    return Missing(detail, untold(asks, whole(mail.reading), rules), work or detail.work, share)


def _held(detail: Detail, reading: Reading) -> Held | None:
    """What the mail holds of it already, and so what is left to ask."""
    text = _ADDRESSED.sub(" ", whole(reading))
    found = (one for one in detail.known if one.pattern.search(text))
    first, second = next(found, None), next(found, None)
    if first and second and first.both is not None:
        return first.model_copy(update={"asks": first.both})
    return first


def options(mail: Understood, rules: ReplyingRules) -> tuple[list[Detail], list[Traits]]:
    """The details ``mail`` may lack, and what is to be said of each.

    Of a trade that no word of it belongs to it lacks nothing.
    """
    counted = _counted(mail.reading, rules)
    common = list(_common(mail))
    special = [*_special(mail), *_trades(counted), *_worded(mail, rules)]
    near = [(one, count) for one, count in counted if count or one.name == VAGUE]
    most = max((count for _, count in near), default=0)
    return [one for one, _ in near], [
        (
            *(f"{VAGUE if one.name == VAGUE else _ANY}|{trait}" for trait in common),
            *(f"{one.name}|{trait}" for trait in special),
            *(f"own {step}" for step in range(1, count + 1)),
            *(["most"] if count and count == most else []),
            one.name,
            _ANY,
        )
        for one, count in near
    ]


def _counted(reading: Reading, rules: ReplyingRules) -> list[tuple[Detail, int]]:
    """Each detail with the words of its trade that a mail holds, each counted once."""
    text = whole(reading)[:_HEARD]
    return [(one, _count(one, text)) for one in rules.details]


def _count(detail: Detail, text: str) -> int:
    found = {one[0].casefold() for one in detail.pattern.finditer(text)}
    return min(len(found), _MOST)


def _worded(mail: Understood, rules: ReplyingRules) -> Iterator[str]:
    """The words of a post, each of which may tell more than the trade it belongs to."""
    if rules.grammar is None or not is_post(mail.reading, rules):
        return
    said = (word.lower() for word in words(whole(mail.reading)))
    yield from (f"word {word}" for word in dict.fromkeys(said))


def _trades(counted: Sequence[tuple[Detail, int]]) -> Iterator[str]:
    for one, count in counted:
        yield from (f"{one.name} {step}" for step in range(1, count + 1))


def _common(mail: Understood) -> Iterator[str]:
    """What tells whether anything is missing at all."""
    reading = mail.reading
    yield f"level {mail.level}"
    yield f"need {mail.need}"
    yield f"cause {reading.cause}"
    yield f"kind {reading.kind}"
    yield f"asks {min(2, len(reading.asks))}"
    yield f"length {min(len(words(reading.text)) // _BRIEF, _LONGEST)}"
    if reading.subject:
        yield "titled"


def _special(mail: Understood) -> Iterator[str]:
    """What tells which detail is missing."""
    yield from (f"wrong {one}" for one in mail.reading.wrongs or ())
    if mail.about.matter:
        yield mail.about.matter.id
