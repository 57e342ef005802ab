"""How long `make run` takes where nothing is there yet, and what it leaves on the disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.bench.living import megabytes, size_of
from tests.running import NO_KEYRING, ROOT, free_port

LOOK_SECONDS = 0.1
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "dist", "node_modules", "*cache*")


def cold() -> str:
    """From a fresh copy to the helper's first answer: environment, packages and start."""
    with tempfile.TemporaryDirectory() as folder:
        copy, port = Path(folder) / "aizuchi", free_port()
        shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
        command = [sys.executable, "dev.py", "run", "--no-browser", "--port", str(port)]
        env = {**os.environ, **NO_KEYRING, "AIZUCHI_HOME": str(Path(folder) / "home")}
        started = time.perf_counter()
        running = subprocess.Popen(command, cwd=copy, env=env, stdout=subprocess.DEVNULL)
        try:
            while not _answers(port):
                if running.poll() is not None:
                    return "cold `make run`: it ended; has it a package index?"
                time.sleep(LOOK_SECONDS)
            took = time.perf_counter() - started
        finally:
            running.terminate()
            running.wait()
        size = sum(map(size_of, (copy / ".venv").rglob("*")))
    return f"cold `make run`: {took:.0f} s to the first answer, .venv {megabytes(size)}"


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/v1/hello") as answer:
            return bool(answer.status)
    except URLError:
        return False
