"""Any page of the web, beside the real helper: it reaches nothing, and learns of nothing.

Two pages try what pages can: one of the web, and one that some other program serves on this very
machine, which the browser's own rules for local addresses do not hold back. Both know all there
is to know: the port, the id of the extension, and a token that was stolen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.canned import EXTENSION_ID
from tests.running import Running, free_port

HTML = "<!doctype html><meta charset=utf-8><title>Elsewhere</title><body><p>Hello.</p></body>"
NOBODY = "abcdefghijklmnopabcdefghijklmnop"
"""An id that no extension here has."""

TRIES = """async ([base, token]) => {
  const json = {Authorization: `Bearer ${token}`, 'Content-Type': 'application/json'};
  const mail = JSON.stringify({text: 'I will call you tomorrow at 10.'});
  const calls = {
    plain: ['/hello?nonce=1', {}],
    blind: ['/hello?nonce=1', {mode: 'no-cors'}],
    token: ['', {headers: json}],
    ledger: ['/promises', {headers: json}],
    write: ['/sent', {method: 'POST', headers: json, body: mail}],
    simple: ['/pair', {method: 'POST', mode: 'no-cors', body: '{"code": "12345678"}'}],
  };
  const tell = async (work) => work().then((said) => `got ${said}`, (error) => error.name);
  const found = {};
  for (const [name, [path, init]] of Object.entries(calls)) {
    found[name] = await tell(async () => {
      const answer = await fetch(base + path, init);
      return `${answer.type} ${answer.status}`;
    });
  }
  const load = (tag, set) => new Promise((go, stop) => {
    const one = document.createElement(tag);
    one.onload = () => go(tag);
    one.onerror = () => stop(new TypeError(tag));
    set(one);
    document.body.append(one);
  });
  const at = `${base}/hello?nonce=1`;
  found.script = await tell(() => load('script', (one) => { one.src = at; }));
  found.picture = await tell(() => load('img', (one) => { one.src = at; }));
  found.style = await tell(() => load('link', (one) => { one.rel = 'stylesheet'; one.href = at; }));
  found.socket = await tell(() => new Promise((go, stop) => {
    const socket = new WebSocket(base.replace('http', 'ws'));
    socket.onopen = go;
    socket.onerror = () => stop(new TypeError('socket'));
  }));
  return found;
}"""

PROBE = """async (id) => {
  const base = `chrome-extension://${id}/`;
  const found = {runtime: typeof globalThis.chrome?.runtime?.sendMessage};
  const tell = async (work) => work().then(() => 'there', String);
  const load = (tag, name, url) => new Promise((go, stop) => {
    const one = document.createElement(tag);
    one.onload = go;
    one.onerror = () => stop(new TypeError(tag));
    if (tag === 'link') one.rel = 'stylesheet';
    one[name] = url;
    document.body.append(one);
  });
  for (const path of ['manifest.json', 'icons/128.png', 'panel/panel.html', 'mail/chip.js']) {
    found[path] = await tell(() => fetch(base + path));
  }
  found.picture = await tell(() => load('img', 'src', `${base}icons/128.png`));
  found.script = await tell(() => load('script', 'src', `${base}mail/chip.js`));
  found.style = await tell(() => load('link', 'href', `${base}mail/marks.css`));
  return JSON.stringify(found).replaceAll(id, 'ID');
}"""


AS_SERVED = """(html) => typeof aizuchi === 'undefined' && document.adoptedStyleSheets.length === 0
  && new DOMParser().parseFromString(html, 'text/html').documentElement
    .isEqualNode(document.documentElement)"""


@pytest.fixture(scope="module")
def helper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The real helper, paired with someone whose token was then stolen."""
    running = Running(tmp_path_factory.mktemp("home"), env={"AIZUCHI_NOTIFY": "browser"})
    running.start()
    running.pair()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def neighbour() -> Iterator[str]:
    """Where another program of this machine serves a page."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(HTML.encode())

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["of the web", "of this machine"])
def page(
    request: pytest.FixtureRequest,
    browsers: Callable[[str], BrowserContext],
    neighbour: str,
) -> Iterator[Page]:
    """A page that is no mail client, in the browser with the extension."""
    tab = browsers("en").new_page()
    if request.param == "of the web":
        tab.route(
            "https://evil.example/**",
            lambda route: route.fulfill(content_type="text/html", body=HTML),
        )
        tab.goto("https://evil.example/")
    else:
        tab.goto(neighbour)
    yield tab
    tab.close()


def test_a_page_cannot_reach_the_helper(page: Page, helper: Running) -> None:
    """Nothing is read and nothing written, nor does it show that a helper is there at all."""
    before = helper.get("/promises")

    tried: dict[str, Any] = page.evaluate(TRIES, [helper.url, helper.token])
    nobody = page.evaluate(TRIES, [f"http://127.0.0.1:{free_port()}/v1", helper.token])

    assert {name: said for name, said in tried.items() if said.startswith("got")} == {}
    assert tried == nobody
    assert helper.get("/promises") == before


def test_a_page_does_not_learn_of_the_extension(page: Page) -> None:
    """No file of ours loads, nobody answers, and the page holds what its server sent."""
    assert page.evaluate(PROBE, EXTENSION_ID) == page.evaluate(PROBE, NOBODY)

    page.reload()
    page.wait_for_timeout(200)
    assert page.evaluate(AS_SERVED, HTML)
