"""What a mail is about, and whether it can wait, as far as its trade is known."""

from __future__ import annotations

import pytest

from helper.contracts import Evidence
from helper.replying.understanding.matters import about
from helper.rulebook import Rulebook
from tests.replying.readings import a_reading, draft_for

BARE = dict.fromkeys(("name", "object", "duration", "impact"))


@pytest.mark.parametrize(
    ("mail", "thing", "looked_into"),
    [
        ("My package never arrived.", "package", "package"),
        ("Where is my luggage?", "luggage", "luggage"),
        ("MY KEYBOARD IS DEAD", "keyboard", "keyboard"),
        ("I was charged twice for May.", None, "charge"),
        ("I can’t log in any more.", None, "log in"),
        ("The tulips in the hall are as lovely as you said.", None, None),
    ],
)
def test_a_matter_is_looked_into_by_its_name(
    book: Rulebook, mail: str, thing: str | None, looked_into: str | None
) -> None:
    """001:8: one says what one looks into, in the writer's own word for it."""
    found = about(a_reading(mail, 2, facts=BARE), book.replying["en"])
    assert found.thing == thing
    assert (looked_into is None) == (not found.phrases)
    draft = draft_for(a_reading(mail, 2, facts=BARE, hurts=()), book, form="full")
    assert (looked_into or "") in draft.text


def test_what_the_mail_holds_is_not_asked_for(book: Rulebook) -> None:
    """B21: the order number is asked for only where the mail does not give it."""
    rules = book.replying["en"]
    assert "detail" in about(a_reading("My parcel is lost.", 2, facts=BARE), rules).phrases
    numbered = a_reading("My parcel is lost.", 2, facts={**BARE, "references": ("4471",)})
    assert "detail" not in about(numbered, rules).phrases
    flight = a_reading("Flight BA0257 is delayed.", 2, facts=BARE)
    assert "detail" not in about(flight, rules).phrases


def test_a_detail_is_asked_for_after_the_sorry(book: Rulebook) -> None:
    """003:62: no order number until sorry has been said."""
    draft = draft_for(a_reading("My parcel is lost.", 2, facts=BARE), book, form="full")
    order = [one.move for one in draft.moves]
    assert order.index("sorry") < order.index("detail")


def test_a_long_mail_is_about_what_it_laments(book: Rulebook) -> None:
    """What is mentioned in passing is not the matter."""
    passing = "We met at the hotel last year, and my flight was fine, and the weather too. " * 4
    lament = "My gift card is empty."
    text = f"{passing}{lament}"
    at = len(passing)
    cue = Evidence(start=at, end=at + len(lament), text=lament, rule="x", weight=1.0)
    found = about(a_reading(text, 2, facts=BARE, evidence=(cue,)), book.replying["en"])
    assert found.thing == "gift card"


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        ("I need the report by Friday.", "you need this by Friday"),
        ("My flight leaves in 3 hours and nobody answers.", "you only have 3 hours"),
        ("My presentation is in 45 minutes.", "you only have 45 minutes"),
        ("My flight leaves at 4pm today.", "your flight leaves at 4pm"),
        ("My bus leaves at 7 every day.", None),
        ("Our concert starts at 10pm Friday.", None),
        ("My ferry leaves at 10:30 on weekdays.", None),
        ("Guests come tonight.", "this is about tonight"),
        ("The boiler was mended and I can't heat the house tonight.", "this is about tonight"),
        ("We ate at your place tonight and the soup was cold.", None),
        ("We fly tomorrow.", "this is about tomorrow"),
        ("Please answer asap.", "this is urgent"),
        ("This is not urgent.", None),
        ("They said they would ring me as soon as possible, and nobody did.", None),
        ("Please ring me as soon as possible.", "this is urgent"),
        ("Nobody came yesterday.", None),
        ("You promised a battery by Monday. It's Wednesday.", None),
        ("I rang the emergency number.", None),
        ("Three crashes a day. Deleting tonight.", None),
        ("The drilling starts at 8 every single morning.", None),
    ],
)
def test_a_deadline_is_seen_and_put_first(book: Rulebook, mail: str, said: str | None) -> None:
    """B41: the reply says that there is no time, and asks what can't wait until then."""
    reading = a_reading(mail, 1, facts=BARE)
    assert about(reading, book.replying["en"]).deadline == said
    draft = draft_for(reading, book, form="full")
    assert (said or "") in draft.text
    asked = book.replying["en"].phrases["or_before"]
    assert (said is None) == (not any(one in draft.text for one in asked))


@pytest.mark.parametrize(
    ("mail", "form"),
    [
        ("Got my free pizza slice in my dragon costume #halloween", "thanks"),
        ("The new menu is amazing.", "thanks"),
        ("lol nice outage", "full"),
        ("LOVE that my bag is still lost #fail", "full"),
        ("What time does the pool close?", "full"),
        ("Here is the file you asked for.", "thanks"),
    ],
)
def test_a_joke_gets_a_light_word(book: Rulebook, mail: str, form: str) -> None:
    """004:19: nothing is looked into where nothing is wrong, and irony is not taken for joy."""
    asks = [mail] if mail.endswith("?") else []
    reading = a_reading(mail, 0, asks=asks, facts=BARE, hurts=(), cause=None)
    draft = draft_for(reading, book)
    assert draft.form == form
    assert (form == "thanks") == (not draft.times)


def test_a_question_is_no_trouble_of_its_trade(book: Rulebook) -> None:
    """001:5: whoever only asks how something is done has no trip, parcel or account in trouble."""
    mail = "How do I download my boarding pass?"
    draft = draft_for(a_reading(mail, 1, asks=[mail], facts=BARE, hurts=()), book)
    assert "trip" not in draft.text
    assert "flight" not in draft.text


def test_a_long_mail_is_answered_on_what_it_opens_with(book: Rulebook) -> None:
    """An event of a later sentence is not what it is about; a death, or harm, always is."""
    more = "I pay on the first of each month and keep every letter in a folder by the door. " * 3
    bins = f"Our bins have not been emptied again. {more}The gate is open, the bell doesn't work."
    grief = f"My late father had a phone line with you. {more}You still write to him."
    draft = draft_for(a_reading(bins, 2, facts=BARE, hurts=()), book, form="full")
    assert "bins" in draft.text
    assert "bell" not in draft.text
    assert "loss" in draft_for(a_reading(grief, 2, facts=BARE, hurts=()), book, form="full").text
