"""B11, B78: "you promised ..., where is it?" is answered with the sentence that was really sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from helper.contracts import Mail
from helper.reading import reader
from helper.remembering.finding.promises import find
from tests.remembering.office import ANA, Office

if TYPE_CHECKING:
    from helper.rulebook import Rulebook

ROOF = "I'll get the roof looked at by Friday."
TWO = (
    "I'll ring you on Friday about the boiler. We will credit 40 pounds to your account by Monday."
)
ZH_ROOF = "屋顶我周五前找人看。"
ZH_TWO = "锅炉的事我周五给您打电话。周一前我们把40元退到您账户。"
JA_ROOF = "屋根は金曜までに職人に見させます。"
JA_TWO = "ボイラーの件は金曜にお電話いたします。月曜までに4,000円をご返金いたします。"


def meant(said: tuple[str, str, str], office: Office, book: Rulebook) -> str | None:
    """Which sentence of a mail a claim finds, a week later and elsewhere.

    ``said`` is the language, the mail, and the claim.
    """
    language, sent, claim = said
    mail = office.mail(sent)
    found = find(sent, mail.sent, ZoneInfo(mail.zone), book, language)
    office.ledger.record(mail, found, language)
    office.later(days=7)
    theirs = Mail(text=claim, subject="", sender=ANA, received=office.now + timedelta(minutes=1))
    reading = reader.read(theirs, book)
    rows = (
        office.ledger.match_claim(ANA, "elsewhere", one.text, reading.language)
        for one in reading.claims
    )
    return next((row.sentence.strip() for row in rows if row), None)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (("en", TWO, "You promised you'd phone me. Where is that call?"), "I'll ring you"),
        (("en", TWO, "You promised £40. Where is it?"), "We will credit 40"),
        (("en", TWO, "You assured me I'd get my money back. I've seen nothing."), "We will credit"),
        (("en", ROOF, "You said you'd take care of it by Friday!"), ROOF),
        (("en", ROOF, "You promised I'd have it by now. Where is it?"), ROOF),
        (("zh", ZH_TWO, "您答应给我打电话的，电话呢？"), "锅炉的事"),
        (("zh", ZH_TWO, "您承诺的40块呢？"), "周一前"),
        (("zh", ZH_ROOF, "你们说周五之前处理的。"), ZH_ROOF),
        (("zh", ZH_ROOF, "您答应的事呢？我还在等。"), ZH_ROOF),
        (("ja", JA_TWO, "電話をくださると約束したはずです。"), "ボイラー"),
        (("ja", JA_TWO, "4,000円の約束はどうなりましたか。"), "月曜までに"),
        (("ja", JA_ROOF, "金曜までに対応すると言っていましたよね。"), JA_ROOF),
        (("ja", JA_ROOF, "お約束の件はどうなりましたか。"), JA_ROOF),
    ],
)
def test_a_claim_finds_what_was_written(
    said: tuple[str, str, str], sentence: str, office: Office, book: Rulebook
) -> None:
    """By other words for the same thing, a sum, the day, or as the only promise there is."""
    found = meant(said, office, book)
    assert found is not None
    assert found.startswith(sentence)


@pytest.mark.parametrize(
    "said",
    [
        ("en", TWO, "You promised to paint the hallway."),
        ("en", ROOF, "You promised to replace my fridge by Tuesday."),
        ("zh", ZH_TWO, "您答应过给我刷走廊的墙。"),
        ("zh", ZH_ROOF, "您答应周二给我换冰箱的。"),
        ("ja", JA_TWO, "廊下を塗り直すと約束したはずです。"),
        ("ja", JA_ROOF, "火曜に冷蔵庫を交換すると約束したはずです。"),
    ],
)
def test_what_was_never_written_is_not_found(
    said: tuple[str, str, str], office: Office, book: Rulebook
) -> None:
    """No other promise is put in its place, and none for another day."""
    assert meant(said, office, book) is None
