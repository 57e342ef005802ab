"""A saved mail is read as far as it goes; what cannot be read is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from helper.contracts import Person
from helper.mailfile import MAX_BYTES, MailFileError, parse, read_file

HEAD = (
    b"From: =?utf-8?b?55Sw5Lit?= <tanaka@example.com>\r\n"
    b"Subject: =?utf-8?q?R=C3=BCck?=\r\n =?utf-8?q?_frage?=\r\n"
    b"Date: Wed, 18 Nov 2026 09:00:00 +0900\r\nMessage-ID: <b@x>\r\nReferences: <a@x> <c@x>\r\n"
)


def test_headers_are_decoded() -> None:
    """Encoded words, folded lines, the thread's first id, an aware moment."""
    mail = parse(HEAD + b"\r\nHello\r\n")

    assert mail.sender == Person(name="田中", address="tanaka@example.com")
    assert (mail.subject, mail.thread, mail.message) == ("Rück frage", "<a@x>", "<b@x>")
    assert mail.received is not None
    assert mail.received.isoformat() == "2026-11-18T09:00:00+09:00"
    assert mail.text == "Hello\n"


def test_plain_text_is_preferred_and_html_serves_alone() -> None:
    """A multipart mail gives its plain part; an HTML-only mail its HTML."""
    plain = b"--x\r\nContent-Type: text/plain\r\n\r\nplain words\r\n"
    html = b"--x\r\nContent-Type: text/html\r\n\r\n<p>html words</p>\r\n"
    kind = b"Content-Type: multipart/alternative; boundary=x\r\n"

    both = parse(HEAD + kind + b"\r\n" + plain + html + b"--x--\r\n")
    alone = parse(HEAD + kind + b"\r\n" + html + b"--x--\r\n")

    assert (both.text, both.html) == ("plain words", None)
    assert (alone.text, alone.html) == (None, "<p>html words</p>")


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Type: text/plain; charset=no-such-charset\r\n",
        b"Content-Type: text/plain; charset=utf-8\r\n",
        b"Content-Transfer-Encoding: base64\r\nContent-Type: text/plain\r\n",
        b"From: @@@<<>>\r\nDate: yesterday\r\nContent-Type: text/plain; charset=utf-8\r\n",
    ],
)
def test_broken_mails_are_read_as_far_as_they_go(head: bytes) -> None:
    """A wrong charset, bad base64, senseless headers: words or a clear refusal, no crash."""
    mail = parse(head + b"\r\nHello there w\xe9 wait\xff\r\n")

    assert mail.text


def test_a_mail_without_text_is_refused_with_a_way_out() -> None:
    """An attachment alone cannot be read."""
    with pytest.raises(MailFileError, match=r"save the mail as \.eml"):
        parse(b"Content-Type: application/pdf\r\n\r\n%PDF")


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    """Missing and huge files say so."""
    with pytest.raises(MailFileError, match="No such file"):
        read_file(tmp_path / "none.eml")
    huge = tmp_path / "huge.eml"
    with huge.open("wb") as out:
        out.truncate(MAX_BYTES + 1)
    with pytest.raises(MailFileError, match="larger than 25 MiB"):
        read_file(huge)
