"""Replying in Chinese: what drafts say of a mail, and the checklist on typed words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from helper.contracts import Mail, Person, Promise, Reading
from helper.reading.reader import read
from helper.remembering.dates.due import resolve
from helper.remembering.finding.promises import find
from helper.replying.checking.checklist import check
from helper.replying.composing.cases import Known
from helper.replying.composing.sorries import sorries_in
from helper.replying.composing.timeline import offer
from helper.rulebook import Rulebook
from tests.books import the_book
from tests.replying.readings import a_reading, drafts, made_up_mails, rules_of, the_times

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
BOOK = the_book()
RULES = BOOK.replying["zh"]
MAILS = {
    mail.sender.name: replace(mail, received=NOW) for mail in made_up_mails("zh") if mail.sender
}


def a_promise(state: str, sentence: str) -> Promise:
    """A promise to 王小明 for the Thursday after `NOW`."""
    return Promise(
        id=7,
        state=state,  # type: ignore[arg-type]
        form="explicit",
        grain="minute",
        sentence=sentence,
        due_text="周四15:00",
        due=datetime(2026, 11, 19, 7, 0, tzinfo=UTC),
        zone="Asia/Shanghai",
        made=NOW,
        person=Person(name="王小明"),
        app="file",
        account=None,
        thread=None,
        subject="三月的发票",
        link=None,
        language="zh",
    )


def test_a_request_is_said_from_our_side() -> None:
    """As one who answers says it, and not as a letter is quoted; a threat is not said back."""
    assert "您希望我们把发票寄给您" in answer(MAILS["陈志远"].text or "")
    assert "不然" not in answer("水管漏了三天，麻烦找人来修，不然我不知道怎么交代了。")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("周末也送货吗？", "您问“周末也送货吗”"),
        ("带狗能进去吗？", "您想知道带狗能不能进去"),
        ("一般要带几张照片？", "您想知道一般要带几张照片"),
        ("想订下周六晚上的包间，能坐十二个人。", "您想订下周六晚上的包间"),
        ("请问收据能开成电子的吗？几点之前能取件？", "收据能不能开成电子的，还有几点之前能取件"),
        ("搬家的话要另外交押金吗，大概多久能退？", "要不要另外交押金，还有大概多久能退"),
        ("默认显示的是本周，步数一般都是按月算的吧？", "您想知道步数是不是按月算的"),
        ("月卡可以转给我妈妈用吗？", "您想知道月卡能不能转给您妈妈用"),
    ],
)
def test_what_is_calmly_asked_is_named(text: str, said: str) -> None:
    """From our side where it turns, else in quotation marks, and not as "this thing"."""
    assert said in answer(text)
    assert "这件事" not in answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "投诉了十来天，营业厅让我找热线，热线让我找营业厅，到现在没有一句准话！",
        "报修三天了还没人来，打了两个电话没人回，每次都说在催。",
    ],
)
def test_what_it_did_to_them_is_said_once(text: str) -> None:
    """Two effects in one sorry say the same twice: the second hurt is named as what happened."""
    (sorry,) = re.findall(r"[^。\n]*(?:抱歉|对不起)[^。]*", answer(text))
    assert len(re.findall("[让把]您", sorry)) <= 1, sorry


@pytest.mark.parametrize(
    "text",
    [
        "报修三天了还没人来，打了两个电话没人回，每次都说在催。",
        "打了四回电话催维修，师傅说来又没来，你们什么意思！",
    ],
)
def test_a_sorry_ends_in_what_it_did_to_them(text: str) -> None:
    """What happened, then the other hurt, then the effect: nothing limps behind that one."""
    (sorry,) = re.findall(r"([^。\n]*)，[^，]*(?:抱歉|对不起)[^。]*", answer(text))
    assert re.search("[您让谁]", sorry.rsplit("，", 1)[-1]), sorry


@pytest.mark.parametrize(
    "text",
    [
        "这个月天气页面刷新两次才出来，想反映一下。",
        "我家网有点问题",
        "网厅的积分板块还有不少地方可以做得更好。",
    ],
)
def test_who_reports_calmly_is_not_told_what_they_feel(text: str) -> None:
    """A small thing put kindly is no disappointment."""
    assert not re.search("失望|寒心|受委屈|难接受|生气", answer(text))


def test_what_the_clause_tells_is_not_named_once_more() -> None:
    """The second hurt of a sorry is another one than that which was told back."""
    said = answer("报修三天了还没人来，打了两个电话没人回，每次都说在催。")
    assert "没人回" in said
    assert not re.search("没有回音|没有下文|没有等到|没有准话", said)


@pytest.mark.parametrize(
    ("text", "is_theirs"),
    [
        ("输入法的窗口总是跑到另一块屏幕上，拖回来还是会自己跑走，烦死了", False),
        ("一条街就我们店天天断网，你们管不管！", False),
        ("为了这张卡我打了五次电话，每次说法都不一样，气死了", True),
        ("已经是第三封信了，还是同一句话打发我！", True),
    ],
)
def test_what_keeps_failing_is_no_effort_of_theirs(text: str, *, is_theirs: bool) -> None:
    """What comes back is said of the fault; only who tried again and again is spared a next try."""
    said = answer(text)
    assert bool(re.search("一再|前后|来来回回|这么多[次回]|反复", said)) == is_theirs, said


def test_one_feeling_is_named_once() -> None:
    """A sorry and the line after it do not say the same feeling in two words."""
    said = answer("耳机买了才二十天左耳就没声音了，你们还让我去一百多公里外的网点修")
    assert len(re.findall("烦|恼|谁", said)) <= 1, said


@pytest.mark.parametrize(
    "text",
    [
        "怎么一会儿一个样的，反反复复五六次了。",
        "你们到底怎么搞的，真是气死人了！",
        "太差劲了，再也不会来了！！",
    ],
)
def test_who_is_asked_what_happened_is_not_spared_the_telling(text: str) -> None:
    """Nobody who has all of it to tell is told that they need not tell it again."""
    said = answer(text)
    assert re.search("出了什么事|哪件事|怎么回事", said)
    assert not re.search("从头讲起|重复一次|跟别人解释", said)


def test_harm_is_told_once() -> None:
    """In their words where they can be said back, and not in ours beside them."""
    said = answer("司机半路把我和女儿扔在高架边上！！报了警你们才给一张券？？")
    assert len(re.findall("高架|半路", said)) <= 2, said
    assert "您在半路上被丢下" not in said


def test_a_death_told_gently_is_heard() -> None:
    """001:6: who thanks for years of care, and says goodbye, brings no good news."""
    assert "节哀" in answer("毛豆昨晚走了，十四岁，没遭罪。谢谢你们这些年的照顾。")
    assert "节哀" in answer("又给我先生寄信了，真周到。死亡证明去年就交给你们了！")


def test_praise_of_what_comes_again_is_no_complaint() -> None:
    """Something good that happened again hurt nobody."""
    said = answer("你们这次的活动又办得真不错，孩子玩得很开心")
    assert "抱歉" not in said


def answer(text: str) -> str:
    """The recommended reply to ``text``, read and answered as in life."""
    reading = read(Mail(text=text, received=NOW), BOOK)
    times = offer("support", [], BOOK, ZONE, NOW, language="zh")
    return drafts(reading, times, RULES, Known(me="李雷"))[0].text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "航班延误6个小时，没有人出来解释，你们就是这么对待乘客的？",
            "没有人出来解释，",
        ),
        ("家里宽带又断了，这个月第四次了，你们到底管不管？", "家里宽带又断了，"),
        ("我的生鲜都臭了你们还没送到！", "抱歉"),
        ("收到发现袖口有一块污渍，麻烦给个说法。", "收到发现袖口有一块污渍，"),
        ("我的暖气 坏了 我告诉管理员三次 没有人来。", "告诉管理员三次"),
        ("鞋子左右脚不是同一个码，能换吗", "您想知道能不能换，"),
        ("想问下你们会员到期前会提醒吗，怕自动续费忘了关", "您想知道我们会员到期前会不会提醒，"),
        ("想问一下下周的春游需要自己带午餐吗？", "您想知道下周的春游需不需要自己带午餐，"),
        (
            "右边没声了 客服让我去网点 我这里最近的网点在外省 能不能寄修 别再发地址了",
            "您想知道能不能寄修",
        ),
        (
            "催了四次，机器人回我“已加急”。把我当猴耍吗？这笔钱什么时候到？",
            "您想知道这笔钱什么时候到，",
        ),
    ],
)
def test_what_happened_is_heard_beside_what_is_asked(text: str, said: str) -> None:
    """B17: one sentence tells a story and asks at its end; only its end is the question."""
    assert said in answer(text)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        (
            "航班提前了四十分钟没人通知我，到机场已经停止值机了，改签还要我补差价。",
            "航班提前了四十分钟",
        ),
        ("@学海网校客服 孩子网课回放打不开，一点就转圈，后天期中考试了", "孩子网课回放打不开"),
    ],
)
def test_what_happened_opens_the_reply(text: str, begins: str) -> None:
    """001:7: the first line says what happened to them, and is sorry for just that."""
    assert answer(text).split("\n\n")[1].startswith(begins)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("打针的护士手真轻，孩子都没来得及哭。", "谢谢"),
        ("楼下那只狗天天蹲在你家门口等小哥喂，哈哈。", "谢谢"),
        ("饭卡还能退钱不", "正在"),
        ("自动贩卖机吞了我二十，水卡在半路。", "机器"),
    ],
)
def test_a_short_post_is_met_as_it_is_meant(text: str, said: str) -> None:
    """000:65: joy told dryly, a question without its mark and trouble told in play are heard."""
    assert said in answer(text)


def test_trouble_is_no_new_work() -> None:
    """Who complains in few words is not told how an order could be arranged."""
    assert "怎么安排" not in answer("充了年度会员，看剧还是有广告，我花钱就是不想看广告啊")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("新椅子太棒了，腰再也不疼了。你们也卖书桌吗？", "您想知道我们是不是也卖书桌，"),
        ("价格我们谈过，12块太高，10块的话今天就下5000件。", "价格"),
        ("我妈吃了你们的粽子之后上吐下泻，现在在急诊，你们管不管？", "希望情况已经稳定下来"),
        ("奶粉罐底的批号和官网查的对不上，宝宝已经喝了两天了，求你们赶紧回复我", "请先别再吃"),
        (
            "投诉航班取消：凌晨1点才发短信，三百多人排队，没有酒店没有水，请出具取消证明。",
            "抱歉",
        ),
        ("寄来的是别人的药，上面写着另一个名字。", "请先别吃"),
        ("网约车司机把我妈放在高架下面就走了，她72，走了一个小时找出口。", "您的平安最要紧"),
        ("我家金毛上周三走了，谢谢李医生。剩下的处方粮能转给别的狗吗？", "节哀"),
        ("空气炸锅用了三天就不加热了，能帮忙看看吗？", "抱歉"),
        ("上周二我写信问过退款到哪一步了，一直没收到回复，能帮我看看吗？", "抱歉"),
        ("戒指上的名字刻错了，你们怎么做事的！", "刻错了"),
        ("我奶奶坐着轮椅，你们把她晾在登机口两个小时，没有人理！", "老人家受了这样的委屈"),
        ("我家的网有问题", "请"),
        ("盒子里少了滤网，能补寄一个吗？", "抱歉"),
        ("谢谢贵公司让我们在车站白等了四个小时，难忘的一天。", "抱歉"),
        ("裙子收到啦，超显瘦，下次上新叫我。", "谢谢"),
        ("睡觉一直连着无线，早上300MB就没了，怎么解释？还敢用你们的卡吗？", "没了，"),
        ("本所拟开立专户，请告知所需材料及办理时限。", "您想知道所需材料及办理时限"),
        ("光猫拿去修，半年了还没好，你们到底在干什么！", "半年了还没好"),
        ("我方上周五就签了验收单，尾款到现在一分没有到账！", "贵方上周五"),
        ("售后和门店互相踢皮球，一个月了！", "踢皮球，一个月了，"),
        ("收银机打出来的单子写了八份，我一个人吃宴席了？", "抱歉"),
        ("买了个钟挂厨房，收到东西发现钟面数字是反的，这是让我倒着看么", "钟面数字是反的，"),
        (
            "那个彩铃包月费能帮我解释解释？收了我半年了，又不是我本人开通的",
            "您想知道彩铃包月费是怎么回事",
        ),
        ("便签里写了一个小时，一退出就找不到了，还能找到吗？", "您想知道还能不能找到"),
        ("当月账单里的通话费比详单多出一百多，请给予我一个解释。", "您要一个解释"),
        ("吃过最好吃的香锅，没有之一！！", "香锅"),
        ("桥头那家分店开始装修啦，往后不用绕远路咯 哈哈哈", "谢谢"),
        ("剩余流量一条说720，一条说76.到底哪个是真的？", "您想知道哪个是真的"),
        ("卡槽这里有块塑料片！我要撕下来吗？", "您想知道要不要撕下来，"),
        ("客户端昨天还好好的，今天突然不能运行了，请问有没有解决办法？", "您想知道怎么解决"),
        (
            "能不能考虑加个字体变大的功能？我妈字太小看不清，只能弃用。",
            "您希望加个字体变大的功能，",
        ),
    ],
)
def test_what_matters_most_is_said(text: str, said: str) -> None:
    """B14, B31, B37: praise, a haggle, harm, a death and calm trouble are each met as such."""
    assert said in answer(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("我不要退款，也不要代金券，我只要有人告诉我5月3日到底发生了什么。", "退款的事"),
        ("换来的这个也是坏的。", "这个也的事"),
        ("打了三次客服都没人回复我，一周了！", "问了没人应"),
        ("新系统升级后闹钟总是不响，请问这是怎么回事？", "您想知道"),
        ("没有经过我同意就给我开了个增值业务，太过分了！", "没点头"),
        ("真的道歉，是我不对，还车时没说刮了挡泥板。请告诉我修要多少钱。", "很抱歉"),
        ("门锁打不开，我人在外面，下雨了。", "软件的版本"),
        ("没什么不满，就是要搬家了，会员请帮我取消。", "您问到“没什么"),
        ("手机三个月就自动关机，售后说我人为损坏，呵呵。国货之光？", "国货之光"),
        ("想问一下下周末还有票吗？我们一共5个人。谢谢啦~", "您这样说"),
        ("下星期四学校旅行，请问可否补堂？谢谢。", "您的肯定"),
        ("航班取消，票退了，请把我们改乘的费用承担了，谢谢。", "承担了”"),
        ("另外想问一下保修期是多久？", "您问到“另外"),
        ("新郎的名字印错了，还有九天就婚礼。", "前后九天"),
        ("货款延至今日汇出，水单附后，请查收。谨致歉意。", "我正在办"),
        ("要么便宜15%，要么我们取消长期订单，别家都给这个价。", "给您安排"),
        ("裙子收到啦，超显瘦，下次上新叫我。", "抱歉"),
        ("240太贵了。180，行就行，不行我就找别人做了。", "正在办"),
        ("网又断了！我们花了钱应该受这样的对待吗？", "您想知道"),
        ("屏幕自己乱跳，这就是你们的旗舰机吗？", "您想知道"),
        ("手机从二十厘米的地方摔下来，屏幕就碎了，做工太差！", "身体"),
        ("刚买的手机昨晚摔下来，屏幕碎了，卡槽还拿不出来！", "运送"),
        ("盼了两个月的补发终于收到了，用着很好。真是麻烦您费心了，太感谢了！", "正在办"),
        ("第三回寄来的还是旧款。是我叫你们仓库乱发的吗？是我把单子贴错的吗？", "两件事"),
        ("请代我谢谢那位阿姨，麻烦帮我转告，不知道她姓什么。", "姓什么”"),
        ("采购的电机周三该到，物流到今天还停在半路，请核实。", "物流迟迟"),
        ("上个月的单子多了一份，请核实并说明为什么会这样。", "想知道并"),
        ("刚收到的盘子有一道裂纹，照片附上，可以换一个吗？谢谢", "很暖"),
        ("想问下预订的月饼大概什么时候出货？怕赶不上。", "机器"),
        ("相册壁纸又不更新了，手机发热，锁屏也换不掉。", "账号或卡号"),
        ("骑手半路把我奶奶的药扔在路边就走了，打电话他也不接！", "您已经到家"),
        ("想带孩子来滑雪，周六的课是都报满了吗？", "是都报满"),
        ("主管签了字，卡还是被你们冻结了，我去了三家支行都没办成！", "一再出现"),
        ("插画八月就交了，尾款一直说再等等，今天能给个准话不？", "订单号"),
        ("Hello，我上个月租车，还车时被扣了三千块，太离谱了！", "Hello的事"),
        ("快递丢门口让人拿走了，里面是给孩子的药，没打电话也没发短信！", "门口的事"),
        ("转账显示失败，钱却扣了，我后天就要交房租。", "您说后天就要"),
        ("前台那个小伙子 我问他几点退房 他翻个白眼说自己看", "您想知道"),
        ("答应周四送到，今天早上才到。我不要钱，我只想知道为什么会晚。", "您想知道您"),
        ("三号楼空置一年，单子还是全额，麻烦核对一下，7栋902。", "7栋902”"),
        ("顶楼老人多，电梯停了六天，请问哪天能修好？", "谢谢您来问"),
        ("话剧票昨天被你们退了，民宿早就订好了，现在怎么办！", "好消息"),
        ("打印机一到半夜就连不上无线，白天好好的。", "该用的时候"),
        ("自助洗车机收了钱不出水，喷头是干的。", "宽带"),
        ("工期拖了两个月，没有人跟我说过，我要知道以及拖的这两个月怎么赔。", "想知道以及"),
        ("谁能告诉我，会员日是哪天？", "谁能告诉"),
        ("原定周四的验收想往后挪两天，请问您哪天方便？", "我哪天方便"),
        ("看个病怎么就这么难，号天天抢不到！", "这么难"),
        ("更新以后一点就退出，希望可以给个解决方案。", "希望可以给"),
        ("系统是win10，导出报表老是闪退，重装了三遍还这样。", "机型"),
        ("忍不住夸一句，你们家官号是我关注过最会聊天的。", "答案"),
        ("我白天八个小时在单位，手机一点信号都没有！", "八个小时在单位，"),
        ("你好，我是八月住过你们那儿的房客，被单一直没换过。", "房客，您好"),
        ("投诉十天了没有任何结果！网厅又无法查询二月的账单，你们就是在拖！", "网厅又"),
        ("路由器的灯一直闪红，打客服，客服还不信！网慢得要命！", "客服还不信"),
        ("每次来都没碰上你们老板呀！", "折腾"),
        ("点单页面转圈转了二十多秒，客人站着等，麻烦看看后台是不是卡住了。", "宽带"),
        ("请安排人到现场，或者先告诉我们能不能接着生产。机器停了一上午！", "想知道或者"),
        ("会员短信里写着“春节快乐”，我却收不到礼品。", "节日快乐"),
        ("老师您好，照片都传到群里了，谢谢您这段时间的照顾。", "说老师"),
        ("小米手机双卡切不过去，默认的卡设了也没用，太差劲了！", "您的手机号"),
        ("怎么找都找不到你们的人工客服，一直占线！", "怎么答复您"),
        ("我家那扇防盗门装了三回都没装好，算看透你们物业了！", "家那扇防盗门的事"),
        ("师傅说周二上午来，没来；改周四上午，又没来，到底几点到？", "约的是什么时间"),
        ("要我怎么做你们才肯止付？卡丢了三天了！", "要您怎么做"),
        ("请告知贵院对此如何处理，我母亲被指错了三次楼层。", "贵院"),
        ("你说睡醒就画，这一觉睡了五天啊到底啥时候能给？", "五天啊"),
        ("隔壁施工到半夜，打前台没人管。要求退全款！", "退款"),
        ("激光头换过以后功率上不去，您看是不是还有哪一步没做？", "我看是不是"),
        ("感谢星桥宽带让我重温了看书的童年，已经第三天了", "特意"),
        ("订的房间空调一夜嗡嗡响，想换房说没有", "弄清是怎么一回事"),
        (
            "上次说不能异地销号，可以停机保号，今天去办停机保号，又说我的号码不支持停机保号，把客户当什么？",
            "说停就停",
        ),
        ("插移动卡正常，插另一张卡就没信号。人在青石乡，别的手机试过都有信号。", "具体地点"),
        ("昨晚更新完，客户端完全连不上dmg，别的都没问题，影响也不大。", "上不了网"),
        ("想买那款两厢车，优惠17000元，再送6000礼包，是哪里的活动，打算去买。", "心里有一个数"),
        ("大衣给我洗坏了，要求赔偿一千二。", "赔偿"),
        ("问到一半就自己退出，别告诉我又是电脑卡机，客服的素质该提高了！", "别告诉您"),
        ("没有网线我的电视基本看不了，无线天天断，你们收的可是全价！", "没有网线"),
        ("ios10自带的输入法打字一直卡，都快一个月了还没解决！", "Ios10"),
        ("一直开不了机啊，充电也充不进去啊，求解决！", "啊，"),
        ("你们的信号怎么不炸了去，天天这个点没网没服务，每次打电话都推脱！", "先别再用"),
        ("网上着上着就掉，远程注销不掉，隔两天来一次，烦死了！", "想停都停"),
        ("升级完这版系统，耗电太厉害了。白天就打几个电话。", "完这版系统的事"),
        ("地铁上耗电特别快，是否和我坐地铁，手机一直搜网有关系？", "想知道是否和您坐地铁。"),
        ("开机十几次都不行，是不是坏了…………？？", "…"),
        ("系统耗电排第一，没怎么用，半天就剩一半，怎么办？", "想知道没怎么用"),
        ("酒店说没房了，只补个差价，打发谁呢？谁差这点钱？", "谁差这点"),
        ("输密码提示不能用初始密码，请点击找回密码，那给我初始密码干嘛？", "您希望我们点击"),
        ("小说看到三百章就翻不动了，请工作人员帮助解决，谢谢。", "您希望我们工作人员"),
        ("明天出发的行程，本来说好可以改签，客服让我先退票，结果是骗子！", "您提到明天出发"),
        ("昨天兑不了，觉得今天应该可以，还是不行。不能就不要摆出来装样子！", "装样子"),
        (
            "屋里信号差，前天刚投诉的移动，今天就派人来修了，同一个地方投诉你们十几次，就是不理。",
            "今天就派人",
        ),
        (
            "我用的是2M的宽带，看个电影都卡，为什么？我愿意加钱升级，营业厅跟我说不能提升，搞不懂了",
            "升级以后",
        ),
        (
            "新买的空调，调到最低强劲制冷，我的房间还是明显高于室友房间25度制冷，差别怎么这么大呢？",
            "住得",
        ),
        (
            "周六在旗舰店买了手机，才买了3天，动都没动一下，想加钱换一个，居然不同意，希望给个解释",
            "迟迟没有到",
        ),
        (
            "耳机放歌的时候接完电话音乐播放声音为零，还得自己调音量，十几个版本号都这样，这正常么？",
            "哪一首",
        ),
        ("短信闪退啊@小橘手机客服", "宽带账号"),
        ("这么气派的大楼，居然没有给办业务的人停车的地方！地下车库不让进！", "行程"),
        (
            "免费提速的广告天天播。结果问营业厅，说没有这个政策，要提速得另外交钱。打广告的时候说免费，你们要玩哪一出啊？",
            "哪一出",
        ),
        (
            "师傅大老远跑来，真心辛苦！虽然屋里还是没信号，我会告诉你这条是我跑到楼下才发出去的？",
            "您会告诉",
        ),
    ],
)
def test_nothing_beside_the_point_is_said(text: str, never: str) -> None:
    """A sentence that misreads the mail costs more than all that is said well."""
    assert never not in answer(text)


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("报表全是乱码，下午四点要交给老板！", "下午四点要交给老板"),
        ("转账要刷脸转不出来，急着交住院费", "您急着交住院费"),
        ("系统接口一直报错，请立即处理！", "您这边急"),
    ],
)
def test_what_cannot_wait_comes_first(text: str, deadline: str) -> None:
    """B38: a deadline is heard, and the later time is not offered as if there were none."""
    text = answer(text)
    assert deadline in text
    assert not re.search("如果您不急|如果您能等", text)


@pytest.mark.parametrize(
    "text", ["今天收到了两件。", "我今天打了三次电话都没人接。", "别着急，我不急。"]
)
def test_a_day_alone_is_no_deadline(text: str) -> None:
    """A time says when something happened far more often than by when it must be done."""
    assert not any(one.pattern.search(text) for one in RULES.deadlines)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("退票退了二十天了，客服每次都说系统处理中！", "用起来"),
        ("游乐园排了三小时，轮到我们说设备检修，孩子当场就哭了。", "上门"),
        ("账单寄错地址，说了两次还是不改！", "跟您订的不一样"),
        ("会员到期自动扣了我248，我根本没同意自动续费", "扣了我"),
        ("我的快递地址写错了，可以改吗？", "抱歉"),
        ("签证材料交了二十天没有消息，机票是下月三号的。", "航班"),
        ("三月的工资条和到账对不上，少了六百，问人事让我自己算。", "订单"),
        ("定金两万，合同写着牡丹厅，我爸急得把手机摔了。", "身体"),
        ("班主任不回消息，我申请退费，却要扣除40%的服务费。", "家长"),
        ("租的那台榨汁机漏水，店门口贴着关门的时间，没写电话。", "没了人影"),
        ("点了重做按钮两天没人接单，这个按钮是摆设吗？", "真人"),
        ("花架装反了，师傅进门先问wifi密码。", "登录"),
        ("家里的金鱼昨晚走了，谢谢您教我怎么养它。", "很高兴"),
    ],
)
def test_nothing_is_made_of_a_word_in_passing(text: str, never: str) -> None:
    """An invented fact loses at once: a word that is only mentioned makes no matter of it."""
    assert never not in answer(text)


# Sorry -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hurt",
    ["waiting", "ignored", "repetition", "broken_promise", "problem", "blame", "time_lost"],
)
def test_at_least_four_forms_of_sorry_per_hurt(hurt: str) -> None:
    """B32: four times ``avoid`` what was said, and four different forms come out."""
    times = offer("support", [], BOOK, ZONE, NOW, language="zh")
    reading = Reading(
        language="zh",
        text="不行。",
        level=3,
        score=0.7,
        confidence=0.9,
        kind="support",
        cause="mistreated",
        hurts=(hurt,),
    )
    used: frozenset[str] = frozenset()
    for _ in range(4):
        text = drafts(reading, times, RULES, Known(me="李雷", avoid=used), form="full")[0].text
        fresh = sorries_in(text, RULES)
        assert len(fresh) == 1
        assert not fresh & used
        used |= fresh


# Times -----------------------------------------------------------------------------------


def test_every_label_means_its_moment_on_every_day() -> None:
    """B41: over six weeks, both labels read back as exactly the moment offered."""
    rules = BOOK.remembering["zh"]
    for hours in range(0, 24 * 42, 5):
        now = NOW + timedelta(hours=hours)
        for option in offer("new_work", [], BOOK, ZONE, now, language="zh").options:
            due = resolve(f"{option.label}前", now, ZONE, rules, BOOK.rhythm)
            assert due.due == option.at, (now, option.label)


def test_a_weekday_of_next_week_is_called_so() -> None:
    """On a Friday, 周三 alone would be heard as the one gone by."""
    friday = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    times = offer("new_work", [], BOOK, ZONE, friday, language="zh")
    assert times.options[1].label.startswith("下周")


@pytest.mark.parametrize("state", ["open", "broken"])
@pytest.mark.parametrize("choice", ["look", "answer"])
def test_a_late_notice_promises_its_new_time_alone(state: str, choice: str) -> None:
    """B39, B56: cause as a gap, one new time, a choice; the old time is no promise."""
    for hours in range(0, 24 * 14, 7):
        now = NOW + timedelta(hours=hours)
        times = offer("support", [], BOOK, ZONE, now, language="zh")
        promise = a_promise(state, f"我会在周四15:00前回信，{hours}")
        for draft in drafts(None, times, RULES, Known(me="李雷"), promise=promise, choice=choice):  # type: ignore[arg-type]
            found = find(draft.text, now, ZONE, BOOK, "zh")
            assert [one.due for one in found if one.due] == [draft.times[0].at], draft.text
            assert RULES.gaps["reason"].text in draft.text
            seen = check(draft.text, None, BOOK, "zh", me="李雷", promises=found)
            assert set(rules_of(seen)) == {"proof.placeholder"}


# The checklist ---------------------------------------------------------------------------

BAD = [
    ("sorry.we", "我们很抱歉，让您久等了。"),
    ("sorry.we", "我司对此深表歉意。"),
    ("sorry.we", "团队非常抱歉出现这种情况。"),
    ("sorry.we", "我们真的对不起您。"),
    ("sorry.fault", "这次完全是我们的错。"),
    ("sorry.fault", "都是我的失误，漏看了您的邮件。"),
    ("sorry.fault", "由于我们的疏忽，订单没有发出。"),
    ("sorry.fault", "是我们搞错了型号。"),
    ("sorry.liability", "我们愿意承担全部责任。"),
    ("sorry.liability", "公司对此负责。"),
    ("sorry.money", "我会给您全额退款。"),
    ("sorry.money", "作为补偿，送您一张优惠券。"),
    ("sorry.money", "我们会赔偿您的损失。"),
    ("sorry.abasement", "我真是太没用了。"),
    ("sorry.abasement", "这是不可原谅的错误。"),
    ("sorry.you_are_right", "您说得完全对。"),
    ("sorry.you_are_right", "您批评得很有道理。"),
    ("boiler.inconvenience", "给您带来的不便，深表歉意。"),
    ("boiler.inconvenience", "对您造成的困扰，我们十分抱歉。"),
    ("boiler.valued", "尊敬的用户，您好！"),
    ("boiler.valued", "感谢您的理解与配合。"),
    ("boiler.valued", "亲，在的哦。"),
    ("boiler.valued", "我们会不断改进服务质量。"),
    ("boiler.i_understand", "我完全理解您的感受。"),
    ("boiler.i_understand", "能体会您现在的心情。"),
    ("defend.as_i_said", "我上次已经说过了，要等三天。"),
    ("defend.as_i_said", "我们早就通知过您。"),
    ("defend.as_i_said", "请您冷静一下。"),
    ("defend.as_i_said", "我们从来没有承诺过周五到货。"),
    ("blame.customer", "您应该提前告诉我们。"),
    ("blame.customer", "您没有仔细看说明书。"),
    ("blame.customer", "这是您自己操作的问题。"),
    ("blame.customer", "您怎么不早点联系我们？"),
    ("blame.wrong", "您的说法与事实不符。"),
    ("blame.wrong", "不是那个意思，您想多了。"),
    ("policy.hides", "根据公司规定，超过七天不能退。"),
    ("policy.hides", "按照流程，需要先审核。"),
    ("pass.buck", "这不归我们部门管。"),
    ("pass.buck", "请您联系物流公司。"),
    ("pass.buck", "这是厂家的问题，我们无能为力。"),
    ("pass.third", "我们的客服会很乐意为您解答。"),
    ("assure.absolute", "我保证以后不会再出现。"),
    ("assure.absolute", "绝对没有问题。"),
    ("assure.absolute", "今天一定能修好。"),
    ("dismiss.worry", "您别担心，没事的。"),
    ("dismiss.worry", "这种情况很正常。"),
    ("dismiss.worry", "没关系，小问题而已。"),
    ("dismiss.just", "您只需要重新登录就可以了。"),
    ("brush.filed", "您的问题已经反馈给技术部门。"),
    ("brush.filed", "相关部门会跟进处理。"),
    ("brush.stock", "请您耐心等待。"),
    ("time.vague", "我会尽快回复您。"),
    ("time.vague", "过两天给您答复。"),
    ("negative.unfortunately", "很遗憾，这款已经停产。"),
    ("negative.cannot", "我们无法更改地址。"),
    ("negative.problem", "我正在看您的投诉。"),
    ("negative.but", "很抱歉，但是仓库已经下班了。"),
    ("filler.words", "总的来说，就是一根线的事。"),
    ("filler.long", "我正在对订单进行核实。"),
    ("tone.shout", "已经发了！！"),
    ("tone.emoji", "好的哦~"),
    ("tone.you", "谢谢您来信，我会给你答复。"),
    ("proof.doubled_sign", "我看到您的的订单了。"),
    ("proof.placeholder", "尊敬的XX先生："),
]


def hot() -> Reading:
    """A frustrated mail of which little is known."""
    return Reading(
        language="zh",
        text="等了三个星期。",
        level=2,
        score=0.5,
        confidence=0.9,
        kind="support",
        hurts=("waiting",),
    )


def good_replies() -> list[str]:
    """Replies a careful person would write."""
    path = Path(__file__).with_name("good_replies_zh.txt")
    return path.read_text(encoding="utf-8").split("%%\n")


@pytest.mark.parametrize(("rule", "sentence"), BAD)
def test_bad_sentences_are_noticed(rule: str, sentence: str) -> None:
    """Each by the rule that is meant."""
    assert rule in rules_of(check(sentence, hot(), BOOK, "zh"))


def test_latin_marks_end_a_sentence_too() -> None:
    """Who types fast writes ``?`` and ``,`` for their wide forms; the findings are the same."""
    wide = "您好，很抱歉让您等了三周。发我看看，亲，在的哦。"
    narrow = wide.translate(str.maketrans("，？", ",?"))
    found, same = (check(text, hot(), BOOK, "zh").findings for text in (narrow, wide))
    assert found == same
    assert any("亲" in narrow[one.start : one.end] and one.rule == "boiler.valued" for one in found)


def test_we_becomes_i() -> None:
    """B25: the fix says it as one person."""
    finding = check("我们很抱歉，让您久等了。", None, BOOK, "zh").findings[0]
    assert (finding.rule, finding.fix) == ("sorry.we", "我很抱歉")


@pytest.mark.parametrize(
    "sentence",
    [
        "别担心，老师一定很乐意跟您谈。",
        "哦，这很简单，您只要打个电话就可以了。",
        "您可以重新登录再试。",
    ],
)
def test_the_principal_of_the_school_fails(sentence: str) -> None:
    """003:46-54: comfort, referral and solution before a single word of having heard."""
    seen = check(sentence, hot(), BOOK, "zh")
    assert {rule.split(".")[0] for rule in rules_of(seen)} >= {"ack"}
    assert not seen.ticks.understood


@pytest.mark.parametrize(
    "sentence",
    [
        "我很抱歉让您有这样的经历。",
        "您的行李丢了，真让人着急，我很抱歉。",
        "很抱歉，今天没有空房给您。",
    ],
)
def test_the_sample_sorries_pass(sentence: str) -> None:
    """003:28-36: forms of sorry that admit nothing and say that one cares."""
    assert not [rule for rule in rules_of(check(sentence, None, BOOK, "zh")) if "sorry" in rule]


@pytest.mark.parametrize(
    ("greeting", "rule"),
    [("您好：", "name.missing"), ("张伟，您好：", "name.wrong"), ("尊敬的张先生：", "name.wrong")],
)
def test_a_wrong_name_is_told_from_a_missing_one(greeting: str, rule: str) -> None:
    """B63: Chinese has no capitals; the rules say what a name in a greeting looks like."""
    reading = read(MAILS["陈志远"], BOOK)
    assert rule in rules_of(check(f"{greeting}\n\n我很抱歉。", reading, BOOK, "zh"))


def test_own_anger_shows_and_calm_does_not() -> None:
    """B72: heat between 0 and 1."""
    angry = check("我早就跟您说过，请您搞清楚！！简直无理取闹。", None, BOOK, "zh")
    assert angry.heat >= 0.6
    for hot in (
        "你烦不烦？天天催！自己看说明书去！",
        "我说了八百遍了，你有完没完？",
        "你到底想怎么样？别再烦我！！",
    ):
        assert check(hot, None, BOOK, "zh").heat >= 0.6
    assert all(check(text, None, BOOK, "zh").heat == 0 for text in good_replies())


def test_facts_before_feelings_are_noticed() -> None:
    """B21: an order number asked for before a sorry comes too early."""
    text = "陈志远，您好：\n\n请提供您的订单号。很抱歉让您久等。"
    assert "ack.late" in rules_of(check(text, hot(), BOOK, "zh"))


def test_the_book_knows_the_room(book: Rulebook) -> None:
    """B12: Chinese is one of the languages of all four rooms."""
    for room in (book.reading, book.replying, book.remembering, book.resting):
        assert "zh" in room


@pytest.mark.parametrize(
    ("mail", "unsaid"),
    [
        ("客服电话三天打不通，你们什么时候不忙？", "什么时候不忙"),
        ("充值两次都没到账，还能不能好好做生意了？", "能不能"),
        ("报修五天没人来，你们的态度能不能专业点？", "专业"),
        ("宽带又断了，我就不能不生气吗？", "不能不能"),
        ("登录不了，可以问一下关于会员的问题吗？", "问一下"),
        ("报修三天没人来，请我保持电话畅通，今天又说没有记录。", "请我"),
    ],
)
def test_what_is_only_asked_in_anger_is_not_said_back(
    book: Rulebook, mail: str, unsaid: str
) -> None:
    """Taken for a question it would be mockery."""
    reading = a_reading(mail, 2, language="zh", asks=[mail.partition("，")[2]])
    text = drafts(reading, the_times(book), book.replying["zh"], Known(me="陈晨"))[0].text
    assert unsaid not in text


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        ("我都说了不要，推销电话还是一个接一个。", "不想要的电话和短信一再打扰您"),
        ("办宽带非要搭一张新手机卡，我不需要。", None),
        ("祝你们公司早日倒闭，等了五天没人理。", None),
    ],
)
def test_an_event_is_what_happened_and_no_word_beside_it(
    book: Rulebook, mail: str, said: str | None
) -> None:
    """A call nobody wanted is no lost data, a curse no shut shop, a contract no broken line."""
    reading = a_reading(mail, 2, language="zh")
    text = drafts(reading, the_times(book), book.replying["zh"], Known(me="陈晨"))[0].text
    assert said is None or said in text
    assert not any(one in text for one in ("上不了网", "店里没了人影", "个人信息"))
