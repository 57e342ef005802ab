"""Drafts for a few lines written in passing: what they name, and what they had better not."""

from __future__ import annotations

import pytest

from helper.contracts import Mail
from helper.reading.reader import read
from helper.rulebook import Rulebook
from tests.replying.readings import (
    draft_for,
    moves,
    said,
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no lift in our building since the storm @liftco", "you've had no lift in your building"),
        ("why does your app keep calling me Doris", "our app keeps calling you Doris"),
        ("@cabbie your driver took my umbrella with him", "our driver took your umbrella"),
        ("vegan box came with ham in it @greenplate", "the vegan box came with ham"),
        (
            "not a single lamp works... not one lamp on the stairs",
            "there's not one lamp on the stairs",
        ),
        ("nine hour coach and no toilet on board", "you've had no toilet on board"),
        ("I've been billed twice, can somebody sort that out", "you've been billed twice"),
        ("left your club in May, still get a bill each month", "you still get a bill each month"),
        ("your scale reads my neighbour's weight as mine, seriously what", "as yours."),
        ('your guard wrote on my ticket "lost". No one lost it', 'on your ticket "lost".'),
        ("heads up: the map on your poster sends people into a lake", "the map on our poster"),
        ("stuck at bay 9 because the doors of your bus won't shut, oh joy", "the doors of our bus"),
        ("sick of standing all the way to York each morning @railx", "you keep standing"),
        ("swing broke over the pond and dropped me in it @parkplay", "and dropped you in it"),
        ("my nan's brooch was in the coat you lost @cloaks", "in the coat we lost"),
        ("look who's sleeping on a bench at your gate tonight", "you're sleeping on a bench"),
        (
            "We reported the leak to @Dripfix Customer Service for weeks but nobody came.",
            "you reported the leak for weeks but nobody came",
        ),
        (
            "boarding in 35 minutes and the gate shows no seat for me @polarair",
            "I'm sorry that the gate shows no seat",
        ),
    ],
)
def test_what_a_post_tells_is_what_one_is_sorry_for(book: Rulebook, text: str, told: str) -> None:
    """001:8: the one thing a post names stands in the first sentence, whatever its trade."""
    reading = read(Mail(text=text, language="en"), book)
    assert told in said(draft_for(reading, book), "sorry")


@pytest.mark.parametrize(
    ("text", "told", "mocked"),
    [
        (
            "my soup has been on its way since Monday. is it a fossil by now",
            "since Monday",
            "fossil",
        ),
        ("still no word on my fare from Monday. should I send an owl", "fare", "owl"),
        ("who do I have to marry to get an answer from you", "", "marry"),
        (
            "I am cut off each night. Where is the firm with a conscience? @southtel",
            "cut off",
            "conscience",
        ),
        ("You billed me twice for May. Were you playing us? @volta", "billed you twice", "playing"),
        ("No man came again. Is Volta going to close down?", "no man came", "close down"),
        ("Down again tonight!!! Can I use the line or not!!! @southtel", "", "use the line"),
    ],
)
def test_a_mocking_question_is_not_said_back(
    book: Rulebook, text: str, told: str, mocked: str
) -> None:
    """003:28: who is told that one finds out whether the soup is a fossil feels laughed at."""
    draft = draft_for(read(Mail(text=text, language="en"), book), book)
    assert told in said(draft, "sorry")
    assert mocked not in draft.text


def test_no_debt_is_granted_in_a_post(book: Rulebook) -> None:
    """B28: "I'm sorry that we owe you 40" says yes to a claim that nobody has looked at."""
    post = "You owe me 40.20 since May. Each month somebody says it's on its way"
    draft = draft_for(read(Mail(text=post, language="en"), book), book)
    assert "we owe" not in draft.text


@pytest.mark.parametrize(
    "text",
    [
        "the boy at your ice cream van gave my nan a free cone, she danced home",
        "five stars to Ines who found my hat",
        "thx for the fast repair, that was easy",
        "the sweetest vet I've ever met, Ruth I believe",
        "The matter has been settled. I'm so satisfied with how quick you were. @southtel",
    ],
)
def test_joy_is_not_asked_what_to_look_into(book: Rulebook, text: str) -> None:
    """002:58: who shares a joy is met with joy, not with an offer of help."""
    draft = draft_for(read(Mail(text=text, language="en"), book), book)
    assert draft.form == "thanks"
    assert "look into" not in draft.text
    assert "anything I can do" not in draft.text


@pytest.mark.parametrize(
    "text",
    [
        "Arrived safely. All good. Paid.",
        "Payment sent this morning.",
        "Approved, looks good to me",
        "Noted, thank you. Best wishes, Ida",
    ],
)
def test_what_has_come_through_gets_a_word_of_thanks_and_no_sorry(
    book: Rulebook, text: str
) -> None:
    """000:71: who only says that it is done waits for nothing, and nothing went wrong.

    Nor is it known that this is the last of it: nobody is sent off with a goodbye.
    """
    draft = draft_for(read(Mail(text=text, language="en"), book), book)
    assert "next time" not in draft.text
    assert draft.form == "thanks"
    assert "look into" not in draft.text


@pytest.mark.parametrize("text", ["ty", "that did it, thanks", "Thank you!"])
def test_a_bare_word_of_thanks_is_met_with_as_little(book: Rulebook, text: str) -> None:
    """002:39: "what a lovely message" to who wrote "ty" sounds like a machine."""
    draft = draft_for(read(Mail(text=text, language="en"), book), book)
    assert "welcome" in said(draft, "thanks")


def test_a_bare_answer_is_noted_and_no_more(book: Rulebook) -> None:
    """B66: who only gives what was asked for shares no joy, and waits for no offer of help."""
    draft = draft_for(read(Mail(text="Yes, HK44TR", language="en"), book), book)
    assert "HK44TR" in draft.text
    assert "look into" not in draft.text


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("After two hours of being lied to by the host. Two. Avoid!", "after two hours of"),
        ("Had to check my small bag. There was plenty of room too. Fml", "plenty of room"),
    ],
)
def test_neither_a_time_nor_what_went_well_is_what_happened(
    book: Rulebook, text: str, untold: str
) -> None:
    """001:8: nobody is sorry "that after two hours", or that there was room."""
    assert untold not in draft_for(read(Mail(text=text, language="en"), book), book).text


@pytest.mark.parametrize("text", ["Paid. Twice. Why?", "Received, and half of it is broken."])
def test_a_trouble_behind_a_curt_word_is_no_such_news(book: Rulebook, text: str) -> None:
    """000:73: "paid" opens a complaint as well."""
    assert draft_for(read(Mail(text=text, language="en"), book), book).form != "thanks"


def test_a_thing_with_what_is_beside_it_is_no_clause(book: Rulebook) -> None:
    """002:44: "I'm sorry that £22 for a pizza that's cold" is no sentence."""
    post = "£22 for a pizza that's two hours late and stiff as a board. ta"
    draft = draft_for(read(Mail(text=post, language="en"), book), book)
    assert "£22 for" not in draft.text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("how come tickets to Cork are dearer than to Kerry", "why tickets to Cork are dearer"),
        ("hey @tunehut any plans for a car version?", "whether there are any plans for a car"),
        ("what happened to the noon ferry on Sundays", "what happened to the noon ferry"),
        ("need to change the name on my pass, got divorced", "to change the name on your pass"),
        (
            "heyy im having trouble casting to my tv, others too?",
            "why you're having trouble casting",
        ),
        (
            "I'm trying to reach the guard of the noon train, can you help?",
            "help you reach the guard",
        ),
        ("any word on when the Elgin shop opens?", "when the Elgin shop opens"),
        ("any more colours possible?", "whether any more colours are possible"),
        ("can you add the harbour stop to the map, my feet beg you", "the harbour stop to the map"),
        ("did you get my form from last week", "whether we got your form"),
        ("which stop is nearest to the ice rink @tramco #skating", "which stop is nearest"),
        (
            "how to change the folder for saved files. It always puts them on disk C. @tidytools",
            "how to change the folder for saved files",
        ),
        ("I want to ask when will the noon ferry leave?", "when the noon ferry will leave"),
        ("Hope you can add voice typing soon, as you lead the market. @quicktype", "voice typing"),
        ("I got two notes from 4477 @volta. What are the notes about?", "what the notes are about"),
        ("My clock widget blinks. What's the problem? @tidytools", "what the problem is"),
    ],
)
def test_a_plain_post_is_told_what_is_looked_up(book: Rulebook, text: str, named: str) -> None:
    """002:38: "I'm finding that out" without saying what could answer any post."""
    draft = draft_for(read(Mail(text=text, language="en"), book), book)
    assert named in draft.text


@pytest.mark.parametrize(
    ("text", "read_of"),
    [
        ("got my free cone @ConeHouse for wearing my pirate hat today lol", "your pirate hat"),
    ],
)
def test_of_what_a_post_may_be_about_one_says_that_one_has_read_it(
    book: Rulebook, text: str, read_of: str
) -> None:
    """001:8: who can't say what happened to it can still show that it was read."""
    draft = draft_for(read(Mail(text=text, language="en"), book), book)
    assert read_of in draft.text
    assert "trouble with" not in draft.text


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("your kettle and i have a history. three in a winter. the fourth sleeps here", "kettle"),
        ("sorry but £9 for a toastie with one leaf in it. one. @BrookRail", "toastie"),
    ],
)
def test_nobody_is_sorry_about_what_only_may_be_the_matter(
    book: Rulebook, text: str, thing: str
) -> None:
    """001:8: a plain sorry is truer than one about a thing that nobody complained of."""
    draft = draft_for(read(Mail(text=text, language="en"), book), book)
    assert thing not in next(one for one in draft.text.split(".") if "sorry" in one)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("my Lumo kettle is dead after a week @lumohome", "kettle"),
        ("@threadlark my dress came with someone else's name in it", "dress"),
    ],
)
def test_a_post_names_its_thing_once(book: Rulebook, text: str, thing: str) -> None:
    """001:8: "I'm sorry about your kettle. I'm looking into your kettle" is not how people talk."""
    draft = draft_for(read(Mail(text=text, language="en"), book), book)
    assert thing in said(draft, "sorry")
    assert thing not in said(draft, "action") + said(draft, "detail")


@pytest.mark.parametrize(
    "text",
    [
        "Give me and the other forty people our coats back @cloakly",
        "@threadlark you told us the fitting would be held. We could see you lock up.",
    ],
)
def test_a_complaint_is_not_put_off_as_a_request(book: Rulebook, text: str) -> None:
    """B66: who complains in a line hears what is done, and nothing "about your request"."""
    draft = draft_for(read(Mail(text=text, language="en"), book), book)
    assert said(draft, "sorry")
    assert "your request" not in draft.text


@pytest.mark.parametrize(
    "text",
    [
        "sorry but £9 for a toastie with one leaf in it. one. @BrookRail",
        "whoever decided that the lift closes at eight, sleep with one eye open",
        "nothing says sunday like the ferry leaving without you",
        "I have travelled with @BrookRail to work every day since 2016 and it gets worse",
    ],
)
def test_a_turn_of_phrase_is_no_clause_to_be_sorry_for(book: Rulebook, text: str) -> None:
    """002:44: "I'm sorry that you're sorry but £9 for a toastie" is nothing one says."""
    assert "sorry that" not in draft_for(read(Mail(text=text, language="en"), book), book).text


def test_a_key_without_an_effect_is_no_silence_of_ours(book: Rulebook) -> None:
    """003:28: "nobody has answered you" is not what "no response" of a button means."""
    post = "I pressed both keys and then clicked the sign, but got no response. Help?"
    draft = draft_for(read(Mail(text=post, language="en"), book), book)
    assert "answered" not in draft.text
    assert "hear nothing" not in draft.text
    assert "silence" not in draft.text


def test_a_question_keeps_no_order_of_its_own_in_ours(book: Rulebook) -> None:
    """002:38: "I'm checking why wasn't your bench" is no sentence; its thing is named instead."""
    post = "Could you tell me why wasn't my bench brought up the stairs?"
    text = draft_for(read(Mail(text=post, language="en"), book), book).text
    assert "why wasn't" not in text
    assert "your bench" in text


def test_what_is_demanded_of_us_is_nothing_to_be_sorry_for(book: Rulebook) -> None:
    """002:44: "I'm sorry that we need to act" is sorry for the wrong thing."""
    post = "You need to act and not to ring me. What can I do if even the page fails to load?"
    assert "we need to act" not in draft_for(read(Mail(text=post, language="en"), book), book).text


@pytest.mark.parametrize(
    ("mail", "told"),
    [
        (
            "four days I've been waiting on my pram @threadlark",
            "you've been waiting on your pram for four days",
        ),
        (
            "@larkair left us on the tarmac for three hours with no water",
            "we left you on the tarmac for three hours with no water",
        ),
        ("so my tent says shipped. it was not shipped. anyone home?", None),
    ],
)
def test_a_told_clause_is_one_that_people_would_say(
    book: Rulebook, mail: str, told: str | None
) -> None:
    """001:8: what a hasty line leaves out of place is put right, and never made up."""
    draft = draft_for(read(Mail(text=mail, language="en"), book), book)
    assert told is None or told in draft.text
    assert "it was were" not in draft.text


def test_what_is_granted_is_not_what_hurts(book: Rulebook) -> None:
    """001:8: who ends in "though" says what was at least all right."""
    text = "the pizza was cold and an hour late. the box was still warm though"
    draft = draft_for(read(Mail(text=text, language="en"), book), book)
    assert "the box was still warm" not in draft.text


def test_who_met_bad_staff_hears_sorry_for_that(book: Rulebook) -> None:
    """001:7: the sorry is for how they were treated, and not for the trip it happened on."""
    text = "very disappointed at the airport. Gate agents are terrible and not helpful at all"
    draft = draft_for(read(Mail(text=text, language="en"), book), book)
    assert "treated" in said(draft, "sorry")


@pytest.mark.parametrize(
    "text",
    [
        "@gigbase put me in a queue of 40,000 then kicked me out at number 12",
        "our room smelled like smoke and reception said they were full, so deal with it",
    ],
)
def test_a_nuisance_is_no_danger(book: Rulebook, text: str) -> None:
    """000:69: nobody is asked whether all are safe who was thrown out of a queue."""
    assert "care" not in moves(draft_for(read(Mail(text=text, language="en"), book), book))


def test_who_tells_of_no_trouble_gets_no_sorry(book: Rulebook) -> None:
    """C2: a thing that is merely named is nothing to be sorry for."""
    text = (
        "Recently I often sit by your pool and think about life. It seems that all the water "
        "fits into my head. So... when are we getting that new slide!"
    )
    draft = draft_for(read(Mail(text=text, language="en"), book), book)
    assert not said(draft, "sorry")
