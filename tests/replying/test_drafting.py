"""Drafts made of moves: heard first, one time with a choice, as plain as people talk."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from helper.contracts import Evidence
from helper.replying.checking.checklist import check
from helper.replying.checking.ticks import grade
from helper.replying.composing.cases import Known
from helper.replying.composing.sorries import sorries_in
from helper.replying.composing.timeline import offer
from helper.replying.understanding.forms import Absence
from helper.rulebook import Rulebook
from helper.text import words
from tests.replying.readings import (
    HURTS,
    NOW,
    ZONE,
    a_promise,
    a_reading,
    draft_for,
    drafts,
    every_draft,
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
CALM = "Could you tell me what the March invoice is for?"


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


def test_a_question_that_is_heard_as_unease_gets_no_sorry(book: Rulebook) -> None:
    """003:21: nothing went wrong where somebody only wonders, however a fee may sound."""
    asked = "Isn't the top roaming fee 40?"
    blank = dict.fromkeys(("object", "duration", "impact"))
    text = f"{asked} @tellaro and friends of @tellaro help"
    reading = a_reading(text, 1, asks=[asked], hurts=(), cause=None, wrongs=(), facts=blank)
    assert "sorry" not in draft_for(reading, book).text


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
    assert "question" in {one.move for one in seen.order}
    assert draft.text.count("?") == 1 + said(draft, "detail").count("?"), "two in a row press them"


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
