"""Sixty days at a desk: no promise without a row, none forgotten, none nagged.

The whole helper but the socket and the screen, over a real database, with the clock in the hand.
Five hundred promises are sent; some are kept by mail, some by a tap, some are put off, some are
forgotten by their maker. Meanwhile the computer sleeps, the helper is killed while it speaks,
out-of-office notes and thanks go out, complaints come in, and the user travels.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from helper.contracts import Mail, Person, Reminder, SentMail
from helper.desk.desk import Desk
from helper.resting.rhythm import is_quiet
from helper.settings import Settings
from helper.store import Store
from helper.wire.mail import PromiseChange, PromiseQuery

if TYPE_CHECKING:
    from helper.remembering.reminding.notices import Notice
    from helper.rulebook import Rulebook

START = datetime(2026, 10, 5, 5, 0, tzinfo=UTC)
"""A Monday, before work. The clocks change within the sixty days, in Berlin and New York."""
DAYS = 60
PROMISES = 500
STEP = timedelta(minutes=20)

PHRASES = (
    ("I'll send you the {thing} by {weekday}.", 1),
    ("I will check the {thing} and write to you by tomorrow noon.", 1),
    ("I'll look at the {thing} today and tell you what I see.", 0),
    ("You'll have the {thing} by the end of next week.", 7),
    ("I'll get back to you about the {thing} within 48 hours.", 2),
    ("I'll finish the {thing} within three business days.", 3),
    ("I'll call you about the {thing} tomorrow at 10:30.", 1),
    ("I'll have the {thing} ready on the 28th.", 10),
)
THINGS = ("report", "invoice", "contract", "export", "drawing", "booking", "refund", "quote")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
SILENT = (
    "Automatic reply: I am out of the office until Monday.",
    "Thank you!",
    "Could you send me the number of the order?",
)


class KilledError(BaseException):
    """The helper dies in the middle of a word."""


@dataclass
class Screen:
    """A desktop that shows everything, unless the helper dies before it does."""

    notices: list[tuple[datetime, tuple[int, ...]]] = field(default_factory=list)
    dies: bool = False
    now: datetime = START

    def check(self) -> bool:
        """It is there."""
        return True

    def show(self, notice: Notice) -> bool:
        """Show it, or die before."""
        if self.dies:
            self.dies = False
            raise KilledError
        self.notices.append((self.now, notice.promises))
        return True

    def clear(self, promise: int) -> None:
        """What is shown may stay: what counts here is what comes."""

    def about(self) -> frozenset[int]:
        """Nobody is forgotten here."""
        return frozenset()


class Life:
    """The user, their customers, their computer; one seed, one life."""

    def __init__(self, store: Store, book: Rulebook, seed: int) -> None:
        self.store = store
        self.book = book
        self.dice = random.Random(seed)
        self.now = START
        self.zone = ZoneInfo("Europe/Berlin")
        self.screen = Screen()
        self.sent = 0
        self.asleep = 0
        self.forgotten: set[str] = set()
        self.said: list[tuple[datetime, ZoneInfo, Reminder]] = []
        self.desk = self.start()

    def start(self) -> Desk:
        """The helper, as after a start of the computer."""
        settings = Settings(zone=self.zone.key, notify="desktop")
        return Desk(lambda: self.book, self.store, settings, lambda: self.now, self.screen)

    def live(self) -> None:
        """All sixty days, and a week in which everything due is over."""
        while self.now < START + timedelta(days=DAYS + 14):
            night = not 8 <= self.now.astimezone(self.zone).hour < 19
            self.now += timedelta(hours=2) if night else STEP
            self.screen.now = self.now
            local = self.now.astimezone(self.zone)
            if self.now < START + timedelta(days=DAYS) and 8 <= local.hour < 19:
                self.work()
            if self.asleep:
                self.asleep -= 1
            else:
                self.look()

    def look(self) -> None:
        """One tick of the watcher; now and then the helper is killed while it speaks."""
        self.screen.dies = self.dice.random() < 0.05
        try:
            spoken = self.desk.reminding.look(self.now)
            self.said += [(self.now, self.zone, one) for one in spoken]
        except KilledError:
            self.desk = self.start()
        self.screen.dies = False

    def work(self) -> None:
        """Something may happen in these twenty minutes."""
        share = PROMISES / (DAYS * 31 * 0.97)
        if self.sent < PROMISES and self.dice.random() < share:
            self.promise()
        for chance, happens in (
            (0.22, self.keep),
            (0.05, self.tap),
            (0.04, self.put_off),
            (0.06, self.say_nothing),
            (0.02, self.complain),
            (0.02, self.fall_asleep),
            (0.004, self.travel),
        ):
            if self.dice.random() < chance:
                happens()

    def promise(self) -> None:
        """A new thread, a new promise; a fifth of them will be forgotten by their maker."""
        self.sent += 1
        text, _days = self.dice.choice(PHRASES)
        said = text.format(thing=self.dice.choice(THINGS), weekday=self.dice.choice(WEEKDAYS))
        thread = f"t{self.sent}"
        if self.dice.random() < 0.2:
            self.forgotten.add(thread)
        self.mail(f"Hello,\n\n{said}\n\nMax", thread)

    def mail(self, text: str, thread: str) -> None:
        """Send a mail, and now and then report it twice as a careful queue may."""
        mail = SentMail(
            id=f"{thread} {self.now.isoformat()}",
            text=text,
            sent=self.now,
            zone=self.zone.key,
            app="gmail",
            account="me@shop.example",
            thread=thread,
            subject=f"Question {thread}",
            recipients=(Person(name=f"Customer {thread}", address=f"{thread}@else.example"),),
            language="en",
        )
        report = self.desk.sent(mail)
        if self.dice.random() < 0.25:
            assert self.desk.sent(mail) == report

    def open_threads(self) -> list[str]:
        """The threads with an open promise the user has in mind."""
        rows = self.desk.promises(PromiseQuery(state="open"))
        return [one.thread for one in rows if one.thread and one.thread not in self.forgotten]

    def keep(self) -> None:
        """The answer goes out in the next thread that waits."""
        for thread in self.open_threads()[:1]:
            self.mail("Hello,\n\nI've checked and fixed it: here is everything.\n\nMax", thread)

    def tap(self) -> None:
        """A promise is marked as done."""
        self.change("done")

    def put_off(self) -> None:
        """A promise is snoozed until the next block."""
        self.change("snooze")

    def change(self, action: str) -> None:
        """Do something with an open row."""
        rows = self.desk.promises(PromiseQuery(state="open"))
        rows = [one for one in rows if one.thread not in self.forgotten]
        if rows:
            given = PromiseChange(action=action)  # type: ignore[arg-type]
            self.desk.change(self.dice.choice(rows).id, given)

    def say_nothing(self) -> None:
        """A mail that fulfils nothing goes out in a thread that waits."""
        rows = self.desk.promises(PromiseQuery(state="open"))
        before = {one.id for one in rows}
        if rows:
            self.mail(self.dice.choice(SILENT), self.dice.choice(rows).thread or "")
            after = {one.id for one in self.desk.promises(PromiseQuery(state="open"))}
            assert before <= after, "an absence, a thank-you or a question closed a promise"

    def complain(self) -> None:
        """A customer says that what was done did not help."""
        kept = self.desk.promises(PromiseQuery(state="kept"))
        if kept:
            row = self.dice.choice(kept)
            mail = Mail(
                text="It is still not working.",
                sender=row.person,
                subject=row.subject,
                received=self.now,
                app="gmail",
                account=row.account,
                thread=row.thread,
                message=f"{row.thread} {self.now.isoformat()}",
            )
            self.desk.read(mail)

    def fall_asleep(self) -> None:
        """The lid is closed for some hours, or for two days."""
        self.asleep = self.dice.choice([3, 12, 40, 144])

    def travel(self) -> None:
        """Somewhere else, the helper starts anew with that zone."""
        zones = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kolkata")
        self.zone = ZoneInfo(self.dice.choice(zones))
        self.desk = self.start()


@pytest.fixture(scope="module", params=[3])
def life(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, book: Rulebook
) -> Life:
    """A life that is over."""
    store = Store(tmp_path_factory.mktemp("life") / "db.sqlite3")
    store.db.execute("PRAGMA synchronous = OFF")  # no power is cut here, and it saves minutes
    lived = Life(store, book, request.param)
    lived.live()
    return lived


def test_no_promise_without_a_row(life: Life) -> None:
    """As many rows as promises, however often their mails were reported."""
    rows = life.desk.promises(PromiseQuery())
    assert life.sent > PROMISES * 0.9
    assert len(rows) == life.sent


def test_none_is_forgotten(life: Life) -> None:
    """Every promise that was missed had been spoken of, unless the computer slept all along."""
    spoken = {one.promise.id for _, _, one in life.said}
    broken = life.desk.promises(PromiseQuery(state="broken"))
    assert broken
    assert [one.id for one in broken if one.id not in spoken] == []
    for one in life.desk.promises(PromiseQuery(state="open")):
        assert one.due is None or one.due > life.now


def test_nothing_is_said_twice(life: Life) -> None:
    """One word for each stage of each time; a snooze or a new time opens a new round."""
    said = Counter(
        (one.promise.id, one.stage, one.promise.due, one.promise.snoozed, one.promise.closed)
        for _, _, one in life.said
    )
    assert set(said.values()) == {1}


def test_warnings_come_before_the_slip(life: Life) -> None:
    """B40: what is said as a warning is said while there is time left."""
    soon = [(now, one.promise.due) for now, _, one in life.said if one.stage == "soon"]
    assert len(soon) > life.sent / 4
    assert all(due and now < due for now, due in soon)


def test_nothing_is_said_in_quiet_hours(life: Life) -> None:
    """Nights, weekends and evenings are the user's, in the zone they are in."""
    rhythm = life.book.rhythm
    assert [now for now, zone, _ in life.said if is_quiet(now, zone, rhythm)] == []


def test_nothing_is_said_of_what_was_kept(life: Life) -> None:
    """Once kept, no promise is spoken of as soon, due or missed."""
    for now, _, one in life.said:
        kept = [
            event.at
            for event in life.desk.promise(one.promise.id).events
            if event.what in {"kept", "done"}
        ]
        opened = [
            event.at
            for event in life.desk.promise(one.promise.id).events
            if event.what in {"reopened", "unsolved"}
        ]
        over = [at for at in kept if at < now]
        again = [at for at in opened if at <= now]
        assert one.stage == "held" or not over or (again and max(again) >= max(over))


def test_nobody_is_nagged(life: Life) -> None:
    """Three words at most for a promise that was never put off, and few notices a day."""
    put_off = {
        one.id
        for one in life.desk.promises(PromiseQuery())
        if any(event.what == "snoozed" for event in life.desk.promise(one.id).events)
    }
    words = Counter(one.promise.id for _, _, one in life.said if one.stage != "held")
    assert max(count for number, count in words.items() if number not in put_off) <= 3
    notices = Counter(now.date() for now, _ in life.screen.notices)
    assert max(notices.values()) <= 12
    assert sum(notices.values()) / DAYS < 7
