"""Sentences of a mail as letters for their parts of speech, and the noun phrases in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from helper.replying.tagging import letters
from helper.rulebook.grammar import Grammar
from helper.rulebook.replying import ReplyingRules

TITLE = -1
"""Where the subject stands among the sentences."""
SIGN, TROUBLE = 2.0, 3.0
"""What words are worth that often, or nearly always, tell of something wrong."""
_SENTENCE = re.compile(r"[^.!?\n;]+(?:[.:](?=\w)[^.!?\n;]+)*")
_ANSWERED = re.compile(r"^(?:\s*(?:re|aw|fwd?|wg|sv|tr)\s*:)+\s*", re.IGNORECASE)
_VERB = re.compile("[VZM]")
_CLAUSE = re.compile("[VZM]|[NSX]E")
_MEASURE = re.compile("[DBPC]?A*[NS]O$")
_OTHERS = "J"
"""Before what is not to be named: his, her, each."""
_HANGS = {"head": ("of", "rest"), "plain": ("part", "more"), "sum": (None, "paid")}
_MODIFIED = frozenset({"vague", "places"})
"""A number is nothing, a tracking number is something."""


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

    @property
    def owner(self) -> str:
        """The letter of what stands before it; none, if nothing does."""
        return self.sentence.letters[self.start : self.start + 1] if self.body > self.start else ""

    @property
    def noun(self) -> str:
        """Its head in small letters."""
        return self.sentence.found[self.head][0].lower().removesuffix("'s")

    @property
    def is_sum(self) -> bool:
        """Whether it is money."""
        return self.sentence.letters[self.head] == "L"

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

    @property
    def is_first(self) -> bool:
        """Whether it is what its sentence names first."""
        return not re.search("[NSX]", self.before)


def title_of(subject: str, grammar: Grammar, rules: ReplyingRules) -> Iterator[Sentence]:
    """What a subject names, without what mail clients put before it, and without its shouting."""
    title = _ANSWERED.sub("", subject.replace("’", "'"))
    title = title.lower() if title.isupper() and " " in title else title
    for one in sentences(title, grammar, rules):
        if not _VERB.search(one.letters):
            yield replace(one, number=TITLE, start=one.start - len(title))  # before the text


def sentences(text: str, grammar: Grammar, rules: ReplyingRules) -> Iterator[Sentence]:
    """The sentences of a mail that do not only greet."""
    said = (one for one in _SENTENCE.finditer(text) if not grammar.greeting.search(one[0]))
    for number, sentence in enumerate(said):
        found = list(grammar.word.finditer(sentence[0]))
        marks, signs = letters(found, grammar), _signs(sentence[0], found, rules)
        yield Sentence(number, sentence.start(), sentence[0], found, marks, signs)


def _signs(text: str, found: Sequence[re.Match[str]], rules: ReplyingRules) -> dict[int, float]:
    known = ((rules.telling_signs, SIGN), (rules.troubles, TROUBLE))
    at = {one.start(): worth for signs, worth in known if signs for one in signs.finditer(text)}
    return {n: at[one.start()] for n, one in enumerate(found) if one.start() in at}


def phrases(sentence: Sentence, grammar: Grammar) -> Iterator[Phrase]:
    """The noun phrases of a sentence that may be what a mail is about."""
    for found in grammar.phrase.finditer(sentence.letters):
        head = next(name for name in _HANGS if found[name])
        start, at = found.start(), found.end(head) - 1
        body = found.end("owner") if found["owner"] else start
        of, rest = (found.start(n) if n and found[n] else found.end() for n in _HANGS[head])
        one = Phrase(sentence, start, body, at, rest, found.end())
        if not _hangs_surely(one, grammar):
            one = replace(one, end=rest)
        if of < rest and one.owner != "P" and grammar.measures.search(one.noun):
            one = _measured(one, of + 1)
        if not _is_no_thing(one, grammar):
            yield one


def _hangs_surely(one: Phrase, grammar: Grammar) -> bool:
    """Whether what hangs on a phrase can't as well hang on the verb before, and is no time."""
    last = one.sentence.found[one.end - 1][0].lower()
    if grammar.heads["times"].search(last) or one.sentence.letters[one.end - 1] == "C":
        return False
    is_subject = replace(one, end=one.rest).is_subject or one.is_subject
    is_alone = not one.sentence.has_verb or grammar.announced.search(one.said_before)
    return bool(is_subject or is_alone or one.owner not in {"P", "Y", "D"})


def _measured(one: Phrase, start: int) -> Phrase:
    """What is measured: the plastic of a bit of plastic."""
    marks = one.sentence.letters
    owner = start + (marks[start] in "DBP")
    head = max(n for n in range(owner, one.rest) if marks[n] in "NSX")
    return replace(one, start=start, body=owner, head=head)


def _is_no_thing(one: Phrase, grammar: Grammar) -> bool:
    if one.owner == _OTHERS or grammar.oneself.search(one.said_before):
        return True
    if one.sentence.letters[one.head] == "X":  # our colleague Peter
        said = one.sentence.words(one.body, one.head)
        if any(grammar.heads["persons"].search(word.lower()) for word in said):
            return True
    kind = next((name for name, heads in grammar.heads.items() if heads.search(one.noun)), None)
    if kind in _MODIFIED:
        return one.sentence.letters[one.body : one.head][-1:] not in {"N", "S", "X"}
    return kind is not None
