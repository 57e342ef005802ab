"""Readings written by hand, so that replying is tested without the room that reads."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from helper.contracts import (
    Check,
    Draft,
    Facts,
    Mail,
    Person,
    Promise,
    Reading,
    Span,
    Timeline,
)
from helper.replying.composing import drafting
from helper.replying.composing.cases import Given, Known
from helper.replying.composing.timeline import offer
from helper.replying.understanding.forms import understood
from helper.rulebook import Rulebook
from helper.rulebook.replying import ReplyingRules
from helper.text import terms

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
TEXT = "The March invoice is wrong again. I can't close my books. Please send me the right one."
HURTS = ("waiting", "ignored", "repetition", "broken_promise", "problem", "blame", "time_lost")
ASK = "Please send me the right one."
CAUSES = ("not_knowing", "blocked", "mistreated", None)


def a_reading(text: str = TEXT, level: int | None = 3, **changes: Any) -> Reading:
    """An angry mail about an invoice, or whatever ``changes`` make of it.

    ``asks`` may be given as plain texts, ``facts`` as a mapping over the usual facts.
    """
    usual = {"name": "Ana", "object": "March invoice", "duration": "three weeks"}
    usual["impact"] = "I can't close my books"
    facts = Facts(**{**usual, **changes.pop("facts", {})})
    asks = tuple(_span(text, ask) for ask in changes.pop("asks", ()))
    score = None if level is None else level / 4
    given: dict[str, Any] = {"confidence": 0.9, "kind": "support", "cause": "mistreated"}
    given |= {"hurts": ("repetition",), "language": "en", "first_reply": True}
    return Reading(text=text, level=level, score=score, facts=facts, asks=asks, **(given | changes))


def nothing_known(level: int = 2, **changes: Any) -> Reading:
    """A mail nothing could be lifted from."""
    blank = dict.fromkeys(("name", "object", "duration", "impact"))
    return a_reading("It is all wrong.", level, facts=blank, hurts=(), **changes)


def a_promise(**changes: Any) -> Promise:
    """An open promise to Ana, due on Thursday at 15:00."""
    given: dict[str, Any] = {"id": 7, "state": "open", "form": "explicit", "grain": "minute"}
    given |= {"sentence": "I'll write to you by Thursday at 15:00.", "due_text": "Thursday"}
    given |= {"due": datetime(2026, 11, 19, 14, 0, tzinfo=UTC), "zone": "Europe/Berlin"}
    given |= {"made": NOW, "person": Person(name="Ana Souza"), "app": "file", "account": None}
    given |= {"thread": None, "subject": "March invoice", "link": None, "language": "en"}
    return Promise(**(given | changes))


def the_times(book: Rulebook) -> Timeline:
    """Two times from the default, on a Wednesday morning."""
    return offer("support", [], book, ZONE, NOW)


def drafts(
    reading: Reading | None,
    times: Timeline,
    rules: ReplyingRules,
    known: Known,
    *,
    letters: str = "",
    **given: Any,
) -> list[Draft]:
    """Drafts as the desk asks for them: the mail is understood first."""
    form = given.pop("form", None)
    mail = understood(reading, rules, letters) if reading else None
    return drafting.drafts(Given(mail, times, known, **given), rules, form)


def draft_for(reading: Reading | None, book: Rulebook, **given: object) -> Draft:
    """The recommended draft; ``me`` is Maya unless given."""
    names = {one.name for one in fields(Known)} & given.keys()
    known = Known(**{"me": "Maya", **{name: given.pop(name) for name in names}})  # type: ignore[arg-type]
    found = drafts(reading, the_times(book), book.replying["en"], known, **given)  # type: ignore[arg-type]
    return found[0]


def every_draft(book: Rulebook) -> list[tuple[Reading, Draft]]:
    """Drafts of all forms over levels, causes and hurts, with facts known and unknown."""
    found = []
    for level, cause, hurt in product(range(5), CAUSES, HURTS):
        hurts = (hurt, "money_lost") if level > 2 else (hurt,) if level else ()
        for reading in (
            a_reading(level=level, cause=cause, hurts=hurts, asks=[ASK]),
            nothing_known(level, cause=cause),
        ):
            made = drafts(reading, the_times(book), book.replying["en"], Known(me="Maya"))
            found += [(reading, draft) for draft in made if not draft.gaps]
    return found


def said(draft: Draft, move: str) -> str:
    """The words of a move in a draft; empty when the draft doesn't make it."""
    return " ".join(draft.text[one.start : one.end] for one in draft.moves if one.move == move)


def moves(draft: Draft) -> list[str]:
    """The names of a draft's moves, in order."""
    return [move.move for move in draft.moves]


def rules_of(check: Check) -> list[str]:
    """The ids of the rules that found something."""
    return [finding.rule for finding in check.findings]


def open_ticks(check: Check) -> set[str]:
    """The points of the checklist that are not ticked."""
    return {point.name for point in fields(check.ticks) if not getattr(check.ticks, point.name)}


def telling_words(text: str) -> set[str]:
    """The words of a text that carry meaning, whole."""
    return {term for term in terms(text) if len(term) > 3 or not term.isascii()}


def made_up_mails(language: str) -> list[Mail]:
    """Mails made up for these tests, the calm and the furious, as people write them."""
    path = Path(__file__).with_name(f"made_up_mails_{language}.txt")
    parts = path.read_text(encoding="utf-8").split("%%\n")
    split = (part.removeprefix("From: ").partition("\n\n") for part in parts)
    return [
        Mail(text=text, sender=Person(name=name, address="them@example.org"))
        for name, _, text in split
    ]


def _span(text: str, part: str) -> Span:
    start = max(0, text.find(part))
    return Span(start=start, end=start + len(part), text=part)
