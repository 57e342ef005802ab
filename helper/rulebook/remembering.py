"""The rules of the room *remembering*, as ``rules/<language>/remembering.yaml`` holds them."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from helper.contracts import Every
from helper.rulebook.base import Regex, Rule, RuleFile, Strict

Resolver = Literal[
    "near_day",
    "weekday",
    "date",
    "numeric_date",
    "month_day",
    "named_day",
    "clock",
    "zone",
    "day_part",
    "day_end",
    "length",
    "period",
]
"""What the named groups of a time rule mean; `helper.remembering.dates.resolvers` has the code."""

Unit = Literal["minute", "hour", "day", "week", "fortnight", "month", "quarter", "year"]

Strength = Literal["will", "strong", "dependent", "delegated", "under_way", "hinted"]
"""How a commitment is made: plainly, on one's word, under a condition, for someone else, by
saying that it is being worked on, or without saying what will be done ("leave it with me")."""


class TimeRule(Rule):
    """A pattern whose named groups hold one part of a time: a day, a clock, a length.

    A group name may end in digits (``hour2``), so alternatives of one pattern can repeat it.
    """

    resolver: Resolver


class PromiseRule(Rule):
    """A pattern that finds a commitment; ``confidence`` is how often such words are one."""

    strength: Strength
    confidence: float = Field(gt=0, le=1)
    needs_time: bool = False
    """Whether the words commit only together with a time."""


class RoundRule(Rule):
    """A pattern that says how often something promised comes again."""

    every: Every


class Fulfilment(Strict):
    """What a later mail of the user says about an earlier promise in its thread."""

    new_time: Regex
    """Asks for more time or gives a new one."""
    slipping: Regex
    """Takes a time back, if it is the promised time or the promised thing that it speaks of."""
    sooner: Regex
    """Says that something will be earlier than promised."""
    putting: Regex
    """All that is said beside a time by who only gives another: "sorry, make it"."""
    agreeing: Regex
    """All that is said beside a time by who agrees on it."""
    attending: Regex
    """Is about being somewhere: who cannot come on Friday may still send something."""
    waiting: Regex
    """Says that the matter is still open: such a mail fulfils nothing."""
    thanks_only: Regex
    """Matches a whole mail that only thanks, nods or wishes well."""
    absent: Regex
    """Says that the writer is away: an out-of-office note."""
    aside: Regex
    """Begins a mail about something else: a correction, a thing forgotten, a birthday."""
    done: Regex
    """Tells that something is done, or that it comes with this mail."""
    days_ago: dict[str, int]
    """Words for a day that has come, and how long ago that is: what was done then."""
    asking: Regex
    """Asks the customer for something; what it matches is the whole question."""
    leading: Regex
    """A sentence that only leads up to a question: "I have read your mail", "one thing"."""
    inquiry: Regex
    """In a promise: that one will ask how it is."""
    inquires: Regex
    """Asks how it is, whatever it is."""
    called_off: Regex
    """Says that something will not be done, as nobody needs it any more."""
    ending: Regex
    """In a promise: that something will be ended, so that its end keeps the promise."""
    elsewhere: Regex
    """In a promise: what is not done by mail, such as a call."""
    telling: Regex
    """In a promise: what it will only tell of, such as whether it can be repaired."""
    handing: Regex
    """Hands over things, in a promise or later; its groups hold what they are called."""
    further: Regex | None = None
    """The rest of a list, right behind its first thing."""
    listed: Regex
    """Stands between the things of a list."""
    nameless: str
    """Words that name no thing: an answer, a word, the week."""
    handed: Regex | None = None
    """In a promise without a time: that the thing comes with this very mail."""
    unnamed: Regex
    """Hands over, or calls finished, what it gives no name: "here it is", "attached"."""
    given: Regex
    """Says where the thing is, or what it says: "in your inbox", "it comes to £480"."""
    compound: Regex
    """A thing's name that only says of which sort another thing is: the invoice software."""
    series: Regex
    """A comma between things, which parts no clauses: "attached are the photos, the quote"."""
    kinds: tuple[Regex, ...]
    """Words for the same kind of thing, and the form it comes in: a quote, an estimate, £480."""
    unsolved: Regex
    """In the customer's mail: what was done did not help, or not for long."""


class Telling(Strict):
    """How something in a sentence is told afterwards; ``say`` as for ``re.Match.expand``.

    Where nothing is said, it cannot be told.
    """

    pattern: Regex
    say: str = ""


class Naming(Strict):
    """What a promise was about, as its writer names it afterwards.

    Every time in its sentence is a row of ◷; of several patterns the first that fits counts.
    """

    time: Regex
    """A time with the small words that join it to its sentence."""
    things: tuple[Telling, ...]
    """What the reader was to have: "a corrected invoice"."""
    said: tuple[Telling, ...]
    """The same as one speaks of it afterwards: "the corrected invoice"."""
    pledges: tuple[Telling, ...]
    """What was to be done, behind "I'd told you": "I'd call you back"."""
    anew: tuple[Telling, ...]
    """The clause around a time with another in its place: "I'll call you back by {time}"."""


class Words(Strict):
    """Words of one language and what they stand for; a longer key wins over a shorter one."""

    numbers: dict[str, float]
    vague: Regex
    """Numbers that are no numbers: a couple, a few."""
    months: dict[str, int]
    weekdays: dict[str, int]
    """0 is Monday."""
    near_days: dict[str, int]
    """Days from today."""
    which: dict[str, int]
    """Weeks, months or years from the present one."""
    units: dict[str, Unit]
    working: Regex
    """Marks a length that counts working days only."""
    places: dict[str, Literal["start", "early", "mid", "late", "end", "weekend"]]
    day_parts: dict[str, Literal["morning", "noon", "afternoon", "evening", "midnight"]]
    halves: dict[str, Literal["am", "pm"]]
    zones: dict[str, str]
    """Where a clock is read -> its zone; also there for patterns, as ``{any_zones}``."""
    named_days: dict[str, str]
    """Name -> month and day as ``12-25``."""


class RememberingRules(RuleFile):
    """Everything the room *remembering* knows of one language."""

    aside: Regex | None = None
    """The same time elsewhere, in brackets behind a time: it is no second one."""
    words: Words
    month_first: Regex
    """The zones in which 5/6 is the 6th of May and not the 5th of June."""
    times: tuple[TimeRule, ...]
    not_times: tuple[Rule, ...]
    """Numbers and words that look like a time and are none."""
    joint: Regex
    """What may stand between two parts of one time."""
    choice: Regex
    """A joint that means a range or a choice: the later time counts."""
    both: Regex
    """Between two days, each of which is meant: "on Thursday and on Monday"."""
    between: Regex
    """Stands right before the first of two days that are the ends of a stretch."""
    before: Regex
    """Stands right before a time and shuts the named day out."""
    not_before: Regex | None = None
    """The same behind a no, which lets the day in: "not ready before Tuesday"."""
    taken_back: Regex
    """Stands right behind a time that will not hold: "Friday won't work, Monday will"."""
    taken_back_before: Regex | None = None
    """The same right before the time: "I won't manage Friday"."""
    deadline: Regex
    """Stands right before a time and makes it the one that counts."""
    deadline_behind: Regex | None = None
    """The same right behind a time, for languages that say it there: 周五前, 金曜までに."""
    counted_from: Regex | None = None
    """Stands right before a length of time that counts from something to come: 收到后三天内."""
    counted_from_behind: Regex | None = None
    """The same right behind it: "within two days of receipt"."""
    met_by_oneself: Regex | None = None
    """In a condition: that its writer meets it, so a time in it holds: "once I'm in on Monday"."""
    until: Regex | None = None
    """Stands right before a time with which what comes again ends: "every Friday until May"."""
    until_behind: Regex | None = None
    """The same right behind it: クリスマスまで毎週."""
    verb_last: bool = False
    """Whether the verb that commits stands behind its times."""
    also: Regex
    """Between two times of one commitment: each of them is promised."""
    apart: Regex | None = None
    """Joins two deeds, and ends right before the commitment to the second."""
    refers_back: Regex | None = None
    """Words for what was named before, such as "it": "I'll mend the lamp, and you'll have it back
    on Friday" is one deed."""
    own_clause: Regex | None = None
    """Begins a clause that says something of its own, and does not go on with the one before."""
    clauses_run_on: bool = False
    """Whether a sentence runs on from clause to clause, each of which may promise by itself."""
    two_deeds: Regex | None = None
    """Two deeds of one subject, each with a thing of its own; the group ``deed`` is the second,
    ``shared`` what belongs to both."""
    agreed: Regex
    """Stands right behind a day that suits: a bare clock behind it is of that day."""
    lends_time: Regex
    """Ends a sentence that asks to wait, or agrees on a day: the next says what is done then."""
    promises: tuple[PromiseRule, ...]
    effort: Regex
    """In a commitment: that one will look, ask or try, which says nothing of what comes of it."""
    outcome: Regex
    """Beside an effort: what the customer will get from it."""
    not_promises: tuple[Rule, ...]
    """Sentences, or parts of them, that look like a promise and are none."""
    rounds: tuple[RoundRule, ...] = ()
    drafts: tuple[str, ...] = ()
    """The labels under which Gmail exports what was never sent."""
    claim_stopwords: str
    """Words that say nothing about which promise is meant."""
    nameless_claim: Regex
    """In a claim: that it names no thing, such as "where is it?"."""
    fulfilment: Fulfilment
    naming: Naming

    def told_by(self, strength: Strength) -> frozenset[str]:
        """The ids of the rules that find commitments made in this way."""
        return frozenset(rule.id for rule in self.promises if rule.strength == strength)

    @cached_property
    def empty_words(self) -> frozenset[str]:
        """The words of ``claim_stopwords``."""
        return frozenset(self.claim_stopwords.split())

    @cached_property
    def nameless_words(self) -> frozenset[str]:
        """Those, and the words that name no thing."""
        return self.empty_words | frozenset(self.fulfilment.nameless.split())
