"""Which kinds of draft fit: to a mail by its heat and its matter, to a promise by its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from helper.contracts import Form, Level, Promise, Reading
from helper.replying.matters import about
from helper.rulebook.pattern import Pattern
from helper.rulebook.replying import ReplyingRules
from helper.text import blank, words

SECOND_FAILURE = "second_failure"
CHAT = "chat"
"""A mail that wants nothing: neither an ask nor a trouble."""
END_OF_ROPE: Level = 4
_CALM: Level = 0
_UNEASY: Level = 1
_GREETING_WORDS = 3


@dataclass(frozen=True, slots=True)
class Absence:
    """Days the user is away: the first one, and the first one back."""

    start: date
    back: date


def level_of(reading: Reading | None, rules: ReplyingRules) -> Level:
    """The heat to answer: a promise without a mail calmly, a calm report of trouble as unease."""
    level = (reading.level if reading else None) or _CALM
    if reading and level == _CALM and _reports(reading, rules):
        return _UNEASY
    return level


def _reports(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether something is wrong already; a question may be about what could be."""
    if rules.troubles is None or reading.kind == "new_work" or rules.grief.search(reading.text):
        return False
    told = _beside_questions(reading, rules)
    named = about(reading, rules).known and rules.telling_signs.search(told)
    return bool(named or rules.troubles.search(told))


def only_asks(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail is a question and tells of nothing that went wrong, however it sounds."""
    is_calm = level_of(reading, rules) <= _UNEASY and not reading.hurts
    return is_calm and len(words(_beside_questions(reading, rules))) <= _GREETING_WORDS


def _beside_questions(reading: Reading, rules: ReplyingRules) -> str:
    """The mail with blanks for what it asks."""
    asked = (one for one in reading.asks if rules.asking is None or rules.asking.search(one.text))
    return blank(reading.text, asked).replace("’", "'")


def failed_before(reading: Reading | None) -> bool:
    """Whether a promise to this person broke in the last 90 days (001:14)."""
    return bool(reading and reading.last_time and reading.last_time.failures)


def topic_of(reading: Reading | None, rules: ReplyingRules) -> str | None:
    """``price`` or ``idea`` when the mail disputes one; there sorry is wrong (004:16, C2)."""
    if reading is None:
        return None
    return next((rule.topic for rule in rules.topics if rule.find(reading.text)), None)


def forms_for(
    reading: Reading | None, promise: Promise | None, rules: ReplyingRules, away: Absence | None
) -> tuple[Form, ...]:
    """The kinds of draft that fit, the recommended one first."""
    if promise:
        return _about_promise(promise, away)
    if reading is None or reading.level is None or reading.kind == "none":
        return ()
    if topic_of(reading, rules):
        return ("parked", "full")
    if _only_thanks(reading, rules) or is_chat(reading, rules):
        return ("thanks", "full")
    if level_of(reading, rules) == END_OF_ROPE:
        return ("acknowledge", "full")
    return ("new_work", "acknowledge") if reading.kind == "new_work" else ("full", "acknowledge")


def _about_promise(promise: Promise, away: Absence | None) -> tuple[Form, ...]:
    match promise.state:
        case "kept":
            return ("held",)
        case "broken":
            return ("recovery", "late_notice")
        case _:
            return ("away", "late_notice", "recovery") if away else ("late_notice", "recovery")


def is_chat(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail asks nothing, tells of no trouble, and is no mere thanks either.

    Better a light word that leaves the door open than a promise to look into a joke.
    """
    return (
        _says(rules.playful, reading)
        and _asks_nothing(reading)
        and (reading.kind, reading.cause) == ("support", None)
        and level_of(reading, rules) == _CALM
        and not _only_thanks(reading, rules)
        and not _says(rules.asking, reading)
    )


def _says(signs: Pattern | None, reading: Reading) -> bool:
    return bool(signs and signs.search(reading.text))


def _only_thanks(reading: Reading, rules: ReplyingRules) -> bool:
    calm = _asks_nothing(reading) and not _reports(reading, rules)
    return calm and any(rule.find(reading.text) for rule in rules.glad)


def _asks_nothing(reading: Reading) -> bool:
    return (reading.level or _CALM) <= _UNEASY and not (reading.asks or reading.hurts)
