"""Adapters on built pages: every value is right or null, never wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.pages import gmail, outlook
from tests.pages.facts import Case, Message, Thread
from playwright.sync_api import Page

READ = """(app) => {
  const found = aizuchi[app].read(document);
  const composes = aizuchi[app].composes(document).map((one) => ({
    subject: one.subject, thread: one.thread, recipients: one.recipients,
    send: one.send?.textContent.trim() ?? null,
    editable: one.editor.isContentEditable,
  }));
  return [found && {...found, anchor: found.anchor?.textContent ?? null}, composes];
}"""

GMAIL = gmail.cases()
OUTLOOK = outlook.cases()


def load(page: Page, case: Case, app: str, extension: Path) -> None:
    """Show a built page under its real address and put the adapter in, nothing else."""
    page.route("**/*", lambda route: route.fulfill(body=case.html, content_type="text/html"))
    page.goto(case.url)
    for script in ("lib/namespace.js", "mail/selectors.js", f"mail/{app}.js"):
        page.add_script_tag(path=extension / script)


def check(page: Page, case: Case, app: str, extension: Path) -> None:
    """Compare all that was expected; what was read beyond it is not looked at."""
    load(page, case, app, extension)
    found, composes = page.evaluate(READ, app)
    if case.expected is None:
        assert found is None
    else:
        assert found is not None
        assert {name: found[name] for name in case.expected} == case.expected
    expected = [{**one, "editable": True} for one in case.composes]
    assert composes == expected


@pytest.mark.parametrize("case", GMAIL, ids=lambda case: case.id)
def test_gmail_page_is_read_right(page: Page, case: Case, extension_dir: Path) -> None:
    """Each built Gmail page gives back the facts it was built from."""
    check(page, case, "gmail", extension_dir)


@pytest.mark.parametrize("case", OUTLOOK, ids=lambda case: case.id)
def test_outlook_page_is_read_right(page: Page, case: Case, extension_dir: Path) -> None:
    """Each built Outlook page gives back the facts it was built from."""
    check(page, case, "outlook", extension_dir)
