"""What a reply may lift from Chinese and Japanese mails, against what a person marked.

The marks stand in the second file of each language; half of those mails is held back.
"""

from __future__ import annotations

import pytest

from helper.contracts import Reading
from helper.reading.reader import read
from helper.rulebook import Rulebook
from tests.reading.labelled import Labelled, labelled

Pairs = list[tuple[Labelled, Reading]]
LANGUAGES = ("zh", "ja")


@pytest.fixture(scope="module", params=LANGUAGES)
def pairs(request: pytest.FixtureRequest, book: Rulebook) -> Pairs:
    """The mails of one language with their readings, those marked and those not."""
    return [(one, read(one.mail, book)) for one in labelled(request.param)]


@pytest.mark.parametrize(("held", "least"), [(False, 0.75), (True, 0.45)])
def test_the_object_is_named(pairs: Pairs, *, held: bool, least: float) -> None:
    """R2: the thing the mail is about, in the writer's own words."""
    marked = [(one.object, found.facts.object) for one, found in pairs if one.held == held]
    named = [
        told is not None and (told in wanted or wanted in told) for wanted, told in marked if wanted
    ]
    assert named
    assert sum(named) >= least * len(named)


def test_ids_are_named(pairs: Pairs) -> None:
    """R2: order, policy and parcel numbers, also where only the subject has them."""
    marked = [
        all(any(wanted in told for told in found.facts.references) for wanted in one.references)
        for one, found in pairs
        if one.references
    ]
    assert len(marked) >= 4
    assert sum(marked) >= 0.75 * len(marked)


def test_reminders_of_our_word_are_seen(pairs: Pairs) -> None:
    """B11: most mails that say we promised are seen, and hardly another one."""
    # Of the second files every mail was judged; only reminders carry the mark.
    second = [(one, found) for one, found in pairs if "2-" in one.id[:4]]
    found = [bool(one.promised) for one, reading in second if reading.claims]
    assert sum(found) >= 0.5 * sum(bool(one.promised) for one, _ in second)
    assert sum(found) >= 0.7 * len(found)


def test_what_is_named_stands_in_the_mail(pairs: Pairs) -> None:
    """R2: nothing is invented, and nothing is translated into other letters."""
    for one, found in pairs:
        text = " ".join(f"{one.mail.subject or ''}\n{one.mail.text}".split())
        for fact in (found.facts.object, found.facts.duration, *found.facts.references):
            assert fact is None or fact in text, one.id
