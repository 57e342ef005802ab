"""Who writes traditional Chinese is answered in it, letter for letter where it stood."""

from __future__ import annotations

import pytest

from helper.contracts import Draft, Form
from helper.remembering.finding.promises import find
from helper.replying.checking.checklist import check
from helper.replying.composing.cases import Given, Known
from helper.replying.composing.drafting import drafts as composed
from helper.replying.composing.timeline import offer
from helper.replying.understanding.script import letters_of
from helper.rulebook import Rulebook
from tests.replying.readings import NOW, ZONE, a_promise, a_reading, drafts, open_ticks, rules_of

ASK = "請盡快告訴我什麼時候可以修好。"
TRADITIONAL = f"筆電送修三個星期了，到今天還沒有消息。{ASK}"
SIMPLIFIED = "笔记本送修三个星期了，到今天还没有消息。请尽快告诉我什么时候可以修好。"
FACTS = {"name": "王郁婷", "object": "筆電", "duration": "三個星期", "impact": None}


def draft_for(text: str, book: Rulebook, level: int = 2, me: str = "陈晨") -> Draft:
    """The recommended draft for a Chinese mail about a repair."""
    asks = [ASK] if ASK in text else []
    reading = a_reading(text, level, language="zh", facts=FACTS, hurts=("waiting",), asks=asks)
    times = offer("support", [], book, ZONE, NOW, language="zh")
    known = Known(me=me)
    letters = book.reading["zh"].letters
    return drafts(reading, times, book.replying["zh"], known, letters=letters)[0]


@pytest.mark.parametrize("level", range(5))
def test_traditional_answers_traditional(book: Rulebook, level: int) -> None:
    """B12: not a letter of the other script, but in the names people bear."""
    draft = draft_for(TRADITIONAL, book, level)
    said = draft.text.replace("王郁婷", "").replace("陈晨", "")
    simplified = {pair[1] for pair in book.reading["zh"].letters.split()}
    assert not set(said) & (simplified - set(book.replying["zh"].script.both)), draft.text
    assert "王郁婷" in draft.text
    assert draft.text.endswith("陈晨")
    differ = [ours for ours, theirs in book.replying["zh"].script.words if ours != theirs]
    assert not [word for word in differ if word in draft.text]


@pytest.mark.parametrize("form", ["late_notice", "recovery"])
def test_a_notice_has_the_letters_of_its_promise(book: Rulebook, form: Form) -> None:
    """B12: what was promised in traditional letters is put off in them."""
    promise = a_promise(language="zh", sentence="我週四下午三點前把報價單寄給您。")
    pairs, rules = book.reading["zh"].letters, book.replying["zh"]
    known = Known(me="陈晨", letters=letters_of(promise.sentence, pairs, rules.script))
    times = offer("support", [], book, ZONE, NOW, language="zh")
    (draft,) = composed(Given(None, times, known, promise), rules, form)
    assert "時間" in draft.text or "結果" in draft.text or "對不起" in draft.text
    assert not set("这时间说对") & set(draft.text.replace("陈晨", "")), draft.text
    assert draft.text.endswith("陈晨")


def test_what_is_asked_stays_letter_by_letter(book: Rulebook) -> None:
    """聯繫 is 聯絡 in our own words, and stays 聯繫 in the mail's."""
    ask = "麻煩把聯繫人改成我太太。"
    calm = {"hurts": (), "cause": None, "facts": dict.fromkeys(FACTS)}
    reading = a_reading(f"您好，{ask}", 0, language="zh", asks=[ask], **calm)
    times = offer("support", [], book, ZONE, NOW, language="zh")
    rules, pairs = book.replying["zh"], book.reading["zh"].letters
    draft = drafts(reading, times, rules, Known(me="陈晨"), letters=pairs)[0]
    assert "您希望我們把聯繫人改成您太太" in draft.text


def test_what_is_told_back_stays_in_their_letters(book: Rulebook) -> None:
    """裏 is 裡 in our own words, and stays 裏 in theirs, in quotation marks or not."""
    assert "行李在櫃檯後面放了三天" in draft_for("行李在櫃檯後面放了三天，沒有人通知。", book).text
    assert "幹等" not in draft_for("那裏的網路斷了三天，報修沒有人來。", book).text
    assert "家裏的網路斷了三天" in draft_for("家裏的網路斷了三天，報修沒有人來。", book).text


def test_simplified_stays_simplified(book: Rulebook) -> None:
    """The rules' own letters need no turning."""
    assert (
        "抱歉" in draft_for(SIMPLIFIED, book).text or "对不起" in draft_for(SIMPLIFIED, book).text
    )
    assert "對" not in draft_for(SIMPLIFIED, book).text


def test_places_stay_where_they_were(book: Rulebook) -> None:
    """Moves and times are cut out of the text as in any draft."""
    draft = draft_for(TRADITIONAL, book)
    sign = next(one for one in draft.moves if one.move == "sign")
    assert draft.text[sign.start : sign.end].endswith("陈晨")
    assert draft.times[0].label in draft.text


def test_the_promise_and_the_checklist_read_it(book: Rulebook) -> None:
    """What we write in traditional letters, we also understand: one time, eight ticks."""
    draft = draft_for(TRADITIONAL, book)
    found = find(draft.text, NOW, ZONE, book, "zh")
    assert [one.due for one in found if one.due] == [draft.times[0].at], draft.text
    assert all(one.text in draft.text for one in found)
    reading = a_reading(TRADITIONAL, 2, language="zh", facts=FACTS, asks=[ASK])
    seen = check(draft.text, reading, book, "zh", me="陈晨", promises=found)
    assert rules_of(seen) == []
    assert not open_ticks(seen), draft.text
