"""How people and things are called in a language, how an ask is named, and what happened told."""

from __future__ import annotations

from pydantic import Field

from helper.rulebook.base import QuickRegex, Regex, Strict


class Mention(Strict):
    """How a fact, as it stands in the mail, is put into a reply: the first pattern that fits."""

    pattern: QuickRegex
    say: str = ""
    """Expanded like ``re.Match.expand``; empty leaves the fact out."""


class Calling(Strict):
    """How people and things are called."""

    titles: Regex
    """Before a family name, kept with it in the greeting."""
    beside: Regex
    """What is shown with a name and is none: a firm, a department, what stands in brackets."""
    not_a_name: Regex
    """Senders that are roles, handles or machines."""
    owned: Regex
    """What stands before a thing of the writer's own, such as "my"."""
    named: Regex
    """What stands before a thing where it is one: "the line" is, "line by line" is not."""
    dialled: Regex | None = None
    """How a text ends before a number one calls, which is none of an order."""
    ordered: Regex
    """``Last, First``, or a role before the name: a group holds what to call them."""


class Asking(Strict):
    """How what a mail asks for is named."""

    counts: tuple[str, ...]
    """What is said of 2, 3, ... asks; more asks take the last."""
    others: tuple[str, ...] = ()
    """What is said of 1, 2, ... asks beside one that is named; more take the last."""
    it: Regex | None = None
    """What stands for the thing in an ask, and the words before it: "move it" (group 1)."""
    them: Regex | None = None
    """The same for more than one: "return them"."""
    one_question: str | None = None
    """What is said of a question whose own words cannot be turned."""
    one_request: str | None = None
    """The same of what is asked for."""
    about: Mention | None = None
    """How the one thing asked for is called after what the mail is about, if that fits."""
    both: str | None = None
    """Two questions of who is calm, ``{first}`` and ``{second}``, as one thing they want to know;
    without it one is said and both are counted."""
    comma: str = ", "
    listed: str = " and "
    """Between several things asked for: the last two, and those before them."""
    listed_ends: tuple[str, ...] = ()
    """Endings that such things share: one that all have is said once, after the last."""
    listed_words: int = 30
    """More words than this are not listed."""
    words: int | None = None
    """An ask of more words than this is not named; without it as many as of a clause are."""
    scorn: Regex | None = None
    """What is asked of yes or no, said back: beside the trouble of a post it is mostly scorn."""
    why: str = ""
    """How the wish to know a reason begins: what it is of tells what happened."""
    earnest: float | None = None
    """How surely the ears for asks must hear a question of somebody upset to be answered as one;
    without it only the rules say what is rhetoric."""
    said_surely: float | None = None
    """How surely they must hear one in what is said back of an ask to who is angry."""
    plainly: Regex | None = None
    """What alone is said back, as it is said, of the questions in a post of somebody upset."""


class Telling(Strict):
    """How what happened is told back."""

    impact_words: int = Field(ge=1)
    """A longer impact is left out: it would repeat the writer, not understand them (C8)."""
    words: int = Field(ge=1)
    """The same of a clause of what happened, which is told as it stands in the mail."""
    both_words: int = Field(ge=1)
    """The same of two such clauses together."""
    clauses_run_on: bool = False
    """Whether one sentence tells a whole story, clause by clause, and asks in its last one."""
    of_topic: str = ""
    """What went wrong, ``{told}``, where it does not say itself of which ``{topic}``."""
    of_topic_only: bool = False
    """Whether of such a story only a clause that holds its topic is told."""
    quoted: str = ""
    """What went wrong as it was ``{cited}``, where no clause can be told."""
    reported: bool = False
    """Whether it is put as one reports it first, and quoted where that cannot be done."""
    quoted_first: bool = False
    """Whether that is said rather than an event that it does not tell."""
    felt_once: bool = False
    """Whether a word on what an event is like is left out where the sorry tells that event."""
    wrongs_only: bool = False
    """Whether of such a story only a clause is told for which one is sorry as it stands."""
