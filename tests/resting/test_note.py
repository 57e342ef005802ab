"""The private note of the week: what was appreciated, on the day it is meant for (B80)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from helper.contracts import Mail, Person, SentMail, Thanks
from helper.desk.desk import Desk
from helper.resting import note
from helper.settings import Settings
from tests.clock import HeldClock
from tests.promising import resting_rules, rhythm_rules

if TYPE_CHECKING:
    from helper.rulebook import Rulebook
    from helper.store import Store

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 16, tzinfo=BERLIN)
ANA = Person(name="Ana", address="ana@example.org")
BEN = Person(name="Ben")


def thanks(*people: Person) -> list[Thanks]:
    """Each of them said thank you."""
    return [Thanks(when=MONDAY, person=one, about="x") for one in people]


@pytest.mark.parametrize(
    ("people", "kept", "broken", "line"),
    [
        ([ANA, BEN], 5, 0, "2 people thanked you, and you kept 5 promises."),
        ([ANA, ANA], 0, 0, "1 person thanked you."),
        ([], 1, 0, "You kept 1 promise."),
        ([], 4, 1, "You kept 4 promises, and 1 promise slipped."),
        ([], 0, 3, "3 promises slipped."),
        ([], 0, 0, "A quiet week. Nothing was due, and that is fine."),
    ],
)
def test_the_line_names_only_what_there_is(
    people: list[Person], kept: int, broken: int, line: str
) -> None:
    """A person counts once, a zero is not said, and a week is quiet if nothing fell due."""
    assert note.line(thanks(*people), kept, broken, resting_rules().note) == line


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_in_other_languages(language: str) -> None:
    """The same in Chinese and Japanese, with nothing left over of English."""
    line = note.line(thanks(ANA), 2, 1, resting_rules(language).note)

    assert line.endswith("。")
    assert not any("a" <= sign <= "z" for sign in line)


@pytest.mark.parametrize(
    ("now", "is_day"),
    [
        ("2026-11-19T17:00", False),
        ("2026-11-20T16:29", False),
        ("2026-11-20T16:30", True),
        ("2026-11-21T10:00", True),
        ("2026-11-22T23:59", True),
    ],
)
def test_the_day_is_the_last_working_day(now: str, is_day: bool) -> None:  # noqa: FBT001
    """From its last block on, and over the weekend."""
    moment = datetime.fromisoformat(now).replace(tzinfo=BERLIN)

    assert note.is_note_day(moment, MONDAY, BERLIN, rhythm_rules()) == is_day


def test_a_short_week_ends_earlier() -> None:
    """With a day off on Friday the note comes on Thursday."""
    rhythm = rhythm_rules(days_off=["2026-11-20"])
    thursday = datetime(2026, 11, 19, 17, 0, tzinfo=BERLIN)

    assert note.is_note_day(thursday, MONDAY, BERLIN, rhythm)


def test_a_week_off_has_no_note_day() -> None:
    """Nobody is asked to look at mail on holiday."""
    rhythm = rhythm_rules(days_off=[f"2026-11-{day}" for day in range(16, 21)])

    assert not note.is_note_day(MONDAY.replace(day=20, hour=18), MONDAY, BERLIN, rhythm)


def test_a_hot_mail_that_ended_in_thanks_is_the_good_reply(
    book: Rulebook, store: Store, held: HeldClock
) -> None:
    """Of two threads that ended in thanks, the one that began hotter."""
    desk = Desk(lambda: book, store, Settings(zone="Europe/Berlin"), held)
    hot = "This is the third time I write and nobody answers. This is unacceptable!"
    mails = [("t1", hot), ("t2", "Can you help me with the export?")]
    for thread, text in mails:
        sender = Person(name=thread, address=f"{thread}@example.org")
        for number, words in enumerate([text, "Thank you so much, that helped a lot!"]):
            held.now = datetime(2026, 11, 17, 9 + 3 * number, tzinfo=UTC)
            desk.read(
                Mail(
                    text=words,
                    sender=sender,
                    received=held.now,
                    app="gmail",
                    thread=thread,
                    message=str(number),
                )
            )
            if number == 0:
                sent = held.now.replace(hour=10)
                reply = SentMail(
                    id=thread,
                    text="I'm sorry.",
                    sent=sent,
                    zone="Europe/Berlin",
                    app="gmail",
                    thread=thread,
                )
                desk.sent(reply)
    held.now = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)

    found = desk.insights(None).note
    assert found is not None
    assert (found.is_day, len(found.thanks)) == (True, 2)
    assert found.good is not None
    assert (found.good.person.name, found.good.level >= 2) == ("t1", True)
    assert desk.insights(None, "ja").note.line.endswith("。")  # type: ignore[union-attr]
