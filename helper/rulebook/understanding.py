"""What a mail is about and needs: how that is found in it, and put into words of a reply."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from helper.contracts import Level
from helper.rulebook.base import QuickRegex, Regex, Rule, Strict, TextRule, Whole
from helper.rulebook.conventions import Asking, Calling, Mention, Telling
from helper.rulebook.grammar import Grammar
from helper.rulebook.writing import Script

Need = Literal["answer", "do", "mend", "thank", "feel"]
"""What a first reply must chiefly be (`helper.replying.understanding.needs`)."""


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
    wide: bool = False
    """Whether it says less than any clause of the mail, which is told in its place."""
    field: str | None = None
    """Which of the ``fields`` it lies in: a mail that speaks rather of another one only mentions
    it in passing."""
    known: Regex | None = None
    """The ``detail`` one would ask for, where the mail holds it already (B21)."""


class Held(Strict):
    """What a mail holds already of a detail, and what is left to ask then; maybe nothing."""

    pattern: Regex
    asks: tuple[str, ...] = ()
    both: tuple[str, ...] | None = None
    """The same where the mail holds what stands below this one as well."""
    work: tuple[str, ...] = ()
    """What is then to be done, where that differs from what the detail itself calls for."""


class Detail(Rule):
    """What has to be known before work can begin, and how one asks for it.

    Its pattern holds words of its trade; what they weigh is learned
    (`helper.replying.understanding.missing`).
    """

    asks: tuple[str, ...]
    hot: tuple[str, ...] = ()
    """The same for who is angry: it asks besides what they want (B44)."""
    known: tuple[Held, ...] = ()
    work: tuple[str, ...]
    """What is done with it, where the mail's matter does not say it."""
    kin: tuple[str, ...] = ()
    """Details of the same trade: where one of them surely lacks and nobody can tell which,"""
    kin_asks: tuple[str, ...] = ()
    """this is asked, which does for all of them."""

    @property
    def name(self) -> str:
        """By what it stands in the table, and in the labels."""
        return self.id.rpartition(".")[2]

    @model_validator(mode="after")
    def _both_are_two(self) -> Self:
        if self.known and self.known[-1].both is not None:
            message = "nothing stands below the last of known, so that no mail holds both"
            raise ValueError(message)
        return self


class Told(Rule):
    """What a mail tells already, in any words, and so what is not asked (B21).

    Its pattern finds it in the mail.
    """

    asks: Regex
    """How a question, or the name of what one would need, asks for just that."""


class Naming(Strict):
    """When the noun phrase a mail is about is named, as `helper.ears.spans` found it."""

    least: float
    """How sure it must be, from 0 to 1."""
    least_in_a_post: float = 0.0
    """The same in a few lines written in passing: they name much that is beside the point."""
    tail: Regex
    """How a phrase ends that says itself what we say after it: the matter of."""
    unnamed: Regex
    """What is never named however sure it is: persons above all."""
    denied: Regex | None = None
    """How the words before a thing end of which the writer says that it is not wanted."""
    checked: Regex | None = None
    """How the words after a thing begin that was only looked at: no trouble was there."""


class Heeding(Strict):
    """Which details of a calm mail are borne in mind, and said so."""

    details: tuple[Mention, ...]
    """How each stands in a mail, and how it is named."""
    past: Regex
    """Words of a sentence that only tells what was."""
    joined: str
    """What stands between two of them."""


class Citing(Strict):
    """Which clause of a mail may be quoted, and when one is."""

    least: float
    """How likely people would choose it, from 0 to 1 (`helper.replying.understanding.citing`)."""
    sure: float = 0.0
    """The same beside an event that one knows by itself and the clause does not tell of."""
    torn: float = 1.0
    """The same where people would surely choose some clause, and only which is open."""
    uneasy: bool = False
    """Whether the merely uneasy are quoted too, where nothing was heard to be wrong."""
    words: int
    """The fewest words of a quote."""
    edges: str
    """Marks that are left out at both ends."""
    lead: Regex
    """How a clause goes on from the one before it, which is left out."""
    unfit: Regex
    """What is not quoted: insults, threats, wishes, jokes, and what is no clause."""
    beside: Regex | None = None
    """What is said in passing, such as in brackets, and is left out."""
    introduced: Regex | None = None
    """How a clause ends that, if it holds the writer's name, only says who they are."""
    signed: bool = False
    """Whether a word of trouble must stand in it, however loudly an ear hears one."""
    told: bool = False
    """Whether it is said from our side: where verbs and nouns have no forms, nothing breaks."""


class Conjugation(Strict):
    """How verbs lose the polite ``endings`` of a letter: arimasen is nai when reported.

    The pattern finds a stem, in the group of its class, and its ending, in the group ``ending``.
    Each class has a form for each of the endings, which is expanded like a `Mention`. What else
    the pattern finds, such as a quote, stays as it is.
    """

    endings: tuple[str, ...]
    pattern: Regex
    forms: dict[str, tuple[str, ...]]

    @model_validator(mode="after")
    def _each_class_has_every_form(self) -> Self:
        short = [name for name, said in self.forms.items() if len(said) != len(self.endings)]
        if short:
            message = f"{', '.join(short)}: as many forms as there are endings are needed"
            raise ValueError(message)
        return self


class UnderstandingRules(Whole):
    """How mails of one language are understood."""

    script: Script | None = None
    calling: Calling
    asking: Asking
    telling: Telling
    naming: Naming | None = None
    citing: Citing | None = None
    heeding: Heeding | None = None
    objects: tuple[Mention, ...]
    spans: tuple[Mention, ...]
    sinces: tuple[Mention, ...]
    impacts: tuple[Mention, ...]
    hellos: tuple[Mention, ...] = ()
    """Greetings of a mail that are given back."""
    grief: QuickRegex
    """Words of a mail that tells of a death."""
    asks: tuple[Mention, ...] = ()
    """How an ask is said from our side; without any, asks are quoted as they stand."""
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
    doings: tuple[Mention, ...] = ()
    """The same, as what one is busy with: "moving your appointment"."""
    gifts: tuple[Mention, ...] = ()
    """The same, what is to be sent or handed over."""
    quotes: tuple[Mention, ...] = ()
    wrotes: tuple[Mention, ...] = ()
    """How a question, or another ask, is said back as it stands, where it cannot be turned."""
    questions_told: bool = False
    """Whether `quotes` and `wrotes` are said from our side all the same, as what their writer wants
    to know, or would like to have done."""
    wonders: tuple[Mention, ...] = ()
    """How a calm question is said back in quotation marks, where none of those fits."""
    tellings: tuple[Mention, ...] = ()
    """How a clause of the mail that says what happened is told from our side; without any, one is
    only quoted."""
    conjugation: Conjugation | None = None
    """How a clause becomes plain before it is told, and a question before it is wondered at."""
    splice: Mention | None = None
    """A comma between two sentences, and what joins them properly."""
    chained: Regex | None = None
    """Two clauses that would make an endless sentence if they were told together."""
    signed_off: Regex | None = None
    """Thanks that close a mail before the name."""
    called: Regex | None = None
    """Names a message is called out to, which are no part of what it says."""
    clause: Regex
    """What ends a clause inside a sentence, its space with it."""
    telling_signs: Regex
    """Words that show that a clause tells of trouble; each counts once."""
    wrongs: QuickRegex
    """Words that make of a told clause something one is sorry for as it stands."""
    untold: Regex | None = None
    """A clause with these words is never told: it speaks of us, asks, greets or threatens."""
    uncited: Regex
    """A short message with these words is not quoted back as noted."""
    clause_ends: Regex
    """How a text goes on where a clause has ended."""
    topics: tuple[TopicRule, ...] = ()
    events_believed: Level | None = None
    """From which level on the words of an event are enough, where no ear made out what went wrong;
    of a short mail those are that tell how somebody was served."""
    events: tuple[Matter, ...] = ()
    """What went wrong; the first that fits speaks, and before all matters."""
    matters: tuple[Matter, ...] = ()
    """What it is about at least."""
    fields: dict[str, QuickRegex] = Field(default_factory=dict)
    """Words of wide fields, such as goods on their way, screens or travel."""
    records: tuple[Matter, ...] = ()
    """What one needs to know to begin, by the thing it is about."""
    details: tuple[Detail, ...] = ()
    """What a mail may lack; without them only matters ask for something."""
    told: tuple[Told, ...] = ()
    """What any question may ask for that the mail tells: since when, which model."""
    scant: Matter | None = None
    """A whole mail of which none fits, for it says too little."""
    deadlines: tuple[Mention, ...] = ()
    """Words of a mail by which something must be done, as a clause of ours."""
    friendly: QuickRegex | None = None
    """Words of a calm mail by which what went wrong was no great matter."""
    regrets: QuickRegex | None = None
    """Words of one who says sorry to us, or takes back a complaint: whatever it sounds like,
    nothing is to be put right."""
    lauds: Regex | None = None
    """Words of praise beside an ask; without them any words of thanks are."""
    ironic: Regex | None = None
    """Thanks and praise that mean the contrary,"""
    stock: Regex | None = None
    """and such as may: what is left of a post without them tells which."""
    """Thanks and praise that mean the contrary."""
    asks_why: Regex | None = None
    """A question for the reason: where it names something wrong, that is what it is about."""
    playful: QuickRegex | None = None
    """Signs of a text that only shares something."""
    questions: Regex
    """An ask that wants to know something."""
    requests: Regex
    """An ask for a deed, also where it looks like a question; to be told something is none."""
    waived: Regex | None = None
    """Words that say what is not wanted, or not any more."""
    urged: Regex | None = None
    """Asks that only press for an answer, and ask nothing of their own: "please reply soon"."""
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
    unheard: Regex | None = None
    """An ask that surely is one, for where clauses run on and none was heard."""
    unsaid: Regex
    """A fact with these words is never lifted: insults, and money we did not promise (B28)."""
