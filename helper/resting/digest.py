"""The morning in one card instead of 120 pings (000:19, B74).

Rows of the visible inbox fall into the small classes of 000:71, in a proposed order: first
the quick acknowledgements (answer now, solve later), then what is hottest and has waited
longest, last what no customer wrote. One line sums it up; it is also the only notification.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import ceil
from types import MappingProxyType

from helper.contracts import (
    CALM,
    FRUSTRATED,
    Basis,
    Digest,
    InboxRow,
    Pile,
    Promise,
    Reading,
    TriagedRow,
)
from helper.rulebook.resting import PILES, DigestWords, RestingRules

_MINUTE = 60
_HOUR = 60
_STEP = 5
_ASK_LENGTH = 140
_MOST_THINGS = 3
_LAST = 2
_REST = 1


def digest(  # noqa: PLR0913 - one argument for each thing the card shows
    rows: Sequence[InboxRow],
    readings: Mapping[str, Reading],
    promised_today: Sequence[Promise],
    *,
    basis: Basis,
    now: datetime,
    rules: RestingRules,
    things: Mapping[int, str] = MappingProxyType({}),
) -> Digest:
    """The card for ``rows``; a row given twice counts once.

    ``readings`` holds what is known of a row by its id. ``basis`` is the time at the keyboard
    for one answer, in minutes. ``things`` tells what was promised, where that is known.
    """
    triaged = [_triage(row, readings.get(row.id), now) for row in _once(rows)]
    triaged.sort(key=lambda row: _order(row, readings.get(row.id)))
    counts = _counts(triaged)
    minutes = estimate(sum(row.kind not in {None, "none"} for row in triaged), basis)
    promised = sorted(promised_today, key=lambda promise: promise.due or now)
    return Digest(
        rows=tuple(triaged),
        counts=counts,
        minutes=minutes,
        basis=basis,
        promised_today=tuple(promised),
        line=_line(counts, minutes, promised_line(promised, things, rules.digest), basis, rules),
    )


def estimate(answers: int, basis: Basis) -> int:
    """Minutes that many answers take, in steps of five.

    Medians of skewed times do not add up to the median of their sum, which comes near the
    mean; that lies between p50 and p80 (Buehler 1994: bare guesses are too hopeful).
    """
    each = (basis.p50_minutes + basis.p80_minutes) / 2
    return ceil(answers * each / _STEP) * _STEP


def morning_line(promised: str | None, waiting: int, words: DigestWords) -> str:
    """What is known without a list: promises for today, opened mails without an answer."""
    parts = [promised] if promised else []
    parts += [words.waiting.say(waiting)] if waiting else []
    return words.between.join(words.sentence.format(text=part) for part in parts)


def promised_line(
    promised: Sequence[Promise], things: Mapping[int, str], words: DigestWords
) -> str | None:
    """How many promises fall due, and what the first of them are about; ``None`` for none."""
    if not promised:
        return None
    text = words.promised.say(len(promised))
    known = [things[one.id] for one in promised if one.id in things][:_MOST_THINGS]
    return words.named.format(text=text, things=words.joint.join(known)) if known else text


def _once(rows: Sequence[InboxRow]) -> list[InboxRow]:
    return list({row.id: row for row in rows}.values())


def _triage(row: InboxRow, reading: Reading | None, now: datetime) -> TriagedRow:
    waiting = None if row.received is None else int((now - row.received).total_seconds())
    return TriagedRow(
        id=row.id,
        pile=_pile(reading),
        kind=reading.kind if reading else None,
        level=reading.level if reading else None,
        ask=_ask(reading),
        waiting_minutes=None if waiting is None else max(0, waiting // _MINUTE),
        sender=row.sender,
        subject=row.subject,
    )


def _pile(reading: Reading | None) -> Pile:
    """A mail that asks nothing is no question: a thank you, a subject without words."""
    if reading is None or reading.kind is None:
        return "unread"
    asks = reading.asks or reading.kind != "support" or reading.level != CALM
    return reading.kind if asks else "other"


def _ask(reading: Reading | None) -> str | None:
    if reading is None or not reading.asks:
        return None
    text = " ".join(reading.asks[0].text.split())
    return text if len(text) <= _ASK_LENGTH else f"{text[: _ASK_LENGTH - 1].rstrip()}…"


def _order(row: TriagedRow, reading: Reading | None) -> tuple[int, int, int]:
    """Group first; in it level times age, falling. A quick word goes to the hottest first."""
    group, level, waiting = _group(row, reading), row.level or 0, row.waiting_minutes or 0
    return group, 0 if group else -level, -(level + 1) * waiting


def _group(row: TriagedRow, reading: Reading | None) -> int:
    """0: a word now takes the sting out of a long wait. 1: to be answered. 2: no customer."""
    if row.kind == "none":
        return _LAST
    answered = reading is not None and reading.first_reply is False
    frustrated = (row.level or 0) >= FRUSTRATED or row.kind == "complaint"
    return 0 if frustrated and not answered else _REST


def _counts(rows: Sequence[TriagedRow]) -> dict[str, int]:
    """Rows by pile; empty ones are left out."""
    found = Counter(str(row.pile) for row in rows)
    return {pile: found[pile] for pile in PILES if found[pile]}


def _line(
    counts: Mapping[str, int], minutes: int, promised: str | None, basis: Basis, rules: RestingRules
) -> str:
    words = rules.digest
    piles = [words.piles[pile].say(n) for pile, n in counts.items()]
    parts = [words.joint.join(piles) or words.empty]
    if minutes:
        template = words.guess if basis.source == "default" else words.estimate
        parts.append(template.format(time=_duration(minutes, words)))
    if promised:
        parts.append(promised)
    return words.between.join(words.sentence.format(text=part) for part in parts)


def _duration(minutes: int, words: DigestWords) -> str:
    """Minutes, or from two hours on half hours: an estimate is not more exact than that."""
    if minutes < 2 * _HOUR:
        return words.minutes.say(minutes)
    return words.hours.format(hours=f"{ceil(2 * minutes / _HOUR) / 2:g}")
