"""The long run, by hand: ``make fuzz ARGS="--seed 1"``. Ends with 1 if anything did not hold.

Three parts, each printing what it did: every route of the running door with what its own
OpenAPI document allows and what it forbids (schemathesis), every property with many examples
(hypothesis), and the same properties led by which lines of code an input reaches (atheris).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from tests.running import ROOT, Running
from tests.trust.properties import OF_BYTES, OF_TEXT

ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance,response_headers_conformance"
)


@click.command()
@click.option("--seed", default=1, show_default=True)
@click.option("--calls", default=200, show_default=True, help="To each route, and each phase.")
@click.option("--examples", default=3000, show_default=True, help="For each property.")
@click.option("--seconds", default=60, show_default=True, help="Of atheris, for each property.")
def main(seed: int, calls: int, examples: int, seconds: int) -> None:
    """Try to break the parsers and the door."""
    codes = [door(seed, calls), properties(seed, examples)]
    codes += [led(one.__name__, seed, seconds) for one in (*OF_TEXT, *OF_BYTES) if seconds]
    sys.exit(max(codes))


def door(seed: int, calls: int) -> int:
    """Schemathesis against a helper of its own."""
    with tempfile.TemporaryDirectory() as home:
        helper = Running(Path(home), env={"AIZUCHI_NOTIFY": "browser", "AIZUCHI_ZONE": "UTC"})
        helper.start()
        try:
            helper.pair(ORIGIN)
            for number in range(20):
                helper.post("/sent", promise(number))
            command = [
                *(sys.executable, "-c", "from schemathesis.cli import schemathesis as s; s()"),
                *("run", f"{helper.url}/openapi.json", "--url", f"http://127.0.0.1:{helper.port}"),
                *("--header", f"Authorization: Bearer {helper.token}"),
                *("--checks", CHECKS, "--max-examples", str(calls), "--seed", str(seed)),
                *("--exclude-path", "/v1/revoke", "--exclude-path", "/v1/pair", "--mode", "all"),
                *("--phases", "examples,coverage,fuzzing,stateful", "--workers", "2"),
            ]
            code = subprocess.run(command, cwd=home, check=False).returncode
            log = (helper.folders.logs / "aizuchi.log").read_text(encoding="utf-8")
        finally:
            helper.stop()
    failures = [line for line in log.splitlines() if " ERROR " in line]
    print(f"door: {log.count(' ms')} calls in the log's last file, {len(failures)} errors in it")
    print(*failures[:20], sep="\n")
    return int(bool(code or failures))


def promise(number: int) -> dict[str, str]:
    """A sent mail with a promise, so that the ledger has rows for the routes to find."""
    return {
        "id": f"s{number}",
        "app": "gmail",
        "thread": f"t{number}",
        "sent": "2026-11-18T10:00:00Z",
        "zone": "UTC",
        "text": f"I'll send you report {number} by next Friday.",
    }


def properties(seed: int, examples: int) -> int:
    """The tests of the properties, with more examples."""
    env = {**os.environ, "AIZUCHI_EXAMPLES": str(examples), "AIZUCHI_SEED": str(seed)}
    command = [sys.executable, "-m", "pytest", "-q", "tests/trust/test_properties.py"]
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def led(name: str, seed: int, seconds: int) -> int:
    """One property under atheris, in a process of its own; 0 where atheris is not installed."""
    command = [sys.executable, "-m", "tests.trust.led", name, f"-seed={seed}", "-verbosity=0"]
    limits = [f"-max_total_time={seconds}", "-max_len=3000", "-timeout=20"]
    limits += ["-print_final_stats=1", f"-artifact_prefix={tempfile.gettempdir()}/{name}-"]
    print(f"led: {name}", flush=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed_text in enumerate(seeds(name)):
            (Path(corpus) / str(number)).write_bytes(seed_text)
        return subprocess.run([*command, *limits, corpus], cwd=ROOT, check=False).returncode


def seeds(name: str) -> Iterator[bytes]:
    """What to begin with: whoever begins with nothing is long in finding a header or a tag."""
    letters = [file.read_bytes() for file in sorted(ROOT.glob("rules/*/sample.eml"))]
    match name:
        case "mail_file" | "mailbox":
            yield from letters
            yield from (b"From a@b Wed Nov 18 10:00:00 2026\n" + one for one in letters)
            yield from (PARTS, b"From: (((\r\n\r\nx", b"Content-Type: text/html\r\n\r\n<p>x")
        case "rule_file":
            yield from ((ROOT / f"rules/{one}.yaml").read_bytes() for one in ("rhythm", "timeline"))
            yield from (b"blocks: ['09:30-11:00']\n", b"days_off: [2026-12-24]\n")
        case "settings_file" | "setting":
            yield from (b'name = "Max"\nport = 4711\n', b"09:30-11:00, 13:30-14:30", b"mon, tue")
        case "markup" | "html_reading":
            yield from (f"<div {style}>{QUOTE}</div>".encode() for style in STYLES)
        case _:
            yield from (one.partition(b"\n\n")[2] for one in letters)


PARTS = (
    b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain;"
    b" charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\neA==\r\n--b--"
)
QUOTE = "<style>.b {display:none}</style><blockquote type=cite>Old<p class=b>x</blockquote>New"
STYLES = ("class=gmail_quote", "style='display:none'", "id=divRplyFwdMsg", "hidden")


if __name__ == "__main__":
    main()
