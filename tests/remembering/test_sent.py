"""Our own 252 sent mails, each sentence labelled: what is found, and what is not.

Every second mail is held back: its sentences are looked at by no one who writes rules, and only
the sums of that half count. A find is right when its sentence is labelled with its form.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from helper.remembering.finding.promises import find
from helper.remembering.finding.train import mails
from tests.remembering import strangers
from tests.remembering.office import BERLIN
from tests.remembering.sent import LANGUAGES, SENT, score, sent_mails

if TYPE_CHECKING:
    from helper.rulebook import Rulebook


def test_the_files_hold_enough() -> None:
    """At least 250 mails in three languages, decoys in nearly all of them."""
    mails = [mail for language in LANGUAGES for mail in sent_mails(language)]
    assert len(mails) >= 250
    decoys = [mail for mail in mails if len(mail.text.splitlines()) > len(mail.promises) + 1]
    assert len(decoys) / len(mails) > 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_promises_are_found_in_the_mails_the_rules_were_made_with(
    language: str, book: Rulebook
) -> None:
    """B52, B53: a rule changed for one mail must not lose another."""
    reached = score({language: sent_mails(language)[::2]}, book)
    assert reached["timed"] >= 0.92
    assert reached["untimed"] >= 0.9


def test_promises_are_found_in_mails_held_back(book: Rulebook) -> None:
    """B52, B53: explicit ones nearly always, implied ones mostly, decoys hardly ever."""
    reached = score({one: sent_mails(one)[1::2] for one in LANGUAGES}, book)
    assert reached["timed"] >= 0.93
    assert reached["untimed"] >= 0.8


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_ears_learned_stays_found(language: str, book: Rulebook) -> None:
    """B53: the mails of the corpus, labelled by what a promise says, timed or not."""
    wanted: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    heard: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for mail in mails(language):
        for form in ("explicit", "implied"):
            wanted[form] |= {(mail["id"], said) for said in mail[form]}
        for one in find(mail["text"], SENT, BERLIN, book, language):
            heard[one.form].add((mail["id"], mail["text"][one.start : one.end]))
    for form, said in wanted.items():
        assert 2 * len(heard[form] & said) / (len(heard[form]) + len(said)) >= 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_of_what_strangers_promise_is_found(language: str, book: Rulebook) -> None:
    """B53: in mails nothing was learned from; it is still far from what is hoped for."""
    found = strangers.reached(language, book)
    assert found.f1("explicit") >= 0.8
    assert found.f1("implied") >= 0.45


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_is_left_behind(language: str, book: Rulebook) -> None:
    """The sum must not hide that implied promises go unheard in one of the three."""
    assert score({language: sent_mails(language)[1::2]}, book)["untimed"] >= 0.75
