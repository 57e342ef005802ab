"""Outlook web pages from facts: both body shapes, item and conversation view, deep links."""

from __future__ import annotations

import html
import json
from dataclasses import replace

from tests.pages.facts import LABELS, Case, Message, Thread

URL = "https://outlook.cloud.microsoft/mail/inbox"
CONVERSATION = "AAQkADk2/g+OPEN="
WHEN = "Thu 9/17/2026 2:52 PM"

SCRIPT = """
const gone = (compose) => setTimeout(() => {
  window.sentHtml = compose.querySelector('[aria-multiline=true]').innerHTML;
  if (window.refuses) return;
  window.lastCompose = compose;
  compose.remove();
}, 50);
document.addEventListener('click', (event) => {
  const button = event.target.closest('[id*=primaryActionButton]');
  if (button) gone(button.closest('.compose-box'));
});
document.addEventListener('keydown', (event) => {
  const compose = event.target.closest?.('.compose-box');
  if (compose && event.key === 'Enter' && event.ctrlKey) gone(compose);
});
window.undoSend = () => document.querySelector('.slot').append(window.lastCompose);
"""


def inbox(rows: list[tuple[str, str, str, str]], *, dark: bool = False) -> str:
    """The list alone; each row is a name, an address, a subject and its first words."""
    paper = "#1b1a19;color:#eee" if dark else "#fff;color:#222"
    shown = "".join(
        f"""<div role="option" data-convid="AAQkADk2{place}=" aria-selected="false" class="row">
<div class="S2NDX"><span title="{address}">{name}</span></div><div class="IjzWp"><span
class="TtcXM">{html.escape(subject)}</span> <span class="_rWRU" title="{WHEN}">14:52</span></div>
<span class="FqgPc">{snippet}</span></div>"""
        for place, (name, address, subject, snippet) in enumerate(rows)
    )
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Mail - Max Example - Outlook</title><style>body{{margin:0;background:{paper};
font:14px Segoe UI,Arial}} .row{{padding:10px 16px;border-bottom:1px solid #8884}}</style></head>
<body><div data-app-section="MessageList"><div id="MailList"><div role="listbox">{shown}</div></div>
</div><div role="main" data-app-section="MailReadCompose"><div id="ReadingPaneContainerId"></div>
</div></body></html>"""


def page(thread: Thread, *, rows: str | None = None, is_open: bool = True) -> str:
    """One tab of Outlook, as a conversation or in one of the layouts below.

    ``item``, ``2023`` (the body inside role=document), ``deeplink`` (no list, no role=main).
    ``rows`` replaces the list of conversations; without ``is_open`` the reading pane is empty.
    """
    listed = _rows(thread) if rows is None else rows
    pane = _pane(thread) if is_open else f'<div id="ReadingPaneContainerId">{_new(thread)}</div>'
    around = f"""<div id="OwaTitleBar" role="banner"><button id="O365_MainLink_Me"
aria-label="Account manager for {thread.my_name} {thread.me}"></button></div>
<div data-app-section="NavigationPane" role="tree"><div id="primaryMailboxRoot_1" role="treeitem"
title="{thread.me}" data-folder-name="{thread.me}">{thread.me}</div></div>
<div data-app-section="MessageList"><div role="heading" aria-level="2"><span
title="{LABELS[thread.language]["inbox"]}">{LABELS[thread.language]["inbox"]}</span></div>
<div id="MailList"><div role="listbox">{listed}</div></div></div>
<div role="main" data-app-section="MailReadCompose">{pane}</div>"""
    direction = "rtl" if thread.language == "ar" else "ltr"
    paper = "#1b1a19;color:#eee" if thread.dark else "#fff;color:#222"
    return f"""<!doctype html><html lang="{thread.language}" dir="{direction}"><head>
<meta charset="utf-8"><title>Mail - {thread.my_name} - Outlook</title>
<style>body{{margin:0;background:{paper};font:14px Segoe UI,Arial}}
[id$=_SUBJECT]{{font-size:18px}} [data-app-section=MailReadCompose]{{padding:16px}}
[aria-multiline=true]{{border:1px solid #999;min-height:85px}}</style></head><body>
{_pane(thread) if thread.layout == "deeplink" else around}
<script>window.refuses = {json.dumps(thread.refuses)};{SCRIPT}</script></body></html>"""


def _rows(thread: Thread, selected: str = CONVERSATION) -> str:
    subjects = {"AAQkADOTHER=": "Another subject", CONVERSATION: html.escape(thread.subject)}
    return "".join(
        f'<div role="option" data-convid="{one}" aria-selected="{str(one == selected).lower()}">'
        f"<span>{subject}</span></div>"
        for one, subject in subjects.items()
    )


def _pane(thread: Thread) -> str:
    view = (
        "ItemReadingPaneContainer"
        if thread.layout in {"item", "deeplink"}
        else ("ConversationReadingPaneContainer")
    )
    title = html.escape(thread.subject)
    named = "" if thread.layout == "item" else 'id="CONV_AAQkADk2_SUBJECT"'
    cards = "".join(_card(one, number, thread) for number, one in enumerate(thread.messages))
    compose = _compose(thread, 9) if thread.compose == "inline" else ""
    return f"""<div id="ReadingPaneContainerId" class="customScrollBar"><div id="{view}">
<div class="allowTextSelection"><div role="heading" aria-level="2"><span {named} title="{title}"
>{title}</span></div></div><div data-app-section="ConversationContainer">{cards}
<div class="slot">{compose}</div></div></div></div>"""


def _card(one: Message, number: int, thread: Thread) -> str:
    if one.shown == "collapsed":
        return f"""<div class="aVla3"><div aria-expanded="false"><span class="OZZZK">{one.name}
</span><div data-testid="SentReceivedSavedTime">{one.received}</div><div>A snippet</div></div>
</div>"""
    if one.shown == "draft":
        return (
            f'<div class="aVla3"><div aria-expanded="true">{_compose(thread, number)}</div></div>'
        )
    prefix = f"MSG_x{number}"
    shown = html.escape(f"{one.name}<{one.address}>" if one.address else one.name)
    label = f"{LABELS[thread.language]['from']}: {shown}"
    body = f'<div visibility="visible"><div class="rps_6972">{one.html}</div></div>'
    name = f"UniqueMessageBody_{number}"
    inside = thread.layout == "2023"
    body = (
        f'<div role="document"><div id="{name}">{body}</div></div>'
        if inside
        else f'<div role="document" tabindex="0" id="{name}" aria-label="x">{body}</div>'
    )
    return f"""<div class="aVla3"><div {"" if thread.layout == "item" else 'aria-expanded="true"'}>
<span id="{prefix}_FROM" role="region"><span aria-label="{label}" tabindex="0"><span class="OZZZK"
>{shown}</span></span></span><div role="toolbar"><button title="x"><i
data-icon-name="ArrowReplyRegular"></i></button></div>
<div data-testid="RecipientWell" id="{prefix}_TO"><span>Support</span></div>
<div data-testid="SentReceivedSavedTime" role="heading" aria-level="3" id="{prefix}_DATETIME"
title="date">{one.received}</div>{body}</div></div>"""


def _new(thread: Thread) -> str:
    return _compose(thread, 9) if thread.compose == "new" else ""


def _compose(thread: Thread, number: int) -> str:
    words = LABELS[thread.language]
    subject = "" if thread.compose == "new" else f"Re: {html.escape(thread.subject)}"
    return f"""<div class="compose-box" id="docking_InitVisiblePart_{number}">
<div class="owaMailComposeEditorScrollContainer"><div role="group" id="MSG_c{number}_TO"><div
aria-label="{words["to"]}" contenteditable="true" role="textbox"><span contenteditable="false"
class="_EType_RECIPIENT_ENTITY" aria-label="dana@example.com">\ue8fa Dana Example</span>
ben@example.net
</div></div><input id="MSG_c{number}_SUBJECT" value="{subject}"><div id="editorParent_{number}"><div
role="textbox" aria-multiline="true" aria-label="{words["body"]}" contenteditable="true" dir="ltr"
><div class="elementToProof"><br></div><div id="Signature" class="elementToProof"><div>
{thread.my_name}<br>
Support</div></div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>{words["from"]}:</b>
Dana Example<br></div><div>Hi team, the export still fails.</div></div></div>
<div data-testid="ComposeSendButton"><button type="button" id="splitButton-r3a__primaryActionButton"
title="{words["send"]} (Ctrl+Enter)">{words["send"]}</button><button type="button"
id="splitButton-r3a__menuButton" aria-haspopup="true">v</button></div></div></div>"""


def expect(thread: Thread, message: Message, /, **other: object) -> dict[str, object]:
    """What must be read when ``message`` is the one to read; ``other`` overrides."""
    return {
        "thread": CONVERSATION,
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
        "thread": CONVERSATION,
        "recipients": [
            {"name": "Dana Example", "address": "dana@example.com"},
            {"name": None, "address": "ben@example.net"},
        ],
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
    composes = [draft(thread)] if thread.compose == "inline" else []
    found = expect(thread, message or thread.messages[-1], **other)
    return Case(id=name, html=page(thread), url=URL, composes=composes, expected=found)


def quoted(whom: str) -> str:
    """Outlook's header block over older text: the same for a reply and a forward."""
    return (
        f'<div id="x_appendonsend"></div><hr><div id="x_divRplyFwdMsg"><b>From:</b> {whom}<br>'
        "<b>Subject:</b> Export</div><div>Older words.</div>"
    )


def cases() -> list[Case]:
    """The pages every change of the adapter is held against."""
    message = Message(received=WHEN)
    first = Message(received="Wed 9/16/2026 10:00 AM", html="<p>First.</p>", text="First.")
    mine = Message(
        name="Max Example",
        address=None,
        received="Thu 9/17/2026 3:10 PM",
        html="<p>We look.</p>",
        text="We look.",
    )
    colleague = replace(message, name="Kim Colleague", address=None)
    reply = replace(message, html=message.html + quoted("Support &lt;help@example.org&gt;"))
    forward = replace(
        message,
        html=message.html + quoted("Zoe Stranger &lt;zoe@example.net&gt;"),
        text=f"{message.text}\nFrom: Zoe Stranger <zoe@example.net>\nSubject: Export\nOlder words.",
    )
    newsletter = replace(message, html='<div role="main">All of it.</div>', text="All of it.")
    plain = Thread(messages=(message,))
    dates = {
        "de": "Do 17.09.2026 14:52",
        "ja": "2026/09/17 (木) 14:52",
        "zh": "周四 2026/9/17 14:52",
        "ar": "\u200fالخميس 17/09/2026 \u200f02:52 م",
    }
    words = {
        "de": "Der Export schlägt fehl.",
        "ja": "書き出しができません。",
        "zh": "导出失败。",
        "ar": "فشل التصدير.",
    }
    found = [
        _case("conversation", plain),
        _case("item-view", replace(plain, layout="item")),
        _case("2023-body-inside-document", replace(plain, layout="2023")),
        _case("inline-reply", replace(plain, compose="inline")),
        _case(
            "collapsed-before",
            replace(plain, messages=(replace(first, shown="collapsed"), message)),
        ),
        _case(
            "collapsed-after",
            replace(plain, messages=(message, replace(first, shown="collapsed"))),
            message,
        ),
        _case("two-expanded", replace(plain, messages=(first, message))),
        _case("my-answer-is-last", replace(plain, messages=(message, mine)), message),
        _case("only-a-name", replace(plain, messages=(colleague,))),
        _case(
            "a-name-like-mine",
            replace(plain, messages=(first, replace(colleague, name="Max"))),
            mine=False,
        ),
        _case("quoted-reply", replace(plain, messages=(reply,))),
        _case("forward-is-kept", replace(plain, messages=(forward,))),
    ]
    for language, words_of in words.items():
        one = Message(received=dates[language], html=f"<div>{words_of}</div>", text=words_of)
        thread = Thread(language=language, subject=words_of, messages=(one,), compose="inline")
        found.append(
            _case(f"language-{language}", thread, received=dates[language].replace("\u200f", ""))
        )
    draft_inside = replace(plain, messages=(message, Message(shown="draft")))
    new = Thread(compose="new", messages=(message,))
    found += [
        replace(_case("draft-in-conversation", draft_inside, message), composes=[draft(plain)]),
        Case(
            id="deeplink",
            html=page(replace(plain, layout="deeplink")),
            url="https://outlook.office.com/mail/deeplink/read/AAMkAD",
            expected=expect(plain, message, thread=None, account=None),
        ),
        Case(
            id="deeplink-with-a-main-of-the-mail",
            html=page(replace(plain, layout="deeplink", messages=(newsletter,))),
            url="https://outlook.office.com/mail/deeplink/read/AAMkAD",
            expected=expect(plain, newsletter, thread=None, account=None),
        ),
        Case(id="pane-empty-row-selected", html=page(plain, is_open=False), url=URL, expected=None),
        Case(
            id="new-mail-in-pane",
            html=page(new, is_open=False),
            url=URL,
            expected=None,
            composes=[draft(new, subject=None, thread=None)],
        ),
        Case(
            id="no-row-selected",
            html=page(plain, rows=_rows(plain, selected="")),
            url=URL,
            expected=expect(plain, message, thread=None),
        ),
        Case(
            id="one-other-row-left",
            url=URL,
            expected=expect(plain, message, thread=None),
            html=page(plain, rows='<div role="option" data-convid="AAQkADOTHER=">Ben</div>'),
        ),
        Case(
            id="conversation-in-the-address",
            url=f"{URL}/id/AAQkADk2-g_OPEN%3D",
            html=page(plain, rows=""),
            expected=expect(plain, message),
        ),
        Case(
            id="address-contradicts-row",
            url=f"{URL}/id/AAQkADother%3D",
            html=page(plain),
            expected=expect(plain, message, thread=None),
        ),
    ]
    boxes = '<div id="primaryMailboxRoot_2" data-folder-name="support@example.org">x</div>'
    folder = f'<div role="treeitem"><span role="heading" title="{plain.subject}">x</span></div>'
    tree = '<div data-app-section="NavigationPane" role="tree">'
    found += [
        replace(_case(f"host-{host}", plain), url=f"https://{host}/mail/inbox") for host in HOSTS
    ]
    found += [
        replace(
            _case("shared-mailbox", plain, account=None),
            html=page(plain).replace(tree, f"{tree}{boxes}"),
        ),
        replace(
            _case("folder-named-like-a-subject", plain),
            html=page(plain).replace(tree, f"{tree}{folder}"),
        ),
        Case(
            id="popped-out-compose",
            url="https://outlook.office.com/mail/deeplink/compose/AAMkAD",
            html=f'<!doctype html><html><meta charset="utf-8">{_compose(new, 3)}</html>',
            expected=None,
            composes=[draft(new, subject=None, thread=None)],
        ),
    ]
    for layout, language in (("item", "de"), ("item", "ar"), ("2023", "ja"), ("2023", "zh")):
        one = Message(
            received=dates[language].replace("\u200f", ""),
            html=f"<div>{words[language]}</div>",
            text=words[language],
        )
        thread = Thread(layout=layout, language=language, subject=words[language], messages=(one,))
        found.append(_case(f"{layout}-{language}", thread))
    return found


HOSTS = (
    "outlook.live.com",
    "outlook.office.com",
    "outlook.office365.com",
    "outlook.cloud.microsoft",
)
"""Where Outlook on the web lives; the first three will lead to the last."""
