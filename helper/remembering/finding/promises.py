"""What the user committed to in a mail: "I'll send you the report by Friday" (B52, B53).

Sentence by sentence, on the new part of the sent text only. A commitment is *explicit* when it
says when, is given on one's word, or names what the customer will have: "I'll send you the report".
It is *implied* when it only lets one hope for that: "I'll look into it", "leave it with me". What
has no time will be offered one, once. What waits for something else ("once it arrives, I'll ...")
has none yet. Questions, offers, maybes, negations and the past are no commitments.
People agree poorly on what a promise is (kappa .54, Lampert 2007), so every find carries a
confidence, and the user has the last word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo

from helper.contracts import Due, Every, FoundPromise, PromiseForm
from helper.language import language_amid, language_beside, language_of
from helper.remembering.dates.beside import ends_rounds, hangs_on_something, is_taken_back
from helper.remembering.dates.due import in_each
from helper.remembering.dates.moments import FAR, Scene
from helper.remembering.dates.reckoning import rounds
from helper.remembering.finding.allotting import (
    Stretch,
    clause_around,
    clauses_beside,
    dues_for,
    is_apart,
    own_words,
    stretches,
    trimmed,
)
from helper.remembering.finding.committing import (
    HEARD,
    LOUD,
    UNLIKELY,
    Commitment,
    commitments,
    touches,
)
from helper.remembering.finding.hearing import Sound, sound
from helper.remembering.finding.saying import GAP, PAUSE, Place, as_read
from helper.rulebook import Rulebook
from helper.rulebook.remembering import RememberingRules
from helper.sentences import part_around, sentences
from helper.workdays import at

_HINTED = -0.75
"""The logit from which a commitment without a time only lets one hope."""

_BY_ITSELF, _BY_ITSELF_PLAIN = 0.0, 0.7
"""The logit from which a clause with a time, and one without, commits in a sentence that does not
as a whole. Of 1,560 strangers' mails by ears that had not learned them, Chinese F1 .79 to .84,
English and Japanese the same."""

_ONE_CLAUSE = 2
"""The edges of a sentence without a pause."""

_ANOTHER = 2.0
"""The logit from which a clause without a time, beside a promise with one, is another promise."""


def find(
    text: str, sent: datetime, zone: ZoneInfo, book: Rulebook, language: str
) -> list[FoundPromise]:
    """The promises in ``text``, in order; none for a language the rule book does not know.

    What stands in other letters is read by the rules of its own language, and so is a sentence of
    a language that shares them.
    """
    other = language_beside(text, language, book.languages)
    parts = (text[start:end] for start, end in sentences(text, book.languages))
    another = other or language_amid(parts, language, book.languages)
    when = (sent.astimezone(UTC), zone)
    found = _find(text, when, book, language, beside=another)
    if another is None:
        return found
    known = {(one.start, one.due) for one in found}
    more = _find(text, when, book, another, beside=language)
    if other is None:  # they share their letters, which mean something else in the other one
        more = [one for one in more if _is_in(another, text[one.start : one.end], book)]
    found += [one for one in more if (one.start, one.due) not in known]
    return sorted(found, key=lambda one: one.start)


def _find(
    text: str, when: tuple[datetime, ZoneInfo], book: Rulebook, language: str, beside: str | None
) -> list[FoundPromise]:
    """Those that one language finds; its ears hear no sentence of the other, ``beside``."""
    if language not in book.remembering:
        return []
    rules = book.remembering[language]
    scene = Scene(*when, rules, book.rhythm)
    plain, places = as_read(text, book, language)
    found: list[FoundPromise] = []
    said = [plain[start:end] for start, end in places]
    for (start, end), sentence, named in zip(places, said, in_each(said, scene), strict=True):
        times = [due for due in named if not _is_told(due, scene)]
        is_other = beside is not None and language_of(sentence, book.languages) == beside
        heard = None if is_other else sound(sentence, times, language)
        alone = partial(_commits_alone, sentence=sentence, times=times, language=language)
        rows = _rows(_in_sentence(sentence, times, heard, scene, alone))
        if heard is not None and rows:
            rows = _with_clauses(rows, sentence, times, scene.rules, language)
        elif heard is not None and heard.commits > UNLIKELY and rules.clauses_run_on:
            rows = [*_by_clause(sentence, times, scene.rules, language)]
        found += [_as_written(one, start, end, text, alone=len(rows) == 1) for one in rows]
    return _without_covered(found, rules)


def _is_in(language: str, sentence: str, book: Rulebook) -> bool:
    return language_of(sentence, book.languages) == language


def _is_told(due: Due, scene: Scene) -> bool:
    """Whether a date without its year is nearly a year off: one that has just been."""
    return due.inferred and due.due is not None and due.due - scene.sent > FAR


@dataclass(frozen=True, slots=True)
class _Row:
    """A promise in a sentence, and which of its words are its own."""

    promise: FoundPromise
    hinted: bool
    """Whether its words do not say what the customer will have."""
    words: Sequence[Place]
    due: Due | None
    stretch: Stretch


def _as_written(row: _Row, start: int, end: int, text: str, *, alone: bool) -> FoundPromise:
    """A promise in the letters it was written in: the whole sentence, or its part of one.

    A reminder shows it, so what is said beside a lone promise is not forgotten.
    """
    words = [(0, end - start)] if alone else row.words
    said = GAP.join(text[start + left : start + right] for left, right in words)
    due = row.due
    time = text[start + due.start : start + due.end] if due else None
    return replace(row.promise, start=start, end=end, text=said, due_text=time)


def _rows(found: Iterable[_Row]) -> list[_Row]:
    """Of the promises in one sentence those with a time, or else one for all: one row to answer.

    A time at which I look gets no row where a later one says when you hear. Another deed keeps a
    row of its own: "I'll refund you, and Ann will call you on Friday".
    """
    rows = list(found)
    if len(rows) == 1:
        return rows
    last = max((n for n, one in enumerate(rows) if one.due and not one.hinted), default=-1)
    kept = [one for n, one in enumerate(rows) if one.due and (n > last or not one.hinted)]
    kept = kept or sorted(rows, key=lambda one: one.promise.form)[:1]
    for deed in _by_deed(rows):
        if not any(one in kept for one in deed):
            kept += [one for one in deed if _is_a_deed(one)][:1]
    return [one for one in rows if one in kept]


def _by_deed(rows: Iterable[_Row]) -> list[list[_Row]]:
    """The rows of each deed; one that begins no other belongs to the deed before it."""
    deeds: list[list[_Row]] = []
    for one in rows:
        if is_apart(one.stretch) or not deeds:
            deeds.append([])
        deeds[-1].append(one)
    return deeds


def _is_a_deed(row: _Row) -> bool:
    """Whether it plainly promises to do something, and not only to say something."""
    is_plain = row.promise.form == "explicit" and not row.hinted
    return is_plain and not _only_tells(row.stretch)


def _with_clauses(
    rows: list[_Row], sentence: str, times: Sequence[Due], rules: RememberingRules, language: str
) -> list[_Row]:
    """``rows``, and beside a lone one with a time a clause without one that promises another thing.

    "We're posting a new one, and Kirsty will ring you tomorrow": no rule knows the first clause, so
    an ear is asked.
    """
    if len(rows) != 1 or rows[0].due is None:
        return rows
    row, due = rows[0], rows[0].due
    for start, end in clauses_beside(sentence, due, times, rules):
        said = sentence[start:end]
        heard = sound(said, (), language)
        if heard is None or heard.commits < _ANOTHER or heard.hints > _HINTED:
            continue
        if any(rule.pattern.search(said) for rule in rules.not_promises):
            continue
        stretch = Stretch(Commitment(start, end, HEARD), start, end, sentence, rules)
        promise = _promise(stretch.one, None, hopes=False)
        own = _Row(promise, hinted=False, words=[(start, end)], due=None, stretch=stretch)
        if end <= due.start:
            return [own, replace(row, words=[trimmed(sentence, end, len(sentence), rules)])]
        return [replace(row, words=[trimmed(sentence, 0, start, rules)]), own]
    return rows


def _by_clause(
    sentence: str, times: Sequence[Due], rules: RememberingRules, language: str
) -> Iterator[_Row]:
    """The clauses that promise by themselves in a sentence that asks or tells something else.

    "The contract I print this weekend, are you in on Sunday?"
    """
    cuts = [0, *(at.end() for at in PAUSE.finditer(sentence)), len(sentence)]
    if len(cuts) <= _ONE_CLAUSE:
        return
    for start, end in (trimmed(sentence, *cut, rules) for cut in pairwise(cuts)):
        said = sentence[start:end]
        own = [one for one in times if start <= one.start < end]
        beside = [replace(one, start=one.start - start, end=one.end - start) for one in own]
        heard = sound(said, beside, language)
        if heard is None or heard.commits < (_BY_ITSELF if own else _BY_ITSELF_PLAIN):
            continue
        if any(rule.pattern.search(said) for rule in rules.not_promises):
            continue
        stretch = Stretch(Commitment(start, end, HEARD), start, end, sentence, rules)
        due = own[0] if own else None
        promise = _promise(stretch.one, due, hopes=heard.hints > _HINTED)
        yield _Row(promise, hinted=False, words=[(start, end)], due=due, stretch=stretch)


def _without_covered(found: list[FoundPromise], rules: RememberingRules) -> list[FoundPromise]:
    """Without what is under way before a time that is given: "I'm checking ...", "... by five".

    Nor is a hope kept there that only the ear hears. What is said to be under way afterwards
    ("we're also going through ...") is another matter.
    """
    last = max((one.start for one in found if one.due), default=-1)
    under_way = rules.told_by("under_way")

    def is_step(one: FoundPromise) -> bool:
        return one.rule in under_way or (one.rule == HEARD.id and one.form == "implied")

    return [one for one in found if one.due or one.start > last or not is_step(one)]


def _in_sentence(
    sentence: str,
    times: Sequence[Due],
    heard: Sound | None,
    scene: Scene,
    commits: Callable[[Due], bool],
) -> Iterator[_Row]:
    """Each promise, in order."""
    rules = scene.rules
    places = tuple((due.start, due.end) for due in times)
    found, guards = commitments(sentence, rules, heard, places)
    if not found:
        return
    dues = [
        due
        for due in times
        if not is_taken_back(sentence, due, rules) and not touches((due.start, due.end), guards)
    ]
    for stretch in stretches(found, sentence, rules):
        own = [due for due in dues if stretch.start <= due.start < stretch.end]
        every, first = _round(stretch, scene)
        end = _end_of_rounds(sentence, own, first, rules)
        own = [due for due in own if due is not end]
        hinted = _is_hinted(stretch)
        hopes = heard.hints > _HINTED if heard else hinted
        taken = dues_for(stretch, own or first, commits)
        firm = [due for due in reversed(taken) if not hangs_on_something(sentence, due, rules)]
        known = {due.due: due for due in firm}  # "on Tuesday I'll look, and tell you that day"
        row = partial(_Row, hinted=hinted, stretch=stretch)
        for due in reversed(known.values()):
            until = end.due if end else None
            promise = replace(_promise(stretch.one, due, hopes=hopes), every=every, until=until)
            yield row(promise=promise, words=own_words(stretch, due, taken), due=due)
        if not known and (taken or stretch.one.is_plain(heard)):
            promise = _promise(stretch.one, None, hopes=hopes)
            yield row(promise=promise, words=own_words(stretch, None, ()), due=None)


def _round(stretch: Stretch, scene: Scene) -> tuple[Every | None, list[Due]]:
    """How often the words say that it comes again, and when first if no other time is said."""
    rules, rhythm, zone = scene.rules, scene.rhythm, scene.zone
    matches = ((rule.pattern.search(stretch.words), rule.every) for rule in rules.rounds)
    match, every = next((pair for pair in matches if pair[0]), (None, None))
    if match is None or every is None:
        return None, []
    day = next(rounds(scene.today, every, rhythm))
    start, end = match.span()
    due = Due(
        due=at(day, rhythm.conventions.end_of_day, zone),
        grain="day",
        text=match[0],
        start=start + stretch.start,
        end=end + stretch.start,
        inferred=True,
    )
    return every, [due]


def _end_of_rounds(
    sentence: str, dues: Sequence[Due], first: Sequence[Due], rules: RememberingRules
) -> Due | None:
    """Of the times beside words that say how often, the one with which that ends."""
    beside = (due for due in dues for one in first if due.end <= one.start or one.end <= due.start)
    return next((due for due in beside if ends_rounds(sentence, due, rules)), None)


def _commits_alone(due: Due, sentence: str, times: Sequence[Due], language: str) -> bool:
    """Whether the clause of a time sounds like a promise by itself: "the price by Friday"."""
    start, end = clause_around(due, sentence)
    own = [
        replace(one, start=one.start - start, end=one.end - start)
        for one in times
        if start <= one.start < end
    ]
    heard = sound(sentence[start:end].lstrip(), own, language)
    return heard is not None and heard.commits > LOUD


def _is_hinted(stretch: Stretch) -> bool:
    """Whether the words do not say what the customer will have."""
    one, sentence, rules = stretch.one, stretch.sentence, stretch.rules
    if one.rule.strength in {"under_way", "hinted"}:
        return True
    reach = (stretch.start, stretch.end)
    clause = part_around(PAUSE, sentence, one.end, one.end, reach)
    return bool(rules.effort.search(sentence, *clause)) and not rules.outcome.search(
        sentence, *reach
    )


def _only_tells(stretch: Stretch) -> bool:
    """Whether the customer will only be told something: "I'll let you know"."""
    rules = stretch.rules
    if not rules.outcome.search(stretch.words):
        return False
    return not any(way.say and way.pattern.search(stretch.words) for way in rules.naming.things)


def _promise(one: Commitment, due: Due | None, *, hopes: bool) -> FoundPromise:
    timed = due is not None
    sure = timed or one.rule.strength == "strong"
    form: PromiseForm = "implied" if hopes and not sure else "explicit"
    return FoundPromise(
        start=0,
        end=0,
        text="",
        form=form,
        due=due.due if due else None,
        due_text=due.text if due else None,
        grain=due.grain if due else None,
        confidence=min(1.0, one.rule.confidence + (0.1 if timed else 0.0)),
        inferred=due is not None and due.inferred,
        rule=one.rule.id,
    )
