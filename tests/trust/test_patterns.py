"""No pattern backtracks without end: of rules and of code, each tried on texts made against it.

For a pattern the texts are read off its own parsed form: whatever it repeats is repeated a few
dozen times, led up to by what it wants before, and ended by what it cannot take. A pattern
that needs too long for that is named.
"""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path
from re._parser import parse  # type: ignore[import-not-found]
from typing import Any

import pytest

import helper
from helper.rulebook import Rulebook
from helper.rulebook.base import Strict
from helper.rulebook.pattern import Pattern
from tests.trust.pumps import pumps

HOME = Path(helper.__file__).parent
LENGTHS = (16, 20, 22)
"""A pattern that doubles its work with each letter is found by a short text; long ones are
left to the reading room's hostile mails and to ``make fuzz``."""
MOST_SECONDS = 0.1
"""For one pattern over the longest text, in time of the processor."""
ENDS = ("", "\0")


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """What it takes to find all matches, of three times the best."""
    found = []
    for _ in range(3):
        started = time.process_time()
        for _ in pattern.finditer(text):
            pass
        found.append(time.process_time() - started)
        if found[-1] < MOST_SECONDS / 10:
            break
    return min(found)


def slow(pattern: re.Pattern[str]) -> str | None:
    """A text the pattern needs too long for, shortened, or ``None``."""
    for lead, pump in sorted(set(pumps(parse(pattern.pattern, pattern.flags)))):
        if not pump:
            continue
        for end in ENDS:
            for length in LENGTHS:
                text = lead + pump * (length // len(pump)) + end
                if seconds(pattern, text) > MOST_SECONDS:
                    return f"{lead!r} + {length // len(pump)} * {pump!r} + {end!r}"
    return None


def of_code() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that code compiles from a plain text."""
    for file in sorted(HOME.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            given = node.args[0]
            if name == "compile" and isinstance(getattr(given, "value", None), str):
                flags = re.RegexFlag(0)
                for word in (ast.unparse(one) for one in node.args[1:]):
                    for flag in re.findall(r"[A-Z]+", word):
                        flags |= re.RegexFlag[flag]
                yield f"{file.relative_to(HOME)}:{node.lineno}", re.compile(given.value, flags)


def inside(value: Any, place: str) -> Iterator[tuple[str, Pattern]]:
    """Every pattern in a part of the rule book."""
    if isinstance(value, Pattern):
        yield place, value
    elif isinstance(value, Strict):
        for name, part in value:
            yield from inside(part, f"{place}.{getattr(value, 'id', '') or name}")
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from inside(part, place)
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from inside(part, f"{place}.{name}")


def of_rules(book: Rulebook, language: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every alternative of every pattern in the rules of one language."""
    for room in ("reading", "replying", "remembering", "resting"):
        rules = getattr(book, room)
        if language in rules:
            for place, pattern in inside(rules[language], f"{language}/{room}"):
                for source in pattern.sources:
                    try:
                        yield place, re.compile(source, pattern.flags)
                    except re.error:  # it counts the groups of another alternative
                        yield place, pattern.whole


def test_no_group_is_possessive(book: Rulebook) -> None:
    """Python before 3.11.5 gets lost in (?:too|two)*+ (gh-106052); (?>(?:too|two)*) is the same."""
    of_all = [one for language in ("en", "zh", "ja") for one in of_rules(book, language)]
    found = {place for place, one in (*of_code(), *of_all) if re.search(r"\)[*+?}]\+", one.pattern)}
    assert found == set()


def test_the_measure_finds_what_it_should() -> None:
    """Repeats within repeats are named, the same thing said once is not."""
    for bad in (r"(?:a+)+$", r"(?:a|a)*b", r"(?:\n\s*)*(?:\Z|\nx)", r"x(?:[ab]*c?)*y"):
        assert slow(re.compile(bad)), bad
    for good in (r"a+b", r"\b\w+ \w+!", r"[ab]{2,}c", r"\d{1,3}(?:,\d{3})*"):
        assert slow(re.compile(good)) is None, good


def test_no_pattern_of_code_runs_away() -> None:
    """The ones compiled from a plain text in Python."""
    patterns = list(of_code())
    assert len(patterns) > 40
    found = {place: text for place, pattern in patterns if (text := slow(pattern))}
    assert found == {}


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_no_pattern_of_rules_runs_away(book: Rulebook, language: str) -> None:
    """Each alternative of each rule, the one in the YAML file with its fragments put in."""
    patterns = list(dict.fromkeys(of_rules(book, language)))
    assert len(patterns) > 200
    found = {
        (place, pattern.pattern): text for place, pattern in patterns if (text := slow(pattern))
    }
    assert found == {}


BLANKS = (" ", "\n", "\u3000", "> ")
"""What long runs consist of in mail: quotes and doubled halves are blanked out before reading."""


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_no_pattern_of_rules_gets_lost_in_blanks(book: Rulebook, language: str) -> None:
    """Three runs of blanks side by side in a pattern try every way to share out a long one."""
    texts = [f"abc。\n{blank * (600 // len(blank))}\0" for blank in BLANKS]
    found = {
        (place, pattern.pattern): text[5]
        for place, pattern in dict.fromkeys(of_rules(book, language))
        for text in texts
        if seconds(pattern, text) > MOST_SECONDS
    }
    assert found == {}


EVERYWHERE = r"[\s\S]*"
LONG = 6000


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_no_pattern_of_rules_looks_through_a_mail_again_and_again(
    book: Rulebook, language: str
) -> None:
    r"""What may stand anywhere behind something is looked for once, and not behind each such thing.

    "A[\s\S]*B" takes time with the square of a mail that says A over and over and never B;
    "\A(?>[\s\S]*?A)[\s\S]*B" finds the same.
    """
    found = {}
    for place, pattern in dict.fromkeys(of_rules(book, language)):
        if EVERYWHERE not in pattern.pattern:
            continue
        for lead, pump in sorted(set(pumps(parse(pattern.pattern, pattern.flags)))):
            said = f"{lead}{pump}\n"
            if seconds(pattern, said * (LONG // len(said))) > MOST_SECONDS:
                found[place, pattern.pattern] = said
    assert found == {}
