"""Chinese mail, simplified and traditional: what B01 to B13 ask of the reader, in Chinese.

The texts are written for these tests. Quote headers follow what the programs named write.
"""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from helper.contracts import Claim, Evidence, Mail, Reading, Span
from helper.paths import shipped_rules
from helper.reading.cues import find, weigh
from helper.reading.reader import read, thanks
from helper.rulebook import Rulebook, RuleError, room_files
from helper.rulebook.files import load
from helper.rulebook.reading import ReadingRules
from helper.text import blank
from tests.reading.labelled import person, reading

FRUSTRATED = [
    "我等了三个星期，没有一个人回复。",
    "这是我第五次为同一张发票写信了。",
    "本月被扣了两次会员费，三天了没有任何答复，请今天解决。",
    "还是打不开，您发的步骤我做了三遍。",
    "今天再不解决，我就换别家了。",
    "请书面说明为何账户再次被冻结。",
    "我的订单到底在哪里？？？",
    "叫你们经理来，不然我找律师。",
    "太棒了，又更新坏了，真是谢谢你们让我加班。",
    "您答应周一给我回电话，到现在一个电话都没有。",
    "客服让我问快递，快递让我问客服。",
    "我已多次致電貴公司，仍未收到任何答覆。",
    "說好上週五完工，結果到今天都沒有人來。",
    "问仓库，仓库说看车队；问车队，车队说看仓库，货在哪没人答得上来。",
    "先称系统升级，后称人员调整，现又称档案遗失。",
    "样品两度退回，理由前后相反，我方已两度照改。",
    "客服永远是那句“正在为您加急”，加了二十天的急。",
    "昨天说今天装，今天说明天装，你们这是几个意思啊？",
    "從初三等到而家，每次打嚟都話「排緊期」，究竟幾時輪到我？",
]

CALM = [
    "感谢各位一年来的辛苦付出。",
    "服务器昨晚崩溃，杀掉了三百个进程，重启后一切正常。",
    "构建失败，第三步报 fatal error，日志见附件。",
    "因台风停业三天，周一恢复发货，特此告知。",
    "不好意思，是我自己写错了地址。",
    "好的",
    "收到，款已付。",
    "不急，有空的时候告诉我发票什么时候到期就行。",
    "我没有生气，只是想了解一下导出功能。",
    "水泵的急停开关很好用。",
    "请把三月份的发票发给我，谢谢。",
    "不是什么大问题，下次再改就好。",
    "昨天那位師傅很有耐心，真的很感謝。",
    "了解",
    "等了五天终于收到，一个都没碎，包装用心了。",
    "昨晚变压器烧了，人都平安，展览顺延到下周，麻烦转告各位老师。",
    "手续费怎么算？",
    "唔得就下個月先，冇所謂㗎。",
    "陨石坑那张照片拍得真好，想放大一幅。",
    "录音老师辛苦了，这一轨就用它。",
]


@pytest.fixture
def rules(book: Rulebook) -> ReadingRules:
    """The Chinese rules of the room."""
    return book.reading["zh"]


def judged(found: Reading) -> str:
    """What is left to judge, without its blanks."""
    return " ".join(blank(found.text, found.noise).split())


@pytest.mark.parametrize("text", FRUSTRATED)
def test_frustration_without_insults_is_seen(book: Rulebook, text: str) -> None:
    """B04: waiting, repetition, broken promises and threats are level 2 at least."""
    assert (reading(book, text).level or 0) >= 2


@pytest.mark.parametrize("text", CALM)
def test_bad_news_and_technical_words_are_not_frustration(book: Rulebook, text: str) -> None:
    """B04: a calm writer stays at 0, whatever the words sound like."""
    assert reading(book, text).level == 0


@pytest.mark.parametrize(
    "text",
    [
        "上周买的水壶底部开始漏水，现在不敢用了，请问可以换一个吗？",
        "人事老师好，上个月提过的收入证明，银行周四要，不知道开好了没有？我可以自己去取。",
        "包裹顯示已簽收，可我沒收到，心裡有點不踏實，麻煩幫忙看看。",
    ],
)
def test_a_small_worry_told_politely_is_heard(book: Rulebook, text: str) -> None:
    """B04: no angry word, and yet something is wrong: level 1, and no more."""
    assert reading(book, text).level == 1


def test_a_dialogue_is_judged_by_how_it_ends(book: Rulebook) -> None:
    """STC-3: the last turn tells most; in a mail the last line is a courtesy or a name."""
    begun, settled = "又断网了，打了两次电话没人接", "好了，能上了，谢谢你们"
    angry, calm = f"{settled}\n{begun}", f"{begun}\n{settled}"
    assert (reading(book, calm).score or 0) < (reading(book, angry).score or 0)
    mail = f"客服您好：\n{begun}"
    assert reading(book, f"{mail}\n{settled}").score == reading(book, f"{mail}\n\n{settled}").score


@pytest.mark.parametrize(
    ("mild", "strong"),
    [
        ("包裹还没到。", "包裹还没到，打了三次电话没人接。"),
        ("请回电话。", "请马上回电话！！！"),
        ("你们说好周五完工。", "你们两次说好周五完工都没做到，我已经委托律师。"),
        ("有点失望。", "我非常失望，马上取消合同。"),
        ("更新得不错。", "真会更新，又把我的文件弄丢了。"),
    ],
)
def test_more_cues_mean_a_higher_score(book: Rulebook, mild: str, strong: str) -> None:
    """B04: each added hurt, threat or shout raises the score."""
    assert (reading(book, mild).score or 0) < (reading(book, strong).score or 0)


@pytest.mark.parametrize(
    ("plain", "negated"),
    [
        ("我很生气。", "我没有生气。"),
        ("事情很着急。", "事情不着急。"),
        ("他很失望。", "他并不失望。"),
        ("要马上处理。", "不用马上处理。"),
    ],
)
def test_not_takes_a_cue_back(rules: ReadingRules, plain: str, negated: str) -> None:
    """B04: 没有生气 is no anger."""
    assert any(hit.points > 0 for hit in weigh(find(plain, rules), rules))
    assert not any(hit.points > 0 for hit in weigh(find(negated, rules), rules))


@pytest.mark.parametrize(
    "text",
    [
        "你们系统昨晚升级之后，我司报表金额小数点全部错位。工单提了四个小时，状态还是“已分配”。",
        "取消航班，让我们十一个老人睡地板，客服的原话是“酒店有额度”。额度是给谁留的？",
        "门禁卡又刷不开，在楼下站了二十分钟，快递小哥都进来三个了，麻烦后台看看",
    ],
)
def test_mere_numbers_and_small_words_are_no_evidence(
    book: Rulebook, rules: ReadingRules, text: str
) -> None:
    """B04: what is shown says something to a reader; 四个 and 让我 do not."""
    assert all(set(item.text) - rules.small for item in reading(book, text).evidence)


def test_the_anger_of_others_is_not_the_writers(book: Rulebook) -> None:
    """B05: who retells an insult is not insulting."""
    told = reading(book, "有位客人今天说“一群骗子”，后来笑着走了。")
    meant = reading(book, "你们就是一群骗子。")
    assert told.level == 0
    assert (meant.level or 0) >= 2


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("我等了两个月，没有人回复，太过分了。", "我等了兩個月，沒有人回覆，太過分了。"),
        ("请马上退款，不然我去投诉。", "請馬上退款，不然我去投訴。"),
        ("发票号 A3391 还没收到，请问什么时候寄？", "發票號 A3391 還沒收到，請問什麼時候寄？"),
    ],
)
def test_traditional_letters_read_like_simplified_ones(
    book: Rulebook, simplified: str, traditional: str
) -> None:
    """B12: one set of rules for both ways of writing; what is cut out stays as written."""
    one, other = reading(book, simplified), reading(book, traditional)
    assert [hit.rule for hit in one.evidence] == [hit.rule for hit in other.evidence]
    assert len(one.asks) == len(other.asks)
    spans: tuple[Span | Evidence | Claim, ...] = (*other.evidence, *other.asks, *other.claims)
    for span in spans:
        assert traditional[span.start : span.end] == span.text
    assert other.language == "zh"


def test_letters_keep_their_places(rules: ReadingRules) -> None:
    """Reading traditional letters as simplified ones never moves an offset."""
    text = "請把發票寄給我 🙏 thanks, 謝謝"
    plain = rules.plain(text)
    assert plain == "请把发票寄给我 🙏 thanks, 谢谢"
    assert len(plain) == len(text)


def test_letters_that_are_no_pair_are_refused(tmp_path: Path) -> None:
    """A typo in the table says what to write instead of reading letters wrongly."""
    own = tmp_path / "reading.yaml"
    own.write_text("letters: 們们 個\n", encoding="utf-8")
    with pytest.raises(RuleError, match="'個' is no pair"):
        load(ReadingRules, [*room_files([shipped_rules()], "zh", "reading"), own])


def test_english_is_untouched(book: Rulebook) -> None:
    """A language without a table reads letters as they stand."""
    assert book.reading["en"].plain("請把發票寄給我") == "請把發票寄給我"


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("请问怎么导出报表？我没看到按钮在哪里。", "not_knowing"),
        ("系统打不开，仓库没法出货。", "blocked"),
        ("你们答应周一退款，又骗了我。", "mistreated"),
    ],
)
def test_the_cause_is_told(book: Rulebook, text: str, cause: str) -> None:
    """B03, 000:65: does not know, cannot do, or feels mistreated."""
    assert reading(book, text).cause == cause


def test_hurts_are_distinct(book: Rulebook) -> None:
    """B33: one sorry for each hurt, each named once."""
    found = reading(book, "我等了三个星期。重复扣了两次款。电话没人接，邮件没有人回。")
    assert set(found.hurts) >= {"waiting", "money_lost", "ignored"}
    assert len(set(found.hurts)) == len(found.hurts)


@pytest.mark.parametrize(
    ("subject", "sender", "text", "kind"),
    [
        ("自动回复：报价单", "小赵", "您好，我正在休假，8月3日恢复上班。", "none"),
        ("订单确认", "花店 <order@flower.example>", "感谢您的订购！\n合计：￥80.00", "none"),
        (
            "【会员日】全场五折",
            "好物 <edm@shop.example>",
            "限时两天，立即抢购。退订请点击此处。",
            "none",
        ),
        ("自動回覆: 會議", "林小姐", "我目前出差中，若有急事請聯絡同事。", "none"),
        ("询价", "王丽", "您好，我们想订购四十把椅子，麻烦报个价。", "new_work"),
        ("詢價", "江小姐", "想請貴公司提供搬遷服務的估價，謝謝。", "new_work"),
        ("登录", "小陈", "请问密码忘了怎么办？", "support"),
        ("投诉", "赵先生", "我要投诉！打了五次电话没人理，你们这是欺骗消费者！", "complaint"),
    ],
)
def test_the_kind_is_told(book: Rulebook, subject: str, sender: str, text: str, kind: str) -> None:
    """B01: support, new work, perceived complaint, or no customer mail."""
    mail = Mail(text=text, subject=subject, sender=person(sender))
    assert read(mail, book).kind == kind


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("你好，水壶漏水了，请给我换一个新的。谢谢！", "请给我换一个新的。"),
        ("请问周六开门吗？", "请问周六开门吗？"),
        ("包裹破了。能不能重新寄一份？", "能不能重新寄一份？"),
        ("真是气死我了！马上把钱退给我！", "马上把钱退给我！"),
        ("麻煩您把發票副本電郵給我。", "麻煩您把發票副本電郵給我。"),
        ("想将周四的课改到周日，三点也行。", "想将周四的课改到周日"),
        ("想請問補繳的金額怎麼算？請今日回覆，謝謝。", "想請問補繳的金額怎麼算？"),
        ("退单少了一份，不急，下次补就成。", "下次补就成"),
        ("按你们要求重装了两遍。能不能派人来看？", "能不能派人来看？"),
        ("水管又爆了，你们无论如何今晚派个人过来。", "今晚派个人"),
        ("唔該將份合約 send 畀我。", "send 畀我"),
        ("火车半夜才到，这么晚还有人在吗，还是有密码盒？", "还有人在吗"),
    ],
)
def test_the_ask_is_found(book: Rulebook, text: str, ask: str) -> None:
    """B05: the one thing asked for, word for word."""
    asked = reading(book, text).asks
    assert asked
    assert ask in asked[0].text


@pytest.mark.parametrize(
    "text",
    [
        "凭什么扣我的钱？",
        "修个门就这么难吗？",
        "什么态度！",
        "客服每次都让我等通知。",
        "谢谢您。",
        "写着“诚信经营”，诚意在哪儿？",
        "好喔，那我以后就绕路走就好。",
        "那天我就请你们给我打电话，五个星期了，一个电话都没有。",
    ],
)
def test_rhetoric_and_courtesy_ask_nothing(book: Rulebook, text: str) -> None:
    """B05, 004:19: what only sounds like a question is folded away."""
    assert reading(book, text).asks == ()


def test_what_is_added_comes_behind(book: Rulebook) -> None:
    """B05: who writes 另外 or また has asked for the main thing before."""
    chinese = reading(book, "请问发票什么时候能开？另外，地址能改成公司的吗？")
    japanese = reading(book, "領収書はいつ届きますか。また、宛名を変えていただけますか。")
    assert chinese.asks[0].text == "请问发票什么时候能开？"
    assert japanese.asks[0].text == "領収書はいつ届きますか。"


def test_a_complaint_says_what_it_wants(book: Rulebook) -> None:
    """B02: a frustrated person asking for support; the ask stands there, not the insult."""
    found = reading(book, "一群骗子！打了四次电话都没人理。请把押金退给我。滚！")
    assert found.kind == "complaint"
    assert [ask.text for ask in found.asks] == ["请把押金退给我。"]


def test_a_long_sentence_is_cut_at_its_commas(book: Rulebook) -> None:
    """B05: Chinese runs on with commas; the ask is the part that asks, not the whole story."""
    story = "我们上个月在贵店买的洗衣机从第一天开始就一直有很大的响声，楼下邻居已经上来说过"
    text = f"{story}，师傅来看过一次也没有修好，所以想问一下，能不能安排换一台新的给我们？"
    asked = reading(book, text).asks[0].text
    assert "能不能安排换一台新的给我们" in asked
    assert len(asked) < len(text) / 2


def test_half_width_marks_end_sentences_too(book: Rulebook) -> None:
    """Many type ASCII marks in Chinese: the ask is found all the same."""
    asked = reading(book, "包裹破了! 请重新寄一份. 谢谢!").asks
    assert [ask.text for ask in asked] == ["请重新寄一份."]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("请尽快处理。\n\n王小明", "王小明"),
        ("請盡快處理。\n\n陳佩君 敬上", "陳佩君"),
        ("谢谢！\n\n罗建国\n东港物流有限公司\n电话 0571-000", "罗建国"),
        ("您好，我叫张丽华，请帮我查一下订单。", "张丽华"),
        ("请补寄一份。\n\n-- \n王小明 | 采购经理\nTel: 021-000", "王小明"),
        ("有问题请联系。\n\n东港物流", None),
        ("请尽快处理。\n\n谢谢", None),
    ],
)
def test_the_name_is_lifted(book: Rulebook, text: str, name: str | None) -> None:
    """002:37: the name under the mail; a firm, a thank you or nothing is no name."""
    assert reading(book, text).facts.name == name


def test_the_facts_are_lifted_as_written(book: Rulebook) -> None:
    """R2: object, duration, impact and numbers, word for word."""
    text = "热水壶坏了，订单 A3391，我们等了三个星期。现在店里没法营业。"
    facts = reading(book, text).facts
    assert facts.object == "热水壶"
    assert facts.duration == "三个星期"
    assert facts.impact == "店里没法营业"
    assert facts.references == ("A3391",)


@pytest.mark.parametrize(
    ("subject", "text", "object_", "references"),
    [
        ("", "上个月镶的假牙一咬就松。", "假牙", ()),
        ("補稅單", "收到一張補稅單，金額不對。", "補稅單", ()),
        ("PO-77120", "三月的对账单还差一页。", "三月的对账单", ("PO-77120",)),
        ("轴承 6305-2Z 报价", "要两百套。", "轴承", ("6305-2Z",)),
        ("投诉", "合约编号 C-20931，下水道堵了。", "下水道", ("C-20931",)),
    ],
)
def test_the_object_and_its_ids_are_lifted(
    book: Rulebook, subject: str, text: str, object_: str, references: tuple[str, ...]
) -> None:
    """R2: the thing and its number, from the subject too, in the writer's own letters."""
    facts = reading(book, text, subject=subject).facts
    assert (facts.object, facts.references) == (object_, references)


def test_traditional_facts_stay_traditional(book: Rulebook) -> None:
    """R2: a reply names the thing as its owner wrote it."""
    facts = reading(book, "我的筆電送修，單號R-55821，已經兩個月了。").facts
    assert (facts.object, facts.duration, facts.references) == ("筆電", "兩個月", ("R-55821",))


@pytest.mark.parametrize(
    "text",
    [
        "您说过周五之前会发货。",
        "你们的客服答应三天内退款。",
        "說好上週六送沙發，結果沒來。",
        "销售当时保证随时可以退。",
        "说好每个月五百，结账变成八百。",
        "你昨天说那批货今天早上送来。",
        "您提到十天左右会有结果。",
    ],
)
def test_claims_of_a_promise_are_found(book: Rulebook, text: str) -> None:
    """B11, 004:15: what we are said to have promised."""
    assert [claim.text for claim in reading(book, text).claims] == [text]


@pytest.mark.parametrize(
    "text",
    ["我保证按时付款。", "我答应过孩子带他去玩。", "您说得对。", "我跟您说一下，明天我送来。"],
)
def test_the_writers_own_promise_is_no_claim(book: Rulebook, text: str) -> None:
    """B11: only our promises count."""
    assert reading(book, text).claims == ()


QUOTE_HEADERS = {
    "gmail": "张三 <zhang@example.com> 于2025年11月3日周一 10:12写道：",
    "gmail tw": "王小明 <wang@example.com> 於 2025年11月3日 週一 上午10:12寫道：",
    "gmail hk": "王小明 <wang@example.com> 在 2025年11月3日 週一 上午10:12 寫道：",
    "apple": "在 2025年11月3日，上午10:12，张三 <zhang@example.com> 写道：",
    "apple tw": "王小明 <wang@example.com> 於 2025年11月3日 上午10:12 寫道：",
    "thunderbird": "在 2025/11/3 10:12, 张三 写道:",
    "outlook": "发件人: 张三 <z@example.com>\n发送时间: 2025年11月3日\n收件人: 李四\n主题: 门",
    "outlook line": f"{'_' * 32}\n发件人: 张三\n发送时间: 2025年11月3日",
    "outlook tw": "寄件者: 王小明\n寄件日期: 2025年11月3日 上午 10:12\n收件者: 李四\n主旨: 水泵",
    "outlook mac tw": "寄件者： 王小明\n日期： 星期一, 2025年11月3日\n收件者： 李四",
    "foxmail": "发件人： 张三\n发送时间： 2025-11-03 10:12\n收件人： li\n主题： 水泵",
    "qq": "------------------ 原始邮件 ------------------\n发件人: 张三;\n发送时间: 周一",
    "qq phone": "---原始邮件---\n发件人: 张三\n发送时间: 2025年11月3日(周一) 上午10:12",
    "netease": "在 2025-11-03 10:12:33，“张三” <zhang@example.com> 写道：",
    "netease english": 'At 2025-11-03 10:12:33, "zhang" <zhang@example.com> wrote:',
    "netease phone": "---- 回复的原邮件 ----\n| 发件人 | 张三 |\n| 日期 | 2025年11月03日 |",
    "aliyun": f"{'-' * 40}\n发件人：张三 <z@example.com>\n发送时间：2025年11月3日\n收件人：李四",
}


@pytest.mark.parametrize("header", QUOTE_HEADERS.values(), ids=QUOTE_HEADERS.keys())
def test_quotes_of_chinese_mail_programs_are_left_out(book: Rulebook, header: str) -> None:
    """B13: the old mail below is not what the writer says today."""
    found = reading(book, f"已经修好了，谢谢！\n\n{header}\n\n你们是骗子！马上退款！！")
    assert judged(found) == "已经修好了，谢谢！"
    assert found.level == 0
    assert found.asks == ()


def test_answers_between_quoted_lines_are_kept(book: Rulebook) -> None:
    """B13: who answers line by line is read line by line."""
    head = "张三 <zhang@example.com> 于2025年11月3日周一 10:12写道："
    text = f"{head}\n> 周五可以吗？\n\n可以。能不能早一点送？\n\n> 地址对吗？\n\n对的。"
    found = reading(book, text)
    assert [ask.text for ask in found.asks] == ["能不能早一点送？"]


def test_a_forwarded_mail_is_read(book: Rulebook) -> None:
    """B13: what is forwarded is what the writer wants read."""
    head = "-------- 转发邮件信息 --------\n发件人：李四\n日期：2025-11-03\n主题：门"
    text = f"请处理。\n\n{head}\n\n门坏了，能不能换锁？"
    found = reading(book, text)
    assert any("换锁" in ask.text for ask in found.asks)


@pytest.mark.parametrize(
    "footer",
    [
        "发自我的iPhone",
        "從我的 iPhone 傳送",
        "发自我的华为手机",
        "发自网易邮箱大师",
        "发自QQ邮箱",
        "发自企业微信",
        "来自飞书邮箱",
        "從 HUAWEI 手機發出",
        "获取 Outlook for iOS",
        "取得 iOS 版 Outlook",
        "从 Windows 版邮件发送",
        "本邮件及其附件含有保密信息，仅限于发送给上述收件人，请勿泄露。",
        "如果您错收了本邮件，请您立即通知发件人并删除本邮件！",
        "此電子郵件可能含有機密資訊，僅供指定收件人使用。",
        "为了保护环境，请谨慎打印此邮件。",
        "© 2024 东港物流 版权所有",
        "扫码关注我们的公众号，领取优惠券",
    ],
)
def test_footers_and_disclaimers_are_left_out(book: Rulebook, footer: str) -> None:
    """B13: footers neither ask nor shout."""
    found = reading(book, f"请寄一份合同。\n\n{footer}")
    assert judged(found) == "请寄一份合同。"
    assert [ask.text for ask in found.asks] == ["请寄一份合同。"]


@pytest.mark.parametrize(
    "text",
    [
        "发自内心地感谢你们。",
        "本邮件附上三张照片，请看。",
        "请对我的邮件地址保密。",
        "我的手机号码换了，请更新。",
        "数据库打不开，请看一下。",
        "在垃圾邮件里找到了验证码。",
    ],
)
def test_what_only_looks_like_a_footer_is_kept(book: Rulebook, text: str) -> None:
    """B13: nothing the writer says is thrown away."""
    assert judged(reading(book, text)) == text


@pytest.mark.parametrize("advert", ["秘鲁手机号码库", "电竞乐投注注册送", "墨西哥邮箱数据库"])
def test_an_advert_in_the_middle_of_a_sentence_is_cut_out(book: Rulebook, advert: str) -> None:
    """B13, 002:5, 003:69: words planted by others are never in the ask, nor in the facts."""
    found = reading(book, f"我只想 {advert} 问一下，发票什么时候可以寄给我？")
    assert any(one.kind == "advert" for one in found.noise)
    assert all(advert not in ask.text for ask in found.asks)
    assert found.asks
    assert advert not in (found.facts.object or "")


def test_a_doubled_mail_counts_once(book: Rulebook) -> None:
    """B13, 002:66-127: what stands there twice is asked and felt once."""
    once = "我们的门禁卡昨天起全部失效，员工进不了大楼。\n请告诉我们多久可以恢复？\n"
    found = reading(book, once + once)
    assert len(found.asks) == 1
    assert found.score == reading(book, once).score


def test_a_copyright_notice_under_an_article_is_no_text(book: Rulebook) -> None:
    """B13, 000:113: the rights of a site and its legal words threaten nobody."""
    notice = "版权及免责声明：凡本网所属作品，违者本网将追究其法律责任。"
    found = reading(book, f"附上今天的报道，供参考。\n\n{notice}")
    assert found.level == 0
    assert judged(found) == "附上今天的报道，供参考。"


def test_mixed_mail_is_read_in_its_main_language(book: Rulebook) -> None:
    """B12: some English among the Chinese changes nothing."""
    found = reading(book, "Hi Jason，第二版我们很喜欢，thanks！能不能把 logo 改成深蓝？")
    assert (found.language, found.level) == ("zh", 0)
    assert [ask.text for ask in found.asks] == ["能不能把 logo 改成深蓝？"]


def test_earned_thanks_are_seen(book: Rulebook, rules: ReadingRules) -> None:
    """B80: praise for what was done is kept for the mirror, a mere thank you is not."""
    assert thanks(reading(book, "非常感谢您的耐心，问题已经解决了！"), rules)
    assert thanks(reading(book, "发票补上了，谢谢！"), rules)
    assert not thanks(reading(book, "请寄一份合同，谢谢。"), rules)


def test_who_got_only_automatic_answers_is_a_customer(book: Rulebook) -> None:
    """B01: a mail that tells of automatic replies is none itself."""
    text = "3号和8号我都写过信，两次收到的都是自动回复。请告诉我押金到底什么时候退。"
    found = reading(book, text, subject="押金")
    assert found.kind in {"support", "complaint"}
    assert found.level


def test_removing_the_evidence_lowers_the_score(book: Rulebook) -> None:
    """Evidence is the reason, not decoration: without its words the score falls."""
    text = "我等了三个星期。您答应周一回电话。服务太差了，把钱退给我。"
    before = reading(book, text)
    assert len(before.evidence) >= 4
    for one in before.evidence:
        without = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
        assert (reading(book, without).score or 0) < (before.score or 0), one.text


@pytest.mark.parametrize("text", ["三" * 40_000, "第三次" * 10_000, "说“你" * 12_000])
def test_hostile_chinese_does_not_hang(book: Rulebook, text: str) -> None:
    """Caps, not luck: what repeats a number word or an opening is read in a moment."""
    begun = process_time()
    reading(book, text)
    assert process_time() - begun < 1
