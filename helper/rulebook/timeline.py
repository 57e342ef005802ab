"""How long work takes until the user's own history speaks: ``rules/timeline.yaml``."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from helper.rulebook.base import Strict


class WorkDefault(Strict):
    """Working minutes within which half (p50) and four of five (p80) such answers are done."""

    p50_minutes: int = Field(gt=0)
    p80_minutes: int = Field(gt=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.p50_minutes > self.p80_minutes:
            message = "p50_minutes cannot be larger than p80_minutes"
            raise ValueError(message)
        return self


class TimelineRules(Strict):
    """Defaults per kind of work, and the least history that may replace them (B41).

    ``grain_minutes`` rounds the times offered, ``into_block_minutes`` leaves room inside a
    support block to keep them, ``apart_minutes`` is the working time two options differ by.
    ``look_minutes`` is the most working time to a first look, ``pressing_minutes`` that to one at
    a mail that can't wait, ``quick_minutes`` that to a word on a plain question or request.
    A block in which ``per_block`` promises fall due already is not offered any more. A work
    that is not named takes the defaults of ``support``.
    """

    least_history: int = Field(ge=1)
    grain_minutes: int = Field(ge=1, le=60)
    into_block_minutes: int = Field(ge=0)
    apart_minutes: int = Field(ge=1)
    per_block: int = Field(ge=1)
    look_minutes: int = Field(gt=0)
    pressing_minutes: int = Field(ge=0)
    quick_minutes: int = Field(ge=0)
    answering: WorkDefault
    """Time at the keyboard for one answer, from opening the mail to sending."""
    works: dict[str, WorkDefault]

    @model_validator(mode="after")
    def _support_is_known(self) -> Self:
        if "support" not in self.works:
            message = "works needs an entry 'support': it stands in for works without one"
            raise ValueError(message)
        return self
