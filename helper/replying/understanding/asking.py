"""A direct question as a clause: "Can we pay there?" is "whether you can pay there".

Only what surely parses is turned: an auxiliary, a noun phrase that is its subject, and the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from helper.replying.understanding.tagging import letters
from helper.rulebook.grammar import Grammar, Questions

_SUBJECT = re.compile("Q|[DBPJY]?Y?(?:[CAG]|(?<!A)R)*[NSX]+(?:[OFT][DBPJ]?[CA]*[NSX]+)*?|G.*[NSX]")
"""A pronoun, or a noun phrase; how much hangs on it the words behind it tell."""
_BEGUN = "DBPJYQXCSG"
"""How the subject of what is surely begins."""
_STATE = re.compile("R*[AEG]")
_KIND = re.compile("N$|[IF](?!.*[AEG])")
"""What a thing may be said to be; the second where one is not asked what, or where, it is."""
_HANGS = re.compile("[IFTO.]|$")
_ACTS = (re.compile("R*V"), re.compile("R*[NHE]"))
"""What a thing may do: surely, or perhaps."""
_BEFORE_MARK = re.compile(r" (?=[,;:.])")

Turn = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question in its parts; ``lead`` is its question word, or what stands for none."""

    lead: str
    is_open: bool
    """Whether a question word opens it, and not the verb."""
    verb: str
    rest: list[str]
    marks: str
    """A letter for each word of the rest."""


def indirect(question: str, grammar: Grammar, turn: Turn) -> str | None:
    """What somebody would like to know, from our side; ``None`` where it does not surely parse.

    Of several questions those before the first that does not are named.

    ``turn`` puts the words that are not its subject from the writer's side to ours.
    """
    rules = grammar.questions
    if rules is None:
        return None
    asked = rules.joint.whole.split(rules.tail.sub("", question))
    found = [_clause(one, grammar, rules, turn) for one in asked]
    said = [one for one in takewhile(bool, found) if one]
    return rules.said.format(clause=rules.joined.join(said)) if said else None


def _clause(question: str, grammar: Grammar, rules: Questions, turn: Turn) -> str | None:
    bare = rules.led.sub("", question)
    if bare != question or rules.straight.search(question):
        return turn(bare.rstrip(" ?.!"))
    asked = _parts(question, grammar, rules)
    return next(_clauses(asked, rules, turn), None) if asked else None


def _parts(question: str, grammar: Grammar, rules: Questions) -> _Asked | None:
    begun = rules.begins.match(question)
    if not begun:
        return None
    found = list(grammar.word.finditer(question[begun.end() :].rstrip(" ?.!")))
    opening = (begun["opening"] or "").strip().lower()
    marks, said = letters(found, grammar), [one[0] for one in found]
    lead = opening or rules.whether
    return _Asked(lead, bool(opening), begun["verb"].lower(), said, marks) if said else None


def _clauses(asked: _Asked, rules: Questions, turn: Turn) -> Iterator[str]:
    """What it may be as a clause, the surest first: with as short a subject as can be."""
    if asked.is_open and rules.being.fullmatch(asked.verb) and asked.marks[0] not in _BEGUN:
        return  # "What is overlay rate?" asks for all of it.
    for act in _ACTS:
        for number in range(1, len(asked.rest) + 1):
            is_bare = number == 1 and asked.rest[0].lower() in rules.bare
            if is_bare or _SUBJECT.fullmatch(asked.marks, 0, number):
                said = _behind(asked, number, act, rules)
                if said is not None:
                    who = " ".join(asked.rest[:number])
                    who = rules.subjects.get(who.lower()) or turn(who)
                    clause = " ".join(filter(None, (turn(asked.lead), who, turn(" ".join(said)))))
                    yield _BEFORE_MARK.sub("", clause)


def _behind(asked: _Asked, number: int, act: re.Pattern[str], rules: Questions) -> list[str] | None:
    """What the clause says of its subject of so many words, if it fits the verb."""
    what, marks = asked.rest[number:], asked.marks[number:]
    if rules.being.fullmatch(asked.verb):
        is_bare = bool(marks) and asked.rest[0].lower() in rules.bare
        if is_bare or _STATE.match(marks) or (not asked.is_open and _KIND.match(marks)):
            return [asked.verb, *what]
        return [*what, asked.verb] if asked.is_open and _HANGS.match(marks) else None
    at = len(marks) - len(marks.lstrip("R"))
    is_perfect = rules.perfect.fullmatch(asked.verb) is not None
    is_done = marks[at : at + 1] == "E" or (bool(what[at:]) and rules.done.search(what[at]))
    if not (is_done if is_perfect else act.match(marks)):
        return None
    if is_perfect or rules.helping.fullmatch(asked.verb):
        return [asked.verb, *what]
    if asked.verb == rules.plural:
        return what
    return [*what[:at], rules.inflected(what[at]), *what[at + 1 :]]
