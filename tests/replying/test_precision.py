"""A passing word chooses nothing: harm is met first, and a general word beats a wrong one."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from helper.contracts import Draft, Mail
from helper.reading.reader import read
from helper.replying.composing.cases import Given, Known
from helper.replying.composing.drafting import drafts
from helper.replying.understanding.forms import understood
from tests.books import the_book
from tests.replying.readings import NOW, said, the_times


def draft_for(text: str) -> Draft:
    """The recommended draft for a mail that is read as any other."""
    book = the_book()
    mail = understood(read(replace(Mail(text=text), received=NOW), book), book.replying["en"])
    return drafts(Given(mail, the_times(book), Known(me="Maya")), book.replying["en"])[0]


@pytest.mark.parametrize(
    ("mail", "never"),
    [
        ("The seat map on your website is broken again.", "photo|way to you|your journey"),
        ("I keep getting a message that this film can't be shown here.", "list|subscribe|address"),
        ("Why do I see films from channels I never took? I don't have the sports pack.", "pack"),
        ("Two posts and no customer service answer, useless.", "cut off|service is out|your area"),
        ("I've lost the slip with the date. What date is the school trip money due?", "tracking"),
        (
            "Love the new glasses, I finally see how dirty my hall is! Could you tighten them?",
            "photo",
        ),
        ("We'd like to close our account at the end of May. No hard feelings.", "shock|led to it"),
        ("Our bakery can't print its labels since noon.", "model"),
        ("Not flying with you this year, shame. A coffee on board would be nice.", "delay"),
        ("Please stop calling my aunt, I asked you in March. She signed again.", "e-?mail|list"),
        ("Sorry, my mistake: I uploaded the wrong sheet. Could you delete it?", "sorry that you"),
        (
            "Is the 9:40 to Hull still running? Only asking because of the snow.",
            "sorry|what happened",
        ),
        ("The curry came cold and an hour late, and I want a refund.", "still|waiting|waited"),
        ("I went to your stand and got my money's worth, but the driver was late.", "still|waited"),
        ("Is the shop in Leeds open on Monday? My bag has a loose strap too.", "tracing|tag"),
    ],
)
def test_a_passing_word_chooses_nothing(mail: str, never: str) -> None:
    """001:8, B09: what a mail is not about is neither lamented nor asked for."""
    text = draft_for(mail).text
    assert not re.search(never, text, re.IGNORECASE), text


@pytest.mark.parametrize(
    ("mail", "asked"),
    [
        ("There were walnuts in the nut free loaf and my niece nearly died.", "doctor"),
        (
            "Your oat bars made my little boy violently sick, we were in hospital all night.",
            "doctor",
        ),
        (
            "The heater you sold me gave off sparks and there was smoke coming out of it.",
            "away|reach",
        ),
        (
            "Brakes failed on the ring road an hour after your service, kids in the back.",
            "away|reach",
        ),
        (
            "Your driver threatened me and followed me home. I'm scared for my daughter.",
            "police|danger",
        ),
    ],
)
def test_harm_is_met_first(mail: str, asked: str) -> None:
    """000:69, 003:21: one sorry, a word for the people before the matter, and a step at once."""
    draft = draft_for(mail)
    order = [one.move for one in draft.moves]
    assert draft.text.count("sorry") == 1
    assert re.search(asked, said(draft, "care")), draft.text
    assert order.index("care") < order.index("time")
    assert "looking forward" not in draft.text
    assert "question" not in order


@pytest.mark.parametrize(
    ("mail", "said_of_it"),
    [
        ("My parcel is lost and it was a present for my son's birthday.", "birthday"),
        ("The internet is down again, third time, and I work from home.", "work from home"),
        ("My suitcase never came out in Oslo and my insulin is in it.", "medicine"),
    ],
)
def test_what_hangs_on_it_is_said(mail: str, said_of_it: str) -> None:
    """001:9, B17: why it weighs so much for them is part of having understood."""
    assert said_of_it in draft_for(mail).text


def test_a_question_gets_one_time() -> None:
    """B38: who only asks something chooses whether one time will do, and need not choose of two."""
    draft = draft_for("Do you deliver to Iceland?")
    assert "whether we deliver to Iceland" in draft.text
    assert draft.times[0].label in draft.text
    assert draft.times[1].label not in draft.text
    assert said(draft, "choice").endswith("?")


def test_praise_is_for_somebody() -> None:
    """002:58: who was praised is named, and what is asked for in fun is no request."""
    draft = draft_for("Shout out to Nadia at the till who found my ring. Give her a medal!")
    assert draft.form == "thanks"
    assert "Nadia" in draft.text


def test_how_they_were_served_is_said_beside() -> None:
    """003:62: what went wrong comes first, and that they had to ask so often is not left out."""
    mail = "I returned the jeans in April. Where is my 55 euro? I have written 3 times."
    draft = draft_for(mail)
    assert "your money" in said(draft, "sorry")
    assert re.search("so often|again and again|3 times", said(draft, "understanding"))


@pytest.mark.parametrize(
    ("mail", "kind", "unsaid"),
    [
        ("I'm in hospital until Friday. Could you keep the crate?", "better soon", "doctor"),
        ("My rabbit died, so I don't need the hay any more.", "about your rabbit", "trouble"),
        ("We've lost our baby. Please stop the baby letters.", "your loss", "baby to think of"),
        ("I broke my wrist, can I move the lesson?", "better soon", "frightening"),
        ("Your grill caught fire last night.", "Until this is clear", "noted"),
        ("My daughter broke her arm on your slide.", "doctor", "I can see why it bothers you"),
    ],
)
def test_bad_luck_is_met_with_sympathy_and_harm_with_care(
    mail: str, kind: str, unsaid: str
) -> None:
    """000:69: an illness is no harm of ours, and what a thing did to somebody comes first."""
    text = draft_for(mail).text
    assert kind in text
    assert unsaid not in text


@pytest.mark.parametrize("mail", ["ok", "Sure, take your time!", "That's all, thanks."])
def test_a_mere_yes_gets_no_promise(mail: str) -> None:
    """K1: where nothing is asked and nothing is wrong there is nothing to do by a time."""
    draft = draft_for(mail)
    assert draft.form == "thanks"
    assert not draft.times


@pytest.mark.parametrize(
    "mail",
    [
        "Great job @harborair, losing my case AND my connection in one day. Bravo.",
        "Love that my payment gets refused in front of the whole shop. Thanks @oakbank",
    ],
)
def test_praise_that_is_none_gets_a_sorry(mail: str) -> None:
    """001:9: cheers for what went wrong are a lament."""
    draft = draft_for(mail)
    assert draft.form == "full"
    assert said(draft, "sorry")


@pytest.mark.parametrize(
    "mail",
    [
        "do i have to ring you to go paperless or can i do that in the app?",
        "Hi @oakbank do I need to log in to see the rates?",
        "is the family discount still a thing?",
        "How do I change the name on my profile?",
        "Do you ship to the Faroe Islands?",
    ],
)
def test_who_only_wonders_gets_no_sorry(mail: str) -> None:
    """000:65: a plain question is taken up as it stands, and nothing is asked back for it."""
    draft = draft_for(mail)
    assert not said(draft, "sorry")
    assert not said(draft, "detail")
    assert "still a is" not in draft.text
    assert draft.words < 50


@pytest.mark.parametrize(
    ("mail", "asked", "never"),
    [
        ("Been on hold for an hour. Lovely music though.", "phone|name|when", "title|play"),
        ("5 tweets and no customer service answer. For an app, shocking.", "", "device|version"),
        ("Somebody rang pretending to be you and wanted my pin. Was it you?", "", "account"),
        ("The same soup is four dollars less at the shop next door, @platedash", "", "ride"),
        ("Our seat was broken and lay in my lap for nine hours. Fun.", "", "model|old"),
        ("Could you help me cancel a booking I made last night?", "reference", "account"),
    ],
)
def test_one_detail_that_helps_is_asked(mail: str, asked: str, never: str) -> None:
    """003:62: what one would need first, and nothing of another trade."""
    question = said(draft_for(mail), "detail")
    assert re.search(asked, question)
    assert not re.search(never, question)


@pytest.mark.parametrize(
    ("mail", "never"),
    [
        ("this is my home screen whenever I start it since the update http://t.co/xyz", "this is"),
        ("so let down at Riga. Desk people are terribly and no help at all.", "terribly"),
        ("took the room with your card. Checking out now &amp; was billed for a minibar", "was b"),
        ("app won't show my tickets and the gate closes", "that app"),
        ("6 mails and no answer. Shocking. No wonder people leave for other banks.", "no wonder"),
        ("can't hear a soul on calls since the update, music is fine", "that can't"),
        ("u took a no show fee and i was there the whole hour", "that u "),
    ],
)
def test_only_a_whole_clause_is_said_back(mail: str, never: str) -> None:
    """001:9: what breaks off, or points to a picture, is not told; an article left out is set."""
    assert never not in draft_for(mail).text


@pytest.mark.parametrize(
    ("mail", "told"),
    [
        ("your van dropped my box over a wall. it was a mirror.", "our van dropped your box"),
        ("there was a nail in my soup. a long one.", "there was a nail in your soup"),
        ("got sent two left gloves. TWO. LEFT.", "you got sent two left gloves"),
    ],
)
def test_a_few_lines_are_met_at_once(mail: str, told: str) -> None:
    """001:8-9: of a post the first sentence says what happened, and nothing is said twice."""
    draft = draft_for(mail)
    assert told in said(draft, "sorry")
    assert told not in said(draft, "understanding")
    assert draft.words < 70


def test_why_something_fails_is_no_plain_question() -> None:
    """000:65: who asks why it is gone has lost it."""
    draft = draft_for("why are half of Tove's songs missing, and the old ones all there? #sad")
    assert said(draft, "sorry")


@pytest.mark.parametrize(
    ("mail", "told"),
    [
        ("Third time my milk order arrives without the milk. How.", "it's the third time"),
        ("bins not emptied on Fern Rd for the third week, when are you coming?", "collection"),
    ],
)
def test_a_bare_report_is_met_with_a_sorry(mail: str, told: str) -> None:
    """001:7: also who writes it without a verb, an article or an ask."""
    assert told in said(draft_for(mail), "sorry")
