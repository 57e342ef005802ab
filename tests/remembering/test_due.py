"""Time phrases and the moments they mean; every expected moment was worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helper.contracts import Due
from helper.paths import shipped_rules
from helper.remembering.dates.due import all_in, resolve
from helper.rulebook import Rulebook, load_rulebook, shipped_files
from tests.books import the_book
from tests.remembering.office import BERLIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BOOK = the_book()


def due_of(text: str, sent: str, zone: str = "Europe/Berlin", book: Rulebook = BOOK) -> Due:
    """Resolve ``text``, sent at the wall clock ``sent`` of ``zone``."""
    where = ZoneInfo(zone)
    moment = datetime.fromisoformat(sent).replace(tzinfo=where)
    return resolve(text, moment, where, book.remembering["en"], book.rhythm)


def clock_of(due: Due) -> str | None:
    """The moment as it stands on the wall clock: 2026-11-20 18:00."""
    return due.due.strftime("%Y-%m-%d %H:%M") if due.due else None


WEDNESDAY = "2026-11-18 11:00"

PHRASES = [
    # Labels of our own drafts.
    ("Wednesday 11:00", "2026-11-25 11:00", "hour"),
    ("Wednesday 15:00", "2026-11-18 15:00", "hour"),
    ("today 15:00", "2026-11-18 15:00", "hour"),
    ("tomorrow 11:00", "2026-11-19 11:00", "hour"),
    ("tomorrow 09:30", "2026-11-19 09:30", "minute"),
    ("Wednesday, 25 November, 11:00", "2026-11-25 11:00", "hour"),
    ("Monday, 4 January, 09:30", "2027-01-04 09:30", "minute"),
    # Near days.
    ("today", "2026-11-18 18:00", "day"),
    ("later today", "2026-11-18 18:00", "day"),
    ("by tomorrow", "2026-11-19 18:00", "day"),
    ("on tomorrow's van", "2026-11-19 18:00", "day"),
    ("with today's post", "2026-11-18 18:00", "day"),
    ("in Friday's early delivery", "2026-11-20 18:00", "day"),
    ("the day after tomorrow", "2026-11-20 18:00", "day"),
    ("tonight", "2026-11-18 20:00", "hour"),
    ("this afternoon", "2026-11-18 15:00", "hour"),
    ("tomorrow morning", "2026-11-19 09:00", "hour"),
    ("first thing tomorrow", "2026-11-19 09:00", "hour"),
    ("tomorrow first thing", "2026-11-19 09:00", "hour"),
    ("first thing in the morning", "2026-11-19 09:00", "hour"),
    ("tomorrow at noon", "2026-11-19 12:00", "hour"),
    ("by midnight", "2026-11-18 23:59", "hour"),
    # Weekdays.
    ("by Friday", "2026-11-20 18:00", "day"),
    ("on Monday", "2026-11-23 18:00", "day"),
    ("this Friday", "2026-11-20 18:00", "day"),
    ("next Monday", "2026-11-23 18:00", "day"),
    ("next Friday", "2026-11-27 18:00", "day"),
    ("Thursday next week", "2026-11-26 18:00", "day"),
    ("Tuesday of next week", "2026-11-24 18:00", "day"),
    ("Friday afternoon", "2026-11-20 15:00", "hour"),
    ("by noon on Friday", "2026-11-20 12:00", "hour"),
    ("Sunday night", "2026-11-22 20:00", "hour"),
    ("on Sat", "2026-11-21 18:00", "day"),
    ("on Monday or Tuesday", "2026-11-24 18:00", "day"),
    # Clocks, in both orders.
    ("by 3pm", "2026-11-18 15:00", "hour"),
    ("by 3 p.m.", "2026-11-18 15:00", "hour"),
    ("by 3:30pm", "2026-11-18 15:30", "minute"),
    ("at 15:30", "2026-11-18 15:30", "minute"),
    ("by 9am", "2026-11-19 09:00", "hour"),
    ("by 12 noon", "2026-11-18 12:00", "hour"),
    ("at half past three", "2026-11-18 15:30", "minute"),
    ("by quarter to five", "2026-11-18 16:45", "minute"),
    ("Thursday 15:00", "2026-11-19 15:00", "hour"),
    ("3pm on Thursday", "2026-11-19 15:00", "hour"),
    ("at 10 on Friday", "2026-11-20 10:00", "hour"),
    ("between 2 and 4pm tomorrow", "2026-11-19 16:00", "hour"),
    ("tomorrow 9:00-11:00", "2026-11-19 11:00", "hour"),
    ("14:00 UTC tomorrow", "2026-11-19 15:00", "hour"),
    ("by 3 pm ET", "2026-11-18 21:00", "hour"),
    # Dates.
    ("on 25 November", "2026-11-25 18:00", "day"),
    ("November 25th", "2026-11-25 18:00", "day"),
    ("the 3rd of December 2026", "2026-12-03 18:00", "day"),
    ("on March 3", "2027-03-03 18:00", "day"),
    ("2026-11-25", "2026-11-25 18:00", "day"),
    ("2026-11-25 15:30", "2026-11-25 15:30", "minute"),
    ("2026-11-25T15:30", "2026-11-25 15:30", "minute"),
    ("25.11.2026", "2026-11-25 18:00", "day"),
    ("25/11", "2026-11-25 18:00", "day"),
    ("12/24/2026", "2026-12-24 18:00", "day"),
    ("on the 20th", "2026-11-20 18:00", "day"),
    ("by the 5th", "2026-12-05 18:00", "day"),
    ("the 15th of next month", "2026-12-15 18:00", "day"),
    ("1 to 3 December", "2026-12-03 18:00", "day"),
    ("on Friday, November 20, at 2 PM", "2026-11-20 14:00", "hour"),
    ("Mon 21st", "2026-12-21 18:00", "day"),
    # The day named is shut out.
    ("before the 1st", "2026-11-30 18:00", "day"),
    ("before Dec 1st", "2026-11-30 18:00", "day"),
    ("before Friday", "2026-11-19 18:00", "day"),
    ("before the weekend", "2026-11-20 18:00", "week"),
    ("before 3pm", "2026-11-18 15:00", "hour"),
    # Lengths: hours are elapsed time, days are days.
    ("within 48 hours", "2026-11-20 11:00", "hour"),
    ("in a couple of hours", "2026-11-18 13:00", "hour"),
    ("in 30 minutes", "2026-11-18 11:30", "minute"),
    ("in half an hour", "2026-11-18 11:30", "minute"),
    ("in an hour and a half", "2026-11-18 12:30", "minute"),
    ("within the hour", "2026-11-18 12:00", "hour"),
    ("in two days", "2026-11-20 18:00", "day"),
    ("in 2 days at 3pm", "2026-11-20 15:00", "hour"),
    ("within three business days", "2026-11-23 18:00", "day"),
    ("in 2-3 working days", "2026-11-23 18:00", "day"),
    ("over the next few days", "2026-11-21 18:00", "day"),
    ("in two weeks", "2026-12-02 18:00", "week"),
    ("in a month", "2026-12-18 18:00", "month"),
    ("3 days after Friday", "2026-11-23 18:00", "day"),
    # Ends and places.
    ("by EOD", "2026-11-18 18:00", "day"),
    ("by COB Friday", "2026-11-20 18:00", "day"),
    ("by close of business on Monday", "2026-11-23 18:00", "day"),
    ("by the end of the day tomorrow", "2026-11-19 18:00", "day"),
    ("by the end of the week", "2026-11-20 18:00", "day"),
    ("end of next week", "2026-11-27 18:00", "day"),
    ("end of the month", "2026-11-30 18:00", "day"),
    ("by the end of May", "2027-05-31 18:00", "day"),
    ("mid-month", "2026-12-15 18:00", "day"),
    ("early next week", "2026-11-24 18:00", "week"),
    ("mid next week", "2026-11-25 18:00", "week"),
    ("later this week", "2026-11-20 18:00", "week"),
    ("later next week", "2026-11-27 18:00", "week"),
    ("this weekend", "2026-11-22 18:00", "week"),
    ("next week", "2026-11-27 18:00", "week"),
    ("next month", "2026-12-31 18:00", "month"),
    ("by the end of the year", "2026-12-31 18:00", "day"),
    ("by EOW", "2026-11-20 18:00", "day"),
    ("by month-end", "2026-11-30 18:00", "day"),
    ("the last day of the month", "2026-11-30 18:00", "day"),
    ("mid-next week", "2026-11-25 18:00", "week"),
    ("in a day or two", "2026-11-20 18:00", "day"),
    ("in the coming days", "2026-11-21 18:00", "day"),
    ("24-11-2026", "2026-11-24 18:00", "day"),
    ("by 24.11.", "2026-11-24 18:00", "day"),
    ("Thursday/Friday", "2026-11-20 18:00", "day"),
    ("not before Monday", "2026-11-23 18:00", "day"),
    ("the week after next", "2026-12-04 18:00", "week"),
    ("a week from Friday", "2026-11-27 18:00", "day"),
    ("Nov. 24, 2026", "2026-11-24 18:00", "day"),
    ("Thursday, Nov. 26 at 10am", "2026-11-26 10:00", "hour"),
    ("by 8 tonight", "2026-11-18 20:00", "hour"),
    ("this evening at 7", "2026-11-18 19:00", "hour"),
    ("Wed 9-11am", "2026-11-25 11:00", "hour"),
    ("before Christmas", "2026-12-24 18:00", "day"),
    ("by the 29th of February", "2028-02-29 18:00", "day"),
    # Spelled out, feasts, quarters, and other ways of the trade.
    ("May twenty nine", "2027-05-29 18:00", "day"),
    ("on the twenty-third", "2026-11-23 18:00", "day"),
    ("by the first of December", "2026-12-01 18:00", "day"),
    ("on March eighteenth, nine thirty", "2027-03-18 09:30", "minute"),
    ("this coming Wednesday", "2026-11-25 18:00", "day"),
    ("coming Thursday", "2026-11-19 18:00", "day"),
    ("by half five tomorrow", "2026-11-19 17:30", "minute"),
    ("at half 5", "2026-11-18 17:30", "minute"),
    ("half past 4 this afternoon", "2026-11-18 16:30", "minute"),
    ("by quarter to six", "2026-11-18 17:45", "minute"),
    ("by two in the afternoon", "2026-11-18 14:00", "hour"),
    ("by 6 in the evening", "2026-11-18 18:00", "hour"),
    ("by 1600", "2026-11-18 16:00", "hour"),
    ("by 1630 hrs", "2026-11-18 16:30", "minute"),
    ("at 16h30", "2026-11-18 16:30", "minute"),
    ("by 16h", "2026-11-18 16:00", "hour"),
    ("in a quarter of an hour", "2026-11-18 11:15", "minute"),
    ("in three quarters of an hour", "2026-11-18 11:45", "minute"),
    ("within 1 hour and 30 minutes", "2026-11-18 12:30", "minute"),
    ("in an hour and a half", "2026-11-18 12:30", "minute"),
    ("early afternoon tomorrow", "2026-11-19 15:00", "hour"),
    ("the day after Christmas", "2026-12-26 18:00", "day"),
    ("the day before Thanksgiving", "2026-11-25 18:00", "day"),
    ("two days before Christmas", "2026-12-23 18:00", "day"),
    ("by Black Friday", "2026-11-27 18:00", "day"),
    ("before Easter", "2027-03-27 18:00", "day"),
    ("by Good Friday", "2027-03-26 18:00", "day"),
    ("on Easter Monday", "2027-03-29 18:00", "day"),
    ("by Thanksgiving 2027", "2027-11-25 18:00", "day"),
    ("three months after Easter", "2027-06-28 18:00", "day"),
    ("a week on Tuesday", "2026-12-01 18:00", "day"),
    ("Tuesday week", "2026-12-01 18:00", "day"),
    ("Friday fortnight", "2026-12-04 18:00", "day"),
    ("a week from Friday", "2026-11-27 18:00", "day"),
    ("two months from today on Tuesday", "2027-01-19 18:00", "day"),
    ("in Q1", "2027-03-31 18:00", "month"),
    ("by the end of Q4", "2026-12-31 18:00", "day"),
    ("by end of Q2 2027", "2027-06-30 18:00", "day"),
    ("before Q3 starts", "2027-06-30 18:00", "month"),
    ("in the first week of December", "2026-12-04 18:00", "week"),
    ("the second week of next month", "2026-12-11 18:00", "week"),
    ("in the first week of January on Monday", "2027-01-04 18:00", "week"),
    ("Friday 7.6", "2027-06-07 18:00", "day"),
    ("thursday 29/03 11.00am", "2027-03-29 11:00", "hour"),
    ("by 00:00", "2026-11-19 00:00", "hour"),
    ("before noon tomorrow", "2026-11-19 12:00", "hour"),
    ("by Monday lunchtime", "2026-11-23 12:00", "hour"),
    ("close of play Friday", "2026-11-20 18:00", "day"),
    # After midnight is still tonight; a range ends behind its beginning.
    ("at 1 tonight", "2026-11-19 01:00", "hour"),
    ("Friday night at 1", "2026-11-21 01:00", "hour"),
    ("at 12 tonight", "2026-11-18 23:59", "hour"),
    ("1 am tonight", "2026-11-19 01:00", "hour"),
    ("today, or tomorrow at the latest", "2026-11-19 18:00", "day"),
    ("on or before 15 December", "2026-12-15 18:00", "day"),
    ("on Monday between 1 and 3 pm", "2026-11-23 15:00", "hour"),
    ("on Friday at 10 instead", "2026-11-20 10:00", "hour"),
    ("Monday 9 to 11", "2026-11-23 11:00", "hour"),
    ("at 20 to 5", "2026-11-18 16:40", "minute"),
    ("tomorrow at a quarter to three", "2026-11-19 14:45", "minute"),
    ("at 3 to fix the tap", "2026-11-18 15:00", "hour"),
    # What comes again: the first time of it.
    ("every other Friday at 4pm", "2026-11-20 16:00", "hour"),
    ("on Mondays at 9", "2026-11-23 09:00", "hour"),
    ("on the first of every month", "2026-12-01 18:00", "day"),
    ("on the last working day of each month", "2026-11-30 18:00", "day"),
    ("Monday through Wednesday", "2026-11-25 18:00", "day"),
    ("between 10 and 11 on Thursday", "2026-11-19 11:00", "hour"),
    # Weeks by their number, or by a day in them.
    ("in week 50", "2026-12-11 18:00", "week"),
    ("the week of December 7", "2026-12-11 18:00", "day"),
    ("Wednesday of the week of the 7th", "2026-12-09 18:00", "day"),
    # Feasts of the moon, clocks of elsewhere, and years in words.
    ("before Chinese New Year", "2027-02-05 18:00", "day"),
    ("at 9 am Pacific tomorrow", "2026-11-19 18:00", "hour"),
    ("at 10 am Tokyo time on Friday", "2026-11-20 02:00", "hour"),
    ("tomorrow at 9 am your time (New York)", "2026-11-19 15:00", "hour"),
    ("at 9 New York time tomorrow", "2026-11-19 15:00", "hour"),
    ("Friday 3 pm London / 4 pm Berlin", "2026-11-20 16:00", "hour"),
    ("at 15:00 UTC+8 tomorrow", "2026-11-19 08:00", "hour"),
    ("tomorrow at 4 pm my time", "2026-11-19 16:00", "hour"),
    ("by noon UTC tomorrow", "2026-11-19 13:00", "hour"),
    ("on January first two thousand and thirty two", "2032-01-01 18:00", "day"),
    ("by 24:00", "2026-11-18 23:59", "hour"),
    ("in two weeks and three days", "2026-12-05 18:00", "day"),
    ("1 month 2 weeks from now", "2027-01-01 18:00", "day"),
    ("on Sat. the 28th", "2026-11-28 18:00", "day"),
]


@pytest.mark.parametrize(("text", "expected", "grain"), PHRASES)
def test_a_phrase_means_its_moment(text: str, expected: str, grain: str) -> None:
    """Said on Wednesday 18 November 2026 at 11:00 in Berlin."""
    due = due_of(text, WEDNESDAY)
    assert (clock_of(due), due.grain) == (expected, grain)


ELSEWHERE = [
    # A clock change skips or repeats an hour; the wall clock is what was promised.
    ("tomorrow 09:00", "2026-10-24 12:00", "Europe/Berlin", "2026-10-25 09:00", "+01:00"),
    ("tomorrow 09:00", "2026-03-28 12:00", "Europe/Berlin", "2026-03-29 09:00", "+02:00"),
    ("tomorrow at 2:30am", "2026-03-28 12:00", "Europe/Berlin", "2026-03-29 03:30", "+02:00"),
    ("within 24 hours", "2026-03-28 12:00", "Europe/Berlin", "2026-03-29 13:00", "+02:00"),
    ("within 24 hours", "2026-10-24 12:00", "Europe/Berlin", "2026-10-25 11:00", "+01:00"),
    ("in a week", "2026-03-06 16:00", "America/New_York", "2026-03-13 18:00", "-04:00"),
    # Late and early on the clock.
    ("today", "2026-11-18 19:30", "Europe/Berlin", "2026-11-18 23:59", "+01:00"),
    ("by EOD", "2026-11-18 18:30", "Asia/Tokyo", "2026-11-18 23:59", "+09:00"),
    ("this afternoon", "2026-11-18 15:30", "Europe/London", "2026-11-18 18:00", "+00:00"),
    ("in the morning", "2026-11-18 10:00", "Europe/London", "2026-11-19 09:00", "+00:00"),
    ("tomorrow", "2026-11-18 00:10", "America/Los_Angeles", "2026-11-19 18:00", "-08:00"),
    ("Friday", "2026-11-20 09:00", "Asia/Tokyo", "2026-11-27 18:00", "+09:00"),
    ("Friday", "2026-11-20 00:30", "Asia/Tokyo", "2026-11-20 18:00", "+09:00"),
    ("this Friday", "2026-11-20 09:00", "Asia/Tokyo", "2026-11-20 18:00", "+09:00"),
    ("at 7", "2026-11-20 10:00", "Asia/Tokyo", "2026-11-20 19:00", "+09:00"),
    ("at 9", "2026-11-20 10:00", "Asia/Tokyo", "2026-11-21 09:00", "+09:00"),
    ("at 9 today", "2026-11-20 10:00", "Asia/Tokyo", "2026-11-20 21:00", "+09:00"),
    ("at 07:00", "2026-11-20 10:00", "Asia/Tokyo", "2026-11-21 07:00", "+09:00"),
    ("Friday 08:00", "2026-11-20 09:00", "Asia/Tokyo", "2026-11-27 08:00", "+09:00"),
    # Weekends, month ends, leap days, turns of the year.
    ("in one business day", "2026-11-20 16:00", "Europe/Berlin", "2026-11-23 18:00", "+01:00"),
    ("within 2 business days", "2026-11-21 10:00", "Europe/Berlin", "2026-11-24 18:00", "+01:00"),
    ("end of the week", "2026-11-21 10:00", "Europe/Berlin", "2026-11-27 18:00", "+01:00"),
    ("next week", "2026-11-22 22:00", "Europe/Berlin", "2026-11-27 18:00", "+01:00"),
    ("end of the month", "2027-02-10 10:00", "Europe/Berlin", "2027-02-28 18:00", "+01:00"),
    ("end of the month", "2028-02-10 10:00", "Europe/Berlin", "2028-02-29 18:00", "+01:00"),
    ("on Feb 29", "2026-11-18 10:00", "Europe/Berlin", "2028-02-29 18:00", "+01:00"),
    ("in a month", "2027-01-31 10:00", "Europe/Berlin", "2027-02-28 18:00", "+01:00"),
    ("on the 31st", "2026-11-18 10:00", "Europe/Berlin", "2026-12-31 18:00", "+01:00"),
    ("before the 1st", "2026-12-31 10:00", "Europe/Berlin", "2026-12-31 18:00", "+01:00"),
    ("by 2 January", "2026-12-30 10:00", "Australia/Sydney", "2027-01-02 18:00", "+11:00"),
    ("tomorrow", "2026-12-31 10:00", "Asia/Kolkata", "2027-01-01 18:00", "+05:30"),
]


@pytest.mark.parametrize(("text", "sent", "zone", "expected", "offset"), ELSEWHERE)
def test_zones_clock_changes_and_calendars(
    text: str, sent: str, zone: str, expected: str, offset: str
) -> None:
    """The moment is reckoned on the writer's own wall clock, never on the server's (#20, #21)."""
    due = due_of(text, sent, zone)
    assert clock_of(due) == expected
    assert due.due is not None
    assert due.due.isoformat().endswith(offset)


@pytest.mark.parametrize(
    "text",
    [
        "call 020 7946 0958",
        "ring me on +49 30 1234567 please",
        "version 2.5.1",
        "we run v3.11 here",
        "order 4711-12-11",
        "invoice #2026-1125",
        "it costs $12.30",
        "about 12.5 % of it",
        "we are here 24/7",
        "It may take a second",
        "a 1:1 meeting",
        "in room 12",
        "for the 3rd time",
        "You march on.",
        "see https://shop.example/2026-12-01/42",
        "two days ago",
        "last Tuesday",
        "since Monday",
        "your mail of 12 March",
        "I have waited for three weeks.",
        "yesterday at 15:00 sharp we met, on 3 March 2020",
        "",
    ],
)
def test_what_is_no_future_time_never_becomes_one(text: str) -> None:
    """Phones, versions, amounts, orders, addresses and the past hold no due time."""
    assert due_of(text, "2026-11-18 16:00").due is None


@pytest.mark.parametrize(
    ("text", "inferred"),
    [
        ("5/6", True),
        ("25/11", False),
        ("12/12", False),
        ("by 5", True),
        ("by 17:00", False),
        ("tomorrow at 4 pm your time", True),
        ("tomorrow at 4 pm my time", False),
        ("tomorrow at 4 pm London time", False),
        ("next Friday", True),
        ("next Monday", False),
        ("a couple of hours", False),
        ("in a couple of hours", True),
        ("in two hours", False),
        ("early next week", True),
        ("on Friday", False),
        ("on Wednesday", True),
        ("on 3 September", True),
        ("on 3 December", False),
    ],
)
def test_an_inferred_time_is_marked(text: str, *, inferred: bool) -> None:
    """What a convention filled in is never shown as a fact (priora#13)."""
    assert due_of(text, WEDNESDAY).inferred is inferred


@pytest.mark.parametrize(
    ("text", "due_text", "expected"),
    [
        ("As I said on Monday, it will be there by Friday.", "Friday", "2026-11-20 18:00"),
        ("I'll look on Thursday and answer by Friday.", "Friday", "2026-11-20 18:00"),
        ("I'll check your invoice from 3 November by 4pm.", "4pm", "2026-11-18 16:00"),
        ("Order 12-11: back within two days.", "within two days", "2026-11-20 18:00"),
    ],
)
def test_a_deadline_wins_over_other_times(text: str, due_text: str, expected: str) -> None:
    """Of several times in a sentence, the one with "by" counts; the past never does."""
    due = due_of(text, WEDNESDAY)
    assert (due.text, clock_of(due)) == (due_text, expected)


def test_spans_cut_out_what_they_name() -> None:
    """``start`` and ``end`` count in the text given, also behind letters outside ASCII."""
    text = "Grüße 😀, morgen? No: by Friday 3pm, or on 25 November."
    rules = BOOK.remembering["en"]
    sent = datetime(2026, 11, 18, 11, tzinfo=BERLIN)
    dues = all_in(text, sent, BERLIN, rules, BOOK.rhythm)
    assert [text[due.start : due.end] for due in dues] == ["Friday 3pm", "25 November"]
    assert [due.text for due in dues] == ["Friday 3pm", "25 November"]


def test_the_user_changes_what_words_mean() -> None:
    """Conventions come from rhythm.yaml: an end of day at 17:00 moves every such time."""
    early = BOOK.rhythm.conventions.model_copy(update={"end_of_day": time(17)})
    book = replace(BOOK, rhythm=BOOK.rhythm.model_copy(update={"conventions": early}))
    assert clock_of(due_of("by Friday", WEDNESDAY, book=book)) == "2026-11-20 17:00"


def test_business_days_skip_holidays_and_days_off() -> None:
    """Three business days over Christmas in Germany, with the 28th off."""
    off = {"country": "DE", "days_off": (date(2026, 12, 28),)}
    book = replace(BOOK, rhythm=BOOK.rhythm.model_copy(update=off))
    due = due_of("within 3 business days", "2026-12-23 10:00", book=book)
    assert clock_of(due) == "2026-12-30 18:00"


@pytest.mark.parametrize(
    ("zone", "text", "expected"),
    [
        ("America/Chicago", "on 5/6", "2027-05-06"),
        ("Europe/Berlin", "on 5/6", "2027-06-05"),
        ("Europe/Berlin", "on 3/12", "2026-12-03"),
        ("Europe/Berlin", "by 10.12.", "2026-12-10"),
        ("Europe/Berlin", "by 12/31", "2026-12-31"),
    ],
)
def test_where_one_lives_says_what_comes_first(zone: str, text: str, expected: str) -> None:
    """An ambiguous 5/6 is the 6th of May in America, elsewhere the 5th of June."""
    sent = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)
    found = resolve(text, sent, ZoneInfo(zone), BOOK.remembering["en"], BOOK.rhythm).due
    assert found is not None
    assert f"{found:%Y-%m-%d}" == expected


moments = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1))  # noqa: DTZ001
zones = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "Asia/Kathmandu"]
)


@settings(deadline=None)
@given(st.sampled_from([text for text, _due, _grain in PHRASES]), moments, zones)
def test_a_due_time_is_never_past(text: str, sent: datetime, zone: str) -> None:
    """Whenever and wherever it is said, a phrase means a later moment, or none at all."""
    due = due_of(text, sent.isoformat(), zone)
    assert due.due is None or due.due > sent.replace(tzinfo=ZoneInfo(zone))


@settings(deadline=None)
@given(moments, zones, st.sampled_from(["tomorrow", "Friday", "next week", "in two days"]))
def test_a_day_ends_at_the_end_of_the_working_day(sent: datetime, zone: str, text: str) -> None:
    """A day without a clock means 18:00 local, whatever the clocks did in between."""
    due = due_of(text, sent.isoformat(), zone)
    assert due.due is not None
    assert due.due.strftime("%H:%M") in {"18:00", "23:59"}


JUMBLE = """by before the 31st of next month week 5/6 2026-02-30 99:99 noon - to or Friday Feb
    30 in 9999999 days hours half"""
pieces = st.sampled_from(JUMBLE.split())


def test_a_sentence_known_before_is_read_anew(tmp_path: Path) -> None:
    """Sentences are remembered while somebody types, not the moment, nor rules that are edited."""
    said = "I'll call you tomorrow."
    assert clock_of(due_of(said, WEDNESDAY)) == "2026-11-19 18:00"
    assert clock_of(due_of(said, "2026-11-24 11:00")) == "2026-11-25 18:00"
    (tmp_path / "en").mkdir()
    rule = "{id: user.never, source: user, pattern: tomorrow, yes: [tomorrow], no: [today]}"
    (tmp_path / "en/remembering.yaml").write_text(f"not_times: [{rule}]\n")
    edited = load_rulebook(shipped_rules(), tmp_path, shipped_files(shipped_rules()))
    assert due_of(said, WEDNESDAY, book=edited).due is None
    assert clock_of(due_of(said, WEDNESDAY)) == "2026-11-19 18:00"


@settings(deadline=None)
@given(st.lists(pieces, max_size=12), moments)
def test_no_jumble_of_words_breaks_it(words: list[str], sent: datetime) -> None:
    """Nonsense gives a later moment or nothing, and spans that lie inside the text, in order."""
    text = " ".join(words)
    rules = BOOK.remembering["en"]
    dues = all_in(text, sent.replace(tzinfo=BERLIN), BERLIN, rules, BOOK.rhythm)
    assert all(due.due is not None and due.due > sent.replace(tzinfo=BERLIN) for due in dues)
    assert all(0 <= due.start < due.end <= len(text) for due in dues)
    assert all(one.end <= other.start for one, other in pairwise(dues))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    """Whatever is pasted into a mail, looking for times does not fail."""
    due = due_of(text, WEDNESDAY)
    assert due.text is None or text[due.start : due.end] == due.text


def test_long_text_takes_linear_time(
    record_property: Callable[[str, object], None],
) -> None:
    """A pasted log of 30 kB with numbers everywhere is read in seconds, not minutes."""
    log = "2026-11-18 11:00:05 in 5 of 12 by 3/4 at 12.50 on 7-8 \n" * 600
    began = datetime.now(tz=BERLIN)
    due_of(log, WEDNESDAY)
    took = datetime.now(tz=BERLIN) - began
    record_property("seconds", took.total_seconds())
    assert took < timedelta(seconds=10)
