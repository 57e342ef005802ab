from __future__ import annotations

from datetime import UTC, datetime

import pytest

from helper.contracts import EarlierMail, Mail, Person
from helper.reading.reader import about, read, thanks
from helper.rulebook import Rulebook
from tests.reading.labelled import reading


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich warte seit drei Wochen und niemand antwortet mir. Das ist nicht in Ordnung.", "de"),
        ("J'attends depuis trois semaines et vous ne répondez pas à mes messages.", "fr"),
        ("Я жду уже три недели, и никто не отвечает.", "ru"),
    ],
)
def test_an_unsupported_language_is_not_guessed(book: Rulebook, text: str, language: str) -> None:
    """B12: its code, and nothing that would have to be invented."""
    found = reading(book, text)
    assert found.language == language
    assert (found.level, found.score, found.kind, found.cause) == (None, None, None, None)
    assert (found.asks, found.evidence, found.hurts) == ((), (), ())
    assert found.text == text


def test_words_of_no_language_crash_nothing(book: Rulebook) -> None:
    """B12: emoji alone are no language; a hint from the page decides."""
    assert reading(book, "👍👍").level is None
    assert reading(book, "👍👍", language="en-GB").language == "en"
    assert reading(book, "👍👍", language="xx").level is None


@pytest.mark.parametrize(
    ("subject", "language"),
    [
        ("The lamp arrived broken", "en"),
        ("灯到货就是坏的", "zh"),
        ("ランプが壊れて届きました", "ja"),
    ],
)
def test_over_a_picture_the_subject_is_the_mail(
    book: Rulebook, subject: str, language: str
) -> None:
    """Who sends a photo of what broke says so above it, and is answered."""
    found = read(Mail(html='<img src="cid:1">', subject=subject), book)
    assert (found.language, found.text, found.subject) == (language, subject, subject)
    assert found.kind != "none"
    assert found.level is not None
    assert found.evidence


def test_the_subject_of_others_is_not_read_as_the_mail(book: Rulebook) -> None:
    """What a thread is called says nothing of an answer without words."""
    before = EarlierMail(text="The lamp arrived broken.", mine=False)
    subject = "The lamp arrived broken"
    assert read(Mail(text="", subject=f"Re: {subject}"), book).level is None
    assert read(Mail(text="", subject=subject, earlier=(before,)), book).level is None


def test_a_hint_does_not_overrule_the_text(book: Rulebook) -> None:
    """B12: the page may guess wrong; words are facts."""
    assert reading(book, "Where is my order? I need it for Monday.", language="de").language == "en"


def test_what_the_page_knew_is_handed_on(book: Rulebook) -> None:
    """The next room needs the thread, the sender and the link as they came in."""
    mail = Mail(
        text="Where is my order?",
        subject="Order",
        sender=Person(name="Ann", address="ann@example.com"),
        received=datetime(2026, 11, 18, 9, 0, tzinfo=UTC),
        app="gmail",
        account="me@example.com",
        thread="t1",
        message="m1",
        link="https://mail.example/t1",
    )
    found = read(mail, book)
    for name in ("subject", "sender", "received", "app", "account", "thread", "message", "link"):
        assert getattr(found, name) == getattr(mail, name)


@pytest.mark.parametrize(
    ("subject", "earlier", "first"),
    [
        ("Order", (), True),
        ("Re: Order", (), None),
        (None, (), None),
        ("Re: Order", (EarlierMail(text="Hello?"),), True),
        ("Re: Order", (EarlierMail(text="Hi"), EarlierMail(text="Hi", mine=True)), False),
    ],
)
def test_first_reply_or_not(
    book: Rulebook, subject: str | None, earlier: tuple[EarlierMail, ...], *, first: bool | None
) -> None:
    """B43: known from the thread; where it is not known, it is not claimed."""
    mail = Mail(text="Where is my order?", subject=subject, earlier=earlier)
    assert read(mail, book).first_reply is first


def test_what_is_quoted_may_be_an_answer_of_ours(book: Rulebook) -> None:
    """B43: a renamed subject hides the thread, the quote below does not."""
    text = "Where is it?\n\nOn Mon, 2 Nov 2026, Max wrote:\n> It left on Friday."
    assert read(Mail(text=text, subject="Order"), book).first_reply is None


@pytest.mark.parametrize(
    ("text", "warm"),
    [
        ("Thank you so much for your quick help, you are amazing!", True),
        ("It works perfectly now. Great support!", True),
        ("Cheers, the new strap arrived and it fits perfectly.", True),
        ("The credit note came through. Much appreciated!", True),
        ("Thanks a lot for fixing that leak so quickly!", True),
        ("Thank you, the new strap arrived but it is broken.", False),
        ("Thanks in advance for sending the form.", False),
        ("Thanks for nothing.", False),
        ("Where is my order?", False),
        ("Great job, you lost my parcel again. I am furious.", False),
    ],
)
def test_earned_thanks_are_seen(book: Rulebook, text: str, *, warm: bool) -> None:
    """B80: the mirror keeps thanks for something done, not courtesy and not sarcasm."""
    assert thanks(reading(book, text), book.reading["en"]) is warm


def test_thanks_in_a_quote_are_not_new(book: Rulebook) -> None:
    """B80: an old thank-you is not thanked again."""
    text = "Where is it?\n\nOn Mon, Bob <b@example.com> wrote:\n> Thank you for your great help!"
    assert not thanks(reading(book, text), book.reading["en"])


@pytest.mark.parametrize(
    ("subject", "text", "line"),
    [
        ("Re: Fwd: March invoice", "Hi", "March invoice"),
        ("AW: WG: Rechnung", "Hi", "Rechnung"),
        ("答复：订单", "Hi", "订单"),
        ("Bug: login fails", "Hi", "Bug: login fails"),
        (None, "Hi. Could you send me the key?", "Could you send me the key?"),
        ("Order", "Hi. Could you deliver on Friday?", "Could you deliver on Friday?"),
        ("Re:", "The export fails.", "export"),
        (None, "Hi.", ""),
        ("a" * 200, "Hi", "a" * 79 + "…"),
    ],
)
def test_one_line_says_what_it_is_about(
    book: Rulebook, subject: str | None, text: str, line: str
) -> None:
    """The subject without its prefixes if it says more than a word, else the ask or the object."""
    assert about(reading(book, text, subject=subject), book.languages) == line


def test_reading_is_pure(book: Rulebook) -> None:
    """The same mail gives the same reading."""
    mail = Mail(text="I've been waiting three weeks and nobody has answered.", subject="Order")
    assert read(mail, book) == read(mail, book)
