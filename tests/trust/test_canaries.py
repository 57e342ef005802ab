"""Nothing out: words are planted in every place a mail has, and looked for afterwards."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.desktop import DesktopSession
from tests.running import Running

# In the ledger because README says so: the promise, whom it is for, what it is about.
SENTENCE, SUBJECT, NAME, ADDRESS = "quillfeather", "marzipanbox", "Oswaldina", "oswald.ina.k9"
# Nowhere: what else stood in the mails, was typed, quoted, listed or drafted.
BODY, QUOTED, EARLIER, TYPED, REST, SNIPPET, HTML, ME = (
    "gooseberrywine",
    "tumbleweedhat",
    "saffronkettle",
    "velvetanchor",
    "copperthimble",
    "lanternmoss",
    "peppermintsail",
    "Thaddeusine",
)
KEPT = (SENTENCE, SUBJECT, NAME, ADDRESS)
UNKEPT = (BODY, QUOTED, EARLIER, TYPED, REST, SNIPPET, HTML, ME)
WORKING_HOUR = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
SENDER = {"name": NAME, "address": f"{ADDRESS}@example.com"}


@dataclass(frozen=True)
class Life:
    """A helper that was used in every way, and what was seen meanwhile."""

    helper: Running
    desktop: DesktopSession
    watched: Path

    def seen(self, event: str) -> set[str]:
        """What was opened in this way."""
        lines = map(json.loads, self.watched.read_text().splitlines())
        return {what for name, what in lines if name == event}


def use(helper: Running) -> None:
    """Read, draft, check, send, look at everything: a day with a frustrated customer."""
    now = helper.now
    mail: dict[str, Any] = {
        "app": "gmail",
        "account": "me@shop.example",
        "thread": "t1",
        "message": "m1",
        "subject": f"Still no {SUBJECT}",
        "from": SENDER,
        "received": now.isoformat(),
        "text": f"Third time! The {BODY} is broken. When?\n\n> You wrote of {QUOTED}.",
        "earlier": [{"text": f"The {EARLIER} is broken.", "from": SENDER}],
    }
    reading = helper.post("/read", mail)
    helper.post("/read", {**mail, "message": "m2", "text": None, "html": f"<p>{HTML} is late!"})
    helper.post("/draft", {"reading": reading, "me": {"name": ME}})
    helper.post("/check", {"text": f"Calm down, {TYPED}!", "reading": reading})
    text = f"Hi,\n\n{REST}, I think.\n\nI'll send you the {SENTENCE} within two hours.\n\n{ME}"
    sent = {
        **{name: mail[name] for name in ("app", "account", "thread", "subject")},
        "id": "s1",
        "recipients": [SENDER],
        "sent": now.isoformat(),
        "zone": "UTC",
        "text": text,
    }
    number = helper.post("/sent", sent)["promises"][0]["id"]
    helper.post("/draft", {"promise": number, "me": {"name": ME}})
    helper.post(
        "/triage", {"rows": [{"id": "1", "snippet": f"Where is {SNIPPET}?"}], "zone": "UTC"}
    )
    for path in ("", "/promises", f"/promises/{number}", "/day", "/insights", "/themes"):
        helper.get(path)
    helper.get(f"/promises?person={ADDRESS}@example.com")
    for body in (f"{{{BODY}", json.dumps({"text": [BODY]}), json.dumps({BODY: 1})):
        helper.refusal("POST", "/read", body)
    helper.refusal("GET", f"/{BODY}")
    helper.refusal("GET", f"/hello/{BODY}?q={BODY}")


def break_the_ledger(helper: Running) -> None:
    """Let it fail in the middle of a mail, as a bug would."""
    with closing(sqlite3.connect(helper.folders.database)) as db:
        db.execute("ALTER TABLE mails RENAME TO letters")
        db.commit()
    mail = {"app": "gmail", "thread": "t2", "message": "m9", "text": BODY, "subject": SUBJECT}
    assert helper.refusal("POST", "/read", mail)[0] == 500
    with closing(sqlite3.connect(helper.folders.database)) as db:
        db.execute("ALTER TABLE letters RENAME TO mails")
        db.commit()


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    """The whole use, with one reminder on a real desktop, and a kill in the middle."""
    folder = tmp_path_factory.mktemp("canaries")
    (folder / "tmp").mkdir()
    (folder / "home").mkdir()
    watched = folder / "watched.txt"
    with DesktopSession(folder / "desktop") as desktop:
        path = f"{Path(__file__).parent / 'watched'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
        env = {
            **desktop.env,
            "AIZUCHI_ZONE": "UTC",
            "AIZUCHI_WATCHED": str(watched),
            "PYTHONPATH": path,
            "TMPDIR": str(folder / "tmp"),
        }
        helper = Running(folder / "home", env=env)
        helper.set_clock(WORKING_HOUR)
        helper.start()
        helper.pair("chrome-extension://abcdefghijklmnopabcdefghijklmnop")
        use(helper)
        break_the_ledger(helper)
        helper.kill()
        helper.set_clock(WORKING_HOUR + timedelta(minutes=100))
        helper.start()
        desktop.wait_for_notes(1)
        yield Life(helper, desktop, watched)
        assert helper.process
        if helper.process.poll() is None:
            helper.stop()


def spellings(word: str) -> list[bytes]:
    """A word as it could lie about."""
    plain = [word, word.lower(), word.upper(), quote(word)]
    return [one.encode(code) for one in plain for code in ("utf-8", "utf-16-le")]


def files_with(folder: Path, word: str) -> set[str]:
    """The files that hold ``word`` in some spelling."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.name
        for path in files
        if any(spelling in path.read_bytes() for spelling in spellings(word))
    }


@pytest.mark.parametrize("word", UNKEPT)
def test_what_need_not_be_kept_is_nowhere(life: Life, word: str) -> None:
    """No byte of it in database, write-ahead log, logs, state, settings or temporary files."""
    home = life.helper.home
    assert files_with(home, word) | files_with(home.parent / "tmp", word) == set()


@pytest.mark.parametrize("word", KEPT)
def test_what_is_kept_is_in_the_ledger_alone(life: Life, word: str) -> None:
    """The promise, its person and its subject are in the database, as README says."""
    home = life.helper.home
    found = files_with(home, word) | files_with(home.parent / "tmp", word)
    assert found
    assert {name.removesuffix("-wal") for name in found} == {"aizuchi.sqlite3"}


def test_no_key_lies_about(life: Life) -> None:
    """Neither the token nor a code is written anywhere."""
    home = life.helper.home
    assert files_with(home, life.helper.token) == set()
    assert files_with(home, life.helper.token.partition(".")[2]) == set()


def test_the_failure_is_in_the_log_by_place_alone(life: Life) -> None:
    """The crash that was provoked can be found, and quotes nothing."""
    log = (life.helper.folders.logs / "aizuchi.log").read_text()
    assert "OperationalError at" in log
    assert "Traceback" not in log


def test_process_lists_show_nothing(life: Life) -> None:
    """Every user can read every command line of a computer."""
    lines = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            lines.append((process / "cmdline").read_bytes())
        except OSError:
            continue
    everything = b"\n".join(lines)
    words = (*KEPT, *UNKEPT, life.helper.token)
    assert [word for word in words if word.encode() in everything] == []


def test_the_notice_shows_the_promise_alone(life: Life) -> None:
    """On the screen stands what was promised, to whom and when; nothing of their mail."""
    shown = " ".join(f"{note.title} {note.body}" for note in life.desktop.notes())
    assert SENTENCE in shown
    assert [word for word in (*UNKEPT, SUBJECT, ADDRESS) if word in shown] == []


def test_no_socket_but_its_own_and_the_bus(life: Life) -> None:
    """It listens on loopback, speaks to the session bus, and asks no name server."""
    port = life.helper.port
    assert life.seen("socket.bind") == {repr(("127.0.0.1", port))}
    assert life.seen("socket.connect") <= {repr(str(life.desktop._bus))}  # noqa: SLF001
    assert life.seen("socket.connect"), "the reminder went over the bus"
    assert all("127.0.0.1" in name for name in life.seen("socket.getaddrinfo"))
    for event in ("socket.gethostbyname", "socket.sendto", "os.system", "os.exec"):
        assert life.seen(event) == set()


def test_no_program_and_no_file_elsewhere(life: Life) -> None:
    """It starts nothing, and writes in its own folders."""
    for event in ("subprocess.Popen", "os.posix_spawn", "webbrowser.open"):
        assert life.seen(event) == set()
    own = (str(life.helper.home), str(life.watched), "/dev/null")
    elsewhere = {path for path in life.seen("open") if not path.startswith(own)}
    assert {path for path in elsewhere if "__pycache__" not in path} == set()


def test_forgetting_leaves_no_trace(life: Life) -> None:
    """After `forget`, a person's words are not even in the free pages of the file."""
    assert life.helper.post("/forget", {"person": f"{ADDRESS}@example.com"})["found"]
    life.helper.stop()
    left = {word: files_with(life.helper.home, word) for word in KEPT}
    assert left == {word: set() for word in KEPT}
