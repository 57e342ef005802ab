"""Drafts take over how the writer greets, closes, and shortens; only marks of it are kept."""

from __future__ import annotations

import pytest

from helper.contracts import Draft
from helper.replying.composing.cases import Known
from helper.replying.composing.voice import NO_VOICE, Voice, as_said, voice_of
from helper.replying.composing.voice import marks_in as marks_of
from helper.rulebook import Rulebook
from tests.replying.readings import a_reading, drafts, said, the_times

LETTER = "Dear Mr Okafor,\n\nI am checking it and I will write. I have the file.\n\nCheers,\nMaya"


def marks_in(text: str, book: Rulebook, language: str = "en") -> tuple[str, ...]:
    """The marks of a text in a language of the rules."""
    return marks_of(text, book.replying[language].voice, book.languages)


def draft_for(voice: Voice, book: Rulebook, level: int) -> Draft:
    """The recommended draft for a mail of Ana's in the writer's voice."""
    known = Known(me="Maya", voice=voice)
    return drafts(a_reading(level=level), the_times(book), book.replying["en"], known)[0]


def test_marks_hold_no_word_of_the_mail(book: Rulebook) -> None:
    """What is kept stands in the rules: a greeting, a closing, short or long."""
    marks = marks_in(LETTER, book)
    assert marks == ("name:Dear {name},", "sign:Cheers,\n{me}", "long", "brief")
    assert marks_in("Ja, gerne.", book) == ("brief",)
    assert marks_in("", book) == ()


def test_a_habit_takes_three_mails(book: Rulebook) -> None:
    """Once is no habit, and half and half is none either."""
    marks = marks_in(LETTER, book)
    assert voice_of(marks) == NO_VOICE
    assert voice_of(marks * 3) == Voice("Dear {name},", "Cheers,\n{me}", long=True, brief=True)
    other = ("name:Hi {name},", "sign:Best,\n{me}", "short", "ample")
    assert voice_of((*marks * 3, *other * 3)) == NO_VOICE


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("I'm on it, I'm quick, and I am glad.", ["short"]),
        ("I'm on it and I am glad.", []),
        ("I am on it. I am quick, and I'm glad.", ["long"]),
        ("I’m on it, and you’ll hear from me.", ["short"]),
    ],
)
def test_a_mail_has_the_forms_it_mostly_has(text: str, mark: list[str], book: Rulebook) -> None:
    """One mark, however many words: a long mail makes no habit."""
    assert [one for one in marks_in(text, book) if one in {"short", "long"}] == mark


def test_a_draft_follows_and_stays_within_the_rules(book: Rulebook) -> None:
    """A breezy closing is not for somebody angry; a calm one is taken over anywhere."""
    own = voice_of(marks_in(LETTER, book) * 3)
    mild, angry = draft_for(own, book, 1), draft_for(own, book, 3)
    assert mild.text.startswith("Dear Ana,\n\nI am sorry")
    assert mild.text.endswith("Cheers,\nMaya")
    assert "I'm" not in mild.text
    assert "Cheers" not in said(angry, "sign")
    kind = draft_for(Voice(sign="Kind regards,\n{me}"), book, 4)
    assert kind.text.endswith("Kind regards,\nMaya")


def test_a_longer_form_keeps_the_capital(book: Rulebook) -> None:
    """At the beginning of a sentence as within it."""
    own = as_said(
        "Don't worry, we don't mind.", Voice(long=True), book.replying["en"].voice, calm=True
    )
    assert own == "Do not worry, we do not mind."


def test_marks_of_chinese_and_japanese(book: Rulebook) -> None:
    """Greeting and closing are known in every language of the rules."""
    zh = marks_in("王敏，您好：\n\n已收到。\n\n祝好\n陈晨", book, "zh")
    assert zh == ("name:{name}，您好：", "sign:祝好\n{me}", "formal", "brief")
    ja = marks_in("小林様\n\n拝見しました。\n\nよろしくお願いします。\n\n佐藤", book, "ja")
    assert ja == ("name:{name}様", "sign:よろしくお願いします。\n\n{me}", "familiar", "brief")


@pytest.mark.parametrize(
    ("language", "familiar", "formal"),
    [("zh", "你", "您"), ("ja", "します", "いたします")],
)
def test_who_speaks_familiarly_does_so_in_drafts_but_to_nobody_angry(
    book: Rulebook, language: str, familiar: str, formal: str
) -> None:
    """One form in all of a draft; a gap stays the gap it is, for it speaks to the writer."""
    rules, known = book.replying[language], Known(voice=Voice(familiar=True))
    mails = (a_reading(level=level, language=language) for level in (1, 3))
    mild, angry = (drafts(mail, the_times(book), rules, known)[0] for mail in mails)
    said_to_them = mild.text[: mild.gaps[-1].start]
    assert familiar in said_to_them
    assert formal not in said_to_them
    assert formal in angry.text
    assert len(mild.gaps) == len(angry.gaps)


def test_short_sentences_make_drafts_shorter(book: Rulebook) -> None:
    """Of words that fit as well, those that say it in fewer."""
    mails = [a_reading(f"The lamp of room {room} is broken.", 2) for room in range(20)]
    usual, short = (
        sum(
            drafts(mail, the_times(book), book.replying["en"], Known(voice=voice))[0].words
            for mail in mails
        )
        for voice in (NO_VOICE, Voice(brief=True))
    )
    assert short < 0.975 * usual
