"""No pattern of the extension backtracks without end, in the engine that runs it.

Its texts are read off the pattern as those for rules are (`tests.trust.pumps`): what
leads up to a repeat, then the repeated over and over, then what it cannot take. Pages and mails
are other people's, and can be long.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from re._parser import parse  # type: ignore[import-not-found]

from playwright.sync_api import Page

from tests.trust.pumps import pumps

LENGTHS = (800, 5000)
MOST_MILLISECONDS = 100
LEAST = 90
"""So many patterns are found at least; else it is the finding that broke."""
_COMMENT = re.compile(r"/\*[\s\S]*?\*/|(?<!:)//.*")
_LITERAL = re.compile(
    r"(?:(?<=[=(:,!&|?\[>{};])|(?<=return)|(?<=^))\s*"
    r"/(?![/*])((?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/([dgimsuvy]*)",
    re.MULTILINE,
)
USUAL = [("", one) for one in ("a", " ", "\n", ",", "(", "<a@", "\n> ", "=?", "1:", '"')]
SLOW = """([source, flags, texts, most]) => {
  const pattern = new RegExp(source, flags);
  for (const [lead, pump, end, times] of texts) {
    const text = lead + pump.repeat(times) + end;
    const began = performance.now();
    text.replace(pattern, "");
    if (performance.now() - began > most) return lead.slice(0, 40) + " + " + pump;
  }
  return null;
}"""


def literals(folder: Path) -> Iterator[tuple[str, str, str]]:
    """File, source and flags of each pattern that stands in the extension's code."""
    for file in sorted(folder.rglob("*.js")):
        for found in _LITERAL.finditer(_COMMENT.sub(" ", file.read_text("utf-8"))):
            yield str(file.relative_to(folder)), found[1], found[2]


def texts_against(source: str, flags: str) -> list[tuple[str, str, str, int]]:
    """What to try it on: lead, what is repeated, end, and how often."""
    python = re.sub(r"\(\?<(?![=!])", "(?P<", re.sub(r"\\p\{[^}]*\}", "a", source))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        tree = parse(python, re.IGNORECASE if "i" in flags else 0)
    both = sorted({*USUAL, *((lead, pump) for lead, pump in pumps(tree) if pump)})
    return [
        (*one, end, letters // len(one[1]))
        for letters in LENGTHS
        for one in both
        for end in ("", "\0")
    ]


def test_no_pattern_of_the_extension_runs_away(page: Page, extension_dir: Path) -> None:
    """A tenth of a second for five thousand letters made against it."""
    patterns = list(dict.fromkeys(literals(extension_dir)))
    assert len(patterns) >= LEAST
    found = {}
    for file, source, flags in patterns:
        text = slow(page, source, flags)
        if text is not None:
            found[file, source] = text
    assert found == {}


def slow(page: Page, source: str, flags: str) -> str | None:
    """The first text that the pattern needs too long for, short ones first."""
    return page.evaluate(SLOW, [source, flags, texts_against(source, flags), MOST_MILLISECONDS])


def test_the_measure_finds_what_it_should(page: Page) -> None:
    """A repeat that shares its blanks with the next one is named, the same thing said once not."""
    assert slow(page, r"\s*(.*?)\s*<\s*>", "g")
    assert slow(page, r"<[^<>]*>", "g") is None
