"""Our own sent mails, each sentence labelled: what promises, and in which form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from helper.contracts import FoundPromise
from helper.remembering.finding.promises import find
from helper.rulebook import Rulebook
from tests.remembering.office import BERLIN

FOLDER = Path(__file__).parent.parent / "mails" / "sent"
SENT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
"""A Monday."""
LANGUAGES = ("en", "zh", "ja")
FORMS = {"!": "timed", "~": "untimed"}


@dataclass(frozen=True)
class Sent:
    """A mail, and its sentences that promise with their form."""

    text: str
    promises: dict[str, str]


def mark(found: FoundPromise) -> str:
    """As it is marked in the files: with a time or on one's word, or without."""
    return "timed" if found.due or found.rule == "promise.strong" else "untimed"


def sent_mails(language: str) -> list[Sent]:
    """The labelled mails of a language, in the order of the file."""
    text = (FOLDER / f"{language}.txt").read_text(encoding="utf-8")
    blocks = [block.splitlines() for block in text.split("\n\n")]
    return [_mail(lines) for lines in blocks if not lines[0].startswith("#")]


def _mail(lines: list[str]) -> Sent:
    marked = [line.partition(" ") for line in lines if line[:2] in {"! ", "~ "}]
    plain = [line[2:] if line[:2] in {"! ", "~ "} else line for line in lines]
    return Sent("\n".join(plain).strip(), {text: FORMS[mark] for mark, _, text in marked})


def _finds(
    mails: dict[str, list[Sent]], book: Rulebook
) -> Iterator[tuple[Sent, list[FoundPromise]]]:
    for language, some in mails.items():
        for mail in some:
            yield mail, find(mail.text, SENT, BERLIN, book, language)


def score(mails: dict[str, list[Sent]], book: Rulebook) -> dict[str, float]:
    """F1 of each form over the sentences of the mails, by language."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    for mail, found_in_it in _finds(mails, book):
        heard = {(mail.text[one.start : one.end], mark(one)) for one in found_in_it}
        wanted = set(mail.promises.items())
        right.update(form for _, form in heard & wanted)
        found.update(form for _, form in heard)
        labelled.update(form for _, form in wanted)
    return {form: 2 * right[form] / (found[form] + labelled[form]) for form in labelled}
