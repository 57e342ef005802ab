"""Mails as the extension tells of them: one about an invoice, one about an export."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from helper.contracts import Mail, SentMail
from tests.clock import NOW

MAIL: dict[str, Any] = {
    "app": "gmail",
    "account": "max@example.org",
    "thread": "t1",
    "message": "m1",
    "subject": "The March invoice",
    "from": {"name": "Dana Whitlow", "address": "dana@example.com"},
    "received": "2026-11-18T08:00:00Z",
    "text": "This is the third time I am writing about the March invoice. Nobody has answered. "
    "When will it be corrected?",
}
SENT: dict[str, Any] = {
    "id": "s1",
    "app": "gmail",
    "account": "max@example.org",
    "thread": "t1",
    "subject": "Re: The March invoice",
    "recipients": [{"name": "Dana Whitlow", "address": "dana@example.com"}],
    "sent": "2026-11-18T10:00:00Z",
    "zone": "Europe/Berlin",
    "link": "https://mail.google.com/mail/u/0/#all/t1",
    "text": "Hi Dana,\n\nI'm sorry. I'll send you the corrected invoice by Friday 15:00.\n\nMax",
}
EXPORT: dict[str, Any] = {
    "app": "gmail",
    "account": "me@shop.example",
    "thread": "t1",
    "message": "m1",
    "subject": "The export",
    "from": {"name": "Dana Ruiz", "address": "dana@example.com"},
    "received": NOW.isoformat(),
    "text": "Hello,\n\nthe export has been broken for days. When will it be fixed?\n\nDana",
}
EXPORT_SENT: dict[str, Any] = {
    "id": "s1",
    "app": "gmail",
    "account": "me@shop.example",
    "thread": "t1",
    "subject": "Re: The export",
    "recipients": [{"name": "Dana Ruiz", "address": "dana@example.com"}],
    "sent": NOW.isoformat(),
    "zone": "Europe/Berlin",
    "text": "Hi Dana,\n\nI'll fix the export by Friday noon.\n\nMax",
}
TOLD, TOLD_SENT = TypeAdapter(Mail), TypeAdapter(SentMail)
"""What reads such a mail at the door, and such a sent one."""
