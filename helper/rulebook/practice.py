"""Situations to practise on: ``rules/<language>/practice.yaml`` (003:1, 003:11).

They are read when the practice inbox asks for them, not at the start of the helper.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from helper.rulebook.base import RuleFile, Strict
from helper.rulebook.files import load

ME = "{me}"
"""Where an answer is signed."""


def _signed(answer: str) -> str:
    if not answer.rstrip().endswith(ME):
        message = f"an answer ends with {ME}, the name of whoever practises"
        raise ValueError(message)
    return answer


class SituationRule(Strict):
    """A mail to answer, what to try, an answer to compare with, and why it is built so."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    source: str = Field(min_length=1)
    title: str = Field(min_length=1)
    sender: str
    subject: str
    text: str = Field(min_length=10)
    try_: str = Field(alias="try", min_length=1)
    answer: Annotated[str, AfterValidator(_signed)]
    why: str = Field(min_length=1)


class PracticeRules(RuleFile):
    """All situations of one language, in the order they are offered."""

    situations: tuple[SituationRule, ...]


def situations(folders: list[Path], language: str) -> PracticeRules:
    """The situations of a language, the user's own laid over the shipped ones.

    Raises:
        RuleError: a file cannot be used.
    """
    return load(PracticeRules, [folder / language / "practice.yaml" for folder in folders])
