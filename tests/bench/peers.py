"""Who is compared: each gives a text a number, higher is more frustrated."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from textblob import TextBlob

from helper.contracts import Mail
from helper.reading.frustration import Ears, judge
from helper.reading.reader import read
from helper.reading.voices import voices
from helper.reading.widths import usual
from helper.rulebook import Rulebook

Scorer = Callable[[str], float]


def aizuchi(book: Rulebook, language: str) -> Scorer:
    """The whole reader, as a user has it."""

    def score(text: str) -> float:
        return read(Mail(text=text, language=language), book).score or 0.0

    return score


def aizuchi_with(book: Rulebook, language: str, ears: Ears) -> Scorer:
    """The same judgement with models that never saw the text, as the voices never do."""
    rules = book.reading[language]

    def score(text: str) -> float:
        usually = usual(text).text
        heard = voices("", rules.plain(usually), language)
        return judge(usually, rules, language, ears, heard).score

    return score


def peers() -> dict[str, Scorer]:
    """TextBlob, VADER where it is installed, and the length, which is a good guess."""
    found: dict[str, Scorer] = {"TextBlob": lambda text: -float(TextBlob(text).sentiment.polarity)}
    try:
        vader = import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()
    except ImportError:
        print("VADER is left out: pip install aizuchi[bench]")
    else:
        found["VADER"] = lambda text: -float(vader.polarity_scores(text)["compound"])
    found["length"] = lambda text: float(len(text))
    return found
