"""Several promises in one sentence: each is kept and moved on its own (B52, B57)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.remembering.office import Office

TABLE = Path(__file__).parent / "shared_sentences.txt"
STATES = {"kept": "kept", "open": "open", "moved": "renegotiated"}


def cases() -> Iterator[tuple[str, str, str, list[str]]]:
    """Language, promises, later mail, and what it leaves of each promise."""
    language = promises = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        marks, bar, said = line.partition(" | ")
        if line.startswith("["):
            language = line.strip("[]")
        elif line.startswith("> "):
            promises = line[2:]
        elif bar:
            yield language, promises, said, [STATES[mark] for mark in marks.split()]


@pytest.mark.parametrize(("language", "promises", "text", "expected"), list(cases()))
def test_each_promise_of_a_sentence_ends_on_its_own(
    language: str, promises: str, text: str, expected: list[str], office: Office
) -> None:
    """What is said of one thing says nothing of another that was promised in the same breath."""
    made = office.send_in(language, promises).promises
    sent = made[0].made + timedelta(hours=20)
    office.send_in(language, text, sent=sent, id="later")
    assert [office.ledger.get(one.id).state for one in made] == expected
