"""What every rule is made of: an id, a source, a pattern, and examples that prove it.

A rule is language, so it stands in YAML where a support person can edit it. Two things keep
such a file honest: the words are matched by plain regular expressions, and each rule carries
sentences that must match and sentences that must not. A rule whose examples fail is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Annotated, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from helper.rulebook.folding import fold
from helper.rulebook.pattern import Pattern
from helper.rulebook.quick import Pool, Quick

MAX_PATTERN = 4000
Made = TypeVar("Made", bound=Pattern)
_FRAGMENT = re.compile(r"\{([a-z_]+)\}")
_BREAK = re.compile(r"\n\s*")
"""Long patterns are broken into lines, to be read; the breaks mean nothing."""


class Strict(BaseModel):
    """A frozen record that refuses keys it does not know, so a typo is never silent."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True
    )


class Whole(Strict):
    """The rules of a whole file: equal to itself alone, so that what it told can be remembered."""

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


def expand(pattern: str, fragments: dict[str, str]) -> str:
    """Put fragments in place of their ``{name}``; fragments may use others.

    Raises:
        ValueError: a name is unknown, or fragments go round in a circle.
    """
    for _ in range(8):
        found = _FRAGMENT.search(pattern)
        if found is None:
            return _BREAK.sub("", pattern)
        if found[1] not in fragments:
            message = f"unknown fragment {{{found[1]}}}: define it under 'fragments'"
            raise ValueError(message)
        pattern = _FRAGMENT.sub(lambda m: f"(?:{fragments.get(m[1], m[0])})", pattern)
    message = "fragments refer to each other in a circle"
    raise ValueError(message)


def _sources(value: object, info: ValidationInfo) -> list[str]:
    """The alternatives of one pattern, with their fragments."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        message = "a pattern is a text, or a list of texts"
        raise ValueError(message)
    fragments = (info.context or {}).get("fragments", {})
    sources = [expand(one, fragments) for one in value]
    length = len("|".join(sources))
    if length > MAX_PATTERN:
        message = f"pattern too long ({length} characters, {MAX_PATTERN} allowed)"
        raise ValueError(message)
    return sources


def _made(kind: type[Made], value: object, info: ValidationInfo, flags: re.RegexFlag) -> Made:
    notes = (info.context or {}).get("notes")
    found = kind(_sources(value, info), flags | re.MULTILINE, notes)
    if not is_trusted(info):
        try:
            _ = found.whole
        except re.error as error:
            message = f"not a regular expression: {error}"
            raise ValueError(message) from error
    return found


def is_trusted(info: ValidationInfo) -> bool:
    """Whether a file was proved before, so that its patterns need not run when it is loaded."""
    return bool((info.context or {}).get("trusted"))


def _plain(value: object, info: ValidationInfo) -> Pattern:
    return _made(Pattern, value, info, re.IGNORECASE)


def _quick(value: object, info: ValidationInfo) -> Quick:
    return _made(Quick, value, info, re.IGNORECASE)


def _folded(value: object, info: ValidationInfo) -> Quick:
    return _made(Quick, value, info, re.RegexFlag(0))


Regex = Annotated[Pattern, BeforeValidator(_plain)]
"""A pattern; written in YAML as one text or a list of alternatives."""

QuickRegex = Annotated[Quick, BeforeValidator(_quick)]
"""The same, run only where the text holds words it needs."""

FoldedRegex = Annotated[Quick, BeforeValidator(_folded)]
"""The same for text that went through `fold`: about three times as fast."""


class Rule(Strict):
    """A pattern with a name, a reason and proof.

    ``source`` is an essay line (``001:9``), a paper (``R1``, ``Packard 2018``), an RFC or
    ``user``. ``yes`` holds sentences the pattern must find, ``no`` those it must leave alone.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")
    source: str = Field(min_length=1)
    pattern: QuickRegex
    yes: tuple[str, ...] = Field(min_length=1)
    no: tuple[str, ...] = Field(min_length=1)

    def find(self, text: str) -> re.Match[str] | None:
        """The first place in ``text`` this rule speaks of."""
        return self.pattern.search(text)

    @model_validator(mode="after")
    def _examples_hold(self, info: ValidationInfo) -> Self:
        if is_trusted(info):
            return self
        for example in self.yes:
            if not self.find(example):
                message = f"example under 'yes' does not match: {example!r}"
                raise ValueError(message)
        for example in self.no:
            found = self.find(example)
            if found:
                message = f"example under 'no' matches at {found[0]!r}: {example!r}"
                raise ValueError(message)
        return self


class FoldedRule(Rule):
    """A rule in lower case with straight apostrophes, for text that went through `fold`."""

    pattern: FoldedRegex

    def find(self, text: str) -> re.Match[str] | None:
        """The first place in ``text`` this rule speaks of; ``text`` is folded first."""
        return self.pattern.search(fold(text))


class TextRule(FoldedRule):
    """The same where case may tell something: an order in capitals is shouted."""

    raw: bool = False
    """Whether it does: the pattern then runs over the text as written."""

    def find(self, text: str) -> re.Match[str] | None:
        """The first place in ``text`` this rule speaks of."""
        return self.pattern.search(text if self.raw else fold(text))

    def all_in(self, text: str, folded: str) -> Iterator[re.Match[str]]:
        """Every such place; ``folded`` is ``text`` after `fold`, made once for all rules."""
        return self.pattern.finditer(text if self.raw else folded)


class RuleFile(Whole):
    """One YAML file. ``fragments`` are named parts of patterns, written ``{name}``."""

    fragments: dict[str, str] = {}

    @model_validator(mode="after")
    def _patterns_walk_together(self, info: ValidationInfo) -> Self:
        notes = (info.context or {}).get("notes")
        for n, patterns in enumerate(self.pools()):
            Pool(patterns, notes and partial(notes.recall, f"beginnings-{n}"))
        return self

    def pools(self) -> Iterable[list[Quick]]:
        """Patterns that look at the same texts, so that one walk over a text serves them all."""
        lists = [value for _, value in self if isinstance(value, tuple)]
        yield [rule.pattern for rules in lists for rule in rules if isinstance(rule, Rule)]
