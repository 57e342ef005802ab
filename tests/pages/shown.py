"""The built pages in a tab, and what an adapter reads of them.

As they were built, with one thing gone, or rebuilt at random.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.browser.canned import put_in
from tests.pages import fragments, gmail, outlook
from tests.pages.facts import Case

CASES = [
    *(("gmail", case) for case in [*gmail.cases(), *fragments.gmail_cases()]),
    *(("outlook", case) for case in [*outlook.cases(), *fragments.outlook_cases()]),
]
STANDS_ON_IT = {"my-answer-is-last", "just-sent-is-last", "address-contradicts-row"}
"""Here what is dropped is just what decides: without my name, my answer is the last message."""
ALSO_STANDS_ON_IT = {"shared-mailbox"}
"""Without the ids of one of two mailboxes the other is the only one."""

_KNOCK_OUT = {
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


@dataclass(frozen=True)
class Shown:
    """A built page in a tab under its real address, with the adapter in it and nothing else."""

    app: str
    case: Case
    tab: Page

    def read(self) -> tuple[Any, Any]:
        """The mail that is read of it, and the replies being written."""
        found, composes = self.tab.evaluate(_READ, [self.app])
        return found, composes

    def read_with_a_thing_gone(self) -> Iterator[tuple[object, Any, Any]]:
        """The same without each thing a client may lose, and what that was."""
        things = _KNOCK_OUT[self.app]
        for gone, (found, composes) in zip(things, self._changed(_KNOCKED, things), strict=True):
            yield gone, found, composes

    def read_rebuilt(self, seeds: Sequence[int]) -> Iterator[tuple[object, Any, Any]]:
        """The same rebuilt at random, and by which steps."""
        yield from self._changed(_REBUILT, list(seeds))

    def _changed(self, script: str, ways: object) -> Any:
        return self.tab.evaluate(script, [self.app, ways])


def show(tab: Page, app: str, case: Case) -> Shown:
    """Open a built page in ``tab``."""
    tab.unroute_all()
    tab.route("**/*", lambda route: route.fulfill(body=case.html, content_type="text/html"))
    tab.goto("about:blank")  # the page before may have had the same address
    tab.goto(case.url)
    put_in(tab, "lib/namespace.js", f"mail/{app}-selectors.js", f"mail/{app}.js")
    return Shown(app, case, tab)


_READ = """([app]) => {
  const found = aizuchi[app].read(document);
  const composes = aizuchi[app].composes(document).map((one) => ({
    subject: one.subject, thread: one.thread, recipients: one.recipients,
    send: one.send?.textContent.trim() ?? null,
    editable: one.editor.isContentEditable,
  }));
  return [found && {...found, anchor: found.anchor?.textContent ?? null}, composes];
}"""

_KNOCKED = """([app, knocked]) => {
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

_REBUILT = """([app, seeds]) => {
  // What a client does to its pages when it builds them anew, a few such steps at a time.
  const [head, body] = [document.head.innerHTML, document.body.innerHTML];
  const chance = (seed) => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let x = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    x ^= x + Math.imul(x ^ (x >>> 7), 61 | x);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
  const all = (css) =>
    [...document.body.querySelectorAll(css)].filter((one) => !one.closest("script"));
  let mails = [];
  const inMail = (one) => mails.some((mail) => mail.contains(one));
  const holds = (one) => mails.some((mail) => one.contains(mail));
  const steps = (pick) => ({
    'drop class': () => {
      const name = pick(all('[class]').flatMap((one) => [...one.classList]));
      if (name) all(`.${CSS.escape(name)}`).forEach((one) => one.classList.remove(name));
      return name;
    },
    'drop attribute': () => {
      const name = pick(all('*').flatMap((one) => one.getAttributeNames())
        .filter((one) => !/^(style|contenteditable|g_editable|type|value|data-emoji)$/.test(one)));
      all(`[${name}]`).forEach((one) => one.removeAttribute(name));
      return name;
    },
    'rename ids': () => {
      const id = pick(all('[id]').map((one) => one.id));
      const word = pick((id ?? '').split('_'));
      if (word) all('[id]').forEach((one) => { one.id = one.id.replace(word, 'q7'); });
      return word;
    },
    'nest deeper': () => {
      const one = pick(all("div, span, h2")
        .filter((box) => !box.closest("[contenteditable=true]")));
      if (!one) return null;
      const box = document.createElement(one.tagName === 'SPAN' ? 'span' : 'div');
      one.replaceWith(box);
      box.append(one);
      return one.outerHTML.slice(0, 60);
    },
    reorder: () => {
      const one = pick(all('div, span, td').filter((box) =>
        box.nextElementSibling && !holds(box) && !holds(box.nextElementSibling)
        && !box.closest('[contenteditable=true]') && !inMail(box)));
      one?.nextElementSibling.after(one);
      return one?.outerHTML.slice(0, 60);
    },
  });
  return seeds.map((seed) => {
    document.head.innerHTML = head;
    document.body.innerHTML = body;
    mails = all('.a3s, [id^=UniqueMessageBody], [role=document]');
    const random = chance(seed);
    const pick = (some) => some[Math.floor(random() * some.length)];
    const ways = Object.entries(steps(pick));
    const done = Array.from({length: 1 + Math.floor(random() * 3)}, () => {
      const [name, step] = pick(ways);
      return `${name}: ${step()}`;
    });
    const found = aizuchi[app].read(document);
    const composes = aizuchi[app].composes(document).map(({thread}) => ({thread}));
    return [done, found && {...found, anchor: null}, composes];
  });
}"""
