"""What a page is made from, and what must be read from it again.

The builders in this folder make pages after facts about Gmail and Outlook on the web, never
from captured mail. A page that is built from a `Thread` must give back just that thread.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Shown = Literal["expanded", "collapsed", "unloaded", "draft", "just_sent"]
Compose = Literal["inline", "popup", "plain", "new", "docked"]

LABELS = {
    "en": {"body": "Message Body", "send": "Send", "to": "To", "from": "From", "inbox": "Inbox"},
    "de": {
        "body": "Nachrichtentext",
        "send": "Senden",
        "to": "An",
        "from": "Von",
        "inbox": "Posteingang",
    },
    "ja": {
        "body": "メッセージ本文",
        "send": "送信",
        "to": "宛先",
        "from": "差出人",
        "inbox": "受信トレイ",
    },
    "zh": {"body": "邮件正文", "send": "发送", "to": "收件人", "from": "发件人", "inbox": "收件箱"},
    "ar": {
        "body": "نص الرسالة",
        "send": "إرسال",
        "to": "إلى",
        "from": "من",
        "inbox": "البريد الوارد",
    },
}
"""The words the clients put on their controls; no adapter may depend on them."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message of a thread. ``text`` is what a reader sees of ``html`` without the quote."""

    name: str = "Dana Example"
    address: str | None = "dana@example.com"
    received: str = "20 Aug 2025, 13:19"
    html: str = "<div>Hi team,</div><div><br></div><div>The export still fails.</div>"
    text: str = "Hi team,\n\nThe export still fails."
    id: str = "198c5a0a1b2c3d49"
    shown: Shown = "expanded"


@dataclass(frozen=True, kw_only=True)
class Thread:
    """What stands on a page, and how that page is made."""

    id: str | None = "198c5a0a1b2c3d49"
    subject: str = "Export still failing"
    messages: tuple[Message, ...] = (Message(),)
    me: str = "max@example.org"
    my_name: str = "Max Example"
    language: str = "en"
    compose: Compose | None = None
    layout: str = ""
    """A year or a shape; each builder says which it knows."""
    refuses: bool = False
    """The client does not let the mail go: a recipient is missing."""
    dark: bool = False


@dataclass(frozen=True, kw_only=True)
class Case:
    """A page, and what an adapter must see in it: ``None`` where nothing is sure."""

    id: str
    html: str
    url: str
    expected: dict[str, object] | None
    composes: list[dict[str, object]] = field(default_factory=list)


QUOTE = (
    '<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
    "On Thu, Jul 3, 2025 at 6:34 PM Support &lt;help@example.org&gt; wrote:<br></div>"
    '<blockquote class="gmail_quote"><div>Thanks, we are looking into it.</div></blockquote></div>'
)
FORWARD = (
    '<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
    "---------- Forwarded message ---------<br>From: Kim &lt;kim@example.net&gt;<br></div>"
    "<div>Our printer burns.</div></div>"
)
FORWARDED = (
    "---------- Forwarded message ---------\nFrom: Kim <kim@example.net>\nOur printer burns."
)
