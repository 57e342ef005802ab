"""A message is understood without the names it is called out to."""

from __future__ import annotations

import pytest

from helper.replying.understanding.calling import uncalled
from helper.rulebook import Rulebook
from tests.replying.readings import a_reading


@pytest.mark.parametrize(
    ("mail", "left"),
    [
        ("@ North Rail @ North Rail Customer Service My seat was gone.", "My seat was gone."),
        ("@North Rail Customer Service Why was my train late?", "Why was my train late?"),
        ("My train was late. @North Rail @Rail Watch", "My train was late."),
        ("My train was late @ Complaining about trains for everyone", "My train was late"),
        ("I want to ask @ North Rail Support why it was late.", "I want to ask why it was late."),
        ("I wrote to @North Rail Support for a week.", "I wrote for a week."),
        ("@northrail My train was late.", "@northrail My train was late."),
        ("Meet me @ 5 pm at the gate.", "Meet me @ 5 pm at the gate."),
        ("Write to a.b@example.org please.", "Write to a.b@example.org please."),
    ],
)
def test_names_are_no_part_of_what_is_said(book: Rulebook, mail: str, left: str) -> None:
    """A name of several words would be taken for the thing, for the ask, or for the hurt."""
    text = uncalled(a_reading(mail, 1), book.replying["en"]).text
    assert len(text) == len(mail)
    assert " ".join(text.split()) == left


def test_chinese_names_stand_anywhere(book: Rulebook) -> None:
    """They are written without blanks around them."""
    mail = "@蓝鲸客服 下单五天了还没发货@蓝鲸商城，你们@蓝鲸 管不管"
    text = uncalled(a_reading(mail, 1, language="zh"), book.replying["zh"]).text
    assert len(text) == len(mail)
    assert text.split() == ["下单五天了还没发货", "，你们", "管不管"]


def test_an_ask_loses_the_name_and_keeps_its_place(book: Rulebook) -> None:
    """What is asked is said back without whom it is asked of."""
    mail = "@North Rail Support Where is my ticket? Thanks"
    asked = mail.removesuffix(" Thanks")
    (ask,) = uncalled(a_reading(mail, 1, asks=[asked]), book.replying["en"]).asks
    assert ask.text == "Where is my ticket?"
    assert mail[ask.start : ask.end] == ask.text
