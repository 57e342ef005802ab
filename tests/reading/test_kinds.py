from __future__ import annotations

import pytest

from helper.contracts import Person
from helper.reading.classes import class_of, parted
from helper.reading.train.classes import name
from helper.rulebook import Rulebook
from tests.reading.labelled import reading


@pytest.mark.parametrize(
    ("subject", "text", "kind"),
    [
        ("Login", "I can't log in since yesterday.", "support"),
        ("Question", "How do I change my plan?", "support"),
        ("Thanks", "Thank you, it works now.", "support"),
        ("Booth", "We would like to order a second booth for the fair.", "new_work"),
        ("", "Could you send us a quote for 40 chairs?", "new_work"),
        ("Idea", "Can you also add a dark mode? How much would it cost?", "new_work"),
        ("Awful", "This is outrageous. You lied to me and stole my money!", "complaint"),
        ("Complaint", "I am writing to complain about the noise in room 12.", "complaint"),
        ("Automatic reply: parts", "I am out of the office until Monday.", "none"),
        ("Weekly digest", "Top stories. Read more. Unsubscribe here.", "none"),
        ("Your receipt", "Thank you for your purchase! Total: $12.00", "none"),
        ("", "This is an automated message, please do not reply.", "none"),
        ("", "need 40 chairs and 6 tables for sat 12th, can u deliver?", "new_work"),
        ("mugs", "Two more of the same for my sister, please, in blue.", "new_work"),
        ("shawl", "Could you knit another in green? Same wool if there is any.", "new_work"),
        ("Lease", "Do you have any two-room flats coming free this summer?", "new_work"),
        ("Pilot", "We would like to run it in all regions. Send us your terms.", "new_work"),
        ("Gutters", "Do you fit gutter guards too? We have about 30 metres.", "new_work"),
        ("Course dates", "When does the second term start?", "support"),
        ("Receipt", "Could you send me the receipt for the deposit once more?", "support"),
        ("Menu", "Is the soup gluten free? My aunt is coming along.", "support"),
        ("Reminder", "I have not heard from you since Monday. Any news?", "support"),
        ("Fee", "You charge me for a card I never ordered, and again to cancel it.", "complaint"),
        ("Away", "I won't be checking mail this week. Mails get answered on Monday.", "none"),
        ("Your parcel", "Your driver Sam is on the way. Choose a neighbour.", "none"),
        ("Offer", "If you take 15% off we can sign the contract this week.", "new_work"),
        ("", "Another shop says 360 for the menus. Could you match it?", "new_work"),
    ],
)
def test_mail_falls_into_a_small_class(book: Rulebook, subject: str, text: str, kind: str) -> None:
    """B01, 000:71: support, new work, perceived complaint, or no customer mail."""
    assert reading(book, text, subject=subject).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "Tom, you promised to send me the lid by Thursday. It is not here. Where is it?",
        "You promised me the keys for Monday. Nobody came. Where are they?",
        "你答应周四前把盖子寄给我。现在还没到。在哪儿？",
    ],
)
def test_a_broken_word_is_no_mere_question(book: Rulebook, text: str) -> None:
    """B01, 000:65: who angrily reminds us of our word was mistreated, though they ask but where."""
    found = reading(book, text, subject="?")
    assert (found.kind, found.cause) == ("complaint", "mistreated")


@pytest.mark.parametrize(
    "text",
    [
        "You promised it would be quick and it was! Three hours and the roof is tight again.",
        "You said it would rain and it did. Lovely wedding all the same, thank you for the tent!",
        "As you promised, he stopped pulling his feathers after a week. We are delighted.",
        "The crew dealt with a drunk guest like pros. He swore, they smiled, we clapped.",
    ],
)
def test_a_word_that_was_kept_is_no_grudge(book: Rulebook, text: str) -> None:
    """B01: who says that it came as promised is glad of it, and an oath is no promise."""
    found = reading(book, text, subject="Feedback")
    assert (found.level, found.kind, found.cause) == (0, "support", None)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Bakery job", "Dear Ms Lund, I wish to apply for the post. My references are enclosed."),
        ("应聘前台", "您好，我想应聘前台，简历附上，下月可到岗。"),
        ("受付の求人", "求人を拝見しました。応募いたします。履歴書を添付いたします。"),
    ],
)
def test_who_applies_for_work_is_no_customer(book: Rulebook, subject: str, text: str) -> None:
    """B01: an application gets no draft for a customer, in any language."""
    assert reading(book, text, subject=subject).kind == "none"


def test_who_cannot_apply_on_our_page_is_one(book: Rulebook) -> None:
    """B01: a customer of a job portal writes of a CV, too."""
    text = "I applied for three jobs on your page and my CV was refused each time. What now?"
    assert reading(book, text, subject="CV").kind == "support"


def test_an_angry_customer_is_not_silenced_by_a_footer(book: Rulebook) -> None:
    """B01: abstaining must not swallow a real complaint that carries an "unsubscribe" line."""
    text = (
        "I have been waiting five weeks and nobody answers. I want my money back!\n\n"
        "You are receiving this email because you are subscribed. Unsubscribe"
    )
    assert reading(book, text, subject="Refund").kind == "complaint"


def test_a_machine_has_no_feelings_and_asks_nothing(book: Rulebook) -> None:
    """B01: whatever words an auto-reply uses, it has level 0, no ask and no fact."""
    found = reading(
        book,
        "Your ticket has been received. Please do not reply to this email. Urgent? Call us NOW!!!",
        subject="[#1] We have received your request",
        sender=Person(name="Help", address="no-reply@shop.example"),
    )
    assert (found.kind, found.level, found.asks, found.evidence) == ("none", 0, (), ())
    assert found.facts.name is None


def test_a_frustrated_customer_without_reproach_asks_for_support(book: Rulebook) -> None:
    """B02, 000:73: a blocked customer at level 2 is a support case, not a complaint."""
    found = reading(book, "I still can't log in. I followed your steps twice.")
    assert (found.level, found.kind, found.cause) == (2, "support", "blocked")


def test_an_empty_mail_is_nothing(book: Rulebook) -> None:
    """No words, no class: nothing is made up."""
    found = reading(book, "", language="en")
    assert (found.kind, found.asks, found.level) == ("none", (), 0)


def test_the_clearer_the_surer(book: Rulebook) -> None:
    """B01: confidence is higher where more speaks for the class."""
    vague = reading(book, "Hello.", subject="Hello")
    clear = reading(book, "The app shows an error and I can't log in.", subject="Login")
    assert 0 < vague.kind_confidence < clear.kind_confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "流量截图如下，从市区到河口镇28km，用时35分钟，中间一大半路段无4g覆盖。欢迎自行测试，手机型号AX5，版本4.2.1。",
        "3月2日9:40起家中座机完全无声，用手机拨打提示“正在通话中”，时间长达半小时（甚至更长）。",
    ],
)
def test_who_calls_us_out_is_no_machine(book: Rulebook, text: str) -> None:
    """B01: dry figures sound like a notice, but whoever calls a firm by name wants to be read."""
    assert reading(book, text).kind == "none"
    assert reading(book, f"@云帆宽带客服 {text}").kind != "none"
    assert reading(book, "@云帆会员 限时三天，全场八折，立即选购，退订回T").kind == "none"


def test_who_is_frustrated_is_no_machine(book: Rulebook) -> None:
    """B01: a mail without an "I" sounds like a notice, but only machines do not feel."""
    text = "extremely disappointed in your service. Gate agents are rude and not helpful at all."
    found = reading(book, text)
    assert found.kind != "none"
    assert (found.level or 0) >= 2


@pytest.mark.parametrize(
    ("text", "kind", "cause"),
    [
        (
            "I've restarted it nine times and it still shows a blank page. Help!",
            "support",
            "blocked",
        ),
        ("I wrote on the 2nd and the 9th. Nobody has answered me.", "complaint", "mistreated"),
        ("When are you open on Sunday?", "support", None),
        ("Any news on my parcel? It was due on Monday.", "support", "not_knowing"),
    ],
)
def test_what_is_held_against_us_parts_complaint_from_support(
    book: Rulebook, text: str, kind: str, cause: str | None
) -> None:
    """CONTRIBUTING, "What the labels mean": the thing that fails, the answer, or the treatment."""
    found = reading(book, text, subject="Question")
    assert (found.kind, found.cause) == (kind, cause)


def test_a_calm_mail_is_a_complaint_only_if_it_says_so(book: Rulebook) -> None:
    """B02: level 0 holds nothing against us, whatever its words sound like."""
    found = reading(book, "My phone died, my fault. Could you tell me what a repair costs?")
    assert (found.level, found.kind == "complaint") == (0, False)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Grow calmer with Leafline",
            (
                "Hi there, I came across your website. We help offices like yours with plants "
                "that look after themselves. Would you be open to a quick call next week?"
            ),
        ),
        (
            "Minutes of Monday's meeting",
            (
                "Hi all, minutes are attached, actions in bold. Next meeting is on the 9th in "
                "the small room. Please add your points to the agenda by Friday."
            ),
        ),
        (
            "Handover for Thursday",
            (
                "Morning all, Thursday's round starts an hour earlier. Ines takes the van, Otto "
                "the bikes. The list is in our folder, please add your names by tonight."
            ),
        ),
        (
            "Invoice 5520",
            (
                "Dear customer, attached is our invoice 5520 for the delivery of 3 June. It is "
                "payable within a fortnight. Thank you for buying from us."
            ),
        ),
    ],
)
def test_who_is_no_customer_is_told_from_who_is(book: Rulebook, subject: str, text: str) -> None:
    """B01: pitches, colleagues and bills to us wait for no reply of support."""
    assert reading(book, text, subject=subject).kind == "none"


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("You said Friday, and now it's Tuesday. No rush, is there a new date?", "not_knowing"),
        (
            (
                "You promised it for Friday, then for Monday, and I have called three times. "
                "This is no way to treat people. Where is it?"
            ),
            "mistreated",
        ),
    ],
)
def test_a_wait_is_a_wrong_once_it_is_held_against_us(
    book: Rulebook, text: str, cause: str
) -> None:
    """CONTRIBUTING, "What the labels mean": an answer will do, until it will do no more."""
    assert reading(book, text, subject="My order").cause == cause


def test_where_nothing_was_learned_the_rules_speak_alone() -> None:
    """A language may be added as a folder of rules, without any training."""
    told = class_of({"any": 1.0, "level 1": 1.0, "rules new_work": 1.5}, "xx")
    assert (told.kind, told.cause) == ("new_work", None)
    told = class_of({"any": 1.0, "rules support": 1.0, "rules blocked": 1.0}, "xx")
    assert (told.kind, told.cause) == ("support", "blocked")


def test_the_class_of_a_labelled_mail_names_kind_and_cause() -> None:
    """What is learned is what was labelled; a kind without a cause is a class of its own."""
    for cause in (None, "blocked"):
        row = {"kind": "support", "cause": cause}
        assert parted(name(row)) == ("support", cause)


def test_what_calls_itself_a_complaint_is_one(book: Rulebook) -> None:
    """000:73: also where what fails is all that is told."""
    text = "这是一份正式投诉。面包机用了两天就坏了，到现在还不能启动。"

    assert reading(book, text).kind == "complaint"
