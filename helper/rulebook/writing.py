"""How a language writes: its times, its other letters, and the habits of who writes it."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from helper.rulebook.base import Regex, Strict


class TimeWords(Strict):
    """How a moment is said. Forms name ``{clock} {weekday} {day} {month} {year}``."""

    weekdays: tuple[str, ...] = Field(min_length=7, max_length=7)
    months: tuple[str, ...] = Field(min_length=12, max_length=12)
    today: str
    tomorrow: str
    weekday: str
    next_week: str | None = None
    """A weekday of the week after this one, in languages where its bare name means this week's."""
    date: str
    day: str
    """A date without a clock."""
    theirs: str
    """The clock where the customer is, in brackets behind ours, with the space before them."""
    call: str = ""
    """Promises a call by ``{time}``, in a sentence that the ledger understands."""
    call_known: str = ""
    """The same where their mail holds a number to call."""
    theirs_other_day: str
    """The same where it is another day there."""
    hours: tuple[str, ...] = ()
    """How each of the 24 hours is said; where there are none, ``{clock}`` is digits."""
    half: str = ""
    """``{hour}`` and a half."""
    minutes: str = ""
    """``{hour}`` and ``{minute}``; ``{digits}`` are those of a clock with twelve hours, and
    ``{side}`` which half of the day it is."""
    sides: tuple[str, str] = ("", "")
    """Before noon, and after."""


class Script(Strict):
    """The other letters a language is written in, beside those of the rules (Chinese).

    The table of pairs is the one of the rules for reading; this is what it leaves open.
    """

    both: str = ""
    """Letters of the rules that are at home in both, such as 后 (empress) and 里 (mile)."""
    letters: str = ""
    """Ours and theirs, apart by blanks, where a letter of ours has more than one of theirs."""
    words: tuple[tuple[str, str], ...] = ()
    """Words that differ, each as long as the other."""

    @model_validator(mode="after")
    def _stay_as_long(self) -> Self:
        wrong = [pair for pair in self.words if len(pair[0]) != len(pair[1])]
        wrong += [(one, "") for one in self.letters.split() if len(one) != len("ab")]
        if wrong:
            message = f"script: {wrong[0]} must be as long as each other"
            raise ValueError(message)
        return self


class VoiceRules(Strict):
    """Habits of writing that are known again in sent mail, and taken over by drafts."""

    name: tuple[str, ...] = ()
    """Greetings, with ``{name}``."""
    sign: tuple[str, ...] = ()
    """Closings, with ``{me}``."""
    casual: tuple[str, ...] = ()
    """Those of them that are not for somebody angry."""
    long_forms: dict[str, str] = Field(default_factory=dict)
    """Short forms and what they stand for, such as ``I'm`` and ``I am``."""
    familiar_forms: dict[str, str] = Field(default_factory=dict)
    """Formal words and what a familiar writer says instead, such as 您 and 你."""
    letterlike: Regex | None = None
    """Words of a mail that is written as a letter: a calm one without is answered familiarly."""
    brief_words: int = 0
    """Whose sentences have so many words in the mean, or fewer, writes short ones; 0: not known."""
