"""Print what the adapters read of the built pages, right, null or wrong for each element.

Three rounds: the pages as built, with one attribute or element gone, and rebuilt at random:
``python -m tests.pages.show [SEEDS]``.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

from tests.browser.canned import chromium_path
from tests.pages.facts import Case
from tests.pages.shown import ALSO_STANDS_ON_IT, CASES, OTHER_NAMES, STANDS_ON_IT, Shown, show

ELEMENTS = ("thread", "message", "subject", "name", "address", "received", "text", "account")
ROUNDS = ("as built", "one thing gone", "rebuilt")
VERDICTS = ("right", "null", "wrong")


def parts(read: object) -> dict[str, object]:
    """A reading's elements, the sender as two."""
    found = dict(read) if isinstance(read, dict) else {}
    sender = found.pop("sender", {})
    return {**found, **sender} if isinstance(sender, dict) else found


def verdicts(case: Case, read: object) -> Iterator[tuple[str, str]]:
    """Each element that the case speaks of, and what became of it."""
    wanted, got = parts(case.expected), parts(read)
    for element in ELEMENTS:
        if element not in wanted:
            continue
        right, found = wanted[element], got.get(element)
        same = (
            found == right
            or found in OTHER_NAMES
            or (element == "text" and right and str(found).startswith(str(right)))
        )
        yield element, "right" if same else "null" if found is None else "wrong"


def readings(shown: Shown, seeds: int) -> Iterator[tuple[str, object]]:
    """All that is read of one page, by round."""
    yield ROUNDS[0], shown.read()[0]
    if shown.case.id in STANDS_ON_IT | ALSO_STANDS_ON_IT:
        return
    for _, found, _ in shown.read_with_a_thing_gone():
        yield ROUNDS[1], found
    for _, found, _ in shown.read_rebuilt(range(seeds)):
        yield ROUNDS[2], found


def main(seeds: int) -> None:
    """Read every page and print the table."""
    counts: Counter[tuple[str, str, str]] = Counter()
    with sync_playwright() as running:
        browser = running.chromium.launch_persistent_context(
            tempfile.mkdtemp(), executable_path=chromium_path(), args=["--no-sandbox"]
        )
        for app, case in CASES:
            if case.expected is None:
                continue
            for which, read in readings(show(browser.pages[0], app, case), seeds):
                counts.update((which, *one) for one in verdicts(case, read))
        browser.close()
    print(f"{'':10}", *(f"{one:>22}" for one in ROUNDS))  # noqa: T201
    print(f"{'':10}", *(f"{'/'.join(VERDICTS):>22}" for _ in ROUNDS))  # noqa: T201
    for element in ELEMENTS:
        cells = ("/".join(str(counts[one, element, how]) for how in VERDICTS) for one in ROUNDS)
        print(f"{element:10}", *(f"{cell:>22}" for cell in cells))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
