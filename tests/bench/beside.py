"""Programs for single parts of the work, beside ours on the same text; only those installed.

The checklist stands beside Harper, a grammar checker, and due times beside two parsers of dates.
They do other work than ours, so the numbers tell what a user may expect to wait, not who is best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from importlib import import_module
from itertools import islice
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from helper.remembering.dates.due import resolve
from helper.replying.checking.checklist import check
from helper.rulebook import Rulebook
from tests.bench.speed import MAIL, processor_seconds
from tests.remembering.due_truth import cross, phrases

TIMES = 20
MILLI = 1000
LANGUAGE = "en"

DayOf = Callable[[str, datetime], datetime | None]
"""The moment a phrase means that was said at a local one without a zone."""


def beside(book: Rulebook) -> Iterator[str]:
    """A line for the checklist and one for due times."""
    ours = _milliseconds(partial(check, book=book, reading=None, language=LANGUAGE))
    line = f"checklist on 2 kB: {ours:.1f} ms"
    if harper := _imported("harper"):
        linter = harper.Linter()
        line += f"; Harper {_milliseconds(linter.lint):.1f} ms"
    yield line
    yield "; ".join(["due times, English, day right, each: " + _told(_aizuchi(book)), *_others()])


def _milliseconds(work: Callable[[str], object]) -> float:
    texts = [MAIL.replace("7731", str(number)) for number in range(1000, 1000 + TIMES)]
    return MILLI * median(processor_seconds(partial(work, text)) for text in texts)


def _imported(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        return None


def _others() -> Iterator[str]:
    if dates := _imported("dateparser.search"):
        yield f"dateparser {_told(partial(_dateparser, dates))}"
    if calendar := _imported("parsedatetime"):
        yield f"parsedatetime {_told(partial(_parsedatetime, calendar.Calendar()))}"


def _aizuchi(book: Rulebook) -> DayOf:
    rules, zone = book.remembering[LANGUAGE], ZoneInfo("UTC")
    return lambda text, said: resolve(text, said.replace(tzinfo=zone), zone, rules, book.rhythm).due


def _dateparser(dates: Any, text: str, said: datetime) -> datetime | None:
    wanted = {"RELATIVE_BASE": said, "PREFER_DATES_FROM": "future"}
    found = dates.search_dates(text, languages=[LANGUAGE], settings=wanted)
    return found[0][1] if found else None


def _parsedatetime(calendar: Any, text: str, said: datetime) -> datetime | None:
    found, kind = calendar.parseDT(text, sourceTime=said)
    return found if kind else None


def _told(day_of: DayOf) -> str:
    """How many phrases of the table mean the right day, and how long one takes."""
    right, times = [], []
    for text, said, expected in _phrases():
        found: list[datetime | None] = []
        times.append(processor_seconds(lambda: found.append(day_of(text, said))))  # noqa: B023
        right.append((found[0] and found[0].date()) == (expected and expected.date()))
    return f"{sum(right)} of {len(right)}, {MILLI * median(times):.2f} ms"


def _phrases() -> Iterator[tuple[str, datetime, datetime | None]]:
    """The English phrases of the table, all said at one moment, and what they mean there."""
    for language, phrase, sent, expected in islice(cross(), len(phrases())):
        if language == LANGUAGE:
            there = expected and expected.astimezone(sent.tzinfo).replace(tzinfo=None)
            yield phrase, sent.replace(tzinfo=None), there
