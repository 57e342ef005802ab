"""The words all contracts share: what a contract is, moments, zones, levels, people, places."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Literal, TypeAlias, TypeVar, dataclass_transform
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, Field

_Class = TypeVar("_Class")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def contract(of: type[_Class]) -> type[_Class]:
    """Make a class a contract: frozen, without a dict, every field named where it is given."""
    return dataclass(frozen=True, slots=True, kw_only=True)(of)


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        message = f"no such time zone: {name!r}; write an IANA name such as Europe/Berlin"
        raise ValueError(message) from error
    return name


Moment: TypeAlias = Annotated[
    AwareDatetime,
    Field(ge=datetime(1980, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC)),
]
"""An aware moment of this age; far ends of the calendar would only overflow."""

OUR_YEARS = range(1981, 2199)
"""Years that lie in `Moment` in every zone."""

Zone: TypeAlias = Annotated[str, AfterValidator(_known_zone)]
"""An IANA time zone."""

Hours: TypeAlias = Literal["12", "24"]
"""How many a clock shows before it begins again."""

Level: TypeAlias = Annotated[int, Field(ge=0, le=4)]
"""How frustrated somebody is who writes."""
CALM: Level = 0
UNEASY: Level = 1
FRUSTRATED: Level = 2
ANGRY: Level = 3
END_OF_ROPE: Level = 4

Kind: TypeAlias = Literal["support", "new_work", "complaint", "none"]
"""The small classes an endless inbox falls into (000:71); ``none`` is no customer mail."""

App: TypeAlias = Literal["gmail", "outlook", "practice", "file"]
"""Where a mail was read. ``practice`` mail never mixes with real promises."""


@contract
class Person:
    """Someone who writes or is written to. Outlook shows some senders by name only."""

    name: str | None = None
    address: str | None = None


Sender: TypeAlias = Annotated[Person | None, Field(alias="from")]
"""Who wrote; ``from`` in JSON, which no field of Python may be called."""


@contract
class Span:
    """A place in a text; ``text`` repeats what stands there."""

    start: int
    end: int
    text: str
