"""A mail file dropped on the practice inbox: read as a mail client would, whatever stands in it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.trust.heads import HEADS

FILES = 400
SEED = 20261123
MOST_MILLISECONDS = 300


@pytest.fixture
def eml(page: Page, extension_dir: Path) -> Page:
    """A browser with the module in it."""
    code = (extension_dir / "desk/eml.js").read_text("utf-8")
    page.add_script_tag(content=f"{code}\nObject.assign(window, {{readEml}});", type="module")
    page.wait_for_function("Boolean(window.readEml)")
    return page


READ = """(bytes) => {
  const file = Uint8Array.from(bytes, (one) => one.charCodeAt(0)).buffer;
  const began = performance.now();
  const letter = readEml(file);
  return [letter, performance.now() - began];
}"""


def read(eml: Page, raw: bytes) -> tuple[Any, float]:
    """The letter in these bytes, and how many milliseconds that took."""
    letter, took = eml.evaluate(READ, raw.decode("latin-1"))
    return letter, took


def test_a_line_broken_for_the_way_keeps_its_blanks(eml: Page) -> None:
    """RFC 2045, 6.7: the mark goes with its line end and what a server put between them."""
    head = b"Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    body = b"We have been waiting =\r\nfor three weeks=20=\r\nand no=  \r\nbody answers."
    assert read(eml, head + body)[0]["text"] == (
        "We have been waiting for three weeks and nobody answers."
    )


def test_whatever_stands_in_a_file_it_is_a_letter(eml: Page) -> None:
    """Broken headers, codes and parts: words are words, and nothing is thrown."""
    luck = random.Random(SEED)
    for _ in range(FILES):
        some = (luck.choice(HEADS) for _ in range(luck.randrange(25)))
        raw = b"".join(one + luck.randbytes(luck.choice((0, 0, 3))) for one in some)
        found, _took = read(eml, raw)
        assert isinstance(found["text"], str), raw
        assert isinstance(found["subject"], str), raw


@pytest.mark.parametrize(
    "raw",
    [
        b"From: x" + b" " * 60_000 + b"<x\r\n\r\nHi",
        b"From: " + b"<a@" * 20_000 + b"\r\n\r\nHi",
        b"Subject: " + b"=?" * 30_000 + b"\r\n\r\nHi",
        b"Date: " + b"(" * 60_000 + b"\r\n\r\nHi",
        b"Content-Type: text/plain; charset=" + b"; charset" * 9_000 + b"\r\n\r\nHi",
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nHi" + b" " * 60_000 + b"x",
        b"\n" * 90_000 + b"Hi",
    ],
    ids=["blanks", "brackets", "words", "date", "type", "body", "lines"],
)
def test_a_hostile_file_keeps_nobody_waiting(eml: Page, raw: bytes) -> None:
    """Patterns share out no endless row among them."""
    _letter, took = read(eml, raw)
    assert took < MOST_MILLISECONDS
