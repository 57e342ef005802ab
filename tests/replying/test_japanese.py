"""Answers in Japanese: twenty mails made up for this test, and the checklist on typed text."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from helper.contracts import Mail, Person
from helper.reading.reader import read
from helper.remembering.due import resolve
from helper.remembering.promises import find
from helper.replying.cases import Known, seed
from helper.replying.checklist import check
from helper.replying.drafting import runs_of
from helper.replying.sorries import sorries_in
from helper.replying.ticks import grade
from helper.replying.timeline import offer
from helper.replying.variety import Lately
from helper.text import terms
from tests.replying.readings import a_promise, a_reading, drafts, open_ticks, rules_of, said

if TYPE_CHECKING:
    from helper.contracts import Draft, Reading
    from helper.rulebook import Rulebook

TOKYO = ZoneInfo("Asia/Tokyo")
NOWS = (
    datetime(2026, 11, 18, 1, 0, tzinfo=UTC),
    datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
    datetime(2026, 12, 30, 6, 0, tzinfo=UTC),
)
"""A Wednesday morning, a Friday evening, and the last days of the year."""

MAILS = (
    "3月分の請求書がまた間違っています。これで三度目です。月末の締めに間に合いません。直した請求書を送ってください。",
    "二週間前に注文したランプがまだ届きません。何度問い合わせても返事がありません。今どこにあるのでしょうか。",
    "昨日からログインできません。仕事になりません。早く使えるようにしてください。",
    "領収書の宛名を変更したいのですが、どうすればよいでしょうか。お手すきの際に教えてください。",
    "もう我慢の限界です。四回も電話して、毎回違うことを言われました。二度と利用しません。責任者から説明してください。",
    "金曜までに修理に来るとのことでしたが、どなたもいらっしゃいませんでした。仕事を休んで待っていました。",
    "予約の人数を四名から五名に変更できますか。よろしくお願いします。",
    "届いた椅子の脚が折れていました。写真を添付します。交換をお願いします。",
    "三週間待っています。いつになったら見積もりが届くのですか。こちらの予定が立ちません。",
    "アプリを更新してから通知が来なくなりました。設定は確認済みです。ほかに何を見ればよいですか。",
    "先月から二重に引き落とされています。問い合わせても「確認中」としか言われません。もう信用できません。",
    "サイトに英語のページを追加したいと考えております。費用と期間の目安を教えていただけますでしょうか。",
    "翻訳の納品が約束の日を過ぎています。明日の会議で使う資料です。どうなっていますか。",
    "窓口で順番を抜かされ、係の方に言っても取り合ってもらえませんでした。とても悲しい思いをしました。",
    "丁寧に教えてくださり助かりました。もう一つだけ、解約の締め日はいつでしょうか。",
    "給湯器が壊れてお湯が出ません。小さな子がいます。一週間も放置されて困り果てています。",
    "ケーキの名前が間違っていました。娘の誕生日だったのに、台無しです。説明を求めます。",
    "ネットが毎晩切れます。在宅の会議が止まってしまい、上司に叱られました。原因を調べてください。",
    "ポイントが付いていないようです。注文番号は48213です。確認してもらえますか。",
    "同じ質問を五回しています。五回とも違う人から同じ定型文が来ました。ちゃんと読んでいますか。",
)

BANNED = re.compile(
    "弊社|当社|私ども|ご不便|ご迷惑|平素|格別|ご愛顧|ご理解|ご容赦|返金|補償|クーポン|ミス|"
    "過失|責任|おっしゃる通り|ごもっとも|絶対|必ず|ご安心|ご心配なく|規定|お気持ちはよく|残念ながら"
)
SORRY = re.compile("申し訳|お詫び")


def reading_of(text: str, book: Rulebook, now: datetime) -> Reading:
    """What the house reads in ``text``, as sent by Hanako Sato."""
    sender = Person(name="佐藤 花子", address="hanako@example.org")
    return read(Mail(text=text, sender=sender, received=now), book)


def cases(book: Rulebook) -> list[tuple[Reading, Draft, datetime]]:
    """Every draft for every mail, with the moment it was written."""
    found = []
    lately = Lately()
    for number, text in enumerate(MAILS):
        now = NOWS[number % len(NOWS)]
        reading = reading_of(text, book, now)
        times = offer("support", [], book, TOKYO, now, language="ja")
        known = Known(me="山田", lately=lately.before(seed(reading, None)))
        made = drafts(reading, times, book.replying["ja"], known)
        lately.note(seed(reading, None), runs_of(made[0], book.replying["ja"]))
        found += [(reading, draft, now) for draft in made]
    return found


def test_each_mail_is_answered_in_japanese(book: Rulebook) -> None:
    """B12: drafts come in the mail's language, for calm and for furious mails."""
    made = cases(book)
    assert {reading.text for reading, _, _ in made} == set(MAILS)
    assert {draft.language for _, draft, _ in made} == {"ja"}
    assert {0, 2, 3} <= {reading.level for reading, _, _ in made}


def test_every_label_means_its_moment(book: Rulebook) -> None:
    """What is offered reads back as exactly the moment offered, weekends and new year included."""
    for hours in range(0, 24 * 30, 5):
        now = datetime.fromtimestamp(NOWS[0].timestamp() + hours * 3600, tz=UTC)
        for work in ("support", "new_work"):
            for option in offer(work, [], book, TOKYO, now, language="ja").options:
                rules = book.remembering["ja"]
                due = resolve(f"{option.label}までに", now, TOKYO, rules, book.rhythm)
                assert due.due == option.at, (option.label, now)


def test_one_promise_at_the_offered_time(book: Rulebook) -> None:
    """Target 100%: the first time is promised, the other one is a question."""
    for _, draft, now in cases(book):
        found = find(draft.text, now, TOKYO, book, "ja")
        assert [one.due for one in found if one.due] == [draft.times[0].at], draft.text
        assert said(draft, "choice").endswith("か。")


def test_heard_in_the_first_sentence(book: Rulebook) -> None:
    """Target 100%: from level 1 on the first sentence after the name is a sorry."""
    for reading, draft, _ in cases(book):
        if reading.level:
            assert draft.moves[1].move == "sorry"
            assert check(draft.text, reading, book, "ja").order[1].move == "sorry", draft.text


def test_one_sentence_of_sorry(book: Rulebook) -> None:
    """C1: the word stands there once, for all that is named with it; the calm need none."""
    for reading, draft, _ in cases(book):
        is_sorry = any(one.move == "sorry" for one in draft.moves)
        assert len(SORRY.findall(draft.text)) == is_sorry >= bool(reading.level), draft.text


def test_no_banned_words(book: Rulebook) -> None:
    """Target 0%: the firm's sorry, stock phrases, fault, money, "you are right"."""
    assert not [found[0] for _, draft, _ in cases(book) if (found := BANNED.search(draft.text))]


def test_drafts_pass_their_own_checklist(book: Rulebook) -> None:
    """B42: eight ticks, no finding, no heat."""
    for reading, draft, now in cases(book):
        promises = find(draft.text, now, TOKYO, book, "ja")
        seen = check(draft.text, reading, book, "ja", me="山田", promises=promises)
        assert rules_of(seen) == [], draft.text
        assert not open_ticks(seen), draft.text
        assert seen.heat == 0, draft.text


def test_drafts_are_brief_and_plain(book: Rulebook) -> None:
    """B69: 44 to 125 words of two characters each; grade at most 8; no stray Latin stop."""
    for _, draft, _ in cases(book):
        assert 44 <= draft.words <= 125, draft.text
        assert grade(draft.text, book.replying["ja"].plain, book.languages) <= 8
        assert not set(draft.text) & set("!！—{}.,"), draft.text


def test_nothing_is_invented(book: Rulebook) -> None:
    """Each number stands in the mail or in a time offered; the name is the sender's."""
    for reading, draft, _ in cases(book):
        known = reading.text + " ".join(option.label for option in draft.times)
        assert not [one for one in re.findall(r"\d+", draft.text) if one not in known]
        assert draft.text.startswith("佐藤様")


def test_some_of_their_words_but_not_most(book: Rulebook) -> None:
    """C8: at most 40% of the pairs of characters in a draft are the writer's own."""
    for reading, draft, _ in cases(book):
        ours = terms(draft.text)
        assert len(ours & terms(reading.text)) <= 0.4 * len(ours)


def test_drafts_do_not_look_alike(book: Rulebook) -> None:
    """No two drafts are the same, nor do two mails share half their runs of twelve characters."""
    every = [draft.text for _, draft, _ in cases(book)]
    assert len(set(every)) == len(every)
    texts = {reading.text: draft.text for reading, draft, _ in cases(book)}.values()
    runs = [{text[at : at + 12] for at in range(len(text) - 11)} for text in texts]
    assert all(len(one & other) < len(one) / 2 for one, other in permutations(runs, 2))


def answer(text: str, book: Rulebook) -> str:
    """The recommended reply to ``text``, read and answered as in life."""
    reading = reading_of(text, book, NOWS[0])
    times = offer("support", [], book, TOKYO, NOWS[0], language="ja")
    return drafts(reading, times, book.replying["ja"], Known(me="山田"))[0].text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "荷物が「配達完了」になってるのに届いてない。",
            "配達完了と表示されているのに、お手元に届いていない",
        ),
        ("使ったら顔が真っ赤に腫れてしまいました。返事をください。", "真っ赤に腫れてしまった"),
        ("ネットが全然つながらないんですけど。", "ネットが全然つながらない"),
        ("回線また落ちてるんだけど。もう三回目。", "回線また落ちている"),
        ("70過ぎの父が何回やっても通らなくて困ります。振込ができない。", "お父様"),
        (
            "サブスクの解約ってどこからできますか？",
            "サブスクの解約がどこからできるかとのお尋ね",
        ),
        ("在庫と納期のご確認をお願いいたします。", "在庫と納期の確認をご希望"),
    ],
)
def test_everyday_japanese_is_told_in_a_letters_words(text: str, said: str, book: Rulebook) -> None:
    """B17: what was written to a friend's ear is said back in plain form."""
    assert said in answer(text, book)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("ビザの書類を出して20日、連絡がありません。航空券は来月3日です。", "便"),
        ("コーヒーメーカーを初めて使ったら水漏れしました。", "お住まい"),
        ("給与明細と振込額が合いません。六百円少ないです。", "ご請求"),
        ("窓口で書類が足りないと言われ、また送り返されてきました。", "出荷"),
        ("盆栽の植え替えを頼みました。納品のあと葉が全部落ちました。", "ロット番号"),
        ("昨日の夕方まで入院しておりました。枕が合わず眠れませんでした。", "お体の具合"),
        ("模型の棚は大変よかったです。鍵が一本足りません。", "棚の"),
        ("お使いの方にいただいた花瓶、落としてしもたんやけど直りますか。", "お加減"),
    ],
)
def test_nothing_is_made_of_a_word_in_passing(text: str, never: str, book: Rulebook) -> None:
    """An invented fact loses at once: a word that is only mentioned makes no matter of it."""
    assert never not in answer(text, book)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("母が転びました。膝が腫れています。", "お体|お加減"),
        ("父が先月亡くなりました。解約に三度通いました。", "お悔やみ"),
        ("祖母が亡くなり、名義を変えたいのですが、要る書類を教えてください。", "お悔やみ"),
        ("昨夜、御社の電気毛布から煙が出ました。", "お怪我"),
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
    times = offer("support", [], book, TOKYO, NOWS[0], language="ja")
    draft = drafts(reading, times, book.replying["ja"], Known(me="山田"))[0]
    heard = said(draft, "sorry") + said(draft, "understanding")
    assert all(part in heard for part in ("3月分の請求書", "三週間", "月末の締めに間に合わない"))


def test_four_forms_of_sorry_for_each_hurt(book: Rulebook) -> None:
    """B32: what was said is known again, and four times another form comes out."""
    times = offer("support", [], book, TOKYO, NOWS[0], language="ja")
    rules = book.replying["ja"]
    for hurt in ("waiting", "ignored", "repetition", "broken_promise", "problem", "money_lost"):
        used: frozenset[str] = frozenset()
        for _ in range(4):
            reading = a_reading("困っています。", 3, hurts=(hurt,), language="ja")
            (draft,) = drafts(reading, times, rules, Known(me="山田", avoid=used), form="full")
            used |= sorries_in(draft.text, rules)
        assert len(used) == 4, hurt


def test_a_promise_gets_notice_and_recovery(book: Rulebook) -> None:
    """B39, B56: the time promised, a gap for the real cause, a new time and a choice."""
    times = offer("support", [], book, TOKYO, NOWS[0], language="ja")
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
        found = find(draft.text, NOWS[0], TOKYO, book, "ja")
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
    reading = reading_of(MAILS[0], book, NOWS[0])
    body = "\n\n重ねてお伝えいただくことになり、申し訳ございません。今、請求書を確認しております。"
    assert "name.wrong" in rules_of(check(f"鈴木様{body}", reading, book, "ja"))
    assert "name.missing" in rules_of(check(body.strip(), reading, book, "ja"))
    assert not {"name.wrong", "name.missing"} & set(
        rules_of(check(f"佐藤様{body}", reading, book, "ja"))
    )


def test_feelings_come_before_facts_and_fixes(book: Rulebook) -> None:
    """B14, B21, B22: a request for data or a fix before any sorry is noticed."""
    reading = reading_of(MAILS[1], book, NOWS[0])
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
        assert check(hot, None, book, "ja").heat > 0.5
    assert check(GOOD[0], None, book, "ja").heat == 0
