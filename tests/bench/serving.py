"""How soon the helper is there, how fast it answers over loopback, and what memory it takes."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.bench.living import megabytes, processor_seconds
from tests.bench.speed import MAIL
from tests.running import ROOT, Running

STARTS = 5
CALLS = 200
CALLERS = 8
READINGS = 10_000
LINES = 400
GOALS = {"read": 20, "check": 10, "draft": 30}
"""Milliseconds in which 99 of 100 calls are answered."""

SAMPLE = "rules/en/sample.eml"
VERBS = {
    "--help": ["--help"],
    "promises": ["promises"],
    "due": ["due", "by Friday noon"],
    "check": ["check", "README.md"],
    "read": ["read", SAMPLE],
}


def starting() -> str:
    """Processor time until the first answer, beside what the web framework alone takes to load."""
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "AIZUCHI_HOME": home}
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # What is installed is compiled once only.
        works: dict[str, Callable[[], float]] = {
            "flask": partial(_child, ["-c", "import flask"], env)
        }
        works |= {name: partial(_child, ["-m", "helper", *it], env) for name, it in VERBS.items()}
        took = {name: [work() for _ in range(STARTS)] for name, work in works.items()}
    took["run"] = [_first_answer() for _ in range(STARTS)]
    flask = median(took.pop("flask"))
    found = ", ".join(f"{name} {median(times) / flask:.1f} x" for name, times in took.items())
    return f"start, beside `import flask` ({flask * 1000:.0f} ms): {found} (goal: 4 x)"


def _child(arguments: list[str], env: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _first_answer() -> float:
    with _helper() as helper:
        return processor_seconds(helper)


def answering() -> Iterator[str]:
    """How long calls take, alone and with eight callers at once; memory before and after many."""
    with _helper() as helper:
        helper.pair()
        reading = helper.post("/read", _mail(0))
        bodies: dict[str, Callable[[int], Any]] = {
            "read": _mail,
            "check": lambda number: {"text": f"{MAIL} {number}", "reading": reading},
            "draft": lambda number: {"reading": {**reading, "subject": f"Class {number}"}},
        }
        for route, body in bodies.items():
            _times(helper, route, body, range(50))  # Rules are put together when first needed.
            alone = _times(helper, route, body, range(CALLS))
            with ThreadPoolExecutor(CALLERS) as callers:
                share = [range(n, CALLS, CALLERS) for n in range(CALLERS)]
                found = callers.map(partial(_times, helper, route, body), share)
                crowd = [took for times in found for took in times]
            goal = f"(goal: p99 {GOALS[route]} ms)"
            yield f"{route}: alone {_shown(alone)}, {CALLERS} callers {_shown(crowd)} {goal}"
        yield _memory(helper)


def _memory(helper: Running, readings: int = READINGS) -> str:
    warm = resident(helper)
    _times(helper, "read", _mail, range(readings))
    grown = resident(helper) - warm
    line = f"memory: {megabytes(warm)} warm, {megabytes(grown)} more after {readings:,} readings"
    return f"{line} (goal: 90 MB, 2 MB)"


def scaling() -> str:
    """Mails a second through ``aizuchi read --jsonl``, and through two of them side by side."""
    lines = "".join(f"{json.dumps(_mail(number))}\n" for number in range(LINES))
    one, two = (min(_piped(lines, count) for _ in range(2)) for count in (1, 2))
    rate = LINES / one
    return f"read --jsonl: {rate:.0f} mails/s, two at once {2 * one / two:.2f} x (goal: 1.8 x)"


def _piped(lines: str, count: int) -> float:
    """Seconds for all, without their start."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "helper", "read", "--jsonl"]
        env = {**os.environ, "AIZUCHI_HOME": home}
        piped = partial(subprocess.Popen, command, cwd=ROOT, env=env, text=True)
        running = [piped(stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(count)]
        for one in running:
            _fed(one, lines.splitlines(keepends=True)[0])
        started = time.perf_counter()
        with ThreadPoolExecutor(count) as pool:
            list(pool.map(lambda one: one.communicate(lines), running))
        return time.perf_counter() - started


def _fed(running: subprocess.Popen[str], line: str) -> None:
    """Wait until it has answered one line: then it is warm."""
    assert running.stdin
    assert running.stdout
    running.stdin.write(line)
    running.stdin.flush()
    running.stdout.readline()


def resident(helper: Running) -> int:
    """Bytes in memory (proc(5), VmRSS)."""
    assert helper.process
    status = Path(f"/proc/{helper.process.pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


@contextmanager
def _helper() -> Iterator[Running]:
    with tempfile.TemporaryDirectory() as home:
        helper = Running(Path(home), env={"AIZUCHI_NOTIFY": "nowhere"})
        helper.start()
        try:
            yield helper
        finally:
            helper.stop()


def _mail(number: int) -> dict[str, str]:
    """No mail twice, for what is known of one is kept a while."""
    return {"text": MAIL.replace("7731", str(number)), "subject": "Evening classes"}


def _times(
    helper: Running, route: str, body: Callable[[int], Any], numbers: Sequence[int]
) -> list[float]:
    """Milliseconds for each call, over a connection that is kept open."""
    line = HTTPConnection("127.0.0.1", helper.port)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {helper.token}"}
    times = []
    for number in numbers:
        sent = json.dumps(body(number))
        started = time.perf_counter()
        line.request("POST", f"/v1/{route}", sent, headers)
        answer = line.getresponse()
        answer.read()
        times.append((time.perf_counter() - started) * 1000)
        assert answer.status == 200, answer.status
    line.close()
    return times


def _shown(times: list[float]) -> str:
    cuts = quantiles(times, n=100)
    return f"p50 {median(times):.0f}, p99 {cuts[98]:.0f} ms"
