"""The moment a time phrase means: "by Friday 3pm", sent on a Wednesday in Berlin.

No date library measured knows business days, "end of week" or "first thing tomorrow", and all
of them read dates into phone numbers and versions, so the grammar is our own: rules of one
language cut the text into parts, neighbouring parts form one phrase
(`helper.remembering.dates.phrases`), phrases lend each other what they leave unsaid
(`helper.remembering.dates.lending`), and `helper.remembering.dates.moments` says which moment the
parts of one name together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from helper.contracts import Due
from helper.remembering.dates.beside import is_deadline, is_shut_out
from helper.remembering.dates.lending import anchored, lead_of, on_their_days
from helper.remembering.dates.moments import Scene, combine
from helper.remembering.dates.phrases import Phrase, later_side, phrases_in
from helper.rulebook.remembering import RememberingRules
from helper.rulebook.rhythm import RhythmRules

NO_DUE = Due(due=None, grain=None, text=None)


def resolve(
    text: str, sent: datetime, zone: ZoneInfo, rules: RememberingRules, rhythm: RhythmRules
) -> Due:
    """The time that counts in a phrase or sentence: the first deadline, else the first time.

    ``due`` is in ``zone`` and later than ``sent``; it is ``None`` when no future time is named.
    """
    dues = all_in(text, sent, zone, rules, rhythm)
    deadlines = (due for due in dues if is_deadline(text, due, rules))
    return next(deadlines, dues[0] if dues else NO_DUE)


def all_in(
    text: str, sent: datetime, zone: ZoneInfo, rules: RememberingRules, rhythm: RhythmRules
) -> list[Due]:
    """Every future time in ``text``, in order, with its place."""
    # In UTC: moments of one zone compare by their clocks, and in autumn an hour comes twice.
    scene = Scene(sent.astimezone(UTC), zone, rules, rhythm)
    return in_each([text], scene)[0]


def in_each(texts: Iterable[str], scene: Scene) -> list[list[Due]]:
    """The same for sentences that follow each other."""
    found: list[list[Due]] = []
    last: Phrase = []
    for text in texts:
        dues, last = _in_one(text, last, scene)
        found.append(dues)
    return found


def _in_one(text: str, before: Phrase, scene: Scene) -> tuple[list[Due], Phrase]:
    """The times of a sentence, and its last phrase; ``before`` is that of the sentence before."""
    whole = on_their_days(text, phrases_in(text, scene), scene.rules)
    dues = [_due(text, phrase, scene) for phrase in anchored(text, whole, before, scene.rules)]
    last = next((phrase for phrase in reversed(whole) if not lead_of(phrase)), [])
    return [due for due in dues if due is not None], last


def _due(text: str, sides: Phrase, scene: Scene) -> Due | None:
    start, end = sides[0][0].start, sides[-1][-1].end
    before = is_shut_out(text, start, scene.rules)
    # From Monday to Wednesday: the Wednesday behind that Monday.
    own = [found.part for found in sides[-1]]
    if len(sides) > 1 and any(part.weekday is not None and part.rank == 1 for part in own):
        begin = combine([found.part for found in sides[0]], scene)
        scene = replace(scene, sent=begin.moment.astimezone(UTC)) if begin else scene
    when = combine([found.part for found in later_side(sides)], scene, before=before)
    if when is None:
        return None
    return Due(
        due=when.moment,
        grain=when.grain,
        text=text[start:end],
        start=start,
        end=end,
        inferred=when.inferred,
        counted=any(part.counted for part in own),
    )
