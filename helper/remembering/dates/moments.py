"""What the parts of one time phrase mean together: "Wednesday", "25 November", "11:00".

A rule's pattern cuts words into named groups, `helper.remembering.dates.resolvers` turns the groups
into a `Part`, and `combine` puts the parts of a phrase together. All reckoning is done on the
wall clock of the writer's zone; conventions come from ``rules/rhythm.yaml``. A day said without
its week, month or year, or a clock without its day, gives several candidates: the first that
lies in the future is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from helper.contracts import Grain
from helper.remembering.dates.reckoning import Length, days_from, shift, week_of
from helper.rulebook.remembering import RememberingRules
from helper.rulebook.rhythm import RhythmRules
from helper.workdays import at

LAST_MINUTE = time(23, 59)
NOON = 12
FAR = timedelta(days=270)
"""A date without a year that lies further away was probably meant as a past one."""

_DAWN = 5
"""Earlier on the clock is still the night before."""
_FIRST_MORNING_HOUR = 7
"""A bare hour before this is read as afternoon: nobody promises an answer for 3 at night."""

Kind = Literal["day", "clock", "part", "moment", "period", "zone", "lead"]

Anchor = Literal["behind", "before"]
"""Where the time stands that another is counted back from: "an hour before the visit on Friday",
or "The visit is on Friday, I'll call an hour before".
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when something was said, and by which conventions it is read."""

    sent: datetime
    zone: ZoneInfo
    rules: RememberingRules
    rhythm: RhythmRules

    @property
    def now(self) -> datetime:
        """The moment of sending on the writer's wall clock."""
        return self.sent.astimezone(self.zone)

    @property
    def today(self) -> date:
        """The writer's date."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a time phrase. ``rank`` tells how exactly a day was named."""

    kind: Kind
    grain: Grain = "day"
    days: tuple[date, ...] = ()
    rank: int = 0
    weekday: int | None = None
    clock: time | None = None
    fixed: bool = True
    """False for a clock that may be meant twelve hours later, and for a part of the day that
    is a stretch: "midnight tonight" is midnight."""
    small_hours: bool = False
    """A clock after midnight that belongs to the night before: "tonight at one"."""
    zone: ZoneInfo | None = None
    """Where the clock is read; without one, where the writer is."""
    moment: datetime | None = None
    period: tuple[date, date] | None = None
    fallbacks: tuple[time, ...] = ()
    """Later clocks of the same day that serve when ``clock`` is over."""
    length: Length | None = None
    anchor: Anchor | None = None
    inferred: bool = False
    counted: bool = False
    """Whether it is a length of time, and so counts from somewhere."""


@dataclass(frozen=True, slots=True)
class When:
    """A phrase put together: the moment, and how exactly it was said."""

    moment: datetime
    grain: Grain
    inferred: bool


def combine(parts: list[Part], scene: Scene, *, before: bool = False) -> When | None:
    """The moment that the parts of one phrase name together, or ``None`` when it is past.

    ``before`` shuts the named day out: before the 1st is the day before it.
    """
    lead = next((part for part in parts if part.kind == "lead"), None)
    if lead is not None:
        return _ahead_of([part for part in parts if part is not lead], lead, scene)
    moment = next((part.moment for part in parts if part.moment), None)
    if moment is not None:
        return _elapsed(moment, parts) if moment > scene.sent else None
    if all(part.kind == "zone" for part in parts):
        return None
    clock = _clock_of(parts, scene)
    there = scene.sent.astimezone(clock.zone or scene.zone).date()
    named = _not_today(_day_of(parts) or Part("day", days=days_from(there, 2)), clock, scene)
    days = _shut_out(named, parts) if before and clock.kind == "day" else named.days
    if clock.small_hours:
        days = tuple(_morning_after(day, scene) for day in days)
    return _first_future(replace(named, days=days), clock, scene) or _slip(parts, clock, scene)


def _not_today(named: Part, clock: Part, scene: Scene) -> Part:
    """On a Wednesday, a bare "on Wednesday" is the next: whoever means today says so.

    Before dawn it is Tuesday yet to who has not slept.
    """
    today = scene.sent.astimezone(clock.zone or scene.zone).date()
    weekday = named.weekday is not None and named.inferred and clock.grain == "day"
    if not weekday or named.days[0] != today or scene.now.hour < _DAWN:
        return named
    return replace(named, days=named.days[1:] or named.days)


def _morning_after(day: date, scene: Scene) -> date:
    """Whoever says "tonight" before dawn means the night that is."""
    is_night = day == scene.today and scene.now.hour < _DAWN
    return day if is_night else day + timedelta(days=1)


def _ahead_of(parts: list[Part], lead: Part, scene: Scene) -> When | None:
    """So many minutes before a clock; where none is said it can only be guessed."""
    when = combine(parts, scene)
    if when is None or lead.length is None or when.grain not in ("minute", "hour"):
        return when and replace(when, inferred=True)
    moment = when.moment + timedelta(minutes=lead.length.count)
    grain: Grain = "minute" if moment.minute else "hour"
    return When(moment, grain, when.inferred) if moment > scene.sent else None


def _elapsed(moment: datetime, parts: list[Part]) -> When:
    return When(moment, parts[0].grain, any(part.inferred for part in parts))


def _slip(parts: list[Part], clock: Part, scene: Scene) -> When | None:
    """A date with the wrong weekday: in the year where both fit it is past, so the date counts."""
    named = [part for part in parts if part.days]
    if not any(part.weekday is not None for part in named):
        return None
    best = max(named, key=lambda part: part.rank)
    return _first_future(replace(best, inferred=True), clock, scene) if best.rank > 1 else None


def _first_future(named: Part, clock: Part, scene: Scene) -> When | None:
    grain = named.grain if clock.kind == "day" else clock.grain
    inferred = named.inferred or clock.inferred
    for day in named.days:
        for number, hands in enumerate((clock.clock, *clock.fallbacks)):
            moment = at(day, hands or LAST_MINUTE, clock.zone or scene.zone)
            if moment > scene.sent:
                far = len(named.days) > 1 and moment - scene.sent > FAR
                return When(moment.astimezone(scene.zone), grain, inferred or number > 0 or far)
    return None


def _clock_of(parts: list[Part], scene: Scene) -> Part:
    """The clock of a phrase, read in the zone that the phrase names."""
    clock = _hands_of(parts, scene)
    place = next((part for part in parts if part.kind == "zone"), None)
    if place is None:
        return clock
    return replace(clock, zone=place.zone, inferred=clock.inferred or place.inferred)


def _hands_of(parts: list[Part], scene: Scene) -> Part:
    """The clock: said, meant by a part of the day, or the end of the working day."""
    clock = next((part for part in reversed(parts) if part.kind == "clock"), None)
    of_day = [part for part in reversed(parts) if part.kind == "part"]
    part = max(of_day, key=lambda part: part.fixed, default=None)
    if clock is not None and clock.clock is not None:
        return _later_today(_on_which_half(clock, clock.clock, part, scene), part, parts, scene)
    if part is not None:
        return part
    end = scene.rhythm.conventions.end_of_day
    return Part("day", clock=end, fallbacks=(LAST_MINUTE,))


def _on_which_half(clock: Part, hands: time, part: Part | None, scene: Scene) -> Part:
    """Seven in the evening is 19:00; at three, with nothing else said, is 15:00."""
    conventions = scene.rhythm.conventions
    said = part.clock if part else None
    if said and said >= conventions.evening and hands.hour < _DAWN:
        return replace(clock, small_hours=True)
    if clock.fixed:
        return clock
    if said and said >= conventions.evening and hands.hour == NOON:
        return replace(clock, clock=LAST_MINUTE)
    is_late = said > conventions.noon if said else hands.hour < _FIRST_MORNING_HOUR
    if is_late and hands.hour < NOON:
        hands = time(hands.hour + NOON, hands.minute)
        return replace(clock, clock=hands, inferred=not part)
    return clock


def _later_today(clock: Part, part: Part | None, parts: list[Part], scene: Scene) -> Part:
    """At seven, said at ten with nothing else, is at seven in the evening; so is by nine today."""
    hands = clock.clock
    if clock.fixed or part or hands is None or hands.hour >= NOON:
        return clock
    later = time(hands.hour + NOON, hands.minute)
    today = any(one.days == (scene.today,) for one in parts)
    fits = today or later <= scene.rhythm.conventions.evening
    return replace(clock, fallbacks=(later,)) if fits else clock


def _day_of(parts: list[Part]) -> Part | None:
    """The best named day; a weekday or a week said beside it picks among its candidates."""
    named = [part for part in parts if part.days]
    if not named:
        return None
    best = max(named, key=lambda part: part.rank)
    counted = next((part for part in parts if part.length), None)
    if counted is not None and counted.length is not None:
        return _counted(best, counted.length, parts)
    for other in named:
        if other is not best:
            best = _narrow(best, other)
    return best


def _counted(anchor: Part, length: Length, parts: list[Part]) -> Part:
    """The days a length after (or before) its anchor.

    A weekday beside it names the day of that week, or the first one after so many months.
    """
    weekday = next((part.weekday for part in parts if part.weekday is not None), None)
    days = tuple(shift(day, length) for day in anchor.days)
    if weekday is not None and anchor.weekday is None:
        weeks = length.unit in ("day", "week", "fortnight")
        first = [week_of(day, 0) if weeks else day for day in days]
        days = tuple(day + timedelta(days=(weekday - day.weekday()) % 7) for day in first)
        return replace(anchor, days=days, grain="day")
    return replace(anchor, days=days)


def _narrow(best: Part, other: Part) -> Part:
    days = best.days
    if other.period is not None:
        first, last = other.period
        days = tuple(day for day in days if first <= day <= last)
    if other.weekday is not None:
        days = tuple(day for day in days if day.weekday() == other.weekday)
    if days:
        return replace(best, days=days, inferred=best.inferred and len(days) > 1)
    return replace(best, inferred=True)


def _shut_out(named: Part, parts: list[Part]) -> tuple[date, ...]:
    """The day before each candidate; before a whole week or month is before it begins."""
    period = next((part for part in parts if part.kind == "period"), None)
    if period is None:
        return tuple(day - timedelta(days=1) for day in named.days)
    if period.period is None or named is not period:
        return named.days
    eve = period.period[0] - timedelta(days=1)
    return tuple(eve + (day - named.days[0]) for day in named.days)
