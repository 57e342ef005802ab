"""How well promises and times are found: in a data folder, and in our own sent mails."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from helper.remembering.dates.due import all_in
from helper.remembering.finding.promises import find
from helper.rulebook import Rulebook
from tests.remembering import strangers
from tests.remembering.sent import LANGUAGES, score, sent_mails

UTC = ZoneInfo("UTC")
SENT = datetime(2001, 6, 6, 11, tzinfo=UTC)
POINTS = ("date", "datetime", "time")


def promising(folder: Path | None, book: Rulebook) -> Iterator[str]:
    """One line for each measure."""
    for half, start in (("seen", 0), ("held", 1)):
        reached = score({one: sent_mails(one)[start::2] for one in LANGUAGES}, book)
        numbers = ", ".join(f"{form} F1 {value:.2f}" for form, value in sorted(reached.items()))
        yield f"own sent mails, {half}: {numbers} (goal: timed .93, untimed .75)"
    for language in LANGUAGES:
        told = strangers.reached(language, book)
        numbers = ", ".join(f"{form} F1 {told.f1(form):.2f}" for form in strangers.FORMS)
        minute = f"{told.on_time} of {told.timed} at the very minute"
        yield f"strangers' sent mails, {language}: {numbers}, {minute} (goal: .93, .75, all)"
    if folder is None:
        return
    if rows := _rows(folder / "lin_tasks_train.jsonl"):
        right, wrong, missed = _promised(rows, book)
        precision, recall = right / (right + wrong), right / (right + missed)
        yield f"lin_tasks promise: P {precision:.2f} at R {recall:.2f} (goal: P .80 at R .90)"
    for name, language, goal in (
        ("English", "en", 90),
        ("Chinese", "zh", 85),
        ("Japanese", "ja", 85),
    ):
        if rows := _rows(folder / f"dates_recognizers_{name}.jsonl"):
            found = [one for row in rows if (one := _judged(row, language, book)) is not None]
            with_now, ahead = (
                _share(hit for hit, _ in found),
                _share(hit for hit, now in found if not now),
            )
            yield f"future points, {name}: {ahead}; counting now as one: {with_now} (goal: .{goal})"


def _promised(rows: list[dict[str, Any]], book: Rulebook) -> tuple[int, int, int]:
    pairs = [(bool(find(row["text"], SENT, UTC, book, "en")), bool(row["promise"])) for row in rows]
    return pairs.count((True, True)), pairs.count((True, False)), pairs.count((False, True))


def _share(hits: Iterable[bool]) -> str:
    each = list(hits)
    return f"{sum(each) / len(each):.2f} of {len(each)}"


def _judged(row: dict[str, Any], language: str, book: Rulebook) -> tuple[bool, bool] | None:
    """Whether the one future moment is found, and whether it is "now"; ``None`` without one."""
    found = [one for one in row["results"] if one["type"]]
    kind = found[0]["type"].split(".")[-1] if len(found) == 1 else ""
    if not row.get("ref") or kind not in POINTS:
        return None
    said = [one.get("value") or "" for one in found[0]["values"] or ()]
    wanted = [
        one for one in said if one[:1].isdigit() and (kind == "time" or one >= _now(row, one))
    ]
    if not wanted:
        return None
    sent = datetime.fromisoformat(row["ref"]).replace(tzinfo=UTC)
    dues = all_in(row["text"], sent, UTC, book.remembering[language], book.rhythm)
    is_now = kind == "datetime" and max(wanted) == _now(row, max(wanted))
    if not dues or dues[0].due is None:
        return False, is_now
    got = dues[0].due
    forms = {"date": f"{got:%Y-%m-%d}", "datetime": f"{got:%Y-%m-%d %H:%M}", "time": f"{got:%H:%M}"}
    return any(one.startswith(forms[kind]) for one in wanted), is_now


def _now(row: dict[str, Any], value: str) -> str:
    """The reference as exact as the value."""
    return str(row["ref"]).replace("T", " ")[: len(value)]


def _rows(file: Path) -> list[dict[str, Any]]:
    if not file.is_file():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
