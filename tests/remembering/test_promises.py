"""Which words commit, to what, until when; and which only look like it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from helper.contracts import FoundPromise
from helper.remembering.finding.committing import HEARD
from helper.remembering.finding.promises import find
from tests.promising import shape
from tests.remembering.office import BERLIN

if TYPE_CHECKING:
    from helper.rulebook import Rulebook

SENT = datetime(2026, 11, 18, 11, 0, tzinfo=BERLIN)
"""A Wednesday."""


def found_in(text: str, book: Rulebook) -> list[FoundPromise]:
    """The promises in an English text sent on `SENT`."""
    return find(text, SENT, BERLIN, book, "en")


EXPLICIT = [
    ("I'll send you the report by Friday.", "Fri 20 18:00"),
    ("By Friday I'll send you the report.", "Fri 20 18:00"),
    ("I'll write to you by Wednesday 11:00 with what I've found.", "Wed 25 11:00"),
    ("We will get back to you within 48 hours.", "Fri 20 11:00"),
    ("I'm going to call them tomorrow at 10.", "Thu 19 10:00"),
    ("Thanks, will get back to you by EOD.", "Wed 18 18:00"),
    ("Let me check and come back to you by Friday.", "Fri 20 18:00"),
    ("I'm calling you at 3pm.", "Wed 18 15:00"),
    ("You'll have it by Friday.", "Fri 20 18:00"),
    ("Your refund will be processed by Friday.", "Fri 20 18:00"),
    ("Expect an update by Monday noon.", "Mon 23 12:00"),
    ("I'll do that tomorrow, ok?", "Thu 19 18:00"),
    ("I will send an update every Friday.", "Fri 20 18:00"),
    ("You have my word: it will be fixed by Friday.", "Fri 20 18:00"),
    ("I promise to look after this myself.", None),
    ("I owe you an answer by tonight.", "Wed 18 20:00"),
    ("Talk tomorrow at 2pm EST.", "Thu 19 20:00"),
    ("I'll be back to you by close of business.", "Wed 18 18:00"),
    ("I'll send it at 0:30 tonight.", "Thu 19 00:30"),
    ("Anna will call you tomorrow.", "Thu 19 18:00"),
    ("The draft B/L will be sent for your approval by EOD tomorrow.", "Thu 19 18:00"),
    ("I'll be there Friday at 8 for the delivery.", "Fri 20 08:00"),
    ("I'll be back on Friday to fit the second lock.", "Fri 20 18:00"),
    ("You'll find the comparison in your inbox by Friday.", "Fri 20 18:00"),
    ("I'll ask the bank and tell you by Friday.", "Fri 20 18:00"),
    ("I've asked billing; they will contact you by tomorrow.", "Thu 19 18:00"),
    ("Your order of 3 November: I'll check it by Friday.", "Fri 20 18:00"),
]


@pytest.mark.parametrize(("text", "due"), EXPLICIT)
def test_a_commitment_with_a_time_or_a_word_given_is_explicit(
    text: str, due: str | None, book: Rulebook
) -> None:
    """B52: these enter the ledger, with the moment they fall due."""
    assert shape(found_in(text, book)) == [("explicit", due)]


@pytest.mark.parametrize(
    "text",
    [
        "I'll look into it.",
        "I'm looking into it.",
        "Let me check with billing.",
        "Leave it with me.",
        "I'll check your invoice from 3 November.",
        "If this doesn't help, let me know and I'll take another look.",
        "Our technicians are looking into it.",
    ],
)
def test_what_only_lets_one_hope_is_implied(text: str, book: Rulebook) -> None:
    """B53: to look, to ask and to try says nothing of what the customer will have from it."""
    assert shape(found_in(text, book)) == [("implied", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Really sorry about that. I'll make sure the renewal is cancelled.",
        "Will do.",
        "I'll look into it and let you know.",
        "I'll let you know as soon as I hear back.",
        "My colleague will get back to you.",
        "Once the part arrives, I'll ship it within 2 days.",
        "New lenses will be fitted at our expense.",
        "Two places will be set aside in your name.",
        "After the visit I'll send you the measurements.",
        "You won't be charged for the second visit.",
    ],
)
def test_what_is_promised_without_a_time_waits_for_one(text: str, book: Rulebook) -> None:
    """B53: it says what will be done, so it is explicit, and is offered a time once.

    The first sentence here is one that other tools file as done.
    """
    assert shape(found_in(text, book)) == [("explicit", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Would you rather have one complete answer by Thursday 15:00?",
        "If you'd rather have everything at once, I can do Thursday 15:00.",
        "I can send it by Friday if you like.",
        "I'll call you on Friday if you like.",
        "If you have any questions, I'll be happy to help.",
        "Shall I call you on Monday?",
        "Do you think I'll get it by Friday?",
        "I might have it by Friday.",
        "Maybe I'll get to it tomorrow.",
        "Hopefully I'll have news tomorrow.",
        "I should have it by Friday.",
        "I won't be able to do it by Friday.",
        "I can't promise anything before Friday.",
        "I sent you the report on Friday.",
        'You said "I\'ll call you tomorrow".',
        "You promised me an answer by Friday.",
        "He told me we will get it on Monday.",
        "I'll be out of the office until Monday.",
        "I will need the form by Friday.",
        "We'll see.",
        "I'd send it by Friday if I could.",
        "Could you send me the log by Friday?",
        "Please send the log by Friday.",
        "Anna will be away until Monday.",
        "The embassy will return the passport by Friday.",
        "Our wholesaler ships the new hinges on Monday.",
        "Any surplus will be repaid by them in December.",
        "You'll hear from the court by Friday.",
        "Refunds normally go out on Fridays.",
        'As you put it ("I will pay on Friday"), the matter is settled.',
        "The council said someone will call on Friday.",
        "See you on Friday.",
        "Thank you!",
    ],
)
def test_what_commits_to_nothing_is_left_alone(text: str, book: Rulebook) -> None:
    """Offers, questions, maybes, negations, the past, reports and requests are no promises."""
    assert found_in(text, book) == []


def test_spans_give_the_sentence_as_it_was_sent(book: Rulebook) -> None:
    """The reminder shows the user's own sentence; offsets count in the text sent."""
    text = "Grüße 😀\n\nSorry for the wait. I'll send it by Friday.\n\nTom"
    (one,) = found_in(text, book)
    assert text[one.start : one.end] == one.text == "I'll send it by Friday."
    assert (one.due_text, one.grain) == ("Friday", "day")


def test_two_commitments_in_one_sentence_have_their_own_times(book: Rulebook) -> None:
    """Each promise keeps its own time; none takes the other's."""
    found = found_in("I'll send the invoice today and I'll call you on Friday at 9.", book)
    assert shape(found) == [("explicit", "Wed 18 18:00"), ("explicit", "Fri 20 09:00")]


def test_two_times_for_one_commitment_are_two_promises(book: Rulebook) -> None:
    """A first look and a full answer each fall due."""
    text = "I'll send a first look by Thursday 15:00 and the full answer by Friday 11:00."
    assert shape(found_in(text, book)) == [
        ("explicit", "Thu 19 15:00"),
        ("explicit", "Fri 20 11:00"),
    ]
    text = "I'll check the invoice today and call you tomorrow at 10."
    assert shape(found_in(text, book)) == [
        ("explicit", "Wed 18 18:00"),
        ("explicit", "Thu 19 10:00"),
    ]


def test_quoted_lines_are_not_the_users_words(book: Rulebook) -> None:
    """A quote left in the text promises nothing; the answer under it does."""
    text = "> I'll send the log by Thursday.\n\nThanks. I'll look at it by Friday."
    assert [one.due_text for one in found_in(text, book)] == ["Friday"]


def test_a_language_without_rules_finds_nothing(book: Rulebook) -> None:
    """No guess is made in a language the rule book does not hold."""
    assert find("Ich schicke es bis Freitag.", SENT, BERLIN, book, "de") == []


def test_confidence_is_a_share_and_a_time_raises_it(book: Rulebook) -> None:
    """What is said with a time is surer than what is not; both lie between 0 and 1."""
    (timed,) = found_in("I'll send it by Friday.", book)
    (bare,) = found_in("I'll send it.", book)
    assert 0 < bare.confidence < timed.confidence <= 1


def test_every_find_names_a_rule_of_the_book(book: Rulebook) -> None:
    """Each judgement can be explained: its rule stands in the rule book, or it was heard."""
    rules = {rule.id for rule in book.remembering["en"].promises} | {HEARD.id}
    for text, _due in EXPLICIT:
        assert {one.rule for one in found_in(text, book)} <= rules


def test_what_is_under_way_is_covered_by_a_time_in_the_same_mail(book: Rulebook) -> None:
    """Saying "I'm checking it now" asks for a time only when none is given behind it."""
    alone, answer = "I'm checking the invoice now.", "I'll write to you by Friday 15:00."

    def forms(text: str) -> list[str]:
        return [one.form for one in found_in(text, book)]

    assert forms(alone) == ["implied"]
    assert forms(f"{alone} {answer}") == ["explicit"]
    assert forms(f"{answer} {alone}") == ["explicit", "implied"]


@pytest.mark.parametrize(
    ("language", "text", "due"),
    [
        ("en", "I'll pop round on Thursday between 8 and 10 to replace it.", "19 10:00"),
        ("en", "We have put you down for 9.40 on Thursday with Dr Amin.", "19 09:40"),
        ("en", "I'll pop round on Thursday week between 8 and 10.", "26 10:00"),
        ("en", "I'll send the checklist for the year end early next week.", "24 18:00"),
        ("en", "will push it live on thurs eve", "19 20:00"),
        ("en", "On Friday I'm away, so I'll call on Thursday.", "19 18:00"),
        ("zh", "精修的月底前交给你，原片这周末传网盘", "30 18:00"),
        ("zh", "您确认以后，我们当天就盖章寄出。", None),
        ("zh", "安装当天我本人也会到场。", None),
        ("ja", "作業後、報告書を当日中にお送りいたします。", None),
        ("ja", "来月の顧問料のご請求書は25日にお送りします。", "25 18:00"),
    ],
)
def test_of_several_times_the_one_that_is_promised_counts(
    language: str, text: str, due: str | None, book: Rulebook
) -> None:
    """B52: not the time of what is talked about, nor of a day nobody has named yet."""
    (found,) = find(text, SENT, BERLIN, book, language)
    assert (found.due and f"{found.due:%d %H:%M}") == due


def test_a_bare_afternoon_is_of_the_day_just_named(book: Rulebook) -> None:
    """B52: likely, so it is taken, and marked as not said."""
    text = "I'll bring them on Thursday morning and collect them in the afternoon."
    dues = [(f"{one.due:%a %H:%M}", one.inferred) for one in found_in(text, book)]
    assert dues == [("Thu 09:00", False), ("Thu 15:00", True)]


def test_a_list_mark_is_no_part_of_the_promise(book: Rulebook) -> None:
    """What is shown later begins with its first word."""
    (found,) = found_in("- we'll fix the window at no cost", book)
    assert found.text == "we'll fix the window at no cost"


@pytest.mark.parametrize(
    ("language", "text", "rows"),
    [
        (
            "en",
            "I'll refund the £18 and send you a return label.",
            [("I'll refund the £18", None), ("I'll … send you a return label.", None)],
        ),
        (
            "en",
            "He'll be with you tomorrow at 9 and we'll take the fee off your bill.",
            [
                ("He'll be with you tomorrow at 9", "Thu 19 09:00"),
                ("we'll take the fee off your bill.", None),
            ],
        ),
        (
            "en",
            "We're posting a fresh one to you first class, and Kirsty will ring you tomorrow.",
            [
                ("We're posting a fresh one to you first class", None),
                ("Kirsty will ring you tomorrow.", "Thu 19 18:00"),
            ],
        ),
        (
            "ja",
            "代金をご返金し、返送用の伝票もお送りします。",
            [("代金をご返金し", None), ("返送用の伝票もお送りします。", None)],
        ),
        (
            "en",
            "We'll pay for the cleaning, and I'll call you by noon tomorrow with the address.",
            [
                ("We'll pay for the cleaning", None),
                ("I'll call you by noon tomorrow with the address.", "Thu 19 12:00"),
            ],
        ),
    ],
)
def test_another_deed_in_a_sentence_keeps_a_row_of_its_own(
    language: str, text: str, rows: list[tuple[str, str | None]], book: Rulebook
) -> None:
    """B52: who does the one must not find the other ticked off with it."""
    found = find(text, SENT, BERLIN, book, language)
    said = [(one.text, due) for one, (_, due) in zip(found, shape(found), strict=True)]
    assert said == rows


@pytest.mark.parametrize(
    "text",
    [
        "We'll send you another one, it ships tomorrow.",
        "I'll reprint the programme, swap the photo and drop the lot at yours on Thursday at 10.",
        "We will return it on Monday by courier, at our cost.",
        "I'll change the belt on Friday and oil the rest while I'm at it.",
        "I'll draft the contract and send it to both sides.",
        "I'll replace the lid and let you know.",
        "I'll swing past tomorrow morning and I'll let you know what I find.",
        "I'll bring a new shade on Thursday, and it costs you nothing.",
        "I'll refund you and send the label by Friday.",
        "I'm passing your place on Saturday so I'll drop the keys through the door.",
    ],
)
def test_steps_of_one_deed_are_one_row(text: str, book: Rulebook) -> None:
    """B52: the next step, the word that it is done and what it costs ask for no second answer."""
    assert [one.text for one in found_in(text, book)] == [text]


@pytest.mark.parametrize(
    ("language", "text", "due"),
    [
        ("en", "We don't normally deliver there but I'll bring it round on Monday.", "23 18:00"),
        ("zh", "周四不管修没修好我都给您回个电话。", "19 18:00"),
        ("ja", "出張費は明日のご請求からお引きします。", "19 18:00"),
    ],
)
def test_a_no_beside_a_promise_takes_nothing_back(
    language: str, text: str, due: str, book: Rulebook
) -> None:
    """B52: what is not done usually, whether or not, or on a trip is said of something else."""
    (found,) = find(text, SENT, BERLIN, book, language)
    assert found.due is not None
    assert f"{found.due:%d %H:%M}" == due


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We refund unopened bags within 14 days of delivery."),
        ("en", "We ship to the islands within ten days."),
        ("ja", "街灯は市が同時に交換します。"),
    ],
)
def test_rules_of_the_house_and_what_others_do_promise_nothing(
    language: str, text: str, book: Rulebook
) -> None:
    """B52: no row for what is done for everybody, nor for what the town does."""
    assert find(text, SENT, BERLIN, book, language) == []


@pytest.mark.parametrize(
    "text", ["この件は私に任せておいてください。", "もう一晩、様子を見させてください。"]
)
def test_leave_it_to_us_is_no_request(text: str, book: Rulebook) -> None:
    """B53: it lets one hope, whatever the polite verb at its end asks."""
    assert shape(find(text, SENT, BERLIN, book, "ja")) == [("implied", None)]
