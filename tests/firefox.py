"""A real Firefox to test with, driven over Marionette, the remote control it comes with.

No driver is needed: a message is its length, a colon, and JSON (Firefox source docs, Marionette
protocol). Every host name leads to this machine, so a page can be served under its real name.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

from tests.running import free_port

START_SECONDS = 60
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver gives a reference to an element (W3C WebDriver, 12.1)."""


def firefox_path() -> str:
    """Find the Firefox to test with: ``AIZUCHI_FIREFOX``, or the first one on the path."""
    named = os.environ.get("AIZUCHI_FIREFOX")
    found = named or shutil.which("firefox-esr") or shutil.which("firefox")
    if not found:
        pytest.fail("no Firefox found: install Debian's `firefox-esr` or set AIZUCHI_FIREFOX")
    return found


class Firefox:
    """One Firefox with a fresh profile, an add-on in it, and one tab in front at a time."""

    def __init__(self, profile: Path, addon: str, uuid: str) -> None:
        self.port = free_port()
        self.numbers = iter(range(1, 1_000_000))
        prefs = {
            "marionette.port": self.port,
            "network.dns.forceResolve": "127.0.0.1",
            # Known hosts insist on their own certificates; here they are this machine's.
            "network.stricttransportsecurity.preloadlist": False,
            "security.cert_pinning.enforcement_level": 0,
            "extensions.webextensions.uuids": json.dumps({addon: uuid}),
            "datareporting.policy.dataSubmissionEnabled": False,
            "app.update.enabled": False,
        }
        profile.mkdir(parents=True)
        lines = [
            f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in prefs.items()
        ]
        (profile / "user.js").write_text("\n".join(lines), "utf-8")
        flags = ["--headless", "--marionette", "--remote-allow-system-access"]
        command = [firefox_path(), *flags, "--profile", str(profile)]
        env = {**os.environ, "MOZ_CRASHREPORTER_DISABLE": "1", "TZ": "Europe/Berlin"}
        self.process = subprocess.Popen(
            command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.wire = self._connect()
        self._receive()  # its hello
        self.do("WebDriver:NewSession", acceptInsecureCerts=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.wire.close()
        self.process.terminate()
        self.process.wait(20)

    def _connect(self) -> socket.socket:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            with suppress(OSError):
                return socket.create_connection(("127.0.0.1", self.port), timeout=60)
            assert self.process.poll() is None, "Firefox ended at its start"
            time.sleep(0.2)
        pytest.fail("Firefox does not answer")

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self.wire.recv(1)
        missing, body = int(length[:-1]), b""
        while len(body) < missing:
            body += self.wire.recv(missing - len(body))
        return json.loads(body)

    def do(self, command: str, **arguments: Any) -> Any:
        """One command of WebDriver, or Marionette's own, and what it gives."""
        message = json.dumps([0, next(self.numbers), command, arguments]).encode()
        self.wire.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._receive()
        assert error is None, f"{command}: {error}"
        return result

    def install(self, addon: Path) -> None:
        """Load an add-on until Firefox ends."""
        self.do("Addon:Install", path=str(addon), temporary=True)

    def tab(self, url: str) -> str:
        """Open a page in a tab of its own, in front; its handle.

        The browser itself opens it: WebDriver may not go to an add-on's own pages.
        """
        before = set(self.do("WebDriver:GetWindowHandles"))
        self.do("Marionette:SetContext", value="chrome")
        script = """gBrowser.selectedTab = gBrowser.addTab(arguments[0], {
          triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal()});"""
        self.do("WebDriver:ExecuteScript", script=script, args=[url])
        self.do("Marionette:SetContext", value="content")
        handle: str = (set(self.do("WebDriver:GetWindowHandles")) - before).pop()
        self.front(handle)
        return handle

    def front(self, handle: str) -> None:
        """Go on in another tab."""
        self.do("WebDriver:SwitchToWindow", handle=handle)

    def run(self, script: str, *arguments: Any) -> Any:
        """The value of a function body in the page; a promise is waited for."""
        done = "const done = arguments[arguments.length - 1];"
        body = f"{done} Promise.resolve((() => {{ {script} }})()).then(done);"
        return self.do("WebDriver:ExecuteAsyncScript", script=body, args=list(arguments))["value"]

    def wait(self, script: str, what: str, seconds: float = 30) -> Any:
        """Wait until ``script`` gives something true, and give it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(AssertionError):  # the page may just be loading
                if found := self.run(script):
                    return found
            time.sleep(0.2)
        pytest.fail(f"not within {seconds} s: {what}")

    def click(self, css: str) -> None:
        """Click as a person does."""
        found = self.do("WebDriver:FindElement", using="css selector", value=css)["value"]
        self.do("WebDriver:ElementClick", id=found[ELEMENT])

    def screenshot(self, path: Path) -> None:
        """What is in front."""
        path.parent.mkdir(exist_ok=True)
        data = self.do("WebDriver:TakeScreenshot", full=False)["value"]
        path.write_bytes(base64.b64decode(data))
