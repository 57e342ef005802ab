"""A real Chromium, and the folder that users load.

Two ways of looking: ``page`` is a bare browser into which a test puts the content scripts
itself (adapters, compose), and the fixtures for the loaded extension stand further down.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.canned import (
    EXTENSION,
    PATIENCE_SECONDS,
    Loaded,
    chromium_path,
    launch_loaded,
)
from tests.browser.tabs import APPS
from tests.running import Running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page, Playwright


expect.set_options(timeout=PATIENCE_SECONDS * 1000)


@pytest.fixture(scope="session")
def extension_dir() -> Path:
    """The folder that users load, as it is: there is no build step."""
    return EXTENSION


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """One Playwright for the whole run."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A Chromium without the extension, for content scripts loaded by hand."""
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path_factory.mktemp("bare-profile")),
        executable_path=chromium_path(),
        headless=True,
        args=["--no-sandbox"],
        locale="en-GB",
        timezone_id="Europe/Berlin",
    )
    yield context
    context.close()


@pytest.fixture
def page(chromium: BrowserContext) -> Iterator[Page]:
    """The browser's one tab, for a page of the test; whatever that throws fails the test."""
    tab = chromium.pages[0]
    errors: list[str] = []
    tab.on("pageerror", note := lambda error: errors.append(str(error)))
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.bring_to_front()
    yield tab
    tab.goto("about:blank")  # the next page may have the same address
    tab.remove_listener("pageerror", note)
    tab.unroute_all()
    for other in chromium.pages[1:]:
        other.close()
    assert errors == []


@pytest.fixture(scope="session")
def browsers(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., BrowserContext]]:
    """Chromiums with the extension loaded, one for each language that a test asks for.

    ``alone=True`` gives one to this test alone: a clock that is held is held for a whole browser,
    and Playwright cannot let it go.
    """
    shared: dict[str, BrowserContext] = {}
    running: list[BrowserContext] = []

    def launch(language: str, *, alone: bool = False) -> BrowserContext:
        if alone or language not in shared:
            folder = tmp_path_factory.mktemp(f"profile-{language}")
            running.append(launch_loaded(playwright, folder, language))
        return running[-1] if alone else shared.setdefault(language, running[-1])

    yield launch
    for context in running:
        context.close()


@pytest.fixture
def loaded(browsers: Callable[..., BrowserContext]) -> Iterator[Callable[..., Loaded]]:
    """The loaded extension with a canned helper on the wire, as new: nothing stored, no tab open.

    ``loaded(language="en", paired=True, alone=False)``. Whatever a page throws fails the test.
    """
    opened: list[Loaded] = []

    def fresh(language: str = "en", *, paired: bool = True, alone: bool = False) -> Loaded:
        opened.append(Loaded(browsers(language, alone=alone), paired=paired))
        return opened[-1]

    yield fresh
    for one in opened:
        one.close()
    assert [error for one in opened for error in one.errors] == []


@pytest.fixture
def extension(loaded: Callable[..., Loaded]) -> Loaded:
    """The extension, paired, with a helper that answers."""
    return loaded()


@pytest.fixture(params=APPS)
def app(request: pytest.FixtureRequest) -> str:
    """Both clients keep every rule."""
    return str(request.param)


@pytest.fixture
def helper(tmp_path: Path) -> Iterator[Running]:
    """The real helper, paired, in a process of its own."""
    home = tmp_path / "home"
    home.mkdir()
    running = Running(home, env={"AIZUCHI_ZONE": "Europe/Berlin", "AIZUCHI_NAME": "Max"})
    running.start()
    running.pair()
    yield running
    running.stop()
