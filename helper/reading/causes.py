"""Why a customer writes as they do: does not know, cannot do, or feels mistreated (000:65)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from helper.contracts import FRUSTRATED, Cause
from helper.reading.frustration import Judgement

_CAUSES: tuple[Literal["mistreated", "blocked", "not_knowing"], ...] = (
    "mistreated",
    "blocked",
    "not_knowing",
)
_TOLD = 0.6
"""What the cause that the rules name is worth beside the logits of the voices."""

_QUIET = 0.1
"""Lead of the causes that are told in few words over the reproach that is told in many."""

_EASE = (0.3, -0.2)
"""Lead of no cause at all at levels 0 and 1: a plain question is no worry, level 1 mostly is."""


def cause_of(
    judgement: Judgement, heard: Mapping[str, float], reproach: float = 0.0
) -> Cause | None:
    """The cause the rules and the voices agree on best; the rules' own where nothing is heard.

    ``reproach`` is how far feeling mistreated leads for each level above 1.
    """
    if not heard:
        return judgement.cause
    claims = {cause: heard[cause] + _QUIET * (cause != "mistreated") for cause in _CAUSES}
    claims["mistreated"] += reproach * max(judgement.level - 1, 0)
    if judgement.cause:
        claims[judgement.cause] += _TOLD
    if judgement.level == 0:  # Who is calm holds nothing against us.
        del claims["mistreated"]
    strongest = max(claims, key=lambda cause: claims[cause])
    if judgement.level >= FRUSTRATED:  # There is a cause then, however calm the mail sounds.
        return strongest
    calm = heard["calm"] + _EASE[judgement.level]
    return None if calm > claims[strongest] else strongest
