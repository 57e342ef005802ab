"""The morning in one card: piles, order, an honest estimate, one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.contracts import Basis, InboxRow, Kind, Person, Reading, Span, TriagedRow
from helper.resting.digest import digest, estimate
from tests.promising import promise, resting_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helper.contracts import Digest

NOW = datetime(2026, 11, 18, 8, 0, tzinfo=UTC)
RULES = resting_rules()
GUESS = Basis(work="answering", n=0, p50_minutes=4, p80_minutes=10, source="default")
KNOWN = replace(GUESS, n=40, source="history")

Row = tuple[InboxRow, Reading | None]


def row(number: int, kind: Kind | None, level: int = 0, hours: float = 1, **more: Any) -> Row:
    """A row that has waited ``hours``, and what is known of it."""
    shown = InboxRow(
        id=f"row-{number}",
        sender=Person(name=f"Customer {number}"),
        subject=f"Subject {number}",
        received=NOW - timedelta(hours=hours),
    )
    if kind is None:
        return shown, None
    if kind == "support":
        more.setdefault("asks", (Span(start=0, end=5, text="When?"),))
    reading = Reading(
        language="en",
        text="",
        level=level,
        score=level / 4,
        confidence=1,
        kind=kind,
        **more,
    )
    return shown, reading


def card(rows: Sequence[Row], *, basis: Basis = GUESS, promised: int = 0) -> Digest:
    """The digest of ``rows`` with so many promises due today."""
    readings = {shown.id: reading for shown, reading in rows if reading}
    due = [promise(id=number, due=NOW + timedelta(hours=9 - number)) for number in range(promised)]
    return digest([shown for shown, _ in rows], readings, due, basis=basis, now=NOW, rules=RULES)


def ids(found: Sequence[TriagedRow]) -> list[str]:
    """The numbers of the rows, in order."""
    return [one.id.removeprefix("row-") for one in found]


class TestPiles:
    """Small classes for an endless inbox (000:71)."""

    def test_120_mails_overnight_are_one_line(self) -> None:
        """B74: ninety overnight and thirty by ten become one card with one sentence in it."""
        piles: dict[Kind | None, int] = {
            "support": 30,
            "new_work": 8,
            "complaint": 5,
            "none": 76,
            None: 1,
        }
        kinds = [kind for kind, count in piles.items() for _ in range(count)]
        found = card([row(number, kind) for number, kind in enumerate(kinds)], promised=2)

        assert found.counts == {
            "support": 30,
            "new_work": 8,
            "complaint": 5,
            "none": 76,
            "unread": 1,
        }
        assert len(found.rows) == 120
        assert found.line == (
            "30 questions, 8 requests for new work, 5 complaints, 76 not from customers, "
            "1 not read. About 5.5 hours, as a rule of thumb. 2 promises fall due today."
        )

    def test_one_of_each_is_said_in_the_singular(self) -> None:
        """A sentence a person could have written."""
        kinds: list[Kind] = ["support", "new_work", "complaint", "none"]
        found = card([row(number, kind) for number, kind in enumerate(kinds)], promised=1)

        assert found.line == (
            "1 question, 1 request for new work, 1 complaint, 1 not from a customer. "
            "About 25 minutes, as a rule of thumb. 1 promise falls due today."
        )

    def test_what_was_promised_is_named_where_it_is_known(self) -> None:
        """The first three by their time."""
        due = [promise(id=n, due=NOW + timedelta(hours=9 - n)) for n in range(5)]
        things = {0: "the keys", 1: "the plan", 3: "the price", 4: "the invoice"}
        found = digest([], {}, due, basis=GUESS, now=NOW, rules=RULES, things=things)

        assert found.line == (
            "Nothing new. 5 promises fall due today: the invoice, the price, the plan."
        )

    def test_what_asks_nothing_is_no_question(self) -> None:
        """A thank you is one mail more to read; what hurts without a question is none of those."""
        found = card([row(1, "support", asks=()), row(2, "support", level=2, asks=())])

        assert found.counts == {"support": 1, "other": 1}
        assert found.line.startswith("1 question, 1 other mail.")

    def test_an_empty_morning_is_said_plainly(self) -> None:
        """Nothing new is good news, not an error; no estimate of nothing."""
        found = card([])

        assert (found.rows, found.counts, found.minutes) == ((), {}, 0)
        assert found.line == "Nothing new."

    def test_a_row_given_twice_counts_once(self) -> None:
        """Scrolling through the inbox reports a row again and again."""
        assert card([row(1, "support"), row(1, "support")]).counts == {"support": 1}

    def test_promises_of_today_come_soonest_first(self) -> None:
        """Who was promised what today, in the order of the clock."""
        found = card([], promised=3)

        due = [one.due for one in found.promised_today if one.due]
        assert due == sorted(due)
        assert len(due) == 3

    def test_a_row_shows_its_first_ask_and_how_long_it_waits(self) -> None:
        """The real ask on one line, cut when it is long; the wait in minutes."""
        ask = Span(start=0, end=5, text="Can you\n  tell me " + "why " * 60)
        found = card([row(1, "support", hours=2.5, asks=(ask,))]).rows[0]

        assert found.ask is not None
        assert found.ask.startswith("Can you tell me why why")
        assert len(found.ask) <= 140
        assert found.ask.endswith("…")
        assert found.waiting_minutes == 150
        assert (found.sender, found.subject) == (Person(name="Customer 1"), "Subject 1")

    def test_what_is_not_known_stays_unknown(self) -> None:
        """No time, no reading: no number is invented (and a clock ahead is no negative wait)."""
        found = card([row(1, "support", hours=-1), (InboxRow(id="row-2"), None)])

        assert [one.waiting_minutes for one in found.rows] == [0, None]
        assert (found.rows[1].kind, found.rows[1].level, found.rows[1].ask) == (None, None, None)


class TestOrder:
    """Answer now, solve later (000:27, 000:77)."""

    def test_acknowledgements_first_newsletters_last(self) -> None:
        """Who is upset and has not heard from us needs a word before anything is solved."""
        found = card(
            [
                row(1, "none", hours=90),
                row(2, "support", hours=80),
                row(3, "complaint", level=1, hours=2),
                row(4, "new_work", level=3, hours=2),
            ]
        )

        assert ids(found.rows) == ["4", "3", "2", "1"]

    def test_the_hottest_hear_from_us_first(self) -> None:
        """However long the others have waited: it is but a word."""
        found = card([row(1, "support", level=2, hours=50), row(2, "support", level=4, hours=1)])

        assert ids(found.rows) == ["2", "1"]

    def test_who_was_answered_already_is_not_acknowledged_again(self) -> None:
        """A second "I hear you" does not help; it takes its turn by level and age."""
        found = card(
            [
                row(1, "support", level=3, hours=1, first_reply=False),
                row(2, "support", level=2, hours=1, first_reply=True),
            ]
        )

        assert ids(found.rows) == ["2", "1"]

    @pytest.mark.parametrize(
        ("first", "second"), [((0, 9), (0, 3)), ((1, 5), (0, 9)), ((0, 9), (1, 4))]
    )
    def test_then_by_level_and_age(
        self, first: tuple[int, float], second: tuple[int, float]
    ) -> None:
        """Hot and old before calm and new; a calm one that waited long enough passes."""
        found = card([row(2, "support", *second), row(1, "support", *first)])

        assert ids(found.rows) == ["1", "2"]

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["support", "new_work", "complaint", "none", None]),
                st.integers(0, 4),
                st.integers(0, 500),
            ),
            max_size=40,
        )
    )
    def test_every_row_has_one_place(self, drawn: list[tuple[Kind | None, int, int]]) -> None:
        """Nothing lost, nothing doubled; what no customer wrote never stands above one."""
        rows = [row(number, *one) for number, one in enumerate(drawn)]
        found = card(rows)

        assert sorted(one.id for one in found.rows) == sorted(shown.id for shown, _ in rows)
        assert sum(found.counts.values()) == len(rows)
        last = [one.kind == "none" for one in found.rows]
        assert last == sorted(last)


class TestEstimate:
    """An honest estimate (R18: people are too hopeful, unless they tie it to their past)."""

    def test_it_says_where_it_comes_from(self) -> None:
        """A rule of thumb is called one; own answers are named as such."""
        rows = [row(number, "support") for number in range(3)]

        assert "as a rule of thumb" in card(rows, basis=GUESS).line
        assert "going by your own answers" in card(rows, basis=KNOWN).line

    def test_what_needs_no_answer_takes_no_time(self) -> None:
        """Newsletters, and mails nothing is known of, are not counted as work."""
        assert card([row(1, "none"), row(2, None)]).minutes == 0

    @pytest.mark.parametrize(("answers", "minutes"), [(0, 0), (1, 10), (2, 15), (10, 70)])
    def test_it_lies_between_the_hopeful_and_the_safe(self, answers: int, minutes: int) -> None:
        """Between n times p50 and n times p80, in steps of five minutes."""
        assert estimate(answers, GUESS) == minutes

    @given(st.integers(0, 300))
    def test_more_mails_never_take_less(self, answers: int) -> None:
        """Monotone, and never below the sum of the medians."""
        assert estimate(answers + 1, GUESS) >= estimate(answers, GUESS)
        assert estimate(answers, GUESS) >= answers * GUESS.p50_minutes

    @pytest.mark.parametrize(
        ("answers", "words"), [(17, "About 2 hours"), (16, "About 115 minutes"), (20, "2.5 hours")]
    )
    def test_from_two_hours_on_it_is_said_in_half_hours(self, answers: int, words: str) -> None:
        """215 minutes would sound more exact than it is."""
        assert words in card([row(number, "support") for number in range(answers)]).line
