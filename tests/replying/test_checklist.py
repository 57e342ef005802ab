"""The live checklist: finds what hurts, leaves good replies alone, never blocks."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from helper.contracts import FoundPromise, Person, Reading
from helper.replying.checking.checklist import check
from helper.replying.checking.lint import Ear
from helper.replying.checking.ticks import grade
from helper.rulebook import Rulebook
from tests.replying.readings import a_reading, nothing_known, open_ticks, rules_of

SCHOOL = (
    "I sat in the third-grade classroom for an hour and never knew that the first-grade "
    "orientation was on at the same time. I'm not happy. What do I tell my son?"
)
PRINCIPAL = (
    "Don't worry. The first-grade teacher left after her class, but you can see her any day.",
    "Well, I know that the teacher is glad to talk with you at any time.",
    "The teacher will be pleased to speak with you tomorrow.",
)
"""Three answers that hear nothing, after 003:46-47."""

SORRIES = (
    "I'm sorry you had that experience. It sounds awful.",
    "I'm so sorry that happened to you.",
    "I'm sorry your bag is lost, how annoying.",
    "I'm sorry we don't have a room for you.",
)
"""The sample forms of 003:29-36."""


LONG_WORDS = "administrative implementation necessitates immediate authorization."


def a_mother() -> Reading:
    """The mail of 003:40-47."""
    return a_reading(SCHOOL, 3, hurts=("ignored",), facts={"name": "Liz", "object": None})


def found_in(text: str, book: Rulebook, reading: Reading | None = None) -> list[str]:
    """The ids of the rules that find something in ``text``."""
    return rules_of(check(text, reading, book, "en"))


def a_promise(text: str, due: datetime | None) -> FoundPromise:
    """A commitment that spans ``text``."""
    return FoundPromise(
        start=0,
        end=len(text),
        text=text,
        form="explicit" if due else "implied",
        due=due,
        due_text=None,
        grain=None,
        confidence=0.9,
        rule="x",
    )


@pytest.mark.parametrize(
    ("text", "language", "rules"),
    [
        (
            "With all due respect, that's not how it went.",
            "en",
            ["defend.as_i_said", "blame.wrong"],
        ),
        ("How many more times must I tell you?", "en", ["defend.as_i_said"]),
        ("お言葉ですが、事実と異なります。", "ja", ["defend.as_i_said"]),
        ("Sadly it is late. Sadly it is red.", "en", ["negative.unfortunately"] * 2),
    ],
)
def test_one_rule_is_one_card(book: Rulebook, text: str, language: str, rules: list[str]) -> None:
    """B06: a rule on manners speaks once in a sentence, however many of its words stand there."""
    deaf = Ear(lambda _: None, lambda said: "times" in said)
    seen = check(text, a_reading(level=1, language=language, hurts=()), book, language, ear=deaf)
    assert [one for one in rules_of(seen) if not one.startswith(("ack.", "name."))] == rules


# Heard first -------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", PRINCIPAL)
def test_the_principal_fails(book: Rulebook, answer: str) -> None:
    """B19, 003:46: solution, solution, solution. None of the three answers hears her."""
    seen = check(answer, a_mother(), book, "en")
    warned = {finding.rule for finding in seen.findings if finding.severity == "warning"}
    assert "ack.missing" in warned
    assert not seen.ticks.understood


@pytest.mark.parametrize("sorry", SORRIES)
def test_the_sample_sorries_pass(book: Rulebook, sorry: str) -> None:
    """B19, B32: each of the essay's own forms counts as heard, and none is flagged."""
    time_and_thanks = "I'll write to you by 15:00 today.\n\nThanks for telling me."
    text = f"Hi Liz,\n\n{sorry} {time_and_thanks}\n\nBest,\nTom"
    seen = check(text, a_mother(), book, "en", me="Tom")
    assert rules_of(seen) == []
    assert not open_ticks(seen)
    assert "sorry" in {move.move for move in seen.order}


def test_the_mechanic_who_says_nothing_fails(book: Rulebook) -> None:
    """000:89: closing for the night without a word is what frustrates."""
    car = a_reading("You said I'd have the car today.", 2, facts={"object": "car"})
    assert "ack.missing" in found_in("Hi Ana, the car is not ready. Come tomorrow.", book, car)


def test_the_mechanic_who_calls_passes(book: Rulebook) -> None:
    """000:91: cause, new time and a choice, with a sorry in front."""
    car = a_reading("You said I'd have the car today.", 2, facts={"object": "car"})
    text = (
        "Hi Ana,\n\nI'm sorry, your car needs one more night. The part only comes in tomorrow at "
        "ten. I'll have it on the yard by 13:00 tomorrow. Does lunchtime work for you?\n\n"
        "Thanks for bearing with me.\n\nBest,\nTom"
    )
    assert found_in(text, book, car) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Hi Ana, could you send me your order number? I'm sorry about the wait.", "ack.late"),
        ("Hi Ana, please restart the app. I'm sorry you had this trouble, really.", "ack.late"),
        ("Hi Ana, it's fixed. The second charge went from the March bill at ten.", "ack.fix_only"),
        ("Hi Ana, I'm sorry. Done.", "ack.brush_off"),
        ("Hi Ana, the invoice went out on Monday and the next one goes out in May.", "ack.missing"),
    ],
)  # fmt: skip
def test_feelings_come_before_facts(book: Rulebook, text: str, rule: str) -> None:
    """B14, B15, B18, B21-B23: data asks, fixes and brush-offs before any acknowledgement."""
    assert rule in found_in(text, book, a_reading(level=2))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Hi Ana, could you send me your order number? I'm sorry about the wait.", "ack.late"),
        ("Hi Ana, could you send me your order number? Thanks, Tom", "ack.missing"),
    ],
)
def test_the_uneasy_hear_a_word_before_a_question_too(book: Rulebook, text: str, rule: str) -> None:
    """B21: from level 1 on; only who is frustrated is brushed off by few words."""
    assert rule in found_in(text, book, a_reading(level=1))
    assert rule not in found_in(text, book, a_reading(level=0, hurts=()))
    assert "ack.brush_off" not in found_in(text, book, a_reading(level=1))


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_data_may_be_asked_for_after_the_sorry(book: Rulebook, level: int) -> None:
    """B21: the order matters, not the question."""
    text = (
        "Hi Ana,\n\nI'm sorry you've been kept waiting. Could you send me your order number, so "
        "that I can find it? You'll hear from me by 15:00 today.\n\nThanks,\nTom"
    )
    assert found_in(text, book, a_reading(level=level)) == []


def test_calm_mails_need_no_acknowledgement(book: Rulebook) -> None:
    """B18 speaks of level 2 and more: a plain answer to a plain question is fine."""
    text = "Hi Ana,\n\nyes, the charger is in the box. Have fun with it.\n\nThanks for asking,\nTom"
    assert found_in(text, book, a_reading(level=0, hurts=())) == []


def test_their_own_word_may_be_said_back(book: Rulebook) -> None:
    """001:8: a heavy word is theirs to choose; who takes it up has listened."""
    text = "Hi Ana,\n\nI'm sorry. I've read the complaint, and you hear from me by 3 pm.\n\nTom"
    theirs = a_reading("What became of the complaint I sent in May?", 2)
    assert "negative.problem" not in found_in(text, book, theirs)
    assert "negative.problem" in found_in(text, book, a_reading("Where is my May letter?", 2))


def test_what_they_wrote_is_not_theirs_to_mend(book: Rulebook) -> None:
    """002:36: a sentence of the mail in quotation marks is no slip of who answers it."""
    text = "Hi Ana,\n\nI'm sorry. \"As I said before, the lamp is dead\" - I'm on it.\n\nTom"
    theirs = a_reading("As I said before, the lamp is dead.", 2)
    assert "defend.as_i_said" not in found_in(text, book, theirs)
    assert "defend.as_i_said" in found_in(text, book, a_reading("The lamp is dead.", 2))


@pytest.mark.parametrize(
    ("text", "is_slip"),
    [
        ("I know that that hurt.", False),
        ("You had had enough.", False),
        ("Here is the the key.", True),
    ],
)
def test_a_word_said_twice(book: Rulebook, text: str, *, is_slip: bool) -> None:
    """002:44: some words may stand twice."""
    assert ("proof.doubled" in found_in(text, book, a_reading(level=0, hurts=()))) is is_slip


# Words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule", "fixed"),
    [
        ("We're very sorry about the wait.", "sorry.we", "I'm sorry about the wait."),
        ("We’re very sorry about the wait.", "sorry.we", "I'm sorry about the wait."),
        ("We apologize that it is late.", "sorry.we", "I'm sorry that it is late."),
        ("I write in order to ask.", "filler.long", "I write to ask."),
        ("In the event that it rains, we go in.", "filler.long", "If it rains, we go in."),
        ("Here is is the file.", "proof.doubled", "Here is the file."),
        ("It is, basically, a cable.", "filler.words", "It is, a cable."),
    ],
)
def test_fixes_can_be_put_in_place(book: Rulebook, text: str, rule: str, fixed: str) -> None:
    """B25, B68-B70: where a fix is given, it can replace the span as it is."""
    finding = next(one for one in check(text, None, book, "en").findings if one.rule == rule)
    assert finding.fix is not None
    assert text[: finding.start] + finding.fix + text[finding.end :] == fixed


def test_no_fix_where_it_would_break_the_sentence(book: Rulebook) -> None:
    """Taking "Unfortunately," away leaves a small letter at the start: that is the user's work."""
    finding = check("Unfortunately, it is sold out.", None, book, "en").findings[0]
    assert (finding.rule, finding.fix) == ("negative.unfortunately", None)


def test_every_lint_rule_says_why_and_where_from(book: Rulebook) -> None:
    """Each finding shows its reason and its source, be it by another rule that says the same."""
    for rule in book.replying["en"].lint:
        for example in rule.yes:
            seen = check(example, a_reading(level=3), book, "en")
            finding = next(one for one in seen.findings if one.message == rule.message)
            assert finding.rule
            assert finding.source
            assert finding.start < finding.end <= len(example)


def test_some_words_only_hurt_the_frustrated(book: Rulebook) -> None:
    """B19: "just restart it" is fine in a calm mail and dismissive in a hot one."""
    text = "Please just restart it."
    assert "dismiss.just" not in found_in(text, book, a_reading(level=0))
    assert "dismiss.just" in found_in(text, book, a_reading(level=1))


def test_a_price_that_was_asked_for_may_be_given(book: Rulebook) -> None:
    """003:16 is about money that makes a complaint go away, not about an offer."""
    offer = "Charities get 40% off the yearly plan."
    assert "sorry.money" in found_in(offer, book, a_mother())
    assert "sorry.money" not in found_in(offer, book, a_reading(level=0))
    assert "sorry.money" not in found_in(offer, book, replace(a_mother(), kind="new_work"))


def test_a_calm_mail_may_be_passed_on(book: Rulebook) -> None:
    """003:47 is about whoever wants to be heard first; thanks are best passed on."""
    praise = a_reading("The new kettle works, and Priya was a star.", 0, hurts=())
    assert "pass.third" not in found_in("I'll pass this on to Priya.", book, praise)


def test_quoted_lines_are_theirs(book: Rulebook) -> None:
    """What the other one wrote is not the user's to mend; spans stay in place."""
    text = "> We're sorry for any inconvenience\n\nWe're sorry too."
    seen = check(text, None, book, "en")
    assert [(one.rule, one.start) for one in seen.findings] == [
        ("sorry.we", text.index("We're sorry too"))
    ]


def test_gaps_left_open_are_seen(book: Rulebook) -> None:
    """B70: a draft's own gap is a leftover until it is filled."""
    seen = check("Hi Ana,\n\n[what holds it up]\n\nBest,\n[your name]", None, book, "en")
    assert rules_of(seen).count("proof.placeholder") == 2
    assert not seen.ticks.proofread


# Names and promises ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("greeting", "rule"),
    [
        ("Hi Ana,", None),
        ("Dear ana,", None),
        ("Hi Anna,", "name.wrong"),
        ("Hello,", "name.missing"),
    ],
)
def test_their_name(book: Rulebook, greeting: str, rule: str | None) -> None:
    """B63: the name they sign with; another one is a warning, none a hint."""
    seen = check(f"{greeting}\n\nthe file is here.", a_reading(level=0), book, "en")
    names = [one for one in rules_of(seen) if one.startswith("name.")]
    assert names == ([rule] if rule else [])
    assert seen.ticks.their_name is (rule is None)


def test_an_unknown_name_asks_for_a_greeting_only(book: Rulebook) -> None:
    """B63: whoever has no known name can't be greeted by it."""
    reading = nothing_known(0, sender=Person(name="info@example.org"))
    assert check("Hello,\n\nhere it is.", reading, book, "en").ticks.their_name
    assert not check("Here it is.", reading, book, "en").ticks.their_name


@pytest.mark.parametrize(
    ("end", "me", "signed"),
    [
        ("Best,\nMaya", "Maya", True),
        ("Best,\nMaya", "Maya Lund", True),
        ("Maya", "Maya Lund", True),
        ("Best,\nTom", "Maya", False),
        ("Best,\nTom", None, True),
        ("Tom", None, True),
        ("Best,\n[your name]", None, False),
        ("See you.", None, False),
    ],
)
def test_your_name(book: Rulebook, end: str, me: str | None, signed: bool) -> None:  # noqa: FBT001
    """B64: the user's name stands at the end, with or without a closing."""
    seen = check(f"Hi Ana,\n\nhere is the file.\n\n{end}", None, book, "en", me=me)
    assert seen.ticks.your_name is signed


def test_a_promise_without_a_time_is_noted(book: Rulebook) -> None:
    """B54: "I'll look into it" alone asks for a time; beside a promise with one it doesn't."""
    text = "I'll look into it."
    bare = a_promise(text, None)
    timed = a_promise(text, datetime(2026, 11, 18, 15, 0, tzinfo=UTC))
    assert "promise.without_time" in rules_of(check(text, None, book, "en", promises=[bare]))
    assert not rules_of(check(text, None, book, "en", promises=[bare, timed]))


# Ticks, heat, cost -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "open_tick"),
    [
        ("Hi Ana,\n\nIt is here.\n\nBest,\nTom", "brief"),
        ("Hi Ana,\n\n" + "It is here now. " * 60, "brief"),
        ("Hi Ana,\n\nThe file is here.", "thanks"),
        ("Hi Ana,\n\nThanks, we can't do that.", "positive"),
        ("Hi Ana,\n\nThe the file is here.", "proofread"),
        ("Hi Ana,\n\nNotwithstanding organizational considerations, " + LONG_WORDS, "simple"),
    ],
)
def test_each_tick_can_be_left_open(book: Rulebook, text: str, open_tick: str) -> None:
    """B71: the eight points of 002:36-44, each with what leaves it open."""
    assert open_tick in open_ticks(check(text, a_reading(level=0), book, "en"))


def test_nothing_typed_ticks_nothing(book: Rulebook) -> None:
    """An empty reply is unfinished, not wrong: no finding on order, and no tick."""
    seen = check("", a_reading(level=3), book, "en")
    assert not [rule for rule in rules_of(seen) if rule.startswith("ack.m")]
    assert len(open_ticks(seen)) == 8


@pytest.mark.parametrize(
    ("text", "hot"),
    [
        ("Read my first mail!! As I already told you, this is not my problem.", True),
        ("This is ridiculous. You always do this. STOP WRITING TO ME.", True),
        ("I'm fed up with this. Watch your tone.", True),
        ("Look, I'm fed up with your constant whining.", True),
        ("As I already told you, that is not my problem.", True),
        (
            "The whining of your fan comes from the bearing. You always send such clear photos!",
            False,
        ),
        ("I have told you ten times. Read your mails before you write to me!", True),
        ("This is the last time I explain it. Get it into your head.", True),
        ("I'm not your secretary. Do whatever you like and leave me alone.", True),
        ("I'm sorry about the wait. I'll write by 15:00 today. Does that work for you?", False),
        ("I've read your mails twice, and I'll explain each point again if it helps.", False),
        ("Great news! The part came in and the car is ready. See you at noon.", False),
    ],
)
def test_own_heat(book: Rulebook, text: str, hot: bool) -> None:  # noqa: FBT001
    """B72, 004:13: who is angry is offered a walk (at 0.6 and more); who is calm never."""
    seen = check(text, None, book, "en")
    assert 0.6 <= seen.heat < 1 if hot else seen.heat < 0.5
    assert not (hot and seen.ticks.positive)  # B68: anger is not put positively


def test_grade_rises_with_long_words_and_sentences(book: Rulebook) -> None:
    """B67: plain words in short sentences are for everyone."""
    plain = book.replying["en"].plain
    easy = grade("The file is here. I sent it to you.", plain, book.languages)
    hard = grade("Organizational considerations necessitate authorization.", plain, book.languages)
    assert easy < plain.most_grade < hard
    assert grade("", plain, book.languages) == 0


def test_an_unknown_language_is_left_alone(book: Rulebook) -> None:
    """B12: without rules nothing is judged."""
    seen = check("Nous sommes désolés.", None, book, "fr")
    assert (seen.findings, seen.heat) == ((), 0)


def test_two_kilobytes_take_ten_milliseconds(book: Rulebook) -> None:
    """While typing nobody waits: 2 kB in 10 ms (best of ten, as others use the machine too)."""
    text = ("I'm sorry about the wait. I looked at the March invoice and found the cause. " * 30)[
        :2000
    ]
    reading = a_reading()
    best = 1.0
    for _ in range(10):
        start = time.process_time()
        check(text, reading, book, "en")
        best = min(best, time.process_time() - start)
    assert best <= 0.010
