"""The checklist on promises: no time, outside the hours, more than the day can hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from helper.contracts import Finding
from helper.remembering.finding.promises import find
from helper.replying.checking.checklist import check
from helper.replying.checking.typed import Load
from helper.rulebook import Rulebook
from tests.replying.readings import NOW, ZONE, a_reading

TODAY = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
"""15:00 in Berlin; it is 11:00 there, and two support blocks begin before then."""


def doubts(
    text: str, book: Rulebook, language: str, *taken: datetime, level: int = 2
) -> list[Finding]:
    """What is said of the promises in a text, when others fall due at ``taken``."""
    found = find(text, NOW, ZONE, book, language)
    load = Load(now=NOW, zone=ZONE, due=lambda: taken)
    mail = a_reading(language=language, level=level, facts={"name": None})
    seen = check(text, mail, book, language, promises=found, load=load)
    return [one for one in seen.findings if one.rule.startswith("promise.")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I'll send it to you by 15:30 today.", "en"),
        ("今天15:30前我把它发给您。", "zh"),
        ("本日15:30までにお送りします。", "ja"),
    ],
)
@pytest.mark.parametrize(("before", "noted"), [(0, False), (3, False), (8, True)])
def test_no_more_is_promised_than_the_blocks_can_keep(
    book: Rulebook,
    text: str,
    language: str,
    before: int,
    noted: bool,  # noqa: FBT001
) -> None:
    """001:13, B41: four a block; who owes eight answers by then is told how many."""
    found = doubts(text, book, language, *[TODAY] * before)
    assert [one.rule for one in found] == (["promise.beyond_load"] if noted else [])
    assert all(str(before) in one.message for one in found)


def test_the_upset_get_their_word_whatever_else_is_due(book: Rulebook) -> None:
    """C4: nobody is warned off a first answer to who is angry, as no draft is."""
    text = "I'll write to you by 15:30 today."
    assert doubts(text, book, "en", *[TODAY] * 8, level=2)
    assert not doubts(text, book, "en", *[TODAY] * 8, level=3)


def test_what_falls_due_later_is_no_load(book: Rulebook) -> None:
    """Only what must be done by then counts, and what is overdue counts as well."""
    text = "I'll send it to you by 15:30 today."
    assert not doubts(text, book, "en", *[TODAY + timedelta(days=1)] * 20)
    assert doubts(text, book, "en", *[NOW - timedelta(days=1)] * 20)


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_a_short_time_leaves_room_for_a_few(book: Rulebook, language: str) -> None:
    """In half an hour one block's worth can be kept: nobody is warned about a second answer."""
    texts = {
        "en": "I'll call you by 11:30 today.",
        "zh": "今天11:30前我给您打电话。",
        "ja": "本日11:30までにお電話します。",
    }
    assert not doubts(texts[language], book, language, NOW + timedelta(minutes=10))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我们向您道歉。", "zh"),
        ("我司深表歉意。", "zh"),
        ("责任完全在我们公司。", "zh"),
        ("我只负责业务。", "zh"),
        ("I'm useless at this.", "en"),
    ],
)
def test_an_apology_is_no_promise(book: Rulebook, text: str, language: str) -> None:
    """001:13: what only an ear takes for a promise, and a rule knows better, needs no time."""
    assert not doubts(text, book, language)


def test_a_clumsy_promise_is_still_one(book: Rulebook) -> None:
    """001:13: what a rule for promises names is believed, whatever else is marked in its words."""
    (doubt,) = doubts("Unfortunately I'll only call you by 23:00 today.", book, "en")
    assert doubt.rule == "promise.outside_hours"


@pytest.mark.parametrize(
    ("text", "language", "noted"),
    [
        ("I'll look into it.", "en", True),
        ("I'll ring you as soon as I know more.", "en", True),
        ("I'll ring you when the lift runs.", "en", False),
        ("我会给您打电话的。", "zh", True),
        ("修好我就给您发短信。", "zh", False),
        ("確認してご連絡します。", "ja", True),
        ("分かり次第ご連絡します。", "ja", True),
        ("動きましたら、すぐにお知らせします。", "ja", False),
    ],
)
def test_an_event_is_a_time_too(book: Rulebook, text: str, language: str, noted: bool) -> None:  # noqa: FBT001
    """001:13: "when the lift runs" can be kept; "when I know more" is no time."""
    promises = find(text, NOW, ZONE, book, language)
    found = check(text, None, book, language, promises=promises).findings
    lacks = [one for one in found if one.rule in ("promise.without_time", "time.vague")]
    assert len(lacks) == noted


@pytest.mark.parametrize(
    ("text", "language", "noted"),
    [
        ("My colleague will call you by Thursday at noon.", "en", True),
        ("I'll ask Bob and call you by Thursday at noon.", "en", False),
        ("The fitter comes on Friday at noon.", "en", True),
        ("He'll ring you on Thursday at noon.", "en", True),
        ("Anna will call you by Thursday at noon.", "en", True),
        ("The lamp comes in green, and it takes five days.", "en", False),
        ("The green one is out until 2 December.", "en", False),
        ("If you order by Thursday, it will be with you by the 27th.", "en", False),
        ("我的同事明天会联系您。", "zh", True),
        ("明天12点前我联系您。", "zh", False),
        ("担当者より明日12時までにお電話いたします。", "ja", True),
        ("明日12時までにお電話いたします。", "ja", False),
    ],
)
def test_a_promise_for_somebody_else_is_noted(
    book: Rulebook,
    text: str,
    language: str,
    noted: bool,  # noqa: FBT001
) -> None:
    """B54: who promises on behalf of others is asked whether they know."""
    found = [one.rule for one in doubts(text, book, language)]
    assert found == (["promise.for_others"] if noted else [])


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("I'll write to you on Sunday.", True),
        ("I'll write to you on Friday.", False),
        ("I'll write to you next week.", False),
        ("I'll write to you on Friday at 11 pm.", True),
    ],
)
def test_a_day_off_is_outside_the_hours(book: Rulebook, text: str, noted: bool) -> None:  # noqa: FBT001
    """B54: a day without a clock counts as well, a week does not."""
    found = [one.rule for one in doubts(text, book, "en")]
    assert found == (["promise.outside_hours"] if noted else [])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I will send it soon.", "en"),
        ("我会尽快给您寄出。", "zh"),
        ("なるべく早くお送りします。", "ja"),
    ],
)
def test_that_a_time_lacks_is_said_once(book: Rulebook, text: str, language: str) -> None:
    """Where "soon" is marked, its promise gets no second card for the same advice."""
    promises = find(text, NOW, ZONE, book, language)
    assert promises
    found = [one.rule for one in check(text, None, book, language, promises=promises).findings]
    assert "time.vague" in found
    assert "promise.without_time" not in found
