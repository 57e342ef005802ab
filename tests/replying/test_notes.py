"""Hints on the whole of a text: asks left out, jargon, nights, attachments, two closings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from helper.contracts import FoundPromise, Reading
from helper.language import language_of
from helper.replying.checking.checklist import check
from helper.replying.checking.language import judged_in
from helper.replying.checking.lint import Ear
from helper.replying.checking.seen import Mailing
from helper.rulebook import Rulebook
from helper.rulebook.checklist import LintRule
from tests.replying.readings import a_reading, rules_of

MAIL = "My parcel is late. When does it come? And which shop has the blue lamp?"
ASKS = ("When does it come?", "which shop has the blue lamp?")
LONG = "Hi Ana,\n\nthe weather is fine here and the office is open from nine to five every day, "
LONG += "so that you can always drop by and say hello to all of us.\n\nBest,\nTom"


def found(text: str, book: Rulebook, reading: Reading | None = None, **given: object) -> list[str]:
    """The ids of the hints in an English text."""
    return rules_of(check(text, reading, book, "en", **given))  # type: ignore[arg-type]


def a_mail(**changes: object) -> Reading:
    """A calm mail with two questions."""
    return a_reading(MAIL, 0, asks=ASKS, hurts=(), facts={"name": "Ana"}, **changes)


def promised(due: datetime, grain: str = "minute") -> FoundPromise:
    """A commitment at the start of a text."""
    return FoundPromise(
        start=0,
        end=4,
        text="I'll",
        form="explicit",
        due=due,
        due_text=None,
        grain=grain,  # type: ignore[arg-type]
        confidence=0.9,
        rule="x",
    )


def test_an_ask_left_out_is_named(book: Rulebook) -> None:
    """B66: each ask that no word of the reply speaks of, in the customer's words."""
    seen = check(LONG, a_mail(), book, "en")
    messages = [one.message for one in seen.findings if one.rule == "ask.open"]
    assert len(messages) == 2
    assert "which shop has the blue lamp?" in messages[1]
    told = check(LONG, a_mail(), book.explained("en", "ja"), "en").findings
    (_, last) = [one.message for one in told if one.rule == "ask.open"]
    assert "which shop has the blue lamp?" in last
    assert not last.isascii()
    answered = LONG.replace("fine here", "fine here, the blue lamp is in the shop on Mill Lane")
    assert found(answered, book, a_mail()).count("ask.open") == 1


@pytest.mark.parametrize(
    ("ask", "reply"),
    [
        ("Do you collect old furniture?", "The collection of anything big is on Thursdays. "),
        ("And can you?", "Of course, with pleasure. "),
    ],
)
def test_an_ask_taken_up_in_other_words_is_not_open(book: Rulebook, ask: str, reply: str) -> None:
    """B66: the ending of a word may change, and nobody can tell what takes up "can you?"."""
    mail = a_reading(ask, 0, asks=(ask,), hurts=(), facts={"name": "Ana"})
    assert "ask.open" not in found(LONG.replace("Hi Ana,\n\n", f"Hi Ana,\n\n{reply}"), book, mail)


def test_the_one_question_is_answered_in_words_of_its_own(book: Rulebook) -> None:
    """B66: "Yes" answers it; of two questions it is not known which."""
    mail = a_reading(MAIL, 0, asks=ASKS[:1], hurts=(), facts={"name": "Ana"})
    yes = LONG.replace("Hi Ana,", "Hi Ana,\n\nNot yet, the van broke down.")
    assert "ask.open" in found(LONG, book, mail)
    assert "ask.open" not in found(yes, book, mail)
    assert found(yes, book, a_mail()).count("ask.open") == 2


@pytest.mark.parametrize(
    ("reply", "is_open"),
    [
        ("绿色的暂时没有，不过有一款浅草绿，三天到。要不要给您发张照片看看？", False),
        (
            "绿色的我们店里一直备着，颜色和照片上是一样的，很多客人都喜欢。要不要给您发张照片看看？",
            True,
        ),
    ],
)
def test_each_question_is_answered_in_words_of_its_own(
    book: Rulebook, reply: str, *, is_open: bool
) -> None:
    """B66: of two questions each needs its words or an answer beside those of the other."""
    asks = ("请问台灯有绿色的吗？", "多久能到货？")
    mail = a_reading("".join(asks), 0, language="zh", facts={"name": "王晓明"}, asks=asks)
    seen = check(f"王先生您好：\n\n谢谢您的来信。{reply}\n\n陈晨", mail, book, "zh")
    assert ("ask.open" in rules_of(seen)) is is_open
    assert seen.ticks.understood is not is_open


def test_a_time_puts_asks_off(book: Rulebook) -> None:
    """B66: openly deferred is answered enough."""
    due = promised(datetime(2026, 11, 18, 15, 0, tzinfo=UTC))
    assert "ask.open" not in found(LONG, book, a_mail(), promises=[due])
    put_off = LONG.replace("Best,", "You'll have both answers by 3 pm.\n\nBest,")
    assert "ask.open" not in found(put_off, book, a_mail())


def test_nothing_is_missing_from_a_reply_just_begun(book: Rulebook) -> None:
    """No nagging while the first words are typed."""
    assert "ask.open" not in found("Hi Ana,\n\nthe weather", book, a_mail())


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("The webhook was down.", True),
        ("The webhook (a call from our side to yours) was down.", False),
        ("The line was down.", False),
    ],
)
def test_words_of_the_trade(
    book: Rulebook,
    text: str,
    flagged: bool,  # noqa: FBT001 - a column
) -> None:
    """B07, 000:69: a term they never used wants an explanation."""
    assert ("jargon.unknown" in found(text, book, a_mail())) is flagged


def test_a_term_they_used_is_fine(book: Rulebook) -> None:
    """Whoever writes of webhooks knows what they are."""
    theirs = a_reading("Our webhook fails.", 0, hurts=())
    assert "jargon.unknown" not in found("The webhook was down.", book, theirs)
    assert "jargon.unknown" not in found("The endpoint was down.", book, theirs), "of the trade"
    subject = a_reading("It fails.", 0, hurts=(), subject="Webhook")
    assert "jargon.unknown" not in found("The webhook was down.", book, subject)


@pytest.mark.parametrize(
    ("due", "grain", "flagged"),
    [
        (datetime(2026, 11, 18, 15, 0, tzinfo=UTC), "minute", False),
        (datetime(2026, 11, 18, 22, 0, tzinfo=UTC), "hour", True),
        (datetime(2026, 11, 21, 15, 0, tzinfo=UTC), "minute", True),
        (datetime(2026, 11, 21, 18, 0, tzinfo=UTC), "day", True),
        (datetime(2026, 11, 21, 18, 0, tzinfo=UTC), "week", False),
    ],
)
def test_promises_at_night_and_on_days_off(
    book: Rulebook,
    due: datetime,
    grain: str,
    flagged: bool,  # noqa: FBT001 - a column
) -> None:
    """B54: an hour or a day outside the working week is worth a second thought."""
    rules = found("I'll do it.", book, promises=[promised(due, grain)])
    assert ("promise.outside_hours" in rules) is flagged


@pytest.mark.parametrize(("attached", "flagged"), [(False, True), (True, False), (None, False)])
def test_a_promised_attachment_is_missing(
    book: Rulebook,
    attached: bool | None,  # noqa: FBT001 - a column
    flagged: bool,  # noqa: FBT001 - a column
) -> None:
    """B70: only a client that knows there is no file makes it a warning."""
    for text in (
        "I've attached the list.",
        "Please find attached the list.",
        "Hi Ana,\n\nI attached the list.",
        "It is ready, and we attached the list.",
        "You get the list as an attachment.",
        "Attached please find the list.",
        "Here is the list, attached.",
    ):
        rules = found(text, book, mailing=Mailing(attached=attached))
        assert ("proof.attachment" in rules) is flagged
    assert "proof.attachment" not in found("I'm attached to it.", book, mailing=Mailing())
    for text in ("The list I attached shows it.", "I attached the list to my mail yesterday."):
        assert "proof.attachment" not in found(text, book, mailing=Mailing(attached=False))


def test_the_same_is_not_said_twice_of_the_same_words(book: Rulebook) -> None:
    """Two rules may know it; the user wants to read it once."""
    text = "Hi Ana,\n\nyou should have read it before you called.\n\nTom"
    said = [finding.message for finding in check(text, None, book, "en").findings]

    assert len(said) == len(set(said))
    assert any("blames" in one for one in said)


def test_two_closings_are_one_too_many(book: Rulebook) -> None:
    """B64: signed twice, or signed where the client signs anyway."""
    twice = "Hi Ana,\n\nhere it is.\n\nBest,\nTom\n\nKind regards,\nTom Lund"
    assert "sign.twice" in found(twice, book)
    once = "Hi Ana,\n\nhere it is.\n\nBest,\nTom"
    assert "sign.twice" not in found(once, book, me="Tom Lund")
    assert "sign.twice" in found("Hi Ana,\n\nhere it is.\n\nTom\n\nTom Lund", book, me="Tom Lund")
    assert "sign.twice" not in found("Tom\n\nhere it is.\n\nBest,\nAnn", book, me="Tom Lund")
    signed = Mailing(signature="Tom Lund\nKettles & Co")
    seen = check(once, None, book, "en", me="Tom Lund", mailing=signed)
    (finding,) = [one for one in seen.findings if one.rule == "sign.twice"]
    assert once[finding.start : finding.end] == "Tom"
    assert finding.fix == ""
    elsewhere = check(once, None, book, "en", me="Tom", mailing=Mailing(signature="Tomlin & Co"))
    assert "sign.twice" not in {one.rule for one in elsewhere.findings}


def test_a_name_the_client_signs_with_is_there(book: Rulebook) -> None:
    """B64: a draft that leaves the name to the signature is signed, and nothing else is asked."""
    bare = "Hi Ana,\n\nhere it is.\n\nBest,"
    for signature, signed in (
        ("Tom Lund\nKettles & Co", True),
        ("Kettles & Co", False),
        ("", False),
    ):
        mailing = Mailing(signature=signature)
        seen = check(bare, None, book, "en", me="Tom Lund", mailing=mailing)
        assert seen.ticks.your_name is signed
    nothing = check("", None, book, "en", me="Tom", mailing=Mailing(signature="Tom"))
    assert not nothing.ticks.your_name


@pytest.mark.parametrize(
    ("mail", "reply", "own", "is_other"),
    [
        ("我的包裹在哪里？", "Hi Min, sorry about the leak. Sam comes at 3 pm.", "en", True),
        ("Where is my parcel?", "高敏您好：漏水的事对不起，三点有人来。\nMia", "zh", True),
        ("荷物が届きません。", "森田様 sorry about the leak. We come at 3.", "en", True),
        ("荷物が届きません。", "森田您好：漏水的事对不起，三点有人来。\nMia", "zh", True),
        ("請問什麼時候來？", "高敏您好：师傅明天下午三点上门，费用查清再说。", "zh", True),
        ("请问什么时候来？", "高敏您好：師傅明天下午三點上門，費用查清再說。", "zh", True),
        ("請問什麼時候來？", "高敏您好：師傅明天下午三點上門，費用查清再說。", "zh", False),
        ("请问什么时候来？", "歐陽您好：师傅明天下午三点上门，费用查清再说。", "zh", False),
        ("请问什么时候来？", "歐女士您好：明天下午有人上去，有事可以找我。", "zh", False),
        ("请问什么时候来？", "OK, see you at 3.", "zh", False),
        ("请问什么时候来？", "请看 help.example.com 的 Getting Started。", "zh", False),
        ("Where is my parcel?", "It left today and comes tomorrow at 3.", "en", False),
        ("Where is my parcel?", "Hi Paula, see {{name}} below. Mia\n\nMia Keller", "en", False),
        ("Où est mon colis ?", "It left today and comes tomorrow at 3.", "fr", False),
    ],
)
def test_the_wrong_language_is_noticed(
    book: Rulebook,
    mail: str,
    reply: str,
    own: str,
    is_other: bool,  # noqa: FBT001 - a column
) -> None:
    """B12: from a sentence on, and judged by the rules of the language it is in."""
    theirs = language_of(mail, book.languages)
    reading = a_reading(mail, 0, hurts=(), language=theirs)
    assert judged_in(reply, reading, book) == own
    for judge in {own, theirs}:
        assert ("language.other" in rules_of(check(reply, reading, book, judge))) is is_other


@pytest.mark.parametrize(
    ("language", "mail", "text", "known"),
    [
        ("en", "My order KW-2231 is late.", "Could you send me your order number?", "KW-2231"),
        ("en", "My order KW-2231 is late.", "Please send me the serial number.", None),
        ("en", "My order KW-2231 is late.", "Please confirm the address on the order.", None),
        ("en", "My parcel is late.", "Could you send me your order number?", None),
        ("zh", "订单KW-2231还没到。", "请提供一下订单号，我帮您查。", "KW-2231"),
        ("zh", "订单KW-2231还没到。", "请提供一下快递单号。", None),
        ("ja", "注文番号はKW-2231です。", "ご注文番号をお知らせください。", "KW-2231"),
        ("ja", "注文番号はKW-2231です。", "シリアル番号をお知らせください。", None),
    ],
)
def test_what_they_wrote_is_not_asked_for_again(
    book: Rulebook, language: str, mail: str, text: str, known: str | None
) -> None:
    """B21: the hint shows the number, so that nobody must look for it."""
    numbers = ("KW-2231",) if "KW-2231" in mail else ()
    theirs = a_reading(mail, 2, language=language, facts={"references": numbers})
    seen = check(text, theirs, book, language)
    told = [one.message for one in seen.findings if one.rule == "data.known"]
    assert len(told) == (known is not None)
    assert all(str(known) in one for one in told)


@pytest.mark.parametrize(
    ("language", "text", "rule"),
    [
        ("zh", "清单见附件。", "proof.attachment"),
        ("ja", "一覧を添付いたします。", "proof.attachment"),
        ("zh", "接口昨天挂了。", "jargon.unknown"),
        ("ja", "ファームウェアを確認しました。", "jargon.unknown"),
    ],
)
def test_hints_speak_three_languages(book: Rulebook, language: str, text: str, rule: str) -> None:
    """The same hints in Chinese and Japanese."""
    theirs = a_reading("x", 0, hurts=(), language=language)
    mailing = Mailing(attached=False)
    assert rule in rules_of(check(text, theirs, book, language, mailing=mailing))


@pytest.mark.parametrize(("level", "noted"), [(3, True), (1, True), (0, False)])
def test_what_sounds_cold_is_noted_unless_the_mail_is_calm(
    book: Rulebook,
    level: int,
    noted: bool,  # noqa: FBT001
) -> None:
    """001:7: only where no rule speaks, and never what is sorry, a name or a role."""
    text = "Hi Ana,\n\nI'm sorry about the table.\n\nThe van was full that day.\n\nTom, sales"
    ear = Ear(breaks=lambda _: "tone.cold", is_kind=lambda _: False)
    seen = check(text, a_reading(level=level), book, "en", ear=ear)
    cold = [text[one.start : one.end] for one in seen.findings if one.rule == "tone.cold"]
    assert [one.strip() for one in cold] == (["The van was full that day."] if noted else [])


def test_a_dry_sentence_hurts_only_who_is_hurt(book: Rulebook) -> None:
    """Below level 2 the ear gives the benefit of the doubt."""
    ear = Ear(lambda _: "tone.cold", lambda _: False, mild=Ear(lambda _: None, lambda _: False))
    text = "The table has its four legs now."
    found_at = [
        [one for one in found(text, book, a_reading(level=level), ear=ear) if "cold" in one]
        for level in (1, 2)
    ]
    assert found_at == [[], ["tone.cold"]]


def test_where_no_mail_is_known_the_ear_speaks(book: Rulebook) -> None:
    """Nobody knows that it was calm, so what sounds cold is said."""
    ear = Ear(breaks=lambda _: "blame.customer", is_kind=lambda _: False)
    found = check("The van was full that day.", None, book, "en", ear=ear).findings
    assert [(one.rule, one.severity) for one in found] == [("blame.customer", "hint")]
    assert found[0].message == rule_of(book, "blame.customer").message


def test_kind_sentences_need_no_remark_on_manners(book: Rulebook) -> None:
    """A single word of a sentence that sounds kind is let pass; what it gives away is not."""
    text = "Unfortunately the blue one is gone, and I'll refund you."
    found = rules_of(check(text, None, book, "en", ear=Ear(lambda _: None, lambda _: True)))
    assert found == ["sorry.money"]
    assert rules_of(check(text, None, book, "en")) == ["negative.unfortunately", "sorry.money"]


def test_what_the_ear_hears_can_be_switched_off(book: Rulebook) -> None:
    """A rule that is off is not in the book; then the ear has nothing to say in its name."""
    rules = book.replying["en"]
    fewer = tuple(rule for rule in rules.lint if rule.id != "blame.customer")
    less = replace(book, replying={"en": rules.model_copy(update={"lint": fewer})})
    ear = Ear(breaks=lambda _: "blame.customer", is_kind=lambda _: False)
    assert rules_of(check("The van was full that day.", None, less, "en", ear=ear)) == []


def rule_of(book: Rulebook, rule: str) -> LintRule:
    """The rule with this id."""
    return next(one for one in book.replying["en"].lint if one.id == rule)
