"""Adapters on built pages: every value is right or null, never wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.pages.facts import Case
from tests.pages.shown import ALSO_STANDS_ON_IT, CASES, OTHER_NAMES, STANDS_ON_IT, Shown, show

SEEDS = 6
"""So many times each page is rebuilt."""


@pytest.fixture(scope="module")
def tab(chromium: BrowserContext) -> Iterator[Page]:
    """One tab for all pages; whatever they throw fails the last test."""
    opened = chromium.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    opened.close()
    assert errors == []


@pytest.fixture(scope="module", params=CASES, ids=lambda one: f"{one[0]}-{one[1].id}")
def shown(request: pytest.FixtureRequest, tab: Page) -> Shown:
    """Each page once, for all tests that look at it."""
    return show(tab, *request.param)


def test_a_page_is_read_right(shown: Shown) -> None:
    """Each built page gives back the facts it was built from, all that were expected."""
    found, composes = shown.read()
    expected = shown.case.expected
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert {name: found[name] for name in expected} == expected
    assert composes == [{**one, "editable": True} for one in shown.case.composes]


def test_there_are_pages_enough() -> None:
    """At least 24 of each client, in five languages each."""
    for app in ("gmail", "outlook"):
        pages = [case.html for one, case in CASES if one == app]
        assert len(pages) >= 24
        for language in ("en", "de", "ja", "zh", "ar"):
            assert any(f'lang="{language}"' in page for page in pages), (app, language)


def wrong_values(expected: dict[str, object], found: dict[str, object]) -> dict[str, object]:
    """What was read and is neither right nor null."""
    pairs = [(name, expected[name], found[name]) for name in expected if name != "sender"]
    sender, seen = expected.get("sender"), found.get("sender")
    if isinstance(sender, dict) and isinstance(seen, dict):
        pairs += [(f"sender.{part}", sender[part], seen[part]) for part in sender]
    wrong = {name: got for name, right, got in pairs if got not in (right, None, *OTHER_NAMES)}
    if str(wrong.get("text", "")).startswith(str(expected.get("text"))):
        del wrong["text"]  # a quote nobody can tell any more: the helper's to cut
    wrong.pop("clipped", None)
    return wrong


def hold_right_or_null(case: Case, found: Any, composes: Any, what: object) -> None:
    """No value that was read of a changed page is wrong: it is right or null."""
    if found is not None and case.expected is not None:
        assert wrong_values(case.expected, found) == {}, what
    if case.expected is None:
        assert found is None or found["subject"] is None, what
    threads = [one["thread"] for one in case.composes]
    for compose in composes:
        assert compose["thread"] in [*threads, *OTHER_NAMES, None], what


def test_a_changed_page_is_read_right_or_not_at_all(shown: Shown) -> None:
    """Whatever a client drops from its pages, no value becomes wrong: it is right or null."""
    if shown.case.id in STANDS_ON_IT:
        return
    for what, found, composes in shown.read_with_a_thing_gone():
        hold_right_or_null(shown.case, found, composes, what)


def test_a_rebuilt_page_is_read_right_or_not_at_all(shown: Shown) -> None:
    """Classes and attributes dropped, ids renamed, boxes nested and reordered: never wrong."""
    if shown.case.id in STANDS_ON_IT | ALSO_STANDS_ON_IT:
        return
    first = SEEDS * [one for _, one in CASES].index(shown.case)
    for done, found, composes in shown.read_rebuilt(range(first, first + SEEDS)):
        hold_right_or_null(shown.case, found, composes, done)
