"""Forms beside the usual reply: disputes, mere thanks, absences, "did it hold?", a second time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from helper.contracts import Draft, LastTime, Promise, Reading
from helper.remembering.finding.promises import find
from helper.replying.checking.checklist import check
from helper.replying.composing.cases import Known
from helper.replying.composing.timeline import offer
from helper.replying.understanding.forms import Absence
from helper.rulebook import Rulebook
from tests.replying.readings import (
    NOW,
    ZONE,
    a_promise,
    a_reading,
    drafts,
    moves,
    rules_of,
    said,
)

SORRY = ("sorry", "抱歉", "对不起", "申し訳")
LANGUAGES = ("en", "zh", "ja")
HAGGLES = {
    "en": "Your quote is too high for us. Can you do it for 800?",
    "zh": "你们的报价太高了，能便宜点吗？",
    "ja": "お見積りの金額が高いように思います。もう少し安くなりませんか。",
}
DISPUTES = {
    "en": "I still don't agree with the new layout. The menu belongs on the left.",
    "zh": "我不同意这个方案，菜单应该放在左边。",
    "ja": "ご提案のデザインには賛成できません。メニューは左がよいと考えます。",
}
THANKS = {
    "en": "That fixed it, thank you so much for staying late.",
    "zh": "问题解决了，谢谢您昨天忙到那么晚。",
    "ja": "無事に直りました。遅くまでありがとうございました。",
}


def made(book: Rulebook, language: str, reading: Reading | None, **given: object) -> list[Draft]:
    """Drafts of a moment; ``away`` goes into what is known."""
    known = Known(me="Maya", away=given.pop("away", None))  # type: ignore[arg-type]
    times = offer("support", [], book, ZONE, NOW, language=language)
    return drafts(reading, times, book.replying[language], known, **given)  # type: ignore[arg-type]


def mail(text: str, language: str, level: int = 2, **changes: object) -> Reading:
    """A mail of which nothing but its words is known."""
    facts = dict.fromkeys(("object", "duration", "impact"))
    given: dict[str, object] = {"hurts": (), "cause": None, "language": language, "facts": facts}
    return a_reading(text, level, **(given | changes))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("texts", [HAGGLES, DISPUTES])
@pytest.mark.parametrize("level", [0, 2, 4])
def test_a_dispute_is_parked(
    book: Rulebook, language: str, texts: dict[str, str], level: int
) -> None:
    """B37, C2, 004:16: no sorry over a price or an idea; a time to come back, and a choice."""
    draft = made(book, language, mail(texts[language], language, level))[0]
    assert draft.form == "parked"
    assert not any(word in draft.text.casefold() for word in SORRY)
    assert {"thanks", "understanding", "time", "choice"} <= set(moves(draft))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You sold me the bench as oak, it is glued chips, and your price is too high."),
        ("zh", "说好不收搬运费，师傅到了门口又要三百，你们的价格太高了，一次次地骗人。"),
        ("ja", "立会いでは負担なしと伺った襖代が請求され、金額が高すぎます。三度お尋ねしました。"),
    ],
)
def test_who_was_wronged_does_not_haggle(book: Rulebook, language: str, text: str) -> None:
    """001:6: anger about how one was served is answered with a sorry, whatever the sum."""
    angry = a_reading(text, 3, language=language, hurts=("blame",))
    draft = made(book, language, angry)[0]
    assert draft.form == "full"
    assert "sorry" in moves(draft)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_parked_subject_gets_a_row_of_its_own(book: Rulebook, language: str) -> None:
    """B37: the time to come back is a promise the ledger finds."""
    for texts in (HAGGLES, DISPUTES):
        draft = made(book, language, mail(texts[language], language))[0]
        found = find(draft.text, NOW, ZONE, book, language)
        assert [one.due for one in found if one.due] == [draft.times[0].at], draft.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_mere_thanks_get_thanks(book: Rulebook, language: str) -> None:
    """Who only says thanks is promised nothing and asked nothing (002:58)."""
    draft = made(book, language, mail(THANKS[language], language, 0))[0]
    assert draft.form == "thanks"
    assert draft.times == ()
    assert not find(draft.text, NOW, ZONE, book, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_absence_names_its_days(book: Rulebook, language: str) -> None:
    """B78: the promise that falls into it, the days away, a new time and a choice."""
    gone = Absence(date(2026, 11, 19), date(2026, 11, 27))
    promise = a_promise(language=language)
    draft = made(book, language, None, promise=promise, away=gone)[0]
    assert draft.form == "away"
    assert {"sorry", "away", "time", "choice"} <= set(moves(draft))
    assert "19" in said(draft, "away")
    assert "27" in said(draft, "away")
    assert not draft.gaps


def test_unknown_days_stay_visible_gaps(book: Rulebook) -> None:
    """What only the user knows is theirs to fill in."""
    draft = made(book, "en", None, promise=a_promise(), form="away")[0]
    assert [draft.text[gap.start : gap.end] for gap in draft.gaps] == [
        "[first day away]",
        "[day you are back]",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kept_promise_asks_whether_it_held(book: Rulebook, language: str) -> None:
    """B58, 001:12: names the matter, asks, promises nothing."""
    promise = a_promise(state="kept", language=language)
    draft = made(book, language, None, promise=promise)[0]
    assert draft.form == "held"
    assert draft.times == ()
    assert not [one for one in find(draft.text, NOW, ZONE, book, language) if one.due]


@pytest.mark.parametrize(
    ("language", "subject", "unsaid"),
    [
        ("ja", "請求書の件", "の件の件"),
        ("ja", "Re: 請求書5521について", "Re:"),
        ("ja", "返信：解約", "返信"),
        ("zh", "回复：水壶盖子", "回复："),
        ("en", "Re: Where is my bag?", "the Where is your bag"),
        ("en", "Nobody answers me", "the Nobody answers you"),
    ],
)
def test_a_subject_is_named_as_people_say_it(
    book: Rulebook, language: str, subject: str, unsaid: str
) -> None:
    """B58: no sign of a reply in the middle of a sentence, and no matter of a matter."""
    for number in range(24):
        about = {"state": "kept", "sentence": f"I'll send you part {number}.", "subject": subject}
        draft = made(book, language, None, promise=a_promise(language=language, **about))[0]
        assert unsaid not in draft.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["late_notice", "recovery", "away"])
def test_a_notice_promises_its_new_time_and_nothing_else(
    book: Rulebook, language: str, form: str
) -> None:
    """However it is worded: neither the time that slips nor the days away become a row."""
    gone = Absence(date(2026, 11, 18), date(2026, 11, 25))
    for number in range(24):
        promise = a_promise(sentence=f"I'll send you part {number}.", language=language)
        given = {"promise": promise, "away": gone if form == "away" else None, "form": form}
        draft = made(book, language, None, **given)[0]
        found = find(draft.text, NOW, ZONE, book, language)
        assert [one.due for one in found] == [draft.times[0].at], draft.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["open", "broken", "kept"])
def test_what_is_written_about_a_promise_passes(book: Rulebook, language: str, state: str) -> None:
    """Every form is held to the checklist, but for the gap that is still to be filled."""
    promise: Promise = a_promise(state=state, language=language)
    for draft in made(book, language, None, promise=promise):
        seen = check(draft.text, None, book, language, me="Maya")
        assert set(rules_of(seen)) <= {"proof.placeholder"}, draft.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_failure_is_another_case(book: Rulebook, language: str) -> None:
    """B60, B61, 001:14: its own sorry comes first, and a call is offered."""
    failed = last_time("broken", failures=1)
    reading = mail("It broke.", language, 3, hurts=("problem",), last_time=failed)
    draft = made(book, language, reading, form="full")[0]
    forms = book.replying[language].moves["sorry"]
    begun = [one.text.partition("{")[0] for one in forms if "second_failure" in one.hurts]
    assert any(text.casefold() in draft.text.casefold() for text in begun)
    assert "call" in moves(draft)


def test_a_gesture_comes_only_from_the_users_own_list(book: Rulebook) -> None:
    """B49: none is shipped; nothing is given away that the user did not write."""
    for language in LANGUAGES:
        assert book.replying[language].phrases["gesture"] == ()


@pytest.mark.parametrize(
    ("outcome", "level", "failures", "asked"),
    [("kept", 3, 0, True), ("answered", 1, 0, True), ("kept", 0, 0, False), ("open", 3, 0, False)],
)
def test_the_last_worry_is_asked_about(
    book: Rulebook,
    outcome: str,
    level: int,
    failures: int,
    asked: bool,  # noqa: FBT001 - a column
) -> None:
    """B59, 001:13: only a worry that ended well as far as we know, and only in a calm mail."""
    before = last_time(outcome, level=level, failures=failures)
    asks = ("Do you ship to Norway?",)
    draft = made(book, "en", mail(*asks, "en", 0, asks=asks, last_time=before))[0]
    assert ("printer" in said(draft, "last")) is asked


def last_time(outcome: str, **changes: int) -> LastTime:
    """What the ledger remembers of an earlier problem."""
    when = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    given: dict[str, int] = {"level": 3} | changes
    return LastTime(when=when, about="printer", outcome=outcome, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_the_client_adds_is_not_written_twice(book: Rulebook, language: str) -> None:
    """B64: with a signature of the mail client, the draft ends with its closing."""
    times = offer("support", [], book, ZONE, NOW, language=language)
    reading = mail("Where is it?", language, 1)
    rules = book.replying[language]
    draft = drafts(reading, times, rules, Known(me="Maya", signed=True))[0]
    assert "Maya" not in draft.text
    assert draft.text == draft.text.rstrip()
    assert "sign" in moves(draft)


def test_a_price_is_parked_whatever_kind_of_mail_names_it(book: Rulebook) -> None:
    """B37: an offer among colleagues is a dispute of prices as well."""
    offer = mail(
        "12 a unit is too high for us. Make it 10 and we order today.", "en", 0, kind="none"
    )
    assert made(book, "en", offer)[0].form == "parked"
    assert not made(book, "en", mail("The lift is out until noon.", "en", 0, kind="none"))


def test_a_question_in_passing_gets_an_answer(book: Rulebook) -> None:
    """000:71: it may sound like talk among others, and a reply to it is wanted all the same."""
    asked = mail("why are the albums from 2004 all missing? #sad", "en", 0, kind="none")
    assert made(book, "en", asked)[0].form == "full"
