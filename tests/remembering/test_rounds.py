"""Promises that come again: "every Friday" is one promise a week, each with a row of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from helper.remembering.dates.reckoning import half_round, next_round
from helper.remembering.finding.promises import find
from helper.remembering.past.retention import forget_before
from tests.promising import rhythm_rules
from tests.remembering.office import BERLIN, START, Office

if TYPE_CHECKING:
    from helper.contracts import Every
    from helper.rulebook import Rulebook

WEEKLY = "I'll send you an update every Friday."


def table(office: Office) -> list[tuple[str, str]]:
    """State and day of every row, in order of their making."""
    rows = sorted(office.ledger.promises(), key=lambda row: row.id)
    return [(row.state, f"{row.due:%a %d %b %H:%M}") for row in rows]


@pytest.mark.parametrize(
    ("language", "text", "every", "due"),
    [
        ("en", WEEKLY, "P1W", "2026-11-20"),
        ("en", "I'll write to you every other Monday.", "P2W", "2026-11-23"),
        ("en", "We'll report daily.", "P1D", "2026-11-19"),
        ("en", "I'll check the figures once a month.", "P1M", "2026-12-18"),
        ("en", "I'll send it by Friday.", None, "2026-11-20"),
        ("zh", "我每周五给您发进度。", "P1W", "2026-11-20"),
        ("zh", "我每天给您报进度。", "P1D", "2026-11-19"),
        ("zh", "每周一早上九点给您汇报。", "P1W", "2026-11-23"),
        ("ja", "毎週月曜の9時にご報告します。", "P1W", "2026-11-23"),
        ("zh", "每两周发您一次。", "P2W", "2026-12-02"),
        ("ja", "毎週金曜日に進捗をお送りします。", "P1W", "2026-11-20"),
        ("ja", "毎日ご報告します。", "P1D", "2026-11-19"),
        ("ja", "毎月5日に報告書をお送りします。", "P1M", "2026-12-05"),
        ("en", "I'll send you a weekly report.", "P1W", "2026-11-25"),
        ("en", "I'll send you the monthly invoice on Friday.", None, "2026-11-20"),
        ("en", "Your weekly report will be with you tomorrow.", None, "2026-11-19"),
        ("zh", "我周五把每月账单发给您。", None, "2026-11-20"),
        ("ja", "毎月の請求書を金曜日にお送りします。", None, "2026-11-20"),
    ],
)
def test_how_often_is_read(
    language: str, text: str, every: str | None, due: str, book: Rulebook
) -> None:
    """The words say how often; the first time is the day named, or one round on."""
    (found,) = find(text, START, BERLIN, book, language)
    assert (found.every, f"{found.due:%Y-%m-%d}", found.form) == (every, due, "explicit")


def test_the_next_round_may_be_moved_before_the_last_was_due(office: Office) -> None:
    """Done early, and the mail that promised it forgotten: the next is promised all the same."""
    (row,) = office.send(WEEKLY).promises
    office.later(days=2)
    office.ledger.done(row.id)
    forget_before(office.store, office.now)
    office.later(hours=1)
    office.send("Friday the 27th won't work for the update. You'll have it by 30 November at 2 pm.")
    assert ("renegotiated", "Fri 27 Nov 18:00") in table(office)
    assert ("open", "Mon 30 Nov 14:00") in table(office)


@pytest.mark.parametrize(
    ("language", "text", "due", "until"),
    [
        ("en", "I'll send you the figures every Friday until Christmas.", "20 Nov", "25 Dec"),
        ("en", "I'll update you every day until Friday.", "19 Nov", "20 Nov"),
        ("en", "I'll call you every Friday until it is fixed.", "20 Nov", None),
        ("zh", "我每周五给您发进度，直到圣诞节。", "20 Nov", "25 Dec"),
        ("zh", "我每天给您更新到周五为止。", "19 Nov", "20 Nov"),
        ("ja", "クリスマスまで毎週金曜日に進捗をご報告します。", "20 Nov", "25 Dec"),
        ("ja", "毎週金曜までに進捗をご報告します。", "20 Nov", None),
    ],
)
def test_the_end_of_rounds_is_no_round(
    language: str, text: str, due: str, until: str | None, book: Rulebook
) -> None:
    """The first is due when it first comes, and when the last comes is known."""
    (found,) = find(text, START, BERLIN, book, language)
    ends = f"{found.until:%d %b}" if found.until else None
    assert (f"{found.due:%d %b}", ends) == (due, until)


def test_rounds_end_when_they_were_said_to(office: Office) -> None:
    """Every Friday until the 27th: no third one."""
    office.send("I'll send you an update every Friday until 27 November.")
    office.later(days=2)
    office.send("Hi Ana,\n\nhere is this week's update: the parts are in.")
    office.later(days=7)
    office.send("Here is this week's update: it is done.")
    assert table(office) == [("kept", "Fri 20 Nov 18:00"), ("kept", "Fri 27 Nov 18:00")]


def test_rounds_that_nobody_keeps_end(office: Office) -> None:
    """Three missed in a row: the third stays broken, and no fourth is asked for."""
    office.send(WEEKLY)
    for _ in range(4):
        office.later(days=7)
        office.ledger.mark_missed(office.now)
    assert [state for state, _due in table(office)] == ["broken", "broken", "broken"]


def test_a_kept_round_starts_the_next(office: Office) -> None:
    """Friday's mail keeps Friday's promise; the next one is for the Friday after."""
    office.send(WEEKLY)
    office.later(days=2)
    office.send("Hi Ana,\n\nhere is this week's update: the parts are in.")
    assert table(office) == [("kept", "Fri 20 Nov 18:00"), ("open", "Fri 27 Nov 18:00")]
    made = office.ledger.events(2)
    assert [(one.what, one.detail) for one in made] == [("made", "1")]


def test_a_missed_round_starts_the_next(office: Office) -> None:
    """One Friday missed is one promise broken, not the end of the others."""
    office.send(WEEKLY)
    office.later(days=5)
    office.ledger.mark_missed(office.now)
    office.ledger.mark_missed(office.now)
    assert table(office) == [("broken", "Fri 20 Nov 18:00"), ("open", "Fri 27 Nov 18:00")]


def test_after_a_long_sleep_only_the_next_round_waits(office: Office) -> None:
    """Three weeks off bring one broken promise, not three."""
    office.send(WEEKLY)
    office.later(days=24)
    office.ledger.mark_missed(office.now)
    assert table(office) == [("broken", "Fri 20 Nov 18:00"), ("open", "Fri 18 Dec 18:00")]


def test_a_mail_in_between_is_no_round(office: Office) -> None:
    """Monday's answer to another question is not Friday's update."""
    office.send("I'll send you an update every Friday. The next one is for the team.")
    office.later(days=2)
    office.send("Here is the update.")
    office.later(days=3)
    office.send("The invoice went out this morning.")
    assert table(office)[1:] == [("open", "Fri 27 Nov 18:00")]


def test_dropped_means_dropped(office: Office) -> None:
    """The user ends the series with one tap."""
    (row,) = office.send(WEEKLY).promises
    office.ledger.drop(row.id)
    assert table(office) == [("dropped", "Fri 20 Nov 18:00")]


def test_done_by_a_tap_goes_on_too(office: Office) -> None:
    """Done on the telephone: this round is over, the next stands, and doing it twice adds none."""
    (row,) = office.send(WEEKLY).promises
    office.ledger.done(row.id)
    office.ledger.done(row.id)
    assert table(office) == [("kept", "Fri 20 Nov 18:00"), ("open", "Fri 27 Nov 18:00")]


def test_a_new_time_moves_one_round(office: Office) -> None:
    """This Friday's on Monday instead, by a tap as by a mail: every other stays on its Friday."""
    (row,) = office.send(WEEKLY).promises
    moved = office.ledger.renegotiate(row.id, office.now + timedelta(days=5))
    again = office.ledger.renegotiate(row.id, office.now + timedelta(days=6))
    assert again.id == moved.id
    rounds = [
        ("renegotiated", "Fri 20 Nov 18:00"),
        ("open", "Tue 24 Nov 11:00"),
        ("open", "Fri 27 Nov 18:00"),
    ]
    assert table(office) == rounds
    office.later(days=3)
    office.ledger.done(row.id)
    assert table(office) == [rounds[0], ("kept", "Tue 24 Nov 11:00"), rounds[2]]


def test_undo_takes_the_next_round_back(office: Office) -> None:
    """The mail that kept this round was never sent: the round is open, the next one not begun."""
    office.send(WEEKLY)
    office.later(days=2)
    mail = office.mail("Here is this week's update.")
    office.record(mail)
    office.ledger.withdraw(mail.id)
    assert table(office) == [("open", "Fri 20 Nov 18:00")]


@pytest.mark.parametrize(
    ("due", "every", "after", "following"),
    [
        ("2027-01-31 18:00", "P1M", "2027-01-31 18:00", "2027-02-28 18:00"),
        ("2027-01-31 18:00", "P1M", "2027-02-28 18:00", "2027-03-31 18:00"),
        ("2026-11-20 18:00", "P1D", "2026-11-20 18:00", "2026-11-23 18:00"),
        ("2027-03-26 18:00", "P1W", "2027-03-26 18:00", "2027-04-02 18:00"),
        ("2028-02-29 09:00", "P1Y", "2028-03-01 00:00", "2029-02-28 09:00"),
        ("2026-11-20 18:00", "P2W", "2026-12-25 00:00", "2027-01-01 18:00"),
        ("2026-10-01 10:00", "P3M", "2026-10-02 00:00", "2027-01-01 10:00"),
    ],
)
def test_the_next_round_falls_on_the_calendar(
    due: str, every: Every, after: str, following: str
) -> None:
    """Month ends, leap days, weekends and clock changes, on the same clock of the zone."""
    moments = [datetime.fromisoformat(one).replace(tzinfo=BERLIN) for one in (due, after)]
    found = next_round(moments[0], BERLIN, every, moments[1], rhythm_rules())
    assert f"{found:%Y-%m-%d %H:%M}" == following


def test_half_a_round_belongs_to_it() -> None:
    """A weekly promise may be kept three and a half days early, a daily one half a day."""
    assert half_round("P1W") == timedelta(days=3, hours=12)
    assert half_round("P1D") == timedelta(hours=12)
    assert START.tzinfo is UTC
