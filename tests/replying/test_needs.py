"""What a first reply must chiefly be, and what follows from it."""

from __future__ import annotations

import re

import pytest

from helper.contracts import Mail, Reading
from helper.reading.reader import read
from helper.replying.composing.cases import Known
from helper.replying.understanding.asking import indirect
from helper.replying.understanding.forms import understood
from helper.replying.understanding.needs import need_of
from helper.replying.understanding.turning import turned
from helper.replying.understanding.when import when_needed
from helper.rulebook import Rulebook
from tests.replying.readings import a_reading, drafts, the_times

BARE = dict.fromkeys(("object", "duration", "impact"))


def calm(text: str, language: str = "en", **changes: object) -> Reading:
    """A mail that nothing bothers, with its one ask."""
    given = {"language": language, "cause": None, "hurts": (), "facts": BARE, "asks": (text,)}
    return a_reading(text, 0, **(given | changes))


@pytest.mark.parametrize(
    ("language", "ask", "need"),
    [
        ("en", "are you open on Sundays?", "answer"),
        ("en", "Please let us know whether the hall is free.", "answer"),
        ("en", "Would you kindly confirm the address for returns?", "answer"),
        ("en", "Could you resend the invoice for October, please?", "do"),
        ("en", "I'd like to order two baguettes for Saturday.", "do"),
        ("en", "Would you mind watering my plants?", "do"),
        ("zh", "请问周日营业吗？", "answer"),
        ("zh", "麻烦把十月的发票再发我一份。", "do"),
        ("zh", "请告知备案步骤。", "answer"),
        ("ja", "日曜日は営業していますか？", "answer"),
        ("ja", "10月分の請求書を再送していただけますか。", "do"),
        ("ja", "静岡までの送料を教えてください。", "answer"),
    ],
)
def test_what_is_asked_for(book: Rulebook, language: str, ask: str, need: str) -> None:
    """000:65: who wants to be told something wants an answer; other asks want a deed."""
    assert need_of(calm(ask, language), book.replying[language]) == need


@pytest.mark.parametrize(
    ("changes", "need"),
    [
        ({"cause": "not_knowing"}, "answer"),
        ({"cause": "mistreated", "hurts": ("waiting",)}, "mend"),
        ({"cause": "blocked", "hurts": ("ignored",)}, "mend"),
        ({"cause": "mistreated"}, "answer"),
    ],
)
def test_why_somebody_writes(book: Rulebook, changes: dict[str, object], need: str) -> None:
    """A cause is believed where words of trouble stand beside it, else the ask decides."""
    mail = calm("When does the next course begin?", **changes)
    assert need_of(mail, book.replying["en"]) == need


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("We're all home and still talking about that dinner.", "thank"),
        ("The keyboard you sent has a dead E key.", "mend"),
        ("Thanks, it works again.", "thank"),
        ("My mother passed away last week.", "feel"),
        ('Thank you so much, your "express" delivery took nine days.', "mend"),
        ("Thanks for ruining our party.", "mend"),
    ],
)
def test_who_asks_nothing(book: Rulebook, text: str, need: str) -> None:
    """What is only shared gets thanks, what is broken gets mended, a death is met first."""
    assert need_of(calm(text, asks=()), book.replying["en"]) == need


def test_a_list_of_troubles_is_mended(book: Rulebook) -> None:
    """B66: what is listed by number and broken is no plain question, however it ends."""
    text = "1. The tap leaks.\n2. The doorbell is dead.\nWhen can someone come?"
    mail = calm(text, asks=("When can someone come?",))
    assert need_of(mail, book.replying["en"]) == "mend"


@pytest.mark.parametrize(
    ("text", "familiar"),
    [("やってます？", True), ("いつもお世話になっております。日曜は営業していますか。", False)],
)
def test_a_light_line_gets_light_forms(book: Rulebook, text: str, familiar: bool) -> None:  # noqa: FBT001 - a column
    """A letter is answered with a letter, a line with a line."""
    rules = book.replying["ja"]
    mail = calm(text, "ja", asks=(text.rpartition("。")[2] or text,))
    draft = drafts(mail, the_times(book), rules, Known(me="佐藤"))[0]
    assert ("いたします" not in draft.text) is familiar


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("are you open on Sundays?", "to know whether we are open on Sundays"),
        ("How much is posting a parcel to Leeds?", "to know how much posting a parcel to Leeds is"),
        ("does the pass include the sauna?", "to know whether the pass includes the sauna"),
        ("Which of them are safe around cats?", "to know Which of them are safe around cats"),
        ("When is the office open at Christmas?", "to know when the office is open at Christmas"),
        ("Can we bring our dog?", "to know whether you can bring your dog"),
        ("Do you know if the 4:15 bus runs?", "to know if the 4:15 bus runs"),
        (
            "do you have the table in oak, and what would delivery cost?",
            "to know whether we have the table in oak and what delivery would cost",
        ),
        ("Did it arrive?", "to know whether it arrived"),
        ("Did you get the form I sent?", "to know whether we got the form you sent"),
        ("When did the courier try to deliver it?", "to know when the courier tried to deliver it"),
        ("did the plumber stop by on Monday?", "to know whether the plumber stopped by on Monday"),
        ("Did you even look?", None),
        (
            "could the van roof box be fitted on Friday?",
            "to know whether the van roof box could be fitted on Friday",
        ),
        (
            "May I know when I sing, and for how long?",
            "to know when you sing, and for how long",
        ),
        ("did you move it or did the clinic?", "to know whether we moved it"),
        ("who's on the desk tonight?", "to know who's on the desk tonight"),
        ("Has the management pack arrived?", "to know whether the management pack has arrived"),
        ("have you answered it?", "to know whether we have answered it"),
        ("When is it due, and why so late?", "to know when it is due"),
        (
            "are we flying tonight or should i start a new life here?",
            "to know whether you are flying tonight",
        ),
        ("Is the vegan goulash definitely nut free?", None),
        (
            "Why couldn't the parcel be left next door?",
            "to know why the parcel couldn't be left next door",
        ),
        ("Why is the parcel in Belgium?", "to know why the parcel is in Belgium"),
        ("Does lane 4 have a lifeguard?", "to know whether lane 4 has a lifeguard"),
        ("What time does ferry 92 leave tomorrow?", "to know what time ferry 92 leaves tomorrow"),
        (
            "Is the letter about the blue stamps or all stamps?",
            "to know whether the letter is about the blue stamps or all stamps",
        ),
        (
            "Why are the letters between 2002 and 2012 all missing?",
            "to know why the letters between 2002 and 2012 are all missing",
        ),
        ("Why my locker has a new number?", "to know Why your locker has a new number"),
        ("Why don't you care?", None),
        ("How shall I fold the tent?", "to know how to fold the tent"),
        ("How to fold it?", "to know How to fold it"),
        ("What is included in the half board?", "to know What is included in the half board"),
        ("Do I dare to taste it?", None),
        ("May I ask what you charge for a hem?", "to know what we charge for a hem"),
        (
            "Can we bring our dog, sign is in Dutch",
            "to know whether you can bring your dog",
        ),
        (
            "do you post to Jersey and if so how fast, btw great shop",
            "to know whether we post to Jersey",
        ),
        (
            "does it come with bolts or do I need those separately?",
            "to know whether it comes with bolts",
        ),
    ],
)
def test_a_question_as_a_clause(book: Rulebook, question: str, clause: str | None) -> None:
    """001:8: what is asked is named from our side, or not at all."""
    rules = book.replying["en"]
    assert rules.grammar
    assert indirect(question, rules.grammar, lambda text: turned(text, rules)) == clause


@pytest.mark.parametrize(
    ("mail", "asks", "unsaid"),
    [
        (
            "Could you seat twelve of us in front? And is it fine to bring our own balloons?",
            (
                "Could you seat twelve of us in front?",
                "is it fine to bring our own balloons?",
            ),
            "balloons",
        ),
        (
            "The lid of the piano creaks since the visit. Also do you do harps?",
            ("Also do you do harps?",),
            "harps",
        ),
    ],
)
def test_what_is_asked_on_top_is_not_named_as_the_want(
    book: Rulebook, mail: str, asks: tuple[str, ...], unsaid: str
) -> None:
    """001:8: a side question named alone reads as if the mail had not been read."""
    draft = drafts(calm(mail, asks=asks), the_times(book), book.replying["en"], Known(me="Maya"))[0]
    assert unsaid not in draft.text


def test_no_half_of_a_compound_and_no_other_way_out_is_named(book: Rulebook) -> None:
    """001:8: what is asked is named as one would say it, or not at all."""
    rules, times = book.replying["en"], the_times(book)
    for ask, said, unsaid in (
        ("Is the carrot soup definitely nut free?", "soup", "nut is free"),
        ("May I ask what I should do with the fine?", "what you should do", "can ask"),
        ("Do I need to bring the receipt?", "bring the receipt", "I need"),
        ("Please tell me if you can changed the lid.", "lid", "changed"),
        ("Can you send the right hinge or should we bring it back?", "hinge", "bring it back"),
    ):
        text = drafts(calm(ask), times, rules, Known(me="Maya"))[0].text
        assert said in text
        assert unsaid not in text


@pytest.mark.parametrize(
    "mail",
    ["My claim 5530-C was turned down without a look.", "Our seats are apart. Booking QT7LMB."],
)
def test_a_number_that_stands_there_is_not_asked_for(book: Rulebook, mail: str) -> None:
    """B21: nobody is asked for what they already sent."""
    reading = a_reading(mail, 2, facts=BARE, hurts=())
    draft = drafts(reading, the_times(book), book.replying["en"], Known(me="Maya"))[0]
    assert "reference" not in draft.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Please call me at 11 about the roof."),
        ("zh", "请上午11点给我打个电话。"),
        ("ja", "11時にお電話いただけますか。"),
    ],
)
def test_a_call_is_taken_up(book: Rulebook, language: str, text: str) -> None:
    """004:9: who wants to be called is called, and not written to."""
    rules = book.replying[language]
    assert understood(calm(text, language), rules).is_call


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We are at the gate now, can someone let us in?"),
        ("zh", "我们现在就在门口，能来开下门吗？"),
        ("ja", "今、門の前にいるのですが、開けていただけますか。"),
    ],
)
def test_who_stands_and_waits(book: Rulebook, language: str, text: str) -> None:
    """A time after lunch is no help to somebody at the door."""
    assert when_needed(calm(text, language), book.replying[language]).now


@pytest.mark.parametrize(
    ("need", "words"),
    [
        ("I need the signed form by 11 o'clock.", "11 o'clock"),
        ("I need the signed form by Friday.", "Friday"),
        ("Please send the signed form as soon as possible.", "as soon as possible"),
    ],
)
def test_the_sentence_with_the_deadline_is_found(need: str, words: str, book: Rulebook) -> None:
    """B41: what moment it means is for the desk to find out; times told before it are none."""
    by = when_needed(calm(f"Thanks for the talk at 9. {need}"), book.replying["en"]).by
    assert by is not None
    assert words in by
    assert "9" not in by


@pytest.mark.parametrize(
    "text",
    [
        "Hi, are you open on Sundays? Thanks, Beth",
        "Could you resend the invoice for October, please? Our accountant lost it.",
        "What time is checkout on Friday?",
    ],
)
def test_a_plain_mail_is_answered_lightly(book: Rulebook, text: str) -> None:
    """002:38: nothing is lamented where nothing is wrong, as the real reader sees it."""
    mail = understood(read(Mail(text=text), book), book.replying["en"])
    assert mail.is_light


def test_a_calm_report_is_mended_where_it_sounds_like_trouble(book: Rulebook) -> None:
    """000:65: no list has every word for trouble; nobody is thanked for news of their own."""
    rules = book.replying["en"]
    mail = "My card was stopped in Lisbon, two kids at the table."
    said = {"text": mail, "level": 0, "cause": None, "hurts": ()}
    assert need_of(a_reading(**said, wrongs=("access",)), rules) == "mend"


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("the screen goes purple at noon", "mend"),
        ("my trunk went to Turin, I went to Tunis", "mend"),
        ("how come parcels to Malta cost more than to Cyprus", "answer"),
        ("got the last cinnamon roll, what a morning", "thank"),
        ("could you pass on my thanks to whoever found my keys on deck 4", "thank"),
        ("I want to complain about the steward on deck 4", "mend"),
        ("who thought a slide was a good way out of a library", "mend"),
        ("your vet saw it at once and rang my wife. I owe him one", "thank"),
        ("I'd love it if you sold the purple mug again", "do"),
        ("love your app but since Friday it throws me out every few minutes", "mend"),
        ("your tram driver saw me sprinting and waited, made my whole week", "thank"),
        ('could you explain what an "access levy" is please', "answer"),
        ("hey @brookrail what time does the 9:40 on Sunday board", "answer"),
    ],
)
def test_a_dry_post_is_no_news(book: Rulebook, text: str, need: str) -> None:
    """000:65: who posts of trouble without a word of trouble is not thanked for sharing it."""
    rules = book.replying["en"]
    assert understood(read(Mail(text=text, language="en"), book), rules).need == need


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("bravo @ferryline, the 6:15 left at 6:05 and I watched it go", "mend"),
        ("Ordered a hat, got a scarf. Ordered red, got green. Great job @threadlark", "mend"),
        ("kudos for turning a 2 minute form into an afternoon", "mend"),
        ("congrats on the rebrand, still can't log in", "mend"),
        ("kudos to the team at Elm Road, they found my dad's ring", "thank"),
        ("hats off to your night nurse, she sat with me till 4", "thank"),
        ("so happy with the haircut, tell Rosa I owe her", "thank"),
    ],
)
def test_praise_is_meant_as_the_rest_of_a_post_sounds(book: Rulebook, text: str, need: str) -> None:
    """000:71: "great job" is said of anything; who is mocking has been wronged."""
    rules = book.replying["en"]
    assert understood(read(Mail(text=text, language="en"), book), rules).need == need


def test_who_takes_it_back_is_thanked(book: Rulebook) -> None:
    """003:28: who was rude to us is not told that they were treated rudely."""
    rules = book.replying["en"]
    mail = "I had typed the wrong number. Sorry for being so rude yesterday."
    assert need_of(a_reading(mail, 2, hurts=("blame",)), rules) == "thank"


@pytest.mark.parametrize(
    ("text", "ask", "wrongs", "word"),
    [
        (
            "The new chair is brilliant. My back hasn't hurt since. Do you also make desks?",
            "Do you also make desks?",
            (),
            "kind",
        ),
        ("Do you also make desks? Many thanks.", "Do you also make desks?", (), None),
        (
            "The new chair is brilliant, one leg was missing. When will it come?",
            "When will it come?",
            ("wrong_item",),
            "sorry",
        ),
        (
            "I had typed the wrong number, my own silly mistake. Can you change it?",
            "Can you change it?",
            (),
            None,
        ),
    ],
)
def test_what_stands_beside_an_ask_gets_a_word(
    book: Rulebook, text: str, ask: str, wrongs: tuple[str, ...], word: str | None
) -> None:
    """001:8: praise is thanked for and a fault regretted, though only something is asked for."""
    mail = calm(text, asks=(ask,), wrongs=wrongs, cause="not_knowing")
    draft = drafts(mail, the_times(book), book.replying["en"], Known(me="Maya"))[0]
    for one in ("kind", "sorry"):
        assert (one in draft.text) is (one == word), draft.text


def test_who_tells_of_a_death_by_name_is_met_first(book: Rulebook) -> None:
    """001:6: the name between does not hide it; nor is a phone that died one."""
    rules = book.replying["en"]
    for text, is_met in (
        ("My husband Peter Hartley passed away in March. Do you need the certificate?", True),
        ("Nine days later Biscuit is dead. The vet had your blood test.", True),
        ("My daughter dropped it and the phone died.", False),
    ):
        draft = drafts(calm(text, asks=()), the_times(book), rules, Known(me="Maya"))[0]
        assert bool(re.search("loss|condolences", draft.text)) is is_met, draft.text


@pytest.mark.parametrize(
    ("mail", "need"),
    [
        (
            "The code doesn't work, it says gallery not found. Thank you, Grace",
            "mend",
        ),
        ("The photos came out beautifully. Thank you, Grace", "thank"),
        ("I am so grateful to Pete, who fixed the problem in half an hour.", "thank"),
        ("Forty loaves came as four loaves and we open in an hour, help!", "mend"),
    ],
)
def test_thanks_that_close_a_lament_are_none(book: Rulebook, mail: str, need: str) -> None:
    """Who signs with thanks reports all the same, and who is grateful for a mend only thanks."""
    reading = calm(mail, asks=())
    assert need_of(reading, book.replying["en"]) == need
