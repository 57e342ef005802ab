"""Reports for people who read in a terminal: plain text, no colour needed to understand it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from helper.contracts import (
    Basis,
    Check,
    Digest,
    Draft,
    FoundPromise,
    Person,
    Promise,
    Reading,
    TriagedRow,
)
from helper.desk.importing import Learned
from helper.wire.household import Setting
from helper.wire.mail import AwayPromise

LEVELS = ("calm", "uneasy", "frustrated", "angry", "at the end of their rope")
CAUSES = {
    "not_knowing": "does not know",
    "blocked": "cannot go on",
    "mistreated": "feels mistreated",
    None: "no cause shown",
}
KINDS = {
    "support": "support",
    "new_work": "new work",
    "complaint": "perceived complaint",
    "none": "not customer mail",
    None: "not clear",
}
_WIDTH = 78
_MOST_ROWS = 20


def reading_report(reading: Reading) -> str:
    """A reading in a dozen lines: level, the words that made it, cause, kind, the ask."""
    return "\n".join(_reading_lines(reading))


def _reading_lines(reading: Reading) -> Iterator[str]:
    if reading.level is None:
        yield f"  Language  {reading.language}: not supported, so nothing is guessed."
        return
    yield f"  Level     {_dots(reading.level)}  {reading.level} {LEVELS[reading.level]}"
    yield f"  Kind      {KINDS[reading.kind]}"
    yield f"  Cause     {CAUSES[reading.cause]}"
    asks = [_one_line(ask.text) for ask in reading.asks] or ["no ask found"]
    for title, ask in zip(["Ask", *[""] * len(asks)], asks, strict=False):
        yield from _wrapped(title, ask)
    if reading.fair:
        yield from _wrapped("Fair", _one_line(reading.fair.text))
    for title, item in zip(["Because", *[""] * 5], reading.evidence[:5], strict=False):
        kind = (item.family or item.rule).replace("_", " ")
        yield from _wrapped(title, f"“{_one_line(item.text)}” ({kind})")
    if reading.noise:
        kinds = ", ".join(dict.fromkeys(noise.kind for noise in reading.noise))
        yield f"  Left out  {kinds}"


def draft_report(draft: Draft) -> str:
    """A draft as it would be inserted, with what is behind its times."""
    lines = [f"-- {draft.form} --", "", draft.text, ""]
    if draft.basis:
        basis = draft.basis
        source = f"your last {basis.n} answers" if basis.source == "history" else "the default"
        lines.append(
            f"Times from {source}: half answered within {_hours(basis.p50_minutes)}, "
            f"four of five done within {_hours(basis.p80_minutes)} of work."
        )
    lines += [f"Only you know: {gap.hint}" for gap in draft.gaps]
    return "\n".join(lines)


def check_report(check: Check, text: str) -> str:
    """Findings first, then what is still missing."""
    lines = [
        f"  {finding.severity:8}{finding.message}\n"
        f"          “{_one_line(text[finding.start : finding.end])}”"
        + (f" -> “{finding.fix}”" if finding.fix is not None else "")
        for finding in check.findings
    ]
    ticks = ((name, getattr(check.ticks, name)) for name in check.ticks.__dataclass_fields__)
    marks = [f"{'✓' if done else '·'} {name.replace('_', ' ')}" for name, done in ticks]
    return "\n".join([*lines, "  " + "   ".join(marks)])


def promises_report(promises: Iterable[Promise]) -> str:
    """The ledger, one promise a line."""
    lines = [
        f"{promise.id:4}  {_when(promise):17}  {promise.state:12}"
        f"  {promise.person.name or promise.person.address or '?'}: {_one_line(promise.sentence)}"
        for promise in promises
    ]
    return "\n".join(lines) or "Nothing is promised."


def found_report(found: Iterable[FoundPromise], zone: ZoneInfo) -> str:
    """The promises of a text, each with its time in words and on the clock."""
    lines = [
        f"{one.form:9} {f'{one.due_text} = {_moment(one.due, zone)}' if one.due else 'no time'}:"
        f" {_one_line(one.text)}"
        for one in found
    ]
    return "\n".join(lines) or "No promise found in that."


def away_report(falling: Sequence[AwayPromise]) -> str:
    """What an absence would break, each with the notice to send before leaving."""
    if not falling:
        return "Nothing that is promised falls into these days."
    blocks = [
        f"{promises_report([one.promise])}\n\n{textwrap.indent(one.draft.text, '  | ')}"
        if one.draft
        else promises_report([one.promise])
        for one in falling
    ]
    return "\n\n".join(blocks)


def import_report(learned: Learned, me: Sequence[str]) -> str:
    """What an import brought: counts, times, how well they would have held, open promises."""
    return "\n".join(_import_lines(learned, me))


def _import_lines(learned: Learned, me: Sequence[str]) -> Iterator[str]:
    mails = "1 mail" if learned.mails == 1 else f"{learned.mails} mails"
    if not any(me):
        yield f"{mails}, and none of them names its owner: say who you are with --me ADDRESS."
        return
    yield f"{mails}, {learned.mine} of them by {', '.join(me)}."
    for work in learned.works:
        yield f"  {KINDS[work.kind]}, {work.answered.n} answered"
        yield f"    first answer  {_half_and_most(work.answered)}"
        yield f"    last word     {_half_and_most(work.resolved)}"
    if test := learned.backtest.n:
        share = round(100 * learned.backtest.kept / test)
        width = _hours(learned.backtest.minutes)
        yield f"  Offered as now, {share}% of {test} times would have been kept (mean {width})."
    if learned.promises:
        yield "\nStill open, as far as these mails tell; drop what is done, give the rest a time:"
        yield promises_report(learned.promises[:_MOST_ROWS])
        if more := len(learned.promises[_MOST_ROWS:]):
            yield f"... and {more} more: aizuchi promises"


def _half_and_most(basis: Basis) -> str:
    if basis.source == "default":
        return f"too few to tell ({basis.n})"
    return f"half within {_hours(basis.p50_minutes)}, 8 of 10 within {_hours(basis.p80_minutes)}"


def digest_report(digest: Digest) -> str:
    """The card: its line, what falls due today, and each customer's mail in the proposed order."""
    rows = [row for row in digest.rows if row.kind != "none"]
    return "\n".join(
        [
            digest.line,
            *(f"  due  {_when(one)}  {_one_line(one.sentence)}" for one in digest.promised_today),
            *(f"  {_dots(row.level)}  {_who(row.sender)}: {_ask(row)}" for row in rows),
        ]
    )


def looked_since(since: datetime, zone: ZoneInfo) -> str:
    """Why a card is empty, and how to see more."""
    return f"  of others since {_moment(since, zone)}; --days looks further back"


def _dots(level: int | None) -> str:
    return "     " if level is None else "●" * (level + 1) + "○" * (4 - level)


def _who(sender: Person | None) -> str:
    return (sender and (sender.name or sender.address)) or "?"


def _ask(row: TriagedRow) -> str:
    return _one_line(row.ask or row.subject) or "(no subject)"


def setting_line(setting: Setting) -> str:
    """A setting and what it means; a star marks what is not the default."""
    star = " " if setting.value == setting.default else "*"
    value = setting.value or "-"
    return f"{star} {setting.name:16} {value}\n{'':19}{setting.meaning}"


def _when(promise: Promise) -> str:
    zone = ZoneInfo(promise.zone)
    if promise.due is None:
        return f"said {promise.made.astimezone(zone):%a %d %b}"
    return _moment(promise.due, zone)


def _moment(due: datetime, zone: ZoneInfo) -> str:
    return f"{due.astimezone(zone):%a %d %b %H:%M}"


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f} h"


def _one_line(text: str) -> str:
    return textwrap.shorten(text, 160, placeholder=" …")


def _wrapped(title: str, text: str) -> Iterator[str]:
    indent = " " * 12
    yield textwrap.fill(text, _WIDTH, initial_indent=f"  {title:10}", subsequent_indent=indent)
