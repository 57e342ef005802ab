"""The clause that says best what happened, told from our side."""

from __future__ import annotations

import pytest

from helper.ears.choosing import fitness, table
from helper.ears.chorus import ASTRAY, chorus
from helper.replying.composing.cases import Known
from helper.replying.understanding.citing import CLAUSES
from helper.replying.understanding.fitting import fits, traits
from helper.replying.understanding.retelling import retold, ways
from helper.rulebook import Rulebook
from tests.replying.readings import a_reading, drafts, the_times

BARE = dict.fromkeys(("object", "duration", "impact"))


@pytest.mark.parametrize(
    ("mail", "told"),
    [
        (
            "Hi. The kettle you sent me has never once boiled. My sister says hello.",
            "the kettle we sent you has never once boiled",
        ),
        (
            "I rang you on Monday and was told to come back with a stamp.",
            "you rang us on Monday and were told to come back with a stamp",
        ),
        (
            "I was charged 9 euros in May, June and July. I don't use it.",
            "you were charged 9 euros in May, June and July",
        ),
        (
            "My heating has been BROKEN since Sunday and the baby is cold.",
            "your heating has been broken since Sunday",
        ),
        (
            "I have been waiting for my passport since the first week of AUGUST. I live alone.",
            "you have been waiting for your passport since the first week of August",
        ),
        (
            "I found out because my card was refused at the till in front of everyone. Bye.",
            "your card was refused at the till",
        ),
        (
            "Since then my parcel has been lost twice in your depot. My aunt waits for it.",
            "your parcel has been lost twice in our depot",
        ),
        (
            "You moved my fitting to Monday without a word. I live on the third floor.",
            "we moved your fitting to Monday without a word",
        ),
        (
            "I am glad my brother lives nearby. My employee ID card still opens no door.",
            "your employee ID card still opens no door",
        ),
        (
            "There is even no lamp in the cellar and there's water on the steps. Mill Lane 4.",
            "there is even no lamp in the cellar",
        ),
        ("Four different rooms, and my heater is still dead.", "your heater is still dead"),
    ],
)
def test_what_happened_is_told_from_our_side(book: Rulebook, mail: str, told: str) -> None:
    """B17: in their words, whole, without shouting, and with our pronouns and verbs."""
    way = retold(a_reading(mail, 2), book.replying["en"])
    assert way is not None
    assert way.said.startswith(told)


@pytest.mark.parametrize(
    ("mail", "told"),
    [
        (
            "Sadly the lamp has never worked, and your fitter left. My bill was £465.",
            "the lamp has never worked",
        ),
        (
            "What I mind is that we were charged £90 for a room without heating. I sleep badly.",
            "you were charged £90 for a room without heating",
        ),
        (
            "The second shelf is still missing, could you tell me where it is?",
            "the second shelf is still missing",
        ),
    ],
)
def test_what_leads_over_hangs_on_or_asks_is_left_out(book: Rulebook, mail: str, told: str) -> None:
    """B17: the clause itself, also with its sum, and where the same sentence goes on to ask."""
    way = retold(a_reading(mail, 2), book.replying["en"])
    assert way is not None
    assert way.said.startswith(told)


def test_a_clause_is_given_up_early_only_where_it_cannot_be_fit(book: Rulebook) -> None:
    """What takes long to tell of a clause is left out where it would decide nothing."""
    rules, weights = book.replying["en"], table(CLAUSES, "en")
    mail = (
        "I moved in on Friday, and the lamp you sent me has never once worked. I can't stand this,"
        " my sister says hello. You are robbers! Since then my parcel has been lost twice."
    )
    reading = a_reading(mail, 2)
    found, _ = ways(reading, rules)
    assert len(found) > 4
    ears = {name: one for name, one in chorus("en").items() if name == ASTRAY}
    said = traits(found, reading, rules, ears)
    for least in (0.1, 0.4, 0.6, 0.9):
        for fit, told in zip(fits(found, reading, rules, ears, least), said, strict=True):
            assert fit in (0.0, pytest.approx(fitness(told, weights)))
            assert (fit >= least) == (fitness(told, weights) >= least)


@pytest.mark.parametrize(
    "mail",
    [
        "You are nothing but robbers. I will see you in court.",
        "I can't stand your company. This is so typical.",
        "Thanks.",
        "My father has died. You have charged his account twice.",
    ],
)
def test_nobody_reads_an_insult_or_a_threat_back(book: Rulebook, mail: str) -> None:
    """001:8: what is told back is what happened, and nothing of it is nothing."""
    assert retold(a_reading(mail, 3), book.replying["en"]) is None


@pytest.mark.parametrize(
    "mail",
    [
        "I ordered the garden bench in green last month. It is more of a blue.",
        "You usually bring it on Mondays and I've looked in the porch. Did the list go astray?",
        "We booked your top floor for our tasting. The oven wouldn't switch on.",
        "I've seen it from the kitchen with my coffee. The bins are full of flies.",
        "I've cried twice over a tablecloth. Nobody can say whether I have a tent.",
        "I retired in May and moved into one of your flats. The lift is dead.",
        "I have always been reasonable about it. Last night it was four.",
        "50 minutes standing to be told the pool is closed. Nice one.",
        "We chose your barn because of the stove. It was full of soot.",
        "I checked the tracking several days after my order was placed. The box is lost.",
        "I was not at home. Your hotline said the password was wrong.",
        "2 ferries delayed, packed on the third like sardines. Nobody said a word.",
        "I got the letter with the checked boxes in the picture below. The lift is dead.",
        "I am at Harbour Square. The lift has been dead since noon.",
        "I asked you on the 9th and again on the 16th where my kiln is. Nobody has replied.",
        "We wrote to you on 3 May and again on 10 May about the kiln. Nothing came back.",
        "I have read your help page. The kiln still shows an error.",
        "The kiln has only been running for five days with plain white clay. It cuts out.",
    ],
)
def test_what_the_writer_did_is_not_told_back_as_the_trouble(book: Rulebook, mail: str) -> None:
    """B17: a side circumstance told back reads as if nobody had understood."""
    way = retold(a_reading(mail, 2), book.replying["en"])
    beside = (
        "ordered the",
        "booked our",
        "slippers",
        "cried",
        "at home",
        "packed",
        "checked",
        "chose",
        "retired",
        "reasonable",
        "standing",
        "Harbour",
        "asked",
        "wrote",
        "read our",
        "been used",
    )
    assert way is None or not any(one in way.said for one in beside)


@pytest.mark.parametrize(
    ("mail", "told"),
    [
        (
            "I've been calling you for three days. My sister sings. No one came to mend the lift.",
            "you've been calling us for three days, and that no one came to mend the lift",
        ),
        (
            "My parcel was lost twice. Nobody answers the phone.",
            "your parcel was lost twice, and that nobody answers the phone",
        ),
    ],
)
def test_two_clauses_that_tell_of_it_are_told_in_the_order_of_the_mail(
    book: Rulebook, mail: str, told: str
) -> None:
    """B17: who tells of two wrongs finds both in the sorry, as one story."""
    way = retold(a_reading(mail, 3), book.replying["en"])
    assert way is not None
    assert way.said == told
    assert way.alone in told.split(", and that ")


def test_what_it_did_to_them_is_no_second_wrong(book: Rulebook) -> None:
    """B17: the impact is told with words of its own, and not once more as what happened."""
    mail, impact = (
        "My parcel was lost twice. My card was refused at the till.",
        "My card was refused",
    )
    told = retold(a_reading(mail, 3), book.replying["en"])
    left = retold(a_reading(mail, 3, facts={"impact": impact}), book.replying["en"])
    assert told is not None
    assert left is not None
    assert "your card was refused" in told.said
    assert left.said == "your parcel was lost twice"


def test_what_says_the_same_again_is_told_once(book: Rulebook) -> None:
    """B17: a second clause is told only where it adds something."""
    mail = "My parcel has been lost in your depot. My parcel was lost in your depot again."
    way = retold(a_reading(mail, 3), book.replying["en"])
    assert way is not None
    assert way.alone is None


def test_an_amount_without_a_verb_is_no_clause(book: Rulebook) -> None:
    """001:8: nobody is sorry "that £9 for a sandwich"."""
    mail = "Three hours on the floor with a toddler and not one word. My coat is ruined."
    way = retold(a_reading(mail, 3), book.replying["en"])
    assert way is None or not way.said.startswith("three hours")


def test_nothing_is_told_back_to_who_only_asks(book: Rulebook) -> None:
    """Where nothing went wrong there is nothing to tell."""
    mail = "The kettle has a red button. What is it for?"
    assert retold(a_reading(mail, 0, wrongs=()), book.replying["en"]) is None


def test_a_draft_says_in_reported_speech_what_it_read(book: Rulebook) -> None:
    """A clause of their own without quotation marks, where it can be told from our side."""
    mail = "The parcel with the lamps went back to your depot on Monday although I was at home."
    reading = a_reading(mail, 3, facts=BARE, hurts=())
    text = drafts(reading, the_times(book), book.replying["en"], Known(me="Maya"))[0].text
    assert "the parcel with the lamps went back to our depot on Monday" in text
    assert '"' not in text


@pytest.mark.parametrize("told", ["The curtains came today.", "The app confirmed my seat."])
def test_what_goes_well_is_not_told_of_a_calm_mail(book: Rulebook, told: str) -> None:
    """001:8: one is sorry for what has words of trouble, and not that a parcel came."""
    rules = book.replying["en"]
    mail = f"{told} Could you shorten them by a hand?"
    assert retold(a_reading(mail, 0, hurts=(), wrongs=("broken",)), rules) is None


@pytest.mark.parametrize(
    "told",
    [
        "The diploma should come after ten days.",
        "He was in our cellar for six minutes.",
        "Boiler no. 4 is dead since Monday.",
    ],
)
def test_what_should_have_been_or_does_not_stand_by_itself_is_not_told(
    book: Rulebook, told: str
) -> None:
    """001:8: nobody is sorry that a thing should come, that "4 is dead", or for a "he"."""
    mail = a_reading(f"{told} I'm fed up.", 2, hurts=(), wrongs=("late", "bad_work"))
    assert retold(mail, book.replying["en"]) is None


def test_a_verb_without_its_help_gets_it(book: Rulebook) -> None:
    """001:8: who writes in a strange language is said back in whole sentences."""
    mail = "I wrote you two mails and you not answer. I'm fed up."
    way = retold(a_reading(mail, 2, hurts=(), wrongs=("no_answer",)), book.replying["en"])
    assert way
    assert way.said == "you wrote us two mails and we did not answer"
