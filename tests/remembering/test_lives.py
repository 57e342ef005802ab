"""Any life with promises: whatever user, customers and computer do in whatever order (B52-B58).

Hypothesis tells the lives, over the real desk and a real database with the clock in the hand; after
each step stands what a user would notice were it otherwise.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from helper.contracts import Mail, Person, Promise, PromiseEvent, Reminder, SentMail
from helper.desk.desk import Desk
from helper.remembering.dates.lateness import grace_ends
from helper.resting.rhythm import in_block, is_quiet
from helper.settings import Settings
from helper.store import Store
from helper.wire.mail import DraftRequest, PromiseChange, PromiseQuery
from tests.books import the_book
from tests.clock import HeldClock
from tests.screen import Desktop

BOOK = the_book()
ZONE = ZoneInfo("Europe/Berlin")
TICK = timedelta(minutes=20)
WEEK = timedelta(days=7)

PROMISES = (
    "I'll send you the report by Friday 15:00.",
    "I'll check the export and write to you by tomorrow noon.",
    "I'll call you tomorrow at 10:30.",
    "I'll have the drawing ready on the 28th.",
    "I'll send you the numbers every Friday.",
    "Leave it with me, I'll look into it.",
)
MOVING = "I need more time: I'll send you the report by Monday 12:00 instead."
PROVING = (
    "I've checked and fixed it: here is everything, the report and the drawing attached.",
    MOVING,
    "Automatic reply: I am out of the office until Monday.",
    "Thank you!",
    "Could you send me the number of the order?",
    "I sent the report yesterday.",
)
CUSTOMERS = tuple(Person(name=name, address=f"{name}@else.example") for name in ("Ana", "Ben"))
ENDS = {
    "open": {"made", "timed", "renegotiated", "reopened", "unsolved"},
    "kept": {"kept", "done"},
    "dropped": {"dropped"},
    "renegotiated": {"renegotiated"},
    "broken": {"broken", "done", "reopened", "renegotiated"},
}
"""Which line of a row's history explains its state: the last of those that are of states."""
WAYS = {
    "open": {"kept", "dropped", "renegotiated", "broken"},
    "kept": {"open", "broken"},
    "dropped": {"open", "broken"},
    "renegotiated": {"open", "broken"},
    "broken": {"kept", "dropped", "renegotiated"},
}
"""What may become of a row; opened again by Undo it may be over at once."""

rows = st.integers(0, 5)
people = st.sampled_from(CUSTOMERS)
sayings = st.sampled_from([*PROMISES, *PROVING])


class Life(RuleBasedStateMachine):
    """One user with two customers, each with a thread, and now and then a new mail."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name) / "db.sqlite3")
        self.store.db.execute("PRAGMA synchronous = OFF")  # no power is cut here
        self.clock = HeldClock()
        self.screen = Desktop()
        self.restart()
        self.mails: list[SentMail] = []
        self.said: set[tuple[object, ...]] = set()
        self.told: dict[int, datetime] = {}
        self.before: dict[int, tuple[Promise, tuple[PromiseEvent, ...]]] = {}

    def teardown(self) -> None:
        """The life is over."""
        self.store.close()
        self.folder.cleanup()

    def restart(self) -> None:
        """The helper, as after a start of the computer."""
        given = Settings(zone=ZONE.key, notify="desktop", language="en")
        self.desk = Desk(lambda: BOOK, self.store, given, self.clock, self.screen)

    # What the user does

    @initialize(texts=st.lists(st.sampled_from(PROMISES), min_size=3, max_size=5))
    def begin(self, texts: list[str]) -> None:
        """Some things are promised from the beginning."""
        for number, text in enumerate(texts):
            self.send(text, CUSTOMERS[number % 2], fresh=number > 1)

    @rule(text=sayings, person=people, fresh=st.booleans())
    def send(self, text: str, person: Person, *, fresh: bool) -> None:
        """In the thread or as a new mail, which has none yet."""
        self.clock.now += timedelta(minutes=2)
        self.mails.append(self.mail(text, person, fresh=fresh))
        self.desk.sent(self.mails[-1])

    @rule(text=sayings, person=people)
    def send_and_undo(self, text: str, person: Person) -> None:
        """The mail client's own Undo leaves everything as it was."""
        self.clock.now += timedelta(minutes=2)
        before = self.everything()
        mail = self.mail(text, person, fresh=False)
        self.desk.sent(mail)
        self.desk.unsent(mail.id)
        assert self.everything() == before

    @precondition(lambda self: self.mails)
    @rule()
    def report_again(self) -> None:
        """A careful queue tells twice, and nothing changes."""
        before = self.everything()
        self.desk.sent(self.mails[-1])
        assert self.everything() == before

    @rule(text=sayings, person=people, hours=st.sampled_from([1, 30]))
    def send_while_off(self, text: str, person: Person, hours: int) -> None:
        """The helper hears of a mail only later."""
        mail = self.mail(text, person, fresh=False)
        self.wait(hours)
        self.desk.sent(mail)
        self.mails.append(mail)

    @rule(row=rows, action=st.sampled_from(["done", "notice", "confirm", "snooze", "drop"]))
    def tap(self, row: int, action: str) -> None:
        """A button of the list."""
        if one := self.listed(row, action):
            self.desk.change(one.id, PromiseChange(action=action))  # type: ignore[arg-type]

    @rule(row=rows, action=st.sampled_from(["done", "drop"]))
    def tap_and_undo(self, row: int, action: str) -> None:
        """A slip of the finger leaves everything as it was."""
        if one := self.listed(row, action):
            before = self.everything()
            changed = self.desk.change(one.id, PromiseChange(action=action))  # type: ignore[arg-type]
            self.desk.change(changed.id, PromiseChange(action="reopen"))
            assert self.everything() == before

    @rule(row=rows, hours=st.sampled_from([1, 5, 30, 100]))
    def new_time(self, row: int, hours: int) -> None:
        """Given by a tap: something is due then, and the old time is history."""
        if one := self.listed(row, "renegotiate"):
            due = self.clock.now + timedelta(hours=hours)
            new = self.desk.change(one.id, PromiseChange(action="renegotiate", due=due))
            assert (new.state, new.due, new.sentence) == ("open", due, one.sentence)

    @rule(row=rows)
    def tell(self, row: int) -> None:
        """The words drafted for what slips are sent: that is promised anew, and nothing else."""
        self.clock.now += timedelta(minutes=10)
        if (one := self.listed(row, "tell")) is None:
            return
        (draft, *_) = self.desk.draft(DraftRequest(promise=one.id, zone=ZONE.key)).drafts
        before = {row.id: row for row in self.desk.promises(PromiseQuery())}
        mail = self.mail("", CUSTOMERS[0], fresh=False)
        mail = replace(mail, text=draft.text, thread=one.thread, recipients=(one.person,))
        self.mails.append(mail)
        self.desk.sent(mail)
        after = {row.id: row for row in self.desk.promises(PromiseQuery())}
        assert after[one.id].state == ("renegotiated" if one.state == "open" else "broken")
        assert draft.times[0].at in {row.due for row in after.values() if row.id not in before}
        same = {row.id for row in before.values() if row.sentence == one.sentence}
        assert all(after[row] == before[row] for row in before if row not in same)

    @precondition(lambda self: self.screen.shown)
    @rule(row=rows, action=st.sampled_from(["open", "done", "notice", "snooze"]))
    def press(self, row: int, action: str) -> None:
        """A button of a notification; whatever it is about, no notice stays."""
        notice = self.screen.shown[row % len(self.screen.shown)]
        if action in dict(notice.buttons):
            self.desk.act(action, notice.promises, lambda _link: True)  # type: ignore[arg-type]

    @rule(person=people)
    def forget(self, person: Person) -> None:
        """Nothing about somebody stays, neither in the list nor on the screen."""
        self.desk.forget(person)
        self.mails = [mail for mail in self.mails if mail.recipients != (person,)]
        rows = self.desk.promises(PromiseQuery())
        assert person.address not in {one.person.address for one in rows}

    # What the world does

    @rule(person=people)
    def complain(self, person: Person) -> None:
        """What was kept last did not help."""
        self.clock.now += timedelta(minutes=2)
        mail = Mail(
            text="It is still not working.",
            sender=person,
            subject=f"Question of {person.name}",
            received=self.clock.now,
            app="gmail",
            account="me@shop.example",
            thread=person.name,
            message=self.clock.now.isoformat(),
        )
        self.desk.read(mail)

    @rule(hours=st.sampled_from([1, 4, 24]))
    def wait(self, hours: int) -> None:
        """Time passes at the desk."""
        end = self.clock.now + timedelta(hours=hours)
        while self.clock.now < end:
            self.clock.now += TICK
            self.look()

    @rule(days=st.sampled_from([1, 3, 12]))
    def sleep(self, days: int) -> None:
        """The lid is closed, and opened on some morning."""
        self.clock.now += timedelta(days=days)
        self.restart()
        self.look()

    def look(self) -> None:
        """One look of the watcher: nothing is told amiss, and nothing that was missed is not."""
        now = self.clock.now
        spoken = self.desk.reminding.look(now)
        assert not (spoken and is_quiet(now, ZONE, BOOK.rhythm))
        for one in spoken:
            self.hear(one)
        if in_block(now, ZONE, BOOK.rhythm):
            for row in self.desk.promises(PromiseQuery(state="broken", waiting=True)):
                assert row.id in self.told or (row.snoozed and row.snoozed > now)
        states = {one.id: one.state for one in self.desk.promises(PromiseQuery())}
        about = {states.get(number) for number in self.screen.about()}
        assert about <= {"open", "broken", "kept"}

    def hear(self, one: Reminder) -> None:
        """Told once, and nothing but what is so."""
        row = self.desk.promise(one.promise.id).promise
        key = (row.id, one.stage, row.due, row.snoozed, row.closed)
        assert key not in self.said
        self.said.add(key)
        stands = {"soon": "open", "due": "open", "missed": "broken", "held": "kept"}
        assert row.state == stands[one.stage]
        if one.stage == "missed":
            self.told[row.id] = self.clock.now

    # What always holds

    @invariant()
    def everything_owed_is_listed(self) -> None:
        """What is open, or was missed of late without a word since, is never nowhere."""
        every = self.desk.promises(PromiseQuery())
        listed = {one.id for one in self.desk.promises(PromiseQuery(waiting=True))}
        for one in every:
            owed = one.state == "open" or (one.state == "broken" and self.is_untouched(one))
            assert (one.id in listed) >= owed, one
            over = grace_ends(one)
            assert one.state != "open" or over is None or over > self.clock.now
        assert len(every) >= len(listed)

    @invariant()
    def history_tells_how_it_came(self) -> None:
        """No line of a row's history goes, and its last one explains the state it is in."""
        every = self.desk.promises(PromiseQuery())
        now = {one.id: (one, self.desk.promise(one.id).events) for one in every}
        for number, (row, events) in now.items():
            old, lines = self.before.get(number, (row, ()))
            if old.made == row.made:
                assert events[: len(lines)] == lines
                assert old.state == row.state or row.state in WAYS[old.state]
            of_states = [one for one in events if one.what in set[str]().union(*ENDS.values())]
            assert of_states[-1].what in ENDS[row.state]
            if row.state == "renegotiated":
                assert int(of_states[-1].detail or 0) in now
        self.before = now

    @invariant()
    def the_day_agrees_with_the_ledger(self) -> None:
        """Who is told to rest until a time owes nothing before it."""
        day = self.desk.day(ZONE.key)
        due = [one.due for one in self.desk.promises(PromiseQuery(state="open")) if one.due]
        assert (day.next_promise and day.next_promise.due) == min(due, default=None)
        missed = [
            one
            for one in self.desk.promises(PromiseQuery(state="broken"))
            if self.is_untouched(one)
        ]
        if day.all_clear.startswith("Nothing is promised"):
            assert not missed
            assert ("before" in day.all_clear) == bool(due)
            assert min(due, default=self.clock.now) >= self.clock.now

    @invariant()
    def exports_hold_the_rows(self) -> None:
        """All of them, and nothing else."""
        every = self.desk.promises(PromiseQuery())
        table = list(csv.reader(io.StringIO(self.desk.export("csv").content)))
        assert [line[2] for line in table[1:]] == [one.sentence for one in every]
        assert self.desk.export("md").content.count("\n- ") == len(every)
        events = re.findall(r"UID:promise-(\d+)-", self.desk.export("ics").content)
        assert events == [str(one.id) for one in every if one.due]

    # What a step needs

    def mail(self, text: str, person: Person, *, fresh: bool) -> SentMail:
        """A mail sent now."""
        return SentMail(
            id=f"{person.name} {self.clock.now.isoformat()} {len(self.mails)}",
            text=f"Hello {person.name},\n\n{text}\n\nMax",
            sent=self.clock.now,
            zone=ZONE.key,
            app="gmail",
            account="me@shop.example",
            thread=None if fresh else person.name,
            subject=f"Question of {person.name}",
            recipients=(person,),
            language="en",
        )

    def listed(self, row: int, action: str) -> Promise | None:
        """A row of the list, if the list offers that with it (`extension/panel/promises.js`)."""
        offers: dict[str, Callable[[Promise], object]] = {
            "tell": lambda one: one.due and one.thread,
            "drop": lambda one: one.state == "open" and (not one.due or one.every),
            "snooze": lambda one: one.state == "open" and one.due,
            "confirm": lambda one: one.state == "open" and one.due and one.inferred,
        }
        found = [
            one
            for one in self.desk.promises(PromiseQuery(waiting=True))
            if one.state != "kept" and offers.get(action, bool)(one)
        ]
        return found[row % len(found)] if found else None

    def everything(self) -> object:
        """What the user has before them, but for the history."""
        return (
            self.desk.promises(PromiseQuery()),
            self.desk.promises(PromiseQuery(waiting=True)),
            self.desk.day(ZONE.key).all_clear,
        )

    def is_untouched(self, one: Promise) -> bool:
        """Whether nothing was done or said since it was missed, and that is not long ago."""
        events = [event.what for event in self.desk.promise(one.id).events]
        last = max(n for n, what in enumerate(events) if what in {"broken", "reopened", "unsolved"})
        since = self.told.get(one.id, one.closed)
        word = any(
            mail.sent > one.due
            and (mail.thread == one.thread if one.thread else mail.recipients[0] == one.person)
            for mail in self.mails
            if one.due
        )
        late = since is not None and since <= self.clock.now - WEEK
        return not late and not word and not {"done", "renegotiated"} & set(events[last:])


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, derandomize=True, database=None
)
