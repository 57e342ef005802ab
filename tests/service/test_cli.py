"""The terminal door: one file at a time for people, one JSON object a line for pipes."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from helper import __version__
from helper.doors.cli import main
from helper.paths import extension, shipped_rules
from tests.homes import known_home
from tests.running import NO_KEYRING

ANGRY = (
    "Hi,\n\nthis is the third time I am writing about invoice 4711 and nobody has answered. "
    "I was charged twice. When will this be corrected?\n\nDana Whitlow\n"
)
SENT = "2026-11-18T10:00:00"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, notes: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`aizuchi ARGS`, with a home of its own."""
    known_home(tmp_path, notes)
    for name, value in {**NO_KEYRING, "AIZUCHI_HOME": str(tmp_path), "AIZUCHI_ZONE": "UTC"}.items():
        monkeypatch.setenv(name, value)

    def aizuchi(*arguments: str, given: str = "") -> Result:
        return CliRunner().invoke(main, list(arguments), input=given)

    return aizuchi


def lines(run: Run, verb: str, *objects: Any) -> list[Any]:
    """The answers of the batch form to these objects, texts taken as they are."""
    given = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in objects)
    result = run(verb, "--jsonl", given=given)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_read_prints_a_report(run: Run) -> None:
    """Level in dots and a word, the words behind it, and the ask."""
    result = run("read", str(shipped_rules() / "en" / "sample.eml"))

    assert result.exit_code == 0, result.output
    assert "●" in result.output
    assert "third time" in result.output
    assert "who is looking at this" in result.output


def test_what_would_be_fair_is_shown(run: Run, tmp_path: Path) -> None:
    """B46: in the writer's own words, as in the panel."""
    mail = tmp_path / "mail.eml"
    said = "Third time I write, nobody answers. What would be fair is a new lid by Thursday."
    mail.write_text(f"From: Ana <ana@example.org>\nSubject: Lid\n\n{said}\n")

    assert "Fair      What would be fair is a new lid by Thursday." in run("read", str(mail)).output


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_each_language_has_a_sample_that_reads_hot(run: Run, language: str) -> None:
    """What `aizuchi run` shows first: at least frustrated, with an ask."""
    result = run("read", str(shipped_rules() / language / "sample.eml"))

    assert result.exit_code == 0, result.output
    assert "●●●" in result.output
    assert "no ask found" not in result.output


def test_read_jsonl(run: Run) -> None:
    """Exactly the fields promised, and offsets that cut the words out of the text given."""
    (answer,) = lines(run, "read", {"text": ANGRY, "from": {"name": "Dana", "address": "d@x.org"}})

    assert set(answer) == {
        "language", "kind", "level", "score", "confidence", "cause", "evidence", "asks",
    }  # fmt: skip
    assert answer["language"] == "en"
    assert answer["level"] >= 2
    assert 0 <= answer["score"] <= 1
    for span in answer["evidence"] + answer["asks"]:
        assert ANGRY[span["start"] : span["end"]] == span["text"]
    assert answer["evidence"]
    assert {"start", "end", "text", "rule", "weight"} <= set(answer["evidence"][0])
    assert [ask["text"] for ask in answer["asks"]] == ["When will this be corrected?"]


def test_an_unsupported_language_is_named_and_not_judged(run: Run) -> None:
    """German: its code, and null for what would be a guess."""
    (answer,) = lines(
        run, "read", {"text": "Ich warte seit drei Wochen und niemand antwortet mir!"}
    )

    assert answer["language"] == "de"
    assert (answer["level"], answer["kind"], answer["cause"]) == (None, None, None)
    assert answer["asks"] == []


@pytest.mark.parametrize("verb", ["read", "draft", "check", "promises", "due"])
def test_a_bad_line_is_told_and_the_rest_is_done(run: Run, verb: str) -> None:
    """In order, one answer a line, an error that names the place."""
    good = {"text": "I'll call you by Friday.", "sent": SENT, "zone": "UTC"}

    answers = lines(run, verb, good, "{not json", {"no": "text"}, "[]", '{"text": 3}', good)

    assert ["error" in answer for answer in answers] == [False, True, True, True, True, False]
    assert answers[0] == answers[5]
    assert "not JSON" in answers[1]["error"]
    assert "text" in answers[2]["error"]


def test_draft_jsonl(run: Run) -> None:
    """Drafts with moves, times and gaps that lie in the text; the reading beside them."""
    (answer,) = lines(
        run,
        "draft",
        {"text": ANGRY, "me": {"name": "Max"}, "now": SENT, "zone": "Europe/Berlin"},
    )

    assert answer["reading"]["level"] >= 2
    for draft in answer["drafts"]:
        assert draft["form"]
        for move in draft["moves"]:
            assert draft["text"][move["start"] : move["end"]].strip()
        for time in draft["times"]:
            assert time["at"] > SENT
            assert time["label"]
    assert answer["drafts"][0]["text"].rstrip().endswith("Max")
    assert answer["drafts"][0]["times"][0]["label"] in answer["drafts"][0]["text"]


@pytest.mark.parametrize(
    ("shown", "greeting"),
    [
        ("Dana Ruiz <dana@example.org>", "Dana"),
        ("Dana Ruiz", "Dana"),
        ("dana@example.org", None),
        ({"name": "Dana Ruiz"}, "Dana"),
    ],
)
def test_a_sender_is_taken_as_mails_show_one(run: Run, shown: Any, greeting: str | None) -> None:
    """``from`` may be the line of a mail, a name, an address, or both apart."""
    mail = "I have been waiting for two weeks and nobody answers me."
    (answer,) = lines(run, "draft", {"text": mail, "from": shown})

    first = answer["drafts"][0]["text"].splitlines()[0]
    assert (greeting in first) if greeting else ("dana" not in first.casefold())


def test_check_jsonl(run: Run) -> None:
    """Findings with rule, place, reason and source; eight ticks; own heat."""
    reply = "Dear customer, we apologize for any inconvenience. You should have read the manual."

    (answer,) = lines(run, "check", {"text": reply, "mail": {"text": ANGRY}})

    assert set(answer["ticks"]) == {
        "their_name", "your_name", "thanks", "understood", "simple", "positive", "brief",
        "proofread",
    }  # fmt: skip
    assert isinstance(answer["heat"], float)
    assert answer["findings"]
    for finding in answer["findings"]:
        assert set(finding) == {
            "rule", "start", "end", "severity", "message", "fix", "source",
        }  # fmt: skip


def test_promises_jsonl(run: Run) -> None:
    """Explicit with its moment, implied without."""
    text = "I'll send you the report by Friday 15:00. I'll look into the rest."

    (answer,) = lines(run, "promises", {"text": text, "sent": SENT, "zone": "Europe/Berlin"})

    first, second = answer["promises"]
    assert (first["form"], second["form"]) == ("explicit", "implied")
    assert first["due"] == "2026-11-20T15:00:00+01:00"
    assert text[first["start"] : first["end"]] == first["text"]
    assert second["due"] is None


def test_due_jsonl(run: Run) -> None:
    """A moment with the zone's offset, or null."""
    by, none = lines(
        run,
        "due",
        {"text": "by Friday 15:00", "sent": SENT, "zone": "Asia/Tokyo"},
        {"text": "version 2.5 of it", "sent": SENT, "zone": "Asia/Tokyo"},
    )

    assert by["due"] == "2026-11-20T15:00:00+09:00"
    assert by["grain"] == "hour"
    assert none == {"due": None, "grain": None, "text": None}


def test_what_is_said_here_and_now_needs_no_more_than_its_words(run: Run) -> None:
    """As for one file: the moment is now, the zone the user's own."""
    (promised,) = lines(run, "promises", {"text": "I'll call you tomorrow at 15:00."})
    (due,) = lines(run, "due", {"text": "tomorrow at 15:00"})

    assert due["due"].endswith("T15:00:00Z")  # the fixture's zone
    assert promised["promises"][0]["due"] == due["due"]


@pytest.mark.parametrize("verb", ["read", "draft", "check", "promises", "due"])
def test_jsonl_from_a_file_is_jsonl_from_the_pipe(run: Run, tmp_path: Path, verb: str) -> None:
    """Whichever way the lines come, the answers are the same, and a missing file is named."""
    line = json.dumps({"text": "I'll call by Friday 15:00.", "sent": SENT, "zone": "Asia/Tokyo"})
    if verb not in {"promises", "due"}:
        line = json.dumps({"text": ANGRY})
    (tmp_path / "lines.jsonl").write_text(line + "\n" + line)

    from_file = run(verb, "--jsonl", str(tmp_path / "lines.jsonl"))
    missing = run(verb, "--jsonl", str(tmp_path / "none.jsonl"))

    assert from_file.exit_code == 0, from_file.output
    assert len(from_file.output.splitlines()) == 2
    assert from_file.output == run(verb, "--jsonl", given=line + "\n" + line).output
    assert missing.exit_code == 1
    assert "none.jsonl" in missing.output


def test_batch_answers_while_the_pipe_is_open() -> None:
    """Each line is answered at once, so a program can talk back and forth."""
    command = [sys.executable, "-m", "helper", "read", "--jsonl"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as pipe:
        assert pipe.stdin is not None
        assert pipe.stdout is not None
        for _ in range(2):
            pipe.stdin.write(json.dumps({"text": ANGRY}) + "\n")
            pipe.stdin.flush()
            assert json.loads(pipe.stdout.readline())["language"] == "en"
        pipe.stdin.close()
        assert pipe.wait(timeout=20) == 0


def test_a_pipe_that_is_closed_early_is_no_mistake(tmp_path: Path) -> None:
    """`aizuchi draft FILE | head -1`: the reader has seen enough, and nothing went wrong."""
    mail = str(shipped_rules() / "en" / "sample.eml")
    call = [sys.executable, "-m", "helper", "draft", mail]
    env = {**os.environ, "AIZUCHI_HOME": str(tmp_path)}
    reader, writer = os.pipe()
    os.close(reader)
    seen = subprocess.run(
        call, stdout=writer, stderr=subprocess.PIPE, text=True, check=False, env=env
    )
    os.close(writer)

    assert seen.stderr == ""


def test_draft_and_check_read_files(run: Run, tmp_path: Path) -> None:
    """A draft for a saved mail; findings for a reply typed elsewhere."""
    mail = str(shipped_rules() / "en" / "sample.eml")
    reply = tmp_path / "reply.txt"
    reply.write_text("We are sorry for any inconvenience.\n")

    drafted = run("draft", mail)
    checked = run("check", str(reply), "--mail", mail)

    assert drafted.exit_code == 0, drafted.output
    assert "Dana" in drafted.output
    assert checked.exit_code == 0, checked.output
    assert "inconvenience" in checked.output


def test_due_and_promises_for_people(run: Run, tmp_path: Path) -> None:
    """A phrase in, a moment out; an empty ledger says so."""
    text = tmp_path / "sent.txt"
    text.write_text("I'll send you the report by Friday.\n")

    assert "17:00" in run("due", "tomorrow 17:00").output
    assert "No time found" in run("due", "hello there").output
    for phrase in ("三個工作日內", "三営業日以内", "十二月三號", "年明け5日"):
        assert "18:00" in run("due", phrase).output
    assert re.match(
        r"explicit  Friday = Fri \d\d \w+ 18:00: I'll", run("promises", str(text)).output
    )
    text.write_text("The report is attached.\n")
    assert "No promise found" in run("promises", str(text)).output
    assert "Nothing is promised" in run("promises").output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["read", "/no/such.eml"], "Error: /no/such.eml: No such file"),
        (["check", "/no/such.txt"], "Error: /no/such.txt: No such file"),
        (["read", "--jsonl", "/no/such.jsonl"], "Error: /no/such.jsonl: No such file"),
        (["read", "/"], "name one file in it"),
        (["check", "/"], "name one file in it"),
        (["digest", "/no/such"], "Error: /no/such: There is no such file or folder"),
        (["pair", "--list"], "No browser is paired"),
        (["away", "tomorrow", "2026-12-24"], "write one such as 2026-12-24"),
        (["due"], "Say a time"),
        (["pair", "--revoke", "0123"], "No paired browser"),
        (["run", "--port", "80"], "greater than or equal to 1024"),
        (["autostart", "perhaps"], "Invalid value"),
        (["away", "2026-12-24", "2026-12-01"], "are the two days swapped?"),
        (["away", "0001-01-01", "9999-12-31"], "such as 2026-12-24"),
        (["away", "--help"], "SINCE UNTIL"),
        (["digest", ".", "--days", "99999999999"], "not in the range"),
    ],
)
def test_mistakes_are_answered_in_a_sentence(run: Run, arguments: list[str], says: str) -> None:
    """No stack trace; what to do instead."""
    result = run(*arguments)

    assert says in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", ["read", "check", "due --jsonl"])
def test_who_names_no_file_is_asked_for_one(run: Run, command: str) -> None:
    """A command that waits in silence looks as if it hung; in a pipe nobody needs the words."""
    keys, terminal = pytest.importorskip("pty").openpty()
    os.write(keys, b"\x04")
    call = [sys.executable, "-m", "helper", *command.split()]
    seen = subprocess.run(call, stdin=terminal, capture_output=True, text=True, check=False)
    os.close(keys)
    os.close(terminal)

    assert "Paste " in seen.stderr
    assert "Ctrl+D" in seen.stderr
    assert "Paste " not in run(*command.split()).output


@pytest.mark.parametrize(
    ("table", "arguments"), [("pairing", ["pair"]), ("people", ["forget", "ana@example.com"])]
)
def test_a_ledger_that_fails_is_told(
    run: Run, tmp_path: Path, table: str, arguments: list[str]
) -> None:
    """Also when it breaks in the middle of the work: what to do, and no stack trace."""
    run("promises")
    file = tmp_path / "data" / "aizuchi.sqlite3"
    with closing(sqlite3.connect(file)) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        where = "SELECT rootpage FROM sqlite_schema WHERE tbl_name = ?"
        pages = db.execute(where, (table,)).fetchall()
    with file.open("r+b") as ledger:
        for (page,) in pages:
            ledger.seek((page - 1) * size)
            ledger.write(b"\xa5" * size)

    result = run(*arguments)
    assert result.exit_code == 1
    assert result.output.startswith("Error: The ledger is broken: restart the helper")


@pytest.mark.parametrize(
    ("text", "code", "is_read"),
    [
        ("Für Zoë until Friday.", "latin-1", False),
        ("金曜までに計画書をお送りします。", "cp932", False),
        ("周五前我把方案发给您。", "gbk", False),
        ("I'll send it by Friday.", "utf-16", True),
        ("I'll send it by Friday.", "utf-8-sig", True),
    ],
)
def test_a_text_of_another_code_is_named(
    run: Run, tmp_path: Path, text: str, code: str, *, is_read: bool
) -> None:
    """As an old editor saves it: which file it is, and what to do; what says its code is read."""
    file = tmp_path / "reply.txt"
    file.write_bytes(text.encode(code))
    for verb in ("check", "promises"):
        result = run(verb, str(file))
        assert (result.exit_code == 0) is is_read
        assert is_read or f"{file}: not in UTF-8" in result.output


@pytest.mark.parametrize("verb", ["digest", "import"])
@pytest.mark.parametrize("content", [None, "", "Dear diary,\n\nno mail today.\n"])
def test_where_no_mail_is_that_is_told(
    run: Run, tmp_path: Path, verb: str, content: str | None
) -> None:
    """A wrong path is told from a calm morning: an empty folder, an empty file, another file."""
    path = tmp_path / "mails"
    path.mkdir() if content is None else path.write_text(content)
    result = run(verb, str(path))
    assert result.exit_code == 1
    assert f"{path}: no mail in it" in result.output


def test_an_empty_card_says_since_when_it_looked(run: Run, tmp_path: Path) -> None:
    """Whoever points it at last week's mail learns how to see it."""
    (tmp_path / "old.eml").write_text("From: a@x.org\nDate: Mon, 2 Nov 2020 09:00 +0000\n\nHi!\n")
    said = run("digest", str(tmp_path)).output
    assert said.startswith("Nothing new.\n  of others since ")
    assert "--days looks further back" in said


def test_an_import_of_nobody_asks_who_one_is(run: Run, tmp_path: Path) -> None:
    """One mail shows no owner, and "by ." is no name."""
    (tmp_path / "one.eml").write_text("From: a@x.org\nDate: Mon, 2 Nov 2020 09:00 +0000\n\nHi!\n")
    assert "1 mail, and none of them names its owner: say who you are with --me" in (
        run("import", str(tmp_path)).output
    )


def test_what_made_a_level_is_named_in_words(run: Run, tmp_path: Path) -> None:
    """Not by the name a rule has in its file."""
    file = tmp_path / "one.eml"
    file.write_text("Subject: Twice\n\nI was charged twice and nobody answers me!\n")
    said = run("read", str(file)).output
    assert "“charged twice” (money lost)" in said


def test_a_home_that_cannot_be_written_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read-only, or not a folder at all: which it is, and what to do instead."""
    home = tmp_path / "a file"
    home.touch()
    monkeypatch.setenv("AIZUCHI_HOME", str(home))

    result = run("promises")

    assert result.exit_code == 1
    assert f"{home / 'config'} cannot be written" in result.output
    assert "set AIZUCHI_HOME to a folder of your own" in result.output


def test_pair_gives_a_code_and_lists(run: Run) -> None:
    """Eight digits in two groups."""
    output = run("pair").output

    assert len([letter for letter in output.split("(")[0] if letter.isdigit()]) == 8
    assert run("pair", "--list").exit_code == 0


def test_what_was_never_enabled_is_not_removed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`autostart disable` says what it did."""
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    assert run("autostart", "disable").output == "it was not enabled\n"


def test_extension_and_version(run: Run) -> None:
    """The folder is there and holds a manifest."""
    assert run("extension").output.strip() == str(extension())
    assert (extension() / "manifest.json").is_file()
    assert __version__ in run("--version").output


def test_doctor_looks_at_everything(run: Run, tmp_path: Path) -> None:
    """Each thing in a line, with what to do; the exit code tells scripts; it begins no ledger."""
    result = run("doctor")

    for name in ("rules", "ledger", "port", "secrets", "notifications", "browser", "extension"):
        assert name in result.output
    assert result.exit_code in (0, 1)
    assert not list((tmp_path / "data").iterdir())
