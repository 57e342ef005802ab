"""Replying in Japanese: what drafts say of a mail, and the checklist on typed text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from helper.contracts import Mail, Person
from helper.reading.reader import read
from helper.remembering.dates.due import resolve
from helper.remembering.finding.promises import find
from helper.replying.checking.checklist import check
from helper.replying.composing.cases import Known
from helper.replying.composing.sorries import regretted, sorries_in
from helper.replying.composing.timeline import offer
from helper.replying.understanding.conjugating import conjugated
from tests.replying.readings import a_promise, a_reading, drafts, rules_of, said

if TYPE_CHECKING:
    from helper.contracts import Reading
    from helper.rulebook import Rulebook

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 18, 1, 0, tzinfo=UTC)
"""A Wednesday morning."""


def reading_of(text: str, book: Rulebook) -> Reading:
    """What the house reads in ``text``, as sent by Hanako Sato."""
    sender = Person(name="佐藤 花子", address="hanako@example.org")
    return read(Mail(text=text, sender=sender, received=NOW), book)


def test_every_label_means_its_moment(book: Rulebook) -> None:
    """What is offered reads back as exactly the moment offered, weekends and new year included."""
    for hours in range(0, 24 * 30, 5):
        now = datetime.fromtimestamp(NOW.timestamp() + hours * 3600, tz=UTC)
        for work in ("support", "new_work"):
            for option in offer(work, [], book, TOKYO, now, language="ja").options:
                rules = book.remembering["ja"]
                due = resolve(f"{option.label}までに", now, TOKYO, rules, book.rhythm)
                assert due.due == option.at, (option.label, now)


def answer(text: str, book: Rulebook) -> str:
    """The recommended reply to ``text``, read and answered as in life."""
    reading = reading_of(text, book)
    times = offer("support", [], book, TOKYO, NOW, language="ja")
    return drafts(reading, times, book.replying["ja"], Known(me="山田"))[0].text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "荷物が「配達完了」になってるのに届いてない。",
            "荷物が「配達完了」になっているのに届いていない",
        ),
        ("使ったら顔が真っ赤に腫れてしまいました。返事をください。", "真っ赤に腫れてしまった"),
        ("ネットが全然つながらないんですけど。", "ネットが全然つながらない"),
        ("回線また落ちてるんだけど。もう三回目。", "回線また落ちている"),
        ("70過ぎの父が何回やっても通らなくて困ります。振込ができない。", "お父様"),
        (
            "サブスクの解約ってどこからできますか？",
            "サブスクの解約がどこからできるか",
        ),
        ("在庫と納期のご確認をお願いいたします。", "在庫と納期の確認をご希望"),
        ("鍵はどうやって外すんですか。", "鍵はどうやって外すのか"),
        ("駐車場はあるでしょうか。", "駐車場はあるか"),
        ("証明書を郵送して一週間です。届いておりますでしょうか。", "届いているか"),
        ("届いた箱を開けたら、頼んだのは赤なのに青が入っていました。", "青が入っていた"),
        ("見積もりをお願いして三週間たちますが、いまだに頂けていません。", "いまだに頂けていない"),
        ("調査の回答は一通もございませんでした。", "回答は一通もなかった"),
        ("トリミングに出した愛犬が、耳を切られて帰ってきました。", "大切なご家族の"),
        ("お迎えの時、息子の額を3針縫ったと聞きました。どういうことですか。", "お子さまのお加減"),
        ("パーマの持ちが最高です。次は白髪染めもできますか？", "お言葉をありがとうございます"),
        ("明日ってお店やってます？", "明日、お店やっているか"),
        ("あと、猫も一緒に泊まれますか？", "猫も一緒に泊まれるか"),
        ("最近、パンの味が変わりましたか？", "パンの味が変わったか"),
        ("プランAとBのどちらがよいのか、電話で聞いても大丈夫でしょうか。", "電話で聞いてもよいか"),
        ("保険証がなくても見てもらえますか？", "保険証がなくても見てもらえるか"),
        ("次回から写真を添えてもらえると助かります。", "写真を添えてほしい"),
        ("お手数ですが、名義の変更と、控えの送付をお願いできますか。", "名義の変更と控えの送付を"),
        ("鍵をなくしました。どこに届ければよいのか、教えてください。", "どこに届ければよいのか"),
        ("荷物が届きません。誰からも電話は聞いとりません。", "荷物"),
        ("さっきからセーブのデータ消えてるんですけど。レベルも1に戻ってるし。", "大切なデータ"),
        ("ミシンを修理に出して6週間。最初は「10日ほど」と聞きました。", "出して6週間になる"),
        ("壁紙が違います。白を頼みました。職人さんの携帯も出ない。", "壁紙が違う"),
        ("先月振り込んだ月謝が「未納」で、昨日から予約の画面が閉じています。", "ご入金の記録"),
        ("いつもおいしいお茶をありがとうございます。茶葉が少しこぼれていました。", "こぼれて"),
        ("5時から先生に診てもらう予定でした。次は必ず午前でお願いします。", "午前をご希望"),
        ("二月に退会したのに三月の会費が引かれています。返金はいつですか。", "会費が引かれ"),
        ("代わりの台だけでも早めに貸していただけないでしょうか。", "台だけでも貸してほしい"),
        ("届いた苗のうち二株が枯れました。その分だけ送り直していただけますか。", "二株が枯れた"),
        ("昨日買った炊飯器、片側だけ温まらない。交換してほしい。", "交換をご希望"),
        ("無料と聞きました。なのに明細に登録料が二重に入っています。", "明細に登録料が二重に"),
        ("お金を払い窓側を指定したのに、乗ったら真ん中の席でした。納得できません。", "真ん中の席"),
    ],
)
def test_everyday_japanese_is_told_in_a_letters_words(text: str, said: str, book: Rulebook) -> None:
    """B17: what was written to a friend's ear is said back in plain form."""
    assert said in answer(text, book)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("雨の中もう40分も並んでるんですけど？ 案内くらい出せないの？", "お尋ね|出せない"),
        ("フロントでも同じ返事の一点張り。一泊2万円でこの部屋ですか。", "とのお尋ね|この部屋か"),
        ("レジの方の態度がひどい。お釣りを投げられました。私が何かしましたか？", "お尋ね|何か"),
        ("45分待って繋がったら切られました。なんなの？", "お尋ね|なんなの"),
        ("紺と頼んだのにまた黒です。三回目です。指示書見てもらえてます？", "お尋ね|指示書"),
    ],
)
def test_what_only_sounds_like_a_question_is_not_called_one(
    text: str, never: str, book: Rulebook
) -> None:
    """B05: said back as a question, somebody's outburst would be mockery."""
    assert not re.search(never, answer(text, book))


@pytest.mark.parametrize("text", ["退会ボタンはどこですか。三日探しても見つかりません。"])
def test_who_is_upset_may_ask_in_earnest(text: str, book: Rulebook) -> None:
    """B66: an impatient question is a question all the same."""
    assert "退会ボタンはどこ" in answer(text, book)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("ビザの書類を出して20日、連絡がありません。航空券は来月3日です。", "便"),
        ("見積書の件、本日までお返事をいただいておりません。", "本日が期限"),
        ("港で7時間放置。アプリは落ちてる。母が床に寝てるんですけど。", "機種|バージョン"),
        ("書類を4月1日、4月9日、5月2日の三度にわたり郵送した。まだ不足と言う。", "「4月9日"),
        ("回答がない場合は申立てを行う。書類は三度とも提出した。", "お返事がない|お返事のない"),
        ("治療が終わりません。入学式の写真も眼帯のまま撮りました。", "撮りました"),
        ("「配達完了」なのに届いてない。物置も隣の家も確認済み。どこに置いたの？", "物置"),
        ("隣の奥さんが凍った階段で転んで足首を折った。三度も電話した。", "どうぞお大事に"),
        ("祖父の車いすを借りております。座面が途中で下がり、何度も直します。", "借りて"),
        ("壁に油の跡がついて戻ってきました。床も濡れてます。鍵も空いたまま。", "床も"),
        ("また運休？？ 雪ってわかってたよね。娘の入試が今日なんですが。", "なんですが|入試の"),
        ("宛名がまた「木下」です。木ノ下です。前回もそうでした。", "重ねてご連絡"),
        ("ぬるいので見てもろたら配管やと言うた。誰も直しに来ない。", "配管や"),
        ("空港で5時間待ちです。ホテルの手配もなし。係の人もいません。", "ご滞在|お部屋"),
        ("花の色が違います。返金とかじゃないです、白い花を持ってきてください！", "金額"),
        ("今週2回、燃えるゴミが収集されていません。カラスが荒らしています。", "ご使用|お怪我"),
        ("先週の見積の件、まだご返信がないようですがいかがでしょうか。", "いかがかと"),
        ("助かりました！鈴木さんにお礼言っといてください。", "手配|承知"),
        ("朝食は和食を希望いたします。", "食の件"),
        ("煙のような臭いがします。火が出ませんでしょうか。", "ませのか"),
        ("届いた皿の写真を送ります。割れています。注文番号と写真が要りますか。", "写真をお教え"),
        ("コーヒーメーカーを初めて使ったら水漏れしました。", "お住まい"),
        ("給与明細と振込額が合いません。六百円少ないです。", "ご請求"),
        ("窓口で書類が足りないと言われ、また送り返されてきました。", "出荷"),
        ("盆栽の植え替えを頼みました。納品のあと葉が全部落ちました。", "ロット番号"),
        ("昨日の夕方まで入院しておりました。枕が合わず眠れませんでした。", "お体の具合"),
        ("お使いの方にいただいた花瓶、落としてしもたんやけど直りますか。", "お加減"),
        ("請求が先月の倍です。家族は二人で使い方は変わっていません。", "使い方は変わっていない"),
        ("店の方に二度断られました。誰かを責めたいのではありません。", "責めたい"),
        ("三度も直しに来て、まだ漏れます。もう疲れました。", "疲れた"),
        ("鍵が届きません。ここの名前出していい？", "名前出して"),
        ("誰も住んでいない家に何回督促状を送るんですか。", "送るん"),
        ("本を注文しましたが届きません。娘は表紙を見せてくれません。", "見せてくれません"),
        ("消しゴムのことで、仲直りして指切りまでしました。けれど箱が壊れていました。", "お加減"),
        ("父の日の花がまだ届いていません。", "お父様の日"),
        ("夫が倒れて、この家だけが頼りです。床の傾きが直っていません。", "ご家族のお加減"),
        (
            "メッセージカードの名前が違っていました。次からお気をつけください。",
            "アカウント|気をつけ",
        ),
        ("約束の9時に来ず、電話しました。来たのは昼過ぎでした。", "誰も伺わなかった"),
        ("店に入れたことにしてるけど入ってない。もう二回目です。", "けど"),
        ("電気料金のプランを変更したら安くなるって聞いたのに、高くなりました。", "折り合わない"),
    ],
)
def test_nothing_is_made_of_a_word_in_passing(text: str, never: str, book: Rulebook) -> None:
    """An invented fact loses at once: a word that is only mentioned makes no matter of it."""
    assert not re.search(never, answer(text, book))


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("届いた茶碗が二つ割れていました。交換をお願いします。", "茶碗が二つ割れていた"),
        (
            "アプリのポイントが0になっていました。確認していただけますか。",
            "ポイントが0になっていた",
        ),
        (
            "昨日更新してから、古い帳簿を開くのに一分以上かかるようになりました。同じ報告はありますか。",
            "古い帳簿を開くのに一分以上かかるようになった",
        ),
        (
            "宿を昨日になって「点検のため」と一方的に取り消されました。どうしていただけるのですか。",
            "「点検のため」と一方的に取り消された",
        ),
        ("ポイントが勝手に失効していました。戻してもらえるんですか。", "失効していた"),
        (
            "挽いた粉に金属の粉のようなものが混じります。体に害がないか心配です。使ってよいか教えてください。",
            "粉のようなものが混じる",
        ),
        (
            "三週間たちました、返金すると言ってから一か月たちました。",
            "お聞きになってから一か月たった",
        ),
    ],
)
def test_what_is_told_calmly_gets_a_short_sorry(text: str, heard: str, book: Rulebook) -> None:
    """B31: who tells kindly that something went wrong is not answered as if nothing had."""
    told = answer(text, book)
    assert heard in told
    assert re.search("申し訳|お詫び", told)


@pytest.mark.parametrize(
    ("text", "said", "never"),
    [
        ("一割引いていただければ今週中に契約します。無理なら他社にします。", "見積", "手配|お詫び"),
        ("価格の件ですが、1個12ドルは高いです。10ドルなら本日5,000個発注します。", "金額", "手配"),
        (
            "直していただいた時計、快調です。本当に嬉しいです。職人さんによろしくお伝えください。",
            "ありがとう",
            "手配|承知|お詫び",
        ),
        ("チケットがあるのに入れてもらえません。もう開演してる、早くして！", "最優先", "待て"),
        ("24,000円は高すぎます。18,000円でなければ今回はお断りします。", "", "ご請求|お金のこと"),
        ("三回とも同じ定型文。人間いるんですか？4900円返して。", "", "人間いる"),
        ("コンセントを差し忘れていただけでした。お騒がせしました。", "ありがとう", "申し訳|お詫び"),
        ("ノートが全部消えました。木曜が試験です。もうどうしたらいいか。", "木曜の試験", "「もう"),
        ("今夜8時のコンサートのチケットが届いていません。どうすればいいですか。", "最優先", "待て"),
        ("明日電話すると言われて九日経ちました。どうなりましたか。", "九日経", "の件の件"),
        ("先月まで夫の介護でお世話になりました。夫は最期まで穏やかでした。", "お悔やみ", "お尋ね"),
        ("見積もりと違う額です。納得できません。", "", "違うの件"),
        ("荷物の中に説明書がありませんでした。", "説明書がなかった", "中に説明書の件"),
        ("お電話をいただけるはずでしたが、ありませんでした。", "", "あらなかった"),
        ("予約本の取り置きって何日までですか？", "取り置きは何日までか", "って"),
        ("本日、式場に聞いたところ、映像が再生できませんでした。", "再生できなかった", "式が"),
        ("騒音が続きます。家賃を払う気になれません。", "", "払う気"),
        ("ギフト包装は注文したあとからでもお願いできますか？", "できるか|お尋ね", "手配"),
        (
            "化粧水を使ったら頬が赤くかゆくなりました。使い続けても大丈夫ですか？",
            "皮膚科",
            "お問い合わせ",
        ),
        ("海外で使えるSIMの設定方法を教えてください。", "SIM", "SIM.*SIM"),
        ("入校日がまだ届いてません。早めに知りたいです。", "届いていない", "届いてない"),
        ("給食で息子に除去されていない卵が出されました。", "恐ろしかった", "お加減|具合"),
        (
            "宿泊を取り消してください。手数料は要りますか。また秋に伺いたいと思います。",
            "取り消してほしいとのご要望、また手数料は要るかとの",
            "三点",
        ),
        ("味がひどいです。事の重さがわかっておられますか。", "", "おられる"),
        (
            "請求書がまた旧住所に届いておりました。お手数ですがご確認をお願いいたします。",
            "",
            "ですがの",
        ),
    ],
)
def test_the_need_is_met(text: str, said: str, never: str, book: Rulebook) -> None:
    """B20, B31, B37, 000:69: a haggle, a slip of their own, despair, a deadline, a death."""
    told = answer(text, book)
    assert re.search(said, told), told
    assert not re.search(never, told), told


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("蓋を、旅行に使うため先に送っていただけますか。", "蓋を先に送ってほしい|蓋を、旅行"),
        ("何が起きたのか正直に話してください。", "何が起きたのか正直に話してほしいとの"),
        ("先生から娘に直接謝っていただきたいです。", "先生からお嬢様に直接謝ってほしいとの"),
        ("工場の見学をさせていただきたく存じます。", "工場の見学をご希望"),
        ("平日の午前にお願いできますでしょうか。", "平日の午前をご希望"),
        ("下記の封筒につきまして、御見積をお願いいたします。", "封筒の御見積のご依頼"),
        ("次はいつ来るのか、今日中に返事をください。", "次はいつ来るのかとのお尋ね"),
        ("本日中に返事をください。", "本日中のお返事をご希望"),
        (
            "使ってよいのか、中身を調べてもらえるのか教えてください。",
            "よいのか、中身を調べてもらえるのか",
        ),
        ("結果の見込みだけでもお知らせいただけますでしょうか。", "結果の見込みについてのお尋ね"),
        ("いつ頃いただけますか。", "いつ頃になるかとのお尋ね"),
        ("800ポイント、戻してもらえるんですか。", "800ポイントを戻してほしいとの"),
        (
            "正しい表を本日13時までに、経緯の説明を明日中に願います。",
            "経緯の説明を明日中にとのご要望",
        ),
        ("カルテの開示と、担当医の説明を求めます。", "カルテの開示と担当医の説明をお求め"),
        (
            "届くのか届かないのか、それだけでも知りたいです。",
            "届くのか届かないのか(?:とのお尋ね|、)",
        ),
        ("料金は返ってきますか。", "料金は返ってくるか"),
        ("ページのどこを押せばいいのでしょうか。", "どこを押せばいいのか"),
        ("窓口で受け取ることはできないのですか。", "窓口で受け取ることはできないのか"),
        ("駐車場はありますか。", "駐車場の有無"),
        ("宛名を「前田設計室」にしていただけますか。", "宛名を「前田設計室」にしてほしいとの"),
        ("納入の予定日と、調査の結果をご連絡ください。", "納入の予定日と調査の結果について"),
        ("刷り直していただけるのでしょうか。", "刷り直してもらえるか"),
        ("暫定的に延長いただけないでしょうか。", "暫定的に延長してほしいとの"),
        ("園でのお昼寝の様子はいかがでしょうか。", "お昼寝の様子についての|お昼寝の様子について、"),
        ("原因と再発の防止策を書面でご提示ください。", "防止策の書面でのご提示をお求め"),
        ("来月から送付先を変更したいと存じます。", "送付先の変更をご希望"),
        ("下記部品の見積もりをお願いいたします。", "部品の見積もりのご依頼"),
        ("蓋は別に買えますか。料金も知りたいです。", "料金についてのお尋ね|また料金について"),
        ("作り直していただけますよね？", "作り直してほしいとの"),
        ("責任者の方と直接お話ししたいです。", "責任者とのお話をご希望"),
        ("上の人を出してください。", "上の者とのお話をご希望"),
        ("責任者の方からご説明をいただきたいです。", "責任者によるご説明をご希望"),
        ("経緯をきちんと説明してください。", "経緯を説明してほしいとの"),
        ("理由と今後の予定を、書面でお知らせください。", "今後の予定の書面でのご説明をご希望"),
        ("すぐに連絡をください。", "早めのご連絡をご希望"),
        ("本日18時までに見積書をください。", "見積書を本日18時までにご希望"),
        ("責任ある方からの説明を求めます。", "責任のある者からのご説明をご希望"),
        ("なぜこうなったのか、書面でご説明をいただきたく存じます。", "書面でのご説明をご希望"),
        ("今週中にご連絡ください。", "今週中のご連絡をご希望"),
        ("明細の内訳をお示しください。", "明細の内訳のご提示をご希望"),
        ("同じことが起きないよう、理由を教えてください。", "理由(?:について|のお尋ね)"),
        ("遅延の原因についてもご説明をお願いいたします。", "遅延の原因のご説明のご依頼"),
        ("書類をご確認のうえ、お送りください。", "書類の確認と送付をご希望"),
        ("担任を固定していただけるのか、教えてください。", "担任を固定してもらえるのか"),
        ("打ち合わせのお時間をいただくことは可能でしょうか。", "打ち合わせのお時間を取れるか"),
        ("別の色で再発行していただくことは可能でしょうか。", "別の色で再発行できるか"),
        ("在庫があるなら納期を、ないなら別の品を教えてください。", "納期、または別の品について"),
        ("午後3時までに復旧の見込みを教えてください。", "(?<!に)復旧の見込みについて"),
        ("先週金曜にお願いした校正について、進捗はいかがでしょうか。", "校正の進捗について"),
        ("部品すぐ送ってもらえますか？", "部品をすぐ送ってほしいとの"),
        ("染め直しをお願いできないでしょうか。", "染め直しのご依頼"),
        ("遅れている理由と、発送日を本日中に回答してください。", "遅れている理由と発送日について"),
    ],
)
def test_what_they_ask_is_named(asked: str, said: str, book: Rulebook) -> None:
    """B05: an ask is told as reported speech has it, neither quoted raw nor counted."""
    told = answer(f"届いた品の色が違っていました。{asked}", book)
    assert re.search(said, told), told


def test_what_is_not_wanted_is_no_ask(book: Rulebook) -> None:
    """004:19: "it is not money I want" asks for nothing, and makes no second ask of one."""
    mail = "柵が外れました。お金が欲しいのではありません。安全なものに替えてください。"
    assert [one.text for one in reading_of(mail, book).asks] == ["安全なものに替えてください。"]


def test_a_word_of_excuse_is_no_part_of_a_question(book: Rulebook) -> None:
    """Who asks "sorry, is it at nine?" asks when it is: the sorry is no part of what is asked."""
    told = answer("すみません、予約した着付けの時間は9時半で合っていますか？", book)
    assert "すまない" not in told
    assert "着付けの時間は9時半で合っているか" in told


def test_a_calm_report_of_what_is_out_of_order_is_heard(book: Rulebook) -> None:
    """B04: a works that stops its line is not calm, however drily it reports it."""
    mail = "納入品300個のうち42個が図面の公差を外れております。納入の予定日をご連絡ください。"
    assert reading_of(mail, book).level
    assert re.search("申し訳|お詫び", answer(mail, book))


def test_no_quote_stands_in_a_quote(book: Rulebook) -> None:
    """What cannot be reported and holds a quote is not quoted again."""
    told = answer("追跡番号ずっと「準備中」のまま2週間。フォームを3回送って返事ゼロ。", book)
    assert not re.search("「[^」]*「", told)


def test_who_writes_is_spoken_of_politely(book: Rulebook) -> None:
    """B25: what the writer goes on doing is told with respect."""
    mail = "見積もりが四度届きません。三十人の予定を押さえたまま、私は毎日皆に謝っております。"
    assert "謝っている" not in answer(mail, book)


def test_what_we_said_is_told_humbly(book: Rulebook) -> None:
    """B25: their おっしゃった of us is our 申し上げた; nobody honours oneself."""
    mail = "先週、金曜までに蓋を送るとおっしゃいましたが、まだ届いていません。二週間待っています。"
    told = answer(mail, book)
    assert "おっしゃ" not in told
    assert "と申し上げた" in told


@pytest.mark.parametrize(
    ("mail", "told"),
    [
        (
            "先週お送りした契約書の件ですが、本日までご返送を頂戴しておりません。週内に必要です。",
            "ご返送をお受け取りになっていない",
        ),
        (
            "見積書の修正版をいまだ拝見しておりません。三週間待っております。",
            "修正版をいまだご覧になっていない",
        ),
        ("私どもの店の看板の字が間違っています。開店は来週です。", "お客様の店の看板"),
        (
            "部屋の鍵が回らなくなったと妻が申しておりました。修理をお願いします。",
            "奥様がおっしゃっていた",
        ),
    ],
)
def test_what_they_say_humbly_is_told_with_respect(mail: str, told: str, book: Rulebook) -> None:
    """B25: who writes bows before us; said back as it stands, we would have them bow again."""
    assert told in answer(mail, book)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("訂正のうえ、会員へ通知してください。", "訂正のうえ、会員へ通知してほしい"),
        (
            "片方を取り消して、明細を送り直してください。",
            "片方を取り消して、明細を送り直してほしい",
        ),
        ("誰が外したか調べて、説明してください。", "誰が外したか調べて、説明してほしい"),
    ],
)
def test_both_steps_of_a_demand_are_named(asked: str, told: str, book: Rulebook) -> None:
    """B17: who asks for a correction and a notice is not answered as if for a notice alone."""
    assert told in answer(f"社名が名簿から抜け落ちていました。{asked}", book)


@pytest.mark.parametrize("who", ["かかりつけの先生", "薬局の方", "税理士さん"])
def test_who_is_named_did_not_speak_humbly_to_us(who: str, book: Rulebook) -> None:
    """B25: おっしゃる of somebody else is no 申し上げる of ours, whoever they belong to."""
    said = answer(f"{who}がこの薬は一緒に飲めないとおっしゃっていました。見直してください。", book)
    assert "申し上げていた" not in said
    assert f"{who}からこの薬は一緒に飲めないとのお話があった" in said


def test_who_only_says_who_they_are_tells_of_no_trouble(book: Rulebook) -> None:
    """B17: "I am Sato, whom you interviewed in May" is nothing to be sorry for."""
    mail = "先月の10日に二次面接を受けた佐藤です。結果のご連絡がまだ届いておりません。"
    assert "佐藤です" not in answer(mail, book)
    assert "受けた佐藤" not in answer(mail, book)


def test_what_people_would_tell_is_told(book: Rulebook) -> None:
    """001:8: of two troubles the one is named that people chose, and not what it did to them."""
    told = answer(
        "父の手術の説明が、当日になって別の先生に替わりました。家族は不安でたまりません。", book
    )
    assert "お父様の手術の説明が、当日になって別の先生に替わったとのこと" in told


@pytest.mark.parametrize(
    "told",
    [
        "三日でご連絡いただけるとのことでしたが、まだ連絡をいただいておりません。",
        "低い階をお願いし、承知しましたとのお返事でしたのに、最上階でした。",
        "本部では店に聞いてくださいと言われ、店では本部に聞いてくださいと言われます。",
    ],
)
def test_what_was_promised_or_said_before_is_no_ask(told: str, book: Rulebook) -> None:
    """001:10: who tells what they were promised, asked or told then, asks nothing by it."""
    assert not reading_of(told, book).asks


def test_two_wishes_are_told_in_one_breath(book: Rulebook) -> None:
    """B17: what two asks end in is said once, and a nudge for an answer is not counted as one."""
    mail = "工場の見学をさせていただきたく存じます。平日の午後にお願いできますでしょうか。"
    assert "工場の見学、また平日の午後をご希望とのこと" in answer(mail, book)
    mail = "封筒につきまして、御見積をお願いいたします。27日までにご回答いただけますと幸いです。"
    assert "二点" not in answer(mail, book)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("母が転びました。膝が腫れています。", "お体|お加減"),
        ("父が先月亡くなりました。解約に三度通いました。", "お悔やみ"),
        ("祖母が亡くなり、名義を変えたいのですが、要る書類を教えてください。", "お悔やみ"),
        ("昨夜、御社の電気毛布から煙が出ました。", "お怪我"),
        ("照明が三度も直りません。昨晩、娘が転んで手首を捻挫しました。", "お子さまの"),
        ("面会に行くと父の腕に大きなあざがありました。説明の電話もありません。", "ご家族の"),
    ],
)
def test_harm_and_grief_come_first(text: str, first: str, book: Rulebook) -> None:
    """001:9: before any sorry for the matter, a word for the person."""
    assert re.search(first, answer(text, book).split("。")[0])


def test_their_greeting_is_given_back(book: Rulebook) -> None:
    """A letter that opens with お世話になっております is answered so; others are not."""
    opened = answer("いつもお世話になっております。お弁当は持参でよろしいでしょうか。", book)
    assert opened.startswith("佐藤様\n\nいつもお世話になっております。")
    assert "お世話に" not in answer("お弁当は持参でよろしいでしょうか。", book)


def test_what_cannot_wait_comes_first(book: Rulebook) -> None:
    """B38: a deadline is heard, and the later time is not offered as if there were none."""
    text = answer("レポートが文字化けします。本日中に提出しなければなりません。", book)
    assert "本日中に必要とのこと" in text
    assert "お急ぎでなければ" not in text
    assert "お急ぎとのこと" not in answer("出力の手順を教えてください。急ぎではありません。", book)


def test_object_time_and_impact_are_named(book: Rulebook) -> None:
    """B17: what, how long and what it means, in the reply's own grammar."""
    facts = {"name": "佐藤", "object": "3月分の請求書", "duration": "三週間"}
    facts["impact"] = "月末の締めに間に合いません"
    text = "3月分の請求書が三週間直りません。月末の締めに間に合いません。"
    reading = a_reading(text, 2, facts=facts, language="ja")
    times = offer("support", [], book, TOKYO, NOW, language="ja")
    draft = drafts(reading, times, book.replying["ja"], Known(me="山田"))[0]
    heard = said(draft, "sorry") + said(draft, "understanding")
    assert all(part in heard for part in ("3月分の請求書", "三週間", "月末の締めに間に合わない"))


def test_four_forms_of_sorry_for_each_hurt(book: Rulebook) -> None:
    """B32: what was said is known again, and four times another form comes out."""
    times = offer("support", [], book, TOKYO, NOW, language="ja")
    rules = book.replying["ja"]
    for hurt in ("waiting", "ignored", "repetition", "broken_promise", "problem", "money_lost"):
        used: frozenset[str] = frozenset()
        for _ in range(4):
            reading = a_reading("困っています。", 3, hurts=(hurt,), language="ja")
            (draft,) = drafts(reading, times, rules, Known(me="山田", avoid=used), form="full")
            used |= sorries_in(draft.text, rules)
        assert len(used) == 4, hurt


def test_a_form_is_known_again_as_what_one_is_sorry_for(book: Rulebook) -> None:
    """B32: "お待たせしたことを、お詫び" is the same sorry as "お待たせし、申し訳"."""
    rules = book.replying["ja"]
    text = "未着と伺い、長くお待たせしたこと、また何度もお手を煩わせたこと、お詫びいたします。"
    assert sorries_in(text, rules) == {"told.waiting", "again.told"}
    assert regretted(["ご期待とは違う形となり"], rules.composing) == "ご期待とは違う形となったこと"
    assert regretted(["お約束の時間を過ぎてしまい申し訳ございません"], rules.composing) is None


def test_every_sorry_can_be_what_one_is_sorry_for(book: Rulebook) -> None:
    """Each form of a first reply ends in a way that has a noun, so that drafts can differ."""
    rules = book.replying["ja"]
    forms = [one for one in rules.moves["sorry"] if not one.forms]
    assert not [one.id for one in forms if regretted([one.text], rules.composing) is None]


def test_a_promise_gets_notice_and_recovery(book: Rulebook) -> None:
    """B39, B56: the time promised, a gap for the real cause, a new time and a choice."""
    times = offer("support", [], book, TOKYO, NOW, language="ja")
    made = []
    for number in range(12):
        promise = a_promise(
            sentence=f"金曜までに{number}件お送りします。",
            language="ja",
            zone="Asia/Tokyo",
            person=Person(name="佐藤 花子"),
        )
        made += drafts(None, times, book.replying["ja"], Known(me=None), promise=promise)
    assert {draft.form for draft in made} == {"late_notice", "recovery"}
    for draft in made:
        assert [draft.text[gap.start : gap.end] for gap in draft.gaps] == [
            "[遅れている理由を一文で]",
            "[お名前]",
        ]
        found = find(draft.text, NOW, TOKYO, book, "ja")
        assert [one.due for one in found] == [draft.times[0].at], draft.text
        assert set(rules_of(check(draft.text, None, book, "ja"))) == {"proof.placeholder"}


BAD = [
    ("弊社といたしましても申し訳ございません。", "sorry.we"),
    ("私どもとして深くお詫び申し上げます。", "sorry.we"),
    ("当店より心よりお詫びいたします。", "sorry.we"),
    ("弊社のミスでございます。", "sorry.fault"),
    ("私の確認の不備です。", "sorry.fault"),
    ("こちらの手違いでした。", "sorry.fault"),
    ("弊社に責任がございます。", "sorry.liability"),
    ("全責任を負います。", "sorry.liability"),
    ("全額返金いたします。", "sorry.money"),
    ("お詫びにクーポンをお送りします。", "sorry.money"),
    ("無償で交換いたします。", "sorry.money"),
    ("お恥ずかしい限りです。", "sorry.abasement"),
    ("私の力不足です。", "sorry.abasement"),
    ("おっしゃる通りです。", "sorry.you_are_right"),
    ("ご指摘の通りでございます。", "sorry.you_are_right"),
    ("ご不便をおかけして申し訳ございません。", "boiler.inconvenience"),
    ("ご迷惑をおかけいたしました。", "boiler.inconvenience"),
    ("平素は格別のお引き立てを賜り、ありがとうございます。", "boiler.formal"),
    ("貴重なご意見をありがとうございます。", "boiler.formal"),
    ("何卒ご理解のほどお願いいたします。", "boiler.formal"),
    ("お怒りは重々承知しております。", "boiler.i_understand"),
    ("先ほども申し上げましたとおりです。", "defend.as_i_said"),
    ("お言葉ですが、届いているはずです。", "defend.as_i_said"),
    ("お客様の操作ミスかと思います。", "blame.customer"),
    ("説明書をきちんと読んでください。", "blame.customer"),
    ("お客様のご認識は誤りです。", "blame.wrong"),
    ("規定によりお受けしておりません。", "policy.hides"),
    ("利用規約に記載のとおりです。", "policy.hides"),
    ("その件は担当外です。", "pass.buck"),
    ("配送業者に直接お問い合わせください。", "pass.buck"),
    ("メーカーの責任です。", "pass.buck"),
    ("担任がいつでもお話しします。", "pass.third"),
    ("絶対に直します。", "assure.absolute"),
    ("二度とこのようなことは起こしません。", "assure.absolute"),
    ("ご心配なく。", "dismiss.worry"),
    ("よくあることです。", "dismiss.worry"),
    ("とりあえず再起動してみてください。", "dismiss.just"),
    ("担当者に申し伝えます。", "brush.filed"),
    ("今しばらくお待ちください。", "brush.stock"),
    ("できるだけ早くご連絡します。", "time.vague"),
    ("残念ながら、在庫がございません。", "negative.unfortunately"),
    ("対応いたしかねます。", "negative.cannot"),
    ("お客様の苦情を確認しております。", "negative.problem"),
    ("申し訳ございませんが、混み合っております。", "negative.but"),
    ("基本的には動きます。", "filler.words"),
    ("ご説明させていただきます。", "filler.long"),
    ("資料を拝見させていただきました。", "filler.double_honorific"),
    ("直りました！！", "tone.shout"),
    ("遅れました（汗）", "tone.emoji"),
    ("○○様", "proof.placeholder"),
    ("請求書をを確認しております。", "proof.doubled_particle"),
    ("会社を代表して謝罪申し上げます。", "sorry.we"),
    ("当方の確認漏れでした。", "sorry.fault"),
    ("今回の件は弊社に非がございます。", "sorry.fault"),
    ("責任は弊社にあります。", "sorry.liability"),
    ("ポイントを500円分付与いたします。", "sorry.money"),
    ("本日中に返金処理を行います。", "sorry.money"),
    ("お気持ちは十分に理解しております。", "boiler.i_understand"),
    ("再三ご案内しております通りです。", "defend.as_i_said"),
    ("お客様の設定に誤りがあるようです。", "blame.customer"),
    ("マニュアルをよくお読みになればわかるはずです。", "blame.customer"),
    ("サービスの仕様ですのでお受けしておりません。", "policy.hides"),
    ("それは営業の仕事です。", "pass.buck"),
    ("今後は絶対に致しません。", "assure.absolute"),
    ("たいした問題ではありません。", "dismiss.worry"),
    ("担当から折り返させます。", "brush.filed"),
    ("確認でき次第ご連絡します。", "time.vague"),
    ("誠に残念ではございますが、終了しました。", "negative.unfortunately"),
    ("それは無理です。", "negative.cannot"),
]


@pytest.mark.parametrize(("text", "rule"), BAD)
def test_a_bad_sentence_is_noticed(text: str, rule: str, book: Rulebook) -> None:
    """B15-B36, B54, B69 in Japanese: each sentence is found by the rule meant for it."""
    reading = a_reading("困っています。", 2, language="ja")
    assert rule in rules_of(check(text, reading, book, "ja"))


GOOD = tuple(
    Path(__file__).with_name("good_replies_ja.txt").read_text(encoding="utf-8").split("\n%%\n")
)


ORDINARY = (
    "お問い合わせの件、請求書の日付を11月25日に直しました。",
    "写真を拝見しました。脚の付け根が割れていますね。",
    "工事は午前中に終わります。立ち会いは要りません。",
    "パスワードは、ログイン画面の下にある「忘れた方」から変えられます。",
    "明日の朝、倉庫に電話して在庫を数えてもらいます。",
    "キャンセル料はかかりません。",
    "お支払いはカードと振込のどちらでも構いません。",
    "担当の田中が明日10時に伺います。",
    "昨夜の停止は1時間ほどで直りました。",
    "おかげさまで原因がわかりました。ケーブルが外れていました。",
    "資料の誤字を直し、新しい版をお送りします。",
    "そのお色は廃番ですが、近い色を三つ選びました。",
)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_sentences_are_left_alone(text: str, book: Rulebook) -> None:
    """Plain words about mistakes, payments and people are no reason for a remark."""
    assert rules_of(check(text, None, book, "ja")) == []


def test_names_are_checked_without_capitals(book: Rulebook) -> None:
    """B63: 〜様 is a name; a wrong one, and none at all, are told apart."""
    reading = reading_of("3月分の請求書がまた間違っています。これで三度目です。", book)
    body = "\n\n重ねてお伝えいただくことになり、申し訳ございません。今、請求書を確認しております。"
    assert "name.wrong" in rules_of(check(f"鈴木様{body}", reading, book, "ja"))
    assert "name.missing" in rules_of(check(body.strip(), reading, book, "ja"))
    assert not {"name.wrong", "name.missing"} & set(
        rules_of(check(f"佐藤様{body}", reading, book, "ja"))
    )


def test_feelings_come_before_facts_and_fixes(book: Rulebook) -> None:
    """B14, B21, B22: a request for data or a fix before any sorry is noticed."""
    reading = reading_of("二週間前に注文したランプがまだ届きません。", book)
    data = "佐藤様\n\nご注文番号を教えてください。お待たせしてしまい、申し訳ございません。"
    assert "ack.late" in rules_of(check(data, reading, book, "ja"))
    assert "ack.fix_only" in rules_of(check("佐藤様\n\n対応しました。", reading, book, "ja"))


def test_heat_is_the_writers_own(book: Rulebook) -> None:
    """B72: anger in the user's own text is seen; a calm reply has none."""
    for hot in (
        "何度言えばわかるのですか。もううんざりです！！",
        "何度も言いましたよね？ちゃんと読んでください！",
        "こちらも暇じゃないんです。自分で調べてください。",
    ):
        assert check(hot, None, book, "ja").heat >= 0.6
    assert check(GOOD[0], None, book, "ja").heat == 0


@pytest.mark.parametrize(
    ("text", "hot"),
    [
        ("何回同じことを聞けば気が済むんですか。", True),
        ("それはお客様の勝手な思い込みです。", True),
        ("だから最初から無理だと言ったじゃないですか。", True),
        ("だったら自分で直せばいいじゃないですか。", True),
        ("嫌なら他社をご利用ください。", True),
        ("こちらだって好きで遅らせているわけではありません。", True),
        ("忙しいのはあなただけではないんですよ。", True),
        ("いくら言われても困ります。", True),
        ("確認もしないで人のせいにしないでください。", True),
        ("もう結構です。これ以上お話ししても無駄です。", True),
        ("お客様のお話を、もう少し詳しく伺えますでしょうか。", False),
        ("こちらの手違いで、ご迷惑をおかけしました。", False),
        ("何度でもお申し付けください。", False),
        ("うんざりされたことと存じます。", False),
        ("こちらで直せばよいところを、お手数をおかけしました。", False),
        ("夕方5時に幼稚園へお持ちします。", False),
    ],
)
def test_a_sentence_in_anger_is_noticed(book: Rulebook, text: str, hot: bool) -> None:  # noqa: FBT001
    """B72, 004:13: scolding, scorn and a slammed door are heat; a kind word about them is none."""
    assert (check(text, None, book, "ja").heat > 0) is hot


def test_each_sentence_has_a_line_of_its_own(book: Rulebook) -> None:
    """Business letters break the line behind a sentence; whether a time suits stands beside it."""
    draft = answer("注文した机がまだ届きません。いつ届きますか。", book)
    time = next(line for line in draft.splitlines() if "までに" in line)
    assert time.count("。") == 2
    assert not any("とのこと" in line and "ありがとう" in line for line in draft.splitlines())


@pytest.mark.parametrize(
    ("sender", "called"),
    [
        ("工場長 小倉", "小倉様"),
        ("阿部", "阿部様"),
        ("服部", "服部様"),
        ("小室", "小室様"),
        ("長谷部", "長谷部様"),
        ("営業部", "お客様"),
        ("本部", "お客様"),
        ("資料室", "お客様"),
    ],
)
def test_what_heads_a_works_is_no_name(sender: str, called: str, book: Rulebook) -> None:
    """B63: the name stands behind the office, and a surname that ends like one is a name."""
    mail = Mail(
        text="納期が三度も延びました。", sender=Person(name=sender, address="o@example.org")
    )
    reading = read(mail, book)
    times = offer("support", [], book, TOKYO, NOW, language="ja")
    assert drafts(reading, times, book.replying["ja"], Known(me="山田"))[0].text.startswith(called)


PLAIN = """
    届きません:届かない 届きました:届いた 行きました:行った うまくいきません:うまくいかない
    できますか:できるか 予約できますでしょうか:予約できるでしょうか 誰も来ません:誰も来ない
    来ました:来た 待っています:待っている 待っておりました:待っていた
    係の者がおりません:係の者がいない ございません:ない 在庫はありますか:在庫はあるか
    しまいました:しまった 言われました:言われた と言いました:と言った もらいました:もらった
    犬がいます:犬がいる 違います:違う ちがいます:ちがう
    電話していますが誰も来ません:電話しているが誰も来ない 頼みました:頼んだ 読みません:読まない
    死にました:死んだ 呼びました:呼んだ 選びますか:選ぶか 泳ぎました:泳いだ 急ぎます:急ぐ
    過ぎました:過ぎた 落ちました:落ちた 待ちました:待った 経ちます:経つ 電話します:電話する
    電話しました:電話した 提出しました:提出した 返しました:返した 取り消しました:取り消した
    見直しました:見直した 落としました:落とした 動かしません:動かさない 2回しました:2回した
    話しました:話した お話ししました:お話しした 表示しません:表示しない 消しました:消した
    なくしました:なくした 明るくしました:明るくした 切れてきました:切れてきた
    運んできました:運んできた なんでできません:なんでできない おっしゃいました:おっしゃった
    くださいました:くださった いらっしゃいますか:いらっしゃるか 着きました:着いた 着ました:着た
    足りません:足りない 降りました:降りた 困ります:困る 切れております:切れている 通ります:通る
    かかりました:かかった 「できません」と言われました:「できません」と言われた
    壊れまして:壊れて しまいまして:しまって 間に合いません:間に合わない
    間にあいません:間にあわない 合いません:合わない 店にいませんでした:店にいなかった
    感じました:感じた いたしました:した 伸びました:伸びた 飛びました:飛んだ 起きました:起きた
    見ました:見た 見えません:見えない いただきました:いただいた 使えません:使えない
    洗いました:洗った 知りませんでした:知らなかった 増えますように:増えますように
    食べられますか:食べられるか 開きますか:開くか 使いますか:使うか 住みますか:住むか
    止まりますか:止まるか 残しました:残した 直りました:直った なおりますか:なおるか
    いつなおりますか:いつなおるか なおしました:なおした 起こしました:起こした
    届けに行きます:届けに行く 持っていきます:持っていく にじみました:にじんだ 滲みます:滲む
    もどしました:もどした 担当者いません:担当者いない どこにありますか:どこにあるか
    お願いします:お願いする しました:した にしました:にした 追い出されました:追い出された
    追い出しました:追い出した 思い出しました:思い出した
"""
"""A polite form and its plain one, of every class of verbs and of those that look like another."""


@pytest.mark.parametrize(("polite", "plain"), [one.split(":") for one in PLAIN.split()])
def test_polite_verbs_are_reported_in_their_plain_form(
    polite: str, plain: str, book: Rulebook
) -> None:
    """What somebody wrote is reported plainly, as Japanese does; a quote stays as it is."""
    assert conjugated(polite, book.replying["ja"]) == plain


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("家のカギがこわれて、ドアがあきません。とても困っています。", "ドアがあかない"),
        ("五回も電話していますが誰も来ません。", "電話しているが誰も来ない"),
        ("修理はいつ終わりますか？", "修理はいつ終わるか"),
        (
            "先週お願いした議事録がまだ共有されていないようです。ご確認ください。",
            "議事録がまだ共有されていない",
        ),
    ],
)
def test_no_verb_breaks_when_it_is_told(text: str, told: str, book: Rulebook) -> None:
    """A verb no rule names keeps its stem: "できる" is never "でく"."""
    times = offer("support", [], book, TOKYO, NOW, language="ja")
    draft, *_ = drafts(reading_of(text, book), times, book.replying["ja"], Known(me="山田"))
    assert told in draft.text


def test_who_is_charged_more_than_was_said_does_not_haggle(book: Rulebook) -> None:
    """004:16: a dispute is set aside; anger over a bill is none, whatever the sum."""
    text = "見積もりより5万円も高く請求され、担当者は辞めたと。返金されないなら訴えます。"
    reading = replace(reading_of(text, book), level=4, cause="mistreated")
    times = offer("support", [], book, TOKYO, NOW, language="ja")
    draft, *_ = drafts(reading, times, book.replying["ja"], Known(me="山田"))
    assert draft.form != "parked"
    assert "お詫び" in draft.text


def test_who_was_treated_rudely_is_not_told_of_worries(book: Rulebook) -> None:
    """001:7: the sorry fits the hurt that was heard."""
    text = "店員の方に鼻で笑われました。大変不愉快です。"
    reading = replace(reading_of(text, book), wrongs=("rude",), hurts=("ignored",))
    times = offer("complaint", [], book, TOKYO, NOW, language="ja")
    draft, *_ = drafts(reading, times, book.replying["ja"], Known(me="山田"))
    assert re.search("やりきれない|大切に|お気持ち", said(draft, "sorry")), draft.text
