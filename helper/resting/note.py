"""The private note of the week: what was appreciated, and what was kept (B80, 002:58).

Appreciation is what people go the extra mile for, and an inbox shows none of it. So thanks are
collected with their date and sender, beside the promises kept and one reply that turned a hot
mail into a thank you. It is for the user alone and is sent to nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from helper.contracts import GoodReply, Note, Thanks
from helper.resting.rhythm import blocks_of
from helper.rulebook.resting import NoteWords
from helper.rulebook.rhythm import RhythmRules
from helper.workdays import is_working_day

_WEEK = 7


def note(
    thanks: Sequence[Thanks],
    kept: int,
    good: GoodReply | None,
    *,
    is_day: bool,
    words: NoteWords,
) -> Note:
    """The note; its line names only what there is, and a quiet week is no reproach."""
    people = len({one.person.address or one.person.name for one in thanks})
    parts = [words.thanks.say(people)] if people else []
    parts += [words.kept.say(kept)] if kept else []
    said = words.joint.join(parts) or words.quiet
    line = words.sentence.format(text=said[:1].upper() + said[1:])
    return Note(line=line, thanks=tuple(thanks), kept=kept, good=good, is_day=is_day)


def is_note_day(now: datetime, since: datetime, zone: ZoneInfo, rhythm: RhythmRules) -> bool:
    """Whether the working week that began at ``since`` is nearly done: its last block began."""
    first = since.astimezone(zone).date()
    days = [first + timedelta(days=number) for number in range(_WEEK)]
    working = [day for day in days if is_working_day(rhythm, day)]
    if not working:
        return False
    noon = datetime.combine(working[-1], datetime.min.time(), tzinfo=zone) + timedelta(hours=12)
    return now >= blocks_of(noon, zone, rhythm)[-1].start
