"""What bothers a writer is shown in their own words, also where no single word is angry (B03)."""

from __future__ import annotations

from itertools import pairwise

import pytest

from helper.contracts import Mail
from helper.reading.reader import read
from helper.reading.showing import BY_SOUND
from helper.rulebook import Rulebook
from tests.reading.labelled import labelled


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_every_level_has_words_to_show_for_it(book: Rulebook, language: str) -> None:
    """B04: who reads that a customer is uneasy sees where it stands, nearly always."""
    readings = [read(one.mail, book) for one in labelled(language)]
    uneasy = [one for one in readings if one.level]
    shown = [one for one in uneasy if one.evidence]
    assert len(shown) >= 0.98 * len(uneasy)
    assert all(it.text == one.text[it.start : it.end] for one in shown for it in one.evidence)


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_no_word_is_shown_twice(book: Rulebook, language: str) -> None:
    """B03: marks that lie over one another could not be told apart on the page."""
    for one in labelled(language):
        shown = (
            sorted(read(one.mail, book).evidence, key=lambda it: it.start) if not one.held else ()
        )
        assert all(it.end <= after.start for it, after in pairwise(shown)), one.id


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("先月から3回電話しましたが、どなたも出られません。", "3回電話しましたが"),
        ("一週間前に届いた鍋の取っ手が壊れていました。", "壊れて"),
        ("もう二週間も待っています。", "二週間も待って"),
    ],
)
def test_a_verb_is_not_cut_in_its_middle(book: Rulebook, text: str, shown: str) -> None:
    """B03: a mark that ends inside a Japanese word looks broken."""
    assert read(Mail(text=text), book).evidence[0].text == shown


def test_the_sentence_of_the_trouble_is_shown_and_not_the_greeting(book: Rulebook) -> None:
    """B03: no word of it is angry; without it the score falls."""
    text = "Good morning. The invoice says 5521 but we agreed on 4000. We are open until six."
    before = read(Mail(text=text, subject="Invoice"), book)
    shown = before.evidence[0]
    assert (shown.rule, shown.weight) == (BY_SOUND, 1.0)
    assert shown.text == "The invoice says 5521 but we agreed on 4000."
    without = text[: shown.start] + " " * (shown.end - shown.start) + text[shown.end :]
    assert (read(Mail(text=without, subject="Invoice"), book).score or 0) < (before.score or 0)


def test_what_is_asked_is_shown_as_an_ask_alone(book: Rulebook) -> None:
    """B03: a sentence beside it that bothers as well is shown for the level."""
    asked, beside = "Why was the money taken twice?", "The second invoice says 5521 and not 4000."
    found = read(
        Mail(text=f"Hello. {beside} {asked} We are open until six.", subject="Order"), book
    )
    assert [one.text for one in found.asks] == [asked]
    assert [one.text for one in found.evidence] == [beside]


def test_calm_mail_shows_none(book: Rulebook) -> None:
    """B04: a plain question has nothing to point at."""
    mail = Mail(text="Hello, do you open on Sunday? Regards, Jo", subject="Opening hours")
    assert read(mail, book).evidence == ()
