"""Adapters on built pages: every value is right or null, never wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.pages import gmail, outlook
from tests.pages.facts import Case

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


KNOCK_OUT = {
    "gmail": [
        ("h2", "data-legacy-thread-id"),
        ("h2", "data-thread-perm-id"),
        ("h2", "class"),
        ("h2.hP", None),
        ("[email]", "email"),
        (".gD", "class"),
        (".gD", None),
        (".g3", "title"),
        (".g3", None),
        (".adn", "class"),
        (".adn", "data-legacy-message-id"),
        (".adn", "data-message-id"),
        (".a3s", "class"),
        (".ii", "class"),
        ("[jslog]", "jslog"),
        ("[role=main]", "role"),
        ("[role=listitem]", "aria-expanded"),
        ("[role=listitem]", "role"),
        (".kv", "class"),
        (".h7", "class"),
        ("a[aria-label]", None),
        ("title", None),
        ("[name=rm]", None),
        ("[name=subjectbox]", None),
        (".gmail_signature", "class"),
        ("[role=button]", "class"),
    ],
    "outlook": [
        ("[id^=CONV_]", "id"),
        ("[id^=CONV_]", None),
        ("[id$=_FROM]", "id"),
        ("[id$=_FROM]", None),
        ("[id$=_DATETIME]", "id"),
        ("[data-testid=SentReceivedSavedTime]", "data-testid"),
        ("[id^=UniqueMessageBody]", "id"),
        ("[role=document]", "role"),
        ("[aria-expanded]", "aria-expanded"),
        ("[data-app-section]", "data-app-section"),
        ("[role=main]", "role"),
        ("[id$=ReadingPaneContainer]", "id"),
        ("#ReadingPaneContainerId", "id"),
        ("[role=option]", "aria-selected"),
        ("[data-convid]", "data-convid"),
        ("[id$=_TO]", "id"),
        ("[role=heading]", "role"),
        ("[title]", "title"),
        ("[id^=docking_]", "id"),
        ("[id^=editorParent_]", "id"),
        ("[role=listbox]", "role"),
        ("[aria-label]", "aria-label"),
        ("#O365_MainLink_Me", None),
    ],
}
"""Attributes or elements a client may lose with its next change of layout."""

OTHER_NAMES = ("thread-f:1840959905192440233", "msg-f:0198c5a0a1b2c3d49", "msg-f:01980000000000002")
"""What Gmail also calls the thread and the message of the built pages."""

SURVIVE = """([app, knocked]) => {
  const [head, body] = [document.head.innerHTML, document.body.innerHTML];
  return knocked.map(([css, attribute]) => {
    document.head.innerHTML = head;
    document.body.innerHTML = body;
    for (const one of document.querySelectorAll(css)) {
      if (attribute) one.removeAttribute(attribute); else one.remove();
    }
    const found = aizuchi[app].read(document);
    const composes = aizuchi[app].composes(document)
      .map(({subject, thread, recipients}) => ({subject, thread, recipients}));
    return [found && {...found, anchor: null}, composes];
  });
}"""


def wrong_values(expected: dict[str, object], found: dict[str, object]) -> dict[str, object]:
    """What was read and is neither right nor null."""
    pairs = [(name, expected[name], found[name]) for name in expected if name != "sender"]
    sender, seen = expected.get("sender"), found.get("sender")
    if isinstance(sender, dict) and isinstance(seen, dict):
        pairs += [(f"sender.{part}", sender[part], seen[part]) for part in sender]
    return {name: got for name, right, got in pairs if got not in (right, None, *OTHER_NAMES)}


STANDS_ON_IT = {"my-answer-is-last", "just-sent-is-last", "address-contradicts-row"}
"""Here what is dropped is just what decides: without my name, my answer is the last message."""


@pytest.mark.parametrize(
    ("app", "case"),
    [
        (app, case)
        for app, cases in (("gmail", GMAIL), ("outlook", OUTLOOK))
        for case in cases
        if case.id not in STANDS_ON_IT
    ],
    ids=lambda one: one if isinstance(one, str) else one.id,
)
def test_a_changed_page_is_read_right_or_not_at_all(
    page: Page, app: str, case: Case, extension_dir: Path
) -> None:
    """Whatever a client drops from its pages, no value becomes wrong: it is right or null."""
    load(page, case, app, extension_dir)
    knocked = KNOCK_OUT[app]
    for what, (found, composes) in zip(
        knocked, page.evaluate(SURVIVE, [app, knocked]), strict=True
    ):
        if found is not None and case.expected is not None:
            assert wrong_values(case.expected, found) == {}, what
        if case.expected is None:
            assert found is None or found["subject"] is None, what
        threads = [one["thread"] for one in case.composes]
        for compose in composes:
            assert compose["thread"] in [*threads, *OTHER_NAMES, None], what
