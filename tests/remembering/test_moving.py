"""A mail that only moves the time of what was promised before (B40, B57)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from helper.remembering.keeping.moving import Said
from tests.remembering.office import Office

if TYPE_CHECKING:
    pass

QUOTE = {
    "en": "I'll send you the quote by Friday.",
    "zh": "我周五前把报价发给您。",
    "ja": "金曜までに見積書をお送りします。",
}


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "I won't manage Friday, Monday is realistic.", 23),
        ("en", "Friday isn't going to work after all. It'll be Monday, sorry.", 23),
        ("en", "Our estimator is ill, so the quote slips to Tuesday.", 24),
        ("en", "Sorry, we're running behind. More like Monday now.", 23),
        ("zh", "周五赶不上了，周一比较现实。", 23),
        ("zh", "同事病了，报价得推迟到下周二。", 24),
        ("zh", "周五太紧了，下周二差不多。", 24),
        ("zh", "週五太緊了，下週二差不多。", 24),
        ("ja", "金曜は難しく、月曜なら現実的です。", 23),
        ("ja", "担当が体調を崩し、見積書は火曜にずれ込みます。", 24),
        ("ja", "金曜には終わりそうになく、火曜が現実的です。", 24),
        ("en", "Our estimator is ill, so the quote won't be ready before Tuesday.", 24),
        ("en", "Sorry, it'll be Tuesday.", 24),
        ("en", "Make that Monday, sorry.", 23),
        ("en", "I've had to put the quote off until Monday.", 23),
        ("en", "Make it 6 pm today, I got through it faster than I thought.", 19),
        ("zh", "抱歉，要下周二才行。", 24),
        ("ja", "見積書は火曜以降になってしまいます。", 24),
        ("ja", "予定より早く、本日18時にはお送りできそうです。", 19),
    ],
)
def test_the_row_gives_way_to_one_with_the_new_time(
    language: str, text: str, day: int, office: Office
) -> None:
    """The new row tells what was promised and how it was moved; the old one names its heir."""
    (old,) = office.send_in(language, QUOTE[language]).promises
    office.later(days=1)
    (new,) = office.send_in(language, text).promises
    assert new.due is not None
    assert (new.due.day, new.state) == (day, "open")
    assert new.sentence.startswith(f"{old.sentence} … ")
    assert office.ledger.get(old.id).state == "renegotiated"
    assert office.ledger.events(old.id)[-1].detail == str(new.id)
    assert office.ledger.events(new.id)[0].detail == str(old.id)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I won't manage Friday, sorry."),
        ("en", "I won't manage Friday. Would Monday do?"),
        ("en", "I can't come to the choir on Friday, see you on Monday!"),
        ("en", "My train on Friday is delayed, so I'm in on Monday."),
        ("en", "We are closed on Monday because of the bank holiday."),
        ("zh", "周五赶不上了，实在抱歉。"),
        ("zh", "周五的聚会我来不了，周一见！"),
        ("ja", "金曜には間に合いそうにありません。申し訳ございません。"),
        ("ja", "金曜の会には行けません。月曜にお会いしましょう。"),
        ("en", "Tuesday at ten works for me."),
        ("en", "Nobody is in on Friday, see you on Monday."),
        ("en", "Just to confirm: the quote by Friday, as promised."),
        ("ja", "かしこまりました。では火曜10時に。"),
    ],
)
def test_the_row_stays_without_a_new_time_for_it(language: str, text: str, office: Office) -> None:
    """No new time, a mere question, or the times of something else: it is due as it was."""
    (old,) = office.send_in(language, QUOTE[language]).promises
    office.later(days=1)
    assert office.send_in(language, text).promises == ()
    assert office.ledger.get(old.id) == old


def test_undo_and_a_second_telling_change_nothing_more(office: Office) -> None:
    """The new row goes with the mail that made it; another browser makes no second one."""
    (old,) = office.send_in("en", QUOTE["en"]).promises
    office.later(days=1)
    text = "I won't manage Friday, Monday is realistic."
    office.send_in("en", text, id="moved")
    office.later(minutes=1)
    assert office.send_in("en", text, id="told again").promises == ()
    office.ledger.withdraw("moved")
    assert [one.id for one in office.ledger.promises(state="open")] == [old.id]


def test_what_was_moved_is_kept_by_the_thing_itself(office: Office) -> None:
    """The new row still knows that a quote was promised."""
    office.send_in("en", QUOTE["en"])
    office.later(days=1)
    (new,) = office.send_in("en", "I won't manage Friday, Monday is realistic.").promises
    office.later(hours=1)
    assert office.send_in("en", "Here's the parking map.").kept == ()
    office.later(hours=1)
    assert [one.id for one in office.send_in("en", "Here is our estimate.").kept] == [new.id]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("We looked at part 7 on Monday and it was fine. " * 50, []),
        ("Part 7 comes on Monday. " * 50 + "The quote slips to Tuesday.", ["Monday", "Tuesday"]),
        ("We won't meet on Friday. Monday is fine.", ["Friday", "Monday"]),
    ],
)
def test_times_are_looked_for_where_one_is_taken_back(
    text: str, named: list[str], office: Office
) -> None:
    """A long mail is not parsed sentence by sentence for each promise that is open."""
    said = Said(office.mail(text), [], office.book, "en", "Europe/Berlin")
    found = {one.text for stretch in said.stretches for one in stretch.named}
    assert {(one or "").split()[-1] for one in found} == set(named)


PARTS = {
    "en": (
        "I'll send you the lease and the keys by Friday.",
        "The lease is attached.",
        "The keys are in the post.",
    ),
    "zh": ("我周五前把租约和钥匙寄给您。", "租约在附件里。", "钥匙已经寄出了。"),
    "ja": (
        "金曜までに賃貸契約書と鍵をお送りします。",
        "賃貸契約書を添付いたします。",
        "鍵をお送りしました。",
    ),
}


@pytest.mark.parametrize("language", PARTS)
def test_one_thing_after_another_keeps_the_promise(language: str, office: Office) -> None:
    """Half a delivery leaves it open, the other half closes it; an Undo takes its half back."""
    promise, first, second = PARTS[language]
    (old,) = office.send_in(language, promise).promises
    office.later(hours=1)
    assert office.send_in(language, second, id="undone").kept == ()
    office.ledger.withdraw("undone")
    office.later(hours=1)
    assert office.send_in(language, first).kept == ()
    office.later(hours=1)
    assert [one.id for one in office.send_in(language, second).kept] == [old.id]


def test_the_rest_may_get_a_new_time(office: Office) -> None:
    """The row gives way to one for what is missing, and knows what came."""
    promise, first, second = PARTS["en"]
    (old,) = office.send_in("en", promise).promises
    office.later(hours=1)
    (new,) = office.send_in("en", f"{first} The keys follow on Monday.").promises
    assert office.ledger.get(old.id).state == "renegotiated"
    office.later(hours=1)
    assert [one.id for one in office.send_in("en", second).kept] == [new.id]


@pytest.mark.parametrize(
    ("language", "promise", "text"),
    [
        ("en", "I'll call you on Friday.", "No problem, then I won't call on Friday."),
        ("zh", "我周五给您打电话。", "好的，那我周五就不打电话了。"),
        ("ja", "金曜にお電話します。", "承知しました。では金曜のお電話は控えます。"),
        ("en", "I'll send you a status every Friday.", "It's done! This was the last status."),
    ],
)
def test_what_nobody_needs_is_dropped(
    language: str, promise: str, text: str, office: Office
) -> None:
    """Neither kept nor broken, and no new row; an Undo brings it back."""
    (old,) = office.send_in(language, promise).promises
    office.later(days=1)
    told = office.send_in(language, text, id="off")
    assert (told.promises, told.untimed, told.kept) == ((), (), ())
    assert [one.state for one in office.ledger.promises()] == ["dropped"]
    office.ledger.withdraw("off")
    assert office.ledger.get(old.id).state == "open"


@pytest.mark.parametrize(
    ("language", "promise", "text"),
    [
        ("en", "I'll call you on Friday at 3 pm.", "Sure, Monday at 10 then."),
        ("en", "I'll call you on Friday at 3 pm.", "Monday at 10 works for me."),
        (
            "en",
            "I'll call you on Friday at 3 pm.",
            "I can't call on Friday, Monday at 10 is better.",
        ),
        ("zh", "我周五下午三点给您打电话。", "好的，那就下周一上午十点。"),
        ("ja", "金曜の15時にお電話します。", "かしこまりました。では月曜10時に。"),
    ],
)
def test_an_agreed_time_moves_an_appointment(
    language: str, promise: str, text: str, office: Office
) -> None:
    """Who is asked for another time to call, and agrees, calls then; a quote it does not move."""
    (old,) = office.send_in(language, promise).promises
    office.later(hours=1)
    (new,) = office.send_in(language, text).promises
    assert f"{new.due:%d %H:%M}" == "23 10:00"
    assert office.ledger.get(old.id).state == "renegotiated"


TWO = {
    "en": ("I'll send you the contract by Friday noon.", "I'll send you the keys by Friday noon."),
    "zh": ("我周五中午前把合同发给您。", "我周五中午前把钥匙寄给您。"),
    "ja": ("金曜の正午までに契約書をお送りします。", "金曜の正午までに鍵をお送りします。"),
}


@pytest.mark.parametrize(
    ("language", "text", "contract", "keys"),
    [
        ("en", "I won't make Friday with the keys; Monday noon.", "open", "renegotiated"),
        ("zh", "钥匙周五来不及了，下周一寄。", "open", "renegotiated"),
        ("ja", "鍵は月曜になります。申し訳ございません。", "open", "renegotiated"),
        ("en", "The keys are in the post, the contract comes on Monday.", "renegotiated", "kept"),
        ("zh", "钥匙已寄出，合同周一给您。", "renegotiated", "kept"),
        ("en", "I won't manage Friday, Monday is realistic.", "renegotiated", "renegotiated"),
    ],
)
def test_what_is_said_of_one_moves_no_other(
    language: str, text: str, contract: str, keys: str, office: Office
) -> None:
    """Of two open promises the one that is named moves; whichever it is if none is."""
    both = [office.send_in(language, one, id=one).promises[0] for one in TWO[language]]
    office.later(hours=1)
    office.send_in(language, text)
    assert [office.ledger.get(one.id).state for one in both] == [contract, keys]


def test_a_late_delivery_is_no_new_promise(office: Office) -> None:
    """An apology for being late, and a time at which something was done, move nothing."""
    promise = "金曜までに交換品を発送いたします。発送しましたら追跡番号をお知らせします。"
    made = office.send_in("ja", promise)
    office.later(days=1)
    late = "ご連絡が遅くなり申し訳ございません。本日発送いたしました。追跡番号は12345678です。"
    told = office.send_in("ja", late)
    assert {one.id for one in told.kept} == {one.id for one in (*made.promises, *made.untimed)}


def test_two_things_of_one_sentence_come_on_their_own(office: Office) -> None:
    """A row is kept by what its own clause names."""
    promise = "The quote will be with you by Friday, and the samples go out on Monday."
    first, second = office.send_in("en", promise).promises
    office.later(hours=1)
    assert office.send_in("en", "Attached is the quote.").kept[0].id == first.id
    office.later(hours=1)
    assert office.send_in("en", "The samples went out.").kept[0].id == second.id


@pytest.mark.parametrize(
    ("language", "promise", "text"),
    [
        (
            "en",
            "I'll call you by Friday 3 pm.",
            "I'd said Friday at 3 pm, and tell you now.\nBy 10 am on Monday you'll hear from me.",
        ),
        (
            "zh",
            "我周五下午三点前给您打电话。",
            "我原本说的是周五下午3点，时间还没到，先告诉您一声。\n下周一上午10点前我会给您回信。",
        ),
        (
            "ja",
            "金曜15時までにお電話します。",
            "金曜15時とお伝えしましたが、先にご連絡を差し上げました。\n来週月曜10時までにご報告いたします。",
        ),
        (
            "en",
            "I'll look into it.",
            "I have to ask you for more time. I'll write by 10 am on Monday.",
        ),
    ],
)
def test_a_notice_moves_what_it_is_about(
    language: str, promise: str, text: str, office: Office
) -> None:
    """Who tells of the old time and gives a new one moves the promise, also a call to a mail."""
    made = office.send_in(language, promise)
    office.later(hours=1)
    (new,) = office.send_in(language, text).promises
    assert f"{new.due:%d %H:%M}" == "23 10:00"
    old = (*made.promises, *made.untimed)[0]
    assert office.ledger.get(old.id).state == "renegotiated"


@pytest.mark.parametrize(
    ("language", "promise", "text"),
    [
        ("en", "I'll let you know by Friday when the fitter comes.", "It'll be Tuesday at 9."),
        ("en", "I'll let you know the dates by Friday.", "It's the 4th and 5th of December."),
        ("zh", "我周五前告诉您师傅哪天来。", "下周二上午。"),
        ("ja", "金曜までに修理の日程をお知らせします。", "修理は火曜の午前です。"),
    ],
)
def test_a_time_that_was_asked_for_is_the_answer(
    language: str, promise: str, text: str, office: Office
) -> None:
    """Who promised to tell a time, and tells it, puts nothing off."""
    (old,) = office.send_in(language, promise).promises
    office.later(hours=1)
    office.send_in(language, text)
    assert office.ledger.get(old.id).state == "kept"


def test_a_time_taken_back_is_of_what_had_one(office: Office) -> None:
    """What waits for something else has no time to move, though the mail speaks of it too."""
    made = office.send_in(
        "en",
        "I'll check with the workshop and get back to you by Friday. If it is the pump, I'll "
        "replace it free of charge.",
    )
    office.later(hours=20)
    office.send_in("en", "Friday won't work for the check. Tuesday is realistic, the pump is late.")
    states = [office.ledger.get(one.id).state for one in (*made.promises, *made.untimed)]
    assert states == ["renegotiated", "open"]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (
            "en",
            "I'll send you an update by 10:30 am on Thursday with what I've found.",
            "I'm looking into it. By 5 pm on Thursday I'll be in touch with what I've found.",
        ),
        (
            "zh",
            "周四上午10点半前我会答复您，把查到的告诉您。",
            "很抱歉让您一直等着。我会在周四下午5点前回复您，把这件事说清楚。",
        ),
        (
            "ja",
            "遅くとも木曜10時30分までにわかったところまでご連絡いたします。",
            "ただいまお調べしております。木曜17時までに途中経過も含めてご報告いたします。",
        ),
    ],
)
def test_who_will_tell_later_has_not_told(
    language: str, first: str, second: str, office: Office
) -> None:
    """Two drafts in one thread: the second gives a new time for the answer, and is none."""
    (old,) = office.send_in(language, first).promises
    office.later(hours=1)
    (new,) = office.send_in(language, second).promises
    assert office.ledger.get(old.id).state == "renegotiated"
    assert f"{new.due:%d %H:%M}" == "19 17:00"


LATER = (
    "I'm sorry, I'd told you {said}, and it won't happen by {day}.\n\n{again} by Monday at 2 pm."
)


@pytest.mark.parametrize(
    ("moved", "day", "again", "other"),
    [
        (
            "I'll have an answer for you by Friday.",
            "Friday, 20 November",
            "You'll have my answer",
            "Once the parts arrive, I'll let you know.",
        ),
        (
            "I'll check the export and write to you by tomorrow noon.",
            "Thursday, 19 November at noon",
            "I'll check the export and write to you",
            "I'll call you tomorrow at 10:30.",
        ),
        (
            "I'll send you the numbers of May by Thursday at 10 am.",
            "Thursday, 19 November at 10 am",
            "You'll have the numbers",
            "I'll send you the numbers every Friday.",
        ),
    ],
)
def test_a_notice_moves_only_what_it_names_by_its_time(
    moved: str, day: str, again: str, other: str, office: Office
) -> None:
    """Whatever else is open, and however alike: the new time is for the one that was to be."""
    made = office.send_in("en", other, id="other")
    (old,) = office.send_in("en", moved, id="moved").promises
    office.later(hours=1)
    said = moved.partition(" by ")[0]
    (new,) = office.send_in("en", LATER.format(said=said, day=day, again=again)).promises
    assert f"{new.due:%d %H:%M}" == "23 14:00"
    (beside,) = (*made.promises, *made.untimed)
    states = [office.ledger.get(one.id).state for one in (old, beside)]
    assert states == ["renegotiated", "open"]


def test_a_round_is_moved_long_before_if_it_is_named(office: Office) -> None:
    """Who tells early that one Friday will not be met, is warned of Monday, and not of both."""
    (old,) = office.send_in("en", "I'll send you the numbers every Friday.").promises
    office.ledger.done(old.id)
    office.later(hours=1)
    text = "The numbers I promised you for Friday, 27 November will take longer. "
    (new,) = office.send_in("en", f"{text}You'll have the numbers by Monday, 30 November.").promises
    rows = [(one.state, f"{one.due:%d %b}") for one in office.ledger.promises(state="open")]
    assert rows == [("open", "30 Nov"), ("open", "04 Dec")]
    assert f"{new.due:%d %b}" == "30 Nov"


@pytest.mark.parametrize(
    ("language", "promise", "other", "text"),
    [
        (
            "en",
            "You'll have my answer by Friday.",
            "Once the parts arrive, I'll let you know.",
            "Friday, 20 November went by.\n\nYou'll have my answer by Tuesday at 5 pm.",
        ),
        (
            "zh",
            "我周五前答复您。",
            "配件到了我就告诉您。",
            "11月20日周五没能按说的答复您，很抱歉。\n\n下周二下午5点前我答复您。",
        ),
        (
            "ja",
            "金曜までに回答いたします。",
            "部品が届きましたらお知らせします。",
            "11月20日金曜までと申し上げながら、過ぎてしまいました。\n\n火曜17時までに回答いたします。",
        ),
    ],
)
def test_what_makes_up_for_a_miss_moves_nothing_else(
    language: str, promise: str, other: str, text: str, office: Office
) -> None:
    """B56: the new time in a recovery is for what was missed, and the other row still waits."""
    made = office.send_in(language, other, id="other")
    (old,) = office.send_in(language, promise, id="old").promises
    office.later(days=3)
    office.ledger.mark_missed(office.now)
    (new,) = office.send_in(language, text).promises
    assert f"{new.due:%d %H:%M}" == "24 17:00"
    (beside,) = (*made.promises, *made.untimed)
    states = [office.ledger.get(one.id).state for one in (old, beside)]
    assert states == ["broken", "open"]


def test_an_old_time_is_no_new_one(office: Office) -> None:
    """A day that is over, and would be next year's, moves nothing else that is open."""
    office.send_in("zh", "我周五下午三点前把报告发给您。", id="old")
    (beside,) = office.send_in("zh", "我下周三前给您退款并寄出标签。", id="other").promises
    office.later(days=3)
    office.ledger.mark_missed(office.now)
    text = "报告我没有守住11月20日周五下午3点这个时间。\n\n我在下周二下午5点前把报告发给您。"
    (new,) = office.send_in("zh", text).promises
    assert f"{new.due:%Y %d %H:%M}" == "2026 24 17:00"
    assert office.ledger.get(beside.id).state == "open"


def test_a_kindred_word_is_not_the_word_itself(office: Office) -> None:
    """Of numbers and a report the one that is named moves, and neither moves the other."""
    both = ("I'll send you the numbers by Friday.", "I'll send you the report by Thursday noon.")
    rows = [office.send_in("en", one, id=one).promises[0] for one in both]
    assert [office.ledger.get(one.id).state for one in rows] == ["open", "open"]
    office.later(hours=1)
    text = "You should know now that it takes longer. You'll have the numbers by Monday at 2 pm."
    office.send_in("en", text)
    assert [office.ledger.get(one.id).state for one in rows] == ["renegotiated", "open"]


def test_an_answer_brings_no_data(office: Office) -> None:
    """What was promised in the words of a draft is a thing, and takes that thing."""
    (row,) = office.send_in("zh", "周五前您会拿到数据。").promises
    office.later(hours=1)
    office.send_in("zh", "这几天我不在，提前说一声。配件的事昨天问过了。")
    assert office.ledger.get(row.id).state == "open"


def test_a_notice_of_what_was_moved_by_a_tap_moves_it_again(office: Office) -> None:
    """The time in the sentence is history, and no part of what was promised."""
    (row,) = office.send_in("zh", "我查一下导出的问题，明天中午前给您写信。").promises
    office.ledger.renegotiate(row.id, office.now + timedelta(hours=6))
    office.later(hours=1)
    text = "我说过要给您写信，到11月18日周三下午5点还做不到。\n\n周五上午10点前给您写信。"
    (new,) = office.send_in("zh", text).promises
    assert f"{new.due:%d %H:%M}" == "20 10:00"
    assert office.ledger.get(row.id).state == "renegotiated"
