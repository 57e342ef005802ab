from __future__ import annotations

import pytest

from helper.contracts import Person
from helper.rulebook import Rulebook
from tests.reading.labelled import facts


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Anna Weber", "Anna Weber"),
        ("Weber, Anna", "Anna Weber"),
        ("Weber, Anna (External)", "Anna Weber"),
        ("Jean-Luc O'Neill", "Jean-Luc O'Neill"),
        ("xX_gamer_99", None),
        ("anna.weber@example.com", None),
        ("kev1988", None),
        ("Support Team", None),
        ("Acme Ltd", None),
        ("Residents of Ash Grove", None),
        ("Debating Society", None),
        ("Law firm Kaur", None),
        ("DK", None),
        ("", None),
    ],
)
def test_the_name_in_from_is_turned_around(book: Rulebook, shown: str, name: str | None) -> None:
    """B26: a name as one says it; handles, firms and initials are no names."""
    assert facts(book, "Where is my order?", sender=Person(name=shown)).name == name


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("Best regards,\nAnna Weber\nWeber Teas\n+49 30 1234", "Anna Weber"),
        ("Thanks\nTom", "Tom"),
        ("-- \nLi Wei | Sales", "Li Wei"),
        ("\n\nMaya", "Maya"),
        ("Thanks!\n\nSent from my iPhone", None),
        ("Best regards,\nThe Support Team", None),
        ("Regards,\nann@example.com", None),
    ],
)
def test_the_signature_names_the_writer(book: Rulebook, end: str, name: str | None) -> None:
    """B26: people sign with the name they want to be called by."""
    assert facts(book, f"Where is my order?\n\n{end}").name == name


def test_a_firm_under_the_name_does_not_hide_it(book: Rulebook) -> None:
    """B26: the name in From that stands in the signature is the name."""
    sender = Person(name="Priya Raman")
    found = facts(book, "When is it due?\n\nPriya Raman\nRaman Teas", sender=sender)
    assert found.name == "Priya Raman"


@pytest.mark.parametrize(
    ("shown", "end", "name"),
    [
        ("Kim Min-jun", "Min-jun", "Min-jun"),
        ("Kim Min-jun", "M.", "Kim Min-jun"),
        ("Ana Lopez", "- Ana", "Ana"),
    ],
)
def test_a_part_of_the_name_in_from_signs(book: Rulebook, shown: str, end: str, name: str) -> None:
    """B26: whichever stands first, the part one signs with is what one wants to be called."""
    found = facts(book, f"When will it come?\n{end}", sender=Person(name=shown))
    assert found.name == name


def test_our_own_signature_in_the_quote_is_not_theirs(book: Rulebook) -> None:
    """B13: the name below the quoted mail is ours."""
    text = "Where is it?\n\nOn Mon, Bob <b@example.com> wrote:\n> Soon.\n> Best regards,\n> Bob"
    assert facts(book, text).name is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("My March invoice is wrong.", "March invoice"),
        ("The export fails every night.", "export"),
        ("Could you check our hosting contract?", "hosting contract"),
        ("I can't take orders.", "orders"),
        ("@modalia refund within 14 days, you wrote", "refund"),
        ("Love the new cool feature that deletes my work.", "feature"),
        ("He kept scrolling his phone.", None),
        ("Nobody thought to text me.", None),
        ("Of course I am angry.", None),
        ("I have been waiting for ages.", None),
    ],
)
def test_the_object_is_lifted_exactly(book: Rulebook, text: str, wanted: str | None) -> None:
    """R2: "your March invoice", never "your issue"; where nothing is sure, nothing is named."""
    assert facts(book, text).object == wanted


def test_the_object_of_the_ask_comes_first(book: Rulebook) -> None:
    """R2: what is asked about, not what is mentioned on the way."""
    text = "Since the storm our website is slow. Could you restart the mail server?"
    assert facts(book, text, subject="Help").object == "mail server"


def test_what_the_subject_names_comes_before_the_ask(book: Rulebook) -> None:
    """R2: a dear piano with a scratch is the matter, whatever a repair of it would cost."""
    text = "先日届いたものに傷がありました。修理はできますか。"
    assert facts(book, text, subject="ピアノの傷").object == "ピアノ"


def test_what_is_said_in_passing_names_nothing(book: Rulebook) -> None:
    """R2: a wrong object is worse than none; the school fees are no matter of the broker."""
    text = "赎回显示确认中第六天。智能客服只会叫我等。这钱是月底给孩子交学费的。"
    assert facts(book, text).object is None


def test_the_subject_names_the_object_in_the_words_of_the_mail(book: Rulebook) -> None:
    """R2: "Invoice" in a subject is "invoice" in a sentence."""
    assert facts(book, "About the invoice: it is late.", subject="Invoice").object == "invoice"


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("I've been waiting three weeks.", "three weeks"),
        ("It has been down since Monday.", "since Monday"),
        ("We waited almost two months for it.", "almost two months"),
        ("45 minutes later there is still nothing.", "45 minutes"),
        ("I was on hold for an hour.", "an hour"),
        ("I'll check again in an hour.", None),
        ("We meet next week.", None),
        ("I am 30 years old.", None),
    ],
)
def test_the_duration_is_lifted(book: Rulebook, text: str, duration: str | None) -> None:
    """R2: how long it took, as the writer says it."""
    assert facts(book, text).duration == duration


@pytest.mark.parametrize(
    ("text", "impact"),
    [
        ("Because of this our launch on Friday is blocked.", "our launch on Friday is blocked"),
        ("We lost two orders because of it.", "We lost two orders"),
        ("It is costing us 400 euros a day.", "costing us 400 euros a day"),
        ("I've spent 1,900 pounds on taxis.", "I've spent 1,900 pounds on taxis"),
        ("We lost the work for the new school on Monday.", "We lost the work for the new school"),
        ("Please send the form.", None),
    ],
)
def test_the_impact_is_lifted(book: Rulebook, text: str, impact: str | None) -> None:
    """R2, B17: what it did to them, in their words."""
    assert facts(book, text).impact == impact


def test_references_are_lifted_once_each(book: Rulebook) -> None:
    """Order and invoice numbers, exactly, in their order; years and phone numbers are none."""
    text = (
        "Where is order 48213 (invoice INV-2024-118, ticket #889201) from 2024? "
        "Order 48213 was paid in 2024."
    )
    assert facts(book, text).references == ("48213", "INV-2024-118", "#889201")
    assert facts(book, "In 2024 we had 3 orders.").references == ()
