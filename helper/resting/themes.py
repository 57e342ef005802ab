"""What people ask about, for those who make the product: counts and masked quotes (B79, 004:6).

Customer contact is a spring of knowledge. What leaves the house of it are themes, how often
and by how many, and a few short quotes in which nobody can be found. Nothing leaves by itself:
the user sees exactly the text that would be saved, and saves it or not.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from helper.contracts import Theme
from helper.resting.export import Export, harmless, plain
from helper.resting.masking import masked
from helper.rulebook import spoken
from helper.rulebook.resting import RestingRules

ThemesFormat: TypeAlias = Literal["md", "csv"]

OTHER = "other"
_QUOTES = 3
_LOOKED_AT = 30
"""So many of the latest are looked at for quotes: masking takes much longer than counting."""
_LEAST_LETTERS = 5
"""A quote with fewer letters left says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What one mail was about, in its own language; ``who`` tells people apart.

    ``read_as`` is its cause, and its kind.
    """

    text: str
    language: str
    who: str
    read_as: tuple[str, ...] = ()


def themes(
    asks: Sequence[Ask],
    names: Iterable[str],
    books: Mapping[str, RestingRules],
    words: RestingRules,
) -> tuple[Theme, ...]:
    """The themes of ``asks``, the most frequent first, named in the user's own ``words``.

    ``books`` holds the rules by language, ``names`` everyone who must not be found in a quote.
    """
    piles: dict[str, list[Ask]] = defaultdict(list)
    for ask in asks:
        piles[_theme(ask, books)].append(ask)
    known = frozenset(names)
    titles = {**{rule.id: rule.name for rule in words.themes}, OTHER: words.theme_words.other}
    found = (
        Theme(
            id=name,
            name=titles.get(name, name),
            asks=len(pile),
            people=len({ask.who for ask in pile}),
            quotes=_quotes(pile, known, books),
        )
        for name, pile in piles.items()
    )
    return tuple(sorted(found, key=lambda theme: (theme.id == OTHER, -theme.asks, theme.id)))


def _theme(ask: Ask, books: Mapping[str, RestingRules]) -> str:
    """The first theme in the mail's own language; a subject may be in another, so then in any.

    A subject such as "Grinder" names none: then what the whole mail was read as decides.
    """
    own = books[spoken(ask.language, books)]
    rules = [rule for book in (own, *books.values()) for rule in book.themes]
    named = (rule.id for rule in rules if rule.find(ask.text))
    heard = (rule.id for mark in ask.read_as for rule in own.themes if mark in rule.read_as)
    return next(named, next(heard, OTHER))


def _quotes(
    pile: Sequence[Ask], names: frozenset[str], books: Mapping[str, RestingRules]
) -> tuple[str, ...]:
    """The latest few that say something, each once."""
    found: dict[str, None] = {}
    latest = dict.fromkeys((ask.text, ask.language) for ask in pile)
    for text, language in islice(latest, _LOOKED_AT):
        quote = masked(text, names, books[spoken(language, books)].mask)
        if _says_something(quote):
            found[quote] = None
        if len(found) == _QUOTES:
            break
    return tuple(found)


def _says_something(quote: str) -> bool:
    """Han and kana say more with a letter."""
    return (
        sum(1 if letter < "\u3000" else 2 for letter in quote if letter.isalpha()) >= _LEAST_LETTERS
    )


def export(
    form: ThemesFormat, found: Sequence[Theme], now: datetime, zone: ZoneInfo, words: RestingRules
) -> Export:
    """``found`` as Markdown or as a table."""
    day = now.astimezone(zone).date().isoformat()
    match form:
        case "md":
            content, media_type = as_markdown(found, words), "text/markdown"
        case "csv":
            content, media_type = as_csv(found, words), "text/csv"
    return Export(filename=f"themes-{day}.{form}", media_type=media_type, content=content)


def as_markdown(found: Sequence[Theme], words: RestingRules) -> str:
    """A heading for each theme, with its counts and quotes."""
    say = words.theme_words
    lines = [f"# {say.title}", "", say.intro if found else say.empty, ""]
    for theme in found:
        counts = f"{say.asks.say(theme.asks)}, {say.people.say(theme.people)}"
        lines += [f"## {plain(theme.name)}", "", counts, ""]
        lines += [f"> {plain(quote)}\n" for quote in theme.quotes]
    return "\n".join(lines)


def as_csv(found: Sequence[Theme], words: RestingRules) -> str:
    """One row for each quote; a theme without a quote has one row too."""
    say, out = words.theme_words, io.StringIO()
    table = csv.writer(out)
    table.writerow([say.theme, say.asks_head, say.people_head, say.quote])
    for theme in found:
        for quote in theme.quotes or ("",):
            table.writerow([harmless(theme.name), theme.asks, theme.people, harmless(quote)])
    return out.getvalue()
