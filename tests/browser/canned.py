"""The loaded extension, and a helper that is only canned words on the wire.

The extension is the real one in a real Chromium. What the helper answers is put together from
the contracts, so an answer that the door could not give does not get past these classes.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, Route, Worker
from pydantic import TypeAdapter

from helper.contracts import (
    Basis,
    Check,
    Claim,
    Day,
    Digest,
    Draft,
    Evidence,
    Finding,
    Gap,
    Insights,
    LastTime,
    Move,
    Noise,
    Person,
    Promise,
    Reading,
    SentReport,
    Span,
    Ticks,
    Timeline,
    TimeOption,
)

EXTENSION = Path(__file__).resolve().parents[2] / "extension"
SCREENSHOTS = Path(__file__).resolve().parents[1] / "screenshots"
EXTENSION_ID = "khnkimfcnncfloafpilbbnbgdoiafdkc"
PORT = 21810
CLIENT, TOKEN = "c1", "a-token-for-tests"
PATIENCE_SECONDS = 30
"""For what will come: a busy machine may take its time, and waiting costs nothing."""
MAIL_TAB = 4711
"""The tab a panel test speaks about; nothing needs to be open in it."""


def chromium_path() -> str:
    """Find the Chromium to test with: ``AIZUCHI_CHROMIUM``, or the first one on the path."""
    named = os.environ.get("AIZUCHI_CHROMIUM")
    found = named or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.fail("no Chromium found: install Debian's `chromium` or set AIZUCHI_CHROMIUM")
    return found


def put_in(page: Page, *scripts: str) -> None:
    """Give a page of a test some of our content scripts, by their paths in the extension."""
    page.add_script_tag(content="\n".join((EXTENSION / one).read_text("utf-8") for one in scripts))


def launch_loaded(playwright: Playwright, profile: Path, language: str) -> BrowserContext:
    """A Chromium in ``language`` with the folder that users load, as a developer would load it."""
    preferences = profile / "Default/Preferences"
    preferences.parent.mkdir(parents=True)
    preferences.write_text('{"extensions": {"ui": {"developer_mode": true}}}')  # to reload it
    return playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=chromium_path(),
        headless=True,
        args=[
            f"--disable-extensions-except={EXTENSION}",
            f"--load-extension={EXTENSION}",
            f"--lang={language}",
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # no test leaves here
            "--no-sandbox",
        ],
        env={**os.environ, "LANGUAGE": language.replace("-", "_")},
        timezone_id="Europe/Berlin",
        viewport={"width": 400, "height": 800},
    )


def as_json(value: object) -> Any:
    """A contract as the door would send it, by alias."""
    return json.loads(TypeAdapter(type(value)).dump_json(value, by_alias=True))


class Wire:
    """A canned helper: what it is asked is kept in ``asked``, what it says in ``answers``.

    What it says to ``cut`` is broken off.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[tuple[str, Any]] = []
        self.up = True
        self.refuse_next = False
        self.cut = ""
        self.token = TOKEN
        self.known = True

    def paths(self) -> list[str]:
        """Which routes were asked, in order."""
        return [path for path, _ in self.asked]

    def bodies(self, path: str) -> list[Any]:
        """What was sent to one route."""
        return [body for asked, body in self.asked if asked == path]

    def handle(self, route: Route) -> None:
        """Answer one request of the extension."""
        request = route.request
        where = urlsplit(request.url)
        name = f"{request.method} {where.path}"
        self.asked.append((name, request.post_data_json if request.post_data else where.query))
        if not self.up or self.refuse_next:
            self.refuse_next = False
            route.abort("connectionrefused")
            return
        status, body = self.answer(name, where.query, request.headers.get("authorization"))
        kind = "application/json" if status < 400 else "application/problem+json"
        said = json.dumps(body)
        route.fulfill(
            status=status, content_type=kind, body=said[: 9 if name == self.cut else None]
        )

    def answer(self, name: str, query: str, authorization: str | None) -> tuple[int, Any]:
        """Status and body for one request."""
        if name == "GET /v1/hello":
            return self.answers.get(name, (200, self.hello(parse_qs(query)["nonce"][0])))
        if name != "POST /v1/pair" and authorization != f"Bearer {TOKEN}":
            return 401, {"title": "Not paired", "detail": "Run `aizuchi pair`."}
        answer = self.answers.get(name, (404, {"title": "Not found", "detail": name}))
        if callable(answer):
            answer = answer(self.asked[-1][1])
        return answer if isinstance(answer, tuple) else (200, answer)

    def hello(self, nonce: str) -> dict[str, Any]:
        """The proof of knowing the token, as contracted."""
        key = hashlib.sha256(self.token.encode()).digest()
        proof = hmac.new(key, f"aizuchi-hello:{nonce}".encode(), "sha256").hexdigest()
        return {"product": "aizuchi", "version": "0.1", "proof": proof if self.known else None}


AS_NEW = """async ([kept, port]) => {
  await chrome.storage.local.clear();
  await chrome.storage.session.clear();
  await chrome.storage.local.set(kept);
  // The alarm of every minute asks the helper too: not while this test looks.
  await chrome.alarms.create('minute', {periodInMinutes: 1});
  // As a page of ours says it. Saving the port drops the proof of the last helper.
  const sender = {id: chrome.runtime.id, url: chrome.runtime.getURL('')};
  const say = chrome.runtime.onMessage;
  await new Promise((go) => say.dispatch({type: 'settings', port}, sender, go));
}"""
"""What makes a worker like a new one: nothing stored but what is ``kept``, nothing proved."""


ASKING = """(() => {
  const send = chrome.runtime?.sendMessage?.bind(chrome.runtime);
  if (!send) return;
  globalThis.asking = 0;
  chrome.runtime.sendMessage = async (...message) => {
    asking += 1;
    try { return await send(...message); } finally { setTimeout(() => { asking -= 1; }); }
  };
})();"""
"""Counts what a page of ours has asked the background and not heard yet."""
TOLD = """() => new Promise((go) => {
  const {onChanged} = chrome.storage.session;
  const heard = ({barrier}) => {
    if (!barrier) return;
    onChanged.removeListener(heard);
    go();
  };
  onChanged.addListener(heard);
  void chrome.storage.session.set({barrier: Math.random()});
})"""
"""News come in their order: whoever hears this has heard what was stored before."""
DRAWN = """async () => {
  await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  return asking === 0;
}"""


def until(
    page: Page, true: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS
) -> None:
    """Wait for something outside the page, letting the browser's requests through meanwhile."""
    for _ in range(int(seconds * 20)):
        if true():
            return
        page.wait_for_timeout(50)
    pytest.fail(f"not within {seconds} s: {what}")


def drawn(page: Page) -> None:
    """Wait until a page of ours knows what was stored, has every answer, and has drawn it."""
    page.evaluate(TOLD)
    page.wait_for_function(DRAWN)


class Loaded:
    """The extension in one browser, its worker and its pages."""

    def __init__(self, context: BrowserContext, *, paired: bool) -> None:
        self.context = context
        self.wire = Wire()
        self.wire.answers = usual_answers()
        self.errors: list[str] = []
        self.pages: list[Page] = []
        context.route("http://127.0.0.1:*/**", self.wire.handle)
        since = (NOW - timedelta(days=1)).isoformat()
        kept = {"pairing": {"client": CLIENT, "token": TOKEN}, "since": since} if paired else {}
        self.worker.evaluate(AS_NEW, [kept, PORT])
        self.wire.asked.clear()

    @property
    def worker(self) -> Worker:
        """The extension's service worker."""
        workers = [one for one in self.context.service_workers if EXTENSION_ID in one.url]
        return workers[-1] if workers else self.context.wait_for_event("serviceworker")

    def sleep(self) -> None:
        """End the worker, as the browser does when it was idle; the next message wakes another."""
        session = self.context.new_cdp_session(self.silent())
        states: list[str] = []
        session.on(
            "ServiceWorker.workerVersionUpdated",
            lambda event: states.extend(one["runningStatus"] for one in event["versions"]),
        )
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        self.until(lambda: "stopped" in states, "asleep")
        session.detach()

    def open(self, path: str, *, width: int = 400, scheme: str = "light") -> Page:
        """A page of the extension in a tab."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(f"{path}: {error}"))
        page.add_init_script(ASKING)
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"chrome-extension://{EXTENSION_ID}/{path}")
        self.pages.append(page)
        return page

    def silent(self) -> Page:
        """The tab that opened with the browser, with a script of ours as text: it asks nothing."""
        page = self.context.pages[0]
        if not page.url.startswith("chrome-extension:"):
            page.goto(f"chrome-extension://{EXTENSION_ID}/desk/address.js")
        return page

    def panel(self, *, width: int = 400, scheme: str = "light") -> Page:
        """The panel of the mail tab."""
        path = f"panel/panel.html?tab={MAIL_TAB}"
        return self.open(path, width=width, scheme=scheme)

    def set_state(self, **fields: Any) -> None:
        """Put the mail tab into a state, as the background writes it."""
        empty = {
            "status": "empty",
            "mail": None,
            "reading": None,
            "check": None,
            "text": "",
            "dismissed": [],
            "compose": None,
            "signature": "",
            "dark": None,
            "sent": None,
            "error": None,
        }
        state = {
            key: as_json(value) if hasattr(value, "__dataclass_fields__") else value
            for key, value in {**empty, **fields}.items()
        }
        self.worker.evaluate(
            "([key, state]) => chrome.storage.session.set({[key]: state})",
            [f"tab:{MAIL_TAB}", state],
        )

    def state(self) -> Any:
        """What the background knows about the mail tab."""
        key = f"tab:{MAIL_TAB}"
        return self.worker.evaluate("key => chrome.storage.session.get(key)", key)[key]

    def tabs(self) -> dict[str, Any]:
        """What the background knows, by tab."""
        kept = self.worker.evaluate("chrome.storage.session.get(null)")
        return {key: value for key, value in kept.items() if key.startswith("tab:")}

    def surfaces(self, kind: str) -> list[Any]:
        """Which surfaces of the extension are open, such as ``SIDE_PANEL``."""
        found: list[Any] = self.worker.evaluate(
            "kind => chrome.runtime.getContexts({contextTypes: [kind]})", kind
        )
        return found

    @contextmanager
    def held(self, path: str) -> Iterator[list[Route]]:
        """Let the helper take its time: what it is asked there is answered at the end."""
        asked: list[Route] = []
        pattern = f"http://127.0.0.1:*/v1/{path}*"
        self.context.route(pattern, lambda route: asked.append(route))  # noqa: PLW0108
        yield asked
        self.context.unroute(pattern)
        for route in asked:
            self.wire.handle(route)

    @contextmanager
    def asked(self, name: str, times: int = 1) -> Iterator[None]:
        """Wait until the helper was asked for ``name``."""
        before = len(self.wire.bodies(name))
        yield
        self.until(lambda: len(self.wire.bodies(name)) >= before + times, f"asked: {name}")

    def until(self, true: Callable[[], object], what: str) -> None:
        """Wait for something outside the pages, letting the extension's requests through."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not true():
            assert time.monotonic() < end, f"not {what}; asked were {self.wire.paths()}"
            self.context.pages[0].wait_for_timeout(20)

    def tell(self, page: Page, message: dict[str, Any]) -> Any:
        """Send a message to the background from one of our pages, and wait for its answer."""
        return page.evaluate("message => chrome.runtime.sendMessage(message)", message)

    def close(self) -> None:
        """Leave the browser as it was found."""
        first, *others = self.context.pages
        for page in others:
            page.close()
        first.unroute_all()
        first.goto("about:blank")  # a page of ours does not outlive a reload of the extension
        self.context.unroute("http://127.0.0.1:*/**")


Load = Callable[..., Loaded]
"""Opens a browser with the extension, as a test wants it."""


# --- A mail, and what is known about it -----------------------------------------------------

NOW = datetime.now(UTC).replace(microsecond=0)
MAIL_TEXT = (
    "Hello,\n\nmy bag did not come out at the airport on Sunday. This is the third time I am "
    "writing and I only get automatic answers. My father's medicine is in it.\n\n"
    "Could you please tell me where the bag is now? Can it be brought to our hotel?\n\n"
    "Jonas Weber\n\n> Thank you for your message. We will be in touch within a day."
)
MAIL = {
    "app": "gmail",
    "thread": "t1",
    "message": "m1",
    "subject": "Still no bag after four days",
    "text": MAIL_TEXT,
    "from": {"name": "Jonas Weber", "address": "jonas@example.org"},
    "received": NOW.isoformat(),
}
SEEN = {
    **{key: MAIL[key] for key in ("app", "thread", "message", "subject", "text")},
    "sender": MAIL["from"],
    "received": MAIL["received"],
    "html": None,
    "account": "alex@example.org",
    "link": None,
    "mine": False,
    "own": [],
    "earlier": [],
    "language": "en",
    "zone": "Europe/Berlin",
}
"""The same mail as a page tells it to the background."""


def span(words: str, text: str = MAIL_TEXT) -> dict[str, Any]:
    """Where words stand in a text, in code points."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def reading(**changes: Any) -> Reading:
    """The airport bag, read."""
    known: dict[str, Any] = {
        "language": "en",
        "text": MAIL_TEXT,
        "level": 3,
        "score": 0.71,
        "confidence": 0.8,
        "kind": "complaint",
        "kind_confidence": 0.7,
        "cause": "not_knowing",
        "evidence": (
            Evidence(**span("third time"), rule="again", weight=0.5),
            Evidence(**span("only get automatic answers"), rule="unheard", weight=0.3),
        ),
        "asks": (
            Span(**span("Could you please tell me where the bag is now?")),
            Span(**span("Can it be brought to our hotel?")),
        ),
        "noise": (
            Noise(
                **span("> Thank you for your message. We will be in touch within a day."),
                kind="quote",
            ),
        ),
        "first_reply": True,
        "sender": Person(name="Jonas Weber", address="jonas@example.org"),
        "subject": MAIL["subject"],
        "app": "gmail",
        "thread": "t1",
        "message": "m1",
    }
    return Reading(**{**known, **changes})


def last_time() -> LastTime:
    """What happened before with this person."""
    return LastTime(when=NOW - timedelta(days=40), about="A late refund", outcome="kept", level=2)


def claim(sentence: str | None) -> Claim:
    """What the writer says we owe."""
    return Claim(**span("We will be in touch within a day"), promise=1, sentence=sentence)


LOOK = TimeOption(at=NOW + timedelta(hours=20), label="tomorrow 10:00", what="look")
ANSWER = TimeOption(at=NOW + timedelta(hours=44), label="Thursday 15:00", what="answer")


def draft(form: str = "full", *, promised: str = "answer", n: int = 0, me: str = "Alex") -> Draft:
    """A draft with one gap, or two: ``[your name]`` as ``me`` is one."""
    times = (ANSWER, LOOK) if promised == "answer" else (LOOK, ANSWER)
    text = (
        "Hello Jonas Weber,\n\nI am sorry that your bag did not come out on Sunday and that you "
        "had to write three times. With your father's medicine in it, this cannot wait.\n\n"
        f"I am [what you do now]. I can have an answer for you by {times[0].label}, or a first "
        f"look by {times[1].label}. Which helps you more?\n\n{me}"
    )
    if form == "acknowledge":
        text = f"Hello Jonas Weber,\n\nI am sorry. You hear from me by {times[0].label}.\n\n{me}"
    gaps = tuple(
        Gap(**place(gap, text), hint=gap.strip("[]"))
        for gap in ("[what you do now]", "[your name]")
        if gap in text
    )
    basis = Basis(
        work="look", n=n, p50_minutes=240, p80_minutes=1560, source="history" if n else "default"
    )
    return Draft(
        form=form,
        language="en",
        text=text,
        times=times,
        gaps=gaps,
        basis=basis,  # type: ignore[arg-type]
        words=len(text.split()),
        moves=(
            Move(move="sorry", **place("I am sorry", text)),
            Move(move="sign", start=len(text) - len(me), end=len(text)),
        ),
    )


def place(words: str, text: str) -> dict[str, int]:
    """The same as `span`, without the words."""
    found = span(words, text)
    return {"start": found["start"], "end": found["end"]}


def drafts(*some: Draft) -> dict[str, Any]:
    """What POST /v1/draft gives."""
    basis = some[0].basis
    assert basis is not None
    timeline = Timeline(zone="Europe/Berlin", options=(LOOK, ANSWER), basis=basis)
    return {"drafts": [as_json(one) for one in some], "timeline": as_json(timeline)}


TYPED = "Hi Jonas, unfortunately we are sorry. 👍 Just wait."


def check(*findings: Finding, heat: float = 0.1, done: bool = False) -> Check:
    """What the checklist says of `TYPED`."""
    ticks = dict.fromkeys(Ticks.__dataclass_fields__, done) | {"their_name": True, "brief": True}
    return Check(findings=findings, ticks=Ticks(**ticks), heat=heat, language="en")


def finding(words: str, rule: str, message: str, **more: Any) -> Finding:
    """Something noticed in `TYPED`."""
    known = {"severity": "hint", "source": "002:41", **more}
    return Finding(rule=rule, message=message, **place(words, TYPED), **known)


WE_SORRY = finding(
    "we are sorry",
    "sorry.we",
    "Say it as yourself: I, not we.",
    fix="I'm sorry",
    source="001:7",
    severity="warning",
)
JUST = finding("Just", "filler.just", "This word makes their trouble small.", fix="")


def promise(number: int = 1, **changes: Any) -> Promise:
    """A row of the ledger."""
    known: dict[str, Any] = {
        "id": number,
        "state": "open",
        "form": "explicit",
        "sentence": "I'll tell you where your bag is by tomorrow noon.",
        "due": NOW + timedelta(hours=22),
        "due_text": "by tomorrow noon",
        "grain": "hour",
        "zone": "Europe/Berlin",
        "made": NOW,
        "person": Person(name="Jonas Weber", address="jonas@example.org"),
        "app": "gmail",
        "account": None,
        "thread": "t1",
        "subject": MAIL["subject"],
        "link": "https://mail.google.com/mail/u/0/#inbox/t1",
        "language": "en",
    }
    return Promise(**{**known, **changes})


def sent_report(**changes: Any) -> SentReport:
    """What a sent mail did to the ledger."""
    return SentReport(**{"promises": (), "untimed": (), "kept": (), **changes})


def day(**changes: Any) -> Day:
    """Today."""
    known: dict[str, Any] = {
        "now": NOW,
        "zone": "Europe/Berlin",
        "blocks": (),
        "in_block": False,
        "quiet": False,
        "next_promise": None,
        "all_clear": "Nothing is promised before Thu 10:00.",
    }
    return Day(**{**known, **changes})


def usual_answers() -> dict[str, Any]:
    """What a helper says when all is well."""
    basis = Basis(work="look", n=0, p50_minutes=240, p80_minutes=480, source="default")
    digest = Digest(rows=(), counts={}, minutes=0, basis=basis, promised_today=(), line="")
    week = Insights(
        since=NOW - timedelta(days=7),
        until=NOW,
        read={"support": 12, "complaint": 4},
        answered=9,
        first_response=basis,
        promised=6,
        kept=5,
        broken=1,
        thanks=3,
    )
    status = {
        "product": "aizuchi",
        "version": "0.1.0",
        "languages": ["en"],
        "rules": {"ok": True, "problem": None, "outgrown": False},
        "notifications": {"channel": "desktop", "why": None},
        "secrets": {"keyring": "Secret Service", "file": None},
        "ledger": None,
    }
    return {
        "GET /v1": status,
        "POST /v1/read": as_json(reading()),
        "POST /v1/draft": drafts(draft(), draft("acknowledge")),
        "POST /v1/check": as_json(check(WE_SORRY, JUST)),
        "POST /v1/sent": as_json(sent_report(promises=(promise(),))),
        "GET /v1/promises": {"promises": []},
        "GET /v1/day": as_json(day()),
        "GET /v1/insights": as_json(week),
        "POST /v1/triage": as_json(digest),
    }
