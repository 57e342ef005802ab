"""How to tell languages apart, and where their sentences do not end: ``rules/languages.yaml``."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from helper.rulebook.base import Regex, Strict, Whole


class Script(Strict):
    """A writing system that names its language. Order matters: kana before Han."""

    language: str
    pattern: Regex
    share: float = Field(gt=0, le=1)
    """The least share of the letters that must be of this script."""


class Languages(Whole):
    """Scripts first (exact), then a vote of small words for the Latin languages."""

    scripts: tuple[Script, ...]
    answer_marks: Regex
    """Before a subject: Re:, AW:, Fwd:, in any language."""
    renamed: Regex
    """Behind a subject that was renamed, with its old name as ``old``."""
    small_words: dict[str, str]
    abbreviations: str
    quote_goes_on: str
    """Letters that, right behind a closing quote, carry its sentence on."""

    @cached_property
    def votes(self) -> dict[str, tuple[str, ...]]:
        """Small word -> the languages it speaks for."""
        found: dict[str, tuple[str, ...]] = {}
        for language, words in self.small_words.items():
            for word in words.split():
                found[word] = (*found.get(word, ()), language)
        return found

    @cached_property
    def no_end(self) -> frozenset[str]:
        """Words whose dot does not end a sentence, folded, without the dot."""
        return frozenset(self.abbreviations.split())
