"""What a reply may lift from a mail, put into the words of a reply.

Every fact is the mail's own or is left out; nothing is guessed. "my invoice" becomes "your
invoice", "three weeks" becomes "for three weeks", a whole sentence of anger becomes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from helper.contracts import Reading
from helper.replying.understanding.asked import asks_of, reason_asked, wants_of
from helper.replying.understanding.citing import cited
from helper.replying.understanding.fitting import Way
from helper.replying.understanding.heeding import heeded
from helper.replying.understanding.naming import named
from helper.replying.understanding.phrases import phrase_of
from helper.replying.understanding.signs import ITEM
from helper.replying.understanding.sincere import in_earnest
from helper.replying.understanding.telling import Told, sayable, told
from helper.replying.understanding.turning import mention, small, titled, worded
from helper.replying.understanding.written import own_words
from helper.rulebook.conventions import Asking, Calling, Telling
from helper.rulebook.replying import ReplyingRules
from helper.rulebook.understanding import Matter
from helper.text import WIDE_LETTER, alone, words

Slots = dict[str, str]
"""Known facts by the name templates use; see `helper.rulebook.replying.SLOTS`."""

_FIRST_AND_LAST = 2
_INITIAL = 2
_FEW_WORDS = 8
_EDGES = re.compile(r"^\W+|[^\w.]+$")
_CLAUSE = re.compile(r"[,.!?;:\n。，、！？]")
_DATUM = re.compile(r"\d")
_ENDED = frozenset({"kept", "answered"})
_BEFORE = 40
"""Characters before a number, to see whether it is one that is called."""


def slots_of(
    reading: Reading, rules: ReplyingRules, way: Way | None = None, event: Matter | None = None
) -> Slots:
    """The facts of ``reading`` as templates can use them; unknown ones are not there.

    ``way`` is the clause that says best what happened, where one is told back, and ``event`` what
    is known to have happened.
    """
    reading = in_earnest(reading, rules)
    duration, things = _duration(reading), _things(reading, rules)
    happened = None if rules.grammar else told(reading, rules, _gist(things))
    if happened and rules.grief.search(happened.said[0]):
        happened = None  # It has its own words.
    if not _is_told(things.get("object"), happened, reading, rules.telling):
        things = {**things, "object": None}
    wants = wants_of(reading, rules)
    found = {
        **things,
        "since": mention(duration, rules.sinces, rules),
        "span": mention(duration, rules.spans, rules),
        "rest": happened.rest if happened else None,
        **_said_back(happened, way, reading, rules, event),
        "noted": noted(reading, rules),
        "praised": mention(reading.text, rules.praised, rules),
        "stake": _stake(reading, rules),
        "impact": _impact(reading, rules),
        **_about_it(asks_of(wants, reading, rules), things.get("topic"), rules.asking),
        "why": reason_asked(wants, rules),
        "last": _last(reading, rules),
        "reference": _reference(reading, things.get("topic"), rules),
        "name": name_of(reading, rules.calling),
        "sympathy": worded(own_words(reading), rules.sympathies),
        "joy": worded(reading.text, rules.joys),
        "hello": worded(reading.text, rules.hellos),
    }
    found["heed"] = heeded(reading, found.values(), rules)
    return {name: text for name, text in found.items() if text}


def _about_it(
    asks: dict[str, str | None], topic: str | None, asking: Asking
) -> dict[str, str | None]:
    """``asks`` with the one thing asked for named by what the mail is about."""
    about, asked = asking.about, asks["asked"]
    named = about.pattern.search(topic or "") if about else None
    if about is None or named is None or not asked or asked in asking.counts:
        return asks
    return {**asks, "asked": named.expand(about.say)}


def _said_back(
    happened: Told | None,
    way: Way | None,
    reading: Reading,
    rules: ReplyingRules,
    event: Matter | None,
) -> dict[str, str | None]:
    """What went wrong, as one is sorry for it, as it is told, or as it stands."""
    wrong = happened.wrong if happened else None
    if rules.grammar is None:
        return {"wrong": wrong, "cited": cited(reading, rules, event)}
    if way is None:
        return {"wrong": wrong}
    if reading.wrongs != () and rules.wrongs.search(way.said):
        return {"wrong": way.said, "alone": way.alone}
    return {"wrong": wrong, "told": way.said, "alone": way.alone}


def capital(text: str) -> str:
    """``text`` as it begins a sentence; "ios9" among letters of Han stays as it is."""
    return text if WIDE_LETTER.search(text) else text[:1].upper() + text[1:]


def name_of(reading: Reading, calling: Calling) -> str | None:
    """What to call the writer: as they sign, else as the sender is shown (B63)."""
    named = (call_name(full, calling) for full in full_names(reading))
    return next(filter(None, named), None)


def full_names(reading: Reading) -> tuple[str, ...]:
    """As they sign, and as the sender is shown; what is not known is not there."""
    sender = reading.sender.name if reading.sender else None
    return tuple(filter(None, (reading.facts.name, sender)))


def call_name(full: str | None, calling: Calling) -> str | None:
    """The part of a full name one greets with; ``None`` for roles, handles and machines."""
    full = _EDGES.sub("", calling.beside.sub(" ", full or ""))
    full = " ".join(full.title().split() if full.isascii() and full.islower() else full.split())
    if not full or calling.not_a_name.search(full):
        return None
    ordered = calling.ordered.search(full)
    if ordered:
        full = next(name for name in ordered.groups() if name).strip()
    first, *rest = full.split(" ")
    if calling.titles.match(full):
        return full if len(rest) <= 1 else _titled(first, rest)
    is_initial = first.isascii() and len(first) <= _INITIAL and first.rstrip(".").isupper()
    if is_initial or (len(full) < _INITIAL and not ordered):
        return full if rest else None
    if full.isupper() and rest:
        return first.title()
    return capital(first) if first.isascii() else first


def _titled(title: str, names: list[str]) -> str:
    """Dr. K. Ahrens and Dr. Karin Ahrens are greeted as Dr. Ahrens; of more names none is left."""
    known = [one for one in names if not one.endswith(".")]
    return " ".join([title, *(known[1:] if len(known) == _FIRST_AND_LAST else known)])


def _gist(things: Mapping[str, str | None]) -> str | None:
    """By what a clause of theirs is known to speak of the thing: its noun."""
    short = things.get("short")
    return short.rsplit(" ", 1)[-1] if short else None


def _things(reading: Reading, rules: ReplyingRules) -> dict[str, str | None]:
    """What the mail is about, the same in short, and the same where it has the trouble."""
    if rules.grammar is None:
        thing = _object(reading, rules)
        topic = named(reading, rules)
        return {"topic": topic, "short": topic, "object": thing}
    one = phrase_of(reading, rules.grammar, rules)
    if one is None:
        return {}
    if not one.sure:
        return {"mentioned": one.said}
    return {
        "topic": one.said,
        "short": one.short,
        "object": one.said if one.has else None,
        "ailing": one.said if one.ails else None,
    }


def _object(reading: Reading, rules: ReplyingRules) -> str | None:
    """The thing it is about: theirs ("your order") only where the mail itself says so."""
    thing = reading.facts.object
    if thing is None or not _is_the_matter(thing, reading):
        return None
    at = reading.text.casefold().find(thing.casefold())
    before = reading.text[: max(at, 0)]
    if at >= 0 and not _ending(rules.calling.named.pattern).search(before):
        return None
    owner = _ending(alone(rf"{rules.calling.owned.pattern}\s*")).search(before)
    if at < 0:  # only the subject has it, with the capital of a title
        thing = small(thing) or thing
    return sayable(mention((owner[0] if owner else "") + thing, rules.objects, rules), rules)


@lru_cache(maxsize=8)
def _ending(said: str) -> re.Pattern[str]:
    """``said`` at the end of a text."""
    return re.compile(rf"(?:{said})\Z", re.IGNORECASE)


def _is_the_matter(thing: str, reading: Reading) -> bool:
    """Whether the mail is about ``thing``, and does not only mention it in passing."""
    said = [reading.subject or "", *(ask.text for ask in reading.asks)]
    said += [_around(one.start, one.end, reading.text) for one in reading.evidence]
    times = reading.text.casefold().count(thing.casefold())
    if times > 1 or (not times and not any(said)):
        return True
    # Where nothing is asked or lamented, what is named first is meant.
    said = said if any(said) else [_CLAUSE.split(reading.text, maxsplit=1)[0]]
    return any(thing.casefold() in one.casefold() for one in said)


def _is_told(thing: str | None, happened: Told | None, reading: Reading, telling: Telling) -> bool:
    """Whether ``thing`` stands in what happened or what is asked, where sentences hold so much."""
    if thing is None or happened is None or not telling.clauses_run_on:
        return True
    said = [*happened.said, *(ask.text for ask in reading.asks)]
    return any(thing in one for one in said)


def _around(start: int, end: int, text: str) -> str:
    """The lines that hold a place."""
    stop = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : stop if stop >= 0 else len(text)]


def _reference(reading: Reading, topic: str | None, rules: ReplyingRules) -> str | None:
    """The order or invoice number, when there is only one and nothing else says it."""
    facts = reading.facts
    said = [facts.object or "", topic or "", *(ask.text for ask in reading.asks)]
    if len(facts.references) != 1 or len(ITEM.findall(reading.text)) > 1:
        return None
    number = facts.references[0]
    if not re.search(rf"{re.escape(number)}(?![\w-])", f"{reading.subject}\n{reading.text}"):
        return None  # It is a part of another one, or of a name.
    before, dialled = reading.text.partition(number)[0], rules.calling.dialled
    if dialled and number in reading.text and dialled.search(before[-_BEFORE:]):
        return None
    is_tag = number[:1].isalpha() and f"#{number.casefold()}" in reading.text.casefold()
    return None if is_tag or any(number in text for text in said) else number


def _duration(reading: Reading) -> str | None:
    """How long it has gone on: only a time among the words that show the frustration.

    "A customer for ten years" is a time as well, and says nothing of how long they waited.
    """
    said = reading.facts.duration
    if said is None or not reading.evidence:
        return said
    at = reading.text.casefold().find(said.casefold())
    near = (one.start <= at + len(said) and at <= one.end for one in reading.evidence)
    return said if any(near) else None


def noted(reading: Reading, rules: ReplyingRules) -> str | None:
    """A whole calm message of few words that asks nothing, such as a number we had asked for."""
    said = " ".join(reading.text.split()).strip(" .。!！")
    if reading.level or reading.asks or len(words(said)) > _FEW_WORDS or rules.unsaid.search(said):
        return None
    if not _DATUM.search(said) or (rules.troubles and rules.troubles.search(said)):
        return None
    tells_more = rules.uncited.search(said) or rules.telling_signs.search(said)
    return None if tells_more else said


def _impact(reading: Reading, rules: ReplyingRules) -> str | None:
    """What it does to them, where the mail's own clause ends with it."""
    impact = reading.facts.impact
    if not impact or len(words(impact)) > rules.telling.impact_words:
        return None
    is_whole = rules.clause_ends.match(reading.text.partition(impact)[2])
    if not is_whole or rules.grief.search(impact):
        return None
    return sayable(mention(impact, rules.impacts, rules), rules, reading.text)


def _stake(reading: Reading, rules: ReplyingRules) -> str | None:
    """What hangs on it: the first clause that the mail's own words stand for."""
    text = own_words(reading)
    # Nothing weighs as much as a death.
    return None if rules.grief.search(text) else worded(text, rules.stakes)


def _last(reading: Reading, rules: ReplyingRules) -> str | None:
    """What the last worry was about, if it ended well as far as we know (B59)."""
    last = reading.last_time
    if last is None or not last.level or last.failures or last.outcome not in _ENDED:
        return None
    return titled(last.about, rules)
