"""A list of mails, and what the helper makes of it."""

from __future__ import annotations

from typing import Any

from helper.contracts import Basis, Digest, Person, TriagedRow
from tests.browser.canned import as_json

ROWS = [
    ("Dana Example", "dana@example.com", "Third time!", "Nobody answers me.", 3),
    ("Kim Calm", "kim@example.net", "A question", "How do I export?", 0),
    ("Ben Waiting", "ben@example.net", "Still broken", "Two weeks now.", 2),
]


def digest(asked: dict[str, Any]) -> Any:
    """What the helper makes of those rows: hottest first."""
    levels = {subject: level for _, _, subject, _, level in ROWS}
    rows = [
        TriagedRow(
            id=row["id"],
            pile="support",
            kind="support",
            level=levels[row["subject"]],
            ask=row["subject"],  # where nothing else asks
            waiting_minutes=120,
            sender=Person(**row["from"]) if row["from"] else None,
            subject=row["subject"],
        )
        for row in asked["rows"]
    ]
    basis = Basis(work="look", n=0, p50_minutes=40, p80_minutes=180, source="default")
    ordered = sorted(rows, key=lambda row: -(row.level or 0))
    return as_json(
        Digest(rows=tuple(ordered), counts={}, minutes=5, basis=basis, promised_today=(), line="")
    )
