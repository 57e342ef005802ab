"""The thing a mail is about, as a noun phrase: found by parts of speech, named from our side."""

from __future__ import annotations

import pytest

from helper.replying.understanding.chunks import phrases, sentences, title_of
from helper.replying.understanding.phrases import likely, options, phrase_of
from helper.replying.understanding.tagging import letters
from helper.rulebook import Rulebook
from helper.rulebook.grammar import Grammar
from tests.replying.readings import a_reading

BARE = dict.fromkeys(("name", "object", "duration", "impact"))


def named(book: Rulebook, mail: str, level: int = 2, **changes: object) -> str | None:
    """What a mail that nothing else is known of is about."""
    rules = book.replying["en"]
    assert rules.grammar
    reading = a_reading(mail, level, facts=BARE, hurts=(), **changes)
    found = phrase_of(reading, rules.grammar, rules)
    return found.said if found and found.sure else None


def grammar_of(book: Rulebook) -> Grammar:
    """The English grammar."""
    found = book.replying["en"].grammar
    assert found
    return found


@pytest.mark.parametrize(
    ("sentence", "marks"),
    [
        ("the broken lid of my kettle", "DANOPN"),
        ("I claim nothing", "QVQ"),
        ("my claim stands", "PNZ"),
        ("does the new plan work abroad?", "ZDANVR."),
        ("a £65 fee for two seats", "BLNFCS"),
        ("your driver's note", "PYN"),
        ("the driver's gone", "DNE"),
        ("we ordered 12 Glimmo lamps", "QZCXS"),
        ("our housing cooperative is new", "PNNZA"),
        ("the cut-off for next week", "DNFAN"),
        ("please state a price", "MVBN"),
        ("that my call matters.", "WPNZ."),
        ("the contract guarantees 99%", "DNZC"),
        ("can also the grandmother go?", "MRDNV."),
        ("Goran told me", "XZQ"),
        ("is my disk sharing not working", "ZPNNRG"),
    ],
)
def test_words_become_letters(book: Rulebook, sentence: str, marks: str) -> None:
    """The lexicon tells the likeliest part of speech, and the neighbours correct it."""
    grammar = grammar_of(book)
    assert letters(list(grammar.word.finditer(sentence)), grammar) == marks


@pytest.mark.parametrize(
    ("mail", "level", "thing"),
    [
        ("The points from my Oslo trip still arent there", 1, "the points from your Oslo trip"),
        ("My Weekly Mix is nothing but whale song since Monday.", 1, "your Weekly Mix"),
        ("I bought a TORVE shelf and a bracket is missing", 1, "your TORVE shelf"),
        ("Paid a $9 handling fee again and nobody explains it", 2, "the $9 handling fee"),
        ("Put in a meter claim that was never decided.", 2, "your meter claim"),
        ("So, the wedding album. It came with a stranger in it.", 2, "the wedding album"),
        ("I'm writing about the scaffolding on our block. It is still up.", 2, None),
        ("The MIXER never worked.", 2, "the mixer"),
        ("No hot water again on the second floor", 2, "the hot water"),
        ("Can the grandmother come with the family pass?", 0, "the family pass"),
        ("helloooo? did the upgrade go through", 0, "the upgrade"),
        ("The translation of part 4 lacks a page.", 1, "the translation of part 4"),
        ("I made a scene at your door. The room key never worked.", 1, "the room key"),
        ("had to throw away the entire £21 dinner, raw", 2, "the £21 dinner"),
        ("my only birthday song won't play", 1, "your birthday song"),
        ("When something on your Gnix account goes wrong and nobody helps", 1, "the Gnix account"),
        ("your website is broken again", 2, "our website"),
        ("I keep getting this error message and it won't go", 2, "the error message"),
        ("stuck on flight 711 in Oslo for an hour", 2, "flight 711 in Oslo"),
        ("why is my disk sharing not working", 1, "your disk sharing"),
    ],
)
def test_the_trouble_is_named(book: Rulebook, mail: str, level: int, thing: str | None) -> None:
    """001:8: what it is about is said, in a trade no rule knows."""
    assert named(book, mail, level) == (thing or "the scaffolding on your block")


@pytest.mark.parametrize(
    "mail",
    [
        "My husband was left waiting again.",
        "Three hours and still nothing.",
        "I'm a nurse and I work nights, and nobody answers.",
        "You people never learn.",
        "His parcel was late again.",
        "On Monday nothing happened again.",
        "This is the worst airline.",
        "uploaded, ty",
        "Goran said so yesterday.",
    ],
)
def test_what_is_no_thing_is_not_named(book: Rulebook, mail: str) -> None:
    """Persons, times, the writer's own trade and insults are nobody's matter."""
    assert named(book, mail) is None


def test_what_is_asked_about_is_named(book: Rulebook) -> None:
    """A calm question is about what stands in the ask, not about why one asks."""
    mail = "We met at the fair last year. Is the oak bench still in your range?"
    ask = "Is the oak bench still in your range?"
    assert named(book, mail, 0, asks=[ask]) == "the oak bench"


def test_the_subject_names_it_too(book: Rulebook) -> None:
    """What a mail client puts before a subject, and shouting in it, is no part of the thing."""
    assert named(book, "It is all wrong again.", subject="Re: SEATING PLAN") == "the seating plan"


def test_a_subject_stands_nowhere_in_the_mail(book: Rulebook) -> None:
    """What is asked at the same place of the text does not speak for it."""
    found = list(title_of("Re: New office chair. The lamp", grammar_of(book), book.replying["en"]))
    assert len(found) == 2
    assert all(one.start + len(one.text) <= 0 for one in found)


def test_said_again_it_is_short(book: Rulebook) -> None:
    """What hangs on a thing is said once."""
    rules = book.replying["en"]
    reading = a_reading("I filed a claim for my broken case and hear nothing.", 2, facts=BARE)
    found = phrase_of(reading, grammar_of(book), rules)
    assert found
    assert (found.said, found.short) == ("your claim for your broken case", "your claim")


def test_an_initial_ends_no_sentence(book: Rulebook) -> None:
    """Else a street would be read as the beginning of the next."""
    found = sentences(
        "When will your 12 W. Harbour shop open?", grammar_of(book), book.replying["en"]
    )
    assert len(list(found)) == 1


def test_a_word_has_one_letter() -> None:
    """A word under two letters would be read as the file happens to be ordered."""
    texts = (
        "lexicon word phrase torn measures greeting announced praise oneself mine article "
        "owned ails told lead tail contrast breaks opens aside byway"
    )
    given = dict.fromkeys(texts.split(), "x") | {"letters": {}, "heads": {}}
    with pytest.raises(ValueError, match="'claim' stands under"):
        Grammar.model_validate(
            {**given, "endings": (), "context": (), "words": {"N": "claim", "V": "claim"}}
        )


def test_what_hangs_on_a_thing_may_be_meant_itself(book: Rulebook) -> None:
    """In "a problem with the lamp" it is the lamp, and its own traits say that it hangs there."""
    (sentence,) = sentences("A problem with the lamp", grammar_of(book), book.replying["en"])
    found = list(phrases(sentence, grammar_of(book)))
    assert [(one.noun, one.is_hung) for one in found] == [("problem", False), ("lamp", True)]


def test_what_is_bought_is_theirs(book: Rulebook) -> None:
    """Only what the writer bought: who else did, or did not, has it not made theirs."""
    for said in ("I recently ordered a walnut shelf", "Ordered a walnut shelf"):
        assert named(book, f"{said} and it never came. The shelf is a gift.") == "your walnut shelf"
    for said in ("You never ordered a walnut shelf", "The shop ordered a walnut shelf"):
        assert named(book, f"{said} and it never came. The shelf is a gift.") == "the walnut shelf"


def test_all_mentions_speak_for_a_thing(book: Rulebook) -> None:
    """What is named twice is likelier meant than either mention alone would be."""
    rules = book.replying["en"]
    mail = "The pump hums. I cleaned the filter. The pump still hums."
    found, known = options(a_reading(mail, 1, facts=BARE), grammar_of(book), rules)
    ranked = likely(found, known, {"noun: pump": 1.0, "noun: filter": 1.2})
    assert [found[at].noun for _, at in ranked] == ["pump", "pump", "filter"]
    assert ranked[0][0] == ranked[1][0] > ranked[2][0]


def test_traits_are_words(book: Rulebook) -> None:
    """An engineer can read off the table why a thing was named."""
    mail = "My old fridge hums. Could you send someone to look at the fridge?"
    ask = "Could you send someone to look at the fridge?"
    reading = a_reading(mail, 1, facts=BARE, asks=[ask], subject="Fridge")
    found, known = options(reading, grammar_of(book), book.replying["en"])
    assert [one.noun for one in found] == ["fridge"] * 3
    title, first, asked = map(set, known)
    assert {"title: bare", "title: said in the text", "words: 1"} <= title
    assert {"owner: my", "words: 2", "sentence: 0", "subject", "said again: 2"} <= first
    assert {"owner: the", "sentence: 1", "asked for"} <= asked


@pytest.mark.parametrize(
    ("subject", "thing"),
    [
        ("Rosa's second lesson", "Rosa's second lesson"),
        ("Thursday's lesson", "Thursday's lesson"),
        ("Grandma's piano", "grandma's piano"),
        ("Boiler, again", "boiler"),
    ],
)
def test_a_name_in_a_subject_keeps_its_capital(subject: str, thing: str, book: Rulebook) -> None:
    """Somebody's name in small letters looks careless."""
    rules = book.replying["en"]
    (title,) = title_of(subject, grammar_of(book), rules)
    assert title.text.startswith(thing)
