"""How a mail is understood by who answers it, and which kinds of draft fit.

To a mail these are chosen by its heat and its matter, to a promise by its state.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from helper.contracts import CALM, END_OF_ROPE, FRUSTRATED, UNEASY, Form, Level, Promise, Reading
from helper.replying.matters import About, about
from helper.replying.script import Letters, as_ours, letters_of
from helper.rulebook.folding import sentence_around
from helper.rulebook.pattern import Pattern
from helper.rulebook.replying import ReplyingRules
from helper.text import blank, printed, words

SECOND_FAILURE = "second_failure"
_GREETING_WORDS = 3
_STOP = re.compile(r"[.!)](?=\s)|[\n。！]")
_ENDS = ".!?。！？ \n"
_WONDERING_WORDS = 14
"""Why one asks, said beside the question."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Days the user is away: the first one, and the first one back."""

    start: date
    back: date


@dataclass(frozen=True, slots=True)
class Understood:
    """A mail as it is answered; found once, for the drafts and for the times they offer."""

    reading: Reading
    """In the letters and marks of the rules."""
    about: About
    level: Level
    """The heat to answer: a calm report of trouble is answered as unease, and a plain question
    calmly, however it sounds."""
    reports: bool
    """Whether something is wrong already; a question may be about what could be."""
    letters: Letters | None
    """How to answer in other letters than those of the rules."""


def understood(reading: Reading, rules: ReplyingRules, pairs: str = "") -> Understood:
    """What ``reading`` means to who answers it.

    ``pairs`` are the letters of the rules for reading: theirs, ours, apart by blanks.
    """
    letters = letters_of(reading, pairs, rules.script)
    reading = as_ours(reading, printed)
    if letters:
        reading = as_ours(reading, letters.ours)
    heard = reading.level or CALM
    found = about(reading, rules)
    reports = _reports(reading, found, rules)
    level = UNEASY if reports and heard == CALM else heard
    if heard == UNEASY and _is_plain(reading, rules):
        level = CALM
    if heard <= FRUSTRATED and not reports and _is_wish(reading, rules):
        level = CALM
    if found.harm and not _is_question(reading, rules, _GREETING_WORDS):
        level = max(heard, FRUSTRATED)
    if level != heard:
        found = about(replace(reading, level=level), rules)
    return Understood(reading, found, level, reports, letters)


def _reports(reading: Reading, found: About, rules: ReplyingRules) -> bool:
    if rules.troubles is None or reading.kind == "new_work" or rules.grief.search(reading.text):
        return False
    if _says(rules.friendly, reading) and not reading.level:
        return False
    told = _own(_beside_questions(reading, rules), rules)
    named = found.known and _laments(told, rules)
    return bool(named or rules.troubles.search(told))


def _laments(told: str, rules: ReplyingRules) -> bool:
    """Whether a text has words of trouble at all."""
    is_wrong = (rules.astray or rules.wrongs).search(" ".join(told.split()))
    return bool(is_wrong or (rules.troubles and rules.troubles.search(told)))


def _is_wish(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether a mail only wants something changed, be it by its writer's own slip or bad luck."""
    told = _own(reading.text, rules)
    hurts = (
        reading.hurts if any(told[one.start : one.end].strip() for one in reading.evidence) else ()
    )
    is_meant = told != reading.text or _says(rules.friendly, reading)
    is_mild = is_meant and not hurts and reading.cause != "mistreated"
    return is_mild and not _laments(told, rules)


def _own(text: str, rules: ReplyingRules) -> str:
    """``text`` with blanks for what befell the writer beside it: that is no trouble of ours."""
    found = (one.pattern.search(text) for one in rules.sympathies)
    for said in (sentence_around(text, *one.span()) for one in found if one):
        text = text.replace(said, " " * len(said))
    return text


def _is_plain(reading: Reading, rules: ReplyingRules) -> bool:
    """Whether an uneasy mail is a question or a wish of which nothing tells of trouble."""
    wants = _is_question(reading, rules, _GREETING_WORDS) or (
        _says(rules.wishes, reading) and not reading.hurts
    )
    return wants and reading.cause != "mistreated" and not _laments(reading.text, rules)


def only_asks(mail: Understood, rules: ReplyingRules) -> bool:
    """Whether a mail is a question and tells of nothing that went wrong, however it sounds."""
    is_calm = mail.level <= UNEASY and not mail.reading.hurts
    return is_calm and len(words(_beside_questions(mail.reading, rules))) <= _GREETING_WORDS


def only_wonders(mail: Understood, rules: ReplyingRules) -> bool:
    """Whether a calm mail wants to know something, says little else, and wants nothing done."""
    return mail.level == CALM and _is_question(mail.reading, rules, _WONDERING_WORDS)


def _is_question(reading: Reading, rules: ReplyingRules, most: int) -> bool:
    """Whether all that is asked is a question, with ``most`` words beside it."""
    if rules.questions is None or reading.hurts:
        return False
    text = reading.text
    asks = [one.text for one in reading.asks] or [text[_begins(text) :]]
    wants = rules.requests is not None and any(map(rules.requests.search, asks))
    beside = _beside_questions(reading, rules) if reading.asks else text[: _begins(text)]
    is_brief = len(words(beside)) <= most
    return is_brief and not wants and all(map(rules.questions.search, asks))


def _beside_questions(reading: Reading, rules: ReplyingRules) -> str:
    """The mail with blanks for what it asks: of an ask of many sentences for the last one."""
    asks = (one for one in reading.asks if rules.asking is None or rules.asking.search(one.text))
    asked = (replace(one, start=one.start + _begins(one.text)) for one in asks)
    return blank(reading.text, asked).replace("’", "'")


def _begins(ask: str) -> int:
    """Where the last sentence of an ask begins."""
    return max((stop.end() for stop in _STOP.finditer(ask.rstrip(_ENDS))), default=0)


def failed_before(reading: Reading | None) -> bool:
    """Whether a promise to this person broke in the last 90 days (001:14)."""
    return bool(reading and reading.last_time and reading.last_time.failures)


def topic_of(reading: Reading | None, rules: ReplyingRules) -> str | None:
    """``price`` or ``idea`` when the mail disputes one; there sorry is wrong (004:16, C2).

    Who is angry about how they were treated does not haggle, whatever the sum.
    """
    if reading is None or ((reading.level or CALM) > FRUSTRATED and reading.hurts):
        return None
    return next((rule.topic for rule in rules.topics if rule.find(reading.text)), None)


def forms_for(
    mail: Understood | None, promise: Promise | None, rules: ReplyingRules, away: Absence | None
) -> tuple[Form, ...]:
    """The kinds of draft that fit, the recommended one first."""
    if promise:
        return _about_promise(promise, away)
    if mail is None or mail.reading.level is None or mail.reading.kind == "none":
        return ()
    if topic_of(mail.reading, rules):
        return ("parked", "full")
    if _only_thanks(mail, rules) or is_idle(mail, rules) or is_chat(mail, rules):
        return ("thanks", "full") if is_chat(mail, rules) else ("thanks",)
    if mail.level == END_OF_ROPE:
        return ("acknowledge", "full")
    first: Form = "new_work" if mail.reading.kind == "new_work" else "full"
    return (first, "acknowledge")


def _about_promise(promise: Promise, away: Absence | None) -> tuple[Form, ...]:
    match promise.state:
        case "kept":
            return ("held",)
        case "broken":
            return ("recovery", "late_notice")
        case _:
            return ("away", "late_notice", "recovery") if away else ("late_notice", "recovery")


def is_chat(mail: Understood, rules: ReplyingRules) -> bool:
    """Whether a mail asks nothing, tells of no trouble, and is no mere thanks either.

    Better a light word that leaves the door open than a promise to look into a joke.
    """
    reading = mail.reading
    return (
        _says(rules.playful, reading)
        and _asks_nothing(reading)
        and (reading.kind, reading.cause) == ("support", None)
        and mail.level == CALM
        and not _only_thanks(mail, rules)
        and not _says(rules.asking, reading)
    )


def is_idle(mail: Understood, rules: ReplyingRules) -> bool:
    """Whether a mail only says that it has come through, so that there is nothing to promise."""
    return _says(rules.idle, mail.reading)


def _says(signs: Pattern | None, reading: Reading) -> bool:
    return bool(signs and signs.search(reading.text))


def _only_thanks(mail: Understood, rules: ReplyingRules) -> bool:
    if _says(rules.praise_first, mail.reading) and not mail.reading.hurts:
        return mail.level <= UNEASY
    calm = _asks_nothing(mail.reading) and not mail.reports
    return calm and any(rule.find(mail.reading.text) for rule in rules.glad)


def _asks_nothing(reading: Reading) -> bool:
    return (reading.level or CALM) <= UNEASY and not (reading.asks or reading.hurts)
