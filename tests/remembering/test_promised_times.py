"""Whole sentences of sent mails, and when what they promise falls due.

`tests/remembering/due_table.txt` holds phrases; here stands how they meet in a mail: a time in
the sentence before, a time taken back, what comes again, clocks of elsewhere, two languages.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from helper.remembering.finding.promises import find
from tests.remembering.office import BERLIN

if TYPE_CHECKING:
    from helper.rulebook import Rulebook

WEDNESDAY = datetime(2026, 11, 18, 10, 0, tzinfo=BERLIN)

PROMISED = [
    # The day just named.
    ("en", "The visit is on Friday. I'll be with you that day at 15:00.", "Fri 20 15:00"),
    ("en", "I'm back on Monday. I'll send you the photos the same day.", "Mon 23 18:00"),
    ("zh", "周四师傅上门，我当天下午三点给您打电话。", "Thu 19 18:00, Thu 19 15:00"),
    ("zh", "今天的事今天毕，我当天给您回复。", "Wed 18 18:00"),
    ("ja", "金曜日に伺います。その日の15時にお電話します。", "Fri 20 18:00, Fri 20 15:00"),
    ("en", "The tiles come on Friday and our tiler lays them that afternoon.", "Fri 20 15:00"),
    ("en", "I call in on Friday and will write to you the same evening.", "Fri 20 20:00"),
    ("ja", "連休明けの11月26日に発送しますね。", "Thu 26 18:00"),
    ("ja", "お休み明けの11月26日に発送しますね。", "Thu 26 18:00"),
    # A word that points back to a time.
    ("en", "The scaffold is up by Friday. I'll come over then and photograph it.", "Fri 20 18:00"),
    ("en", "Our vet is in at four. She'll phone you then with the results.", "Wed 18 16:00"),
    ("zh", "明天晚上店里有人。到时候我把样品带过去。", "Thu 19 20:00"),
    ("ja", "金曜の15時はいかがでしょうか。その時間に見本を持って伺います。", "Fri 20 15:00"),
    # The day after one just named, and after today where none was.
    (
        "en",
        "It ships on Tuesday and our fitter hangs it the next day.",
        "Tue 24 18:00, Wed 25 18:00",
    ),
    ("zh", "柜子下周二送到，次日师傅上门安装。", "Tue 24 18:00, Wed 25 18:00"),
    ("zh", "我次日上午给您送去。", "Thu 19 09:00"),
    ("ja", "来週火曜に納品し、翌日の午前中に据え付けに伺います。", "Tue 24 18:00, Wed 25 09:00"),
    ("ja", "翌日にお届けします。", "Thu 19 18:00"),
    # Counted back from a clock whose day is named beside the first of two.
    ("ja", "点検は26日の8時から12時です。到着の30分前にお電話します。", "Thu 26 11:30"),
    # As people say it.
    ("en", "Bear with me for two hours and I'll ring you with the result.", "Wed 18 12:00"),
    ("en", "I'll call you in, say, three hours' time.", "Wed 18 13:00"),
    ("en", "I'll drop you a line around 4.30 this afternoon.", "Wed 18 16:30"),
    ("en", "We'll collect the chair Fri a.m.", "Fri 20 09:00"),
    ("en", "Our fitter comes on Saturday from 10.", "Sat 21 10:00"),
    ("en", "We'll swap the meter tomorrow week.", "Thu 26 18:00"),
    # Two days in a row are one stretch.
    ("zh", "周四周五师傅上门给您装。", "Fri 20 18:00"),
    ("zh", "我下周三周四给您送过去。", "Thu 26 18:00"),
    ("ja", "土日で直してお届けします。", "Sun 22 18:00"),
    ("ja", "木金のうちに伺います。", "Fri 20 18:00"),
    ("zh", "窗帘我们年前一定给您装好。", "Fri 05 18:00"),
    # A date behind a number's name is no number.
    ("ja", "鍵と暗証番号は11月25日（水）17時にお渡しします。", "Wed 25 17:00"),
    ("ja", "注文番号1234の品は明日お送りします。", "Thu 19 18:00"),
    ("zh", "您的退款单12月1日给您寄出。", "Tue 01 18:00"),
    ("zh", "合同我25号前给您，单号SF1234。", "Wed 25 18:00"),
    # A clock in the clause of a day, wherever it stands there.
    ("en", "On Friday our plasterer comes to you at nine.", "Fri 20 09:00"),
    ("en", "I will call you on Friday at 10 about the deposit.", "Fri 20 10:00"),
    ("zh", "周五的迁移我们工程师早上六点到机房。", "Fri 20 06:00"),
    ("ja", "金曜の搬入には9時に職人が伺います。", "Fri 20 09:00"),
    ("ja", "改訂版は2営業日以内に公開いたします。", "Fri 20 18:00"),
    ("ja", "明日の昼休みに、お電話いたします。", "Thu 19 12:00"),
    ("zh", "合同我今晚发，小艾周五九点给您打电话。", "Wed 18 20:00, Fri 20 09:00"),
    # A clock behind an earlier one of a day.
    ("en", "Tomorrow I'm in court till ten, I'll ring you at eleven.", "Thu 19 11:00"),
    ("ja", "明日は10時まで法廷ですので、11時にお電話します。", "Thu 19 11:00"),
    ("en", "On Friday the shop is shut; I'll call you at 5.", "Wed 18 17:00"),
    ("ja", "金曜まで海外ですが、月曜にはお送りします。", "Mon 23 18:00"),
    # As people say it.
    ("en", "Give me an hour and I'll send the numbers.", "Wed 18 11:00"),
    ("en", "I'll be at yours for 8 tomorrow.", "Thu 19 08:00"),
    ("zh", "明天上午12点前给您结果。", "Thu 19 12:00"),
    ("zh", "我这两天就给您办好。", "Fri 20 18:00"),
    ("ja", "あすお持ちします。", "Thu 19 18:00"),
    ("ja", "来週早めに請求書をお送りします。", "Tue 24 18:00"),
    # Dates as they are written.
    ("zh", "我12.3把合同寄给您。", "Thu 03 18:00"),
    ("zh", "样品我们12-3发出。", "Thu 03 18:00"),
    ("ja", "年明け5日にお送りします。", "Tue 05 18:00"),
    ("ja", "年明けの8日までにご連絡します。", "Fri 08 18:00"),
    # What waits for something else has a time only where one is named for it.
    ("en", "If they are not there by Friday, I'll send new ones on Monday.", "Mon 23 18:00"),
    ("en", "If the form is in before Monday, we'll pay you by Wednesday.", "Wed 25 18:00"),
    ("zh", "要是周五还没到，我下周一再给您寄一份。", "Mon 23 18:00"),
    ("zh", "法务今天开庭，我明天上午把意见转给您。", "Thu 19 09:00"),
    ("ja", "ご住所がわかり次第、遅くとも金曜日までに発送します。", "Fri 20 18:00"),
    # Unless its writer meets the condition.
    ("en", "Once I'm back in the office on Monday, I'll send you the plans.", "Mon 23 18:00"),
    ("en", "As soon as I've spoken to her tomorrow I'll call you.", "Thu 19 18:00"),
    ("zh", "这笔扣款我明天中午前跟公司确认完，再写信告诉您结果。", "Thu 19 12:00"),
    ("ja", "明日出社しましたら、ご連絡します。", "Thu 19 18:00"),
    # A clock of elsewhere, wherever in the phrase it is told.
    ("en", "I'll call you at 10 am Tokyo time on Friday.", "Fri 20 02:00"),
    ("en", "I'll be on the phone to you at 9 am Sydney time on Monday.", "Sun 22 23:00"),
    ("en", "I'll send the agenda by 6 pm CET on Thursday.", "Thu 19 18:00"),
    ("zh", "纽约时间周五上午九点我给您打电话。", "Fri 20 15:00"),
    ("ja", "日本時間の明日15時にお電話します。", "Thu 19 07:00"),
    # What comes again falls due the first time it comes.
    ("en", "I'll send you the numbers on the first of every month.", "Tue 01 18:00"),
    ("zh", "我每天下午五点给您更新进展。", "Wed 18 17:00"),
    ("zh", "每月一号给您发报表。", "Tue 01 18:00"),
    ("en", "I'll post an update every 30 minutes until it is up again.", "Wed 18 10:30"),
    ("ja", "隔週金曜の15時に進捗をご報告します。", "Fri 20 15:00"),
    # A time that will not hold does not count.
    ("en", "I can't make Thursday, but I'll send it on Friday by 10.", "Fri 20 10:00"),
    ("zh", "周四来不及了，我周五中午前发给您。", "Fri 20 12:00"),
    ("zh", "说好的周四改到周五，周五下午两点我带过去。", "Fri 20 14:00"),
    ("ja", "木曜は間に合いませんので、金曜の正午までにお送りします。", "Fri 20 12:00"),
    # A sentence that asks for time lends it to the next one.
    ("en", "I need until Monday at 3. You'll have the quote then.", "Mon 23 15:00"),
    ("en", "I'll need two days for it, so you'll have it on Friday. It fits.", "Fri 20 18:00"),
    ("zh", "请您等到周一中午。我把名单整理好发您。", "Mon 23 12:00"),
    ("ja", "金曜の正午までお時間をください。数字をお送りします。", "Fri 20 12:00"),
    # A bare clock is of the day that was agreed on, and of no other.
    ("en", "Thursday works for me, I'll come at 4.", "Thu 19 16:00"),
    ("en", "Saturday it is: I'll bring it at ten.", "Sat 21 10:00"),
    ("en", "Thursday is fine. I'll come at 4.", "Thu 19 16:00"),
    ("en", "Thursday at 11 then. I'll bring the plans.", "Thu 19 11:00"),
    ("en", "On Thursday we are closed. I'll call at 5.", "Wed 18 17:00"),
    ("zh", "周四没问题。我下午四点给您送过去。", "Thu 19 16:00"),
    ("zh", "周四我们休息，我下午四点给您打电话。", "Wed 18 16:00"),
    ("ja", "木曜で大丈夫です。14時に伺います。", "Thu 19 14:00"),
    # What was said or agreed before is one thing, what is promised on it another.
    ("zh", "您周二说水泵坏了，我周一给您寄新的。", "Mon 23 18:00"),
    ("zh", "我已跟师傅约好周三下午三点上门。", "Wed 18 15:00"),
    ("zh", "您1月20日的来信我25号才收到。", ""),
    ("ja", "月曜は休みをいただいておりますので、火曜にお送りします。", "Tue 24 18:00"),
    ("ja", "4日に出社しますので、5日までにご回答いたします。", "Sat 05 18:00"),
    # When I look is no row beside when you hear.
    ("en", "Let me sleep on it over the weekend; you'll have my answer on Monday.", "Mon 23 18:00"),
    # A time in front of its verb belongs to it, and not to the clause before.
    ("zh", "周四前发您报价，周五前发您图纸。", "Thu 19 18:00, Fri 20 18:00"),
    ("en", "I'll check the stock, and by noon I'll call you.", "Wed 18 12:00"),
    # The number of a day is no mark of a list.
    ("zh", "12.10之前我把样品寄给您。", "Thu 10 18:00"),
    # One counts back from another time, which stands beside it or was told before.
    ("en", "I'll call you an hour before the visit on Friday at 2 pm.", "Fri 20 13:00"),
    ("en", "They come on Monday at 9, and I'll call you half an hour before.", "Mon 23 08:30"),
    ("en", "The meeting is on Friday at 2 pm. I'll call you an hour before.", "Fri 20 13:00"),
    (
        "en",
        "We'll come on Thursday at 8 and text you 30 minutes before.",
        "Thu 19 08:00, Thu 19 07:30",
    ),
    ("en", "I'll send you the slides the evening before the workshop on Friday.", "Thu 19 20:00"),
    ("en", "I'll remind you two days before the lease ends on 30 November.", "Sat 28 18:00"),
    ("en", "They meet on 2 December and I'll tell you the day after.", "Thu 03 18:00"),
    ("en", "I'll call you an hour before the visit on Friday.", "Fri 20 18:00"),
    ("zh", "会议周五下午三点开，会议前一小时我给您打电话。", "Fri 20 14:00"),
    ("zh", "活动12月5日举行，提前一天给您发入场码。", "Fri 04 18:00"),
    ("ja", "金曜14時のお約束の30分前にお電話します。", "Fri 20 13:30"),
    ("ja", "5日の作業の前日にお電話いたします。", "Fri 04 18:00"),
    ("ja", "金曜9時に伺います。30分前にお電話します。", "Fri 20 09:00, Fri 20 08:30"),
    # Of a choice the later one is sure.
    ("en", "I'll call you tomorrow, either at 9 or at 11.", "Thu 19 11:00"),
    ("en", "I'll come either Thursday at 9 or Friday at 11.", "Fri 20 11:00"),
    ("zh", "我明天要么九点要么十一点给您打电话。", "Thu 19 11:00"),
    ("ja", "明日9時か11時にお電話します。", "Thu 19 11:00"),
    # Each of several times is promised, in a row, a list or a clause of its own.
    ("en", "I'll call you on Thursday and Monday.", "Thu 19 18:00, Mon 23 18:00"),
    ("en", "I'll call you on Thursday at 3 and Monday at 4.", "Thu 19 15:00, Mon 23 16:00"),
    ("zh", "我周四下午三点和周一下午四点给您打电话。", "Thu 19 15:00, Mon 23 16:00"),
    ("ja", "木曜15時と月曜16時にお電話します。", "Thu 19 15:00, Mon 23 16:00"),
    ("zh", "我明天前核对好图纸周一前给您报价。", "Thu 19 18:00, Mon 23 18:00"),
    ("ja", "明日までに採寸して月曜までに図面を作成します。", "Thu 19 18:00, Mon 23 18:00"),
    ("zh", "报价我明天前、最晚周一前发给您。", "Thu 19 18:00"),
    ("en", "I'll come between Thursday and Monday.", "Mon 23 18:00"),
    ("en", "I'll come between Thursday at 3 and Monday at 3.", "Mon 23 15:00"),
    (
        "en",
        "I'll send you the plan by noon tomorrow, the price by Friday and the keys on Monday.",
        "Thu 19 12:00, Fri 20 18:00, Mon 23 18:00",
    ),
    (
        "en",
        "By Thursday you'll have the quote, by Monday the samples.",
        "Thu 19 18:00, Mon 23 18:00",
    ),
    ("en", "I'll send it on Thursday, as we're closed on Friday.", "Thu 19 18:00"),
    ("zh", "我周四前发报价，样品周一发。", "Thu 19 18:00, Mon 23 18:00"),
    ("zh", "我周四和周一给您打电话。", "Thu 19 18:00, Mon 23 18:00"),
    ("ja", "木曜に見積書、月曜にサンプルをお送りします。", "Thu 19 18:00, Mon 23 18:00"),
    ("ja", "木曜にお電話し、金曜にも改めてご連絡いたします。", "Thu 19 18:00, Fri 20 18:00"),
    ("ja", "木曜は会議があり、金曜にご連絡いたします。", "Fri 20 18:00"),
    # What was written on a day is told, and no day to come.
    ("en", "As I wrote on 5 November, I'll send the part on Friday.", "Fri 20 18:00"),
    ("en", "Following our call on 12 November, you'll have it by Monday.", "Mon 23 18:00"),
    ("zh", "我11月10日跟您说过，配件周五给您寄。", "Fri 20 18:00"),
    # Two languages in one mail: each is read by its own rules.
    (
        "zh",
        "我明天上午十点给您打电话, and I'll send the PDF by Friday.",
        "Thu 19 10:00, Fri 20 18:00",
    ),
    ("en", "I'll send the PDF by Friday. 我明天上午十点给您打电话。", "Fri 20 18:00, Thu 19 10:00"),
    ("ja", "田中様、I'll send the PDF by Friday. 明日お電話します。", "Fri 20 18:00, Thu 19 18:00"),
    ("en", "王小明先生, I'll send the PDF by Friday.", "Fri 20 18:00"),
    # Also where they share their letters.
    ("ja", "明日10時にお電話します。\n合同我下午三点前寄出。", "Thu 19 10:00, Wed 18 15:00"),
    ("ja", "部品は届いております。\n我會在週五前寄出。", "Fri 20 18:00"),
    ("ja", "株式会社山田商事\n営業部 御中\n金曜までにお送りします。", "Fri 20 18:00"),
]


@pytest.mark.parametrize(("language", "text", "dues"), PROMISED)
def test_a_promise_falls_due_then(language: str, text: str, dues: str, book: Rulebook) -> None:
    """B52: each promise has the time that is said for it, on the clock of Berlin."""
    found = find(text, WEDNESDAY, BERLIN, book, language)
    at = [f"{one.due.astimezone(BERLIN):%a %d %H:%M}" for one in found if one.due]
    assert (", ".join(at), len(at)) == (dues, len(found))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Once the part is here, I'll ship it within two days."),
        ("en", "If it isn't there by Friday, I'll send a new one."),
        ("en", "We'll pay within ten days of receipt."),
        ("zh", "我收到照片后48小时内给您方案。"),
        ("en", "Once we hear back from them on Friday, I'll call you."),
        ("en", "Once we have the part on Friday, I'll fit it."),
        ("zh", "如果周五前收到货，我就给您寄出。"),
        ("ja", "金曜に届きましたら、ご連絡します。"),
        ("ja", "ご入金の確認後、2営業日以内に発送します。"),
        ("zh", "我收到款后次日会给您寄出。"),
        ("zh", "您选好之后，我当天就叫料，隔天给您装。"),
        ("ja", "ご入金の翌日に発送いたします。"),
        ("zh", "如果后天中午还没送到，请跟我们说一声，我们就补寄。"),
        ("ja", "診断書を拝見できましたら、5営業日以内に給付のことを決めます。"),
    ],
)
def test_a_time_that_hangs_on_something_is_none_yet(
    language: str, text: str, book: Rulebook
) -> None:
    """B53: from when on it counts nobody knows; the promise stands without a time."""
    assert [one.due for one in find(text, WEDNESDAY, BERLIN, book, language)] == [None]


def test_a_date_just_past_is_told(book: Rulebook) -> None:
    """Nobody means next year who names the day before yesterday without its year."""
    text = "On 16 November I'll have been here ten years; you'll have the plan by Friday."
    found = find(text, WEDNESDAY, BERLIN, book, "en")
    assert {f"{one.due:%d %b}" for one in found if one.due} == {"20 Nov"}


def test_whose_time_it_is_can_only_be_guessed(book: Rulebook) -> None:
    """Your time is somewhere else; without a place the writer is asked to confirm it."""
    (found,) = find("I'll call at 4 pm your time tomorrow.", WEDNESDAY, BERLIN, book, "en")
    assert found.inferred
    (found,) = find("I'll call at 4 pm tomorrow, my time.", WEDNESDAY, BERLIN, book, "en")
    assert not found.inferred
