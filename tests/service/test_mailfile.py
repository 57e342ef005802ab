"""A saved mail is read as far as it goes; what cannot be read is named."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from helper.contracts import Person
from helper.mailboxes.mailfile import MAX_BYTES, parse, read_file
from helper.mailboxes.mailparts import MailFileError, unflowed

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
        b"Content-Type: text/plain; ch*\r\n",
        b"Date: Wed, 18 Nov 1013 09:12:00 +0100\r\n",
        b"From: @@@<<>>\r\nDate: yesterday\r\nContent-Type: text/plain; charset=utf-8\r\n",
    ],
)
def test_broken_mails_are_read_as_far_as_they_go(head: bytes) -> None:
    """A wrong charset, bad base64, senseless headers: words or a clear refusal, no crash."""
    mail = parse(head + b"\r\nHello there w\xe9 wait\xff\r\n")

    assert mail.text
    assert mail.received is None


@pytest.mark.parametrize(
    ("code", "written", "text"),
    [
        ("gb2312", "gb18030", "請問我的订单在哪里？"),
        ("shift_jis", "cp932", "注文①はどこですか？"),
        ("iso-8859-1", "cp1252", "„Größe“, 5 €"),
        ("us-ascii", "utf-8", "我的订单"),
        ("utf-8", "latin-1", "Die Größe stimmt nicht"),
        ("x-nobody-knows", "utf-8", "我的订单"),
        *((code, "ascii", "Where is it?") for code in ("punycode", "idna", "hex", "zip")),
    ],
)
def test_a_loosely_named_code_is_read_as_browsers_do(code: str, written: str, text: str) -> None:
    """Programs write GBK and say gb2312; what is no code of texts at all is not tried."""
    head = f"Content-Type: text/plain; charset={code}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    assert parse(head.encode() + text.encode(written)).text == text


PARTS = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 30_000
NESTED = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2000)
)
HOSTILE = {
    "a hundred thousand addresses": b"From: " + b"a," * 100_000 + b"\r\n\r\nWhere?",
    "a comment without end": b"From: " + b"(" * 100_000 + b"\r\n\r\nWhere?",
    "a type of many parameters": b"Content-Type: text/plain"
    + b"; a=b" * 40_000
    + b"\r\n\r\nWhere?",
    "encoded words": b"Subject: " + b"=?utf-8?q?=41?= " * 20_000 + b"\r\n\r\nWhere?",
    "a thread without end": b"References: " + b"<a@b> " * 100_000 + b"\r\n\r\nWhere?",
    "parts": PARTS + b"--b--",
    "parts in parts": NESTED,
    "mails in mails": b"Content-Type: message/rfc822\r\n\r\n" * 2000 + b"Where?",
    "each part another type": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    + b"".join(b"--b\r\nContent-Type: text/x" + b"; a=%d" % n * 90 + b"\r\n" for n in range(400)),
    "10 MB of text": b"\r\n" + b"Where is my order?\r\n" * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_read_or_refused_soon(name: str) -> None:
    """One such mail in an export must not end the import, nor keep it for minutes."""
    started = time.process_time()
    with suppress(MailFileError):
        assert parse(HOSTILE[name]).text
    assert time.process_time() - started < 3


def test_a_winmail_is_named() -> None:
    """Outlook's own packing cannot be read, and its sender can do something about it."""
    head = b"Content-Type: application/ms-tnef; name=winmail.dat\r\n"
    with pytest.raises(MailFileError, match="winmail"):
        parse(head + b"Content-Transfer-Encoding: base64\r\n\r\neJ8+Ig==")


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


@pytest.mark.parametrize(
    ("flowed", "drop", "read"),
    [
        ("I'll call you \nby Friday.", False, "I'll call you by Friday."),
        ("本日中に \nお送りします。", True, "本日中にお送りします。"),
        ("One.\n\nTwo \n", False, "One.\n\nTwo "),
        ("Max \n-- \nShop", False, "Max \n-- \nShop"),
        ("Yes. \n> Is it \n> so?\n From here", False, "Yes. \n> Is it \n> so?\nFrom here"),
    ],
)
def test_lines_that_flow_are_one(flowed: str, *, drop: bool, read: str) -> None:
    """RFC 3676: a blank at the end folds a line; signatures and quotes stay apart."""
    assert unflowed(flowed, drop=drop) == read
