"""How a mail is understood by who answers it, and which kinds of draft fit.

To a mail these are chosen by what it needs, its heat and its matter, to a promise by its state.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from helper.contracts import CALM, END_OF_ROPE, FRUSTRATED, UNEASY, Form, Level, Promise, Reading
from helper.replying.understanding.calling import uncalled
from helper.replying.understanding.citing import cited
from helper.replying.understanding.fitting import Way
from helper.replying.understanding.lengths import is_post
from helper.replying.understanding.matters import About, about, is_heard
from helper.replying.understanding.needs import need_of
from helper.replying.understanding.retelling import retold
from helper.replying.understanding.script import Letters, as_ours, letters_of
from helper.replying.understanding.signs import (
    asks_why_it_fails,
    is_glad,
    is_heard_amiss,
    is_let_down,
    is_plain_question,
    is_slip,
    laments,
)
from helper.replying.understanding.sincere import in_earnest
from helper.replying.understanding.sounding import (
    may_be_joy,
    may_lament,
    sounds_untroubled,
    tells_of_trouble,
)
from helper.replying.understanding.telling import told
from helper.replying.understanding.when import When, when_needed
from helper.rulebook.composing import Again
from helper.rulebook.replying import ReplyingRules
from helper.rulebook.understanding import Need
from helper.text import printed

SECOND_FAILURE = "second_failure"
_ASKED_AS_WELL = frozenset({"harm", "unclear"})
"""What is heard in mails that only ask something, too."""
_MILD: frozenset[Need] = frozenset({"answer", "do", "thank"})
"""What nobody has to be sorry for, where nothing is lamented."""
_ASKED: frozenset[Need] = frozenset({"answer", "do"})


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
    """The heat to answer: what is to be mended is answered as unease at least, and a plain
    question calmly, however it sounds."""
    need: Need
    """What the reply must chiefly be."""
    when: When
    """When it is needed, in the mail's words."""
    written: str
    """The text of the mail in its own letters."""
    way: Way | None
    """The clause that says best what happened, as it can be told back."""
    letters: Letters | None
    """How to answer in other letters than those of the rules."""

    @property
    def is_call(self) -> bool:
        """Whether all that is wanted is a call."""
        return self.is_light and self.need == "do" and self.when.call is not None

    @property
    def is_light(self) -> bool:
        """Whether a few friendly lines will do: nothing is wrong, and nobody is upset."""
        return self.level == CALM and self.need in _MILD


def understood(reading: Reading, rules: ReplyingRules, pairs: str = "") -> Understood:
    """What ``reading`` means to who answers it.

    ``pairs`` are the letters of the rules for reading: theirs, ours, apart by blanks.
    """
    letters = letters_of(reading.text, pairs, rules.script)
    written = reading.text
    reading = as_ours(reading, printed)
    if letters:
        reading = as_ours(reading, letters.ours)
    reading = _as_heard(in_earnest(uncalled(reading, rules), rules), rules)
    found = about(reading, rules)
    is_told = not reading.asks and _is_live(found)
    need = need_of(reading, rules, harm=found.harm or is_told)
    way = retold(as_trouble(reading, need), rules)
    is_vague = way is None and found.event is None and not found.harm
    if need == "mend" and is_vague and may_be_joy(reading, rules):
        need = "thank"
    is_idle = _is_of_nothing(reading, found, rules, way)
    level = CALM if is_idle else _heat(reading, need, found, rules, way)
    if level != (reading.level or CALM):
        found = about(replace(reading, level=level), rules)
    when = when_needed(reading, rules)
    reading = _with_again_meant(reading, rules.composing.again)
    return Understood(reading, found, level, need, when, written, way, letters)


def as_trouble(reading: Reading, need: Need) -> Reading:
    """``reading`` as of somebody uneasy where something is to be mended, however drily told."""
    is_calm = need == "mend" and not reading.level
    return replace(reading, level=UNEASY) if is_calm else reading


def _as_heard(reading: Reading, rules: ReplyingRules) -> Reading:
    """``reading`` without the hurts that nothing of it sounds like."""
    known = rules.composing.heard_hurts
    hurts = tuple(one for one in reading.hurts if is_heard(known.get(one, ()), reading))
    return replace(reading, hurts=hurts)


def _with_again_meant(reading: Reading, again: Again | None) -> Reading:
    """``reading`` with the hurt that "again" is said of, or none where nothing came twice.

    What keeps going wrong is what happened: beside another hurt it gets no sorry of its own.
    """
    hurts = reading.hurts
    if again is None or again.hurt not in hurts or again.effort.search(reading.text):
        return reading
    shown = [one.text for one in reading.evidence if one.family == again.hurt]
    recurs = not shown or (len(hurts) == 1 and any(again.fault.search(one) for one in shown))
    meant = [again.means if one == again.hurt else one for one in hurts]
    return replace(reading, hurts=tuple(one for one in meant if recurs or one != again.means))


def _heat(
    reading: Reading, need: Need, found: About, rules: ReplyingRules, way: Way | None
) -> Level:
    """The heat to answer a mail of this need with."""
    heard = reading.level or CALM
    is_mild = rules.composing.mild_unless_told and _is_mild(reading, need, found, rules, way)
    takes_back = heard < FRUSTRATED and rules.regrets and rules.regrets.search(reading.text)
    if is_mild or (need in _MILD and takes_back):
        return CALM
    if need == "answer" and is_plain_question(reading, rules):
        return CALM
    if need == "mend":
        is_told = found.event or way or may_lament(reading) or tells_of_trouble(reading, rules)
        return max(heard, FRUSTRATED if found.harm else UNEASY) if is_told else CALM
    is_wrong = (
        _is_live(found) or is_let_down(reading, rules) or _went_wrong(reading, found, rules, way)
    )
    if need in _ASKED and is_wrong:
        return max(heard, UNEASY)
    is_calm = is_slip(reading, rules) or not (reading.hurts or laments(reading.text, rules))
    may_hurt = rules.composing.believed_by_ear and not is_calm
    is_deed = need == "do" and heard <= FRUSTRATED and not reading.hurts
    if need == "thank" or (is_deed and not may_hurt):
        return CALM
    return CALM if need in _MILD and heard <= UNEASY and is_calm else heard


def _is_of_nothing(reading: Reading, found: About, rules: ReplyingRules, way: Way | None) -> bool:
    """Whether a mild mail tells of no trouble and sounds like none: there is no need of a sorry."""
    is_mild = (reading.level or CALM) <= UNEASY and not reading.hurts
    if not is_mild or found.event or found.harm or way or _is_live(found):
        return False
    if is_heard_amiss(reading) or asks_why_it_fails(reading, rules):
        return False
    happened = told(reading, rules)
    return not (happened and happened.wrong) and sounds_untroubled(reading, rules)


def _is_mild(
    reading: Reading, need: Need, found: About, rules: ReplyingRules, way: Way | None
) -> bool:
    """Whether one is sorry for nothing: a calm line, a question or a wish that tells no trouble."""
    if (reading.level or CALM) > UNEASY or found.harm or _is_live(found):
        return False
    is_told, is_sad = _tells(reading, found, rules, way), laments(reading.text, rules)
    is_unhurt = set(reading.hurts) <= set(rules.composing.wide_hurts)
    if need == "answer" and reading.asks:
        return is_unhurt and not (is_told and is_sad)
    if need != "mend" or is_told:
        return False
    if not reading.level:
        return not (reading.asks or is_sad or is_heard_amiss(reading))
    return is_unhurt and (reading.cause == "not_knowing" or is_glad(reading, rules))


def _tells(reading: Reading, found: About, rules: ReplyingRules, way: Way | None) -> bool:
    """Whether what went wrong can be told: an event that one knows, or a clause of the mail."""
    if found.event is not None or way is not None:
        return True
    happened = told(reading, rules)
    if happened and happened.wrong:
        return True
    return rules.composing.believed_by_ear and cited(reading, rules) is not None


def _is_live(found: About) -> bool:
    """Whether it goes on while we write: somebody is in their account, or plays us on the phone."""
    return found.matter is not None and found.matter.live


def _went_wrong(reading: Reading, found: About, rules: ReplyingRules, way: Way | None) -> bool:
    """Whether something surely went wrong, however calmly it is told: heard, and told as well."""
    is_upset = rules.composing.believed_by_ear and bool(reading.level)
    may_be = is_upset and laments(reading.text, rules)
    if not may_be and not set(reading.wrongs or ()) - _ASKED_AS_WELL:
        return False
    return _tells(reading, found, rules, way)


def failed_before(reading: Reading | None) -> bool:
    """Whether a promise to this person broke in the last 90 days (001:14)."""
    return bool(reading and reading.last_time and reading.last_time.failures)


def topic_of(reading: Reading | None, rules: ReplyingRules) -> str | None:
    """``price`` or ``idea`` when the mail disputes one; there sorry is wrong (004:16, C2).

    Who is angry about how they were treated does not haggle, whatever the sum.
    """
    is_hurt = reading and (reading.hurts or reading.cause == "mistreated")
    if reading is None or ((reading.level or CALM) > FRUSTRATED and is_hurt):
        return None
    return next((rule.topic for rule in rules.topics if rule.find(reading.text)), None)


def forms_for(
    mail: Understood | None, promise: Promise | None, rules: ReplyingRules, away: Absence | None
) -> tuple[Form, ...]:
    """The kinds of draft that fit, the recommended one first."""
    if promise:
        return _about_promise(promise, away)
    if mail is None or mail.reading.level is None or _is_no_mail(mail, rules):
        return ()
    if topic_of(mail.reading, rules):
        return ("parked", "full")
    if mail.need == "thank":
        return ("thanks",) if is_glad(mail.reading, rules) else ("thanks", "full")
    if mail.level == END_OF_ROPE:
        return ("acknowledge", "full")
    return ("new_work" if _is_new(mail) else "full", "acknowledge")


def _is_no_mail(mail: Understood, rules: ReplyingRules) -> bool:
    """Whether nobody wants a reply; a question in passing may sound like talk among others."""
    if mail.reading.kind != "none" or topic_of(mail.reading, rules):
        return False
    return mail.need != "answer" or not is_post(mail.reading, rules)


def _is_new(mail: Understood) -> bool:
    """Whether it is new work to begin, and nothing to answer or to mend."""
    is_amiss = mail.need == "mend" or mail.reading.cause is not None
    is_upset = bool(mail.reading.level) and mail.level > CALM
    if mail.need == "answer" or (is_upset and is_amiss):
        return False
    return mail.reading.kind == "new_work"


def _about_promise(promise: Promise, away: Absence | None) -> tuple[Form, ...]:
    match promise.state:
        case "kept":
            return ("held",)
        case "broken":
            return ("recovery", "late_notice")
        case _:
            return ("away", "late_notice", "recovery") if away else ("late_notice", "recovery")
