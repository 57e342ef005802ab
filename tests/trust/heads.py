"""Lines that mail programs trip over, for the heads of mails."""

from __future__ import annotations

HEADS = (
    *(b"From: =?x?Q?=FF?= <a@b>\n", b"Subject: =?utf-8?B?w?=\n", b"Date: 99 Foo\n", b"To: (((\n"),
    *(
        b"Content-Type: text/plain; charset=no-such\n",
        b"Content-Type: multipart/mixed; boundary=\n",
    ),
    *(b"Content-Type: multipart/mixed; boundary=x\n", b"--x\n", b"--x--\n", b"MIME-Version: 1.0\n"),
    *(b"Content-Transfer-Encoding: base64\n", b"Content-Transfer-Encoding: quoted-printable\n"),
    *(b"Content-Type: text/html; charset=utf-7\n", b"Content-Type: text/plain; charset=utf-16\n"),
    *(b"Content-Type: application/ms-tnef; name=winmail.dat\n", b"From \n", b"\nFrom a@b Mon\n"),
    *(b"Content-Type: message/rfc822\n", b"\xff\xfe\x00", b"=\n", b"=3D=GG", b"AAAA===", b"\n\n"),
    *(b"References: <a> <b\n", b"Message-ID: <>\n", b"Content-Disposition: attachment\n", b"hi\n"),
)
