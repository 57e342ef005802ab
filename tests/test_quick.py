from __future__ import annotations

import re
from itertools import pairwise
from re._parser import parse  # type: ignore[import-not-found]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.rulebook import Rulebook
from helper.rulebook.folding import fold
from helper.rulebook.heads import beginning
from helper.rulebook.pattern import Pattern, branches
from helper.rulebook.quick import Parts, Pool, Quick
from tests.reading.labelled import labelled

WORDS = [
    *("wait", "waiting", "no answer", "answer", "!", "three weeks", "ok", "\n", "x", "。", "??"),
    *("a\bb", "\bwait", "\ud800ok", "İt"),
    *("No.", "4711", "don't", "don’t", "#fail", "我等", "等了三天", "すみません", ", fine", ":("),
]
SOURCES = [
    r"\b(?:wait(?:ing|ed)?|held) (?:for )?(?:three|four) weeks\b",
    r"\bno (?:\w+ )?answers?\b",
    r"[!?]{2,}",
    r"^x$",
    r"\bok\s*$",
    r"answer(?=\s*!)",
    r"(?<!no )answer",
    r"(?:^|\s)(?:\?\?|ok)",
    r"\b\w+ing\b|\b!",
    r"(?:three )?(?:we)+eks",
    r"\A\w+",
    r"\A\W*(?:no|wait)[\s\S]*ok|\A(?![\s\S]*three)",
    r"^[^\n]{0,20}\bno\b",
    r"#\w+|\d{3,}",
    r"(?:\W|^)(?:don't|:\()",
    r"(?:[我你]|等了?)+(?:三天)?",
    r"[一-鿿]{2}|ません",
    r"(?:, |\. )?fine",
    r"\b(?:(?!ok )\w+ ){0,2}answers?\b",
    r"(?<!['’])\b(?P<it>(?:(?!three|\d+)[^\W\d_][\w'’/&-]* )?(?:weeks?|x|t))\b",
    r"(?:(?:no|ok) )?(?:\w+ )?(?:answer|wait)",
    r"\b(?:(?:no|ok) )?(?:\w+ )?(?:answer|wait)",
    r"^(?:\w+ )?(?:answer|wait)|(?:\w+ )?\bok",
    r"\bthree weeks|[a-z]+ ok\b|wait(?!\w|ing)|no|[|)]{2}",
    r"(three|no)\b|\b(\w+), \2\b|(ok) \w+ \3",
]


def pooled(*sources: str, flags: re.RegexFlag = re.MULTILINE) -> list[Quick]:
    """One pattern for each source, in a pool."""
    patterns = [Quick([source], flags) for source in sources]
    Pool(patterns)
    return patterns


@given(st.lists(st.sampled_from(WORDS), max_size=80))
def test_what_matches_stays_the_same(words: list[str]) -> None:
    """Trying only likely places saves time and changes nothing, wherever the words stand."""
    text = " ".join(words)
    for quick in pooled(*SOURCES):
        plain = [found.span() for found in re.finditer(quick.pattern, text, re.MULTILINE)]
        assert [found.span() for found in quick.finditer(text)] == plain, quick.pattern
        first = quick.search(text)
        assert (first.span() if first else None) == (plain[0] if plain else None)


@given(st.text("abcdefgh \n.", min_size=20, max_size=200), st.integers(0, 99), st.integers(0, 200))
def test_a_part_of_a_text_is_searched_as_a_plain_pattern_would(
    text: str, start: int, end: int
) -> None:
    """Start and end mean what they mean to ``re``: what stands around them is seen."""
    for quick in pooled(r"\ba\w*", r"^b", r"(?<=c)d", r"e\b", r"[fg] h"):
        plain = re.compile(quick.pattern, re.MULTILINE).search(text, start, end)
        found = quick.search(text, start, end)
        assert (found and found.span()) == (plain and plain.span()), quick.pattern


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sets(st.integers(0, 200), max_size=9))
def test_sentences_are_searched_as_texts_of_their_own(words: list[str], cuts: set[int]) -> None:
    """Where a sentence begins and ends, a line and a text do, even in the midst of a word."""
    text = " ".join(words)
    places = sorted(cut for cut in cuts if cut < len(text))
    spans = [*pairwise(places)]
    for quick in pooled(*SOURCES):
        plain = [re.search(quick.pattern, text[a:b], re.MULTILINE) for a, b in spans]
        found = quick.first_in_each(Parts(text, spans))
        assert [(n, match.span()) for n, match in sorted(found.items())] == [
            (n, match.span()) for n, match in enumerate(plain) if match
        ], quick.pattern


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_every_shipped_pattern_matches_as_a_plain_one_would(book: Rulebook, language: str) -> None:
    """All rules find the same places in all labelled mails, some put together to a long text."""
    rules = book.reading[language]
    lists = (rules.noise, rules.cues, rules.kinds, rules.asks, rules.not_asks, rules.facts)
    texts = [rules.plain(one.mail.text or "") for one in labelled(language)]
    pages = [*texts[::5], "\n\n".join(texts[1:40:2])]
    found = 0
    for rule in (rule for rules in lists for rule in rules):
        for page in (page for text in pages for page in (text, fold(text))):
            plain = [one.span() for one in rule.pattern.whole.finditer(page)]
            assert [one.span() for one in rule.pattern.finditer(page)] == plain, rule.id
            found += len(plain)
    assert found > 100


def test_few_patterns_are_tried() -> None:
    """A pattern whose words the text lacks costs nothing: it is not even compiled."""
    quick, other = pooled(r"\bhovercraft\b", r"\beels\b")
    assert other.search("my hovercraft is full of eels")
    assert "whole" in vars(other)
    assert not quick.search("there is nothing in it")
    assert "whole" not in vars(quick)


def test_alternatives_give_matches_in_order_that_do_not_overlap() -> None:
    """Two alternatives, begun apart, read as one expression."""
    quick = Quick(["late parcel", "parcel lost", "lost", r"\w+ly lost"], re.RegexFlag(0))
    Pool([quick])
    text = "lost, " + "a late parcel lost, newly lost " * 20
    spans = [found.span() for found in quick.finditer(text)]
    assert spans == [found.span() for found in re.finditer(quick.pattern, text)]


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        (r"a(?:b|c)|[|)]|d\|", ["a(?:b|c)", "[|)]", r"d\|"]),
        (r"[^]|]|[]|]|[\]|]", ["[^]|]", "[]|]", r"[\]|]"]),
        (r"(a)|(?:b)|(?P<c>c)\2", ["(a)", "(?:b)", r"()(?P<c>c)\2"]),
        ("(?P<a>a)(?P=a)|b", ["(?P<a>a)(?P=a)|b"]),
        ("(?i)a|b", ["(?i)a|b"]),
        ("a|", ["a", ""]),
    ],
)
def test_a_pattern_falls_apart_into_its_branches(pattern: str, parts: list[str]) -> None:
    """Strokes within brackets part nothing, and what a branch speaks of stays with it."""
    assert branches(pattern) == parts


def test_a_branch_that_begins_anywhere_does_not_hide_how_others_begin() -> None:
    """Of a pattern in one piece only the branch is tried everywhere whose words are there."""
    (quick,) = pooled(r"\bmy cat died\b|[a-z]+ is dead\b")
    assert not quick.search("the cat and the dog are well")
    assert "whole" not in vars(quick)
    assert [found[0] for found in quick.finditer("rex is dead, my cat died")] == [
        "rex is dead",
        "my cat died",
    ]


def test_case_may_be_ignored() -> None:
    """Patterns over unfolded text find capitals too; a curly apostrophe counts as straight."""
    quick, curly = pooled("sincerely", "don[’']t", flags=re.IGNORECASE)
    assert len(list(quick.finditer("SINCERELY " * 40))) == 40
    assert quick.search("x " * 200 + "Sincerely") is not None
    assert curly.search("I DON’T know") is not None


def test_groups_stay_whole() -> None:
    """A named group is there in each match, and alternatives may count their groups."""
    quick = Quick([r"order (?P<it>\d+)", "refund"], re.RegexFlag(0))
    tied = Quick([r"(\d)-(\d)", r"(\w)\3\3"], re.RegexFlag(0))
    Pool([quick, tied])
    text = "a refund for order 17, please. xxx " * 20
    assert {found["it"] for found in quick.finditer(text)} == {None, "17"}
    assert {found[0] for found in tied.finditer(text)} == {"xxx"}


@pytest.mark.parametrize(
    ("pattern", "heads"),
    [
        (r"\b(?:no|not) way", {"\bno way", "\bnot wa"}),
        (r"^seeing", {"\rsee"}),
        (r"\s+is late", {" is la", "\nis la", "  ", " \n", "\n ", "\n\n"}),
        (r"(?:very )?sorry", {"very s", "sorry"}),
        (r"\d+ days", {"00", "0 days"}),
        (r"等了[三四]天", {"等了"}),
        (r"!+", {"!"}),
    ],
)
def test_a_pattern_tells_how_it_begins(pattern: str, heads: set[str]) -> None:
    """The letters a match begins with; a mark where a word or a line has to begin."""
    begins = beginning(parse(pattern, re.RegexFlag(0)))
    assert set(begins.heads) == heads
    assert not begins.anywhere


def test_no_place_is_tried_twice() -> None:
    """Where one alternative begins as another does, but goes on, the shorter beginning tells."""
    quick = Quick([r"\bno\b", r"\b(?:no answer|never)"], re.RegexFlag(0))
    Pool([quick])
    assert quick.heads == {"\bno", "\bnever"}


@given(st.lists(st.sampled_from(WORDS), max_size=20), st.sampled_from(["", " ", "\n"]))
def test_what_opens_lines_is_found_there(words: list[str], between: str) -> None:
    """A pattern that begins with a line or a text is tried there alone, and finds the same."""
    text = between.join(words)
    for source in [*SOURCES, r"^no|^wait", r"^(?:no )*answer$", r"^x|(?:ok|!)", r"\Ano|^wait"]:
        flags = re.MULTILINE | re.IGNORECASE
        pattern, plain = Pattern([source], flags), re.compile(source, flags).search(text)
        found = pattern.search(text)
        assert (found and found.span()) == (plain and plain.span())
        assert pattern.is_in(text) == (plain is not None)
        if "\n" not in text:
            there = pattern.in_line(text)
            assert (there and there.span()) == (plain and plain.span())
        assert pattern.sub("<>", text) == re.sub(source, "<>", text, flags=flags)


@given(st.lists(st.sampled_from([*WORDS, "Wait", "WAIT", "No", "OK", "ANSWER"]), max_size=40))
def test_small_letters_hide_nothing(words: list[str]) -> None:
    """Whether something is in a text is asked in small letters, where case tells nothing."""
    text = " ".join(words)
    edges = [r"\bno|\b(w)ait\1?|(?-i:\bOK)|!|\b(?-i:A)", r"\bno|(?P<o>o)?(?(o)k|fine)|ait"]
    loud = [r"\S+(?P<one>A)nswer", r"(?-i:[A-Z]{2})", r"\Wok\B|(?-i:ok)"]
    for source in [*SOURCES, *edges, *loud]:
        pattern = Pattern([source], re.IGNORECASE | re.MULTILINE)
        found = [one[0].casefold() for one in pattern.finditer(text)]
        starts = [one.start() for one in pattern.finditer(text)]
        assert list(pattern.starts(text)) == starts
        assert (pattern.is_in(text), pattern.distinct(text)) == (bool(found), set(found))


@pytest.mark.parametrize(
    ("pattern", "count", "heads"),
    [
        (r"\b(?:\w+ ){0,2}(?:order|bill)\b", 2, {"\border", "\bbill"}),
        (r"(?:(?:buy|get) )?(?:(?!the )[a-z]\w* )?leads", 0, set()),
        (r"\b(?:(?:buy|get) )?(?:(?!the )\w+ )?leads", 2, {"\bleads"}),
        (r"\b(?:[^\n]+ )?leads", 0, set()),
        (r"\b(?:\w+ )*leads", 0, set()),
        (r"(?:\w+ )?\bleads", 0, set()),
        (r"^(?:\w+ )?leads", 0, set()),
    ],
)
def test_a_few_words_may_stand_before_a_head(pattern: str, count: int, heads: set[str]) -> None:
    """What may be left out at the beginning does not hide the words that cannot."""
    begins = beginning(parse(pattern, re.RegexFlag(0)))
    assert (begins.words_before, set(begins.heads)) == (count, heads)


@pytest.mark.parametrize("pattern", [r".*x", r"\b\w+ing", r"^[^\n]*late", r"[a-z]{2,}\d", "(?:)"])
def test_some_patterns_begin_anywhere(pattern: str) -> None:
    """What begins with any letter or any word is searched for as ever."""
    assert beginning(parse(pattern, re.RegexFlag(0))).anywhere


@pytest.mark.parametrize("letter", ["İ", "ß", "ı", "Ａ"])
def test_folding_keeps_places(letter: str) -> None:
    """A folded text is exactly as long, whatever lower case does to a letter."""
    assert len(fold(f"a{letter}b’")) == 4
    assert fold(f"a{letter}b’")[-1] == "'"
