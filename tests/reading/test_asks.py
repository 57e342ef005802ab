from __future__ import annotations

from pathlib import Path

import pytest

from helper.contracts import EarlierMail, Mail
from helper.ears.chorus import chorus, keep
from helper.reading.asks import asks_heard, tell
from helper.reading.reader import read
from helper.reading.train.asks import FILE, labelled, learn, main
from helper.rulebook import Rulebook
from tests.reading.labelled import asked, reading


@pytest.mark.parametrize(
    "text",
    [
        "Please send me the March invoice.",
        "Could you check the logs?",
        "When will the parts arrive?",
        "I need a corrected invoice by Friday.",
        "I would like to change my address.",
        "Is there a way to export all contacts?",
        "Let me know which day suits you.",
        "Fix this today.",
        "I am tired of this, so cancel my order.",
        "Would you mind sending it again?",
        "Tuesday at ten?",
        "Somebody who knows the case should call me.",
        "Need your W-9 today.",
        "It would be great if you could add a filter.",
        "Please find out what triggers it.",
        "Get a technician out here.",
        "what is it and why do i owe 60 for it",
        "how often should I oil the hinge, and may I use sewing oil?",
    ],
)
def test_requests_and_questions_are_asks(book: Rulebook, text: str) -> None:
    """B05: whatever the grammar, a wish that can be answered is an ask."""
    assert asked(book, text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Please find attached the report.",
        "Please let me know if you have any questions.",
        "How are you?",
        "I hope you are well.",
        "Are you serious?",
        "How often do I have to tell you?",
        "How hard can it be to answer a mail?",
        "What kind of company is this?",
        "Does anyone there even read this?",
        "Do your job!",
        "I wanted to thank you for everything.",
        "I wish to make a formal complaint.",
        "The update is late.",
        "I really appreciate it.",
        "Looking forward to your answer.",
        "May I remind you that we have no ramp?",
    ],
)
def test_courtesy_rhetoric_and_insults_are_none(book: Rulebook, text: str) -> None:
    """B05, 004:19: noise is folded away; an insult in question form is still an insult."""
    assert asked(book, text) == []


def test_the_request_stands_before_the_question(book: Rulebook) -> None:
    """B05: what is wanted stands on top, what is merely wondered about below."""
    text = "Is this a known problem? Please reset my password."
    assert asked(book, text) == ["Please reset my password.", "Is this a known problem?"]


def test_an_ask_said_twice_is_one(book: Rulebook) -> None:
    """B05: distinct asks; saying "please call me" twice asks for one call."""
    assert asked(book, "Please call me. I waited all day. Please call me!") == ["Please call me."]


def test_the_greeting_is_no_part_of_the_ask(book: Rulebook) -> None:
    """B05: the ask in one line, without "Hi Tom,"."""
    assert asked(book, "Hi Tom, can you send the key?") == ["can you send the key?"]


def test_a_long_sentence_is_cut_to_the_ask(book: Rulebook) -> None:
    """B05: one line on top, also when the writer never breathes."""
    story = "I went to the shop and looked at all the lamps they had there, " * 6
    [ask] = asked(book, f"{story}so please send me the blue one.")
    assert len(ask) < 220
    assert "please send me the blue one" in ask


def test_whom_a_post_is_addressed_to_is_not_asked(book: Rulebook) -> None:
    """B05: the ask stands in one line on top, without the names before it."""
    assert asked(book, "@skyvale @vale_help where is my bag?") == ["where is my bag?"]
    assert asked(book, "how you treat people is a shame. #RefundMyFare") == ["#RefundMyFare"]


def test_asks_are_at_most_a_handful(book: Rulebook) -> None:
    """B05: a list nobody reads helps nobody."""
    text = "\n".join(f"Please send me part number {n} of the set." for n in range(30))
    assert len(asked(book, text)) == 8


@pytest.mark.parametrize(
    "text",
    [
        "You promised to call me on Monday.",
        "Your colleague said it would be ready by Friday.",
        "I was told that somebody would come.",
        "Where is the report you promised?",
        "You were supposed to get back to us yesterday.",
        "You said Friday.",
        "We were told the refund takes five days.",
        "They told us we'd have keys on Friday.",
        "Your colleague was going to send me the form.",
        "You wanted to let us know by Thursday.",
        "Tom from your office wrote that the part was on its way.",
        "Support told me to expect an answer within 48 hours.",
        "You gave me your word.",
        "According to your mail of 2 May, work would start on Monday.",
    ],
)
def test_claimed_promises_are_found(book: Rulebook, text: str) -> None:
    """B11, 004:15: "you promised" is shown, so it can be held against the ledger."""
    found = reading(book, f"Hello. {text} Thanks.")
    assert [claim.text for claim in found.claims] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "I promise to pay on Monday.",
        "A promising start!",
        "You said hello to her.",
        "My boss told me it would rain.",
        "I was told by my neighbour that you repair roofs.",
        "As promised, here are the photos.",
        "You said on the phone that my password was wrong.",
        "I was supposed to send you the form yesterday.",
        "If you had told me, I would have waited.",
        "You wrote to me on Monday, thank you.",
        "Can you promise that it will be there?",
    ],
)
def test_other_promises_are_no_claims(book: Rulebook, text: str) -> None:
    """B11: only what we are said to owe."""
    assert reading(book, text).claims == ()


@pytest.mark.parametrize(
    ("before", "fair"),
    [
        ("Thank you for asking.", "A credit for May would be fair."),
        ("Ideally you'd fix it, but I know you can't.", "I'd settle for a written answer."),
        ("谢谢您这次认真问我。", "我的诉求很简单，把押金退给我。"),
        ("お尋ねいただきありがとうございます。", "新品と交換していただければ、それで結構です。"),
        ("Thanks for asking.", "A fair end would be a new umbrella before Friday."),
        ("谢谢您问我。", "公平一点的话，周五之前给我换一把新的。"),
    ],
)
def test_what_they_find_fair_is_lifted(book: Rulebook, before: str, fair: str) -> None:
    """B46, 001:9: asked what would be fair, they say it; where they bargain, the end counts."""
    ours = EarlierMail(mine=True)
    answer = Mail(text=f"{before} {fair}", earlier=(ours,))

    found = read(answer, book).fair

    assert found is not None
    assert found.text == answer.text[found.start : found.end] == fair


@pytest.mark.parametrize("text", ["Great, ideally I'd come on Monday.", "Thanks, all fine."])
def test_where_nothing_hurts_nothing_is_made_fair(book: Rulebook, text: str) -> None:
    """B46: a wish in a calm first mail is a wish."""
    assert reading(book, text).fair is None


@pytest.mark.parametrize(
    "text",
    [
        "Meet me at the gate at nine.",
        "We should meet before the audit.",
        "You may call me on 555 0123.",
        "Go ahead with the second option.",
    ],
)
def test_asks_no_rule_names_are_heard(book: Rulebook, text: str) -> None:
    """B05: where rules find nothing, the trained ear may."""
    rules, ear = book.reading["en"], chorus("en")["asks"]
    told = tell(text, rules, book.languages)
    assert asks_heard(told, rules, None) == ()
    assert [ask.text for ask in asks_heard(told, rules, ear)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The parcel came on Monday.",
        "My invoice is wrong.",
        "Nobody answers the phone.",
        "You confirmed it twice.",
        "Reset mail never arrives.",
        "Return label is missing.",
        "Update keeps failing.",
        "Please.",
        'He said "go ahead with the second option" and left.',
    ],
)
def test_what_merely_tells_is_not_heard_as_asking(book: Rulebook, text: str) -> None:
    """B02: a complaint without a request says so; single words and quotations ask nothing."""
    assert asked(book, text) == []


def test_a_plain_ask_silences_hints(book: Rulebook) -> None:
    """B05: who asks plainly is not searched for more; hints only stand in for a missing ask."""
    text = "Meet me at the gate at nine. Could you book a room?"
    assert asked(book, text) == ["Could you book a room?"]


def test_the_ear_learns_the_same_bytes_again(book: Rulebook, tmp_path: Path) -> None:
    """Whoever trains on the same sentences gets the same weights, to the bit."""
    rows = [{"text": "Call me at nine.", "intent": 1}, {"text": "It rained.", "intent": 0}] * 3
    model = learn(rows, book)
    one, two = (keep({"asks": model}, "en", tmp_path / name) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_training_needs_its_file(tmp_path: Path) -> None:
    """A missing file is named, not passed over: weights without it would be others."""
    with pytest.raises(FileNotFoundError, match=FILE):
        main([str(tmp_path)])
    (tmp_path / FILE).write_text('{"text": "Call me.", "intent": 1}\n\n', encoding="utf-8")
    assert labelled(tmp_path) == [{"text": "Call me.", "intent": 1}]


def test_a_guess_does_not_silence_the_request_behind_it(book: Rulebook) -> None:
    """B05: in mails without capitals, noise in one clause says nothing of the next."""
    text = "it runs again, so i guess it's the sensor. book me in for next week?"
    assert asked(book, text) == ["book me in for next week?"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("You ate my photos. What kind of clowns work there? Get them back.", ["Get them back."]),
        (
            "What is wrong with you? Are you all asleep? I just want my pin.",
            ["I just want my pin."],
        ),
        ("How stupid can one firm be? Send me the hinge.", ["Send me the hinge."]),
        ("Do you even talk to each other? Third driver today. When is mine?", ["When is mine?"]),
        (
            "Useless, it melted. Is this a freezer or a train? I want a refund.",
            ["I want a refund."],
        ),
        ("你们有没有脑子？是不是都死了？把我的押金退回来。", ["把我的押金退回来。"]),
        ("皆さん寝ているんですか？返金してください。", ["返金してください。"]),
        ("一日休みました。素人の集まりですか。返金してください。", ["返金してください。"]),
        ("你答应过周五之前把伞寄给我，可是还没到。现在在哪里？", ["现在在哪里？"]),
    ],
)
def test_an_insult_with_a_question_mark_is_no_ask(
    book: Rulebook, text: str, asked: list[str]
) -> None:
    """B05, 004:19: a reply that promises to answer it would be a farce; what is asked stays."""
    assert [ask.text for ask in reading(book, text).asks] == asked


def test_the_calm_may_ask_which_of_two_it_is(book: Rulebook) -> None:
    """B05: the same words are a question where nobody is angry."""
    text = "Hello, is the two fifteen to Ely a bus or a train?"
    assert [ask.text for ask in reading(book, text).asks] == [text.removeprefix("Hello, ")]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("@ferry quick question, is the late boat on tomorrow lol", "is the late boat on tomorrow"),
        ("@ferry hi can you check my seat 14 pls #help", "can you check my seat 14"),
        ("hey um how do i change the pin lol cant find where", "how do i change the pin"),
        ("bit confused, am I ok to park there overnight? thx", "am I ok to park there overnight?"),
        ("Hi Ann can you send the form", "can you send the form"),
        ("Hello Mr Brown, is there a lift?", "is there a lift?"),
    ],
)
def test_chat_around_an_ask_is_no_part_of_it(book: Rulebook, text: str, asked: str) -> None:
    """B05: what is asked is repeated in a reply, where "lol" would be ours."""
    assert [ask.text for ask in reading(book, text).asks] == [asked]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("We plan a party in May and would like a quote for it. Do you also do vegan?", 2),
        ("Could you tell me where it is? I also wonder whether green is still possible.", 2),
    ],
)
def test_a_wish_beside_a_question_is_asked_too(book: Rulebook, text: str, asks: int) -> None:
    """B66: one is not lost because the other ends with a question mark."""
    assert len(reading(book, text).asks) == asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        (
            'Your colleague wrote "please send us photos". I did so. When will the lamp come?',
            ["When will the lamp come?"],
        ),
        (
            "Your form says “please call us”, and I called twice. When will the lamp come?",
            ["When will the lamp come?"],
        ),
        ("你们的页面写着“请发照片给我们”，我周一就发了。什么时候能退款？", ["什么时候能退款？"]),
        ("“We should meet before the audit”, you wrote.", []),
        ('You wrote "you may call me at any time".', []),
    ],
)
def test_what_others_asked_is_not_asked_of_us(book: Rulebook, text: str, asks: list[str]) -> None:
    """B05: what stands in quotation marks was said by somebody else, to somebody else."""
    assert asked(book, text) == asks
