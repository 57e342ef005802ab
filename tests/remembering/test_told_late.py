"""What was done in time and is told of only afterwards: no failure stays behind (B57)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.remembering.office import Office

BROKEN = {
    "en": "I'll send you the list by 4 pm today.",
    "zh": "我今天下午四点前把清单发给您。",
    "ja": "本日16時までに一覧をお送りします。",
}


@pytest.mark.parametrize(
    ("language", "text", "state"),
    [
        ("en", "I sent the list yesterday afternoon, did it arrive?", "kept"),
        ("en", "I've just sent you the list. Sorry for yesterday.", "broken"),
        ("en", "The list went out this morning.", "broken"),
        ("en", "I'm so sorry about yesterday. The list needs another day.", "broken"),
        ("zh", "清单昨天下午已经发出了，您收到了吗？", "kept"),
        ("zh", "清单今早发出了，让您久等了。", "broken"),
        ("ja", "一覧は昨日の午後に発送いたしました。", "kept"),
        ("ja", "一覧を今朝お送りいたしました。", "broken"),
    ],
)
def test_a_promise_kept_in_time_is_told_of_the_day_after(
    language: str, text: str, state: str, office: Office
) -> None:
    """Only what was done by the promised day makes a broken promise a kept one."""
    (promise,) = office.send_in(language, BROKEN[language]).promises
    office.later(days=1)
    office.ledger.mark_missed(office.now)
    assert office.ledger.get(promise.id).state == "broken"
    office.send_in(language, text, id="later")
    assert office.ledger.get(promise.id).state == state


def test_what_was_given_a_new_time_meanwhile_is_kept_too(office: Office) -> None:
    """The mail was out before the user moved what it keeps: nothing is owed any more."""
    (promise,) = office.send_in("en", BROKEN["en"]).promises
    office.later(hours=5)
    mail = replace(office.mail("Hi Ana,\n\nhere is the list."), id="queued")
    office.later(days=1)
    office.ledger.mark_missed(office.now)
    moved = office.ledger.renegotiate(promise.id, office.now + timedelta(days=2))
    office.record(mail)
    assert [office.ledger.get(one).state for one in (promise.id, moved.id)] == ["kept", "kept"]
    office.ledger.withdraw("queued")
    assert office.ledger.get(moved.id).state == "open"
