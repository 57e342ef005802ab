"""How noun phrases are found in a language: ``rules/<language>/replying-phrases.yaml``.

Each word of a sentence is written as one letter for its part of speech, so that the grammar of a
phrase is a plain pattern over these letters: a determiner, some adjectives, some nouns.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from pydantic import Field, model_validator

from helper.rulebook.base import Regex, Strict, Whole


class Turn(Strict):
    """What letters of neighbours make of a letter: "claim" after "I" is a verb."""

    pattern: Regex
    say: str

    def done(self, text: str) -> str:
        """``text``, of one line, with each match turned; mostly there is none."""
        return self.pattern.whole.sub(self.say, text) if self.pattern.in_line(text) else text


class Ending(Strict):
    """What a word that no lexicon knows is by its ending."""

    pattern: Regex
    letter: str = Field(min_length=1, max_length=1)


class Questions(Strict):
    """How a direct question is made, and what becomes of its verb in a clause."""

    begins: Regex
    """The group ``opening``, if a question word opens it, and the auxiliary, ``verb``."""
    led: Regex
    """What leads over to a question that is a clause already: "do you know if"."""
    joint: Regex
    """Between two questions in one sentence; without a group."""
    listed: Regex
    """Between two of them as clauses; without a group."""
    again: Regex
    """One of them, with what stands before it, that adds nothing to the others."""
    tail: Regex
    """The other way out at the end of a question, "or do I have to go elsewhere", and what the
    answer does anyway: "and let me know"."""
    said: str
    """How a clause is wished for."""
    straight: Regex
    """What asks who or which does it, and is a clause as it stands."""
    whether: str
    """Opens the clause where no question word does."""
    reasons: Regex
    """A question word that asks about all that is said of its subject, and for no part of it."""
    being: Regex
    """Verbs of being, which stand after their subject in a clause."""
    helping: Regex
    """Verbs that do so before another verb."""
    perfect: Regex
    """Verbs that do so before what was done."""
    done: Regex
    """What was done, where no ending tells."""
    advised: Regex
    """Question word, verb and who asks, where one asks for advice: "how do I" is "how to"."""
    plural: str
    """The verb that vanishes; of any other the next verb takes the ending."""
    past: str
    """The verb that vanishes and leaves the next one in the past."""
    carried: str
    """A verb that comes behind a subject and before nothing that does: "could the lamp number be
    changed" asks of a lamp number."""
    bare: tuple[str, ...]
    """Subjects that any noun phrase may follow."""
    subjects: dict[str, str]
    """Who asks and who is asked, as the subject from our side."""
    endings: tuple[Turn, ...]
    """How a verb ends for he, she and it: the first that fits."""
    pasts: dict[str, str]
    """Verbs that have a past of their own."""
    past_endings: tuple[Turn, ...]
    """How any other verb ends in the past: the first that fits."""

    def inflected(self, verb: str) -> str:
        """``verb`` as it stands for one who does it."""
        return _ended(verb, self.endings)

    def past_of(self, verb: str) -> str:
        """``verb`` as it stands for what was done."""
        return self.pasts.get(verb) or _ended(verb, self.past_endings)


def _ended(verb: str, endings: Iterable[Turn]) -> str:
    found = next(one for one in endings if one.pattern.search(verb))
    return found.pattern.whole.sub(found.say, verb, count=1)


class Agents(Strict):
    """When a pronoun does what the next verb says."""

    words: dict[str, str]
    """Each from our side, where it does something: "you" is "we", and else "us"."""
    verb: Regex
    """The letters of what follows then."""
    begins: Regex
    """The same where it opens a clause."""
    lets: Regex
    """What stands before it where the verb is somebody else's: "let you know"."""


class Grammar(Whole):
    """Parts of speech as letters, and what a phrase is made of."""

    lexicon: str
    """Lines of ``word TAG`` in the order of their bytes: a path inside the package textblob."""
    word: Regex
    """One word, number, sum of money or mark."""
    letters: dict[str, str]
    """The letter of each tag of the lexicon; any other is a full stop."""
    words: dict[str, str]
    """Words by their letter, apart by blanks, before the lexicon is asked."""
    endings: tuple[Ending, ...]
    context: tuple[Turn, ...]
    """Applied in turn to the letters of a sentence; each leaves them as many as before."""
    phrase: Regex
    """A noun phrase in letters: the group ``owner`` is what stands before, ``head`` its noun (or
    ``plain`` without an owner, or a ``sum``), ``of`` and ``rest`` what hangs on it (or ``part``
    and ``more``, or ``paid``)."""
    questions: Questions | None = None
    agents: Agents | None = None
    unshortened: tuple[Turn, ...] = ()
    """A pronoun and its verb written as one word, as the two they are."""
    torn: Regex
    """A clause in letters that is none, and can't be said back."""
    told: Regex
    """A clause in letters that is told from our side though no rule for telling knows it."""
    lead: Regex
    """What leads over to a clause, and is left out where it is told."""
    contrast: Regex
    """What follows a clause that tells only half of what happened."""
    breaks: Regex
    """Where a long clause of a short text may end, before what only goes on from it."""
    opens: Regex
    """What stands in a long clause before the part of it that tells what happened."""
    besides: str | None = None
    """How two clauses are told as one story: ``{first}`` and ``{then}``."""
    word_given: Regex | None = None
    """A clause that only tells what was promised, not that it was broken, or what they did."""
    aside: Regex
    """What is no trouble, however it is told: the writer's own doing, two verbs run together."""
    unhurt: Regex | None = None
    """What would be no clause behind "I'm sorry that", or nothing to be sorry for."""
    byway: Regex
    """How an ask begins that is not what a mail is about."""
    cuts: tuple[Regex, ...] = ()
    """What an ask that cannot be said whole is said without, one after the other."""
    agreements: tuple[Turn, ...] = ()
    """Verbs of a clause that are put right where its subject has become another."""
    heads: dict[str, Regex]
    """Heads that never are the trouble: persons, times, and what only speaks of the mail."""
    measures: Regex
    """A bit of, a pair of: what is measured is meant."""
    greeting: Regex
    """A line that only greets."""
    announced: Regex
    """What stands before a thing that is called the matter: "I'm writing about"."""
    praise: Regex
    """Words of a sentence that is not about trouble."""
    oneself: Regex
    """What stands before what a writer calls themselves: "we're a"."""
    tail: Regex
    """How a phrase ends that calls its thing a trouble, which is said beside it."""
    idle: Regex | None = None
    """Words before a noun that only tell what they think of it, in small letters."""
    mine: str
    """Before what is theirs, as they would say it."""
    kin: Regex | None = None
    """Whose thing is also theirs where it is called by no name: mum's."""
    article: str
    """Before what has no owner."""
    owned: Regex
    """What stands before a phrase that is theirs from now on: I bought a, we ordered two."""
    ails: Regex
    """Heads that are a trouble themselves, and do not have it."""

    @cached_property
    def closed(self) -> dict[str, str]:
        """The letter of each of the ``words``."""
        return {word: letter for letter, words in self.words.items() for word in words.split()}

    @model_validator(mode="after")
    def _each_word_has_one_letter(self) -> Grammar:
        known: dict[str, str] = {}
        for letter, words in self.words.items():
            for word in words.split():
                if known.setdefault(word, letter) != letter:
                    message = f"grammar: {word!r} stands under {known[word]} and {letter}"
                    raise ValueError(message)
        return self
