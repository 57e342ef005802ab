"""Mails that strangers sent, who knew no rule, with what they promise and by when.

1,560 of them by eight hands, each as another person of another trade would write: a third promises
nothing, and what is close to a promise and is none stands in most. No ear has learned them, and no
rule was made for one of them; some of what was missed or wrongly found was looked at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from helper.contracts import FoundPromise
from helper.remembering.finding.promises import find
from helper.rulebook import Rulebook

FOLDER = Path(__file__).parent.parent / "mails" / "sent"
ZONES = {"en": "Europe/London", "zh": "Asia/Shanghai", "ja": "Asia/Tokyo"}
FORMS = ("explicit", "implied")


@dataclass
class Reached:
    """What was found of what is marked: right, wrong and missed by form, and due times."""

    right: dict[str, int]
    wrong: dict[str, int]
    missed: dict[str, int]
    on_time: int = 0
    timed: int = 0

    def f1(self, form: str) -> float:
        """F1 of a form: a mark is found where a find of its form overlaps it."""
        right = 2 * self.right[form]
        return right / (right + self.wrong[form] + self.missed[form])


@cache
def mails(language: str) -> Sequence[dict[str, Any]]:
    """The mails of a language, in a fixed order."""
    lines = (FOLDER / f"strangers.{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def reached(language: str, book: Rulebook) -> Reached:
    """How well the promises of a language are found, and their times to the minute."""
    zone = ZoneInfo(ZONES[language])
    sums = Reached(*(dict.fromkeys(FORMS, 0) for _ in range(3)))
    for mail in mails(language):
        sent = datetime.fromisoformat(mail["sent"]).replace(tzinfo=zone)
        _count(mail, find(mail["text"], sent, zone, book, language), zone, sums)
    return sums


def _count(
    mail: dict[str, Any], found: Sequence[FoundPromise], zone: ZoneInfo, sums: Reached
) -> None:
    dues = {one["for"]: one["at"] for one in mail["due"]}
    hit: list[FoundPromise] = []
    for start, end, form in _marks(mail):
        own = [one for one in found if one.start < end and start < one.end]
        hit += own
        _judge(form, {one.form for one in own}, sums)
        due = dues.get(mail["text"][start:end])
        if due and form == "explicit":
            said = {f"{one.due.astimezone(zone):%Y-%m-%dT%H:%M}" for one in own if one.due}
            sums.timed += 1
            sums.on_time += due in said
    for one in found:
        sums.wrong[one.form] += one not in hit


def _judge(form: str, told: AbstractSet[str], sums: Reached) -> None:
    """A mark, and in which forms it was found; what says more than it hopes is explicit."""
    if form == max(told, key=lambda one: one == "explicit", default=None):
        sums.right[form] += 1
        return
    sums.missed[form] += 1
    if told:
        sums.wrong["explicit" if "explicit" in told else "implied"] += 1


def _marks(mail: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """Where each mark stands; what is marked twice stands twice."""
    taken: set[int] = set()
    for form in FORMS:
        for said in mail[form]:
            at = mail["text"].find(said)
            while at in taken:
                at = mail["text"].find(said, at + 1)
            assert at >= 0, (mail["id"], said)
            taken.add(at)
            yield at, at + len(said), form
