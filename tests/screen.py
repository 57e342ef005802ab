"""A screen that keeps what it was given to show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helper.remembering.reminding.notices import Notice


@dataclass
class Screen:
    """A channel that keeps what it was given."""

    shown: list[Notice] = field(default_factory=list)
    cleared: list[int] = field(default_factory=list)

    def check(self) -> bool:
        """It is there."""
        return True

    def show(self, notice: Notice) -> bool:
        """Take it."""
        self.shown.append(notice)
        return True

    def clear(self, promise: int) -> None:
        """Take away what stands there."""
        self.cleared.append(promise)

    def about(self) -> frozenset[int]:
        """Every promise that a notice was shown of, and none taken away."""
        shown = {promise for notice in self.shown for promise in notice.promises}
        return frozenset(shown.difference(self.cleared))


class Desktop(Screen):
    """A desktop on which every notice stays until it is taken away."""

    def clear(self, promise: int) -> None:
        """Take away what is about a promise."""
        self.shown = [one for one in self.shown if promise not in one.promises]
