"""Drafts take over how the writer greets, closes, and shortens; only marks of it are kept."""

from __future__ import annotations

from helper.contracts import Draft
from helper.replying.cases import Known
from helper.replying.voice import NO_VOICE, Voice, marks_in, voice_of
from helper.rulebook import Rulebook
from tests.replying.readings import a_reading, drafts, said, the_times

LETTER = "Dear Mr Okafor,\n\nI am checking it and I will write. I have the file.\n\nCheers,\nMaya"


def draft_for(voice: Voice, book: Rulebook, level: int) -> Draft:
    """The recommended draft for a mail of Ana's in the writer's voice."""
    known = Known(me="Maya", voice=voice)
    return drafts(a_reading(level=level), the_times(book), book.replying["en"], known)[0]


def test_marks_hold_no_word_of_the_mail(book: Rulebook) -> None:
    """What is kept stands in the rules: a greeting, a closing, short or long."""
    marks = marks_in(LETTER, book.replying["en"].voice)
    assert marks == ("name:Dear {name},", "sign:Cheers,\n{me}", "long", "long", "long")
    assert marks_in("Ja, gerne.", book.replying["en"].voice) == ()
    assert marks_in("", book.replying["en"].voice) == ()


def test_a_habit_takes_three_mails(book: Rulebook) -> None:
    """Once is no habit, and half and half is none either."""
    marks = marks_in(LETTER, book.replying["en"].voice)
    assert voice_of(marks) == Voice(long=True)
    assert voice_of(marks * 3) == Voice("Dear {name},", "Cheers,\n{me}", long=True)
    other = ("name:Hi {name},", "sign:Best,\n{me}", *["short"] * 3)
    assert voice_of((*marks * 3, *other * 3)) == NO_VOICE


def test_a_draft_follows_and_stays_within_the_rules(book: Rulebook) -> None:
    """A breezy closing is not for somebody angry; a calm one is taken over anywhere."""
    own = voice_of(marks_in(LETTER, book.replying["en"].voice) * 3)
    mild, angry = draft_for(own, book, 1), draft_for(own, book, 3)
    assert mild.text.startswith("Dear Ana,\n\nI am sorry")
    assert mild.text.endswith("Cheers,\nMaya")
    assert "I'm" not in mild.text
    assert "Cheers" not in said(angry, "sign")
    kind = draft_for(Voice(sign="Kind regards,\n{me}"), book, 4)
    assert kind.text.endswith("Kind regards,\nMaya")


def test_marks_of_chinese_and_japanese(book: Rulebook) -> None:
    """Greeting and closing are known in every language of the rules."""
    zh = marks_in("王敏，您好：\n\n已收到。\n\n祝好\n陈晨", book.replying["zh"].voice)
    assert zh == ("name:{name}，您好：", "sign:祝好\n{me}")
    ja = marks_in(
        "小林様\n\n拝見しました。\n\nよろしくお願いします。\n\n佐藤", book.replying["ja"].voice
    )
    assert ja == ("name:{name}様", "sign:よろしくお願いします。\n\n{me}")
