"""Learn what a mail is about, and what happened: ``python -m helper.desk.schooling DATA``.

The mails of ``helper/reading/corpus`` carry what people named as their matter: ``about``, and
``also`` what would do as well, both copied from the mail. Some carry as ``told`` the clauses that
can be read back to their writer, the best first; none, where nothing can. What each trait of a
noun phrase, and of a clause, weighs for it is learned from these, and printed is how well mails
are known by what the others taught.

``DATA`` holds texts of others that may be learned from and not shipped: what was said of them
stands in ``helper/reading/corpus/elsewhere`` as a file, an id and places in the text. In English
clauses were also labelled one by one, in our own mails and in these texts (`helper.desk.pieces`).
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from helper.contracts import Mail, Person, Reading
from helper.desk.pieces import LANGUAGE, Labelled, labelled
from helper.ears.choosing import Chosen, Traits, fitness, keep_table, learn, shares
from helper.ears.commands import asked
from helper.paths import shipped_rules
from helper.reading.reader import read
from helper.reading.train.texts import CORPUS, elsewhere, files, mails, rows_in
from helper.replying.understanding.askable import ASKS, ask_traits
from helper.replying.understanding.asked import wanted_of
from helper.replying.understanding.chunks import Phrase, phrases, sentences
from helper.replying.understanding.citing import CLAUSES, Quote, quotes, traits
from helper.replying.understanding.forms import understood
from helper.replying.understanding.phrases import OWNERS, TOPICS, likely, options
from helper.replying.understanding.retelling import Way, bare, ways
from helper.replying.understanding.telling import Clause
from helper.replying.understanding.turning import turned
from helper.rulebook import Rulebook, load_rulebook
from helper.rulebook.grammar import Grammar
from helper.rulebook.replying import ReplyingRules

_LEAST = 10
"""In how many mails a trait must stand."""
_ALSO, _WITHIN = 0.8, 0.5
"""What fits almost as well; and a word from the middle of what was named."""
_HALF = 0.5
"""The part two clauses must share to be taken for one."""
_FOLDS = 8
_TIMES = 2
"""How much more a clause counts that was labelled than one that was not chosen."""
_GENTLE = 0.02
"""The step where clauses are judged one by one: what stands in few of them says little."""
_FEW, _FIRM = 4, 0.05
"""The same for asks, of which there are few."""
_CERTAINTIES = (0.4, 0.5, 0.6, 0.65, 0.7, 0.8)
_ADDRESS = "a@example.org"
_NAMED = frozenset({"answer", "do", "mend"})
"""What a reply must be in which a thing is named; who is thanked has no matter to look into."""
_HEARD_OF = 3
"""How often a noun must be called somebody's."""
_PART = 48
"""How many texts of others are tried together."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A mail with its phrases, clauses or an ask, and whether people could name one."""

    file: str
    found: Sequence[Phrase] | Sequence[Way] | Sequence[Quote] | Sequence[str]
    chosen: Chosen
    is_nameable: bool
    times: int = 1
    """How much it counts where each clause is judged by itself."""


def lessons(
    language: str, book: Rulebook, corpus: Path = CORPUS, data: Path | None = None
) -> Iterator[Lesson]:
    """The labelled mails one would answer, in a fixed order; none without a grammar."""
    rules = book.replying[language]
    if rules.grammar is None:
        return
    for file, row in _rows(language, corpus, data):
        if row.get("needs") in _NAMED:
            yield _lesson(file, row, read(_mail(row), book), rules.grammar, rules)


def _rows(language: str, corpus: Path, data: Path | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """All that was labelled, ours first, each with the name of what it is tried together with."""
    for file in files(language, corpus):
        yield from ((file.name, row) for row in rows_in(file))
    if data is not None:
        yield from _elsewhere(language, corpus, data)


def _elsewhere(language: str, corpus: Path, data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The same of texts in ``data`` that are not ours; none where nobody labelled any."""
    for number, row in enumerate(elsewhere(language, data, corpus)):
        yield f"{row['file']} {number // _PART:03d}", row


def _mail(row: dict[str, Any]) -> Mail:
    sender = Person(name=row["from"], address=_ADDRESS) if row["from"] else None
    return Mail(text=row["text"], subject=row["subject"], sender=sender)


def _lesson(
    file: str, row: dict[str, Any], reading: Reading, grammar: Grammar, rules: ReplyingRules
) -> Lesson:
    found, known = options(reading, grammar, rules)
    meant = [(1.0, row["about"]), *((_ALSO, said) for said in row["also"])]
    named = [(worth, *_stems(said, grammar, rules)) for worth, said in meant if said]
    fits = [max((_fit(one, *of) for of in named), default=0.0) for one in found]
    return Lesson(file, found, Chosen(known, fits), bool(named))


def _stems(said: str, grammar: Grammar, rules: ReplyingRules) -> tuple[str, frozenset[str]]:
    """The noun of what people named, and all its words."""
    told = list(sentences(said, grammar, rules))
    nouns = [one.stem for sentence in told for one in phrases(sentence, grammar)]
    within = [stem for sentence in told for stem in sentence.stems(0, len(sentence.found))]
    return (nouns or within or [""])[0], frozenset(within)


def _fit(one: Phrase, worth: float, noun: str, within: frozenset[str]) -> float:
    """How well a phrase fits what people named."""
    if one.stem == noun:
        return worth
    return _WITHIN * worth if one.stem in within or noun in one.stems else 0.0


def tellings(
    language: str, book: Rulebook, corpus: Path = CORPUS, data: Path | None = None
) -> Iterator[Lesson]:
    """The mails of which people said what can be told back, in a fixed order.

    Those are left out of which no clause that was named can be.
    """
    rules, pairs = book.replying[language], book.reading[language].letters
    for file, row in _rows(language, corpus, data):
        if "told" in row:
            reading = understood(read(_mail(row), book), rules, pairs).reading
            lesson = _retold(row, reading, rules) if rules.grammar else _cited(row, reading, rules)
            if any(lesson.chosen.fits) or not row["told"]:
                yield replace(lesson, file=file)


def _retold(row: dict[str, Any], reading: Reading, rules: ReplyingRules) -> Lesson:
    found, known = ways(reading, rules)
    told = [bare(clause, rules) for clause in row["told"]]
    fits = [_worth(bare(one.clause.text, rules), told) for one in found]
    return Lesson("", found, Chosen(known, fits), bool(told))


def _worth(clause: str, told: Sequence[str]) -> float:
    """How well a clause can be told, where people named these, the best first."""
    if clause not in told:
        return 0.0
    return 1.0 if clause == told[0] else _ALSO


def _cited(row: dict[str, Any], reading: Reading, rules: ReplyingRules) -> Lesson:
    found = quotes(reading, rules)
    known = traits(found, reading, rules)
    starts = [(row["text"].find(piece), len(piece)) for piece in row["told"]]
    told = [(start, start + length) for start, length in starts]
    fits = [_shared(_place(one.clause), told) for one in found]
    return Lesson("", found, Chosen(known, fits), bool(told))


def _place(clause: Clause) -> tuple[int, int]:
    """Where the words of a clause stand, without the blanks around them."""
    text = clause.text.strip()
    start = clause.start + clause.text.index(text)
    return start, start + len(text)


def _shared(clause: tuple[int, int], told: Sequence[tuple[int, int]]) -> float:
    """The same where clauses are cut less surely: the more of one is the other, the better."""
    (start, end), best = clause, 0.0
    for number, (begin, stop) in enumerate(told):
        both = min(end, stop) - max(start, begin)
        part = both / (max(end, stop) - min(start, begin))
        if part > _HALF:
            best = max(best, part * part * (_ALSO if number else 1.0))
    return best


def pieces(book: Rulebook, data: Path) -> Iterator[Lesson]:
    """The texts of which single clauses were labelled, in a fixed order."""
    rules, pairs = book.replying[LANGUAGE], book.reading[LANGUAGE].letters
    for one in labelled(data):
        mail = _mail({"text": one.text, "subject": one.subject, "from": None})
        reading = understood(read(mail, book), rules, pairs).reading
        yield _judged(one, *ways(reading, rules))


def asks(book: Rulebook, data: Path) -> Iterator[Lesson]:
    """The asks that were labelled, in a fixed order, each as it would be named."""
    rules, pairs = book.replying[LANGUAGE], book.reading[LANGUAGE].letters
    for one in labelled(data):
        mail = _mail({"text": one.text, "subject": one.subject, "from": None})
        reading = understood(read(mail, book), rules, pairs).reading
        for ask in reading.asks:
            place, said = (ask.start, ask.end), wanted_of(ask, rules)
            if said and place in one.asked | one.unasked:
                is_fit = place in one.asked
                chosen = Chosen([ask_traits(said, ask, reading, rules)], [float(is_fit)])
                yield Lesson(one.name, [said], chosen, is_fit)


def _judged(one: Labelled, found: Sequence[Way], known: Sequence[Traits]) -> Lesson:
    """A text with those of its clauses that were labelled."""
    places = [(way.clause.start, way.clause.end) for way in found]
    read = [at for at, place in enumerate(places) if place in one.fit | one.unfit]
    fits = [float(places[at] in one.fit) for at in read]
    chosen = Chosen([known[at] for at in read], fits)
    return Lesson(one.name, [found[at] for at in read], chosen, bool(one.fit), _TIMES)


def _each(known: Iterable[Lesson]) -> list[Chosen]:
    """Every clause as a choice of its own: fit to be said back, or not."""
    return [
        Chosen([traits], [fit])
        for one in known
        for traits, fit in zip(one.chosen.options, one.chosen.fits, strict=True)
        for _ in range(one.times)
    ]


def taught(known: Sequence[Lesson]) -> dict[str, float]:
    """What each trait weighs; clauses that are told back, and asks, are judged one by one."""
    if any(isinstance(one, str) for lesson in known for one in lesson.found):
        return learn(_each(known), _FEW, _FIRM)
    if _are_judged(known):
        return learn(_each(known), _LEAST, _GENTLE)
    return learn([one.chosen for one in known], _LEAST)


def _are_judged(known: Iterable[Lesson]) -> bool:
    return any(isinstance(way, Way | str) for one in known for way in one.found)


def told_apart(known: Sequence[Lesson]) -> Iterator[tuple[float, bool, bool]]:
    """How certain each mail is named by what the files of others taught, and whether rightly.

    The third is whether it could be named at all.
    """
    files = sorted({one.file for one in known})
    for fold in range(_FOLDS):
        held = set(files[fold::_FOLDS])
        weights = taught([one for one in known if one.file not in held])
        for one in known:
            if one.file in held and one.found:
                share, at = _likeliest(one, weights)
                yield share, one.chosen.fits[at] > 0, one.is_nameable


def _likeliest(one: Lesson, weights: Mapping[str, float]) -> tuple[float, int]:
    found = [way for way in one.found if isinstance(way, Phrase)]
    if found:
        return likely(found, one.chosen.options, weights)[0]
    if _are_judged([one]):
        told = [fitness(traits, weights) for traits in one.chosen.options]
    else:
        told = shares(one.chosen.options, weights)
    return max(zip(told, range(len(told)), strict=True), key=lambda pair: (pair[0], -pair[1]))


def report(known: Sequence[Lesson]) -> Iterator[str]:
    """A line for each certainty from which on a matter might be named."""
    tried = list(told_apart(known))
    nameable = sum(one.is_nameable for one in known)
    for certainty in _CERTAINTIES:
        named = [(right, can) for share, right, can in tried if share >= certainty]
        if not named:
            yield f"from {certainty}: nothing named\n"
            continue
        right, can = sum(one for one, _ in named), sum(one for _, one in named)
        yield (
            f"from {certainty}: {can / nameable:.1%} of the nameable named, "
            f"{right / len(named):.1%} of these right, {(len(named) - right) / len(known):.1%} "
            "of all mails named wrongly\n"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write the tables and tell how well they do."""
    chosen = asked("helper.desk.schooling", arguments, data="the dialogues")
    book = load_rulebook(shipped_rules())
    for language in chosen.languages:
        named = list(lessons(language, book, data=chosen.data))
        _teach(TOPICS, language, named, chosen.out)
        told = list(tellings(language, book, data=chosen.data))
        more = list(pieces(book, chosen.data)) if language == LANGUAGE else []
        others = elsewhere(language, chosen.data)
        owned = owners(language, book, [row["text"] for row in [*mails(language), *others]])
        if owned:
            keep_table(OWNERS, language, owned, chosen.out)
        _teach(CLAUSES, language, [*told, *more], chosen.out)
        _teach(ASKS, language, list(asks(book, chosen.data)) if more else [], chosen.out)
    return 0


def owners(language: str, book: Rulebook, found: Iterable[str]) -> dict[str, float]:
    """How much rather than ours customers call a noun theirs, above 0 where they mostly do."""
    rules = book.replying[language]
    if rules.grammar is None:
        return {}
    own = turned(rules.grammar.mine, rules)
    theirs, ours = Counter[str](), Counter[str]()
    for text in found:
        for sentence in sentences(text.replace("’", "'"), rules.grammar, rules):
            for one in phrases(sentence, rules.grammar):
                if one.owner == "P":
                    said = turned(sentence.words(one.start, one.body)[0].lower(), rules)
                    (theirs if said == own else ours)[one.stem] += 1
    known = {noun for noun, count in (theirs + ours).items() if count >= _HEARD_OF}
    return {noun: round(math.log((theirs[noun] + 1) / (ours[noun] + 1)), 2) for noun in known}


def _teach(name: str, language: str, known: Sequence[Lesson], out: Path) -> None:
    if known:
        weights = taught(known)
        file = keep_table(name, language, weights, out)
        sys.stdout.write(f"{file}: {len(known)} mails, {len(weights)} traits\n")
        sys.stdout.writelines(report(known))


if __name__ == "__main__":
    sys.exit(main())
