"""Drafts of a first response, put together move by move (B14-B51).

No canned letters: a plan gives the order of moves, each move is a sentence chosen for cause,
level and hurts, filled with the mail's own facts and one of the user's own times. What only
the user knows stays a visible gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain, islice, takewhile
from operator import itemgetter, or_

from helper.contracts import (
    ANGRY,
    CALM,
    FRUSTRATED,
    UNEASY,
    Draft,
    Evidence,
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
    TOLD,
    Case,
    Given,
    case_of,
)
from helper.replying.composing.sorries import regretted
from helper.replying.composing.variety import Run, runs, tokens
from helper.replying.composing.voice import as_said
from helper.replying.composing.wording import Said
from helper.replying.understanding.facts import Slots, capital, name_of, slots_of
from helper.replying.understanding.forms import SECOND_FAILURE, forms_for
from helper.replying.understanding.script import as_theirs
from helper.rulebook.composing import names_in
from helper.rulebook.replying import ReplyingRules
from helper.text import meant, words

MOST_SORRIES = 2
"""One sorry per distinct hurt, and never more than this (C1, Marinova 2018)."""


def _all_before(*facts: frozenset[str]) -> Iterator[frozenset[str]]:
    """Each of ``facts`` with all that go before it."""
    return accumulate(facts, or_)


_FIRST_TO_GO = frozenset({"history", "last"})
_MOST_THEIRS = 0.36
"""More of the words with meaning would repeat the writer, not understand them (C8)."""
_SORRIES_TRIED = 16
_FORMS_TRIED = 3
_IN_OTHER_WORDS = 6
"""How often a draft that says too little is tried in other words."""
_KEPT_IN_OTHER_WORDS = 2
"""The same for one that would else leave out what happened."""
_BESIDE = (frozenset({"rest"}), frozenset({"quoted", "wrote"}), frozenset({"impact"}))
"""What a draft that stays too long, or repeats too much, is said without at first."""
_AS_IT_STANDS, _NAME = frozenset({"cited", "told"}), frozenset({"topic", "short"})
_WRONG, _ASK = frozenset({"wrong"}), frozenset({"ask"})
_KNOW = frozenset({"know"})
_BOTH = frozenset({"wrong", "told"})
"""The facts that may tell two clauses of what happened."""
_WHEN_CALM = tuple(_all_before(*_BESIDE, _AS_IT_STANDS, _NAME, _WRONG, _ASK))
_UP_TO_THE_NAME = tuple(_all_before(*_BESIDE, _NAME))
_WHEN_UPSET = (
    *_UP_TO_THE_NAME,
    _UP_TO_THE_NAME[-1] | _ASK | _KNOW,
    _UP_TO_THE_NAME[-1] | _AS_IT_STANDS,
    *tuple(_all_before(_UP_TO_THE_NAME[-1] | _AS_IT_STANDS, _ASK | _KNOW, _WRONG))[1:],
)
"""Then more and more, in fewer words: who is upset misses most what happened to them, and next what
they ask, so that of these two one is left if it can be."""
_ABOUT_PROMISE = frozenset({"late_notice", "recovery", "away"})
_OF_THE_MATTER = {"action": "work", "detail": "detail"}
"""Moves around a phrase of the matter, which are left out once it was said in another one."""
_NAMING = frozenset({"wrong", "topic"})
_ALONE = frozenset({GRIEF, HARM, STANDING})
"""What takes one sorry, for that alone."""
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
    theirs = slots_of(mail.reading, rules, mail.way) if mail else {}
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
        others = (_compose(other, rules, frozenset()) for other in _reworded(case))
        return next((one for one in others if least <= len(words(one[0])) <= most), first)
    theirs = meant(case.reading.text) if case.reading else frozenset()
    tried = []
    # To a light line only what is asked is said back, in quotation marks.
    is_plain = case.is_brief and not rules.asks
    shorter = (_compose(other, rules, _FIRST_TO_GO) for other in _shortened(case))
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


def _reworded(case: Case) -> Iterator[Case]:
    for number in range(1, _IN_OTHER_WORDS):
        yield replace(case, wording=replace(case.wording, seed=case.wording.seed + "+" * number))


def _shortened(case: Case) -> Iterator[Case]:
    """With fewer facts each time; a step that would leave out nothing is passed over.

    An ask that is no longer named is put off to the time of the answer all the same (B66).
    """
    tried = None
    # Where what happened is reported, the uneasy are told sorry for it too, and should not lose it.
    is_reported = case.wording.rules.telling.reported
    is_upset = case.situation.level >= (UNEASY if is_reported else FRUSTRATED)
    request = case.wording.rules.asking.one_request
    if "alone" in case.wording.slots:
        tried = case.wording.knowing(_told_alone(case.wording.slots), 0)
        case = replace(case, wording=tried)
        yield case
    for number, left in enumerate(_WHEN_UPSET if is_upset else _WHEN_CALM):
        slots = {name: text for name, text in case.wording.slots.items() if name not in left}
        if request and left & {"ask", "know"} & case.wording.slots.keys():
            slots = {"asked": request} | slots
        if is_upset and tried and left & _WRONG & tried.slots.keys():
            # Better in other words of ours than without what happened.
            anew = replace(case, wording=case.wording.knowing(tried.slots, 0))
            yield from islice(_reworded(anew), _KEPT_IN_OTHER_WORDS)
        fewer = case.wording.knowing(slots, min(number, 2))
        if fewer != tried:
            yield replace(case, wording=fewer)
        tried = fewer


def _told_alone(slots: Slots) -> Slots:
    """With one clause of what happened, where two are told."""
    alone = slots["alone"]
    both = {name for name in _BOTH & slots.keys() if alone in slots[name]}
    left = ((name, said) for name, said in slots.items() if name != "alone")
    return {name: alone if name in both else said for name, said in left}


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
        return _sorry(case, before, rules)
    if move == "history" and not _needs_history(case, rules):
        return ""
    if _is_said_by_the_matter(move, case, before):
        return ""
    if move == "question" and _has_said_what_they_want(case, rules):
        return ""
    if own := _own_way(move, case):
        return case.wording.say(own).rstrip()
    best = next(case.wording.ways(move, case.situation, before, case.beside), None)
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
    return is_asked or case.wording.has_said(phrase, before)


def _own_way(move: str, case: Case) -> str | None:
    """The writer's own greeting or closing; what is casual is not for somebody angry."""
    own = {"name": case.voice.name, "sign": case.voice.sign}.get(move)
    if own is None or (move == "name" and "name" not in case.wording.slots):
        return None
    casual = own in case.wording.rules.voice.casual
    return None if casual and case.situation.level >= ANGRY else own


def _sorry(case: Case, before: str, rules: ReplyingRules) -> str:
    """One sentence with a sorry per distinct hurt, two at most; an old form is not repeated.

    Of forms that tell the same those are taken that, with how the sentence ends, were not said of
    late.
    """
    least: Said | None = None
    for chosen in islice(_sorries(case, before, _hurts(case)[:MOST_SORRIES]), _SORRIES_TRIED):
        said = _pardoned(chosen, case, before, rules)
        if said and (least is None or said.again < least.again):
            least = said
        if least is None or not least.again:
            break
    return capital(least.text) if least else ""


def _sorries(
    case: Case, before: str, hurts: Sequence[str | None], chosen: tuple[Said, ...] = ()
) -> Iterator[tuple[Said, ...]]:
    """A form for each of ``hurts``, the best ones first, then others that tell as much."""
    if not hurts:
        yield chosen
        return
    heard = " ".join([before, *(one.text for one in chosen)])
    ways = list(islice(_alike(_fresh(case, heard, hurts[0], chosen), case), _FORMS_TRIED))
    for one in ways:
        yield from _sorries(case, before, hurts[1:], (*chosen, one))
    if not ways:
        yield from _sorries(case, before, hurts[1:], chosen)


def _alike(ways: Iterator[Said], case: Case) -> Iterator[Said]:
    """The first of ``ways``, and those after it that are for the same and name as much."""

    def kind(said: Said) -> tuple[object, ...]:
        variant = said.variant
        return variant.hurts, variant.causes, names_in(variant.text), variant.id in case.avoid

    first = next(ways, None)
    if first:
        yield first
        yield from takewhile(lambda one: kind(one) == kind(first), ways)


def _pardoned(chosen: Sequence[Said], case: Case, before: str, rules: ReplyingRules) -> Said | None:
    """The sentence around forms of sorry, in the words said least of late."""
    if not chosen:
        return None
    slots = case.wording.slots | {"hurts": _joined(chosen, case, rules)}
    if regret := regretted([one.text for one in chosen], rules.composing):
        slots |= {"regret": regret}
    told = TOLD if "wrong" in names_in(chosen[0].variant.text) else None
    return next(case.wording.knowing(slots).ways("pardon", case.situation, before, told))


def _joined(chosen: Sequence[Said], case: Case, rules: ReplyingRules) -> str:
    """One hurt, or two as one sentence says them: what happened, the other one, what it did."""
    first, composing = chosen[0], rules.composing
    if len(chosen) < MOST_SORRIES:
        return first.text
    second = chosen[1].text
    if composing.join_told and "wrong" in names_in(first.variant.text):
        wrong = case.wording.slots["wrong"]
        both = composing.join_told.format(wrong=wrong, second=second)
        return first.text.replace(wrong, both, 1)
    wording = case.wording.knowing(case.wording.slots | {"first": first.text, "second": second})
    return wording.say(composing.join_sorry)


def _fresh(case: Case, before: str, hurt: str | None, chosen: Sequence[Said]) -> Iterator[Said]:
    """Forms of sorry for ``hurt``: first those this person has not heard of late, then all."""
    ways = case.wording.ways("sorry", case.situation, before, hurt)
    if chosen or hurt == SECOND_FAILURE:  # of this very hurt, and in another way
        used = [one.variant for one in chosen]
        ways = (one for one in ways if one.variant.hurts and one.variant not in used)
    if case.wording.rules.telling.clauses_run_on and any(_names_it(one) for one in chosen):
        ways = (one for one in ways if not _names_it(one))
    heard = []
    for one in islice(ways, _SORRIES_TRIED):
        if one.variant.id in case.avoid:
            heard.append(one)
        else:
            yield one
    yield from heard


def _names_it(said: Said) -> bool:
    """Whether a sorry says what happened, or to what."""
    return not _NAMING.isdisjoint(names_in(said.variant.text))


def _hurts(case: Case) -> Sequence[str | None]:
    """What to be sorry for; a notice about a promise is sorry for the promise alone."""
    if case.plan.form in _ABOUT_PROMISE or case.reading is None:
        return (None,)
    if case.beside in _ALONE:
        return (case.beside,)
    hurts = case.reading.hurts
    if case.beside == SECOND_FAILURE:
        return (SECOND_FAILURE, *hurts)
    rules = case.wording.rules
    own = [one for one in hurts if one not in rules.composing.wide_hurts]
    # What the clause tells is not named once more behind it.
    wrong, evidence = case.wording.slots.get("wrong", "").casefold(), case.reading.evidence
    own.sort(key=lambda one: not _is_told(one, wrong, evidence))
    return own or _known_wrongs(case.reading, rules)[:1] or hurts[:1] or (None,)


def _is_told(hurt: str, wrong: str, evidence: Sequence[Evidence]) -> bool:
    """Whether the clause that is told back holds words that show this hurt."""
    return any(one.text.casefold() in wrong for one in evidence if one.family == hurt)


def _known_wrongs(reading: Reading, rules: ReplyingRules) -> list[str]:
    """What was heard to have gone wrong, where there is a sorry for just that."""
    named = {hurt for one in rules.moves["sorry"] for hurt in one.hurts}
    return [one for one in reading.wrongs or () if one in named and one != HARM]


def _has_said_what_they_want(case: Case, rules: ReplyingRules) -> bool:
    """Ask what should happen only of who has not said it, and ask one thing at a time (B44).

    Who is not that angry, and tells of something to be looked into, has said it by that.
    """
    asked = case.reading is not None and _demands(case.reading, rules)
    is_plain = case.situation.level < ANGRY and bool(case.wording.own.get("work"))
    return asked or is_plain or case.beside in _NO_QUESTION or _needs_history(case, rules)


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
