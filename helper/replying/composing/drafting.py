"""Drafts of a first response, put together move by move (B14-B51).

No canned letters: a plan gives the order of moves, each move is a sentence chosen for cause,
level and hurts, filled with the mail's own facts and one of the user's own times. What only
the user knows stays a visible gap.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from operator import itemgetter

from helper.contracts import (
    ANGRY,
    CALM,
    Draft,
    Form,
    Gap,
    Move,
    Reading,
    Timeline,
)
from helper.replying.composing.cases import (
    BRIEF,
    GRIEF,
    HARM,
    PRESSING,
    STANDING,
    WISH,
    Case,
    Given,
    case_of,
)
from helper.replying.composing.regretting import sorry
from helper.replying.composing.retrying import reworded, shorter_ones
from helper.replying.composing.variety import Run, runs, tokens
from helper.replying.composing.voice import as_said
from helper.replying.understanding.facts import capital, name_of, slots_of
from helper.replying.understanding.forms import forms_for
from helper.replying.understanding.script import as_theirs
from helper.rulebook.replying import ReplyingRules
from helper.text import meant, words

_FIRST_TO_GO = frozenset({"history", "last"})
_MOST_THEIRS = 0.36
"""More of the words with meaning would repeat the writer, not understand them (C8)."""
_OF_THE_MATTER = {"action": "work", "detail": "detail"}
"""Moves around a phrase of the matter, which are left out once it was said in another one."""
_NO_QUESTION = frozenset({GRIEF, HARM, PRESSING, STANDING})
"""The choice asks already what can't wait, and some things are not to be asked about."""
_SILENT = frozenset({"name", "sign"})
"""Moves that may be the same in every mail."""


def drafts(given: Given, rules: ReplyingRules, form: Form | None = None) -> list[Draft]:
    """Replies to start from, the recommended one first; none where nothing is to be answered.

    ``rules`` are those of the mail's language. Without a ``form`` the forms that fit are made.
    """
    mail, promise, known = given.mail, given.promise, given.known
    if mail is None and promise is None:
        return []
    forms = (form,) if form else forms_for(mail, promise, rules, known.away)
    theirs = slots_of(mail.reading, rules, mail.way, mail.about.event) if mail else {}
    letters = mail.letters if mail else known.letters
    if letters and known.lately:
        # Drafts are made in our letters, so what was said of late is compared in these too.
        lately = letters.ours("\n".join(sorted(known.lately))).split("\n")
        given = replace(given, known=replace(known, lately=frozenset(lately)))
    made = [_draft(case_of(one, given, theirs, rules), given.timeline, rules) for one in forms]
    if letters is None:
        return made
    person = promise.person.name if promise else None
    name = name_of(mail.reading, rules.calling) if mail else person
    texts = (mail.reading.text, mail.written) if mail else ()
    return [as_theirs(one, letters, (name, known.me), *texts) for one in made]


def runs_of(draft: Draft, rules: ReplyingRules) -> frozenset[Run]:
    """The runs of words of a draft without name and closing, to be kept out of the next one."""
    said = (draft.text[one.start : one.end] for one in draft.moves if one.move not in _SILENT)
    return frozenset(runs(tokens(" ".join(said)), rules.composing.run_length))


def _draft(case: Case, timeline: Timeline, rules: ReplyingRules) -> Draft:
    text, moves = _fitting(case, rules)
    timed = any(one.move == "time" for one in moves)
    return Draft(
        form=case.plan.form,
        language=case.language,
        text=text,
        moves=tuple(moves),
        times=case.times if timed else (),
        gaps=_gaps(text, rules),
        basis=timeline.basis if timed else None,
        words=len(words(text)),
    )


def _fitting(case: Case, rules: ReplyingRules) -> tuple[str, list[Move]]:
    """The draft when it is neither curt nor long, else in other words (B67, B69).

    One that stays too long is said with fewer facts; when no try fits, the nearest one stands.
    """
    first = _compose(case, rules, frozenset())
    least, most = rules.plain.draft_least_words, rules.plain.draft_words
    if case.plan.form in BRIEF:
        least = 0
    elif case.is_brief or _only_acknowledges(case):
        least //= 2  # Who only asks gets two or three sentences, and so does one told "I read it".
    if len(words(first[0])) < least:
        others = (_compose(other, rules, frozenset()) for other in reworded(case))
        return next((one for one in others if least <= len(words(one[0])) <= most), first)
    theirs = meant(case.reading.text) if case.reading else frozenset()
    tried = []
    # To a light line only what is asked is said back, in quotation marks.
    is_plain = case.is_brief and not rules.asks
    shorter = (_compose(other, rules, _FIRST_TO_GO) for other in shorter_ones(case))
    for one in chain([first], shorter):
        length = len(words(one[0]))
        faults = (length > most, not is_plain and _echoes(one[0], theirs))
        if not any(faults):
            return one
        tried.append((faults, length, one))
    return min(tried, key=itemgetter(0, 1))[2]


def _only_acknowledges(case: Case) -> bool:
    """Whether no more is to be said than that it was read, to somebody not angry."""
    return case.plan.form == "acknowledge" and case.situation.level < ANGRY


def _echoes(text: str, theirs: frozenset[str]) -> bool:
    """Whether a draft says too much in the writer's own words (C8)."""
    ours = meant(text)
    return len(ours & theirs) > _MOST_THEIRS * len(ours)


def _compose(case: Case, rules: ReplyingRules, without: frozenset[str]) -> tuple[str, list[Move]]:
    """The text of the plan, and where each of its moves stands in it."""
    text = ""
    moves: list[Move] = []
    for paragraph in case.plan.paragraphs:
        gap = "\n\n" if text else ""
        for move in paragraph:
            said = "" if move in without else _say(move, case, text, rules)
            calm = case.situation.level < ANGRY
            said = as_said(said, case.voice, rules.voice, calm=calm)
            if said:
                if text and gap == rules.composing.space and move in rules.composing.beside:
                    gap = ""
                start = len(text) + len(gap)
                text += gap + said
                moves.append(Move(move=move, start=start, end=len(text)))
                gap = rules.composing.space
    return text, moves


def _say(move: str, case: Case, before: str, rules: ReplyingRules) -> str:
    if move == "sorry":
        return sorry(case, before, rules)
    if move == "history" and not _needs_history(case, rules):
        return ""
    if _is_said_by_the_matter(move, case, before):
        return ""
    if move == "question" and (_has_said_what_they_want(case, rules) or _asks_in_one(case, rules)):
        return ""
    if own := _own_way(move, case):
        return case.wording.filling.say(own).rstrip()
    beside = WISH if move == "choice" and _asks_in_one(case, rules) else case.beside
    best = next(case.wording.ways(move, case.situation, before, beside), None)
    return capital(best.text).rstrip() if best else ""


def _is_said_by_the_matter(move: str, case: Case, before: str) -> bool:
    """Whether a move around a phrase of the matter would say it again.

    Who was asked for what is needed to answer them knows what will be done.
    """
    phrase = _OF_THE_MATTER.get(move)
    if phrase is None or not before:
        return False
    known = case.wording.slots.get("know")
    is_upset = case.situation.level > CALM  # A plain question is taken up before more is asked.
    is_asked = move == "action" and is_upset and known is not None and known in before
    return is_asked or case.wording.filling.has_said(phrase, before)


def _own_way(move: str, case: Case) -> str | None:
    """The writer's own greeting or closing; what is casual is not for somebody angry."""
    own = {"name": case.voice.name, "sign": case.voice.sign}.get(move)
    if own is None or (move == "name" and "name" not in case.wording.slots):
        return None
    casual = own in case.wording.rules.voice.casual
    return None if casual and case.situation.level >= ANGRY else own


def _has_said_what_they_want(case: Case, rules: ReplyingRules) -> bool:
    """Ask what should happen only of who has not said it, and ask one thing at a time (B44).

    Who is not that angry, and tells of something to be looked into, has said it by that.
    """
    asked = case.reading is not None and _demands(case.reading, rules)
    is_plain = case.situation.level < ANGRY and bool(case.wording.own.get("work"))
    return asked or is_plain or case.beside in _NO_QUESTION or _needs_history(case, rules)


def _asks_in_one(case: Case, rules: ReplyingRules) -> bool:
    """Whether the choice asks what they would like as well: two questions in a row press (B44)."""
    moves = list(chain.from_iterable(case.plan.paragraphs))
    is_asked = {"choice", "question"} <= set(moves) and case.beside is None
    if not is_asked or _has_said_what_they_want(case, rules):
        return False
    return any(case.wording.ways("question", case.situation))


def _demands(reading: Reading, rules: ReplyingRules) -> bool:
    shown = {one.family for one in reading.evidence}
    return bool(reading.asks) or not shown.isdisjoint(rules.composing.demanding)


def _needs_history(case: Case, rules: ReplyingRules) -> bool:
    """Ask what happened so far only when neither thread nor mail can hold it (B45).

    Where the matter is known there is something to begin with.
    """
    reading, composing = case.reading, rules.composing
    return bool(
        reading
        and reading.first_reply
        and not case.wording.own.get("work")
        and set(reading.hurts) & set(composing.history_hurts)
        and len(words(reading.text)) < composing.history_below_words
    )


def _gaps(text: str, rules: ReplyingRules) -> tuple[Gap, ...]:
    found = ((text.find(gap.text), gap) for gap in rules.gaps.values())
    return tuple(
        Gap(start=at, end=at + len(gap.text), hint=gap.hint)
        for at, gap in sorted(((at, gap) for at, gap in found if at >= 0), key=lambda pair: pair[0])
    )
