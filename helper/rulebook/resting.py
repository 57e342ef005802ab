"""The rules of the room *resting*, as ``rules/<language>/resting.yaml`` holds them.

They are the words of quiet: how a moment is named, what a notification says, the one line of
the morning and the one line of the evening. A template names its blanks in braces; one that
asks for a blank nobody fills is refused when the file is loaded, not when it is needed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from string import Formatter
from typing import Annotated, Self, get_args
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from helper.contracts import Cause, Hours, Kind, Person, Pile, PromiseState, Stage
from helper.rulebook.base import FoldedRule, Rule, RuleFile, Strict

PILES: tuple[str, ...] = get_args(Pile)
"""In the order in which they are told."""

_DAY, _WEEK = timedelta(days=1), timedelta(days=6)


def _blanks(*allowed: str) -> AfterValidator:
    """Accept a template only when every blank in it is one of ``allowed``, plain."""

    def check(template: str) -> str:
        for _, name, spec, _ in Formatter().parse(template):
            if name is not None and (name not in allowed or spec):
                known = ", ".join(f"{{{one}}}" for one in allowed) or "none"
                message = f"unknown blank {{{name}}}: here you can use {known}"
                raise ValueError(message)
        return template

    return AfterValidator(check)


def _complete(*keys: str) -> AfterValidator:
    """Accept a table only when it has an entry for every one of ``keys``."""

    def check(table: dict[str, object]) -> dict[str, object]:
        missing = [key for key in keys if key not in table]
        if missing:
            message = f"missing: {', '.join(missing)}"
            raise ValueError(message)
        return table

    return AfterValidator(check)


class Labels(Strict):
    """How a moment is named: short, and only as exact as the distance asks for."""

    weekdays: Annotated[tuple[str, ...], Field(min_length=7, max_length=7)]
    """Monday first."""
    months: Annotated[tuple[str, ...], Field(min_length=12, max_length=12)]
    clock: Annotated[str, _blanks("hour", "minute")]
    half_day: Annotated[str, _blanks("hour", "minute", "half")]
    """A clock of twelve hours."""
    halves: tuple[str, str]
    """Before noon, and after."""
    hours: Hours = "24"
    """Which of the two is shown where no browser said how it shows times."""
    today: Annotated[str, _blanks("clock")]
    this_week: Annotated[str, _blanks("weekday", "clock")]
    later: Annotated[str, _blanks("weekday", "day", "month", "clock")]
    other_year: Annotated[str, _blanks("weekday", "day", "month", "year", "clock")]

    def moment(self, moment: datetime, now: datetime, zone: ZoneInfo) -> str:
        """``moment`` as read on ``now`` by someone in ``zone``: "15:00", "Thu 10:00".

        A past Thursday has its date: read on a Wednesday, "Thu" alone would be tomorrow.
        """
        local, today = moment.astimezone(zone), now.astimezone(zone)
        clock = self._clock(local)
        if local.date() == today.date():
            return self.today.format(clock=clock)
        weekday = self.weekdays[local.weekday()]
        if -_DAY <= local.date() - today.date() <= _WEEK:
            return self.this_week.format(weekday=weekday, clock=clock)
        return self._dated(self.later if local.year == today.year else self.other_year, local)

    def dated(self, moment: datetime, zone: ZoneInfo) -> str:
        """``moment`` as it can be read on any day: "Thu 19 Nov 2026 10:00"."""
        return self._dated(self.other_year, moment.astimezone(zone))

    def _dated(self, template: str, local: datetime) -> str:
        weekday, month = self.weekdays[local.weekday()], self.months[local.month - 1]
        clock = self._clock(local)
        return template.format(
            weekday=weekday, day=local.day, month=month, year=local.year, clock=clock
        )

    def _clock(self, local: datetime) -> str:
        minute = f"{local.minute:02}"
        if self.hours == "24":
            return self.clock.format(hour=f"{local.hour:02}", minute=minute)
        half, hour = divmod(local.hour, 12)
        return self.half_day.format(hour=hour or 12, minute=minute, half=self.halves[half])


class Buttons(Strict):
    """The labels of the four buttons of a notification."""

    open: str
    done: str
    notice: str
    snooze: str
    held: str
    """Instead of ``done`` where the question is whether it held."""
    ask: str
    """Instead of ``notice`` there."""


class Titles(Strict):
    """The title of a notification about one promise, by stage."""

    soon: Annotated[str, _blanks("person", "time")]
    due: Annotated[str, _blanks("person", "time")]
    missed: Annotated[str, _blanks("person", "time")]
    held: Annotated[str, _blanks("person", "time")]


class NamedTitles(Strict):
    """The same where it is known what was promised: the corrected invoice."""

    soon: Annotated[str, _blanks("person", "time", "thing")]
    due: Annotated[str, _blanks("person", "time", "thing")]
    missed: Annotated[str, _blanks("person", "time", "thing")]
    held: Annotated[str, _blanks("person", "time", "thing")]


class ByHand(Strict):
    """Said where a button should have opened a mail, and could not."""

    title: str
    open: Annotated[str, _blanks("person", "about")]
    notice: Annotated[str, _blanks("person", "about")]
    """The same where there is something to tell: its words stand on the desk page."""


class Notices(Strict):
    """What a notification says. Calm: who, until when, and the sentence that was written."""

    titles: Titles
    named: NamedTitles
    body: Annotated[str, _blanks("sentence")]
    several: Annotated[str, _blanks("count")]
    line: Annotated[str, _blanks("title", "sentence")]
    """One of several: the title it would have alone, and the beginning of its sentence."""
    someone: str
    """Stands for a person without a name or address."""
    respect: tuple[str, ...] = ()
    """Ends of names that say what the templates say as well: nobody is called 様さん."""
    buttons: Buttons
    by_hand: ByHand

    def call(self, person: Person) -> str:
        """How a person is called here."""
        name = person.name or ""
        for title in self.respect:
            name = name.removesuffix(title).rstrip()
        return name or person.address or self.someone

    def title(self, stage: Stage, thing: str | None, person: str, time: str) -> str:
        """The title for this stage, with what was promised if that is known."""
        if thing is None:
            return str(getattr(self.titles, stage)).format(person=person, time=time)
        return str(getattr(self.named, stage)).format(person=person, time=time, thing=thing)


class Counted(Strict):
    """A word for one and for many; languages without a plural write it twice."""

    one: Annotated[str, _blanks("n")]
    many: Annotated[str, _blanks("n")]

    def say(self, n: int) -> str:
        """``n`` with its word."""
        return (self.one if n == 1 else self.many).format(n=n)


class DigestWords(Strict):
    """The one line of the morning (B74)."""

    piles: Annotated[dict[str, Counted], _complete(*PILES)]
    empty: str
    estimate: Annotated[str, _blanks("time")]
    """Said when the estimate comes from the user's own answers."""
    guess: Annotated[str, _blanks("time")]
    """Said when it comes from the default."""
    minutes: Counted
    hours: Annotated[str, _blanks("hours")]
    promised: Counted
    named: Annotated[str, _blanks("text", "things")]
    """``promised`` followed by what was promised, as far as that is known."""
    waiting: Counted
    """Mails that were opened and not answered."""
    morning: str
    """The title of the one notification, where no browser shows the card."""
    joint: str
    sentence: Annotated[str, _blanks("text")]
    between: str
    """Stands between two sentences."""


class AllClear(Strict):
    """The one line of the evening (B76)."""

    before: Annotated[str, _blanks("time")]
    nothing: str
    """Said also while something is promised without a time: not denied, and not nagged about."""
    waiting: Annotated[str, _blanks("person", "time")]
    """Said while a promise is past its time: it would be no rest to be told otherwise."""
    unsolved: Annotated[str, _blanks("person")]
    """The same while what was done did not help, and no new time is given."""


class PauseWords(Strict):
    """The offer of a break (B73)."""

    hot: str
    long: str


class NoteWords(Strict):
    """The one line of the private note of the week (B80)."""

    thanks: Counted
    kept: Counted
    broken: Counted
    quiet: str
    """Said in a week without any of them: no reproach."""
    joint: str
    sentence: Annotated[str, _blanks("text")]


class MaskRule(Rule):
    """What is hidden where ``pattern`` finds it; a group named ``what`` narrows it down."""


class ThemeRule(FoldedRule):
    """A theme of asks: its name, and the words that speak of it."""

    name: str
    read_as: tuple[Kind | Cause, ...] = ()
    """What a mail was read as that lies here where no word of it names a theme."""


class MaskRules(Strict):
    """What is taken out of a quote before it may leave the house (B79).

    ``names`` find a name by what stands around it, ``places`` an address. What every language
    writes alike (addresses of mail and web, numbers) is known to the code.
    """

    mark: str
    names: tuple[MaskRule, ...]
    places: tuple[MaskRule, ...]


class ThemeWords(Strict):
    """Headings of the list of themes for the product team."""

    title: str
    intro: str
    empty: str
    theme: str
    asks: Counted
    people: Counted
    asks_head: str
    people_head: str
    quote: str
    other: str


class ExportWords(Strict):
    """Headings and words of an exported list."""

    title: str
    empty: str
    due: str
    person: str
    sentence: str
    state: str
    made: str
    subject: str
    states: Annotated[dict[PromiseState, str], _complete(*get_args(PromiseState))]
    line: Annotated[str, _blanks("about", "sentence")]
    """A promise in a list."""
    event: Annotated[str, _blanks("person")]
    """The title of a promise in a calendar."""


class RestingRules(RuleFile):
    """Everything the room *resting* knows of one language."""

    labels: Labels
    notices: Notices
    digest: DigestWords
    all_clear: AllClear
    pause: PauseWords
    note: NoteWords
    themes: tuple[ThemeRule, ...]
    mask: MaskRules
    theme_words: ThemeWords
    export: ExportWords

    def on_clock(self, hours: Hours | None) -> Self:
        """The same words with times by a clock of so many hours; ``None``: as they stand."""
        if hours in {None, self.labels.hours}:
            return self
        return self.model_copy(update={"labels": self.labels.model_copy(update={"hours": hours})})
