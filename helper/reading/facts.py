"""What a reply may lift from the mail, word for word: name, object, duration, impact, ids.

Naming the customer's own object makes them feel heard (Packard and Berger 2021, R2), naming it
wrong does the opposite: what is not surely there stays ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from helper.contracts import Evidence, Facts, Person, Span
from helper.rulebook.reading import ReadingRules

MAX_REFERENCES = 6
_MAX_NAME_WORDS = 4
_SIGNED = 2000
"""Characters at the end of a mail in which its signature is looked for."""
_MENTIONED = 4000
_NAME = re.compile(r"[^\W\d_][^\W\d_]*(?:['’.\-][^\W\d_]*)*(?:\s+[^\W\d_]+(?:['’.\-][^\W\d_]*)*)*")


def facts(
    text: str,
    signed: str,
    sender: Person | None,
    rules: ReadingRules,
    places: Sequence[Span | Evidence] = (),
) -> Facts:
    """Facts of the judged ``text``; the name from ``signed``, where signatures stand.

    ``places`` are the asks and the evidence: an object named there comes before one in passing.
    """
    return Facts(
        name=signed_name(signed, rules) or person_name(sender, rules),
        object=_object(text, rules, places),
        duration=next(_lift("duration", text, rules), None),
        impact=next(_lift("impact", text, rules), None),
        references=tuple(dict.fromkeys(_lift("reference", text, rules)))[:MAX_REFERENCES],
    )


def signed_name(signed: str, rules: ReadingRules) -> str | None:
    """The name under the mail, when it looks like one."""
    end = signed.rstrip()[-_SIGNED:]
    names = (name for name in _lift("name", end, rules) if _is_name(name, rules))
    return next(names, None)


def person_name(person: Person | None, rules: ReadingRules) -> str | None:
    """The name in From, in speaking order: ``Weber, Anna`` is Anna Weber; handles are none."""
    if person is None or not person.name:
        return None
    name = re.sub(r"\s*\([^)]*\)", "", person.name).strip(" \"'")
    last, comma, first = name.partition(",")
    if comma and first.strip():
        name = f"{first.strip()} {last.strip()}"
    return name if _is_name(name, rules) else None


def _is_name(name: str, rules: ReadingRules) -> bool:
    if rules.not_names.search(name) or len(name.split()) > _MAX_NAME_WORDS:
        return False
    return bool(_NAME.fullmatch(name)) and name[0] == name[0].upper() and len(name) > 1


def _object(text: str, rules: ReadingRules, places: Sequence[Span | Evidence]) -> str | None:
    asked = (text[max(0, one.start - 60) : one.end + 60] for one in places)
    parts = chain((one.text for one in places), asked, (text[:_MENTIONED],))
    return next((it for part in parts for it in _lift("object", part, rules)), None)


def _lift(fact: str, text: str, rules: ReadingRules) -> Iterator[str]:
    for rule in rules.facts:
        if rule.fact == fact:
            for found in rule.pattern.finditer(text):
                it = found["it"]
                if it:
                    yield " ".join(it.split())
