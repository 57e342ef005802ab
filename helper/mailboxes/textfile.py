"""A reply or a sent text saved as a plain text file."""

from __future__ import annotations

import codecs
from pathlib import Path

from helper.mailboxes.mailparts import MailFileError

_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
"""With these a text says itself how it is written; Windows puts them before "Unicode"."""


def read(path: Path) -> str:
    """The text in ``path``; which code another one is in nobody can tell from so few words.

    Raises:
        OSError: the file cannot be opened.
        MailFileError: it is in no code that can be told.
    """
    data = path.read_bytes()
    code = _MARKS.get(data[:2], "utf-8-sig")
    try:
        return data.decode(code).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message = f"{path}: not in UTF-8; open it in an editor and save it as UTF-8"
        raise MailFileError(message) from error
