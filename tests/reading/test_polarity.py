from __future__ import annotations

import random
import subprocess
import sys

import pytest
from textblob.en import sentiment

from helper.reading.polarity import polarity, polarity_of

PLAIN = ("a", "is", "the", "really", "very", "'", "'''", "?", "wonder", "nobody")
SIGNS = ("!", ":)", ":-)", ";)", ":d", ";-d", ":p", ":(", ":'(", ";'(", ":-(", "don", "n't")


@pytest.mark.parametrize("seed", range(6))
def test_it_is_what_textblob_says(seed: int) -> None:
    """Not almost: the same digits, however modifiers, negations, faces and marks are mixed."""
    sentiment.load()
    chance = random.Random(seed)
    rare = sorted(dict.keys(sentiment))
    often = [*("no", "not", "never", "n't"), *PLAIN, *SIGNS]
    for _ in range(500):
        words = [chance.choice(chance.choice((rare, often))) for _ in range(chance.randint(1, 30))]
        assert polarity_of(words) == sentiment(words)[0], words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It ISN'T good!", ["it", "is", "n't", "good", "!"]),
        ("Great :-) but slow", ["great", ":-)", "but", "slow"]),
        ("Bad!!!!!!!!", ["bad", "!", "!", "!"]),
        ("", []),
    ],
)
def test_words_are_told_apart(text: str, words: list[str]) -> None:
    """Short forms and faces are words, and shouting is heard three times at most."""
    assert polarity(text, "en") == sentiment(words)[0]


def test_polarity_is_for_english_only() -> None:
    """The lexicon is English: other languages get no opinion from it."""
    assert polarity("terrible", "en") < 0
    assert polarity("terrible", "fr") == 0


def test_textblob_itself_is_never_imported() -> None:
    """It takes half a second and 50 MB; only its lexicon is read."""
    code = (
        "import sys; from helper.reading.polarity import polarity;"
        "polarity('terrible', 'en'); sys.exit('textblob' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
