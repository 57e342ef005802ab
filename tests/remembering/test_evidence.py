"""What a later mail of the user proves about a promise in its thread, and what not (B57)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from helper.remembering.finding.promises import find
from helper.remembering.keeping.evidence import Earlier, verdict
from helper.remembering.keeping.things import alike
from tests.remembering.office import BERLIN

if TYPE_CHECKING:
    from helper.rulebook import Rulebook

SENT = datetime(2026, 11, 18, 15, 0, tzinfo=BERLIN)
WRITE = "I'll write to you by Thursday 15:00 with what I've found."


def judge(sentence: str, text: str, book: Rulebook) -> str:
    """The verdict on an English mail sent after the promise."""
    found = find(text, SENT, BERLIN, book, "en")
    return verdict(Earlier(sentence), text, found, book.remembering["en"])


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (WRITE, "Hi Ana,\n\nThe invoice was charged twice because two jobs ran at once.\n\nTom"),
        (WRITE, "Here is the corrected invoice. Could you check the address?"),
        (WRITE, "I've found the cause: an old address. I'll send a new invoice by Friday noon."),
        ("I'll make sure the renewal is cancelled.", "Done: the renewal has been cancelled."),
        (WRITE, "Sorry for the delay. You were charged twice because two jobs ran at once."),
        (WRITE, "Our accountant is on holiday, but I found it: the invoice has been corrected."),
        ("I'll call you tomorrow.", "As promised I called you; your line was busy, so I write."),
        ("I'll refund the $40 by Friday.", "I've refunded the $40 just now."),
        ("I'll refund the $40 by Friday.", "Hi Ana, the refund went out this morning. Tom"),
        (WRITE, "By the way, I've looked at the invoice: it was charged twice."),
    ],
)
def test_an_answer_keeps_the_promise(sentence: str, text: str, book: Rulebook) -> None:
    """A later mail that delivers closes the row; a question beside the answer does not hinder."""
    assert judge(sentence, text, book) == "kept"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (WRITE, "Thank you!"),
        (WRITE, "Hi Ana, thanks a lot.\nTom"),
        (WRITE, "I am out of the office until Monday and will answer after that."),
        (WRITE, "Automatic reply: I have no access to my mail."),
        (WRITE, "We are still looking at the invoice, no news yet."),
        (WRITE, "Could you send me the log file?"),
        (WRITE, "I need more time for this, sorry."),
        (WRITE, "Small correction to my last mail: the address is Mill Lane 4, not 5."),
        (WRITE, "One more thing: please bring the old key on Saturday."),
        (WRITE, "I forgot to say that we're closed on Wednesday."),
        (WRITE, "Happy birthday, by the way!"),
        (WRITE, "No news from billing yet, sorry."),
        (WRITE, "I haven't forgotten you, it's nearly done."),
        (WRITE, "Got your photos, thanks!"),
        ("I'll call you tomorrow.", "The invoice has been corrected and is in your account."),
        ("I'll refund the $40 by Friday.", "The refund needs a signature on our side."),
    ],
)
def test_what_delivers_nothing_leaves_it_open(sentence: str, text: str, book: Rulebook) -> None:
    """Out-of-office, thanks, a question back, no news: the promise stands (wishes 1-3)."""
    assert judge(sentence, text, book) == "open"


@pytest.mark.parametrize(
    "text",
    [
        "I need more time. I'll write to you by Friday 11:00.",
        "I'll write to you by Friday 11:00 with what I've found.",
        "Hi Ana, sorry for the wait. You'll have it by Friday.\nTom",
        "It won't be ready in time, as billing is closed today. I'll send it on Monday.",
    ],
)
def test_a_new_time_for_the_same_thing_renegotiates(text: str, book: Rulebook) -> None:
    """A mail that only moves the time keeps nothing: the row gives way to the new one."""
    assert judge(WRITE, text, book) == "renegotiated"


def test_words_are_alike_in_their_inflections(book: Rulebook) -> None:
    """Call, called and calling are one word; small words and weekdays count for nothing."""
    rules = book.remembering["en"]
    assert alike("You promised to call me on Tuesday", "I'll be calling you", rules) == 1
    assert alike("You promised me this by Friday", "I'll have it by Friday", rules) == 0


@pytest.mark.parametrize(
    ("language", "sentence", "text"),
    [
        ("zh", "我周五前把报价发给您。", "王女士，\n\n补充一句，我们周三不营业。\n\n李雷"),
        ("zh", "我周五前把报价发给您。", "对了，周六麻烦您带上旧钥匙。"),
        ("zh", "我周五前把报价发给您。", "厂家还没回复，再等等。"),
        ("ja", "金曜までに見積書をお送りします。", "追伸：水曜は定休日です。"),
        ("ja", "金曜までに見積書をお送りします。", "言い忘れましたが、土曜は鍵をお持ちください。"),
    ],
)
def test_a_word_on_something_else_proves_nothing(
    language: str, sentence: str, text: str, book: Rulebook
) -> None:
    """B57: one's own unrelated mail keeps nothing, not even in the same thread."""
    found = find(text, SENT, BERLIN, book, language)
    assert verdict(Earlier(sentence), text, found, book.remembering[language]) == "open"


@pytest.mark.parametrize(
    ("language", "sentence", "text", "expected"),
    [
        ("en", "I'll send the quote by Friday.", "Please find our estimate attached.", "kept"),
        ("en", "I'll send the quote by Friday.", "It comes to £480 including the paint.", "kept"),
        ("en", "I'll send the quote by Friday.", "Attached.", "kept"),
        ("en", "I'll send the quote by Friday.", "Here's the parking map.", "open"),
        ("en", "I'll send the quote by Friday.", "Saturday at ten works for me.", "open"),
        ("en", "I'll send the quote by Friday.", "I'll call you on Monday.", "open"),
        ("en", "You'll have the plan by Friday.", "The drawings are in the folder.", "kept"),
        ("en", "You'll have the plan by Friday.", "The key code is 4471.", "open"),
        ("en", "I'll translate chapter two by Friday.", "The cover image is uploaded.", "open"),
        ("en", "I'll get back to you by Friday.", "The board said yes.", "kept"),
        ("en", "I'll send you the offer by Friday.", "Hi Ana, here's the offer.", "kept"),
        ("en", "I'll get back to you by Friday.", "Hello Ana, it is the blue one.", "kept"),
        ("en", "I'll get back to you by Friday.", "Dear Ana,\nthank you so much!\nTom", "open"),
        ("zh", "我今天下午5点前答复您。", "您好，包裹在上海仓。", "kept"),
        ("zh", "我今天下午5点前答复您。", "王女士您好，谢谢您的耐心！\n李雷", "open"),
        ("zh", "我周五前把更正的发票发给您。", "您好，更正后的发票在附件里，请查收。", "kept"),
        ("zh", "我周五前把报价发给您。", "一共4800元，含安装。", "kept"),
        ("zh", "我周五前把报价发给您。", "见附件。", "kept"),
        ("zh", "我周五前把报价发给您。", "这是停车场的地图。", "open"),
        ("zh", "您的车周四前修好。", "车修好了，六点前随时来取。", "kept"),
        ("zh", "我周五给您打电话。", "附件是报价单。", "open"),
        ("ja", "金曜までに見積書をお送りします。", "税込48,000円です。", "kept"),
        ("ja", "金曜までに見積書をお送りします。", "添付いたします。", "kept"),
        ("ja", "金曜までに見積書をお送りします。", "駐車場の地図です。", "open"),
        ("ja", "明日、契約書をお送りします。", "先月分の請求書を添付いたします。", "open"),
    ],
)
def test_a_thing_is_delivered_by_its_name_or_by_none(
    language: str, sentence: str, text: str, expected: str, book: Rulebook
) -> None:
    """B57: what hands over something else, or speaks of something else, leaves it open."""
    found = find(text, SENT, BERLIN, book, language)
    assert verdict(Earlier(sentence), text, found, book.remembering[language]) == expected
