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
    """Defaults per kind of work, and the least history that may replace them (B41)."""

    least_history: int = Field(ge=1)
    look: WorkDefault
    works: dict[str, WorkDefault]
