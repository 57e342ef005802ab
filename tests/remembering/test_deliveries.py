"""Short mails that deliver, and short ones that do not: with and without a greeting (B57)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helper.remembering.finding.promises import find
from helper.remembering.keeping.evidence import Earlier, verdict
from tests.remembering.office import BERLIN, START

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helper.rulebook import Rulebook

TABLE = Path(__file__).parent / "deliveries.txt"
PROVES = {"+ ": "kept", "- ": "open", "x ": "dropped"}


def cases() -> Iterator[tuple[str, str, str, str]]:
    """Language, promise, mail, and what it proves."""
    language = promise = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        mark, said = line[:2], line[2:]
        if line.startswith("["):
            language = line.strip("[]")
        elif mark == "> ":
            promise = said
        elif mark in PROVES:
            yield language, promise, said, PROVES[mark]


@pytest.mark.parametrize(("language", "sentence", "text", "expected"), list(cases()))
def test_a_short_mail_proves_what_it_hands_over(
    language: str, sentence: str, text: str, expected: str, book: Rulebook
) -> None:
    """A greeting, a nod or a thank-you takes nothing away, and hands nothing over."""
    found = find(text, START, BERLIN, book, language)
    (promise,) = find(sentence, START, BERLIN, book, language)
    promised = sentence.replace(promise.due_text or "\n", " ")
    assert verdict(Earlier(promised), text, found, book.remembering[language]) == expected
