"""Times offered: keepable, in the user's own blocks, and two that differ usefully."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helper.contracts import Mail, Timeline
from helper.desk.desk import Desk
from helper.remembering.finding.promises import find
from helper.replying.checking.checklist import check
from helper.replying.checking.typed import Load
from helper.replying.composing.cases import Known
from helper.replying.composing.labels import label, zone_of
from helper.replying.composing.timeline import Limits, Wish, offer
from helper.rulebook import Rulebook
from helper.rulebook.rhythm import RhythmRules
from helper.settings import Settings
from helper.store import Store
from helper.wire.mail import DraftRequest
from helper.workdays import is_working_day, spans, working_time_between
from tests.books import the_book
from tests.replying.readings import a_reading, drafts

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Asia/Kathmandu")
BOOK = the_book()
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
"""A Wednesday; 11:00 in Berlin."""


def with_rhythm(book: Rulebook, **changes: object) -> Rulebook:
    """The shipped book with another week."""
    rhythm = RhythmRules.model_validate(book.rhythm.model_dump() | changes)
    return replace(book, rhythm=rhythm)


def in_block(moment: datetime, rhythm: RhythmRules) -> bool:
    """Whether a local moment lies in a support block of a working day."""
    return is_working_day(rhythm, moment.date()) and any(
        block.start <= moment.time() < block.end for block in rhythm.blocks
    )


def moments() -> st.SearchStrategy[datetime]:
    """Any minute of three years, so that weekends and clock changes are met."""
    return st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001 - UTC below
        lambda moment: moment.replace(tzinfo=UTC)
    )


def histories() -> st.SearchStrategy[list[int]]:
    """Past working minutes, none to many, up to three working weeks."""
    return st.lists(st.integers(1, 8000), max_size=40)


@given(now=moments(), minutes=histories(), zone=st.sampled_from(ZONES))
@settings(max_examples=150, deadline=None)
def test_both_times_lie_in_the_future_in_a_block(
    now: datetime, minutes: list[int], zone: str
) -> None:
    """B51: whatever the history, the hour and the clock change, both times are in a block."""
    there = ZoneInfo(zone)
    for option in offer("support", minutes, BOOK, there, now).options:
        assert option.at > now
        assert in_block(option.at.astimezone(there), BOOK.rhythm)


@given(now=moments(), minutes=histories(), zone=st.sampled_from(ZONES))
@settings(max_examples=150, deadline=None)
def test_the_two_differ_usefully_and_look_comes_first(
    now: datetime, minutes: list[int], zone: str
) -> None:
    """000:95: a choice between two times is one only when working time lies between them."""
    there = ZoneInfo(zone)
    look, answer = offer("support", minutes, BOOK, there, now).options
    assert (look.what, answer.what) == ("look", "answer")
    between = working_time_between(BOOK.rhythm, look.at, answer.at, there)
    assert between >= timedelta(minutes=BOOK.timeline.apart_minutes)


@pytest.mark.parametrize(("pressing", "label"), [(True, "10:30 am today"), (False, "5 pm today")])
def test_what_cannot_wait_is_looked_at_sooner(pressing: bool, label: str) -> None:  # noqa: FBT001 - a column
    """B41: the earliest block that leaves time to look, and never one that is not the user's."""
    now = datetime(2026, 11, 18, 9, 0, tzinfo=BERLIN)
    look = offer("support", [], BOOK, BERLIN, now, wish=Wish(pressing=pressing)).options[0]
    assert look.label == label


@pytest.mark.parametrize(
    ("now", "needed", "label"),
    [
        ("10:00", "2026-11-18T10:35", "10:25 am today"),  # a flight that boards
        ("10:00", "2026-11-18T10:08", "10:10 am today"),  # a train that is all but gone
        ("10:58", "2026-11-18T11:12", "11:10 am today"),  # no time that is over once it is read
        ("17:10", "2026-11-18T18:30", "6 pm today"),  # a show tonight
        ("17:40", "2026-11-19T09:00", "6 pm today"),  # a meeting before tomorrow's work begins
        ("17:52", "2026-11-18T18:30", "10:30 am tomorrow"),  # too little is left of the day
        ("18:10", "2026-11-18T18:30", "10:30 am tomorrow"),
    ],
)
def test_who_needs_it_before_work_begins_again_hears_today(
    now: str, needed: str, label: str
) -> None:
    """B41: a word that comes after the hour that matters helps nobody."""
    at = datetime.fromisoformat(f"2026-11-18T{now}").replace(tzinfo=BERLIN)
    by = datetime.fromisoformat(needed).replace(tzinfo=BERLIN)
    look = offer("support", [], BOOK, BERLIN, at, wish=Wish(pressing=True, by=by)).options[0]
    assert look.label == label


@given(now=moments(), minutes=histories())
@settings(max_examples=100, deadline=None)
def test_times_are_whole_and_half_hours(now: datetime, minutes: list[int]) -> None:
    """A promise of 10:37 looks like a machine made it."""
    for option in offer("support", minutes, BOOK, BERLIN, now).options:
        assert option.at.minute % BOOK.timeline.grain_minutes == 0
        assert (option.at.second, option.at.microsecond) == (0, 0)


@given(now=moments(), minutes=st.lists(st.integers(1, 4000), min_size=8, max_size=40))
@settings(max_examples=100, deadline=None)
def test_at_least_eight_of_ten_past_cases_would_have_been_kept(
    now: datetime, minutes: list[int]
) -> None:
    """B41: the working time until *answer* covers 80% of the user's own history."""
    answer = offer("support", minutes, BOOK, BERLIN, now).options[1]
    room = working_time_between(BOOK.rhythm, now, answer.at, BERLIN) / timedelta(minutes=1)
    kept = sum(past <= room + 1 for past in minutes)
    assert kept >= 0.8 * len(minutes)


@pytest.mark.parametrize("day", [date(2026, 3, 27), date(2026, 10, 23)])
def test_a_clock_change_on_the_weekend_moves_nothing(book: Rulebook, day: date) -> None:
    """From Friday afternoon over the night of the change, blocks keep their wall clock."""
    moment = datetime.combine(day, time(16), tzinfo=BERLIN)
    look, answer = offer("support", [], book, BERLIN, moment).options
    assert in_block(look.at, book.rhythm)
    assert in_block(answer.at, book.rhythm)
    assert answer.at.date() > day + timedelta(days=2)


def test_days_off_and_holidays_are_left_out(book: Rulebook) -> None:
    """B41: Thursday off and a public holiday on Friday push the answer into next week."""
    off = with_rhythm(book, country="GB", days_off=[date(2026, 12, 24)])
    start = datetime(2026, 12, 23, 15, 0, tzinfo=UTC)
    days = {option.at.date() for option in offer("support", [], off, BERLIN, start).options}
    assert not days & {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26)}
    assert not days & {date(2026, 12, 27), date(2026, 12, 28)}, "Boxing Day is taken on Monday"


@pytest.mark.parametrize(
    ("blocks", "grain"),
    [
        (["10:05-10:20"], 5),
        (["10:00-10:30", "15:00-15:30"], 15),
        (["09:00-09:30", "17:00-18:00"], 30),
    ],
)
def test_a_block_too_short_for_the_grain_still_gives_a_time_in_it(
    book: Rulebook, blocks: list[str], grain: int
) -> None:
    """A quarter of an hour inside a block beats a whole one outside; an odd minute is never."""
    tiny = with_rhythm(book, blocks=blocks)
    for minute in (0, 11, 29):
        now = NOW.replace(hour=13, minute=minute, second=40, microsecond=7)
        for option in offer("support", [], tiny, BERLIN, now).options:
            assert in_block(option.at, tiny.rhythm)
            assert (option.at.minute % grain, option.at.second, option.at.microsecond) == (0, 0, 0)


@pytest.mark.parametrize("count", [0, 7])
def test_short_history_leaves_the_default_to_speak(book: Rulebook, count: int) -> None:
    """B41: below the least history the default is used, and said to be one; n is shown."""
    basis = offer("support", [30] * count, book, BERLIN, NOW).basis
    assert (basis.source, basis.n, basis.p80_minutes) == ("default", count, 900)


def test_own_history_replaces_the_default(book: Rulebook) -> None:
    """B41: from the eighth case on the user's own median and 80th percentile count."""
    basis = offer("support", [60, 70, 80, 90, 100, 110, 120, 600], book, BERLIN, NOW).basis
    assert (basis.source, basis.n) == ("history", 8)
    assert 90 <= basis.p50_minutes <= 100
    assert 110 <= basis.p80_minutes <= 120


def test_unknown_work_is_reckoned_as_support(book: Rulebook) -> None:
    """A kind of work without defaults of its own takes those of support."""
    strange = offer("gardening", [], book, BERLIN, NOW)
    assert strange.options == offer("support", [], book, BERLIN, NOW).options


def test_nothing_before_the_mail_came(book: Rulebook) -> None:
    """A mail from a clock that runs ahead isn't answered before it was written."""
    later = NOW + timedelta(days=3)
    times = offer("support", [], book, BERLIN, NOW, limits=Limits(earliest=later))
    assert all(option.at > later for option in times.options)


def test_a_mail_dated_years_ahead_is_answered_now(book: Rulebook, store: Store) -> None:
    """A clock may run ahead by days; a mail of 2038 has none, and nobody waits until then."""
    desk = Desk(lambda: book, store, Settings(zone="Europe/Berlin"), lambda: NOW)
    mail = Mail(text="Where is my order? I have waited for two weeks.", app="gmail")
    reading = desk.read(replace(mail, received=datetime(2038, 1, 19, tzinfo=UTC)))
    found = desk.draft(DraftRequest(reading=reading))
    assert all(one.at < NOW + timedelta(days=14) for one in found.timeline.options)


def test_an_old_mail_counts_from_now(book: Rulebook) -> None:
    """However long the mail has lain there, the user still needs their time from now."""
    old = offer("support", [], book, BERLIN, NOW, limits=Limits(earliest=NOW - timedelta(days=9)))
    assert old == offer("support", [], book, BERLIN, NOW)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 18, 15, 0, tzinfo=BERLIN), "3 pm today"),
        (datetime(2026, 11, 19, 9, 30, tzinfo=BERLIN), "9:30 am tomorrow"),
        (datetime(2026, 11, 20, 10, 0, tzinfo=BERLIN), "Friday at 10 am"),
        (datetime(2026, 11, 24, 10, 0, tzinfo=BERLIN), "Tuesday at 10 am"),
        (datetime(2026, 11, 25, 11, 0, tzinfo=BERLIN), "Wednesday, 25 November at 11 am"),
        (datetime(2026, 11, 17, 11, 0, tzinfo=BERLIN), "Tuesday, 17 November at 11 am"),
    ],
)
def test_labels_say_one_moment_only(book: Rulebook, at: datetime, said: str) -> None:
    """A weekday stands for the next six days; a week ahead or the past needs a date."""
    words = book.replying["en"].times
    assert label(at, NOW, BERLIN, words) == said


@pytest.mark.parametrize("days", [1, 2, 9])
def test_every_time_of_the_day_is_read_back(book: Rulebook, days: int) -> None:
    """B52: "noon", "5 pm" and "10:30 am" mean to the ledger what they say to the customer."""
    words = book.replying["en"].times
    for half_hours in range(1, 48):
        at = datetime(2026, 11, 18, tzinfo=BERLIN) + timedelta(days=days, minutes=30 * half_hours)
        text = f"I'll write to you by {label(at, NOW, BERLIN, words)} with what I've found."
        assert [one.due for one in find(text, NOW, BERLIN, book, "en")] == [at], text


def test_the_day_is_counted_in_the_users_zone(book: Rulebook) -> None:
    """23:30 UTC is already tomorrow in Tokyo: "today" is the day on the user's wall."""
    tokyo = ZoneInfo("Asia/Tokyo")
    late = datetime(2026, 11, 17, 23, 30, tzinfo=UTC)
    words = book.replying["en"].times
    assert label(datetime(2026, 11, 18, 10, 0, tzinfo=tokyo), late, tokyo, words) == "10 am today"


def test_the_timeline_names_zone_and_work(book: Rulebook) -> None:
    """What is shown beside a time: the zone it is meant in, and the work its basis is for."""
    found: Timeline = offer("complaint", [], book, BERLIN, NOW)
    assert (found.zone, found.basis.work) == ("Europe/Berlin", "complaint")


def test_a_full_block_is_offered_to_nobody_else(book: Rulebook) -> None:
    """B51, B54: four promises due in a block are enough; the next one goes to a later block."""
    now = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
    berlin = ZoneInfo("Europe/Berlin")
    free = offer("support", [], book, berlin, now)
    first = free.options[0].at
    most = book.timeline.per_block
    busy, nearly = (
        offer("support", [], book, berlin, now, limits=Limits(taken=[first] * count))
        for count in (most, most - 1)
    )
    assert busy.options[0].at > first
    assert nearly.options[0].at == first


def test_the_first_word_to_who_is_upset_waits_for_no_other(book: Rulebook) -> None:
    """C4: a block full of answers to calm mails has room for that look, not for the answer."""
    now = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
    berlin = ZoneInfo("Europe/Berlin")
    taken = [now + timedelta(hours=hour) for hour in range(24 * 14) for _ in range(4)]
    free = offer("support", [], book, berlin, now, wish=Wish(pressing=True))
    busy = offer(
        "support", [], book, berlin, now, wish=Wish(pressing=True), limits=Limits(taken=taken)
    )
    assert busy.options[0] == free.options[0]
    assert busy.options[1].at > free.options[1].at


def test_a_calendar_full_of_promises_still_gives_times(book: Rulebook) -> None:
    """However much is promised, there is an answer; it only lies later."""
    now = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
    berlin = ZoneInfo("Europe/Berlin")
    taken = [now + timedelta(hours=hour) for hour in range(24 * 14) for _ in range(4)]
    look, answer = (
        one.at
        for one in offer("support", [], book, berlin, now, limits=Limits(taken=taken)).options
    )
    assert now + timedelta(days=13) < look < answer


def test_what_is_promised_already_may_need_the_next_blocks(book: Rulebook) -> None:
    """B41: of nine due in this block five are done in the next two, so the third is the first."""
    now = datetime(2026, 11, 18, 9, 0, tzinfo=BERLIN)
    due = datetime(2026, 11, 18, 10, 30, tzinfo=BERLIN)
    per_block = book.timeline.per_block
    taken = [due] * (2 * per_block + 1)
    look = offer("support", [], book, BERLIN, now, limits=Limits(taken=taken)).options[0].at
    blocks = [start for start, _ in islice(spans(book.rhythm, now, BERLIN, book.rhythm.blocks), 3)]
    assert blocks[2] < look < blocks[2] + timedelta(hours=2)


def test_nobody_waits_weeks_because_much_is_overdue(book: Rulebook) -> None:
    """A backlog that would take a month holds no new answer up: the first free block is offered."""
    now = datetime(2026, 11, 18, 9, 0, tzinfo=BERLIN)
    due = datetime(2026, 11, 18, 10, 30, tzinfo=BERLIN)
    look = offer("support", [], book, BERLIN, now, limits=Limits(taken=[due] * 400)).options[0].at
    assert look < now + timedelta(days=1)


@pytest.mark.parametrize(("hour", "taken_up"), [(15, True), (3, False), (20, False)])
def test_a_call_is_offered_when_they_like_within_the_hours(hour: int, *, taken_up: bool) -> None:
    """B51: "call me at three at night" is a wish that a rested person does not grant."""
    call = datetime(2026, 11, 19, hour, 0, tzinfo=BERLIN)
    look = offer("support", [], BOOK, BERLIN, NOW, wish=Wish(call=call)).options[0]
    assert (look.at == call) is taken_up


# The customer's own time --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "month", "known"),
    [(9, 11, True), (9, 3, True), (-5, 12, True), (-5, 10, False), (0, 12, False), (1, 12, False)],
)
def test_where_the_customer_is_only_when_it_is_sure(hours: int, month: int, *, known: bool) -> None:
    """An offset is no zone: zero, the user's own, and one near a clock change say nothing."""
    now = datetime(2026, month, 18, 10, 0, tzinfo=UTC)
    received = now.astimezone(timezone(timedelta(hours=hours)))
    assert (zone_of(received, BERLIN, now) is not None) is known
    assert zone_of(None, BERLIN, now) is None


def test_their_time_is_not_said_for_after_a_clock_change(book: Rulebook) -> None:
    """An offset that holds today may not hold in the week of the answer."""
    now, there = datetime(2026, 2, 16, 10, 0, tzinfo=UTC), timezone(timedelta(hours=-5))
    later = now + timedelta(days=21)  # New York changes on 8 March
    look, answer = offer(
        "support", [], book, BERLIN, now, there=there, limits=Limits(after=later)
    ).options
    assert "your time" in look.label
    assert "your time" not in answer.label


@pytest.mark.parametrize(
    ("language", "hours", "said"),
    [
        ("en", -5, "5 pm today (11 am your time)"),
        ("en", 9, "5 pm today (Thursday 1 am your time)"),
        ("zh", -5, "今天下午5点（您当地上午11点）"),
        ("ja", -5, "本日17時（現地時間11時）"),
    ],
)
def test_a_time_is_said_for_both_and_read_as_ours(
    book: Rulebook, language: str, hours: int, said: str
) -> None:
    """What is promised is the user's time; the customer need not reckon."""
    there = timezone(timedelta(hours=hours))
    offered = offer("support", [], book, BERLIN, NOW, language=language, there=there)
    assert offered.options[0].label == said
    reading = a_reading(level=2, language=language)
    draft = drafts(reading, offered, book.replying[language], Known(me="Maya"))[0]
    assert said in draft.text
    found = find(draft.text, NOW, BERLIN, book, language)
    assert [one.due for one in found if one.due] == [offered.options[0].at], draft.text


def test_the_later_time_is_when_whole_matters_are_settled(book: Rulebook) -> None:
    """B41: a first look at the median of the answers, everything at p80 of the last words."""
    answers, settled = [60, 70, 80, 90, 100, 110, 120, 600], [900] * 7 + [1500] * 2
    found = offer("support", answers, book, BERLIN, NOW, whole=settled)
    assert (found.basis.p50_minutes, found.basis.p80_minutes, found.basis.n) == (90, 1500, 8)
    assert offer("support", [*answers, 700], book, BERLIN, NOW, whole=settled[:8]).basis.n == 8
    early = offer("support", answers, book, BERLIN, NOW)
    assert found.options[0].at == early.options[0].at
    assert found.options[1].at > early.options[1].at
    assert offer("support", answers, book, BERLIN, NOW, whole=settled[:7]) == early, "too few"


def test_whole_matters_are_never_settled_before_they_are_answered(book: Rulebook) -> None:
    """The two histories are of other threads; the times still stand in their order."""
    basis = offer("support", [500] * 8, book, BERLIN, NOW, whole=[30] * 8).basis
    assert basis.p50_minutes == basis.p80_minutes == 500


@given(
    now=moments(),
    hours=st.lists(st.integers(0, 60), max_size=40),
    zone=st.sampled_from(ZONES),
)
@settings(max_examples=60, deadline=None)
def test_no_time_is_offered_that_the_checklist_doubts(
    now: datetime, hours: list[int], zone: str
) -> None:
    """B41, B54: by none of both falls due more than the blocks until then can keep."""
    there = ZoneInfo(zone)
    taken = [now + timedelta(hours=hour) for hour in hours]
    load = Load(now=now, zone=there, due=lambda: taken)
    for option in offer("support", [], BOOK, there, now, limits=Limits(taken=taken)).options:
        text = f"I'll write to you by {option.at:%H:%M} on {option.at:%-d %B %Y}."
        found = find(text, now, there, BOOK, "en")
        rules = {
            one.rule for one in check(text, None, BOOK, "en", promises=found, load=load).findings
        }
        assert [one.due for one in found] == [option.at]
        assert "promise.beyond_load" not in rules
