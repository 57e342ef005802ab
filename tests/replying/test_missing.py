"""A reply asks for the one detail without which nothing can start, and for nothing it was told."""

from __future__ import annotations

import re

import pytest

from helper.contracts import Draft, Mail
from helper.reading.reader import read
from helper.replying.composing.cases import Known
from helper.replying.understanding.forms import Understood, understood
from helper.replying.understanding.missing import Missing, guess, missing, vaguely
from helper.rulebook import Rulebook
from helper.rulebook.replying import ReplyingRules
from tests.replying.readings import draft_for, drafts, moves, said, the_times

FITTING = (
    ("Two hours on the plane and nobody says a word. Shocking", "flight"),
    ("You lost my suitcase and nobody picks up!", "bag"),
    ("Where is my parcel, it should have been here on Monday??", "order"),
    ("Locked out of my account again, the password reset never comes", "account"),
    ("Our internet is down again, useless", "area"),
    ("The new update drains the battery of my phone, fix it", "device"),
    (
        "Cold fries, a rude cashier, a dirty table. Never eating at your place again",
        "visit",
    ),
    ("Your driver took the long way and I paid for it", "ride"),
    ("You charged me twice for nothing!", "charge"),
    ("the jumper shrank to doll size in its first wash", "order"),
    ("Since the system was upgraded my handset cannot find the car radio any more", "device"),
    ("the status bar of your chat client goes white each time I shut a window", "device"),
)
HELD = (
    ("Stuck on flight 482 for two hours and nobody says a word", "flight"),
    ("Order 5512-889 never came, where is my parcel??", "order"),
    ("Our internet in Leeds is down again, since Monday, useless", "area"),
)


ELSEWHERE = (
    ("zh", "飞机晚点三个小时，登机口没有一个人出来说话", "trip"),
    ("zh", "快递显示签收了，我根本没见着包裹", "parcel"),
    ("zh", "账号又登不上去，密码重设了也没用", "account"),
    ("zh", "宽带天天断网，光猫的灯一直红着", "line"),
    ("zh", "手机更新完系统耗电特别快，还老是死机", "device"),
    ("zh", "服务员态度恶劣，菜也是凉的，再也不来你们店了", "visit"),
    ("zh", "司机绕了一大圈，打车钱翻了倍", "ride"),
    ("ja", "搭乗口で三時間待たされて、何の説明もない", "trip"),
    ("ja", "配達完了になってるのに荷物が届いてない", "parcel"),
    ("ja", "アカウントにログインできない。パスワードも変えたのに", "account"),
    ("ja", "更新してからスマホのアプリが何度も落ちる", "device"),
    ("ja", "店員の態度が悪いし、料理も冷めていた。もう行かない", "visit"),
    ("ja", "タクシーの運転手に遠回りされた", "ride"),
)
HELD_ELSEWHERE = (
    ("zh", "快递单号88412076530，显示签收了，我根本没见着包裹", "parcel"),
    ("ja", "お問い合わせ番号4410-2231-9080、配達完了なのに荷物が届いてない", "parcel"),
)
TOLD = (
    ("家里宽带报修十几天了，师傅来过一次，走了又掉线，你们到底修不修", "什么时候"),
    ("宽带停机交完费都半天了，怎么还是上不了网", "什么时候"),
    ("自从换了你们的无线路由器，每天掉线好几回，wan口一直断开", "什么时候"),
    ("公司宽带断了两天，报障号05312288417，没有一个人联系我", "账号|登记"),
    ("电视下面最近一个月多出好几道横条，型号是X55", "哪天开始|型号是什么|什么型号"),
    ("魅蓝note用着用着就跳屏，醉了，怎么办", "型号|机型"),
    ("镇上好几个村3g都慢得要命，一进屋就没信号了", "屋里|室外"),
    ("在单位没信号，回到家里也没信号，我在青山区和平大道", "屋里|室外|哪条路"),
    ("莫名其妙扣了我20块，说是什么【欢乐谷】，还钱", "名目"),
)
STILL_ASKED = (
    ("宽带又断了，光猫红灯一直亮着", "宽带|账号|登记"),
    ("更新以后手机老是自己重启，气死了", "机型|手机|版本|型号|截图"),
    ("家里一点信号也没有，电话都打不进来", "位置|哪|地点|号"),
    ("小区里信号特别差，电梯里和地下车库完全没信号，投诉三次了", "地点|位置|哪个小区"),
    ("我们村一直没有信号，别的村早就有了", "地点|位置|哪个村"),
)


def mail(text: str, book: Rulebook, language: str = "en") -> Understood:
    """``text`` as it is answered."""
    rules = book.replying[language]
    letters = book.reading[language].letters
    return understood(read(Mail(text=text, language=language), book), rules, letters)


def lacking(one: Understood, rules: ReplyingRules) -> Missing | None:
    """What a mail lacks, as far as anything was learned of its language."""
    likely = guess(one, rules)
    return missing(likely, one, rules) if likely else None


def draft_in(language: str, text: str, book: Rulebook) -> Draft:
    """The recommended reply to ``text``, in its language."""
    reading = read(Mail(text=text, language=language), book)
    return drafts(reading, the_times(book), book.replying[language], Known(me="Kim"))[0]


@pytest.mark.parametrize(("text", "name"), FITTING)
def test_the_detail_fits_what_it_is_about(text: str, name: str, book: Rulebook) -> None:
    """003:62: which flight, which shop, which device: what one would ask first."""
    lacks = lacking(mail(text, book), book.replying["en"])
    assert lacks is not None
    assert lacks.detail.name == name
    assert lacks.asks


@pytest.mark.parametrize(("language", "text", "name"), ELSEWHERE)
def test_it_fits_in_every_language(language: str, text: str, name: str, book: Rulebook) -> None:
    """The same in Chinese and Japanese."""
    lacks = lacking(mail(text, book, language), book.replying[language])
    assert lacks is not None
    assert lacks.detail.name == name
    assert lacks.asks


@pytest.mark.parametrize(("language", "text", "name"), HELD_ELSEWHERE)
def test_nothing_is_asked_twice_elsewhere(
    language: str, text: str, name: str, book: Rulebook
) -> None:
    """B21 in Chinese and Japanese."""
    lacks = lacking(mail(text, book, language), book.replying[language])
    assert lacks is not None
    assert (lacks.detail.name, lacks.asks) == (name, ())


def test_a_policy_number_is_asked_of_who_is_insured(book: Rulebook) -> None:
    """003:62: nobody is asked for the number of something they do not have."""
    visa = "ビザの申請を出して二か月、窓口からは一度も連絡がありません。どうなっているのですか。"
    insured = (
        "自動車保険の申請を出して二か月、査定の返事が一度もありません。どうなっているのですか。"
    )
    asked, of_insured = (said(draft_in("ja", one, book), "detail") for one in (visa, insured))
    assert "受付番号" in asked
    assert "証券" not in asked
    assert "証券" in of_insured


@pytest.mark.parametrize(("text", "asked"), TOLD)
def test_what_is_told_in_other_words_is_not_asked(text: str, asked: str, book: Rulebook) -> None:
    """B21: since when, which model, in which place, whatever words tell it."""
    draft = draft_in("zh", text, book)
    assert not re.search(asked, said(draft, "detail"))
    assert re.search("核对|查|看|了解|弄清|核实", draft.text)


def test_a_trouble_is_asked_for_before_its_version(book: Rulebook) -> None:
    """003:62: who only says that something is wrong is asked what it is."""
    for text in ("真的遇到问题了，坚果手机的各位求解答", "我家网有问题"):
        asked = said(draft_in("zh", text, book), "detail")
        assert re.search("什么问题|什么状况|什么情况|还是网速慢", asked)


def test_what_happened_needs_nothing_else_where_its_own_detail_is_told(book: Rulebook) -> None:
    """B21: the model is what one would need, so nothing less sure is asked in its place."""
    draft = draft_in("zh", "魅蓝note经常自己跳屏，我也是醉，怎么解决", book)
    assert "detail" not in moves(draft)
    assert re.search("正在|现在就", draft.text)


@pytest.mark.parametrize(("text", "asked"), STILL_ASKED)
def test_what_is_not_told_is_still_asked(text: str, asked: str, book: Rulebook) -> None:
    """003:62: a year, a place or a number of something else answers no question."""
    assert re.search(asked, said(draft_in("zh", text, book), "detail"))


@pytest.mark.parametrize(("text", "name"), HELD)
def test_nothing_is_asked_twice(text: str, name: str, book: Rulebook) -> None:
    """B21: a flight, an order or a place the mail holds already is not asked for."""
    lacks = lacking(mail(text, book), book.replying["en"])
    assert lacks is not None
    assert (lacks.detail.name, lacks.asks) == (name, ())


def test_what_is_left_is_asked(book: Rulebook) -> None:
    """B21: who names the device is asked for its version, and for nothing more of that."""
    lacks = lacking(mail("My iPad crashes with every app since the update", book), _en(book))
    assert lacks is not None
    assert lacks.asks
    assert all("version" in one for one in lacks.asks)


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ("on my kappa7s", "device model"),
        ("on a Lumo T3", "device model"),
        ("on my Orion phone 4", "device model"),
        ("on a 6s", "device model"),
        ("on my windows phone", "device model"),
        ("since the system was upgraded to 1.5", "version"),
        ("with 2.6.8", "version"),
        ("on my Lumo T3 with 2.6.8", "device model version"),
    ],
)
def test_a_model_is_known_by_its_letters_and_digits(told: str, known: str, book: Rulebook) -> None:
    """B21: a device or version the mail names is not asked for again, whoever made it."""
    text = f"The alarm app freezes {told} and the screen stays black, every single morning."
    lacks = lacking(mail(text, book), _en(book))
    assert lacks is not None
    assert lacks.detail.name == "device"
    assert lacks.asks
    assert not any(word in ask for ask in lacks.asks for word in known.split())


@pytest.mark.parametrize(
    "age",
    [
        "I bought it three weeks ago.",
        "We have owned it for only two months.",
        "A 2-year-old one.",
    ],
)
def test_how_old_it_is_is_not_asked_again(age: str, book: Rulebook) -> None:
    """B21: who says since when they have it is asked for the model alone."""
    text = f"My washing machine makes a terrible noise and the door won't open. {age} Please help."
    lacks = lacking(mail(text, book), _en(book))
    assert lacks is not None
    assert lacks.asks
    assert all("model" in one for one in lacks.asks)
    assert not any(part in one for one in lacks.asks for part in ("when", "old"))


def test_one_trade_is_enough(book: Rulebook) -> None:
    """Where number, area and account would all do, what does for all of them is asked."""
    text = "My 4G data runs out overnight, your hotline blames my phone and the bill grows. Awful"
    lacks = lacking(mail(text, book), _en(book))
    assert lacks is not None
    assert any("number" in one for one in lacks.asks)


def test_a_day_and_a_sum_are_not_asked_again(book: Rulebook) -> None:
    """B21: what is left to ask of a charge is whose it is."""
    text = "11月3日扣了两次款，每次49.90元。上周写过信，没有人回。请退一笔给我。"
    lacks = lacking(mail(text, book, "zh"), book.replying["zh"])
    assert lacks is not None
    assert lacks.detail.name == "charge"
    assert not any("哪天" in one or "哪一天" in one or "多少" in one for one in lacks.asks)


def test_of_what_is_held_something_else_is_done(book: Rulebook) -> None:
    """A router of one's own is known by its model, and no line is looked into for it."""
    lacks = lacking(mail("新买的路由器天天掉线，重启也没用", book, "zh"), book.replying["zh"])
    assert lacks is not None
    assert all("型号" in one or "哪一款" in one for one in lacks.asks)
    assert not any("线路" in one for one in lacks.work)


@pytest.mark.parametrize(
    "text",
    ["What time do you open on Sunday?", "Thank you all, the soup was great!", "See you at noon."],
)
def test_plain_mails_lack_nothing(text: str, book: Rulebook) -> None:
    """A question that can be answered, thanks and news are asked for nothing."""
    reading = read(Mail(text=text, language="en"), book)
    draft = draft_for(reading, book)
    assert "detail" not in moves(draft)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "请问周末几点开门？"),
        ("zh", "谢谢你们，汤很好喝！"),
        ("ja", "日曜は何時まで開いていますか。"),
        ("ja", "おいしかったです。ありがとうございました。"),
    ],
)
def test_plain_mails_lack_nothing_elsewhere(language: str, text: str, book: Rulebook) -> None:
    """The same in Chinese and Japanese."""
    assert "detail" not in moves(draft_in(language, text, book))


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("zh", "你们太差劲了，一群骗子！", "[什哪怎]"),
        ("zh", "账号又登不上去，密码重设了也没用", "账号|手机号"),
        ("ja", "最低。ほんとにふざけるな。", "こと|何"),
        ("ja", "更新してからスマホのアプリが何度も落ちる", "機種"),
    ],
)
def test_the_draft_asks_elsewhere(language: str, text: str, asked: str, book: Rulebook) -> None:
    """B44, B45 in Chinese and Japanese: for the one thing, or openly where nothing is told."""
    draft = draft_in(language, text, book)
    assert re.search(asked, said(draft, "detail") + said(draft, "question"))


def test_who_tells_nothing_is_asked_what_happened(book: Rulebook) -> None:
    """B44, B45: an angry line gets one open question, which asks for what they want as well."""
    reading = read(Mail(text="You are hopeless. Hopeless!", language="en"), book)
    assert vaguely(mail(reading.text, book), _en(book))
    draft = draft_for(reading, book)
    asked = said(draft, "detail") + said(draft, "question")
    assert "what" in asked.lower()
    assert asked.count("?") == 1


def test_the_step_hangs_on_the_question(book: Rulebook) -> None:
    """003:62: the question says what is done once it is answered."""
    reading = read(Mail(text="Our internet is down again, useless", language="en"), book)
    detail = said(draft_for(reading, book), "detail")
    assert "?" in detail
    assert "start" in detail


def _en(book: Rulebook) -> ReplyingRules:
    return book.replying["en"]


def test_a_letter_is_not_asked_who_it_is_from(book: Rulebook) -> None:
    """003:62: who writes with a subject and a name has mostly told what is needed."""
    text = (
        "Nine years with you and this is my first complaint. Your app throws me out every few "
        "minutes and my premium went up by a fifth. Tell me why I should stay."
    )
    reading = read(Mail(text=text, subject="Leaving you", language="en"), book)
    assert "detail" not in moves(draft_for(reading, book))


def test_where_some_number_lacks_any_of_them_is_asked_for(book: Rulebook) -> None:
    """003:62: be it of the order, the booking or the bag, nobody can tell from so few words."""
    text = "refund for the ticket denied, refund for the bag denied, what do you refund"
    detail = said(draft_for(read(Mail(text=text, language="en"), book), book), "detail")
    assert re.search("order, (?:a )?booking", detail)
    known = f"{text} booking QX7LLD"
    assert "account" not in draft_for(read(Mail(text=known, language="en"), book), book).text


def test_who_met_rude_people_is_asked_for_no_number(book: Rulebook) -> None:
    """B21: an order number says nothing of how somebody was spoken to."""
    text = "rude crew on the 6:10 to Oban, one of them yelled at a boy about his satchel"
    assert "account" not in draft_for(read(Mail(text=text, language="en"), book), book).text


def test_the_digits_of_a_handle_are_no_order_number(book: Rulebook) -> None:
    """B21: only a number of the order itself has told which one it is."""
    text = "@shop115873 my dress came with someone else's name in it"
    assert "order" in said(draft_for(read(Mail(text=text, language="en"), book), book), "detail")


def test_of_what_is_not_known_nothing_is_looked_into_before_the_answer(book: Rulebook) -> None:
    """003:62: who is asked what happened is not told that it is being found out."""
    reading = read(Mail(text="Oh @larkair you were so unhelpful today :/", language="en"), book)
    draft = draft_for(reading, book)
    assert draft.text.count("?") - said(draft, "choice").count("?") == 1
    assert "action" not in moves(draft)
