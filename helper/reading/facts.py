"""What a reply may lift from the mail, word for word: name, object, duration, impact, ids.

Naming the customer's own object makes them feel heard (Packard and Berger 2021, R2), naming it
wrong does the opposite: what is not surely there stays ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from helper.contracts import Facts, Mail, Person, Span
from helper.rulebook.folding import fold
from helper.rulebook.quick import Parts
from helper.rulebook.reading import ReadingRules
from helper.text import run_together

MAX_REFERENCES = 6
_MAX_NAME_WORDS = 4
_SIGNED = 2000
"""Characters at the end of a mail in which its signature is looked for."""
_MENTIONED = 4000
_INITIALS = 3
_BEGINNING = re.compile(r"(?:[^。！？]*+[。！？]+){2}")
"""Two Chinese or Japanese sentences: what only later ones name is said in passing."""
_NAME = re.compile(r"[^\W\d_][^\W\d_]*(?:['’.\-][^\W\d_]*)*(?:\s+[^\W\d_]+(?:['’.\-][^\W\d_]*)*)*")


def facts(mail: Mail, text: str, signed: str, asks: Sequence[Span], rules: ReadingRules) -> Facts:
    """Facts of the judged ``text``; the name from ``signed``, where signatures stand.

    What the subject names comes before what is asked about, and that before what the mail begins
    with.
    """
    return Facts(
        name=writer(mail.sender, signed, rules),
        object=_object(mail.subject or "", text, asks, rules),
        duration=_first("duration", (text,), rules),
        impact=_first("impact", (text,), rules),
        references=_references(mail.subject or "", text, rules),
    )


def writer(sender: Person | None, signed: str, rules: ReadingRules) -> str | None:
    """The name under the mail, else the one in From; a firm under the name is no name."""
    signed = signed.rstrip()
    begin = max(0, len(signed) - _SIGNED)
    known = person_name(sender, rules)
    if known and run_together(known) in run_together(signed[begin:]):
        return known
    last = signed.rpartition("\n")[2].strip(" ,.-–—~")
    if known and last in known.split():
        return last
    names = (name for name in _lift("name", signed, rules, begin) if _is_name(name, rules))
    return next(names, known)


def is_signed(text: str, rules: ReadingRules) -> bool:
    """Whether the last words are a name."""
    text = text.rstrip()
    names = _lift("name", text, rules, max(0, len(text) - _SIGNED))
    return any(text.endswith(name) and _is_name(name, rules) for name in names)


def person_name(person: Person | None, rules: ReadingRules) -> str | None:
    """The name in From, in speaking order: ``Weber, Anna`` is Anna Weber; handles are none."""
    if person is None or not person.name:
        return None
    name = re.sub(r"\s*[(（][^)）]*[)）]", "", person.name).strip(" \"'")
    last, comma, first = name.partition(",")
    if comma and first.strip():
        name = f"{first.strip()} {last.strip()}"
    return name if _is_name(name, rules) else None


def _is_name(name: str, rules: ReadingRules) -> bool:
    if rules.not_names.search(rules.plain(name)) or len(name.split()) > _MAX_NAME_WORDS:
        return False
    is_initials = len(name) <= _INITIALS and name.isupper()
    return bool(_NAME.fullmatch(name)) and name[0] == name[0].upper() and not is_initials


def _object(subject: str, text: str, asks: Sequence[Span], rules: ReadingRules) -> str | None:
    found = (
        _first("object", (subject,), rules)
        or _asked_about(text, asks, rules)
        or _first("object", (_beginning(text),), rules)
    )
    if found is None or found in text:
        return found
    # A subject writes "Invoice", a sentence "invoice": the sentence's word fits into a reply.
    place = fold(text).find(fold(found))
    return found if place < 0 else text[place : place + len(found)]


def _beginning(text: str) -> str:
    begun = _BEGINNING.match(text)
    return begun[0] if begun else text


def _asked_about(text: str, asks: Sequence[Span], rules: ReadingRules) -> str | None:
    """The object in the first of the asks that has one."""
    spans = sorted((ask.start, ask.end) for ask in asks)
    parts = Parts(rules.plain(text), spans)
    objects = [rule for rule in rules.facts if rule.fact == "object"]
    found = [rule.pattern.first_in_each(parts) for rule in objects]
    for ask in asks:
        n = spans.index((ask.start, ask.end))
        for place in (matches[n].span("it") for matches in found if n in matches):
            return " ".join(ask.text[slice(*place)].split())
    return None


def _references(subject: str, text: str, rules: ReadingRules) -> tuple[str, ...]:
    """Each once, those of the subject first: it often is nothing but an order number."""
    found = (it for part in (subject, text) for it in _in_order("reference", part, rules))
    return tuple(dict.fromkeys(found))[:MAX_REFERENCES]


def _first(fact: str, parts: Iterable[str], rules: ReadingRules) -> str | None:
    return next((it for part in parts for it in _lift(fact, part[:_MENTIONED], rules)), None)


def _lift(fact: str, text: str, rules: ReadingRules, begin: int = 0) -> Iterator[str]:
    return (" ".join(text[start:end].split()) for start, end in _places(fact, text, rules, begin))


def _in_order(fact: str, text: str, rules: ReadingRules) -> Iterator[str]:
    """The same as they stand in the text, none that is a part of another."""
    done = 0
    for start, end in sorted(_places(fact, text, rules), key=lambda place: (place[0], -place[1])):
        if start >= done:
            yield " ".join(text[start:end].split())
        done = max(done, end)


def _places(fact: str, text: str, rules: ReadingRules, begin: int = 0) -> Iterator[tuple[int, int]]:
    for rule in rules.facts:
        if rule.fact == fact:
            for found in rule.pattern.finditer(rules.plain(text), begin):
                start, end = found.span("it")
                if start < end:
                    yield start, end
