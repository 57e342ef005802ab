"""A direct question as a clause: "Can we pay there?" is "whether you can pay there".

Only what surely parses is turned: an auxiliary, a noun phrase that is its subject, and the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from helper.replying.understanding.tagging import letters
from helper.rulebook.grammar import Grammar, Questions

_SUBJECT = re.compile(
    "Q|[DBPJY]?Y?(?:[CAGX]|(?<!A)R)*[NSX]+C?G?(?:[OFT][DBPJ]?[CA]*[NSX]+)*?|G.*[NSX]"
)
"""A pronoun, or a noun phrase; how much hangs on it the words behind it tell."""
_PARTED = re.compile("R+[AEGVIF]")
"""What shows where a subject ends: "not working" of "home sharing not working"."""
_THIS_ONE = re.compile("D[ACG]*[NSX]|DA+G")
_THING = re.compile("[NSXCG]")
_NAMED = re.compile("D[NSV]+[EG]")
"""What "was this change intended" asks of."""
_BEGUN = "DBPJYQXCSG"
"""How the subject of what is surely begins."""
_STATE = re.compile("R*[AEG]|R+[IF]")
_KIND = re.compile("N$|[IF](?!.*[EG])(?!.*A(?![ACNSX]))")
"""What a thing may be said to be; the second where one is not asked what, or where, it is."""
_AT_ITS_END, _OWN_VERB = re.compile("J?R*[AEG]$"), re.compile("[VZMEQW.]")
_HANGS = re.compile("(?:[IFTO][^VZMEGRK.]*)?[.]?$")
"""What belongs to the subject, so that the verb comes behind it."""
_ACTS = (re.compile("R*V"), re.compile("R*[NHE]"))
"""What a thing may do: surely, or perhaps."""
_AROUND = ", "
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
    whole = rules.tail.sub("", question)
    asked = rules.joint.whole.split(whole)
    joints = ["", *(_joint(one[0]) for one in rules.joint.whole.finditer(whole))]
    found = [_clause(one, grammar, rules, turn) for one in asked]
    said = [(joint, one) for joint, one in zip(joints, takewhile(bool, found), strict=False) if one]
    clause = "".join(part for pair in said for part in pair)
    return rules.said.format(clause=clause) if said else None


def _joint(said: str) -> str:
    """What stands between two clauses: their "and", or a mere comma."""
    word = said.strip(_AROUND)
    return f" {word} " if word else _AROUND


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
        for number in _ends(asked.marks):
            is_bare = number == 1 and _is_bare(asked, rules)
            if is_bare or _SUBJECT.fullmatch(asked.marks, 0, number):
                said = _behind(asked, number, act, rules)
                if said is not None:
                    who = " ".join(asked.rest[:number])
                    if rules.advised.fullmatch(f"{asked.lead} {asked.verb} {who}"):
                        yield f"{asked.lead} to {turn(' '.join(asked.rest[number:]))}"
                        return
                    who = rules.subjects.get(who.lower()) or turn(who)
                    yield _said(asked, who, turn(" ".join(said)), turn)
    yield from _as_it_ends(asked, rules, turn)


def _as_it_ends(asked: _Asked, rules: Questions, turn: Turn) -> Iterator[str]:
    """With the state at its end said of all before: why the dates from 2002 to 2012 are missing."""
    state = _AT_ITS_END.search(asked.marks)
    is_reason = rules.reasons.fullmatch(asked.lead) is not None
    if state and is_reason and rules.being.fullmatch(asked.verb):
        who, what = asked.rest[: state.start()], asked.rest[state.start() :]
        if who and not _OWN_VERB.search(asked.marks, 0, state.start()):
            yield _said(asked, turn(" ".join(who)), turn(" ".join((asked.verb, *what))), turn)


def _said(asked: _Asked, who: str, what: str, turn: Turn) -> str:
    """The clause: its question word, who it is about, and what is said of them."""
    return _BEFORE_MARK.sub("", " ".join(filter(None, (turn(asked.lead), who, what))))


def _is_bare(asked: _Asked, rules: Questions) -> bool:
    """Whether its subject is "this", and not "this problem"."""
    is_one = asked.is_open and _THIS_ONE.match(asked.marks)
    is_named = rules.being.fullmatch(asked.verb) and _NAMED.match(asked.marks)
    return asked.rest[0].lower() in rules.bare and not is_one and not is_named


def _ends(marks: str) -> Iterable[int]:
    """Of how many words the subject may be: first where a word shows it, else as few as can be."""
    shown = [found.start() for found in _PARTED.finditer(marks, 1)]
    return dict.fromkeys([*shown, *range(1, len(marks) + 1)])


def _is_still_named(what: list[str], marks: str, rules: Questions) -> bool:
    """Whether a bare verb comes behind a thing further on: what stands before is its subject."""
    places = (n for n, word in enumerate(what) if n and word.lower() == rules.carried)
    return any(_THING.match(marks[n - 1]) for n in places)


def _asks_of_all(asked: _Asked, rules: Questions) -> bool:
    """Whether no part of what is said of its subject is asked for: is it so, or why is it so."""
    return not asked.is_open or rules.reasons.fullmatch(asked.lead) is not None


def _behind(asked: _Asked, number: int, act: re.Pattern[str], rules: Questions) -> list[str] | None:
    """What the clause says of its subject of so many words, if it fits the verb."""
    what, marks = asked.rest[number:], asked.marks[number:]
    if rules.being.fullmatch(asked.verb):
        if (
            (marks and _is_bare(asked, rules))
            or _STATE.match(marks)
            or (_asks_of_all(asked, rules) and _KIND.match(marks))
        ):
            return [asked.verb, *what]
        return [*what, asked.verb] if asked.is_open and _HANGS.match(marks) else None
    at = len(marks) - len(marks.lstrip("R"))
    is_perfect = rules.perfect.fullmatch(asked.verb) is not None
    is_done = marks[at : at + 1] == "E" or (bool(what[at:]) and rules.done.search(what[at]))
    is_act = is_done if is_perfect else act.match(marks)
    if not is_act or _is_still_named(what[at + 1 :], marks[at + 1 :], rules):
        return None
    if is_perfect or rules.helping.fullmatch(asked.verb):
        return [asked.verb, *what]
    if asked.verb == rules.plural:
        return what
    as_said = rules.past_of if asked.verb == rules.past else rules.inflected
    return [*what[:at], as_said(what[at]), *what[at + 1 :]]
