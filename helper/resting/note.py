"""The private note of the week: what was appreciated, and what was kept (B80, 002:58).

Appreciation is what people go the extra mile for, and an inbox shows none of it. So thanks are
collected with their date and sender, beside the promises kept and one reply that turned a hot
mail into a thank you. It is for the user alone and is sent to nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from helper.contracts import Thanks
from helper.resting.rhythm import blocks_of
from helper.rulebook.resting import NoteWords
from helper.rulebook.rhythm import RhythmRules
from helper.workdays import is_working_day

_WEEK = 7


def line(thanks: Sequence[Thanks], kept: int, broken: int, words: NoteWords) -> str:
    """The line of the note; it names only what there is, and a week is quiet if nothing fell due.

    ``kept`` and ``broken`` count promises.
    """
    people = len({one.person.address or one.person.name for one in thanks})
    counted = ((words.thanks, people), (words.kept, kept), (words.broken, broken))
    said = words.joint.join(phrase.say(n) for phrase, n in counted if n) or words.quiet
    return words.sentence.format(text=said[:1].upper() + said[1:])


def is_note_day(now: datetime, since: datetime, zone: ZoneInfo, rhythm: RhythmRules) -> bool:
    """Whether the working week that began at ``since`` is nearly done: its last block began."""
    first = since.astimezone(zone).date()
    days = [first + timedelta(days=number) for number in range(_WEEK)]
    working = [day for day in days if is_working_day(rhythm, day)]
    if not working:
        return False
    noon = datetime.combine(working[-1], datetime.min.time(), tzinfo=zone) + timedelta(hours=12)
    return now >= blocks_of(noon, zone, rhythm)[-1].start
