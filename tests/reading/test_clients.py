"""What the commonest mail programs put around a reply, in five languages (B13)."""

from __future__ import annotations

import pytest

from helper.contracts import Mail
from helper.reading.cleaning import clean
from helper.rulebook import Rulebook

REPLIES = {
    "en": "That fixed it, thank you.",
    "de": "Danke, das war schon alles.",
    "fr": "Merci, tout est en ordre.",
    "zh": "谢谢，已经好了。",
    "ja": "解決しました。ありがとうございます。",
}
OLD = "This is the worst shop ever."


def left(book: Rulebook, **mail: str) -> str:
    """What is judged of a mail, in one line."""
    return " ".join(clean(Mail(**mail), book).judged.split())  # type: ignore[arg-type]


# Lines that open the old mail in plain text: (program, language, lines).
OPENINGS = [
    ("gmail", "en", "On Mon, Nov 3, 2025 at 10:12 AM Ann Lee <ann@example.com> wrote:"),
    ("gmail", "de", "Am Mo., 3. Nov. 2025 um 10:12 Uhr schrieb Ann Lee <ann@example.com>:"),
    ("gmail", "fr", "Le lun. 3 nov. 2025 à 10:12, Ann Lee <ann@example.com> a écrit :"),
    ("gmail", "zh", "Ann Lee <ann@example.com> 于2025年11月3日周一 10:12写道："),
    ("gmail", "ja", "2025年11月3日(月) 10:12 Ann Lee <ann@example.com>:"),
    ("outlook", "en", "From: Ann Lee <ann@example.com>\nSent: Monday, November 3, 2025\nTo: Bo"),
    ("outlook", "de", "Von: Ann Lee <ann@example.com>\nGesendet: Montag, 3. November\nAn: Bo"),
    ("outlook", "fr", "De : Ann Lee <ann@example.com>\nEnvoyé : lundi 3 novembre\nÀ : Bo"),
    ("outlook", "zh", "发件人: Ann Lee <ann@example.com>\n发送时间: 2025年11月3日\n收件人: Bo"),
    ("outlook", "ja", "差出人: Ann Lee <ann@example.com>\n送信日時: 2025年11月3日\n宛先: Bo"),
    ("outlook classic", "en", "-----Original Message-----\nFrom: Ann Lee\nSent: Monday"),
    ("outlook classic", "de", "-----Ursprüngliche Nachricht-----\nVon: Ann Lee\nGesendet: Montag"),
    ("outlook classic", "fr", "-----Message d'origine-----\nDe : Ann Lee\nEnvoyé : lundi"),
    ("apple", "en", "On 3 Nov 2025, at 10:12, Ann Lee <ann@example.com> wrote:"),
    ("apple", "de", "Am 03.11.2025 um 10:12 schrieb Ann Lee <ann@example.com>:"),
    ("apple", "fr", "Le 3 nov. 2025 à 10:12, Ann Lee <ann@example.com> a écrit :"),
    ("apple", "zh", "2025年11月3日 上午10:12，Ann Lee <ann@example.com> 写道："),
    ("apple", "ja", "2025/11/03 10:12、Ann Lee <ann@example.com>のメール:"),
    ("thunderbird", "en", "On 03/11/2025 10:12, Ann Lee wrote:"),
    ("thunderbird", "de", "Am 03.11.25 um 10:12 schrieb Ann Lee:"),
    ("thunderbird", "fr", "Le 03/11/2025 à 10:12, Ann Lee a écrit :"),
    ("thunderbird", "zh", "在 2025/11/3 10:12, Ann Lee 写道:"),
    ("yahoo", "en", "On Monday, November 3, 2025 at 10:12:00 AM GMT, Ann Lee <a@b.c> wrote:"),
    ("yahoo", "de", "Am Montag, 3. November 2025 um 10:12 hat Ann Lee Folgendes geschrieben:"),
    ("yahoo", "fr", "Le lundi 3 novembre 2025 à 10:12 UTC+1, Ann Lee <ann@b.c> a écrit :"),
    ("proton", "en", "On Monday, November 3rd, 2025 at 10:12, Ann Lee <ann@b.c> wrote:"),
    ("proton", "de", "Ann Lee <ann@example.com> schrieb am Montag, 3. November 2025 um 10:12:"),
    ("proton classic", "en", "------- Original Message -------\nOn Monday, Ann Lee wrote:"),
    ("zoho", "en", "---- On Mon, 03 Nov 2025 10:12:00 +0100 Ann Lee <ann@b.c> wrote ---"),
    ("zoho", "de", "---- Am Mo., 03 Nov. 2025 10:12:00 +0100 Ann Lee <ann@b.c> schrieb ----"),
    ("gmx", "de", "Gesendet: Montag, 03. November 2025 um 10:12 Uhr\nVon: Ann Lee\nAn: Bo"),
    ("gmx", "en", "Sent: Monday, November 03, 2025 at 10:12 AM\nFrom: Ann Lee\nTo: Bo"),
    ("foxmail", "zh", "发件人： Ann Lee\n发送时间： 2025-11-03 10:12\n收件人： Bo\n主题： parts"),
    ("qq", "zh", "------------------ 原始邮件 ------------------\n发件人: Ann Lee\n发送时间: 周一"),
    ("netease", "zh", "---- 回复的原邮件 ----\n| 发件人 | Ann Lee |\n| 日期 | 2025年11月03日 |"),
    ("netease", "zh", "在 2025-11-03 10:12:00，Ann Lee <ann@163.example> 写道："),
    ("samsung", "en", "-------- Original message --------\nFrom: Ann Lee\nDate: 03/11/2025"),
    ("samsung", "de", "-------- Ursprüngliche Nachricht --------\nVon: Ann Lee\nDatum: 03.11.25"),
    ("samsung", "fr", "-------- Message d'origine --------\nDe : Ann Lee\nDate : 03/11/2025"),
    ("samsung", "ja", "-------- 元のメッセージ --------\nFrom: Ann Lee\nDate: 2025/11/03"),
    ("em client", "en", '------ Original Message ------\nFrom "Ann Lee" <ann@b.c>\nTo bo@b.c'),
    ("becky", "ja", "----- Original Message -----\nFrom: Ann Lee\nTo: Bo\nSent: Monday"),
]


@pytest.mark.parametrize(("program", "language", "opening"), OPENINGS)
def test_history_in_plain_text_is_left_out(
    book: Rulebook, program: str, language: str, opening: str
) -> None:
    """B13: the reply stays to the letter; the old mail goes, with the line that opens it."""
    reply = REPLIES[language]
    plain = f"{reply}\n\n{opening}\n\n{OLD}\n"
    assert left(book, text=plain, subject="Re: parts") == reply, program
    marked = "\n".join(f"> {line}" for line in (OLD, "", OLD))
    assert left(book, text=f"{reply}\n\n{opening}\n{marked}\n", subject="Re: parts") == reply


HISTORY = {
    "gmail": """<div dir="ltr">{}</div><br><div class="gmail_quote gmail_quote_container">
<div dir="ltr" class="gmail_attr">Ann Lee, Mon:<br></div>
<blockquote class="gmail_quote" style="border-left:1px solid">{}</blockquote></div>""",
    "gmail seen in outlook": """<div>{}</div><div class="x_gmail_quote">
<div class="x_gmail_attr">Ann Lee, Mon:</div>
<blockquote class="x_gmail_quote">{}</blockquote></div>""",
    "outlook web": """<div class="elementToProof">{}</div><div id="appendonsend"></div><hr>
<div id="divRplyFwdMsg"><b>X:</b> Ann Lee</div><div>{}</div>""",
    "outlook seen in outlook": """<div>{}</div><hr><div id="x_divRplyFwdMsg"><b>X:</b> Ann</div>
<div>{}</div>""",
    "outlook seen in gmail": """<div>{}</div><hr><div id="m_-712divRplyFwdMsg"><b>X:</b> Ann</div>
<div>{}</div>""",
    "outlook desktop": """<div class="WordSection1"><p class="MsoNormal">{}</p>
<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">
<p class="MsoNormal"><b>From:</b> Ann Lee<br><b>Sent:</b> Monday<br><b>To:</b> Bo</p></div></div>
<p class="MsoNormal">{}</p></div>""",
    "outlook desktop, german": """<div class="WordSection1"><p>{}</p><div style="border:none">
<p><b>Von:</b> Ann Lee<br><b>Gesendet:</b> Montag<br><b>An:</b> Bo<br><b>Betreff:</b> x</p></div>
<p>{}</p></div>""",
    "outlook mobile": """<div>{}</div><hr><div class="ms-outlook-mobile-reference-message">
<div><b>Ann Lee</b></div><div>{}</div></div>""",
    "apple": """<div>{}</div><br><div><blockquote type="cite"><div>On 3 Nov 2025, Ann wrote:</div>
<div>{}</div></blockquote></div>""",
    "thunderbird": """<p>{}</p><div class="moz-cite-prefix">Am 03.11.25 um 10:12 schrieb Ann:</div>
<blockquote type="cite" cite="mid:1@x"><p>{}</p></blockquote>""",
    "yahoo": """<div class="ydp1yahoo-style-wrap">{}</div>
<div id="ydp77yahoo_quoted_1" class="ydp77yahoo_quoted"><div>On Monday, Ann:</div>{}</div>""",
    "proton": """<div>{}</div><div class="protonmail_quote">Ann Lee, Monday:<br>
<blockquote class="protonmail_quote" type="cite">{}</blockquote></div>""",
    "zoho": """<div>{}</div><div class="zmail_extra_hr"></div><div class="zmail_extra">
<div id="Zm-_Id_-Sgn1">Ann Lee, Mon</div><blockquote id="blockquote_zmail">{}</blockquote></div>""",
    "gmx": """<div>{}</div><div name="quote" style="border-left:2px solid #C3D9E5">
<div><b>Ann Lee</b></div><div name="quoted-content">{}</div></div>""",
    "foxmail": """<div>{}</div><hr><div class="FoxDiv20251103"><div><b>发件人：</b> Ann</div>
<div><b>发送时间：</b> 2025-11-03</div><div>{}</div></div>""",
    "netease": """<div>{}</div><div id="isReplyContent"><div>Ann, Monday</div>{}</div>""",
    "spark": """<div name="messageBodySection">{}</div><div name="messageReplySection">
<blockquote class="spark_quote">{}</blockquote></div>""",
    "tuta": """<div>{}</div><blockquote class="tutanota_quote">{}</blockquote>""",
    "front": """<div>{}</div><blockquote class="front-blockquote">{}</blockquote>""",
    "superhuman": """<div>{}</div><div class="sh-quoted-content">{}</div>""",
}


@pytest.mark.parametrize("program", HISTORY)
@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_history_in_html_is_left_out(book: Rulebook, program: str, language: str) -> None:
    """B13: each program marks the old mail in its own way."""
    html = HISTORY[program].format(REPLIES[language], OLD)
    assert left(book, html=html, subject="Re: parts") == REPLIES[language]


@pytest.mark.parametrize(
    "html",
    [
        """<div class="moz-cite-prefix">Bo wrote:</div><blockquote type="cite">When?</blockquote>
<p>On Tuesday.</p><blockquote type="cite">And where?</blockquote><p>At your place.</p>""",
        """<div class="gmail_quote"><div class="gmail_attr">Bo:</div>
<blockquote class="gmail_quote">When?</blockquote><div>On Tuesday.</div>
<blockquote class="gmail_quote">And where?</blockquote>
<div>At your place.</div></div>""",
        """<div><blockquote type="cite"><div>When?</div></blockquote><div>On Tuesday.</div>
<blockquote type="cite"><div>And where?</div></blockquote><div>At your place.</div></div>""",
        """<div class="protonmail_quote">Bo:<blockquote class="protonmail_quote">When?</blockquote>
<div>On Tuesday.</div><blockquote class="protonmail_quote">And where?</blockquote>
<div>At your place.</div></div>""",
    ],
)
def test_answers_between_quotes_in_html_are_kept(book: Rulebook, html: str) -> None:
    """B13: who answers point by point wrote the lines between."""
    assert left(book, html=html) == "On Tuesday. At your place."


FOOTERS = [
    "Sent from my iPhone",
    "Sent from Outlook for iOS",
    "Get Outlook for Android",
    "Sent from Yahoo Mail on Android",
    "Sent with Proton Mail secure email.",
    "Sent via the Samsung Galaxy S23, an AT&T 5G smartphone",
    "Sent from my Huawei phone",
    "Sent using Zoho Mail",
    "Von meinem iPhone gesendet",
    "Von meinem Samsung Galaxy Smartphone gesendet.",
    "Gesendet mit der WEB.DE Mail App",
    "Diese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.",
    "Outlook für iOS beziehen",
    "Envoyé de mon iPhone",
    "Envoyé depuis mon appareil Galaxy",
    "Envoyé avec Proton Mail",
    "Télécharger Outlook pour Android",
    "发自我的iPhone",
    "发自我的小米手机",
    "获取 Outlook for iOS",
    "iPhoneから送信",
    "iOS 版 Outlook を入手",
]


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("language", REPLIES)
def test_mobile_footers_are_left_out(book: Rulebook, footer: str, language: str) -> None:
    """B13: the phone wrote that; people write in one language on a phone set to another."""
    assert left(book, text=f"{REPLIES[language]}\n\n{footer}") == REPLIES[language]


SIGNATURES = {
    "gmail": '<div>{}</div><div class="gmail_signature">Ann<br>Head of Rage</div>',
    "outlook web": '<div>{}</div><div id="Signature">Ann<br>Head of Rage</div>',
    "outlook seen in outlook": '<div>{}</div><div id="x_Signature">Ann<br>Head of Rage</div>',
    "outlook mobile": '<div>{}</div><div id="ms-outlook-mobile-signature">Ann of Rage</div>',
    "apple": '<div>{}</div><div id="AppleMailSignature">Ann<br>Head of Rage</div>',
    "thunderbird": '<p>{}</p><pre class="moz-signature">-- \nAnn\nHead of Rage</pre>',
    "proton": '<div>{}</div><div class="protonmail_signature_block">Ann of Rage</div>',
    "zoho": '<div>{}</div><div id="Zm-_Id_-Sgn">Ann<br>Head of Rage</div>',
    "yahoo": '<div>{}</div><div class="ydp12signature">Ann<br>Head of Rage</div>',
    "netease": '<div>{}</div><div id="spnEditorSign_app">Ann<br>Head of Rage</div>',
    "samsung": '<div>{}</div><div id="composer_signature">Ann<br>Head of Rage</div>',
    "spark": '<div>{}</div><div name="messageSignatureSection">Ann of Rage</div>',
    "front": '<div>{}</div><div class="front-signature">Ann<br>Head of Rage</div>',
}


@pytest.mark.parametrize("program", SIGNATURES)
def test_signatures_in_html_are_left_out(book: Rulebook, program: str) -> None:
    """B13: what a program marks as signature is no part of the message."""
    html = SIGNATURES[program].format(REPLIES["en"])
    assert left(book, html=html) == REPLIES["en"]


@pytest.mark.parametrize(
    "closing",
    [
        "Best regards\nAnn Lee\nLee & Sons\nTel. 020 7946 0958",
        "Mit freundlichen Grüßen\nAnn Lee\nLee GmbH",
        "Viele Grüße\nAnn",
        "Cordialement,\nAnn Lee",
        "Bien à vous,\nAnn Lee\nLee SARL",
        "-- \nAnn Lee",
    ],
)
def test_closings_are_left_out(book: Rulebook, closing: str) -> None:
    """B13: the farewell and the card below it ask for nothing."""
    assert left(book, text=f"{REPLIES['en']}\n\n{closing}") == REPLIES["en"]


DISCLAIMERS = [
    "This message is confidential. If it is not meant for you, please destroy it at once.",
    "If you are not the intended recipient, please inform the sender.",
    "CONFIDENTIALITY NOTICE: this e-mail is intended only for the person named above.",
    "Diese E-Mail enthält vertrauliche Informationen. Bitte vernichten Sie sie sofort.",
    "Ce message est confidentiel. Si vous n'êtes pas le destinataire, merci de le détruire.",
    "本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人。",
    "このメールには機密情報が含まれています。誤って受信された場合は削除してください。",
    "Lee Ltd. Registered in England and Wales, no. 123456.",
]


@pytest.mark.parametrize("foot", DISCLAIMERS)
def test_disclaimers_are_left_out(book: Rulebook, foot: str) -> None:
    """B13: what a law firm put there is no demand of the customer."""
    assert left(book, text=f"{REPLIES['en']}\n\n{foot}") == REPLIES["en"]


@pytest.mark.parametrize(
    "sentence",
    [
        "I have asked twice for telemarketing data the missing invoice.",
        "I have asked twice for buy bulk email list the missing invoice.",
        "I have asked twice for b2b leads database the missing invoice.",
        "I have asked twice for online casino bonus the missing invoice.",
    ],
)
def test_injected_adverts_leave_the_sentence(book: Rulebook, sentence: str) -> None:
    """B13, 002:5: words that a site put into the middle of a sentence are cut out."""
    kept = left(book, text=sentence)
    assert kept.startswith("I have asked twice for")
    assert kept.endswith("the missing invoice.")
    assert not {"telemarketing", "bulk", "leads", "casino"} & set(kept.split())


@pytest.mark.parametrize("language", REPLIES)
def test_a_doubled_half_counts_once(book: Rulebook, language: str) -> None:
    """B13, 002:66: some forms send everything twice; both halves are the same words."""
    half = {
        "en": "The pump arrived without its seal.\nCould you send the seal by Friday?",
        "de": "Die Pumpe kam ohne ihre Dichtung an.\nKönnen Sie die Dichtung bis Freitag senden?",
        "fr": "La pompe est arrivée sans son joint.\nPouvez-vous envoyer le joint d'ici vendredi ?",
        "zh": "水泵到货时没有密封圈，请查一下。\n能不能在星期五之前把密封圈寄过来？",
        "ja": "ポンプにパッキンが入っていませんでした。\n金曜日までに送っていただけますか？",
    }[language]
    once = left(book, text=half)
    assert left(book, text=f"{half}\n\n{half}") == once


@pytest.mark.parametrize(
    "text",
    [
        "From: the first of May we are closed. To: whom shall I write?",
        "On Monday the technician wrote: come back later. He never came.",
        "Sent from the factory were three boxes, and only two arrived.",
        "Date: 3 May\nPlace: your office\nIs that fine with you?",
        "Le prix est trop haut, a écrit mon chef. Merci de le baisser.",
    ],
)
def test_lines_that_only_look_like_history_are_kept(book: Rulebook, text: str) -> None:
    """B13: nothing the customer wrote may get lost."""
    assert left(book, text=text) == " ".join(text.split())
