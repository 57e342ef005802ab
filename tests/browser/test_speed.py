"""What we cost the mail page: little time for its changes, none that one feels while typing.

The limits are times of a page's main thread. A busy machine makes any round longer, so a few are
tried and one must do; the chip's time is held against its best quarter.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.canned import Loaded, put_in
from tests.browser.tabs import EDITOR, visit
from tests.pages import gmail, outlook
from tests.pages.facts import Message, Thread

CHIP_MS = 100.0
MUTATIONS_MS = 2.0
KEY_MS = 1.0
LONG_TASK_MS = 50.0
MEMORY = 5_000_000
ROUNDS = 8
KEYS = 20

STUB = """
  // The browser's side, and a watch on everything of ours that runs later.
  window.chrome = {runtime: {id: 'x', sendMessage: async () => ({ok: false, error: {code: 'off'}}),
    onMessage: {addListener() {}, removeListener() {}}}, i18n: {getMessage: (key) => key}};
  window.spent = 0;
  const timed = (work) => (...given) => {
    const began = performance.now();
    try { return work(...given); } finally { spent += performance.now() - began; }
  };
  const Real = window.MutationObserver;
  window.MutationObserver = class extends Real { constructor(work) { super(timed(work)); } };
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame']) {
    const real = window[name];
    window[name] = (work, ...rest) => real(timed(work), ...rest);
  }
  const listen = window.addEventListener.bind(window);
  window.addEventListener = (type, work, ...rest) => listen(type, timed(work), ...rest);
"""
APPS = {"gmail": gmail, "outlook": outlook}
READING = ["lib/namespace.js", "mail/{app}-selectors.js", "mail/{app}.js", "mail/chip.js"]
WRITING = ["mail/compose.js", "mail/marks.js", "mail/sending.js", "mail/writing.js"]


def watched(page: Page, app: str, thread: Thread) -> None:
    """A mail page with all our scripts in it, each of their callbacks timed."""
    content = APPS[app].page(thread)
    page.route("**/*", lambda route: route.fulfill(body=content, content_type="text/html"))
    page.goto(APPS[app].URL)
    page.evaluate(STUB)
    put_in(page, *(one.format(app=app) for one in READING), *WRITING, "mail/watch.js")
    page.wait_for_function("aizuchi.chip.host.checkVisibility()")


def long_thread(app: str) -> Thread:
    """Twenty messages of some length, and a reply being written."""
    received = outlook.WHEN if app == "outlook" else "20 Aug 2025, 13:19"
    text = "<p>" + "The export fails again, and nobody answers. " * 20 + "</p>"
    messages = tuple(
        Message(id=f"198c5a0a1b2c3d{place:02}", received=received, html=text * 3)
        for place in range(20)
    )
    return Thread(messages=messages, compose="inline")


@pytest.mark.parametrize("app", APPS)
def test_changes_of_the_page_cost_little(page: Page, app: str) -> None:
    """A thousand changes of a long thread's page: two milliseconds of ours."""
    watched(page, app, long_thread(app))
    assert_one(lambda: float(page.evaluate(CHANGES)), MUTATIONS_MS)


CHANGES = """async () => {
  const box = document.body.appendChild(document.createElement('div'));
  const before = spent;
  for (let i = 0; i < 1000; i += 1) {
    box.append(document.createElement('i'));
    if (i % 100 === 99) await new Promise((go) => requestAnimationFrame(go));
  }
  await new Promise((go) => setTimeout(go, 20));
  box.remove();
  return spent - before;
}"""


def assert_one(cost: Callable[[], float], limit: float) -> None:
    """One round of a few is within the limit; the others are the machine's."""
    costs: list[float] = []
    for _ in range(ROUNDS):
        costs.append(cost())
        if costs[-1] <= limit:
            return
    pytest.fail(f"none of {costs} is within {limit}")


@pytest.mark.parametrize("app", APPS)
def test_typing_is_not_felt(page: Page, app: str) -> None:
    """Ten keys a second in 20,000 characters: no key costs a millisecond of ours."""
    watched(page, app, Thread(compose="inline"))
    page.evaluate(
        """(app) => { const [{editor}] = aizuchi[app].composes(document);
          window.editor = editor;
          editor.prepend(...Array.from({length: 400}, () => {
            const line = document.createElement('div');
            line.textContent = 'The export fails again and again, as I have written. ';
            return line; }));
          editor.focus(); getSelection().collapse(editor.firstChild, 0); }""",
        app,
    )
    assert_one(lambda: sorted(key(page) for _ in range(KEYS))[int(0.95 * KEYS)], KEY_MS)


def key(page: Page) -> float:
    """Milliseconds of ours while one key is pressed; then a pause, shorter than a typist's."""
    before = page.evaluate("spent")
    page.keyboard.press("x")
    cost = float(page.evaluate("spent") - before)
    page.wait_for_timeout(20)
    return cost


def test_a_thousand_marks_make_no_long_task(page: Page) -> None:
    """20,000 characters checked and 1,000 findings drawn: the page never stands still."""
    watched(page, "gmail", Thread(compose="inline"))
    page.evaluate(
        """() => {
          [{editor: window.editor}] = aizuchi.gmail.composes(document);
          editor.prepend(...Array.from({length: 1000}, () => {
            const line = document.createElement('div');
            line.textContent = 'just a short line xx';
            return line; }));
        }"""
    )
    assert_one(lambda: float(page.evaluate(MARKS)), LONG_TASK_MS)
    assert page.evaluate("CSS.highlights.get('aizuchi-hint').size") == 1000


MARKS = """async () => {
  await new Promise((go) => setTimeout(go, 50));
  const began = performance.now();
  const part = aizuchi.compose.part(editor);
  const findings = Array.from({length: 1000}, (_, place) => ({
    start: place * 21, end: place * 21 + 4, severity: 'hint'}));
  aizuchi.marks.show(editor, part, findings);
  return performance.now() - began;
}"""


def test_from_opening_a_mail_to_its_chip(extension: Loaded) -> None:
    """With a helper that answers at once, a new mail's level stands there in a tenth second."""
    tab = visit(extension, "gmail", compose=None)
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    times = [tab.evaluate(OPEN, place) for place in range(8)]
    assert statistics.quantiles(times, n=4)[0] <= CHIP_MS, sorted(times)


OPEN = """async (place) => {
  const root = document.querySelector('aizuchi-chip').shadowRoot;
  const word = () => root.querySelector('span').textContent;
  const level = word();
  await new Promise((go) => setTimeout(go, 150));
  const began = performance.now();
  document.querySelectorAll('.a3s')[1].textContent = `Another mail${'!'.repeat(place)}`;
  let working = false;
  await new Promise((done) => {
    new MutationObserver((_, observer) => {
      working ||= word() !== level;
      if (!working || word() !== level) return;
      observer.disconnect();
      done();
    }).observe(root, {childList: true, characterData: true, subtree: true});
  });
  return performance.now() - began;
}"""


def test_memory_beside_the_pages_own(extension: Loaded) -> None:
    """Reading and writing take less than five megabytes of the page's heap."""
    tab = visit(extension, "gmail", messages=long_thread("gmail").messages)
    tab.wait_for_selector("aizuchi-chip button:has-text('angry')")
    with extension.asked("POST /v1/check"):
        tab.click(EDITOR)
        tab.keyboard.type("I will look today.")
    content = gmail.page(long_thread("gmail"))
    bare = extension.context.new_page()
    extension.pages.append(bare)
    bare.route("**/*", lambda route: route.fulfill(body=content, content_type="text/html"))
    bare.goto("https://example.org/")

    assert heap(tab) - heap(bare) <= MEMORY


def heap(page: Page) -> float:
    """Bytes in use after a collection, of all worlds of the page."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used: Any = session.send("Runtime.getHeapUsage")
    return float(used["usedSize"])
