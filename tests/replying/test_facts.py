"""What a draft says of a mail is the mail's: told from our side, or left out, never made up."""

from __future__ import annotations

import re

import pytest

from helper.contracts import Evidence, Person
from helper.replying.composing.cases import Known
from helper.replying.understanding.facts import slots_of
from helper.rulebook import Rulebook
from helper.rulebook.composing import names_in
from tests.replying.readings import (
    CAUSES,
    TEXT,
    a_reading,
    draft_for,
    drafts,
    every_draft,
    moves,
    nothing_known,
    said,
    the_times,
)


def test_understanding_names_thing_time_and_impact(book: Rulebook) -> None:
    """B17: what it is with the sorry, then how long and what it means in at most 25 words."""
    draft = draft_for(a_reading(TEXT.replace("invoice", "ledger")), book)
    sentence = said(draft, "understanding")
    assert "the March ledger" in said(draft, "sorry")
    assert "three weeks" in sentence
    assert "you can't close your books" in sentence
    assert len(sentence.split()) <= 25


def test_all_that_is_asked_is_taken_up(book: Rulebook) -> None:
    """B66: one ask is said back from our side, more are counted and put off to the time."""
    one = draft_for(a_reading(level=2, asks=["Please send me the right one."]), book)
    assert "me to send you the right one" in one.text
    unsaid = "How soon can somebody come, and do you have a loan machine until then?"
    assert "your question" in said(draft_for(a_reading(level=2, asks=[unsaid]), book), "time")
    two = draft_for(
        a_reading(level=2, asks=["How soon can you?", "Your best offer, please."]), book
    )
    assert "your points" in said(two, "time")


@pytest.mark.parametrize(
    ("asks", "named", "counted"),
    [
        (
            ("Do you repair clocks?", "What does it cost?"),
            "whether we repair clocks and what it",
            "",
        ),
        (
            ("Could you move my visit to May?", "We're away in April."),
            "moving your visit to May",
            "",
        ),
        (("Please swap my desk lamp for a blue one.",), "swapping your desk lamp", ""),
        (
            ("Do you repair clocks?", "Your best offer, please."),
            "repair clocks",
            "that and the rest",
        ),
        (
            ("I'd like to come to the fair.", "Is there a car park?"),
            "whether there's a car park",
            "",
        ),
        (("How do I save my plan as PDF?",), "how you can save your plan as PDF", ""),
        (
            ("Please confirm when the engineer comes on Tuesday.",),
            " when the engineer comes on Tuesday.",
            "",
        ),
        (
            ("Could you check whether the box was sealed and let me know?",),
            "whether the box was sealed.",
            "",
        ),
    ],
)
def test_a_calm_mail_is_told_what_it_asks(
    book: Rulebook, asks: tuple[str, ...], named: str, counted: str
) -> None:
    """B66: each thing asked is named; counted is only what is left beside it."""
    draft = draft_for(a_reading(" ".join(asks), 0, asks=asks, hurts=()), book, form="full")
    assert named in draft.text
    assert counted in draft.text
    assert bool(counted) == ("and the rest" in draft.text)


def test_them_is_named_where_only_one_kind_of_thing_was(book: Rulebook) -> None:
    """001:8: "how you can return them" says nothing to who reads it back."""
    text = "The boots are lovely but too small for me. How can I return them?"
    draft = draft_for(a_reading(text, 0, asks=("How can I return them?",), hurts=()), book)
    assert "return the boots" in draft.text


def test_it_has_its_name_where_a_calm_mail_is_about_one_thing(book: Rulebook) -> None:
    """Who asks to move "it" to Friday under "Our appointment" asks to move the appointment."""
    ask = "Could I move it to Friday?"
    mail = a_reading(ask, 0, asks=(ask,), hurts=(), subject="Our appointment")
    assert "move your appointment to Friday" in draft_for(mail, book, form="full").text


@pytest.mark.parametrize(
    ("raw", "slot", "said_back"),
    [
        ({"duration": "two months ago"}, "since", "for two months"),
        ({"duration": "since Monday"}, "since", "since Monday"),
        ({"duration": "since Monday"}, "span", None),
        ({"duration": "almost three weeks"}, "span", "almost three weeks"),
        ({"duration": "ages"}, "since", None),
        ({"impact": "we're losing our clients"}, "impact", "you're losing your clients"),
        ({"impact": "and my team is waiting"}, "impact", "your team is waiting"),
        ({"impact": "cannot invoice anyone"}, "impact", "you cannot invoice anyone"),
        ({"impact": "you ruined my day"}, "impact", None),
        ({"impact": "I may miss it"}, "impact", None),
        ({"impact": "I want $50"}, "impact", None),
    ],
)
def test_facts_are_turned_to_our_side_or_left_out(
    book: Rulebook, raw: dict[str, str], slot: str, said_back: str | None
) -> None:
    """B05, B28: the mail's own words from our side; no insult, no money, no guess."""
    assert slots_of(a_reading(facts=raw), book.replying["en"]).get(slot) == said_back


@pytest.mark.parametrize(
    ("references", "named"), [(("48213",), True), ((), False), (("48213", "INV-7"), False)]
)
def test_a_single_number_is_named(
    book: Rulebook,
    references: tuple[str, ...],
    named: bool,  # noqa: FBT001 - a column
) -> None:
    """B21: the number they gave is said back, so that nobody asks for it; two would be a guess."""
    text = "My order never came. It is 48213."
    facts = {"object": "order", "references": references}
    draft = draft_for(a_reading(text, 1, facts=facts, hurts=()), book, form="full")
    assert ("(48213)" in said(draft, "action")) is named


def test_a_thing_is_theirs_when_the_mail_says_so(book: Rulebook) -> None:
    """In a mail "my dashboard" becomes "your dashboard", and "the dashboard" stays."""
    rules = book.replying["en"]
    thing = {"object": "dashboard"}
    assert slots_of(a_reading("My dashboard hangs.", facts=thing), rules)["object"] == (
        "your dashboard"
    )
    assert slots_of(a_reading("The dashboard hangs.", facts=thing), rules)["object"] == (
        "the dashboard"
    )


@pytest.mark.parametrize(
    ("ask", "turned"),
    [
        ("Please cancel my subscription.", "me to cancel your subscription"),
        ("Could you please check our account?", "me to check your account"),
        ("Where is my order?", "to know where your order is"),
        (
            "why is my lamp pairing not working and how do i reset it",
            "to know why your lamp pairing is not working and how to reset it",
        ),
        (
            "Is the sauna heated and can we rent towels there?",
            "to know whether the sauna is heated and whether you can rent towels there",
        ),
        (
            "Is it the fuse or is it the plug?",
            "to know whether it is the fuse or whether it is the plug",
        ),
        ("What is this charge?", "to know what this charge is"),
        (
            "can you add my cat &amp; my dog to the policy?",
            "me to add your cat and your dog to the policy",
        ),
        ("When will I get my invoice?", "to know when you can get your invoice"),
        ("how do I add a user to my account?", "to know how you can add a user to your account"),
        (
            "Is that something you can mend if I come by on Friday?",
            "to know whether that is something we can mend if you come by on Friday",
        ),
        (
            "Nina, one more: do we water the fern daily (it droops), as the room is warm?",
            "to know whether you water the fern daily",
        ),
        (
            "Could you let me know the price of a quarter page and what you need from me?",
            "to know the price of a quarter page",
        ),
        ("Can I have a quote for 40 badges, please?", "a quote for 40 badges"),
        ("Cancel my plan today and don't you dare charge me again", "me to cancel your plan today"),
        (
            "Do you hold night classes, is there a queue, and how long is it?",
            "to know whether we hold night classes, whether there is a queue and how long it is",
        ),
        ("Is the framing included?", "to know if the framing is included"),
        ("Has anybody handed it in?", "to know whether anybody has handed it in"),
        ("When will somebody collect it?", "to know when somebody will collect it"),
        ("Would you be able to post me the old key?", "me to post you the old key"),
        (
            "Can you please pause it so that I'm not charged in May?",
            "me to pause it",
        ),
        ("Please can a person read my letter?", "me to read your letter"),
        ("Are there any seats left?", "to know whether there are any seats left"),
        (
            "@ Harbour Ferries Customer Service  Why is the noon boat not in the app?",
            "to know why the noon boat is not in the app",
        ),
        ("We came on Sunday, why can't I see the photos?", "to know why you can't see the photos"),
        ("If the blue one is there could you post it to me?", "me to post it to you"),
        ("Please let me know which.", "to know which it is"),
        ("Please tell me where is it.", "to know where it is"),
        ("Please advise by return.", None),
        ("Please help me check whether my form arrived.", "to know whether your form arrived"),
        ("Do you do group discounts?", "to know whether we do group discounts"),
        ("Could you tell me when you'd have time?", None),
        (
            "I want to know does the pass count on the night boat.",
            "to know whether the pass counts on the night boat",
        ),
        ("I want to ask whether I can dry it or not?", "to know whether you can dry it"),
        ("May I know at what hour the choir sings?", "to know at what hour the choir sings"),
        (
            "Where are the keys, what is missing, and can we move in before May?",
            "to know where the keys are, what is missing and whether you can move in before May",
        ),
        ("The leaflet doesn't say whether dogs may come.", "to know whether dogs may come"),
        ("I'd be grateful to know how I get home after ten.", "to know how you get home after ten"),
        ("Does anyone there care at all?", None),
    ],
)  # fmt: skip
def test_an_ask_is_said_back_from_our_side(book: Rulebook, ask: str, turned: str | None) -> None:
    """B05, B66: only shapes that can be turned safely are said back."""
    reading = a_reading(ask, 1, asks=[ask])
    assert slots_of(reading, book.replying["en"]).get("ask") == turned


@pytest.mark.parametrize(
    ("asks", "know"),
    [
        (
            [
                "Would you be interested in judging our bake-off?",
                "Let me know what you think of it.",
            ],
            "whether we would be interested in judging your bake-off",
        ),
        (
            ["Is there a marquee for hire?", "Let me know what you charge for it."],
            "whether there's a marquee for hire and what we charge for it",
        ),
        (["Let me know what you think of the marquee."], "what we think of the marquee"),
    ],
)
def test_what_any_answer_tells_is_not_asked_beside_it(
    book: Rulebook, asks: list[str], know: str
) -> None:
    """B66: who answers a question tells what they think of it."""
    found = slots_of(a_reading(" ".join(asks), 0, asks=asks), book.replying["en"])
    assert found["know"] == know


@pytest.mark.parametrize("level", [1, 2, 3, 4])
@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize(
    "ask",
    [
        "Can you tell me which saddle fits a child's bike?",
        "Please give me a day and an hour.",
        "Could you send me the key to the shed?",
    ],
)
def test_where_an_ask_is_named_the_deed_is_on_it(
    book: Rulebook, ask: str, cause: str | None, level: int
) -> None:
    """B66: who is told what they'd like finds that very thing in hand, not something behind it."""
    blank = dict.fromkeys(("object", "duration", "impact"))
    for changed in ("", " Thanks.", " I wrote on Monday."):
        mail = a_reading(
            f"I'm not happy with this. {ask}{changed}", level, asks=[ask], cause=cause, facts=blank
        )
        for draft in drafts(mail, the_times(book), book.replying["en"], Known(me="Maya")):
            wished = re.search(r"[Yy]ou'd like (?:me )?to [^.]*(?:\.[^.]*)?", draft.text)
            beside = r"First |of all|To begin|behind it|came about|looking into (?:it|this)\b|quick"
            assert not (wished and re.search(beside, wished[0])), draft.text


def test_one_deed_is_named_once(book: Rulebook) -> None:
    """B68: "I'm on this now, and I'm looking into this" says one thing twice."""
    deeds = {"open", "work", "checking", "finding", "on_it", "on_it_cap", "answering_cap"}
    for one in book.replying["en"].moves["action"]:
        assert len(deeds & set(names_in(one.text))) <= 1, one.text


def test_what_leads_over_to_a_question_does_not_hide_it(book: Rulebook) -> None:
    """B66: "we'd love to come with a class of ten" leads over to what is asked."""
    asks = ["We'd love to come with a class of ten.", "Is there a dry place for lunch?"]
    found = slots_of(a_reading(" ".join(asks), 0, asks=asks), book.replying["en"])
    assert found["know"] == "whether there's a dry place for lunch"


@pytest.mark.parametrize(
    ("mail", "ask"),
    [
        ("Third broken lid. How much slower can you be? I'm done.", "How much slower can you be?"),
        ("The hall reeks of paint. Do you all sleep at noon?", "Do you all sleep at noon?"),
    ],
)
def test_a_sigh_is_not_named_as_a_question(book: Rulebook, mail: str, ask: str) -> None:
    """B66: who is told that their taunt is being looked up feels mocked."""
    found = slots_of(a_reading(mail, 3, asks=[ask]), book.replying["en"])
    assert not {"ask", "know", "quoted", "wrote"} & set(found)


def test_an_angry_mail_with_a_mistake_of_theirs_is_answered_as_one(book: Rulebook) -> None:
    """001:7: who was wronged and says where they were to blame as well is no cheerful asker."""
    text = (
        "Every dish on it is wrong. We printed 90, that is my mistake. Who corrects it, and when?"
    )
    reading = a_reading(text, 3, asks=["Who corrects it, and when?"], cause="mistreated")
    assert "sorry" in moves(draft_for(reading, book))


def test_without_a_name_nobody_is_made_up(book: Rulebook) -> None:
    """A sender that is a machine is greeted without a name, not as "Dear support"."""
    reading = nothing_known(sender=Person(name="No-Reply"))
    assert said(draft_for(reading, book), "name") == "Hello,"


def test_the_senders_name_stands_in_for_a_signature(book: Rulebook) -> None:
    """B63: unsigned mails are answered to the name in From."""
    reading = nothing_known(sender=Person(name="Weber, Jonas"))
    assert "Jonas" in said(draft_for(reading, book), "name")


def test_unknown_own_name_is_a_gap(book: Rulebook) -> None:
    """B64: the user's own name is never guessed; the gap says what belongs there."""
    draft = draft_for(a_reading(), book, me=None)
    gap = draft.gaps[0]
    assert draft.text[gap.start : gap.end] == "[your name]"
    assert gap.hint
    assert not draft_for(a_reading(), book).gaps


@pytest.mark.parametrize(
    ("text", "first", "hurts", "asked"),
    [
        ("I've told you this before, and nobody has written it down.", True, ("repetition",), True),
        (
            "I've told you this before, and nobody has written it down.",
            False,
            ("repetition",),
            False,
        ),
        (
            "I've told you this before, and nobody has written it down.",
            None,
            ("repetition",),
            False,
        ),
        ("I've told you this before. " * 30, True, ("repetition",), False),
        ("It is late.", True, ("waiting",), False),
    ],
)
def test_history_is_asked_for_only_when_it_is_missing(
    book: Rulebook,
    text: str,
    first: bool | None,  # noqa: FBT001 - a column
    hurts: tuple[str, ...],
    asked: bool,  # noqa: FBT001 - a column
) -> None:
    """B45, B21: never for what thread or mail hold already, and only after the sorry."""
    facts = dict.fromkeys(("object", "duration", "impact"))
    draft = draft_for(
        a_reading(text, 3, first_reply=first, hurts=hurts, facts=facts), book, form="full"
    )
    assert ("history" in moves(draft)) is asked


def test_numbers_are_the_mails_or_the_times(book: Rulebook) -> None:
    """Nothing is invented: each digit of a draft stands in the mail or in a time offered."""
    for reading, draft in every_draft(book):
        known = reading.text + " ".join(option.label for option in draft.times)
        assert not [number for number in re.findall(r"\d+", draft.text) if number not in known]


def test_duration_that_is_no_waiting_is_left_out(book: Rulebook) -> None:
    """Being "a customer for ten years" says nothing of how long this has gone on."""
    text = "I've been a customer for ten years. Nobody called me back."
    cue = Evidence(start=36, end=58, text="Nobody called me back", rule="x", weight=1.0)
    reading = a_reading(text, facts={"duration": "ten years"}, evidence=(cue,))
    assert "since" not in slots_of(reading, book.replying["en"])


def test_nothing_lifted_is_nothing_known(book: Rulebook) -> None:
    """Of a mail nothing could be lifted from, templates know nothing."""
    assert slots_of(nothing_known(), book.replying["en"]) == {}


def test_a_number_one_calls_is_none_of_an_order(book: Rulebook) -> None:
    """B18: "I'm looking into it (20200)" looks into a hotline."""
    rules = book.replying["en"]
    for mail, number in (
        ("I rang 20200 four times about the kiln.", None),
        ("The service number 20200 rings out each time.", None),
        ("It is about 20200. The kiln is cold.", "20200"),
    ):
        reading = a_reading(mail, 2, facts={"references": ["20200"]})
        assert slots_of(reading, rules).get("reference") == number


def test_a_question_nobody_heard_is_taken_up(book: Rulebook) -> None:
    """B05: what opens like a question and ends in its mark is one, whatever stands around it."""
    reading = a_reading("Hi! What size do you advise for a child of six? She is tall.", 0)
    known = slots_of(reading, book.replying["en"]).get("know")
    assert known == "what size we advise for a child of six"


@pytest.mark.parametrize(
    ("mail", "heed"),
    [
        ("We come on 8 June. Is there a lift? I use a wheelchair.", "8 June and the wheelchair"),
        ("Is there room? We are 12 people and a pram.", "the 12 people and the pram"),
        ("I ordered the shelf on 3 May. Can you send the screws?", None),
        ("Do you sell a board of 71 cm?", None),
    ],
)  # fmt: skip
def test_what_a_calm_mail_wants_borne_in_mind_is_named(
    book: Rulebook, mail: str, heed: str | None
) -> None:
    """001:8: a detail of what is to come shows that it was read; what was, or is asked, is none."""
    asks = re.findall(r"[^.?]+\?", mail)
    reading = a_reading(mail, 0, asks=[one.strip() for one in asks])
    assert slots_of(reading, book.replying["en"]).get("heed") == heed
