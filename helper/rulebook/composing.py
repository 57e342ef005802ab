"""How a reply is put together: plans, moves, phrases, and the conventions of the language.

A template is a text with ``{names}``. A name is a fact of `SLOTS` or a phrase, which is a list
of templates one of which is chosen. A template with an unknown fact is never used.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from helper.contracts import Cause, Form, Level
from helper.rulebook.base import Regex, Strict, Whole
from helper.rulebook.understanding import Need
from helper.rulebook.writing import TimeWords, VoiceRules

MoveName = Literal[
    "name",
    "care",
    "thanks",
    "sorry",
    "pardon",
    "alliance",
    "understanding",
    "action",
    "detail",
    "reason",
    "time",
    "choice",
    "question",
    "history",
    "last",
    "call",
    "gesture",
    "away",
    "held",
    "sign",
]

SLOTS = frozenset(
    {
        *("name", "hello", "me", "object", "since", "span", "impact"),
        *("rest", "wrong", "hurts", "regret", "first", "second", "cited", "told"),
        *("noted", "mentioned", "praised", "stake", "topic", "short", "ailing", "sympathy"),
        *("reference", "ask", "asked", "quoted", "wrote", "last", "subject", "thing", "deadline"),
        *("know", "deed", "doing", "order", "gift", "others", "joy", "yours", "heed"),
        *("time", "other", "due", "promised", "pledge", "anew", "reason", "from", "until"),
    }
)
"""The facts a template may name: of the mail, of the promise, and of the two times offered."""

_NAME = re.compile(r"\{([a-z_]+)\}")


@lru_cache(maxsize=4096)
def names_in(template: str) -> tuple[str, ...]:
    """The names a template needs, in order."""
    return tuple(_NAME.findall(template))


def _text_alone(value: object) -> object:
    """Let a variant without conditions be written as its text."""
    return {"text": value} if isinstance(value, str) else value


class Variant(Strict):
    """One way to say a move, and when it fits. An empty condition fits always.

    ``hurts`` are families of the reading, topics, or what else `helper.replying.composing.cases`
    sees in a mail; ``what`` is the option promised. ``id`` names a form of sorry, so that
    one person does not get the same form twice (B32).
    """

    text: str = Field(min_length=1)
    id: str | None = None
    hurts: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    levels: tuple[Level, ...] = ()
    needs: tuple[Need, ...] = ()
    forms: tuple[Form, ...] = ()
    what: Literal["look", "answer"] | None = None


Variants = tuple[Annotated[Variant, BeforeValidator(_text_alone)], ...]


class Plan(Strict):
    """The order of moves for a form at some levels, paragraph by paragraph (C7)."""

    form: Form
    levels: tuple[Level, ...]
    needs: tuple[Need, ...] = ("answer", "do", "mend", "thank", "feel")
    promise: Literal["look", "answer"]
    paragraphs: tuple[tuple[MoveName, ...], ...]


class Gap(Strict):
    """A visible place only the user can fill."""

    text: str = Field(pattern=r"^\[.+\]$")
    hint: str


class Again(Strict):
    """What "again" is said of: of what the writer had to do, or of what keeps going wrong.

    The hurt ``means`` another one where the mail holds no ``effort`` of its writer but a ``fault``
    that comes back, and where it holds neither, none.
    """

    hurt: str
    means: str
    effort: Regex
    fault: Regex


class Composing(Strict):
    """Small conventions of writing in this language."""

    space: str
    """Between two moves of a paragraph."""
    beside: tuple[MoveName, ...] = ()
    """Moves that stand in the line of what they follow, where each move has a line of its own."""
    title: str = ""
    """How a subject line is named: quoted, as ``{title}``; without it, as a thing."""
    join_sorry: str
    """Two hurts in one sentence: ``{first}`` and ``{second}``, for the move *pardon* to end."""
    join_told: str | None = None
    """The same where the first says what happened (``{wrong}``) and then what it did to them, which
    stays last: a second effect behind it would limp."""
    regret_told: dict[str, str] = Field(default_factory=dict)
    """What a form of sorry says between what happened and how that felt, where it is put as the
    thing one is sorry for, `regret_ends`: "I kept you waiting" as "having kept you waiting"."""
    regret_ends: dict[str, str] = Field(default_factory=dict)
    join_regret: str = ""
    """Two of these in one sentence."""
    run_length: int = Field(ge=2)
    """Two drafts that share so many words in a row, or Han and kana, sound like a form."""
    short_words: int = 0
    """Who writes no more words than this is answered in few: one time, and nothing quoted."""
    post_words: int = 0
    """The same of what has no subject: posts and messages are written in one breath."""
    history_below_words: int = Field(ge=0)
    """The history is asked for only when the mail itself is shorter than this (B45)."""
    demanding: tuple[str, ...]
    """Families of cues by which somebody says what they want: pay by Friday, or else."""
    history_hurts: tuple[str, ...]
    heard_hurts: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """What a hurt says has gone wrong: it gets no sorry where none of these is heard as well."""
    believed_by_ear: bool = False
    """Whether something heard to have gone wrong is believed where few words of it are known."""
    mild_unless_told: bool = False
    """Whether who is at most uneasy gets a sorry only for what they surely tell."""
    signs_believed: float = 1.2
    """What the signs of what a mail needs count beside the ears for it, which are right by
    themselves nearly as often. In English the sum is right in .76 of 763 openings of STC-3 and .78
    of 197 posts, each not learned from, the signs alone in .71 of both; in Chinese, where they
    count half as much, in .77 of 1,718 mails and .85 of 606 posts, the signs in .75 and .70."""
    again: Again | None = None
    feelings: Regex | None = None
    """Words for how something feels: one that is said already, or will be, is not said again."""
    wide_hurts: tuple[str, ...] = ()
    """Hurts that only say that something is wrong: beside another one they get no sorry."""


class ComposingRules(Whole):
    """What drafts of one language are put together from."""

    voice: VoiceRules = Field(default_factory=VoiceRules)
    times: TimeWords
    composing: Composing
    plans: tuple[Plan, ...]
    moves: dict[MoveName, Variants]
    phrases: dict[str, tuple[str, ...]]
    named: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """The same for what can be named: before those of a weak matter, and the common ones."""
    gaps: dict[Literal["me", "reason", "from", "until", "yours"], Gap]
