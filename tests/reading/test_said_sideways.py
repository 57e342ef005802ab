"""Frustration told without a bad word, and bad words told without frustration (B04).

Each class of sentence has an example that was once read wrongly, and others of its kind.
"""

from __future__ import annotations

import pytest

from helper.rulebook import Rulebook
from tests.reading.labelled import reading


@pytest.mark.parametrize(
    "text",
    [
        # What was good has become bad.
        (
            "Your product used to be good. Now every release is a gamble and I am the one "
            "explaining it to my board."
        ),
        "We used to recommend you. Every delivery is a surprise now, and we are the ones paying.",
        # Irony about what should go without saying.
        "You would think a bank could count.",
        "One would expect a locksmith to own a key.",
        # Irony about what a promise turned out to mean.
        "So the premium plan means I get to wait in a premium queue.",
        "So your express service means we get to pay more for the same silence.",
        # Giving up.
        "Fine. Whatever. Do what you want.",
        "We have given up asking. Do what you like.",
    ],
)
def test_the_frustration_between_the_lines_is_heard(book: Rulebook, text: str) -> None:
    """B04: none of these holds a word of anger."""
    assert reading(book, text).level in {2, 3}


@pytest.mark.parametrize(
    "text",
    [
        # Anger at somebody else.
        "My last agency ignored my emails and lied to me. Could you send me a quote?",
        "Our previous caterer let us down twice. Would you have time on 3 June?",
        # The bad part is over.
        "The worst pain is over, the operation went well and I can walk again.",
        "The worst week is behind us. The move went smoothly.",
        # Fear of missing something nice.
        "I'd hate to miss the early bird price, can I still register?",
        "We would hate to come too late for the good seats, are there any left?",
        # What would be, and is not.
        "The kids would be furious if the cake came late :)",
        "My husband would be angry if I forgot the tickets again, so please send them by mail :)",
    ],
)
def test_bad_words_about_other_things_are_calm(book: Rulebook, text: str) -> None:
    """B04: who is angry at others, relieved, eager or joking is not angry at us."""
    assert (reading(book, text).level or 0) <= 1


def test_a_quote_after_a_bad_agency_is_new_work(book: Rulebook) -> None:
    """B01: what went wrong elsewhere is why they ask, not what they complain about."""
    text = (
        "My last agency ignored my emails and lied to me about the dates. I need someone reliable "
        "for our new website. Could you send me a quote?"
    )
    found = reading(book, text)
    assert (found.kind, found.level) == ("new_work", 0)
    assert "Could you send me a quote?" in {ask.text for ask in found.asks}
