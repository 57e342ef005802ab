"""Sentences of a mail as letters for their parts of speech, and the noun phrases in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from helper.replying.understanding.tagging import is_word, letters
from helper.replying.understanding.turning import small
from helper.rulebook.grammar import Grammar
from helper.rulebook.replying import ReplyingRules

TITLE = -1
"""Where the subject stands among the sentences."""
SIGN, TROUBLE = 2.0, 3.0
"""What words are worth that often, or nearly always, tell of something wrong."""
_SENTENCE = re.compile(r"[^.!?\n;]+(?:(?:[.:](?=\w)|(?<=\b[A-Z])\.(?= [A-Z]))[^.!?\n;]+)*")
"""An initial ends none: 532 W. Broadway."""
_ANSWERED = re.compile(r"^(?:\s*(?:re|aw|fwd?|wg|sv|tr)\s*:)+\s*", re.IGNORECASE)
_VERB = re.compile("[VZM]")
_CLAUSE = re.compile("[VZM]|[NSX]E")
_MEASURE = re.compile("[DBPC]?A*[NS]O$")
_SHORT_FORM = 4
"""An RFQ keeps its capitals, a REFUND does not."""
_OTHERS = "J"
"""Before what is not to be named: his, her, each."""
_SUMS = frozenset("£$€")
_HANGS = {"head": ("of", "rest"), "plain": ("part", "more"), "sum": (None, "paid")}
_MAILS = "mails"
_NEVER = frozenset({_MAILS, "persons", "times"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the mail as words and as letters, one for each word."""

    number: int
    start: int
    text: str
    found: Sequence[re.Match[str]]
    letters: str
    signs: Mapping[int, float]
    """Which of the words tell of trouble, and how surely."""

    @property
    def has_verb(self) -> bool:
        """Whether it says something of a thing, and does not only name it."""
        return _CLAUSE.search(self.letters) is not None

    def words(self, start: int, end: int) -> list[str]:
        """The words from one place to before another."""
        return [one[0] for one in self.found[start:end]]

    def stems(self, start: int, end: int) -> list[str]:
        """The same without what tells one from many."""
        return [_stem(word) for word in self.words(start, end)]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase by its words: ``owner`` stands from ``start`` to ``body``, its noun is ``head``.

    From ``rest`` to ``end`` stands what hangs on it by a preposition.
    """

    sentence: Sentence
    start: int
    body: int
    head: int
    rest: int
    end: int
    noun: str
    """Its head in small letters."""
    kind: str | None
    """Which of the grammar's heads that is, if any."""
    is_hung: bool = False
    """Whether it stands in what hangs on another."""

    @property
    def owner(self) -> str:
        """The letter of what stands before it; none, if nothing does."""
        return self.sentence.letters[self.start : self.start + 1] if self.body > self.start else ""

    @property
    def stem(self) -> str:
        """The same of one and of many."""
        return _stem(self.noun)

    @property
    def stems(self) -> list[str]:
        """All its words so."""
        return self.sentence.stems(self.start, self.end)

    @property
    def is_sum(self) -> bool:
        """Whether it is money."""
        return self.sentence.letters[self.head] == "L"

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the text."""
        found, begin = self.sentence.found, self.sentence.start
        return begin + found[self.start].start(), begin + found[self.end - 1].end()

    @property
    def said_before(self) -> str:
        """The words before it."""
        return self.sentence.text[: self.sentence.found[self.start].start()].rstrip()

    @property
    def before(self) -> str:
        """The letters before it, and before what measures it."""
        return _MEASURE.sub("", self.sentence.letters[: self.start])

    @property
    def is_subject(self) -> bool:
        """Whether a verb follows, or opens the question."""
        follows = re.match("R*[VZM]", self.sentence.letters[self.end :])
        return bool(follows or re.fullmatch("[.UKR]*W?[ZM]", self.before))


def _stem(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("s")


def title_of(subject: str, grammar: Grammar, rules: ReplyingRules) -> Iterator[Sentence]:
    """What a subject names, without what mail clients put before it, and without its shouting."""
    title = _ANSWERED.sub("", subject.replace("’", "'"))
    is_shouted = title.isupper() and any(len(word) > _SHORT_FORM for word in title.split())
    if is_shouted:
        title = title.lower()
    elif not _begins_with_a_name(title, grammar):
        title = small(title) or ""
    for one in sentences(title, grammar, rules):
        if not _VERB.search(one.letters):
            yield replace(one, number=TITLE, start=one.start - len(title))  # before the text


def _begins_with_a_name(title: str, grammar: Grammar) -> bool:
    """Whether its first word is known with a capital only, or owns something: Mabel's stay."""
    said = title.split(" ", 1)[0]
    first = said.removesuffix("'s")
    return not is_word(first.lower(), grammar) and (first != said or is_word(first, grammar))


def sentences(text: str, grammar: Grammar, rules: ReplyingRules) -> Iterator[Sentence]:
    """The sentences of a mail that do not only greet."""
    known = ((rules.telling_signs, SIGN), (rules.troubles, TROUBLE))
    signs = {at: worth for sign, worth in known if sign for at in sign.starts(text)}
    said = (one for one in _SENTENCE.finditer(text) if not grammar.greeting.search(one[0]))
    for number, sentence in enumerate(said):
        start, found = sentence.start(), list(grammar.word.finditer(sentence[0]))
        places = ((n, start + one.start()) for n, one in enumerate(found))
        shown = {n: signs[at] for n, at in places if at in signs}
        yield Sentence(number, start, sentence[0], found, letters(found, grammar), shown)


def phrases(sentence: Sentence, grammar: Grammar) -> Iterator[Phrase]:
    """The noun phrases of a sentence that may be what a mail is about.

    What hangs on one is found again as one of its own: in "a problem with the lamp" the lamp.
    """
    at = end = 0
    while found := grammar.phrase.search(sentence.letters, at):
        one, at = _phrase(found, sentence, grammar)
        if not _is_no_thing(one, grammar):
            yield replace(one, is_hung=one.start < end)
            end = one.end


def _phrase(found: re.Match[str], sentence: Sentence, grammar: Grammar) -> tuple[Phrase, int]:
    """What was found, and from where to look on."""
    head = next(name for name in _HANGS if found[name])
    start, at = found.start(), found.end(head) - 1
    body = found.end("owner") if found["owner"] else start
    of, rest = (found.start(n) if n and found[n] else found.end() for n in _HANGS[head])
    noun = sentence.found[at][0].lower().removesuffix("'s")
    one = Phrase(sentence, start, body, at, rest, found.end(), noun, _kind_of(noun, grammar))
    return one if _hangs_surely(one, grammar) else replace(one, end=rest), min(of, rest)


@lru_cache(maxsize=1024)
def _kind_of(noun: str, grammar: Grammar) -> str | None:
    """Which of the grammar's heads a noun is: the same ones come again and again."""
    return next((name for name, said in grammar.heads.items() if said.in_line(noun)), None)


def _hangs_surely(one: Phrase, grammar: Grammar) -> bool:
    """Whether what hangs on a phrase can't as well hang on the verb before, and is no time."""
    if one.end == one.rest:
        return True
    last = one.sentence.found[one.end - 1][0].lower()
    if grammar.heads["times"].search(last) or one.sentence.letters[one.end - 1] == "C":
        return False
    if one.owner not in {"P", "Y", "D"} or not one.sentence.has_verb:
        return True
    is_subject = replace(one, end=one.rest).is_subject or one.is_subject
    return is_subject or grammar.announced.search(one.said_before) is not None


def _is_no_thing(one: Phrase, grammar: Grammar) -> bool:
    if one.owner == _OTHERS or grammar.oneself.in_line(one.said_before):
        return True
    marks = one.sentence.letters
    is_of = one.owner != "P" and marks[one.head + 1 : one.head + 2] == "O"
    if is_of and grammar.measures.in_line(one.noun):  # What it measures is found by itself.
        return True
    if marks[one.head] == "X":  # our colleague Peter
        said = one.sentence.words(one.body, one.head)
        if any(grammar.heads["persons"].search(word.lower()) for word in said):
            return True
    if one.noun[:1] in _SUMS and marks[one.head + 1 : one.head + 2] == "F":
        return True  # It is about what was paid for: "£40 for a pizza".
    # An answer is nobody's matter, an error message may be.
    is_called = one.kind == _MAILS and marks[one.head - 1 : one.head] == "N" and one.head > one.body
    return one.kind in _NEVER and not is_called
