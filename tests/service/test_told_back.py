"""A notice about a promise says which one, and what it promises anew is read back as just that."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from helper.contracts import Draft, Promise
from helper.desk.desk import Desk
from helper.settings import Settings
from helper.wire.mail import DraftRequest, PromiseQuery
from tests.service.mails import EXPORT, EXPORT_SENT, TOLD, TOLD_SENT

if TYPE_CHECKING:
    from helper.rulebook import Rulebook
    from helper.store import Store
    from tests.clock import HeldClock

WHY = {"en": "The printer broke.", "zh": "打印机坏了", "ja": "プリンターが故障しました。"}
PROMISES = [
    ("en", "I'll send you the replacement pump by noon tomorrow.", "the replacement pump"),
    ("en", "I'll call you tomorrow at 10.", "I'd call you"),
    ("en", "Our fitter will be with you tomorrow at 9.", "our fitter would be with you"),
    ("en", "Your new card goes out tomorrow.", "the new card"),
    ("zh", "明天中午前我把更换的水泵寄给您。", "更换的水泵"),
    ("zh", "我明天上午十点给您回电话。", "给您回电话"),
    ("zh", "退款明天到账。", "退款"),
    ("ja", "明日の正午までに交換用のポンプをお送りします。", "交換用のポンプ"),
    ("ja", "明日10時に折り返しお電話いたします。", "折り返しお電話いたします"),
    ("ja", "お見積書は明日お届けします。", "お見積書"),
]


@pytest.fixture
def desk(store: Store, book: Rulebook, held: HeldClock) -> Desk:
    """A desk of somebody who answers in three languages."""
    return Desk(lambda: book, store, Settings(zone="Europe/Berlin", name="Max"), held)


def sent(desk: Desk, held: HeldClock, text: str) -> None:
    """A mail goes out now."""
    mail = {**EXPORT_SENT, "id": f"s-{held.now:%d%H%M}", "sent": held.now, "text": text}
    desk.sent(TOLD_SENT.validate_python(mail))


def drafted(desk: Desk, row: Promise, form: str) -> Draft:
    """What is to be written about a promise, also where one is away when it falls due."""
    if form == "away" and row.due:
        day = timedelta(days=1)
        (falling,) = desk.away(row.due - day, row.due + 3 * day, "Europe/Berlin")
        assert falling.draft
        return falling.draft
    return desk.draft(DraftRequest(promise=row.id, form=form)).drafts[0]  # type: ignore[arg-type]


def filled(draft: Draft, language: str) -> str:
    """The draft with the reason in its place."""
    text = draft.text
    for gap in reversed(draft.gaps):
        text = text[: gap.start] + WHY[language] + text[gap.end :]
    return text


def opened(desk: Desk) -> Promise:
    """The one promise that is open."""
    (row,) = desk.promises(PromiseQuery(state="open"))
    return row


@pytest.mark.parametrize("form", ["late_notice", "recovery", "away"])
@pytest.mark.parametrize(("language", "text", "name"), PROMISES)
def test_a_notice_names_what_was_promised(  # noqa: PLR0913, PLR0917 - what the case is made of
    desk: Desk, held: HeldClock, language: str, text: str, name: str, form: str
) -> None:
    """B40, B56, B78: at the first slip and at the second; sent, it makes the row it promises."""
    sent(desk, held, text)
    for _ in range(2):
        held.now += timedelta(minutes=20)
        draft = drafted(desk, opened(desk), form)
        assert name in draft.text
        sent(desk, held, filled(draft, language))
        assert opened(desk).due == draft.times[0].at, draft.text


@pytest.mark.parametrize(("language", "text", "name"), PROMISES)
def test_whether_it_held_is_asked_of_the_thing(
    desk: Desk, held: HeldClock, language: str, text: str, name: str
) -> None:
    """B58: nobody has to guess what is asked about, and nothing is promised by it."""
    sent(desk, held, text)
    draft = drafted(desk, opened(desk), "held")
    assert (draft.language, name in draft.text) == (language, True), draft.text
    assert not draft.times


def test_the_new_time_is_for_the_thing_itself(desk: Desk, held: HeldClock) -> None:
    """Who waits for a pump is offered the pump, not "the full answer"."""
    sent(desk, held, "I'll send you the replacement pump by noon tomorrow.")
    (draft,) = desk.draft(DraftRequest(promise=opened(desk).id, form="late_notice")).drafts
    assert f"I'll send you the replacement pump by {draft.times[0].label}." in draft.text
    assert draft.times[0].at > datetime.fromisoformat(str(opened(desk).due))


def test_a_reply_in_another_language_takes_no_words_over(desk: Desk, held: HeldClock) -> None:
    """A promise made in Chinese is not named in an English mail."""
    sent(desk, held, "明天中午前我把更换的水泵寄给您。")
    reading = desk.read(TOLD.validate_python({**EXPORT, "text": "Where is it? I'm still waiting."}))
    request = DraftRequest(promise=opened(desk).id, reading=reading, form="late_notice")
    assert "水泵" not in desk.draft(request).drafts[0].text
