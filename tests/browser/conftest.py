"""A real Chromium, and the folder that users load.

Two ways of looking: ``page`` is a bare browser into which a test puts the content scripts
itself (adapters, compose), and the fixtures for the loaded extension stand further down.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page, Playwright

EXTENSION = Path(__file__).resolve().parents[2] / "extension"


def chromium_path() -> str:
    """Find the Chromium to test with: ``AIZUCHI_CHROMIUM``, or the first one on the path."""
    named = os.environ.get("AIZUCHI_CHROMIUM")
    found = named or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.fail("no Chromium found: install Debian's `chromium` or set AIZUCHI_CHROMIUM")
    return found


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
def chromium(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[
    BrowserContext
]:
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
    """A fresh tab; whatever a page throws fails the test."""
    opened = chromium.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    opened.close()
    assert errors == []
