"""Gmail pages from facts: layouts of several years, five languages, the states that mislead."""

from __future__ import annotations

import base64
import html
import json
from dataclasses import replace

from tests.pages.facts import FORWARD, FORWARDED, LABELS, QUOTE, Case, Message, Thread

URL = "https://mail.google.com/mail/u/1/#inbox/FMfcgzQbfBxyz"
STALE = Message(
    name="Stale Sender",
    address="stale@example.com",
    id="1111111111111111",
    received="1 Jan 2024, 09:00",
    html="<div>An old story.</div>",
    text="An old story.",
)

SCRIPT = """
const gone = (compose) => setTimeout(() => {
  const editor = compose.querySelector('[contenteditable=true]');
  window.sentHtml = editor.innerHTML;
  if (window.refuses) return;
  window.lastCompose = compose;
  compose.remove();
}, 50);
document.addEventListener('click', (event) => {
  const button = event.target.closest('.aoO');
  if (button) gone(button.closest('.compose-box'));
});
document.addEventListener('keydown', (event) => {
  const compose = event.target.closest?.('.compose-box');
  if (!compose || event.key !== 'Enter') return;
  if (event.ctrlKey || event.target.closest('.aoO')) gone(compose);
});
window.undoSend = () => [...document.querySelectorAll('.slot')].at(-1).append(window.lastCompose);
"""


def page(thread: Thread, *, stale: bool = True, visible: bool = True) -> str:
    """One tab of Gmail. Layouts: ``2016``, ``2023``, ``2025`` (also ``""``), ``split``, ``popout``.

    ``stale`` puts another conversation, hidden, before the open one; without ``visible`` only
    the list is shown and the conversation is kept hidden.
    """
    old = replace(
        thread, subject="An OLD conversation", id=STALE.id, messages=(STALE,), compose=None
    )
    before = f'<div class="nH" style="display:none">{_main(old)}</div>' if stale else ""
    shown = "" if visible else ' style="display:none"'
    rows = _rows(thread)
    if thread.layout == "split":
        body = f'<div role="main">{rows}<div class="aia">{_conversation(thread)}</div></div>'
    elif thread.layout == "popout":
        body, before = _conversation(thread), ""
    else:
        hidden = ' style="display:none"' if visible else ""
        body = f"<div{hidden}>{rows}</div><div{shown}>{_main(thread)}</div>"
    subject = html.escape(thread.subject) if visible else LABELS[thread.language]["inbox"]
    direction = "rtl" if thread.language == "ar" else "ltr"
    paper = "#111;color:#eee" if thread.dark else "#fff;color:#222"
    return f"""<!doctype html><html lang="{thread.language}" dir="{direction}"><head>
<meta charset="utf-8"><title>{subject} - {thread.me} - Example Org Mail</title>
<style>body{{margin:0;background:{paper};font:14px Arial}} .kv .adn{{display:none}}
h2.hP{{font:22px Arial;margin:0;display:inline-block}} .ha{{padding:20px 0 8px 72px}}
.h7{{padding-left:72px}} [g_editable]{{border:1px solid #999;min-height:85px}}</style></head>
<body class="{"xE xp" if thread.layout == "popout" else ""}">
<a class="gb_B" aria-label="Google: {thread.my_name} &#8234;({thread.me})&#8236;" href="#">M</a>
{before}<div class="nH bkK">{body}</div>
<div class="no slot">{_floating(thread)}</div>
<script>window.refuses = {json.dumps(thread.refuses)};{SCRIPT}</script></body></html>"""


def _rows(thread: Thread) -> str:
    return f"""<table><tbody><tr class="zA" role="row"><td><span class="yP"
email="list@example.com" name="List Row">List Row</span></td><td><span class="bog"><span
data-thread-id="#thread-f:1654009536642772396" data-legacy-thread-id="16f438e906b36dac"
data-legacy-last-message-id="16f438f4edd46df5">Another subject</span></span></td>
<td>{LABELS[thread.language]["inbox"]}</td></tr></tbody></table>"""


def inbox(rows: list[tuple[str, str, str, str]], *, dark: bool = False) -> str:
    """The list alone; each row is a name, an address, a subject and its first words."""
    paper = "#111;color:#eee" if dark else "#fff;color:#222"
    shown = "".join(
        f"""<tr class="zA yO" role="row" jsmodel="x"><td class="PF">&nbsp;&nbsp;</td><td class="yX">
<div class="yW"><span class="bA4"><span class="yP" email="{address}" name="{name}"
data-hovercard-id="{address}">{name}</span></span></div></td><td role="gridcell"><div class="y6">
<span class="bog"><span data-thread-id="#thread-f:{place}"
data-legacy-thread-id="18c5a0a1b2c3d{place}">{html.escape(subject)}</span></span></div>
<span class="y2"><span>&nbsp;-&nbsp;</span>{snippet}</span></td>
<td class="xW"><span title="Thu, Sep 17, 2026, 2:52 PM">2:52 PM</span></td></tr>"""
        for place, (name, address, subject, snippet) in enumerate(rows, 100)
    )
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Inbox - max@example.org - Example Org Mail</title><style>body{{margin:0;background:{paper};
font:14px Arial}} table{{width:100%;border-collapse:collapse}} td{{padding:10px;
border-bottom:1px solid #8884}} td div,td span{{display:inline}}</style></head><body>
<div class="nH bkK"><div role="main" class="AO"><table><tbody>{shown}</tbody></table></div></div>
</body></html>"""


def _main(thread: Thread) -> str:
    return f'<div class="AO" role="main">{_conversation(thread)}</div>'


def _conversation(thread: Thread) -> str:
    ids = {
        "2016": "",
        "undefined": 'data-thread-perm-id="undefined"',
        "perm": 'data-thread-perm-id="thread-a:r-7712"',
    }.get(
        thread.layout,
        f'data-thread-perm-id="thread-f:1840959905192440233" data-legacy-thread-id="{thread.id}"',
    )
    messages = "".join(_message(one, thread) for one in thread.messages)
    inline = _compose(thread) if thread.compose in {"inline", "plain"} else ""
    reply = f'<div class="gA gt acV"><div class="ip iq slot">{inline}</div></div>'
    return f"""<div class="nH a98 iY"><div class="ha"><h2 class="hP" tabindex="-1"
{ids}>{thread.subject}</h2></div><div class="nH" role="list">{messages}{reply}</div></div>"""


def _message(one: Message, thread: Thread) -> str:
    sender = f"""<span email="{one.address}" name="{html.escape(one.name)}"
data-hovercard-id="{one.address}" class="gD"><span>{html.escape(one.name)}</span></span>"""
    if one.shown == "unloaded":
        return f"""<div class="kv" role="listitem" aria-expanded="false"><div class="adf ads">
{sender}</div></div>"""
    if one.shown == "draft":
        return """<div class="h7" role="listitem" aria-expanded="true"><div class="adn ads"
data-message-id="#msg-a:r-99"><div g_editable="true" role="textbox" contenteditable="true"
style="display:none">half a dra</div></div></div>"""
    ids = f'data-message-id="#msg-f:0{one.id}" data-legacy-message-id="{one.id}"'
    if one.shown == "just_sent":
        ids = f'data-message-id="#{one.id}"'
    if thread.layout == "2016":
        ids = ""
    folded = one.shown == "collapsed"
    return f"""<div class="{"kv" if folded else "h7 ie"}" role="listitem"
aria-expanded="{str(not folded).lower()}">
{f'<div class="adf ads">{sender}</div>' if folded else ""}
<div class="adn ads" {ids}><table class="cf gJ"><tbody><tr><td class="gF gK"><h3 class="iw">
<span class="qu" role="gridcell">{sender} <span class="go">&lt;{one.address}&gt;</span></span></h3>
</td><td class="gH"><span class="g3" title="{one.received}" role="gridcell">{one.received}
(2)</span></td></tr><tr><td><span class="hb">{LABELS[thread.language]["to"]} <span
email="support@example.org" name="support" class="g2">support</span></span></td></tr>
</tbody></table>
<div class="ii gt"
jslog="20277; u014N:xr6bB; 1:{_log(thread)}; 4:W10">
<div class="a3s {"aXjCH" if thread.layout == "2016" else "aiL"}">{one.html}</div>
</div></div></div>"""


def _log(thread: Thread) -> str:
    name = "#thread-f:1840959905192440233" if thread.layout == "undefined" else "#none"
    return base64.b64encode(json.dumps([name]).encode()).decode()


def _floating(thread: Thread) -> str:
    return _compose(thread) if thread.compose in {"popup", "new"} else ""


def _compose(thread: Thread) -> str:
    words = LABELS[thread.language]
    popup = thread.compose in {"popup", "new"}
    new = thread.compose == "new"
    signature = (
        ""
        if thread.compose == "plain"
        else f"""<span class="gmail_signature_prefix">-- </span><br>
<div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div>{thread.my_name}<br>
Support</div></div>"""
    )
    chip = (
        """<div name="to" class="anm"><div role="option" data-name="Dana Example"
data-hovercard-id="dana@example.com">Dana Example</div></div>"""
        if popup
        else ""
    )
    last = thread.messages[-1].id
    jslog = 'jslog="32601; u014N:cOuCgd,Kr2w4b"' if thread.layout in {"", "2023"} else ""
    return f"""<div class="compose-box M9" {
        'role="dialog"' if popup else ""
    }><table class="aoP"><tbody><tr>
<td class="I5"><form class="bAs">{chip}<input type="hidden" name="rm" value="{"" if new else last}">
<input type="hidden" name="draft" value="#msg-a:r-5551"><input name="subjectbox"
value="{"" if new else "Re: " + html.escape(thread.subject)}"></form>
<textarea aria-label="{words["body"]}" style="display:none"></textarea>
<table><tbody><tr><td class="Ap"><div class="Am Al editable" aria-label="{words["body"]}"
g_editable="true" role="textbox" aria-multiline="true" contenteditable="true">{
        "<br>"
        if thread.compose == "plain"
        else f'<div dir="ltr"><br><div><br clear="all"></div><br>{signature}</div>'
    }</div>
<div class="ajR" role="button">…</div></td></tr></tbody></table>
<table class="IZ"><tbody><tr><td class="gU Up"><div class="dC"><div class="T-I J-J5-Ji aoO v7"
role="button" tabindex="1" {jslog} data-tooltip="{words["send"]} &#8234;(Ctrl-Enter)&#8236;"
>{words["send"]}</div><div class="T-I hG" role="button" aria-haspopup="true">v</div></div></td>
<td><div class="oh" role="button" data-tooltip="x">x</div></td></tr></tbody></table></td></tr>
</tbody></table></div>"""


def expect(thread: Thread, message: Message, /, **other: object) -> dict[str, object]:
    """What must be read when ``message`` is the one to read; ``other`` overrides."""
    return {
        "thread": thread.id,
        "message": message.id,
        "subject": thread.subject,
        "sender": {"name": message.name, "address": message.address},
        "received": message.received,
        "text": message.text,
        **other,
    }


def draft(thread: Thread, /, **other: object) -> dict[str, object]:
    """What must be seen of the open compose box."""
    return {
        "subject": f"Re: {thread.subject}",
        "thread": thread.id,
        "recipients": [],
        "send": LABELS[thread.language]["send"],
        **other,
    }


def _case(
    name: str,
    thread: Thread,
    message: Message | None = None,
    /,
    **other: object,
) -> Case:
    found = message or thread.messages[-1]
    composes = [draft(thread)] if thread.compose in {"inline", "plain"} else []
    return Case(
        id=name,
        html=page(thread),
        url=URL,
        composes=composes,
        expected=expect(thread, found, **other),
    )


def cases() -> list[Case]:
    """The pages every change of the adapter is held against."""
    plain = Thread()
    first = Message(id="1980000000000001", name="Dana Example", html="<p>First.</p>", text="First.")
    mine = Message(
        id="1980000000000002",
        name="Max Example",
        address=plain.me,
        html="<p>We look.</p>",
        text="We look.",
    )
    quoted = Message(html=Message().html + QUOTE)
    forward = Message(html="<div>Please look.</div>" + FORWARD, text=f"Please look.\n\n{FORWARDED}")
    group = Message(name="'Dana Example' via support", address="support@example.org")
    dates = {
        "de": "20.08.2025, 13:19",
        "ja": "2025年8月20日 13:19",
        "zh": "2025年8月20日 下午1:19",
        "ar": "\u200f20 أغسطس 2025، 1:19 م",
    }
    ids: dict[str, dict[str, object]] = {
        **{layout: {} for layout in ("2023", "2025", "split", "popout")},
        "2016": {"thread": None, "message": None},
        "undefined": {"thread": "thread-f:1840959905192440233"},
        "perm": {"thread": "thread-a:r-7712"},
    }
    words = {
        "de": "Der Export schlägt fehl.",
        "ja": "書き出しができません。",
        "zh": "导出失败。",
        "ar": "فشل التصدير.",
    }
    found = [
        _case("plain", plain, clipped=False),
        _case("2016-without-ids", Thread(layout="2016"), thread=None, message=None),
        _case("2023-inline-reply", Thread(layout="2023", compose="inline")),
        _case("2025-inline-reply", Thread(layout="2025", compose="inline")),
        _case("plain-text-reply", Thread(compose="plain")),
        _case("split-view", Thread(layout="split")),
        _case("popped-out", Thread(layout="popout")),
        _case(
            "popped-out-with-a-main-of-the-mail",
            Thread(layout="popout", messages=(Message(html=MAIN, text="All of it."),)),
        ),
        _case(
            "perm-id-undefined", Thread(layout="undefined"), thread="thread-f:1840959905192440233"
        ),
        _case("perm-id-only", Thread(layout="perm"), thread="thread-a:r-7712"),
        _case("clipped", Thread(messages=(Message(html=Message().html + CLIPPED),)), clipped=True),
        _case("quoted-history", Thread(messages=(quoted,))),
        _case("forward-is-kept", Thread(messages=(forward,))),
        _case(
            "collapsed-and-unloaded",
            Thread(
                messages=(
                    replace(first, shown="collapsed"),
                    replace(mine, shown="unloaded"),
                    Message(),
                )
            ),
        ),
        _case(
            "last-one-is-collapsed",
            Thread(messages=(Message(), replace(first, shown="collapsed"))),
            Message(),
        ),
        _case("my-answer-is-last", Thread(messages=(Message(), mine)), Message()),
        _case(
            "just-sent-is-last",
            Thread(messages=(Message(), replace(mine, shown="just_sent", id="msg-a:r123456"))),
            Message(),
        ),
        _case("draft-in-thread", Thread(messages=(Message(), Message(shown="draft"))), Message()),
        _case("only-mine", Thread(messages=(mine,)), mine),
        _case(
            "group-hides-the-address",
            Thread(messages=(group,)),
            sender={"name": "Dana Example", "address": None},
        ),
        _case(
            "emoji-in-subject",
            Thread(subject='Help <img data-emoji="🙏" alt="x">!'),
            subject="Help 🙏!",
        ),
        _case(
            "name-is-the-address",
            Thread(messages=(Message(name="dana@example.com"),)),
            sender={"name": None, "address": "dana@example.com"},
        ),
    ]
    for language, words_of in words.items():
        message = Message(received=dates[language], html=f"<div>{words_of}</div>", text=words_of)
        thread = Thread(language=language, subject=words_of, messages=(message,), compose="inline")
        found.append(
            _case(f"language-{language}", thread, received=dates[language].strip("\u200f"))
        )
    found += [
        _case(f"{layout}-{language}", thread_of(layout, language, words, dates), **ids[layout])
        for layout, language in SQUARE
    ]
    popup = Thread(compose="popup", language="ja")
    new = Thread(compose="new")
    dana = [{"name": "Dana Example", "address": "dana@example.com"}]
    found += [
        replace(_case("popup-reply", popup), composes=[draft(popup, recipients=dana)]),
        replace(
            _case("new-mail-over-thread", new),
            composes=[draft(new, subject=None, thread=None, recipients=dana)],
        ),
        Case(id="only-the-list", html=page(plain, visible=False), url=URL, expected=None),
        Case(
            id="two-mains-title-decides",
            url=URL,
            expected=expect(plain, Message()),
            html=page(plain).replace(
                '<div class="nH" style="display:none"><div class="AO"',
                '<div class="nH"><div class="AO"',
            ),
        ),
    ]
    several = f"{_compose(new)}{_compose(popup)}"
    full = f'<div class="aSs"><div class="aSt">{_compose(popup)}</div></div>'
    slot = '<div class="no slot"></div>'
    inline = Thread(compose="inline")
    alone = f'<meta charset="utf-8"><body class="xE xp">{_compose(new)}</body>'
    found += [
        replace(
            _case("several-at-once", inline),
            html=page(inline).replace(slot, f'<div class="no slot">{several}</div>'),
            composes=[
                draft(inline),
                draft(new, subject=None, thread=None, recipients=dana),
                draft(popup, recipients=dana),
            ],
        ),
        replace(
            _case("full-screen-reply", popup),
            html=page(replace(popup, compose=None)).replace(slot, full),
            composes=[draft(popup, recipients=dana)],
        ),
        _case(
            "last-one-has-no-words",
            Thread(messages=(first, Message(html='<div dir="ltr"><br></div>', text=""))),
            text=None,
        ),
        _case("other-account", Thread(me="help@example.net"), account="help@example.net"),
        replace(
            _case("address-of-someone-else", plain, account=None),
            html=page(plain)
            .replace(f" - {plain.me} - Example Org Mail</title>", "</title>")
            .replace(
                f"Google: {plain.my_name} &#8234;({plain.me})&#8236;", "Chat: bob@example.com"
            ),
        ),
        Case(
            id="popped-out-compose",
            html=f"<!doctype html><html>{alone}</html>",
            url="https://mail.google.com/mail/u/1/?view=btop&ver=abc#cmid=5",
            expected=None,
            composes=[draft(new, subject=None, thread=None, recipients=dana)],
        ),
    ]
    return found


CLIPPED = (
    '<br><br><div class="iX">[Message clipped]&nbsp;&nbsp;<a href="?ui=2&amp;view=lg&amp;'
    'permmsgid=msg-f:1">View entire message</a></div>'
)
"""What Gmail puts below a mail that is too long for it."""
MAIN = '<div role="main">All of it.</div>'
"""As newsletters mark what matters."""
SQUARE = [
    ("2016", "de"),
    ("2016", "ja"),
    ("2023", "zh"),
    ("2023", "ar"),
    ("2025", "de"),
    ("split", "ja"),
    ("split", "ar"),
    ("popout", "zh"),
    ("undefined", "de"),
    ("perm", "ar"),
]
"""Layouts of several years, each in languages that differ in order, script and direction."""


def thread_of(layout: str, language: str, words: dict[str, str], dates: dict[str, str]) -> Thread:
    """A thread in one layout and language, whose own words are in that language too."""
    said = words[language]
    received = dates[language].strip("\u200f")
    message = Message(received=received, html=f"<div>{said}</div>", text=said)
    return Thread(layout=layout, language=language, subject=said, messages=(message,))
