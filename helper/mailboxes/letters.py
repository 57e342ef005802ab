"""The mails of an export: an mbox file, a Maildir, or a folder of .eml files.

Python's own `mailbox` parses every mail as a whole and keeps the places of all; for a hundred
thousand mails of which a few hundred matter that is too slow and too much. Here a mail is a
place in a file, its header is read in a few bytes, and its body only when somebody asks.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO

from helper.contracts import OUR_YEARS
from helper.mailboxes.mailparts import MailFileError

CHUNK = 1 << 20
HEADER = 1 << 14
"""So many bytes of a mail hold the header lines that count."""
MOST = 25 * CHUNK
"""A larger mail is read to here: what follows are attachments."""

_WANTED = re.compile(
    rb"^(from|to|date|message-id|in-reply-to|references|auto-submitted|list-id|precedence"
    rb"|x-gmail-labels|x-unsent|x-mozilla-draft-info|x-status)"
    rb":(.*(?:\n[ \t].*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_MONTHS = {
    name: number
    for number, name in enumerate(b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}
_DATE = re.compile(
    rb"\w{3}, (\d\d?) (" + b"|".join(_MONTHS) + rb") (\d{4}) (\d\d):(\d\d):(\d\d) "
    rb"([+-])(\d\d)(\d\d)(?: \(\w+\))?$"
)
_FOLDED = re.compile(rb"\r?\n[ \t]+")
_FIELD_NAME = re.compile(rb"[!-9;-~]{1,60}:|>From ")
_MARKED = re.compile(rb"^>(>*From )", re.MULTILINE)
_DRAFT_FLAG = re.compile(r":2,\w*D\w*$")
"""How a Maildir marks a draft, at the end of the file's name."""
_ID = re.compile(rb"<[^<>\s]+>")
_ADDRESS = re.compile(rb"<([^<>\s@]+@[^<>\s]+)>|^([^<>\s@\",:;()]+@[^<>\s@\",:;()]+)$")
_LOOK_AHEAD = 512
"""So many bytes behind a separator tell whether a header begins there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a mail stands: in this file, from ``start`` to before ``end``, in bytes."""

    file: Path
    start: int
    end: int

    def read(self) -> bytes:
        """The mail, without the mark that an mbox puts before lines that begin with "From "."""
        with self.file.open("rb") as file:
            file.seek(self.start)
            data = file.read(min(self.end - self.start, MOST))
        return _MARKED.sub(rb"\1", data) if data.startswith(b"From ") else data


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the header tells of a mail. ``sender`` and ``recipient`` are bare addresses."""

    place: Place
    id: str
    thread: str
    answers: str | None
    sender: str
    recipient: str
    at: datetime
    automatic: bool
    """Whether a machine sent it, or a list, or nobody: a draft is no mail yet."""


def size_of(path: Path) -> int:
    """How many bytes there are to go through."""
    return sum(file.stat().st_size for file in files_of(path))


def files_of(path: Path) -> list[Path]:
    """The files that hold the mails, in a fixed order.

    Raises:
        OSError: there is no such file or folder.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise FileNotFoundError(2, "There is no such file or folder", str(path))
    if (path / "cur").is_dir():
        folders = [path, *(one.parent for one in path.glob(".*/cur"))]
        return sorted(
            file for folder in folders for part in ("cur", "new") for file in _in(folder / part)
        )
    return sorted(file for file in path.rglob("*") if file.suffix.lower() in {".eml", ".mbox"})


def no_mail(path: Path) -> MailFileError:
    """What to say of a file or folder that holds no mail: a wrong path is no calm morning."""
    return MailFileError(
        f"{path}: no mail in it; name an mbox file, a Maildir or a folder of .eml files"
    )


def _in(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []


def letters(
    file: Path, after: int = 0, drafts: frozenset[str] = frozenset()
) -> Iterator[tuple[Place, Letter | None]]:
    """The mails in a file that begin at ``after`` or behind it, in order.

    ``None`` stands for one whose header tells too little. ``drafts`` are the labels that Gmail
    gives to what was never sent, in the words of its user's language.
    """
    with file.open("rb") as opened, file.open("rb", buffering=0) as heads:
        for start, end in _spans(opened):
            if start < after or start == end:
                continue
            place = Place(file=file, start=start, end=end)
            heads.seek(start)
            yield place, _letter(place, heads.read(min(HEADER, end - start)), drafts)


def _spans(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """From where to where each mail goes: an mbox holds many, any other file is one."""
    size = os.fstat(file.fileno()).st_size
    if file.read(5) != b"From ":
        yield 0, size
        return
    start = 0
    for following in _separators(file):
        yield start, following
        start = following
    yield start, size


def _separators(file: BinaryIO) -> Iterator[int]:
    """Where a line begins with ``From `` behind an empty line and before a header (RFC 4155)."""
    file.seek(0)
    offset, seen, data = 0, 0, b""
    more = True
    while more:
        chunk = file.read(CHUNK)
        more = bool(chunk)
        data += chunk
        sure = len(data) - _LOOK_AHEAD * more  # what lies behind is looked at with the next chunk
        at = data.find(b"\nFrom ", seen)
        while 0 <= at < sure:
            line = data.find(b"\n", at + 1) + 1
            if data[max(0, at - 2) : at].endswith((b"\n", b"\n\r")) and (
                _FIELD_NAME.match(data, line)
            ):
                yield offset + at + 1
            at = data.find(b"\nFrom ", at + 1)
        keep = max(0, sure - 2)
        offset, seen, data = offset + keep, max(0, sure) - keep, data[keep:]


def _letter(place: Place, head: bytes, drafts: frozenset[str]) -> Letter | None:
    """The header as far as it goes; ``None`` without a date or a sender."""
    fields = _fields(head)
    at = _moment(fields.get(b"date", b""))
    sender = _address(fields.get(b"from", b""))
    if at is None or not sender:
        return None
    own = _ids(fields.get(b"message-id", b""))[:1] or [f"{sender} {at.isoformat()}"]
    answers = _ids(fields.get(b"in-reply-to", b""))[:1]
    references = _ids(fields.get(b"references", b"")) or answers
    return Letter(
        place=place,
        id=own[0],
        thread=(references or own)[0],
        answers=next(iter(answers or references[-1:]), None),
        sender=sender,
        recipient=_address(fields.get(b"to", b"")),
        at=at,
        automatic=_is_automatic(fields) or _is_draft(place, fields, drafts),
    )


def _fields(head: bytes) -> dict[bytes, bytes]:
    """The wanted header lines, unfolded; of two with one name the first."""
    ends = [end for end in (head.find(b"\n\n"), head.find(b"\n\r\n")) if end >= 0]
    fields: dict[bytes, bytes] = {}
    for name, value in _WANTED.findall(head, 0, min(ends, default=len(head))):
        whole = _FOLDED.sub(b" ", value) if b"\n" in value else value
        fields.setdefault(name.lower(), whole.strip())
    return fields


def _is_automatic(fields: dict[bytes, bytes]) -> bool:
    """Whether a machine or a list sent it (RFC 3834, RFC 2919)."""
    submitted = fields.get(b"auto-submitted", b"no").lower()
    bulk = fields.get(b"precedence", b"").lower() in {b"bulk", b"list", b"junk"}
    return not submitted.startswith(b"no") or bulk or b"list-id" in fields


def _is_draft(place: Place, fields: dict[bytes, bytes], drafts: frozenset[str]) -> bool:
    """Whether a mail program marked it as never sent, each in its own way."""
    labels = _plain(fields.get(b"x-gmail-labels", b"")).split(",")
    return (
        fields.get(b"x-unsent") == b"1"
        or b"x-mozilla-draft-info" in fields
        or b"T" in fields.get(b"x-status", b"")
        or bool(_DRAFT_FLAG.search(place.file.name))
        or not drafts.isdisjoint(label.strip() for label in labels)
    )


def _plain(value: bytes) -> str:
    """A header line without its encoded words (RFC 2047); as it stands, if they are broken."""
    said = value.decode("ascii", "replace")
    try:
        return str(make_header(decode_header(said))) if "=?" in said else said
    except (MessageError, ValueError, LookupError):
        return said


def _ids(value: bytes) -> list[str]:
    return [one.decode("ascii", "replace") for one in _ID.findall(value)]


def _address(value: bytes) -> str:
    plain = _ADDRESS.search(value)
    if plain is None:
        return parseaddr(value.decode("latin-1"))[1].casefold()
    return (plain[1] or plain[2]).decode("latin-1").casefold()


def _moment(value: bytes) -> datetime | None:
    """The moment of a ``Date`` line; the library reads what is not written as programs do."""
    try:
        if usual := _DATE.match(value):
            day, month, *clock, sign, hours, minutes = usual.groups()
            year, hour, minute, second = map(int, clock)
            local = datetime(year, _MONTHS[month], int(day), hour, minute, second, tzinfo=UTC)
            ahead = timedelta(hours=int(hours), minutes=int(minutes))
            return local - ahead if sign == b"+" else local + ahead
        moment = parsedate_to_datetime(value.decode("latin-1"))
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC) if moment.year in OUR_YEARS else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
