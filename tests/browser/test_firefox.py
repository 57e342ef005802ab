"""Firefox: the whole way once, with the zip for its store and the real helper.

Then Chromium shows the same thread, and the mail that was sent is not told twice.
"""

from __future__ import annotations

import importlib.util
import ssl
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Playwright

from tests.browser.canned import SCREENSHOTS
from tests.browser.elsewhere import MAIL, see_it_in_chromium
from tests.firefox import Firefox
from tests.pages import gmail
from tests.pages.facts import Thread as Mails
from tests.running import Running

ADDON = "aizuchi@aizuchi.local"
UUID = "6a1f4f54-52f8-4a1c-9d53-0c1d5e7a9b11"
OURS = f"moz-extension://{UUID}"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def mail_host(tmp_path: Path) -> Iterator[int]:
    """Gmail's page under Gmail's name, from this machine; the port it is served on."""
    page = gmail.page(Mails(messages=(MAIL,), compose="inline"))

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["-keyout", str(key), "-out", str(certificate), "-subj", "/CN=mail.google.com"]
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *made]
    subprocess.run(request, check=True, capture_output=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    """Firefox with the zip that its store gets."""
    spec = importlib.util.spec_from_file_location("pack", ROOT / ".ci/pack.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.pack(tmp_path / "dist")
    with Firefox(tmp_path / "profile", ADDON, UUID) as running:
        running.install(next(path for path in made if "firefox" in path.name))
        yield running


@pytest.mark.timeout(240)
def test_the_whole_way(
    firefox: Firefox, helper: Running, mail_host: int, playwright: Playwright, tmp_path: Path
) -> None:
    """Paired, read, a draft inserted, sent, and the promise is in the ledger: once."""
    firefox.tab(f"{OURS}/desk/practice.html#pair={helper.new_code()}&port={helper.port}")
    firefox.wait("return !location.hash", "the pairing is done")
    ours = firefox.do("WebDriver:GetWindowHandle")["value"]

    mail = firefox.tab(f"https://mail.google.com:{mail_host}/mail/u/0/#inbox/FMfcgzQbfBxyz")
    word = firefox.wait(
        "const chip = document.querySelector('aizuchi-chip');"
        "const said = chip?.shadowRoot?.querySelector('button')?.textContent ?? '';"
        "return /angry|end of their rope/.test(said) && said;",
        "the chip shows a level",
    )
    firefox.screenshot(SCREENSHOTS / "firefox-mail.png")

    firefox.front(ours)
    tab = firefox.wait(
        "return window.browser.tabs.query({url: 'https://mail.google.com/*'})"
        ".then((tabs) => tabs.at(-1)?.id);",
        "the mail tab",
    )
    panel = firefox.tab(f"{OURS}/panel/panel.html?tab={tab}")
    firefox.wait(f"return document.body.innerText.includes({word.strip()!r})", "the panel reads")
    firefox.screenshot(SCREENSHOTS / "firefox-panel.png")
    firefox.click("#tab-reply")
    draft = firefox.wait("return document.querySelector('.preview')?.innerText", "a draft")
    firefox.wait(
        "const insert = [...document.querySelectorAll('button')]"
        ".find((one) => one.textContent === 'Insert' && !one.disabled);"
        "insert?.click(); return Boolean(insert);",
        "Insert can be pressed",
    )

    firefox.front(mail)
    written = firefox.wait(
        "const text = document.querySelector('[g_editable=true]').innerText;"
        "return text.includes('Dana') && text;",
        "the draft stands in the reply",
    )
    assert written.index("Dana") < written.index("Max Example")  # above the signature
    firefox.click(".aoO")

    firefox.front(panel)
    for _ in range(100):
        if promises := helper.get("/promises")["promises"]:
            break
        firefox.run("return new Promise((go) => setTimeout(() => go(1), 200));")
    (promise,) = promises
    assert promise["sentence"] in draft.replace("\n", " ") or promise["sentence"] in draft
    assert promise["app"] == "gmail"
    assert promise["person"]["address"] == "dana@example.com"

    with see_it_in_chromium(playwright, tmp_path / "chromium", helper, draft):
        assert [one["id"] for one in helper.get("/promises")["promises"]] == [promise["id"]]
