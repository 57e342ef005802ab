"""Promises taken out of the house: Markdown for people, CSV for tables, ICS for calendars.

Everything is returned as text; the door decides where it goes. Words come from
``rules/<language>/resting.yaml``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from helper.contracts import Promise
from helper.rulebook.resting import ExportWords, RestingRules

Format: TypeAlias = Literal["md", "csv", "ics"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LINE_OCTETS = 75
_CONTINUATION = 0b10


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file to be offered for download."""

    filename: str
    media_type: str
    content: str


def export(
    form: Format,
    promises: Sequence[Promise],
    now: datetime,
    zone: ZoneInfo,
    rules: RestingRules,
) -> Export:
    """``promises`` in one of the three forms; times on the clock of ``zone``."""
    day = now.astimezone(zone).date().isoformat()
    match form:
        case "md":
            content, media_type = as_markdown(promises, zone, rules), "text/markdown"
        case "csv":
            content, media_type = as_csv(promises, zone, rules.export), "text/csv"
        case "ics":
            content, media_type = as_ics(promises, now, rules), "text/calendar"
    return Export(filename=f"promises-{day}.{form}", media_type=media_type, content=content)


def as_markdown(promises: Sequence[Promise], zone: ZoneInfo, rules: RestingRules) -> str:
    """A list under a heading: state, until when, to whom, in which words.

    Each moment stands with its date: nobody knows when the list is read.
    """
    words = rules.export
    lines = [f"# {words.title}", ""]
    for promise in promises:
        due = rules.labels.dated(promise.due, zone) if promise.due else ""
        parts = (due, plain(_person(promise, rules)), words.states[promise.state])
        about = " · ".join(filter(None, parts))
        lines.append(f"- {words.line.format(about=about, sentence=plain(promise.sentence))}")
    return "\n".join([*lines, *([] if promises else [words.empty]), ""])


def as_csv(promises: Sequence[Promise], zone: ZoneInfo, words: ExportWords) -> str:
    """RFC 4180 with a heading. A cell that a spreadsheet would run as a formula is quoted."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        [words.due, words.person, words.sentence, words.state, words.made, words.subject]
    )
    for promise in promises:
        who = " ".join(part for part in (promise.person.name, promise.person.address) if part)
        cells = (
            _clock(promise.due, zone),
            who,
            promise.sentence,
            words.states[promise.state],
            _clock(promise.made, zone),
            promise.subject or "",
        )
        table.writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def as_ics(promises: Sequence[Promise], now: datetime, rules: RestingRules) -> str:
    """An RFC 5545 calendar with one short event at the due time of each promise that has one.

    An event keeps its UID for as long as its promise lives, so importing again updates it. It
    never blocks the calendar (TRANSPARENT): it marks a moment, it is no meeting.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Aizuchi//Promises//EN"]
    for promise in promises:
        if promise.due is not None:
            lines += _event(promise, promise.due, now, rules)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _event(promise: Promise, due: datetime, now: datetime, rules: RestingRules) -> list[str]:
    title = rules.export.event.format(person=rules.notices.call(promise.person))
    lines = [
        "BEGIN:VEVENT",
        f"UID:promise-{promise.id}-{_utc(promise.made)}@aizuchi.invalid",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(due)}",
        "DURATION:PT15M",
        f"SUMMARY:{_escaped(title)}",
        f"DESCRIPTION:{_escaped(promise.sentence)}",
        f"STATUS:{'CANCELLED' if promise.state == 'dropped' else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
    ]
    if promise.link and promise.link.startswith("https://"):
        lines.append(f"URL:{_CONTROL.sub('', promise.link)}")
    return [*lines, "END:VEVENT"]


def _fold(line: str) -> Iterator[str]:
    """Cut a line so that no piece passes 75 octets or splits a character (RFC 5545, 3.1)."""
    octets = line.encode()
    start, room = 0, _LINE_OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] >> 6 == _CONTINUATION:
            end -= 1
        yield (" " if start else "") + octets[start:end].decode()
        start, room = end, _LINE_OCTETS - 1
    yield (" " if start else "") + octets[start:].decode()


def _escaped(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return _CONTROL.sub("", text)


def harmless(cell: str) -> str:
    """Keep spreadsheets from running a cell as a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def plain(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _person(promise: Promise, rules: RestingRules) -> str:
    return promise.person.name or promise.person.address or rules.notices.someone


def _clock(moment: datetime | None, zone: ZoneInfo) -> str:
    """As a spreadsheet knows a moment: with the zone behind it, it would be mere text."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
