"""One mail from an .eml file (RFC 5322), as the reading room takes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from pathlib import Path

from helper import troubles
from helper.contracts import OUR_YEARS, InboxRow, Mail, Person
from helper.mailboxes.catalogue import Entry
from helper.mailboxes.letters import Letter, files_of, letters, no_mail
from helper.mailboxes.mailparts import Headers, MailFileError, decoded, look_at_parts, unflowed

MAX_BYTES = 25 * 1024 * 1024
_TNEF = "application/ms-tnef"
SNIPPET = 8000
"""So many characters of a mail stand for it in a list: who is angry may say so at the end."""


def read_file(path: Path) -> Mail:
    """The mail in ``path``.

    Raises:
        MailFileError: the file cannot be opened, is too large, or holds no text.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"{path} is larger than {MAX_BYTES // 2**20} MiB; save the mail without files"
            raise MailFileError(message)
        return parse(path.read_bytes())
    except OSError as error:
        raise MailFileError(troubles.of_path(error)) from error


def rows(path: Path, since: datetime) -> Iterator[InboxRow]:
    """The mails of an export that came at ``since`` or later, as an inbox would list them.

    A mail without text is left out: there is nothing to sort it by.

    Raises:
        OSError: there is no such file or folder.
        MailFileError: there is no mail in it, of whatever time.
    """
    found = False
    for file in files_of(path):
        for place, letter in letters(file):
            found |= letter is not None
            if letter is not None and letter.at >= since:
                with suppress(MailFileError):
                    yield _row(letter, parse(place.read()))
    if not found:
        raise no_mail(path)


def _row(letter: Letter, mail: Mail) -> InboxRow:
    return InboxRow(
        id=letter.id,
        sender=mail.sender,
        subject=mail.subject or "",
        snippet=(mail.text or "")[:SNIPPET],
        received=letter.at,
        thread=letter.thread,
    )


def parse(data: bytes) -> Mail:
    """The mail in these bytes; broken headers and charsets are read as far as they go.

    Raises:
        MailFileError: there is no text in it.
    """
    return parse_sent(data)[0]


def parse_sent(data: bytes, known: Entry | None = None) -> tuple[Mail, Person | None]:
    """The same, and to whom it was sent first of all.

    What a catalogue has ``known`` of the mail is not read again.

    Raises:
        MailFileError: there is no text in it.
    """
    try:
        look_at_parts(data)
        message = message_from_bytes(data, policy=policy.EmailPolicy(header_factory=Headers()))
        plain, html = _body(message, "plain"), _body(message, "html")
        return _mail(message, plain, html, known), _person(message, "To")
    except RecursionError as error:
        text = "nested too deeply to be read: copy the text of the mail instead"
        raise MailFileError(text) from error


def _mail(message: EmailMessage, plain: str | None, html: str | None, known: Entry | None) -> Mail:
    if plain is None and html is None:
        tnef = any(part.get_content_type() == _TNEF for part in message.walk())
        text = (
            "its text is packed in a winmail.dat, which only Outlook reads: ask for plain text"
            if tnef
            else "no text found: save the mail as .eml with its full source"
        )
        raise MailFileError(text)
    return Mail(
        text=plain,
        html=None if plain else html,
        subject=_header(message, "Subject"),
        sender=_person(message, "From"),
        received=known.at if known else _date(message),
        message=known.id if known else _header(message, "Message-ID"),
        thread=known.thread if known else _thread(message),
    )


def _body(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body((kind,))
    if part is None:
        return None
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return None
    content = decoded(payload, part.get_content_charset("utf-8"))
    if not content.strip():
        return None
    content = content.replace("\r\n", "\n")
    flowed = kind == "plain" and _parameter(part, "format") == "flowed"
    return unflowed(content, drop=_parameter(part, "delsp") == "yes") if flowed else content


def _parameter(part: MIMEPart, name: str) -> str:
    """A parameter of the ``Content-Type``, in small letters."""
    return str(part.get_param(name, "")).casefold()


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError):  # the parser trips over some broken headers
        return None
    return " ".join(str(value).split()) or None if value is not None else None


def _person(message: EmailMessage, field: str) -> Person | None:
    name, address = parseaddr(_header(message, field) or "")
    return Person(name=name or None, address=address or None) if name or address else None


def _thread(message: EmailMessage) -> str | None:
    """The first mail of the thread names it (RFC 5322, References)."""
    ids = (_header(message, "References") or _header(message, "In-Reply-To") or "").split()
    return ids[0] if ids else _header(message, "Message-ID")


def _date(message: EmailMessage) -> datetime | None:
    try:
        moment = getattr(message["Date"], "datetime", None)
    except (ValueError, TypeError, IndexError):
        return None
    if not isinstance(moment, datetime) or moment.year not in OUR_YEARS:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
