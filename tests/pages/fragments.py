"""Parts of pages of many years, as saved or copied: what is there is read, nothing is made up.

Like the whole pages they are built from facts. A part has no list, no navigation and no account;
often it lacks the heading, the sender, or all attributes.
"""

from __future__ import annotations

import base64

from tests.pages import gmail, outlook
from tests.pages.facts import Case

NOBODY = {"name": None, "address": None}
DANA = {"name": "Dana Example", "address": "dana@example.com"}
HTML = "<p>The export still fails.</p><p>When will it work?</p>"
TEXT = "The export still fails.\n\nWhen will it work?"
UNKNOWN = {"thread": None, "subject": None, "sender": NOBODY, "received": None, "account": None}
OLD = "2016年5月4日 上午10:08"


def _read(**known: object) -> dict[str, object]:
    """What must be read: the text, what is ``known``, and null for all else."""
    return {**UNKNOWN, "text": TEXT, **known}


def _draft(**known: object) -> dict[str, object]:
    """What must be seen of an editor that stands alone."""
    return {"subject": None, "thread": None, "recipients": [], "send": None, **known}


def _gmail(
    name: str, html: str, expected: dict[str, object] | None, *composes: dict[str, object]
) -> Case:
    page = f'<!doctype html><meta charset="utf-8"><body>{html}</body>'
    return Case(id=name, html=page, url=gmail.URL, expected=expected, composes=list(composes))


def _outlook(
    name: str,
    html: str,
    expected: dict[str, object] | None,
    *composes: dict[str, object],
    url: str = outlook.URL,
) -> Case:
    page = f'<!doctype html><meta charset="utf-8"><body>{html}</body>'
    return Case(id=name, html=page, url=url, expected=expected, composes=list(composes))


def _log(name: str) -> str:
    """One part of a click log: web-safe base64, padded with a dot."""
    return base64.urlsafe_b64encode(f'["#{name}",null]'.encode()).decode().replace("=", ".")


LOGGED = f'jslog="20277; u014N:xr6bB; 1:{_log("thread-f:1760")}; 4:{_log("msg-f:1761")}"'
HEAD_2016 = f"""<div class="gE iv gt"><table class="cf gJ"><tbody><tr class="acZ"><td class="gF gK">
<table class="cf ix"><tbody><tr><td><h3 class="iw"><span email="dana@example.com"
name="Dana Example" class="gD">Dana Example</span> <span class="go">&lt;dana@example.com&gt;</span>
</h3></td></tr></tbody></table></td><td class="gH"><span class="g3" title="{OLD}" alt="{OLD}">5月4日
</span></td></tr><tr><td><span class="hb">发送至 <span email="max@example.org" name="我"
class="g2">我</span></span></td></tr></tbody></table></div>"""
VIEW_WHOLE = '<a href="?ui=2&amp;ik=7&amp;view=lg&amp;permmsgid=msg-f:1">Ganze Nachricht</a>'
LINKED = (
    '<p>Here it is: <a href="https://mail.google.com/mail/?ui=2&amp;view=lg&amp;th=1">x</a></p>'
)


def gmail_cases() -> list[Case]:
    """Parts of Gmail's pages, 2012 to 2026."""
    body = f'<div class="a3s aiL msg-22425"><u></u>{HTML}</div>'
    log_ids = {"thread": "thread-f:1760", "message": "msg-f:1761"}
    send = """<div class="T-I J-J5-Ji aoO v7 T-I-atl L3" role="button" jslog="32601; u014N:xr6bB"
data-tooltip="Gửi &#x202A;(Ctrl-Enter)&#x202C;">Gửi</div>"""
    editor = """<div class="Am Al editable LW-avf" aria-label="{}" g_editable="true"
role="textbox" contenteditable="true" tabindex="1">ddf</div>"""
    return [
        _gmail(
            "part-2016-message",
            f"""<div class="nH aHU"><div class="nH" role="list"><div class="h7 ie nH oy8Mbf"
role="listitem"><div class="adn ads" style="display:"><div class="gs">{HEAD_2016}<div
class="ii gt adP adO"><div class="a3s aXjCH m1547986">{HTML}</div></div></div></div></div></div>
</div>""",
            _read(sender=DANA, received=OLD, message=None),
        ),
        _gmail(
            "part-body-with-its-log",
            f'<div><div class="aHl"></div><div id=":n6" class="ii gt" {LOGGED}>{body}</div>'
            '<div class="hi"></div></div>',
            _read(**log_ids),
        ),
        _gmail("part-body-alone", body, _read(message=None)),
        _gmail(
            "part-hidden-twin",
            f'<div class="gs"><div class="ii gt">{body}</div><div class="ii gt"'
            ' style="display:none"><div class="a3s aiL undefined"></div></div></div>',
            _read(message=None),
        ),
        _gmail(
            "part-2018-without-header",
            '<div class="adn ads" data-message-id="16125bb2badaf364"'
            ' data-legacy-message-id="16125bb2badaf364"><div class="gs"><div class="ii gt">'
            f'<div class="a3s aXjCH">{HTML}</div></div></div></div>',
            _read(message="16125bb2badaf364"),
        ),
        _gmail(
            "part-sender-without-class",
            '<div class="gs" data-message-id="msg-1"><div class="cf ix"><span'
            ' email="dana@example.com">Dana Example</span></div><div class="ii gt">'
            f'<div class="a3s aXjCH">{HTML}</div></div></div>',
            _read(sender=DANA, message="msg-1"),
        ),
        _gmail(
            "part-clipped-under-another-class",
            f'<div class="ii gt"><div class="a3s aiL">{HTML}<div class="qZ8">[Abgeschnitten]'
            f"&nbsp;{VIEW_WHOLE}</div></div></div>",
            _read(clipped=True),
        ),
        _gmail(
            "part-that-links-to-a-whole-mail",
            f'<div class="ii gt"><div class="a3s aiL">{HTML}{LINKED}</div></div>',
            _read(clipped=False, text=f"{TEXT}\n\nHere it is: x"),
        ),
        _gmail(
            "part-folded-only",
            f'<div role="list"><div role="listitem" class="kv"><div class="adf ads">{HEAD_2016}'
            "The export</div></div></div>",
            None,
        ),
        _gmail("part-editor-2013", editor.format("Message Body"), None, _draft()),
        _gmail(
            "part-editor-and-send",
            f'<input name="subjectbox" placeholder="Tiêu đề" value="Chào">'
            f"{editor.format('Nội dung thư')}{send}",
            None,
            _draft(subject="Chào", send="Gửi"),
        ),
        _gmail(
            "print-view",
            f"""<div class="bodycontainer"><div class="maincontent"><table class="message"><tr><td>
<b>Dana Example</b> &lt;dana@example.com&gt;</td><td>20 August 2025</td></tr><tr><td>{HTML}</td>
</tr></table></div></div>""",
            None,
        ),
        _gmail(
            "basic-html",
            f"""<table class="h"><tr><td><h3><b>Dana Example</b> &lt;dana@example.com&gt;</h3></td>
<td>20 Aug 2025</td></tr></table><div class="msg">{HTML}</div>""",
            None,
        ),
    ]


def outlook_cases() -> list[Case]:
    """Parts of Outlook's pages, 2016 to 2026."""
    body = f'<div visibility="visible"><div class="rps_6972">{HTML}</div></div>'
    named = 'tabindex="0" class="XbIp4 GNqVo allowTextSelection OuGoX"'
    shown = f'<div role="document"><div id="UniqueMessageBody_2" {named}>{body}</div></div>'
    row = """<div id="MailList"><div role="listbox"><div role="option" data-convid="AQQkADOPEN="
aria-selected="true"><span>Dana</span></div></div></div>"""
    sender = """<span class="Q84Kk ujrct" role="region"><span class="o4zjZ" tabindex="0"
aria-label="Von: dana@example.com"><span class="OZZZK">dana@example.com</span></span></span>"""
    pane = f"""{row}<div role="main" data-app-section="MailReadCompose" aria-label="Lesebereich">
<div class="aVla3">{sender}<div role="toolbar"><button role="menuitem">Antworten</button></div>
<div data-testid="RecipientWell"><span>An: <span class="OZZZK">Max</span></span></div>{shown}</div>
</div>"""
    event = f"""<div role="main"><div role="heading" aria-level="2"><span title="Board">Board
</span></div>{shown}</div>"""
    old = f"""<div role="document"><div class="_rp_T4" style="display: none;"></div><div
class="_rp_T4" id="Item.MessagePartBody"><div class="_rp_U4 rpHighlightBodyClass"
id="Item.MessageUniqueBody">{body}</div></div></div>"""
    editor = """<div role="textbox" aria-label="Message body, press Alt+F10 to exit"
contenteditable="true" aria-multiline="true"><div class="elementToProof">Hi</div></div>"""
    written = f"""<div><div aria-label="To" contenteditable="true" role="textbox">Dana</div><input
id="TextField250" maxlength="255" value="Hello"><div id="editorParent_1">{editor}</div><div><button
id="splitButton-r1__primaryActionButton">Senden</button><button id="splitButton-r1__menuButton">v
</button></div></div>"""
    folded = """<div class="GjFKx isFirstCard"><div class="G8bTU allowTextSelection"><span
class="Q84Kk"><div><span class="OZZZK">Dana Example</span></div></span><div class="NNlvm">Wed
10-May-23 15:25</div><div class="_nzWz">The export</div></div></div>"""
    to_dana = {"name": None, "address": "dana@example.com"}
    return [
        _outlook(
            "part-body-is-the-document",
            f'<div class="XbIp4"><div {named} role="document" aria-label="Bericht"'
            f' id="UniqueMessageBody_14">{body}</div></div>',
            _read(),
        ),
        _outlook(
            "part-body-without-role",
            f'<div id="UniqueMessageBody_29" {named}>{body}</div>',
            _read(),
        ),
        _outlook("part-body-in-a-document", shown, _read()),
        _outlook("part-2016-body", old, _read()),
        _outlook("part-2016-body-alone", f'<div id="Item.MessageUniqueBody">{body}</div>', _read()),
        _outlook("part-sender-without-id", pane, _read(sender=to_dana, thread="AQQkADOPEN=")),
        _outlook("part-folded-only", folded, None),
        _outlook("part-editor-2023", editor, None, _draft()),
        _outlook("part-new-mail-2022", written, None, _draft(subject="Hello", send="Senden")),
        _outlook(
            "event-in-the-calendar",
            event,
            None,
            url="https://outlook.office.com/calendar/view/week",
        ),
    ]
