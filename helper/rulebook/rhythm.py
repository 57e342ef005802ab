"""The rhythm of a working week and the conventions of time words: ``rules/rhythm.yaml``.

Defaults until the user's own file in the config folder says otherwise. A support block is a
stretch of the working day planned for mail (000:101, 000:109); three a day follow Kushlev and
Dunn 2015, where three checks a day lowered stress.
"""

from __future__ import annotations

from datetime import date, time
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from helper.rulebook.base import Strict

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_PAIR = 2


def _clock(value: object) -> object:
    """Read ``9:30`` as a time; YAML leaves it a text."""
    if isinstance(value, str) and ":" in value:
        hour, _, minute = value.partition(":")
        if hour.isdigit() and minute.isdigit():
            return f"{int(hour):02d}:{minute}"
    return value


def _span(value: object) -> object:
    """Read ``09:00-18:00`` as a span of the day."""
    if isinstance(value, str):
        ends = [end.strip() for end in value.split("-")]
        if len(ends) != _PAIR:
            message = "write a span as 09:00-18:00"
            raise ValueError(message)
        return {"start": ends[0], "end": ends[1]}
    return value


Clock = Annotated[time, BeforeValidator(_clock)]


class DaySpan(Strict):
    """A stretch of one day; may pass midnight when ``end`` lies before ``start``."""

    start: Clock
    end: Clock


Span = Annotated[DaySpan, BeforeValidator(_span)]


def _in_order(blocks: tuple[DaySpan, ...]) -> tuple[DaySpan, ...]:
    """A block added at the end of the line is still the first of the day."""
    return tuple(sorted(blocks, key=lambda block: block.start))


Blocks = Annotated[tuple[Span, ...], AfterValidator(_in_order)]


class Conventions(Strict):
    """What time words mean when no clock is said; ``rules/rhythm.yaml`` is the table."""

    end_of_day: Clock
    morning: Clock
    noon: Clock
    afternoon: Clock
    evening: Clock
    end_of_week: Weekday
    weekend: Weekday
    early_week: Weekday
    mid_week: Weekday
    late_week: Weekday
    week_start: Weekday
    mid_month: int = Field(ge=1, le=28)


class PauseRules(Strict):
    """When a break is offered: after so many hot mails in a row, or so long without a rest."""

    hot_mails: int = Field(ge=2)
    long_minutes: int = Field(ge=20)
    rest_minutes: int = Field(ge=1)
    """Without mail for this long counts as a rest."""
    walk_minutes: int = Field(ge=1, le=60)


class RhythmRules(Strict):
    """Working days and hours, support blocks, quiet hours, days off, time words."""

    working_days: tuple[Weekday, ...] = Field(min_length=1)
    working_hours: Span
    blocks: Blocks = Field(min_length=1)
    quiet_hours: Span
    due_may_break_in: bool
    country: str | None = None
    days_off: tuple[date, ...] = ()
    soon_share: float = Field(gt=0, lt=1)
    soon_at_least_minutes: int = Field(ge=1)
    soon_at_most_minutes: int = Field(ge=1)
    pause: PauseRules
    ask_after_working_days: int = Field(ge=0)
    conventions: Conventions

    @model_validator(mode="after")
    def _blocks_lie_in_working_hours(self) -> Self:
        hours = self.working_hours
        if hours.start >= hours.end:
            message = "working_hours must start before they end"
            raise ValueError(message)
        for one, following in pairwise(self.blocks):
            if following.start < one.end:
                message = f"blocks overlap at {following.start:%H:%M}"
                raise ValueError(message)
        for block in self.blocks:
            if not hours.start <= block.start < block.end <= hours.end:
                message = (
                    f"block {block.start:%H:%M}-{block.end:%H:%M} leaves the working hours"
                    f" {hours.start:%H:%M}-{hours.end:%H:%M}; hours that hold the blocks of now"
                    " and those to come go first, then the blocks, then the hours meant"
                )
                raise ValueError(message)
        return self
