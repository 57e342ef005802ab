"""A mailbox as an export gives it, made up: the same bytes for the same numbers.

Answers take as long as answers do: log-normal in working time (Stouffer 2006 for mail), longer
for some kinds of work than for others. A part of the mails sent holds promises, some of them
kept. One seed, one mailbox.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from math import exp, log
from pathlib import Path
from zoneinfo import ZoneInfo

from helper.rulebook.rhythm import RhythmRules
from helper.workdays import add_working_time

ME = "max@shop.example"

_ASKS = (
    ("Where is my order", "I ordered two lamps three weeks ago. When will they arrive?", 90),
    ("Invoice 2231", "The invoice counts the delivery twice. Could you correct it, please?", 240),
    ("Still broken", "This is the third time I write. The heater still does not work!", 420),
    ("New chairs", "We would like to order twelve more chairs. What would they cost?", 600),
)
"""Subject, question, and the median of working minutes until it is answered."""
_SPREAD = 0.9
"""The standard deviation of the logarithm of those minutes."""
_ANSWERS = (
    "It left our store this morning, and the number of the parcel is in the other mail.",
    "I have corrected it; the new one is attached.",
    "The green ones cost 40 euros each, the red ones 45. Which would you like?",
    "You can change the address yourself under Settings; it is saved at once.",
    "Could you send me a photo of the label? It stands on the back, below the plug.",
    "That was our mistake: the list was sorted by name and not by date. It is right now.",
    "Yes, that fits. Many of our customers use it in this way.",
    "I'll check the stock and write to you by tomorrow.",
    "I'll look into it.",
    "Thank you for telling me. I will send you a new part within three working days.",
)
_FILLER = (
    "As I said on the phone, the door is open from eight to five and the bell does not work. "
    "Please use the side entrance when it rains, and mind the step in front of the workshop. "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How many mails, from when to when, and which share of them is answered."""

    mails: int
    since: datetime
    until: datetime
    answered: float
    zone: ZoneInfo
    rhythm: RhythmRules


def mails(plan: Plan, seed: int = 1) -> Iterator[bytes]:
    """The mails in an mbox, asks and answers in turn."""
    dice = random.Random(seed)
    span = (plan.until - plan.since).total_seconds()
    number = 0
    while number < plan.mails:
        at = plan.since + timedelta(seconds=span * number / plan.mails)
        subject, ask, median = dice.choice(_ASKS)
        person = f"customer{dice.randrange(plan.mails // 3 + 1)}@else.example"
        yield _mail(number, at, (person, ME), (subject, ask), _filler(dice))
        asked, number = number, number + 1
        if dice.random() < plan.answered / (1 - plan.answered):
            minutes = exp(dice.gauss(log(median), _SPREAD))
            took = timedelta(minutes=minutes)
            then = add_working_time(plan.rhythm, at, took, plan.zone)
            text = (f"Re: {subject}", dice.choice(_ANSWERS))
            yield _mail(number, then, (ME, person), text, _filler(dice), answers=asked)
            number += 1


def write(path: Path, plan: Plan, seed: int = 1) -> Path:
    """The mailbox as a file, written mail by mail."""
    with path.open("wb") as file:
        file.writelines(mails(plan, seed))
    return path


def _filler(dice: random.Random) -> str:
    return _FILLER * dice.choice((0, 1, 2, 3, 8))


def _mail(  # noqa: PLR0913 - the parts of a mail
    number: int,
    at: datetime,
    people: tuple[str, str],
    text: tuple[str, str],
    filler: str,
    *,
    answers: int | None = None,
) -> bytes:
    sender, to = people
    subject, said = text
    before = f"<{answers}@mail.example>"
    reply = f"In-Reply-To: {before}\nReferences: {before}\n" if answers is not None else ""
    quote = "\n\nOn Monday they wrote:\n> " + filler[:160] if answers is not None else ""
    return (
        f"From {sender} Thu Jan  1 00:00:00 2026\n"
        f"Received: from mx.example by mail.example; {format_datetime(at)}\n"
        f"DKIM-Signature: v=1; a=rsa-sha256; d=else.example; s=one;\n"
        f" bh={'a1B2' * 11}=; b={'c3D4' * 40}\n"
        f"From: {sender.partition('@')[0]} <{sender}>\nTo: <{to}>\nSubject: {subject}\n"
        f"Date: {format_datetime(at)}\nMessage-ID: <{number}@mail.example>\n{reply}"
        f'MIME-Version: 1.0\nContent-Type: text/plain; charset="utf-8"\n\n'
        f"Hello,\n\n{said}\n\n{filler}\n\nKind regards\n{sender.partition('@')[0]}{quote}\n\n"
    ).encode()
