"""What a mail is made of, taken apart within bounds: parts, headers, codes of letters.

Whoever writes a mail can write ten thousand parts, a header without end or a code that takes
minutes. Python's own library goes along with all of that, so it is looked at here first.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from email.headerregistry import HeaderRegistry
from functools import lru_cache
from itertools import islice
from typing import Any

MOST_PARTS = 500
LONGEST_HEADER = 1000
"""Characters of one header that are looked at."""
MOST_HEADERS = 20_000
"""Characters of all the different headers that are looked at."""

_BOUNDARY = re.compile(rb"boundary=\"?([^\"\s;]{1,70})", re.IGNORECASE)
_SIGNATURE = "-- "
"""What stands above a signature; its blank does not flow on."""
_WESTERN = "cp1252"
_FEW = 4
_MEANT = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("us-ascii", "ascii", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("iso-8859-1", "latin1", "iso8859-1"), _WESTERN),
    **dict.fromkeys(("ks_c_5601-1987", "euc-kr"), "cp949"),
    "iso-2022-jp": "iso2022_jp_ext",
    "big5": "big5hkscs",
}
_NO_CODES_OF_TEXTS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape"}
"""Python knows these as well; the first two take minutes over a long text."""
_read = lru_cache(maxsize=512)(HeaderRegistry())
"""The same few senders and types of content stand in most mails of a mailbox."""


class MailFileError(Exception):
    """The file cannot be read as a mail. The text says why."""


class Headers:
    """Headers as the library reads them, within bounds: it takes seconds over a bad long one.

    For one mail. The same header is asked for again and again, so each is kept.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Any] = {}
        self._left = MOST_HEADERS

    def __call__(self, name: str, value: str) -> Any:
        """The header; an overlong one ends early, what matters stands at the front of each."""
        key = (name, value[:LONGEST_HEADER])
        if key not in self._kept:
            self._left -= len(key[1])
            if self._left < 0:
                text = "its headers are too long: copy the text of the mail instead"
                raise MailFileError(text)
            self._kept[key] = _as_far_as_it_goes(*key)
        return self._kept[key]


def _as_far_as_it_goes(name: str, value: str) -> Any:
    """A header; the library trips over some broken ones, which then say nothing."""
    try:
        return _read(name, value)
    except RecursionError:
        raise
    except Exception:  # noqa: BLE001 - IndexError, AttributeError and others were seen
        return _read(name, "")


def look_at_parts(data: bytes) -> None:
    """Refuse what only a hostile mail has: thousands of parts take minutes to be taken apart."""
    boundaries = set(_BOUNDARY.findall(data))
    parts = sum(data.count(b"\n--" + one) for one in islice(boundaries, MOST_PARTS))
    if max(len(boundaries), parts) > MOST_PARTS:
        text = f"more than {MOST_PARTS} parts: copy the text of the mail instead"
        raise MailFileError(text)


def decoded(payload: bytes, named: str) -> str:
    """The text in these bytes, whatever code is ``named``.

    Programs name their codes loosely, so a name means what browsers take it to mean (WHATWG,
    Encoding Standard), and a wrong one is not the end.
    """
    guess = _WESTERN if _is_western(payload) else "utf-8"
    for code in (_MEANT.get(named, named), "utf-8", guess):
        with suppress(LookupError, ValueError):
            if codecs.lookup(code).name not in _NO_CODES_OF_TEXTS:
                return payload.decode(code)
    return payload.decode("utf-8", "replace")


def unflowed(text: str, *, drop: bool) -> str:
    """Lines that only flow on, told by the blank at their end, as one (RFC 3676, 4.1 and 4.2).

    ``drop`` says that this blank is not part of the text. Quoted lines stay as they are.
    """
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        said = line.removeprefix(" ")
        alone = said.startswith(">") or said == _SIGNATURE
        if goes_on and not alone:
            lines[-1] += said
        else:
            lines.append(said)
        goes_on = said.endswith(" ") and not alone
        if goes_on and drop:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _is_western(payload: bytes) -> bool:
    """Whether letters with accents stand among plain ones; other scripts are all high bytes."""
    high = len(payload.translate(None, bytes(range(128))))
    return _FEW * high < len(payload)
