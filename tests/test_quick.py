from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.rulebook import Rulebook
from helper.rulebook.heads import fold
from helper.rulebook.quick import Quick
from tests.reading.labelled import labelled

WORDS = ["wait", "waiting", "no answer", "answer", "!", "three weeks", "ok", "\n", "x", "。", "??"]
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
]


@given(st.lists(st.sampled_from(WORDS), min_size=60, max_size=120))
def test_what_matches_stays_the_same(words: list[str]) -> None:
    """Looking first saves time and changes nothing, wherever the words stand."""
    text = " ".join(words)
    for source in SOURCES:
        quick = Quick([source], re.MULTILINE)
        plain = [found.span() for found in re.finditer(source, text, re.MULTILINE)]
        assert [found.span() for found in quick.finditer(text)] == plain, source
        first = quick.search(text)
        assert (first.span() if first else None) == (plain[0] if plain else None)


def test_every_shipped_cue_matches_as_a_plain_pattern_would(book: Rulebook) -> None:
    """The cues find the same places in all labelled mails, put together to a long text."""
    texts = [one.mail.text or "" for one in labelled("en")]
    pages = ["\n\n".join(texts[at : at + 4]) for at in range(0, len(texts), 4)]
    found = 0
    for cue in book.reading["en"].cues:
        flags = re.compile(cue.pattern.pattern).flags | re.MULTILINE
        for page in map(fold, pages):
            plain = [one.span() for one in re.finditer(cue.pattern.pattern, page, flags)]
            assert [one.span() for one in cue.pattern.finditer(page)] == plain, cue.id
            found += len(plain)
    assert found > 100


def test_alternatives_give_matches_in_order_that_do_not_overlap() -> None:
    """Two alternatives, tried apart, read as one expression."""
    quick = Quick(["late parcel", "parcel lost", "lost"], re.RegexFlag(0))
    text = "lost, " + "a late parcel lost " * 20
    spans = [found.span() for found in quick.finditer(text)]
    assert spans == [found.span() for found in re.finditer(quick.pattern, text)]


def test_case_may_be_ignored() -> None:
    """Patterns over unfolded text find capitals too; a curly apostrophe counts as straight."""
    quick = Quick(["sincerely|don't"], re.IGNORECASE)
    assert len(list(quick.finditer("SINCERELY " * 40))) == 40
    assert quick.search("x " * 200 + "Sincerely") is not None


def test_groups_stay_whole() -> None:
    """A named group is there in each match, so such patterns are not taken apart."""
    quick = Quick([r"order (?P<it>\d+)", "refund"], re.RegexFlag(0))
    text = "a refund for order 17, please. " * 20
    assert {found["it"] for found in quick.finditer(text)} == {None, "17"}


@pytest.mark.parametrize("letter", ["İ", "ß", "ı", "Ａ"])
def test_folding_keeps_places(letter: str) -> None:
    """A folded text is exactly as long, whatever lower case does to a letter."""
    assert len(fold(f"a{letter}b’")) == 4
    assert fold(f"a{letter}b’")[-1] == "'"
