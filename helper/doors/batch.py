"""The batch form for pipes: one JSON object a line in, one out, in order.

A bad line gives ``{"error": ...}`` and the rest is still done. A moment without an offset is
taken in the line's ``zone``, else in UTC.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from email.utils import parseaddr
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import Field, TypeAdapter, ValidationError

from helper.clock import now
from helper.contracts import Mail, Moment, Person, SentMail, Zone
from helper.desk.desk import Desk
from helper.doors.entrance import own_settings
from helper.wire.mail import DraftRequest, Me

READ_FIELDS = (
    "language", "kind", "level", "score", "confidence", "cause", "evidence", "asks",
)  # fmt: skip
_MOMENTS = ("received", "now", "sent")
_ANY: TypeAdapter[Any] = TypeAdapter(Any)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLine:
    """A mail to read, and for drafts who answers it, when and where."""

    text: str
    subject: str | None = None
    sender: Annotated[Person | None, Field(alias="from")] = None
    received: Moment | None = None
    language: str | None = None
    me: Me = field(default_factory=Me)
    now: Moment | None = None
    zone: Zone | None = None

    def mail(self) -> Mail:
        """The mail in it."""
        return Mail(
            text=self.text,
            subject=self.subject,
            sender=self.sender,
            received=self.received,
            language=self.language,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """A reply to check, and the mail it answers."""

    text: str
    mail: MailLine | None = None
    me: Me = field(default_factory=Me)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLine:
    """Text that was sent, or a phrase with a time; when and where, else here and now."""

    text: str
    sent: Moment = field(default_factory=now)
    zone: Zone = field(default_factory=lambda: str(own_settings().timezone))
    language: str | None = None


def run(desk: Desk, verb: str, lines: Iterable[str]) -> Iterator[str]:
    """The answers to ``lines`` under one of `VERBS`, each a line of JSON."""
    kind, answer = VERBS[verb]
    adapter = TypeAdapter(kind)
    for line in lines:
        if line.strip():
            yield _ANY.dump_json(_answer(desk, adapter, answer, line), by_alias=True).decode()


def _answer(desk: Desk, adapter: TypeAdapter[Any], answer: Callable[..., Any], line: str) -> Any:
    try:
        return answer(desk, adapter.validate_python(_prepare(json.loads(line))))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "line"
        return {"error": f"{place}: {first['msg']}"}
    except json.JSONDecodeError as error:
        return {"error": f"not JSON: {error}"}
    except (ValueError, RecursionError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


def _prepare(given: Any) -> Any:
    """Give moments without an offset the line's zone, and who writes a shape; nested mails too."""
    if not isinstance(given, dict):
        return given
    zone = _zone(given.get("zone"))
    for key in _MOMENTS:
        if isinstance(given.get(key), str):
            given[key] = _aware(given[key], zone)
    if isinstance(given.get("from"), str):
        given["from"] = _person(given["from"])
    if "mail" in given:
        given["mail"] = _prepare(given["mail"])
    return given


def _person(shown: str) -> dict[str, str | None]:
    """``Ana Ruiz <ana@example.org>``, or one of the two."""
    name, address = parseaddr(shown)
    if "@" not in address:
        name, address = shown.strip(), ""
    return {"name": name or None, "address": address or None}


def _zone(name: Any) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, TypeError, OSError):
        return ZoneInfo("UTC")  # a wrong name is refused later, with a reason


def _aware(text: str, zone: ZoneInfo) -> str | datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _read(desk: Desk, line: MailLine) -> Any:
    reading = asdict(desk.read(line.mail()))
    return {name: reading[name] for name in READ_FIELDS}


def _draft(desk: Desk, line: MailLine) -> Any:
    reading = desk.read(line.mail())
    request = DraftRequest(reading=reading, me=line.me, zone=line.zone)
    drafts = desk.draft(request, now=line.now).drafts
    return {"reading": reading, "drafts": drafts}


def _check(desk: Desk, line: CheckLine) -> Any:
    reading = desk.read(line.mail.mail()) if line.mail else None
    return desk.check(line.text, reading, line.me.name)


def _promises(desk: Desk, line: SentLine) -> Any:
    mail = SentMail(id="", text=line.text, sent=line.sent, zone=line.zone, language=line.language)
    return {"promises": desk.find_promises(mail)}


def _due(desk: Desk, line: SentLine) -> Any:
    found = desk.due(line.text, line.sent, ZoneInfo(line.zone), line.language)
    return {"due": found.due, "grain": found.grain, "text": found.text}


VERBS: dict[str, tuple[type[Any], Callable[[Desk, Any], Any]]] = {
    "read": (MailLine, _read),
    "draft": (MailLine, _draft),
    "check": (CheckLine, _check),
    "promises": (SentLine, _promises),
    "due": (SentLine, _due),
}
