"""Drafts made of moves: heard first, one time with a choice, nothing invented."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import UTC, date, datetime
from itertools import pairwise, product

import pytest

from helper.contracts import Draft, Evidence, Mail, Person, Reading
from helper.reading.reader import read
from helper.replying.checking.checklist import check
from helper.replying.checking.ticks import grade
from helper.replying.composing.cases import Known
from helper.replying.composing.sorries import sorries_in
from helper.replying.composing.timeline import offer
from helper.replying.understanding.facts import slots_of
from helper.replying.understanding.forms import Absence
from helper.rulebook import Rulebook
from helper.rulebook.composing import names_in
from helper.text import words
from tests.replying.readings import (
    NOW,
    TEXT,
    ZONE,
    a_promise,
    a_reading,
    drafts,
    moves,
    nothing_known,
    open_ticks,
    rules_of,
    said,
    the_times,
)

A_WHOLE_MAIL = (
    "The March invoice is wrong again. I can't close my books. Please send me the right one. "
    "It has the old address on it, the order number of somebody I have never heard of, and a "
    "second page that belongs to the month before, which I have paid already by bank transfer."
)

HURTS = ("waiting", "ignored", "repetition", "broken_promise", "problem", "blame", "time_lost")
CALM = "Could you tell me what the March invoice is for?"
ASK = "Please send me the right one."
CAUSES = ("not_knowing", "blocked", "mistreated", None)


def draft_for(reading: Reading | None, book: Rulebook, **given: object) -> Draft:
    """The recommended draft; ``me`` is Maya unless given."""
    names = {one.name for one in fields(Known)} & given.keys()
    known = Known(**{"me": "Maya", **{name: given.pop(name) for name in names}})  # type: ignore[arg-type]
    found = drafts(reading, the_times(book), book.replying["en"], known, **given)  # type: ignore[arg-type]
    return found[0]


def every_draft(book: Rulebook) -> list[tuple[Reading, Draft]]:
    """Drafts of all forms over levels, causes and hurts, with facts known and unknown."""
    found = []
    for level, cause, hurt in product(range(5), CAUSES, HURTS):
        hurts = (hurt, "money_lost") if level > 2 else (hurt,) if level else ()
        for reading in (
            a_reading(level=level, cause=cause, hurts=hurts, asks=[ASK]),
            nothing_known(level, cause=cause),
        ):
            made = drafts(reading, the_times(book), book.replying["en"], Known(me="Maya"))
            found += [(reading, draft) for draft in made if not draft.gaps]
    return found


# Order of moves ----------------------------------------------------------------------------


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_sorry_stands_right_after_the_name(book: Rulebook, level: int) -> None:
    """B14, B31: from level 1 on the first sentence after the name says sorry."""
    reading = a_reading(level=level)
    for draft in drafts(reading, the_times(book), book.replying["en"], Known(me="Maya")):
        assert moves(draft)[:2] == ["name", "sorry"]
        assert said(draft, "sorry").startswith("I'm")


def test_a_calm_mail_gets_thanks_and_no_sorry(book: Rulebook) -> None:
    """002:38: level 0 needs no sorry; thanks come first."""
    draft = draft_for(a_reading(CALM, 0, hurts=(), cause=None), book)
    assert moves(draft)[:2] == ["name", "thanks"]
    assert "sorry" not in draft.text.casefold()


@pytest.mark.parametrize(
    ("mail", "sorry"),
    [
        ("My gift card says zero balance.", True),
        ("The keyboard you sent has a dead E key.", True),
        ("LOVE that my fridge died after two years. Just love it.", True),
        ("What should I do if the box is damaged?", False),
        ("Could you send me the March invoice?", False),
    ],
)
def test_trouble_told_calmly_gets_a_sorry(book: Rulebook, mail: str, sorry: bool) -> None:  # noqa: FBT001 - a column
    """003:21: sorry is always a start; a question about what could be is no trouble yet."""
    asks = [mail] if mail.endswith("?") else []
    blank = dict.fromkeys(("object", "duration", "impact"))
    reading = a_reading(mail, 0, asks=asks, hurts=(), cause=None, facts=blank)
    assert ("sorry" in draft_for(reading, book).text) is sorry


@pytest.mark.parametrize("level", [3, 4])
def test_hot_mails_get_an_ally_and_thanks_at_the_end(book: Rulebook, level: int) -> None:
    """B09, B65, C7: the second sentence is on their side; thanks come last before the name."""
    draft = draft_for(a_reading(level=level), book, form="full")
    order = moves(draft)
    assert order[2] == "alliance"
    assert order[-2:] == ["thanks", "sign"]


@pytest.mark.parametrize("level", range(5))
def test_the_time_is_followed_by_a_choice(book: Rulebook, level: int) -> None:
    """B38: a time comes with a question: the other one while they are calm, then consent."""
    draft = draft_for(a_reading(A_WHOLE_MAIL, level=level), book)
    order = moves(draft)
    assert order.index("choice") == order.index("time") + 1
    assert draft.times[0].label in said(draft, "time")
    assert (draft.times[1].label in said(draft, "choice")) is (level <= 1)
    assert said(draft, "choice").endswith("?")


@pytest.mark.parametrize("level", range(5))
def test_a_few_lines_get_one_time(book: Rulebook, level: int) -> None:
    """B38: who writes no more than a post is not made to choose of two."""
    draft = draft_for(a_reading(level=level), book)
    assert draft.times[0].label in said(draft, "time")
    assert draft.times[1].label not in draft.text
    assert said(draft, "choice").endswith("?")


@pytest.mark.parametrize(("level", "cause"), [(3, None), (4, "blocked"), (1, "mistreated")])
def test_control_is_given_back(book: Rulebook, level: int, cause: str | None) -> None:
    """B44: at level 3, or when they feel mistreated, they are asked what should happen next."""
    mail = nothing_known(level, cause=cause)
    draft = draft_for(mail, book)
    seen = check(draft.text, mail, book, "en")
    # Where nothing is known the one question asks for that as well.
    assert "?" in (said(draft, "question") or said(draft, "detail"))
    assert "question" in {one.move for one in seen.order}


def test_who_set_a_deadline_has_said_what_should_happen(book: Rulebook) -> None:
    """B44: "pay by the 20th, or else" is no mail to ask what they would like to see."""
    evidence = (Evidence(start=0, end=2, text="It", rule="x", weight=1.0, family="ultimatum"),)
    mail = nothing_known(4, cause="mistreated", evidence=evidence)
    assert "question" not in moves(draft_for(mail, book))


def test_calm_questions_stay_calm(book: Rulebook) -> None:
    """B44 is for the hot: a calm question is not asked what should happen next."""
    assert "question" not in moves(draft_for(a_reading(level=1, cause="not_knowing"), book))


# Forms -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "kind", "forms"),
    [
        (0, "support", ["full", "acknowledge"]),
        (3, "complaint", ["full", "acknowledge"]),
        (4, "complaint", ["acknowledge", "full"]),
        (0, "new_work", ["new_work", "acknowledge"]),
        (0, "none", []),
        (None, None, []),
    ],
)
def test_forms_follow_level_and_kind(
    book: Rulebook, level: int | None, kind: str | None, forms: list[str]
) -> None:
    """B20: at level 4 hear first and solve later; what is no customer mail gets no draft."""
    reading = a_reading(level=level, kind=kind)
    made = drafts(reading, the_times(book), book.replying["en"], Known(me="Maya"))
    assert [draft.form for draft in made] == forms


def test_acknowledging_holds_a_time_and_no_solution(book: Rulebook) -> None:
    """B20, 003:58: at level 4 the first draft acts on nothing, and says when it comes back."""
    draft = draft_for(a_reading(level=4), book)
    assert draft.form == "acknowledge"
    assert "time" in moves(draft)
    assert "action" not in moves(draft)


def test_the_other_time_can_be_chosen(book: Rulebook) -> None:
    """B41: choosing the answer promises it, and offers the look instead."""
    draft = draft_for(a_reading(), book, choice="answer")
    assert [option.what for option in draft.times] == ["answer", "look"]
    assert draft.times[0].label in said(draft, "time")


@pytest.mark.parametrize(("state", "first"), [("open", "late_notice"), ("broken", "recovery")])
def test_a_promise_gets_notice_or_recovery(book: Rulebook, state: str, first: str) -> None:
    """B40, B56: before the time a notice, after a miss a recovery, with or without a reading."""
    promise = a_promise(state=state)
    for reading in (None, a_reading(level=2)):
        draft = draft_for(reading, book, promise=promise)
        assert (draft.form, draft.language) == (first, "en")


def test_nothing_to_answer_gives_nothing(book: Rulebook) -> None:
    """Neither mail nor promise: no draft, whatever form is asked for."""
    rules = book.replying["en"]
    assert drafts(None, the_times(book), rules, Known(me="Maya"), form="full") == []


@pytest.mark.parametrize("form", ["late_notice", "recovery"])
def test_the_cause_of_a_delay_is_a_gap(book: Rulebook, form: str) -> None:
    """B39, 000:91: cause, new time and choice; the cause only the user can know."""
    draft = draft_for(None, book, promise=a_promise(), form=form)
    gap = draft.gaps[0]
    assert draft.text[gap.start : gap.end] == book.replying["en"].gaps["reason"].text
    assert {"sorry", "reason", "time", "choice"} <= set(moves(draft))
    assert draft.times[0].what == "answer"


def test_a_notice_names_the_day_it_was_promised_for(book: Rulebook) -> None:
    """A date, not "today" or "Thursday": the mail may be read a week later."""
    made = [
        draft_for(None, book, promise=a_promise(sentence=f"I'll write, {n}."), form="late_notice")
        for n in range(12)
    ]
    assert any("Thursday, 19 November at 3 pm" in draft.text for draft in made)
    assert all("Ana" in said(draft, "name") for draft in made)


@pytest.mark.parametrize("form", ["late_notice", "recovery", "away"])
@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_a_clock_is_said_only_where_one_was(book: Rulebook, language: str, form: str) -> None:
    """A promise for Friday is told as that Friday: its hour is our convention, never said."""
    due = datetime(2026, 11, 19, 14, 47, tzinfo=UTC)
    gone = Absence(date(2026, 11, 19), date(2026, 11, 23))
    said_clock = {
        grain: any(
            "47" in made.text
            for n in range(8)
            for made in drafts(
                None,
                offer("support", [], book, ZONE, NOW, language=language),
                book.replying[language],
                Known(away=gone),
                promise=a_promise(sentence=f"s{n}", due=due, grain=grain, language=language),
                form=form,
            )
        )
        for grain in ("minute", "day", "week")
    }
    assert said_clock == {"minute": True, "day": False, "week": False}


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_the_sorry_for_what_had_no_time_is_whole(book: Rulebook, language: str) -> None:
    """A promise without a time was late as well: a whole sentence, and no time it never had."""
    rules = book.replying[language]
    times = offer("support", [], book, ZONE, NOW, language=language)
    for n in range(8):
        late = a_promise(sentence=f"s{n}", due=None, grain=None, language=language)
        (draft,) = drafts(None, times, rules, Known(), promise=late, form="recovery")
        sorry = next(one for one in draft.moves if one.move == "sorry")
        assert re.search(
            r"I'd told you|我说过的事|お約束したこと", draft.text[sorry.start : sorry.end]
        )


# Sorry -------------------------------------------------------------------------------------


def test_one_sorry_per_hurt_and_never_three(book: Rulebook) -> None:
    """B33, C1: two hurts are two sorries in one sentence; a third isn't added."""
    for count, hurts in ((1, HURTS[:1]), (2, HURTS[:2]), (2, HURTS[:4])):
        assert draft_for(a_reading(hurts=hurts), book).text.count("sorry") == count


@pytest.mark.parametrize("hurt", HURTS)
def test_at_least_four_forms_of_sorry_per_hurt(book: Rulebook, hurt: str) -> None:
    """B32: four times ``avoid`` what was said, and four different forms come out."""
    rules = book.replying["en"]
    used: frozenset[str] = frozenset()
    heard = set()
    for _ in range(4):
        draft = draft_for(a_reading(hurts=(hurt,)), book, avoid=used, form="full")
        heard.add(said(draft, "sorry"))
        used |= sorries_in(draft.text, rules)
    assert len(heard) == 4
    assert len(used) == 4


def test_when_all_forms_are_used_up_one_is_used_again(book: Rulebook) -> None:
    """A sorry that was heard before is better than none."""
    ids = {one.id for one in book.replying["en"].moves["sorry"] if one.id}
    assert said(draft_for(a_reading(), book, avoid=frozenset(ids)), "sorry")


def test_a_recovery_is_known_again_by_its_form(book: Rulebook) -> None:
    """B32: a sorry with the date in it is still found in what was sent."""
    draft = draft_for(None, book, promise=a_promise(state="broken"))
    assert sorries_in(draft.text.replace("'", "’"), book.replying["en"])


# Facts -------------------------------------------------------------------------------------


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


# The whole ---------------------------------------------------------------------------------


def test_spans_cut_out_what_they_name(book: Rulebook) -> None:
    """Moves lie in order, inside the text, apart from each other."""
    for _, draft in every_draft(book):
        places = [(move.start, move.end) for move in draft.moves]
        assert places == sorted(places)
        assert all(start < end <= len(draft.text) for start, end in places)
        assert all(a[1] < b[0] for a, b in pairwise(places))
        assert draft.words == len(words(draft.text))
        assert draft.text[: draft.moves[-1].start].endswith("\n\n"), "the closing stands alone"


def test_every_draft_passes_its_own_checklist(book: Rulebook) -> None:
    """B42: all eight ticks, no finding, no heat; a draft is held to what the user is held to."""
    for reading, draft in every_draft(book):
        seen = check(draft.text, reading, book, "en", me="Maya")
        assert not rules_of(seen), draft.text
        assert not open_ticks(seen), draft.text
        assert seen.heat == 0, draft.text


def test_full_drafts_are_brief_and_plain(book: Rulebook) -> None:
    """B67, B69: up to 125 words, but some 25 to a few lines, grade at most 8, no dash or shout."""
    for _, draft in every_draft(book):
        assert draft.words <= 125, draft.text
        assert draft.words >= 25, draft.text
        assert grade(draft.text, book.replying["en"].plain, book.languages) <= 8
        assert not set(draft.text) & set("!—–…{}"), draft.text


def test_long_facts_do_not_make_long_drafts(book: Rulebook) -> None:
    """B69: with everything known and long, the draft is put in fewer words."""
    facts = {
        "object": "annual maintenance contract renewal",
        "duration": "almost three whole weeks",
        "impact": "we can't open the shop on any day of the week without it",
    }
    for number in range(40):
        reading = a_reading(f"It is {number}.", 3, facts=facts, hurts=HURTS[2:4])
        assert draft_for(reading, book, form="full").words <= 125


def test_a_death_is_met_first(book: Rulebook) -> None:
    """Condolences before any thanks; nobody is glad to be of help there."""
    mail = "My mother died on the 3rd. Please close her account."
    draft = draft_for(a_reading(mail, 0, hurts=(), cause=None), book)
    assert moves(draft)[:2] == ["name", "care"]
    assert "condolences" in said(draft, "care")
    assert "care" not in moves(draft_for(a_reading(level=0, hurts=(), cause=None), book))


def test_the_same_mail_gets_the_same_draft(book: Rulebook) -> None:
    """What stands in the panel doesn't change under the reader's eyes."""
    assert draft_for(a_reading(), book) == draft_for(a_reading(), book)


def test_two_mails_rarely_get_the_same_words(book: Rulebook) -> None:
    """Thirty mails with the same facts: thirty different drafts."""
    made = {draft_for(a_reading(f"Mail {n}. It is wrong.", 3), book).text for n in range(30)}
    assert len(made) == 30


def test_forms_of_one_mail_differ(book: Rulebook) -> None:
    """The second draft is another way to say it, not the first one cut short."""
    full, short = drafts(a_reading(), the_times(book), book.replying["en"], Known(me="Maya"))
    assert said(full, "sorry") != said(short, "sorry") or said(full, "time") != said(short, "time")


def test_a_single_time_still_leaves_a_choice(book: Rulebook) -> None:
    """B38: with one time only, consent is asked for instead."""
    times = offer("support", [], book, ZONE, NOW)
    only = type(times)(zone=times.zone, options=times.options[:1], basis=times.basis)
    draft = drafts(a_reading(), only, book.replying["en"], Known(me="Maya"))[0]
    assert said(draft, "choice").endswith("?")


def test_duration_that_is_no_waiting_is_left_out(book: Rulebook) -> None:
    """Being "a customer for ten years" says nothing of how long this has gone on."""
    text = "I've been a customer for ten years. Nobody called me back."
    cue = Evidence(start=36, end=58, text="Nobody called me back", rule="x", weight=1.0)
    reading = a_reading(text, facts={"duration": "ten years"}, evidence=(cue,))
    assert "since" not in slots_of(reading, book.replying["en"])


def test_nothing_lifted_is_nothing_known(book: Rulebook) -> None:
    """Of a mail nothing could be lifted from, templates know nothing."""
    assert slots_of(nothing_known(), book.replying["en"]) == {}


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
    ],
)
def test_joy_is_not_asked_what_to_look_into(book: Rulebook, text: str) -> None:
    """002:58: who shares a joy is met with joy, not with an offer of help."""
    draft = draft_for(read(Mail(text=text, language="en"), book), book)
    assert draft.form == "thanks"
    assert "look into" not in draft.text
    assert "anything I can do" not in draft.text


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
    ],
)
def test_a_plain_post_is_told_what_is_looked_up(book: Rulebook, text: str, named: str) -> None:
    """002:38: "I'm finding that out" without saying what could answer any post."""
    draft = draft_for(read(Mail(text=text, language="en"), book), book)
    assert named in draft.text


@pytest.mark.parametrize(
    ("text", "read_of"),
    [
        (
            "your kettle and i have a history. three in a winter. the fourth sleeps in the garage",
            "the kettle",
        ),
        ("sorry but £9 for a toastie with one leaf in it. one. @BrookRail", "the toastie"),
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
