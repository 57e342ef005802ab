"""Put on PYTHONPATH, it writes down what a program opens: sockets, files to write, programs.

Python tells its audit hooks of each before it happens (PEP 578), also when a library does it.
One line each goes to the file that ``AIZUCHI_WATCHED`` names.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

_LOG = os.open(os.environ["AIZUCHI_WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
_CALLS = frozenset(
    {
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendto",
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "webbrowser.open",
    }
)


def _watch(event: str, given: tuple[Any, ...]) -> None:
    if event == "open":
        path, _, flags = given
        if not flags & (os.O_WRONLY | os.O_RDWR) or not isinstance(path, str):
            return
        what = os.path.abspath(path)  # noqa: PTH100 - before anything else is imported
    elif event in _CALLS:
        what = repr(given[1] if event in {"socket.bind", "socket.connect"} else given)
    else:
        return
    os.write(_LOG, (json.dumps([event, what]) + "\n").encode())


sys.addaudithook(_watch)
