"""The target table: what every draft owes its reader, counted over labelled mails.

These numbers come from the same rules that made the drafts, so they prove that the rules are
followed, not that people feel heard; only a blind comparison with real replies can.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import combinations
from random import Random
from zoneinfo import ZoneInfo

from helper.contracts import Check, Draft, FoundPromise, Reading, Span
from helper.language import language_of
from helper.reading.reader import read
from helper.remembering.finding.promises import find
from helper.replying.checking.checklist import check
from helper.replying.checking.moves import HEARD
from helper.replying.checking.ticks import grade
from helper.replying.composing.cases import Known, seed
from helper.replying.composing.drafting import runs_of
from helper.replying.composing.sorries import sorries_in
from helper.replying.composing.timeline import offer
from helper.replying.composing.variety import Lately, Run
from helper.replying.understanding.facts import slots_of
from helper.replying.understanding.forms import understood
from helper.replying.understanding.sincere import in_earnest
from tests.books import the_book
from tests.reading.labelled import Labelled, labelled
from tests.replying.readings import drafts, telling_words

LANGUAGES = ("en", "zh", "ja")
NAMES = {"en": "Maya", "zh": "陈晨", "ja": "佐藤"}
ZONE = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
APART = timedelta(minutes=25)
"""Thirty mails fill a morning and more, as they do."""
_FOR_THIRTY = 45
"""So many mails hold thirty that want an answer."""
BANNED = {
    "sorry.we": "we-apology",
    "sorry.fault": "fault",
    "sorry.liability": "fault",
    "sorry.money": "refund",
    "sorry.you_are_right": "you are right",
    "boiler.inconvenience": "inconvenience",
}
_SORRY = re.compile(r"抱歉|[对對]不起|申し訳|お詫び")
"""In Chinese and Japanese one word of sorry stands for all that is named before it."""
_SILENT = frozenset({"name", "sign"})
_NO_SORRY = frozenset({"thanks", "parked"})


@dataclass(frozen=True)
class Case:
    """The recommended draft for one mail, and what the checklist and the ledger see in it."""

    id: str
    reading: Reading
    draft: Draft
    seen: Check
    promises: tuple[FoundPromise, ...]

    @property
    def hot(self) -> bool:
        """Whether the mail is frustrated and wants a sorry."""
        level = understood(self.reading, the_book().replying[self.reading.language]).level
        return bool(level) and self.draft.form not in _NO_SORRY

    @property
    def asks(self) -> tuple[Span, ...]:
        """What it asks in earnest."""
        rules = the_book().replying[self.reading.language]
        return in_earnest(self.reading, rules).asks

    @property
    def is_light(self) -> bool:
        """Whether it is a plain question or request, which is named in its own words."""
        return understood(self.reading, the_book().replying[self.reading.language]).is_light

    @property
    def owed(self) -> int:
        """How many sorries: one per distinct hurt, two at most, one for somebody's harm (C1)."""
        book, language = the_book(), self.reading.language
        rules = book.replying[language]
        mail = understood(self.reading, rules, book.reading[language].letters)
        if mail.about.harm or rules.grief.search(self.reading.text):
            return 1
        own = [one for one in mail.reading.hurts if one not in rules.composing.wide_hurts]
        return min(2, max(1, len(own)))

    @property
    def runs(self) -> frozenset[Run]:
        """Every six words in a row, or as many Han and kana as six words take."""
        return runs_of(self.draft, the_book().replying[self.reading.language])

    @property
    def body(self) -> str:
        """The draft without the name on top and the closing."""
        moves = (one for one in self.draft.moves if one.move not in _SILENT)
        return " ".join(self.draft.text[one.start : one.end] for one in moves)


@cache
def cases(language: str) -> tuple[Case, ...]:
    """A draft for each labelled mail that wants an answer, written one after the other."""
    return _written(language, labelled(language))


@cache
def shuffled(language: str, number: int) -> tuple[Case, ...]:
    """The first thirty in another order, which is no order that words were chosen for."""
    mails = list(labelled(language))
    Random(number).shuffle(mails)
    return _written(language, mails[:_FOR_THIRTY])[:30]


def _written(language: str, mails: Iterable[Labelled]) -> tuple[Case, ...]:
    made: list[Case] = []
    lately = Lately()
    for number, mail in enumerate(mails):
        now = MONDAY + number % 60 * APART
        reading = read(replace(mail.mail, received=now), the_book())
        if reading.language == language and reading.kind not in (None, "none"):
            case = _case(mail.id, reading, now, lately)
            lately.note(seed(reading, None), case.runs)
            made.append(case)
    return tuple(made)


def _case(name: str, reading: Reading, now: datetime, lately: Lately) -> Case:
    book, language = the_book(), reading.language
    times = offer(reading.kind or "support", [], book, ZONE, now, language=language)
    me = NAMES[language]
    letters = book.reading[language].letters
    known = Known(me=me, lately=lately.before(seed(reading, None)))
    draft = drafts(reading, times, book.replying[language], known, letters=letters)[0]
    promises = tuple(find(draft.text, now, ZONE, book, language))
    seen = check(draft.text, reading, book, language, me=me, promises=promises)
    return Case(name, reading, draft, seen, promises)


@cache
def table(language: str) -> dict[str, float]:
    """The numbers of the target table; shares are 0..1."""
    all_, hot = cases(language), [case for case in cases(language) if case.hot]
    timed = [case for case in all_ if any(one.move == "time" for one in case.draft.moves)]
    promised = [one for case in all_ for one in case.promises]
    asking = [(case, ask.text) for case in all_ for ask in case.asks]
    found = [BANNED.get(one.rule) for case in all_ for one in case.seen.findings]
    return {
        "drafts": len(all_),
        "heard in the first sentence": share(hot, heard_first),
        "data asked for before": share(all_, data_first),
        "we-apologies": found.count("we-apology"),
        "promises with a time": share(promised, lambda one: one.due is not None),
        "times with a choice": share(timed, _chooses),
        "inconvenience": found.count("inconvenience"),
        "fault, refund, you are right": sum(
            found.count(one) for one in ("fault", "refund", "you are right")
        ),
        "invented numbers": sum(len(invented(case)) for case in all_),
        "asks named or put off": share(asking, lambda pair: taken_up(*pair)),
        "own words, most": max(overlap(case) for case in all_ if not case.is_light),
        "own words, none": sum(overlap(case) == 0 for case in all_),
        "sorries a hurt": sorries(hot),
        "words of sorry, most": max(len(_SORRY.findall(case.body)) for case in all_),
        "words, least": min(case.draft.words for case in all_),
        "words, most": max(case.draft.words for case in all_),
        "grade, most": max(_grade(case) for case in all_),
        "language match": share(all_, _same_language),
        "shared runs, mean pair": similarity(all_),
        "shared runs, thirty drafts": shared_runs(all_[:30]),
        "findings of the checklist": len([one for case in all_ for one in case.seen.findings]),
    }


def share(things: Sequence[object], holds: Callable[..., bool]) -> float:
    """Of ``things``, the part for which ``holds``; 1 when there are none."""
    return sum(map(holds, things)) / len(things) if things else 1.0


def heard_first(case: Case) -> bool:
    """The first sentence after the name says sorry, or shows that the mail was read."""
    order = [one.move for one in case.seen.order if one.move != "name"]
    return bool(order) and order[0] in HEARD


def data_first(case: Case) -> bool:
    """Something is asked for, or a fix given, before anything was heard."""
    order = [one.move for one in case.seen.order]
    heard = [at for at, move in enumerate(order) if move in HEARD | {"thanks"}]
    cold = [at for at, move in enumerate(order) if move in {"data", "fix"}]
    return bool(cold) and (not heard or cold[0] < heard[0])


def invented(case: Case) -> list[str]:
    """Numbers in the draft that are neither in the mail nor in the times offered."""
    labels = " ".join(option.label for option in case.draft.times)
    known = f"{case.reading.text} {case.reading.subject or ''} {labels}"
    return [one for one in re.findall(r"\d+", case.draft.text) if one not in known]


def taken_up(case: Case, ask: str) -> bool:
    """The ask is named, by words of its own or by what it is about, or counted and put off."""
    rules = the_book().replying[case.reading.language]
    ask, said = _plain(ask, case), _plain(case.body, case)
    asking = rules.asking
    counts = (*asking.counts, *asking.others, asking.one_question, asking.one_request)
    counted = any(count and count in said for count in counts)
    named = [one.say for one in rules.weighed if one.pattern.search(ask)] or [ask]
    topic = slots_of(case.reading, rules).get("topic") if asking.about else None
    counted = counted or bool(topic and _plain(topic, case) in said)
    return counted or any(telling_words(one) & telling_words(said) for one in named)


def overlap(case: Case) -> float:
    """Of the words with meaning in the draft, the part that the writer used (C8)."""
    ours, theirs = (telling_words(_plain(one, case)) for one in (case.body, case.reading.text))
    return len(ours & theirs) / len(ours)


def _plain(text: str, case: Case) -> str:
    """In one set of letters, so that traditional and simplified Chinese can be compared."""
    return the_book().reading[case.reading.language].plain(text)


def sorries(hot: Sequence[Case]) -> float:
    """Hurts a draft is sorry for, for each one owed."""
    said = sum(len(_named(case)) for case in hot)
    return said / sum(case.owed for case in hot)


def _named(case: Case) -> frozenset[str]:
    rules = the_book().replying[case.reading.language]
    return sorries_in(_plain(case.body, case), rules)


def similarity(made: Sequence[Case]) -> float:
    """The mean share of runs that two drafts have in common; names and closings don't count."""
    runs = [case.runs for case in made if case.runs]
    shares = [len(one & other) / min(len(one), len(other)) for one, other in combinations(runs, 2)]
    return sum(shares) / len(shares)


def shared_runs(made: Sequence[Case]) -> int:
    """How many runs stand in more than one of ``made``."""
    pairs = combinations([case.runs for case in made], 2)
    return len({run for one, other in pairs for run in one & other})


def _chooses(case: Case) -> bool:
    return any(one.move == "choice" for one in case.draft.moves)


def _grade(case: Case) -> float:
    book = the_book()
    plain = book.replying[case.reading.language].plain
    return round(grade(case.draft.text, plain, book.languages), 1)


def _same_language(case: Case) -> bool:
    written = language_of(case.draft.text, the_book().languages)
    return case.reading.language == case.draft.language == written


def bad(language: str) -> dict[str, list[str]]:
    """What falls short, by target, for a look at it."""
    found: dict[str, list[str]] = {}
    for case in cases(language):
        asks = [ask.text for ask in case.asks if not taken_up(case, ask.text)]
        wrong = {
            "not heard first": case.hot and not heard_first(case),
            "findings": bool(case.seen.findings),
            "timeless": any(one.due is None for one in case.promises),
            "asks": bool(asks),
            "own words": overlap(case) == 0,
            "brief": not 50 <= case.draft.words <= 125,
        }
        for name in (name for name, is_so in wrong.items() if is_so):
            said = [one.rule for one in case.seen.findings], [one.text for one in case.promises]
            found.setdefault(name, []).append(f"{case.id}: {asks} {said}\n{case.draft.text}\n")
    return found


if __name__ == "__main__":
    columns = {language: table(language) for language in LANGUAGES}
    for row in columns["en"]:
        cells = "".join(f"{columns[one][row]:9.3g}" for one in LANGUAGES)
        sys.stdout.write(f"{row.ljust(30)}{cells}\n")
