"""WCAG 2.2 AA by axe-core on every page of ours, in three languages, light and dark.

One pass makes the pictures of all states too, under ``tests/screenshots/``, to be looked at.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import desks
from tests.browser.canned import (
    CLIENT,
    JUST,
    MAIL,
    SCREENSHOTS,
    TOKEN,
    TYPED,
    WE_SORRY,
    Load,
    Loaded,
    as_json,
    check,
    drawn,
    promise,
    reading,
    sent_report,
)
from tests.browser.listed import ROWS, digest
from tests.browser.panel import STATES

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RUN = """async (rules) => {
  const {violations} = await axe.run(document, {runOnly: rules, resultTypes: ['violations']});
  return violations.flatMap(({id, nodes}) => nodes.map(({target, failureSummary}) =>
    `${id} ${target}: ${failureSummary.split('\\n')[1]}`));
}"""
RULES = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "dark": ["color-contrast"],
}
"""By colour scheme: all that a page must keep, and then what another scheme could break."""
LANGUAGES = ("en", "zh", "ja")
NARROW, USUAL = 160, 400
"""Pixels; a panel is 320 wide at least, and half of that is left of it at 200% zoom."""
CUT_OFF = """() => [document.documentElement, ...document.body.querySelectorAll('*')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.checkVisibility()
    && getComputedStyle(one).display !== 'inline' && !one.closest('.visually-hidden'))
  .map((one) => `cut off: ${one.tagName} ${one.className}`)"""


def problems(page: Page) -> Iterator[str]:
    """What axe finds, in both themes; and what runs out of a narrow page."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)  # not as a script: the page's own policy forbids that
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        yield from (f"{scheme} {one}" for one in page.evaluate(RUN, rules))


def settle(page: Page) -> None:
    """Wait until what was asked for is drawn, and what fades in is there."""
    drawn(page)
    page.evaluate(
        """() => Promise.all(document.getAnimations()
            .filter((one) => one.effect.getComputedTiming().endTime < 1000)
            .map((one) => one.finished.catch(() => null)))"""
    )


def shoot(page: Page, name: str) -> None:
    """The whole page in both themes."""
    SCREENSHOTS.mkdir(exist_ok=True)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=SCREENSHOTS / f"{name}-{scheme}.png", full_page=True)


def inbox() -> Any:
    """A list of mails, read."""
    rows = [
        {"id": str(place), "from": {"name": name, "address": address}, "subject": subject}
        for place, (name, address, subject, _, _) in enumerate(ROWS)
    ]
    return digest({"rows": rows})


WRITING = {"compose": "c1", "text": TYPED, "check": check(WE_SORRY, JUST, heat=0.8)}
READY = {"status": "ready", "mail": MAIL, "reading": reading()}
SENT = sent_report(promises=(promise(),), untimed=(promise(2, form="implied", due=None),))
ROOMS: dict[str, tuple[str, dict[str, Any]]] = {
    **{name: ("read", state) for name, state in STATES.items()},
    "partly": ("read", {**READY, "mail": {**MAIL, "from": None, "thread": None}}),
    "clipped": ("read", {**READY, "mail": {**MAIL, "partial": "clipped"}}),
    "rows": ("read", {"status": "empty", "inbox": inbox()}),
    "reply": ("reply", READY),
    "checklist": ("reply", {**READY, **WRITING}),
    "remember": ("remember", {**READY, "sent": SENT}),
}


def pair(extension: Loaded, *, paired: bool) -> None:
    """Give the background its token, or take it away."""
    pairing = {"client": CLIENT, "token": TOKEN} if paired else None
    extension.worker.evaluate("(pairing) => chrome.storage.local.set({pairing})", pairing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_of_the_panel(loaded: Load, language: str) -> None:
    """Each state in each room: readable by everyone, and nothing cut off at 200% zoom."""
    extension = loaded(language)
    extension.wire.answers["GET /v1/promises"] = {"promises": [as_json(promise())]}
    page = extension.panel(width=USUAL)
    found: dict[str, list[str]] = {}

    for name, (room, state) in ROOMS.items():
        pair(extension, paired=name != "unpaired")
        extension.set_state(**state)
        page.locator(f"#tab-{room}").dispatch_event("click")
        settle(page)
        found[name] = list(problems(page))
        shoot(page, f"panel-{name}-{language}")
        page.set_viewport_size({"width": NARROW, "height": 800})
        found[name] += page.evaluate(CUT_OFF)
        page.set_viewport_size({"width": USUAL, "height": 800})

    assert {name: all_of for name, all_of in found.items() if all_of} == {}


INKED = """async (png) => {
  // How much of a picture is not as its first pixel.
  const blob = new Blob([Uint8Array.from(atob(png), (one) => one.charCodeAt(0))]);
  const image = await createImageBitmap(blob);
  const paper = new OffscreenCanvas(image.width, image.height).getContext('2d');
  paper.drawImage(image, 0, 0);
  const pixels = new Uint32Array(paper.getImageData(0, 0, image.width, image.height).data.buffer);
  return pixels.filter((one) => one !== pixels[0]).length / pixels.length;
}"""


def test_high_contrast_hides_nothing(loaded: Load) -> None:
    """Where the system chooses the colours, what they ask is read, and the level is seen."""
    extension = loaded()
    extension.set_state(**READY)
    page = extension.panel()
    page.emulate_media(forced_colors="active", color_scheme="dark")
    expect(page.locator(".dots")).to_be_visible()

    def inked(css: str) -> float:
        png = base64.b64encode(page.locator(css).first.screenshot()).decode()
        return float(page.evaluate(INKED, png))

    assert inked("mark.ask") > 0.02
    assert inked(".dots i:nth-child(4)") > 1.5 * inked(".dots i:nth-child(5)")
    page.screenshot(path=SCREENSHOTS / "panel-read-high-contrast.png", full_page=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_of_the_desk(loaded: Load, language: str) -> None:
    """Today, promises, mirror and settings, with everything folded out."""
    extension = loaded(language)
    desks.full(extension)
    found: dict[str, list[str]] = {}

    for view in desks.VIEWS:
        page = desks.desk(extension, view)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        settle(page)
        found[view] = list(problems(page))
        page.close()

    assert {name: all_of for name, all_of in found.items() if all_of} == {}


def test_the_practice_inbox(loaded: Load) -> None:
    """The page around the panel, with a reply open."""
    extension = loaded()
    page = extension.open("desk/practice.html", width=1200)
    expect(page.locator("#mail")).to_be_visible()
    page.locator("#reply").click()
    expect(page.locator("#editor")).to_be_visible()

    assert list(problems(page)) == []
