"""What goes wrong again and again is answered as a person would, for just that thing."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from helper.contracts import Draft, Evidence, Noise, Reading
from helper.reading.voices import WRONGS
from helper.replying.composing.cases import Known
from helper.replying.understanding.forms import understood
from helper.replying.understanding.matters import about
from helper.rulebook import Rulebook
from tests.replying.readings import a_reading, drafts, said, the_times

BLANK = dict.fromkeys(("object", "duration", "impact"))


def draft_for(reading: Reading, book: Rulebook) -> Draft:
    """The recommended draft."""
    return drafts(reading, the_times(book), book.replying["en"], Known(me="Maya"))[0]


@pytest.mark.parametrize(
    ("mail", "that", "work"),
    [
        ("Where are my parcels?", "you're still waiting for your parcels", "tracing your {thing}"),
        ("The engineer never showed up.", "nobody came when you were told", "appointment"),
        ("why does your app keep logging me out", "the app keeps acting up on you", "why it"),
        (
            "Still no refund. On hold for an hour!",
            "waiting to hear about your money",
            "stands",
        ),
    ],
)
def test_the_very_thing_is_named(book: Rulebook, mail: str, that: str, work: str) -> None:
    """001:8: what is lost, broken or late is said, and what is looked into is that thing."""
    found = about(a_reading(mail), book.replying["en"])
    assert any(that in one for one in found.that)
    assert any(work in one for one in found.phrases["work"])
    assert not any(re.search(r"s (?:is|has|hasn't)\b", one) for one in found.that)


def test_a_draft_says_it(book: Rulebook) -> None:
    """001:9, B17: one sorry for the very thing, a word on what it is like, a step to take."""
    reading = a_reading("The chatbot was useless, such a waste.", facts=BLANK, hurts=())
    found = about(reading, book.replying["en"])
    draft = draft_for(reading, book)
    assert any(one in said(draft, "sorry") for one in found.that)
    assert any(one in said(draft, "understanding") for one in found.phrases["felt"])
    steps = said(draft, "detail") + said(draft, "action")
    assert any(one in steps for one in found.phrases["work"])


def test_their_own_words_come_first(book: Rulebook) -> None:
    """B17: what the mail says in a clause that can be turned is said in that clause."""
    mail = "My flight to Boston got cancelled at midnight."
    shown = Evidence(start=24, end=33, text="cancelled", rule="problem", weight=1, family="problem")
    draft = draft_for(a_reading(mail, evidence=(shown,)), book)
    assert "your flight to Boston got cancelled at midnight" in said(draft, "sorry")


@pytest.mark.parametrize(
    ("mail", "wrongs", "others"),
    [
        ("Where is my parcel?", ("late",), ("rude", "price")),
        ("This is the third time this week.", ("broken",), ()),
        ("I nearly died.", ("harm",), ("charge",)),
    ],
)
def test_an_event_is_said_where_it_may_have_happened(
    book: Rulebook, mail: str, wrongs: tuple[str, ...], others: tuple[str, ...]
) -> None:
    """001:9: words that name an event are no proof of it, if nothing of the mail sounds like it."""
    rules = book.replying["en"]
    for heard in (None, wrongs):
        assert about(a_reading(mail, wrongs=heard), rules).that
    for heard in (others, ()):
        assert not about(a_reading(mail, wrongs=heard), rules).that


def test_what_a_rule_listens_for_can_be_heard(book: Rulebook) -> None:
    """A class that no ear is trained for would silence its rule."""
    known = {one.rpartition(".")[2] for one in WRONGS}
    for rules in book.replying.values():
        listened = [one.heard for one in (*rules.events, *rules.matters)]
        listened += rules.composing.heard_hurts.values()
        assert known.issuperset(chain.from_iterable(listened))


def test_a_hurt_gets_a_sorry_where_it_may_be_one(book: Rulebook) -> None:
    """B33: who was kept waiting is told so; who speaks of waiting in passing is not."""
    rules = book.replying["en"]
    for heard, kept in ((None, True), (("late",), True), (("broken",), False)):
        reading = a_reading("It is all wrong.", 3, hurts=("waiting", "problem"), wrongs=heard)
        assert ("waiting" in understood(reading, rules).reading.hurts) == kept


def test_a_wide_event_leaves_room_for_their_own_words(book: Rulebook) -> None:
    """001:8: what one can say of many mails is said where a mail tells nothing in particular."""
    rules = book.replying["ja"]
    for mail, told in (
        ("三週間お待ちしていますが、見積もりの画面が開きません。", "画面が開かない"),
        ("見積もりの件ですが、いつになりますか。三週間たちました。", "お待ち"),
    ):
        reading = a_reading(mail, 2, facts=BLANK, hurts=(), language="ja", wrongs=("late",))
        draft = drafts(reading, the_times(book), rules, Known(me="山田"))[0]
        assert told in said(draft, "sorry"), draft.text


def test_a_calm_mail_and_old_quotes_tell_of_none(book: Rulebook) -> None:
    """B13: nothing is made a trouble that nobody complains about now."""
    mail = "Fine so far.\n> Where is my parcel?"
    quoted = Noise(start=13, end=len(mail), text=mail[13:], kind="quote")
    assert not about(a_reading("Where is my parcel?", 0), book.replying["en"]).that
    assert not about(a_reading(mail, noise=(quoted,)), book.replying["en"]).that


def test_what_the_mail_holds_is_not_asked_for(book: Rulebook) -> None:
    """B21: nobody is asked for a number they gave."""
    bare = about(a_reading("Where is my parcel?"), book.replying["en"])
    told = about(a_reading("Where is my parcel? Order 88213."), book.replying["en"])
    assert "detail" in bare.phrases
    assert "detail" not in told.phrases


def test_the_checklist_minds_none_of_it(book: Rulebook) -> None:
    """A draft is held to what the user is held to."""
    rules = book.replying["en"]
    matters = (*rules.events, *rules.matters)
    said = [text for one in matters for texts in one.phrases.values() for text in texts]
    said += [f"I'm sorry that {text}." for one in matters for text in one.that]
    minded = (*rules.lint, *rules.heat)
    said = [text.format(thing="bag") for text in said]
    assert [(rule.id, text) for text in said for rule in minded if rule.find(text)] == []
