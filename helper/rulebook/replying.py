"""The rules of the room *replying*, as ``rules/<language>/replying*.yaml`` hold them.

Three parts: how a reply is put together (plans, moves, phrases), how facts of a mail become
words in it (mentions, matters), and what the checklist notices (`helper.rulebook.checklist`).

A template is a text with ``{names}``. A name is a fact of `SLOTS` or a phrase, which is a list
of templates one of which is chosen. A template with an unknown fact is never used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from helper.contracts import Cause, Form, Level
from helper.rulebook.base import QuickRegex, Regex, Rule, Strict, TextRule
from helper.rulebook.checklist import ChecklistRules
from helper.rulebook.grammar import Grammar
from helper.rulebook.quick import Quick
from helper.rulebook.writing import Script, TimeWords, VoiceRules

Need = Literal["answer", "do", "mend", "thank", "feel"]
"""What a first reply must chiefly be (`helper.replying.understanding.needs`)."""

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
        *("told", "first", "also", "rest", "wrong", "hurts"),
        *("noted", "praised", "stake", "topic", "short", "sympathy", "cited"),
        *("reference", "ask", "asked", "quoted", "wrote", "last", "subject", "thing", "deadline"),
        *("know", "deed", "order", "gift", "joy", "yours"),
        *("time", "other", "due", "reason", "from", "until"),
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


class Mention(Strict):
    """How a fact, as it stands in the mail, is put into a reply: the first pattern that fits."""

    pattern: QuickRegex
    say: str = ""
    """Expanded like ``re.Match.expand``; empty leaves the fact out."""


class Gap(Strict):
    """A visible place only the user can fill."""

    text: str = Field(pattern=r"^\[.+\]$")
    hint: str


class Composing(Strict):
    """Small conventions of writing in this language."""

    space: str
    """Between two sentences of a paragraph."""
    join_sorry: str
    """Two hurts in one sentence: ``{first}`` and ``{second}``, for the move *pardon* to end."""
    counts: tuple[str, ...]
    """What is said of 2, 3, ... asks; more asks take the last."""
    one_question: str | None = None
    """What is said of a question whose own words cannot be turned."""
    one_request: str | None = None
    """The same of what is asked for."""
    comma: str = ", "
    listed: str = " and "
    """Between several things asked for: the last two, and those before them."""
    listed_words: int = 30
    """More words than this are not listed."""
    impact_words: int = Field(ge=1)
    """A longer impact is left out: it would repeat the writer, not understand them (C8)."""
    told_words: int = Field(ge=1)
    """The same for what happened to them, which is told as it stands in the mail."""
    ask_words: int | None = None
    """The same for what is asked, where it may be longer."""
    told_both_words: int = Field(ge=1)
    """The same for two such clauses together."""
    clauses_run_on: bool = False
    """Whether one sentence tells a whole story, clause by clause, and asks in its last one."""
    of_topic: str = ""
    """What went wrong, ``{told}``, where it does not say itself of which ``{topic}``."""
    told_of_topic: bool = False
    """Whether of such a story only a clause that holds its topic is told."""
    run_length: int = Field(ge=2)
    """Two drafts that share so many words in a row, or Han and kana, sound like a form."""
    history_below_words: int = Field(ge=0)
    """The history is asked for only when the mail itself is shorter than this (B45)."""
    history_hurts: tuple[str, ...]
    heard_hurts: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """What a hurt says has gone wrong: it gets no sorry where none of these is heard as well."""
    wide_hurts: tuple[str, ...] = ()
    """Hurts that only say that something is wrong: beside another one they get no sorry."""
    titles: Regex
    """Before a family name, kept with it in the greeting."""
    beside_name: Regex
    """What is shown with a name and is none: a firm, a department, what stands in brackets."""
    not_a_name: Regex
    """Senders that are roles, handles or machines."""
    owned: Regex
    """What stands before a thing of the writer's own, such as "my"."""
    named: Regex
    """What stands before a thing where it is one: "the line" is, "line by line" is not."""
    ordered_names: Regex
    """``Last, First``, or a role before the name: a group holds what to call them."""


class TopicRule(TextRule):
    """Words of a mail on which sorry is wrong: a price, or an idea that is disputed (004:16).

    ``topic`` names the family for the words of the parked form.
    """

    topic: Literal["price", "idea"]


class Matter(Rule):
    """What mails of many trades are about, or tell of, such as a late parcel.

    Its ``phrases`` say more of just that than the common ones of the same name, which they
    replace: what one is sorry about, what one looks into, what one would need to know. The group
    of the pattern that matched is the thing in the writer's own word, the slot ``thing``.
    """

    phrases: dict[str, tuple[str, ...]]
    heard: tuple[str, ...] = ()
    """What it says has gone wrong: nothing is said of it where none of these is heard as well."""
    noun: str | None = None
    """What one calls it, where the mail names nothing."""
    that: tuple[str, ...] = ()
    """What one is sorry for, where the mail has no clause of its own to be said back."""
    live: bool = False
    """Whether it is still going on, so that it cannot wait."""
    harm: bool = False
    """Whether somebody may have come to harm, which comes before all else."""
    weak: bool = False
    """Whether it is known by its noun alone, and so only where that sentence tells of trouble."""
    service: bool = False
    """Whether it is how they were served: said beside what went wrong, where both fit."""
    field: str | None = None
    """Which of the ``fields`` it lies in: a mail that speaks rather of another one only mentions
    it in passing."""
    known: Regex | None = None
    """The ``detail`` one would ask for, where the mail holds it already (B21)."""


class Naming(Strict):
    """When the noun phrase a mail is about is named, as `helper.ears.spans` found it."""

    least: float
    """How sure it must be, from 0 to 1."""
    tail: Regex
    """How a phrase ends that says itself what we say after it: the matter of."""
    unnamed: Regex
    """What is never named however sure it is: persons above all."""


class Citing(Strict):
    """Which clause of a mail may be quoted, and when one is."""

    least: float
    """How much it must tell of the trouble (`helper.replying.understanding.citing`)."""
    words: int
    """The fewest words of a quote."""
    edges: str
    """Marks that are left out at both ends."""
    lead: Regex
    """How a clause goes on from the one before it, which is left out."""
    unfit: Regex
    """What is not quoted: insults, threats, wishes, jokes, and what is no clause."""


class ReplyingRules(ChecklistRules):
    """Everything the room *replying* knows of one language."""

    script: Script | None = None
    voice: VoiceRules = Field(default_factory=VoiceRules)
    times: TimeWords
    composing: Composing
    plans: tuple[Plan, ...]
    moves: dict[MoveName, Variants]
    phrases: dict[str, tuple[str, ...]]
    named: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """The same for what can be named: before those of a weak matter, and the common ones."""
    gaps: dict[Literal["me", "reason", "from", "until", "yours"], Gap]
    naming: Naming | None = None
    citing: Citing | None = None
    objects: tuple[Mention, ...]
    spans: tuple[Mention, ...]
    sinces: tuple[Mention, ...]
    impacts: tuple[Mention, ...]
    hellos: tuple[Mention, ...] = ()
    """Greetings of a mail that are given back."""
    grief: QuickRegex
    """Words of a mail that tells of a death."""
    asks: tuple[Mention, ...]
    weighed: tuple[Mention, ...] = ()
    """Asks that are named in other words, so that naming them promises nothing (003:16)."""
    wondered: tuple[Mention, ...] = ()
    """A direct question as what its writer wants to know, where no grammar turns it."""
    knows: tuple[Mention, ...] = ()
    """Of an ask as it is named, what its writer wants to know."""
    orders: tuple[Mention, ...] = ()
    """The same, what the writer would like to do, such as to book a table."""
    deeds: tuple[Mention, ...] = ()
    """The same, what is to be done."""
    gifts: tuple[Mention, ...] = ()
    """The same, what is to be sent or handed over."""
    quotes: tuple[Mention, ...] = ()
    wrotes: tuple[Mention, ...] = ()
    """How a question, or another ask, is said back as it stands, where it cannot be turned."""
    tellings: tuple[Mention, ...]
    """How a clause of the mail that says what happened is told from our side."""
    splice: Mention | None = None
    """A comma between two sentences, and what joins them properly."""
    chained: Regex
    """Two clauses that would make an endless sentence if they were told together."""
    clause: Regex
    """What ends a clause inside a sentence, its space with it."""
    telling_signs: Regex
    """Words that show that a clause tells of trouble; each counts once."""
    wrongs: QuickRegex
    """Words that make of a told clause something one is sorry for as it stands."""
    untold: Regex
    """A clause with these words is never told: it speaks of us, asks, greets or threatens."""
    uncited: Regex
    """A short message with these words is not quoted back as noted."""
    clause_ends: Regex
    """How a text goes on where a clause has ended."""
    topics: tuple[TopicRule, ...] = ()
    events: tuple[Matter, ...] = ()
    """What went wrong; the first that fits speaks, and before all matters."""
    matters: tuple[Matter, ...] = ()
    """What it is about at least."""
    fields: dict[str, QuickRegex] = Field(default_factory=dict)
    """Words of wide fields, such as goods on their way, screens or travel."""
    records: tuple[Matter, ...] = ()
    """What one needs to know to begin, by the thing it is about."""
    scant: Matter | None = None
    """A whole mail of which none fits, for it says too little."""
    deadlines: tuple[Mention, ...] = ()
    """Words of a mail by which something must be done, as a clause of ours."""
    friendly: QuickRegex | None = None
    """Words of a calm mail by which what went wrong was no great matter."""
    regrets: QuickRegex | None = None
    """Words of one who says sorry to us, or takes back a complaint: whatever it sounds like,
    nothing is to be put right."""
    playful: QuickRegex | None = None
    """Signs of a text that only shares something."""
    questions: Regex
    """An ask that wants to know something."""
    requests: Regex
    """An ask for a deed, also where it looks like a question; to be told something is none."""
    waived: Regex | None = None
    """Words that say what is not wanted, or not any more."""
    calls: Regex | None = None
    """An ask to be called."""
    later: Regex | None = None
    """Words of such an ask by which the time it names comes before the call."""
    standing: Regex | None = None
    """Words of somebody who stands and waits."""
    troubles: QuickRegex | None = None
    """Words that report something wrong, however calmly."""
    stakes: tuple[Mention, ...] = ()
    """What hangs on it for the writer, in a clause of ours: a birthday, a child, the rent."""
    joys: tuple[Mention, ...] = ()
    """Good news of the writer's own, and a sentence of ours for it."""
    praised: tuple[Mention, ...] = ()
    """Whom a mail praises, as one would name them in the answer."""
    praise_first: QuickRegex | None = None
    """A mail that opens with praise: what it then asks for is meant kindly."""
    astray: QuickRegex | None = None
    """Words that do so where it is known what a mail is about; without it the wrongs do."""
    sympathies: tuple[Mention, ...] = ()
    """What befell the writer beside the matter, and a sentence of ours for it."""
    idle: Regex | None = None
    """A mail that only says that it has come through."""
    glad: tuple[TextRule, ...] = ()
    """Words of a mail that only says thanks."""
    grammar: Grammar | None = None
    """How the thing a mail is about is found as a noun phrase."""
    turned: dict[str, str]
    """The writer's words from our side: ``my`` becomes ``your``. Longest first is not needed."""
    shouted: Regex | None = None
    """Words in capitals that only shout, and are said back in small letters."""
    mended: dict[str, str] = Field(default_factory=dict)
    """What is typed in haste, and how it is said back."""
    garbled: Regex | None = None
    """Words that show a clause to be no whole one, or too loosely written to be said back."""
    rhetorical: Regex | None = None
    """Questions that want no answer."""
    unsaid: Regex
    """A fact with these words is never lifted: insults, and money we did not promise (B28)."""

    def pools(self) -> Iterable[list[Quick]]:
        """What else is looked for in whole mails walks through them with the rules."""
        mentions = (one.pattern for one in (*self.stakes, *self.deadlines))
        signs = (self.grief, self.wrongs, self.astray, self.troubles)
        moods = (self.friendly, self.regrets, self.playful, self.praise_first)
        known = (one for one in (*signs, *moods) if one)
        yield [*chain(*super().pools()), *mentions, *known, *self.fields.values()]

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        known = SLOTS | self.phrases.keys()
        for matter in self._matters():
            if matter.field and matter.field not in self.fields:
                message = f"{matter.id}: no field of this name: {matter.field}"
                raise ValueError(message)
            if unknown := matter.phrases.keys() - self.phrases.keys():
                message = f"{matter.id}: no phrases of this name: {', '.join(sorted(unknown))}"
                raise ValueError(message)
        for template in self.templates():
            for name in names_in(template):
                if name not in known:
                    message = f"unknown name {{{name}}} in {template!r}"
                    raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _plans_have_words(self) -> Self:
        for plan in self.plans:
            for move in (move for paragraph in plan.paragraphs for move in paragraph):
                if move not in self.moves:
                    message = f"plan {plan.form!r} needs the move {move!r}, which has no variants"
                    raise ValueError(message)
        return self

    def _matters(self) -> tuple[Matter, ...]:
        return (*self.events, *self.matters, *self.records, *([self.scant] if self.scant else []))

    def templates(self) -> Iterable[str]:
        """Every text that drafts are made of, with its ``{names}``."""
        yield from (variant.text for variants in self.moves.values() for variant in variants)
        matters = self._matters()
        yield from (text for one in matters for text in one.that)
        phrases = (self.phrases, self.named, *(one.phrases for one in matters))
        yield from (text for one in phrases for texts in one.values() for text in texts)
