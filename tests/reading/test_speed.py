from __future__ import annotations

import pytest

from helper.reading.reader import read
from helper.rulebook import Rulebook
from tests.bench.speed import hostile, ratio, seconds

TEXTBLOBS = 20
"""A roof that catches a slip on a busy machine; `make bench` prints the ratio, about 10 to 12."""


def test_a_mail_is_read_in_a_few_textblobs(book: Rulebook) -> None:
    """A 2 kB mail, cleaned, judged and lifted from, beside TextBlob's polarity alone."""
    took, times = min(ratio(book, 15) for _ in range(3))
    assert times < TEXTBLOBS
    assert took < 0.05


@pytest.mark.parametrize("name", sorted(hostile()))
def test_hostile_mails_do_not_hang(book: Rulebook, name: str) -> None:
    """Caps, not luck: the worst mails take a third of a second (twice that on a busy machine)."""
    mail = hostile()[name]
    assert seconds(lambda: read(mail, book), 2) < 0.6
