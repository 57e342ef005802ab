"""120 mails of one night in three languages: one card, one word, and then quiet (000:19, B74)."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from helper.contracts import InboxRow, Mail, Person, SentMail
from helper.desk.desk import Desk
from helper.resting.rhythm import blocks_of, in_block, is_quiet
from helper.settings import Settings
from tests.clock import HeldClock
from tests.resting.overnight import MAILS, NIGHT

if TYPE_CHECKING:
    from helper.rulebook import Rulebook
    from helper.store import Store

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 10, 12, 4, 0, tzinfo=UTC)
"""Six in the morning in Berlin; the clocks change on the Sunday after next."""


def rows(now: datetime) -> list[InboxRow]:
    """The list of that morning: what came in since six the evening before, every six minutes."""
    return [
        InboxRow(
            id=f"{now:%m%d}-{number}",
            sender=Person(name=sender, address=f"from{number}@example.org"),
            subject=subject,
            snippet=snippet,
            received=now - timedelta(minutes=6 * number),
        )
        for number, (_, sender, subject, snippet) in enumerate(MAILS)
    ]


@pytest.fixture
def clock(held: HeldClock) -> HeldClock:
    """A held clock that shows Monday six o'clock."""
    held.now = MONDAY
    return held


@pytest.fixture
def desk(book: Rulebook, store: Store, clock: HeldClock) -> Desk:
    """A desk in Berlin."""
    return Desk(lambda: book, store, Settings(zone="Europe/Berlin"), clock)


def test_the_piles_are_right(desk: Desk, clock: HeldClock) -> None:
    """At least nine of ten lie in the pile a person would put them on, in each language."""
    found = {row.id: row.kind for row in desk.triage(rows(clock.now), None).rows}

    start = 0
    for language, mails in NIGHT.items():
        kinds = [found[f"1012-{start + number}"] for number in range(len(mails))]
        right = sum(kind == mail[0] for kind, mail in zip(kinds, mails, strict=True))
        assert right >= 0.9 * len(mails), (language, right)
        start += len(mails)


def test_the_card_is_there_at_once(desk: Desk, clock: HeldClock) -> None:
    """In under two seconds of this processor's time, also the first time."""
    before = time.process_time()
    card = desk.triage(rows(clock.now), None)

    assert time.process_time() - before < 2
    assert sum(card.counts.values()) == len(MAILS) == 120
    assert card.line.endswith(".")


def test_heat_and_age_come_first_and_adverts_last(desk: Desk, clock: HeldClock) -> None:
    """Answer now, solve later: what hurts stands on top, what no customer wrote at the end."""
    card = desk.triage(rows(clock.now), None)

    assert all(row.kind == "complaint" or (row.level or 0) >= 2 for row in card.rows[:15])
    places = [place for place, row in enumerate(card.rows) if row.kind == "none"]
    assert places == list(range(len(card.rows) - len(places), len(card.rows)))


def test_four_weeks_of_mornings(desk: Desk, clock: HeldClock) -> None:
    """One word on each working day, in a block, whatever the list does; none on other days.

    Looked at every ten minutes for four weeks, over the end of summer time.
    """
    card = desk.triage(rows(clock.now), None)
    said = []
    while clock.now < MONDAY + timedelta(weeks=4):
        if desk.announced(card, None).announce:
            said.append(clock.now)
        clock.now += timedelta(minutes=10)

    rhythm = desk.book.rhythm
    assert len(said) == 20
    assert set(Counter(at.astimezone(BERLIN).date() for at in said).values()) == {1}
    for at in said:
        assert in_block(at, BERLIN, rhythm)
        assert not is_quiet(at, BERLIN, rhythm)
        assert at - blocks_of(at, BERLIN, rhythm)[0].start < timedelta(minutes=10)


def test_a_helper_started_anew_does_not_say_it_again(
    desk: Desk, book: Rulebook, store: Store, clock: HeldClock
) -> None:
    """What was said this morning is known after a restart."""
    clock.now = MONDAY + timedelta(hours=4)
    card = desk.triage(rows(clock.now), None)
    assert desk.announced(card, None).announce

    other = Desk(lambda: book, store, Settings(zone="Europe/Berlin"), clock)
    assert not other.announced(card, None).announce


@pytest.mark.parametrize("notify", ["nowhere", "desktop"])
def test_silence_can_be_asked_for(
    book: Rulebook, store: Store, clock: HeldClock, notify: str
) -> None:
    """With ``notify = nowhere`` nothing is ever said, and never about adverts alone."""
    clock.now = MONDAY + timedelta(hours=4)
    desk = Desk(lambda: book, store, Settings(zone="Europe/Berlin", notify=notify), clock)
    adverts = [row for row in rows(clock.now) if "nsubscribe" in row.snippet]

    assert not desk.announced(desk.triage(adverts, None), None).announce
    assert desk.announced(desk.triage(rows(clock.now), None), None).announce == (
        notify == "desktop"
    )


def test_the_estimate_comes_from_ones_own_hand(desk: Desk, clock: HeldClock) -> None:
    """After eight replies the minutes at the keyboard speak, and the line says so."""
    clock.now = MONDAY + timedelta(hours=4)
    guess = desk.triage(rows(clock.now), None)
    assert guess.basis.source == "default"

    for number in range(8):
        thread = f"t{number}"
        mail = Mail(text="Can you help?", app="gmail", thread=thread, message=f"m{number}")
        reading = desk.read(mail)
        for _ in range(6):
            clock.now += timedelta(minutes=1)
            desk.check("Dear Ana,", reading, None)
        desk.sent(
            SentMail(
                id=f"s{number}",
                text="Dear Ana, thank you.",
                sent=clock.now,
                zone="Europe/Berlin",
                app="gmail",
                thread=thread,
            )
        )
        clock.now += timedelta(minutes=30)

    known = desk.triage(rows(clock.now), None)
    assert (known.basis.source, known.basis.n, known.basis.p50_minutes) == ("history", 8, 6)
    assert "going by your own answers" in known.line


def test_the_time_log_is_right_to_the_minute(desk: Desk, clock: HeldClock) -> None:
    """A day with a known plan: so many minutes in the blocks, so many outside, and no more."""
    clock.now = datetime(2026, 10, 27, 8, 0, tzinfo=UTC)  # 9:00 in Berlin, winter time again
    for number, kind in enumerate(["gmail", "gmail", "practice"]):
        mail = Mail(text="Can you help me?", app=kind, thread=f"t{number}", message="m")  # type: ignore[arg-type]
        reading = desk.read(mail)
        for _ in range(25):
            clock.now += timedelta(minutes=2)
            desk.check("Dear", reading, None)
        clock.now += timedelta(minutes=20)

    found = desk.insights(None)
    # 9:00-9:50 and 10:10-11:00; the block runs from 9:30 to 11:00. The third was practice.
    assert [(one.planned_minutes, one.unplanned_minutes) for one in found.time] == [(70, 30)]
    assert (found.weeks[-1].planned_minutes, found.weeks[-1].unplanned_minutes) == (70, 30)
    assert sum(one.planned_minutes for one in found.weeks[:-1]) == 0

    clock.now += timedelta(days=7)
    later = desk.insights(None)
    assert later.time == ()  # a new week begins with nothing; the last one is still shown
    assert (later.weeks[-2].planned_minutes, later.weeks[-2].unplanned_minutes) == (70, 30)
